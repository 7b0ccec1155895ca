"""The server's process: found again, waited for, ended; its first password."""

import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

import psutil
import pytest

from graphapp.errors import DatabaseUnavailable
from graphapp.local import process
from graphapp.local.home import log_file, make_folders, password_file, read_password
from graphapp.local.java import Java
from graphapp.local.process import (
    ServerProcess,
    end,
    find_server,
    read_process,
    run_server,
    set_password,
    wait_for_answer,
    write_process,
)
from tests.servers import stand_in

NO_JAVA = Java(program=Path(sys.executable), jars=())
"""Python, which takes an argument file for a script that is missing and says so."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_folders(tmp_path)
    return tmp_path


def server(*, pid: int = 2**22 + 1, log_start: int = 0) -> ServerProcess:
    """A server whose process has ended, or has the id that is given."""
    return ServerProcess(
        pid=pid,
        create_time=0.0,
        bolt_port=1,
        http_port=2,
        version="5.26.0",
        log_start=log_start,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no process that has ended.")
def test_a_process_is_alive_until_it_has_ended(home: Path) -> None:
    with stand_in(home) as child:
        started = server(pid=child.pid)
        found = started.alive(home)
        assert found is not None
        assert found.pid == child.pid
        assert child.stdin is not None
        child.stdin.close()
        # The system lists it until its parent has asked for its end.
        deadline = time.monotonic() + 10
        while found.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
            time.sleep(0.01)
        assert found.status() == psutil.STATUS_ZOMBIE
        assert started.alive(home) is None
    assert started.alive(home) is None


def test_a_process_with_the_id_of_the_server_may_be_another(home: Path, tmp_path: Path) -> None:
    assert server(pid=psutil.Process().pid).alive(home) is None
    with stand_in(home, f"@{home / 'run' / 'admin.args'}") as admin, stand_in(home, "tail", "java.args") as reader:
        assert server(pid=admin.pid).alive(home) is None
        assert server(pid=reader.pid).alive(home) is None
    other = tmp_path / "other"
    make_folders(other)
    with stand_in(other) as child:
        assert server(pid=child.pid).alive(home) is None


def test_a_server_that_no_file_tells_of_is_found_with_the_ports_of_its_settings(home: Path) -> None:
    assert find_server(home) is None
    (home / "conf" / "neo4j.conf").write_text(
        "server.bolt.listen_address=:17687\nserver.http.listen_address=:17474\n", encoding="ascii"
    )
    write_process(server(), home=home)
    with stand_in(home) as child:
        found = find_server(home)
        assert found is not None
        assert (found.pid, found.bolt_port, found.http_port) == (child.pid, 17_687, 17_474)
        write_process(found, home=home)
        assert find_server(home) == read_process(home) == found


def test_a_server_is_found_by_a_link_and_after_its_home_was_moved(home: Path, tmp_path: Path) -> None:
    inner = tmp_path / "home"
    make_folders(inner)
    with stand_in(inner) as child:
        (tmp_path / "link").symlink_to("home")
        moved = inner.rename(tmp_path / "moved")
        (tmp_path / "link").unlink()
        (tmp_path / "link").symlink_to("moved")
        for name in (moved, tmp_path / "link", tmp_path / "moved" / ".." / "link"):
            found = find_server(name)
            assert found is not None
            assert found.pid == child.pid
        assert find_server(inner) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"pid": 1}',
        "null",
        "[" * 60_000,
        '{"pid": "1", "create_time": 0.0, "bolt_port": 1, "http_port": 2, "version": "5", "log_start": 0}',
        '{"pid": -1, "create_time": 0.0, "bolt_port": 1, "http_port": 2, "version": "5", "log_start": 0}',
        f'{{"pid": {10**30}, "create_time": 0.0, "bolt_port": 1, "http_port": 2, "version": "5", "log_start": 0}}',
    ],
    ids=lambda content: content[:20],
)
def test_a_process_file_that_graphapp_did_not_write_says_nothing(home: Path, content: str) -> None:
    (home / "run" / "process.json").write_text(content, encoding="ascii")
    assert read_process(home) is None
    assert find_server(home) is None


def test_a_process_file_that_cannot_be_read_is_named(home: Path) -> None:
    file = home / "run" / "process.json"
    file.mkdir()
    with pytest.raises(DatabaseUnavailable, match=f"^cannot read {re.escape(str(file))}: .+"):
        read_process(home)


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("one\nError: two\nCaused by: three\n  Caused by: four  \n at five\n\n", "Caused by: four"),
        ("one\n2026 ERROR two\nError three\nfour\n", "2026 ERROR two"),
        ("one\nError two\nthree\n", "Error two"),
        ("one\ntwo\n\n", "two"),
        (
            "Invalid maximum heap size: -Xmx10x\nError: Could not create the Java Virtual Machine.\n"
            "Error: A fatal exception has occurred. Program will exit.\n",
            "Invalid maximum heap size: -Xmx10x",
        ),
        ("", "it printed nothing; another program may have killed it, or there was too little memory"),
    ],
)
def test_a_server_that_has_ended_is_quoted(log: str, reason: str, home: Path) -> None:
    earlier = "Caused by: an earlier start\n"
    log_file(home).write_text(earlier + log, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable) as ended:
        wait_for_answer(server(log_start=len(earlier)), home=home)
    assert str(ended.value) == f"Neo4j ended while it started (its log is {log_file(home)}): {reason}"


def test_a_server_that_ended_on_a_full_disk_says_so_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.local.home._FREE_MIB", 10**9)
    log_file(home).write_text("broken\n", encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match=r"only \d+ MiB are free on .*; make room there \(broken\)$"):
        wait_for_answer(server(), home=home)


def test_a_server_that_runs_and_does_not_answer_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START_SECONDS", 0)
    with (
        stand_in(home) as child,
        pytest.raises(DatabaseUnavailable, match=rf"^Neo4j \(process {child.pid}\) runs but has not answered for"),
    ):
        wait_for_answer(server(pid=child.pid), home=home)


def test_a_server_whose_command_line_is_not_there_yet_has_not_ended(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: Iterator[list[str]] = iter([[], [], []])
    command_line = psutil.Process.cmdline
    monkeypatch.setattr(psutil.Process, "cmdline", lambda self: next(looks, None) or command_line(self))
    monkeypatch.setattr(process, "_answers", lambda started: next(looks, None) is None)
    with stand_in(home) as child:
        wait_for_answer(server(pid=child.pid), home=home)


def test_a_process_that_ends_when_it_is_asked_is_stopped() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert end(psutil.Process(child.pid)) == "stopped"
        assert not psutil.pid_exists(child.pid)


def test_a_process_that_ended_meanwhile_is_stopped() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        ended = psutil.Process(child.pid)
        child.kill()
    assert end(ended) == "stopped"


def test_a_process_whose_end_the_program_that_started_it_does_not_notice_is_stopped() -> None:
    ending = "import psutil, sys; from graphapp.local.process import end; print(end(psutil.Process(int(sys.argv[1]))))"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        command = [sys.executable, "-c", ending, str(child.pid)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert (ended.stdout, ended.stderr) == ("stopped\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks no process, it kills.")
def test_a_process_that_does_not_end_in_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_STOP_SECONDS", 0.2)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", deaf], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert end(psutil.Process(child.pid)) == "killed"
        assert not psutil.pid_exists(child.pid)


def test_a_password_that_neo4j_does_not_take_is_not_shown(home: Path) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        set_password(NO_JAVA, home=home)
    assert str(refused.value).startswith(f"Neo4j under {home} could not be given a password: ")
    password = read_password(home=home)
    assert re.fullmatch("[0-9a-f]{32}", password)
    assert password not in str(refused.value)


def test_a_password_is_set_before_the_first_start_only(home: Path) -> None:
    (home / "data" / "databases").mkdir()
    password_file(home).write_text("kept", encoding="ascii")
    set_password(NO_JAVA, home=home)
    assert read_password(home=home) == "kept"


def test_data_whose_password_is_lost_get_no_other(home: Path) -> None:
    (home / "data" / "databases").mkdir()
    with pytest.raises(DatabaseUnavailable, match=r"^the password file .* is gone, .*; put it back, or delete"):
        set_password(NO_JAVA, home=home)
    assert not password_file(home).exists()


# A program in the place of Java. Its first starts say that another program has one of its ports; then it answers as a
# server does.
_UNLUCKY: Final = """
import socket, sys
from pathlib import Path

