"""Loads that disk, memory, a restarted server or another load stop: messages, and how they are completed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graphapp import local
from graphapp.address import Address
from graphapp.errors import DatabaseUnavailable, QueryTooLarge
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.progress import Progress
from graphapp.loading.upkeep import remove_source
from graphapp.local import settings
from graphapp.records import Record
from graphapp.services.health import check
from tests.bibliography import bibliography, paper
from tests.conftest import ROOT
from tests.graphs import ask, dump, empty
from tests.integration.small_disk import SmallDisk, small_disk
from tests.servers import start_server

GRAPHAPP = (sys.executable, "-W", "error", "-m", "graphapp")
OWED = "load its input again, to the end"
SETTLED_LATER = "complete the work that did not end: that settles it"


def write_papers(path: Path, size: int, *, abstract: str) -> None:
    """A file of papers that takes about `size` times the abstract."""
    with path.open("w", encoding="utf-8") as file:
        for record in bibliography(31, size):
            names = [authorship.printed_name for authorship in record.authorships]
            line = {"paper_id": record.paper_id, "title": f"{record.title} {record.paper_id}", "authors": names}
            file.write(json.dumps(line | {"abstract": abstract, "venue": record.venue, "year": record.year}) + "\n")


def environment(**settings: object) -> dict[str, str]:
    """This process's environment without any database but the one that is named."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    return inherited | {"PYTHONPATH": str(ROOT)} | {name: str(value) for name, value in settings.items()}


def environment_of(address: Address, **settings: object) -> dict[str, str]:
    return environment(NEO4J_URI=address.uri, NEO4J_USERNAME=address.user, NEO4J_PASSWORD=address.password, **settings)


def remedies(graph: Graph) -> list[str | None]:
    """What is to be done; what a batch that was not written left behind is settled with the rest of its load."""
    wrong = [finding for finding in check(graph).findings if not finding.ok]
    return [
        finding.remedy for finding in wrong if finding.remedy != "complete the work that did not end: that settles it"
    ]


