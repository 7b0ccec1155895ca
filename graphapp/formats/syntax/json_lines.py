"""One JSON object per line, with any fields."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BufferedReader
from itertools import islice
from typing import Any, Final

import msgspec

from graphapp.formats.fields import NO_TITLE
from graphapp.formats.syntax.lines import decode, lines
from graphapp.records import PaperRecord, PersonRecord, Record, Reject, Unfit

Parse = Callable[[bytes, str], PaperRecord | PersonRecord]
"""A function from JSON text and its place to the record; raises Unfit or one of msgspec's errors."""

_TOKEN = re.compile(rb'"((?:[^"\\]++|\\.)*+)("?)|[{}\[\]:,]', re.DOTALL)
_HALF_SURROGATE_PAIR = re.compile(rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])")
_OBJECTS_LOOKED_AT = 5
_KEYS_SHOWN = 6
_LONGEST_SHOWN = 40


def read_json_lines(
    stream: BufferedReader, place: str, parse: Parse, known: frozenset[str] = frozenset()
) -> Iterator[Record]:
    """A record for each line that is not blank; `known` is that of `read_json`."""
    for number, line in lines(stream, place):
        if not line.isspace():
            yield read_json(line, f"{place}:{number}", parse, known)


def read_json(text: bytes, place: str, parse: Parse, known: frozenset[str] = frozenset()) -> Record:
    """The record of a JSON text, or a reject with the reason why it has none.

    `known` are the keys that `parse` reads: that an object has none of them says more than that it has no title.
    """
    try:
        # msgspec checks only the encoding of the fields that it keeps, but damage in a skipped field also counts.
        decode(text)
        return parse(text, place)
    except Unfit as error:
        reason = str(error)
        if reason == NO_TITLE and known and (keys := _objects.decode(text)) and known.isdisjoint(keys):
            shown = ", ".join(f'"{key[:_LONGEST_SHOWN]}"' for key in sorted(keys)[:_KEYS_SHOWN])
            reason = f"an object of no known shape: its keys are {shown}"
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        message = message[0].lower() + message[1:]
        reason = f"{where.strip('.`')}: {message}" if where else message
    except msgspec.DecodeError as error:
        # When a high surrogate ends a string, msgspec reports the missing half as the end of the data.
        half = _HALF_SURROGATE_PAIR.search(text)
        reason = "half of a surrogate pair" if half else f"not JSON: {str(error).removeprefix('JSON is malformed: ')}"
    except RecursionError:
        reason = "JSON that is nested too deeply"
    return Reject.of(place, reason, text)


_objects: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


def keys_of(decoder: msgspec.json.Decoder[Any]) -> frozenset[str]:
    """The keys that a decoder of objects reads."""
    return frozenset(decoder.type.__struct_encode_fields__)


def object_keys(head: bytes) -> Iterator[frozenset[str]]:
    """The keys of each object that starts a line, as far as the head of an input goes."""
    # All formats of JSON look at the same head: what has been found in it is kept.
    for start in islice(re.finditer(rb"^\{", head, re.MULTILINE), _OBJECTS_LOOKED_AT):
        yield _keys(head, start.start())


@lru_cache(maxsize=2 * _OBJECTS_LOOKED_AT)
def _keys(head: bytes, start: int) -> frozenset[str]:
    keys: set[str] = set()
    depth = 0
    text: bytes | None = None
    for token in _TOKEN.finditer(head, start):
        if token[1] is not None:
            if not token[2]:
                break
            text = token[1]
            continue
        if token[0] in b"{[":
            depth += 1
        elif token[0] in b"}]":
            depth -= 1
        elif token[0] == b":" and depth == 1 and text is not None:
            keys.add(text.decode(errors="replace"))
        text = None
        if depth == 0:
            break
    return frozenset(keys)
