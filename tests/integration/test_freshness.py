"""Tags of answers follow the state of a real graph."""

import pytest

from graphapp.graph import Graph
from graphapp.loading.statements import say_same, undo
from graphapp.loading.upkeep import remove_source
from graphapp.web.freshness import Freshness, is_known
from tests.bibliography import paper
from tests.graphs import ask, put


def test_a_load_makes_kept_answers_old(graph: Graph) -> None:
    time = [0.0]
    freshness = Freshness(graph, now=lambda: time[0])
    put(graph, [paper("1", "Ada Lovelace")])
    before = freshness.etag("/a", b"")
    assert before == freshness.etag("/a", b"")
    assert before != freshness.etag("/a", b"b")
    put(graph, [paper("1", "Ada Lovelace", title="Another")])
    assert freshness.etag("/a", b"") == before, "the state is trusted for a second"
    time[0] = 1.5
    assert freshness.etag("/a", b"") not in (before, None)


def test_what_a_person_says_and_undoes_makes_kept_answers_old(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Lovelace", "Bo Reed")])
    now = iter(range(0, 100, 10))
    freshness = Freshness(graph, now=lambda: float(next(now)))
    rows = ask(graph, "MATCH (author:Author) RETURN author.author_id AS id ORDER BY id LIMIT 2")
    states = [freshness.state()]
    say_same(graph, rows[0]["id"], rows[1]["id"], why="a home page")
    states.append(freshness.state())
    undo(graph, 1)
    states.append(freshness.state())
    assert None not in states
    assert len(set(states)) == 3


def test_an_import_makes_kept_answers_old_although_its_transactions_count_anew(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(graph, [paper("1", "Ada Lovelace")])
    now = iter(range(0, 100, 10))
    freshness = Freshness(graph, now=lambda: float(next(now)))
    monkeypatch.setattr(Graph, "bookmark", "that of both databases")
    before = freshness.state()
    assert before is not None
    assert freshness.state() == before
    remove_source(graph, source="one")
    put(graph, [paper("1", "Bo Reed")])
    assert freshness.state() not in (before, None)


def test_while_something_is_written_no_answer_is_kept(graph: Graph) -> None:
    time = [0.0]
    freshness = Freshness(graph, now=lambda: time[0])
    put(graph, [paper("1", "Ada Lovelace")])
    for change in ("source.state = 'loading'", "source.owed_since = 1"):
        ask(graph, f"MATCH (source:Source) SET {change}")
        time[0] += 2
        assert freshness.etag("/a", b"") is None
        ask(graph, "MATCH (source:Source) SET source.state = 'complete' REMOVE source.owed_since")


def test_a_browser_may_know_several_tags() -> None:
    assert is_known('W/"b"', 'W/"a", W/"b"')
    assert not is_known('W/"b"', 'W/"a"')
    assert not is_known(None, "")
