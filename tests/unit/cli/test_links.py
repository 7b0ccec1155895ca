"""Links that open the answer of a command in Neo4j Browser, and what they say of its options; without a database."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import main

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


@pytest.mark.parametrize(
    "words",
    [["name-cluster", "Ada", "--match", "exact"], ["ambiguous-names", "--by", "rows"], ["venues", "--limit", "50"]],
)
def test_an_option_that_is_typed_with_its_default_is_not_ignored(words: list[str]) -> None:
    assert CliRunner().invoke(main, [*words, "--browser-url"], env=NOWHERE).stderr == ""
