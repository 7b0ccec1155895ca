"""What venues say of the types of works, also those that the table does not have."""

import io
from typing import Any

import pytest

from graphapp.formats import csl_json, ris
from graphapp.formats.bibtex import reading as bibtex
from graphapp.formats.venue_types import is_whole_journal, kind_of_venue
from graphapp.records import PaperRecord
from graphapp.rules.work_rows import is_type_of_preprint
from tests.bibliography import authorships, paper


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("NeurIPS", "conference"),
        ("Nature", "journal"),
        ("arXiv", "preprint server"),
        ("Meadow Letters", "journal"),
        ("Sheep 2023 poster", "conference"),
        ("Sheep 2023 Oral", "conference"),
        ("Sheep 2023 notable top 25%", "conference"),
        ("Journal of Oral Sheep", "journal"),
        ("Oral Sheep", "journal"),
        ("Proceedings of the 3rd Workshop on Sheep at ACL 2023", "conference"),
        ("International Conference on Sheep", "conference"),
        ("Sheep@ACL", "conference"),
        ("12th Symposium of Sheep", "conference"),
        ("Proceedings of Sheep", "conference"),
        ("Proc. of Sheep 2020", "conference"),
        ("Proceedings of the 5th Meeting of the Sheep Society", "conference"),
        ("Proceedings of the Sheep Society", "journal"),
        ("Proceedings of the IEEE", "journal"),
        ("Meadow Clinic Proceedings", "journal"),
        ("Journal of Sheep: Conference Series", "journal"),
        (None, None),
    ],
)
def test_a_venue_has_a_kind(venue: str | None, kind: str | None) -> None:
    assert kind_of_venue(paper(venue=venue)) == kind


def test_a_key_says_what_the_printed_venue_does_not() -> None:
    assert kind_of_venue(paper(venue="Sheep 2023", venue_key="NeurIPS")) == "conference"
    assert kind_of_venue(paper(venue="Sheep 2023", venue_key="issn:1532-4435")) == "journal"


@pytest.mark.parametrize("type", ["Poster", "oral", "Spotlight"])
def test_what_was_presented_was_at_a_conference(type: str) -> None:
    assert kind_of_venue(paper(venue="Sheep 2023", type=type)) == "conference"


@pytest.mark.parametrize(
    ("type", "authors", "expected"),
    [
        ("journal", (), True),
        ("journal-issue", (), True),
        ("journal", ("Ada Byron",), False),
        ("journal article", (), False),
        (None, (), False),
    ],
)
def test_a_whole_journal_has_no_authors(type: str | None, authors: tuple[str, ...], expected: bool) -> None:
    names = authorships(*authors) + authorships("Petra Lind", role="editor")
    assert is_whole_journal(paper(type=type, authorships=names)) == expected


@pytest.mark.parametrize("format", [bibtex, csl_json, ris])
@pytest.mark.parametrize("venue", [None, "SheepRxiv", "arXiv"])
@pytest.mark.parametrize("type", ["preprint", "Posted Content", "posted-content", "informal", "Working Paper"])
def test_a_preprint_stays_one_in_each_bibliography(type: str, venue: str | None, format: Any) -> None:
    read = read_back(paper(type=type, venue=venue, identifiers={"doi": "10.1234/unknown"}), format)
    assert is_type_of_preprint(read.type)
    assert read.venue == venue


@pytest.mark.parametrize("format", [bibtex, csl_json, ris])
@pytest.mark.parametrize("type", [None, "article"])
def test_a_preprint_of_which_only_a_key_says_so_stays_one(type: str | None, format: Any) -> None:
    read = read_back(paper(type=type, venue="Sheep", venue_key="openalex:S4306400194"), format)
    assert is_type_of_preprint(read.type)


@pytest.mark.parametrize("format", [bibtex, csl_json, ris])
def test_a_paper_in_a_journal_becomes_no_preprint(format: Any) -> None:
    read = read_back(paper(type="article", venue="Hedges", identifiers={"doi": "10.1234/unknown"}), format)
    assert not is_type_of_preprint(read.type)


def read_back(record: PaperRecord, format: Any) -> PaperRecord:
    [read] = format.read(io.BufferedReader(io.BytesIO(format.write(record, "k").encode())), "p")
    assert isinstance(read, PaperRecord), read
    return read