home = Path(sys.argv[1][1:]).parent.parent
starts = home / "starts"
starts.write_text((starts.read_text() if starts.exists() else "") + "start ")
if len(starts.read_text().split()) <= {unlucky}:
    sys.exit("Caused by: java.net.BindException: Address already in use")
settings = dict(line.split("=", 1) for line in (home / "conf" / "neo4j.conf").read_text().splitlines() if "=" in line)
bolt, http = (
    socket.create_server(("127.0.0.1", int(settings["server." + name + ".listen_address"][1:])))
    for name in ("bolt", "http")
)
while True:
    connection, _ = bolt.accept()
    connection.recv(20)
    connection.sendall(bytes([0, 0, 8, 5]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows runs no script by its first line.")
@pytest.mark.parametrize(("unlucky", "answers"), [(1, True), (5, False)], ids=["once", "each time"])
def test_a_server_whose_port_another_program_had_for_a_moment_is_started_again(
    unlucky: int, answers: bool, home: Path
) -> None:
    script, program = home / "unlucky.py", home / "unlucky"
    script.write_text(_UNLUCKY.format(unlucky=unlucky))
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"\n')
    program.chmod(0o700)
    java = Java(program=program, jars=())
    refused = pytest.raises(DatabaseUnavailable, match=r"ended while it started .*Address already in use")
    try:
        with nullcontext() if answers else refused:
            run_server(java, version="5.26.0", main="Server", home=home)
    finally:
        found = find_server(home)
        running = None if found is None else found.alive(home)
        if running is not None:
            running.kill()
    assert (running is not None) is answers
    assert len((home / "starts").read_text().split()) == (2 if answers else 5)
