"""What two papers have in common, on each scale."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.scales import (
    COAUTHOR_LEVELS,
    FEW_COAUTHORS,
    LINKED_COAUTHORS,
    NO_COAUTHORS,
    NOTHING_IN_COMMON,
    OTHER_COAUTHORS,
    SAME_VENUE,
    SHARED_COAUTHORS,
    TITLE_LEVELS,
    UNKNOWN,
    VENUE_LEVELS,
    YEAR_LEVELS,
    Levels,
)
from tests.unit.rules.persons.made_up import COAUTHORS, SURROUNDINGS, authorship


def levels(*rows: Authorship) -> Levels:
    evidence = NameEvidence(rows, SURROUNDINGS)
    assert evidence.levels(0, 1) == evidence.levels(1, 0)
    return evidence.levels(0, 1)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ((), ("ada quill",), NO_COAUTHORS),
        (("ada quill",), ("flo marsh",), FEW_COAUTHORS),
        (("ada quill", "cy moss", "ed vale"), ("cy moss 2", "cy moss 3", "cy moss 4"), OTHER_COAUTHORS),
        (("ada quill",), ("bo reed",), LINKED_COAUTHORS),
        (("ada quill",), ("ada quill",), SHARED_COAUTHORS + 3),
        (("di fern",), ("di fern",), SHARED_COAUTHORS),
        (("ada quill", "ed vale", "bo reed"), ("ada quill", "ed vale", "bo reed"), SHARED_COAUTHORS + 6),
    ],
)
def test_coauthors(one: tuple[str, ...], other: tuple[str, ...], level: int) -> None:
    papers_of = {**COAUTHORS, **{f"cy moss {number}": 40 for number in range(9)}}
    rows = [authorship("a", *one), authorship("b", *other)]
    evidence = NameEvidence(rows, replace(SURROUNDINGS, papers_of=papers_of))
    assert evidence.levels(0, 1).coauthors == evidence.levels(1, 0).coauthors == level


def test_a_shared_coauthor_says_less_the_more_papers_that_name_has() -> None:
    found = [levels(authorship("a", name), authorship("b", name)).coauthors for name in ("di fern", "cy moss")]
    assert found == sorted(set(found))


def test_a_shared_coauthor_says_less_in_a_long_list() -> None:
    many = [f"name {number}" for number in range(60)]
    surroundings = replace(SURROUNDINGS, papers_of={**COAUTHORS, **dict.fromkeys(many, 1)})
    short, long = authorship("a", "ada quill"), authorship("b", "ada quill", *many)
    evidence = NameEvidence([short, short, long], surroundings)
    assert evidence.levels(0, 2).coauthors < evidence.levels(0, 1).coauthors


def test_coauthors_that_meet_as_often_as_by_chance_are_no_link() -> None:
    assert levels(authorship("a", "cy moss"), authorship("b", "di fern")).coauthors == FEW_COAUTHORS


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Lichens", "Tides", 0),
        ("", "Tides", 0),
        ("Lichens and Tides", "Tides of Lichens", len(TITLE_LEVELS) - 1),
        ("Data on Lichens", "Data on Tides", 1),
        ("Graphs of Tides and Lichens", "Graphs of Moss", 2),
    ],
)
def test_titles(one: str, other: str, level: int) -> None:
    assert levels(authorship("a", title=one), authorship("b", title=other)).title == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (None, "Moss Letters", UNKNOWN),
        ("Moss Letters", "Moss Letters", SAME_VENUE),
        ("Moss Letters", "Journal of Lichens", SAME_VENUE + 1),
        ("Tidal Reports", "Journal of Lichens", SAME_VENUE + 3),
        ("Tidal Reports", "Moss Letters", len(VENUE_LEVELS) - 1),
    ],
)
def test_venues(one: str | None, other: str | None, level: int) -> None:
    assert levels(authorship("a", venue=one), authorship("b", venue=other)).venue == level


@pytest.mark.parametrize(
    ("apart", "level"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 4), (5, 5), (7, 5), (8, 6), (12, 6), (13, 7), (80, 7)]
)
def test_years(apart: int, level: int) -> None:
    assert levels(authorship("a", year=1930), authorship("b", year=1930 + apart)).year == level
    assert level < len(YEAR_LEVELS)


def test_a_paper_without_a_year_says_nothing() -> None:
    assert levels(authorship("a", year=1930), authorship("b")).year == UNKNOWN


@pytest.mark.parametrize(("one", "other", "unequal"), [(None, None, 0), ("1", None, 0), ("1", "1", 0), ("1", "2", 1)])
def test_orcids(one: str | None, other: str | None, unequal: int) -> None:
    assert levels(authorship("a", orcid=one), authorship("b", orcid=other)).orcid == unequal


def test_two_papers_of_which_nothing_is_known_have_nothing_in_common() -> None:
    assert levels(authorship("a"), authorship("b", title="Lichens")) == NOTHING_IN_COMMON


names = st.frozensets(st.sampled_from(sorted(COAUTHORS)), max_size=4)


@given(st.lists(names, min_size=2, max_size=5))
def test_levels_are_on_their_scales_and_the_same_in_both_orders(lists: list[frozenset[str]]) -> None:
    evidence = NameEvidence([authorship(str(key), *found) for key, found in enumerate(lists)], SURROUNDINGS)
    for one in range(len(lists)):
        for other in range(len(lists)):
            found = evidence.levels(one, other)
            assert found == evidence.levels(other, one)
            assert 0 <= found.coauthors < len(COAUTHOR_LEVELS)
            shared = lists[one] & lists[other]
            assert (found.coauthors >= SHARED_COAUTHORS) == bool(shared)
            assert set(evidence.shared_coauthors(one, other)) == shared
            linked = LINKED_COAUTHORS <= found.coauthors < SHARED_COAUTHORS
            assert not linked or evidence.linked_coauthors(one, other)
