"""The settings of the local server: `neo4j.conf`, the memory that it may take, the ports that it listens on."""

import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import settings_file, write_private

LOOPBACK: Final = "127.0.0.1"
BOLT_PORT: Final = 7687
HTTP_PORT: Final = 7474
"""The two ports that every Neo4j tool expects; used when they are free."""

_MIB: Final = 1 << 20
_HEAD: Final = b"# Written at each start of graphapp's local server.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory limits of the server, in MiB."""

    heap: int
    page_cache: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """The settings that each start chooses."""

    bolt_port: int
    http_port: int
    memory: Memory


def choose_settings(home: Path) -> ServerSettings:
    """Ports that are free, and memory that fits this machine and the store of a home."""
    bolt_port = choose_port(BOLT_PORT)
    return ServerSettings(
        bolt_port=bolt_port,
        http_port=choose_port(HTTP_PORT, taken=bolt_port),
        memory=choose_memory(_machine_memory(), store=_store_size(home)),
    )


def write_settings(settings: ServerSettings, *, home: Path) -> None:
    """Write the `neo4j.conf` of a home, whose folders exist."""
    lines = {
        # Neither the server nor Neo4j Browser sends usage statistics.
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": "localhost",
        "server.bolt.listen_address": f":{settings.bolt_port}",
        "server.bolt.advertised_address": f":{settings.bolt_port}",
        "server.http.listen_address": f":{settings.http_port}",
        "server.http.advertised_address": f":{settings.http_port}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{settings.memory.page_cache}m",
        # LOAD CSV reads neither files nor addresses: a statement that someone copies into Neo4j Browser could fetch
        # what only this user may read. The folder is a second wall, and nothing is ever put into it.
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "server.directories.import": "import",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        # Of the logs of transactions, what recovery needs: Neo4j itself keeps 2 GB of them, for backups.
        "db.tx_log.rotation.retention_policy": "keep_none",
        # Otherwise every stop waits five seconds for further requests.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        # Otherwise a stop waits ten seconds for a transaction that does not end, such as the lock of a load.
        "db.shutdown_transaction_end_timeout": "1s",
    }
    text = "".join(f"{key}={value}\n" for key, value in lines.items())
    write_private(settings_file(home), _HEAD + text.encode("ascii"))


def check_settings(home: Path) -> None:
    """Raise DatabaseUnavailable for a folder with the `neo4j.conf` of another Neo4j, which a start would overwrite."""
    with suppress(FileNotFoundError, NotADirectoryError), settings_file(home).open("rb") as file:
        if file.read(len(_HEAD)) != _HEAD:
            raise DatabaseUnavailable(
                f"{home} is the folder of another Neo4j: graphapp did not write its {settings_file(home)}; set "
                "GRAPHAPP_HOME to a folder of its own, or load into a Neo4j that runs there with --uri"
            )


def read_ports(home: Path) -> tuple[int, int]:
    """The ports for Bolt and HTTP in the `neo4j.conf` of a home; the usual ones where they cannot be read."""
    try:
        lines = settings_file(home).read_text(encoding="ascii").splitlines()
        settings = dict(line.split("=", 1) for line in lines if "=" in line)
        bolt, http = (settings[f"server.{name}.listen_address"].removeprefix(":") for name in ("bolt", "http"))
        return int(bolt), int(http)
    except (OSError, KeyError, ValueError):
        return BOLT_PORT, HTTP_PORT


def choose_memory(total: int, *, store: int) -> Memory:
    """Heap and page cache for a machine (or container) with `total` bytes of memory and a store of `store` bytes.

    A sixth each, so that two thirds stay for everything else on a desktop. The heap is at least 512 MiB, below
    which Neo4j does not load well, and at most 8 GiB, which the widest query does not need. The page cache is at
    least 256 MiB and at most 16 GiB. For a store that does not fit it has more: room for the store and a tenth of it,
    up to two fifths of the memory.
    """
    share = total // 6 // _MIB
    for_store = min(store * 11 // 10, total * 2 // 5) // _MIB
    page_cache = max(min(max(share, 256), 16 * 1024), for_store)
    return Memory(heap=min(max(share, 512), 8 * 1024), page_cache=page_cache)


def _store_size(home: Path) -> int:
    """In bytes; 0 before the first start."""
    return sum(path.stat().st_size for path in (home / "data" / "databases").rglob("*") if path.is_file())


def _machine_memory() -> int:
    """In bytes; a container's limit where there is one."""
    import psutil

    total: int = psutil.virtual_memory().total
    try:
        return min(total, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):
        return total


def choose_port(preferred: int, *, taken: int | None = None) -> int:
    """The preferred port if nothing listens on it on the loopback interface, else a free port from the system."""
    if preferred != taken and is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nothing listens on a port of the loopback interface, and it can be taken."""
    try:
        # By name, so that a listener on the other IP version of the loopback interface counts too.
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        pass
    else:
        return False
    with socket.socket() as probe:
        if sys.platform != "win32":
            # As Java does: closing connections of a server that has just ended do not block its port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
