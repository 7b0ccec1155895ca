"""Texts that do not control a terminal, and numbers, years and counts in words."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.text import (
    STEERING,
    count_text,
    escaped,
    facts_text,
    number_text,
    visible,
    without_steering,
    year_text,
    years_text,
)


@given(st.text())
def test_nothing_that_steers_is_left_and_nothing_else_is_lost(text: str) -> None:
    others = re.sub(f"[{STEERING}]", "", text)
    assert without_steering(text) == others
    assert visible(text) == re.sub(r"[\n\t]", " ", re.sub(f"[{STEERING}]", "", text.replace("\r", " ")))
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text


def test_a_line_break_is_a_space_where_one_line_is_shown() -> None:
    assert visible("one\ntwo\r\tthree") == "one two  three"


@pytest.mark.parametrize(("value", "text"), [(1234, "1,234"), (0.5, "0.500"), (1234.5, "1,234.500")])
def test_numbers_have_separators_and_floats_three_decimals(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 papers"), (1, "1 paper"), (1234, "1,234 papers")])
def test_one_is_singular(number: int, text: str) -> None:
    assert count_text(number, "paper") == text


def test_an_unknown_year_is_said_and_a_span_of_unknown_years_is_left_out() -> None:
    assert (year_text(1843), year_text(None)) == ("1843", "no year")
    assert (years_text(1843, 1850), years_text(1843, 1843), years_text(None, None)) == ("1843-1850", "1843", None)


def test_unknown_facts_are_left_out() -> None:
    assert facts_text("Memoirs", None, "", "1843") == "Memoirs · 1843"
