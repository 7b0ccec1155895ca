"""What a row says, whatever holds the table; more of it is in the tests of CSV."""

import pytest

from graphapp.errors import SourceError
from graphapp.formats.tables.columns import layout_of
from graphapp.formats.tables.rows import checked, paper_of, unread_note
from graphapp.records import Unfit


def test_a_row_is_a_paper() -> None:
    paper = paper_of(layout_of(["Title", "Authors", "Year"]), ["Fences", "Ada Byron; Wei Wang", "2020", " "], "t:2")
    assert (paper.place, paper.title, paper.year) == ("t:2", "Fences", 2020)
    assert [author.printed_name for author in paper.authorships] == ["Ada Byron", "Wei Wang"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["Fences"], "1 cells in a table of 2 columns"),
        (["Fences", "2020", "x"], "3 cells in a table of 2 columns"),
        (["#REF!", "2020"], "a spreadsheet's formula or error in its title"),
    ],
)
def test_a_broken_row_has_a_reason(cells: list[str], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        paper_of(layout_of(["Title", "Year"]), cells, "t:2")


def test_columns_that_are_not_read_are_named() -> None:
    assert unread_note(layout_of(["Title", "Authors"]), "t") == ""
    assert unread_note(layout_of(["Title", "Authors", "Shelf"]), "t") == 't: columns that are not read: "Shelf"'


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (["Shelf"], 't has no column "title" in its header row'),
        (["Title", "title"], 'more than one column for "title"'),
    ],
)
def test_a_table_without_its_titles_is_refused(headers: list[str], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        checked(layout_of(headers), "t", {})
