"""The items of an answer as rows and columns: for CSV, for notebooks, for data frames.

An item is a work of a cluster, a coauthor, a step of a chain: one line of CSV or JSON Lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from html import escape
from itertools import repeat
from types import UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, get_args, get_origin, get_type_hints

import msgspec

from graphapp.errors import GraphAppError
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    import pandas

_SHORT: Final = 60
"""Maximum length of a text in the one line that represents an answer."""
_IDENTIFIERS: Final = "identifiers"
"""The field that maps properties of schemes to identifiers."""


class Viewer(Protocol):
    """What draws answers for people who work in Python."""

    def drawn(self, answer: "Answer", /) -> str | None:
        """The picture as SVG; None for an answer without one."""

    def show(self, answer: "Answer", /) -> None:
        """Open the picture for the reader."""


class Answer:
    """The base of what a service returns."""

    __slots__ = ()

    ITEMS: ClassVar[tuple[str, ...]] = ()
    """The fields that lead to the items: `("chains", "steps")`. Empty when the answer itself is the only item."""

    VIEWER: ClassVar["Viewer | None"] = None
    """What draws and opens pictures of answers; None where only tables are shown."""

    def show(self) -> None:
        """Open the picture of the answer: in a notebook below the cell, elsewhere in a browser.

        Raises InvalidArgument for an answer that has no picture, and GraphAppError where nothing can draw it.
        """
        if self.VIEWER is None:
            raise GraphAppError("nothing here draws pictures; import graphapp first")
        self.VIEWER.show(self)

    def __repr__(self) -> str:
        """One line: the short facts of the answer, and how many members each of its lists has.

        Dataclasses that are answers have `repr=False`, so that a session in Python is not flooded by their items.
        """
        facts = []
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                facts.append(f"{field.name}: {len(value):,}")
            elif isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= _SHORT):
                facts.append(f"{field.name}={value!r}")
            elif hasattr(value, "name"):
                facts.append(f"{field.name}={value.name!r}")
        return f"<{type(self).__name__} {', '.join(facts)}>"

    @property
    def items(self) -> Sequence[Any]:
        """The items of the answer; may be empty."""
        found: tuple[Any, ...] = (self,)
        for name in self.ITEMS:
            found = tuple(inner for value in found for inner in getattr(value, name))
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of an item's columns, even if there is no item."""
        kind: Any = type(self)
        for name in self.ITEMS:
            kind = get_args(get_type_hints(kind)[name])[0]
        return columns_of(kind)

    def to_dataframe(self) -> "pandas.DataFrame":
        """The items as a pandas data frame, one row each; numbers that may be missing have a nullable type.

        Raises GraphAppError when pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise GraphAppError("a data frame needs pandas; install it with `pip install pandas`") from error
        return pandas.DataFrame(
            [tuple(values_of(item)) for item in self.items], columns=list(self.columns)
        ).convert_dtypes()

    def _repr_html_(self) -> str:
        """The HTML for a notebook: the picture, if it has one, its own facts, then its items as a table.

        Every text is escaped.
        """
        facts = "".join(f"<tr><th>{_heading(name)}</th><td>{_cell(value)}</td></tr>" for name, value in _facts(self))
        picture = self.VIEWER.drawn(self) if self.VIEWER is not None else None
        shown = f'{picture or ""}<table dir="auto">{facts}</table>'
        if self.ITEMS:
            head = "".join(f"<th>{_heading(name)}</th>" for name in self.columns)
            rows = (f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in values_of(item))}</tr>" for item in self.items)
            shown += f'<table dir="auto"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        return shown


def columns_of(kind: Any) -> tuple[str, ...]:
    """The names of the columns of a dataclass; each field of a dataclass within it is a column: `authors_created`.

    Also of a dataclass that may be missing; its cells are then empty.

    `identifiers` give a column for each scheme: `doi`.
    """
    within = _dataclasses_within(kind)
    names: list[str] = []
    for field in fields(kind):
        if field.name == _IDENTIFIERS:
            names.extend(SCHEME_PROPERTIES)
        elif field.name in within:
            names.extend(f"{field.name}_{name}" for name in columns_of(within[field.name]))
        else:
            names.append(field.name)
    return tuple(names)


def values_of(item: Any) -> Iterator[Any]:
    """The values of an item in the order of its columns."""
    if isinstance(item, dict):
        yield from item.values()
        return
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name == _IDENTIFIERS:
            yield from map(value.get, SCHEME_PROPERTIES)
        elif is_dataclass(value):
            yield from values_of(value)
        elif value is None and field.name in (within := _dataclasses_within(item.__class__)):
            yield from repeat(None, len(columns_of(within[field.name])))
        else:
            yield value


@cache
def _dataclasses_within(kind: Any) -> dict[str, Any]:
    """The dataclasses that fields of a dataclass have, also of fields that may be None."""
    found: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        for inner in (hint, *(get_args(hint) if get_origin(hint) is UnionType else ())):
            if isinstance(inner, type) and is_dataclass(inner):
                found[name] = inner
    return found


def text_of_member(member: Any) -> str:
    """The text of a list's member in a cell: an author by name, a paper row by its id, a work by its title.

    A reason by its words.
    """
    if isinstance(member, dict):
        return msgspec.json.encode(member).decode()
    if is_dataclass(member):
        for name in ("name", "title", "paper_id", "words"):
            if hasattr(member, name):
                return str(getattr(member, name))
    return str(member)


def _facts(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The fields that are neither unknown nor lists, also those of dataclasses within: `center_name`."""
    for field in fields(value):
        inner = getattr(value, field.name)
        if is_dataclass(inner):
            yield from _facts(inner, f"{prefix}{field.name}_")
        elif inner is not None and not isinstance(inner, tuple):
            yield prefix + field.name, inner


def _heading(name: str) -> str:
    return escape(visible(name.replace("_", " ")))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, tuple):
        return escape(visible(", ".join(map(text_of_member, value))))
    return escape(visible(str(value)))
