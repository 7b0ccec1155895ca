"""The query files, and the rows of a query file that a user ran."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from graphapp.results.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryParameter:
    """A parameter that a query file declares."""

    name: str
    example: str
    """A Cypher literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFile:
    """What a query file says about itself."""

    name: str
    """Folder and stem: `read/name_cluster`."""
    access: str
    """Its access mode: `schema`, `write` or `read`; `browser` reads, and returns what Neo4j Browser draws."""
    title: str
    description: str
    """What a row is."""
    parameters: tuple[QueryParameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QueryFiles(Answer):
    """Every query file that graphapp ships, by name."""

    ITEMS: ClassVar = ("queries",)

    queries: tuple[QueryFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QueryRows(Answer):
    """The rows of a query file, or of a statement of one's own, whose `query` is `typed`."""

    ITEMS: ClassVar = ("rows",)

    query: str
    rows: tuple[dict[str, Any], ...] = field(hash=False)
    """Each row has the columns of the query, in their order."""
    truncated: bool
    """True when `limit` cut rows off."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The query's columns; empty when there is no row to take them from."""
        return tuple(self.rows[0]) if self.rows else ()
