"""An archive of the classes that a local server loads, with which one starts in three fifths of the time.

    python -m tests.java_archive FOLDER

Java writes it at the end of a server: https://openjdk.org/jeps/350.
"""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from graphapp import local
from graphapp.local.java import find_java
from tests.servers import SHORT_LIFE, servers_for_tests

_NUMBER: Final = 2
"""Behind those of the two processes that run tests."""
# Java says on its standard output what it does not like of an archive, that of another Java among it.
_QUIET: Final = "-Xlog:cds=off -Xlog:cds+dynamic=off"


def reading(folder: Path) -> str:
    """The options by which Java reads the archive in a folder, if it is there and fits."""
    return f'"-XX:SharedArchiveFile={_archive(folder)}" {_QUIET}'


def write(folder: Path) -> None:
    """Write the archive into an empty folder: start a server, and end it."""
    of_java, growing = folder / "java.jsa", folder / "growing.jsa"
    dump = [str(find_java()), *SHORT_LIFE.split(), "-Xshare:dump", f"-XX:SharedArchiveFile={of_java}"]
    subprocess.run(dump, check=True, stdout=subprocess.DEVNULL)
    options = f'"-XX:SharedArchiveFile={of_java}" "-XX:ArchiveClassesAtExit={growing}" {_QUIET}'
    with tempfile.TemporaryDirectory() as home, servers_for_tests(number=_NUMBER, more_options=options):
        try:
            local.start(home=Path(home))
            # Of the command that sets the password.
            growing.unlink(missing_ok=True)
        finally:
            end = local.stop(home=Path(home))
    if end == "stopped":
        # A server that starts meanwhile finds the whole archive, or none.
        growing.rename(_archive(folder))


def _archive(folder: Path) -> Path:
    return folder / "neo4j.jsa"


if __name__ == "__main__":
    # Asked to end, it ends its server first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    write(Path(sys.argv[1]))
