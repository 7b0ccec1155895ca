"""Where rejected records and what was left out of others go, and why they did."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TextIO

from graphapp.errors import InvalidArgument
from graphapp.rules.steering import escaped, visible

if TYPE_CHECKING:
    from graphapp.records import Loss, Reject
    from graphapp.results.upkeep import ReasonCount

_SHOWN: Final = 5
"""Rejects, and losses, that are shown without a file for them."""
_SHOWN_REASONS: Final = 20


class RejectsFile:
    """The file of `--rejects`, for all sources of a command. A context manager.

    It is emptied when a load begins to read: a load that is refused leaves what another one writes there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def begin(self) -> None:
        """Empty the file, at the first call.

        Raises InvalidArgument while another command writes to it: a dry run, or a load into another database.
        """
        if self._file is None:
            file = self._path.open("a", encoding="utf-8")
            try:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    self._hold(file)
                    file.truncate(0)
            except BaseException:
                file.close()
                raise
            self._file = file

    def write(self, line: str) -> None:
        """Write a line, without its end."""
        self.begin()
        print(line, file=self._file)

    def _hold(self, file: TextIO) -> None:
        # The system ends it with the process; Windows has no such lock.
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InvalidArgument(f"another load writes its rejects to {self._path}; name another file") from error
            except OSError:
                # Some network drives have no locks either.
                pass


class RejectWriter:
    """Writes rejects and losses of a source to a file as JSON Lines; without a file, shows the first few of each."""

    def __init__(
        self,
        source: str,
        file: RejectsFile | None,
        say: Callable[[str], None],
        format_of: Callable[[str], str | None] = lambda place: None,
    ) -> None:
        """`say` shows a message to the user; `format_of` gives the name of the format of what is at a place."""
        self._source = source
        self._format_of = format_of
        self._file = file
        self._say = say
        self._rejects = 0
        self._losses = 0

    def reject(self, reject: Reject) -> None:
        """Take a reject; `load` calls this."""
        self._rejects += 1
        if self._file is not None:
            format = reject.format or self._format_of(reject.place)
            self._write(self._file, "reject", reject, {"format": format, "header": reject.header})
        elif self._rejects <= _SHOWN:
            self._say(visible(f"Rejected {reject.place}: {reject.reason}"))

    def lose(self, loss: Loss) -> None:
        """Take a loss; `load` calls this."""
        self._losses += 1
        if self._file is not None:
            self._write(self._file, "warning", loss, {"field": loss.field})
        elif self._losses <= _SHOWN:
            self._say(left_out(loss))

    def close(self) -> None:
        """Report how many were not shown."""
        for count, what in ((self._rejects, "rejected"), (self._losses, "left out")):
            if self._file is None and count > _SHOWN:
                self._say(f"... and {count - _SHOWN:,} more {what}; --rejects FILE saves them all")

    def _write(self, file: RejectsFile, kind: str, found: Reject | Loss, more: dict[str, str | None]) -> None:
        from msgspec.json import encode

        line = {"source": self._source, "kind": kind, "place": found.place, "field": None}
        line |= {"reason": found.reason, "raw": found.raw, "format": None, "header": None} | more
        file.write(escaped(encode(line).decode()))


def left_out(loss: Loss) -> str:
    """A loss in words."""
    return visible(f"Left out of {loss.place}: its {loss.field}, since {loss.reason}")


def summary(reasons: Iterable[ReasonCount]) -> list[str]:
    """Lines that say why records were rejected, parts left out and entries passed over, the most frequent first."""
    from graphapp.results.upkeep import encoding_advice

    counted = list(reasons)
    width = max((len(f"{reason.count:,}") for reason in counted), default=0)
    lines = [
        visible(f"{reason.count:>{width},} {reason.outcome}: {reason.reason} (first: {reason.first})")
        for reason in counted[:_SHOWN_REASONS]
    ]
    if more := counted[_SHOWN_REASONS:]:
        lines.append(f"{sum(reason.count for reason in more):,} more for {len(more):,} other reasons")
    return [*lines, *filter(None, [encoding_advice(counted)])]
