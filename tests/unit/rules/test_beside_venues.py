"""What may stand behind a venue's name: when and where are told from topics, and no text takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.beside_venues import names_another_kind, says_when_and_where
from graphapp.rules.names import fold

WORDS = ["south", "korea", "new", "york", "long", "and", "papers", "part", "i", "virtual", "event", "2019", "12th", "x"]


def says(rest: str, *, of_a_conference: bool, in_brackets: bool = False, with_year: bool = False) -> bool:
    texts = [fold(text) for text in rest.split(",")]
    return says_when_and_where(texts, of_a_conference=of_a_conference, in_brackets=in_brackets, with_year=with_year)


@pytest.mark.parametrize(
    "rest",
    [
        "Vancouver, BC, Canada, December 8-14, 2019",
        "Riva del Garda, Italy, October 19-23, 2014. Proceedings, Part I",
        "Virtual Event / Toronto, 12-18 July",
        "Washington D.C., USA",
        "Seoul, South Korea, Long and Short Papers",
        "Lecture Notes in Computer Science, vol. 12345, pp. 1-10",
        "New York City, NY, USA",
        "Berlin",
    ],
)
def test_dates_places_and_series_leave_a_conference_as_it_is_and_no_journal(rest: str) -> None:
    assert says(rest, of_a_conference=True)
    assert not says(rest, of_a_conference=False)


@pytest.mark.parametrize("rest", ["521(7553)", "vol. 12, no. 3, pp. e12-e15", "March-April 2001", "Online", "Part II"])
def test_numbers_and_dates_leave_any_venue_as_it_is(rest: str) -> None:
    assert says(rest, of_a_conference=True)
    assert says(rest, of_a_conference=False)


@pytest.mark.parametrize(
    "rest", ["SemEval", "BuildingTrust, Singapore", "AI4Science", "Industry Track", "Sheep, Berlin", "Art", "Volume"]
)
def test_one_unknown_word_is_enough_to_doubt(rest: str) -> None:
    for of_a_conference in (True, False):
        assert not says(rest, of_a_conference=of_a_conference, in_brackets=True, with_year=True)


def test_regions_alone_are_a_place_of_a_conference_in_a_certain_year_only() -> None:
    assert says("Hawaii, USA", of_a_conference=True, with_year=True)
    assert not says("India", of_a_conference=True)
    assert not says("China", of_a_conference=False, in_brackets=True, with_year=True)


@pytest.mark.parametrize("rest", ["New York, N.Y.", "Oxford, England", "Clifton, N.J.", "London"])
def test_a_place_in_brackets_tells_no_journal_apart(rest: str) -> None:
    assert says(rest, of_a_conference=False, in_brackets=True)
    assert not says(rest, of_a_conference=False)


@pytest.mark.parametrize(
    "text", ["Journal of", "Society", "Spring Symposium Series", "IEEE Transactions on", "A Meeting for"]
)
def test_words_of_another_kind(text: str) -> None:
    assert names_another_kind(fold(text))


@given(
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.booleans(),
    st.booleans(),
)
def test_no_text_takes_long(words: list[str], of_a_conference: bool, in_brackets: bool) -> None:
    rest = " ".join(words)
    told = says(rest, of_a_conference=of_a_conference, in_brackets=in_brackets)
    if of_a_conference and not in_brackets and "x" not in words and told:
        assert says(rest, of_a_conference=True, in_brackets=True)
