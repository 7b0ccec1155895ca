"""How much memory the server takes, which ports, and what its `neo4j.conf` says."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import DatabaseUnavailable
from graphapp.local import settings
from graphapp.local.settings import (
    Memory,
    ServerSettings,
    check_settings,
    choose_memory,
    choose_port,
    choose_settings,
    is_free,
    read_ports,
    write_settings,
)

MIB = 1 << 20
GIB = 1 << 30


def test_the_settings_of_another_neo4j_are_not_overwritten(tmp_path: Path) -> None:
    check_settings(tmp_path)
    (tmp_path / "conf").mkdir()
    check_settings(tmp_path)
    write_settings(ServerSettings(bolt_port=1, http_port=2, memory=Memory(heap=1, page_cache=1)), home=tmp_path)
    check_settings(tmp_path)
    (tmp_path / "conf" / "neo4j.conf").write_bytes(b"server.memory.heap.max_size=8g\n")
    with pytest.raises(DatabaseUnavailable, match="is the folder of another Neo4j"):
        check_settings(tmp_path)


@pytest.mark.parametrize(
    ("gigabytes", "heap", "page_cache"),
    [
        (1, 512, 256),
        (2, 512, 341),
        (4, 682, 682),
        (8, 1365, 1365),
        (16, 2730, 2730),
        (64, 8192, 10922),
        (256, 8192, 16384),
        (2048, 8192, 16384),
    ],
)
def test_memory_follows_the_machine(gigabytes: int, heap: int, page_cache: int) -> None:
    assert choose_memory(gigabytes * GIB, store=0) == Memory(heap=heap, page_cache=page_cache)


@given(st.integers(min_value=2 * GIB, max_value=4096 * GIB))
def test_memory_leaves_more_than_half_to_everything_else(total: int) -> None:
    memory = choose_memory(total, store=0)
    assert (memory.heap + memory.page_cache) * MIB < total / 2


@pytest.mark.parametrize(
    ("gigabytes", "store", "page_cache"),
    [(24, 1, 4096), (24, 8, 9011), (24, 14, 9830), (64, 20, 22528), (1, 14, 409)],
)
def test_the_page_cache_has_room_for_the_store_as_far_as_the_machine_has(
    gigabytes: int, store: int, page_cache: int
) -> None:
    heap = choose_memory(gigabytes * GIB, store=0).heap
    assert choose_memory(gigabytes * GIB, store=store * GIB) == Memory(heap=heap, page_cache=page_cache)


@given(st.integers(min_value=2 * GIB, max_value=4096 * GIB), st.integers(min_value=0, max_value=4096 * GIB))
def test_a_third_is_for_everything_else_however_large_the_store_is(total: int, store: int) -> None:
    memory = choose_memory(total, store=store)
    assert (memory.heap + memory.page_cache) * MIB < total * 2 / 3


def test_the_store_of_a_home_counts(tmp_path: Path) -> None:
    store = tmp_path / "data" / "databases" / "neo4j"
    store.mkdir(parents=True)
    with (store / "neostore").open("wb") as file:
        file.truncate(1 << 42)
    most = choose_settings(tmp_path).memory.page_cache
    assert most > choose_settings(tmp_path / "elsewhere").memory.page_cache


def test_a_port_that_is_free_is_taken() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert choose_port(port) == port


def test_a_port_where_something_listens_is_avoided() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert choose_port(port) not in (port, 0)


def test_a_port_that_is_given_away_already_is_avoided() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert choose_port(port, taken=port) != port


def test_both_ports_are_free_and_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert not is_free(port)
        monkeypatch.setattr(settings, "BOLT_PORT", port)
        monkeypatch.setattr(settings, "HTTP_PORT", port)
        chosen = choose_settings(tmp_path)
        assert len({port, chosen.bolt_port, chosen.http_port}) == 3
        assert is_free(chosen.bolt_port)
        assert is_free(chosen.http_port)


def test_the_configuration_listens_on_the_loopback_interface_and_neither_sends_nor_fetches(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    chosen = ServerSettings(bolt_port=17_687, http_port=17_474, memory=Memory(heap=512, page_cache=341))
    write_settings(chosen, home=tmp_path)
    lines = (tmp_path / "conf" / "neo4j.conf").read_text(encoding="ascii").splitlines()
    assert lines[0].startswith("#")
    assert dict(line.split("=") for line in lines[1:]) == {
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "localhost",
        "server.bolt.listen_address": ":17687",
        "server.bolt.advertised_address": ":17687",
        "server.http.listen_address": ":17474",
        "server.http.advertised_address": ":17474",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": "341m",
        "db.tx_log.rotation.retention_policy": "keep_none",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "server.directories.import": "import",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "db.shutdown_transaction_end_timeout": "1s",
    }


def test_the_ports_of_the_configuration_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    chosen = ServerSettings(bolt_port=17_687, http_port=17_474, memory=Memory(heap=512, page_cache=341))
    write_settings(chosen, home=tmp_path)
    assert read_ports(tmp_path) == (17_687, 17_474)


@pytest.mark.parametrize(
    "content", [None, b"", b"\xff", b"server.bolt.listen_address=:x\n", b"server.bolt.listen_address"]
)
def test_the_usual_ports_stand_for_those_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "conf").mkdir()
    if content is not None:
        (tmp_path / "conf" / "neo4j.conf").write_bytes(content)
    assert read_ports(tmp_path) == (settings.BOLT_PORT, settings.HTTP_PORT)
