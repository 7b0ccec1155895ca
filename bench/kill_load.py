"""Kill the loading of a file at random moments, load it again, and compare the graph with that of an undisturbed load.

    python bench/kill_load.py FILE [--kills N] [--seed S] [--server]

Runs on its own local server. When a load ends before its kill, the script removes what it loaded and kills that removal
instead. `--server` kills the server too, every second time, while the command runs. Exit code 1 when the two canonical
dumps differ or the health check finds an error.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path

import msgspec
import psutil

from graphapp import local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.local.home import read_password
from graphapp.services.export import export_graph
from graphapp.services.health import check

SOURCE = "bench"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--server", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quiet, troubled = Path(folder, "quiet"), Path(folder, "troubled")
        loading, removing = ("load", options.file, "--source", SOURCE), ("remove-source", SOURCE, "--yes")
        try:
            seconds = _run_whole(quiet, *loading)
            expected = _fingerprint(quiet)
            local.stop(home=quiet)
            chance = random.Random(options.seed)  # noqa: S311 - moments to kill at, no secrets
            loaded = False
            for number in range(1, options.kills + 1):
                words = removing if loaded else loading
                command = _start(troubled, *words)
                moment = chance.uniform(0, seconds)
                try:
                    code = command.wait(moment)
                except subprocess.TimeoutExpired:
                    with_server = options.server and number % 2 == 0
                    if with_server:
                        _kill_server(troubled)
                    command.kill()
                    command.wait()
                    loaded = False
                    outcome = f"killed after {moment:.1f} s{', its server before it' if with_server else ''}"
                else:
                    loaded = words is loading and code == 0
                    outcome = f"had ended before {moment:.1f} s with exit code {code}"
                print(f"{number}: {words[0]} {outcome}", flush=True)
            _run_whole(troubled, *loading)
            equal = _fingerprint(troubled) == expected
            with Graph(_address(troubled)) as graph:
                healthy = check(graph).ok
        finally:
            local.stop(home=quiet)
            local.stop(home=troubled)
    print(f"same graph: {equal}; healthy: {healthy}")
    return 0 if equal and healthy else 1


def _start(home: Path, *words: str) -> subprocess.Popen[bytes]:
    _address(home)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    command = [sys.executable, "-m", "graphapp", *words, "--format", "json"]
    return subprocess.Popen(command, env=environment | {"GRAPHAPP_HOME": str(home)}, stdout=subprocess.DEVNULL)


def _run_whole(home: Path, *words: str) -> float:
    """Run a command to its end; returns its seconds."""
    command = _start(home, *words)
    began = time.monotonic()
    if (code := command.wait()) not in (0, 3):
        raise SystemExit(f"{words[0]} failed with exit code {code}")
    return time.monotonic() - began


def _kill_server(home: Path) -> None:
    pid = local.status(home=home).pid
    assert pid is not None, "the server ended by itself"
    process = psutil.Process(pid)
    process.kill()
    process.wait()


def _address(home: Path) -> Address:
    status = local.start(home=home)
    assert status.address is not None, "a server that has just started has an address"
    return Address(uri=status.address, user=status.user, password=read_password(home=home))


def _fingerprint(home: Path) -> str:
    digest = blake2b()
    with Graph(_address(home)) as graph:
        for row in export_graph(graph):
            digest.update(msgspec.json.encode(row))
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
