"""A quick answer for nearly all printed names: they are names, and nothing in them needs to be read."""

from functools import lru_cache
from typing import Final

from graphapp.rules.missing import is_missing

_READ_AS: Final = (
    {ord(character): " " for character in ".-'’"}
    # To the rules that ignore case, both are one letter.
    | {ord("ı"): "i"}
    # Letters without a shape, which cleaning removes: no text with one is ordinary.
    | dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), "\0")
)
_FIRST: Final = frozenset({"dr", "prof", "professor"})
_LAST: Final = frozenset({
    "phd", "phds", "d", "ds", "dphil", "phil", "mphil", "sc", "bsc", "dsc", "msc", "pharmd", "ing", "al", "als",
    "etal", "etals", "alii", "aliae", "alia", "coll", "др", "другие", "等", "他", "ほか", "other", "others", "more",
    "mores", "additional", "additionals", "autre", "autres", "andere", "anderes", "otro", "otros", "outro",
    "outros", "further", "furthers", "author", "authors", "coauthor", "coauthors", "contributor", "contributors",
    "colleagues", "coworkers", "workers", "ark", "arkadaşlari",
})  # fmt: skip
"""Words of letters alone that may be the end of a decoration, or of a placeholder for other authors."""
_ANYWHERE: Final = frozenset({
    "anon", "anonym", "anonymous", "anonymus", "anonyme", "anonymo", "anónimo", "unknown", "unnamed", "unidentified",
    "various", "withheld", "nomen", "no", "not", "missing", "author", "authors", "coauthor", "coauthors", "contributor",
    "contributors",
})  # fmt: skip
"""Of these, one stands in each placeholder of several words for an author without a name, or for nothing."""


@lru_cache(maxsize=65_536)
def is_ordinary(printed: str) -> bool:
    """Whether a text is certainly a name without decoration, comma or number, and no placeholder; False says nothing.

    It has two words or more, all of letters, and not only initials.
    """
    # In letters of ASCII alone, as in most names, nothing is read as something else: half of the time.
    plain = printed if printed.isascii() and printed.replace(" ", "").isalpha() else printed.translate(_READ_AS)
    words = plain.casefold().split()
    letters = "".join(words)
    return (
        1 < len(words) < len(letters)
        and letters.isalpha()
        and words[0] not in _FIRST
        and not _may_end_in_more(words)
        and _ANYWHERE.isdisjoint(words)
        and ".." not in printed
        and not is_missing(letters)
    )


def ends_as_a_name(printed: str) -> bool:
    """Whether a text of letters certainly ends in a part of a name: neither "et al." nor a degree; False says nothing.

    For a given name, behind which something else may stand.
    """
    return len(printed) <= _LONGEST_KEPT and _ends_as_a_name(printed)


_LONGEST_KEPT: Final = 200


# Given names are few.
@lru_cache(maxsize=65_536)
def _ends_as_a_name(printed: str) -> bool:
    words = printed.translate(_READ_AS).casefold().split()
    return bool(words) and all(map(str.isalpha, words)) and not _may_end_in_more(words) and ".." not in printed


def _may_end_in_more(words: list[str]) -> bool:
    return words[-1] in _LAST or words[-1][-1] in "等人" or words[-2:] == ["u", "a"]
