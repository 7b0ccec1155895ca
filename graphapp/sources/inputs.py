"""Files and standard input as streams of bytes, decompressed and counted."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import cast

from xopen import xopen

from graphapp.errors import SourceError

_BUFFER = 256 * 2**10

_COMPRESSIONS = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00", "zst": b"\x28\xb5\x2f\xfd"}
_CONTENTS = {magic: f"{name} data" for name, magic in _COMPRESSIONS.items()} | {
    b"PK\x03\x04": "a ZIP archive",
    b"%PDF": "a PDF",
    b"SQLite format 3": "an SQLite database",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"{": "JSON",
    b"[": "JSON",
    b"<": "XML or HTML",
}


class _Chunks(io.RawIOBase):
    """What a function reads, counted; whatever goes wrong below is a SourceError after the last good byte.

    Each time it gives at least `least` bytes, or all that are left.
    """

    def __init__(self, read: Callable[[int], bytes], failure: str, *, least: int) -> None:
        self.count = 0
        self._read = read
        self._failure = failure
        self._least = least
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < min(self._least, len(buffer)) and self._error is None:
            try:
                data = self._read(len(buffer) - filled)
            except Exception as error:  # each compression library raises classes of its own
                self._error = error
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        self.count += filled
        if filled or self._error is None:
            return filled
        if isinstance(self._error, SourceError):
            raise self._error
        raise SourceError(f"{self._failure} after {self.count:,} bytes: {self._error}") from self._error


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An open input."""

    stream: io.BufferedReader
    """The content, decompressed. Reading raises SourceError where the input is damaged, cut short or gone."""
    place: str
    """The name to show: the path as given, or `standard input`."""
    size: int | None
    """Bytes of the file as it lies on disk; None for what is no file, such as standard input."""
    _raw: _Chunks

    @property
    def bytes_read(self) -> int:
        """Bytes taken from the file so far, before decompression; runs ahead of the records by a buffer or two."""
        return self._raw.count

    @property
    def head(self) -> bytes:
        """The first 256 KiB of the content, or all of it, as long as nothing has been read from `stream`.

        Of what is no file, only what came first.
        """
        return self.stream.peek()


@contextmanager
def open_input(path: str) -> Iterator[Input]:
    """Open a file, or standard input for `-`. Content in gz, bz2, xz or zst is decompressed, whatever the name says.

    Raises SourceError for what cannot be opened, and for a name that claims a compression that the content has not.
    """
    place = "standard input" if path == "-" else os.fsencode(path).decode(errors="replace")
    with ExitStack() as stack:
        size = None
        if path == "-":
            file = _standard_input()
        else:
            file = stack.enter_context(_open_file(path, place))
            status = os.fstat(file.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
        # A file fills the buffer at once. A pipe that is written to for hours gives what it has.
        raw = _Chunks(file.read1, f"{place} cannot be read further", least=max(map(len, _COMPRESSIONS.values())))
        stream = _buffered(raw)
        head = stream.peek()
        compression = next((name for name, magic in _COMPRESSIONS.items() if head.startswith(magic)), None)
        claimed = path.lower().removeprefix(plain_name(path)).removeprefix(".") or compression
        if claimed != compression and head:
            raise SourceError(
                f"{place} is not {claimed} data although its name says so: it looks like {describe(head)}; rename it"
            )
        if compression is not None:
            # Without threads, xopen unpacks in this process. Its files have `read1`, which its types leave out.
            file = cast(io.BufferedReader, stack.enter_context(xopen(stream, "rb", threads=0, format=compression)))
            failure = f"{place} is damaged or cut short: its {compression} data cannot be unpacked further"
            # Unpacking goes by small pieces, and a head is to be of full length.
            stream = _buffered(_Chunks(file.read1, failure, least=_BUFFER))
        yield Input(stream=stream, place=place, size=size, _raw=raw)


def plain_name(name: str) -> str:
    """A file's name in lower case, without the suffix of a compression."""
    name = name.lower()
    return next((name.removesuffix(f".{suffix}") for suffix in _COMPRESSIONS if name.endswith(f".{suffix}")), name)


def describe(head: bytes) -> str:
    """What content that begins like this looks like, in a few words."""
    begin = head.lstrip()
    for magic, words in _CONTENTS.items():
        if begin.startswith(magic):
            return words
    return "binary data" if b"\0" in head else "plain text"


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, _BUFFER)


def _standard_input() -> io.BufferedReader:
    # Python has no standard input where the process was started without one.
    if sys.stdin is None:
        raise SourceError("there is no standard input to read")
    return cast(io.BufferedReader, sys.stdin.buffer)


def _open_file(path: str, place: str) -> io.BufferedReader:
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise SourceError(f"{place} does not exist") from error
    except IsADirectoryError as error:
        raise SourceError(f"{place} is a directory; name the files in it") from error
    except PermissionError as error:
        raise SourceError(f"{place} cannot be opened: this user may not read it") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{place} cannot be opened: {error}") from error
