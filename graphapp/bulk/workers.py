"""Work of a bulk load in several processes, its results in the order of the work.

The first piece of work is done by this process itself: for small inputs, starting others takes longer than it saves.
"""

import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Final, Generic, Protocol, Self, TypeVar

from loky import ProcessPoolExecutor, cpu_count
from loky.process_executor import TerminatedWorkerError

from graphapp.errors import GraphAppError

_AHEAD: Final = 2
"""So many pieces of work are ready for each process."""

_IDLE_SECONDS: Final = 60
"""A process without work for so long ends by itself, also when the one that started it was killed."""
OBJECTS_OF_A_PART: Final = 500_000
"""Nearly as many as the records of a part have, which have no cycles."""

Work = TypeVar("Work")
Result = TypeVar("Result")


class Workers(Protocol):
    """Whoever does work: processes of this machine, or of a cluster."""

    def map(self, function: Callable[[Work], Result], work: Iterable[Work]) -> Generator[Result, None, None]:
        """The result for each piece of work, in order. `function` is one of a module, or of an object that can be
        pickled.

        An error of `function` comes in its place, one of `work` after the results of the work before it. Once the
        iterator is closed, no work is going on. Raises GraphAppError when a process was ended.
        """


class UntilError(Generic[Work]):
    """Pieces of work up to an error of what makes them, which is raised later."""

    def __init__(self, work: Iterable[Work]) -> None:
        self._left = iter(work)
        self._error: Exception | None = None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Work:
        try:
            return next(self._left)
        except StopIteration:
            raise
        except Exception as error:
            self._error = error
            raise StopIteration from error

    def raise_error(self) -> None:
        """Raise the error, if one came."""
        if self._error is not None:
            raise self._error


class Processes:
    """Processes of this machine, which are started when there is work for them. A context manager; for one thread."""

    def __init__(self, processes: int | None = None) -> None:
        """`processes` is the number of processes; None for that of the processors that this one may use."""
        self._processes = cpu_count() if processes is None else processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, kill_workers=kind is not None)

    def map(self, function: Callable[[Work], Result], work: Iterable[Work]) -> Generator[Result, None, None]:
        """As in `Workers`."""
        pieces = UntilError(work)
        running: deque[Future[Result]] = deque()
        try:
            for number, piece in enumerate(pieces):
                if number == 0:
                    yield function(piece)
                    continue
                with _interrupts_held_back():
                    running.append(self._started().submit(function, piece))
                if len(running) > self._processes * _AHEAD:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except TerminatedWorkerError as ended:
            raise GraphAppError(
                "a process that makes tables was ended from outside, perhaps since memory was short; no database was "
                "changed: run the command again, or `graphapp load --online`, which needs less memory"
            ) from ended
        finally:
            wait([each for each in running if not each.cancel()])
        pieces.raise_error()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=self._processes, timeout=_IDLE_SECONDS, initializer=_leave_interrupts
            )
        return self._pool


def _leave_interrupts() -> None:
    """Ctrl-C reaches all processes of a terminal; the one that started the others says what follows."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let Ctrl-C wait, also in processes that are started meanwhile: one that still begins would end with it."""
    if sys.platform == "win32":
        yield
        return
    # The first process starts this one, and Python lets interrupts through again where it starts.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
