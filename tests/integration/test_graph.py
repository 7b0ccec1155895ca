"""What a connection does beyond the driver's own promises."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graphapp.errors import DatabaseBusy, DatabaseUnavailable, GraphAppError, QueryTooLarge
from graphapp.graph import Graph
from graphapp.queries import Access, Query, load_query
from graphapp.schema import apply_schema
from tests.conftest import Database
from tests.graphs import ask

_BEGIN_LOAD = load_query("write/begin_load")
_STATED: dict[str, object] = {
    "homonym_numbers": False,
    "complete_lists": True,
    "rank": 100,
    "key_version": 1,
    "venues_version": 1,
    "own_venues": None,
    "owed_since": None,
}

# Longer than the two seconds after which a server looks for what is over its time.
_SLOW = Query(
    name="read/slow",
    title="Slow",
    description="One row.",
    parameters={},
    text="UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c WHERE c < 0 RETURN count(c) AS n",
    access=Access.READ,
)


def test_a_bookmark_differs_after_each_committed_transaction_of_whoever(graph: Graph) -> None:
    one = load_query("read/sources")
    with Graph(graph.address) as reading:
        assert reading.bookmark == ""
        seen = []
        for cypher in ("CREATE (:Source)", "MATCH (source:Source) SET source.x = 1", "MATCH (source) DELETE source"):
            ask(graph, cypher)
            for _ in range(3):
                reading.read(one, dict[str, object])
                ask(graph, "RETURN 1")
                seen.append(reading.bookmark)
    assert [len(set(seen[start : start + 3])) for start in (0, 3, 6)] == [1, 1, 1]
    assert len(set(seen)) == 3


def test_each_transaction_waits_for_those_before_it_on_whichever_server_of_a_cluster_it_runs(graph: Graph) -> None:
    with Graph(graph.address) as fresh:
        manager = fresh._bookmarks
        assert not set(manager.get_bookmarks())
        fresh.write(_BEGIN_LOAD, source="one", **_STATED)
        first = set(manager.get_bookmarks())
        assert first
        fresh.write(_BEGIN_LOAD, source="two", **_STATED)
        # The second transaction began after the first one, so its bookmark stands for both.
        assert len(set(manager.get_bookmarks()) - first) == 1
        assert first.isdisjoint(manager.get_bookmarks())


def test_a_held_lock_can_be_asked_for_and_leaves_nothing(graph: Graph) -> None:
    hold_load_lock = load_query("write/hold_load_lock")
    with graph.hold(hold_load_lock, patience_seconds=1, trials=1, name="(lock)") as assure:
        assure()
        assure()
    assert ask(graph, "MATCH (node) RETURN count(node) AS n") == [{"n": 0}]


def test_a_lock_that_a_slow_server_does_not_give_is_tried_again(graph: Graph) -> None:
    """Another program has the node of the lock; nobody holds the lock."""
    apply_schema(graph)
    hold_load_lock = load_query("write/hold_load_lock")
    with graph._session("WRITE") as session, session.begin_transaction() as other:
        other.run(hold_load_lock.text, name="(lock)").consume()
        with (
            pytest.raises(DatabaseBusy, match="too slow at this time to give the lock"),
            graph.hold(hold_load_lock, patience_seconds=0.5, trials=2, name="(lock)"),
        ):
            pass
        released = threading.Timer(1.5, other.rollback)
        released.start()
        with graph.hold(hold_load_lock, patience_seconds=0.5, trials=20, name="(lock)") as assure:
            assure()
        released.join()


@pytest.mark.parametrize("way", ["read", "stream"])
def test_one_time_limit_holds_for_every_way_of_reading(graph: Graph, way: str) -> None:
    with (
        Graph(graph.address, timeout_seconds=0.1) as hurried,
        pytest.raises(QueryTooLarge, match="read/slow because it reached its time limit"),
    ):
        list(getattr(hurried, way)(_SLOW, dict[str, int]))


def test_a_failing_query_leaves_alone_those_of_other_threads(graph: Graph) -> None:
    """A driver that threads share gives one's connection to another before the failed transaction has ended."""
    failing = Query(
        name="read/failing", title="", description="", parameters={}, text="RETURN 1 / 0 AS n", access=Access.READ
    )

    def fail(_: int) -> str:
        with pytest.raises(GraphAppError) as failed:
            graph.read(failing, dict[str, int])
        return str(failed.value)

    with ThreadPoolExecutor(8) as pool:
        reasons = set(pool.map(fail, range(400)))
    assert reasons == {f"the database at {graph.address.uri} refuses a query: / by zero"}


def test_a_closed_connection_says_so(database: Database) -> None:
    graph = Graph(database.address)
    graph.close()
    with pytest.raises(DatabaseUnavailable, match="is closed"):
        graph.read(load_query("read/sources"), dict[str, Any])
