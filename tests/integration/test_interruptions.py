"""Work that ends at any transaction whatever and is done again leaves the graph that undisturbed work leaves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph, Parameters, Written
from graphapp.loading import rows, settle, upkeep
from graphapp.loading.load import load
from graphapp.loading.upkeep import check, rekey, remove_source
from graphapp.queries import Query
from graphapp.records import PaperRecord
from graphapp.rules.names import Name, parse_name
from graphapp.services.export import export_graph
from tests.bibliography import bibliography
from tests.conftest import EMPTY

ONE: Final = bibliography(51, 24, source="one", titles=12)
TWO: Final = bibliography(51, 24, source="two", titles=12)
CHANGED: Final = [
    *(replace(record, title=f"{record.title} again") for record in TWO[4:12]),
    *TWO[12:16],
    *bibliography(52, 30, source="two", titles=12)[24:],
]


class Killed(BaseException):
    """What no code of graphapp catches."""


@contextmanager
def killed_at(number: int, *, after: bool) -> Iterator[list[str]]:
    """End the block before or after its so manieth writing transaction; the names of the queries that were begun."""
    begun: list[str] = []
    write_together = Graph.write_together

    def counted(self: Graph, *steps: tuple[Query, Parameters]) -> list[Written]:
        begun.append(steps[0][0].name)
        if len(begun) < number:
            return write_together(self, *steps)
        if after and len(begun) == number:
            write_together(self, *steps)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Graph, "write_together", counted)
        yield begun


def empty(graph: Graph) -> None:
    with graph._session("WRITE") as session:
        session.run(EMPTY).consume()


def put(graph: Graph, records: list[PaperRecord], source: str, *, replace_source: bool = False) -> None:
    load(graph, records, source=source, batch_size=6, writers=1, replace_source=replace_source)


def upper_case_keys(printed: str, *, homonym_numbers: bool) -> Name | None:
    """Rules of names that were never in force."""
    name = parse_name(printed, homonym_numbers=homonym_numbers)
    return None if name is None else replace(name, name_key=name.name.upper())


def both(graph: Graph) -> None:
    put(graph, ONE, "one")
    put(graph, TWO, "two")


def under_older_rules(graph: Graph) -> None:
    with pytest.MonkeyPatch.context() as older:
        older.setattr(rows, "title_key", lambda title: title.upper())
        older.setattr(rows, "parse_name", upper_case_keys)
        rows._author.cache_clear()
        both(graph)
    rows._author.cache_clear()
    with graph._session("WRITE") as session:
        session.run("MATCH (source:Source) SET source.key_version = 0").consume()


def removal(graph: Graph) -> None:
    try:
        remove_source(graph, source="two")
    except NotFound:
        # It was gone already when the work was ended.
        assert "two" not in {row["source"] for row in export_graph(graph) if row["node"] == "paper"}


@pytest.mark.parametrize(
    ("before", "work"),
    [
        pytest.param(lambda graph: put(graph, ONE, "one"), lambda graph: put(graph, TWO, "two"), id="load"),
        pytest.param(both, lambda graph: put(graph, CHANGED, "two"), id="load of changes"),
        pytest.param(both, lambda graph: put(graph, CHANGED, "two", replace_source=True), id="replace"),
        pytest.param(both, removal, id="remove-source"),
        pytest.param(under_older_rules, rekey, id="rekey"),
    ],
)
@pytest.mark.parametrize("after", [False, True], ids=["before a transaction", "after a transaction"])
def test_work_that_is_ended_at_any_transaction_and_done_again(
    graph: Graph,
    before: Callable[[Graph], None],
    work: Callable[[Graph], Any],
    after: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settle, "_CHUNK", 8)
    monkeypatch.setattr(upkeep, "_BATCH", 8)
    before(graph)
    work(graph)
    expected = list(export_graph(graph))
    number = 0
    while True:
        number += 1
        empty(graph)
        before(graph)
        with killed_at(number, after=after) as begun:
            try:
                work(graph)
                break
            except Killed:
                pass
        work(graph)
        assert list(export_graph(graph)) == expected, f"after an end at transaction {number}, {begun[-1]}"
        assert check(graph).ok
    assert number > 5, "the work is too small to be ended in its middle"
