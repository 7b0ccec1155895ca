"""The shortest chains of collaborations from one name to another.

`joint_works` defines which names have joint works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit
from graphapp.queries import Query, load_query
from graphapp.results.coauthors import Chain, ChainStep, CollaborationPath, Level
from graphapp.results.names import NameNode
from graphapp.services.author_rows import author_rows, name_nodes, readings_of
from graphapp.services.joint_works import PersonKey, check_held, list_works, read_coauthors, read_works
from graphapp.services.near_names import node_of_name
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_JOINT_ROWS: Final = load_query("read/joint_rows")
_PATH_DRAWN: Final = load_query("browser/collaboration_path")

MOST_STEPS: Final = 12
MOST_STEP_WORKS: Final = 20
_PERSON_KEYS: Final[dict[Level, PersonKey]] = {"name": "name_key", "row": "author_id"}


@whole_answers
def collaboration_path(
    graph: Graph, *, a: str, b: str, k: int = 6, limit: int = 10, level: Level = "name"
) -> CollaborationPath:
    """The shortest chains of collaborations from the name `a` to the name `b`, of at most `k` steps (1 to 12).

    With `level="row"` every author row is a separate person, chains lead from any row of `a` to any row of `b`, and two
    rows on one paper have a joint work even if their names are equal. With `level="name"` a chain may change from one
    row to another within a name: the step after that is marked `pooled`. `limit` is the maximum number of chains.

    No chain within `k` steps is an answer: `distance` is None and `chains` are empty. Raises NotFound for a name that
    no author row carries, InvalidArgument when both are one name, QueryTooLarge when too many people are nearer than
    the other end.
    """
    if level not in _PERSON_KEYS:
        raise InvalidArgument(f"level is {level!r}; it must be 'name' or 'row'")
    if not 1 <= k <= MOST_STEPS:
        raise InvalidArgument(f"a chain of {k} steps is not searched for; give a k from 1 to {MOST_STEPS}")
    check_limit(limit)
    node_a, node_b = node_of_name(graph, name=a), node_of_name(graph, name=b)
    if node_a.key == node_b.key:
        raise InvalidArgument(f"{a!r} and {b!r} are one name; a chain needs two")
    by = _PERSON_KEYS[level]
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


def path_query(*, a: str, b: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws a chain in Neo4j Browser, with its parameters."""
    return _PATH_DRAWN, {"a": readings_of(a)[0].name_key, "b": readings_of(b)[0].name_key}


def _shortest_chains(graph: Graph, by: PersonKey, start: set[str], goal: set[str], k: int) -> dict[str, set[str]]:
    """The shortest chains from start to goal as each person's successors; empty when none has at most k steps.

    Breadth first from both ends, the smaller frontier first, until they meet; then back from the meeting points.
    """
    sides = ([start], [goal])
    seen = (set(start), set(goal))
    for _ in range(k):
        grown = 0 if len(sides[0][-1]) <= len(sides[1][-1]) else 1
        reached = read_coauthors(graph, by, sides[grown][-1])[0] - seen[grown]
        if not reached:
            return {}
        sides[grown].append(reached)
        seen[grown].update(reached)
        check_held(len(seen[0]) + len(seen[1]))
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


def _pairs_between(graph: Graph, by: PersonKey, some: set[str], others: set[str]) -> Iterator[tuple[str, str]]:
    """The pairs of one person from each set who have joint works."""
    for _, works in read_works(graph, by, sorted(some if len(some) <= len(others) else others)):
        for work in works:
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


def _chain_nodes(graph: Graph, by: PersonKey, people: Collection[str]) -> dict[str, NameNode]:
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
    works = list_works(graph, {step: row["work_ids"] for step, row in found.items()})
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
                    works=works[step][:MOST_STEP_WORKS],
                )
            )
        described.append(Chain(nodes=tuple(nodes[node] for node in chain), steps=tuple(chain_steps)))
    return tuple(described)
