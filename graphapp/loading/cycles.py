"""Python's search for objects that only refer to each other, which takes time among the many rows of a load."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_OBJECTS: Final = 50_000
"""More than a batch of a load has. Answers of the server leave cycles, so that memory grows with this number."""


@contextmanager
def rare_search_for_cycles(objects: int = _OBJECTS) -> Iterator[None]:
    """Let Python look for cycles of objects seldom meanwhile: rows have none, and a quarter of the time goes into it.

    It looks whenever there are so many objects more. Those without cycles are freed as always. Also a decorator.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < objects:
        # It is rare already, or never; of two loads at once, the one that set it sets it back.
        yield
        return
    gc.set_threshold(objects, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
