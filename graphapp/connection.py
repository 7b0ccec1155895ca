"""Which database to use: the arguments decide, then the environment, then the local server that graphapp started."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from graphapp import local
from graphapp.address import Address, check_uri
from graphapp.errors import DatabaseUnavailable, InvalidArgument
from graphapp.graph import Graph
from graphapp.limits import check_texts
from graphapp.local import ServerStatus
from graphapp.local.home import read_password, shortage_of_room
from graphapp.local.jars import Download
from graphapp.queries import load_query

_SOURCES: Final = load_query("read/sources")


def find_address(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> Address:
    """The address of the database to use; an empty setting counts as missing.

    Raises DatabaseUnavailable when neither a URI nor a local server is known, or a URI has no password, and
    InvalidArgument for a URI that contains a user or a password, since messages would show it.
    """
    uri = uri or environment.get("NEO4J_URI")
    database = database or environment.get("NEO4J_DATABASE")
    if uri:
        check_texts(uri=uri)
        if "@" in uri:
            raise InvalidArgument(
                f"the address of {uri.rpartition('@')[2]} contains a user or a password; give the address alone, "
                "its user with NEO4J_USERNAME and its password with NEO4J_PASSWORD"
            )
        check_uri(uri)
        password = password or environment.get("NEO4J_PASSWORD")
        if not password:
            raise DatabaseUnavailable(f"there is no password for the database at {uri}; set NEO4J_PASSWORD")
        user = user or environment.get("NEO4J_USERNAME") or environment.get("NEO4J_USER") or "neo4j"
        return Address(uri=uri, user=user, password=password, database=database or "neo4j")
    if (running := _local_address(user, password, database, home)) is None:
        raise DatabaseUnavailable(
            "no database is given and no local one runs; start one with `graphapp server start`, "
            "or set NEO4J_URI and NEO4J_PASSWORD for your own"
        )
    return running


def _local_address(user: str | None, password: str | None, database: str | None, home: Path | None) -> Address | None:
    running = local.status(home=home)
    if running.address is None:
        return None
    return Address(
        uri=running.address,
        user=user or running.user,
        password=password or read_password(home=home),
        database=database or running.database,
        locate=partial(_local_address, user, password, database, home),
    )


def start_local(*, progress: Callable[[Download], None] | None = None) -> ServerStatus:
    """Start the local server unless it runs, and return when its database answers.

    Raises DatabaseUnavailable as `local.start` does, and for a server that runs while its database does not.
    """
    status = local.start(progress=progress)
    try:
        with Graph(find_address(environment={})) as graph:
            graph.read(_SOURCES, dict[str, Any])
    except DatabaseUnavailable as error:
        # The server does not report this reason.
        if shortage := shortage_of_room():
            raise DatabaseUnavailable(f"{shortage}; then: {error}") from error
        raise
    return status


def start_if_none(
    uri: str | None = None,
    *,
    announce: Callable[[], None],
    progress: Callable[[Download], None] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> ServerStatus | None:
    """Start the local server when no database is configured and none runs; `announce` is called before it starts.

    None when there was nothing to start.
    """
    if uri or environment.get("NEO4J_URI") or local.status().running:
        return None
    announce()
    return local.start(progress=progress)
