"""Whether a finished answer is still right, which is known without the answer being made again.

The bookmark of the connection says so, which differs after each committed transaction: after a load, after a statement
of a person, after learning. The revisions of the sources would not do, since one may come twice: that of a source that
was removed and loaded again. Only an import makes a database whose transactions count anew, so the times of the last
loads belong to it.
"""

import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from graphapp import __version__
from graphapp.graph import Graph
from graphapp.services.source_records import source_records

_TRUSTED_SECONDS: Final = 1.0


class Freshness:
    """The state of the graph as one short text.

    It is read at most once a second, so an answer of a graph that changed in that second may still be taken for right.
    After it no such answer is: a later state never has an earlier text.
    """

    def __init__(self, graph: Graph, *, now: Callable[[], float] = time.monotonic) -> None:
        self._graph, self._now = graph, now
        # One value, so that no thread sees the time of one reading with the text of another.
        self._latest: tuple[float, str | None] = (float("-inf"), None)

    def state(self) -> str | None:
        """The text; None while a command writes or left works to settle, since the graph changes without a revision."""
        (read_at, text), now = self._latest, self._now()
        if now - read_at > _TRUSTED_SECONDS:
            records = source_records(self._graph)
            settled = all(record.state == "complete" and record.owed_since is None for record in records)
            bookmark = self._graph.bookmark
            loads = " ".join(f"{record.name} {record.loaded_at}" for record in records)
            text = f"{__version__} {bookmark} {loads}" if settled and bookmark else None
            self._latest = (now, text)
        return text

    def etag(self, path: str, query: bytes) -> str | None:
        """The tag of an answer at an address (RFC 9110, 8.8.3); None as for `state`.

        `path` is decoded, `query` as it was sent. The tag is a weak one: the bytes may differ, for they may be
        compressed.
        """
        if (state := self.state()) is None:
            return None
        return f'W/"{blake2b(repr((state, path, query)).encode(), digest_size=16).hexdigest()}"'


def is_known(etag: str | None, if_none_match: str) -> bool:
    """Whether the header If-None-Match lists the tag."""
    return etag is not None and etag in (part.strip() for part in if_none_match.split(","))
