"""Texts that stand for nothing: what people and programs write where a value is missing."""

import re
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

_NOT_PUBLISHED: Final = re.compile(
    r"\W*(?:(?:in|at|under) (?:press|print|preparation|prep|review|revision|submission|production)"
    r"|to (?:appear|be published|be submitted)|forthcoming|submitted|accepted|unpublished|preprint|draft|online first"
    r"|early access|(?:e?pub )?ahead of print|n\.? ?d|s\.? ?a|no date|undated|present|ongoing)\W*",
    re.IGNORECASE,
)
"""What people write in place of a year that is not there yet, or not printed."""


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


def is_missing_year(text: str) -> bool:
    """Whether the text is a placeholder, or what people write for a year that is not there yet: `in press`."""
    return is_missing(text) or (len(text) <= LONGEST_PLACEHOLDER and _NOT_PUBLISHED.fullmatch(text) is not None)
