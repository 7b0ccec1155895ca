"""Simple rules that group the papers of one name: what groups by evidence must be better than.

Each takes the authorships of a name and gives the number of a group for the id of each.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship

Groups = dict[str, str]
"""Authorship -> the authorship that stands for its group."""

GATE: Final = 0.3
"""Names of which fewer others are expected are taken as those of one person."""


def one_person(authorships: Sequence[Authorship]) -> Groups:
    """Everything is by one person."""
    return {authorship.authorship_id: "" for authorship in authorships}


def each_its_own(authorships: Sequence[Authorship]) -> Groups:
    """No two papers are by one person."""
    return {authorship.authorship_id: authorship.authorship_id for authorship in authorships}


def one_shared_coauthor(authorships: Sequence[Authorship]) -> Groups:
    """Papers with a coauthor in common are by one person, and so are those that a chain of such papers links."""
    first: dict[str, str] = {}
    sets = DisjointSets()
    for authorship in authorships:
        for coauthor in authorship.coauthors:
            sets.unite(first.setdefault(coauthor, authorship.authorship_id), authorship.authorship_id)
    return {authorship.authorship_id: sets.smallest(authorship.authorship_id) for authorship in authorships}


def author_disambiguator(authorships: Sequence[Authorship]) -> Groups:
    """As `one_shared_coauthor`, but two coauthors in common are needed, or one and the same venue.

    It is the rule by which the Author Disambiguator of Wikidata proposes groups of papers to people.
    """
    sets = DisjointSets()
    for one, other, shared in _sharing(authorships):
        if shared > 1 or (one.venue is not None and one.venue == other.venue):
            sets.unite(one.authorship_id, other.authorship_id)
    return {authorship.authorship_id: sets.smallest(authorship.authorship_id) for authorship in authorships}


def rarity_gate(authorships: Sequence[Authorship], *, expected_others: float) -> Groups:
    """`one_person` where the name is rare, otherwise `one_shared_coauthor`."""
    return one_person(authorships) if expected_others < GATE else one_shared_coauthor(authorships)


RULES: Final[dict[str, Callable[[Sequence[Authorship]], Groups]]] = {
    "one person": one_person,
    "each paper its own": each_its_own,
    "one shared coauthor": one_shared_coauthor,
    "Author Disambiguator": author_disambiguator,
}
"""Those that need only the authorships, by their names."""
GATED_RULE: Final = "rarity gate"


def _sharing(authorships: Sequence[Authorship]) -> Iterator[tuple[Authorship, Authorship, int]]:
    """Two authorships with coauthors in common, and how many; memory grows with the authorships, not their pairs."""
    before: defaultdict[str, list[int]] = defaultdict(list)
    for place, authorship in enumerate(authorships):
        shared = Counter(other for coauthor in authorship.coauthors for other in before[coauthor])
        for other, count in shared.items():
            yield authorships[other], authorship, count
        for coauthor in authorship.coauthors:
            before[coauthor].append(place)
