"""The process of the local server: how it is launched, found again, waited for and ended."""

import json
import math
import secrets
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import (
    log_file,
    password_file,
    process_file,
    read_password,
    shortage_of_room,
    write_private,
)
from graphapp.local.jars import read_lock
from graphapp.local.java import PRIVATE, Java, environment, run_admin
from graphapp.local.settings import LOOPBACK, choose_settings, is_free, read_ports, write_settings

if TYPE_CHECKING:
    import psutil

# Bolt's magic, then four proposals of a protocol version: 5.8 and the eight minor versions below it, and three blanks.
# https://neo4j.com/docs/bolt/current/bolt/handshake/
_BOLT_HANDSHAKE: Final = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)

_START_SECONDS: Final = 600
"""After a kill the server recovers its store before it answers; that takes minutes with millions of papers."""
_STOP_SECONDS: Final = 120
_POLL_SECONDS: Final = 0.025
_PORT_TRIALS: Final = 5
_PORT_TAKEN: Final = "Address already in use"
"""What Java says of a port that another program has, on every system."""
_NO_REASONS: Final = ("Could not create the Java Virtual Machine", "A fatal exception has occurred")
"""What Java prints last, below the option that it does not take, such as one of JDK_JAVA_OPTIONS."""
_LARGEST_PID: Final = 2**31 - 1
_ARGUMENTS: Final = Path("run", "java.args")
"""The argument file of the server, in its home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProcess:
    """A process of Neo4j's server; `process.json` describes the one that was started last."""

    pid: int
    create_time: float
    """Seconds since 1970, by the clock as it was set at the start."""
    bolt_port: int
    http_port: int
    version: str
    """Of Neo4j."""
    log_start: int
    """Offset in the log at which its output begins, in bytes."""

    def alive(self, home: Path) -> "psutil.Process | None":
        """The running process; None when it has ended, even if a process that is no server of `home` has its id."""
        import psutil

        with suppress(psutil.Error):
            process = psutil.Process(self.pid)
            return process if _serves(process, home) else None
        return None


def find_server(home: Path) -> ServerProcess | None:
    """The running server of a home; None when none runs.

    Its file only tells where to look first: a start that was killed wrote none, and files can be lost or put back.
    Raises DatabaseUnavailable when that file cannot be read.
    """
    import psutil

    recorded = read_process(home)
    if recorded is not None and recorded.alive(home):
        return recorded
    for process in psutil.process_iter():
        if _serves(process, home):
            bolt_port, http_port = read_ports(home)
            with suppress(psutil.Error):
                return ServerProcess(
                    pid=process.pid,
                    create_time=process.create_time(),
                    bolt_port=bolt_port,
                    http_port=http_port,
                    version=read_lock().version,
                    log_start=0,
                )
    return None


def _serves(process: "psutil.Process", home: Path) -> bool:
    """Whether this process runs the server of a home: Java with the server's arguments, in the home's folder of logs.

    Its start time would not do, since the system computes it from a clock that can be set. The system keeps the folder
    of a process up to date when the home is moved, and has one name for it, by whatever link it was entered.
    """
    return runs_java(process, home, _ARGUMENTS)


def runs_java(process: "psutil.Process", home: Path, arguments: Path) -> bool:
    """Whether this process is Java with this argument file of a home, as `_serves` finds the server."""
    import psutil

    try:
        return _is_java(process, process.cmdline(), home, arguments)
    except (psutil.Error, OSError):
        # It has ended, or it belongs to another user.
        return False


def _is_java(process: "psutil.Process", command: list[str], home: Path, arguments: Path) -> bool:
    """As `runs_java`, for a process with this command line; raises what psutil and the system raise."""
    return (
        any(argument.startswith("@") and Path(argument).parts[-2:] == arguments.parts for argument in command[1:])
        and Path(process.cwd()).resolve() == log_file(home).parent.resolve()
    )


