"""Texts that stand for nothing: what people and programs write where a value is missing."""

from typing import Final

LONGEST_PLACEHOLDER: Final = 40
"""A longer text says something, even if it is not known what."""

_WORDS: Final = frozenset(
    (
        *("", "empty", "false", "missing", "na", "nan", "nat", "nd", "nil", "nodoi", "none", "notapplicable"),
        *("notavailable", "null", "tba", "tbc", "tbd", "unavailable", "undefined", "unknown"),
    )
)

_INITIALS: Final = frozenset(word[:1] for word in _WORDS)


def is_missing(text: str) -> bool:
    """Whether the text is a placeholder (`-`, `N/A`, `nan`, `None`, `0`, `[]`) or blank.

    Only its letters and digits count, in any case, so `n.a.` and `<NA>` are one placeholder.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_PLACEHOLDER:
        return False
    if stripped[:1].isalnum() and stripped[0] != "0" and stripped[0].casefold() not in _INITIALS:
        # Most names and years are decided by their first letter.
        return False
    word = "".join(filter(str.isalnum, stripped.casefold()))
    return word in _WORDS or not word.strip("0")
