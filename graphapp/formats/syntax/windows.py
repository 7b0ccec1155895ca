"""Reading ahead in a stream, for readers that keep a window of its text."""

from io import BufferedReader

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD


def read_ahead(stream: BufferedReader, size: int) -> tuple[bytes, SourceError | None]:
    """The next `size` bytes, and None; fewer only at the end, or where the stream breaks off, with its error.

    A window that grows by what a pipe has ready, and is copied each time, takes quadratic time; one that grows by its
    own length does not.
    """
    pieces: list[bytes] = []
    while size > 0:
        try:
            # Not `read`, which loses what it has read when the stream breaks off.
            piece = stream.read1(size)
        except SourceError as error:
            return b"".join(pieces), error
        if not piece:
            break
        size -= len(piece)
        pieces.append(piece)
    return b"".join(pieces), None


def step(length: int, *, least: int) -> int:
    """How many bytes to read into a window of some length: as many again, but few beyond the longest record."""
    return max(least, min(length, LONGEST_RECORD + least - length))
