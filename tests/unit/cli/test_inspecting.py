"""Commands about files and formats: no database, no server, documented exit codes."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.upkeep import export_papers
from graphapp.formats import FORMATS


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.graph.Graph.__init__", lambda *_, **__: pytest.fail("a database was asked"))


def test_formats_are_listed() -> None:
    done = CliRunner().invoke(main, ["formats", "--format", "json"])
    assert (done.exit_code, [line["name"] for line in json.loads(done.stdout)]) == (0, list(FORMATS))
    written = {line["name"] for line in json.loads(done.stdout) if line["write"]}
    [choices] = [option.type for option in export_papers.params if option.name == "form"]
    assert isinstance(choices, click.Choice)
    assert written == set(choices.choices) & set(FORMATS)
    assert CliRunner().invoke(main, ["formats"]).stdout.startswith("name ")


@pytest.mark.parametrize(
    ("options", "code", "counts"),
    [
        ((), 0, (2, 1, 0)),
        (("--encoding", "cp1252"), 0, (2, 0, 0)),
        (("--records", "1"), 0, (1, 0, 0)),
        (("--from", "csv", "--source", "mine"), 0, (2, 1, 0)),
        (("--columns", "authors=Autor"), 0, (2, 1, 0)),
        (("--columns", "authors=Writer"), 1, None),
        (("--encoding", "klingon"), 2, None),
    ],
)
def test_a_file_is_inspected(
    options: tuple[str, ...], code: int, counts: tuple[int, int, int] | None, tmp_path: Path
) -> None:
    table = tmp_path / "papers.csv"
    table.write_bytes(b"title,year,Autor\nFences,2020,Ada Byron\nCaf\xe9,2021,Ada Byron\n")
    done = CliRunner().invoke(main, ["inspect", str(table), *options, "--format", "json"])
    assert done.exit_code == code, done.stderr
    if counts is not None:
        [found] = json.loads(done.stdout)
        assert (found["records"], found["rejected"], found["warnings"]) == counts


def test_a_folder_is_inspected_but_for_its_unreadable_part(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "A"}\n', encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gz")
    (tmp_path / "c.txt").write_bytes(b"notes")
    done = CliRunner().invoke(main, ["inspect", str(tmp_path)])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[1].startswith("jsonl, as its content says; its source would be ")
    assert "1 file is not read" in done.stderr
    assert f"Error: {tmp_path}/b.jsonl.gz is not gz data" in done.stderr
