"""Plans of the server: how it would run a query."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphapp.graph import Graph
from graphapp.queries import Query


def plan_of(graph: Graph, query: Query, /, **parameters: object) -> dict[str, Any]:
    """The plan that the server makes for what the graph holds, though it keeps one from an earlier test."""
    return graph.plan(replace(query, text=f"CYPHER replan=force {query.text}"), **parameters)


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan and of all its children."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)
