"""Bytes into lines and text, in bounded memory, for any content."""

from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from typing import Final

from graphapp.errors import SourceError
from graphapp.records import Unfit

LONGEST_RECORD = 16 * 2**20
"""Maximum bytes of one record, line or paragraph: a longer one is not a bibliographic record, but damage or an attack.

Small JSON values grow up to eightyfold as Python objects, so the worst record takes somewhat more than 1 GB.
"""

TOO_LONG: Final = f"more than {LONGEST_RECORD // 2**20} MiB of text in one record"
"""Why such a record is none."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def lines(stream: BufferedReader, place: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream with their 1-based numbers and their own line ends.

    A line over `LONGEST_RECORD` is cut to its first `LONGEST_RECORD` + 1 bytes, which `decode` refuses. Raises
    SourceError for text in UTF-16, which has no readable lines.
    """
    read = partial(stream.readline, LONGEST_RECORD + 1)
    for number, line in enumerate(iter(read, b""), start=1):
        if number == 1:
            refuse_utf_16(line, place)
        yield number, line
        while len(line) > LONGEST_RECORD and not line.endswith(b"\n"):
            line = read()


def refuse_utf_16(begin: bytes, place: str) -> None:
    """Raises SourceError for an input that begins with the mark of UTF-16: its text has no readable lines."""
    if begin.startswith(_UTF_16):
        raise SourceError(f"{place} is text in UTF-16; save it as UTF-8")


def refuse_cr_alone(begin: bytes, place: str) -> None:
    """Raises SourceError for a text whose lines end in CR alone, as old Macintosh programs write them."""
    if begin.partition(b"\n")[0].rstrip(b"\r").count(b"\r") > 1:
        raise SourceError(f"the lines of {place} end in CR alone; save it with line ends LF or CR LF")


def decode(text: bytes) -> str:
    """The text in UTF-8. Raises Unfit for other bytes, and for more than `LONGEST_RECORD` of them."""
    if len(text) > LONGEST_RECORD:
        raise Unfit(TOO_LONG)
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise Unfit(f"byte 0x{text[error.start]:02x} at offset {error.start} is not UTF-8") from error
