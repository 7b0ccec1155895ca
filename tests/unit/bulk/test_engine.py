"""Tables come from statements, and a full disk is a sentence."""

import signal
from pathlib import Path
from threading import Timer, main_thread

import duckdb
import pyarrow
import pytest

from graphapp.bulk import engine as engine_module
from graphapp.bulk.engine import DuckEngine, room, statement
from graphapp.errors import GraphAppError
from graphapp.rules.identifiers import SCHEMES
from tests.bulk_tables import rows_in

MEMBERSHIPS = pyarrow.schema(
    [("paper_id", pyarrow.string()), ("scheme", pyarrow.string()), ("value", pyarrow.string())]
)


def test_a_statement_names_each_identifier_that_joins_works() -> None:
    text = statement("memberships")
    assert [scheme.property for scheme in SCHEMES if f"SELECT paper_id, '{scheme.property}'" in text] == [
        scheme.property for scheme in SCHEMES if scheme.joins_works
    ]
    assert "-- end" not in text


def test_rows_that_are_put_come_back_in_their_order(tmp_path: Path) -> None:
    rows = [{"paper_id": f"one:{number}", "scheme": "doi", "value": "x'\"\n"} for number in range(25_000)]
    folder = tmp_path / "it's"
    folder.mkdir()
    with DuckEngine(folder) as engine:
        engine.put("memberships", MEMBERSHIPS, rows)
        assert rows_in(engine, "memberships") == rows
        assert engine.columns("memberships") == dict.fromkeys(("paper_id", "scheme", "value"), "VARCHAR")


def test_labels_run_through_a_chain_of_any_length(tmp_path: Path) -> None:
    chain = [
        {"paper_id": f"one:{paper:03}", "scheme": "doi", "value": f"10.1/{value:03}"}
        for paper in range(200)
        for value in (paper, paper + 1)
    ]
    apart = [{"paper_id": f"two:{paper}", "scheme": "title", "value": "10.1/000"} for paper in range(2)]
    with DuckEngine(tmp_path) as engine:
        engine.put("memberships", MEMBERSHIPS, [*chain, *apart])
        engine.make("labels", "nearer_labels")
        rounds = 0
        while engine.number("changed_labels"):
            engine.rename("nearer_labels", "labels")
            engine.make("nearer_labels")
            rounds += 1
        labels = {row["paper_id"]: row["label"] for row in rows_in(engine, "labels")}
    assert {label for paper, label in labels.items() if paper.startswith("one")} == {"one:000"}
    assert {label for paper, label in labels.items() if paper.startswith("two")} == {"two:0"}
    assert rounds < 12


def test_ctrl_c_ends_a_statement_that_runs(tmp_path: Path) -> None:
    pairs = "SELECT count(*) FROM range(200000) one, range(200000) other WHERE (one.range * other.range) % 7 = 3"
    # Whatever handler other tests of this process have left, and whichever thread the system would choose.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with DuckEngine(tmp_path) as engine:
        timer = Timer(0.2, signal.pthread_kill, (main_thread().ident, signal.SIGINT))
        timer.start()
        try:
            with pytest.raises(KeyboardInterrupt):
                engine.ask(pairs)
        finally:
            signal.signal(signal.SIGINT, before)
        assert engine.ask("SELECT 1") == [(1,)]


def test_nothing_is_fetched_from_a_network(tmp_path: Path) -> None:
    with DuckEngine(tmp_path) as engine:
        assert engine.ask("SELECT current_setting('autoinstall_known_extensions')") == [(False,)]


def test_long_texts_need_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_MEMORY", "200MB")
    monkeypatch.setattr(engine_module, "statement", lambda table: "SELECT * FROM memberships ORDER BY value")
    rows = ({"paper_id": f"{number}", "scheme": f"{number:020}" * 75, "value": ""} for number in range(60_000))
    with DuckEngine(tmp_path) as engine:
        engine.put("memberships", MEMBERSHIPS, rows)
        engine.make("sorted")
        assert engine.ask("SELECT count(*) FROM sorted") == [(60_000,)]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), duckdb.IOException("No space left")])
def test_a_full_disk_is_a_sentence(tmp_path: Path, error: Exception) -> None:
    with (
        pytest.raises(GraphAppError, match=r"No space left.*make room there, .* and run the command again"),
        room(tmp_path),
    ):
        raise error


def test_too_little_memory_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GraphAppError, match=r"need more memory than DuckDB may use \(2GB\)"), room(tmp_path):
        raise duckdb.OutOfMemoryException("failed to allocate")
