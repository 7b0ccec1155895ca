"""Removing, rekeying and checking, interrupted ones included."""

from pathlib import Path
from typing import Any

import pytest

from graphapp.errors import DatabaseBusy, NotFound
from graphapp.graph import Graph
from graphapp.loading import upkeep
from graphapp.loading.load import load
from graphapp.loading.source_state import hold_lock
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.services.catalog import sources
from graphapp.services.export import export_graph
from graphapp.services.health import check
from tests.bibliography import bibliography
from tests.graphs import dump


def two_sources(graph: Graph) -> list[dict[str, Any]]:
    """Both sources in the graph; the dump of the first one alone."""
    load(graph, bibliography(21, 60, source="one", titles=30), source="one")
    alone = dump(graph)
    load(graph, bibliography(21, 60, source="two", titles=30), source="two")
    return alone


def test_a_removal_that_is_interrupted_shows_and_run_again_completes(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = two_sources(graph)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(upkeep, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            remove_source(graph, source="two")
    [wrong] = [finding for finding in check(graph).findings if finding.name == "source two"]
    assert wrong.remedy is not None
    assert "remove-source two" in wrong.remedy
    remove_source(graph, source="two")
    assert dump(graph) == alone
    assert check(graph).ok


def test_nothing_is_removed_while_a_load_runs(graph: Graph) -> None:
    two_sources(graph)
    with hold_lock(graph), pytest.raises(DatabaseBusy):
        remove_source(graph, source="two")
    assert len(sources(graph)) == 2


def test_a_source_that_is_not_loaded_is_not_found(graph: Graph) -> None:
    two_sources(graph)
    with pytest.raises(NotFound) as caught:
        remove_source(graph, source="three")
    assert caught.value.near == ("one", "two")


def test_sources_count_rows_and_works(graph: Graph) -> None:
    two_sources(graph)
    rows = [row for row in export_graph(graph) if row["node"] == "paper"]
    for state in sources(graph):
        stated = [row for row in rows if row["source"] == state.name]
        assert (state.rows, state.papers) == (len(stated), len({row["work_id"] for row in stated}))
        assert (state.state, state.owed) == ("complete", False)


def test_rekeying_what_follows_the_rules_does_nothing(graph: Graph, tmp_path: Path) -> None:
    two_sources(graph)
    before = dump(graph)
    assert rekey(graph) == []
    assert dump(graph) == before
