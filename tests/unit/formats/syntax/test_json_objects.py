"""JSON records in all the forms that people have them: each object is a record or a reject, in bounded memory."""

import io
import json
import random
import tracemalloc
from collections.abc import Collection, Iterator
from itertools import accumulate

import msgspec
import pytest

from graphapp.errors import SourceError
from graphapp.formats.syntax import json_objects
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.records import PaperRecord, Reject
from tests.unit.formats.syntax.test_windows import in_pieces


class _Stated(msgspec.Struct):
    title: str


def parse(text: bytes, place: str) -> PaperRecord:
    return PaperRecord(place=place, title=msgspec.json.decode(text, type=_Stated).title, authorships=())


def stream(content: bytes, buffer: int = 2**18) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content), buffer)


def read(content: bytes, lists: Collection[str] = ("results", "message.items", "message")) -> list[str]:
    """Each record as its place and its title, or the reason of its reject."""
    return list(texts(content, lists))


def texts(content: bytes, lists: Collection[str] = ("results", "message.items", "message")) -> Iterator[str]:
    for record in read_json_objects(stream(content), "in", parse, lists):
        assert not isinstance(record, Reject) or record.raw
        assert isinstance(record, PaperRecord | Reject)
        yield f"{record.place} {record.reason if isinstance(record, Reject) else record.title}"


TWO = ["in:1 A", "in:1 B"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"title": "A"}\n{"title": "B"}\n', ["in:1 A", "in:2 B"]),
        ('{"title": "A"}\r\n\r\n{"title": "B"}', ["in:1 A", "in:3 B"]),
        ('{"title": "A"},\n{"title": "B"},\n', ["in:1 A", "in:2 B"]),
        ('[{"title": "A"},{"title": "B"}]', TWO),
        ('\n[\n  {\n    "title": "A"\n  },\n  {\n    "title": "B"\n  }\n]\n', ["in:3 A", "in:6 B"]),
        ('{"meta": {"x": [{"title": "no"}]}, "results": [{"title": "A"}, {"title": "B"}], "y": "}"}', TWO),
        ('{\n"results": [\n{"title": "A"},\n{"title": "B"}\n]\n}', ["in:3 A", "in:4 B"]),
        ('{"status": "ok", "message": {"facets": {}, "items": [{"title": "A"}, {"title": "B"}]}}', TWO),
        ('{"status": "ok", "message": {"title": "A", "x": {"items": [{}]}}}', ["in:1 A"]),
        ('{"title": "A", "results": ["not", "records"]}', ["in:1 A"]),
        ('{"results": [{"title": "A"}]}\n{"results": []}\n{"results": [{"title": "B"}]}\n', ["in:1 A", "in:3 B"]),
        ('{\n  "title": "A"\n}\n{\n  "title": "B"\n}', ["in:1 A", "in:4 B"]),
        ('{"title": "A"}', ["in:1 A"]),
        ('{"title":\n"A"}', ["in:1 A"]),
        ('{"title": "A"\n}', ["in:1 A"]),
        ('{"results": []}', []),
        ("[]", []),
        ("", []),
        ('[{"title": "] } \\" \\\\"}, {"title": "B"}]', ['in:1 ] } " \\', "in:1 B"]),
        ('[{"title": "A", "x": {"y": [{"z": {"q": {"r": {}}}}]}}, {"title": "B"}]', TWO),
    ],
)
def test_each_form_gives_the_same_records(content: str, found: list[str]) -> None:
    assert read(content.encode()) == found


def test_no_lists_are_looked_for_where_a_format_has_none() -> None:
    assert read(b'{"results": [{"title": "A"}], "title": "B"}', ()) == ["in:1 B"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('[{"title": 7}, {"title": "B"}]', ["in:1 title: expected `str`, got `int`", "in:1 B"]),
        ('[1, "x, y", null, [{}], {"title": "B"}]', [*["in:1 expected `object`, got"] * 4, "in:1 B"]),
        ('[{"title": tru}, {"title": "B"}]', ["in:1 not JSON: ", "in:1 B"]),
        ('[{"title": "A",, "x": 1}, {"title": "B"}]', ["in:1 not JSON: ", "in:1 B"]),
        ('[\n{"title": "A\n},\n{"title": "B"},\n{"title": "C"}]', ["in:2 not JSON: ", "in:4 B", "in:5 C"]),
        ('[\n{"x": {"A": 1},\n{"title": "B"},\n{"title": "C"}]', ["in:2 not JSON: ", "in:3 B", "in:4 C"]),
        ('[\n  {\n    "title": "A\n  },\n  {\n    "title": "B"\n  }\n]', ["in:2 not JSON: ", "in:5 B"]),
        ('[{"x": {"A": 1},\n{"title": "B"}]', ["in:1 not JSON: ", "in:2 B"]),
        ('{"results": [\n{"title": "A"}},\n{"title": "B"}]}', ["in:2 A", "in:2 not JSON: ", "in:3 B"]),
        ('{"results": {"a" 1},\n"x": 1}\n{"results": [{"title": "B"}]}', ["in:1 not JSON: ", "in:3 B"]),
    ],
)
def test_a_broken_record_costs_no_other(content: str, found: list[str]) -> None:
    got = read(content.encode())
    assert len(got) == len(found), got
    assert all(each.startswith(expected) for each, expected in zip(got, found, strict=True)), got


