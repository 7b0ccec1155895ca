"""Bytes into lines and text, whatever they hold."""

import io

import pytest

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD, decode, lines
from graphapp.records import Unfit


def numbered(content: bytes) -> list[tuple[int, bytes]]:
    return list(lines(io.BufferedReader(io.BytesIO(content)), "input"))


def test_lines_keep_their_ends_and_their_numbers() -> None:
    assert numbered(b"a\n\nb\r\nc") == [(1, b"a\n"), (2, b"\n"), (3, b"b\r\n"), (4, b"c")]


def test_a_line_beyond_the_limit_is_cut_and_the_next_one_is_whole() -> None:
    (first, cut), second = numbered(b"x" * (3 * LONGEST_RECORD) + b"\nnext\n")
    assert (first, len(cut), second) == (1, LONGEST_RECORD + 1, (2, b"next\n"))
    with pytest.raises(Unfit, match="more than 16 MiB"):
        decode(cut)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_text_in_utf_16_is_refused(mark: bytes) -> None:
    with pytest.raises(SourceError, match="UTF-16; save it as UTF-8"):
        numbered(mark + b"a\0")


def test_bytes_that_are_no_text_are_named_with_their_place() -> None:
    with pytest.raises(Unfit, match="byte 0xe9 at offset 3 is not UTF-8"):
        decode(b"caf\xe9")
