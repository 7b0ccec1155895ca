"""The keys of the first records of a JSON input are seen in each of its forms."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from graphapp import formats
from graphapp.errors import SourceError
from graphapp.formats.syntax import json_heads
from graphapp.formats.syntax.json_heads import record_keys


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        ('{"a": {"inner": 1}, "d": "x}"}\n{"e": 1, "f": "cut', ["a d", "e f"]),
        ('[{"a": 1, "b": [{"c": 1}]}, {"d', ["a b", ""]),
        ('[\n  {\n    "a": 1,\n    "b": {"c": 2}\n  },\n  {"d": 1}\n]', ["a b", "d"]),
        ('{"x": 1, "results": [{"a": 1, "b": 1}, {"c": 1, "d', ["a b", "c", "x results"]),
        ('{"message": {"y": {"items": [{"z": 1}]}, "items": [{"a": 1}]}}', ["a", "y items", "message"]),
        ("[1, 2]", []),
        ("}]:", []),
    ],
)
def test_the_keys_of_the_first_records_are_seen_in_each_form(head: str, keys: list[str]) -> None:
    found = list(record_keys(head.encode(), ("results", "message.items", "message")))
    assert found == [frozenset(each.split()) for each in keys]


@pytest.mark.parametrize("head", ['[{"a": 1}, {"b": 1}]', '[\n{"a": 1},\n{"b": 1', '{"a": 1}\n{"b": 1}\n'])
def test_the_keys_of_records_are_seen_where_no_object_holds_a_list(head: str) -> None:
    assert list(record_keys(head.encode())) == [frozenset("a"), frozenset("b")]


def test_all_formats_look_at_one_list_of_the_objects_of_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[bytes] = []
    walk = json_heads._walk

    def counted(head: bytes) -> Iterator[tuple[str, frozenset[str]]]:
        walked.append(head)
        return walk(head)

    monkeypatch.setattr(json_heads, "_walk", counted)
    with suppress(SourceError):
        formats.guess_format("x.json", b'[{"unheard": [1], "of": {}},\n' + b'{"unheard": 2},\n' * 1_000)
    assert len(walked) == 1


@pytest.mark.parametrize("key", ["a" * 99_999, "\N{SNOWMAN}" * 50_000])
def test_keys_of_any_length_are_seen_and_cut(key: str) -> None:
    [found] = record_keys(f'[{{"{key}": {{"b": 1}}, "c": []}}]'.encode())
    assert "c" in found
    assert max(map(len, found)) < 200
