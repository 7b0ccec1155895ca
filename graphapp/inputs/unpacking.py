"""How much a compressed file or an archive may unpack to: a megabyte of zeros is a kilobyte on the disk."""

from collections.abc import Callable
from typing import Final

from graphapp.errors import SourceError

FREELY_UNPACKED: Final = 64 * 2**20
"""Bytes that any file may unpack to."""
MOST_PACKED: Final = 200
"""Times its packed size that a larger content may be; JSON, XML and tables of papers are 3 to 50 times theirs."""


class Allowance:
    """Counts what is unpacked of one file, all of its members and layers of compression together."""

    def __init__(self, packed: Callable[[], int]) -> None:
        """`packed` gives the bytes of the file that are read so far."""
        self.packed = packed
        self._unpacked = 0

    def counted(self, read: Callable[[int], bytes], place: str) -> Callable[[int], bytes]:
        """The function `read`, which unpacks, with what it gives counted.

        Raises SourceError for more than the file may unpack to; `place` is what is being read.
        """

        def counting(size: int) -> bytes:
            data = read(size)
            self._unpacked += len(data)
            if self._unpacked > FREELY_UNPACKED and self._unpacked > MOST_PACKED * self.packed():
                raise SourceError(
                    f"{place} is not read further: it unpacks to more than {MOST_PACKED} times its size, as no file of "
                    "records does; if it is one, unpack it with another program, and load what comes out"
                )
            return data

        return counting
