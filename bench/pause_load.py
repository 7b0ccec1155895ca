"""Stop commands at random moments, let others run before they go on, and compare the graph with undisturbed work.

    python bench/pause_load.py FILE [--papers N] [--rounds N] [--seed S] [--pause FROM TO]

FILE is graphapp's JSON Lines. Each round begins with the same graph of two sources and takes a random pair of commands
(load, load --replace, remove-source, rekey, schema apply, a load of another source). The first one is stopped in its
middle (SIGSTOP, as Ctrl-Z or a laptop that sleeps does) for a random number of seconds from `--pause`. Meanwhile the
server is restarted, is killed and started again, is stopped itself, or nothing happens to it; then the second command
runs to its end, and the first one goes on. After that both inputs are loaded again. Exit code 1 when a canonical dump
then differs from that of undisturbed work, when the health check finds an error, or when a command ends in a traceback.
"""

import argparse
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import neo4j
import psutil
import xopen

from graphapp import local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.local.home import read_password
from graphapp.services.export import export_graph
from graphapp.services.health import check

FAULTS = ("restart", "kill", "stop", "none")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--papers", type=int, default=6_000, help="papers of each source")
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--pause", type=float, nargs=2, default=(30.0, 70.0), metavar=("FROM", "TO"))
    options = arguments.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - moments and pairs, no secrets
    with tempfile.TemporaryDirectory() as folder:
        bench = PauseBench(Path(folder))
        try:
            bench.prepare(options.file, options.papers)
            results = [bench.run_round(number, chance, options.pause) for number in range(1, options.rounds + 1)]
        finally:
            local.stop(home=bench.home)
    print(f"{sum(results)} of {len(results)} rounds gave the graph of undisturbed work")
    return 0 if all(results) else 1


class PauseBench:
    """A server of its own, the inputs, and what undisturbed work gives."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self._saved = folder / "saved data"
        first, second, changed = (str(folder / f"{name}.jsonl") for name in ("first", "second", "changed"))
        self._inputs = (first, second, changed)
        again = ("load", changed, "--source", "b", "--force")
        self._whole = (*again, "--replace")
        self._commands = {
            "load": again,
            "replace": self._whole,
            "remove": ("remove-source", "b", "--yes"),
            "rekey": ("rekey",),
            "schema": ("schema", "apply"),
            "load of another source": ("load", second, "--source", "c"),
        }
        self._expected: dict[str, str] = {}
        self._seconds: dict[str, float] = {}

    def prepare(self, file: str, papers: int) -> None:
        """Write the inputs, load the first two, and keep the data of that graph."""
        with xopen.xopen(file, "rb") as lines:
            records = [msgspec.json.decode(line) for line in itertools.islice(lines, 2 * papers)]
        half = len(records) // 2
        second = records[half:]
        third = len(second) // 3
        changed = [record | {"title": record["title"] + " again"} for record in second[third : 2 * third]]
        for path, chosen in zip(self._inputs, (records[:half], second, second[:third] + changed), strict=True):
            Path(path).write_bytes(b"\n".join(map(msgspec.json.encode, chosen)))
        for words in (("load", self._inputs[0], "--source", "a"), ("load", self._inputs[1], "--source", "b")):
            self._run(*words)
        local.stop(home=self.home)
        shutil.copytree(self.home / "data", self._saved)

    def run_round(self, number: int, chance: random.Random, pause: tuple[float, float]) -> bool:
        """One pair of commands and one fault; returns whether all was well."""
        paused, other = chance.choice(list(self._commands)[:4]), chance.choice(list(self._commands))
        fault, seconds = chance.choice(FAULTS), chance.uniform(*pause)
        if other not in self._expected:
            self._restore(rekey=other == "rekey")
            began = time.monotonic()
            self._run(*self._commands[other])
            self._seconds[other] = time.monotonic() - began
            self._expected[other] = self._make_whole()
        self._restore(rekey="rekey" in (paused, other))
        process = self._start(*self._commands[paused])
        moment = chance.uniform(0.7, max(self._seconds.get(paused, 5.0), 2.0))
        try:
            process.wait(moment)
            outcome, code = "had ended", 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGSTOP)
            code = self._disturb(fault, seconds, other)
            outcome = f"was stopped while another command ended with exit code {code}"
            process.send_signal(signal.SIGCONT)
        errors = process.communicate()[1]
        if code == 1:
            # Nobody has done the second command's work: it was refused since the first one held the lock, or never ran.
            self._run(*self._commands[other], codes=(0, 3, 4))
        crashed = "Traceback" in errors
        equal = self._make_whole() == self._expected[other]
        with Graph(self._address()) as graph:
            healthy = check(graph).ok
        print(
            f"{number}: {paused} {outcome} after {moment:.1f} s; {fault}, {seconds:.0f} s; {other}; "
            f"exit code {process.returncode}; same graph: {equal}; healthy: {healthy}",
            flush=True,
        )
        if process.returncode not in (0, 3):
            print("   " + errors.strip().splitlines()[-1][:300])
        return equal and healthy and not crashed

    def _disturb(self, fault: str, seconds: float, other: str) -> int:
        """Let the second command run while the first one is stopped; returns the second one's exit code."""
        until = time.monotonic() + seconds
        server = psutil.Process(local.status(home=self.home).pid)
        if fault == "stop":
            server.suspend()
            time.sleep(seconds)
            server.resume()
        elif fault == "kill":
            server.kill()
            server.wait()
        elif fault == "restart":
            local.stop(home=self.home)
        # Without a fault the lock is held, so the other command is refused.
        code = self._run(*self._commands[other], codes=(0, 1, 3))
        time.sleep(max(0.0, until - time.monotonic()))
        return code

    def _make_whole(self) -> str:
        """Do all of the work again; the fingerprint of the graph."""
        self._run("rekey")
        self._run(*self._whole)
        digest = blake2b()
        with Graph(self._address()) as graph:
            for row in export_graph(graph):
                digest.update(msgspec.json.encode(row))
        return digest.hexdigest()

    def _restore(self, *, rekey: bool) -> None:
        local.stop(home=self.home)
        shutil.rmtree(self.home / "data")
        shutil.copytree(self._saved, self.home / "data")
        if rekey:
            address = self._address()
            with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
                driver.execute_query("MATCH (p:Paper) SET p.title_key = toUpper(p.title_key)")
                driver.execute_query("MATCH (s:Source) SET s.key_version = 0")

    def _run(self, *words: str, codes: tuple[int, ...] = (0, 3)) -> int:
        process = self._start(*words)
        errors = process.communicate()[1]
        if words[0] != "rekey" and process.returncode == 1 and "run `graphapp rekey` first" in errors:
            self._run("rekey")
            return self._run(*words, codes=codes)
        if process.returncode not in codes:
            raise SystemExit(f"{words[0]} failed with exit code {process.returncode}: {errors[-1000:]}")
        return process.returncode

    def _start(self, *words: str) -> subprocess.Popen[str]:
        self._address()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        return subprocess.Popen(
            [sys.executable, "-m", "graphapp", *words],
            env=environment | {"GRAPHAPP_HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _address(self) -> Address:
        status: Any = local.start(home=self.home)
        return Address(uri=status.address, user=status.user, password=read_password(home=self.home))


if __name__ == "__main__":
    sys.exit(main())
