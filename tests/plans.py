"""Plans of the server: how it would run a query."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphapp.graph import Graph
from graphapp.queries import Query
from tests.graphs import reading_session


def plan_of(graph: Graph, query: Query, /, **parameters: object) -> dict[str, Any]:
    """The plan that the server makes for what the graph holds, though it keeps one from an earlier test."""
    return graph.plan(replace(query, text=f"CYPHER replan=force {query.text}"), **parameters)


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan and of all its children."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)


def memory_of(graph: Graph, query: Query, /, **parameters: object) -> int:
    """The bytes that the server held at most while it ran a reading query."""
    with reading_session(graph) as session:
        profile = session.run("PROFILE " + query.text, parameters).consume().profile
    assert profile is not None
    return max(_memory(profile))


def _memory(step: dict[str, Any]) -> Iterator[int]:
    yield step["args"].get("GlobalMemory", 0)
    for child in step.get("children", ()):
        yield from _memory(child)
