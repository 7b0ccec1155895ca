"""What a load makes of records that repeat or contradict each other, whatever their order and batches."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import GraphAppError
from graphapp.loading.ledger import Ledger, Pending
from graphapp.loading.rows import Row, Stated, UnfitRecord, paper_row, state
from graphapp.records import PaperRecord, Reject

Graph = dict[str, str]
"""paper_id -> fingerprint."""


def stated(paper_id: str, title: str, *, doi: str | None = None) -> Stated:
    record = PaperRecord(place=f"{paper_id} {title}", title=title, authorships=(), paper_id=paper_id, doi=doi)
    return state(record, "one")


def row_of(stated: Stated) -> Row:
    return paper_row(stated, "one", 1)


def play(ledger: Ledger, records: list[Stated], graph: Graph, cuts: list[int]) -> list[Reject]:
    """Do to the graph what a load does, the records cut into batches; the rejects."""
    before = dict(graph)
    rejects: list[Reject] = []
    for start, end in pairwise([0, *sorted(cuts), len(records)]):
        verdict = ledger.judge(
            records[start:end],
            lambda ids: {paper_id: before[paper_id] for paper_id in ids if paper_id in before},
            row_of,
        )
        rejects += verdict.rejects
        for row in verdict.create:
            assert row["properties"]["paper_id"] not in graph, "a row was created twice"
            graph[row["properties"]["paper_id"]] = row["properties"]["row_hash"]
    for paper_id, row in ledger.waiting():
        assert graph[paper_id] != row["properties"]["row_hash"], "a row was written without a change"
        graph[paper_id] = row["properties"]["row_hash"]
    return rejects


VERSIONS = [stated(name, title) for name in "pq" for title in ("One", "Two", "Three")]
UNFIT = [stated(name, "Unfit", doi="soon") for name in "pq"]


@given(
    st.lists(st.sampled_from(VERSIONS + UNFIT), max_size=8),
    st.dictionaries(st.sampled_from(["one:p", "one:q"]), st.sampled_from([each.row_hash for each in VERSIONS])),
    st.data(),
)
def test_the_record_of_greatest_rank_stands(records: list[Stated], stored: Graph, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(records)), max_size=3))
    expected = dict(stored)
    for paper_id in ("one:p", "one:q"):
        fit = [each for each in records if each.paper_id == paper_id and each.record.doi is None]
        if fit:
            expected[paper_id] = max(fit, key=lambda each: each.rank).row_hash
    graph = dict(stored)
    with Ledger() as ledger:
        rejects = play(ledger, records, graph, cuts)
        tally = ledger.tally()
    assert graph == expected
    assert tally.created + tally.updated + tally.unchanged + len(rejects) == len(records)
    assert tally.created == len(expected.keys() - stored.keys())
    assert tally.updated == sum(stored[paper_id] != expected[paper_id] for paper_id in stored)
    with Ledger() as ledger:
        play(ledger, records, graph, [])
        again = ledger.tally()
    assert (again.created, again.updated, graph) == (0, 0, expected)


def test_the_loser_is_told_which_record_stands() -> None:
    lower, higher = sorted([stated("p", "One"), stated("p", "Two")], key=lambda each: each.rank)
    for order in ([lower, higher], [higher, lower]):
        with Ledger() as ledger:
            [reject] = play(ledger, order, {}, [1])
        assert reject.place == lower.record.place
        assert f"({higher.record.place})" in reject.reason


def test_a_row_that_no_record_states_is_unseen() -> None:
    with Ledger() as ledger:
        play(ledger, [stated("p", "One"), stated("q", "Unfit", doi="soon")], {}, [])
        assert ledger.unseen(["one:p", "one:q", "one:r"]) == ["one:q", "one:r"]


def test_changes_wait_until_the_whole_input_is_read() -> None:
    held = {"one:p": "another fingerprint"}
    with Ledger() as ledger:
        verdict = ledger.judge([stated("p", "One"), stated("q", "One")], lambda ids: held, row_of)
        assert [row["properties"]["paper_id"] for row in verdict.create] == ["one:q"]
        assert [paper_id for paper_id, _ in ledger.waiting()] == ["one:p"]


def test_only_ids_that_this_load_has_not_seen_are_asked_for() -> None:
    asked: list[list[str]] = []

    def stored_hashes(paper_ids: list[str]) -> Graph:
        asked.append(paper_ids)
        return {}

    with Ledger() as ledger:
        ledger.judge([stated("p", "One")], stored_hashes, row_of)
        ledger.judge([stated("p", "Two"), stated("q", "One")], stored_hashes, row_of)
    assert asked == [["one:p"], ["one:q"]]


def test_a_record_that_says_what_the_graph_holds_is_not_made_into_a_row() -> None:
    same = stated("p", "One")

    def refuse(_: Stated) -> Row:
        raise UnfitRecord("a row was asked for")

    with Ledger() as ledger:
        verdict = ledger.judge([same, same], lambda ids: {"one:p": same.row_hash}, refuse)
        assert (verdict.create, verdict.rejects, ledger.tally().unchanged) == ([], [], 2)


def test_a_batch_may_be_larger_than_one_statement_of_sql_takes() -> None:
    ids = [f"one:{number}" for number in range(70_000)]
    with Ledger() as ledger:
        assert ledger.unseen(ids) == ids


def test_a_full_disk_is_told_in_a_sentence() -> None:
    with Ledger() as ledger:
        ledger._file.execute("PRAGMA max_page_count = 1")
        with pytest.raises(GraphAppError, match="make room where temporary files are"):
            play(ledger, [stated(f"p{number}", "One") for number in range(1_000)], {}, [])


# What is owed its settling


def test_what_is_pending_comes_by_key_until_it_is_struck_out() -> None:
    with Pending() as pending:
        pending.add([("b", "2"), ("a", "3"), ("b", "1"), ("a", "3")])
        assert (pending.total, pending.struck) == (3, 0)
        assert pending.first(2) == [("a", "3"), ("b", "1")]
        pending.strike([("a", "3"), ("b", "2"), ("a", "3"), ("never", "here")])
        assert (pending.total, pending.struck) == (3, 2)
        assert pending.first(2) == [("b", "1")]
        pending.strike([("b", "1")])
        assert (pending.first(2), pending.struck) == ([], 3)
