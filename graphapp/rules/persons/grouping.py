"""The papers of one name in groups, each of one person as far as the evidence goes; and what it says between groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, Literal

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.hard_facts import Fact, HardFacts, settle_facts, stated_facts
from graphapp.rules.persons.linkage import Linkage
from graphapp.rules.persons.weights import HUNDREDTHS, Weights

Answer = Literal["same", "different", "cannot tell"]

BASE_CUT: Final = 1.5
"""How strong evidence must be to join two groups of a name of which one other person is expected."""
RARITY_SLOPE: Final = 0.75
LEAST_EXPECTED: Final = 0.001
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
    expected_others: float
    fragmentation: float
    """How many times as many islands of shared coauthors there are as one person would have: a logarithm, at least 0."""
    islands: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Papers of a name that the evidence holds together."""

    authorships: tuple[str, ...]
    """Ids, in the order of `ordered`."""
    sure: tuple[tuple[str, ...], ...]
    """The same ones, in parts: within a part the answer is "same", between two parts "cannot tell"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGroups:
    groups: tuple[Group, ...]
    """Every authorship is in one of them."""
    undecided: tuple[tuple[int, int], ...]
    """Places of two groups, the smaller first, between which the answer is "cannot tell"; of all others "different"."""
    cut: Cut
    facts: HardFacts

    def answer(self, one: int, other: int) -> Answer:
        """Between the groups at two places."""
        if one == other:
            return "same"
        return "cannot tell" if tuple(sorted((one, other))) in self.undecided else "different"


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
    expected_others: float,
    surroundings: Surroundings,
    weights: Weights,
    statements: Sequence[Fact] = (),
) -> PersonGroups:
    """The groups of all authorships of one name, and the answers between them; the same whatever their order."""
    rows = ordered(authorships)
    place_of = {row.authorship_id: place for place, row in enumerate(rows)}
    facts = settle_facts([*statements, *stated_facts(rows)])
    evidence = NameEvidence(rows, surroundings)
    linkage = Linkage(
        len(rows),
        lambda one, other: weights.score(evidence.levels(one, other)),
        same=[[place_of[paper] for paper in papers] for papers in facts.same],
        different=[
            (place_of[one], place_of[other])
            for fact in facts.facts
            if not fact.same
            for one in fact.one
            for other in fact.other
        ],
    )
    cut = find_cut(rows, expected_others)
    sure, joined, possible = (
        linkage.join(HUNDREDTHS * strength)
        for strength in (cut.strength + SURE_ABOVE, cut.strength, cut.strength - SURE_BELOW)
    )
    parts: dict[int, list[list[int]]] = {}
    group_of = {paper: number for number, papers in enumerate(joined) for paper in papers}
    for part in sure:
        parts.setdefault(group_of[part[0]], []).append(part)
    ids = [row.authorship_id for row in rows]
    groups = tuple(
        Group(
            authorships=tuple(ids[paper] for paper in papers),
            sure=tuple(tuple(ids[paper] for paper in part) for part in parts[number]),
        )
        for number, papers in enumerate(joined)
    )
    undecided: list[tuple[int, int]] = []
    for papers in possible:
        near = sorted({group_of[paper] for paper in papers})
        undecided += ((one, other) for place, one in enumerate(near) for other in near[place + 1 :])
    return PersonGroups(groups=groups, undecided=tuple(sorted(undecided)), cut=cut, facts=facts)


def find_cut(authorships: Sequence[Authorship], expected_others: float) -> Cut:
    """How strong evidence must be for these papers of a name."""
    listed = [authorship.coauthors for authorship in authorships if authorship.coauthors]
    islands = DisjointSets()
    for number, coauthors in enumerate(listed):
        islands.add((f"#{number}", coauthor) for coauthor in coauthors)
    count = len({islands.smallest(f"#{number}") for number in range(len(listed))})
    fragmentation = 0.0
    if len(listed) > 1:
        slope, start = _USUAL_ISLANDS
        more = log(count) - start - slope * log(len(listed))
        fragmentation = max(0.0, more) * len(listed) / (len(listed) + _FEW_PAPERS)
    strength = BASE_CUT + RARITY_SLOPE * log(max(expected_others, LEAST_EXPECTED)) + _FRAGMENTATION * fragmentation
    return Cut(strength=strength, expected_others=expected_others, fragmentation=fragmentation, islands=count)
