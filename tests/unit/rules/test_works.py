"""Which paper rows state one work: the rules and guards one by one, and all of them against a slow computation."""

from collections import Counter
from itertools import combinations, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import known_traits
from graphapp.rules.works import MOST_YEARS_OF_A_PREPRINT, WorkRow, find_works, why_preferred
from tests.properties import examples


def row(paper_id: str, **fields: object) -> WorkRow:
    stated: dict[str, object] = {
        "paper_id": paper_id,
        "source": paper_id.partition(":")[0],
        "title_key": "a title",
        "year": 2020,
        "type": None,
        "complete": True,
        "venue_id": "icml",
        "venue_kind": "conference",
        "author_keys": ("ada lovelace",),
    }
    identifiers = {name: fields.pop(name) for name in SCHEME_PROPERTIES if name in fields}
    stated["identifiers"] = {name: value for name, value in identifiers.items() if value is not None}
    stated["source_rank"] = known_traits(paper_id.partition(":")[0]).rank
    return WorkRow(**(stated | fields))  # type: ignore[arg-type]


def preprint(paper_id: str, **fields: object) -> WorkRow:
    return row(paper_id, **({"venue_id": "corr", "venue_kind": "preprint server", "year": 2019} | fields))


def together(*rows: WorkRow) -> set[frozenset[str]]:
    """The works of more than one row."""
    works: dict[str, set[str]] = {}
    for paper_id, work_id in find_works(rows).work_of.items():
        works.setdefault(work_id, set()).add(paper_id)
    return {frozenset(ids) for ids in works.values() if len(ids) > 1}


ALL = {frozenset({"a:1", "b:1"})}


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [
        pytest.param({"doi": "10.1/x", "title_key": "one"}, {"doi": "10.1/x", "title_key": "two"}, True, id="DOI"),
        pytest.param({"arxiv_id": "1", "year": 1}, {"arxiv_id": "1", "year": 2}, True, id="arXiv id"),
        pytest.param({}, {}, True, id="title, year, venue and author"),
        pytest.param({}, {"title_key": "another"}, False, id="another title"),
        pytest.param({"title_key": None}, {"title_key": None}, False, id="no title"),
        pytest.param({}, {"year": 2021}, False, id="another year"),
        pytest.param({"year": None}, {"year": None}, False, id="no year"),
        pytest.param({}, {"venue_id": "neurips"}, False, id="another venue"),
        pytest.param({"venue_id": None}, {"venue_id": None}, False, id="no venue"),
        pytest.param({}, {"author_keys": ("wei wang",)}, False, id="no author in common"),
        pytest.param({"author_keys": ()}, {"author_keys": ()}, False, id="no authors"),
    ],
)
def test_two_rows_of_two_sources(a: dict[str, object], b: dict[str, object], joined: bool) -> None:
    assert together(row("a:1", **a), row("b:1", **b)) == (ALL if joined else set())


def test_two_rows_of_one_source_are_never_joined_by_title() -> None:
    assert not together(row("a:1"), row("a:2"))


@pytest.mark.parametrize("other", [{"title_key": "another"}, {"year": 2021}])
def test_the_doi_of_a_volume_joins_nothing(other: dict[str, object]) -> None:
    volume = [row("a:1", doi="10.1/v"), row("a:2", doi="10.1/v", **other), row("b:1", doi="10.1/v", title_key="x")]
    assert not together(*volume)


def test_what_a_source_states_twice_is_joined_with_nothing() -> None:
    assert not together(row("a:1"), row("a:2"), row("b:1"))


def test_a_group_with_two_rows_of_one_source_drops_its_joins_by_title() -> None:
    first, second = row("a:1", author_keys=("ada",)), row("a:2", author_keys=("wei",))
    both = row("b:1", author_keys=("ada", "wei"))
    assert not together(first, second, both)


def test_an_identifier_survives_where_joins_by_title_are_dropped() -> None:
    first = row("a:1", author_keys=("ada",), doi="10.1/x")
    second, both = row("a:2", author_keys=("wei",)), row("b:1", author_keys=("ada", "wei"))
    assert together(first, second, both, row("c:1", doi="10.1/x", year=1999)) == {frozenset({"a:1", "c:1"})}


