"""The lines that `graphapp load --rejects FILE` writes: rejected records, to be corrected in FILE and loaded again."""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final, Literal

import msgspec
from msgspec import structs

from graphapp.errors import SourceError
from graphapp.formats.refusals import Reader
from graphapp.formats.syntax.json_lines import object_keys
from graphapp.formats.syntax.lines import decode, lines
from graphapp.records import LONGEST_RAW, PaperRecord, PassedOver, PersonRecord, Record, Reject, Unfit

_KEYS: Final = frozenset({"kind", "place", "reason", "raw"})
_NO_TEXT: Final = "\ufffd"


class _Line(msgspec.Struct):
    kind: Literal["reject", "warning"]
    reason: str
    raw: str
    source: str | None = None
    format: str | None = None
    """The name of the format of `raw`; None where nothing says it."""
    header: str | None = None


class _Source(msgspec.Struct):
    source: str | None = None


_decoder: Final = msgspec.json.Decoder(_Line)
_source_decoder: Final = msgspec.json.Decoder(_Source)


def recognises(head: bytes) -> bool:
    """Whether an object has the keys of such a line."""
    return any(keys >= _KEYS for keys in object_keys(head))


def source_in(head: bytes) -> str | None:
    """The source of the first line's record; None where the line says none."""
    try:
        return _source_decoder.decode(head.lstrip().partition(b"\n")[0]).source
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def read(stream: io.BufferedReader, place: str, formats: Mapping[str, Reader]) -> Iterator[Record]:
    """The records that stand in the `raw` of each line, read in their own formats.

    Lines of the kind `warning` are parts of records, and not read. A record that is still wrong is a reject again, as
    is one that its line does not hold whole, and one of another source than the first line's.
    """
    first: str | None = None
    for number, text in lines(stream, place):
        if text.isspace():
            continue
        here = f"{place}:{number}"
        try:
            decode(text)
            line = _decoder.decode(text)
        except (Unfit, msgspec.DecodeError, RecursionError) as error:
            yield Reject.of(here, f"not a line of rejects: {error}", text)
            continue
        first = first or line.source
        if line.kind == "warning":
            continue
        try:
            if line.source != first:
                raise Unfit(f"a record of the source {line.source!r} in a file of {first!r}; put it into its own file")
            yield from _records(line, here, formats)
        except Unfit as error:
            yield Reject(place=here, reason=str(error), raw=line.raw, header=line.header, format=line.format)


def _records(line: _Line, place: str, formats: Mapping[str, Reader]) -> list[Record]:
    """The records of a line. Raises Unfit where its text is no whole record."""
    if len(line.raw) == LONGEST_RAW:
        raise Unfit(f"only the first {LONGEST_RAW:,} characters of the record are kept; correct it in its own file")
    if _NO_TEXT in line.raw and "is not UTF-8" in line.reason:
        raise Unfit("U+FFFD stands where its bytes were not UTF-8; write the letters that belong there")
    if (record := _made_record(line.raw)) is not None:
        return [_moved(record, place)]
    raw = line.raw.encode(errors="replace")
    format = formats.get(line.format or "") or next((each for each in formats.values() if each.recognises(raw)), None)
    if format is None:
        raise Unfit("its format is not known; correct it in its own file")
    if format.parse is not None:
        # Half of the time of an input of its own, which says why where this fails.
        with suppress(Unfit, msgspec.DecodeError, RecursionError):
            return [format.parse(raw, place)]
    text = (line.header or "").encode() + raw
    try:
        found = list(format.read(io.BufferedReader(io.BytesIO(text)), place))
    except SourceError as error:
        raise Unfit(f"not a record of its own: {error}") from error
    if not found:
        raise Unfit("no record in its text")
    return [
        replace(record, place=place, raw=line.raw, header=line.header, format=line.format)
        if isinstance(record, Reject)
        else replace(record, place=place)
        if isinstance(record, PassedOver)
        else _moved(record, place)
        for record in found
    ]


def _made_record(raw: str) -> PaperRecord | PersonRecord | None:
    """The record of a reject that a load made of a record that a format had read; None for other texts."""
    if not raw.startswith('{"place"'):
        return None
    with suppress(msgspec.DecodeError, RecursionError):
        return msgspec.json.decode(raw, type=PaperRecord)
    with suppress(msgspec.DecodeError, RecursionError):
        return msgspec.json.decode(raw, type=PersonRecord)
    return None


def _moved(record: PaperRecord | PersonRecord, place: str) -> PaperRecord | PersonRecord:
    losses = tuple([replace(loss, place=place) for loss in record.losses])
    return structs.replace(record, place=place, losses=losses)
