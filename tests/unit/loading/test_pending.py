"""Ids of rows that wait to be settled."""

from graphapp.loading.pending import Pending


def test_what_is_pending_comes_by_key_until_it_is_struck_out() -> None:
    with Pending() as pending:
        pending.add([("b", "2"), ("a", "3"), ("b", "1"), ("a", "3")])
        assert (pending.total, pending.struck) == (3, 0)
        assert pending.first(2) == [("a", "3"), ("b", "1")]
        assert [*pending.ids(2)] == [["3", "1"], ["2"]]
        pending.strike([("a", "3"), ("b", "2"), ("a", "3"), ("never", "here")])
        assert (pending.total, pending.struck) == (3, 2)
        assert pending.first(2) == [("b", "1")]
        assert [*pending.ids(2)] == [["1"]]
        pending.strike([("b", "1")])
        assert (pending.first(2), pending.struck) == ([], 3)
