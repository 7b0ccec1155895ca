"""Coauthor services on a real database against plain Python and NetworkX over the same records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import fsum, log
from typing import TYPE_CHECKING, Any

import neo4j
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord
from graphapp.results import CoauthorEdge, CoauthorNeighborhood
from graphapp.rules.names import parse_name
from graphapp.services.neighborhoods import (
    MOST_STEP_WORKS,
    coauthor_graph,
    coauthor_neighborhood,
    collaboration_path,
    likely_collaborators,
)
from tests.conftest import EMPTY

if TYPE_CHECKING:
    from tests.conftest import Database

# --- The same records in plain Python --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paper row; rows with one `work` carry one DOI, so that they state one work."""

    work: int
    source: str = "dblp"
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    complete: bool = True
    positions: bool = True

    @property
    def paper_id(self) -> str:
        return f"{self.source}:w{self.work:03}"

    @property
    def author_ids(self) -> frozenset[str]:
        return frozenset(row_id(printed, self.source) for printed in self.authors)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key_of(printed) for printed in self.authors)

    def record(self) -> PaperRecord:
        people = [*((name, "author") for name in self.authors), *((name, "editor") for name in self.editors)]
        return PaperRecord(
            place=self.paper_id,
            paper_id=f"w{self.work:03}",
            title=f"Work {self.work:03}",
            doi=f"10.1000/{self.work}",
            year=self.year,
            venue=self.venue,
            authors_complete=self.complete,
            authorships=tuple(
                Authorship(printed_name=name, position=place if self.positions else None, role=role)  # type: ignore[arg-type]
                for place, (name, role) in enumerate(people, 1)
            ),
        )


def row_id(printed: str, source: str) -> str:
    return f"{source}:{printed}"


def key_of(printed: str) -> str:
    name = parse_name(printed, homonym_numbers=True)
    assert name is not None
    return name.name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    since: int | None = None
    until: int | None = None
    venue: str | None = None
    max_authors: int | None = None
    min_joint: int = 1


