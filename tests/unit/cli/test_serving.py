"""The options of `graphapp serve`; what the server answers is tested with its application."""

import pytest
from click.testing import CliRunner

from graphapp.cli import main


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["serve", "--port", "70000"], 2, "70000"),
        (["serve", "--requests-per-second", "0"], 2, "0"),
        (["serve", "--keep", "-1"], 2, "-1"),
        (["serve", "--licence", "dblp"], 2, "SOURCE=NOTE"),
        (["--timeout", "0", "serve"], 2, "needs a time limit"),
    ],
)
def test_options_that_cannot_be_get_a_sentence(options: list[str], code: int, sentence: str) -> None:
    answer = CliRunner().invoke(main, options)
    assert answer.exit_code == code
    assert sentence in answer.output
    assert "Traceback" not in answer.output
