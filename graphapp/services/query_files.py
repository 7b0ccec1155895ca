"""The query files themselves: a list of them, and running one by name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_limit, check_texts
from graphapp.queries import Access, Query, all_queries, load_query
from graphapp.results.queries import QueryFile, QueryFiles, QueryParameter, QueryRows

if TYPE_CHECKING:
    from graphapp.graph import Graph


def query_files() -> QueryFiles:
    """Every query file that graphapp ships, by name."""
    return QueryFiles(
        queries=tuple(
            QueryFile(
                name=query.name,
                access=query.access.value,
                title=query.title,
                description=query.description,
                parameters=tuple(
                    QueryParameter(name=name, example=example) for name, example in query.parameters.items()
                ),
            )
            for query in all_queries()
        )
    )


def find_query(name: str) -> Query:
    """The query file of a name such as `read/name_cluster`, or of its last part if only one file has it.

    Raises NotFound, with similar names, when there is none, and InvalidArgument when several files have the last part.
    """
    names = [query.name for query in all_queries()]
    found = [known for known in names if known == name or known.partition("/")[2] == name]
    if not found:
        near = get_close_matches(name, [*names, *(known.partition("/")[2] for known in names)])
        raise NotFound(f"there is no query file {name[:100]!r}; see `graphapp query list`", near=tuple(near))
    if len(found) > 1:
        raise InvalidArgument(f"{name!r} may be {' or '.join(found)}; give the whole name")
    return load_query(found[0])


def run_cypher(
    graph: Graph, text: str, *, parameters: Mapping[str, Any] | None = None, limit: int | None = 1_000
) -> QueryRows:
    """The rows of a reading statement of one's own, in a read transaction; at most `limit`, None for all.

    Nodes and relationships are maps of their labels or type and their properties. Raises GraphAppError, in the server's
    words, for a statement that it refuses, such as one that writes, and InvalidArgument for an empty one.
    """
    check_limit(limit)
    check_texts(text=text)
    if not text.strip():
        raise InvalidArgument("the statement is empty; give one in Cypher that reads, such as `RETURN 1 AS one`")
    stream = graph.stream_typed(text, dict(parameters or {}))
    rows = tuple(islice(stream, limit))
    return QueryRows(query="typed", rows=rows, truncated=next(stream, None) is not None)


def run_query(
    graph: Graph, name: str, *, parameters: Mapping[str, Any] | None = None, limit: int | None = 1_000
) -> QueryRows:
    """The rows of a reading query file, with exactly the parameters that it declares; at most `limit`, None for all.

    A parameter whose example is null may be left out, and is then null.

    Raises NotFound for an unknown file, and InvalidArgument for one that is not a reading query, for missing or
    undeclared parameters, and for a limit below 1.
    """
    query = find_query(name)
    if parameters is not None and not isinstance(parameters, Mapping):
        raise InvalidArgument(f"parameters is {parameters!r}; it must be a mapping of names to values")
    given = {name: None for name, example in query.parameters.items() if example == "null"} | dict(parameters or {})
    if query.access is not Access.READ:
        raise InvalidArgument(
            f"{query.name} is not a reading query; `graphapp query show {query.name}` prints it for Neo4j Browser"
        )
    check_limit(limit)
    if missing := [f"{name} (such as {example})" for name, example in query.parameters.items() if name not in given]:
        raise InvalidArgument(f"{query.name} also needs {', '.join(missing)}")
    if unknown := sorted(given.keys() - query.parameters.keys()):
        declared = ", ".join(query.parameters) or "none"
        raise InvalidArgument(f"{query.name} has no parameter {', '.join(unknown)}; its parameters are: {declared}")
    stream = graph.stream(query, dict[str, Any], **given)
    rows = tuple(islice(stream, limit))
    return QueryRows(query=query.name, rows=rows, truncated=next(stream, None) is not None)
