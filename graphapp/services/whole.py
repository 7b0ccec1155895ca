"""Whole answers while a command writes.

Neo4j gives no snapshot: a query sees each change of another transaction as soon as it is applied, row by row, and a
service of several queries sees what happened between them. So services notice what does not fit together, such as a
paper row without all of its authors, and ask again; every transaction of graphapp leaves the graph whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from msgspec import ValidationError

from graphapp.errors import GraphAppError, GraphChanged
from graphapp.services.source_records import source_records

if TYPE_CHECKING:
    from graphapp.graph import Graph

P = ParamSpec("P")
R = TypeVar("R")

_PAUSES_SECONDS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 0.0)
"""After each attempt; a transaction of a load is applied in less time than all of these."""


class TornAnswer(GraphAppError):
    """Rows that do not fit together; `whole_answers` catches it."""


_SIGNS_OF_CHANGE: Final = (TornAnswer, KeyError, IndexError, ValidationError)


def whole_answers(service: Callable[Concatenate[Graph, P], R]) -> Callable[Concatenate[Graph, P], R]:
    """Let a service ask again when its rows do not fit together.

    It then raises GraphChanged when they do not fit for some seconds. When no command writes, another attempt cannot
    help: it raises GraphChanged for rows that other programs have torn, and any other error as it is.
    """

    @wraps(service)
    def asking(graph: Graph, /, *args: P.args, **question: P.kwargs) -> R:
        commands = None
        for pause in _PAUSES_SECONDS:
            try:
                return service(graph, *args, **question)
            except _SIGNS_OF_CHANGE as error:
                torn = error
            before, commands = commands, _commands(graph)
            if commands == before and all(state == "complete" for _, _, state in commands):
                break
            time.sleep(pause)
        else:
            raise GraphChanged(
                "the graph changes while it is read, since a load, a removal or a rekeying runs; ask again later"
            ) from torn
        if isinstance(torn, TornAnswer):
            raise GraphChanged(f"{torn}; `graphapp check` says what to do") from torn
        raise torn

    return asking


def _commands(graph: Graph) -> set[tuple[str, int, str]]:
    """Name, revision and state of each source: equal sets mean that no command began or ended between them."""
    return {(record.name, record.revision, record.state) for record in source_records(graph)}
