"""The home of a local server: where its files are, how they are written, and how they are read."""

import os
import shutil
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import platformdirs

from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument

_MIB: Final = 1 << 20
_FOLDERS: Final = ("conf", "data", "import", "logs", "run")
_FREE_MIB: Final = 256
"""Space that Neo4j reserves for a transaction log, in MiB; its error message is unclear when the disk has less."""


def home_folder() -> Path:
    """`GRAPHAPP_HOME`, else the platform's folder for a user's data.

    Raises InvalidArgument for the home of a user that this machine does not have, like `~nobody-known`.
    """
    chosen = os.environ.get("GRAPHAPP_HOME")
    if not chosen:
        return platformdirs.user_data_path("graphapp", appauthor=False)
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError as error:
        raise InvalidArgument(f"GRAPHAPP_HOME begins with {chosen[:100]!r}, and there is no such user") from error


def make_folders(home: Path) -> None:
    """Make a home and its missing folders, which no other user may read.

    A folder that also holds other things stays readable as it is; only the folders that are made in it are private.
    """
    if not home.is_dir() or {entry.name for entry in home.iterdir()} <= {*_FOLDERS}:
        make_private(home)
    for folder in _FOLDERS:
        make_private(home / folder)


def make_private(folder: Path) -> None:
    """Make a folder that no other user may read, and the missing ones above it, whatever the umask is."""
    if not folder.is_dir():
        if not folder.parent.is_dir():
            make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    # A folder of another user stays as it is.
    with suppress(PermissionError):
        # The umask may have taken rights away from this user, too.
        folder.chmod(0o700)


def process_file(home: Path) -> Path:
    """The file about the process that was started last; it does not exist after a stop."""
    return home / "run" / "process.json"


def settings_file(home: Path) -> Path:
    """Neo4j's settings; written at each start."""
    return home / "conf" / "neo4j.conf"


def password_file(home: Path) -> Path:
    """The file with the password, in ASCII; written before the first start."""
    return home / "conf" / "password"


def log_file(home: Path) -> Path:
    """The file with the server's output, from all its starts."""
    return home / "logs" / "neo4j.log"


def read_password(*, home: Path | None = None) -> str:
    """The password of the user `neo4j` of the local server.

    Raises DatabaseUnavailable when no server was started yet, or the file cannot be read.
    """
    home = home or home_folder()
    try:
        return password_file(home).read_text(encoding="ascii")
    except FileNotFoundError:
        raise _never_started(home) from None
    except OSError as error:
        raise DatabaseUnavailable(f"the password cannot be read: {password_file(home)}: {error.strerror}") from error


def tail_log(*, home: Path | None = None, lines: int = 50) -> str:
    """The last lines of the server's output, from all its starts.

    Raises DatabaseUnavailable when no server was started yet, or the file cannot be read.
    """
    home = home or home_folder()
    try:
        with log_file(home).open(encoding="utf-8", errors="replace") as log:
            return "".join(deque(log, maxlen=min(lines, sys.maxsize)))
    except FileNotFoundError:
        raise _never_started(home) from None
    except OSError as error:
        raise DatabaseUnavailable(f"the log cannot be read: {log_file(home)}: {error.strerror}") from error


def _never_started(home: Path) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"no local server has been started under {home}; start one with `graphapp server start`")


def shortage_of_room(*, home: Path | None = None) -> str | None:
    """A message that the server's disk has too little room, and what to do; None when there is enough."""
    home = home or home_folder()
    free = shutil.disk_usage(home).free // _MIB
    return f"only {free} MiB are free on the disk of {home}; make room there" if free < _FREE_MIB else None


def write_private(path: Path, content: bytes) -> None:
    """Write a whole file or none, readable by this user only."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        # The umask may have taken rights away from this user, too.
        part.chmod(0o600)
        file.write(content)
    os.replace(part, path)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process or thread holds this folder, which must exist, then hold it."""
    # Its import takes longer than a command that only reads the status should take.
    from filelock import FileLock

    with FileLock(folder / "lock"):
        yield


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn errors of the file system into DatabaseUnavailable, with a message that names the file or `folder`."""
    try:
        yield
    except GraphAppError:
        raise
    except OSError as error:
        raise DatabaseUnavailable(
            f"the local server cannot use {error.filename or folder}: {error.strerror or error}; "
            "make room there or get permission to write there, then try again"
        ) from error
