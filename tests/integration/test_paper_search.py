"""Searching papers on a real database."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.services.paper_search import search_papers
from tests import graphs
from tests.bibliography import paper
from tests.properties import on_a_database

PAPERS = [
    paper("1", "Ada", title="GPT3.int8(): Counting Sheep", year=2022, venue="NeurIPS", type="Conference Paper"),
    paper("2", "Ada", title="Programs in C++ for barns", year=2023, venue="ICML", abstract="Graphs of a:b and AND."),
    paper("3", "Bo", title="Graph learning in Ångström", year=2024),
    paper("4", "Bo", title="Learning of barns", year=2021, abstract="We learn from graphs. " * 30),
    paper("5", "Cy", title="机器学习方法"),
]


def found(graph: Graph, text: str, **filters: object) -> list[str]:
    return [each.paper_id for each in search_papers(graph, text=text, **filters).papers]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("GPT3.int8()", ["one:1"]),
        ("C++", ["one:2"]),
        ("a:b", ["one:2"]),
        ("graphs AND", ["one:2", "one:4"]),
        ("angstrom", ["one:3"]),
        ("Ångström", ["one:3"]),
        ('"graph learning"', ["one:3"]),
        ("learn graph", ["one:3", "one:4"]),
        ("学习", ["one:5"]),
        ("barn", ["one:2", "one:4"]),
        ('barns"', ["one:2", "one:4"]),
        ("barns OR sheep", []),
        ("title:barns", []),
        ("bar*", []),
    ],
)
def test_all_words_are_found_and_special_signs_are_plain_text(graph: Graph, text: str, ids: list[str]) -> None:
    graphs.put(graph, PAPERS)
    assert sorted(found(graph, text)) == ids


def test_formulas_and_greek_words_are_found_however_they_are_printed(graph: Graph) -> None:
    carbon = ["CO2", "CO<sub>2</sub>", "CO-2", "$CO_2$", "CO$_2$"]
    titles = [*carbon, "H<sub>2</sub>O", "H$_2$O", "Σίσυφος", "ΣΊΣΥΦΟΣ", "CO"]
    graphs.put(graph, [paper(f"{place}", "Ada", title=f"On {title} here") for place, title in enumerate(titles)])
    assert sorted(found(graph, "CO2")) == sorted(found(graph, "co₂")) == [f"one:{place}" for place in range(5)]
    assert sorted(found(graph, '"CO2 here"')) == [f"one:{place}" for place in range(5)]
    assert sorted(found(graph, "H2O")) == ["one:5", "one:6"]
    assert sorted(found(graph, "σίσυφος")) == sorted(found(graph, "ΣΊΣΥΦΟΣ")) == ["one:7", "one:8"]


@on_a_database(10)
@given(st.lists(st.sampled_from([*r'+-&|!(){}[]^"~*?:\/ ', "a", "B", "OR", "ü", "学", "1"]), max_size=20).map("".join))
def test_no_text_is_an_error_of_the_database(graph: Graph, text: str) -> None:
    with contextlib.suppress(InvalidArgument):
        search_papers(graph, text=text)


def test_filters_keep_what_the_work_shows(graph: Graph) -> None:
    graphs.put(graph, PAPERS)
    graphs.put(graph, [paper("x", "Dee", title="Barns of another source", year=2023)], "two")

    assert found(graph, "barns", since=2022) == ["two:x", "one:2"] or found(graph, "barns", since=2022) == [
        "one:2",
        "two:x",
    ]
    assert found(graph, "barns", until=2021) == ["one:4"]
    assert found(graph, "barns", venue="International Conference on Machine Learning") == ["one:2"]
    assert found(graph, "barns", source="two") == ["two:x"]
    assert found(graph, "sheep", type="conference paper") == ["one:1"]
    with pytest.raises(NotFound):
        found(graph, "barns", venue="ICMM")


def test_pages_have_each_work_once_in_one_order(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.services.paper_search._HITS", (3, 12, 100))
    graphs.put(graph, [paper(f"{n:02}", "Ada", title="Barns" + " again" * (n % 3), year=2000 + n) for n in range(30)])
    whole = found(graph, "barns", limit=100)
    pages: list[str] = []
    after: str | None = None
    while True:
        page = search_papers(graph, text="barns", limit=4, after=after)
        pages += [each.paper_id for each in page.papers]
        if page.next is None:
            break
        after = page.next
    assert pages == whole
    assert len(set(whole)) == 30
    assert not page.sampled


def test_a_search_that_looks_at_a_part_says_so(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.services.paper_search._HITS", (3,))
    graphs.put(graph, [paper(f"{n:02}", "Ada", title="Barns", year=2000 + n) for n in range(5)])
    answer = search_papers(graph, text="barns")
    assert (len(answer.papers), answer.sampled, answer.truncated) == (3, True, True)


def test_what_was_found_is_marked(graph: Graph) -> None:
    graphs.put(graph, PAPERS)
    [first] = [each for each in search_papers(graph, text="learn graphs").papers if each.paper_id == "one:4"]
    assert [first.title[mark.start : mark.end] for mark in first.title_marks] == ["Learning"]
    assert first.snippet is not None
    assert {first.snippet[mark.start : mark.end] for mark in first.snippet_marks} == {"learn", "graphs"}


def test_a_work_of_two_sources_is_found_once(graph: Graph) -> None:
    for source in ("one", "two"):
        graphs.put(graph, [paper("1", "Ada Ray", title="Sheep of the Meadow", year=2020, venue="ICML")], source)
    [work] = search_papers(graph, text="meadow").papers
    assert {row.source for row in work.rows} == {"one", "two"}


@pytest.mark.parametrize("text", ["", '"', "the of", "x" * 1_001, "a1 " * 31])
def test_a_text_that_is_no_search_is_refused(graph: Graph, text: str) -> None:
    with pytest.raises(InvalidArgument):
        search_papers(graph, text=text)


def test_years_in_the_wrong_order_and_unknown_sources_are_no_empty_answers(graph: Graph) -> None:
    graphs.put(graph, PAPERS, "one")
    with pytest.raises(InvalidArgument, match="earlier year first"):
        search_papers(graph, text="barns", since=2024, until=2020)
    with pytest.raises(NotFound, match="no source is named 'two'") as raised:
        search_papers(graph, text="barns", source="two")
    assert raised.value.near == ("one",)


def test_a_cursor_belongs_to_its_question(graph: Graph) -> None:
    graphs.put(graph, PAPERS)
    following = search_papers(graph, text="barns", limit=1).next
    for text, cursor in (("sheep", following), ("barns", "forged")):
        with pytest.raises(InvalidArgument):
            search_papers(graph, text=text, after=cursor)
