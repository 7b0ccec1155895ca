"""Numbers, years, counts and facts in words."""

import pytest

from graphapp.present.text import (
    count_text,
    counts_text,
    duration_text,
    facts_text,
    number_text,
    odds_text,
    printings_text,
    sparkline,
    year_text,
    years_text,
)


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


def test_facts_stand_in_one_line_that_nothing_turns() -> None:
    assert facts_text("Mem\u2028oirs", "\u202e1843") == "Mem oirs · 1843"


def test_counts_stand_behind_what_is_counted() -> None:
    assert [printings_text(*counts) for counts in ((3, 0), (0, 2), (1200, 1), (0, 0))] == [
        "3",
        "2 person records",
        "1,200 and 1 person record",
        "0",
    ]
    assert counts_text([("NeurIPS", 1234), ("ICML", 1)]) == "NeurIPS (1,234), ICML (1)"


@pytest.mark.parametrize(
    ("numbers", "bars"), [([], ""), ([0, 0], "  "), ([1], "█"), ([8, 4, 1, 0, 5], "█▄▁ ▅"), ([1, 1000], "▁█")]
)
def test_a_bar_for_each_number_and_none_for_nothing(numbers: list[int], bars: str) -> None:
    assert sparkline(numbers) == bars


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        (None, "decides"),
        (0.0, "as likely as before"),
        (-0.04, "as likely as before"),
        (0.1, "1.1 times as likely"),
        (-0.5, "1.6 times less likely"),
        (2.3, "10 times as likely"),
        (-2.3, "10 times less likely"),
        (2.29, "9.9 times as likely"),
        (7.0, "1,100 times as likely"),
        (1e6, "72,000,000,000 times as likely"),
    ],
)
def test_a_weight_is_what_it_does_to_the_odds(weight: float | None, text: str) -> None:
    assert odds_text(weight) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(2.4, "2 seconds"), (17.6, "18 seconds"), (99, "99 seconds"), (170, "3 minutes")]
)
def test_a_guessed_time_is_in_seconds_or_minutes(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
