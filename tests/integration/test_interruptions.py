"""Work that is interrupted at any transaction and run again gives the same graph as undisturbed work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any, Final

import pytest
from msgspec import structs

from graphapp.errors import NotFound
from graphapp.graph import Graph, Step, Written
from graphapp.loading import rows, settle, upkeep
from graphapp.loading.load import load
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import Record
from graphapp.rules.names import Name
from graphapp.rules.printed_names import read_name
from graphapp.services.export import export_graph
from graphapp.services.health import check
from tests.bibliography import bibliography, people
from tests.graphs import ask, dump, restore, take_snapshot
from tests.properties import is_nightly

ONE: Final[list[Record]] = [*bibliography(51, 24, source="one", titles=12), *people(51, 4, source="one")]
TWO_PAPERS: Final = bibliography(51, 24, source="two", titles=12)
TWO_PEOPLE: Final = people(51, 8, source="two")
TWO: Final[list[Record]] = [*TWO_PAPERS, *TWO_PEOPLE]
CHANGED: Final[list[Record]] = [
    *people(52, 4, source="two"),
    *TWO_PEOPLE[4:6],
    *(structs.replace(record, title=f"{record.title} again") for record in TWO_PAPERS[4:12]),
    *TWO_PAPERS[12:16],
    *bibliography(52, 30, source="two", titles=12)[24:],
]


class Killed(BaseException):
    """An exception that no code of graphapp catches."""


@contextmanager
def killed_at(number: int, *, after: bool) -> Iterator[list[str]]:
    """End the block before or after its n-th writing transaction; gives the names of the queries that were begun."""
    begun: list[str] = []
    write_together = Graph.write_together

    def counted(self: Graph, *steps: Step) -> list[Written]:
        begun.append(steps[-1].query.name)
        if len(begun) < number:
            return write_together(self, *steps)
        if after and len(begun) == number:
            write_together(self, *steps)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Graph, "write_together", counted)
        yield begun


def put(graph: Graph, records: Sequence[Record], source: str, *, replace_source: bool = False) -> None:
    load(graph, records, source=source, batch_size=6, writers=1, replace_source=replace_source, force=True)


def upper_case_keys(printed: str, *, homonym_numbers: bool) -> Name | None:
    """Rules of names that no version has."""
    name = read_name(printed, homonym_numbers=homonym_numbers)
    return None if name is None else replace(name, name_key=name.name.upper())


def both(graph: Graph) -> None:
    put(graph, ONE, "one")
    put(graph, TWO, "two")


def under_older_rules(graph: Graph) -> None:
    with pytest.MonkeyPatch.context() as older:
        older.setattr(rows, "title_key", lambda title: title.upper())
        older.setattr(rows, "read_name", upper_case_keys)
        rows._author.cache_clear()
        both(graph)
    rows._author.cache_clear()
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")


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
    start = take_snapshot(graph)
    work(graph)
    expected = dump(graph)
    # An end after a transaction leaves the graph that an end before the next one leaves. So the two variants meet every
    # second graph that there is between transactions, by turns; each night both meet all.
    for number in count(1, 1 if is_nightly() else 4):
        restore(graph, start)
        with killed_at(number, after=after) as begun:
            try:
                work(graph)
                break
            except Killed:
                [works] = [finding for finding in check(graph).findings if "preferred row" in finding.name]
                assert works.ok, f"after an end at transaction {number}, {begun[-1]}: {works.detail}"
        work(graph)
        assert dump(graph) == expected, f"after an end at transaction {number}, {begun[-1]}"
        assert check(graph).ok
    assert number > 20, "the work is too small to be ended in its middle"
