"""One JSON object a line: what breaks one line costs no other."""

import io
from typing import Any

import msgspec

from graphapp.formats.json_lines import object_keys, read_json_lines
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


def test_the_keys_of_the_first_objects_are_seen_also_where_the_head_ends_in_the_middle() -> None:
    head = b'{"a": {"inner": 1}, "b": [1, {"c": 2}], "d": "x}"}\n{"e": 1, "f": "cut'
    assert [set(keys) for keys in object_keys(head)] == [{"a", "b", "d"}, {"e", "f"}]
