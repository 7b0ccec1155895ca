"""Query files for tests: what a header says of the rows, their order, their columns."""

import re
from typing import Any, Final

from graphapp.graph import Graph
from graphapp.queries import Query
from tests.graphs import ask, reading_session

KEYS: Final[dict[str, set[str]]] = {
    "author row": {"author_id"},
    "paper row": {"paper_id"},
    "venue": {"venue_id"},
    "source": {"name"},
    "person record": {"person_id"},
    "ORCID": {"orcid"},
    "ORCID of a paper row and role": {"paper_id", "role", "orcid"},
    "statement": {"statement_id"},
    "name": {"key"},
    "exact cluster": {"key"},
    "work": {"work_id"},
    "printed form of a name": {"key", "name"},
    "id": {"paper_id"},
    "index": {"name"},
    "invariant": {"name"},
    "thing": {"kind", "id"},
    # A cluster of servers holds a database several times.
    "database": {"name", "address"},
    # Given by a list, and numbered as in it.
    "pair of people": {"place"},
    "group of author rows": {"place"},
    "pair of groups of author rows": {"place"},
    "hundred works of the page": {"start"},
    # A paper row may name one author row twice, in other words or at another position.
    "relationship of the asked role": {"paper_id", "author_id", "position", "printed_name", "orcid"},
    "relationship": {"paper_id", "venue_id"},
    # Drawings. Two authorships of one author row on one paper row are drawn between the same two nodes.
    "authorship": {"author_id", "paper_id"},
    "pair of author rows": {"a.author_id", "b.author_id"},
    # Numbered among those of its names.
    "pair of authorships on a joint paper": {"key", "place"},
    "pair of authorships of two names": {"key", "other", "place"},
}
"""What a row is, in the words of headers -> the columns or properties that identify a row."""


def row_key(query: Query) -> set[str] | None:
    """The columns or properties that identify a row of a query, by its header; None for a query that returns one row.

    Raises AssertionError for a header that does not say what a row is.
    """
    described = re.match(
        r"One row(?: per (?P<thing>[^.,;:]+)(?:, and one per (?P<other>[^.,;:]+))?|(?=[.,;:]| of ))", query.description
    )
    assert described, f'the header of {query.name} begins neither with "One row." nor with "One row per"'
    things = [thing for thing in described.groups() if thing]
    return set().union(*(_key(query, thing) for thing in things)) if things else None


def order(query: Query) -> list[str]:
    """The sort keys of the last RETURN, the first one first; empty where it has none.

    A property stands for itself, and a value with a default for the value.
    """
    ending = _outermost(_code(query)).rpartition("RETURN ")[2]
    return _sort_keys(ending.partition("ORDER BY ")[2].partition("LIMIT ")[0])


def cuts(query: Query) -> list[list[str]]:
    """The sort keys, as in `order`, by which each LIMIT of the statement cuts; empty for one that cuts without any."""
    clauses = re.split(r"\b(?:WITH|RETURN|MATCH|UNWIND|CALL)\b", _code(query))
    return [
        _sort_keys(re.split("SKIP|LIMIT", clause)[0].partition("ORDER BY ")[2])
        for clause in clauses
        if "LIMIT" in clause
    ]


def example_parameters(graph: Graph, query: Query) -> dict[str, Any]:
    """The examples of the file, evaluated by the server as Neo4j Browser does."""
    return {name: ask(graph, f"RETURN {example} AS value")[0]["value"] for name, example in query.parameters.items()}


def columns(graph: Graph, query: Query) -> list[str]:
    """The columns that a query returns, by the planner."""
    with reading_session(graph) as session:
        return list(session.run("EXPLAIN " + query.text, example_parameters(graph, query)).keys())


def _key(query: Query, thing: str) -> set[str]:
    named = [known for known in KEYS if f"{thing} ".startswith(f"{known} ")]
    assert named, f"{query.name} has rows of a kind that has no key in the table: {thing!r}"
    return KEYS[max(named, key=len)]


def _code(query: Query) -> str:
    """The statement without comments, its texts emptied."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', re.sub(r"//[^\n]*", "", query.text))


def _outermost(code: str) -> str:
    """The code without what stands in braces."""
    while "{" in code:
        code = re.sub(r"\{[^{}]*\}", "", code)
    return code


def _sort_keys(listed: str) -> list[str]:
    # A comma in brackets separates no keys.
    keys = [key.strip() for key in re.split(r",(?![^(\[]*[)\]])", listed)]
    keys = [re.sub(r"\s+(?:ASC|DESC)$", "", key) for key in keys if key]
    return [re.sub(r"^coalesce\((.+), [^,]+\)$", r"\1", key) for key in keys]
