"""What a connection does beyond the driver's own promises."""

from graphapp.graph import Graph
from graphapp.queries import load_query

_BEGIN_LOAD = load_query("write/begin_load")


def test_each_transaction_waits_for_those_before_it_on_whichever_server_of_a_cluster_it_runs(graph: Graph) -> None:
    manager = graph._driver.execute_query_bookmark_manager
    assert not set(manager.get_bookmarks())
    graph.write(_BEGIN_LOAD, source="one", key_version=1, venues_version=1)
    first = set(manager.get_bookmarks())
    assert first
    graph.write(_BEGIN_LOAD, source="two", key_version=1, venues_version=1)
    # The second transaction began after the first one, so its bookmark stands for both.
    assert len(set(manager.get_bookmarks()) - first) == 1
    assert first.isdisjoint(manager.get_bookmarks())


def test_a_held_lock_can_be_asked_for_and_leaves_nothing(graph: Graph) -> None:
    hold_load_lock = load_query("write/hold_load_lock")
    with graph.hold(hold_load_lock, patience_seconds=1, name="(lock)") as assure:
        assure()
        assure()
    with graph._session("READ") as session:
        assert session.run("MATCH (node) RETURN count(node) AS n").single(strict=True)["n"] == 0
