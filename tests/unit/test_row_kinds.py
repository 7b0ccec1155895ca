"""The declared kinds of rows are what records become and what the queries write."""

import re
from pathlib import Path

import pytest

from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import rows_of
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.row_kinds import (
    AUTHOR_PROPERTIES,
    PAPER_PROPERTIES,
    VENUE_PROPERTIES,
    Author,
    Authored,
    Naming,
    Paper,
    PaperRows,
    Person,
    PersonRows,
    PublishedAt,
    Venue,
)
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import UNKNOWN

RELIABILITY = Path(__file__).parents[2] / "docs" / "reliability.md"

FULL = PaperRecord(
    place="x",
    paper_id="p",
    title="A title",
    authorships=(Authorship(printed_name="Ada Lovelace", position=1, orcid="0000-0002-1694-233X"),),
    abstract="...",
    year=1843,
    type="Article",
    venue="NIPS",
    track="Main",
    identifiers={"doi": "10.1000/1", "arxiv_id": "2101.00001", "pmid": "7"},
    url="https://example.org",
)
ADA = PersonRecord(
    place="x",
    person_id="ada",
    names=(PersonName(printed_name="Ada", author_id="a"),),
    orcid="0000-0002-1694-233X",
    other_ids={"wikidata": "Q7259"},
)


def test_a_record_with_everything_has_every_declared_property() -> None:
    rows = rows_of(identify(FULL, "one"), "one", UNKNOWN, 1)
    assert isinstance(rows, PaperRows)
    assert rows.paper.keys() == Paper.__annotations__.keys() | set(SCHEME_PROPERTIES)
    [authored], [author] = rows.authored, rows.identified_authors
    assert authored.keys() == Authored.__annotations__.keys()
    assert author.keys() == Author.__annotations__.keys()
    assert rows.published_at is not None
    assert rows.published_at.keys() == PublishedAt.__annotations__.keys()
    assert rows.venue is not None
    assert rows.venue.keys() == Venue.__annotations__.keys()
    person = rows_of(identify(ADA, "one"), "one", UNKNOWN, 1)
    assert isinstance(person, PersonRows)
    assert person.person.keys() == Person.__annotations__.keys()
    assert person.names[0].keys() == Naming.__annotations__.keys()


@pytest.mark.parametrize(
    ("query", "row", "kind"),
    [
        ("write/link_papers", "authorship", Authored),
        ("write/link_papers", "published_at", PublishedAt),
        ("write/create_persons", "name", Naming),
    ],
)
def test_a_query_writes_every_property_of_a_relationship(query: str, row: str, kind: type) -> None:
    written = set(re.findall(rf"\b{row}\.(\w+)", load_query(query).text))
    assert written == kind.__annotations__.keys()


@pytest.mark.parametrize(
    ("query", "parameter", "properties"),
    [
        ("read/foreign_facts", "properties", PAPER_PROPERTIES),
        ("read/broken_invariants", "author_properties", AUTHOR_PROPERTIES),
        ("read/broken_invariants", "venue_properties", VENUE_PROPERTIES),
        ("write/delete_authors", "properties", AUTHOR_PROPERTIES),
        ("write/delete_venues", "properties", VENUE_PROPERTIES),
    ],
)
def test_an_example_of_a_query_lists_all_properties_of_its_label(
    query: str, parameter: str, properties: tuple[str, ...]
) -> None:
    assert set(re.findall(r'"(\w+)"', load_query(query).parameters[parameter])) == set(properties)


@pytest.mark.parametrize(
    ("label", "properties"),
    [("Paper", PAPER_PROPERTIES), ("Author", AUTHOR_PROPERTIES), ("Venue", VENUE_PROPERTIES)],
)
def test_the_documentation_lists_all_properties_of_a_label(label: str, properties: tuple[str, ...]) -> None:
    [row] = re.findall(rf"^\| `{label}` \| (.*) \|$", RELIABILITY.read_text(encoding="utf-8"), re.M)
    assert set(re.findall(r"`(\w+)`", row)) == set(properties)
