"""People: groups of works of a name, joined with those of other spellings by the evidence of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Final

from graphapp.chunks import chunks
from graphapp.queries import load_query
from graphapp.results.persons import OtherSpelling
from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.names import parse_name
from graphapp.rules.persons.people import join_people, said_apart
from graphapp.rules.persons.spellings import Spelling, SpellingEvidence
from graphapp.rules.relations import RANKS, relation_of_names
from graphapp.services.author_rows import readings_of
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.grouped_works import Grouped, grouped_names
from graphapp.services.near_names import related_names
from graphapp.services.person_models import learned_for
from graphapp.services.spellings import compare, spelling_evidence
from graphapp.services.statement_rows import Rows, statements_about

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.rules.persons.authorships import Authorship
    from graphapp.rules.persons.statements import Statement

_IDENTIFIED_NAMES: Final = load_query("read/identified_names")

MOST_SPELLINGS: Final = 20
"""So many other spellings of a name are looked at, the nearest first."""
_PAIRS_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """Works of a name, as by one person."""

    key: str
    name: str
    number: int | None
    """The number of the group; None for works that were not grouped."""
    count: int | None
    """How many groups the name has; None where its works were not grouped."""
    rows: tuple[Authorship, ...] = ()
    """Empty where the works were not grouped."""
    work_ids: frozenset[str]
    author_ids: frozenset[str]
    expected_others: float | None = None
    left_out: int = 0
    """How many works of the name are too many to be grouped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Groups of works of one person, each of another name."""

    groups: tuple[NameGroup, ...]
    """The one with the most works first, then by key."""
    why: Mapping[str, str]
    """For the key of each name why it is the same person as another of the names, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """Groups of one name with those of its other spellings."""

    people: tuple[Person, ...]
    """The person of each group that was asked for, in the same order."""
    of_others: tuple[NameGroup, ...]
    """All groups of each other name under which one of the groups may have works, whichever person they are of."""


def groups_of(grouped: Grouped) -> list[NameGroup]:
    """The groups of a name, by their numbers."""
    name, count = grouped.name, len(grouped.places)
    groups: list[NameGroup] = []
    for number, works in enumerate(grouped.members, start=1):
        rows = tuple(work.authorship for work in works)
        groups.append(
            NameGroup(
                key=grouped.key,
                name=name,
                number=number,
                count=count,
                rows=rows,
                work_ids=frozenset(row.paper_id for row in rows),
                author_ids=frozenset[str]().union(*(row.author_ids for row in rows)),
                expected_others=grouped.found.cut.expected_others,
                left_out=grouped.left_out,
            )
        )
    return groups


def with_spellings(graph: Graph, groups: Sequence[NameGroup]) -> Spelled:
    """The person of each of these groups of one name, with the groups of other names that are of the same person.

    The nearest twenty other spellings are looked at, and all names that a fact ties to the name.
    """
    key, name = groups[0].key, groups[0].name
    rows = [row for group in groups for row in group.rows]
    _, related = related_names(graph, readings_of(name))
    nearest = sorted(related, key=lambda key: (RANKS[related[key]], key))[:MOST_SPELLINGS]
    identified = graph.read(
        _IDENTIFIED_NAMES,
        dict[str, str],
        orcids=sorted(set(chain.from_iterable(row.orcids for row in rows))),
        person_ids=sorted({record for row in rows for _, record in row.records}),
    )
    said = _said_alike(statements_about(graph, name_keys=[key]))
    tied = {row["key"] for row in identified}.union(*(keys for keys in said if key in keys))
    candidates = list(dict.fromkeys([*nearest, *sorted(tied - {key})]))
    evidence = spelling_evidence(graph, key, candidates)
    same = [other for other in candidates if evidence[other].answer == "same"]
    of_others = [one for found in grouped_names(graph, same).values() for one in groups_of(found)]
    own, others = range(len(groups)), range(len(groups), len(groups) + len(of_others))
    people = _people(graph, [*groups, *of_others], list(product(own, others)))
    return Spelled(
        people=tuple(next(person for person in people if group in person.groups) for group in groups),
        of_others=tuple(of_others),
    )


