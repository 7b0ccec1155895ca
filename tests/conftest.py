"""What tests share: the database of integration and end-to-end tests, one a process, and a connection to it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import neo4j
import pytest

from graphapp import local
from graphapp.address import Address
from graphapp.errors import GraphAppError
from graphapp.graph import Graph
from graphapp.local import settings
from graphapp.local.home import read_password
from tests import java_archive
from tests.graphs import empty
from tests.properties import load_profile
from tests.servers import servers_for_tests

ROOT = Path(__file__).parent.parent
_ARCHIVE: Final = "java_archive"
"""Under which a process that runs tests finds the folder of the archive."""
_archiving: Final = pytest.StashKey[tuple[subprocess.Popen[bytes], str]]()

load_profile()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes with a database each; pytest's own alone for one given database and for one file of tests."""
    files = {argument.partition("::")[0] for argument in config.args}
    alone = "GRAPHAPP_TEST_URI" in os.environ or (len(files) == 1 and files.pop().endswith(".py"))
    return 0 if alone else 2


def pytest_sessionstart(session: pytest.Session) -> None:
    """While the first tests of several processes run, the jars are fetched and their classes archived."""
    tested = [Path(argument) for argument in session.config.args]
    if session.config.getoption("numprocesses", None) and not all("unit" in path.parts for path in tested):
        folder = tempfile.mkdtemp()
        # Where it fails, servers start without an archive; tests that need one say what is wrong.
        command = [sys.executable, "-m", "tests.java_archive", folder]
        archiving = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        session.config.stash[_archiving] = archiving, folder


def pytest_configure_node(node: Any) -> None:
    """Says where the archive will be."""
    if _archiving in node.config.stash:
        _, node.workerinput[_ARCHIVE] = node.config.stash[_archiving]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves no process running, and no archive."""
    if _archiving in session.config.stash:
        archiving, folder = session.config.stash[_archiving]
        archiving.terminate()
        archiving.wait()
        shutil.rmtree(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of formats, which need no server, come first, so that the archive is ready for the others."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/unit/formats/"))


@pytest.fixture(scope="session", autouse=True)
def servers(request: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Local servers suit tests, whoever starts them."""
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw"))
    folder = getattr(request.config, "workerinput", {}).get(_ARCHIVE)
    options = "" if folder is None else java_archive.reading(Path(folder))
    with servers_for_tests(number=number, more_options=options):
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where a Neo4j answers whose content tests may delete."""

    uri: str
    user: str
    password: str
    browser: str | None
    """The address of Neo4j Browser; None when it is not known."""

    @property
    def address(self) -> Address:
        """What `Graph` connects to."""
        return Address(uri=self.uri, user=self.user, password=self.password)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """GRAPHAPP_TEST_URI, else the compose file's Neo4j where Docker runs, else the local server in its own home."""
    uri = os.environ.get("GRAPHAPP_TEST_URI")
    if uri:
        password = os.environ.get("NEO4J_PASSWORD")
        if not password:
            pytest.fail("GRAPHAPP_TEST_URI is set, but not the password of its user: set NEO4J_PASSWORD.")
        yield Database(
            uri=uri,
            user=os.environ.get("NEO4J_USERNAME", local.USER),
            password=password,
            browser=os.environ.get("GRAPHAPP_TEST_BROWSER"),
        )
    elif docker_answers():
        services = request.getfixturevalue("docker_services")
        yield Database(
            uri=f"bolt://localhost:{services.port_for('neo4j', 7687)}",
            user="neo4j",
            password=os.environ["NEO4J_PASSWORD"],
            browser=f"http://localhost:{services.port_for('neo4j', 7474)}/browser/",
        )
    else:
        home = tmp_path_factory.mktemp("graphapp-home")
        try:
            started = local.start(home=home)
        except GraphAppError as error:
            pytest.fail(
                "These tests need a Neo4j, and none can be had. Set GRAPHAPP_TEST_URI and NEO4J_PASSWORD to one that "
                f"may be emptied, start Docker, or let the local server start. The last says: {error}"
            )
        assert started.address is not None
        yield Database(
            uri=started.address,
            user=started.user,
            password=read_password(home=home),
            browser=started.browser,
        )
        local.stop(home=home)


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver asks again for 30 seconds otherwise, in the hope that the server comes back."""
    monkeypatch.setattr(
        neo4j.GraphDatabase, "driver", partial(neo4j.GraphDatabase.driver, max_transaction_retry_time=0)
    )


@pytest.fixture
def graph(database: Database) -> Iterator[Graph]:
    """The test database, emptied of all nodes; its schema stays."""
    with Graph(database.address) as emptying:
        empty(emptying)
    # Another connection, which knows of no transaction before those of the test.
    with Graph(database.address) as graph:
        yield graph


def docker_answers() -> bool:
    """Whether an engine runs here that understands compose files."""
    try:
        return all(
            subprocess.run(["docker", *command], capture_output=True).returncode == 0
            for command in (("compose", "version"), ("info",))
        )
    except OSError:
        return False


@pytest.fixture(scope="session")
def docker_compose_file() -> Iterator[str]:
    """The compose file that users get, on free ports, with a password of this run."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NEO4J_PASSWORD", os.urandom(16).hex())
        environment.setenv("NEO4J_BOLT_PORT", str(settings.choose_port(settings.BOLT_PORT)))
        environment.setenv("NEO4J_HTTP_PORT", str(settings.choose_port(settings.HTTP_PORT)))
        yield str(ROOT / "docker-compose.yml")


@pytest.fixture(scope="session")
def docker_compose_project_name() -> str:
    """A project of its own, so that its volume is made for this run and removed after it."""
    return f"graphapp-test-{os.getpid()}"
