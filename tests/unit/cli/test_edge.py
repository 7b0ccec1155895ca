"""What all commands share: start-up, settings, formats, and errors as sentences with an exit code."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import pytest
from click.testing import CliRunner

from graphapp.cli.edge import INTERRUPTED, Settings, answer, limited, main, output_format
from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument, NotFound
from graphapp.present import formats_of


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
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_is_a_sentence_and_an_exit_code(error: BaseException, code: int, message: str) -> None:
    with command_that_raises(error):
        done = CliRunner(catch_exceptions=False).invoke(main, ["raise-error"])
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", message)


def test_help_does_not_wait_for_a_driver() -> None:
    code = "import sys; from graphapp.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"neo4j", "rich", "msgspec", "networkx", "neo4j_viz", "graphapp.services"} & set(loaded.split())


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
