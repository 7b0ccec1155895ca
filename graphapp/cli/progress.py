"""Progress on standard error: a bar on a terminal, otherwise lines at intervals; and the bar of the first download."""

import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

from graphapp.cli.streams import say
from graphapp.loading.progress import Phase, Progress

_COUNTED: Final[dict[Phase, str]] = {"cleaning up": "authors", "learning": "names", "measuring": "names"}
"""What a phase counts, if not papers."""
_BAR_WIDTH: Final = 16


class ProgressTracker:
    """Keeps the last progress of a load, a removal or a rekeying and describes it in words.

    One thread may update it while another reads it.
    """

    def __init__(
        self,
        first: Phase,
        *,
        bytes_read: Callable[[], int] = lambda: 0,
        total_bytes: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`first` is the first phase; `clock` gives seconds.

        `bytes_read` gives how much of the input was read. `total_bytes` is None when there is no input or its size is
        not known.
        """
        self._bytes_read = bytes_read
        self._total_bytes = total_bytes
        self._clock = clock
        # Progress, bytes read by then, and when its phase began: one tuple, so that a reader never sees half an update.
        self._last = (Progress(phase=first, done=0, total=None), 0, clock())

    def update(self, progress: Progress) -> None:
        """Take the next progress; `load`, `remove_source` and `rekey` call this."""
        began = self._clock() if progress.done == 0 else self._last[2]
        self._last = (progress, self._bytes_read(), began)

    @property
    def share(self) -> float | None:
        """How much of the phase is done, from 0 to 1; None where its size is not known."""
        progress, bytes_read, _ = self._last
        if progress.phase == "reading":
            done, total = bytes_read, self._total_bytes
        else:
            done, total = progress.done, progress.total
        return min(done / total, 1.0) if total else None

    @property
    def line(self) -> str:
        """`reading: 120,000 papers, 4,012/s, 1.2 GB of 3.4 GB, 4 min left`; unknown parts are left out."""
        from rich.filesize import decimal

        (progress, bytes_read, began), share = self._last, self.share
        seconds = max(self._clock() - began, 0.0)
        counted = _COUNTED.get(progress.phase, "papers")
        if progress.phase == "reading":
            parts = [f"{progress.done:,} {counted}"]
        elif progress.total is None:
            return f"{progress.phase}: started {_duration(seconds)} ago"
        else:
            parts = [f"{progress.done:,} of {progress.total:,} {counted}"]
        if progress.done and seconds > 0:
            rate = progress.done / seconds
            parts.append(f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if progress.phase == "reading":
            total = self._total_bytes
            parts.append(f"{decimal(min(bytes_read, total))} of {decimal(total)}" if total else decimal(bytes_read))
        if share and progress.done:
            parts.append(f"{_duration(seconds * (1 - share) / share)} left")
        return f"{progress.phase}: {', '.join(parts)}"


def show_progress(tracker: ProgressTracker) -> AbstractContextManager[None]:
    """Show the progress while the block runs: a bar where standard error is a terminal, otherwise lines."""
    return progress_bar(tracker) if sys.stderr.isatty() else report_lines(tracker, say)


@contextmanager
def report_lines(tracker: ProgressTracker, say: Callable[[str], None], *, seconds: float = 30) -> Iterator[None]:
    """Report the line each time this number of seconds has passed, also during one long query."""
    ended = threading.Event()

    def report() -> None:
        while not ended.wait(seconds):
            say(tracker.line)

    reporter = threading.Thread(target=report, name="graphapp-progress", daemon=True)
    reporter.start()
    try:
        yield
    finally:
        ended.set()
        reporter.join()


@contextmanager
def progress_bar(tracker: ProgressTracker) -> Iterator[None]:
    """Show a bar and the line on the terminal of standard error while the block runs."""
    from rich.console import Console
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Column, Table
    from rich.text import Text

    def bar() -> Table:
        row = Table.grid(Column(width=_BAR_WIDTH), Column(no_wrap=True, overflow="ellipsis"), padding=(0, 1))
        share = tracker.share
        row.add_row(ProgressBar(total=1, completed=share or 0, pulse=share is None), Text(tracker.line))
        return row

    # Messages that are written in the meantime appear above the bar.
    with Live(get_renderable=bar, console=Console(stderr=True), transient=True, redirect_stdout=False):
        yield


@contextmanager
def download_bar() -> Iterator[Callable[[Any], None] | None]:
    """A bar for the download of the first start; gives the function that updates it, or None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as ProgressDisplay

    columns = (
        TextColumn("fetching Neo4j"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with ProgressDisplay(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("download", total=None, visible=False)
        yield lambda download: display.update(
            task, completed=download.bytes, total=download.total_bytes, visible=download.total_bytes > 0
        )


def _duration(seconds: float) -> str:
    """`40 s`, `5 min`, `2 h 5 min`; rounded up, so that the estimate is never too short."""
    whole = math.ceil(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = math.ceil(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
