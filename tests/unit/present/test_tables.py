"""Tables of a terminal: where columns stand, and how a cell is written."""

import io
from dataclasses import dataclass

from rich.console import Console, RenderableType

from graphapp.present.tables import fields_table, pairs, table


@dataclass(frozen=True, kw_only=True)
class Inner:
    created: int
    deleted: int


@dataclass(frozen=True, kw_only=True)
class Item:
    name: str
    paper_count: int | None
    weight: float = 0.5
    whole: bool = True
    inner: Inner = Inner(created=2, deleted=0)
    tags: tuple[str, ...] = ("a", "b")


def lines(renderable: RenderableType) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=100, no_color=True).print(renderable)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_numbers_stand_to_the_right_and_unknown_ones_are_left_out() -> None:
    items = (Item(name="Ada", paper_count=1234), Item(name="Bo Li", paper_count=None))
    grid = table(items, ("name", lambda item: item.name), ("papers", lambda item: item.paper_count))
    assert lines(grid) == ["name   papers", "Ada     1,234", "Bo Li"]


def test_a_table_of_fields_has_a_column_for_each() -> None:
    heading, line = lines(fields_table([Item(name="Ada", paper_count=None)]))
    assert heading.split() == ["name", "paper", "count", "weight", "whole", "inner", "tags"]
    assert line.split() == ["Ada", "0.500", "yes", "2", "created,", "0", "deleted", "a;", "b"]


def test_pairs_have_a_line_for_each_field() -> None:
    written = [line.split(maxsplit=1) for line in lines(pairs(Inner(created=2024, deleted=100_000)))]
    # A year or a process id has no separator.
    assert written == [["created", "2024"], ["deleted", "100,000"]]


def test_a_cell_steers_no_terminal_and_knows_no_markup() -> None:
    grid = table([Item(name="[bold]\x1b[31m", paper_count=1)], ("name", lambda item: item.name))
    assert lines(grid)[1] == "[bold][31m"
