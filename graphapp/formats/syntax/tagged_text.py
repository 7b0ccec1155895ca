"""Text in which each line of a record begins with a tag of two characters: RIS and Web of Science.

Such a text is cut into blocks at the lines that begin and end a record. A text before, between or behind records is a
block of its own, so that a format can say what it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD, lines, refuse_cr_alone
from graphapp.records import Reject, Unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines from one that begins a record to one that ends it, or between such lines; not all of them are blank."""

    line: int
    """The 1-based number of its first line that is not blank."""
    text: bytes
    """Its lines from there; of a block over `LONGEST_RECORD` little more than that, which `decode` refuses."""
    is_ended: bool
    """Whether its last line ends a record."""
    is_last: bool = False
    """Whether nothing but blank lines follows."""


def read_blocks(
    stream: BufferedReader, place: str, *, begins: re.Pattern[bytes], ends: re.Pattern[bytes], marks: tuple[bytes, ...]
) -> Iterator[Block]:
    """The blocks of a text, in bounded memory. `begins` and `ends` match the lines that begin and end a record.

    Such a line starts with one of `marks`, which is a quick answer for all others. Raises SourceError for text in
    UTF-16, and for lines that end in CR alone.
    """
    waiting: Block | None = None
    try:
        for block in _blocks(stream, place, begins, ends, marks):
            if waiting is not None:
                yield waiting
            waiting = block
    except SourceError:
        if waiting is not None:
            yield waiting
        raise
    if waiting is not None:
        yield replace(waiting, is_last=True)


def refuse_cut(block: Block, *, others_end: bool) -> None:
    """Raises Unfit for a last record without an end where others have one: the rest of it is likely to be missing."""
    if block.is_last and others_end and not block.is_ended:
        raise Unfit("no ER ends it, so the file may be cut short")


def rejected(block: Block, place: str, error: Unfit) -> Reject:
    """The reject of a whole block."""
    return Reject.of(f"{place}:{block.line}", str(error), block.text)


def _blocks(
    stream: BufferedReader, place: str, begins: re.Pattern[bytes], ends: re.Pattern[bytes], marks: tuple[bytes, ...]
) -> Iterator[Block]:
    text = bytearray()
    first = 0
    for number, line in lines(stream, place):
        if number == 1:
            refuse_cr_alone(line, place)
        is_mark = line.startswith(marks)
        if is_mark and text and begins.match(line):
            yield Block(line=first, text=bytes(text), is_ended=False)
            text.clear()
        if not text:
            if line.isspace():
                continue
            first = number
        if len(text) <= LONGEST_RECORD:
            text += line if len(line) < 1024 else line[: LONGEST_RECORD + 1 - len(text)]
        if is_mark and ends.match(line):
            yield Block(line=first, text=bytes(text), is_ended=True)
            text.clear()
    if text:
        yield Block(line=first, text=bytes(text), is_ended=False)
