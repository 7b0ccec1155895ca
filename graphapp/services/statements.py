"""What people said about who is who: who, when, why, and whether it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import NotFound
from graphapp.limits import check_limit
from graphapp.queries import Query, load_query
from graphapp.results.statements import PersonStatement, Statements
from graphapp.rules.persons.statements import Statement
from graphapp.services.author_rows import readings_of
from graphapp.services.statement_rows import Rows, all_statements

if TYPE_CHECKING:
    from graphapp.graph import Graph

_STATEMENTS: Final = load_query("read/statements")


def statements(graph: Graph, *, name: str | None = None, undone: bool = False, limit: int | None = 100) -> Statements:
    """What people said, in the order of the ids: what stands or, with `undone`, what was undone.

    `name` keeps what is about a name: about it, about its author rows or about authorships of these. `limit` is the
    maximum number, None for all. Raises NotFound for a name that nothing is said about and that no author row has,
    InvalidArgument for a text that is not a name, and a limit below 1.
    """
    check_limit(limit)
    keys = None if name is None else {reading.name_key for reading in readings_of(name)}
    found = all_statements(graph, undone=undone)
    if keys is not None:
        found = [one for one in found if not keys.isdisjoint((one.one.name_key, one.other.name_key))]
        if not found and not Rows(graph, name_keys=keys).by_key:
            raise NotFound(f"no statement is about {name!r}, and no author row has this name")
    listed = found if limit is None else found[:limit]
    return Statements(
        statements=tuple(map(PersonStatement.of, listed)),
        count=len(found),
        not_in_graph=sum(not (one.one.in_graph and one.other.in_graph) for one in found),
        truncated=len(listed) < len(found),
    )


def statements_query(*, undone: bool = False, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that lists statements in Neo4j Browser, with its parameters."""
    return _STATEMENTS, {"undone": undone}


def export_statements(graph: Graph) -> Iterator[Statement]:
    """The statements that stand, in the order of their ids, for a file that another graph can read."""
    yield from all_statements(graph)
