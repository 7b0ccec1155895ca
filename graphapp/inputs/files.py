"""Files and standard input as streams of bytes: counted, decompressed, and in UTF-8."""

import gzip
import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, cast

import zstandard
from xopen import xopen

from graphapp.errors import SourceError
from graphapp.inputs.archives import archive_kind
from graphapp.inputs.contents import describe
from graphapp.inputs.encodings import Transcoder, Utf8Signs, marked_encoding
from graphapp.inputs.unpacking import Allowance

_BUFFER = 256 * 2**10
_WIDEST_WINDOW = 8 * 2**20
"""Bytes of its content that every decoder of zst is advised to keep in memory: RFC 8878, section 3.1.1.1.2."""

LARGEST_UNPACKED = 512 * 2**20
"""Bytes of a zst file's content that are kept at once, in memory or in a temporary file: 35 KB may unpack to 1 GB."""

_COMPRESSIONS = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00", "zst": b"\x28\xb5\x2f\xfd"}
_ZIP = b"PK\x03\x04"


class _Chunks(io.RawIOBase):
    """The bytes that a function reads, counted; its error becomes a SourceError after the last good byte.

    Each read gives at least `least` bytes, or all that are left.
    """

    def __init__(self, read: Callable[[int], bytes], failure: str, *, least: int, advice: str = "") -> None:
        self.count = 0
        self._read = read
        self._failure = failure
        self._advice = f"; {advice}" if advice else ""
        self._least = least
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < min(self._least, len(buffer)) and self._error is None:
            try:
                data = self._read(len(buffer) - filled)
            except Exception as error:  # each compression library has its own error classes
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
        reason = "not enough memory" if isinstance(self._error, MemoryError) else self._error
        raise SourceError(f"{self._failure} after {self.count:,} bytes: {reason}{self._advice}") from self._error


class _OnDisk:
    """The rest of a stream, copied to a file; if the stream has a SourceError, it is raised at the end of the file.

    Copying ends beyond `LARGEST_UNPACKED` bytes.
    """

    def __init__(self, stream: io.BufferedReader, file: IO[bytes]) -> None:
        self._file = file
        self._failure: SourceError | None = None
        try:
            while file.tell() <= LARGEST_UNPACKED and (data := stream.read1(_BUFFER)):
                file.write(data)
        except SourceError as error:
            self._failure = error
        self.size = file.tell()
        self._position = 0
        file.seek(0)

    @property
    def share_read(self) -> float:
        """From 0 to 1; also asked for when the file is closed, since progress is shown until the load has ended."""
        return self._position / self.size if self.size else 1.0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self._position += len(data)
        if not data and self._failure is not None:
            raise self._failure
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An open input."""

    stream: io.BufferedReader
    """The content, decompressed. Reading raises SourceError where the input is damaged, cut short or gone."""
    place: str
    """The name to show: the path as given, or `standard input`."""
    size: int | None
    """Size of the file on disk, in bytes; None if the input is not a file, such as standard input."""
    encoding: str | None
    """The encoding from which the content is transcoded; None for content that is read as it is."""
    utf8_signs: Utf8Signs | None
    """Whether text that the user says to be in `encoding` is UTF-8, as far as it is read; None for all other inputs."""
    allowance: Allowance
    """What may be unpacked of the file."""
    _count: Callable[[], int]

    @property
    def bytes_read(self) -> int:
        """Bytes read from the file so far, before decompression; ahead of the records by a buffer or two."""
        return self._count()

    @property
    def head(self) -> bytes:
        """The first 256 KiB of the content, or all of it if shorter; valid until `stream` is read.

        If the input is not a file, only the first bytes that arrived.
        """
        return self.stream.peek()


@contextmanager
def open_input(path: str, encoding: str | None = None) -> Iterator[Input]:
    """Open a file, or standard input for `-`. Content in gz, bz2, xz or zst is decompressed, whatever the name says.

    `encoding`, a name from `check_encoding`, is that of the text; None means UTF-8, or the UTF-16 or UTF-32 that a byte
    order mark names. Such text is transcoded to UTF-8 as it is read; archives and workbooks are no text, and are not.

    A zst file that asks to keep its whole content in memory is unpacked to a temporary file first where that is more
    than 8 MiB, so that memory does not grow with the input.

    Reading raises SourceError for more than an `Allowance` lets a packed file unpack to.

    Raises SourceError when the input cannot be opened, when the name claims a compression that the content does not
    have, when a temporary file cannot be written, and for a zst file of which more than `LARGEST_UNPACKED` bytes of its
    content would be kept.
    """
    place = place_of(path)
    with ExitStack() as stack:
        size = None
        if path == "-":
            file = _standard_input()
        else:
            file = stack.enter_context(open_file(path))
            status = os.fstat(file.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
        # A file fills the buffer at once. A pipe that is open for hours gives what it has so far.
        least = max(map(len, _COMPRESSIONS.values()))
        raw = _Chunks(file.read1, f"{place} cannot be read further", least=least)
        yield _unpacked_input(raw, path, place, size, encoding, stack, Allowance(lambda: raw.count))


@contextmanager
def open_member(
    content: IO[bytes], name: str, place: str, encoding: str | None, allowance: Allowance, *, is_packed: bool
) -> Iterator[Input]:
    """Open the content of an archive's member of this name, as `open_input` opens a file.

    `allowance` is that of the archive. `is_packed` says that reading the content unpacks it.
    """
    with ExitStack() as stack:
        stack.enter_context(content)
        failure = f"{place} cannot be read further"
        read = allowance.counted(content.read, place) if is_packed else content.read
        raw = _Chunks(read, failure, least=_BUFFER, advice="copy or download the archive again")
        yield _unpacked_input(raw, name, place, None, encoding, stack, allowance)


def place_of(path: str) -> str:
    """The name to show for a path."""
    return "standard input" if path == "-" else os.fsencode(path).decode(errors="replace")


def open_file(path: str) -> io.BufferedReader:
    """Open a file; raises SourceError when it cannot be opened."""
    place = place_of(path)
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


def _unpacked_input(
    raw: _Chunks,
    name: str,
    place: str,
    size: int | None,
    encoding: str | None,
    stack: ExitStack,
    allowance: Allowance,
) -> Input:
    """The input of a stream: decompressed, and in UTF-8 if it is text. The stack closes what is open."""
    stream = _buffered(raw)
    count = allowance.packed
    head = stream.peek()
    compression = next((known for known, magic in _COMPRESSIONS.items() if head.startswith(magic)), None)
    claimed = name.lower().removeprefix(plain_name(name)).removeprefix(".") or compression
    if claimed != compression and head:
        raise SourceError(
            f"{place} is not {claimed} data although its name says so: it looks like {describe(head)}; rename it"
        )
    window, keeps_its_content = _window(head) if compression == "zst" else (0, False)
    if window > LARGEST_UNPACKED:
        raise _too_large(place)
    if keeps_its_content and window > _WIDEST_WINDOW:
        disk = _unpacked_on_disk(stream, place, allowance, stack)
        if disk.size > LARGEST_UNPACKED:
            raise _too_large(place)
        stream = _buffered(_Chunks(disk.read, f"{place} cannot be read further", least=1))
        count = _shared(count, disk)
    elif compression is not None:
        stream = stack.enter_context(_unpacked(stream, compression, place, allowance))
    head = stream.peek()
    signs = None
    if head.startswith(_ZIP) or archive_kind(head) is not None:
        encoding = None
    elif encoding is None:
        encoding = marked_encoding(head)
    elif encoding not in ("utf-8", "utf-8-sig"):
        signs = Utf8Signs(encoding)
    if encoding is not None:
        transcoded = Transcoder(stream, encoding, signs).read
        # A pipe that is open for hours gives what it has so far.
        least = 1 if size is None else _BUFFER
        stream = _buffered(_Chunks(transcoded, f"{place} cannot be read further", least=least))
    return Input(
        stream=stream, place=place, size=size, encoding=encoding, utf8_signs=signs, allowance=allowance, _count=count
    )


def plain_name(name: str) -> str:
    """A file's name in lower case, without the suffix of a compression."""
    name = name.lower()
    return next((name.removesuffix(f".{suffix}") for suffix in _COMPRESSIONS if name.endswith(f".{suffix}")), name)


