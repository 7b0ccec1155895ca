"""Text in which each line of a record begins with a tag of two characters: RIS and Web of Science.

Such a text is cut into blocks at the lines that begin and end a record. A text before, between or behind records is a
block of its own, so that a format can say what it is.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Final, NamedTuple

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD, refuse_cr_alone, refuse_utf_16
from graphapp.formats.syntax.windows import read_ahead, step
from graphapp.records import Reject, Unfit

_CHUNK: Final = 256 * 2**10
_BLANK_LINES: Final = re.compile(rb"(?:[ \t\r\v\f]*+\n)*+")


class Block(NamedTuple):
    """The lines from one that begins a record to one that ends it, or between such lines; not all of them are blank."""

    line: int
    """The 1-based number of its first line that is not blank."""
    text: bytes
    """Its lines from there; of a block over `LONGEST_RECORD` a little more than that, which `decode` refuses."""
    is_ended: bool
    """Whether its last line ends a record."""
    is_last: bool = False
    """Whether nothing but blank lines follows."""


def marks_of(*, begins: bytes, ends: bytes) -> re.Pattern[bytes]:
    """The pattern for `read_blocks` of the lines that begin and end a record.

    `begins` and `ends` match such a line from its first byte, the latter up to its line end; `$` stands before that.
    """
    # A search for line ends is much faster than one that asks of each byte whether it begins a line.
    return re.compile(rb"\n(?:%b|(%b))" % (begins, ends), re.MULTILINE)


def read_blocks(stream: BufferedReader, place: str, marks: re.Pattern[bytes]) -> Iterator[Block]:
    """The blocks of a text between the lines that `marks` finds, in bounded memory.

    Raises SourceError for text in UTF-16, and for lines that end in CR alone.
    """
    waiting: Block | None = None
    try:
        for block in _blocks(stream, place, marks):
            if waiting is not None:
                yield waiting
            waiting = block
    except SourceError:
        if waiting is not None:
            yield waiting
        raise
    if waiting is not None:
        yield waiting._replace(is_last=True)


def refuse_cut(block: Block, *, others_end: bool) -> None:
    """Raises Unfit for a last record without an end where others have one: the rest of it is likely to be missing."""
    if block.is_last and others_end and not block.is_ended:
        raise Unfit("no ER ends it, so the file may be cut short")


def rejected(block: Block, place: str, error: Unfit) -> Reject:
    """The reject of a whole block."""
    return Reject.of(f"{place}:{block.line}", str(error), block.text)


def _blocks(stream: BufferedReader, place: str, marks: re.Pattern[bytes]) -> Iterator[Block]:
    first_line = stream.readline(LONGEST_RECORD + 1)
    refuse_utf_16(first_line, place)
    refuse_cr_alone(first_line, place)
    # A line end stands before each line in the window, also before its first one, which has this number.
    text, number, searched, is_cut = b"\n" + first_line, 1, 0, False
    broke_off: SourceError | None = None
    while broke_off is None:
        chunk, broke_off = read_ahead(stream, step(len(text), least=_CHUNK))
        if not chunk and broke_off is not None:
            break
        text += chunk
        # A line that is not at its end may become one of the marks.
        whole = text.rfind(b"\n") if chunk else len(text)
        start = 1
        for mark in marks.finditer(text, searched, whole):
            is_end = mark.lastindex is not None
            behind = mark.end() + 1 if is_end else mark.start() + 1
            if behind == start:
                # A record begins where the one before it ended.
                is_cut = False
                continue
            if not is_cut and (block := _block(text, start, behind, number, is_ended=is_end)) is not None:
                yield block
            is_cut = False
            number += text.count(b"\n", start, behind)
            start = behind
        if not chunk:
            break
        first = _end_of_blank_lines(text, start, whole + 1)
        number += text.count(b"\n", start, first)
        text, searched = text[first - 1 :], whole - first + 1
        # The last line may be the first one of the next record, unless it is longer than any mark.
        if is_cut or searched > LONGEST_RECORD or len(text) > LONGEST_RECORD + _CHUNK:
            if not is_cut and not text.isspace():
                yield Block(number, text[1 : LONGEST_RECORD + 2], is_ended=False)
                is_cut = True
            number += text.count(b"\n", 1, searched + 1)
            text, searched = text[searched : searched + _CHUNK], 0
    if broke_off is not None:
        raise broke_off
    if not is_cut and (block := _block(text, start, len(text), number, is_ended=False)) is not None:
        yield block


def _block(text: bytes, start: int, end: int, number: int, *, is_ended: bool) -> Block | None:
    """The block between two places, of which the first is that of the line with this number; None for a blank one."""
    first = _end_of_blank_lines(text, start, end)
    lines = text[first:end]
    if not lines or lines.isspace():
        return None
    return Block(number + text.count(b"\n", start, first), lines, is_ended)


def _end_of_blank_lines(text: bytes, start: int, end: int) -> int:
    found = _BLANK_LINES.match(text, start, end)
    return start if found is None else found.end()
