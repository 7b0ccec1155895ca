"""Which names may be other forms of one name, by which rule, and how a graph finds them.

`relation` decides about two names; `lookup_of` says which keys an index has to give so that no related name is missed.
Both depend on the keys of the names alone: the spellings of one exact cluster are related alike.

Several rules read a name as given names and a family name, and are for scripts with capitals only. The last word is the
family name, except that single letters at the end are initials: "Okafor I." is read as "I. Okafor". Generation suffixes
(Jr., III) do not count. Given names of two or three consonants are initials: "DW" is D. W., but "Yu" is a name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations, product
from typing import Final, Literal, get_args

from graphapp.rules.names import (
    GENERATION_SUFFIXES,
    Name,
    differing_in,
    fold_key,
    split_homonym,
)
from graphapp.rules.printed_names import read_name
from graphapp.rules.short_names import other_given_names

Relation = Literal[
    "same",
    "case",
    "homonym sibling",
    "diacritics",
    "dash",
    "apostrophe",
    "spelling",
    "spacing",
    "umlaut",
    "order",
    "missing suffix",
    "initial",
    "short form",
    "missing middle name",
    "missing first name",
    "missing surname",
]
"""The rule that relates two names, the closest first; `relation` says what each means."""

RANKS: Final[dict[Relation, int]] = {rule: rank for rank, rule in enumerate(get_args(Relation))}
"""Rule -> its place among all rules."""

MOST_PERMUTED_WORDS: Final = 5
"""Names with more words are compared in rotated orders only: six words have 720 orders."""

_MOST_DIGRAPHS: Final = 4
"""Names with more digraphs (ae, oe, ue, aa) are not compared by them: each doubles the spellings to look up."""

_EXPANSIONS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})
_DIGRAPHS: Final = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}
_DIGRAPH_BEGINS: Final = re.compile(f"(?={'|'.join(_DIGRAPHS)})")
_SUFFIXES: Final = {"jnr": "jr", "snr": "sr", "2nd": "ii", "3rd": "iii", "4th": "iv"}
"""Generation suffixes that are another spelling of one."""
_CONSONANTS: Final = re.compile(r"[b-df-hj-np-tv-xz]{2,3}")
_LONGEST_SPECIAL: Final = max(3, *map(len, GENERATION_SUFFIXES))
"""Letters of an initial, a suffix, or of two or three consonants."""
_SQUASHED_PREFIX: Final = 4
"""Letters by which names that differ in spaces are looked up."""

Pairing = Literal["equal", "initial", "short form"]


def relation(a: str, b: str, *, homonym_numbers: bool = True) -> Relation | None:
    """The rule that relates two printed names, each read as `read_name` does; None when none does. Symmetric.

    In one exact cluster: `same` name and number, `homonym sibling` with another number (or none), `case`. One
    difference only: `diacritics`; `dash` instead of a space or nothing; `apostrophe`. `spelling` is any other
    difference, or several such differences, between names with one fold key (ø and o, ﬁ and fi), or with a suffix that
    is written in two ways (III and 3rd). `spacing`: the same letters, with other spaces, dashes or apostrophes between
    them. `umlaut`: ae, oe, ue, aa for ä, ö and ø, ü, å. `order`: the same words in another order.

    The others read given names and a family name. One family name: `missing suffix` (Jr., III); `initial`, a given name
    cut to its first letter, others may be missing; `short form`, a given name in a form that `rules/short_names.txt`
    lists, others may be missing; `missing middle name`, given names missing after the first; `missing first name`, one
    or more missing before a full given name. `missing surname`: words missing after the family name; the first given
    name is equal and not an initial. They never match a prefix (Jo, Joann).
    """
    first = read_name(a, homonym_numbers=homonym_numbers)
    second = read_name(b, homonym_numbers=homonym_numbers)
    return None if first is None or second is None else relation_of_names(first, second)


def relation_of_names(first: Name, second: Name) -> Relation | None:
    """What `relation` says of two names that are read already."""
    if first.name_key == second.name_key:
        if first.homonym != second.homonym:
            return "homonym sibling"
        return "same" if first.name == second.name else "case"
    if _squashed(first.fold_key) == _squashed(second.fold_key):
        # Names that differ in nothing but diacritics, dashes or apostrophes have the same letters when folded.
        rule = differing_in(first.name_key, second.name_key)
        return rule or ("spelling" if first.fold_key == second.fold_key else "spacing")
    rules: list[Relation] = []
    for one, other in _comparable(first, second):
        rules += _rules_of_words(one, other)
    return min(rules, key=RANKS.__getitem__, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Names whose key begins with one text and contains another one; `squashed` begins it without its spaces."""

    prefix: str
    part: str = ""
    squashed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Where an index finds all names that a rule relates to one name, and others."""

    fold_keys: frozenset[str]
    """Equal to the fold key."""
    fold_ranges: frozenset[Range]
    """Of the fold key."""
    family_ranges: frozenset[Range]
    """Of the family key."""


def family_key(folded: str) -> str:
    """A fold key with the family name first, then given names, generation suffixes and a homonym number.

    An index of this key finds the names of one family name. Given names that are initials stand letter by letter.
    """
    parts = folded.split()
    if parts and parts[-1].isalpha() and not any(map(_is_special, parts)):
        # Nearly all names: a fifth of the time.
        return " ".join((parts[-1], *parts[:-1]))
    folded, number = split_homonym(folded)
    reading = _Reading.of(folded)
    words = (reading.family, *reading.given, *reading.suffixes, *filter(None, [number]))
    return " ".join(filter(None, words))


def lookup_of(name: Name) -> Lookup:
    """Where the names are that a rule relates to a name; the name itself is among them.

    Each form of the name is also looked up with a homonym number behind it, as sources without such numbers keep them.
    Numbers below 1000 are looked for: dblp has no greater ones.
    """
    fold_keys: set[str] = set()
    fold_ranges: set[Range] = set()
    family_ranges: set[Range] = set()
    for spelling in _spellings(name):
        words = spelling.split()
        orders = permutations(words) if len(words) <= MOST_PERMUTED_WORDS else _rotations(words)
        forms = {" ".join(order) for order in orders}
        fold_keys |= forms
        fold_ranges |= {Range(prefix=f"{form} 0") for form in forms}
        squashed = _squashed(spelling)
        fold_ranges |= {Range(prefix=prefix, squashed=squashed) for prefix in _spaced(squashed[:_SQUASHED_PREFIX])}
        for key, found in _ranges_of_words(_Reading.of(spelling)):
            (fold_ranges if key == "fold_key" else family_ranges).add(found)
    return Lookup(
        fold_keys=frozenset(fold_keys), fold_ranges=frozenset(fold_ranges), family_ranges=frozenset(family_ranges)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The words of a fold key, read as the parts of a name."""

    given: tuple[str, ...]
    family: str
    """The last word; empty only when there is none."""
    suffixes: tuple[str, ...]
    has_case: bool
    """Whether the family name is in a script with capitals."""

    @property
    def generation(self) -> tuple[str, ...]:
        """The suffixes, each in one spelling."""
        return tuple(_SUFFIXES.get(suffix, suffix) for suffix in self.suffixes)

    @classmethod
    def of(cls, folded: str) -> "_Reading":
        words = folded.split()
        suffixes: list[str] = []
        while len(words) > 2 and words[-1] in GENERATION_SUFFIXES:
            suffixes.insert(0, words.pop())
        end = len(words)
        while end and _is_initial(words[end - 1]):
            end -= 1
        *given, family = [*words[end:], *words[:end]] or [""]
        spelled = chain.from_iterable(word if _CONSONANTS.fullmatch(word) else (word,) for word in given)
        return cls(given=tuple(spelled), family=family, suffixes=tuple(suffixes), has_case=_has_case(family))


