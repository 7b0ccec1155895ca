"""EndNote's XML: styled texts, people, identifiers, addresses, and damage."""

import io
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import endnote
from graphapp.records import Authorship, PaperRecord, Record, Reject

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(document: str | bytes) -> list[Record]:
    data = document.encode() if isinstance(document, str) else document
    return list(endnote.read(io.BufferedReader(io.BytesIO(data)), "f.xml"))


def library(*inside: str) -> str:
    return f"<xml><records>{''.join(f'<record>{each}</record>' for each in inside)}</records></xml>"


def paper(inside: str = "") -> PaperRecord:
    [record] = records(library(f"<titles><title>Sheep</title></titles>{inside}"))
    assert isinstance(record, PaperRecord), record
    return record


def test_a_record_with_everything() -> None:
    first, _ = records((DATA / "endnote.xml").read_bytes())
    assert first == PaperRecord(
        place="f.xml:4",
        title="Fences at 5 2",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1),
            Authorship(printed_name="Martin King, Jr.", position=2),
            Authorship(printed_name="Lamb Census Group", position=3),
            Authorship(printed_name="University of Meadow, Hillside", position=4),
            Authorship(printed_name="Ada Byron", position=1, role="editor"),
        ),
        paper_id="12",
        abstract="Fences stand. Gates do not.",
        year=2019,
        type="Book Section",
        venue="Handbook of Fences",
        identifiers={"doi": "doi:10.1234/fences.5", "pmid": "90000005"},
        url="https://fences.example.org/5",
    )


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    _, book = records((DATA / "endnote.xml").read_bytes())
    assert isinstance(book, PaperRecord)
    assert book.authorships == (Authorship(printed_name="Wei Wang", position=1, role="editor"),)
    assert book.paper_id == "WOS:000000001"


def group(tag: str, name: str) -> str:
    return f"<{tag}><author>{name}</author></{tag}>"


def people(type: str, *groups: str, series: str = "") -> list[tuple[str, str]]:
    """The name and the role of each person in a record of this type with these groups of names."""
    titles = f"<titles><title>Sheep</title>{series}</titles>"
    [record] = records(
        library(f'<ref-type name="{type}">1</ref-type><contributors>{"".join(groups)}</contributors>{titles}')
    )
    assert isinstance(record, PaperRecord), record
    return [(each.printed_name, each.role) for each in record.authorships]


AUTHORS = group("authors", "Okafor, Ines")
SECOND = group("secondary-authors", "Lind, Petra")
THIRD = group("tertiary-authors", "Foss, Cora")
SERIES = "<secondary-title>Meadow Studies</secondary-title>"


@pytest.mark.parametrize(
    "type",
    ["Book Section", "Conference Proceedings", "Conference Paper", "Electronic Book", "Encyclopedia", "Serial", ""],
)
def test_second_authors_are_editors(type: str) -> None:
    assert people(type, THIRD, SECOND, AUTHORS, series=SERIES) == [("Ines Okafor", "author"), ("Petra Lind", "editor")]


@pytest.mark.parametrize("type", sorted(endnote._SECOND_ARE_NO_EDITORS))
def test_second_authors_of_other_roles_are_left_out(type: str) -> None:
    assert people(type, AUTHORS, SECOND, THIRD) == [("Ines Okafor", "author")]


@pytest.mark.parametrize("type", sorted(endnote._SECOND_ARE_NO_EDITORS))
def test_second_authors_are_editors_where_nobody_else_is_named(type: str) -> None:
    assert people(type, SECOND) == [("Petra Lind", "editor")] * (type in endnote._SECOND_ARE_OF_SERIES)


@pytest.mark.parametrize(
    "type",
    ["Report", "Unpublished Work", "Web Page", "Computer Program", "Map", "Classical Work", "Personal Communication"],
)
def test_these_types_have_second_authors_of_other_roles(type: str) -> None:
    assert type in endnote._SECOND_ARE_NO_EDITORS


@pytest.mark.parametrize(
    ("groups", "series", "editors"),
    [
        ([AUTHORS, THIRD], "", ["Cora Foss"]),
        ([AUTHORS, SECOND, THIRD], SERIES, ["Cora Foss"]),
        ([SECOND, THIRD], "", ["Cora Foss"]),
        ([SECOND], "", ["Petra Lind"]),
        ([SECOND, "<tertiary-authors/>"], SERIES, ["Petra Lind"]),
        ([AUTHORS, SECOND], "", ["Petra Lind"]),
        ([AUTHORS, SECOND], "<secondary-title><style/></secondary-title>", ["Petra Lind"]),
        ([AUTHORS, SECOND], SERIES, []),
        ([AUTHORS, SECOND], "<tertiary-title>Meadow Studies</tertiary-title>", []),
    ],
)
def test_the_editors_of_a_book_and_those_of_its_series(groups: list[str], series: str, editors: list[str]) -> None:
    authors = [("Ines Okafor", "author")] if AUTHORS in groups else []
    assert people("Book", *groups, series=series) == authors + [(name, "editor") for name in editors]