def load_file(graph: Graph, path: Path) -> None:
    done = subprocess.run(
        [*GRAPHAPP, "load", path, "--source", "papers"],
        env=environment_of(graph.address),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


# Disks


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Room for a server, which sets 512 MiB aside for its transaction logs, and for some thousand papers."""
    with small_disk(tmp_path / "disk", mebibytes=800) as disk:
        yield disk


@pytest.mark.own_server
def test_a_server_whose_disk_is_full_in_the_middle_of_a_load(graph: Graph, disk: SmallDisk, tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    write_papers(papers, 4_000, abstract="x" * 10_000)
    load_file(graph, papers)
    expected = dump(graph)
    local = environment(GRAPHAPP_HOME=disk.folder / "home")

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return disk.run(*GRAPHAPP, *words, env=local)

    assert run("server", "start").returncode == 0
    try:
        status = json.loads(run("server", "status", "--format", "json").stdout)
        password = run("server", "password").stdout.strip()
        address = Address(uri=status["address"], user=status["user"], password=password)
        lines = papers.read_text(encoding="utf-8").splitlines(keepends=True)
        with subprocess.Popen(
            disk.command(*GRAPHAPP, "load", "-", "--online", "--from", "jsonl", "--source", "papers"),
            env=local,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as loading:
            assert loading.stdin is not None
            loading.stdin.writelines(lines[:2_200])
            loading.stdin.flush()
            with Graph(address) as doomed:
                wait_for_papers(doomed, 2_000)
            disk.fill()
            _, errors = loading.communicate("".join(lines[2_200:]))
        assert loading.returncode == 5
        assert f"the disk of the database at {address.uri} is full; make room on it, restart it" in errors
        checked = run("check")
        assert checked.returncode == 5
        assert "is full; make room on it, restart it" in checked.stderr
        disk.make_room()
        # Neo4j does not see the room before it is restarted.
        assert "restart it" in run("check").stderr
        assert run("server", "stop").returncode == 0
        assert run("server", "start").returncode == 0
        checked = run("check", "--format", "json")
        assert checked.returncode == 1
        wrong = [finding for finding in json.loads(checked.stdout)["findings"] if not finding["ok"]]
        assert wrong
        assert {finding["remedy"] for finding in wrong} <= {OWED, SETTLED_LATER}
        assert run("load", papers).returncode == 0
        assert run("check").returncode == 0
        dumped = [json.loads(line) for line in run("export", "graph", "--canonical").stdout.splitlines()]
        assert dumped == expected
    finally:
        run("server", "stop")


def wait_for_papers(graph: Graph, count: int) -> None:
    deadline = time.monotonic() + 60
    while ask(graph, "MATCH (paper:Paper) RETURN count(paper) AS n")[0]["n"] < count:
        assert time.monotonic() < deadline, "the load wrote nothing"
        time.sleep(0.05)


def test_a_temporary_disk_that_is_full_in_the_middle_of_a_load(graph: Graph, tmp_path: Path) -> None:
    older, newer = tmp_path / "older.jsonl", tmp_path / "newer.jsonl"
    write_papers(older, 1_500, abstract="older " * 3_000)
    write_papers(newer, 1_500, abstract="newer " * 3_000)
    load_file(graph, newer)
    expected = dump(graph)
    empty(graph)
    load_file(graph, older)
    with small_disk(tmp_path / "disk", mebibytes=2) as disk:
        stopped = disk.run(
            *GRAPHAPP, "load", newer, "--source", "papers", env=environment_of(graph.address, SQLITE_TMPDIR=disk.folder)
        )
    assert stopped.returncode == 1
    assert "the temporary file of this load cannot be written (database or disk is full); make room" in stopped.stderr
    assert remedies(graph) == [OWED]
    load_file(graph, newer)
    assert dump(graph) == expected
    assert remedies(graph) == []


# Memory


@pytest.mark.own_server
def test_a_record_that_the_servers_memory_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "choose_memory", lambda total, store: settings.Memory(heap=320, page_cache=64))
    others = bibliography(32, 60)
    names = (f"Author Number {number} {'x' * 900}" for number in range(20_000))
    crowd = paper("crowd", *names, title="A paper of twenty thousand authors")
    home = tmp_path / "home"
    try:
        with Graph(start_server(home)) as graph:
            load(graph, others, source="one")
            expected = dump(graph)
            empty(graph)
            with pytest.raises(QueryTooLarge) as stopped:
                load(graph, [*others[:40], crowd, *others[40:]], source="one", batch_size=10)
            assert stopped.value.exit_code == 1
            assert "one:crowd with 20,000 authorships" in str(stopped.value)
            assert "with more memory for the server, or without that record" in str(stopped.value)
            assert remedies(graph) == [OWED]
            load(graph, others, source="one")
            assert dump(graph) == expected
            assert remedies(graph) == []
    finally:
        local.stop(home=home)


# Other loads


def test_a_second_load_is_refused_while_one_runs_and_nothing_mixes(graph: Graph, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    write_papers(ours, 3_000, abstract="ours")
    write_papers(theirs, 50, abstract="theirs")
    load_file(graph, ours)
    expected = dump(graph)
    empty(graph)
    lines = ours.read_text(encoding="utf-8").splitlines(keepends=True)
    with subprocess.Popen(
        [*GRAPHAPP, "load", "-", "--from", "jsonl", "--source", "papers"],
        env=environment_of(graph.address),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as first:
        assert first.stdin is not None
        first.stdin.writelines(lines[:2_900])
        first.stdin.flush()
        wait_for_papers(graph, 2_000)
        second = subprocess.run(
            [*GRAPHAPP, "load", theirs, "--source", "papers"],
            env=environment_of(graph.address),
            capture_output=True,
            text=True,
        )
        first.stdin.writelines(lines[2_900:])
    assert second.returncode == 1
    assert "another load, removal or rekeying runs on the database 'neo4j'" in second.stderr
    assert "run the command again" in second.stderr
    assert first.returncode == 0
    assert dump(graph) == expected
    assert remedies(graph) == []


# A server that is restarted


@pytest.fixture(scope="module")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a server that keeps its port when it is killed and started again."""
    # Below the ports that the system itself gives to connections, which might take it meanwhile.
    port = next(port for port in range(17_687, 18_687) if settings.choose_port(port) == port)
    home = tmp_path_factory.mktemp("a home to restart")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "BOLT_PORT", port)
        yield home
    local.stop(home=home)


def restart(home: Path) -> None:
    """Kill the server and start it, so that it forgets what it did not write."""
    before = local.status(home=home)
    assert before.pid is not None
    process = psutil.Process(before.pid)
    process.kill()
    process.wait()
    assert start_server(home).uri == before.address


@pytest.mark.own_server
def test_a_load_whose_server_is_restarted_ends_since_no_lock_keeps_others_out(graph: Graph, restarted: Path) -> None:
    records = bibliography(33, 200)
    load(graph, records, source="one")
    expected = dump(graph)

    def interrupted() -> Iterator[Record]:
        yield from records[:100]
        restart(restarted)
        yield from records[100:]

    with Graph(start_server(restarted)) as graph:
        empty(graph)
        with pytest.raises(
            DatabaseUnavailable, match="was restarted, or ended the transaction that keeps other loads out"
        ):
            load(graph, interrupted(), source="one", batch_size=50)
        assert remedies(graph) == [OWED]
        load(graph, records, source="one")
        assert dump(graph) == expected


@pytest.mark.own_server
def test_settling_ends_as_well_when_the_server_is_restarted(graph: Graph, restarted: Path) -> None:
    one, two = bibliography(34, 60, source="one", titles=30), bibliography(34, 60, source="two", titles=30)
    load(graph, one, source="one")
    expected = dump(graph)
    with Graph(start_server(restarted)) as graph:
        empty(graph)
        load(graph, one, source="one")

        def restart_once_works_are_known(progress: Progress) -> None:
            if progress.phase == "cleaning up" and progress.total is None:
                restart(restarted)

        with pytest.raises(
            DatabaseUnavailable, match="was restarted, or ended the transaction that keeps other loads out"
        ):
            load(graph, two, source="two", on_progress=restart_once_works_are_known)
        assert remedies(graph) == [OWED]
        remove_source(graph, source="two")
        assert dump(graph) == expected
        assert remedies(graph) == []
