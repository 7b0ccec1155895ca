"""The local server: a real Neo4j that is downloaded, started, killed, found again and stopped."""

import gc
import hashlib
import json
import os
import socket
import stat
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import neo4j
import psutil
import pytest
from click.testing import CliRunner, Result

from graphapp import local
from graphapp.cli import main
from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import read_password, tail_log
from graphapp.local.jars import Download, Jar, fetch_jars

pytestmark = pytest.mark.own_server

# --- Jars from a Maven repository ------------------------------------------------------------------------------------


class Repository:
    """A Maven repository on the loopback interface, in the place of Maven Central."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        folder.mkdir()
        repository = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments: Any) -> None:
                super().__init__(*arguments, directory=str(folder))

            def do_GET(self) -> None:
                if self.path.endswith(".jar"):
                    repository.asked.append(self.path.rpartition("/")[2])
                super().do_GET()

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def put(self, name: str, content: bytes) -> Jar:
        """Store a jar, and return its entry for a lock file."""
        jar = Jar(
            group="org.example",
            artifact=name,
            version="1.0",
            classifier="",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )
        path = self.folder / jar.path
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return jar

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    from jgo.maven import _core

    repository = Repository(tmp_path / "repository")
    address = f"http://127.0.0.1:{repository.server.server_port}"
    monkeypatch.setitem(_core.DEFAULT_REMOTE_REPOS, "central", address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield repository
    repository.close()


@pytest.fixture
def jars(repository: Repository) -> tuple[Jar, ...]:
    return tuple(repository.put(name, name.encode() * 10_000) for name in ("one", "two", "three"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "jars"


def test_missing_jars_are_fetched_and_counted(jars: tuple[Jar, ...], folder: Path) -> None:
    seen: list[Download] = []
    paths = fetch_jars(folder, jars, progress=seen.append)
    assert [path.read_bytes()[:3] for path in paths] == [b"one", b"two", b"thr"]
    assert [download.jars for download in seen] == [0, 1, 2, 3]
    assert seen[-1] == Download(jars=3, total_jars=3, bytes=110_000, total_bytes=110_000)


def test_jars_that_are_there_need_no_network(jars: tuple[Jar, ...], folder: Path, repository: Repository) -> None:
    seen: list[Download] = []
    first = fetch_jars(folder, jars)
    repository.close()
    assert fetch_jars(folder, jars, progress=seen.append) == first
    assert seen == []


def test_an_interrupted_download_goes_on_where_it_ended(
    jars: tuple[Jar, ...], folder: Path, repository: Repository
) -> None:
    def interrupt(download: Download) -> None:
        if download.jars == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_jars(folder, jars[:2], progress=interrupt)
    repository.asked.clear()
    fetch_jars(folder, jars)
    assert repository.asked == ["three-1.0.jar"]


def test_what_a_killed_download_left_is_not_taken_for_a_jar(jars: tuple[Jar, ...], folder: Path) -> None:
    left = folder / "partial" / jars[0].path
    left.parent.mkdir(parents=True)
    left.write_bytes(b"oneone")
    assert fetch_jars(folder, jars)[0].stat().st_size == jars[0].size
    assert not left.exists()


def test_a_jar_that_changed_on_the_disk_is_fetched_again(
    jars: tuple[Jar, ...], folder: Path, repository: Repository
) -> None:
    damaged = fetch_jars(folder, jars)[1]
    damaged.write_bytes(b"T" + damaged.read_bytes()[1:])
    repository.asked.clear()
    assert fetch_jars(folder, jars)[1].read_bytes()[:3] == b"two"
    assert repository.asked == ["two-1.0.jar"]


def test_a_wrong_checksum_is_tried_once_more_and_then_names_the_file(
    jars: tuple[Jar, ...], folder: Path, repository: Repository
) -> None:
    (repository.folder / jars[2].path).write_bytes(b"another")
    with pytest.raises(DatabaseUnavailable, match=r"three-1.0.jar cannot be fetched; .* another checksum"):
        fetch_jars(folder, jars)
    assert repository.asked.count("three-1.0.jar") == 2
    assert not (folder / jars[2].path).exists()


def test_without_network_the_error_says_what_is_missing_and_what_is_kept(
    jars: tuple[Jar, ...], folder: Path, repository: Repository
) -> None:
    fetch_jars(folder, jars[:2])
    repository.close()
    with pytest.raises(DatabaseUnavailable, match=r"three-1.0.jar cannot be fetched; is there a network.* kept"):
        fetch_jars(folder, jars)


def test_without_network_a_damaged_jar_is_named(jars: tuple[Jar, ...], folder: Path, repository: Repository) -> None:
    damaged = fetch_jars(folder, jars)[0]
    damaged.write_bytes(b"damaged")
    repository.close()
    with pytest.raises(DatabaseUnavailable, match=r"one-1.0.jar has a wrong checksum and cannot be fetched again"):
        fetch_jars(folder, jars)


def put_a_link(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def put_a_link_above(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))
    path.parent.symlink_to("elsewhere")


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "file").touch()


def put_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_a_file_above(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.touch()


@pytest.mark.parametrize("spoil", [put_a_link, put_a_link_above, put_a_folder, put_a_pipe, put_a_file_above])
def test_what_is_no_file_of_its_own_is_no_jar_and_makes_room_for_one(
    spoil: Callable[[Path], None], jars: tuple[Jar, ...], folder: Path, repository: Repository
) -> None:
    spoiled = fetch_jars(folder, jars)[0]
    spoil(spoiled)
    repository.asked.clear()
    assert fetch_jars(folder, jars)[0].read_bytes()[:3] == b"one"
    assert repository.asked == ["one-1.0.jar"]
    assert stat.S_ISREG(spoiled.lstat().st_mode)
    assert spoiled.resolve() == folder.resolve() / jars[0].path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way than file modes.")
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_nobody_else_writes_to_the_folder_of_jars(umask: int, jars: tuple[Jar, ...], tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "jars"
    before = os.umask(umask)
    try:
        fetch_jars(folder, jars)
        assert {stat.S_IMODE(made.stat().st_mode) for made in (folder, folder.parent)} == {0o700}
        folder.chmod(0o777)
        fetch_jars(folder, jars)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size that a test could set.")
def test_a_disk_that_takes_no_more_is_named(jars: tuple[Jar, ...], folder: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with warnings.catch_warnings():
            # jgo leaves the connection of a download that failed to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            with pytest.raises(DatabaseUnavailable, match=rf"cannot use {folder}: File too large; make room"):
                fetch_jars(folder, jars)
            gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# --- A server ---------------------------------------------------------------------------------------------------------

START = (
    "import sys; from pathlib import Path; from graphapp import local; print(local.start(home=Path(sys.argv[1])).pid)"
)
# As a start that is killed when it has launched Java and has not written which process that is.
LAUNCH = (
    "import os; from graphapp.local import process; "
    f"process.write_process = lambda started, home: os.kill(os.getpid(), 9); {START}"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("a home") / "graph app"
    yield home
    local.stop(home=home)


@pytest.fixture(scope="module")
def other_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for a server that was started in a plain environment: no letters in the locale, no rights withheld."""
    home = tmp_path_factory.mktemp("other") / "heimat" / 'with "quotes" and füße 家'
    umask: dict[str, Any] = {} if sys.platform == "win32" else {"umask": 0}
    subprocess.run(
        [sys.executable, "-c", START, home], check=True, capture_output=True, env=os.environ | {"LC_ALL": "C"}, **umask
    )
    yield home
    local.stop(home=home)


