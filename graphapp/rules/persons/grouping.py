"""The papers of one name in groups, each of one person as far as the evidence goes; and what it says between groups."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import log
from typing import Final, Literal

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship, Surroundings, title_words
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.hard_facts import Fact, HardFacts, settle_facts, stated_facts
from graphapp.rules.persons.linkage import Linkage
from graphapp.rules.persons.scales import NOTHING_IN_COMMON
from graphapp.rules.persons.weights import HUNDREDTHS, Weights

Answer = Literal["same", "different", "cannot tell"]

BASE_CUT: Final = 1.3
"""How strong evidence must be to join two groups of a name of which one other person is expected."""
RARITY_SLOPE: Final = 0.75
LEAST_EXPECTED: Final = 0.001
UNKNOWN: Final = 0.5
"""So many other persons are taken to be expected of a name of which nobody knows how common it is."""
COMMON: Final = 10.0
"""Of such a name, "same" needs the evidence that a name of so many other persons needs."""
MOST_GROUPED: Final = 1_000
"""The most authorships that are grouped: time grows with the square of their number."""

SURE_ABOVE: Final = 0.5
"""Groups that join with this much more evidence than needed are the same."""
SURE_BELOW: Final = 1.0
"""Groups that would not join with this much less evidence needed are different."""

# Papers of a name fall into islands that share no coauthor. One person of m papers has about exp(.43 ln m - .07).
_FRAGMENTATION: Final = 0.5
_USUAL_ISLANDS: Final = (0.43, -0.07)
_FEW_PAPERS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How strong the evidence between two groups must be, as a logarithm, and why."""

    strength: float
    expected_others: float | None
    """None where nobody knows how common the name is; `UNKNOWN` is then taken."""
    fragmentation: float
    """How many times as many islands of shared coauthors there are as one person has: a logarithm, at least 0."""
    islands: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Papers of a name that the evidence holds together."""

    sure: tuple[tuple[str, ...], ...]
    """Ids of authorships in parts: within a part the answer is "same", between two parts "cannot tell"."""

    @property
    def authorships(self) -> tuple[str, ...]:
        """Ids of all its authorships."""
        return tuple(chain.from_iterable(self.sure))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGroups:
    """The groups of one name, and what the evidence says between them."""

    groups: tuple[Group, ...]
    """In the order of their first authorships. Every authorship but those of `left_out` is in one group."""
    undecided: frozenset[tuple[int, int]]
    """Places of two groups, the smaller first, that would join with a little more evidence."""
    apart: frozenset[tuple[int, int]]
    """Places of two groups, the smaller first, that a hard fact keeps apart."""
    strengths: Mapping[tuple[int, int], float]
    """For places of two groups, the smaller first, how strong the evidence for one person is, as a logarithm.

    Groups of papers of which nothing is known are missing.
    """
    doubt: str | None
    """In words, why the graph cannot tell persons apart; None when it can."""
    cut: Cut
    facts: HardFacts
    left_out: tuple[str, ...]
    """Ids of authorships of a name that has too many; they are the oldest."""

    def answer(self, one: int, other: int) -> Answer:
        """Between the groups at two places; between two parts of one group it is "cannot tell", see `Group.sure`."""
        pair = _pair(one, other)
        if one == other:
            return "same"
        if pair in self.apart:
            return "different"
        return "cannot tell" if self.doubt or pair in self.undecided else "different"

    def answers(self) -> Callable[[str, str], Answer]:
        """A function that gives the answer between two authorships by their ids."""
        parts = {
            key: (place, part)
            for place, group in enumerate(self.groups)
            for part, keys in enumerate(group.sure)
            for key in keys
        }

        def between(one: str, other: str) -> Answer:
            (place, part), (other_place, other_part) = parts[one], parts[other]
            if place != other_place:
                return self.answer(place, other_place)
            return "same" if part == other_part else "cannot tell"

        return between


def fewest_people(count: int, undecided: Iterable[tuple[int, int]]) -> int:
    """How many of so many groups are surely of different people: as many as were found of which each two are different.

    `undecided` are the pairs of which nothing can be told.
    """
    perhaps_one = [0] * count
    for one, other in undecided:
        perhaps_one[one] |= 1 << other
        perhaps_one[other] |= 1 << one
    # Those that may be many others come last, since each of them keeps these from being counted.
    fewest = counted = 0
    for place in sorted(range(count), key=lambda place: (perhaps_one[place].bit_count(), place)):
        if not perhaps_one[place] & counted:
            counted |= 1 << place
            fewest += 1
    return fewest


def ordered(authorships: Iterable[Authorship]) -> list[Authorship]:
    """In an order of what they say; ids decide only between those that say the same."""
    return sorted(
        authorships,
        key=lambda authorship: (
            authorship.year is None,
            authorship.year or 0,
            authorship.title,
            authorship.venue or "",
            sorted(authorship.coauthors),
            sorted(authorship.orcids),
            authorship.authorship_id,
        ),
    )


def group_persons(
    authorships: Iterable[Authorship],
    *,
    expected_others: float | None,
    surroundings: Surroundings,
    weights: Weights,
    doubt: str | None,
    statements: Sequence[Fact] = (),
    most: int = MOST_GROUPED,
) -> PersonGroups:
    """The groups of the authorships of one name, and the answers between them; the same whatever their order.

    `expected_others` is None where nobody knows how common the name is; `doubt` says why the graph cannot tell people
    apart, None when it can. Of more than `most` authorships only the newest are grouped.
    """
    everything = ordered(authorships)
    left_out = everything[: max(len(everything) - most, 0)]
    kept = everything[len(left_out) :]
    facts = settle_facts([*statements, *stated_facts(kept)])
    silent = dict.fromkeys(_silent(kept, facts))
    rows = [row for row in kept if row.authorship_id not in silent]
    place_of = {row.authorship_id: place for place, row in enumerate(rows)}
    evidence = NameEvidence(rows, surroundings)
    apart = list(_apart(facts, place_of))
    linkage = Linkage(
        evidence.scores(weights),
        same=[[place_of[key] for key in keys if key in place_of] for keys in facts.same],
        different=apart,
    )
    cut = find_cut(rows, expected_others)
    surely = find_cut(rows, COMMON) if expected_others is None else cut
    sure = linkage.join(HUNDREDTHS * (surely.strength + SURE_ABOVE))
    joined = linkage.join(HUNDREDTHS * cut.strength)
    strengths = {pair: strength / HUNDREDTHS for pair, strength in linkage.strengths().items()}
    possible = linkage.join(HUNDREDTHS * (cut.strength - SURE_BELOW))
    group_of = {place: number for number, places in enumerate(joined) for place in places}
    parts: list[list[tuple[str, ...]]] = [[] for _ in joined]
    for places in sure:
        parts[group_of[places[0]]].append(tuple(rows[place].authorship_id for place in places))
    near = (sorted({group_of[place] for place in places}) for places in possible)
    undecided = {pair for numbers in near for pair in combinations(numbers, 2)}
    for key in silent:
        if not parts or len(parts) > 1 or weights.score(NOTHING_IN_COMMON) <= HUNDREDTHS * cut.strength:
            undecided |= {(number, len(parts)) for number in range(len(parts))}
            parts.append([])
        parts[-1].append((key,))
    return PersonGroups(
        groups=tuple(Group(sure=tuple(found)) for found in parts),
        undecided=frozenset(undecided),
        apart=frozenset(_pair(group_of[one], group_of[other]) for one, other in apart),
        strengths=strengths,
        doubt=doubt,
        cut=cut,
        facts=facts,
        left_out=tuple(row.authorship_id for row in left_out),
    )


def _silent(rows: Sequence[Authorship], facts: HardFacts) -> list[str]:
    """Authorships of which nothing is known: no coauthor, venue, year or fact, and no title word that another has.

    They join a group only if there is one alone, so that they do not join others through themselves.
    """
    titles = Counter(word for row in rows for word in title_words(row.title))
    in_facts = {key for fact in facts.facts for key in (*fact.one, *fact.other)}
    return [
        row.authorship_id
        for row in rows
        if not row.coauthors and row.venue is None and row.year is None and row.authorship_id not in in_facts
        if all(titles[word] == 1 for word in title_words(row.title))
    ]


def _apart(facts: HardFacts, place_of: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs of places that facts keep apart; of each set of the same person its first place stands for all."""
    first = dict(place_of)
    for keys in facts.same:
        places = [place_of[key] for key in keys if key in place_of]
        first.update((key, min(places)) for key in keys if key in place_of)
    for fact in facts.facts:
        if not fact.same:
            ones = {first[key] for key in fact.one if key in first}
            yield from product(ones, {first[key] for key in fact.other if key in first})


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def find_cut(authorships: Sequence[Authorship], expected_others: float | None) -> Cut:
    """How strong evidence must be for these papers of a name."""
    listed = [authorship.coauthors for authorship in authorships if authorship.coauthors]
    islands = DisjointSets()
    for coauthors in listed:
        first, *others = coauthors
        islands.add((first, other) for other in others)
    count = len({islands.smallest(next(iter(coauthors))) for coauthors in listed})
    fragmentation = 0.0
    if len(listed) > 1:
        slope, start = _USUAL_ISLANDS
        more = log(count) - start - slope * log(len(listed))
        fragmentation = max(0.0, more) * len(listed) / (len(listed) + _FEW_PAPERS)
    expected = UNKNOWN if expected_others is None else max(expected_others, LEAST_EXPECTED)
    strength = BASE_CUT + RARITY_SLOPE * log(expected) + _FRAGMENTATION * fragmentation
    return Cut(strength=strength, expected_others=expected_others, fragmentation=fragmentation, islands=count)
