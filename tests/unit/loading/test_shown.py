"""What author rows and venues show, of all that is said of them."""

from typing import Any

import pytest

from graphapp.loading.shown import shown_author, shown_venue
from graphapp.rules.known_sources import KNOWN_SOURCES, UNKNOWN

PERSON = {"person_id": "one:p", "printed_name": "Ada Lovelace", "orcid": None, "by_name": False}
ORCID = "0000-0002-1825-0097"


def printing(name: str, count: int = 1, orcid: str | None = None, *, by_name: bool = False) -> dict[str, Any]:
    return {"printed_name": name, "count": count, "orcid": orcid, "by_name": by_name}


def shown(*printings: dict[str, Any], persons: tuple[dict[str, Any], ...] = ()) -> dict[str, str | None] | None:
    return shown_author({"printings": printings, "persons": persons}, UNKNOWN)


def test_a_row_that_nothing_states_shows_nothing() -> None:
    assert shown() is None


def test_the_name_is_the_most_frequent_one_and_a_persons_name_counts_once() -> None:
    assert shown(printing("A. Lovelace", 2), persons=(PERSON,)) == {
        "name": "A. Lovelace",
        "name_key": "a. lovelace",
        "fold_key": "a lovelace",
        "family_key": "lovelace a",
        "homonym": None,
        "orcid": None,
        "person_id": "one:p",
    }


def test_a_row_that_a_record_identifies_by_its_name_shows_it_however_often_others_print_another() -> None:
    by_paper = shown(printing("Ada Lovelace*", by_name=True), printing("A. King", 9, ORCID))
    by_person = shown(printing("A. King", 9, ORCID), persons=(PERSON | {"by_name": True},))
    for row in (by_paper, by_person):
        assert row is not None
        assert (row["name"], row["orcid"]) == ("Ada Lovelace", ORCID)


def test_a_row_of_a_person_needs_no_paper() -> None:
    row = shown(persons=(PERSON,))
    assert row is not None
    assert (row["name"], row["person_id"]) == ("Ada Lovelace", "one:p")


@pytest.mark.parametrize(
    ("persons", "orcid", "person_id"),
    [
        ((), ORCID, None),
        ((PERSON,), ORCID, "one:p"),
        ((PERSON | {"orcid": "0000-0002-1694-233X"},), "0000-0002-1694-233X", "one:p"),
        ((PERSON, PERSON | {"printed_name": "A. King"}), ORCID, "one:p"),
        ((PERSON, PERSON | {"person_id": "one:q", "orcid": "0000-0002-1694-233X"}), ORCID, None),
    ],
)
def test_the_persons_orcid_comes_first_and_two_persons_give_none(
    persons: tuple[dict[str, Any], ...], orcid: str, person_id: str | None
) -> None:
    row = shown(printing("Ada Lovelace", 1, ORCID), persons=persons)
    assert row is not None
    assert (row["orcid"], row["person_id"]) == (orcid, person_id)


def test_homonym_numbers_are_taken_off_where_the_source_has_them() -> None:
    row = {"printings": [printing("Wei Wang 0001")], "persons": []}
    assert (shown_author(row, UNKNOWN) or {})["homonym"] is None
    assert (shown_author(row, KNOWN_SOURCES["dblp"]) or {})["homonym"] == "0001"


def test_a_venue_shows_its_most_frequent_printing_with_characters_for_references() -> None:
    counts = {"Sheep &amp; Goats": 2, "Sheep & Goats": 2, "Sheep and Goats": 3, "Proceedings of a Flock": 9}
    printings = [{"printed_venue": printed, "count": count} for printed, count in counts.items()]
    assert shown_venue("sheep and goats", printings, None) == {"name": "Sheep & Goats", "kind": None}
    assert shown_venue("flock", printings, None) == {"name": "flock", "kind": None}
