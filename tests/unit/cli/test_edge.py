"""What all commands share: start-up, settings, formats, and errors as sentences with an exit code."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphapp.cli.edge import INTERRUPTED, Settings, answer, limited, main, output_format, say_error
from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument, NotFound
from graphapp.present import formats_of
from graphapp.results.names import NameNode
from tests.answers.hostile import ALL, STEERS
from tests.answers.networks import people


@contextmanager
def command_that_raises(error: BaseException) -> Iterator[None]:
    @main.command("raise-error")
    def raise_error() -> None:
        raise error

    try:
        yield
    finally:
        del main.commands["raise-error"]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (GraphAppError("it failed"), 1, "Error: it failed\n"),
        (InvalidArgument("no such \x1b[31mname"), 2, "Error: no such [31mname\n"),
        (NotFound("no such name", near=("Ada", "Bo\x07 Li")), 4, "Error: no such name\nDid you mean: Ada, Bo Li?\n"),
        (DatabaseUnavailable("nobody answers"), 5, "Error: nobody answers\n"),
        (FileNotFoundError(2, "No such file or directory", "papers"), 1, "Error: papers: No such file or directory\n"),
        (KeyboardInterrupt(), INTERRUPTED, "Interrupted.\n"),
        (
            MemoryError(),
            1,
            "Error: this process has not enough memory for that; ask for less, or give it more memory\n",
        ),
        (
            UnicodeEncodeError("utf-8", "Ada \udcff", 4, 5, "surrogates not allowed"),
            2,
            "Error: 'Ada \\udcff' holds '\\udcff', which utf-8 does not have\n",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_is_a_sentence_and_an_exit_code(error: BaseException, code: int, message: str) -> None:
    with command_that_raises(error):
        done = CliRunner(catch_exceptions=False).invoke(main, ["raise-error"])
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", message)


@pytest.mark.parametrize(
    "words",
    [[f"no{ALL}command"], [f"--no{ALL}option"], ["demo", f"more{ALL}words"], ["demo", f"--no{ALL}option"]],
    ids=["command", "option", "argument", "option of a command"],
)
def test_a_usage_error_steers_no_terminal(words: list[str]) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert not STEERS.search(done.stderr)
    assert done.stderr.splitlines()[-1].startswith("Error: ")


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


def test_help_does_not_wait_for_a_driver() -> None:
    code = "import sys; from graphapp.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"neo4j", "rich", "msgspec", "networkx", "numpy", "graphapp.services"} & set(loaded.split())


@pytest.mark.parametrize(
    "words",
    [
        ["formats"],
        ["inspect", "papers.jsonl"],
        ["load", "papers.jsonl"],
        ["demo"],
        ["check"],
        ["name-cluster", "Ada Lovelace"],
        ["name-cluster", "Ada Lovelace", "--browser-url"],
        ["query", "run", "read/sources"],
        ["serve", "--port", "0"],
    ],
    ids=" ".join,
)
def test_a_command_does_not_wait_for_libraries_that_only_data_frames_need(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text('{"title": "Notes"}', encoding="utf-8")
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from graphapp.cli import main; main()"
    nowhere = os.environ | {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "none"}
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=tmp_path, env=nowhere
        ).stdout.split()
    )
    assert "neo4j" in loaded
    assert not {"numpy", "pandas", "pyarrow"} & loaded


def test_what_is_hidden_from_the_driver_can_be_imported_after_it() -> None:
    code = (
        "from graphapp.cli.edge import import_driver; import_driver(); import numpy, pandas, pyarrow; import_driver()"
    )
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True).returncode == 0


def test_formats_and_their_help_are_those_of_the_list() -> None:
    command = click.command()(output_format("network")(lambda form: None))
    [option] = command.params
    assert isinstance(option, click.Option)
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(formats_of("network"))
    assert option.help is not None
    assert all(format.purpose in option.help for format in formats_of("network").values())


@pytest.mark.parametrize(("words", "limit"), [([], 7), (["--limit", "3"], 3), (["--all"], None)])
def test_a_limit_is_a_number_or_none_for_all(words: list[str], limit: int | None) -> None:
    given: list[int | None] = []

    def keep(limit: int | None) -> None:
        given.append(limit)

    assert CliRunner().invoke(click.command()(limited(7, "Most names.")(keep)), words).exit_code == 0
    assert given == [limit]


def test_an_answer_that_is_no_terminal_has_no_color_and_a_hundred_columns(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(uri="x" * 200, user=None, password=None, database=None, timeout_seconds=None)
    answer(settings, "table")
    written = capsys.readouterr().out
    assert "\x1b" not in written
    assert max(map(len, written.splitlines())) == 100


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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--uri", "bolt://x\udcff", "sources"], "'--uri'"),
        (["--user", "ad\udce4", "sources"], "'--user'"),
        (["--database", "\udcff", "sources"], "'--database'"),
        (["name-cluster", "Ad\udce4"], "'NAME'"),
        (["explain-names", "Ada", "Ad\udce4"], "'B'"),
        (["query", "run", "author_rows", "--param", "values=\udce4"], "'--param'"),
        (["coauthor-graph", "Ada", "Ad\udce4"], "'[NAME]...'"),
        (["coauthor-neighborhood", "Ada", "--venue", "\udcc3("], "'--venue'"),
        (["load", "papers.jsonl", "--source", "\udcff"], "'--source'"),
        (["explain-work", "one:\udcff"], "'ID'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_text_in_another_encoding_is_named_and_not_guessed(words: list[str], name: str) -> None:
    """Python writes bytes that are not UTF-8 as half surrogate pairs."""
    done = CliRunner(env=NOWHERE).invoke(main, words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: Invalid value for {name}: the value has bytes that are not UTF-8.\n")


@needs_a_shell
def test_words_and_variables_of_the_system_may_be_any_bytes() -> None:
    done = run(["--user", b"ad\xe4", "sources"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Invalid value for '--user': the value has bytes that are not UTF-8.\n")


def test_a_password_in_another_encoding_is_not_shown() -> None:
    done = CliRunner(env=NOWHERE | {"NEO4J_PASSWORD": "secret\udcff"}).invoke(main, ["sources"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: the password of the database has bytes that are not UTF-8; give it as UTF-8 text\n"


@pytest.mark.parametrize(
    "words", [["bolt://neo4j:secret@host:7687"], ["sources", "neo4j+s://neo4j:secret@host"], ["bolt://:secret@host"]]
)
def test_a_password_in_an_address_where_none_belongs_is_not_shown(words: list[str]) -> None:
    done = CliRunner(env=NOWHERE).invoke(main, words)
    assert done.exit_code == 2
    assert "://...@host" in done.stderr
    assert "secret" not in done.stderr


def test_a_password_that_is_typed_in_another_encoding_is_not_shown() -> None:
    done = CliRunner(env=NOWHERE).invoke(main, ["--ask-password", "sources"], input=b"secret\xe4\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: standard input has bytes that are not UTF-8\n")
    assert "secret" not in done.stderr


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


@pytest.mark.parametrize(
    "uri", ["http://127.0.0.1:7474", "https://x", "x", "bolt://[::1", "bolt://x:99999", "bolt://x:y", "bolt://.."]
)
@pytest.mark.parametrize("words", [["sources"], ["name-cluster", "Ada", "--browser-url"]], ids=["connect", "link"])
def test_an_address_that_is_none_is_a_mistake_with_a_sentence(uri: str, words: list[str]) -> None:
    done = CliRunner(env=NOWHERE).invoke(main, ["--uri", uri, *words])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")
    assert "secret" not in done.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "9" * 23])
def test_a_time_limit_that_is_no_time_is_a_mistake(seconds: str) -> None:
    done = CliRunner(env=NOWHERE).invoke(main, ["--timeout", seconds, "sources"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is no time limit in seconds" in done.stderr


def test_bytes_are_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(InvalidArgument, match=r"--format png > picture\.png"):
        answer(people(LETTERS), "png")