@pytest.fixture(scope="module")
def command_lines(home: Path) -> set[str]:
    """Every command line on this machine while the server was started for the first time."""
    seen: set[str] = set()
    started = threading.Event()

    def watch() -> None:
        while not started.wait(0.05):
            for process in psutil.process_iter(["cmdline"]):
                seen.add(" ".join(process.info["cmdline"] or ()))

    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(watch)
        try:
            local.start(home=home)
        finally:
            started.set()
        watching.result()
    return seen


@pytest.fixture
def running(home: Path, command_lines: set[str]) -> local.ServerStatus:
    return local.start(home=home)


def query(home: Path, cypher: Any, *, database: str = local.DATABASE) -> list[list[Any]]:
    status = local.status(home=home)
    assert status.address
    auth = (status.user, read_password(home=home))
    with neo4j.GraphDatabase.driver(status.address, auth=auth) as driver:
        return [record.values() for record in driver.execute_query(cypher, database_=database).records]


def kill(status: local.ServerStatus) -> None:
    assert status.pid
    process = psutil.Process(status.pid)
    process.kill()
    process.wait()


def test_it_answers_with_its_own_password_as_soon_as_it_has_started(home: Path, running: local.ServerStatus) -> None:
    version = query(home, "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS v, edition AS e")
    assert version == [[running.version, "community"]]
    assert running.running
    assert running.address
    assert running.address.startswith("bolt://127.0.0.1:")


