"""From records to rows: identities, fingerprints, normal forms, and what the graph cannot hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import display_name, reject_of, rows_of
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord, Unfit
from graphapp.row_kinds import PaperRows, PersonRows
from graphapp.rules.known_sources import KNOWN_SOURCES, UNKNOWN, known_traits
from graphapp.rules.names import LONGEST_KEY_BYTES

ADA = Authorship(printed_name="Ada Lovelace", position=1)


def record(**stated: Any) -> PaperRecord:
    return PaperRecord(**({"place": "here:1", "title": "A title", "authorships": (ADA,), "paper_id": "p"} | stated))


def row(source: str = "one", **stated: Any) -> PaperRows:
    made = rows_of(identify(record(**stated), source), source, known_traits(source), 7)
    assert isinstance(made, PaperRows)
    return made


def paper(**stated: Any) -> dict[str, Any]:
    """The properties of the paper row."""
    return {**row(**stated).paper}


# Keys and ids


@pytest.mark.parametrize(
    "printed", ["0000-0002-1694-233X", "0000-0002-1694-233x", "https://orcid.org/0000-0002-1694-233X"]
)
def test_an_orcid_has_one_spelling(printed: str) -> None:
    [authored] = row(authorships=(replace(ADA, orcid=printed),)).authored
    assert authored["orcid"] == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("source", "stated", "author_id", "by_name"),
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
    source: str, stated: dict[str, Any], author_id: str, by_name: bool
) -> None:
    made = row(source, authorships=(replace(ADA, **stated),))
    [author] = made.named_authors if by_name else made.identified_authors
    assert author["author_id"] == author_id
    assert len(made.named_authors) + len(made.identified_authors) == 1


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
    assert made.venue is not None
    assert made.published_at is not None
    assert made.venue["venue_id"] == made.published_at["venue_id"] == venue_id
    assert made.published_at["printed_venue"] == printed


def test_what_a_record_lacks_its_row_lacks() -> None:
    made = row(authorships=())
    assert made.paper.keys() == {
        *("paper_id", "title", "title_key", "source", "author_count", "link_count"),
        *("work_id", "preferred", "row_hash", "revision"),
    }
    assert (made.published_at, made.venue, made.authored, made.named_authors) == (None, None, [], [])


def test_a_title_of_punctuation_has_no_key() -> None:
    assert "title_key" not in paper(title="???")


@pytest.mark.parametrize(
    ("printed", "named", "author_count"),
    [
        (("Ada Lovelace", "et al."), ["Ada Lovelace"], None),
        (("Ada Lovelace", "and 12 others"), ["Ada Lovelace"], None),
        (("Ada Lovelace et al.",), ["Ada Lovelace"], None),
        (("Ada Lovelace", "Anonymous"), ["Ada Lovelace"], None),
        (("[No author name available]",), [], None),
        (("Ada Lovelace", "nan"), ["Ada Lovelace"], 1),
        (("N/A",), [], None),
    ],
)
def test_a_placeholder_is_no_author_row(printed: tuple[str, ...], named: list[str], author_count: int | None) -> None:
    authorships = tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(printed, 1))
    made = row(authorships=authorships)
    assert [author["name"] for author in made.named_authors] == named
    assert made.paper.get("author_count") == author_count
    assert made.paper["link_count"] == len(made.authored) == len(named)


def test_a_placeholder_with_an_id_of_its_own_is_no_author_row() -> None:
    made = row(authorships=(ADA, replace(ADA, printed_name="Anonymous", author_id="x", position=2)))
    assert made.identified_authors == []


@pytest.mark.parametrize(
    ("printed", "author_count"),
    [
        (("Ada Lovelace", "Ada Lovelace"), 1),
        (("Ada Lovelace", "Ada Lovelace*", "Lovelace, Ada"), 1),
        (("Ada Lovelace", "ADA LOVELACE"), 2),
        (("Ada Lovelace", "Luigi Menabrea", "Ada Lovelace"), 2),
    ],
)
def test_an_author_row_that_is_named_twice_counts_once(printed: tuple[str, ...], author_count: int) -> None:
    authorships = tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(printed, 1))
    assert paper(authorships=authorships)["author_count"] == author_count
    assert len(row(authorships=authorships).authored) == len(printed)


@pytest.mark.parametrize("printed", ["Lovelace, Ada", "Ada Lovelace†", "Ada Lovelace, PhD", "Ada Lovelace et al."])
def test_a_name_is_read_and_kept_as_printed(printed: str) -> None:
    made = row(authorships=(replace(ADA, printed_name=printed),))
    [author], [authored] = made.named_authors, made.authored
    assert (author["author_id"], author["name"], author["name_key"]) == (
        "one:Ada Lovelace",
        "Ada Lovelace",
        "ada lovelace",
    )
    assert (author["fold_key"], author["family_key"]) == ("ada lovelace", "lovelace ada")
    assert authored["printed_name"] == printed


@pytest.mark.parametrize(
    ("stated", "printed_key"),
    [({}, None), ({"author_id": "~ada"}, "a. lovelace"), ({"orcid": "0000-0002-1694-233X"}, "a. lovelace")],
)
def test_the_name_under_which_a_row_with_an_id_is_printed_can_be_looked_up(
    stated: dict[str, Any], printed_key: str | None
) -> None:
    [authored] = row(authorships=(replace(ADA, printed_name="A. Lovelace", **stated),)).authored
    assert authored["printed_key"] == printed_key


def person_rows(*names: PersonName) -> PersonRows:
    made = rows_of(identify(PersonRecord(place="x", person_id="p", names=names), "one"), "one", UNKNOWN, 1)
    assert isinstance(made, PersonRows)
    return made


def test_a_placeholder_is_no_name_of_a_person() -> None:
    ada, nobody = PersonName(printed_name="Ada Lovelace"), PersonName(printed_name="n/a")
    made = person_rows(ada, nobody)
    assert made.person["author_ids"] == ["one:Ada Lovelace"]
    assert made.person["printed_names"] == ["Ada Lovelace"]
    with pytest.raises(Unfit, match="a person without a name"):
        person_rows(nobody)


def test_the_name_that_a_person_record_prints_for_a_row_with_an_id_can_be_looked_up() -> None:
    made = person_rows(PersonName(printed_name="Ada Lovelace"), PersonName(printed_name="A. King*", author_id="~ada"))
    assert made.names == [
        {"author_id": "one:Ada Lovelace", "printed_name": "Ada Lovelace", "printed_key": None},
        {"author_id": "one:~ada", "printed_name": "A. King*", "printed_key": "a. king"},
    ]


def test_editors_are_no_authors() -> None:
    both = (ADA, replace(ADA, role="editor"))
    assert paper(authorships=both)["author_count"] == 1
    assert "author_count" not in paper(authorships=both, authors_complete=False)


def test_identifiers_are_in_normal_form_and_also_read_from_the_address() -> None:
    stored = paper(identifiers={"doi": "https://doi.org/10.1000/ABC"}, url="https://arxiv.org/abs/2301.00001v2")
    assert (stored["doi"], stored["arxiv_id"]) == ("10.1000/abc", "2301.00001")
    assert stored["url"] == "https://arxiv.org/abs/2301.00001v2"


def test_what_is_no_identifier_is_in_no_row() -> None:
    [authored] = row(authorships=(replace(ADA, orcid="0000-0002-1694-2331"),)).authored
    assert authored["orcid"] is None
    assert "doi" not in paper(identifiers={"doi": "soon"})
    person = PersonRecord(place="x", person_id="a", names=(PersonName(printed_name="Ada"),), orcid="soon")
    made = rows_of(identify(person, "one"), "one", UNKNOWN, 1)
    assert isinstance(made, PersonRows)
    assert "orcid" not in made.person


# What the graph cannot hold


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"paper_id": "  "}, "an id that is blank"),
        ({"paper_id": "x" * 1_001}, "an id of 1,001 characters"),
        ({"title": "x" * 8_001}, "a title of 8,001 characters"),
        ({"title": "\ufdfa" * 500}, "a title of 500 characters, whose key is too long"),
        ({"abstract": "x" * 1_000_001}, "an abstract of 1,000,001 characters"),
        ({"abstract": "\ud800"}, "half of a surrogate pair"),
        ({"year": 0}, 'year "0" is not a year'),
        ({"year": 999}, 'year "999" is not a year'),
        ({"year": 3000}, 'year "3000" is not a year'),
        ({"year": 2**70}, "is not a year"),
        ({"url": "x" * 8_001}, "a URL of 8,001 characters"),
        ({"venue_key": "x" * 1_001}, "a venue key of 1,001 characters"),
        ({"venue": "\ufdfa" * 500}, "a venue of 500 characters, whose key is too long"),
        ({"venue": "\u200b"}, "is not the name of a venue"),
        ({"venue": "x" * 1_001}, "a venue of 1,001 characters"),
        ({"authorships": (replace(ADA, printed_name="\u200b"),)}, "is not a name"),
        ({"authorships": (replace(ADA, printed_name="x" * 1_001),)}, "an author name of 1,001 characters"),
        ({"authorships": (replace(ADA, printed_name="\ufdfa" * 300),)}, "whose keys are too long"),
        ({"authorships": (replace(ADA, author_id=" "),)}, "an id that is blank"),
        ({"authorships": (replace(ADA, author_id="x" * 1_001),)}, "an id of 1,001 characters"),
        ({"authorships": (replace(ADA, position=0),)}, "0 is not a position in a list of authors"),
        ({"authorships": (replace(ADA, position=2**63),)}, "is not a position"),
        ({"authorships": (ADA, ADA)}, "two authors at position 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_the_graph_cannot_hold_is_unfit(stated: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        row(**stated)


def test_an_author_and_an_editor_may_both_come_first() -> None:
    assert len(row(authorships=(ADA, replace(ADA, role="editor"))).authored) == 2


@given(
    st.builds(PaperRecord, place=st.text(), title=st.text(), authorships=st.just((ADA,)), venue=st.text() | st.none())
)
def test_every_record_becomes_a_row_with_keys_that_fit_or_is_unfit(record: PaperRecord) -> None:
    try:
        made = rows_of(identify(record, "one"), "one", UNKNOWN, 1)
    except Unfit:
        return
    assert isinstance(made, PaperRows)
    assert len(made.paper.get("title_key", "").encode()) <= LONGEST_KEY_BYTES
    assert all(value != "" for name, value in made.paper.items() if name != "title")


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
        ({"Lovelace, Ada": 1, "Ada Lovelace*": 1, "A. Lovelace": 1}, "Ada Lovelace"),
        ({"ADA LOVELACE": 1, "Ada Lovelace": 1}, "Ada Lovelace"),
        ({"ADA LOVELACE": 2, "Ada Lovelace": 1}, "ADA LOVELACE"),
        ({}, None),
    ],
)
def test_an_author_row_shows_its_most_frequent_printing_then_one_in_mixed_case_then_the_smallest(
    printings: dict[str, int], name: str | None
) -> None:
    shown = display_name(printings, UNKNOWN)
    assert (shown and shown.name) == name


def test_a_homonym_number_is_no_part_of_the_shown_name() -> None:
    shown = display_name({"Wei Wang 0001": 1}, KNOWN_SOURCES["dblp"])
    assert shown is not None
    assert (shown.name, shown.homonym) == ("Wei Wang", "0001")