@pytest.mark.parametrize(("years", "joined"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_a_preprint_is_at_most_two_years_older(years: int, joined: bool) -> None:
    assert MOST_YEARS_OF_A_PREPRINT == 2
    assert bool(together(preprint("a:1", year=2019), row("a:2", year=2019 + years))) is joined


def test_a_preprint_that_may_be_of_two_works_is_of_none() -> None:
    assert not together(preprint("a:0"), row("a:1"), row("a:2", venue_id="neurips"))


def test_two_rows_of_one_work_are_one_candidate_of_a_preprint() -> None:
    assert together(preprint("a:0"), row("a:1"), row("b:1")) == {frozenset({"a:0", "a:1", "b:1"})}


def test_a_preprint_is_recognised_by_its_type_too() -> None:
    assert together(row("a:0", type="Informal or Other Publications", year=2019), row("a:1")) == set()
    assert together(row("a:0", type="Preprint", year=2019), row("a:1")) == {frozenset({"a:0", "a:1"})}


@pytest.mark.parametrize(
    ("rows", "shown", "reason"),
    [
        ([row("a:1", complete=False), row("b:1")], "b:1", "whole author list"),
        ([preprint("a:1", doi="10.1/x"), row("b:1", doi="10.1/x")], "b:1", "published"),
        ([row("arrow:1"), row("dblp:1")], "dblp:1", "fixed order of sources"),
        ([row("zeta:1"), row("alpha:1")], "alpha:1", "fixed order of sources"),
        ([row("a:2", doi="10.1/x"), row("a:1", doi="10.1/x")], "a:1", "smallest"),
        ([row("a:1")], "a:1", "only row"),
    ],
)
def test_the_row_that_shows_a_work_and_why(rows: list[WorkRow], shown: str, reason: str) -> None:
    works = find_works(rows)
    assert set(works.shown_by.values()) == {shown}
    [row] = [row for row in rows if row.paper_id == shown]
    assert reason in why_preferred(row, rows)


def test_a_work_is_named_by_its_smallest_row() -> None:
    assert set(find_works([row("b:1"), row("a:1")]).work_of.values()) == {"a:1"}


rows = st.lists(
    st.builds(
        lambda number, source, title, year, doi, arxiv_id, type, venue, authors: row(
            f"{source}:{number}",
            title_key=title,
            year=year,
            doi=doi,
            arxiv_id=arxiv_id,
            type=type,
            venue_id=venue,
            venue_kind="preprint server" if venue == "corr" else "conference",
            author_keys=tuple(sorted(authors)),
        ),
        st.integers(0, 9),
        st.sampled_from("abc"),
        st.sampled_from(["x", "y", None]),
        st.sampled_from([2019, 2020, 2022, None]),
        st.sampled_from(["10.1/x", "10.1/y", None, None]),
        st.sampled_from(["2101.1", "2101.2", None, None, None]),
        st.sampled_from([None, None, None, "Preprint"]),
        st.sampled_from(["icml", "corr", None]),
        st.sets(st.sampled_from(["ada", "wei"])),
    ),
    max_size=8,
    unique_by=lambda row: row.paper_id,
)


@settings(max_examples=examples(300))
@given(rows)
def test_the_works_are_those_of_a_slow_computation_whatever_the_order(rows: list[WorkRow]) -> None:
    expected = slow_works(rows)
    for order in (rows, rows[::-1], *list(permutations(rows))[:5]):
        works: dict[str, set[str]] = {}
        for paper_id, work_id in find_works(order).work_of.items():
            works.setdefault(work_id, set()).add(paper_id)
        assert {frozenset(ids) for ids in works.values()} == expected
        assert all(work_id == min(ids) for work_id, ids in works.items())


def slow_works(rows: list[WorkRow]) -> set[frozenset[str]]:
    """The rules, pair by pair, on a NetworkX graph."""
    by_id = {row.paper_id: row for row in rows}
    certain = nx.Graph()
    certain.add_nodes_from(by_id)
    titled = nx.Graph(certain)
    for a, b in combinations(rows, 2):
        for name in ("doi", "arxiv_id"):
            value = a.identifiers.get(name)
            if value is not None and value == b.identifiers.get(name) and not of_a_volume(value, name, rows):
                certain.add_edge(a.paper_id, b.paper_id)
        if a.source != b.source and title_pair(a, b, rows):
            titled.add_edge(a.paper_id, b.paper_id)
    while True:
        groups = nx.compose(certain, titled)
        linked = nx.compose(certain, preprint_links(rows, groups))
        doubled = set()
        for group in nx.connected_components(nx.compose(groups, linked)):
            for a, b in combinations(sorted(group), 2):
                if by_id[a].source == by_id[b].source and not nx.has_path(linked, a, b):
                    doubled |= group
        if not doubled:
            return {frozenset(group) for group in nx.connected_components(nx.compose(groups, linked))}
        titled.remove_edges_from([edge for edge in titled.edges if edge[0] in doubled])


def of_a_volume(value: str, name: str, rows: list[WorkRow]) -> bool:
    stating = [row for row in rows if row.identifiers.get(name) == value]
    return any(
        a.source == b.source
        and (
            (a.title_key and b.title_key and a.title_key != b.title_key)
            or (a.year is not None and b.year is not None and a.year != b.year)
        )
        for a, b in combinations(stating, 2)
    )


def title_pair(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    def key(row: WorkRow) -> tuple[object, ...]:
        return (row.title_key, row.year, row.venue_id)

    if None in key(a) or key(a) != key(b):
        return False
    for author in set(a.author_keys) & set(b.author_keys):
        stated = Counter(row.source for row in rows if key(row) == key(a) and author in row.author_keys)
        if stated[a.source] == stated[b.source] == 1:
            return True
    return False


def preprint_links(rows: list[WorkRow], groups: nx.Graph) -> nx.Graph:
    links = nx.Graph()
    by_id = {row.paper_id: row for row in rows}
    components = [frozenset(group) for group in nx.connected_components(groups)]
    of = {paper_id: group for group in components for paper_id in group}
    for group in components:
        pairs = [
            (a, b.paper_id)
            for a in sorted(group)
            for b in rows
            if by_id[a].preprint and not b.preprint and follows(by_id[a], b)
        ]
        candidates = {of[b] for _, b in pairs}
        if any(not by_id[paper_id].preprint for paper_id in group):
            candidates.add(group)
        if len(candidates) == 1:
            links.add_edges_from(pairs)
    return links


def follows(a: WorkRow, b: WorkRow) -> bool:
    return (
        a.title_key is not None
        and a.title_key == b.title_key
        and a.year is not None
        and b.year is not None
        and 0 <= b.year - a.year <= 2
        and bool(set(a.author_keys) & set(b.author_keys))
    )
