"""What a server asks before its first reader comes."""

import pytest

from graphapp.errors import DatabaseUnavailable
from graphapp.graph import Graph
from graphapp.queries import Query
from graphapp.schema import apply_schema
from graphapp.web.warming import warm
from tests.bibliography import paper
from tests.graphs import put


def asked(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """The query and the key of each question of a warm-up."""
    found: list[tuple[str, object]] = []
    read = graph.read

    def noting(query: Query, /, *arguments: object, **parameters: object) -> object:
        found.append((query.name, parameters.get("key")))
        return read(query, *arguments, **parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(graph, "read", noting)
    warm(graph)
    return found


def test_it_asks_for_a_name_of_each_length_that_is_planned_apart(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    apply_schema(graph)
    put(graph, [paper("1", "Ada Lovelace", "Bo Li"), paper("2", "Charles Babbage")])
    found = asked(graph, monkeypatch)
    assert {key for name, key in found if name == "read/name_cluster"} == {"ada lovelace", "bo li"}
    names = {name for name, _ in found}
    assert names >= {"read/similar_names", "read/search_authors", "read/search_papers", "read/coauthor_works"}


def test_an_empty_graph_and_a_database_that_is_away_are_left_alone(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_schema(graph)
    assert all(key is None for _, key in asked(graph, monkeypatch))

    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("away")

    monkeypatch.setattr(graph, "read", fail)
    warm(graph)
