"""What the README shows, runs."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphapp.cli import main
from graphapp.graph import Graph
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = Path(__file__).parent.parent / "data" / "readme"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the README's papers, where the test database is the configured one."""
    shutil.copytree(PAPERS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEO4J_URI", graph.address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", graph.address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", graph.address.password)
    return tmp_path


def run(command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "graphapp"
    return subprocess.run([sys.executable, "-m", "graphapp", *words[1:]], capture_output=True, text=True)


def test_the_first_screen_shows_what_the_demo_prints_and_every_command_line_does_what_it_says(folder: Path) -> None:
    [shown] = blocks("text")
    assert run("graphapp demo").stdout.startswith(shown)
    # Starting and stopping a server is tested where a server of the test's own is at hand.
    commands = [
        line
        for block in blocks("sh")
        for line in block.splitlines()
        if line.startswith("graphapp ") and not line.startswith("graphapp server st")
    ]
    assert len(commands) > 8
    for command in commands:
        done = run(command)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout


def test_the_python_example_runs(folder: Path) -> None:
    assert run("graphapp demo").returncode == 0
    [example] = blocks("python")
    done = subprocess.run([sys.executable, "-W", "error", "-c", example], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "13 papers of 2 author rows"
    assert done.stdout.splitlines()[-1] == "no author row is named 'tim detmers' ('Tim Dettmers',)"


def test_one_command_installs_and_shows_and_one_installs_and_tests() -> None:
    whole = [block.strip() for block in blocks("sh") if "pip install" in block]
    assert len(whole) == 2
    assert all("\n" not in block for block in whole)
    assert whole[0].endswith("graphapp demo")
    assert whole[1].endswith("pytest")


def test_every_command_is_in_the_readme() -> None:
    assert "name-cluster" in main.commands
    for name in main.commands:
        assert f"graphapp {name}" in README, name
