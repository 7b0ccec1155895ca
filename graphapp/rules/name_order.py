"""The order of the two parts of a name: the given name comes first, but not in the scripts of East Asia."""

import re
import unicodedata
from typing import Final

_KATAKANA: Final = "\u30a0-\u30ff\u31f0-\u31ff"
_HANGUL: Final = "\uac00-\ud7af"
EAST_ASIAN: Final = (
    # Iteration marks and zero stand among Han: 佐々木.
    f"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff{_HANGUL}"
)
"""Han, Hiragana, Katakana and Hangul, as the inside of a set of a regular expression."""

_FIRST_EAST_ASIAN: Final = "\u1100"
"""Not above any of these letters; the first parts of Hangul are here, which NFC composes."""
_EAST_ASIAN_LETTER: Final = re.compile(f"[{EAST_ASIAN}]")
_IN_EAST_ASIAN: Final = re.compile(f"[{EAST_ASIAN}]+")
_FOREIGN_FAMILY: Final = re.compile(
    f"[{_KATAKANA}]+|(?!(?:남궁|황보|제갈|사공|선우|서문|독고|동방|망절|어금|장곡|강전|소봉)$)[{_HANGUL}]{{2,}}"
)
"""Katakana spells names of other languages, and Korea's family names of two syllables are few and known."""


def in_order(family: str, given: str) -> str:
    """The name of two parts that are not blank, as it is printed: "Ada Byron", but "王伟" for the family name 王.

    The family name comes first, without a space, where both parts are wholly in the scripts of East Asia. Names of
    other languages in these scripts keep their own order: "ジョン スミス".
    """
    # Nearly all names are ruled out by their first letter.
    if given < _FIRST_EAST_ASIAN or not _begins_with_family(family, given):
        return f"{given} {family}"
    return f"{family}{given}"


def has_east_asian_letter(text: str) -> bool:
    """Whether a letter is of a script in which names begin with the family name."""
    return _EAST_ASIAN_LETTER.search(text) is not None


def _begins_with_family(family: str, given: str) -> bool:
    family, given = unicodedata.normalize("NFC", family), unicodedata.normalize("NFC", given)
    return (
        _IN_EAST_ASIAN.fullmatch(family) is not None
        and _IN_EAST_ASIAN.fullmatch(given) is not None
        and _FOREIGN_FAMILY.fullmatch(family) is None
    )
