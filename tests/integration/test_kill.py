"""After a loader or a server is killed, the next load repairs the graph."""

import random
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graphapp import local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.records import Record
from graphapp.services.health import check
from tests.bibliography import bibliography, people
from tests.conftest import ROOT
from tests.graphs import dump, empty
from tests.servers import start_server

SIZE = 1_200
KILLS = 6
LOAD = """
import sys
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.load import load
from tests.bibliography import bibliography, people
uri, user, password, source = sys.argv[1:]
with Graph(Address(uri=uri, user=user, password=password)) as graph:
    print("loading", flush=True)
    records = [*bibliography(7, {size}, source=source, titles={size} // 2), *people(7, {size} // 4, source=source)]
    load(graph, records, source=source, batch_size=100)
"""


def start_loading(address: Address, source: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOAD.format(size=SIZE), address.uri, address.user, address.password, source]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    return process


def load_whole(graph: Graph, *sources: str) -> list[dict[str, object]]:
    for source in sources:
        papers = bibliography(7, SIZE, source=source, titles=SIZE // 2)
        records: list[Record] = [*people(7, SIZE // 4, source=source), *papers]
        load(graph, records, source=source)
    return dump(graph)


def test_a_loader_killed_at_any_moment_and_run_again_gives_the_same_graph(graph: Graph) -> None:
    expected = load_whole(graph, "one", "two")
    empty(graph)
    chance = random.Random(2026)
    killed = 0
    for source in ("one", "two"):
        for _ in range(KILLS // 2):
            with start_loading(graph.address, source) as process:
                try:
                    process.wait(chance.uniform(0.1, 2.0))
                except subprocess.TimeoutExpired:
                    process.kill()
                    killed += 1
    assert killed > 0, "every load ended before it was killed; make the bibliography larger"
    assert load_whole(graph, "two", "one") == expected
    assert check(graph).ok


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home of a server to kill"


@pytest.mark.own_server
def test_a_server_killed_in_the_middle_of_a_load_recovers_and_the_load_completes(graph: Graph, home: Path) -> None:
    expected = load_whole(graph, "one")
    try:
        with Graph(start_server(home)) as doomed, start_loading(doomed.address, "one") as process:
            time.sleep(1.5)
            pid = local.status(home=home).pid
            assert pid is not None
            killed = psutil.Process(pid)
            killed.kill()
            killed.wait()
            process.kill()
        with Graph(start_server(home)) as recovered:
            assert load_whole(recovered, "one") == expected
            assert check(recovered).ok
    finally:
        local.stop(home=home)
