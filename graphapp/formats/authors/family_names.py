"""Names of formats that write "Last, First": turned when they are read, and split when they are written.

Which words of a printed name are the family name is said only where the words leave no doubt: two words, initials
between them, or a particle before the family name. A name of which nobody can say where its family name begins
("Gabriel José García Márquez") is left as it is printed.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from graphapp.formats.authors.author_cells import FAMILY_FIRST, natural, several
from graphapp.formats.authors.name_words import ENDINGS, PARTICLES, family_start, is_initials
from graphapp.rules.name_order import in_order
from graphapp.rules.names import GENERATION_SUFFIXES, WORDS_OF_ORGANISATIONS, is_organisation
from graphapp.rules.ordinary_names import ends_as_a_name

_LAST_LETTER: Final = "\u058f"
"""The last code point of Latin, Greek, Cyrillic and Armenian: names in other scripts have other orders."""


_LETTERS: Final = r"[^\W\d_]++"
_PLAIN: Final = re.compile(rf"{_LETTERS}(?:[ '’-]{_LETTERS})*+, {_LETTERS}(?:(?:[ '’-]|\.[ -]?){_LETTERS})*+\.?")
_NO_PART_OF_A_NAME: Final = ENDINGS | WORDS_OF_ORGANISATIONS | {"professor"}


def turned(name: str) -> str:
    """The name in natural order, as `natural` turns "Last, First"; any other text as that leaves it."""
    return _turned(name) if len(name) <= _LONGEST_KEPT else natural(name, FAMILY_FIRST)


_LONGEST_KEPT: Final = 200


def people(name: str) -> tuple[str, ...]:
    """The people of a text that a format gives as one name: one, `turned`, but where it certainly names several."""
    return _people(name) if len(name) <= _LONGEST_KEPT else several(name) or (turned(name),)


# Half of the authorships of a source are those of few people.
@lru_cache(maxsize=16_384)
def _people(name: str) -> tuple[str, ...]:
    return several(name) or (turned(name),)


@lru_cache(maxsize=16_384)
def _turned(name: str) -> str:
    return plainly_turned(name) or natural(name, FAMILY_FIRST)


def plainly_turned(name: str) -> str | None:
    """ "Last, First" in natural order where it is nothing but a person's name, as nearly all are; None elsewhere.

    There, `natural` and `in_natural_order` give the same and take ten times as long.
    """
    family, comma, given = name.partition(", ")
    if not comma:
        return None
    natural_name = in_order(family, given)
    if family.isalpha() and given.isalpha():
        # Two words need no pattern.
        is_certain = family.casefold() not in _NO_PART_OF_A_NAME and given.casefold() not in _NO_PART_OF_A_NAME
    elif _PLAIN.fullmatch(name) is None:
        return None
    else:
        is_certain = _NO_PART_OF_A_NAME.isdisjoint(natural_name.replace(".", "").casefold().split())
    return natural_name if is_certain and ends_as_a_name(given) else None


class SplitName(NamedTuple):
    """The parts of a name, none of which is empty but the suffix."""

    given: str
    family: str
    suffix: str
    """`Jr.`"""

    @property
    def inverted(self) -> str:
        """ "Last, First" or "Last, First, Jr."."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


def split_name(printed: str) -> SplitName | None:
    """The parts of a name where they are certain, so that reading "Last, First" gives it again; None elsewhere."""
    head, comma, suffix = printed.partition(", ")
    if comma and suffix.rstrip(".").casefold() not in GENERATION_SUFFIXES:
        return None
    words = head.split(" ")
    if len(words) < 2 or not all(map(_is_word, words)) or is_organisation(head):
        return None
    start, last = family_start(words), words[-1]
    if start == 0 or not all(map(is_initials, words[1:start])) or is_initials(last) or last in PARTICLES:
        return None
    parts = SplitName(" ".join(words[:start]), " ".join(words[start:]), suffix)
    return parts if turned(parts.inverted) == printed else None


def _is_word(word: str) -> bool:
    if word in PARTICLES:
        return True
    plain = word.replace("-", "").replace(".", "").replace("'", "").replace("’", "")
    return plain.isalpha() and word[0].isalpha() and max(plain) <= _LAST_LETTER
