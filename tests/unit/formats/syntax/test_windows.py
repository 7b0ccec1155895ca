"""Windows onto streams grow by whole steps, whatever the size of the pieces in which a stream gives its bytes."""

import io
from importlib import import_module
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats import FORMATS
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.syntax.windows import read_ahead, step
from graphapp.records import PaperRecord


class Pieces(io.RawIOBase):
    """A stream that gives its bytes in small pieces, as a pipe does, and may break off behind them."""

    def __init__(self, content: bytes, size: int, error: SourceError | None = None) -> None:
        self._content, self._size, self._error, self._at = content, size, error, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._content[self._at : self._at + min(self._size, len(buffer))]
        if not piece and self._error is not None:
            raise self._error
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def reader(content: bytes, piece: int, error: SourceError | None = None) -> io.BufferedReader:
    # A piece fits into the buffer of a stream that reads at most that much at a time.
    return io.BufferedReader(Pieces(content, piece, error), buffer_size=4_096)


@given(st.binary(max_size=200), st.integers(1, 20), st.integers(1, 50), st.booleans())
def test_what_is_read_ahead_is_the_stream_in_steps_of_one_size(
    content: bytes, piece: int, size: int, breaks_off: bool
) -> None:
    error = SourceError("it broke off") if breaks_off else None
    stream = reader(content, piece, error)
    steps = []
    for _ in count():
        step, failure = read_ahead(stream, size)
        steps.append(step)
        if len(step) < size:
            break
        assert failure is None
    assert b"".join(steps) == content
    assert {len(step) for step in steps[:-1]} <= {size}
    assert failure is error


def test_a_window_doubles_until_it_is_longer_than_any_record() -> None:
    length, steps = 0, []
    while length <= LONGEST_RECORD:
        steps.append(step(length, least=2**20))
        length += steps[-1]
    assert steps == [2**20, 2**20, 2**21, 2**22, 2**23, 2**20]


ABSTRACT = b"x" * (6 * 2**20)
RECORDS = {
    "nbib": b"PMID- 1\nTI  - A\nOT  - %b\n\nPMID- 2\nTI  - B\n",
    "ris": b"TY  - JOUR\nTI  - A\nKW  - %b\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
    "wos": b"FN Clarivate\nVR 1.0\nPT J\nTI A\nDE %b\nER\n\nPT J\nTI B\nER\n\nEF\n",
    "bibtex": b"@article{a, title={A}, keywords={%b}}\n@article{b, title={B}}\n",
    "csl-json": b'[{"id":"a","title":"A","keyword":"%b"},{"id":"b","title":"B"}]',
}
"""A record with a long text that is not read, then another one."""


@pytest.mark.parametrize("name", RECORDS)
def test_a_long_record_in_small_pieces_is_copied_a_few_times_only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []

    def counted(stream: io.BufferedReader, size: int) -> tuple[bytes, SourceError | None]:
        reads.append(size)
        return read_ahead(stream, size)

    for module in ("nbib", "syntax.tagged_text", "syntax.json_objects", "bibtex.entries"):
        monkeypatch.setattr(import_module(f"graphapp.formats.{module}"), "read_ahead", counted)
    stream = reader(RECORDS[name] % ABSTRACT, 4_096)
    records = [record for record in FORMATS[name].read(stream, "f") if isinstance(record, PaperRecord)]
    assert [record.title for record in records] == ["A", "B"]
    # Each step is as long as the window, which is copied once a step.
    assert 1 < len(reads) < 12
