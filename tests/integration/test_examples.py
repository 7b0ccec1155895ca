"""The notebook gives its stored output when it is run again; the Python of the docs runs."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from graphapp.bibliography import Bibliography
from graphapp.graph import Graph
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
GUIDE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.fixture
def configured(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Graph:
    """The test database as the configured one."""
    monkeypatch.setenv("NEO4J_URI", graph.address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", graph.address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", graph.address.password)
    return graph


def outputs(notebook: Any) -> list[list[str]]:
    """The words that the cells show as plain text; the layout of a table depends on its library."""
    cells = [cell.get("outputs", []) for cell in notebook.cells]
    texts = [[shown.get("text") or shown.get("data", {}).get("text/plain", "") for shown in cell] for cell in cells]
    return ["".join(shown).split() for shown in texts]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
# The messaging library that runs notebooks warns of event loops on its own.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_a_notebook_shows_what_it_gives(configured: Graph, path: Path) -> None:
    shown = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    run = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(run, timeout=300).execute()
    assert outputs(run) == outputs(shown)


def test_the_guide_to_python_runs(configured: Graph, tmp_path: Path) -> None:
    for name in ("papers.jsonl", "papers.csv"):
        (tmp_path / name).write_bytes((ROOT / "tests" / "data" / "readme" / name).read_bytes())
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", GUIDE, flags=re.DOTALL | re.MULTILINE))
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    printed = re.findall(r"^```text\n(.*?)^```$", GUIDE, flags=re.DOTALL | re.MULTILINE)
    assert done.stdout == "".join(printed)


def test_the_guide_names_every_service() -> None:
    services = [name for name in vars(Bibliography) if not name.startswith("_")]
    assert "name_cluster" in services
    assert [name for name in services if f"{name}(" not in GUIDE] == []
