"""The commands about names, without a database."""

import json

import click
import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.present import AnswerKind, formats_of


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("name-cluster", ("network", "papers")),
        ("similar-names", ()),
        ("ambiguous-names", ()),
        ("explain-names", ()),
    ],
)
def test_a_command_offers_the_formats_of_its_kind_of_answer(name: str, kinds: tuple[AnswerKind, ...]) -> None:
    [option] = [parameter for parameter in main.commands[name].params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(formats_of(*kinds))


def test_names_are_compared_without_a_database() -> None:
    done = CliRunner().invoke(main, ["explain-names", "Ada", "ADA", "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["same_cluster"]
