"""Results come in the order of the work, whichever process is ready first, and errors in their place."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from graphapp.bulk.workers import Processes
from graphapp.errors import GraphAppError, SourceError
from tests.conftest import ROOT


def slow_when_even(number: int) -> int:
    time.sleep(0 if number % 2 else 0.05)
    return number


def process_of(number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def fail_at_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def end_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def test_results_come_in_the_order_of_the_work() -> None:
    with Processes(3) as workers:
        assert list(workers.map(slow_when_even, range(20))) == list(range(20))
        assert list(workers.map(slow_when_even, range(5))) == list(range(5))


def test_several_processes_work_and_the_first_piece_is_done_here() -> None:
    with Processes(2) as workers:
        first, *others = workers.map(process_of, range(30))
    assert first == os.getpid()
    assert len(set(others)) == 2
    assert os.getpid() not in others


def test_an_error_of_the_input_comes_after_the_results_of_what_came_before() -> None:
    def broken() -> Iterator[int]:
        yield from range(7)
        raise SourceError("cut short")

    found: list[int] = []
    with Processes(2) as workers, pytest.raises(SourceError, match="cut short"):
        found.extend(workers.map(slow_when_even, broken()))
    assert found == list(range(7))


def test_an_error_of_the_work_comes_in_its_place() -> None:
    found: list[int] = []
    with Processes(2) as workers, pytest.raises(ValueError, match="three"):
        found.extend(workers.map(fail_at_three, range(9)))
    assert found == [0, 1, 2]


def test_a_process_that_is_ended_from_outside_is_a_sentence() -> None:
    with Processes(1) as workers, pytest.raises(GraphAppError, match=r"ended from outside.*run the command again"):
        list(workers.map(end_at_three, range(9)))


INTERRUPTED = """
import os, signal, threading, time
import psutil
from graphapp.bulk.workers import Processes
from tests.unit.bulk.test_workers import process_of

def interrupt_others():
    while not ended.is_set():
        for process in psutil.Process().children():
            if process.pid not in reached:
                process.send_signal(signal.SIGINT)
                reached.add(process.pid)
        time.sleep(0.001)

ended, reached = threading.Event(), set()
interrupting = threading.Thread(target=interrupt_others)
interrupting.start()
try:
    with Processes(2) as workers:
        others = set(workers.map(process_of, range(20))) - {os.getpid()}
finally:
    ended.set()
    interrupting.join()
assert others and others <= reached
assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
"""


def test_ctrl_c_ends_no_process_not_even_one_that_begins() -> None:
    # In a process of its own, so that nothing of these processes has started before.
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_not_asked_for_is_not_done() -> None:
    taken: list[int] = []

    def work() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with Processes(2) as workers, closing(workers.map(slow_when_even, work())) as results:
        assert next(results) == 0
        assert next(results) == 1
    assert len(taken) < 10
