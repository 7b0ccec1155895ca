"""Texts that do not control a terminal, and neither end nor turn a line."""

import json
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.steering import STEERING, escaped, json_escape, visible, without_steering

STEERS = re.compile(f"[{STEERING}]")
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_what_steers_is_all_that_controls_ends_a_line_or_turns_it() -> None:
    steering = set(STEERS.findall("".join(map(chr, range(sys.maxunicode + 1)))))
    controls = {chr(code) for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
    separators = {"\u2028", "\u2029"}
    marks = {"\u061c", "\u200e", "\u200f"}
    turns = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    assert steering == (controls | separators | marks | turns) - {"\n", "\t"}
    assert {unicodedata.bidirectional(character) for character in turns} == TURNING


@given(st.text())
def test_one_line_is_shown_and_nothing_steers(text: str) -> None:
    shown = visible(text)
    assert not STEERS.search(shown)
    assert len(shown.splitlines()) <= 1
    assert [word for word in re.split(r"\s", shown) if word] == [
        word for word in re.split(r"\s", STEERS.sub(lambda c: " " if c[0].isspace() else "", text)) if word
    ]


@given(st.text())
def test_several_lines_are_kept_and_nothing_steers(text: str) -> None:
    kept = without_steering(text)
    assert not STEERS.search(kept)
    lines = re.split("\r\n|[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", text)
    assert kept.split("\n") == [STEERS.sub("", line) for line in lines]


@given(st.text())
def test_nothing_is_lost_where_it_is_escaped(text: str) -> None:
    written = escaped(json.dumps(text, ensure_ascii=False))
    assert not STEERS.search(written)
    assert json.loads(written) == text
    assert json.loads(f'"{json_escape(text)}"') == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\r\tthree", "one two  three"),
        ("one\r\ntwo", "one two"),
        ("one\u2028two\u2029three\x85four\x0bfive\x0csix", "one two three four five six"),
        ("Ada \u202eecalevoL\u202c \u2067x\u2069 \u061c\u200e\u200f", "Ada ecalevoL x "),
        ("\x1b[31mred\x07 \x9b1m", "[31mred 1m"),
        ("שלום עולם", "שלום עולם"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_the_end_of_a_line_is_a_space_where_one_line_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
