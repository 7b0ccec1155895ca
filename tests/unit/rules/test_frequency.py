"""The text that represents all texts, and the spelling that represents all spellings of a name."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.frequency import most_frequent, shown_spelling


@given(st.lists(st.text(max_size=2), min_size=1))
def test_it_is_the_first_of_those_that_stand_most_often(texts: list[str]) -> None:
    found = most_frequent(Counter(texts))
    most = max(map(texts.count, texts))
    assert found == min(text for text in texts if texts.count(text) == most)


def test_without_texts_there_is_none() -> None:
    assert most_frequent({}) is None
    assert shown_spelling({}) is None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"LI YANG": 1, "Li Yang": 1}, "Li Yang"),
        ({"ADA": 1, "ada": 1, "Ada": 1}, "Ada"),
        ({"LI Yang": 1, "Li Yang": 1}, "LI Yang"),
        ({"LI YANG": 2, "Li Yang": 1}, "LI YANG"),
        ({"ADA": 1, "ada": 1}, "ADA"),
        ({"王伟": 1, "王 伟": 1}, "王 伟"),
        ({"LI Yang": 1, "Li Yang": 100}, "Li Yang"),
    ],
)
def test_among_equally_frequent_spellings_one_in_mixed_case_is_shown(counts: dict[str, int], shown: str) -> None:
    assert shown_spelling(counts) == shown


@given(st.lists(st.sampled_from(["Ada", "ADA", "ada", "AdA"]), min_size=1))
def test_no_spelling_is_shown_that_is_rarer_than_another(spellings: list[str]) -> None:
    shown = shown_spelling(Counter(spellings))
    assert shown is not None
    assert spellings.count(shown) == max(map(spellings.count, spellings))
