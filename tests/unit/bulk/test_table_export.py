"""What a server elsewhere gets: tables that the tool reads, tables for everybody, and the command."""

import shlex
import subprocess
from pathlib import Path

import pytest
from pyarrow import parquet

from graphapp.bulk.table_export import TableExport
from graphapp.errors import InvalidArgument
from tests.bibliography import bibliography, paper, people


def test_the_folder_has_tables_and_a_command_and_nothing_else(tmp_path: Path) -> None:
    to = tmp_path / "for the server"
    with TableExport(to) as export:
        export.read([*bibliography(1, 40), *people(1, 9)], source="one")
        [report], command = export.finish(database="papers")
    assert report.created == 49
    assert sorted(path.name for path in to.iterdir()) == ["csv", "import.sh", "parquet"]
    assert parquet.read_table(to / "parquet" / "Paper.parquet").num_rows == 40
    [source] = parquet.read_table(to / "parquet" / "Source.parquet").to_pylist()
    assert (source["name"], source["state"], source["owed_since"]) == ("one", "complete", None)
    assert "record" not in parquet.read_schema(to / "parquet" / "AUTHORED.parquet").names
    words = shlex.split(command)
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "papers"]
    files = [file for word in words if word.startswith(("--nodes", "--rel")) for file in word.split("=")[2].split(",")]
    assert len(files) == 16
    assert all((to / file).is_file() for file in files)


def test_the_script_runs_the_tool_in_its_folder_with_the_options_that_are_added(tmp_path: Path) -> None:
    to = tmp_path / "it's"
    with TableExport(to) as export:
        export.read([paper("1", "Ada Lovelace")], source="one")
        _, command = export.finish()
    tool = tmp_path / "bin" / "neo4j-admin"
    tool.parent.mkdir()
    tool.write_text('#!/bin/sh\npwd\nfor each in "$@"; do echo "$each"; done\n')
    tool.chmod(0o755)
    done = subprocess.run(
        [to / "import.sh", "--overwrite-destination=true"],
        env={"PATH": f"{tool.parent}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [str(to), *shlex.split(command)[1:], "--overwrite-destination=true"]


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(InvalidArgument, match="is not empty; name another one"):
        TableExport(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidArgument, match=r"file/to cannot be used \(Not a directory\); name another one"):
        TableExport(tmp_path / "file" / "to")


def test_an_export_that_ends_early_leaves_nothing(tmp_path: Path) -> None:
    with TableExport(tmp_path / "to") as export:
        export.read([paper("1", "Ada Lovelace")], source="one")
    assert list((tmp_path / "to").iterdir()) == []
