"""The constraints and indexes that graphapp needs: `cypher/schema/`, one statement per file, named by its stem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import GraphAppError, SchemaMismatch
from graphapp.queries import Access, Query, all_queries, load_query
from graphapp.results.upkeep import SchemaItem, SchemaStatus

if TYPE_CHECKING:
    from graphapp.graph import Graph

_SCHEMA_ITEMS: Final = load_query("read/schema_items")
_AWAIT_SCHEMA: Final = load_query("read/await_schema")


def schema_status(graph: Graph) -> SchemaStatus:
    """Which parts of the schema exist in the database, and whether each is ready to use."""
    rows = graph.read(_SCHEMA_ITEMS, dict[str, Any])
    states = {row["name"]: row["state"].lower() for row in rows}
    items = tuple(
        SchemaItem(
            name=_stem(query),
            kind="constraint" if "CREATE CONSTRAINT" in query.text else "index",
            state=states.get(_stem(query), "missing"),
        )
        for query in _schema_queries()
    )
    return SchemaStatus(complete=all(item.state == "online" for item in items), items=items)


def foreign_items(graph: Graph) -> list[str]:
    """The constraints and indexes of somebody else, by name; those that a database has by itself are nobody's."""
    own = {_stem(query) for query in _schema_queries()}
    rows = graph.read(_SCHEMA_ITEMS, dict[str, Any])
    return [row["name"] for row in rows if row["type"] != "LOOKUP" and row["name"] not in own]


def apply_schema(graph: Graph) -> SchemaStatus:
    """Create the missing parts and wait until they are ready; existing parts stay.

    Raises SchemaMismatch when something in the database prevents that.
    """
    missing = {item.name for item in schema_status(graph).items if item.state != "online"}
    for query in _schema_queries():
        if _stem(query) not in missing:
            continue
        try:
            graph.change_schema(query)
        except GraphAppError as error:
            # Another first load may have created it at the same moment: IF NOT EXISTS is checked only at the start.
            if any(item.name == _stem(query) and item.state != "missing" for item in schema_status(graph).items):
                continue
            raise SchemaMismatch(
                f"the schema item {_stem(query)!r} cannot be created ({error}); "
                "give graphapp a database of its own with --database or NEO4J_DATABASE"
            ) from error
    if missing:
        graph.read(_AWAIT_SCHEMA, dict[str, Any], unlimited=True)
    status = schema_status(graph)
    if not status.complete:
        wrong = ", ".join(f"{item.name} ({item.state})" for item in status.items if item.state != "online")
        raise SchemaMismatch(
            f"these parts of the schema are not what graphapp needs: {wrong}; something else in the database "
            "takes their place. Give graphapp a database of its own with --database or NEO4J_DATABASE"
        )
    return status


def _schema_queries() -> list[Query]:
    return [query for query in all_queries() if query.access is Access.SCHEMA]


def _stem(query: Query) -> str:
    return query.name.partition("/")[2]
