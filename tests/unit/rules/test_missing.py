"""Placeholders: what stands where a value is missing says nothing, and everything else says something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.missing import LONGEST_PLACEHOLDER, is_missing, is_missing_year


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "--", "\u2014", "?", "...", "[]", "{}", "0", "0.0", "0000"),
        *(
            "na",
            "NA",
            "N/A",
            "n/a",
            "n.a.",
            "#N/A",
            "<NA>",
            "nan",
            "NaN",
            "NaT",
            "none",
            "None",
            "(none)",
            "null",
            "nil",
        ),
        *(
            "unknown",
            "undefined",
            "Not available",
            "not applicable",
            "no DOI",
            "TBA",
            "tbd",
            "n.d.",
            "false",
            " missing ",
        ),
    ],
)
def test_a_placeholder_says_nothing(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    "text",
    ["soon", "in press", "Nan Li", "Nana", "1", "10", "10.1000/x", "N/A 2020", "无", "-" * (LONGEST_PLACEHOLDER + 1)],
)
def test_any_other_text_says_something(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    "text", ["n.d.", "0", "in press", "To appear.", "[Forthcoming]", "Epub ahead of print", "n. d."]
)
def test_a_year_that_is_not_there_yet_is_missing(text: str) -> None:
    assert is_missing_year(text)


@pytest.mark.parametrize("text", ["2020", "soon", "in press 2020", "accepted by many", "impress", "-" * 10_000 + "x"])
def test_what_else_stands_for_a_year_is_not_missing(text: str) -> None:
    assert not is_missing_year(text)


@given(st.text(max_size=60))
def test_white_space_around_a_text_and_its_case_say_nothing(text: str) -> None:
    assert is_missing(text) == is_missing(f" {text}\n")
    if text.isascii():
        assert is_missing(text) == is_missing(text.upper()) == is_missing(text.lower())
