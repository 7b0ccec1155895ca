"""From records to rows: identities, fingerprints, normal forms, and what the graph cannot hold."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.loading.rows import UnfitRecord, check_source_name, display_name, paper_row, reject_of, state
from graphapp.records import Authorship, PaperRecord
from graphapp.rules.names import LONGEST_KEY_BYTES

ADA = Authorship(printed_name="Ada Lovelace", position=1)


def record(**stated: Any) -> PaperRecord:
    return PaperRecord(**({"place": "here:1", "title": "A title", "authorships": (ADA,), "paper_id": "p"} | stated))


def row(source: str = "one", **stated: Any) -> dict[str, Any]:
    return paper_row(state(record(**stated), source), source, 7)


# Who a record is


@pytest.mark.parametrize(
    ("own_id", "paper_id"),
    [("p1", "one:p1"), ("conf/nips/X 17", "one:conf/nips/X 17"), (" a \n b ", "one:a b"), ("a:b", "one:a:b")],
)
def test_a_paper_is_known_by_its_source_and_the_sources_own_id(own_id: str, paper_id: str) -> None:
    assert state(record(paper_id=own_id), "one").paper_id == paper_id


@pytest.mark.parametrize("change", [{"title": "A Title"}, {"year": 1843}, {"venue": "ICML"}, {"authorships": ()}])
def test_without_an_id_a_paper_is_known_by_title_year_venue_and_authors(change: dict[str, Any]) -> None:
    nameless = record(paper_id=None)
    same = replace(nameless, place="there:9", abstract="...", doi="10.1000/1")
    assert state(same, "one").paper_id == state(nameless, "one").paper_id
    assert state(replace(nameless, **change), "one").paper_id != state(nameless, "one").paper_id


CHANGES: dict[str, Any] = {
    "title": "Another",
    "authorships": (),
    "authors_complete": False,
    "paper_id": "q",
    "abstract": "...",
    "year": 1843,
    "type": "Article",
    "venue": "ICML",
    "venue_key": "icml",
    "track": "Conference",
    "doi": "10.1000/1",
    "arxiv_id": "2101.00001",
    "url": "https://example.org",
}


def test_a_fingerprint_covers_every_field_but_the_place() -> None:
    assert CHANGES.keys() == {field.name for field in fields(PaperRecord)} - {"place"}
    plain = state(record(), "one").row_hash
    assert state(record(place="there:2"), "one").row_hash == plain
    changed = {state(record(**{name: value}), "one").row_hash for name, value in CHANGES.items()}
    assert len(changed | {plain}) == len(CHANGES) + 1


@pytest.mark.parametrize("change", [{"position": 2}, {"role": "editor"}, {"author_id": "~a"}, {"orcid": "x"}])
def test_a_fingerprint_covers_all_of_an_authorship(change: dict[str, Any]) -> None:
    changed = state(record(authorships=(replace(ADA, **change),)), "one")
    assert changed.row_hash != state(record(), "one").row_hash


def test_of_two_records_the_one_with_more_authors_then_with_more_fields_ranks_higher() -> None:
    more_authors = record(authorships=(ADA, replace(ADA, position=2)))
    more_fields = record(year=1843, doi="10.1000/1")
    ranked = sorted((more_authors, record(), more_fields), key=lambda each: state(each, "one").rank)
    assert ranked == [record(), more_fields, more_authors]


@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=2, unique=True))
def test_different_records_never_rank_equally(names: list[str]) -> None:
    a, b = (state(record(**{name: CHANGES[name]}), "one") for name in names)
    assert a.rank != b.rank


# Normal forms


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc", "10.1000/abc"),
        ("doi:10.1000/Abc", "10.1000/abc"),
    ],
)
def test_a_doi_is_bare_and_in_small_letters(printed: str, stored: str) -> None:
    assert row(doi=printed)["properties"]["doi"] == stored


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("2301.00001", "2301.00001"),
        ("2301.00001v12", "2301.00001"),
        ("2301.00001V2", "2301.00001"),
        ("arXiv:2301.00001", "2301.00001"),
        ("https://arxiv.org/abs/2301.00001v1", "2301.00001"),
        ("cs.CL/0301001v1", "cs/0301001"),
        ("https://arxiv.org/abs/cs/0301001", "cs/0301001"),
    ],
)
def test_an_arxiv_id_is_bare_and_without_its_version(printed: str, stored: str) -> None:
    assert row(arxiv_id=printed)["properties"]["arxiv_id"] == stored


@pytest.mark.parametrize(
    "printed", ["0000-0002-1694-233X", "0000-0002-1694-233x", "https://orcid.org/0000-0002-1694-233X"]
)
def test_an_orcid_has_one_spelling(printed: str) -> None:
    [authored] = row(authorships=(replace(ADA, orcid=printed),))["authorships"]
    assert authored["orcid"] == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("source", "stated", "author_id", "settled"),
    [
        ("one", {"printed_name": " Ada \t Lovelace"}, "one:Ada Lovelace", True),
        ("one", {"printed_name": "Wei Wang 0001"}, "one:Wei Wang 0001", True),
        ("dblp", {"printed_name": "Wei  Wang 0001"}, "dblp:Wei Wang 0001", True),
        ("dblp", {"printed_name": "wei wang 0001"}, "dblp:wei wang 0001", True),
        ("one", {"author_id": " ~Ada 1 "}, "one:~Ada 1", False),
        ("one", {"orcid": "0000-0002-1694-233X"}, "one:Ada Lovelace", False),
    ],
)
def test_an_author_row_is_known_by_the_sources_id_or_by_the_name(
    source: str, stated: dict[str, Any], author_id: str, settled: bool
) -> None:
    [author] = row(source, authorships=(replace(ADA, **stated),))["authors"]
    assert (author["author_id"], author["settled"]) == (author_id, settled)


@pytest.mark.parametrize(
    ("stated", "venue_id", "printed"),
    [
        ({"venue": "NIPS"}, "neurips", "NIPS"),
        ({"venue": "Annals of Made-up Results"}, "annals of made up results", "Annals of Made-up Results"),
        ({"venue": "The 3rd Workshop on X", "venue_key": "xw"}, "xw", "The 3rd Workshop on X"),
        ({"venue_key": "xw"}, "xw", "xw"),
    ],
)
def test_a_paper_appears_at_the_venue_that_its_record_prints(
    stated: dict[str, Any], venue_id: str, printed: str
) -> None:
    made = row(**stated)
    assert made["venue"]["venue_id"] == made["published"]["venue_id"] == venue_id
    assert made["published"]["printed_venue"] == printed


def test_what_a_record_lacks_its_row_lacks() -> None:
    made = row(authorships=())
    assert made["properties"].keys() == {
        *("paper_id", "title", "title_key", "source", "author_count"),
        *("work_id", "preferred", "row_hash", "revision"),
    }
    assert (made["published"], made["venue"], made["authors"]) == (None, None, [])


def test_a_title_of_punctuation_has_no_key() -> None:
    assert "title_key" not in row(title="???")["properties"]


def test_editors_are_no_authors() -> None:
    both = (ADA, replace(ADA, role="editor"))
    assert row(authorships=both)["properties"]["author_count"] == 1
    assert "author_count" not in row(authorships=both, authors_complete=False)["properties"]


# What the graph cannot hold


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"paper_id": "  "}, "an id that is blank"),
        ({"paper_id": "x" * 1_001}, "an id of 1,001 characters"),
        ({"title": "x" * 8_001}, "a title of 8,001 characters"),
        ({"title": "\ufdfa" * 500}, "a title of 500 characters"),
        ({"abstract": "x" * 1_000_001}, "an abstract of 1,000,001 characters"),
        ({"abstract": "\ud800"}, "half of a surrogate pair"),
        ({"year": 0}, "0 is no year"),
        ({"year": 2**70}, "is no year"),
        ({"doi": "soon"}, "'soon' is no DOI"),
        ({"doi": "10.1000/" + "x" * 10_000}, "is no DOI"),
        ({"arxiv_id": "soon"}, "'soon' is no arXiv id"),
        ({"venue": "\u200b"}, "is no name of a venue"),
        ({"venue": "x" * 1_001}, "a venue of 1,001 characters"),
        ({"authorships": (replace(ADA, printed_name="\u200b"),)}, "is no name"),
        ({"authorships": (replace(ADA, printed_name="x" * 1_001),)}, "an author name of 1,001 characters"),
        ({"authorships": (replace(ADA, printed_name="\ufdfa" * 300),)}, "whose keys are too long"),
        ({"authorships": (replace(ADA, author_id=" "),)}, "an id that is blank"),
        ({"authorships": (replace(ADA, author_id="x" * 1_001),)}, "an id of 1,001 characters"),
        ({"authorships": (replace(ADA, orcid="0000-0002-1694-2331"),)}, "is no ORCID"),
        ({"authorships": (replace(ADA, position=0),)}, "0 is no position in a list of authors"),
        ({"authorships": (replace(ADA, position=2**63),)}, "is no position"),
        ({"authorships": (ADA, ADA)}, "two authors at position 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_the_graph_cannot_hold_is_unfit(stated: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnfitRecord, match=reason):
        row(**stated)


def test_an_author_and_an_editor_may_both_come_first() -> None:
    assert len(row(authorships=(ADA, replace(ADA, role="editor")))["authorships"]) == 2


@given(
    st.builds(PaperRecord, place=st.text(), title=st.text(), authorships=st.just((ADA,)), venue=st.text() | st.none())
)
def test_every_record_becomes_a_row_with_keys_that_fit_or_is_unfit(record: PaperRecord) -> None:
    try:
        made = paper_row(state(record, "one"), "one", 1)
    except UnfitRecord:
        return
    assert len(made["properties"].get("title_key", "").encode()) <= LONGEST_KEY_BYTES
    assert all(value != "" for name, value in made["properties"].items() if name != "title")


def test_a_reject_shows_its_record_even_where_it_is_no_text() -> None:
    reject = reject_of(record(title="half \ud800", abstract="x" * 20_000), "half of a surrogate pair")
    assert reject.place == "here:1"
    assert reject.raw.startswith('{"place": "here:1", "title": "half \\ud800"')
    assert len(json.dumps(reject.raw)) < 11_000


# What an author row shows


@pytest.mark.parametrize(
    ("printings", "name"),
    [
        ({"Ada Lovelace": 2, "A. Lovelace": 1}, "Ada Lovelace"),
        ({"Ada Lovelace": 1, "A. Lovelace": 1}, "A. Lovelace"),
        ({"Ada  Lovelace": 1, "Ada Lovelace ": 1, "A. Lovelace": 1}, "Ada Lovelace"),
        ({}, None),
    ],
)
def test_an_author_row_shows_its_most_frequent_printing_then_the_smallest(
    printings: dict[str, int], name: str | None
) -> None:
    shown = display_name(printings, "one")
    assert (shown and shown.name) == name


def test_a_homonym_number_is_no_part_of_the_shown_name() -> None:
    shown = display_name({"Wei Wang 0001": 1}, "dblp")
    assert shown is not None
    assert (shown.name, shown.homonym) == ("Wei Wang", "0001")


@pytest.mark.parametrize("source", ["dblp", "my-papers", "a.b+c_d", "0", "x" * 64])
def test_a_name_of_a_source(source: str) -> None:
    assert check_source_name(source) == source


@pytest.mark.parametrize("source", ["", "a:b", "Dblp", "x" * 65, "ä", "-a", "(load lock)", "a\n"])
def test_no_name_of_a_source(source: str) -> None:
    with pytest.raises(InvalidArgument, match="no name of a source"):
        check_source_name(source)
