"""Where rejects go, and the summary that ends a load."""

import json
import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from graphapp.cli.rejects import RejectsFile, RejectWriter, left_out, summary
from graphapp.errors import InvalidArgument
from graphapp.records import Loss, Reject
from graphapp.results.upkeep import ReasonCount
from tests.answers.hostile import ALL, STEERS


def test_five_rejects_are_shown_and_the_others_are_counted() -> None:
    said: list[str] = []
    writer = RejectWriter("one", None, said.append)
    for number in range(1, 8):
        writer.reject(Reject(place=f"p:{number}", reason="no title\x1b", raw="{}"))
    writer.close()
    assert said[:2] == ["Rejected p:1: no title", "Rejected p:2: no title"]
    assert said[5:] == ["... and 2 more rejected; --rejects FILE saves them all"]


def test_five_losses_are_shown_beside_the_rejects_and_the_others_are_counted() -> None:
    said: list[str] = []
    writer = RejectWriter("one", None, said.append)
    writer.reject(Reject(place="p:0", reason="no title", raw="{}"))
    for number in range(1, 8):
        writer.lose(Loss(place=f"p:{number}", field="doi", reason="'soon' is not a valid DOI", raw="soon"))
    writer.close()
    assert said[:2] == ["Rejected p:0: no title", "Left out of p:1: its doi, since 'soon' is not a valid DOI"]
    assert said[6:] == ["... and 2 more left out; --rejects FILE saves them all"]


def test_a_loss_is_shown_without_what_steers_a_terminal() -> None:
    loss = Loss(place="p\x1b:1", field="doi", reason="'\x1b' is not a valid DOI", raw="")
    assert left_out(loss) == "Left out of p:1: its doi, since '' is not a valid DOI"


def test_a_file_of_rejects_keeps_all_of_them_and_what_was_left_out_of_all_sources(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "rejects").write_text("of an earlier load\n", encoding="ascii")
    with RejectsFile(tmp_path / "rejects") as file:
        for source in ("one", "two"):
            file.begin()
            writer = RejectWriter(source, file, said.append)
            for number in range(7):
                writer.reject(Reject(place=f"p:{number}", reason="no title", raw='{"a": "é"}'))
            writer.lose(Loss(place="p:9", field="doi", reason="'soon' is not a valid DOI", raw="soon"))
            writer.close()
    assert not said
    lines = [json.loads(line) for line in (tmp_path / "rejects").read_text(encoding="utf-8").splitlines()]
    assert [line["source"] for line in lines] == ["one"] * 8 + ["two"] * 8
    common = {"field": None, "format": None, "header": None}
    reject = common | {"kind": "reject", "place": "p:0", "reason": "no title", "raw": '{"a": "é"}'}
    assert lines[0] == {"source": "one"} | reject
    loss = {"kind": "warning", "place": "p:9", "field": "doi", "reason": "'soon' is not a valid DOI", "raw": "soon"}
    assert lines[7] == {"source": "one"} | common | loss
    assert list(lines[0]) == list(lines[7])


def test_a_line_of_rejects_is_one_line_and_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "rejects"
    raw = f'{{"title": "{ALL}"}}'
    with RejectsFile(path) as file:
        writer = RejectWriter("one", file, print)
        writer.reject(Reject(place="p\u2028:1", reason="no \u202etitle", raw=raw))
        writer.lose(Loss(place="p\u2028:1", field="doi", reason="no \u202eDOI", raw=ALL))
    text = path.read_text(encoding="utf-8")
    assert not STEERS.search(text)
    rejected, left_out_of = map(json.loads, text.splitlines())
    assert (rejected["place"], rejected["reason"], rejected["raw"]) == ("p\u2028:1", "no \u202etitle", raw)
    assert (left_out_of["place"], left_out_of["reason"], left_out_of["raw"]) == ("p\u2028:1", "no \u202eDOI", ALL)


def test_a_file_of_rejects_is_emptied_when_a_load_begins(tmp_path: Path) -> None:
    path = tmp_path / "rejects"
    path.write_text("of an earlier load\n", encoding="ascii")
    with RejectsFile(path) as file:
        assert path.read_text(encoding="ascii") == "of an earlier load\n"
        file.begin()
        assert path.read_text(encoding="ascii") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock that lets others read.")
def test_two_commands_do_not_write_their_rejects_to_one_file(tmp_path: Path) -> None:
    """A dry run, or a load into another database, is kept out by no lock of the database."""
    path = tmp_path / "rejects"
    with RejectsFile(path) as first:
        first.write("theirs")
        with RejectsFile(path) as second, pytest.raises(InvalidArgument, match=f"another load writes its .* {path}"):
            second.begin()
        first.write("also theirs")
    assert path.read_text(encoding="ascii") == "theirs\nalso theirs\n"
    with RejectsFile(path) as third:
        third.begin()
    assert path.read_text(encoding="ascii") == ""


def test_rejects_may_go_to_a_pipe_or_a_device(tmp_path: Path) -> None:
    with RejectsFile(Path(os.devnull)) as one, RejectsFile(Path(os.devnull)) as two:
        one.write("line")
        two.write("line")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text(encoding="ascii")))
    reader.start()
    with RejectsFile(pipe) as file:
        file.write("line")
    reader.join(10)
    assert read == ["line\n"]


def test_a_reject_has_what_it_needs_to_be_read_alone(tmp_path: Path) -> None:
    reject = Reject(place="p.csv:2", reason="no title", raw=",2020\n", header="title,year\n")
    with RejectsFile(tmp_path / "rejects") as file:
        writer = RejectWriter("one", file, print, lambda place: "csv" if place == "p.csv:2" else None)
        writer.reject(reject)
        writer.reject(Reject(place="r:1", reason="no title", raw="{}", format="jsonl"))
    first, second = map(json.loads, (tmp_path / "rejects").read_text(encoding="utf-8").splitlines())
    assert (first["format"], first["header"]) == ("csv", "title,year\n")
    assert (second["format"], second["header"]) == ("jsonl", None)


def count(reason: str, number: int, kind: str = "reject") -> ReasonCount:
    return ReasonCount(kind="reject" if kind == "reject" else "warning", reason=reason, count=number, first="p:1")


@pytest.mark.parametrize(
    ("reasons", "lines"),
    [
        ([], []),
        (
            [count("no title\x1b", 1_200), count("'...' is not a valid DOI", 3, "warning")],
            ["1,200 rejected: no title (first: p:1)", "    3 left out: '...' is not a valid DOI (first: p:1)"],
        ),
        (
            [count("byte 0x.. at offset N is not UTF-8", 1)],
            [
                "1 rejected: byte 0x.. at offset N is not UTF-8 (first: p:1)",
                "What is not UTF-8 is read with --encoding, such as --encoding cp1252.",
            ],
        ),
    ],
)
def test_a_summary_says_why_and_how_often(reasons: list[ReasonCount], lines: list[str]) -> None:
    assert summary(reasons) == lines


def test_a_summary_is_short() -> None:
    lines = summary(count(f"reason {letter}", 2) for letter in "abcdefghijklmnopqrstuvwxyz")
    assert len(lines) == 21
    assert lines[-1] == "12 more for 6 other reasons"
