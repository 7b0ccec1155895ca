"""How rare a name is: the expected number of other persons of that name among the authors of the whole graph.

Nobody counts the persons of a graph, so this is an estimate from the names alone. A name is read as given names and one
family name, its last word. Were given and family names chosen independently, then (givens of the family name) * (family
names of the given) / (all names) persons would be expected to have both. Languages and regions choose together, which
the number of ways between the two corrects: other family names of the given share other givens with the family name
more often than chance would have it. A second pass counts persons instead of names, and a scale for the whole graph
comes from papers: a name of several persons has several times the papers of a name of one.

The estimate is of the whole graph, and worth nothing for a small one: see `graph_doubt`. It depends on the set of names
and their papers alone, never on their order. Memory: 24 bytes a name beside the words of names, which are kept once.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import fsum
from typing import Final

FLOOR: Final = 1e-4
"""The smallest estimate: rarer than this cannot be known."""

ONE_WORD: Final = 0.5
"""The estimate for a name of one word, of which nothing is known."""

_LEAST_OTHERS: Final = 0.3
"""How many others a given or a family name is taken to have beside those counted."""
_LEAST_FACTOR: Final = 0.2
_MOST_BEFORE_PERSONS: Final = 20.0
_RARE: Final = (0.004, 0.06)
"""Names in this range are taken to have one person each: their papers are what one person writes."""
_CROWDED: Final = (0.25, 10.0)
_FEWEST_CROWDED: Final = 30
_SCALES: Final = (1.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """The estimates of one graph."""

    expected_others: "array[float]"
    """For each name, in the order in which names were given: the expected number of other persons; at least `FLOOR`."""
    scale: float
    """What the estimates of crowded names were multiplied by; between 1 and 4."""
    crowded: int
    """How many names the scale was computed from; it is 1 when they are fewer than 30."""


class _Groups:
    """The numbers of names in groups: those of one given, or those of one family name."""

    def __init__(self, group_of: "array[int]", count: int) -> None:
        """`group_of` has the group of each name, -1 for none; there are `count` groups."""
        self.sizes = array("l", bytes(array("l").itemsize * count))
        for group in group_of:
            if group >= 0:
                self.sizes[group] += 1
        self._ends = array("l", accumulate(self.sizes))
        places = array("l", [0, *self._ends[:-1]]) if count else array("l")
        self._names = array("i", bytes(array("i").itemsize * sum(self.sizes)))
        for name, group in enumerate(group_of):
            if group >= 0:
                self._names[places[group]] = name
                places[group] += 1

    def names(self, group: int) -> "array[int]":
        end = self._ends[group]
        return self._names[end - self.sizes[group] : end]

    def sums(self, values: Sequence[int]) -> list[int]:
        """For each group the sum of its names' values."""
        return [sum(map(values.__getitem__, self.names(group))) for group in range(len(self.sizes))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names of a graph, split in two; each name is its place among those given."""

    given_of: "array[int]"
    """-1 for a name of one word."""
    family_of: "array[int]"
    by_given: _Groups
    by_family: _Groups
    initials: dict[int, str]
    """The givens that are initials alone, each with its first letter."""
    first_letters: list[str]
    """Of each given."""

    def estimated(self) -> Iterator[int]:
        """The names that have a family name, and givens that are not initials."""
        return (name for name, given in enumerate(self.given_of) if given >= 0 and given not in self.initials)


def rarity(names: Iterable[tuple[str, int]]) -> Rarity:
    """The estimates for name keys with their papers; each key comes once, in any order."""
    split, papers = _split(names)
    estimates = _by_names(split)
    _by_persons(estimates, split)
    scale, crowded = _scale(estimates, papers, split)
    for name, estimate in enumerate(estimates):
        if estimate >= _CROWDED[0]:
            estimates[name] *= scale
    return Rarity(expected_others=estimates, scale=scale, crowded=crowded)


def is_initials(given: str) -> bool:
    """Whether given names are initials alone: each word is one letter, or up to three letters with a dot."""
    return all(len(word) == 1 or ("." in word and sum(map(str.isalpha, word)) <= 3) for word in given.split())


def _split(names: Iterable[tuple[str, int]]) -> tuple[_Names, "array[int]"]:
    givens: dict[str, int] = {}
    families: dict[str, int] = {}
    given_of, family_of, papers = array("i"), array("i"), array("i")
    for key, count in names:
        given, _, family = key.rpartition(" ")
        given_of.append(givens.setdefault(given, len(givens)) if given else -1)
        family_of.append(families.setdefault(family, len(families)) if given else -1)
        papers.append(count)
    split = _Names(
        given_of=given_of,
        family_of=family_of,
        by_given=_Groups(given_of, len(givens)),
        by_family=_Groups(family_of, len(families)),
        initials={number: given[0] for given, number in givens.items() if is_initials(given)},
        first_letters=[given[0] for given in givens],
    )
    return split, papers


def _by_names(names: _Names) -> "array[float]":
    """The first pass: how many names have the given, how many the family name, and the ways between the two."""
    given_of, family_of, by_given, by_family = names.given_of, names.family_of, names.by_given, names.by_family
    total = len(given_of)
    estimates = array("d", [ONE_WORD]) * total
    of_initials = sum(by_given.sizes[given] for given in names.initials) / max(total, 1)
    # Initials are no given name that two family names share.
    families_of = [
        array("i", () if given in names.initials else map(family_of.__getitem__, by_given.names(given)))
        for given in range(len(by_given.sizes))
    ]
    given_sizes = by_given.sizes
    full_sizes = Counter(chain.from_iterable(families_of))
    reach_of_given = [sum(map(full_sizes.__getitem__, families)) for families in families_of]
    for family, size in enumerate(by_family.sizes):
        members = by_family.names(family)
        givens = [given_of[name] for name in members]
        shared: Counter[int] = Counter()
        if size > 1:
            for given in givens:
                shared.update(families_of[given])
        reach = sum(len(families_of[given]) for given in givens)
        letters = Counter(names.first_letters[given] for given in givens)
        for name, given in zip(members, givens, strict=True):
            if given in names.initials:
                estimates[name] = 0.05 + of_initials * letters[names.initials[given]]
                continue
            others_of_given, others_of_family = given_sizes[given] - 1, size - 1
            estimate = (others_of_given + _LEAST_OTHERS) * (others_of_family + _LEAST_OTHERS) / total
            if others_of_given and others_of_family:
                # A way: given -> another family name of it -> another given of that -> this family name.
                ways = sum(map(shared.__getitem__, families_of[given])) - full_sizes[family] - others_of_given
                by_chance = (reach_of_given[given] - full_sizes[family]) * (reach - given_sizes[given]) / total
                estimate *= max((ways + 1) / (by_chance + 1), _LEAST_FACTOR)
            estimates[name] = max(estimate, FLOOR)
    return estimates


def _by_persons(estimates: "array[float]", names: _Names) -> None:
    """The second pass: givens and family names of many namesakes have more persons than names."""
    # Whole numbers, since sums of fractions depend on their order.
    persons = array("q", (round((1 + min(estimate, _MOST_BEFORE_PERSONS)) * 1e6) for estimate in estimates))
    of_given, of_family = names.by_given.sums(persons), names.by_family.sums(persons)
    names_per_person = len(persons) * 1e6 / sum(persons) if persons else 1.0
    for name in names.estimated():
        given, family = names.given_of[name], names.family_of[name]
        factor = names_per_person
        for total, size in (
            (of_given[given], names.by_given.sizes[given]),
            (of_family[family], names.by_family.sizes[family]),
        ):
            factor *= ((total - persons[name]) / 1e6 + _LEAST_OTHERS) / (size - 1 + _LEAST_OTHERS)
        estimates[name] *= max(factor, 1)


def _scale(estimates: "array[float]", papers: "array[int]", names: _Names) -> tuple[float, int]:
    """What crowded names are to be multiplied by, and how many of them say so."""
    rare = [papers[name] for name, estimate in enumerate(estimates) if _RARE[0] <= estimate <= _RARE[1]]
    crowded = [name for name in names.estimated() if _CROWDED[0] <= estimates[name] <= _CROWDED[1]]
    if len(crowded) < _FEWEST_CROWDED or not rare:
        return 1.0, len(crowded)
    of_one_person = sum(rare) / len(rare)
    persons = sum(papers[name] for name in crowded) / of_one_person
    least, most = _SCALES
    others = fsum(estimates[name] for name in crowded)
    return min(max((persons - len(crowded)) / others, least), most), len(crowded)
