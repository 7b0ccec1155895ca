"""A home whose import was ended half-way is emptied, and one import at a time has its folder."""

from pathlib import Path

import psutil
import pytest

from graphapp.errors import DatabaseBusy
from graphapp.local.importing import _reason, empty_half_import, tables_folder
from tests.servers import stand_in


def store(home: Path) -> Path:
    """A home with the files of two databases."""
    for folder in ("databases", "transactions"):
        for database in ("neo4j", "system"):
            (home / "data" / folder / database).mkdir(parents=True)
            (home / "data" / folder / database / "store").write_text("rows")
    for folder in ("run", "logs"):
        (home / folder).mkdir()
    return home


def files(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in (home / "data").rglob("store")}


def test_only_the_database_that_was_imported_by_half_is_emptied(tmp_path: Path) -> None:
    home = store(tmp_path)
    before = files(home)
    empty_half_import(home)
    assert files(home) == before
    (home / "run" / "importing").write_text("neo4j")
    empty_half_import(home)
    assert files(home) == {"data/databases/system/store", "data/transactions/system/store"}
    assert not (home / "run" / "importing").exists()
    empty_half_import(home)


def test_files_that_are_gone_already_are_no_error(tmp_path: Path) -> None:
    home = tmp_path
    (home / "run").mkdir()
    (home / "run" / "importing").write_text("neo4j")
    empty_half_import(home)
    assert not (home / "run" / "importing").exists()


def test_a_tool_that_goes_on_is_ended_first(tmp_path: Path) -> None:
    home = store(tmp_path)
    (home / "run" / "importing").write_text("neo4j")
    link = tmp_path.with_name("another name")
    link.symlink_to(home)
    with stand_in(home, f"@{home / 'run' / 'admin.args'}") as tool, stand_in(home) as other:
        empty_half_import(link)
        assert not psutil.pid_exists(tool.pid)
        assert other.poll() is None


def test_one_import_at_a_time_has_the_folder_which_begins_and_ends_empty(tmp_path: Path) -> None:
    (tmp_path / "run" / "tables").mkdir(parents=True)
    (tmp_path / "run" / "tables" / "left").write_text("by a command that was killed")
    with tables_folder(tmp_path) as folder:
        assert list(folder.iterdir()) == []
        (folder / "papers.parquet").write_text("rows")
        with pytest.raises(DatabaseBusy, match="another load prepares tables"), tables_folder(tmp_path):
            pass
        assert (folder / "papers.parquet").exists()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "it printed nothing; another program may have ended it"),
        ("Import failed.\nRun with '--verbose'.\n", "Run with '--verbose'."),
        ("Error.\nCaused by: a.B: outer\n\tat a.b\nCaused by: a.C: id 'x' twice\n\t... 3 more\n", "a.C: id 'x' twice"),
    ],
)
def test_the_reason_is_the_innermost_cause(said: str, reason: str) -> None:
    assert _reason(said) == reason
