"""The commands about who wrote with whom, without a database."""

from urllib.parse import parse_qs, urlsplit

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.present import AnswerKind, formats_of

NOWHERE = {"NEO4J_URI": "bolt://localhost:7687", "NEO4J_PASSWORD": "of no use"}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("coauthor-neighborhood", ("network", "papers")),
        ("collaboration-path", ("network", "papers")),
        ("coauthor-graph", ("network", "papers")),
        ("likely-collaborators", ()),
    ],
)
def test_a_command_offers_the_formats_of_its_kind_of_answer(name: str, kinds: tuple[AnswerKind, ...]) -> None:
    [option] = [parameter for parameter in main.commands[name].params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(formats_of(*kinds))


def test_names_of_a_graph_are_the_lines_of_standard_input() -> None:
    words = ["coauthor-graph", "-", "--browser-url"]
    link = CliRunner().invoke(main, words, input="Ada Lovelace\n\n  Bo Li \n", env=NOWHERE).stdout
    query = parse_qs(urlsplit(link).query)["arg"][0]
    assert '"ada lovelace"' in query.lower()
    assert '"bo li"' in query.lower()


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (b"\xef\xbb\xbfAda\r\nBo Li", ["ada", "bo li"]),
        ("Łukasz\n\u2028\nBo Li\n".encode(), ["łukasz", "bo li"]),
    ],
)
def test_names_of_standard_input_are_utf_8_with_any_ends_of_lines(given: bytes, names: list[str]) -> None:
    link = CliRunner().invoke(main, ["coauthor-graph", "-", "--browser-url"], input=given, env=NOWHERE).stdout
    query = parse_qs(urlsplit(link).query)["arg"][0]
    assert all(f'"{name}"' in query.lower() for name in names)


@pytest.mark.parametrize("given", [b"Ad\xe4\nBo Li\n", b"\xff\xfeA\0", b"Ada\n\xed\xa0\x80\n"])
def test_names_of_standard_input_in_another_encoding_are_refused(given: bytes) -> None:
    done = CliRunner().invoke(main, ["coauthor-graph", "-"], input=given)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", "Error: standard input has bytes that are not UTF-8\n")
