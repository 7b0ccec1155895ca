"""The wheel contains everything that a clone contains, and works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graphapp.graph import Graph
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_it_carries_every_file_that_the_package_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    cypher = {f"graphapp/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "cypher").rglob("*.*")}
    assert {"graphapp/cypher/read/name_cluster.cypher", "graphapp/cypher/browser/graphapp.grass"} <= cypher
    assert cypher == {name for name in names if name.startswith("graphapp/cypher/")}
    package = ROOT / "graphapp"
    parts = [*(package / "web").rglob("*.*"), *(package / "present").rglob("*.*"), *package.rglob("*.toml")]
    read = {f"graphapp/{path.relative_to(package).as_posix()}" for path in parts if path.suffix not in (".py", ".pyc")}
    # Templates, style, scripts and the search of the pages; the style and the script of pictures.
    assert {
        "graphapp/web/templates/name_cluster.html",
        "graphapp/present/pictures/picture.js",
        "graphapp/rules/venues.toml",
    } <= read
    assert read <= names
    for name in (
        "py.typed",
        "local/neo4j.lock.toml",
        "demo.jsonl.gz",
        "formats/record.schema.json",
    ):
        assert f"graphapp/{name}" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]


def test_it_works_where_no_clone_is(wheel: Path, graph: Graph, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "else where"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(installed), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "NEO4J_URI": graph.address.uri,
        "NEO4J_USERNAME": graph.address.user,
        "NEO4J_PASSWORD": graph.address.password,
    }
    where = [sys.executable, "-c", "import graphapp; print(graphapp.__file__)"]
    found = subprocess.run(where, env=environment, cwd=elsewhere, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(installed)
    command = [sys.executable, "-m", "graphapp", "demo"]
    done = subprocess.run(command, env=environment, cwd=elsewhere, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "16 papers" in done.stdout
