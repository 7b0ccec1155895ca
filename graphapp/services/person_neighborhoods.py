"""Who wrote with a person: two namesakes are two people, and two spellings of one person are one.

`people` says who is one person. Joint works and their weights are those of `joint_works`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from graphapp.errors import NotFound
from graphapp.results.coauthors import CoauthorNeighborhood, Neighbor
from graphapp.results.names import AskedName, NameNode
from graphapp.results.persons import PersonOfName
from graphapp.services.grouped_works import grouped_names, grouped_works
from graphapp.services.joint_works import (
    JointWorks,
    WorkFilters,
    Works,
    edge_of,
    edges_of,
    ends,
    read_joint_works,
    read_surroundings,
    with_works,
)
from graphapp.services.people import (
    NameGroup,
    Person,
    groups_of,
    other_spellings,
    people_of,
    tied_names,
    with_spellings,
)

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.coauthors import CoauthorEdge


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coauthor:
    person: Person
    works: Works
    """Joint with the centre."""

    @property
    def key(self) -> str:
        return _key(self.person.groups[0])


def neighborhood_of_person(
    graph: Graph,
    name: str,
    *,
    group: int,
    filters: WorkFilters,
    limit: int | None,
    with_links: bool,
    with_papers: bool,
) -> CoauthorNeighborhood:
    """Who wrote with the person of a group of works of a name, one step away.

    The works of a coauthor are grouped where the name has several joint works or may be another spelling of another
    coauthor, and where `with_links` asks for links: one joint work is by one person of the name, whichever it is.

    Raises what `person_groups` raises, and NotFound for a group that the name has not.
    """
    grouped = grouped_works(graph, name)
    namesakes = groups_of(grouped)
    if not 1 <= group <= len(namesakes):
        raise NotFound(f"{grouped.name} has no group {group:,}; its groups are 1 to {len(namesakes):,}")
    own = namesakes[group - 1]
    spelled = with_spellings(graph, [own])
    [person] = spelled.people
    center = Person(groups=(own, *(each for each in person.groups if each != own)), why=person.why)
    own_keys = {each.key for each in center.groups}
    namesakes += [each for each in spelled.of_others if each.key in own_keys]
    own_works = frozenset[str]().union(*(each.work_ids for each in center.groups))
    around = read_surroundings(graph, "name_key", sorted(own_keys), filters, rows_of="all")
    skipped: set[str] = set()
    joint: defaultdict[str, Works] = defaultdict(dict)
    for work in around.works:
        if work.work_id in own_works:
            if filters.skips(work):
                skipped.add(work.work_id)
            for author in work.authors:
                joint[author][work.work_id] = work
    names = sorted(joint.keys() - own_keys, key=lambda key: _nearness(edge_of("", key, joint[key])))
    listed = names[:limit]
    # Which people have enough joint works is known after their spellings are joined.
    left = sum(len(joint[key]) >= filters.min_joint for key in names[len(listed) :])
    groups = [each for each in namesakes if each not in center.groups and not each.work_ids.isdisjoint(joint[each.key])]
    shown = around.by_key()
    tied = tied_names(graph, {key: shown[key].name for key in listed})
    several = {key for key in listed if len(joint[key]) > 1 or with_links} | set(chain.from_iterable(tied))
    groups += _groups_of_coauthors(graph, [shown[key] for key in listed], several, joint)
    everybody = [
        _Coauthor(person=person, works=_joint_with(person, joint)) for person in people_of(graph, groups, tied)
    ]
    coauthors = sorted(
        (each for each in everybody if len(each.works) >= filters.min_joint),
        key=lambda each: _nearness(edge_of("", each.key, each.works)),
    )
    node = _node(center)
    edges = [edge_of(node.key, each.key, each.works) for each in coauthors]
    links = _links(graph, coauthors, filters) if with_links else {}
    shown_edges = [*edges, *edges_of(links)]
    if with_papers:
        works_of = {ends(node.key, each.key): each.works for each in coauthors}
        shown_edges = with_works(graph, shown_edges, links | works_of)
    return CoauthorNeighborhood(
        by="person",
        center=AskedName(
            name=node.name, key=node.key, author_ids=node.author_ids, missing_number=grouped.missing_number
        ),
        person=_person_of_name(center, own_works),
        hops=1,
        nodes=tuple(_neighbor(each, edge) for each, edge in zip(coauthors, edges, strict=True)),
        edges=tuple(sorted(shown_edges, key=lambda edge: (edge.a, edge.b))),
        skipped_papers=len(skipped),
        truncated=left > 0,
        node_counts=(len(coauthors) + left,),
        # A person has one group of a name.
        ungrouped_papers=sum(each.left_out for each in center.groups),
    )


def _groups_of_coauthors(
    graph: Graph, listed: Sequence[NameNode], several: Iterable[str], joint: Mapping[str, Works]
) -> list[NameGroup]:
    """The groups that have joint works: of the names that are grouped those that `several` has, else all as one."""
    grouped = {key: groups_of(found) for key, found in grouped_names(graph, sorted(several)).items()}
    groups: list[NameGroup] = []
    for node in listed:
        works = frozenset(joint[node.key])
        of_name = [group for group in grouped.get(node.key, ()) if not works.isdisjoint(group.work_ids)]
        if others := works.difference(*(group.work_ids for group in of_name)):
            # Not grouped at all, or among the oldest works of a name that has too many.
            count = len(grouped[node.key]) if node.key in grouped else None
            of_name.append(
                NameGroup(
                    key=node.key,
                    name=node.name,
                    number=None,
                    count=count,
                    work_ids=others,
                    author_ids=frozenset(node.author_ids),
                )
            )
        groups += of_name
    return groups


def _joint_with(person: Person, joint: Mapping[str, Works]) -> Works:
    """The joint works of the centre and a person."""
    return {
        work_id: work
        for group in person.groups
        for work_id, work in joint[group.key].items()
        if work_id in group.work_ids
    }


def _links(graph: Graph, coauthors: Sequence[_Coauthor], filters: WorkFilters) -> JointWorks:
    """The joint works of each two coauthors that have enough of them; the smaller key of their nodes first."""
    people = {
        (group.key, work_id): each.key
        for each in coauthors
        for group in each.person.groups
        for work_id in group.work_ids
    }
    names = sorted({group.key for each in coauthors for group in each.person.groups})
    joint: defaultdict[tuple[str, str], Works] = defaultdict(dict)
    for (one, other), works in read_joint_works(graph, names, replace(filters, min_joint=1)).items():
        for work_id, work in works.items():
            a, b = people.get((one, work_id)), people.get((other, work_id))
            if a is not None and b is not None and a != b:
                joint[ends(a, b)][work_id] = work
    return {pair: works for pair, works in joint.items() if len(works) >= filters.min_joint}


def _key(group: NameGroup) -> str:
    """The key of a node: that of the name, with the number of the group if it is one of several."""
    if group.count in (None, 1):
        return group.key
    return f"{group.key} ({'not grouped' if group.number is None else group.number})"


def _node(person: Person) -> NameNode:
    first, *_ = person.groups
    ids = set(chain.from_iterable(group.author_ids for group in person.groups))
    return NameNode(name=first.name, key=_key(first), author_ids=tuple(sorted(ids)))


def _person_of_name(person: Person, works: Container[str]) -> PersonOfName:
    first, *_ = person.groups
    return PersonOfName(
        name_key=first.key,
        group=first.number,
        group_count=first.count,
        spellings=other_spellings(person, first, works),
    )


def _neighbor(each: _Coauthor, edge: CoauthorEdge) -> Neighbor:
    node = _node(each.person)
    return Neighbor(
        name=node.name,
        key=node.key,
        author_ids=node.author_ids,
        distance=1,
        joint_papers=edge.papers,
        weight=edge.weight,
        strength=edge.weight,
        first_year=edge.first_year,
        last_year=edge.last_year,
        weight_at_most=edge.weight_at_most,
        person=_person_of_name(each.person, each.works),
    )


def _nearness(edge: CoauthorEdge) -> tuple[int, float, str]:
    return -edge.papers, -edge.weight, edge.b
