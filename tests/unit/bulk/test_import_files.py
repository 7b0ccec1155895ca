"""What the import tool gets to read."""

import csv
from pathlib import Path

import pytest

from graphapp.bulk import import_files
from graphapp.bulk.import_files import write_import_files
from graphapp.errors import GraphAppError
from graphapp.records import PersonName, PersonRecord, Record
from tests.bibliography import paper
from tests.bulk_tables import settled_tables


def written(folder: Path, *records: Record) -> list[str]:
    """The arguments of the tool for these records; the files are in the folder."""
    engine, _ = settled_tables(folder, {"one": records})
    with engine:
        return write_import_files(engine, folder, seen_from=folder.parent)


def person(*names: str) -> PersonRecord:
    printed = tuple(PersonName(printed_name=name) for name in names)
    return PersonRecord(place="person", person_id="p", names=printed)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.header.csv").open(newline="") as file:
        [header] = csv.reader(file)
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return [dict(zip(header, row, strict=True)) for row in csv.reader(file)]


def test_a_table_has_a_header_that_says_types_and_ends_of_relationships(tmp_path: Path) -> None:
    written(tmp_path, paper("1", "Ada Lovelace", title='On "notes"\nand', year=1843, venue="Annals"))
    [row] = table(tmp_path, "paper_nodes")
    assert row["paper_id:ID(Paper)"] == "one:1"
    assert row["title:string"] == 'On "notes"\nand'
    assert (row["year:long"], row["preferred:boolean"], row["abstract:string"]) == ("1843", "true", "")
    assert "record" not in " ".join(row)
    [authored] = table(tmp_path, "standing_authored")
    assert (authored[":START_ID(Author)"], authored[":END_ID(Paper)"]) == ("one:Ada Lovelace", "one:1")


def test_lists_are_separated_by_what_no_text_in_them_has(tmp_path: Path) -> None:
    for name, named, separator in (("a", ("Ada King", "Ada Lovelace"), "1F"), ("b", ("Ada\x1fKing", "Ada L"), "1E")):
        (tmp_path / name).mkdir()
        arguments = written(tmp_path / name, person(*named))
        assert f"--array-delimiter=U+00{separator}" in arguments
        [row] = table(tmp_path / name, "standing_persons")
        assert row["printed_names:string[]"] == chr(int(separator, 16)).join(named)


def test_texts_that_have_every_separator_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_files, "_SEPARATORS", ("\x1f",))
    with pytest.raises(GraphAppError, match="every control character that could separate them; load with --online"):
        written(tmp_path, person("Ada\x1fKing"))


def test_the_buffer_of_the_tool_holds_the_longest_text(tmp_path: Path) -> None:
    for name, length, buffer in (("a", 10, "4m"), ("b", 1_000_000, "8m")):
        (tmp_path / name).mkdir()
        arguments = written(tmp_path / name, paper("1", "Ada Lovelace", abstract="😀" * length))
        assert f"--read-buffer-size={buffer}" in arguments


def test_a_comma_in_the_path_of_the_tables_is_not_given_to_the_tool(tmp_path: Path) -> None:
    folder = tmp_path / "a, b" / "tables"
    folder.mkdir(parents=True)
    arguments = written(folder, paper("1", "Ada Lovelace"))
    assert "--nodes=Paper=tables/paper_nodes.header.csv,tables/paper_nodes.csv" in arguments
    assert not [argument for argument in arguments if "a, b" in argument]
