"""Standard streams of a command: missing, full, or in encodings that lack letters; and words in any bytes."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphapp.cli.edge import answer, main
from graphapp.cli.streams import say_error
from graphapp.errors import InvalidArgument
from graphapp.present import formats_of
from graphapp.results.names import NameNode
from tests.answers.networks import people

EXPLAIN = ["explain-names", "Ada Lovelace", "Bo Li"]
NOWHERE = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "secret"}


def run(words: Sequence[str | bytes], streams: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run graphapp in a shell that redirects its standard streams like `>&-`."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, "-m", "graphapp", *words],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | NOWHERE | variables,
        stdin=subprocess.DEVNULL,
    )


needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shell that closes streams.")


@needs_a_shell
@pytest.mark.parametrize(
    ("words", "streams", "code", "said"),
    [
        ([*EXPLAIN, "--format", "json"], ">&-", 1, "standard output cannot be written: Bad file descriptor"),
        (["query", "list"], ">&-", 1, "standard output cannot be written: Bad file descriptor"),
        (
            ["name-cluster", "Bo Li", "--browser-url"],
            ">&-",
            1,
            "standard output cannot be written: Bad file descriptor",
        ),
        (["--help"], ">&-", 1, "standard output cannot be written: Bad file descriptor"),
        (["load", "--help"], ">&-", 1, "standard output cannot be written: Bad file descriptor"),
        (["coauthor-graph", "-"], "<&-", 1, "standard input cannot be read: Bad file descriptor"),
        (["--ask-password", "sources"], "<&-", 1, "standard input cannot be read: Bad file descriptor"),
        (["load", "-", "--from", "jsonl"], ">&- <&-", 5, "no database answers"),
        (EXPLAIN, ">/dev/full", 1, "standard output cannot be written: No space left on device"),
        (["query", "list", "--format", "json"], ">/dev/full", 1, "standard output cannot be written: No space left"),
        (["--version"], ">/dev/full", 1, "standard output cannot be written: No space left on device"),
    ],
    ids=str,
)
def test_a_stream_that_a_command_needs_and_has_not_is_a_failure(
    words: Sequence[str | bytes], streams: str, code: int, said: str
) -> None:
    done = run(words, streams)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@needs_a_shell
@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_without_anybody_to_hear_messages_a_command_does_its_work(streams: str, tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"title": "Notes"}\n', encoding="ascii")
    assert run(["load", str(papers)], streams).returncode == 5
    done = run([*EXPLAIN, "--format", "json"], streams)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("{")


def in_encoding(encoding: str, value: object, form: str, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, str]:
    """What an answer writes to standard output and standard error in this encoding."""
    out, err = io.BytesIO(), io.BytesIO()
    # A small write buffer shows an error where it happens.
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding, write_through=True))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding, write_through=True))
    answer(value, form)
    return out.getvalue(), err.getvalue().decode(encoding)


LETTERS = NameNode(name="Łukasz Müller 李明 😀", key="…", author_ids=("one:é",))
NARROW = ["cp1252", "iso8859-1", "ascii", "shift_jis", "cp437"]


@pytest.mark.parametrize("form", formats_of("any"))
@pytest.mark.parametrize("encoding", NARROW)
def test_letters_that_an_encoding_lacks_are_escaped_and_that_is_said(
    encoding: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, said = in_encoding(encoding, [LETTERS], form, monkeypatch)
    text = written.decode(encoding)
    assert "\\ud83d\\ude00" in text
    assert [line for line in said.splitlines() if line] == [
        f"Standard output is in {encoding}, which lacks some of these letters: they are written like \\u00e9. "
        "Set PYTHONIOENCODING=utf-8 for the letters themselves."
    ]
    if form.startswith("json"):
        [node] = json.loads(text) if form == "json" else [json.loads(text)]
        assert node == {"name": LETTERS.name, "key": LETTERS.key, "author_ids": list(LETTERS.author_ids)}


@pytest.mark.parametrize("form", formats_of("any"))
def test_letters_that_an_encoding_has_are_written_as_they_are(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, value in (("utf-8", LETTERS), ("cp1252", replace(LETTERS, name="Müller"))):
        written, said = in_encoding(encoding, [value], form, monkeypatch)
        assert written.decode(encoding) == formats_of("any")[form].render([value], width=100)
        assert said == ""


@pytest.mark.parametrize("form", ["svg", "html", "graphml", "gexf"])
def test_a_file_that_names_its_encoding_is_written_in_it(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = people(LETTERS)
    written, said = in_encoding("cp1252", found, form, monkeypatch)
    assert LETTERS.name in written.decode("utf-8")
    assert said == ""


def test_an_error_in_a_narrow_encoding_is_escaped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in NARROW:
        err = io.BytesIO()
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding, write_through=True))
        say_error("no author row is named '李明'")
        assert err.getvalue().decode(encoding) == "Error: no author row is named '李明'\n".encode(
            encoding, "backslashreplace"
        ).decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-1", "ascii"])
def test_a_command_in_a_narrow_encoding_ends_without_a_traceback(encoding: str) -> None:
    command = [sys.executable, "-m", "graphapp", "explain-names", "Łukasz", "李明", "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert json.loads(done.stdout.decode(encoding))["steps"][0]["a"] == "Łukasz"
    [line] = done.stderr.decode(encoding).splitlines()
    assert line.startswith(f"Standard output is in {encoding}, which lacks some of these letters")


@needs_a_shell
def test_words_and_variables_of_the_system_may_be_any_bytes() -> None:
    done = run(["--user", b"ad\xe4", "sources"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Invalid value for '--user': the value has bytes that are not UTF-8.\n")


@needs_a_shell
def test_a_file_may_have_a_name_in_any_bytes(tmp_path: Path) -> None:
    papers = tmp_path / "p\udce4pers.jsonl"
    papers.write_text('{"title": "Notes"}\n', encoding="ascii")
    done = CliRunner(env=NOWHERE).invoke(main, ["load", str(papers), "--rejects", f"{papers}.rejects"])
    assert done.exit_code == 5


@needs_a_shell
def test_a_path_of_a_result_in_other_bytes_than_utf_8_is_written_with_escapes_or_refused(tmp_path: Path) -> None:
    settings = {"GRAPHAPP_HOME": f"{tmp_path}/\udcff", "PYTHONIOENCODING": "utf-8:strict"}
    table = run(["server", "status", "--format", "csv"], **settings)
    assert table.returncode == 0
    assert f"{tmp_path}/\\udcff" in table.stdout
    assert "they are written like" in table.stderr
    # JSON has no such text.
    document = run(["server", "status", "--format", "json"], **settings)
    assert (document.returncode, document.stdout) == (2, "")
    assert document.stderr.startswith("Error: ")


def test_bytes_are_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(InvalidArgument, match=r"--format png > picture\.png"):
        answer(people(LETTERS), "png")
