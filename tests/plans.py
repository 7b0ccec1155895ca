"""Plans of the server: how it would run a query."""

from collections.abc import Iterator
from typing import Any


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan and of all its children."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)