def test_it_is_open_to_this_machine_only(running: local.ServerStatus) -> None:
    connections = psutil.Process(running.pid).net_connections("inet")
    listening = {connection.laddr.ip for connection in connections if connection.status == psutil.CONN_LISTEN}
    assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


def test_it_serves_neo4j_browser(running: local.ServerStatus) -> None:
    import requests

    assert running.browser
    page = requests.get(running.browser, timeout=10)
    assert page.status_code == 200
    assert "Neo4j Browser" in page.text


def test_open_opens_neo4j_browser_with_the_form_filled_in(
    home: Path, running: local.ServerStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    monkeypatch.setenv("GRAPHAPP_HOME", str(home))
    done = CliRunner().invoke(main, ["server", "open"], catch_exceptions=False)
    assert running.address
    port = running.address.rpartition(":")[2]
    assert opened == [f"{running.browser}?dbms=bolt://neo4j@localhost:{port}&db=neo4j"]
    assert done.stdout == f"{opened[0]}\n"


def test_it_sends_no_usage_statistics(home: Path, running: local.ServerStatus) -> None:
    names = ["client.allow_telemetry", "dbms.usage_report.enabled"]
    settings = query(home, f"SHOW SETTINGS {', '.join(map(repr, names))} YIELD name, value RETURN name, value")
    assert sorted(settings) == [[name, "false"] for name in names]


def test_its_password_stands_in_its_file_only(home: Path, running: local.ServerStatus, command_lines: set[str]) -> None:
    password = read_password(home=home)
    query(home, "RETURN 1")
    assert any("java" in line and "@" in line for line in command_lines)
    assert not [line for line in command_lines if password in line]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in files if password.encode() in path.read_bytes()] == [running.password_file]
    assert password not in repr(running)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way than file modes.")
def test_only_its_user_reads_what_it_keeps(home: Path, running: local.ServerStatus) -> None:
    assert stat.S_IMODE(running.password_file.stat().st_mode) == 0o600
    folders = ("", "conf", "data", "import", "logs", "run")
    assert {stat.S_IMODE((home / name).stat().st_mode) for name in folders} == {0o700}


