"""Who wrote with whom: neighbourhoods, chains, induced graphs, and who may write together next.

People are names here: the author rows of one exact cluster are one node, its `key` their name_key. Two names are joint
on a work when one paper row states both as authors; editors are no authors, and a name is no coauthor of itself,
whichever of its rows stand on a paper. Year, venue and number of authors of a work are those of its preferred row.

A joint work of n authors weighs 1/(n-1), so that each of its authors gives out a weight of one (M. E. J. Newman,
"Scientific collaboration networks. II", Physical Review E 64, 016132, 2001). Where the source may cut its lists, n is
the number of authors that the preferred row names; it is at least 2, since two are joint on the work.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import nsmallest
from itertools import combinations, islice, pairwise
from math import fsum, log
from operator import itemgetter
from typing import Any, Final, Literal

from graphapp.errors import InvalidArgument, NotFound, QueryTooLarge
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.results import (
    Chain,
    ChainStep,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    JointWork,
    Level,
    LikelyCollaborator,
    LikelyCollaborators,
    Match,
    NameNode,
    Neighbor,
)
from graphapp.services.catalog import find_venue
from graphapp.services.clusters import (
    AuthorRows,
    author_rows,
    name_nodes,
    near_names,
    node_of_name,
    readings_of,
)
from graphapp.services.limits import check_limit

_COAUTHORS: Final = load_query("read/coauthors")
_COAUTHOR_WORKS: Final = load_query("read/coauthor_works")
_JOINT_ROWS: Final = load_query("read/joint_rows")
_JOINT_WORKS: Final = load_query("read/joint_works")

MOST_HOPS: Final = 3
MOST_STEPS: Final = 12
MOST_PEOPLE: Final = 200
MOST_NAMES: Final = 1_000_000
"""How many names an answer may hold in memory on the way; more is QueryTooLarge."""
MOST_STEP_WORKS: Final = 20
MOST_EXAMPLES: Final = 5
_EXPANDED_AT_ONCE: Final = 20_000
_READ_AT_ONCE: Final = 1_000

_Property = Literal["name_key", "author_id"]
_RowsOf = Literal["none", "given", "all"]
_KEYS: Final[dict[Match, Literal["name_key", "fold_key"]]] = {"exact": "name_key", "fold": "fold_key"}
_LEVELS: Final[dict[Level, _Property]] = {"name": "name_key", "row": "author_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatedWork:
    """A work as one paper row states it."""

    work_id: str
    year: int | None
    author_count: int
    authors: list[str]
    """Everybody on the paper row, perhaps more than once; empty for a work of too many authors."""

    @property
    def weight(self) -> float:
        return 1 / (max(self.author_count, 2) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filters:
    """Which works make an edge, and how many of them it takes."""

    since: int | None = None
    until: int | None = None
    venue_id: str | None = None
    max_authors: int | None = None
    min_joint: int = 1

    def skips(self, work: _StatedWork) -> bool:
        return self.max_authors is not None and work.author_count > self.max_authors


_NO_FILTERS: Final = _Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around(AuthorRows):
    """What one query tells of some people and their works, with the author rows that were asked for."""

    works: list[_StatedWork]
    given_keys: set[str]
    """The name keys of the people themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coauthors(AuthorRows):
    """Everybody who stands on a paper row with some people: author rows where they were asked for, else keys or ids."""

    coauthors: list[str]


_Works = dict[str, _StatedWork]
"""work_id -> work."""
_Placed = dict[str, tuple[int, JointWork]]