def _shared(count: Callable[[], int], disk: _OnDisk) -> Callable[[], int]:
    """The bytes of a packed file that count as read while its content is read from the disk."""
    return lambda: int(count() * disk.share_read)


@contextmanager
def _unpacked(
    packed: io.BufferedReader, compression: str, place: str, allowance: Allowance
) -> Iterator[io.BufferedReader]:
    """The content of a compressed stream, unpacked as it is read."""
    # The faster reader that xopen takes for gz gives nothing of its last 256 KiB before a cut. Without threads, xopen
    # unpacks in this process.
    with (
        gzip.GzipFile(fileobj=packed)
        if compression == "gz"
        else xopen(packed, "rb", threads=0, format=compression) as file
    ):
        failure = f"{place} is damaged or cut short: its {compression} data cannot be unpacked further"
        # Unpacking gives small pieces, and `head` needs its full length. The types of xopen leave `read1` out.
        read = allowance.counted(cast(io.BufferedReader, file).read1, place)
        yield _buffered(_Chunks(read, failure, least=_BUFFER, advice="copy or download it again"))


def _unpacked_on_disk(packed: io.BufferedReader, place: str, allowance: Allowance, stack: ExitStack) -> _OnDisk:
    """The content of zst data, unpacked to a temporary file that is deleted with the stack."""
    try:
        with _unpacked(packed, "zst", place, allowance) as content:
            return _OnDisk(content, stack.enter_context(tempfile.TemporaryFile()))
    except OSError as error:
        raise SourceError(
            f"{place} cannot be unpacked to a temporary file: {error}; make room for it, or set TMPDIR to a folder "
            "that has room"
        ) from error


def _too_large(place: str) -> SourceError:
    return SourceError(
        f"{place} is packed so that more than {LARGEST_UNPACKED // 2**20} MiB of its content must be kept to unpack "
        "it; unpack it with another program, such as `zstd -d --long=31`, or pipe it into `graphapp load -`"
    )


def _window(head: bytes) -> tuple[int, bool]:
    """How many bytes of its content whoever unpacks this zst data must keep, and whether that is the whole content."""
    try:
        frame = zstandard.get_frame_parameters(head)
    except zstandard.ZstdError:
        return 0, False
    return frame.window_size, frame.window_size == frame.content_size


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, _BUFFER)


def _standard_input() -> io.BufferedReader:
    # Python has no standard input where the process was started without one.
    if sys.stdin is None:
        raise SourceError("there is no standard input to read")
    return cast(io.BufferedReader, sys.stdin.buffer)
