"""The commands that search, without a database."""

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import main, searching
from graphapp.present import formats_of

COMMANDS = {value.name: value for value in vars(searching).values() if isinstance(value, click.Command)}


@pytest.mark.parametrize("name", ["search-authors", "search-papers", "resolve", "venues"])
def test_only_papers_can_become_a_bibliography(name: str) -> None:
    [option] = [parameter for parameter in COMMANDS[name].params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    expected = formats_of("papers") if name == "search-papers" else formats_of()
    assert list(option.type.choices) == list(expected)


@pytest.mark.parametrize("limit", ["0", "101"])
def test_a_limit_out_of_range_is_refused_before_anything_is_asked(limit: str) -> None:
    done = CliRunner().invoke(main, ["search-authors", "ada", "--limit", limit])
    assert done.exit_code == 2


def test_a_search_is_linked_to_neo4j_browser() -> None:
    environment = {"NEO4J_URI": "bolt://localhost:7687", "NEO4J_PASSWORD": "of no use"}
    done = CliRunner().invoke(main, ["search-authors", "ada lov", "--browser-url"], env=environment)
    assert done.exit_code == 0
    assert "ada+lov" in done.stdout
