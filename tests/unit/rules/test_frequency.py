"""The spelling that represents all spellings of a name."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.frequency import most_frequent


@given(st.lists(st.text(max_size=2), min_size=1))
def test_it_is_the_first_of_those_that_stand_most_often(texts: list[str]) -> None:
    found = most_frequent(Counter(texts))
    most = max(map(texts.count, texts))
    assert found == min(text for text in texts if texts.count(text) == most)


def test_without_texts_there_is_none() -> None:
    assert most_frequent({}) is None