@pytest.mark.parametrize(
    ("content", "found", "sentence"),
    [
        ('[{"title": "A"}', ["in:1 A"], "in ends before its list of records does"),
        ('[{"title": "A"},\n{"title": ', ["in:1 A"], "in:2 cannot be read further: what begins there has no end"),
        ('[{"title": "A"}, {"title": "B]', ["in:1 A"], "in:1 cannot be read further: what begins there has no end"),
        (
            '[{"title": "A"}, {"title": "B}\n]',
            ["in:1 A"],
            "in:1 cannot be read further: a string in what begins there has no end",
        ),
        ('{"results": [{"title": "A"}], "x', ["in:1 A"], "in:1 cannot be read further: an object ends in the middle"),
        ('[{"title": "A"}, "B', ["in:1 A"], "in:1 cannot be read further: '\"' begins no value"),
        ("[" + '{"a":' * 20_000, [], "in:1 cannot be read further: values are nested too deeply"),
    ],
)
def test_a_damaged_rest_ends_the_input_after_the_records_before_it(
    content: str, found: list[str], sentence: str
) -> None:
    got: list[str] = []
    with pytest.raises(SourceError) as refused:
        got.extend(texts(content.encode()))
    assert str(refused.value).startswith(sentence)
    rest = texts(content.encode())
    assert [next(rest) for _ in found] == found


def test_latin_1_bytes_cost_their_record() -> None:
    assert read('[{"title": "Büffel"}, {"title": "B"}]'.encode("latin-1")) == [
        "in:1 byte 0xfc at offset 12 is not UTF-8",
        "in:1 B",
    ]


@pytest.mark.parametrize("chunk", [7, 50, 500])
@pytest.mark.parametrize("separator", [b", ", b",\n", b"\n\n, \n"])
@pytest.mark.parametrize("indent", [None, 1])
def test_places_and_records_are_right_across_the_chunks_of_a_stream(
    monkeypatch: pytest.MonkeyPatch, indent: int | None, separator: bytes, chunk: int
) -> None:
    monkeypatch.setattr(json_objects, "_CHUNK", chunk)
    titles = [f'"{"x" * (number % 9)}\\\\\\"' for number in range(200)]
    records = [json.dumps({"a": {"b": [{}]}, "title": title}, indent=indent).encode() for title in titles]
    content = b"[" + separator.join(records) + b"]"
    lines = accumulate(((record + separator).count(b"\n") for record in records[:-1]), initial=1)
    expected = [f"in:{line} {title}" for line, title in zip(lines, titles, strict=True)]
    got = list(read_json_objects(stream(content, 16), "in", parse, ("results",)))
    assert [f"{each.place} {each.title}" for each in got if isinstance(each, PaperRecord)] == expected


def test_a_record_over_the_limit_is_a_reject_and_the_next_line_is_read() -> None:
    huge = b'{"title": "' + b"x" * (LONGEST_RECORD + 2**21) + b'"}'
    assert read(b'[\n{"title": "A"},\n' + huge + b',\n{"title": "B"}\n]') == [
        "in:2 A",
        "in:3 more than 16 MiB of text in one record",
        "in:4 B",
    ]
    huge = huge.replace(b"x", b"xyz")
    with pytest.raises(SourceError, match="takes more than 16 MiB, or has no end"):
        read(b'[{"title": "A"}, ' + huge + b"]")


def test_memory_does_not_grow_with_an_array() -> None:
    array = in_pieces(b"[" + (b'{"title": "' + b"x" * 986 + b'"},') * 20_000 + b'{"title": "A"}]')
    tracemalloc.start()
    count = sum(1 for _ in read_json_objects(array, "in", parse))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_001
    assert peak < 8 * 2**20


@pytest.mark.parametrize(
    "broken", [b'{"x": 1}}', b'{"title": "A', b'{"title": {', b"{]", b'{"title": tru}', b'"', b"1"]
)
@pytest.mark.parametrize("chunk", [100, 2**20])
def test_one_broken_record_among_many(monkeypatch: pytest.MonkeyPatch, broken: bytes, chunk: int) -> None:
    monkeypatch.setattr(json_objects, "_CHUNK", chunk)
    good = [f'{{"title": "{number}", "x": [{{"title": "no"}}, {{"title": "no"}}]}}'.encode() for number in range(100)]
    content = b"[\n" + b",\n".join([*good[:40], broken, *good[40:]]) + b"\n]"
    titles = [text.partition(" ")[2] for text in texts(content)]
    assert [title for title in titles if title.isdecimal()] == [str(number) for number in range(100)]
    assert len(titles) in (101, 102)


def test_whatever_is_damaged_raises_nothing_but_our_own_error() -> None:
    chosen = random.Random(7)
    forms = [
        b'[\n{"title": "A", "x": [{"y": {}}]},\n{"title": "B\\n"}\n]',
        b'{"message": {"items": [{"title": "A"}, {"title": "B"}]}, "x": 1}',
        b'{"title": "A"}\n{"title": "B"}\n',
    ]
    for _ in range(3_000):
        content = bytearray(chosen.choice(forms))
        for _ in range(chosen.randint(1, 4)):
            place = chosen.randrange(len(content))
            content[place : place + chosen.randint(0, 3)] = bytes(
                chosen.choice(b'{}[]",:\\\n \xff\x00a1') for _ in range(chosen.randint(0, 3))
            )
        list(record_keys(bytes(content), ("message.items",)))
        try:
            read(bytes(content))
        except SourceError:
            continue
