"""`graphapp server` where no server runs: sentences and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphapp import local
from graphapp.cli import main
from graphapp.local import home
from tests.answers.hostile import ALL, STEERS


@pytest.fixture(autouse=True)
def _no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHAPP_HOME", str(tmp_path))


def test_the_status_says_that_no_server_runs() -> None:
    done = CliRunner().invoke(main, ["server", "status", "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["running"] is False


def test_more_lines_of_the_log_than_a_machine_counts_are_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text("Started.\n", encoding="ascii")
    done = CliRunner().invoke(main, ["server", "logs", "--lines", "9" * 23])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "Started.\n\n", "")


def test_neo4j_browser_of_no_server_is_not_opened() -> None:
    done = CliRunner().invoke(main, ["server", "open"])
    assert (done.exit_code, done.stdout) == (5, "")
    assert "the local Neo4j does not run; start it with `graphapp server start`" in done.stderr


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("stopped", "The local Neo4j is stopped.\n"),
        (
            "killed",
            "The local Neo4j did not stop by itself and was killed; it recovers its data at the next start.\n",
        ),
        ("not running", "The local Neo4j does not run.\n"),
    ],
)
def test_how_a_server_stopped_is_said(outcome: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "stop", lambda: outcome)
    done = CliRunner().invoke(main, ["server", "stop"])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", sentence)


def test_a_log_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "tail_log", lambda *, lines: f"INFO Started.{ALL}\nINFO Ready.\n")
    done = CliRunner().invoke(main, ["server", "logs"])
    assert done.stdout.startswith("INFO Started.")
    assert "\nINFO Ready.\n" in done.stdout
    assert not STEERS.search(done.stdout)
