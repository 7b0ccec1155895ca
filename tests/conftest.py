"""What tests share: the one database that integration and end-to-end tests run on, and a connection to it."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import neo4j
import pytest

from graphapp import local
from graphapp.errors import GraphAppError
from graphapp.graph import Address, Graph

ROOT = Path(__file__).parent.parent

EMPTY = "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where a Neo4j answers whose content tests may delete."""

    uri: str
    user: str
    password: str
    browser: str | None
    """The address of Neo4j Browser; None when it is not known."""


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
            password=local.read_password(home=home),
            browser=started.browser,
        )
        local.stop(home=home)


@pytest.fixture
def graph(database: Database) -> Iterator[Graph]:
    """The test database, emptied of all nodes; its schema stays."""
    with (
        neo4j.GraphDatabase.driver(database.uri, auth=(database.user, database.password)) as driver,
        driver.session(database="neo4j") as session,
    ):
        session.run(EMPTY).consume()
    with Graph(Address(uri=database.uri, user=database.user, password=database.password)) as graph:
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
        environment.setenv("NEO4J_BOLT_PORT", str(local.choose_port(local.BOLT_PORT)))
        environment.setenv("NEO4J_HTTP_PORT", str(local.choose_port(local.HTTP_PORT)))
        yield str(ROOT / "docker-compose.yml")


@pytest.fixture(scope="session")
def docker_compose_project_name() -> str:
    """A project of its own, so that its volume is made for this run and removed after it."""
    return f"graphapp-test-{os.getpid()}"
