"""Kill the loading of a file at random moments, load it again, and compare the graph with that of a quiet load.

    python bench/kill_load.py FILE [--kills N] [--seed S] [--server]

Runs on a local server of its own. `--server` kills the server as well, every second time. Exit code 1 when the two
canonical dumps differ.
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

from graphapp import server
from graphapp.graph import Address, Graph
from graphapp.services.export import export_graph
from graphapp.upkeep import check


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--server", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quiet, troubled = Path(folder, "quiet"), Path(folder, "troubled")
        try:
            began = time.monotonic()
            _load(quiet, options.file).wait()
            seconds = time.monotonic() - began
            expected = _fingerprint(quiet)
            server.stop(home=quiet)
            chance = random.Random(options.seed)  # noqa: S311 - moments to kill at, no secrets
            for number in range(1, options.kills + 1):
                loading = _load(troubled, options.file)
                moment = chance.uniform(0, seconds)
                try:
                    loading.wait(moment)
                    print(f"kill {number}: the load had ended after {moment:.1f} s", flush=True)
                except subprocess.TimeoutExpired:
                    loading.kill()
                    loading.wait()
                    print(f"kill {number}: loader after {moment:.1f} s", flush=True)
                if options.server and number % 2 == 0 and (pid := server.status(home=troubled).pid) is not None:
                    psutil.Process(pid).kill()
                    print(f"kill {number}: server", flush=True)
            _load(troubled, options.file).wait()
            equal = _fingerprint(troubled) == expected
            with Graph(_address(troubled)) as graph:
                healthy = check(graph).ok
        finally:
            server.stop(home=quiet)
            server.stop(home=troubled)
    print(f"same graph: {equal}; healthy: {healthy}")
    return 0 if equal and healthy else 1


def _load(home: Path, file: str) -> subprocess.Popen[bytes]:
    _address(home)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    command = [sys.executable, "-m", "graphapp", "load", file, "--format", "json"]
    return subprocess.Popen(command, env=environment | {"GRAPHAPP_HOME": str(home)}, stdout=subprocess.DEVNULL)


def _address(home: Path) -> Address:
    status = server.start(home=home)
    assert status.address is not None, "a server that has just started has an address"
    return Address(uri=status.address, user=status.user, password=server.read_password(home=home))


def _fingerprint(home: Path) -> str:
    digest = blake2b()
    with Graph(_address(home)) as graph:
        for row in export_graph(graph):
            digest.update(msgspec.json.encode(row))
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
