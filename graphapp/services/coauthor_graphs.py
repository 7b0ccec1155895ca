"""Who wrote with whom in a network: among given people, or among the most active names of a source, a venue, or all.

`joint_works` defines joint works and their weights, `graphapp.measures` communities and centralities. A scope is the
paper rows of some sources, of works that appeared at a venue, from a year on; only these rows say who wrote a work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_whole, texts_of
from graphapp.measures import SOURCES, CentralityName, centralities, communities
from graphapp.queries import Query, load_query
from graphapp.results.coauthors import CoauthorEdge, CoauthorGraph, Community, NetworkNode
from graphapp.results.names import NameNode
from graphapp.services.author_rows import missing_number, name_nodes, readings_of
from graphapp.services.joint_works import JointWorks, SharedWork, Works, edges_of, with_works
from graphapp.services.near_names import near_names
from graphapp.services.source_records import asked_sources
from graphapp.services.venue_names import asked_venue_id, find_venue
from graphapp.services.whole import TornAnswer, whole_answers
from graphapp.services.years import check_years

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NETWORK_NAMES: Final = load_query("read/network_names")
_NAMES_BY_AUTHORSHIPS: Final = load_query("read/names_by_authorships")
_NETWORK_SIZE: Final = load_query("read/network_size")
_NETWORK_SIZE_OF_ALL: Final = load_query("read/network_size_of_all")
_NETWORK_WORKS: Final = load_query("read/network_works")
_PEOPLE_DRAWN: Final = load_query("browser/coauthor_graph")
_NETWORK_DRAWN: Final = load_query("browser/coauthor_network")

MOST_PEOPLE: Final = 200
"""Maximum number of given names."""
MOST_NAMES: Final = 1_000
"""Maximum of `largest`."""
_LARGEST: Final = 100
_CANDIDATES: Final = 2
"""How many names are counted for each that is shown: the most authorships need not be the most works."""
_READ_AT_ONCE: Final = 100
_MOST_DRAWN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """The paper rows that count; None is no filter."""

    sources: Sequence[str] | None
    venue_id: str | None
    since: int | None

    @property
    def is_everything(self) -> bool:
        return self.sources is None and self.venue_id is None and self.since is None

    def parameters(self) -> dict[str, Any]:
        return {"sources": self.sources, "venue_id": self.venue_id, "since": self.since}


@dataclass(frozen=True, slots=True, kw_only=True)
class _NetworkWorks:
    """The works of some names, once per paper row."""

    works: list[SharedWork]
    torn: bool
    """Whether a paper row lacks authors or its venue."""


@whole_answers
def coauthor_graph(
    graph: Graph,
    *,
    names: Sequence[str] = (),
    sources: Sequence[str] = (),
    venue: str | None = None,
    since: int | None = None,
    everything: bool = False,
    min_works: int = 1,
    largest: int = _LARGEST,
    with_centralities: Sequence[CentralityName] = (),
    with_papers: bool = False,
) -> CoauthorGraph:
    """The network of joint works among 2 to 200 names or, without `names`, among those with the most works of a scope.

    The scope is the works that `sources` state, that appeared at `venue`, from `since` on; a work without a year is
    before every year. `everything` asks for the whole graph instead. Of the scope's names the `largest` (1 to 1,000)
    with the most works are shown, those with at least `min_works`; the answer says how many there are. Given names are
    all shown, also those without a work.

    `with_centralities` adds `degree`, `betweenness` or both to the nodes; `with_papers` lists the works of each edge. A
    name given in several spellings of one exact cluster is one node. Raises NotFound, with all names that no author row
    carries, for a venue at which nothing appeared and for a source that is not loaded; InvalidArgument for fewer than
    two or too many names, for neither names nor a scope, and for numbers out of range.
    """
    names = texts_of(names, "names")
    asked_of = asked_sources(graph, sources)
    _check(names, asked_of, venue, since, everything, min_works, largest, with_centralities)
    scope = _Scope(
        sources=asked_of,
        venue_id=None if venue is None else find_venue(graph, venue),
        since=since,
    )
    name_count, truncated = None, False
    numbers_missing: list[str] = []
    if names:
        nodes, numbers_missing = _asked_nodes(graph, names)
        works_of, joint = _network(graph, list(nodes), list(nodes), scope)
    else:
        works, truncated = _most_works(graph, scope, min_works, largest)
        nodes = name_nodes(graph, keys=list(works))
        works_of, joint = _network(graph, list(works), list(works), scope)
        if scope.is_everything:
            [size] = graph.read(_NETWORK_SIZE_OF_ALL, dict[str, int])
        else:
            [size] = graph.read(_NETWORK_SIZE, dict[str, int], **scope.parameters())
        name_count = size["name_count"]
    edges = edges_of(joint)
    found = _measured(nodes, works_of, edges, with_centralities)
    return CoauthorGraph(
        nodes=found,
        edges=tuple(with_works(graph, edges, joint) if with_papers else edges),
        communities=_communities(found),
        sources=tuple(scope.sources or ()),
        venue=scope.venue_id,
        since=since,
        missing_numbers=tuple(numbers_missing),
        name_count=name_count,
        truncated=truncated,
        centralities={name: SOURCES[name] for name in with_centralities} if with_centralities else None,
    )


def coauthor_graph_query(
    *,
    names: Sequence[str] = (),
    sources: Sequence[str] = (),
    venue: str | None = None,
    since: int | None = None,
    largest: int = _LARGEST,
    **_: object,
) -> tuple[Query, dict[str, Any]]:
    """The query that draws a graph of coauthors in Neo4j Browser, with its parameters; at most 100 names of a scope."""
    if names:
        return _PEOPLE_DRAWN, {"names": [readings_of(name)[0].name_key for name in names]}
    return _NETWORK_DRAWN, {
        "sources": list(sources) or None,
        "venue_id": None if venue is None else asked_venue_id(venue),
        "since": since,
        "limit": min(largest, _MOST_DRAWN),
    }


def _check(
    names: Sequence[str],
    sources: Sequence[str] | None,
    venue: str | None,
    since: int | None,
    everything: bool,
    min_works: int,
    largest: int,
    with_centralities: Sequence[str],
) -> None:
    check_years(since)
    check_whole(min_works=min_works, largest=largest)
    if len(names) > MOST_PEOPLE:
        raise InvalidArgument(f"{len(names):,} names are too many for one graph; give at most {MOST_PEOPLE}")
    scoped = sources is not None or venue is not None or since is not None
    if everything and (scoped or names):
        raise InvalidArgument("the network of everything has no other limits; leave them or `all` out")
    if not (names or scoped or everything):
        raise InvalidArgument("a network needs two names or more, a source, a venue, a first year, or `all`")
    if names and (min_works, largest) != (1, _LARGEST):
        raise InvalidArgument("given names are all shown; min_works and largest are for a network without names")
    if min_works < 1:
        raise InvalidArgument(f"every name in a network has works; give a min_works of 1 or more, not {min_works}")
    if not 1 <= largest <= MOST_NAMES:
        raise InvalidArgument(f"a network shows 1 to {MOST_NAMES:,} names, not {largest:,}; give such a `largest`")
    for name in with_centralities:
        if name not in SOURCES:
            raise InvalidArgument(f"{name!r} is no centrality that is computed; give {' or '.join(SOURCES)}")


def _asked_nodes(graph: Graph, names: Sequence[str]) -> tuple[dict[str, NameNode], list[str]]:
    """The nodes of given names by their keys, in the order of the names, and the names whose number no row has."""
    readings = {name: readings_of(name) for name in names}
    asked = dict.fromkeys(reading.name_key for found in readings.values() for reading in found)
    nodes = name_nodes(graph, keys=list(asked))
    missing = [name for name, found in readings.items() if not any(reading.name_key in nodes for reading in found)]
    if missing:
        raise NotFound(
            f"no author row is named {', '.join(repr(name[:100]) for name in missing)}",
            near=near_names(graph, readings[missing[0]][0]),
        )
    meant = {name: next(reading for reading in found if reading.name_key in nodes) for name, found in readings.items()}
    keys = dict.fromkeys(reading.name_key for reading in meant.values())
    if len(keys) < 2:
        raise InvalidArgument("a graph of coauthors needs two different names or more")
    numbers_missing = [
        name
        for name, reading in meant.items()
        if missing_number(graph, reading, author_ids=nodes[reading.name_key].author_ids) is not None
    ]
    return {key: nodes[key] for key in keys}, numbers_missing


def _most_works(graph: Graph, scope: _Scope, min_works: int, largest: int) -> tuple[list[str], bool]:
    """The names with the most works in a scope, and whether others have enough works too.

    Chosen from the names with the most authorships, which are fast to count and never fewer than the works.
    """
    candidates = largest
    works_of: dict[str, int] = {}
    while True:
        candidates *= _CANDIDATES
        if scope.is_everything:
            # The authorships of a whole author row are known without looking at each.
            rows = graph.read(_NAMES_BY_AUTHORSHIPS, dict[str, Any], limit=candidates, sources=None)
        else:
            rows = graph.read(_NETWORK_NAMES, dict[str, Any], limit=candidates, least=min_works, **scope.parameters())
        uncounted = [row["key"] for row in rows if row["key"] not in works_of]
        works_of |= dict.fromkeys(uncounted, 0) | _network(graph, uncounted, [], scope)[0]
        enough = [row["key"] for row in rows if works_of[row["key"]] >= min_works]
        ranked = sorted(enough, key=lambda key: (-works_of[key], key))
        # A name that is not counted comes after the last counted one, in authorships and so in works.
        if len(rows) < candidates or rows[-1]["authorships"] < min_works:
            return ranked[:largest], len(ranked) > largest
        last = (-rows[-1]["authorships"], rows[-1]["key"])
        if len(ranked) > largest and (-works_of[ranked[largest - 1]], ranked[largest - 1]) <= last:
            return ranked[:largest], True


def _network(
    graph: Graph, keys: Sequence[str], network: Sequence[str], scope: _Scope
) -> tuple[dict[str, int], JointWorks]:
    """How many works each of these names has in a scope, and the joint works of each pair in the network.

    The network is these names themselves, or none of them, when only their works count.
    """
    works_of: defaultdict[str, set[str]] = defaultdict(set)
    joint: defaultdict[tuple[str, str], Works] = defaultdict(dict)
    for start in range(0, len(keys), _READ_AT_ONCE):
        portion = keys[start : start + _READ_AT_ONCE]
        [found] = graph.read(
            _NETWORK_WORKS, _NetworkWorks, keys=portion, network=network or portion, **scope.parameters()
        )
        if found.torn:
            raise TornAnswer("a paper of these authors has lost other authors or its venue")
        for work in found.works:
            authors = sorted(set(work.authors))
            for author in authors:
                works_of[author].add(work.work_id)
            if network:
                for pair in combinations(authors, 2):
                    joint[pair][work.work_id] = work
    return {key: len(works) for key, works in works_of.items()}, dict(joint)


def _measured(
    nodes: dict[str, NameNode],
    works_of: dict[str, int],
    edges: Sequence[CoauthorEdge],
    with_centralities: Iterable[CentralityName],
) -> tuple[NetworkNode, ...]:
    """The nodes with their communities, and with the requested centralities."""
    numbers = {key: number for number, key in enumerate(nodes)}
    pairs = [(numbers[edge.a], numbers[edge.b], edge.weight) for edge in edges]
    community_of = {
        member: number for number, members in enumerate(communities(len(nodes), pairs), 1) for member in members
    }
    values = {name: centralities(name, len(nodes), pairs) for name in with_centralities}
    return tuple(
        NetworkNode(
            name=node.name,
            key=node.key,
            author_ids=node.author_ids,
            works=works_of.get(key, 0),
            community=community_of[number],
            degree=values["degree"][number] if "degree" in values else None,
            betweenness=values["betweenness"][number] if "betweenness" in values else None,
        )
        for number, (key, node) in enumerate(nodes.items())
    )


def _communities(nodes: Iterable[NetworkNode]) -> tuple[Community, ...]:
    """The communities of nodes that know theirs."""
    members: defaultdict[int, list[NetworkNode]] = defaultdict(list)
    for node in nodes:
        members[node.community].append(node)
    return tuple(
        Community(
            number=number,
            size=len(found),
            members=tuple(node.key for node in sorted(found, key=lambda node: (-node.works, node.key))),
        )
        for number, found in sorted(members.items())
    )
