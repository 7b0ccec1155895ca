"""Names that one person is hardly printed with: they have no word in common.

Compared are the words of fold keys, so letters with and without diacritics are equal. A given name and a short form of
it are one word. Words may be run together: "Xiao Ming" and "Xiaoming" have a word in common. In Chinese, Japanese and
Korean script each character counts as a word, since names are printed with and without spaces. An initial is not
enough, unless initials are all that one of the names has beside words in common: "J. S." may be John Smith, but
"J. Smith" is not John Doe. Names in different scripts cannot be compared by words, and nothing is said of them.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from typing import Final

from graphapp.rules.names import name_parts
from graphapp.rules.printed_names import read_name
from graphapp.rules.relations import relation
from graphapp.rules.short_names import other_given_names

MOST_COMPARED: Final = 200
"""Names of one id, in the order of their letters, of which pairs are compared; an id with more has some that differ."""

_MOST_RUN_TOGETHER: Final = 3
_UNSPACED: Final = {"CJK": "CJK", "HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "HANGUL"}
"""First word of the Unicode names of characters that are words -> their script."""


def disjoint_names(names: Iterable[str]) -> tuple[str, str] | None:
    """The first two of some printed names, in the order of their letters, that are disjoint; None when no two are."""
    found = sorted(set(names))
    if len(found) < 2 or frozenset.intersection(*map(_words, found)):
        return None
    return next((pair for pair in combinations(found[:MOST_COMPARED], 2) if are_disjoint(*pair)), None)


def are_disjoint(a: str, b: str) -> bool:
    """Whether two printed names have no word in common, and no rule relates them. Symmetric."""
    one, other = _words(a), _words(b)
    if not one or not other or one & other or any(other_given_names(word) & other for word in one):
        return False
    if _run_together(a) & _run_together(b) or _fits(a, b) or _fits(b, a):
        return False
    return bool(_scripts(a) & _scripts(b)) and relation(a, b) is None


@lru_cache(maxsize=1_024)
def _parts(printed: str) -> tuple[str, ...]:
    """The words of a name without numbers, such as those of namesakes."""
    name = read_name(printed)
    parts = name_parts(printed if name is None else name.name)
    return tuple(part for part in parts if any(map(str.isalpha, part)))


@lru_cache(maxsize=1_024)
def _words(printed: str) -> frozenset[str]:
    """The words of a name without initials; those of a script without spaces by character."""
    words: set[str] = set()
    for part in _parts(printed):
        unspaced = {character for character in part if _script(character) in _UNSPACED.values()}
        words |= unspaced or ({part} if len(part) > 1 else set())
    return frozenset(words)


def _run_together(printed: str) -> set[str]:
    """The words of a name, and up to three neighbours as one word."""
    parts = _parts(printed)
    runs = (parts[start : start + length] for length in range(1, _MOST_RUN_TOGETHER + 1) for start in range(len(parts)))
    return {"".join(run) for run in runs if len("".join(run)) > 1 and not all(len(part) == 1 for part in run)}


def _fits(a: str, b: str) -> bool:
    """Whether each word of a name begins with a letter that the other has as an initial, or is such an initial."""
    others = _parts(b)
    return all(any(part[0] == other[0] and 1 in (len(part), len(other)) for other in others) for part in _parts(a))


@lru_cache(maxsize=1_024)
def _scripts(printed: str) -> frozenset[str]:
    return frozenset(_script(character) for character in "".join(_parts(printed)) if character.isalpha())


def _script(character: str) -> str:
    """The script of a letter: the first word of its Unicode name, as in LATIN SMALL LETTER A."""
    word = unicodedata.name(character, "").partition(" ")[0]
    return _UNSPACED.get(word, word)
