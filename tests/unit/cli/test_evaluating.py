"""The command that measures groups: what it hands on, and its exit codes."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.edge import Settings
from graphapp.services import evaluation
from tests.answers import EVALUATION


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "connect", lambda settings: nullcontext(object()))


def test_the_options_reach_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def evaluate(graph: object, **options: Any) -> object:
        options.pop("on_progress")(1, 2)
        asked.update(options)
        return EVALUATION

    monkeypatch.setattr(evaluation, "evaluate_groups", evaluate)
    done = CliRunner().invoke(main, ["evaluate-groups", "truth.jsonl", "--source", "one", "--format", "json"])
    assert (done.exit_code, asked) == (0, {"truth": "truth.jsonl", "source": "one"})
    answer = json.loads(done.stdout)
    assert (answer["name_count"], answer["rules"][0]["rule"]) == (1204, "person groups")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "does not exist"),
        ("", "is empty"),
        ("{\n", "truth.jsonl:1: not JSON"),
        ('{"name_key": "ada", "papers": {"1": "p", "1": "q"}}', "truth.jsonl:1: the paper '1' stands twice"),
    ],
)
def test_a_file_that_is_none_of_known_persons_ends_with_a_sentence(
    tmp_path: Path, content: str | None, reason: str
) -> None:
    file = tmp_path / "truth.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(main, ["evaluate-groups", str(file)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert reason in done.stderr
