"""The input of a load as a person gives it: files one after the other, until their end or Ctrl-C; and its rejects."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final, Self, TextIO

import msgspec

from graphapp.formats import Format, Input, open_input, read
from graphapp.present.data import visible
from graphapp.records import Record, Reject

_SHOWN_REJECTS: Final = 5


def is_stream(path: str) -> bool:
    """Whether opening the input a second time would not give its beginning again."""
    return path == "-" or (Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()))


class Reading:
    """The records of several files, until their end or until the person presses Ctrl-C. A context manager.

    The first Ctrl-C ends the input; the load then ends with what it has read. The second one ends the command.
    """

    def __init__(self, files: list[tuple[str, Format]], say: Callable[[str], None]) -> None:
        """`say` tells the person a sentence."""
        sizes = [None if is_stream(path) else Path(path).stat().st_size for path, _ in files]
        known = [size for size in sizes if size is not None]
        self.total_bytes = sum(known) if len(known) == len(sizes) else None
        """Size of all files together as they lie on the disk; None when a stream is among them."""
        self._files = files
        self._say = say
        self._input: Input | None = None
        self._bytes_before = 0
        self._stopped = False
        self._waiting = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def stopped(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._stopped

    def bytes_read(self) -> int:
        """Bytes of the files themselves, as they lie on the disk, that were read."""
        return self._bytes_before + (self._input.bytes_read if self._input is not None else 0)

    def records(self) -> Iterator[Record]:
        """The records of one file after the other."""
        self._waiting = True
        try:
            for path, format in self._files:
                with open_input(path) as self._input:
                    for record in read(self._input, format):
                        self._waiting = False
                        yield record
                        if self._stopped:
                            return
                        self._waiting = True
                    self._bytes_before += self._input.bytes_read
                    self._input = None
        except KeyboardInterrupt:
            return
        finally:
            self._waiting = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True
        self._say("Interrupted: writing what was read. Press Ctrl-C again to leave at once.")
        if self._waiting:
            raise KeyboardInterrupt


class RejectWriter:
    """Writes the rejects of a source to a file as JSON Lines, or tells the first few of them."""

    def __init__(self, source: str, file: TextIO | None, say: Callable[[str], None]) -> None:
        self._source = source
        self._file = file
        self._say = say
        self._count = 0

    def take(self, reject: Reject) -> None:
        """What `load` calls."""
        self._count += 1
        if self._file is not None:
            line = {"source": self._source, "place": reject.place, "reason": reject.reason, "raw": reject.raw}
            self._file.write(msgspec.json.encode(line).decode() + "\n")
        elif self._count <= _SHOWN_REJECTS:
            self._say(visible(f"Rejected {reject.place}: {reject.reason}"))

    def close(self) -> None:
        """Tell how many were not told."""
        if self._file is None and self._count > _SHOWN_REJECTS:
            self._say(f"... and {self._count - _SHOWN_REJECTS:,} more rejected; --rejects FILE keeps them all")
