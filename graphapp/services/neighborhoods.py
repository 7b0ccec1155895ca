"""Who wrote with a name or an author row, and who wrote with those.

`joint_works` defines joint works and their weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_limit, check_whole, check_whole_or_none
from graphapp.queries import Query, load_query
from graphapp.results.coauthors import CoauthorEdge, CoauthorNeighborhood, Counting, Neighbor
from graphapp.results.names import AskedName, Match, NameNode
from graphapp.services.author_rows import asked_name, name_nodes, readings_of
from graphapp.services.joint_works import (
    NO_FILTERS,
    RowsOf,
    Surroundings,
    WorkFilters,
    Works,
    check_held,
    edge_of,
    edges_of,
    ends,
    read_joint_works,
    read_strengths,
    read_surroundings,
    surroundings_query,
    with_works,
)
from graphapp.services.near_names import unknown_name
from graphapp.services.person_neighborhoods import neighborhood_of_person
from graphapp.services.source_records import asked_sources
from graphapp.services.venue_names import asked_venue_id, find_venue
from graphapp.services.whole import whole_answers
from graphapp.services.years import check_years

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NEIGHBORHOOD_DRAWN: Final = load_query("browser/coauthor_neighborhood")

MOST_HOPS: Final = 3
_COUNTINGS: Final[tuple[Counting, ...]] = ("name", "person")
_KEYS: Final[dict[Match, Literal["name_key", "fold_key"]]] = {"exact": "name_key", "fold": "fold_key"}


@whole_answers
def coauthor_neighborhood(
    graph: Graph,
    name: str | None = None,
    *,
    author_id: str | None = None,
    match: Match = "exact",
    by: Counting = "name",
    group: int | None = None,
    hops: int = 1,
    sources: Sequence[str] = (),
    since: int | None = None,
    until: int | None = None,
    venue: str | None = None,
    min_joint: int = 1,
    max_authors: int | None = None,
    limit: int | None = 100,
    with_links: bool = False,
    with_papers: bool = False,
) -> CoauthorNeighborhood:
    """Who wrote with a name, or with one author row, and who wrote with those, up to `hops` (1 to 3) steps away.

    With `by="person"` the nodes are people, as far as the evidence of persons goes, one step away: the centre is the
    person of a `group` of the name, by its number in `person_groups`, None for the first one, which has the most works.

    With `match="fold"` the centre is all names that look like `name`. With `sources` only their author rows and paper
    rows count. An edge has at least `min_joint` works that
    appeared from `since` to `until`, at `venue`, with at most `max_authors` authors; this holds for every edge, so it
    also decides which names are reached. A work without a year is outside every span of years.

    Farther names come in the order of their strength. That of a coauthor of the centre is the weight of their edge;
    farther, it is the sum, over the names one step nearer, of their strength times the weight of the edge. At two steps
    these are the entries of the squared matrix of weights.

    `limit` is the maximum number of names, None for all. The edges are those of the centre; `with_links` adds those
    among the listed names. `with_papers` lists the works of each edge.

    Raises NotFound for a name, group, author row or venue that the graph does not hold, InvalidArgument for arguments
    that contradict each other, QueryTooLarge when too many names are reached, and, by person, what `person_groups`
    raises.
    """
    asked_of = asked_sources(graph, sources)
    filters = _filters(graph, hops, since, until, venue, min_joint, max_authors, limit, asked_of)
    if by not in _COUNTINGS:
        raise InvalidArgument(f"by is {by!r}; it must be 'name' or 'person'")
    check_whole_or_none(group=group)
    if by == "person":
        if name is None or match != "exact" or hops > 1 or sources:
            raise InvalidArgument(
                "people are counted one step around one name, ignoring case, in all sources; by person goes with no "
                "author_id, match, hops or sources"
            )
        return neighborhood_of_person(
            graph,
            name,
            group=1 if group is None else group,
            filters=filters,
            limit=limit,
            with_links=with_links,
            with_papers=with_papers,
        )
    if group is not None:
        raise InvalidArgument("a group is of a person; it goes with by person")
    rows_of: RowsOf = "all" if hops == 1 else "given"
    center, around = _around(graph, name, author_id, match, filters, rows_of)
    key, nodes = center.key, around.by_key()
    skipped: set[str] = set()
    joint: defaultdict[str, Works] = defaultdict(dict)
    for work in around.works:
        if filters.skips(work):
            skipped.add(work.work_id)
        for author in work.authors:
            joint[author][work.work_id] = work
    edges = {
        other: edge_of(key, other, works)
        for other, works in joint.items()
        if other not in around.given_keys and len(works) >= min_joint
    }
    levels = [sorted(edges, key=lambda other: _nearness(edges[other], other))]
    strengths = {other: edge.weight for other, edge in edges.items()}
    known = around.given_keys | edges.keys()
    while len(levels) < hops:
        nearer = {other: strengths[other] for other in levels[-1]}
        reached, found, too_large = read_strengths(graph, nearer, filters, with_rows=limit is None)
        farther = {other: strength for other, strength in reached.items() if other not in known}
        skipped |= too_large
        strengths |= farther
        known |= farther.keys()
        nodes |= found
        check_held(len(known))
        levels.append(sorted(farther, key=lambda other: (-strengths[other], other)))
    shown = [(other, distance) for distance, level in enumerate(levels, 1) for other in level][:limit]
    if missing := [other for other, _ in shown if other not in nodes]:
        nodes |= name_nodes(graph, keys=missing, sources=filters.sources)
    near = [other for other, distance in shown if distance == 1]
    links = read_joint_works(graph, [other for other, _ in shown], filters) if with_links else {}
    shown_edges = [*(edges[other] for other in near), *edges_of(links)]
    if with_papers:
        shown_edges = with_works(graph, shown_edges, links | {ends(key, other): joint[other] for other in near})
    return CoauthorNeighborhood(
        by="name",
        center=center,
        person=None,
        hops=hops,
        nodes=tuple(_neighbor(nodes[other], distance, edges.get(other), strengths[other]) for other, distance in shown),
        edges=tuple(sorted(shown_edges, key=lambda edge: (edge.a, edge.b))),
        skipped_papers=len(skipped),
        truncated=len(shown) < sum(map(len, levels)),
        node_counts=tuple(map(len, levels)),
    )


def neighborhood_query(
    *,
    name: str | None = None,
    author_id: str | None = None,
    match: Match = "exact",
    since: int | None = None,
    until: int | None = None,
    venue: str | None = None,
    max_authors: int | None = None,
    sources: Sequence[str] = (),
    **_: object,
) -> tuple[Query, dict[str, Any]]:
    """The query that shows a neighbourhood in Neo4j Browser, with its parameters: as a drawing without filters."""
    filters = WorkFilters(
        since=since,
        until=until,
        venue_id=None if venue is None else asked_venue_id(venue),
        max_authors=max_authors,
        sources=tuple(sources) or None,
    )
    if author_id is not None:
        return surroundings_query("author_id", [author_id], filters, rows_of="all")
    readings = readings_of(name or "")
    if match == "exact" and filters == NO_FILTERS:
        return _NEIGHBORHOOD_DRAWN, {"name": readings[0].name_key}
    keys = [reading.name_key if match == "exact" else reading.fold_key for reading in readings]
    return surroundings_query(_KEYS[match], keys, filters, rows_of="all")


def _filters(
    graph: Graph,
    hops: int,
    since: int | None,
    until: int | None,
    venue: str | None,
    min_joint: int,
    max_authors: int | None,
    limit: int | None,
    sources: tuple[str, ...] | None,
) -> WorkFilters:
    check_whole(hops=hops, min_joint=min_joint)
    check_whole_or_none(max_authors=max_authors)
    if hops not in range(1, MOST_HOPS + 1):
        raise InvalidArgument(f"a neighbourhood of {hops} hops is not computed; give hops from 1 to {MOST_HOPS}")
    check_years(since, until)
    if min_joint < 1:
        raise InvalidArgument(f"an edge of {min_joint} joint works is not an edge; give a min_joint of 1 or more")
    if max_authors is not None and max_authors < 2:
        raise InvalidArgument(f"works of at most {max_authors} authors have no coauthors; give 2 or more")
    check_limit(limit)
    venue_id = None if venue is None else find_venue(graph, venue)
    return WorkFilters(
        since=since,
        until=until,
        venue_id=venue_id,
        max_authors=max_authors,
        min_joint=min_joint,
        sources=sources,
    )


def _around(
    graph: Graph, name: str | None, author_id: str | None, match: Match, filters: WorkFilters, rows_of: RowsOf
) -> tuple[AskedName, Surroundings]:
    """The centre and its surroundings; a neighbourhood of one hop needs no other query."""
    if (name is None) == (author_id is None):
        raise InvalidArgument("a neighbourhood has one centre; give either a name or an author_id")
    if author_id is not None:
        if match != "exact":
            raise InvalidArgument("an author_id is one row, so its name is not matched; match goes with a name")
        around = read_surroundings(graph, "author_id", [author_id], filters, rows_of=rows_of)
        if author_id not in around.author_ids:
            raise NotFound(f"no author row has the id {author_id[:100]!r}")
        [key] = around.given_keys
        name = around.names[around.author_ids.index(author_id)]
        return AskedName(name=name, key=key, author_ids=(author_id,)), around
    assert name is not None  # noqa: S101 - one of the two is not None, which the type checker does not see
    if match not in _KEYS:
        raise InvalidArgument(f"match is {match!r}; it must be 'exact' or 'fold'")
    readings = readings_of(name)
    for asked in readings:
        key = asked.name_key if match == "exact" else asked.fold_key
        around = read_surroundings(graph, _KEYS[match], [key], filters, rows_of=rows_of)
        if around.given_keys:
            return asked_name(graph, asked, around.together(key, around.given_keys)), around
    raise unknown_name(graph, readings[0], sources=filters.sources)


def _nearness(edge: CoauthorEdge, key: str) -> tuple[int, float, str]:
    return (-edge.papers, -edge.weight, key)


def _neighbor(node: NameNode, distance: int, edge: CoauthorEdge | None, strength: float) -> Neighbor:
    return Neighbor(
        name=node.name,
        key=node.key,
        author_ids=node.author_ids,
        distance=distance,
        joint_papers=edge.papers if edge else 0,
        weight=edge.weight if edge else None,
        strength=strength,
        first_year=edge.first_year if edge else None,
        last_year=edge.last_year if edge else None,
        weight_at_most=edge is not None and edge.weight_at_most,
    )
