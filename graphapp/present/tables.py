"""Tables on a terminal: items as lines, one value as pairs of field and text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeGuard

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from graphapp.present.text import number_text
from graphapp.results.answer import text_of_member
from graphapp.rules.steering import visible

Column = tuple[str, Callable[[Any], object]]
"""A heading, and the function that gives its value for an item."""


def table(items: Sequence[Any], *columns: Column) -> Table:
    """A line for each item; columns of numbers, which are counts and weights, are right-aligned."""
    grid = Table(box=None, pad_edge=False)
    values = [[value(item) for _, value in columns] for item in items]
    for (heading, _), column in zip(columns, zip(*values, strict=True), strict=True):
        numeric = all(value is None or _is_number(value) for value in column)
        grid.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in values:
        grid.add_row(*(Text(number_text(value) if _is_number(value) else _text(value)) for value in row))
    return grid


def fields_table(items: Sequence[Any]) -> Table:
    """A line for each item, a column for each field. The items are of one dataclass, and there is at least one."""
    names = [field.name for field in fields(items[0])]
    return table(items, *((_heading(name), _field(name)) for name in names))


def pairs(value: Any) -> Table:
    """A line for each field of a dataclass: its name and value."""
    grid = Table(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for field in fields(value):
        grid.add_row(_heading(field.name), Text(_text(getattr(value, field.name))))
    return grid


def cut_off(truncated: bool, shown: int, count: int, remedy: str) -> Iterator[RenderableType]:
    """Says below a list that it is cut, and what shows more."""
    if truncated:
        yield ""
        yield Text(f"{shown:,} of {count:,} are shown; {remedy} shows more")


def _heading(name: str) -> str:
    return name.replace("_", " ")


def _field(name: str) -> Callable[[Any], object]:
    return lambda item: getattr(item, name)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # Years and process ids read badly with a separator, and four digits do not need one.
        return f"{value:,}" if value >= 100_000 else str(value)
    if isinstance(value, list | tuple):
        return "; ".join(_text(item) for item in value)
    if is_dataclass(value) and not hasattr(value, "name"):
        return ", ".join(f"{_text(getattr(value, field.name))} {field.name}" for field in fields(value))
    return visible(text_of_member(value))
