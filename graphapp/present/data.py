"""Values -> text for programs. Pure: nothing here asks the database or prints.

JSON has the fields of the results in their order. CSV and JSON Lines give one line an item: a work of a cluster, a
coauthor, a step of a chain. `terminal` writes for people, `networks` for programs that draw networks.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from graphapp.results.answer import Answer, columns_of, text_of_member, values_of

STEERING: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""What could steer a terminal or turn the order of what it shows, as a set of a regular expression has it.

Line feed and tab are not among them.
"""
_STEERING: Final = re.compile(f"[{STEERING}]")

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: object) -> str:
    """The value as indented JSON."""
    encoded = msgspec.json.encode(value, enc_hook=_encode)
    return _escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def as_jsonl(value: object) -> str:
    """The value's items, each as one line of JSON."""
    lines = (msgspec.json.encode(item, enc_hook=_encode).decode() for item in _items_of(value))
    return "".join(_escaped(line) + "\n" for line in lines)


def as_csv(value: object) -> str:
    """The value's items as CSV with a header; lists are joined by `; `.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which a spreadsheet does not show.
    Control characters other than line feed and tab are left out. An empty list has no header, since it is of no kind.
    """
    items = _items_of(value)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if isinstance(value, Answer):
        writer.writerow(value.columns)
    elif items:
        writer.writerow(columns_of(type(items[0])))
    writer.writerows(map(_cell, values_of(item)) for item in items)
    return out.getvalue()


FORMATS: Final[dict[str, Callable[[object], str]]] = {"json": as_json, "jsonl": as_jsonl, "csv": as_csv}


def visible(text: str) -> str:
    """The text without control characters, which could steer a terminal; a line break or tab becomes a space."""
    if text.isprintable():
        return text
    return _STEERING.sub("", re.sub(r"[\n\r\t]", " ", text))


def _items_of(value: object) -> Sequence[Any]:
    if isinstance(value, Answer):
        return value.items
    return value if isinstance(value, list | tuple) else [value]


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list):
        value = "; ".join(map(text_of_member, value))
    text = value if isinstance(value, str) else str(value)
    return _STEERING.sub("", f"'{text}" if text.startswith(_FORMULA_STARTS) else text)


def _escaped(encoded: str) -> str:
    """JSON whose texts hold what steers a terminal as escapes, which mean the same."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def _encode(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")
