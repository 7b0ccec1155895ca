"""JSON objects in each of the forms that people have: one a line, an array, or a list inside of another object.

Own code, because the streaming parsers (ijson) build Python objects instead of giving each record's text, which takes
longer than all the rest, and stop at the first broken record.
"""

import re
from collections.abc import Collection, Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.errors import SourceError
from graphapp.formats.syntax.json_heads import is_document
from graphapp.formats.syntax.json_lines import Parse, read_json, read_json_lines
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.syntax.windows import read_ahead
from graphapp.records import Record


def read_json_objects(
    stream: BufferedReader,
    place: str,
    parse: Parse,
    lists: Collection[str] = (),
    known: frozenset[str] = frozenset(),
) -> Iterator[Record]:
    """A record for each object of a stream, which is one of

    - JSON Lines,
    - an array of objects, on one line or several, of any size,
    - an object that holds its records under one of the paths of `lists` (`message.items`, `results`): in an array of
      any size, or as one object,
    - one object, or several after each other, on any lines.

    `known` is that of `read_json`. What a record cannot be read from is a Reject, and the next one begins behind it.
    Where a record has no end, the next one begins on the next line with the same indentation. Raises SourceError where
    there is no such line, and for a stream that ends in the middle of a record or of an array.
    """
    if not is_document(stream.peek(), lists):
        yield from read_json_lines(stream, place, parse, known)
        return
    for line, text in _Document(stream, place, lists).records():
        yield read_json(text, f"{place}:{line}", parse, known)


_CHUNK: Final = 2**18
"""Bytes. The memory of larger pieces goes back to the system each time, which takes a tenth more time."""
_MOST_GUESSES: Final = 3
_DEEPEST: Final = 10_000
"""Objects in each other that are followed. The decoder refuses far fewer."""

# A line break ends no string but a broken one, which thereby costs only its own record.
_STRING: Final = rb'"(?:[^"\\\n]++|\\[^\n])*+"'
_BLANK: Final = re.compile(rb"[\s,]*+")
_KEY: Final = re.compile(_STRING)
_SEAM: Final = re.compile(rb'\}\s*+,\s*+\{\s*+"[^"\\\n]{1,100}+"')
_SCALAR: Final = re.compile(_STRING + rb'|[^\s,:{}\[\]"]++')


def _to_bracket(opener: str, closer: str) -> re.Pattern[bytes]:
    """Matches up to the next bracket outside of strings, or as far as there is none; small balanced parts are skipped.

    Without the parts, each bracket would be a step of Python.
    """
    opening, closing = re.escape(opener).encode(), re.escape(closer).encode()
    other = rb"[^" + opening + closing + rb'"]++|' + _STRING
    part = opening + rb"(?:" + other + rb")*+" + closing
    part = opening + rb"(?:" + other + rb"|" + part + rb")*+" + closing
    return re.compile(rb"(?:" + other + rb"|" + part + rb")*+([" + opening + closing + rb"]?)")


_NEXT_BRACKET: Final = {b"{": _to_bracket("{", "}"), b"[": _to_bracket("[", "]")}

_whole_records = msgspec.json.Decoder(list[msgspec.Raw])


class _Endless(Exception):
    """What begins at a place has no end, or is no value at all; the text says why, as a clause."""