def _comparable(a: Name, b: Name) -> Iterable[tuple[str, str]]:
    """The fold keys of two names, then with digraphs for the umlauts of one and of both."""
    expanded = _expanded(a), _expanded(b)
    if max(map(_count_of_digraphs, (a.fold_key, b.fold_key, *expanded))) > _MOST_DIGRAPHS:
        return [(a.fold_key, b.fold_key)]
    return dict.fromkeys(product((a.fold_key, expanded[0]), (b.fold_key, expanded[1])))


def _rules_of_words(a: str, b: str) -> Iterator[Relation]:
    """The rules that relate two fold keys word by word; for equal ones, in which umlauts are digraphs, `umlaut`."""
    if _squashed(a) == _squashed(b):
        yield "umlaut"
        return
    if _is_reordered(a.split(), b.split()):
        yield "order"
    one, other = _Reading.of(a), _Reading.of(b)
    if not (one.given and other.given and one.has_case and other.has_case):
        return
    if one.suffixes and other.suffixes and one.generation != other.generation:
        return
    if one.family == other.family:
        yield from _rules_of_given_names(one, other)
    elif _lacks_surname(one, other) or _lacks_surname(other, one):
        yield "missing surname"


def _rules_of_given_names(a: _Reading, b: _Reading) -> Iterator[Relation]:
    """The rules that relate two names of one family name."""
    if a.given == b.given:
        if a.suffixes and b.suffixes and a.suffixes != b.suffixes:
            yield "spelling"
        else:
            yield "order" if a.suffixes == b.suffixes else "missing suffix"
        return
    short, long = sorted((a.given, b.given), key=len)
    pairings = _pairings(short, long)
    if pairings is not None and "short form" in pairings:
        yield "short form"
    elif pairings is not None:
        yield "initial" if "initial" in pairings else "missing middle name"
    if len(short[0]) > 1:
        for start in range(1, len(long)):
            if long[start] == short[0] and _pairings(short, long[start:]) in _CLOSE:
                yield "missing first name"


