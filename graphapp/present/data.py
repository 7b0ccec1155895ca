"""Values -> text for programs: JSON, JSON Lines, CSV. Pure: nothing here asks the database or prints.

JSON has the fields of the results in their order. CSV and JSON Lines have one line per item: a work of a cluster, a
coauthor, a step of a chain.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from graphapp.results.answer import Answer, columns_of, text_of_member, values_of
from graphapp.rules.formulas import guarded
from graphapp.rules.steering import escaped, without_steering


def as_json(value: object) -> str:
    """The value as indented JSON."""
    encoded = msgspec.json.encode(value, enc_hook=_encode)
    return escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def as_jsonl(value: object) -> str:
    """The value's items, each as one line of JSON."""
    lines = (msgspec.json.encode(item, enc_hook=_encode).decode() for item in _items_of(value))
    return "".join(escaped(line) + "\n" for line in lines)


def as_csv(value: object) -> str:
    """The value's items as CSV with a header; lists are joined by `; `.

    A text that a spreadsheet would read as a formula gets a leading apostrophe, which a spreadsheet does not show.
    Characters that steer a terminal or turn a line are left out. An empty list has no header, since its columns are
    unknown.
    """
    items = _items_of(value)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if isinstance(value, Answer):
        writer.writerow(map(cell, value.columns))
    elif items:
        writer.writerow(columns_of(type(items[0])))
    writer.writerows(map(cell, values_of(item)) for item in items)
    return out.getvalue()


def _items_of(value: object) -> Sequence[Any]:
    if isinstance(value, Answer):
        return value.items
    return value if isinstance(value, list | tuple) else [value]


def cell(value: object) -> object:
    """The value as a cell of CSV, which no spreadsheet runs as a formula."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list):
        value = "; ".join(map(text_of_member, value))
    return guarded(without_steering(str(value)))


def _encode(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")
