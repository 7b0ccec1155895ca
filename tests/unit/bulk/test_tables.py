"""Rows come out of the Parquet files as they went in, and numbers say which records stand."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from graphapp.bulk.tables import SCHEMAS, StandingWriter, make_folders, write_part
from graphapp.errors import GraphAppError
from graphapp.records import Record
from graphapp.row_kinds import PaperRows, PersonRows, Rows
from tests.bibliography import bibliography, people
from tests.bulk_tables import made_rows


def rows(seed: int, size: int) -> list[Rows]:
    records: list[Record] = [*bibliography(seed, size), *people(seed, size // 4)]
    return made_rows(records, "one", 7)


def written(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, without what they do not state."""
    found = parquet.read_table(folder / table).sort_by("record").to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in found]


def test_all_that_rows_state_is_in_the_tables(tmp_path: Path) -> None:
    stated = rows(1, 60)
    make_folders(tmp_path)
    for first in range(0, len(stated), 40):
        write_part(tmp_path, f"{first}", enumerate(stated[first : first + 40], first))
    papers = [(number, each) for number, each in enumerate(stated) if isinstance(each, PaperRows)]
    persons = [(number, each) for number, each in enumerate(stated) if isinstance(each, PersonRows)]
    unsettled = [
        {name: value for name, value in each.paper.items() if name not in ("work_id", "preferred")} | {"record": number}
        for number, each in papers
    ]
    assert written(tmp_path, "papers") == unsettled
    assert written(tmp_path, "persons") == [{**each.person, "record": number} for number, each in persons]
    authored = [(number, each.id, a["author_id"], a["printed_name"]) for number, each in papers for a in each.authored]
    found = written(tmp_path, "authored")
    assert sorted((a["record"], a["paper_id"], a["author_id"], a["printed_name"]) for a in found) == sorted(authored)
    venues = [each.venue["venue_id"] for _, each in papers if each.venue is not None]
    assert sorted(row["venue_id"] for row in written(tmp_path, "published_at")) == sorted(venues)
    assert len(written(tmp_path, "names")) == sum(len(each.names) for _, each in persons)


def test_every_table_can_be_read_although_nothing_is_in_it(tmp_path: Path) -> None:
    make_folders(tmp_path)
    assert {table: parquet.read_schema(tmp_path / table / "none.parquet") for table in SCHEMAS} == SCHEMAS


@given(st.lists(st.lists(st.integers(0, 1), max_size=6), max_size=5))
def test_what_no_load_created_is_all_else(tmp_path_factory: Any, batches: list[list[int]]) -> None:
    folder = tmp_path_factory.mktemp("numbers")
    standing = StandingWriter(folder)
    following, uncreated = 0, []
    for batch in batches:
        numbers = range(following, following + len(batch))
        # The ledger gives the records of a batch in any order.
        standing.created(reversed([number for number, created in zip(numbers, batch, strict=True) if created]))
        uncreated += [number for number, created in zip(numbers, batch, strict=True) if not created]
        following += len(batch)
    standing.end_load(following)
    standing.restating([3, 1])
    standing.close()
    assert parquet.read_table(folder / "uncreated.parquet")["record"].to_pylist() == uncreated
    assert parquet.read_table(folder / "restating.parquet")["record"].to_pylist() == [3, 1]


def test_a_full_disk_is_a_sentence_also_for_the_last_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    make_folders(tmp_path)
    standing = StandingWriter(tmp_path)
    monkeypatch.setattr(parquet.ParquetWriter, "write_table", full)
    monkeypatch.setattr(parquet, "write_table", full)
    with pytest.raises(GraphAppError, match=r"No space left.*make room there, .* and run the command again"):
        write_part(tmp_path, "0", enumerate(rows(1, 5)))
    with pytest.raises(GraphAppError, match=r"No space left.*make room there, .* and run the command again"):
        standing.close()
    standing.close()
