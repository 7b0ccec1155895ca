"""What both formats of PubMed read in one way."""

import pytest

from graphapp.formats.medline import identifier, original_title, person_name, publication_type, year_of
from graphapp.rules.titles import note_of_type


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Lind", "Petra"), "Petra Lind"),
        (("Lind", ""), "Lind"),
        (("Lind", "Petra", "Jr"), "Petra Lind, Jr"),
        (("", ""), ""),
    ],
)
def test_a_name_is_in_natural_order(parts: tuple[str, ...], name: str) -> None:
    assert person_name(*parts) == name


@pytest.mark.parametrize(
    ("title", "vernacular", "original"),
    [
        ("Sheep.", "", "Sheep."),
        ("Sheep.", "Schafe.", "Sheep."),
        ("[Sheep].", "", "[Sheep]."),
        ("[Sheep].", "Schafe.", "Schafe."),
        ("[A [18F] sheep].", "Schaf.", "Schaf."),
        ("", "Schafe.", "Schafe."),
        ("[Sheep] and [goats]", "Schafe und Ziegen", "[Sheep] and [goats]"),
        ("[Not Available].", "", None),
        ("[not available]", "Schafe.", "Schafe."),
        ("", "", ""),
    ],
)
def test_the_title_is_the_original_one(title: str, vernacular: str, original: str | None) -> None:
    assert original_title(title, vernacular) == original


@pytest.mark.parametrize(
    ("types", "stated", "note"),
    [
        (["Journal Article", "Research Support, N.I.H., Extramural"], "Journal Article", None),
        (["Journal Article", "Comment"], "Journal Article; Comment", "comment"),
        (["Journal Article", "Retracted Publication"], "Journal Article; Retracted Publication", None),
        (["Retraction Notice"], "Retraction Notice", "retraction"),
        (["Retraction of Publication"], "Retraction of Publication", "retraction"),
        (["Published Erratum"], "Published Erratum", "correction"),
        (["Editorial"], "Editorial", "editorial"),
        (["Journal Article", "Preprint"], "Preprint", None),
        ([], "", None),
    ],
)
def test_types_are_one_text_that_tells_notes_from_articles(types: list[str], stated: str, note: str | None) -> None:
    assert publication_type(types) == stated
    assert note_of_type(stated) == note


@pytest.mark.parametrize(
    ("date", "year"),
    [("2020 Jan 15", "2020"), ("1998 Dec-1999 Jan", "1998"), ("Winter 2001", "2001"), ("soon", "soon"), ("", "")],
)
def test_a_date_begins_with_its_year(date: str, year: str) -> None:
    assert year_of(date) == year


@pytest.mark.parametrize(
    ("kind", "text", "stated"),
    [
        ("doi", "10.1000/x ", [("doi", "10.1000/x")]),
        ("pii", "arXiv:2101.00007 ", [("arxiv_id", "arXiv:2101.00007")]),
        ("pii", "S1", []),
        ("pmc", "PMC7", []),
        ("", "10.1000/x", []),
    ],
)
def test_identifiers_that_are_kept(kind: str, text: str, stated: list[tuple[str, str]]) -> None:
    assert list(identifier(kind, text)) == stated
