"""Text in tagged lines, cut into records and what stands between them."""

import io
import re

import pytest

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.syntax.tagged_text import Block, read_blocks, rejected
from graphapp.records import Reject, Unfit


def blocks(text: bytes) -> list[Block]:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(text))
    return list(read_blocks(stream, "f", begins=re.compile(b"BB "), ends=re.compile(b"EE"), marks=(b"BB", b"EE")))


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