class World:
    """What the services must say of the rows, computed as naively as can be."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.shown: dict[int, Row] = {}
        for row in sorted(rows, key=lambda row: (not row.complete, row.source != "dblp")):
            self.shown.setdefault(row.work, row)
        self.ids: defaultdict[str, set[str]] = defaultdict(set)
        self.key_of_id: dict[str, str] = {}
        for row in rows:
            for printed in (*row.authors, *row.editors):
                self.ids[key_of(printed)].add(row_id(printed, row.source))
                self.key_of_id[row_id(printed, row.source)] = key_of(printed)

    def n(self, work: int) -> int:
        return len(self.shown[work].authors)

    def admits(self, work: int, filters: Filters) -> bool:
        year, venue = self.shown[work].year, self.shown[work].venue
        return (
            (filters.since is None or (year is not None and year >= filters.since))
            and (filters.until is None or (year is not None and year <= filters.until))
            and (filters.venue is None or venue == filters.venue)
        )

    def pairs(self, filters: Filters = Filters()) -> dict[tuple[str, str], set[int]]:
        """Ordered pairs of keys -> joint works; both orders."""
        pairs: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for row in self.rows:
            if self.admits(row.work, filters) and (
                filters.max_authors is None or self.n(row.work) <= filters.max_authors
            ):
                for a in row.keys:
                    for b in row.keys - {a}:
                        pairs[a, b].add(row.work)
        return {pair: works for pair, works in pairs.items() if len(works) >= filters.min_joint}

    def edge(self, a: str, b: str, works: set[int]) -> tuple[str, str, int, float, int | None, int | None]:
        weight = fsum(1 / (max(self.n(work), 2) - 1) for work in works)
        years = [year for work in works if (year := self.shown[work].year) is not None]
        return (min(a, b), max(a, b), len(works), weight, min(years, default=None), max(years, default=None))

    def skipped(self, nearer: set[str], filters: Filters) -> int:
        if filters.max_authors is None:
            return 0
        return len(
            {
                row.work
                for row in self.rows
                if row.keys & nearer and self.admits(row.work, filters) and self.n(row.work) > filters.max_authors
            }
        )

    def names(self, filters: Filters = Filters()) -> Any:
        graph = nx.Graph()
        graph.add_nodes_from(self.ids)
        graph.add_edges_from(self.pairs(filters))
        return graph

    def author_rows(self) -> Any:
        graph = nx.Graph()
        graph.add_nodes_from(self.key_of_id)
        graph.add_edges_from(pair for row in self.rows for pair in combinations(row.author_ids, 2))
        return graph

    def fewest_changes(self, chain: Sequence[str]) -> int:
        """How often a chain of names must change from one row of a name to another."""
        rows = self.author_rows()
        cost = dict.fromkeys(self.ids[chain[0]], 0)
        for a, b in pairwise(chain):
            change = min(cost.values()) + 1
            # The end may be any row of its name; a change within it is never needed.
            best: dict[str, int] = {}
            for before in self.ids[a]:
                for after in self.ids[b] & set(rows[before]):
                    reached = min(cost.get(before, change), change)
                    best[after] = min(best.get(after, reached), reached)
            cost = best
        return min(cost.values())


def put(graph: Graph, rows: Sequence[Row]) -> World:
    for source in sorted({row.source for row in rows}):
        report = load(graph, [row.record() for row in rows if row.source == source], source=source)
        assert report.rejected == 0
    return World(rows)


def plain(edges: Sequence[CoauthorEdge]) -> list[tuple[str, str, int, float, int | None, int | None]]:
    return [(edge.a, edge.b, edge.papers, edge.weight, edge.first_year, edge.last_year) for edge in edges]


# --- Any graph -------------------------------------------------------------------------------------------------------

PRINTED = [
    "Ada",
    "ADA",
    "Ada 0001",
    "Bo",
    "Bo 0002",
    "Cy",
    "Dee",
    "DEE",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kim",
    "Lou",
]


@st.composite
def rows_of_works(draw: st.DrawFn) -> list[Row]:
    """Sparse enough for chains, rich in doubled names, second rows and unknown years."""
    rows = []
    for work in range(draw(st.integers(8, 16))):
        for source in draw(st.sampled_from([["dblp"], ["dblp"], ["acl"], ["dblp", "acl"]])):
            rows.append(
                Row(
                    work=work,
                    source=source,
                    authors=tuple(draw(st.lists(st.sampled_from(PRINTED), min_size=1, max_size=3))),
                    editors=tuple(draw(st.lists(st.sampled_from(PRINTED), max_size=1))),
                    year=draw(st.sampled_from([None, 2018, 2019, 2020])),
                    venue=draw(st.sampled_from([None, "NeurIPS", "ICML"])),
                    complete=draw(st.booleans()),
                    positions=draw(st.booleans()),
                )
            )
    return rows


ANY_FILTERS = st.sampled_from(
    [
        Filters(),
        Filters(since=2019),
        Filters(until=2019, max_authors=3),
        Filters(since=2018, until=2020, min_joint=2),
        Filters(max_authors=2),
    ]
)
ON_A_DATABASE = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def emptied(database: Database, graph: Graph) -> Iterator[Any]:
    """Empties the database between the examples of one test."""
    with neo4j.GraphDatabase.driver(database.uri, auth=(database.user, database.password)) as driver:

        def empty() -> Graph:
            with driver.session(database="neo4j") as session:
                session.run(EMPTY).consume()
            return graph

        yield empty


@ON_A_DATABASE
@given(rows=rows_of_works(), filters=ANY_FILTERS, hops=st.integers(1, 3))
def test_neighborhoods_of_any_graph(emptied: Any, rows: list[Row], filters: Filters, hops: int) -> None:
    graph = emptied()
    world = put(graph, rows)
    pairs, network = world.pairs(filters), world.names(filters)
    for key in world.ids:
        found = coauthor_neighborhood(
            graph,
            name=key,
            hops=hops,
            since=filters.since,
            until=filters.until,
            max_authors=filters.max_authors,
            min_joint=filters.min_joint,
            limit=None,
            with_links=True,
            with_papers=True,
        )
        distances = nx.single_source_shortest_path_length(network, key, cutoff=hops)
        expected = []
        for other, distance in distances.items():
            _, _, papers, weight, first, last = world.edge(key, other, pairs.get((key, other), set()))
            near = distance == 1
            shown = (papers, weight, first, last) if near else (0, None, None, None)
            if distance:
                expected.append((distance, -papers if near else 0, -weight if near else 0, other, shown))
        assert [
            (node.distance, node.key, (node.joint_papers, node.weight, node.first_year, node.last_year))
            for node in found.nodes
        ] == [(distance, other, shown) for distance, _, _, other, shown in sorted(expected)]
        assert {node.key: set(node.author_ids) for node in found.nodes} == {
            other: world.ids[other] for other, distance in distances.items() if distance
        }
        assert plain(found.edges) == sorted(
            world.edge(a, b, works) for (a, b), works in pairs.items() if a < b and {a, b} <= distances.keys()
        )
        for edge in found.edges:
            assert edge.works is not None
            listed = [(work.work_id, work.year, work.venue) for work in edge.works]
            assert set(listed) == {listed_work(world, work) for work in pairs[edge.a, edge.b]}
        assert found.skipped_papers == world.skipped({k for k, d in distances.items() if d < hops}, filters)
        assert not found.truncated


def listed_work(world: World, work: int) -> tuple[str, int | None, str | None]:
    ids = [row.paper_id for row in world.rows if row.work == work]
    return (min(ids), world.shown[work].year, world.shown[work].venue)


@ON_A_DATABASE
@given(rows=rows_of_works())
def test_neighborhoods_of_any_author_row(emptied: Any, rows: list[Row]) -> None:
    graph = emptied()
    world = put(graph, rows)
    for author_id, key in world.key_of_id.items():
        joint: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            if author_id in row.author_ids:
                for other in row.keys - {key}:
                    joint[other].add(row.work)
        found = coauthor_neighborhood(graph, author_id=author_id, limit=None)
        assert plain(found.edges) == sorted(world.edge(key, other, works) for other, works in joint.items())
        assert found.center.author_ids == (author_id,)


@ON_A_DATABASE
@given(rows=rows_of_works(), k=st.integers(1, 5))
def test_chains_of_any_graph(emptied: Any, rows: list[Row], k: int) -> None:
    graph = emptied()
    world = put(graph, rows)
    pairs, network, row_network = world.pairs(), world.names(), world.author_rows()
    for a, b in combinations(sorted(world.ids), 2):
        expected = shortest(network, {a}, {b}, k)
        found = collaboration_path(graph, a=a, b=b, k=k, limit=1_000)
        assert [tuple(node.key for node in chain.nodes) for chain in found.chains] == expected
        assert found.distance == (len(expected[0]) - 1 if expected else None)
        assert found.chain_count == len(expected)
        for chain in found.chains:
            assert [step.papers for step in chain.steps] == [len(pairs[step.a, step.b]) for step in chain.steps]
            changes = world.fewest_changes([node.key for node in chain.nodes])
            assert sum(step.pooled for step in chain.steps) == changes
        expected = shortest(row_network, world.ids[a], world.ids[b], k)
        of_rows = collaboration_path(graph, a=a, b=b, k=k, limit=1_000, level="row")
        assert [tuple(node.author_ids[0] for node in chain.nodes) for chain in of_rows.chains] == expected
        assert not any(step.pooled for chain in of_rows.chains for step in chain.steps)


def shortest(network: Any, starts: set[str], goals: set[str], k: int) -> list[tuple[str, ...]]:
    chains = [
        tuple(chain)
        for start in starts
        for goal in goals
        if nx.has_path(network, start, goal)
        for chain in nx.all_shortest_paths(network, start, goal)
    ]
    length = min(map(len, chains), default=0)
    return sorted(chain for chain in chains if len(chain) == length <= k + 1)


@ON_A_DATABASE
@given(rows=rows_of_works())
def test_induced_graphs_and_likely_collaborators_of_any_graph(emptied: Any, rows: list[Row]) -> None:
    graph = emptied()
    world = put(graph, rows)
    pairs, network = world.pairs(), world.names()
    people = sorted(world.ids)[::2] + sorted(world.ids)[1:2]
    if len(people) > 1:
        induced = coauthor_graph(graph, names=people, with_papers=True)
        assert [node.key for node in induced.nodes] == people
        assert plain(induced.edges) == sorted(
            world.edge(a, b, works) for (a, b), works in pairs.items() if a < b and {a, b} <= set(people)
        )
        assert all(len(edge.works or ()) == edge.papers for edge in induced.edges)
    for key in world.ids:
        expected = []
        for other, distance in nx.single_source_shortest_path_length(network, key, cutoff=2).items():
            if distance == 2:
                common = sorted(nx.common_neighbors(network, key, other))
                score = fsum(1 / log(network.degree[between]) for between in common)
                expected.append((-round(score, 9), other, len(common)))
        found = likely_collaborators(graph, name=key, limit=None)
        assert [(-c.score, c.key, c.common_coauthors) for c in found.candidates] == sorted(expected)
        assert found.candidate_count == len(expected)


# --- One odd case each -----------------------------------------------------------------------------------------------


def only_edge(found: CoauthorNeighborhood) -> tuple[str, str, int, float, int | None, int | None]:
    [edge] = plain(found.edges)
    return edge


def test_a_paper_of_one_author_has_no_coauthors(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada Lovelace",))])

    found = coauthor_neighborhood(graph, name="Ada Lovelace")

    assert (found.nodes, found.edges, found.truncated, found.node_counts) == ((), (), False, (0,))


def test_a_paper_of_450_authors_counts_in_full_or_is_skipped_and_said_to_be(graph: Graph) -> None:
    crowd = tuple(f"Member {number}" for number in range(450))
    put(graph, [Row(work=1, authors=crowd), Row(work=2, authors=crowd[:2], year=2020)])

    everybody = coauthor_neighborhood(graph, name="Member 0", limit=10)
    few = coauthor_neighborhood(graph, name="Member 0", max_authors=100)

    assert (everybody.node_counts, len(everybody.nodes), everybody.truncated) == ((449,), 10, True)
    assert everybody.nodes[0].key == "member 1"
    assert everybody.nodes[0].weight == 1 + 1 / 449
    assert only_edge(few) == ("member 0", "member 1", 1, 1.0, 2020, 2020)
    assert few.skipped_papers == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li"), positions=False)], (1, 1.0), id="positions are unknown"
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Bo Li"))], (1, 0.5), id="a name is printed twice on a paper"
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Ada Lovelace 0001", "Bo Li"))],
            (1, 0.5),
            id="the centre has two rows on a paper",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Bo Li 0002"))],
            (1, 0.5),
            id="the coauthor has two rows on a paper",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li"), editors=("Cy Young",))], (1, 1.0), id="editors do not count"
        ),
        pytest.param(
            [
                Row(work=1, authors=("Ada Lovelace", "Bo Li", "Cy"), complete=False),
                Row(work=1, source="acl", authors=("Ada Lovelace", "Bo Li", "Cy", "Dee", "Eli"), year=2020),
            ],
            (1, 0.25),
            id="n is that of the row with the complete list",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Cy"), complete=False)],
            (1, 0.5),
            id="n is the number of known authors where no list is complete",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace",)), Row(work=1, source="acl", authors=("Ada Lovelace", "Bo Li"))],
            (1, 1.0),
            id="n is two at least, though the preferred row names one author",
        ),
        pytest.param(
            [
                Row(work=1, authors=("Ada Lovelace", "Bo Li")),
                Row(work=1, source="acl", authors=("ADA LOVELACE", "bo li")),
                Row(work=2, authors=("Ada Lovelace 0001", "BO LI", "Cy")),
            ],
            (2, 1.5),
            id="rows of one work count once, rows of one name together",
        ),
    ],
)
def test_joint_works_and_their_weight(graph: Graph, rows: list[Row], expected: tuple[int, float]) -> None:
    put(graph, rows)

    found = coauthor_neighborhood(graph, name="ada lovelace")
    back = coauthor_neighborhood(graph, name="bo li")

    [node] = [node for node in found.nodes if node.key == "bo li"]
    [same] = [node for node in back.nodes if node.key == "ada lovelace"]
    assert (node.joint_papers, node.weight) == expected
    assert (same.joint_papers, same.weight) == expected
    assert "ada lovelace" not in [node.key for node in found.nodes]


def test_two_names_on_different_rows_of_a_work_are_not_joint(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Cy")), Row(work=1, source="acl", authors=("Bo", "Cy"))])

    assert [node.key for node in coauthor_neighborhood(graph, name="Ada").nodes] == ["cy"]


def test_filters_hold_for_every_step(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Bo"), year=2020, venue="NeurIPS"),
        Row(work=2, authors=("Bo", "Cy"), year=2010, venue="NeurIPS"),
        Row(work=3, authors=("Bo", "Dee"), year=2020, venue="ICML"),
        Row(work=4, authors=("Bo", "Eli"), venue="NeurIPS"),
    ]
    put(graph, rows)

    def keys(**filters: Any) -> list[str]:
        return [node.key for node in coauthor_neighborhood(graph, name="Ada", hops=2, **filters).nodes]

    assert keys() == ["bo", "cy", "dee", "eli"]
    assert keys(since=2015) == ["bo", "dee"]
    assert keys(venue="NIPS") == ["bo", "cy", "eli"]
    assert keys(venue="Proceedings of ICML 2020") == []


def test_the_center_may_be_all_names_that_look_alike(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Jürgen Groß", "Bo")), Row(work=2, authors=("Jurgen Gross", "Bo", "Cy"))])

    found = coauthor_neighborhood(graph, name="Jürgen Gross", match="fold", hops=2)

    assert found.center.key == "jurgen gross"
    assert found.center.author_ids == ("dblp:Jurgen Gross", "dblp:Jürgen Groß")
    assert [(node.key, node.joint_papers, node.weight) for node in found.nodes] == [("bo", 2, 1.5), ("cy", 1, 0.5)]


def test_a_node_shows_the_spelling_of_the_most_papers(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "BO")), Row(work=2, authors=("Cy", "Bo")), Row(work=3, authors=("Bo",))])

    assert coauthor_neighborhood(graph, name="Ada").nodes[0].name == "Bo"


def test_joint_papers_stand_in_the_order_of_a_cluster_page(graph: Graph) -> None:
    rows = [Row(work=work, authors=("Ada", "Bo"), year=year) for work, year in enumerate([None, 2019, 2021, 2021])]
    put(graph, rows)

    [edge] = coauthor_neighborhood(graph, name="Ada", with_papers=True).edges
    [step] = collaboration_path(graph, a="Ada", b="Bo").chains[0].steps

    assert edge.works is not None
    assert [work.title for work in edge.works] == ["Work 002", "Work 003", "Work 001", "Work 000"]
    assert step.works == edge.works


def test_a_step_shows_its_newest_works_and_counts_all(graph: Graph) -> None:
    put(graph, [Row(work=work, authors=("Ada", "Bo")) for work in range(MOST_STEP_WORKS + 5)])

    [step] = collaboration_path(graph, a="Ada", b="Bo").chains[0].steps

    assert (step.papers, len(step.works)) == (MOST_STEP_WORKS + 5, MOST_STEP_WORKS)


def test_a_step_that_changes_the_row_of_a_name_is_pooled(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Wei Wang 0001")),
        Row(work=2, authors=("Wei Wang 0002", "Bo")),
        Row(work=3, authors=("Bo", "Cy")),
    ]
    put(graph, rows)

    [chain] = collaboration_path(graph, a="Ada", b="Cy").chains
    of_rows = collaboration_path(graph, a="Ada", b="Cy", level="row")

    assert [(step.a, step.b, step.pooled) for step in chain.steps] == [
        ("ada", "wei wang", False),
        ("wei wang", "bo", True),
        ("bo", "cy", False),
    ]
    assert (of_rows.distance, of_rows.chains, of_rows.chain_count) == (None, (), 0)


def test_no_chain_within_k_is_an_answer(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo")), Row(work=2, authors=("Bo", "Cy")), Row(work=3, authors=("Dee",))])

    near, far, apart = (
        collaboration_path(graph, a="Ada", b="Cy", k=2),
        collaboration_path(graph, a="Ada", b="Cy", k=1),
        collaboration_path(graph, a="Ada", b="Dee", k=12),
    )

    assert near.distance == 2
    assert (far.distance, far.chains, far.chain_count, far.truncated) == (None, (), 0, False)
    assert apart.distance is None


def test_chains_beyond_the_limit_are_counted(graph: Graph) -> None:
    between = [f"Between {number}" for number in range(9)]
    put(
        graph,
        [Row(work=number, authors=("Ada", name, "Cy")[:2]) for number, name in enumerate(between)]
        + [Row(work=100 + number, authors=(name, "Cy")) for number, name in enumerate(between)],
    )

    found = collaboration_path(graph, a="Ada", b="Cy", limit=4)

    assert [chain.nodes[1].key for chain in found.chains] == [f"between {number}" for number in range(4)]
    assert (found.chain_count, found.truncated) == (9, True)


def test_an_induced_graph_keeps_those_who_wrote_with_nobody(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo", "Cy")), Row(work=2, authors=("Dee",))])

    found = coauthor_graph(graph, names=["Dee", "Cy", "ADA", "Ada"])

    assert [node.name for node in found.nodes] == ["Dee", "Cy", "Ada"]
    assert plain(found.edges) == [("ada", "cy", 1, 0.5, None, None)]


def test_likely_collaborators_name_the_rarest_common_coauthors(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Rare")),
        Row(work=2, authors=("Rare", "Bo")),
        Row(work=3, authors=("Ada", "Hub")),
        Row(work=4, authors=("Hub", "Bo")),
        Row(work=5, authors=("Hub", "Cy")),
    ]
    put(graph, rows)

    found = likely_collaborators(graph, name="Ada", limit=1)

    [first] = found.candidates
    assert (first.name, first.common_coauthors, first.examples) == ("Bo", 2, ("Rare", "Hub"))
    assert first.score == round(1 / log(2) + 1 / log(3), 9)
    assert (found.candidate_count, found.truncated) == (2, True)


def test_a_name_is_data_whatever_stands_in_it(graph: Graph) -> None:
    strange = 'x"} MATCH (n) DETACH DELETE n // $key `'
    put(graph, [Row(work=1, authors=(strange, "Bo"))])

    assert coauthor_neighborhood(graph, name=strange).node_counts == (1,)
    assert collaboration_path(graph, a=strange, b="Bo").distance == 1


# --- What cannot be meant --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"name": "Ada", "hops": 0}, "hops from 1 to 3"),
        ({"name": "Ada", "hops": 9}, "hops from 1 to 3"),
        ({"name": "Ada", "since": 2020, "until": 2019}, "earlier year first"),
        ({"name": "Ada", "min_joint": 0}, "min_joint of 1 or more"),
        ({"name": "Ada", "max_authors": 1}, "2 or more"),
        ({"name": "Ada", "limit": 0}, "positive number"),
        ({"name": "Ada", "match": "like"}, "'exact' or 'fold'"),
        ({"name": ""}, "no letter or digit"),
        ({"name": "x" * 1_000_000}, "characters is none"),
        ({"name": "Ada", "venue": " "}, "no name of a venue"),
        ({}, "either a name or an author_id"),
        ({"name": "Ada", "author_id": "dblp:Ada"}, "either a name or an author_id"),
        ({"author_id": "dblp:Ada", "match": "fold"}, "goes with a name"),
    ],
)
def test_a_neighborhood_that_cannot_be_meant(graph: Graph, arguments: dict[str, Any], sentence: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(InvalidArgument, match=sentence):
        coauthor_neighborhood(graph, **arguments)


@pytest.mark.parametrize(
    "arguments", [{"name": "Nobody"}, {"author_id": "dblp:Nobody"}, {"name": "Ada", "venue": "Nowhere"}]
)
def test_a_neighborhood_of_what_is_not_there(graph: Graph, arguments: dict[str, Any]) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(NotFound):
        coauthor_neighborhood(graph, **arguments)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"a": "Ada", "b": "ADA"}, "are one name"),
        ({"a": "Ada", "b": "Bo", "k": 0}, "a k from 1 to 12"),
        ({"a": "Ada", "b": "Bo", "k": 13}, "a k from 1 to 12"),
        ({"a": "Ada", "b": "Bo", "limit": 0}, "positive number"),
        ({"a": "Ada", "b": "Bo", "level": "person"}, "'name' or 'row'"),
        ({"a": "", "b": "Bo"}, "no letter or digit"),
    ],
)
def test_a_chain_that_cannot_be_meant(graph: Graph, arguments: dict[str, Any], sentence: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(InvalidArgument, match=sentence):
        collaboration_path(graph, **arguments)


def test_an_induced_graph_needs_people_who_are_there(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada Lovelace", "Bo"))])

    with pytest.raises(NotFound, match="'Ada Lovelac', 'Nobody'") as missing:
        coauthor_graph(graph, names=["Bo", "Ada Lovelac", "Nobody"])
    assert missing.value.near == ("Ada Lovelace",)
    with pytest.raises(InvalidArgument, match="two different names"):
        coauthor_graph(graph, names=["Bo", "BO"])
    with pytest.raises(InvalidArgument, match="at most 200"):
        coauthor_graph(graph, names=[f"Name {number}" for number in range(201)])


# --- How the server finds it -----------------------------------------------------------------------------------------

PLANS: dict[str, dict[str, Any]] = {
    "author_rows": {"property": "name_key", "values": ["ada"]},
    "coauthors": {"property": "name_key", "values": ["ada"], "with_rows": True},
    "coauthor_works": {
        "property": "name_key",
        "values": ["ada"],
        "shown": "name_key",
        "rows_of": "all",
        "since": None,
        "until": None,
        "venue_id": None,
        "max_authors": None,
    },
    "joint_rows": {"pairs": [{"a": ["dblp:Ada"], "b": ["dblp:Bo"]}]},
    "joint_works": {"work_ids": ["dblp:w001"]},
}


@pytest.mark.parametrize("name", PLANS)
def test_people_and_works_are_found_through_indexes(graph: Graph, name: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    plan = graph.plan(load_query(f"read/{name}"), **PLANS[name])

    assert not [operator for operator in operators(plan) if "Scan" in operator]


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)
