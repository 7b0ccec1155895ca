"""The groups of commands in the help."""

import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.help_groups import GROUPS, OTHERS, grouped


def test_every_command_is_in_one_group() -> None:
    named = [name for names in GROUPS.values() for name in names]
    assert sorted(named) == sorted(main.commands)


def test_a_command_without_a_group_is_shown_all_the_same() -> None:
    assert grouped(["load", "zebra", "ape"]) == {"Start": ["load"], OTHERS: ["ape", "zebra"]}


@pytest.mark.parametrize("group", ["export", "query", "schema", "server"])
def test_the_help_of_a_group_shows_its_commands_together(group: str) -> None:
    lines = CliRunner().invoke(main, [group, "--help"]).output.splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Options:", "Commands:"]


def test_the_help_shows_the_groups_in_order_each_command_with_its_purpose() -> None:
    lines = CliRunner().invoke(main, ["--help"]).output.splitlines()
    places = [lines.index(f"{heading}:") for heading in GROUPS]
    assert places == sorted(places)
    for names in GROUPS.values():
        for name in names:
            [line] = [line for line in lines if line.startswith(f"  {name} ")]
            assert len(line.split()) > 2
