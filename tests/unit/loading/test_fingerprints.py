"""Which row a record states, and whether two records say the same."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from graphapp.errors import InvalidArgument
from graphapp.loading.fingerprints import _without, check_source_name, identify
from graphapp.records import Authorship, Loss, PaperRecord, PersonName, PersonRecord

ADA = Authorship(printed_name="Ada Lovelace", position=1)
LOSS = Loss(place="here:1", field="authors", reason="'et al.' is nobody", raw="et al.")


def record(**stated: Any) -> PaperRecord:
    return PaperRecord(**({"place": "here:1", "title": "A title", "authorships": (ADA,), "paper_id": "p"} | stated))


# Who a record is


@pytest.mark.parametrize(
    ("own_id", "paper_id"),
    [("p1", "one:p1"), ("conf/nips/X 17", "one:conf/nips/X 17"), (" a \n b ", "one:a b"), ("a:b", "one:a:b")],
)
def test_a_paper_is_known_by_its_source_and_the_sources_own_id(own_id: str, paper_id: str) -> None:
    assert identify(record(paper_id=own_id), "one").id == paper_id


@pytest.mark.parametrize("change", [{"title": "A Title"}, {"year": 1843}, {"venue": "ICML"}, {"authorships": ()}])
def test_without_an_id_a_paper_is_known_by_title_year_venue_and_authors(change: dict[str, Any]) -> None:
    nameless = record(paper_id=None)
    same = replace(nameless, place="there:9", abstract="...", identifiers={"doi": "10.1000/1"})
    assert identify(same, "one").id == identify(nameless, "one").id
    assert identify(replace(nameless, **change), "one").id != identify(nameless, "one").id


@pytest.mark.parametrize(
    "typed",
    [
        {"title": " A\u00a0 title\n"},
        {"title": "A\u200b title"},
        {"venue": "Étale  Letters"},
        {"venue": "E\u0301tale Letters"},
        {"authorships": (replace(ADA, printed_name="Ada\tLovelace "),)},
        {"authorships": (replace(ADA, printed_name="Ada Lovela\u00adce"),)},
    ],
)
def test_a_paper_without_an_id_that_is_typed_twice_is_one_row_but_two_contents(typed: dict[str, Any]) -> None:
    once = record(paper_id=None, venue="Étale Letters")
    twice = replace(once, **typed)
    assert identify(twice, "one").id == identify(once, "one").id
    assert identify(twice, "one").row_hash != identify(once, "one").row_hash


@pytest.mark.parametrize(
    "typed",
    [{"title": "a title"}, {"title": "A title."}, {"title": "A-title"}, {"venue": "Etale Letters"}, {"venue": None}],
)
def test_case_punctuation_and_accents_count_in_the_id_of_a_paper_without_one(typed: dict[str, Any]) -> None:
    once = record(paper_id=None, venue="Étale Letters")
    assert identify(replace(once, **typed), "one").id != identify(once, "one").id


def test_the_id_of_an_ordinary_paper_without_one_never_changes() -> None:
    assert identify(record(paper_id=None, venue="ICML", year=1843), "one").id == "one:1a30b8084ab1d5e5ce49c810b4d5c088"


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
    "identifiers": {"doi": "10.1000/1"},
    "url": "https://example.org",
}


def test_a_fingerprint_covers_every_field_but_the_place_and_the_losses() -> None:
    assert CHANGES.keys() == {field.name for field in fields(PaperRecord)} - {"place", "losses"}
    plain = identify(record(), "one").row_hash
    assert identify(record(place="there:2", losses=(LOSS,)), "one").row_hash == plain
    changed = {identify(record(**{name: value}), "one").row_hash for name, value in CHANGES.items()}
    assert len(changed | {plain}) == len(CHANGES) + 1


@pytest.mark.parametrize("change", [{"position": 2}, {"role": "editor"}, {"author_id": "~a"}, {"orcid": "x"}])
def test_a_fingerprint_covers_all_of_an_authorship(change: dict[str, Any]) -> None:
    changed = identify(record(authorships=(replace(ADA, **change),)), "one")
    assert changed.row_hash != identify(record(), "one").row_hash


def test_of_two_records_the_one_with_more_authors_then_with_more_fields_ranks_higher() -> None:
    more_authors = record(authorships=(ADA, replace(ADA, position=2)))
    more_fields = record(year=1843, identifiers={"doi": "10.1000/1"})
    ranked = sorted((more_authors, record(), more_fields), key=lambda each: identify(each, "one").rank)
    assert ranked == [record(), more_fields, more_authors]


@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=2, unique=True))
def test_different_records_never_rank_equally(names: list[str]) -> None:
    a, b = (identify(record(**{name: CHANGES[name]}), "one") for name in names)
    assert a.rank != b.rank


PERSON = PersonRecord(place="here:1", person_id="ada", names=(PersonName(printed_name="Ada Lovelace"),))

PERSON_CHANGES: dict[str, Any] = {
    "person_id": "bo",
    "names": (PersonName(printed_name="Ada Lovelace", author_id="~ada"),),
    "orcid": "0000-0002-1694-233X",
    "other_ids": {"wikidata": "Q7259"},
}


def test_a_fingerprint_of_a_person_covers_every_field_but_the_place_and_the_losses() -> None:
    assert PERSON_CHANGES.keys() == {field.name for field in fields(PersonRecord)} - {"place", "losses"}
    plain = identify(PERSON, "one").row_hash
    assert identify(replace(PERSON, place="there:2", losses=(LOSS,)), "one").row_hash == plain
    changed = {identify(replace(PERSON, **{name: value}), "one").row_hash for name, value in PERSON_CHANGES.items()}
    assert len(changed | {plain}) == len(PERSON_CHANGES) + 1


def test_of_two_records_of_a_person_the_one_with_more_names_then_with_more_ids_ranks_higher() -> None:
    more_names = replace(PERSON, names=(*PERSON.names, PersonName(printed_name="A. Lovelace")))
    more_ids = replace(PERSON, orcid="0000-0002-1694-233X")
    ranked = sorted((more_names, PERSON, more_ids), key=lambda each: identify(each, "one").rank)
    assert ranked == [PERSON, more_ids, more_names]


# What rules leave out


PARTS = st.lists(st.tuples(st.sampled_from(["doi", "orcid"]), st.sampled_from("abc")), max_size=6)


@given(PARTS, st.randoms())
def test_a_fingerprint_does_not_depend_on_what_is_left_out_first(parts: list[tuple[str, str]], chance: Random) -> None:
    whole = identify(record(), "one").row_hash
    shuffled = chance.sample(parts, len(parts))
    earlier = tuple(part for part in shuffled if part[1] == "a")
    later = tuple(part for part in shuffled if part[1] != "a")
    assert _without(_without(whole, earlier), later) == _without(whole, tuple(parts))
    assert (_without(whole, tuple(parts)) == whole) == (not parts)


# Names of sources


@pytest.mark.parametrize("source", ["dblp", "my-papers", "a.b+c_d", "0", "x" * 64])
def test_a_valid_name_of_a_source(source: str) -> None:
    assert check_source_name(source) == source


@pytest.mark.parametrize("source", ["", "a:b", "Dblp", "x" * 65, "ä", "-a", "(load lock)", "a\n"])
def test_an_invalid_name_of_a_source(source: str) -> None:
    with pytest.raises(InvalidArgument, match="not a valid source name"):
        check_source_name(source)
