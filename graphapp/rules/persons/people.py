"""People across spellings: which groups of papers, each of one name, are by one person.

`rules/persons/spellings.py` says of two groups of two names whether one person stands behind both. Such pairs are
joined, those of hard facts first, then by falling strength of the evidence. Two groups never join, not even through a
third, where that would make one person of two groups of one name, of two authors of one paper, or of groups of which
a person said that they are different: what evidence parts within a name, evidence across spellings does not join.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.hard_facts import settle_facts
from graphapp.rules.persons.spellings import Spelling, SpellingEvidence
from graphapp.rules.persons.statements import Statement, facts_of_names


def said_apart(groups: Sequence[Spelling], statements: Iterable[Statement]) -> set[tuple[int, int]]:
    """The places of two groups, the smaller first, with works of which somebody said that they are by two people."""
    rows: dict[str, list[Authorship]] = {}
    place_of: dict[str, int] = {}
    for place, group in enumerate(groups):
        for row in group.rows:
            of_name = replace(row, authorship_id=f"{place} {row.authorship_id}")
            rows.setdefault(group.key, []).append(of_name)
            place_of[of_name.authorship_id] = place
    apart = (fact for fact in settle_facts(facts_of_names(statements, rows)).facts if not fact.same)
    pairs = {(place_of[one], place_of[other]) for fact in apart for one, other in product(fact.one, fact.other)}
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def join_people(
    groups: Sequence[Spelling],
    found: Mapping[tuple[int, int], SpellingEvidence],
    apart: Collection[tuple[int, int]] = frozenset(),
) -> list[tuple[int, ...]]:
    """The groups of each person, by their places, sorted; `found` is what is known of pairs of places.

    Those of `apart`, the smaller place first, never join. Every group is of one person. Ids of papers are those of
    `Authorship.paper_id`. The order of the groups and pairs does not matter, unless evidence is equally strong.
    """
    papers = [frozenset(row.paper_id for row in group.rows) for group in groups]
    people: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(groups))}

    def may_join(one: int, other: int) -> bool:
        return all(
            groups[a].key != groups[b].key and papers[a].isdisjoint(papers[b]) and (min(a, b), max(a, b)) not in apart
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
