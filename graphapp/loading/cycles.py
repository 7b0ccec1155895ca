"""Python's search for objects that only refer to each other, which takes time among the many rows of a load."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_OBJECTS_BETWEEN_SEARCHES: Final = 500_000


@contextmanager
def rare_search_for_cycles() -> Iterator[None]:
    """Let Python look for cycles of objects seldom meanwhile: rows have none, and a quarter of the time goes into it.

    Objects without cycles are freed as always. Also a decorator of functions.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
