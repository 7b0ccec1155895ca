"""One JSON object a line: what breaks one line costs no other."""

import io
import time
from typing import Any

import msgspec

from graphapp.formats import guess_format
from graphapp.formats.syntax.json_lines import object_keys, read_json_lines
from graphapp.records import PaperRecord, Reject, Unfit


def parse(text: bytes, place: str) -> PaperRecord:
    stated: Any = msgspec.json.decode(text, type=dict[str, str])
    if "title" not in stated:
        raise Unfit("no title")
    return PaperRecord(place=place, title=stated["title"], authorships=())


def test_a_record_or_a_reject_for_each_line_that_is_not_blank() -> None:
    content = b'{"title": "A"}\n \n{"x": "y"}\n{"title": 7}\nA title\n{"title": "B"}'
    found = list(read_json_lines(io.BufferedReader(io.BytesIO(content)), "in", parse))
    assert [(each.place, each.reason if isinstance(each, Reject) else None) for each in found] == [
        ("in:1", None),
        ("in:3", "no title"),
        ("in:4", "[...]: expected `str`, got `int`"),
        ("in:5", "not JSON: invalid character (byte 0)"),
        ("in:6", None),
    ]


def test_an_object_without_any_known_key_is_of_no_known_shape() -> None:
    # A key may be written with escapes.
    content = b'{"b": "y", "a": "z"}\n{"b": "y", "y\\u0065ar": "1999"}\n{}\n'
    found = list(read_json_lines(io.BufferedReader(io.BytesIO(content)), "in", parse, frozenset({"title", "year"})))
    assert [each.reason if isinstance(each, Reject) else None for each in found] == [
        'an object of no known shape: its keys are "a", "b"',
        "no title",
        "no title",
    ]


def test_the_keys_of_the_first_objects_are_seen_also_where_the_head_ends_in_the_middle() -> None:
    head = b'{"a": {"inner": 1}, "b": [1, {"c": 2}], "d": "x}"}\n{"e": 1, "f": "cut'
    assert [set(keys) for keys in object_keys(head)] == [{"a", "b", "d"}, {"e", "f"}]


def test_finding_the_format_looks_at_a_hostile_head_once_and_not_for_each_format() -> None:
    head = b'{"title": "Hares"' + b"," * 200_000 + b'}\n{"title": "Fences"}\n'
    began = time.process_time()
    assert [set(keys) for keys in object_keys(bytes(bytearray(head)))] == [{"title"}, {"title"}]
    once = time.process_time() - began
    began = time.process_time()
    assert guess_format("hares.jsonl", head).name == "jsonl"
    assert time.process_time() - began < 10 * once