class _Document:
    """The text of each record of a document with its 1-based line, in memory that one record bounds."""

    def __init__(self, stream: BufferedReader, place: str, lists: Collection[str]) -> None:
        self._stream = stream
        self._place = place
        self._lists = frozenset(lists)
        self._data = b""
        self._at = 0
        self._ended = False
        self._broke_off: SourceError | None = None
        """Why the stream ended before its end, which is raised behind the records before that."""
        self._line, self._counted = 1, 0
        """The line at a place in the data, and that place."""
        self._indent: bytes | None = None
        """What is before the records that begin a line; None before the first record."""
        self._by_lines = False
        """Whether records also end where the next one begins a line, since one had no other end."""
        self._stop = -1
        """What `_next_line` found last."""
        self._seam = b""
        """The end of a record, what is between it and the next one, and that one's beginning."""
        self._one_by_one = 0
        """The place up to which records are read one at a time."""
        self._found = False
        """Whether the object that is being read holds records."""

    def records(self) -> Iterator[tuple[int, bytes]]:
        """Raises SourceError as `read_json_objects` does."""
        while first := self._next_record():
            if first == b"[":
                self._at += 1
                yield from self._list()
            elif first == b"{" and self._lists:
                yield from self._object()
            else:
                yield self._record(first)
        if self._broke_off is not None:
            raise self._broke_off

    def _list(self) -> Iterator[tuple[int, bytes]]:
        """The records up to the end of the array in which the place is."""
        while (first := self._next_record()) != b"]":
            if not first:
                raise self._broke_off or SourceError(f"{self._place} ends before its list of records does")
            if raws := self._whole_records():
                yield from self._from_batch(raws)
                continue
            yield self._record(first)
            seam = _SEAM.match(self._data, self._at - 1)
            self._seam = self._seam if seam is None else seam[0]
        self._at += 1

    def _from_batch(self, raws: list[msgspec.Raw]) -> Iterator[tuple[int, bytes]]:
        """The records from the place on, which have these texts; the place moves behind each."""
        line, between, breaks = self._line_at(self._at), b"", 0
        begin = b"{"
        for raw in raws:
            text = bytes(raw)
            # The same is between nearly all records.
            if not self._data.startswith(begin, self._at):
                found = _BLANK.match(self._data, self._at)
                between = b"" if found is None else found[0]
                self._indent_by(between)
                begin, breaks = between + b"{", between.count(b"\n")
            line += breaks
            self._at += len(between) + len(text)
            yield line, text
            if b"\n" in text:
                line += text.count(b"\n")
        self._line, self._counted = line, self._at

    def _whole_records(self) -> list[msgspec.Raw]:
        """The records from the place on that the decoder finds at once, which it does ten times as fast.

        It must get whole records. Where they end is guessed from how the last one ended and the next one began, and a
        guess that is wrong gives no JSON array.
        """
        if self._by_lines or not self._seam or self._at < self._one_by_one:
            return []
        if len(self._data) - self._at < _CHUNK:
            self._more()
        cut = end = min(len(self._data), self._at + _CHUNK)
        for _ in range(_MOST_GUESSES):
            cut = self._data.rfind(self._seam, self._at, cut)
            if cut < 0:
                break
            try:
                return _whole_records.decode(b"".join((b"[", memoryview(self._data)[self._at : cut + 1], b"]")))
            except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
                continue
        self._one_by_one = end
        return []

    def _object(self) -> Iterator[tuple[int, bytes]]:
        """The records in the object that begins at the place, or the object itself."""
        start = self._at
        self._found = False
        try:
            yield from self._members("")
        except _Endless as error:
            if self._found:
                raise self._failure(self._line_at(self._at), error) from error
            self._at = start
            yield self._record(b"{")
            return
        if not self._found:
            yield self._line_at(start), self._data[start : self._at]

    def _members(self, prefix: str) -> Iterator[tuple[int, bytes]]:
        """The records in the object at the place, whose keys continue the prefix of a path."""
        start = self._at
        self._at += 1
        while (first := self._next()) != b"}":
            path = prefix + self._key()
            first = self._next()
            if first == b"[" and path in self._lists and self._enters_list():
                self._found = True
                yield from self._list()
            elif first == b"{" and any(f"{each}.".startswith(f"{path}.") for each in self._lists):
                yield from self._members(f"{path}.")
            else:
                self._at = self._end(first)
            if self._found:
                self._forget()
        self._at += 1
        if prefix[:-1] in self._lists and not self._found:
            self._found = True
            yield self._line_at(start), self._data[start : self._at]

    def _key(self) -> str:
        match = self._match(_KEY)
        self._at = self._at if match is None else match.end()
        if match is None or self._next() != b":":
            raise _Endless("an object ends in the middle, or has a value without a key")
        self._at += 1
        try:
            return msgspec.json.decode(match[0], type=str)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _Endless("a key is not JSON") from error

    def _enters_list(self) -> bool:
        """Enters the array at the place if it holds objects or nothing."""
        start = self._at
        self._at += 1
        if self._next() in (b"{", b"]"):
            return True
        self._at = start
        return False

    def _record(self, first: bytes) -> tuple[int, bytes]:
        """The value at the place, or what stands there instead."""
        start, line = self._at, self._line_at(self._at)
        try:
            self._at = self._end(first)
        except _Endless as error:
            return line, self._broken(line, error)
        return line, self._data[start : self._at]

    def _end(self, first: bytes) -> int:
        """Where the value at the place ends, which begins with this byte."""
        pattern = _NEXT_BRACKET.get(first)
        if pattern is None:
            scalar = self._match(_SCALAR)
            if scalar is None:
                raise _Endless(f"{first.decode(errors='replace')!r} begins no value")
            return scalar.end()
        start, at = self._at, self._at + 1
        stop = self._next_line(start) if self._by_lines else len(self._data)
        bounded = stop < len(self._data)
        depth = 1
        while True:
            for found in pattern.finditer(self._data, at, stop if bounded else len(self._data)):
                at = found.end()
                if not found[1]:
                    break
                depth += 1 if found[1] == first else -1
                if depth == 0:
                    return at
                if depth > _DEEPEST:
                    raise _Endless("values are nested too deeply")
            if self._data.startswith(b'"', at) and self._data.find(b"\n", at) >= 0:
                raise _Endless("a string in what begins there has no end")
            if len(self._data) - start > LONGEST_RECORD:
                raise _Endless(f"what begins there takes more than {LONGEST_RECORD // 2**20} MiB, or has no end")
            if bounded or not self._more():
                raise _Endless("what begins there has no end")

    def _broken(self, line: int, error: _Endless) -> bytes:
        """What is before the next line that begins like a record; the place moves there."""
        kept = b""
        start = self._at
        while (stop := self._next_line(start)) == len(self._data):
            if self._ended:
                raise self._failure(line, error) from error
            # The last bytes may be the beginning of such a line.
            tail = max(self._at, stop - len(self._indent or b"") - 1)
            kept += self._data[self._at : min(tail, self._at + LONGEST_RECORD + 1 - len(kept))]
            self._at = start = tail
            self._forget()
            start, self._stop = self._at, -1
        kept += self._data[self._at : min(stop, self._at + LONGEST_RECORD + 1 - len(kept))]
        self._at = stop
        self._by_lines = True
        return kept.rstrip(b", \t\r\n")

    def _next_line(self, start: int) -> int:
        """Where the next line begins like a record, at its line break; the end of the data if none is near."""
        if start <= self._stop:
            return self._stop
        begin = b"\n" + (self._indent or b"") + b"{"
        searched = start
        while (found := self._data.find(begin, searched)) < 0:
            searched = max(start, len(self._data) - len(begin) + 1)
            if len(self._data) - start > LONGEST_RECORD or not self._more():
                found = len(self._data)
                break
        self._stop = found
        return found

    def _match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """The match at the place, with as much of the stream as it needs."""
        while True:
            match = pattern.match(self._data, self._at)
            if match is not None and match.end() < len(self._data):
                return match
            broken = match is None and self._data.find(b"\n", self._at) >= 0
            if broken or len(self._data) - self._at > LONGEST_RECORD or not self._more():
                return match

    def _next_record(self) -> bytes:
        """As `_next`, where a record may begin."""
        self._forget()
        start = self._at
        first = self._next()
        self._indent_by(self._data[start : self._at])
        return first

    def _indent_by(self, blank: bytes) -> None:
        """Notes the indentation of a record, which is behind the last line break of what is before the record."""
        if b"\n" in blank or self._indent is None:
            indent = blank.rpartition(b"\n")[2]
            if indent != self._indent:
                self._indent, self._stop = indent, -1

    def _next(self) -> bytes:
        """Moves to the next byte that is neither white space nor a comma, and gives it; empty at the end."""
        while True:
            blank = _BLANK.match(self._data, self._at)
            self._at = self._at if blank is None else blank.end()
            if self._at < len(self._data) or not self._more():
                return self._data[self._at : self._at + 1]

    def _more(self) -> bool:
        if self._ended:
            return False
        # As much again as there is, so that a record is looked at only so often.
        chunk, self._broke_off = read_ahead(self._stream, max(_CHUNK, len(self._data)))
        self._ended = not chunk or self._broke_off is not None
        if self._stop == len(self._data):
            self._stop = -1
        self._data += chunk
        return bool(chunk)

    def _forget(self) -> None:
        """Drops the data before the place, now and then."""
        if self._at >= _CHUNK:
            self._line_at(self._at)
            self._data = self._data[self._at :]
            self._stop -= self._at
            self._one_by_one -= self._at
            self._at = self._counted = 0

    def _line_at(self, place: int) -> int:
        """The line of a place in the data, which must not be before one that was asked for already."""
        self._line += self._data.count(b"\n", self._counted, place)
        self._counted = place
        return self._line

    def _failure(self, line: int, error: _Endless) -> SourceError:
        return self._broke_off or SourceError(f"{self._place}:{line} cannot be read further: {error}")
