"""The progress line of a load: correct, and sensible for any progress."""

import io
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.cli.progress import ProgressTracker, download_bar, report_lines
from graphapp.loading.progress import Phase, Progress

GB = 10**9


class Load:
    """A load whose clock and input the test sets."""

    def __init__(self, total_bytes: int | None = None) -> None:
        self.now = 1_000.0
        self.bytes_read = 0
        self.tracker = ProgressTracker(
            "reading", bytes_read=lambda: self.bytes_read, total_bytes=total_bytes, clock=lambda: self.now
        )

    def report(self, phase: Phase, done: int, total: int | None = None) -> None:
        self.tracker.update(Progress(phase=phase, done=done, total=total))

    @property
    def line(self) -> str:
        return self.tracker.line


def test_reading_reports_papers_rate_bytes_and_the_time_left() -> None:
    load = Load(total_bytes=4 * GB)
    load.report("reading", 0)
    load.now += 100
    load.bytes_read = 1 * GB
    load.report("reading", 400_000)
    assert load.line == "reading: 400,000 papers, 4,000/s, 1.0 GB of 4.0 GB, 5 min left"
    assert load.tracker.share == 0.25


def test_an_input_of_unknown_size_has_no_time_left() -> None:
    load = Load()
    load.report("reading", 0)
    load.now += 10
    load.bytes_read = 2_500_000
    load.report("reading", 25)
    assert load.line == "reading: 25 papers, 2.5/s, 2.5 MB"
    assert load.tracker.share is None


def test_before_the_first_batch_nothing_is_guessed() -> None:
    load = Load(total_bytes=GB)
    assert load.line == "reading: 0 papers, 0 bytes of 1.0 GB"
    load.now += 60
    assert load.line == "reading: 0 papers, 0 bytes of 1.0 GB"


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("writing", "writing: 500 of 2,000 papers, 50/s, 30 s left"),
        ("removing", "removing: 500 of 2,000 papers, 50/s, 30 s left"),
        ("works", "works: 500 of 2,000 papers, 50/s, 30 s left"),
        ("cleaning up", "cleaning up: 500 of 2,000 authors, 50/s, 30 s left"),
    ],
)
def test_each_phase_has_a_rate_and_a_time_of_its_own(phase: Phase, words: str) -> None:
    load = Load(total_bytes=GB)
    load.report("reading", 0)
    load.now += 3_600
    load.report("reading", 1_000_000)
    load.report(phase, 0, 2_000)
    load.now += 10
    load.report(phase, 500, 2_000)
    assert load.line == words
    assert load.tracker.share == 0.25


def test_a_phase_that_is_still_counting_says_since_when() -> None:
    load = Load()
    load.report("works", 0, None)
    load.now += 95
    assert load.line == "works: started 2 min ago"
    load.report("works", 0, 10)
    assert load.line == "works: 0 of 10 papers"


def test_the_line_changes_while_one_batch_takes_long() -> None:
    load = Load()
    load.report("works", 0, 100)
    load.now += 10
    load.report("works", 50, 100)
    assert load.line == "works: 50 of 100 papers, 5.0/s, 10 s left"
    load.now += 40
    assert load.line == "works: 50 of 100 papers, 1.0/s, 50 s left"


def test_a_file_that_grows_is_never_read_beyond_its_size() -> None:
    load = Load(total_bytes=1_000)
    load.report("reading", 0)
    load.now += 1
    load.bytes_read = 1_500
    load.report("reading", 10)
    assert load.line == "reading: 10 papers, 10/s, 1.0 kB of 1.0 kB, 0 s left"
    assert load.tracker.share == 1


@pytest.mark.parametrize(
    ("left", "words"), [(0.2, "1 s"), (59.5, "1 min"), (61, "2 min"), (3_599, "1 h 0 min"), (7_500, "2 h 5 min")]
)
def test_the_time_left_is_rounded_up(left: float, words: str) -> None:
    load = Load()
    load.report("works", 0, 2)
    load.now += left
    load.report("works", 1, 2)
    assert load.line.endswith(f" {words} left")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["reading", "writing", "works", "cleaning up"]),
            st.integers(0, 10**9),
            st.none() | st.integers(0, 10**9),
            st.integers(0, 10**13),
            # A clock may stand still.
            st.floats(0, 10**7),
        ),
        min_size=1,
    ),
    st.none() | st.integers(0, 10**13),
)
def test_any_progress_gives_a_sensible_line(
    reports: list[tuple[Phase, int, int | None, int, float]], total_bytes: int | None
) -> None:
    load = Load(total_bytes)
    for phase, done, total, bytes_read, seconds in reports:
        load.now += seconds
        load.bytes_read = bytes_read
        load.report(phase, done, total)
        assert load.line.startswith(f"{phase}: ")
        assert not {"-", "nan", "inf", "None"} & set(load.line.replace(",", "").split())
        assert "-" not in load.line
        share = load.tracker.share
        assert share is None or 0 <= share <= 1


def test_a_line_is_said_again_and_again_until_the_load_ends() -> None:
    load = Load()
    load.report("works", 0, 10)
    said: list[str] = []
    twice = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            twice.set()

    with report_lines(load.tracker, say, seconds=0.001):
        assert twice.wait(10)
    assert set(said) == {"works: 0 of 10 papers"}
    assert not [thread for thread in threading.enumerate() if thread.name == "graphapp-progress"]


def test_a_download_has_no_bar_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with download_bar() as update:
        assert update is None
