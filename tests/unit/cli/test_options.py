"""Options that several commands have."""

import click
import pytest
from click.testing import CliRunner

from graphapp.cli.options import by_name_or_person, limited


@pytest.mark.parametrize(("words", "limit"), [([], 7), (["--limit", "3"], 3), (["--all"], None)])
def test_a_limit_is_a_number_or_none_for_all(words: list[str], limit: int | None) -> None:
    given: list[int | None] = []

    def keep(limit: int | None) -> None:
        given.append(limit)

    assert CliRunner().invoke(click.command()(limited(7, "Most names.")(keep)), words).exit_code == 0
    assert given == [limit]


@pytest.mark.parametrize("words", [["--all", "--limit", "3"], ["--limit", "3", "--all"]])
def test_all_and_a_limit_are_two_answers(words: list[str]) -> None:
    done = CliRunner().invoke(click.command()(limited(7, "Most names.")(lambda limit: None)), words)
    assert done.exit_code == 2
    assert "--all and --limit say two things" in done.output


@pytest.mark.parametrize(("words", "chosen"), [([], "name"), (["--by", "person"], "person")])
def test_a_command_is_about_names_unless_people_are_asked_for(words: list[str], chosen: str) -> None:
    given: list[str] = []
    command = click.command()(by_name_or_person("Count names or people.")(lambda by: given.append(by)))
    assert CliRunner().invoke(command, words).exit_code == 0
    assert given == [chosen]
