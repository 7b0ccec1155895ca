"""Answers that the server keeps: never one of an earlier graph, never one of another address or form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from graphapp.graph import Graph
from graphapp.loading import learning
from graphapp.loading.statements import say_different, undo
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.schema import apply_schema
from graphapp.web import application, freshness
from graphapp.web.application import make_app
from graphapp.web.kept_answers import KeptAnswers
from graphapp.web.rendering import Renderer
from tests.bibliography import paper
from tests.conftest import Database
from tests.graphs import ask, put

PAGE = "/name-cluster/ada%20lovelace"
ADDRESSES = (
    "/",
    PAGE,
    f"{PAGE}.json",
    f"{PAGE}.json?limit=1",
    f"{PAGE}.bib",
    f"{PAGE}?by=person",
    "/person-groups/ada%20lovelace.json",
    "/coauthor-neighborhood/ada%20lovelace",
    "/person-model",
    "/search?q=notes",
    "/about",
    "/about.json",
)


def client_of(graph: Graph, **options: Any) -> TestClient:
    return TestClient(make_app(graph, **options), raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(autouse=True)
def no_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the graph is read for each request, so that tests need not wait for a second to pass."""
    monkeypatch.setattr(freshness, "_TRUSTED_SECONDS", -1.0)


@pytest.fixture
def writer(database: Database, graph: Graph) -> Iterator[Graph]:
    """Another connection, as the command line has."""
    with Graph(database.address) as writing:
        apply_schema(writing)
        put(writing, [paper("1", "Ada Lovelace", "Bo Li", title="Notes"), paper("2", "Ada Lovelace", title="Letters")])
        yield writing


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are filled, in their order."""
    templates: list[str] = []
    render = Renderer.render

    def noting(self: Renderer, template: str, **values: object) -> str:
        templates.append(template)
        return render(self, template, **values)

    monkeypatch.setattr(Renderer, "render", noting)
    return templates


def test_an_answer_is_made_once(graph: Graph, writer: Graph, rendered: list[str]) -> None:
    client = client_of(graph)
    first = client.get(PAGE)
    for encoding in ("gzip", "identity"):
        again = client.get(PAGE, headers={"Accept-Encoding": encoding})
        assert (again.status_code, again.content) == (200, first.content)
        assert again.headers.get("Content-Encoding", "identity") == encoding
        same = ("content-type", "etag", "cache-control", "link", "content-security-policy", "vary")
        assert [again.headers[name] for name in same] == [first.headers[name] for name in same]
    assert client.get(PAGE, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    head = client.head(PAGE)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert rendered == ["name_cluster.html"]


def test_a_head_is_not_kept_and_0_keeps_nothing(graph: Graph, writer: Graph, rendered: list[str]) -> None:
    client = client_of(graph)
    client.head(PAGE)
    client.get(PAGE)
    assert len(rendered) == 2
    without = client_of(graph, kept_megabytes=0)
    without.get(PAGE)
    without.get(PAGE)
    assert len(rendered) == 4


CHANGES: dict[str, Callable[[Graph], object]] = {
    "a load of more": lambda graph: put(graph, [paper("3", "Ada Lovelace", "Cy Young", title="More notes")], "two"),
    "a load of another text": lambda graph: put(graph, [paper("3", "Ada Lovelace", title="Fewer notes")], "two"),
    "something said": lambda graph: say_different(graph, "one:1", "one:2", name="Ada Lovelace", why="I know them"),
    "it was undone": lambda graph: undo(graph, 1),
    "a removal": lambda graph: remove_source(graph, source="two"),
    "a removal of all": lambda graph: remove_source(graph, source="one"),
    # Its revision is the one that the first load had.
    "another first load": lambda graph: put(graph, [paper("1", "Ada Lovelace", "Dé Ng", title="Poems")]),
    "a rekeying": lambda graph: rekey(graph),
    "something learned": lambda graph: _learn(graph),
    "a statement in Cypher": lambda graph: ask(graph, "MATCH (paper:Paper) SET paper.title = 'By hand'"),
}
"""In the order in which they are made."""


def _learn(graph: Graph) -> None:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(learning, "FEWEST_PAPERS", 1)
        learning.learn_persons(graph)


def test_no_answer_outlives_a_change(graph: Graph, writer: Graph) -> None:
    client, without = client_of(graph), client_of(graph, kept_megabytes=0)
    changed: dict[str, set[bytes]] = {address: set() for address in ADDRESSES}
    for what, change in {"nothing": lambda graph: None, **CHANGES}.items():
        change(writer)
        for address in ADDRESSES:
            for _ in range(2):
                answer, right = client.get(address), without.get(address)
                assert (answer.status_code, answer.text) == (right.status_code, right.text), (what, address)
                assert answer.headers.get("etag") == right.headers.get("etag")
            changed[address].add(answer.content)
    assert min(len(contents) for contents in changed.values()) > 1, "each address had several answers"


def test_an_answer_of_a_graph_that_changed_in_the_trusted_second_does_not_come_back(
    graph: Graph, writer: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(graph)
    with monkeypatch.context() as trusting:
        trusting.setattr(freshness, "_TRUSTED_SECONDS", 1_000.0)
        client.get("/")
        put(writer, [paper("3", "Ada Lovelace", title="More notes")], "two")
        assert "More notes" in client.get(PAGE).text
    # The sources have the revisions that they had when the page was made.
    remove_source(writer, source="two")
    assert "More notes" not in client.get(PAGE).text


@pytest.mark.parametrize("change", ["source.state = 'loading'", "source.owed_since = 1"])
def test_nothing_is_kept_while_a_command_writes(graph: Graph, writer: Graph, rendered: list[str], change: str) -> None:
    client = client_of(graph)
    client.get(PAGE)
    ask(writer, f"MATCH (source:Source) SET {change}")
    for _ in range(2):
        assert "etag" not in client.get(PAGE).headers
    assert len(rendered) == 3


def test_forms_and_addresses_are_kept_apart(graph: Graph, writer: Graph) -> None:
    client, without = client_of(graph), client_of(graph, kept_megabytes=0)
    asked = [
        (address, {"Accept": accept})
        for accept in ("text/html", "application/json")
        for address in (
            *ADDRESSES,
            "/paper/nowhere",
            f"{PAGE}?year=none",
            f"{PAGE}?page=2",
            "/name-cluster/ada%20lovelac%C3%A9",
        )
    ]
    for _ in range(2):
        for address, headers in asked:
            answer, right = client.get(address, headers=headers), without.get(address, headers=headers)
            assert (answer.status_code, answer.text) == (right.status_code, right.text), (address, headers)
            assert answer.headers["content-type"] == right.headers["content-type"]


def test_what_a_client_makes_up_takes_no_memory(graph: Graph, writer: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[KeptAnswers] = []

    def keeping(**options: int) -> KeptAnswers:
        made.append(KeptAnswers(**options))
        return made[-1]

    monkeypatch.setattr(application, "KeptAnswers", keeping)
    client = client_of(graph, kept_megabytes=1)
    [kept] = made
    refused = (
        f"{PAGE}?p=",
        f"{PAGE}.json?p=",
        f"{PAGE}.json?after=",
        "/name-cluster/nobody%20",
        "/paper/none",
        "/venue/none",
        "/nothing/",
    )
    for number in range(20):
        for address in refused:
            assert client.get(f"{address}{number}").status_code in (400, 404)
        assert client.get(f"/name-cluster/ada%20{'LOVELACE'[: number % 9]}{'LOVELACE'[number % 9 :].lower()}")
    assert kept.bytes == 0 or client.get(PAGE).status_code == 200
    for number in range(120):
        assert client.get(f"/search?q=notes&venue={number}").status_code in (200, 404)
        assert client.get(f"{PAGE}.json?limit={number + 1}").status_code == 200
        assert kept.bytes <= 1 << 20
    assert kept.bytes > 1 << 19


def test_threads_get_whole_answers_while_the_graph_changes(
    graph: Graph, writer: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "_TRUSTED_SECONDS", 0.01)
    client = client_of(graph)
    titles = [f"Title {number}." for number in range(6)]
    put(writer, [paper("3", "Ada Lovelace", title=titles[0])], "two")

    def shown(_: int) -> list[str]:
        text = client.get(PAGE).text
        return [title for title in titles if title in text]

    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(shown, number) for number in range(60)]
        for title in titles[1:]:
            put(writer, [paper("3", "Ada Lovelace", title=title)], "two")
    assert {len(one.result()) for one in found} == {1}
    monkeypatch.setattr(freshness, "_TRUSTED_SECONDS", -1.0)
    assert shown(0) == [titles[-1]]
