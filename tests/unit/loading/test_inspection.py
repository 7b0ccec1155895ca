"""What files are and what a load of them would do, without a database."""

from pathlib import Path

import pytest

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import FORMATS
from graphapp.loading.inspection import inspect_file, list_formats
from graphapp.results.inspection import InspectedRecord

TABLE = """id,title,Autoren,year,doi
a,Fences,Ines Okafor,2020,10.1000/A
b,,X,2020,
c,Walls,X,soon,
d,Gates,X,2021,soon
"""


def test_a_table_is_inspected(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text(TABLE, encoding="utf-8")
    [found] = inspect_file(path, columns={"authors": "Autoren"})
    assert (found.place, found.format, found.recognised_by, found.source) == (str(path), "csv", "content", "papers")
    assert (found.records, found.whole, found.rejected, found.warnings) == (4, True, 2, 1)
    assert [(reason.kind, reason.count) for reason in found.reasons] == [("reject", 1), ("reject", 1), ("warning", 1)]
    assert found.first[0] == InspectedRecord(
        place=f"{path}:2",
        title="Fences",
        authors=("Ines Okafor",),
        editors=(),
        venue=None,
        year=2020,
        identifiers={"doi": "10.1000/a"},
        source_id="a",
    )
    assert len(found.first) == 2
    assert found.notes == ()
    [unnamed] = inspect_file(path)
    assert '"Autoren"' in unnamed.notes[0]


def test_fields_that_are_not_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"version": 1, "title": "A", "mood": 1}\n{"title": "B", "shelf": 2}\n', encoding="utf-8")
    [found] = inspect_file(path)
    assert found.notes == (f"{path}: fields that are not read: mood, shelf",)


def test_fields_of_records_in_a_list_are_named(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    path.write_text('{"message": {"rows": 1, "items": [{"DOI": "10.1/a", "title": ["A"], "member": "7"}]}}')
    [found] = inspect_file(path)
    assert (found.format, found.notes) == ("crossref", (f"{path}: fields that are not read: member",))


def test_names_and_venues_are_shown_as_they_would_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"title": "A", "venue": "NIPS", "authors": ["Lind, Petra", "et al.", {"name": "Bo Li", "role": "editor"}]}\n'
        '{"person_id": "o/Okafor", "names": ["Ines Okafor", "I. Okafor"]}\n',
        encoding="utf-8",
    )
    [found] = inspect_file(path)
    paper, person = found.first
    assert (paper.authors, paper.editors, paper.venue) == (("Petra Lind",), ("Bo Li",), "NeurIPS")
    assert (person.title, person.authors, person.source_id) == (None, ("Ines Okafor", "I. Okafor"), "o/Okafor")


@pytest.mark.parametrize(("most", "read", "whole"), [(None, 3, True), (2, 2, False), (3, 3, True), (9, 3, True)])
def test_the_first_records_are_enough_where_they_are_asked_for(
    most: int | None, read: int, whole: bool, tmp_path: Path
) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"title": "A"}\n{"title": "B"}\n{"title": "C"}\n', encoding="utf-8")
    [found] = inspect_file(path, records=most)
    assert (found.records, found.whole) == (read, whole)
    with pytest.raises(InvalidArgument, match="at least one record"):
        inspect_file(path, records=0)


def test_records_that_state_one_row_count_as_in_a_load(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"paper_id": "a", "title": "A"}\n{"paper_id": "a", "title": "A", "year": 2020}\n', encoding="utf-8"
    )
    [found] = inspect_file(path)
    assert (found.records, found.rejected) == (2, 1)
    assert [each.year for each in found.first] == [2020]
    assert "too, and says more" in found.reasons[0].reason


def test_the_name_or_the_user_may_say_the_format(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("Titel;Jahr\nA;2020\n", encoding="utf-8")
    [found] = inspect_file(path, columns={"title": "Titel"})
    assert found.recognised_by == "name"
    [found] = inspect_file(path, columns={"title": "Titel"}, format="csv", source="mine")
    assert (found.recognised_by, found.source) == ("--from", "mine")


def test_a_break_is_a_failure_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("title,year\nA,2020\ntitel,title,title,year\n", encoding="utf-8")
    [found] = inspect_file(path)
    assert (found.records, found.whole) == (1, False)
    assert found.failure is not None
    assert "more than one column" in found.failure
    with pytest.raises(SourceError, match="does not exist"):
        inspect_file(tmp_path / "nothing.csv")


def test_every_format_is_listed() -> None:
    listed = list_formats()
    assert [(info.name, info.title, info.suffixes) for info in listed] == [
        (format.name, format.title, format.suffixes) for format in FORMATS.values()
    ]
    assert all(info.read for info in listed)


def test_entries_that_are_passed_over_are_no_records(tmp_path: Path) -> None:
    page = "<www key='homepages/{}'><author>Ines Okafor</author>{}</www>"
    entries = [page.format("a", ""), *(page.format(f"old{number}", "<crossref>a</crossref>") for number in range(3))]
    path = tmp_path / "dblp.xml"
    path.write_text(f"<dblp>{''.join(entries)}</dblp>")
    [whole] = inspect_file(path)
    assert (whole.records, whole.whole, whole.rejected) == (1, True, 0)
    assert [(reason.kind, reason.count) for reason in whole.reasons] == [("passed over", 3)]
    [cut] = inspect_file(path, records=2)
    assert (cut.records, cut.whole) == (1, False)
