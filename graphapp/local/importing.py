"""Neo4j's import tool on the database of a local server, which it makes anew from files.

From before the tool begins until it has ended well, a mark in the home says so. A start that finds the mark empties the
database first, so that what was imported by half is never served.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graphapp.errors import DatabaseBusy, DatabaseUnavailable
from graphapp.local.home import make_private, one_at_a_time, process_file, writable, write_private
from graphapp.local.java import ADMIN_ARGUMENTS, Java, run_admin
from graphapp.local.process import end, find_server, runs_java

_STORES: Final = ("databases", "transactions")


def import_files(
    java: Java, database: str, arguments: Sequence[str], *, home: Path, before: Callable[[], None]
) -> None:
    """Stop the server of a home, and let the tool make its database of files; the caller starts the server again.

    `arguments` are those of `neo4j-admin database import full` beside the database; the tool runs in the folder `logs`.
    The home has been started before. `before` is called when no other command can start or stop the server any more,
    and prevents the import by an error. Raises DatabaseUnavailable, with the tool's reason, when it does not succeed:
    the database is then empty.
    """
    with writable(home), one_at_a_time(home / "run"):
        before()
        running = find_server(home)
        if process := running and running.alive(home):
            end(process)
        process_file(home).unlink(missing_ok=True)
        write_private(_mark(home), database.encode("ascii"))
        done = run_admin(
            java,
            ["database", "import", "full", database, "--overwrite-destination=true", "--verbose", *arguments],
            home=home,
        )
        if done.returncode:
            empty_half_import(home)
            reason = _reason(done.stderr or done.stdout)
            raise DatabaseUnavailable(
                f"Neo4j's import tool did not succeed, and the database is empty: {reason}. Mend that and load again, "
                "or load with --online"
            )
        _mark(home).unlink()


def empty_half_import(home: Path) -> None:
    """Empty the database that an import left by half; nothing to do where none did.

    No server of the home may run, and the caller holds `one_at_a_time(home / "run")`.
    """
    try:
        database = _mark(home).read_text(encoding="ascii")
    except FileNotFoundError:
        return
    _end_tool(home)
    for folder in _STORES:
        shutil.rmtree(home / "data" / folder / database, ignore_errors=False, onerror=_unless_missing)
    _mark(home).unlink()


@contextmanager
def tables_folder(home: Path) -> Iterator[Path]:
    """An empty folder of a home for the tables of an import; it is deleted with its content.

    Raises DatabaseBusy when another import uses it.
    """
    from filelock import FileLock, Timeout

    folder = home / "run" / "tables"
    with writable(home):
        make_private(home / "run")
        try:
            lock = FileLock(home / "run" / "tables.lock", timeout=0).acquire()
        except Timeout:
            raise DatabaseBusy(
                "another load prepares tables for the local database; wait until it has ended and run the command again"
            ) from None
    with lock:
        try:
            with writable(home):
                shutil.rmtree(folder, ignore_errors=True)
                make_private(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _mark(home: Path) -> Path:
    """The file that says which database is being imported."""
    return home / "run" / "importing"


def _end_tool(home: Path) -> None:
    """End a tool that goes on although the command that ran it was killed."""
    import psutil

    for process in psutil.process_iter():
        if runs_java(process, home, ADMIN_ARGUMENTS):
            end(process)


def _unless_missing(function: object, path: str, error: tuple[type[BaseException], BaseException, object]) -> None:
    if not isinstance(error[1], FileNotFoundError):
        raise error[1]


def _reason(said: str) -> str:
    """The innermost cause that the tool names, else the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by:")]
    return (causes or lines or ["it printed nothing; another program may have ended it"])[-1][:500]
