"""People across spellings: which groups of papers, each of one name, are by one person.

`rules/persons/spellings.py` says of two groups of two names whether one person stands behind both. Such pairs are
joined, those of hard facts first, then by falling strength of the evidence. Two groups never join, not even through a
third, where that would make one person of two groups of one name, or of two authors of one paper: what evidence parts
within a name, evidence across spellings does not join.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from graphapp.rules.persons.spellings import Spelling, SpellingEvidence


def join_people(groups: Sequence[Spelling], found: Mapping[tuple[int, int], SpellingEvidence]) -> list[tuple[int, ...]]:
    """The groups of each person, by their places, sorted; `found` is what is known of pairs of places.

    Every group is of one person. Ids of papers are those of `Authorship.paper_id`. The order of the groups and pairs
    does not matter, unless evidence is equally strong.
    """
    papers = [frozenset(row.paper_id for row in group.rows) for group in groups]
    people: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(groups))}

    def may_join(one: int, other: int) -> bool:
        return all(
            groups[a].key != groups[b].key and papers[a].isdisjoint(papers[b])
            for a, b in product(people[one], people[other])
        )

    for one, other in _by_strength(found):
        if people[one] != people[other] and may_join(one, other):
            joined = tuple(sorted(people[one] + people[other]))
            people |= dict.fromkeys(joined, joined)
    return sorted(set(people.values()))


def _by_strength(found: Mapping[tuple[int, int], SpellingEvidence]) -> list[tuple[int, int]]:
    """The pairs of one person, those of hard facts first, then the strongest."""
    same = {pair: evidence for pair, evidence in found.items() if evidence.answer == "same"}
    return sorted(same, key=lambda pair: (not same[pair].facts, -(same[pair].strength or 0.0), pair))
