"""The command `load` before it reads, and the messages at its end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.edge import Settings
from graphapp.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    GraphAppError,
    InvalidArgument,
    SchemaMismatch,
)
from graphapp.loading.intake import Intake, identified_records
from graphapp.records import Record
from graphapp.results.upkeep import KindCounts, LoadReport


def papers(folder: Path, name: str, *titles: str) -> str:
    path = folder / name
    path.write_text("".join(json.dumps({"title": title}) + "\n" for title in titles), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "refusal",
    [
        DatabaseBusy("another load runs"),
        DatabaseUnavailable("the database has failed"),
        InvalidArgument("the rows were loaded with homonym numbers"),
        SchemaMismatch("the rows follow other rules"),
        OSError(28, "No space left on device"),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_a_load_that_is_refused_empties_no_file(
    refusal: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object, **__: object) -> None:
        raise refusal

    rejects = tmp_path / "rejects"
    rejects.write_text("theirs\n", encoding="ascii")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setattr(Settings, "connect", lambda settings: nullcontext())
    monkeypatch.setattr("graphapp.loading.load.load", load)
    done = CliRunner().invoke(main, ["load", papers(tmp_path, "one.jsonl", "A"), "--rejects", str(rejects)])
    assert done.exit_code == (refusal.exit_code if isinstance(refusal, GraphAppError) else 1)
    assert done.stderr.startswith("Error: ")
    assert rejects.read_text(encoding="ascii") == "theirs\n"


def test_an_engine_of_bulk_loads_is_refused_for_another_one(tmp_path: Path) -> None:
    spark = ("--engine", "spark", "--master", "spark://127.0.0.1:7077")
    done = CliRunner().invoke(main, ["load", "--online", *spark, papers(tmp_path, "one.jsonl", "A")])
    assert done.exit_code == 2
    assert done.stderr == "Error: --engine spark makes the tables of a bulk load, and with --online there are none\n"


def test_an_export_of_tables_says_in_lines_of_their_own_what_to_run(tmp_path: Path) -> None:
    to = tmp_path / "to"
    words = ("export", "tables", papers(tmp_path, "one.jsonl", "A"), "--to", str(to), "--into", "my papers")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    assert f"in a copy of {to}:\n\n  neo4j-admin database import full 'my papers' --id-type" in done.stderr
    assert done.stderr.endswith("Then:\n\n  graphapp --uri neo4j://HOST:7687 --database 'my papers' learn\n")


def test_rejects_do_not_overwrite_the_file_that_standard_input_reads(tmp_path: Path) -> None:
    path = Path(papers(tmp_path, "one.jsonl", "A"))
    with path.open() as content:
        done = subprocess.run(
            [sys.executable, "-m", "graphapp", "load", "-", "--from", "jsonl", "--rejects", path],
            stdin=content,
            capture_output=True,
            text=True,
            env=os.environ | {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "none"},
        )
    assert done.returncode == 2
    assert f"--rejects would overwrite the input {path}" in done.stderr


def load(
    graph: object, records: Iterable[Record], *, source: str, on_reject: Any, on_loss: Any, **_: object
) -> LoadReport:
    """A load that writes nothing."""
    intake = Intake(
        identified_records(records, source), batch_size=10, max_rejects=None, on_reject=on_reject, on_loss=on_loss
    )
    created = sum(map(len, intake.batches()))
    return LoadReport(
        source=source,
        read=intake.read,
        created=created,
        updated=0,
        unchanged=0,
        rejected=intake.rejected,
        warnings=intake.lost,
        deleted=0,
        authors=KindCounts(),
        venues=KindCounts(),
        seconds=1.0,
        records_per_second=1.0,
        interrupted=False,
        failure=intake.failure,
        reasons=intake.reasons.counts(),
    )


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> Any:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setattr(Settings, "connect", lambda settings: nullcontext())
    monkeypatch.setattr("graphapp.loading.load.load", load)
    return CliRunner().invoke(main, ["load", *map(str, words), "--format", "json"])


@pytest.mark.parametrize(
    "settings",
    [{"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "secret"}, {"NEO4J_DATABASE": "papers"}],
    ids=lambda settings: next(iter(settings)),
)
def test_a_bulk_load_is_only_for_the_local_database(
    settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.cli.loading._start_local_server", lambda settings: None)
    done = CliRunner().invoke(main, ["load", "--bulk", papers(tmp_path, "one.jsonl", "A")], env=settings)
    assert done.exit_code == 2
    assert "--bulk makes the database of the local server anew, and another one is configured" in done.stderr


def test_a_bulk_load_without_its_packages_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.cli.loading._start_local_server", lambda settings: None)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for module in [module for module in sys.modules if module.startswith("graphapp.bulk.")]:
        monkeypatch.delitem(sys.modules, module)
    done = CliRunner().invoke(main, ["load", "--bulk", papers(tmp_path, "one.jsonl", "A")])
    assert done.exit_code == 1
    assert "Error: --bulk needs the package duckdb, which is not installed" in done.stderr
    assert "`pip install '.[bulk]'` installs it" in done.stderr


def test_a_folder_with_an_unreadable_part_is_loaded_but_for_that_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    papers(folder, "one.jsonl", "A")
    (folder / "two.jsonl.gz").write_bytes(b"no gz")
    papers(folder, "three.jsonl", "B", "C")
    (folder / "notes.txt").write_text("Some notes.", encoding="utf-8")
    done = run(monkeypatch, folder)
    [report] = json.loads(done.stdout)
    assert (done.exit_code, report["source"], report["created"]) == (1, "parts", 3)
    assert done.stderr.splitlines()[0] == (
        f"1 file is not read, being hidden, empty, a link, or in no format that graphapp reads: {folder / 'notes.txt'}"
    )
    assert f"Error: {folder / 'two.jsonl.gz'} is not gz data although its name says so" in done.stderr


def test_a_summary_by_reason_ends_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "papers.csv"
    table.write_bytes(b"title,doi,year\nFences,soon,\nCaf\xe9,,\n,,2020\n,,2021\n")
    done = run(monkeypatch, table)
    assert done.exit_code == 3
    assert done.stderr.splitlines()[-5:-1] == [
        f"2 rejected: no title (first: {table}:4)",
        f"1 rejected: byte 0x.. at offset N is not UTF-8 (first: {table}:3)",
        f"1 left out: '...' is not a valid DOI (first: {table}:2)",
        "What is not UTF-8 is read with --encoding, such as --encoding cp1252.",
    ]
    [report] = json.loads(done.stdout)
    assert report["reasons"][0] == {"kind": "reject", "reason": "no title", "count": 2, "first": f"{table}:4"}
    again = run(monkeypatch, table, "--encoding", "cp1252")
    assert [json.loads(again.stdout)[0][name] for name in ("created", "rejected", "warnings")] == [2, 2, 1]


def test_rejects_are_corrected_in_their_file_and_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, lines, rejects = tmp_path / "papers.csv", tmp_path / "more.jsonl", tmp_path / "rejected.jsonl"
    table.write_text("Name,Jahr\nFences,soon\nWalls,2020\n", encoding="utf-8")
    lines.write_text('{"title": "Hills", "year": "soon"}\n', encoding="utf-8")
    columns = ("--columns", "title=Name,year=Jahr")
    done = run(monkeypatch, lines, "--source", "mine", "--rejects", rejects, *columns)
    assert done.exit_code == 2
    assert run(monkeypatch, table, "--source", "mine", "--rejects", rejects, *columns).exit_code == 3
    text = rejects.read_text(encoding="utf-8")
    again = run(monkeypatch, rejects, "--rejects", tmp_path / "again")
    assert again.exit_code == 3
    assert [json.loads(line)["raw"] for line in (tmp_path / "again").read_text(encoding="utf-8").splitlines()] == [
        "Fences,soon\n"
    ]
    for corrected in (rejects, tmp_path / "again"):
        corrected.write_text(text.replace("Fences,soon", "Fences,2019"), encoding="utf-8")
        done = run(monkeypatch, corrected)
        [report] = json.loads(done.stdout)
        assert (done.exit_code, report["source"], report["created"]) == (0, "mine", 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--encoding", "klingon"), "there is no encoding 'klingon'"),
        (("--encoding", "base64"), "there is no encoding 'base64'"),
        (("--from", "papyrus"), "there is no format 'papyrus'"),
    ],
)
def test_an_unknown_name_is_refused(
    words: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(monkeypatch, papers(tmp_path, "one.jsonl", "A"), *words)
    assert (done.exit_code, sentence in done.stderr) == (2, True)
