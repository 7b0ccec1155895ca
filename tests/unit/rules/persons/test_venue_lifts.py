"""Venues that have more authors in common than by chance."""

from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.venue_lifts import LEAST_LIFT, venue_lifts

venues = st.frozensets(st.sampled_from("ABCD"))


def test_a_lift_is_how_many_times_as_many_authors_as_by_chance() -> None:
    authors = [frozenset("AB"), frozenset("AB"), frozenset("A"), frozenset("C"), *[frozenset[str]()] * 8]
    assert venue_lifts(authors) == {("A", "B"): 2 * 12 / (3 * 2)}


@given(st.lists(venues))
def test_the_order_of_authors_does_not_matter(authors: list[frozenset[str]]) -> None:
    assert venue_lifts(authors) == venue_lifts(reversed(authors))


@given(st.lists(venues))
def test_low_lifts_are_left_out_and_the_smaller_venue_comes_first(authors: list[frozenset[str]]) -> None:
    assert all(a < b and lift >= LEAST_LIFT for (a, b), lift in venue_lifts(authors).items())
