"""The graph's records of its sources: the state of their loads, what is known of them, and the ids of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphapp.errors import NotFound
from graphapp.limits import texts_of
from graphapp.queries import Query, load_query
from graphapp.row_kinds import Kind
from graphapp.rules.known_sources import SourceTraits, known_traits
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION

if TYPE_CHECKING:
    from graphapp.graph import Graph

_SOURCES: Final = load_query("read/sources")
_ROW_IDS: Final[dict[Kind, Query]] = {
    "paper": load_query("read/source_paper_ids"),
    "person": load_query("read/source_person_ids"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One `(:Source)` node."""

    name: str
    state: str
    """`complete`; `loading`, `removing` or `rekeying` while that runs, or after it was interrupted."""
    revision: int
    """Of its last command; each command has a greater one than those before it."""
    owed_since: int | None
    """The first revision whose works and orphans are not settled yet; None when all are."""
    key_version: int
    venues_version: int
    homonym_numbers: bool | None
    """This and the next two are None for a source that an earlier version loaded, which used only the source's name."""
    complete_lists: bool | None
    rank: int | None
    own_venues: str | None
    """None for a source without own venues."""
    loaded_at: str | None
    """When the last complete load ended (ISO 8601, UTC); None before the first."""

    @property
    def owed(self) -> bool:
        """Whether works, or rows that nothing states, wait for the next load to settle them."""
        return self.owed_since is not None

    @property
    def traits(self) -> SourceTraits:
        """What is known of the source."""
        own_venues = self.own_venues or ""
        if self.homonym_numbers is None or self.complete_lists is None or self.rank is None:
            return replace(known_traits(self.name), own_venues=own_venues)
        return SourceTraits(
            homonym_numbers=self.homonym_numbers,
            complete_lists=self.complete_lists,
            rank=self.rank,
            own_venues=own_venues,
        )


def is_outdated(record: SourceRecord) -> bool:
    """Whether some rows of the source follow other rules of names and venues than the current ones."""
    versions = (record.key_version, record.venues_version)
    return record.state == "rekeying" or versions != (KEY_VERSION, VENUES_VERSION)


def source_records(graph: Graph) -> list[SourceRecord]:
    """The record of each source, by name."""
    return graph.read(_SOURCES, SourceRecord)


def source_traits(graph: Graph) -> dict[str, SourceTraits]:
    """Name of each source -> what is known of it."""
    return {record.name: record.traits for record in source_records(graph)}


def asked_sources(graph: Graph, sources: Sequence[str]) -> tuple[str, ...] | None:
    """The sources that a question names, for the parameter `sources` of its queries: each once, None for all sources.

    Raises NotFound, with all names, for a source that is not loaded.
    """
    asked = sorted({sources} if isinstance(sources, str) else set(texts_of(sources, "sources")))
    if not asked:
        return None
    loaded = [record.name for record in source_records(graph)]
    if missing := [name for name in asked if name not in loaded]:
        raise NotFound(f"no source is named {', '.join(repr(name[:100]) for name in missing)}", near=tuple(loaded))
    return tuple(asked)


def row_ids(graph: Graph, kind: Kind, source: str, size: int) -> Iterator[list[str]]:
    """The ids of the rows of a source in their order, in lists of at most `size`; rows may go meanwhile."""
    # The semicolon is the character behind the colon, with which the ids of the source begin.
    after, before = f"{source}:", f"{source};"
    while True:
        [page] = graph.read(
            _ROW_IDS[kind], dict[str, list[str]], unlimited=True, after=after, before=before, limit=size
        )
        if not page["ids"]:
            return
        yield page["ids"]
        after = page["ids"][-1]
