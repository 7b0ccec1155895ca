"""Items in lists of bounded length. Python has `itertools.batched` for it from 3.12 on."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in their order, in lists of `size`; the last one may be shorter, and none is empty."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
