"""Coauthors in plain Python: paper rows, and the expected answer of every service, computed in the simplest way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import fsum
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.records import Authorship, PaperRecord
from graphapp.results.coauthors import CoauthorEdge
from graphapp.rules.names import parse_name
from tests.properties import on_a_database


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
            identifiers={"doi": f"10.1000/{self.work}"},
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
    """The expected answers of the services for the rows, computed in the simplest way."""

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
        return len(self.shown[work].author_ids)

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


ON_A_DATABASE = on_a_database(12)
