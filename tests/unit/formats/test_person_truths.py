"""Files of known persons: what is read, and what is refused with its line."""

import gzip
import json
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats.person_truths import NameTruth, open_truth

GOOD = '{"name_key": "wei wang", "papers": {"1": "p"}}'


def read(path: Path, content: str | bytes) -> list[NameTruth]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_truth(path) as opened:
        names = list(opened.names)
        assert opened.count == len(names)
    return names


def test_names_come_with_their_keys_papers_and_places(tmp_path: Path) -> None:
    file = tmp_path / "truth.jsonl"
    lines = [
        {"name_key": " Wei  WANG ", "papers": {"1": "p", "2": 7}, "set": "x", "more": {"a": [1, None]}},
        {"papers": {}, "name_key": "Ada"},
    ]
    text = f"\ufeff{json.dumps(lines[0])}\r\n\n{json.dumps(lines[1])}"
    assert read(file, text) == [
        NameTruth(place=f"{file}:1", name="wei wang", papers={"1": "p", "2": "7"}),
        NameTruth(place=f"{file}:3", name="ada", papers={}),
    ]


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    [name] = read(tmp_path / "truth.jsonl.gz", gzip.compress(GOOD.encode()))
    assert name.papers == {"1": "p"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"name_key": "ada"', "not JSON"),
        ("[1]", "not an object"),
        ('"ada"', "not an object"),
        ("[" * 60_000, "nested too deeply"),
        ('{"papers": {"1": "p"}}', 'it has no "name_key"'),
        ('{"name_key": "ada"}', 'it has no "papers"'),
        ('{"name_key": "ada", "name_key": "bo", "papers": {}}', 'more than one "name_key"'),
        ('{"name_key": 1, "papers": {}}', '"name_key" is not the text'),
        ('{"name_key": " ", "papers": {}}', '"name_key" is not the text'),
        (json.dumps({"name_key": "x" * 1_000_000, "papers": {}}), "a name of 1,000,000 characters"),
        (json.dumps({"name_key": "a" + "\u0323" * 99, "papers": {}}), "which no record can have"),
        (json.dumps({"name_key": "\ufdfa" * 900, "papers": {}}), "which no record can have"),
        ('{"name_key": "ada", "papers": ["1"]}', '"papers" is not an object'),
        ('{"name_key": "ada", "papers": {"1": "p", "1": "q"}}', "the paper '1' stands twice"),
        ('{"name_key": "ada", "papers": {"1": null}}', "the person of the paper '1'"),
        ('{"name_key": "ada", "papers": {"1": true}}', "the person of the paper '1'"),
        ('{"name_key": "ada", "papers": {"1": 1.5}}', "the person of the paper '1'"),
        ('{"name_key": "ada", "papers": {"1": ' + "9" * 5_000 + "}}", "4300 digits"),
        (r'{"name_key": "ada", "papers": {"\ud800": "p"}}', "half of a surrogate pair"),
        ('{"name_key": "WEI wang", "papers": {}}', "the name 'wei wang' stands in line 1 already"),
        (b'{"name_key": "ad\xff", "papers": {}}', "0xff at offset 16 is not UTF-8"),
    ],
)
def test_a_damaged_line_is_refused_with_its_number_before_any_name_comes(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    file = tmp_path / "truth.jsonl"
    file.write_bytes(GOOD.encode() + b"\n\n" + (line if isinstance(line, bytes) else line.encode()) + b"\n")
    with pytest.raises(SourceError, match=r"truth\.jsonl:3: ") as caught, open_truth(file):
        pytest.fail("a name came")
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 500 + len(str(file))


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError, match="is empty; a line is an object like"):
        read(tmp_path / "truth.jsonl", content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.jsonl"), open_truth(tmp_path / "none.jsonl"):
        pytest.fail("a name came")
