"""Stored rows become the records from which they were made."""

from collections.abc import Mapping
from io import BufferedReader, BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.formats import jsonl
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.rows import rows_of
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.row_kinds import PaperRows, PersonRows, StoredPaper
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import UNKNOWN, known_traits
from graphapp.rules.names import name_key
from graphapp.stored_records import person_record_of, record_of


def stored(rows: PaperRows) -> StoredPaper:
    """The rows as the graph gives them back: what is None is absent."""
    author_of = {author["author_id"]: author for author in (*rows.named_authors, *rows.identified_authors)}
    publication = None
    if rows.published_at is not None:
        publication = _known({**rows.published_at, "venue_id": None})
    return StoredPaper(
        paper_id=rows.id,
        properties={**rows.paper},
        publication=publication,
        venue_id=rows.published_at and rows.published_at["venue_id"],
        authorships=[
            {"author": _known(author_of[each["author_id"]]), "authored": _known({**each, "author_id": None})}
            for each in rows.authored
        ],
    )


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


texts = st.none() | st.sampled_from(["Notes", "a: b", "Ünïcode \u200b", "10.1000/x"])
names = st.sampled_from(["Ada Lovelace", "Wei  Wang 0001", "wei wang", "José García", "李 雷", "A. 0002"])
records = st.builds(
    PaperRecord,
    place=st.just("one:p"),
    title=st.sampled_from(["A title", "???", "Ünïcode"]),
    authorships=st.lists(
        st.builds(
            Authorship,
            printed_name=names,
            position=st.none(),
            role=st.sampled_from(["author", "editor"]),
            author_id=st.none() | st.sampled_from(["~ada1", "A. Lovelace", "x:y"]),
            orcid=st.none() | st.just("0000-0002-1694-233X"),
        ),
        max_size=4,
    ).map(tuple),
    authors_complete=st.booleans(),
    paper_id=st.sampled_from(["p", "conf/x", "a:b"]),
    abstract=texts,
    year=st.none() | st.integers(1000, 2999),
    type=texts,
    venue=st.none() | st.sampled_from(["NIPS", "Annals of X"]),
    venue_key=st.none() | st.sampled_from(["annals", "icml"]),
    track=texts,
    identifiers=st.fixed_dictionaries({}, optional={"doi": st.just("10.1000/x"), "arxiv_id": st.just("2101.00001")}),
    url=texts,
)


@given(records, st.sampled_from(["one", "dblp"]))
def test_rows_become_the_record_that_becomes_these_rows(record: PaperRecord, source: str) -> None:
    traits = known_traits(source)
    rows = rows_of(identify(record, source), source, traits, 1)
    assert isinstance(rows, PaperRows)
    again = Identified(record_of(stored(rows)), "paper", rows.id, rows.paper["row_hash"])
    assert rows_of(again, source, traits, 1) == rows


@given(records)
def test_a_record_comes_back_as_it_was(record: PaperRecord) -> None:
    rows = rows_of(identify(record, "one"), "one", UNKNOWN, 1)
    assert isinstance(rows, PaperRows)
    back = record_of(stored(rows))
    printed = record.venue or record.venue_key
    # Without a venue there is no relationship that could keep the track.
    expected = replace(
        record,
        place=rows.id,
        # An address that is an identifier becomes one.
        identifiers={name: str(value) for name, value in rows.paper.items() if name in SCHEME_PROPERTIES},
        venue=printed,
        venue_key=record.venue_key if printed != record.venue_key else None,
        track=record.track if printed else None,
    )
    assert back == expected


@pytest.mark.parametrize("shown", ["Ada Lovelace", "Ada King"])
@pytest.mark.parametrize("orcid", [None, "0000-0002-1694-233X"])
@pytest.mark.parametrize(
    ("printed", "own_id"), [("Ada Lovelace", None), ("Ada Lovelace", "Ada Lovelace"), ("Ada King", "Ada Lovelace")]
)
def test_an_id_that_is_the_name_of_another_record_stays_an_id(
    shown: str, printed: str, orcid: str | None, own_id: str | None
) -> None:
    record = PaperRecord(
        place="one:p",
        title="A title",
        authorships=(Authorship(printed_name=printed, position=1, author_id=own_id, orcid=orcid),),
        paper_id="p",
    )
    rows = rows_of(identify(record, "one"), "one", UNKNOWN, 1)
    assert isinstance(rows, PaperRows)
    found = stored(rows)
    found["authorships"][0]["author"] |= {"name": shown, "name_key": name_key(shown)}
    again = rows_of(Identified(record_of(found), "paper", rows.id, rows.paper["row_hash"]), "one", UNKNOWN, 1)
    assert isinstance(again, PaperRows)
    assert again.authored == rows.authored


@pytest.mark.parametrize(
    "person",
    [
        PersonRecord(place="one:ada", person_id="ada", names=(PersonName(printed_name="Ada Lovelace"),)),
        PersonRecord(
            place="one:li",
            person_id="li",
            names=(PersonName(printed_name="Wei Li 0001"), PersonName(printed_name="W. Li", author_id="~wl")),
            orcid="0000-0002-1694-233X",
            other_ids={"homepage": "https://example.org/li", "wikidata": "Q1"},
        ),
    ],
)
def test_a_person_comes_back_as_it_was(person: PersonRecord) -> None:
    rows = rows_of(identify(person, "one"), "one", UNKNOWN, 1)
    assert isinstance(rows, PersonRows)
    assert person_record_of({**rows.person}) == person


def written_and_read(*records: PaperRecord | PersonRecord) -> list[object]:
    lines = "".join(jsonl.write(record, "key") for record in records)
    return list(jsonl.read(BufferedReader(BytesIO(lines.encode())), "one"))


@given(records)
def test_json_lines_give_back_the_record_that_they_were_written_from(record: PaperRecord) -> None:
    assert written_and_read(record) == [replace(record, place="one:1")]