def read_process(home: Path) -> ServerProcess | None:
    """The process that was started last, running or not; None if there was none, or it was stopped.

    Raises DatabaseUnavailable when its file cannot be read.
    """
    try:
        read = ServerProcess(**json.loads(process_file(home).read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatabaseUnavailable(f"cannot read {process_file(home)}: {error.strerror}") from error
    except (ValueError, TypeError, RecursionError):
        # graphapp did not write this file.
        return None
    fits = all(isinstance(getattr(read, field.name), cast(type, field.type)) for field in fields(read))
    return read if fits and 0 < read.pid <= _LARGEST_PID else None


def write_process(started: ServerProcess, *, home: Path) -> None:
    """Keep which process serves a home, so that it is found at once."""
    write_private(process_file(home), json.dumps(asdict(started)).encode("ascii"))


def set_password(java: Java, *, home: Path) -> None:
    """Give the server of a home a random password before its first start; later starts keep that password.

    No server of this home may run at the same time, as for `run_admin`. Raises DatabaseUnavailable when the password of
    existing data is lost, or Neo4j does not accept the password.
    """
    file = password_file(home)
    first_start = not (home / "data" / "databases").exists()
    if not file.exists():
        if not first_start:
            raise DatabaseUnavailable(
                f"the password file {file} is gone, and the server's data in {home / 'data'} cannot be opened "
                f"without it; put it back, or delete {home / 'data'} (which deletes the graph) and start again"
            )
        write_private(file, secrets.token_hex(16).encode("ascii"))
    if not first_start:
        return
    password = read_password(home=home)
    done = run_admin(java, ["dbms", "set-initial-password", password], home=home)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().replace(password, "...")
        raise DatabaseUnavailable(
            f"Neo4j under {home} could not be given a password: {said.splitlines()[-1] if said else done.returncode}"
        )


def run_server(java: Java, *, version: str, main: str, home: Path) -> None:
    """Launch the server of a home that has no running server, and return when it answers.

    `version` is Neo4j's, `main` the class that starts it. The password is set already. Raises DatabaseUnavailable when
    Neo4j ends instead.
    """
    for trial in range(1, _PORT_TRIALS + 1):
        started = _launch(java, version, main, home)
        try:
            return wait_for_answer(started, home=home)
        except DatabaseUnavailable as error:
            # Another program may have taken a port after it was chosen and before the server used it, even for a
            # moment: a port that the system gives away is also one that it gives to connections.
            taken = _PORT_TAKEN in str(error) or not (is_free(started.bolt_port) and is_free(started.http_port))
            if trial == _PORT_TRIALS or started.alive(home) or not taken:
                raise


def _launch(java: Java, version: str, main: str, home: Path) -> ServerProcess:
    import psutil

    settings = choose_settings(home)
    write_settings(settings, home=home)
    command = java.write_command(
        main,
        [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"],
        file=home / _ARGUMENTS,
        heap=settings.memory.heap,
    )
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    with log_file(home).open("ab") as log:
        log_start = log.tell()
        child = subprocess.Popen(  # noqa: S603 - graphapp's own Java, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # The Java machine writes crash reports here, and `_serves` looks here.
            cwd=log_file(home).parent,
            env=environment(),
            umask=PRIVATE,
            **detached,
        )
    # The child process outlives this object on purpose; without this, the object would warn.
    child.returncode = 0
    started = ServerProcess(
        pid=child.pid,
        create_time=psutil.Process(child.pid).create_time(),
        bolt_port=settings.bolt_port,
        http_port=settings.http_port,
        version=version,
        log_start=log_start,
    )
    write_process(started, home=home)
    return started


def wait_for_answer(started: ServerProcess, *, home: Path) -> None:
    """Return when the server answers, so that a login is possible.

    Raises DatabaseUnavailable when its process has ended, with the reason from its log, or after ten minutes.
    """
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(started):
        if _has_ended(started, home):
            reason = _last_error(log_file(home), started.log_start)
            if shortage := shortage_of_room(home=home):
                reason = f"{shortage} ({reason})"
            raise DatabaseUnavailable(f"Neo4j ended while it started (its log is {log_file(home)}): {reason}")
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"Neo4j (process {started.pid}) runs but has not answered for {_START_SECONDS // 60} minutes; see its "
                f"log {log_file(home)}, wait with `graphapp server start`, or end it with `graphapp server stop`"
            )
        time.sleep(_POLL_SECONDS)


def _has_ended(started: ServerProcess, home: Path) -> bool:
    """Whether the process of a server is gone, or another program has its id."""
    import psutil

    try:
        process = psutil.Process(started.pid)
        command = process.cmdline()
        # For a moment after the system began to run its program, a process has no command line.
        return bool(command) and not _is_java(process, command, home, _ARGUMENTS)
    except (psutil.Error, OSError):
        # A process that nobody has waited for is an error, too.
        return True


def _answers(started: ServerProcess) -> bool:
    """Whether this process itself listens on both its ports and agrees on a version of Bolt.

    Neo4j opens them, Bolt first, when its databases are online, so that a login is then possible.
    """
    import psutil

    try:
        with socket.create_connection((LOOPBACK, started.bolt_port), timeout=1) as connection:
            connection.sendall(_BOLT_HANDSHAKE)
            if not any(connection.recv(4)):
                return False
        # Another server may have taken the port first.
        connections = psutil.Process(started.pid).net_connections("tcp")
    except (OSError, psutil.Error):
        return False
    listening = {connection.laddr.port for connection in connections if connection.status == psutil.CONN_LISTEN}
    return {started.bolt_port, started.http_port} <= listening


def end(process: "psutil.Process") -> Literal["stopped", "killed"]:
    """Ask a running process to end and wait until it has ended; kill it after two minutes."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        process.terminate()
        if not _ends_within(process, _STOP_SECONDS):
            process.kill()
            _ends_within(process, math.inf)
            return "killed"
    return "stopped"


def _ends_within(process: "psutil.Process", seconds: float) -> bool:
    """Whether a process ends in this time; it has ended, too, when the program that started it does not notice that."""
    import psutil

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        waits_for_its_parent = _is_only_listed(process)
        with suppress(psutil.TimeoutExpired):
            process.wait(_POLL_SECONDS)
            return True
        if waits_for_its_parent:
            return True
    return False


def _is_only_listed(process: "psutil.Process") -> bool:
    """Whether nothing is left of a process but its place on the system's list.

    Its first thread may be gone while the others still write to its files.
    """
    import psutil

    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)
    except psutil.ZombieProcess:
        return True
    except psutil.NoSuchProcess:
        return False


def _last_error(log: Path, start: int) -> str:
    """The most useful line after `start`: the innermost cause, else an error, else the last line."""
    with log.open("rb") as content:
        content.seek(start)
        printed = [line.strip() for line in content.read().decode(errors="replace").splitlines()]
    lines = [line for line in printed if line and not any(words in line for words in _NO_REASONS)]
    for mark in ("Caused by:", "ERROR", "Error", ""):
        for line in reversed(lines):
            if mark in line:
                return line
    return "it printed nothing; another program may have killed it, or there was too little memory"
