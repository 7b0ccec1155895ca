"""What a load makes of records that repeat or contradict each other, whatever their order and batches."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import GraphAppError
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.ledger import Candidate, Key, Ledger, rows_again
from graphapp.loading.reading import find_candidates
from graphapp.loading.rows import rows_of
from graphapp.records import PaperRecord, PersonName, PersonRecord, Reject
from graphapp.row_kinds import PaperRows, Rows
from graphapp.rules.known_sources import UNKNOWN

Graph = dict[str, str]
"""paper_id -> fingerprint."""


def stated(paper_id: str, title: str, *, year: int | None = None) -> Identified:
    record = PaperRecord(place=f"{paper_id} {title}", title=title, authorships=(), paper_id=paper_id, year=year)
    return identify(record, "one")


def candidates(
    ledger: Ledger[Rows], batch: list[Identified], graph: Graph
) -> tuple[list[Candidate[Rows]], list[Reject]]:
    stored: dict[Key, str] = {("paper", paper_id): row_hash for paper_id, row_hash in graph.items()}
    return find_candidates(batch, ledger.recall(batch), stored, lambda each: rows_of(each, "one", UNKNOWN, 1))


def fingerprint(rows: Rows) -> str:
    assert isinstance(rows, PaperRows)
    return rows.paper["row_hash"]


def play(ledger: Ledger[Rows], records: list[Identified], graph: Graph, cuts: list[int]) -> list[Reject]:
    """Do to the graph what a load does, the records cut into batches; the rejects."""
    before = dict(graph)
    rejects: list[Reject] = []
    for start, end in pairwise([0, *sorted(cuts), len(records)]):
        batch = records[start:end]
        fit, unfit = candidates(ledger, batch, before)
        verdict = ledger.judge(fit, ledger.recall(batch))
        rejects += [*unfit, *verdict.rejects]
        for rows in verdict.create:
            assert rows.id not in graph, "a row was created twice"
            graph[rows.id] = fingerprint(rows)
    for rows in ledger.waiting():
        assert graph[rows.id] != fingerprint(rows), "a row was written without a change"
        graph[rows.id] = fingerprint(rows)
    return rejects


VERSIONS = [stated(name, title) for name in "pq" for title in ("One", "Two", "Three")]
UNFIT = [stated(name, "Unfit", year=0) for name in "pq"]


@given(
    st.lists(st.sampled_from(VERSIONS + UNFIT), max_size=8),
    st.dictionaries(st.sampled_from(["one:p", "one:q"]), st.sampled_from([each.row_hash for each in VERSIONS])),
    st.data(),
)
def test_the_record_of_greatest_rank_stands(records: list[Identified], stored: Graph, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(records)), max_size=3))
    expected = dict(stored)
    for paper_id in ("one:p", "one:q"):
        fit = [each for each in records if each.id == paper_id and each not in UNFIT]
        if fit:
            expected[paper_id] = max(fit, key=lambda each: each.rank).row_hash
    graph = dict(stored)
    with Ledger(rows_again) as ledger:
        rejects = play(ledger, records, graph, cuts)
        tally = ledger.tally()
    assert graph == expected
    assert tally.created + tally.updated + tally.unchanged + len(rejects) == len(records)
    assert tally.created == len(expected.keys() - stored.keys())
    assert tally.updated == sum(stored[paper_id] != expected[paper_id] for paper_id in stored)
    with Ledger(rows_again) as ledger:
        play(ledger, records, graph, [])
        again = ledger.tally()
    assert (again.created, again.updated, graph) == (0, 0, expected)


def test_the_reject_names_the_record_that_stands() -> None:
    lower, higher = sorted([stated("p", "One"), stated("p", "Two")], key=lambda each: each.rank)
    for order in ([lower, higher], [higher, lower]):
        with Ledger(rows_again) as ledger:
            [reject] = play(ledger, order, {}, [1])
        assert reject.place == lower.record.place
        assert f"({higher.record.place})" in reject.reason


def test_a_row_that_no_record_states_is_unseen() -> None:
    with Ledger(rows_again) as ledger:
        play(ledger, [stated("p", "One"), stated("q", "Unfit", year=0)], {}, [])
        assert ledger.unseen("paper", ["one:p", "one:q", "one:r"]) == ["one:q", "one:r"]


@pytest.mark.parametrize("length", [1, 40, 52, 53, 54, 55, 70, 700])
def test_ids_that_differ_in_one_character_are_two_rows_however_long_they_are(length: int) -> None:
    ids = ["x" * length + "a", "x" * length + "b", "x" * length]
    with Ledger(rows_again) as ledger:
        assert not play(ledger, [stated(id, "One") for id in ids], {}, [1])
        assert ledger.tally().created == 3


def test_a_person_and_a_paper_of_one_id_are_two_rows() -> None:
    person = PersonRecord(place="here", person_id="p", names=(PersonName(printed_name="Ada Lovelace"),))
    with Ledger(rows_again) as ledger:
        batch = [stated("p", "One"), identify(person, "one")]
        fit, _ = candidates(ledger, batch, {})
        verdict = ledger.judge(fit, ledger.recall(batch))
        assert (len(verdict.create), verdict.rejects) == (2, [])
        assert ledger.unseen("person", ["one:p", "one:q"]) == ["one:q"]


def test_changes_wait_until_the_whole_input_is_read() -> None:
    batch = [stated("p", "One"), stated("q", "One")]
    with Ledger(rows_again) as ledger:
        fit, _ = candidates(ledger, batch, {"one:p": "another fingerprint"})
        verdict = ledger.judge(fit, ledger.recall(batch))
        assert [rows.id for rows in verdict.create] == ["one:q"]
        assert [rows.id for rows in ledger.waiting()] == ["one:p"]


def test_rows_that_wait_are_what_they_were() -> None:
    batch = [stated("p", "One", year=1843)]
    with Ledger(rows_again) as ledger:
        fit, _ = candidates(ledger, batch, {"one:p": "another fingerprint"})
        ledger.judge(fit, ledger.recall(batch))
        assert list(ledger.waiting()) == [fit[0].rows]


def test_the_ledger_recalls_only_what_this_load_has_seen() -> None:
    first, second = [stated("p", "One")], [stated("p", "Two"), stated("q", "One")]
    with Ledger(rows_again) as ledger:
        fit, _ = candidates(ledger, first, {})
        ledger.judge(fit, ledger.recall(first))
        assert ledger.recall(second).keys() == {("paper", "one:p")}


def test_a_record_that_says_what_the_graph_holds_is_not_made_into_rows() -> None:
    same = stated("p", "One")
    with Ledger(rows_again) as ledger:
        fit, unfit = candidates(ledger, [same, same], {"one:p": same.row_hash})
        assert ([each.rows for each in fit], unfit) == ([None, None], [])
        verdict = ledger.judge(fit, ledger.recall([same, same]))
        assert (verdict.create, verdict.rejects, ledger.tally().unchanged) == ([], [], 2)


def test_a_batch_may_be_larger_than_one_statement_of_sql_takes() -> None:
    ids = [f"one:{number}" for number in range(70_000)]
    with Ledger(rows_again) as ledger:
        assert ledger.unseen("paper", ids) == ids


def test_a_full_disk_is_reported_in_a_sentence() -> None:
    with Ledger(rows_again) as ledger:
        ledger._database.execute("PRAGMA max_page_count = 1")
        with pytest.raises(GraphAppError, match="make room where temporary files are"):
            play(ledger, [stated(f"p{number}", "One") for number in range(1_000)], {}, [])
