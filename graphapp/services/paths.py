"""The shortest chains of collaborations from one name to another, the strongest first.

`joint_works` defines which names have joint works, and their weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit, check_whole, check_whole_or_none
from graphapp.queries import Query, load_query
from graphapp.results.coauthors import Chain, ChainStep, CoauthorEdge, CollaborationPath, Level
from graphapp.results.names import NameNode
from graphapp.services.author_rows import author_rows, name_nodes, readings_of
from graphapp.services.joint_works import (
    JointWorks,
    PersonKey,
    WorkFilters,
    check_held,
    edge_of,
    list_works,
    read_coauthors,
    read_works,
)
from graphapp.services.near_names import node_of_name
from graphapp.services.source_records import asked_sources
from graphapp.services.venue_names import find_venue
from graphapp.services.whole import whole_answers
from graphapp.services.years import check_years

if TYPE_CHECKING:
    from graphapp.graph import Graph

_JOINT_ROWS: Final = load_query("read/joint_rows")
_WORK_COUNTS: Final = load_query("read/work_counts")
_PATH_DRAWN: Final = load_query("browser/collaboration_path")

MOST_STEPS: Final = 12
MOST_STEP_WORKS: Final = 20
CROWDED_WORKS: Final = 100
"""A name with as many works is crowded: few people write as much, and many common names carry as much."""
_PERSON_KEYS: Final[dict[Level, PersonKey]] = {"name": "name_key", "row": "author_id"}

Edges = dict[str, dict[str, CoauthorEdge]]
"""Each person of a chain -> those who may follow, each with the edge between the two."""


@whole_answers
def collaboration_path(
    graph: Graph,
    a: str,
    b: str,
    *,
    k: int = 6,
    limit: int = 10,
    level: Level = "name",
    sources: Sequence[str] = (),
    since: int | None = None,
    venue: str | None = None,
    max_authors: int | None = None,
) -> CollaborationPath:
    """The shortest chains of collaborations from the name `a` to the name `b`, of at most `k` steps (1 to 12).

    With `level="row"` every author row is a separate person, chains lead from any row of `a` to any row of `b`, and two
    rows on one paper have a joint work even if their names are equal. With `level="name"` a chain may change from one
    row to another within a name: the step after that is marked `pooled`. `limit` is the maximum number of chains.

    A step has a work that appeared from `since` on, at `venue`, with at most `max_authors` authors; with `sources` only
    their author rows and paper rows count. A work without a year is before every year.

    The strongest chain is the first: the strength of a chain is the product of the weights of its steps, so that a
    chain of small papers written often comes before one of large papers written once.

    No chain within `k` steps is an answer: `distance` is None and `chains` are empty. Raises NotFound for a name that
    no author row carries and for an unknown venue or source, InvalidArgument when both are one name, QueryTooLarge when
    too many people are nearer than the other end.
    """
    if level not in _PERSON_KEYS:
        raise InvalidArgument(f"level is {level!r}; it must be 'name' or 'row'")
    check_years(since)
    check_whole(k=k)
    check_whole_or_none(max_authors=max_authors)
    if k not in range(1, MOST_STEPS + 1):
        raise InvalidArgument(f"a chain of {k} steps is not searched for; give a k from 1 to {MOST_STEPS}")
    check_limit(limit)
    if max_authors is not None and max_authors < 2:
        raise InvalidArgument(f"works of at most {max_authors} authors have no coauthors; give 2 or more")
    asked_of = asked_sources(graph, sources)
    venue_id = None if venue is None else find_venue(graph, venue)
    filters = WorkFilters(since=since, venue_id=venue_id, max_authors=max_authors, sources=asked_of)
    node_a, node_b = node_of_name(graph, name=a, sources=asked_of), node_of_name(graph, name=b, sources=asked_of)
    if node_a.key == node_b.key:
        raise InvalidArgument(f"{a!r} and {b!r} are one name; a chain needs two")
    by = _PERSON_KEYS[level]
    ends = ({node_a.key}, {node_b.key})
    if level == "row":
        ends = (set(node_a.author_ids), set(node_b.author_ids))
    joint = _shortest_chains(graph, by, *ends, k, filters)
    following: Edges = defaultdict(dict)
    for (one, other), works in joint.items():
        following[one][other] = edge_of(one, other, works)

    @cache
    def count(node: str) -> int:
        return 1 if node in ends[1] else sum(count(after) for after in following[node])

    chain_count = sum(count(start) for start in ends[0] if start in following)
    chains = list(islice(_strongest(following, *ends), limit))
    people = {node for chain in chains for node in chain}
    nodes = _chain_nodes(graph, by, people, asked_of)
    return CollaborationPath(
        a=node_a,
        b=node_b,
        level=level,
        k=k,
        distance=len(chains[0]) - 1 if chains else None,
        chains=_describe_chains(graph, chains, nodes, following, joint),
        chain_count=chain_count,
        truncated=chain_count > len(chains),
    )


def path_query(*, a: str, b: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws a chain in Neo4j Browser, with its parameters."""
    return _PATH_DRAWN, {"a": readings_of(a)[0].name_key, "b": readings_of(b)[0].name_key}


