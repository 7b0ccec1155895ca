"""The works of coauthors, from a real database."""

from collections.abc import Collection

import pytest

from graphapp.graph import Graph
from graphapp.services import coauthor_works
from graphapp.services.coauthor_works import CoauthorWorks
from tests.bibliography import paper
from tests.graphs import put

DOI = {"doi": "10.1000/1"}
CROWD = [f"Person {chr(65 + number)}" for number in range(40)]
PAPERS = [
    paper("1", "Ada Quill", "Bo Reed", title="One"),
    paper("2", "Ada Quill", title="Two", identifiers=DOI),
    paper("3", "Ada Quill", *CROWD, title="Three"),
]


@pytest.fixture
def works(graph: Graph) -> CoauthorWorks:
    put(graph, PAPERS)
    put(graph, [paper("2", "ADA Quill", "Bo Reed", title="Two", identifiers=DOI)], "two")
    return CoauthorWorks(graph)


def test_works_are_counted_and_those_of_few_authors_listed(works: CoauthorWorks) -> None:
    papers, listed = works.read(["ada quill", "bo reed", "person a"], linking=["ada quill", "person a"])
    assert papers == {"ada quill": 3, "bo reed": 2, "person a": 1}
    assert {key: sorted(found) for key, found in listed.items()} == {"ada quill": ["one:1", "one:2"], "person a": []}


def test_a_name_is_read_once(works: CoauthorWorks, monkeypatch: pytest.MonkeyPatch) -> None:
    first = works.read(["ada quill", "bo reed"], linking=["ada quill"])
    monkeypatch.setattr(Graph, "read", lambda *_, **__: 1 / 0)
    assert works.read(["ada quill", "bo reed"], linking=["ada quill"]) == first
    assert works.read(["ada quill"], linking=[]) == ({"ada quill": 3}, {})
    with pytest.raises(ZeroDivisionError):
        works.read(["bo reed"], linking=["bo reed"])


def test_what_is_too_much_to_keep_is_read_again(works: CoauthorWorks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coauthor_works, "_MOST_KEPT", 1)
    answers = [works.read(["ada quill", "bo reed"], linking=["ada quill", "bo reed"]) for _ in range(2)]
    assert answers[0] == answers[1]
    works.read(["person a"], linking=["person a"])
    monkeypatch.setattr(Graph, "read", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        works.read(["ada quill"], linking=["ada quill"])


def test_numbers_that_are_known_are_not_counted(works: CoauthorWorks, graph: Graph) -> None:
    def seven(names: Collection[str]) -> dict[str, int]:
        return dict.fromkeys(names, 7)

    known = CoauthorWorks(graph, papers_of=seven)
    papers, listed = known.read(["ada quill", "bo reed"], linking=["bo reed"])
    assert papers == {"ada quill": 7, "bo reed": 7}
    assert {key: sorted(found) for key, found in listed.items()} == {"bo reed": ["one:1", "one:2"]}


def test_a_name_without_works_is_missing(works: CoauthorWorks) -> None:
    assert works.read(["nobody", "bo reed"], linking=["nobody"]) == ({"bo reed": 2}, {"nobody": []})


def test_names_to_print_come_with_the_works(
    works: CoauthorWorks, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ["ada quill", "bo reed", "nobody"]
    printed = {"ada quill": "Ada Quill", "bo reed": "Bo Reed"}
    assert works.names(keys) == printed
    named = CoauthorWorks(graph, with_names=True)
    named.read(keys[:2], linking=["bo reed"])
    monkeypatch.setattr(Graph, "read", lambda *_, **__: 1 / 0)
    assert named.names(keys[:2]) == printed
    with pytest.raises(ZeroDivisionError):
        named.names(keys)
