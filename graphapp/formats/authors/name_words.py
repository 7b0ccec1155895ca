"""What the words of a printed author show: a complete name, initials, a degree.

For formats that must decide where one author ends. These are signs in a text, not rules of identity.
"""

import re
from collections.abc import Sequence
from typing import Final

from graphapp.rules.name_order import EAST_ASIAN
from graphapp.rules.names import GENERATION_SUFFIXES, LEGAL_FORMS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INITIAL: Final = r"[^\W\d_]"
_INITIALS: Final = re.compile(rf"(?:{_INITIAL}\.-?){{0,6}}{_INITIAL}\.?")
_UNSPACED_SCRIPTS: Final = re.compile(f"[{EAST_ASIAN}]+")
_SHORTEST_UNSPACED_NAME: Final = 3
_MOST_CAPITALS: Final = 3
_LONGEST_ENDING: Final = 40

PARTICLES: Final = _words(
    "af al am auf av ben bin da dal das de degli dei del della delle den der des di do dos du el ibn im la las le les "
    "lo los op t 't te ten ter thoe uit van vom von vor zu zum zur"
)
"""Small words with which a family name begins."""
_JOINS: Final = "y"
"""Stands between the two words of a family name: Ortega y Gasset."""
_SMALL_WORDS: Final = PARTICLES | _words("y e i and und")
_DEGREES: Final = _words(
    "phd dphil msc bsc mphil mph mba dds dvm drph pharmd edd psyd esq frs frcp facs dr prof dipling"
)
ENDINGS: Final = GENERATION_SUFFIXES | LEGAL_FORMS | _DEGREES
"""Words behind a comma that belong to the name before it, in small letters and without dots."""
_SHORT_DEGREES: Final = frozenset({"md", "ma", "ms", "ba", "bs", "rn", "jd", "do", "mbbs"})
"""They may also be initials: "Smith, MD"."""

JOINING_WORDS: Final = r"(?:and|AND|(?<!\bvon\s)und(?!\s+zu\b)|et)"
"""Matches the words between names; "und" is a part of a name in "von und zu"."""
_JOINING: Final = re.compile(rf"&|\s{JOINING_WORDS}\s")


def is_initials(word: str) -> bool:
    """Whether the word is one initial or several with dots: `W`, `G.N.`, `J.-P.`."""
    return _INITIALS.fullmatch(word) is not None


def shows_initials(name: str) -> bool:
    """Whether the name has initials beside a word, so that it is no family name: `W Wang`, `Gatica GN`."""
    # The "y" of Ortega y Gasset is none.
    words = [word for word in name.split() if word not in _SMALL_WORDS]
    initials = [is_initials(word) or _is_block(word, name) for word in words]
    return any(initials) and not all(initials)


def family_start(words: Sequence[str]) -> int:
    """Where the family name begins in the words of a name: at its first particle, else at the last word.

    TeX and citation styles take a name without commas apart like this. It is a guess for "Gabriel García Márquez";
    `split_name` is for names that leave no doubt.
    """
    for place, word in enumerate(words[:-1]):
        if word in PARTICLES:
            return place
        if word == _JOINS and place > 1:
            return place - 1
    return len(words) - 1


def is_complete(name: str) -> bool:
    """Whether the text can be a whole name by itself: two words or more, of which one is no initial.

    Particles and degrees do not count; a name in a script without spaces has three characters or more.
    """
    words = name.split()
    if len(words) == 1:
        return len(words[0]) >= _SHORTEST_UNSPACED_NAME and _UNSPACED_SCRIPTS.fullmatch(words[0]) is not None
    words = [word for word in words if word not in _SMALL_WORDS and _letters(word) not in ENDINGS]
    return len(words) > 1 and not all(map(is_initials, words))


def ends_a_name(token: str, before: Sequence[str], *, initials: bool = False) -> bool:
    """Whether text after a comma belongs to the name before it: `Jr.`, `PhD`, `Inc.`, and `MD` after a whole name.

    `before` is the text between the commas before it, `initials` says that `MD` can only be initials.
    """
    if not token or len(token) > _LONGEST_ENDING:
        return False
    words = token.split()
    degrees = [word for word in words if _letters(word) not in ENDINGS]
    # "Ph. D.", but "D. R." are initials.
    if not degrees or (_letters("".join(words)) in _DEGREES and not all(map(is_initials, words))):
        return True
    if initials or not all(word.isupper() and _letters(word) in _SHORT_DEGREES for word in degrees):
        return False
    return (is_complete(before[-1]) or len(before) == 2) and not before[-1].isupper()


def joins_names(name: str) -> bool:
    """Whether a text has a word that joins names ("Barnes and Noble"), so that it has no family name at its end."""
    return _JOINING.search(name) is not None


def _is_block(word: str, name: str) -> bool:
    """Whether the word is a block of initials, like `AB` in "Doe AB"; a name all in capitals shows none."""
    return 1 < len(word) <= _MOST_CAPITALS and word.isalpha() and word.isupper() and not name.isupper()


def _letters(word: str) -> str:
    return word.replace(".", "").casefold()