def _lacks_surname(a: _Reading, b: _Reading) -> bool:
    """Whether `a` is `b` without the words after an earlier family name; given names after the first may be missing."""
    if a.given[0] != b.given[0] or len(a.given[0]) == 1:
        return False
    ends = [end for end, word in enumerate(b.given) if end and word == a.family]
    return any(_pairings(*sorted((a.given, b.given[:end]), key=len)) in _CLOSE for end in ends)


_CLOSE: Final[tuple[frozenset[Pairing], ...]] = (frozenset({"equal"}), frozenset({"equal", "initial"}))


def _pairings(short: Sequence[str], long: Sequence[str]) -> frozenset[Pairing] | None:
    """How the given names of `short` pair with those of `long`, in order and beginning with both first ones.

    None when one of them has no partner.
    """
    if _pairing(short[0], long[0]) is None:
        return None
    longer = iter(long)
    found: set[Pairing] = set()
    for word in short:
        pairing: Pairing | None = next(filter(None, (_pairing(word, other) for other in longer)), None)
        if pairing is None:
            return None
        found.add(pairing)
    return frozenset(found)


def _pairing(a: str, b: str) -> Pairing | None:
    """What makes two given names one."""
    if a == b:
        return "equal"
    short, long = sorted((a, b), key=len)
    if _is_initial(short) and long.startswith(short):
        return "initial"
    return "short form" if b in other_given_names(a) else None


def _ranges_of_words(reading: _Reading) -> Iterator[tuple[Literal["fold_key", "family_key"], Range]]:
    """Where the names are that `_rules_of_words` relates to a reading, beside those of the same words."""
    given, family = reading.given, reading.family
    if not given or not reading.has_case:
        return
    first = given[0]
    for beginning in {first[0], *other_given_names(first)}:
        yield "family_key", Range(prefix=f"{family} {beginning}")
    for later in given[1:]:
        yield "family_key", Range(prefix=f"{family} {later}")
    if len(first) > 1:
        yield "family_key", Range(prefix=f"{family} ", part=f" {first}")
        yield "fold_key", Range(prefix=f"{first} ", part=f" {family} ")
        for surname in given[1:]:
            yield "family_key", Range(prefix=f"{surname} {first}")


def _spellings(name: Name) -> set[str]:
    """The fold key, and those of names that have umlauts where this one has digraphs, or the other way round."""
    expanded = _expanded(name)
    if max(map(_count_of_digraphs, (name.fold_key, expanded))) > _MOST_DIGRAPHS:
        return {name.fold_key}
    return {*_reduced(name.fold_key), *_reduced(expanded)}


def _expanded(name: Name) -> str:
    """The fold key with digraphs for umlauts; an umlaut alone is an initial and stays."""
    longer_key = name.name_key.translate(_EXPANSIONS)
    if longer_key == name.name_key:
        return name.fold_key
    words, expanded = name.fold_key.split(), fold_key(longer_key).split()
    return " ".join(word if len(word) == 1 else longer for word, longer in zip(words, expanded, strict=True))


def _count_of_digraphs(folded: str) -> int:
    return len(_DIGRAPH_BEGINS.findall(_squashed(folded)))


def _reduced(folded: str) -> Iterator[str]:
    """The text itself, and with single letters for any of its digraphs, which a space may divide."""
    place = next((place for place, _ in enumerate(folded) if _digraph_at(folded, place)), None)
    if place is None:
        yield folded
        return
    digraph = _digraph_at(folded, place)
    for rest in _reduced(folded[place + 1 :]):
        yield folded[: place + 1] + rest
    for rest in _reduced(folded[place + len(digraph) :]):
        yield folded[:place] + _DIGRAPHS[_squashed(digraph)] + rest


def _digraph_at(folded: str, place: int) -> str:
    """The digraph that begins at a place, with a space that divides it; empty where none does."""
    for text in (folded[place : place + 2], folded[place : place + 3]):
        if not text.startswith(" ") and not text.endswith(" ") and _squashed(text) in _DIGRAPHS:
            return text
    return ""


def _spaced(letters: str) -> Iterator[str]:
    """The letters with spaces between any of them."""
    for gaps in product(("", " "), repeat=max(len(letters) - 1, 0)):
        yield "".join(letter + gap for letter, gap in zip(letters, (*gaps, ""), strict=True))


def _squashed(folded: str) -> str:
    return folded.replace(" ", "")


def _is_reordered(a: list[str], b: list[str]) -> bool:
    return sorted(a) == sorted(b) and (len(a) <= MOST_PERMUTED_WORDS or b in _rotations(a))


def _rotations(words: list[str]) -> list[list[str]]:
    return [words[turn:] + words[:turn] for turn in range(len(words))]


def _is_special(word: str) -> bool:
    """Whether a word may be something else than a given or a family name."""
    return len(word) <= _LONGEST_SPECIAL and _is_special_short(word)


@lru_cache(maxsize=8_192)
def _is_special_short(word: str) -> bool:
    return _is_initial(word) or word in GENERATION_SUFFIXES or _CONSONANTS.fullmatch(word) is not None


def _is_initial(word: str) -> bool:
    return len(word) == 1 and _has_case(word)


def _has_case(word: str) -> bool:
    return word != word.upper()