def other_spellings(person: Person, own: NameGroup, works: Container[str]) -> tuple[OtherSpelling, ...]:
    """The names under which the person of a group also writes; counted are those of `works`."""
    return tuple(
        OtherSpelling(
            name=group.name,
            key=group.key,
            group=group.number,
            papers=sum(work_id in works for work_id in group.work_ids),
            why=person.why[group.key],
        )
        for group in sorted(person.groups, key=lambda group: group.key)
        if group != own
    )


def tied_names(graph: Graph, names: Mapping[str, str]) -> set[frozenset[str]]:
    """The pairs of these names, given by their keys, that may be spellings of one person.

    A rule relates them, a person said that they are the same, or their author rows have an ORCID or a person record in
    common.
    """
    read = {key: parse_name(name, homonym_numbers=True) for key, name in names.items()}
    tied = {
        frozenset((one, other))
        for (one, a), (other, b) in combinations(read.items(), 2)
        if a is not None and b is not None and relation_of_names(a, b) is not None
    }
    alike = _said_alike(statements_about(graph, name_keys=list(names)))
    identified: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in Rows(graph, name_keys=names).by_id.values():
        if row.orcid is not None:
            identified["ORCID", row.orcid].add(row.name_key)
        if row.person_id is not None:
            identified[row.source, row.person_id].add(row.name_key)
    for keys in (*alike, *identified.values()):
        tied |= {frozenset(pair) for pair in combinations(sorted(names.keys() & set(keys)), 2)}
    return tied


def people_of(graph: Graph, groups: Sequence[NameGroup], tied: Collection[frozenset[str]]) -> list[Person]:
    """The people of groups of several names, of which those of `tied` names are joined where evidence says so."""
    pairs = [
        (one, other)
        for one, other in combinations(range(len(groups)), 2)
        if frozenset((groups[one].key, groups[other].key)) in tied and groups[one].rows and groups[other].rows
    ]
    return _people(graph, groups, pairs)


def _said_alike(statements: Iterable[Statement]) -> list[list[str]]:
    """The keys of names that statements tie to each other, even if only through others."""
    sets = DisjointSets()
    sets.add((said.one.name_key, said.other.name_key) for said in statements if said.same)
    return list(sets.united().values())


def _people(graph: Graph, groups: Sequence[NameGroup], pairs: Sequence[tuple[int, int]]) -> list[Person]:
    """The people of groups, when these pairs of them are compared; each with the group of the most works first."""
    spellings = [Spelling(key=group.key, rows=group.rows, expected_others=group.expected_others) for group in groups]
    found: dict[tuple[int, int], SpellingEvidence] = {}
    names = sorted({spellings[place].key for pair in pairs for place in pair})
    statements = statements_about(graph, name_keys=names) if names else []
    coauthors = CoauthorWorks(graph)
    for chunk in chunks(pairs, _PAIRS_AT_ONCE):
        compared = sorted({place for pair in chunk for place in pair})
        keys = sorted({spellings[place].key for place in compared})
        rows = [row for place in compared for row in spellings[place].rows]
        evidence = compare(
            coauthors,
            [(spellings[one], spellings[other]) for one, other in chunk],
            learned_for(graph, keys, rows),
            statements,
            [len(groups[one].work_ids & groups[other].work_ids) for one, other in chunk],
        )
        found.update((pair, each) for pair, (each, _) in zip(chunk, evidence, strict=True))
    people: list[Person] = []
    for places in join_people(spellings, found, said_apart(spellings, statements)):
        ordered = sorted(places, key=lambda place: (-len(groups[place].work_ids), groups[place].key))
        why = {
            groups[place].key: found[pair].summary
            for pair in combinations(places, 2)
            if pair in found and found[pair].answer == "same"
            for place in pair
        }
        people.append(Person(groups=tuple(groups[place] for place in ordered), why=why))
    return people
