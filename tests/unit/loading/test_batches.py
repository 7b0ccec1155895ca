"""Portions that one transaction can take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.loading.batches import is_full, portions


@pytest.mark.parametrize(
    ("weights", "size", "expected"),
    [
        ([1, 1, 1, 1, 1], 2, [[0, 1], [2, 3], [4]]),
        ([10, 10, 1, 1], 2, [[0, 1], [2, 3]]),
        ([16, 1, 1, 20_000, 1], 2, [[0], [1, 2], [3], [4]]),
        ([], 2, []),
    ],
)
def test_a_transaction_takes_few_papers_of_many_authors(
    weights: list[int], size: int, expected: list[list[int]]
) -> None:
    assert list(portions(enumerate(weights), size)) == expected


@given(st.lists(st.integers(0, 500)), st.integers(1, 20))
def test_portions_are_the_items_in_their_order(weights: list[int], size: int) -> None:
    found = list(portions(enumerate(weights), size))
    assert [item for portion in found for item in portion] == list(range(len(weights)))
    for portion in found:
        assert 0 < len(portion) <= size
        assert not is_full(len(portion) - 1, sum(weights[item] for item in portion[:-1]), size)
