"""Items in lists of bounded length."""

from hypothesis import given
from hypothesis import strategies as st

from graphapp.chunks import chunks


@given(st.lists(st.integers()), st.integers(1, 5))
def test_chunks_are_the_items_in_their_order(items: list[int], size: int) -> None:
    found = list(chunks(items, size))
    assert [item for chunk in found for item in chunk] == items
    assert all(len(chunk) == size for chunk in found[:-1])
    assert all(found)


def test_no_more_is_taken_than_the_chunk_that_is_asked_for() -> None:
    items = iter(range(10))
    assert next(chunks(items, 3)) == [0, 1, 2]
    assert next(items) == 3
