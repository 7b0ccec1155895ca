"""Rows come out of the Parquet files as they went in, in one part or in many."""

from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from graphapp.bulk import tables
from graphapp.bulk.tables import SCHEMAS, TableWriter
from graphapp.errors import GraphAppError
from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import rows_of
from graphapp.records import PaperRecord, PersonRecord
from graphapp.row_kinds import PaperRows, PersonRows, Rows
from graphapp.rules.known_sources import UNKNOWN
from tests.bibliography import bibliography, people


def rows(seed: int, size: int) -> list[Rows]:
    records: list[PaperRecord | PersonRecord] = [*bibliography(seed, size), *people(seed, size // 4)]
    return [rows_of(identify(record, "one"), "one", UNKNOWN, 7) for record in records]


def written(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, without what they do not state."""
    found = parquet.read_table(folder / f"{table}.parquet").to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in found]


@pytest.mark.parametrize("most_rows", [3, 100_000])
def test_all_that_rows_state_is_in_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_rows: int) -> None:
    monkeypatch.setattr(tables, "_MOST_ROWS", most_rows)
    given = rows(1, 60)
    writer = TableWriter(tmp_path)
    writer.begin(7)
    writer.create(given)
    writer.close()
    papers = [each for each in given if isinstance(each, PaperRows)]
    persons = [each for each in given if isinstance(each, PersonRows)]
    unsettled = [{k: v for k, v in each.paper.items() if k not in ("work_id", "preferred")} for each in papers]
    assert written(tmp_path, "papers") == [row | {"restated": False} for row in unsettled]
    assert len(written(tmp_path, "authored")) == sum(len(each.authored) for each in papers)
    assert written(tmp_path, "persons") == [{**each.person, "restated": False} for each in persons]
    named = {author["author_id"] for each in papers for author in each.named_authors}
    identified = {author["author_id"] for each in given for author in each.identified_authors}
    authors = written(tmp_path, "authors")
    assert {row["author_id"] for row in authors if not row["identified"]} == named
    assert {row["author_id"] for row in authors if row["identified"]} == identified
    assert {row["revision"] for row in authors} == {7}
    venues = {each.venue["venue_id"] for each in papers if each.venue is not None}
    assert {row["venue_id"] for row in written(tmp_path, "venues")} == venues


def test_a_row_that_stands_instead_of_another_one_says_so(tmp_path: Path) -> None:
    writer = TableWriter(tmp_path)
    writer.create(rows(1, 4))
    writer.replace(rows(2, 2))
    writer.close()
    assert [row["restated"] for row in written(tmp_path, "papers")] == [False] * 4 + [True] * 2


def test_long_texts_are_written_before_they_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_TEXT", 1)
    writer = TableWriter(tmp_path)
    writer.create(rows(1, 5))
    writer.close()
    assert parquet.ParquetFile(tmp_path / "papers.parquet").num_row_groups == 5


def test_every_table_has_a_file_although_nothing_is_in_it(tmp_path: Path) -> None:
    TableWriter(tmp_path).close()
    assert {path.stem for path in tmp_path.iterdir()} == SCHEMAS.keys()


def test_a_full_disk_is_a_sentence_also_for_the_last_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer = TableWriter(tmp_path)
    writer.create(rows(1, 5))
    monkeypatch.setattr(parquet.ParquetWriter, "write_table", full)
    with pytest.raises(GraphAppError, match=r"No space left.*make room there and load again"):
        writer.close()
    writer.close()
