"""Cursors give back the position that they were made from, for one question only."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.services.cursors import moved, read_cursor, write_cursor


class Place(NamedTuple):
    year: int
    title: str


PLACES = st.builds(Place, st.integers(-1, 9_999), st.text(st.characters(exclude_categories=["Cs"])))


@given(PLACES)
def test_a_cursor_is_one_word_and_leads_back(place: Place) -> None:
    cursor = write_cursor(place, ("papers", "ada"))
    assert cursor.isascii()
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert read_cursor(cursor, ("papers", "ada"), Place) == place


@given(PLACES, PLACES)
def test_a_cursor_can_be_moved_within_its_question(place: Place, other: Place) -> None:
    question = ("papers", "ada")
    assert moved(write_cursor(place, question), other) == write_cursor(other, question)


def test_a_cursor_belongs_to_its_question() -> None:
    cursor = write_cursor(Place(1843, "Notes"), ("papers", "ada"))
    with pytest.raises(InvalidArgument, match="another question"):
        read_cursor(cursor, ("papers", "bo"), Place)


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        read_cursor(text, ("papers", "ada"), Place)


def test_a_cursor_holds_no_value_of_another_type() -> None:
    cursor = write_cursor(("1843", ["Notes"]), ("papers", "ada"))
    with pytest.raises(InvalidArgument, match="damaged"):
        read_cursor(cursor, ("papers", "ada"), Place)