def _shortest_chains(
    graph: Graph, by: PersonKey, start: set[str], goal: set[str], k: int, filters: WorkFilters
) -> JointWorks:
    """The steps of the shortest chains from start to goal, with their works; none when no chain has at most k steps.

    Breadth first from both ends, the smaller frontier first, until they meet; then back from the meeting points.
    """
    sides = ([start], [goal])
    seen = (set(start), set(goal))
    for _ in range(k):
        grown = 0 if len(sides[0][-1]) <= len(sides[1][-1]) else 1
        reached = read_coauthors(graph, by, sides[grown][-1], filters) - seen[grown]
        if not reached:
            return {}
        sides[grown].append(reached)
        seen[grown].update(reached)
        check_held(len(seen[0]) + len(seen[1]))
        if met := reached & sides[1 - grown][-1]:
            break
    else:
        return {}
    joint: JointWorks = {}
    for levels, forward in zip(sides, (False, True), strict=True):
        current = met
        for nearer in reversed(levels[:-1]):
            pairs = _joint_between(graph, by, current, nearer, filters)
            joint |= pairs if forward else {(near, far): works for (far, near), works in pairs.items()}
            current = {near for _, near in pairs}
    return joint


def _joint_between(graph: Graph, by: PersonKey, some: set[str], others: set[str], filters: WorkFilters) -> JointWorks:
    """The joint works of each pair of one person from each set who have any."""
    joint: JointWorks = defaultdict(dict)
    for _, works in read_works(graph, by, sorted(some if len(some) <= len(others) else others), filters):
        for work in works:
            near = others.intersection(work.authors)
            for one in some.intersection(work.authors) if near else ():
                for other in near:
                    joint[one, other][work.work_id] = work
    return dict(joint)


def _strongest(
    following: Mapping[str, Mapping[str, CoauthorEdge]], start: set[str], goal: set[str]
) -> Iterator[tuple[str, ...]]:
    """The chains from start to goal by falling strength, then by their people.

    Best first: the bound of a chain's beginning is the strength of the strongest chain that goes on from it, so that
    only beginnings of the chains that are asked for are extended (P. Hart, N. Nilsson, B. Raphael, "A formal basis for
    the heuristic determination of minimum cost paths", IEEE Transactions on Systems Science and Cybernetics 4, 1968).
    """

    @cache
    def best(node: str) -> Fraction:
        # Exact, since a bound that is rounded could exceed its chain.
        if node in goal:
            return Fraction(1)
        return max(Fraction(edge.weight) * best(after) for after, edge in following[node].items())

    open_chains: list[tuple[Fraction, tuple[str, ...], Fraction]] = [
        (-best(node), (node,), Fraction(1)) for node in start if node in following
    ]
    heapify(open_chains)
    while open_chains:
        _, chain, strength = heappop(open_chains)
        if chain[-1] in goal:
            yield chain
            continue
        for after, edge in following[chain[-1]].items():
            stronger = strength * Fraction(edge.weight)
            heappush(open_chains, (-stronger * best(after), (*chain, after), stronger))


def _chain_nodes(
    graph: Graph, by: PersonKey, people: Collection[str], sources: tuple[str, ...] | None
) -> dict[str, NameNode]:
    if by == "name_key":
        return name_nodes(graph, keys=sorted(people), sources=sources)
    rows = author_rows(graph, by="author_id", values=sorted(people), sources=sources)
    return {
        author_id: NameNode(name=name, key=key, author_ids=(author_id,))
        for author_id, name, key in zip(rows.author_ids, rows.names, rows.keys, strict=True)
    }


def _crowded(graph: Graph, chains: Sequence[tuple[str, ...]], nodes: Mapping[str, NameNode]) -> set[str]:
    """Those between the ends of chains whose name is crowded."""
    between = sorted({node for chain in chains for node in chain[1:-1]})
    rows = graph.read(_WORK_COUNTS, dict[str, int], groups=[list(nodes[node].author_ids) for node in between])
    return {between[row["place"]] for row in rows if row["papers"] >= CROWDED_WORKS or row["rows_of_one_source"] > 1}


def _describe_chains(
    graph: Graph,
    chains: Sequence[tuple[str, ...]],
    nodes: Mapping[str, NameNode],
    following: Edges,
    joint: JointWorks,
) -> tuple[Chain, ...]:
    steps = sorted({step for chain in chains for step in pairwise(chain)})
    if not steps:
        return ()
    pairs = [
        {"a": list(nodes[a].author_ids), "b": list(nodes[b].author_ids), "work_ids": list(joint[a, b])}
        for a, b in steps
    ]
    found = {steps[row["place"]]: row["row_pairs"] for row in graph.read(_JOINT_ROWS, dict[str, Any], pairs=pairs)}
    works = list_works(graph, {step: joint[step] for step in steps})
    crowded = _crowded(graph, chains, nodes)
    described = []
    for number, chain in enumerate(chains, 1):
        held = set(nodes[chain[0]].author_ids)
        chain_steps = []
        strength = Fraction(1)
        for place, step in enumerate(pairwise(chain), 1):
            led_to = {after for before, after in found[step] if before in held}
            held = led_to or {after for _, after in found[step]}
            edge = following[step[0]][step[1]]
            strength *= Fraction(edge.weight)
            chain_steps.append(
                ChainStep(
                    chain=number,
                    step=place,
                    a=step[0],
                    b=step[1],
                    pooled=not led_to,
                    crowded=step[0] in crowded,
                    papers=edge.papers,
                    weight=edge.weight,
                    weight_at_most=edge.weight_at_most,
                    works=works[step][:MOST_STEP_WORKS],
                )
            )
        described.append(
            Chain(nodes=tuple(nodes[node] for node in chain), strength=float(strength), steps=tuple(chain_steps))
        )
    return tuple(described)
