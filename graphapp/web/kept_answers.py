"""Finished answers that the server keeps, so that what many ask for is made once for each state of the graph.

What is kept is the text and the headers before anything that depends on the request: its compression, the headers of
safety. An answer is found by its tag alone (`freshness.py`), which is of one address and one state of the graph, so an
answer of an earlier state is never found again, and gives way to later ones.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Final

from cachetools import LRUCache
from starlette.responses import Response

LARGEST: Final = 1 << 20
"""Bytes of an answer that is kept; a larger one would take the place of many pages."""
_BESIDE: Final = 2_000
"""Bytes that Python needs for an answer beside its texts: its tag, its objects, and its places in the tables."""


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes of memory; rather too many than too few."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + _BESIDE


class KeptAnswers:
    """The answers that were asked for last, as many as fit into some bytes. Threads may share it."""

    def __init__(self, *, most_bytes: int) -> None:
        """`most_bytes` is what all answers take together; 0 keeps none."""
        self._answers: LRUCache[str, _Kept] = LRUCache(most_bytes, getsizeof=lambda kept: kept.size)
        self._largest = min(LARGEST, most_bytes)
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """What the kept answers take at this moment."""
        return int(self._answers.currsize)

    def get(self, tag: str) -> Response | None:
        """The answer with this tag, as a response of its own; None when it is not kept."""
        with self._lock:
            kept = self._answers.get(tag)
        if kept is None:
            return None
        response = Response(kept.body)
        response.raw_headers = list(kept.headers)
        return response

    def put(self, tag: str, response: Response) -> None:
        """Keep a finished answer; not one that is a stream, tells of an error, leads elsewhere, or is too large."""
        if type(response) is not Response or response.status_code != 200 or response.background is not None:
            return
        kept = _Kept(bytes(response.body), tuple(response.raw_headers))
        if kept.size <= self._largest:
            with self._lock:
                self._answers[tag] = kept
