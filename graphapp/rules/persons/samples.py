"""Which names the weights are learned from: drawn by a hash of the name, so the same graph gives the same draw.

Names of one person are drawn so that half of them have the family name of a crowded name: the weights are needed most
where names are crowded, and who publishes there differs from who publishes elsewhere. Pairs of two persons are two
names of one family name whose first letters differ, since people of one family name share communities more often than
any two people do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappush, heappushpop
from itertools import chain, islice, zip_longest
from typing import Final
from zlib import crc32

from graphapp.rules.persons.authorships import Authorship

PAIRS: Final = 20_000
"""The most pairs of papers of each kind."""
MOST_PAPERS: Final = 4
"""The most papers of a drawn name that make pairs."""

_RARE: Final = 0.02
_CROWDED: Final = 0.1
_SHORTEST: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The names that weights are learned from; those of crowded family names and the others take turns."""

    of_one: tuple[str, ...]
    """Names of two papers or more that have one bearer."""
    of_two: tuple[tuple[str, str], ...]
    """Names of two people who have one family name."""


class _First:
    """The first names in the order of their hashes, at most `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[int, str]] = []

    def add(self, name: str) -> None:
        item = (-crc32(name.encode()), name)
        if len(self._heap) < self._most:
            heappush(self._heap, item)
        elif self._heap and item > self._heap[0]:
            heappushpop(self._heap, item)

    def __iter__(self) -> Iterator[str]:
        return (name for _, name in sorted(self._heap, reverse=True))


def draw_names(names: Iterable[tuple[str, int, float]], *, count: int = PAIRS) -> Draw:
    """At most `count` names and `count` pairs of names.

    `names` has key, papers and expected others of all names, in any order, and is read twice. Memory grows with `count`
    alone.
    """
    rare, crowded, others = _First(count), _First(count // 2), _First(count // 2)
    for name, papers, expected in names:
        if " " in name:
            others.add(name)
            if expected > _CROWDED:
                crowded.add(name)
            if _has_one_bearer(name, papers, expected):
                rare.add(name)
    draws = [Counter(map(_family, drawn)) for drawn in (crowded, others)]
    wanted = draws[0] + draws[1]
    rare_of = {family: _First(draws[0][family]) for family in draws[0]}
    all_of = {family: _First(2 * drawn) for family, drawn in wanted.items()}
    for name, papers, expected in names:
        family = _family(name)
        if family in all_of and " " in name:
            all_of[family].add(name)
            if family in rare_of and _has_one_bearer(name, papers, expected):
                rare_of[family].add(name)
    of_crowded = dict.fromkeys(chain.from_iterable(map(rare_of.__getitem__, sorted(rare_of))))
    of_one = dict.fromkeys(_by_turns(sorted(of_crowded, key=_hashed), list(rare)))
    pairs = (pair for family in sorted(all_of) for pair in islice(_pairs(list(all_of[family])), wanted[family]))
    of_two = sorted(pairs, key=lambda pair: _hashed(" ".join(pair)))
    return Draw(of_one=tuple(of_one)[:count], of_two=tuple(of_two[:count]))


def drawn_papers(authorships: Iterable[Authorship]) -> list[Authorship]:
    """Those authorships of a drawn name that make pairs; they do not depend on ids, unless titles are equal."""
    order = sorted(authorships, key=lambda authorship: (_hashed(authorship.title), authorship.authorship_id))
    return order[:MOST_PAPERS]


def drawn_works(titles: Mapping[str, str], most: int) -> list[str]:
    """The works of a drawn name on which the first `most` of its `drawn_papers` are, by the titles of all its works."""
    return sorted(titles, key=lambda work_id: (_hashed(titles[work_id]), work_id))[:most]


def without(authorship: Authorship, names: Iterable[str]) -> Authorship:
    """The authorship as if these names were not in the list: that two people write together is no evidence here."""
    return replace(authorship, coauthors=authorship.coauthors.difference(names))


def _has_one_bearer(name: str, papers: int, expected: float) -> bool:
    return expected < _RARE and papers > 1 and len(name) >= _SHORTEST and "." not in name


def _family(name: str) -> str:
    return name.rpartition(" ")[2]


def _hashed(text: str) -> tuple[int, str]:
    return crc32(text.encode()), text


def _by_turns(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    return (name for pair in zip_longest(one, other) for name in pair if name is not None)


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name with the next one that begins with another letter."""
    for place, one in enumerate(names):
        other = next((other for other in islice(names, place + 1, None) if other[0] != one[0]), None)
        if other is not None:
            yield one, other