def coauthor_neighborhood(
    graph: Graph,
    *,
    name: str | None = None,
    author_id: str | None = None,
    match: Match = "exact",
    hops: int = 1,
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

    `match="fold"` takes all names that look like `name` for the centre. An edge is made of at least `min_joint` works
    that appeared from `since` to `until`, at `venue`, with at most `max_authors` authors; this holds for every edge, so
    it decides who is reached at all. A work without a year lies in no span of years.

    `limit` is how many names are shown, None for all. The edges are those of the centre; `with_links` adds those among
    the shown names. `with_papers` lists the works behind each edge.

    Raises NotFound for a name, author row or venue that the graph does not hold, InvalidArgument for arguments that
    contradict each other, and QueryTooLarge when more names are reached than can be held.
    """
    filters = _filters(graph, hops, since, until, venue, min_joint, max_authors, limit)
    rows_of: _RowsOf = "all" if hops == 1 else "given"
    center, around = _around(graph, name, author_id, match, filters, rows_of)
    key, nodes = center.key, around.by_key()
    skipped: set[str] = set()
    joint: defaultdict[str, _Works] = defaultdict(dict)
    for work in around.works:
        if filters.skips(work):
            skipped.add(work.work_id)
        for author in work.authors:
            joint[author][work.work_id] = work
    edges = {
        other: _edge(key, other, works)
        for other, works in joint.items()
        if other not in around.given_keys and len(works) >= min_joint
    }
    levels = [sorted(edges, key=lambda other: _nearness(edges[other], other))]
    known = around.given_keys | edges.keys()
    while len(levels) < hops:
        reached, found = _reach(graph, levels[-1], filters, skipped, with_rows=limit is None)
        reached -= known
        known |= reached
        nodes |= found
        _check_held(len(known))
        levels.append(sorted(reached))
    shown = [(other, distance) for distance, level in enumerate(levels, 1) for other in level][:limit]
    if missing := [other for other, _ in shown if other not in nodes]:
        nodes |= name_nodes(graph, keys=missing)
    near = [other for other, distance in shown if distance == 1]
    links = _works_among(graph, [other for other, _ in shown], filters) if with_links else {}
    shown_edges = [*(edges[other] for other in near), *_edges(links)]
    if with_papers:
        shown_edges = _list_works(graph, shown_edges, links | {_pair(key, other): joint[other] for other in near})
    return CoauthorNeighborhood(
        center=center,
        hops=hops,
        nodes=tuple(_neighbor(nodes[other], distance, edges.get(other)) for other, distance in shown),
        edges=tuple(sorted(shown_edges, key=lambda edge: (edge.a, edge.b))),
        skipped_papers=len(skipped),
        truncated=len(shown) < sum(map(len, levels)),
        node_counts=tuple(map(len, levels)),
    )


def collaboration_path(
    graph: Graph, *, a: str, b: str, k: int = 6, limit: int = 10, level: Level = "name"
) -> CollaborationPath:
    """The shortest chains of collaborations from the name `a` to the name `b`, of at most `k` steps (1 to 12).

    With `level="row"` every author row is a person of its own, chains lead from any row of `a` to any row of `b`, and
    two rows on one paper are joint, whatever their names. With `level="name"` a chain may change from one row to
    another within a name: the step after that is marked `pooled`. `limit` is how many chains are shown.

    No chain within `k` steps is an answer: `distance` is None and `chains` are empty. Raises NotFound for a name that
    no author row carries, InvalidArgument when both are one name, QueryTooLarge when more people than can be held are
    nearer than the other end.
    """
    if level not in _LEVELS:
        raise InvalidArgument(f"level is {level!r}; it is 'name' or 'row'")
    if not 1 <= k <= MOST_STEPS:
        raise InvalidArgument(f"chains of {k} steps are not looked for; give a k from 1 to {MOST_STEPS}")
    check_limit(limit)
    node_a, node_b = node_of_name(graph, name=a), node_of_name(graph, name=b)
    if node_a.key == node_b.key:
        raise InvalidArgument(f"{a!r} and {b!r} are one name; a chain needs two")
    by = _LEVELS[level]
    ends = ({node_a.key}, {node_b.key})
    if level == "row":
        ends = (set(node_a.author_ids), set(node_b.author_ids))
    following = _shortest_chains(graph, by, *ends, k)

    @cache
    def count(node: str) -> int:
        return 1 if node in ends[1] else sum(count(after) for after in following[node])

    starts = sorted(ends[0] & following.keys())
    chain_count = sum(map(count, starts))
    chains = list(islice(_walk(starts, following, ends[1]), limit))
    nodes = _chain_nodes(graph, by, {node for chain in chains for node in chain})
    return CollaborationPath(
        a=node_a,
        b=node_b,
        level=level,
        k=k,
        distance=len(chains[0]) - 1 if chains else None,
        chains=_describe_chains(graph, chains, nodes),
        chain_count=chain_count,
        truncated=chain_count > len(chains),
    )


def coauthor_graph(graph: Graph, *, names: Sequence[str], with_papers: bool = False) -> CoauthorGraph:
    """The graph of joint works among 2 to 200 names; those without any are in it, without an edge.

    `with_papers` lists the works behind each edge. A name given in several spellings of one exact cluster is one node.
    Raises NotFound, with all the names that no author row carries, and InvalidArgument for fewer than two or too many
    names.
    """
    if len(names) > MOST_PEOPLE:
        raise InvalidArgument(f"{len(names):,} names are too many for one graph; give at most {MOST_PEOPLE}")
    readings = {name: readings_of(name) for name in names}
    asked = dict.fromkeys(reading.name_key for found in readings.values() for reading in found)
    nodes = name_nodes(graph, keys=list(asked))
    missing = [name for name, found in readings.items() if not any(reading.name_key in nodes for reading in found)]
    if missing:
        raise NotFound(
            f"no author row is named {', '.join(repr(name[:100]) for name in missing)}",
            near=near_names(graph, readings[missing[0]][0]),
        )
    keys = dict.fromkeys(
        next(reading.name_key for reading in found if reading.name_key in nodes) for found in readings.values()
    )
    if len(keys) < 2:
        raise InvalidArgument("a graph of coauthors needs two different names or more")
    joint = _works_among(graph, list(keys), _NO_FILTERS)
    edges = _edges(joint)
    return CoauthorGraph(
        nodes=tuple(nodes[key] for key in keys),
        edges=tuple(_list_works(graph, edges, joint) if with_papers else edges),
    )


def likely_collaborators(graph: Graph, *, name: str, limit: int | None = 20) -> LikelyCollaborators:
    """Names that share coauthors with `name` but no work, the likeliest to write with it first.

    The score is Adamic and Adar's index: the sum of 1/ln(d) over the common coauthors, d being how many coauthors each
    of them has (L. Adamic, E. Adar, "Friends and neighbors on the Web", Social Networks 25, 2003; for coauthors
    D. Liben-Nowell, J. Kleinberg, "The link-prediction problem for social networks", JASIST 58, 2007). `limit` is how
    many are shown, None for all. Raises NotFound and InvalidArgument as `name_cluster` does.
    """
    check_limit(limit)
    center = node_of_name(graph, name=name)
    key = center.key
    coauthors = sorted(_read_coauthors(graph, "name_key", [key])[0] - {key})
    degrees: dict[str, int] = {}
    scores: defaultdict[str, float] = defaultdict(float)
    nearer = {key, *coauthors}
    for chunk in _chunks(coauthors, _READ_AT_ONCE):
        neighbors = _neighbors(_read_works(graph, "name_key", chunk), chunk)
        for coauthor in chunk:
            degrees[coauthor] = len(neighbors[coauthor])
            for candidate in neighbors[coauthor] - nearer:
                scores[candidate] += 1 / log(degrees[coauthor])
        _check_held(len(scores))
    # Rounded, so that equal sums in other orders stay equal and the key decides.
    ranked = {candidate: round(score, 9) for candidate, score in scores.items()}
    shown = nsmallest(limit or len(ranked), ranked, key=lambda candidate: (-ranked[candidate], candidate))
    neighbors = _neighbors(
        (work for chunk in _chunks(shown, _READ_AT_ONCE) for work in _read_works(graph, "name_key", chunk)),
        shown,
    )
    common = {
        candidate: sorted(neighbors[candidate] & degrees.keys(), key=lambda other: (degrees[other], other))
        for candidate in shown
    }
    examples = {candidate: others[:MOST_EXAMPLES] for candidate, others in common.items()}
    nodes = name_nodes(graph, keys=list({*shown, *(other for others in examples.values() for other in others)}))
    return LikelyCollaborators(
        center=center,
        candidates=tuple(
            LikelyCollaborator(
                name=nodes[candidate].name,
                key=candidate,
                author_ids=nodes[candidate].author_ids,
                score=ranked[candidate],
                common_coauthors=len(common[candidate]),
                examples=tuple(nodes[other].name for other in examples[candidate]),
            )
            for candidate in shown
        ),
        candidate_count=len(ranked),
        truncated=len(shown) < len(ranked),
    )


def _filters(
    graph: Graph,
    hops: int,
    since: int | None,
    until: int | None,
    venue: str | None,
    min_joint: int,
    max_authors: int | None,
    limit: int | None,
) -> _Filters:
    if not 1 <= hops <= MOST_HOPS:
        raise InvalidArgument(f"a neighbourhood of {hops} hops is not computed; give hops from 1 to {MOST_HOPS}")
    if since is not None and until is not None and since > until:
        raise InvalidArgument(f"no year lies from {since} to {until}; give the earlier year first")
    if min_joint < 1:
        raise InvalidArgument(f"edges of {min_joint} joint works are none; give a min_joint of 1 or more")
    if max_authors is not None and max_authors < 2:
        raise InvalidArgument(f"works of at most {max_authors} authors have no coauthors; give 2 or more")
    check_limit(limit)
    venue_id = None if venue is None else find_venue(graph, venue)
    return _Filters(since=since, until=until, venue_id=venue_id, max_authors=max_authors, min_joint=min_joint)


def _check_held(names: int) -> None:
    if names > MOST_NAMES:
        raise QueryTooLarge(
            f"more than {MOST_NAMES:,} names are that near; ask for fewer steps, or narrow the works with filters"
        )


def _around(
    graph: Graph, name: str | None, author_id: str | None, match: Match, filters: _Filters, rows_of: _RowsOf
) -> tuple[NameNode, _Around]:
    """The centre and what stands around it; a neighbourhood of one hop needs no other query."""
    if (name is None) == (author_id is None):
        raise InvalidArgument("a neighbourhood has one centre; give either a name or an author_id")
    if author_id is not None:
        if match != "exact":
            raise InvalidArgument("an author_id is one row, whatever its name looks like; match goes with a name")
        around = _read_around(graph, "author_id", [author_id], filters, rows_of=rows_of)
        if author_id not in around.author_ids:
            raise NotFound(f"no author row has the id {author_id[:100]!r}")
        [key] = around.given_keys
        name = around.names[around.author_ids.index(author_id)]
        return NameNode(name=name, key=key, author_ids=(author_id,)), around
    assert name is not None  # noqa: S101 - one of the two is not None, which the type checker does not see
    if match not in _KEYS:
        raise InvalidArgument(f"match is {match!r}; it is 'exact' or 'fold'")
    readings = readings_of(name)
    for asked in readings:
        key = asked.name_key if match == "exact" else asked.fold_key
        around = _read_around(graph, _KEYS[match], [key], filters, rows_of=rows_of)
        if around.given_keys:
            return around.together(key, around.given_keys), around
    raise NotFound(f"no author row is named {readings[0].name!r}", near=near_names(graph, readings[0]))


def _read_around(
    graph: Graph,
    by: _Property | Literal["fold_key"],
    values: Sequence[str],
    filters: _Filters,
    *,
    shown: _Property = "name_key",
    rows_of: _RowsOf = "none",
) -> _Around:
    [found] = graph.read(
        _COAUTHOR_WORKS,
        _Around,
        property=by,
        values=values,
        shown=shown,
        rows_of=rows_of,
        since=filters.since,
        until=filters.until,
        venue_id=filters.venue_id,
        max_authors=filters.max_authors,
    )
    return found


def _read_works(
    graph: Graph, by: _Property, values: Sequence[str], filters: _Filters = _NO_FILTERS
) -> list[_StatedWork]:
    """The works of some people, each as often as paper rows state it with one of them, with people of the same kind."""
    return _read_around(graph, by, values, filters, shown=by).works


def _read_coauthors(
    graph: Graph, by: _Property, people: Collection[str], *, with_rows: bool = False
) -> tuple[set[str], dict[str, NameNode]]:
    """Everybody who stands on a paper row with one of these, most often themselves among them; and nodes of them."""
    reached: set[str] = set()
    nodes: dict[str, NameNode] = {}
    for chunk in _chunks(list(people), _EXPANDED_AT_ONCE):
        [found] = graph.read(_COAUTHORS, _Coauthors, property=by, values=chunk, with_rows=with_rows)
        reached.update(found.coauthors, found.keys)
        nodes |= found.by_key()
    return reached, nodes


def _reach(
    graph: Graph, keys: Sequence[str], filters: _Filters, skipped: set[str], *, with_rows: bool
) -> tuple[set[str], dict[str, NameNode]]:
    """The names that have an edge to one of these, most often these themselves among them; and nodes of them."""
    if filters == _NO_FILTERS:
        return _read_coauthors(graph, "name_key", keys, with_rows=with_rows)
    reached: set[str] = set()
    for chunk in _chunks(keys, _READ_AT_ONCE):
        works = _read_works(graph, "name_key", chunk, filters)
        skipped.update(work.work_id for work in works if filters.skips(work))
        if filters.min_joint == 1:
            reached.update(author for work in works for author in work.authors)
        else:
            pairs = _joint_works(works, set(chunk))
            reached.update(other for (_, other), joint in pairs.items() if len(joint) >= filters.min_joint)
    return reached, {}


def _joint_works(works: Iterable[_StatedWork], people: Collection[str]) -> dict[tuple[str, str], _Works]:
    """The joint works of each of these people with everybody, themselves included."""
    pairs: defaultdict[tuple[str, str], _Works] = defaultdict(dict)
    for work in works:
        authors = set(work.authors)
        for person in authors.intersection(people):
            for other in authors:
                pairs[person, other][work.work_id] = work
    return pairs


def _neighbors(works: Iterable[_StatedWork], people: Collection[str]) -> dict[str, set[str]]:
    """The coauthors of each of these people."""
    neighbors: dict[str, set[str]] = {person: set() for person in people}
    for work in works:
        for person in neighbors.keys() & set(work.authors):
            neighbors[person].update(work.authors)
    for person, others in neighbors.items():
        others.discard(person)
    return neighbors


def _works_among(graph: Graph, keys: Sequence[str], filters: _Filters) -> dict[tuple[str, str], _Works]:
    """The joint works of each pair of these names that has enough of them."""
    people = set(keys)
    pairs: defaultdict[tuple[str, str], _Works] = defaultdict(dict)
    for chunk in _chunks(keys, _READ_AT_ONCE):
        for work in _read_works(graph, "name_key", chunk, filters):
            for pair in combinations(sorted(people.intersection(work.authors)), 2):
                pairs[pair][work.work_id] = work
    return {pair: works for pair, works in pairs.items() if len(works) >= filters.min_joint}


def _edges(joint: Mapping[tuple[str, str], _Works]) -> list[CoauthorEdge]:
    """The edges that these joint works make, by a, then b."""
    return [_edge(a, b, works) for (a, b), works in sorted(joint.items())]


def _list_works(
    graph: Graph, edges: Iterable[CoauthorEdge], joint: Mapping[tuple[str, str], _Works]
) -> list[CoauthorEdge]:
    """The edges with the works behind them."""
    placed = _placed(graph, {work_id for works in joint.values() for work_id in works})
    return [replace(edge, works=_in_order(joint[edge.a, edge.b], placed)) for edge in edges]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _edge(one: str, other: str, works: _Works) -> CoauthorEdge:
    years = [work.year for work in works.values() if work.year is not None]
    a, b = _pair(one, other)
    return CoauthorEdge(
        a=a,
        b=b,
        papers=len(works),
        # Correctly rounded, so that it does not depend on the order in which the server found the works.
        weight=fsum(work.weight for work in works.values()),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def _nearness(edge: CoauthorEdge, key: str) -> tuple[int, float, str]:
    return (-edge.papers, -edge.weight, key)


def _neighbor(node: NameNode, distance: int, edge: CoauthorEdge | None) -> Neighbor:
    return Neighbor(
        name=node.name,
        key=node.key,
        author_ids=node.author_ids,
        distance=distance,
        joint_papers=edge.papers if edge else 0,
        weight=edge.weight if edge else None,
        first_year=edge.first_year if edge else None,
        last_year=edge.last_year if edge else None,
    )


def _placed(graph: Graph, work_ids: Collection[str]) -> _Placed:
    """The works by work_id, each with its place in the order of a cluster page."""
    [found] = graph.read(_JOINT_WORKS, dict[str, list[JointWork]], work_ids=sorted(work_ids))
    return {work.work_id: (place, work) for place, work in enumerate(found["works"])}


def _in_order(work_ids: Collection[str], placed: _Placed) -> tuple[JointWork, ...]:
    """These works in the order of a cluster page."""
    return tuple(work for _, work in sorted((placed[work_id] for work_id in work_ids), key=itemgetter(0)))


def _shortest_chains(graph: Graph, by: _Property, start: set[str], goal: set[str], k: int) -> dict[str, set[str]]:
    """The shortest chains from start to goal as each person's successors; empty when none has at most k steps.

    Breadth first from both ends, the smaller frontier first, until they meet; then back from where they met.
    """
    sides = ([start], [goal])
    seen = (set(start), set(goal))
    for _ in range(k):
        grown = 0 if len(sides[0][-1]) <= len(sides[1][-1]) else 1
        reached = _read_coauthors(graph, by, sides[grown][-1])[0] - seen[grown]
        if not reached:
            return {}
        sides[grown].append(reached)
        seen[grown].update(reached)
        _check_held(len(seen[0]) + len(seen[1]))
        if met := reached & sides[1 - grown][-1]:
            break
    else:
        return {}
    following: defaultdict[str, set[str]] = defaultdict(set)
    for levels, forward in zip(sides, (False, True), strict=True):
        current = met
        for nearer in reversed(levels[:-1]):
            pairs = set(_pairs_between(graph, by, current, nearer))
            for far, near in pairs:
                if forward:
                    following[far].add(near)
                else:
                    following[near].add(far)
            current = {near for _, near in pairs}
    return dict(following)


def _pairs_between(graph: Graph, by: _Property, some: set[str], others: set[str]) -> Iterator[tuple[str, str]]:
    """Who of the one set is joint with whom of the other."""
    for chunk in _chunks(sorted(some if len(some) <= len(others) else others), _READ_AT_ONCE):
        for work in _read_works(graph, by, chunk):
            near = others.intersection(work.authors)
            for one in some.intersection(work.authors) if near else ():
                for other in near:
                    yield one, other


def _walk(nodes: Iterable[str], following: Mapping[str, set[str]], goal: set[str]) -> Iterator[tuple[str, ...]]:
    """The chains that begin with these nodes, in order."""
    for node in nodes:
        if node in goal:
            yield (node,)
        else:
            for rest in _walk(sorted(following[node]), following, goal):
                yield (node, *rest)


def _chain_nodes(graph: Graph, by: _Property, people: Collection[str]) -> dict[str, NameNode]:
    if by == "name_key":
        return name_nodes(graph, keys=sorted(people))
    rows = author_rows(graph, by="author_id", values=sorted(people))
    return {
        author_id: NameNode(name=name, key=key, author_ids=(author_id,))
        for author_id, name, key in zip(rows.author_ids, rows.names, rows.keys, strict=True)
    }


def _describe_chains(
    graph: Graph, chains: Sequence[tuple[str, ...]], nodes: Mapping[str, NameNode]
) -> tuple[Chain, ...]:
    steps = sorted({step for chain in chains for step in pairwise(chain)})
    if not steps:
        return ()
    pairs = [{"a": list(nodes[a].author_ids), "b": list(nodes[b].author_ids)} for a, b in steps]
    found = {steps[row["place"]]: row for row in graph.read(_JOINT_ROWS, dict[str, Any], pairs=pairs)}
    placed = _placed(graph, {work_id for row in found.values() for work_id in row["work_ids"]})
    works = {step: _in_order(row["work_ids"], placed)[:MOST_STEP_WORKS] for step, row in found.items()}
    described = []
    for number, chain in enumerate(chains, 1):
        held = set(nodes[chain[0]].author_ids)
        chain_steps = []
        for place, step in enumerate(pairwise(chain), 1):
            row_pairs = found[step]["row_pairs"]
            led_to = {after for before, after in row_pairs if before in held}
            held = led_to or {after for _, after in row_pairs}
            chain_steps.append(
                ChainStep(
                    chain=number,
                    step=place,
                    a=step[0],
                    b=step[1],
                    pooled=not led_to,
                    papers=len(found[step]["work_ids"]),
                    works=works[step],
                )
            )
        described.append(Chain(nodes=tuple(nodes[node] for node in chain), steps=tuple(chain_steps)))
    return tuple(described)


def _chunks(people: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (people[start : start + size] for start in range(0, len(people), size))
