"""Speed of the pages, compared with the bare query over the driver.

    python bench/web.py FILE [--requests N]
    python bench/web.py --uri bolt://localhost:7687 [--requests N]

Loads FILE into a local server that this script starts and ends, or asks a database that is already loaded
(NEO4J_USERNAME, NEO4J_PASSWORD). Starts two processes of `graphapp serve`, of which one keeps no finished answers, and
asks them for the cluster page and its JSON as browsers do: over connections that stay open, compressed, but without
If-None-Match, which would spare the answer. Names are drawn with a probability that grows with their papers. One
client, then eight at the same time, ask for N names each, by turns in portions:

made      of the server that keeps nothing: what a first view costs
as drawn  of the server that keeps answers: first views, and those again that were drawn before
kept      of the same server, the same names once more: what every further view costs

As many threads ask the rivals: the query of `bench/read.py`, for all papers as the page needs them for its filters, and
for the 50 newest as the JSON has them. Prints the memory of the servers' processes after each quarter, then requests
per second, median, 95th and 99th percentile in milliseconds, and the ratio of the medians. Ends with an error when an
answer has another status than 200.

`--requests 5000 --pages-only` asks as drawn alone, 20,000 times in all, to see whether memory grows.
"""

import argparse
import gzip
import http.client
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import neo4j
import psutil
from read import CLUSTER, DEGREES, SEED, loaded, milliseconds, open_driver

from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.services.clusters import name_cluster
from graphapp.web.addresses import cluster_address

CLIENTS: Final = (1, 8)
PORTION: Final = 50
WARM_UP: Final = 100
_IDLE_SECONDS: Final = 10
_MIB: Final = 1 << 20

Asking = Callable[[str], object]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?")
    arguments.add_argument("--uri")
    arguments.add_argument("--requests", type=int, default=400)
    arguments.add_argument("--pages-only", action="store_true")
    options = arguments.parse_args()
    if bool(options.file) == bool(options.uri):
        arguments.error("give either a file or --uri")
    with (
        loaded(options.file, options.uri) as address,
        Graph(address) as graph,
        open_driver(address) as driver,
        served(address, "--keep", "0") as (making, made_at),
        served(address) as (keeping, kept_at),
    ):
        degrees = [(row["key"], row["papers"]) for row in driver.execute_query(DEGREES).records]
        asked: dict[str, Asking] = {"page, as drawn": Pages(kept_at, ""), "JSON, as drawn": Pages(kept_at, ".json")}
        if not options.pages_only:
            asked |= {
                "page, kept": asked["page, as drawn"],
                "JSON, kept": asked["JSON, as drawn"],
                "page, made": Pages(made_at, ""),
                "JSON, made": Pages(made_at, ".json"),
                "query, all papers": bare(driver, CLUSTER),
                "query, 50 papers": bare(driver, f"{CLUSTER}LIMIT 50"),
                "name_cluster, 50 papers": lambda key: name_cluster(graph, name=key),
            }
        drawn = draw(degrees, WARM_UP + options.requests * len(CLIENTS))
        for key in drawn[:WARM_UP]:
            for ask in asked.values():
                ask(key)
        servers = {"the server that keeps answers": keeping, "the other": making}
        print(f"{options.requests:,} names for each number of clients, of {len(degrees):,}")
        for place, clients in enumerate(CLIENTS):
            start = WARM_UP + options.requests * place
            portion = drawn[start : start + options.requests]
            before = set(drawn[:start])
            again = sum(count - (key not in before) for key, count in Counter(portion).items())
            print(f"{again / len(portion):.1%} of the names had been drawn before")
            compare(asked, portion, clients, servers)


@contextmanager
def served(address: Address, *options: str) -> Iterator[tuple[psutil.Process, str]]:
    """A process of `graphapp serve`, and its address."""
    command = [sys.executable, "-m", "graphapp", "--uri", address.uri, "--user", address.user]
    environment = os.environ | {"NEO4J_PASSWORD": address.password}
    with subprocess.Popen(
        [*command, "serve", "--port", "0", "--quiet", *options], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield psutil.Process(process.pid), process.stdout.readline().strip()
        finally:
            process.terminate()


class Pages:
    """Asks the web server for clusters; each thread has a connection, which stays open while it is used."""

    def __init__(self, at: str, ending: str) -> None:
        self._host, self._ending = urlsplit(at).netloc, ending
        self._own = threading.local()

    def __call__(self, key: str) -> bytes:
        if not hasattr(self._own, "connection"):
            self._own.connection, self._own.used = http.client.HTTPConnection(self._host), time.monotonic()
        connection: http.client.HTTPConnection = self._own.connection
        if time.monotonic() - self._own.used > _IDLE_SECONDS:
            # The server closes what is idle for longer; while others have their turns, this one may be.
            connection.close()
        self._own.used = time.monotonic()
        connection.request("GET", cluster_address(key) + self._ending, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{key!r} was answered with {answer.status}: {body[:200]!r}")
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


def bare(driver: neo4j.Driver, query: str) -> Asking:
    """Asks for all records of the query, without any work on them."""

    def ask(key: str) -> object:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: list(transaction.run(query, key=key)))

    return ask


def draw(degrees: Sequence[tuple[str, int]], count: int) -> list[str]:
    """Names, each with a probability that grows with its papers."""
    keys, weights = zip(*degrees, strict=True)
    return random.Random(SEED).choices(keys, weights, k=count)  # noqa: S311 - a sample, not a secret


def compare(asked: dict[str, Asking], drawn: Sequence[str], clients: int, servers: dict[str, psutil.Process]) -> None:
    """Ask all kinds by turns, portion by portion, and print how long they took, and the memory of the servers."""
    times: dict[str, list[float]] = {what: [] for what in asked}
    seconds = dict.fromkeys(asked, 0.0)
    quarters = [len(drawn) * part // 4 for part in (1, 2, 3, 4)]
    print(f"memory of {_memory(servers)} before")
    with ThreadPoolExecutor(clients) as pool:
        for start in range(0, len(drawn), PORTION * clients):
            portion = drawn[start : start + PORTION * clients]
            for what, ask in asked.items():
                began = time.perf_counter()
                times[what] += pool.map(lambda key, ask=ask: milliseconds(ask, key), portion)
                seconds[what] += time.perf_counter() - began
            while quarters and start + len(portion) >= quarters[0]:
                print(f"memory of {_memory(servers)} after {quarters.pop(0):,} names", flush=True)
    title = f"{clients} client{'s' if clients > 1 else ''}"
    print(f"{title:28}{'per second':>12}{'median':>9}{'p95':>9}{'p99':>9}{'ratio':>7}")
    for what, found in times.items():
        ranked = sorted(found)
        p95, p99 = (ranked[int(share * len(ranked))] for share in (0.95, 0.99))
        median = statistics.median(found)
        against = times.get("query, all papers" if what.startswith("page") else "query, 50 papers")
        ratio = f"{median / statistics.median(against):7.2f}" if against and "query" not in what else ""
        print(f"{what:28}{len(found) / seconds[what]:12.1f}{median:9.1f}{p95:9.1f}{p99:9.1f}{ratio}", flush=True)


def _memory(servers: dict[str, psutil.Process]) -> str:
    return ", ".join(f"{what}: {process.memory_info().rss / _MIB:.0f} MiB" for what, process in servers.items())


if __name__ == "__main__":
    main()
