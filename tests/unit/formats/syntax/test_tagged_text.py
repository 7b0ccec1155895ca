"""Text in tagged lines, cut into records and what stands between them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.syntax.tagged_text import Block, marks_of, read_blocks, rejected
from graphapp.records import Reject, Unfit
from tests.unit.formats.syntax.test_windows import in_pieces

MARKS = marks_of(begins=rb"BB ", ends=rb"EE *\r?$")


def blocks(text: bytes) -> list[Block]:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(text))
    return list(read_blocks(stream, "f", MARKS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", []),
        (b"\n \r\n", []),
        (b"\nBB 1\n\nx\nEE\n", [(2, b"BB 1\n\nx\nEE\n", True)]),
        (b"BB 1\nBB 2\nEE", [(1, b"BB 1\n", False), (2, b"BB 2\nEE", True)]),
        (
            b"BB 1\r\nEE\r\nrest\n\nBB 2\n",
            [(1, b"BB 1\r\nEE\r\n", True), (3, b"rest\n\n", False), (5, b"BB 2\n", False)],
        ),
        (b"BBx\nEE\nEE\n", [(1, b"BBx\nEE\n", True), (3, b"EE\n", True)]),
    ],
)
def test_blocks_begin_and_end_with_their_lines(text: bytes, expected: list[tuple[int, bytes, bool]]) -> None:
    found = blocks(text)
    assert [(block.line, block.text, block.is_ended) for block in found] == expected
    assert [block.is_last for block in found] == [False] * (len(found) - 1) + [True] * bool(found)


def test_a_block_beyond_the_limit_is_cut() -> None:
    long, short = blocks(b"BB 1\n" + (b"x" * 1023 + b"\n") * (LONGEST_RECORD // 512) + b"BB 2\n")
    assert LONGEST_RECORD < len(long.text) < LONGEST_RECORD + 2_000
    assert short.line == LONGEST_RECORD // 512 + 2


@pytest.mark.parametrize("long", [b"x" * (2 * LONGEST_RECORD), b"BB 1\n" + b" " * (2 * LONGEST_RECORD) + b"EE"])
def test_a_line_beyond_the_limit_is_cut_with_its_block(long: bytes) -> None:
    cut, short = blocks(long + b"\nx\nBB 2\n")
    assert LONGEST_RECORD < len(cut.text) < LONGEST_RECORD + 2_000
    assert (short.line, short.text, short.is_last) == (long.count(b"\n") + 3, b"BB 2\n", True)


def test_blank_text_has_no_limit() -> None:
    [block] = blocks(b" \n" * LONGEST_RECORD + b"BB 1\n")
    assert block == Block(LONGEST_RECORD + 1, b"BB 1\n", is_ended=False, is_last=True)


@given(
    st.lists(st.sampled_from([b"BB 1", b"EE", b"EE ", b"B", b"x", b" ", b"\t", b"\r\n", b"\n", b"\n"])).map(b"".join),
    st.integers(1, 9),
)
def test_what_arrives_piece_by_piece_has_the_blocks_of_the_whole(text: bytes, size: int) -> None:
    assert list(read_blocks(in_pieces(text, size), "f", MARKS)) == blocks(text)


@given(st.lists(st.sampled_from([b"BB 1", b"EE", b"EE ", b"B", b"x", b" ", b"\t", b""])).map(b"\n".join))
def test_blocks_are_those_of_the_lines_one_by_one(text: bytes) -> None:
    expected: list[list[bytes]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.startswith(b"BB "):
            expected.append([])
        expected[-1].append(line)
        if line.strip(b" \n") == b"EE" and line.startswith(b"EE"):
            expected.append([])
    kept = [b"".join(lines) for lines in expected if b"".join(lines).strip()]
    assert [block.text.strip() for block in blocks(text)] == [text.strip() for text in kept]


def test_a_reject_has_the_whole_block() -> None:
    [block] = blocks(b"\nBB 1\nEE\n")
    assert rejected(block, "f", Unfit("no title")) == Reject(place="f:2", reason="no title", raw="BB 1\nEE\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(b"BB 1\rx\rEE\r", "the lines of f end in CR alone"), ("BB 1\n".encode("utf-16"), "f is text in UTF-16")],
)
def test_lines_that_cannot_be_told_apart_are_refused(text: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        blocks(text)
