"""How far a load is, or a removal or a rekeying: the phase, what of it is done, how fast it goes, what is left.

It is told as a value, in words and as a bar. Words and bar belong on standard error; a bar is for a terminal alone.
"""

import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Final, Literal

from rich.filesize import decimal

Phase = Literal["reading", "writing", "removing", "rekeying", "works", "cleaning up"]
"""What is done, one after the other; `works` and `cleaning up` end a load, a removal and a rekeying alike.

`writing` are changed rows, `removing` those that `--replace` or a removal takes away.
"""

_COUNTED: Final[dict[Phase, str]] = {"cleaning up": "authors"}
"""What a phase counts, where that is not papers."""
_BAR_WIDTH: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is."""

    phase: Phase
    done: int
    """Records in the phase `reading`, author rows in `cleaning up`, paper rows in all others; 0 at its beginning."""
    total: int | None
    """How many there are in this phase; None in the phase `reading`, and until they are counted."""


class Told:
    """What was told last, and the bytes of an input. One thread takes, any other may ask for the words."""

    def __init__(
        self,
        first: Phase,
        *,
        bytes_read: Callable[[], int] = lambda: 0,
        total_bytes: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`first` is the phase that begins at once; `clock` gives seconds.

        `total_bytes` is None where there is no input, or its size is not known.
        """
        self._bytes_read = bytes_read
        self._total_bytes = total_bytes
        self._clock = clock
        self._taken = (Progress(phase=first, done=0, total=None), 0, clock())

    def take(self, progress: Progress) -> None:
        """What `load` calls, or another that tells how far it is."""
        began = self._clock() if progress.done == 0 else self._taken[2]
        self._taken = (progress, self._bytes_read(), began)

    @property
    def share(self) -> float | None:
        """How much of the phase is done, from 0 to 1; None where its size is not known."""
        progress, bytes_read, _ = self._taken
        if progress.phase == "reading":
            done, total = bytes_read, self._total_bytes
        else:
            done, total = progress.done, progress.total
        return min(done / total, 1.0) if total else None

    @property
    def words(self) -> str:
        """`reading: 120,000 papers, 4,012/s, 1.2 GB of 3.4 GB, 4 min left`; what is not known is left out."""
        (progress, bytes_read, began), share = self._taken, self.share
        seconds = max(self._clock() - began, 0.0)
        counted = _COUNTED.get(progress.phase, "papers")
        if progress.phase == "reading":
            parts = [f"{progress.done:,} {counted}"]
        elif progress.total is None:
            return f"{progress.phase}: begun {_span(seconds)} ago"
        else:
            parts = [f"{progress.done:,} of {progress.total:,} {counted}"]
        if progress.done and seconds > 0:
            rate = progress.done / seconds
            parts.append(f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if progress.phase == "reading":
            total = self._total_bytes
            parts.append(f"{decimal(min(bytes_read, total))} of {decimal(total)}" if total else decimal(bytes_read))
        if share and progress.done:
            parts.append(f"{_span(seconds * (1 - share) / share)} left")
        return f"{progress.phase}: {', '.join(parts)}"


def shown(told: Told, say: Callable[[str], None]) -> AbstractContextManager[None]:
    """Show how far it is while the block runs: as a bar on a terminal, else in lines that are said."""
    return bar(told) if sys.stderr.isatty() else lines(told, say)


@contextmanager
def lines(told: Told, say: Callable[[str], None], *, seconds: float = 30) -> Iterator[None]:
    """Say the words every so many seconds while the block runs, also while one query takes longer than that."""
    ended = threading.Event()

    def tell() -> None:
        while not ended.wait(seconds):
            say(told.words)

    teller = threading.Thread(target=tell, name="graphapp-progress", daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()


@contextmanager
def bar(told: Told) -> Iterator[None]:
    """Show a bar and the words on the terminal of standard error while the block runs."""
    # Costs more to import than what only tells how far it is may take.
    from rich.console import Console
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Column, Table
    from rich.text import Text

    def line() -> Table:
        row = Table.grid(Column(width=_BAR_WIDTH), Column(no_wrap=True, overflow="ellipsis"), padding=(0, 1))
        share = told.share
        row.add_row(ProgressBar(total=1, completed=share or 0, pulse=share is None), Text(told.words))
        return row

    # What is said meanwhile stands above the bar.
    with Live(get_renderable=line, console=Console(stderr=True), transient=True, redirect_stdout=False):
        yield


def _span(seconds: float) -> str:
    """`40 s`, `5 min`, `2 h 5 min`; rounded up, so that nothing ends before its time."""
    whole = math.ceil(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = math.ceil(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
