"""A command that lost its lock, while another command ran to its end, writes nothing more.

A lock is lost without a word when the server restarts, when an administrator ends the transaction, or when the machine
sleeps. Here the test ends it, at each transaction of a command, and lets another command run before the first goes on.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, product
from typing import Any, Final

import pytest
from msgspec.structs import replace

from graphapp.errors import DatabaseBusy, DatabaseUnavailable, SchemaMismatch
from graphapp.graph import Graph, Step, Written
from graphapp.loading import settle, source_state, upkeep
from graphapp.loading.load import load
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import Record
from graphapp.schema import apply_schema
from graphapp.services.health import check
from tests.bibliography import bibliography, people
from tests.graphs import ask, dump, restore, take_snapshot
from tests.properties import is_nightly

ONE: Final[list[Record]] = [*bibliography(61, 12, source="one", titles=6), *people(61, 2, source="one")]
TWO: Final[list[Record]] = [*bibliography(61, 12, source="two", titles=6), *people(61, 2, source="two")]
CHANGED: Final[list[Record]] = [
    *(replace(record, title=f"{record.title} again") for record in bibliography(61, 12, source="two", titles=6)[:6]),
    *bibliography(62, 18, source="two", titles=6)[12:],
]

Command = Callable[[Graph], Any]


def put(graph: Graph, records: Sequence[Record], source: str, **options: Any) -> None:
    load(graph, records, source=source, batch_size=4, writers=1, force=True, **options)


def rekey_all(graph: Graph) -> None:
    """From rules of titles that no version has."""
    ask(graph, "MATCH (paper:Paper) SET paper.title_key = toUpper(paper.title_key)")
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    rekey(graph)


def rekeyed_first(graph: Graph, command: Command) -> None:
    try:
        command(graph)
    except SchemaMismatch:
        rekey(graph)
        command(graph)


def run_other(graph: Graph, command: Command, dumped: list[dict[str, Any]]) -> None:
    rekeyed_first(graph, command)
    dumped.extend(dump(graph))


def make_whole(graph: Graph) -> None:
    """What users do after a command that was refused."""
    rekey(graph)
    put(graph, CHANGED, "two", replace_source=True)


COMMANDS: Final[dict[str, Command]] = {
    "load": lambda graph: put(graph, CHANGED, "two"),
    "replace": lambda graph: put(graph, CHANGED, "two", replace_source=True),
    "remove": lambda graph: remove_source(graph, source="two"),
    "rekey": rekey_all,
    "schema": apply_schema,
    "load of another source": lambda graph: put(graph, TWO, "three"),
}


@contextmanager
def interrupted_at(number: int, other: Callable[[], None]) -> Iterator[list[str]]:
    """End the lock before the n-th transaction of a command that has its turn, run another command, and go on.

    Gives the names of the queries whose transactions began. The check of the lock before a step comes too early to
    notice anything, as in a process that is stopped after it.
    """
    begun: list[str] = []
    write_together = Graph.write_together

    def counted(self: Graph, *steps: Step) -> list[Written]:
        if steps[0].query.name != "write/keep_turn":
            return write_together(self, *steps)
        begun.append(steps[-1].query.name)
        if len(begun) == number:
            end_lock(self)
            patch.setattr(Graph, "write_together", write_together)
            other()
            patch.setattr(Graph, "write_together", counted)
        return write_together(self, *steps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Graph, "write_together", counted)
        yield begun


def end_lock(graph: Graph) -> None:
    """What an administrator can do, and what a restart of the server does."""
    holders = ask(
        graph,
        "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.holds RETURN collect(transactionId) AS ids",
    )
    for transaction in holders[0]["ids"]:
        ask(graph, "TERMINATE TRANSACTION $id", id=transaction)


@pytest.mark.parametrize(("paused", "other"), list(product(list(COMMANDS)[:4], COMMANDS)))
def test_a_command_that_goes_on_after_another_one_spoils_nothing(
    graph: Graph, paused: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "_CHUNK", 8)
    monkeypatch.setattr(upkeep, "_BATCH", 6)
    monkeypatch.setattr(source_state, "_LOCK_PATIENCE_SECONDS", 1.0)
    put(graph, ONE, "one")
    put(graph, TWO, "two")
    start = take_snapshot(graph)
    COMMANDS[other](graph)
    make_whole(graph)
    expected = dump(graph)
    refused = 0
    for number in count(1, 1 if is_nightly() else 9):
        restore(graph, start)
        after_other: list[dict[str, Any]] = []
        with interrupted_at(number, partial(run_other, graph, COMMANDS[other], after_other)) as begun:
            try:
                COMMANDS[paused](graph)
            except (DatabaseBusy, DatabaseUnavailable):
                refused += 1
        if len(begun) < number:
            break
        if other != "schema":
            assert dump(graph) == after_other, f"something was written after transaction {number}, {begun[-1]}"
        make_whole(graph)
        assert dump(graph) == expected, f"after transaction {number}, {begun[-1]}"
        assert check(graph).ok
    assert refused > 0, "no command was ended while it had its turn"
