"""The commands about papers, works and venues, without a database."""

import click
import pytest

from graphapp.cli import main
from graphapp.present import AnswerKind, formats_of


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("paper", ("papers",)),
        ("venue", ("papers",)),
        ("unknown-venues", ("venues",)),
        ("explain-work", ()),
        ("graph-counts", ()),
    ],
)
def test_a_command_offers_the_formats_of_its_kind_of_answer(name: str, kinds: tuple[AnswerKind, ...]) -> None:
    [option] = [parameter for parameter in main.commands[name].params if parameter.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(formats_of(*kinds))
