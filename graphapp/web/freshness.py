"""Whether an answer that a browser has is still right, which is known without the answer being read.

The revisions of the sources say so, and how far people's statements have come, which are written without a revision.
"""

import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from graphapp import __version__
from graphapp.graph import Graph
from graphapp.services.source_records import source_records
from graphapp.services.statement_rows import statement_state

_TRUSTED_SECONDS: Final = 1.0


class Freshness:
    """The state of the graph as one short text.

    It is read at most once a second, so a browser may keep an answer of a graph that changed in that second. Each load
    raises the revision of its source before it writes, so a later state never has an earlier text.
    """

    def __init__(self, graph: Graph, *, now: Callable[[], float] = time.monotonic) -> None:
        self._graph, self._now = graph, now
        self._read_at, self._state = float("-inf"), None  # type: tuple[float, str | None]

    def state(self) -> str | None:
        """The text; None while a command writes or left works to settle, since the graph changes without a revision."""
        now = self._now()
        if now - self._read_at > _TRUSTED_SECONDS:
            records = source_records(self._graph)
            settled = all(record.state == "complete" and record.owed_since is None for record in records)
            said = statement_state(self._graph)
            stated = repr(
                [(record.name, record.revision, record.key_version, record.venues_version) for record in records]
                + [(said.latest, said.undone)]
            )
            self._state = blake2b(f"{__version__}{stated}".encode(), digest_size=9).hexdigest() if settled else None
            self._read_at = now
        return self._state

    def etag(self, address: str) -> str | None:
        """The tag of an answer at an address (RFC 9110, 8.8.3); None as for `state`.

        It is a weak one: the bytes may differ, for they may be compressed.
        """
        if (state := self.state()) is None:
            return None
        return f'W/"{blake2b(f"{state} {address}".encode(), digest_size=12).hexdigest()}"'


def is_known(etag: str | None, if_none_match: str) -> bool:
    """Whether the header If-None-Match lists the tag."""
    return etag is not None and etag in (part.strip() for part in if_none_match.split(","))