def test_it_fetches_neither_files_nor_addresses(home: Path, running: local.ServerStatus) -> None:
    bait = home / "import" / "bait.csv"
    bait.symlink_to(running.password_file)
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        hosts = ("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "127.1")  # noqa: S104
        for url in (
            running.password_file.as_uri(),
            "file:///bait.csv",
            "file:///../conf/password",
            "file:/etc/hosts",
            *(f"http://{host}:{port}/a.csv" for host in hosts),
            f"https://127.0.0.1:{port}/a.csv",
            f"ftp://127.0.0.1:{port}/a.csv",
        ):
            with pytest.raises(neo4j.exceptions.Neo4jError):
                query(home, f"LOAD CSV FROM '{url}' AS line RETURN line")
        with pytest.raises(BlockingIOError):
            listener.accept()
    bait.unlink()


@pytest.mark.parametrize(
    ("user", "change", "wrong", "sentence"),
    [
        ("locked", "NOT REQUIRED", 3, "has locked the user 'locked' out after too many wrong passwords; wait a minute"),
        ("careless", "NOT REQUIRED", 1, None),
        ("novice", "REQUIRED", 0, "wants another password of the user 'novice' first; change it"),
    ],
    ids=["locked out", "one mistake", "with a first password"],
)
def test_a_user_whom_it_does_not_let_in_is_told_why(
    user: str, change: str, wrong: int, sentence: str | None, home: Path, running: local.ServerStatus
) -> None:
    def connect(password: str) -> Result:
        environment = {"NEO4J_URI": running.address, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
        return CliRunner(env=environment).invoke(main, ["sources"])

    query(home, f"CREATE USER {user} SET PASSWORD 'the-right-one' CHANGE {change}", database="system")
    try:
        for _ in range(wrong):
            refused = connect("a-wrong-one")
            assert (refused.exit_code, refused.stdout) == (5, "")
            assert f"refuses the user {user!r} with the password given" in refused.stderr
        done = connect("the-right-one")
    finally:
        query(home, f"DROP USER {user}", database="system")
    assert done.exit_code == (5 if sentence else 0)
    assert (sentence or "") in done.stderr
    assert "-one" not in done.stderr


def test_a_second_start_gives_the_same_server(home: Path, running: local.ServerStatus) -> None:
    assert local.start(home=home) == running


def test_it_is_found_without_the_file_of_its_process(home: Path, running: local.ServerStatus) -> None:
    (home / "run" / "process.json").unlink()
    assert local.status(home=home) == running
    assert local.start(home=home) == running
    assert (home / "run" / "process.json").exists()


def test_it_keeps_its_data_when_it_is_stopped_and_two_starts_at_once_give_one_server(
    home: Path, running: local.ServerStatus
) -> None:
    query(home, "MERGE (:Stopped)")
    assert local.stop(home=home) == "stopped"
    assert not psutil.pid_exists(running.pid or 0)
    assert local.status(home=home).address is None
    assert "Stopped." in tail_log(home=home, lines=1)
    starts = [
        subprocess.Popen([sys.executable, "-c", START, str(home)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    pids = {start.communicate()[0] for start in starts}
    assert pids == {f"{local.status(home=home).pid}\n"}
    assert query(home, "MATCH (s:Stopped) RETURN count(s)") == [[1]]


def test_it_recovers_without_any_network_when_it_was_killed_and_a_start_of_it_too(
    home: Path, running: local.ServerStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    query(home, "MERGE (:Killed)")
    kill(running)
    assert not local.status(home=home).running
    # The system has given its id to another process, which must be left alone.
    file = home / "run" / "process.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {"pid": os.getpid()}), encoding="ascii")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    launched = subprocess.run([sys.executable, "-c", LAUNCH, home])
    assert launched.returncode
    found = local.status(home=home).pid
    again = local.start(home=home)
    assert again.pid == found
    assert again.pid not in (running.pid, os.getpid())
    assert query(home, "MATCH (k:Killed) RETURN count(k)") == [[1]]


def test_two_homes_run_side_by_side(running: local.ServerStatus, other_home: Path) -> None:
    other = local.start(home=other_home)
    assert not {running.address, running.browser} & {other.address, other.browser}
    assert query(other.home, "RETURN 1") == [[1]]
    assert read_password(home=other.home) != read_password(home=running.home)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way than file modes.")
def test_it_keeps_all_to_its_user_where_others_may_read_everything(other_home: Path) -> None:
    local.start(home=other_home)
    kept = [other_home.parent, other_home, *other_home.iterdir(), *(other_home / "data").rglob("*")]
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_a_server_that_cannot_start_says_why(home: Path, running: local.ServerStatus, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "conf").mkdir(parents=True)
    (other / "conf" / "password").write_bytes(running.password_file.read_bytes())
    (other / "data").symlink_to(home / "data")
    with pytest.raises(DatabaseUnavailable, match=r"ended while it started \(its log is .*neo4j\.log\): .*lock"):
        local.start(home=other)
    assert not local.status(home=other).running


def test_a_server_whose_database_does_not_come_up_has_not_started(
    other_home: Path, no_patience: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHAPP_HOME", str(other_home))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    assert local.start().running
    assert local.stop() == "stopped"
    (other_home / "data" / "databases" / local.DATABASE / "neostore").write_bytes(b"damage" * 1_000)
    try:
        done = CliRunner().invoke(main, ["server", "start"])
        monkeypatch.setattr("graphapp.local.home._FREE_MIB", 10**9)
        short_of_room = CliRunner().invoke(main, ["server", "start"])
    finally:
        assert local.stop() == "stopped"
    assert done.exit_code == short_of_room.exit_code == 5
    assert "has failed (" in done.stderr
    assert "make room" not in done.stderr
    assert done.stdout == ""
    assert f"MiB are free on the disk of {other_home}; make room there; then: the database" in short_of_room.stderr


def test_data_without_its_password_is_not_touched(home: Path, running: local.ServerStatus, tmp_path: Path) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)
    with pytest.raises(DatabaseUnavailable, match=r"password file .* is gone"):
        local.start(home=tmp_path)
