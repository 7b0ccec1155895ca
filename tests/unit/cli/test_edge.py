"""What all commands share: start-up, settings, formats, and errors as sentences with an exit code."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphapp.cli.edge import INTERRUPTED, Settings, answer, main, output_format
from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument, NotFound
from graphapp.present import formats_of
from tests.answers.hostile import ALL, STEERS


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


def test_an_answer_that_is_no_terminal_has_no_color_and_a_hundred_columns(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(uri="x" * 200, user=None, password=None, database=None, timeout_seconds=None)
    answer(settings, "table")
    written = capsys.readouterr().out
    assert "\x1b" not in written
    assert max(map(len, written.splitlines())) == 100


NOWHERE = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "secret"}


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
