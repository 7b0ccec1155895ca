"""The commands that answer, without a database: their formats, and input that they read themselves."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import answers, main
from graphapp.present import AnswerKind, formats_of

COMMANDS = {value.name: value for value in vars(answers).values() if isinstance(value, click.Command)}
KINDS: dict[str, tuple[AnswerKind, ...]] = {
    **dict.fromkeys(
        ("name-cluster", "coauthor-neighborhood", "collaboration-path", "coauthor-graph"), ("network", "papers")
    ),
    **dict.fromkeys(("paper", "venue"), ("papers",)),
    "unknown-venues": ("venues",),
}


def format_choices(command: click.Command) -> list[str]:
    [option] = [parameter for parameter in command.params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    return list(option.type.choices)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "main"])
def test_a_command_offers_the_formats_of_its_kind_of_answer(name: str) -> None:
    assert format_choices(COMMANDS[name]) == list(formats_of(*KINDS.get(name, ())))


def test_names_are_compared_without_a_database() -> None:
    done = CliRunner().invoke(main, ["explain-names", "Ada", "ADA", "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["same_cluster"]


NOWHERE = {"NEO4J_URI": "bolt://localhost:7687", "NEO4J_PASSWORD": "of no use"}
TYPED = {
    "name-cluster": ["Ada"],
    "coauthor-neighborhood": ["Ada"],
    "collaboration-path": ["Ada", "Bo Li"],
    "coauthor-graph": ["Ada", "Bo Li"],
    "likely-collaborators": ["Ada"],
    "similar-names": ["Ada"],
    "paper": ["p1"],
    "explain-work": ["p1"],
    "venue": ["ICML"],
    "search-authors": ["ada"],
    "search-papers": ["words"],
    "resolve": ["p1"],
    "person-groups": ["Ada"],
}
VALUES = {"hops": "2"}


def options_of_links() -> Iterator[tuple[str, str, list[str]]]:
    """Each command with a link, each of its options, and the option as it is typed."""
    for name, command in main.commands.items():
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        if not any(option.name == "browser_url" for option in options):
            continue
        for option in options:
            if option.name in ("form", "browser_url"):
                continue
            value = VALUES.get(option.name or "")
            if isinstance(option.type, click.Choice):
                value = next(choice for choice in option.type.choices if choice != option.default)
            long = max(option.opts, key=len)
            yield name, long, [long] + ([] if option.is_flag else [value or "7"] * option.nargs)


@pytest.mark.parametrize(("command", "option", "typed"), list(options_of_links()))
def test_a_link_to_neo4j_browser_says_which_options_it_has_no_place_for(
    command: str, option: str, typed: list[str]
) -> None:
    plain, narrowed = (
        CliRunner().invoke(main, [command, *TYPED.get(command, []), *more, "--browser-url"], env=NOWHERE)
        for more in ([], typed)
    )
    assert (plain.exit_code, narrowed.exit_code, plain.stderr) == (0, 0, "")
    said = f"The query in Neo4j Browser ignores {option}.\n" == narrowed.stderr
    assert said == (plain.stdout == narrowed.stdout)


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


@pytest.mark.parametrize(
    "words",
    [["name-cluster", "Ada", "--match", "exact"], ["ambiguous-names", "--by", "rows"], ["venues", "--limit", "50"]],
)
def test_an_option_that_is_typed_with_its_default_is_not_ignored(words: list[str]) -> None:
    assert CliRunner().invoke(main, [*words, "--browser-url"], env=NOWHERE).stderr == ""