@pytest.mark.parametrize(
    ("type", "titles", "venue"),
    [
        ("Thesis", "<secondary-title>Department of Sheep</secondary-title>", "University of Meadow"),
        ("Thesis", "", "University of Meadow"),
        ("Report", "", None),
    ],
)
def test_the_publisher_of_a_thesis_is_its_venue_if_nothing_else_is(type: str, titles: str, venue: str | None) -> None:
    inside = f'<ref-type name="{type}">1</ref-type><publisher>University of Meadow</publisher>'
    [record] = records(library(f"<titles><title>Sheep</title>{titles}</titles>{inside}"))
    assert isinstance(record, PaperRecord), record
    assert record.venue == venue


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Lind, Petra", "Petra Lind"),
        ("Lind, P. A.", "P. A. Lind"),
        ("Petra Lind", "Petra Lind"),
        ("van der Berg, Cora", "Cora van der Berg"),
        ("King, Martin, Jr.", "Martin King, Jr."),
        ("Wool Board,", "Wool Board"),
        ("Meadow,, Wool Board", "Meadow,, Wool Board"),
        ("Meadow, Wool Board,", "Meadow,, Wool Board"),
        ("University of Meadow,, Hillside", "University of Meadow, Hillside"),
        ("et al.", "et al."),
        (",", ","),
    ],
)
def test_names(printed: str, name: str) -> None:
    stated = f"<contributors><authors><author>{printed}</author></authors></contributors>"
    assert [each.printed_name for each in paper(stated).authorships] == [name]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lind, P. &amp; W. Wang", ["P. Lind", "W. Wang"]),
        ("Lind, P.; Wang, W.", ["P. Lind", "W. Wang"]),
        ("Wool Board,; Lind, P.;", ["Wool Board", "P. Lind"]),
        ("Lind, P., Wang, W., et al.", ["P. Lind", "W. Wang, et al."]),
        ("M&amp;uuml;ller, P.", ["P. Müller"]),
        ("Meadow,, Wool; Board", ["Meadow,, Wool; Board"]),
    ],
)
def test_one_element_may_name_several_people(printed: str, names: list[str]) -> None:
    stated = f"<contributors><authors><author>{printed}</author></authors></contributors>"
    assert [(each.printed_name, each.position) for each in paper(stated).authorships] == [
        (name, rank) for rank, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize(
    ("inside", "identifiers"),
    [
        ("<accession-num>7</accession-num><remote-database-name>PubMed</remote-database-name>", {"pmid": "7"}),
        ("<accession-num>7</accession-num><remote-database-provider>NLM</remote-database-provider>", {"pmid": "7"}),
        ("<accession-num>7</accession-num>", {}),
        ("<accession-num>WOS:7</accession-num><remote-database-name>Medline</remote-database-name>", {}),
        ("<accession-num>arXiv:2101.00007</accession-num>", {"arxiv_id": "arXiv:2101.00007"}),
        ("<electronic-resource-num>10.1000/x</electronic-resource-num>", {"doi": "10.1000/x"}),
    ],
)
def test_identifiers(inside: str, identifiers: dict[str, str]) -> None:
    assert paper(inside).identifiers == identifiers


@pytest.mark.parametrize(
    ("urls", "address"),
    [
        ("<related-urls><url>https://a.example.org</url></related-urls>", "https://a.example.org"),
        ("<web-urls><url><style>http://a.example.org</style></url></web-urls>", "http://a.example.org"),
        ("<pdf-urls><url>internal-pdf://1/a.pdf</url></pdf-urls>", None),
        ("<related-urls><url>&lt;Go to ISI&gt;://WOS:7</url></related-urls>", None),
        ("", None),
    ],
)
def test_the_address_is_the_first_one_on_the_web(urls: str, address: str | None) -> None:
    assert paper(f"<urls>{urls}</urls>").url == address


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("", "no title"),
        ("<titles><title> <style/></title></titles>", "no title"),
        ("<titles><title>A</title></titles><dates><year>soon</year></dates>", 'year "soon" is not a year'),
        (
            "<titles><title>A</title></titles><contributors><authors><author/></authors></contributors>",
            "author 1 has no name",
        ),
    ],
)
def test_a_broken_record_costs_itself(broken: str, reason: str) -> None:
    good = "<titles><title>Sheep</title></titles>"
    first, second, third = records(library(good, broken, good))
    assert isinstance(first, PaperRecord)
    assert isinstance(second, Reject)
    assert isinstance(third, PaperRecord)
    assert second.reason == reason


def test_a_document_that_breaks_off_ends_the_input() -> None:
    with pytest.raises(SourceError, match=r"f\.xml"):
        records("<xml><records><record><titles>")


@pytest.mark.parametrize(
    ("head", "is_endnote"),
    [
        (b'<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>', True),
        (b"<xml>\n  <records>\n", True),
        (b"<xml><record>", False),
        (b"<records><record>", False),
        (b"<?xml version='1.0'?><PubmedArticleSet>", False),
    ],
)
def test_the_first_elements_tell_the_format(head: bytes, is_endnote: bool) -> None:
    assert endnote.recognises(head) is is_endnote
