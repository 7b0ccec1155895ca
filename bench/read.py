"""Speed of graphapp's answers, compared with the simplest hand-written queries that give the same facts.

    python bench/read.py FILE [--names N] [--pairs N]
    python bench/read.py --uri bolt://localhost:7687 [--names N] [--pairs N]

Loads FILE into a local server that this script starts and ends, or asks a database that is already loaded
(NEO4J_USERNAME, NEO4J_PASSWORD). Each service alternates with its rival, both read the full answer, for names drawn
with a probability that grows with their papers, and for the names with the most papers, after a warm-up. Chains are
compared with NetworkX on the same graph in memory, which is built first; its size is printed. Whole processes are
compared too: `graphapp --help` with a Python that imports click, `graphapp name-cluster` with a script that uses the
driver alone. Prints milliseconds and the ratio to the rival, and ends with an error when NetworkX finds other coauthors
or other lengths of chains.
"""

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations, cycle, islice
from pathlib import Path
from typing import Any, Final

import neo4j
import networkx as nx

from graphapp import formats, local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.local.home import read_password
from graphapp.services.clusters import name_cluster
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paths import collaboration_path

SEED: Final = 5
HUBS: Final = 3
ROUNDS: Final = 11
WARM_UP_SECONDS: Final = 20

CLUSTER: Final = """
MATCH (author:Author {name_key: $key})-[:AUTHORED {role: "author"}]->(stated)
WITH DISTINCT stated
MATCH (paper:Paper {work_id: stated.work_id}) WHERE paper.preferred
WITH DISTINCT paper
OPTIONAL MATCH (paper)-[at:PUBLISHED_AT]->(venue)
RETURN paper.work_id AS work_id, paper.paper_id AS paper_id, paper.title AS title, paper.year AS year,
       venue.name AS venue, at.track AS track, paper.type AS type, paper.author_count AS author_count,
       paper.abstract AS abstract,
       COLLECT { MATCH (paper)<-[authored:AUTHORED {role: "author"}]-(author) ORDER BY authored.position
                 RETURN [author.author_id, author.name, authored.position] } AS authors,
       COLLECT { MATCH (:Paper {work_id: paper.work_id})<-[:AUTHORED {role: "author"}]-(author)
                 WHERE author.name_key = $key RETURN DISTINCT author.author_id } AS matched,
       COLLECT { MATCH (row:Paper {work_id: paper.work_id}) RETURN [row.paper_id, row.source] } AS rows
ORDER BY paper.year DESC, toLower(paper.title), paper.work_id
"""

ONE_HOP: Final = """
MATCH (author:Author {name_key: $key})-[:AUTHORED {role: "author"}]->(paper)
WITH DISTINCT paper
MATCH (work:Paper {work_id: paper.work_id}) WHERE work.preferred
MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WHERE coauthor.name_key <> $key
WITH DISTINCT coauthor.name_key AS key, work
WITH key, count(*) AS papers, min(work.year) AS first_year, max(work.year) AS last_year,
     sum(1.0 / CASE WHEN work.author_count > 2 THEN work.author_count - 1 ELSE 1 END) AS weight
MATCH (row:Author {name_key: key})
RETURN key, collect(row.name) AS names, collect(row.author_id) AS author_ids, papers, weight, first_year, last_year
ORDER BY papers DESC, weight DESC, key
"""

SECOND_HOP: Final = """
MATCH (author:Author {name_key: $key})-[:AUTHORED {role: "author"}]->(paper)
WITH DISTINCT paper
MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WITH DISTINCT coauthor.name_key AS near
MATCH (:Author {name_key: near})-[:AUTHORED {role: "author"}]->(paper)
WITH DISTINCT paper
MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WITH DISTINCT coauthor
WITH DISTINCT coauthor.name_key AS key
MATCH (row:Author {name_key: key})
RETURN key, collect(row.name) AS names, collect(row.author_id) AS author_ids
ORDER BY key
"""

PAIRS: Final = """
MATCH (paper:Paper)<-[:AUTHORED {role: "author"}]-(author)
WITH paper, collect(DISTINCT author.name_key) AS keys
RETURN keys
"""

DEGREES: Final = """
MATCH (author:Author)
RETURN author.name_key AS key, sum(COUNT { (author)-[:AUTHORED]->() }) AS papers
ORDER BY papers DESC, key
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?")
    arguments.add_argument("--uri")
    arguments.add_argument("--names", type=int, default=200)
    arguments.add_argument("--pairs", type=int, default=30)
    options = arguments.parse_args()
    if bool(options.file) == bool(options.uri):
        arguments.error("give either a file or --uri")
    with loaded(options.file, options.uri) as address, Graph(address) as graph, open_driver(address) as driver:
        _compare(graph, driver, options.names, options.pairs)


@contextmanager
def loaded(file: str | None, uri: str | None) -> Iterator[Address]:
    """A database that holds the file, or the one at the address."""
    if uri:
        user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        yield Address(uri=uri, user=user, password=password)
        return
    assert file is not None
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = local.start(home=home)
        try:
            assert started.address is not None, "a server that has just started has an address"
            address = Address(uri=started.address, user=started.user, password=read_password(home=home))
            with Graph(address) as graph, formats.open_input(file) as source:
                format = formats.guess_format(source.place, source.head)
                load(graph, formats.read(source, format), source="bench", learn=False)
            yield address
        finally:
            local.stop(home=home)


def open_driver(address: Address) -> neo4j.Driver:
    """The driver alone, for the rivals."""
    return neo4j.GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        notifications_disabled_classifications=["UNRECOGNIZED"],
    )


def _compare(graph: Graph, driver: neo4j.Driver, names: int, pairs: int) -> None:
    def bare(*queries: str) -> Callable[[str], object]:
        def ask(key: str) -> object:
            with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                return [session.execute_read(_all_records, query, key) for query in queries]

        return ask

    degrees = [(row["key"], row["papers"]) for row in driver.execute_query(DEGREES).records]
    keys, weights = zip(*degrees, strict=True)
    drawn = random.Random(SEED).choices(keys, weights, k=names)  # noqa: S311 - a sample, not a secret
    # The many objects that this script holds must not slow down the measured services.
    gc.collect()
    gc.freeze()
    print(f"{names} of {len(degrees):,} names; the most papers: {', '.join(keys[:HUBS])}")
    print(f"{'':24}{'median':>9}{'bare':>9}{'ratio':>7}{'p95':>9}{'bare':>9}{'ratio':>7}")
    rivals: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
        "cluster page, all": (lambda key: name_cluster(graph, name=key, limit=None), bare(CLUSTER)),
        "1 hop": (lambda key: coauthor_neighborhood(graph, name=key, limit=None), bare(ONE_HOP)),
        "2 hops": (lambda key: coauthor_neighborhood(graph, name=key, hops=2, limit=None), bare(ONE_HOP, SECOND_HOP)),
    }
    for what, (service, rival) in rivals.items():
        _warm_up(service, rival, drawn)
        _say(what, *_turns(service, rival, drawn))
        for hub in keys[:HUBS]:
            _say(f"  {hub}", *_turns(service, rival, [hub] * ROUNDS))
    _first_pages(graph, degrees)
    _processes(graph.address, drawn[0])
    _against_networkx(graph, driver, [*keys[:HUBS], *drawn], pairs)


def _all_records(transaction: neo4j.ManagedTransaction, query: str, key: str) -> list[neo4j.Record]:
    return list(transaction.run(query, key=key))


def _warm_up(service: Callable[[str], object], rival: Callable[[str], object], keys: Sequence[str]) -> None:
    """Ask until the server's Java has compiled the code, which it interprets at first."""
    ended = time.monotonic() + WARM_UP_SECONDS
    for key in cycle(keys):
        if time.monotonic() > ended:
            return
        service(key)
        rival(key)


def _turns(
    service: Callable[[str], object], rival: Callable[[str], object], keys: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Milliseconds of each; the first one alternates from name to name, since it warms the caches for the other."""
    ours: list[float] = []
    theirs: list[float] = []
    for number, key in enumerate(keys):
        for turn in (0, 1) if number % 2 else (1, 0):
            (ours, theirs)[turn].append(milliseconds((service, rival)[turn], key))
    return ours, theirs


def milliseconds(ask: Callable[..., object], *arguments: object) -> float:
    """How long the call takes."""
    began = time.perf_counter()
    ask(*arguments)
    return (time.perf_counter() - began) * 1_000


def _say(what: str, ours: list[float], theirs: list[float]) -> None:
    line = f"{what:24}"
    for measure in (statistics.median, _p95):
        a, b = measure(ours), measure(theirs)
        line += f"{a:9.1f}{b:9.1f}{a / b:7.2f}"
    print(line, flush=True)


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def _first_pages(graph: Graph, degrees: list[tuple[str, int]]) -> None:
    """The first page of names with about 500 papers, compared with that of names with about 50."""
    many = sorted(degrees, key=lambda degree: abs(degree[1] - 500))[:10]
    few = sorted(degrees, key=lambda degree: abs(degree[1] - 50))[:10]

    def page(key: str) -> object:
        return name_cluster(graph, name=key, limit=50)

    times: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for kind, chosen in enumerate((many, few)):
            times[kind].extend(milliseconds(page, key) for key, _ in chosen)
    print(f"first page of {many[0][1]} papers against {few[0][1]}")
    _say("", *times)


BARE_SCRIPT: Final = """
import sys
import neo4j
uri, user, password, query, key = sys.argv[1:]
quiet = {"notifications_disabled_classifications": ["UNRECOGNIZED"]}
with neo4j.GraphDatabase.driver(uri, auth=(user, password), **quiet) as driver, driver.session() as session:
    for record in session.execute_read(lambda transaction: list(transaction.run(query, key=key))):
        print(record["title"])
"""


def _processes(address: Address, name: str) -> None:
    """Whole processes, from their start to their end."""
    settings = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.user, "NEO4J_PASSWORD": address.password}
    python, graphapp = sys.executable, [sys.executable, "-m", "graphapp"]
    bare = [python, "-c", BARE_SCRIPT, address.uri, address.user, address.password, CLUSTER, name]

    def run(*command: str) -> None:
        subprocess.run(command, env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)

    rivals = {
        "graphapp --help": ([*graphapp, "--help"], [python, "-c", "import click"]),
        "graphapp name-cluster": ([*graphapp, "name-cluster", name, "--all"], bare),
        "  as JSON": ([*graphapp, "name-cluster", name, "--all", "--format", "json"], bare),
    }
    for what, (ours, theirs) in rivals.items():
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(2 * ROUNDS):
            for turn in (0, 1) if number % 2 else (1, 0):
                times[turn].append(milliseconds(run, *(ours, theirs)[turn]))
        _say(what, *times)


def _against_networkx(graph: Graph, driver: neo4j.Driver, names: Sequence[str], pairs: int) -> None:
    """Chains between random names of one component, and the coauthors of names, on the graph in memory."""
    network: Any = nx.Graph()
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        for record in session.run(PAIRS):
            network.add_edges_from(combinations(record["keys"], 2))
    print(f"{network.number_of_edges():,} pairs of coauthors among {network.number_of_nodes():,} names with coauthors")
    for name in dict.fromkeys(names):
        found = coauthor_neighborhood(graph, name=name, limit=None)
        assert {node.key for node in found.nodes} == set(network.adj[name] if name in network else ()), name
    print(f"the coauthors of {len(dict.fromkeys(names))} names are those of NetworkX")
    components: list[list[str]] = [sorted(names) for names in nx.connected_components(network)]
    largest = max(components, key=len)
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    times: tuple[list[float], list[float]] = ([], [])
    for a, b in [draw.sample(largest, 2) for _ in range(pairs)]:
        found_chains: list[Any] = []

        def ours(a: str = a, b: str = b, found: list[Any] = found_chains) -> None:
            found.append(collaboration_path(graph, a=a, b=b, k=12))

        def theirs(a: str = a, b: str = b, found: list[Any] = found_chains) -> None:
            found.append(list(islice(nx.all_shortest_paths(network, a, b), 10)))

        times[0].append(milliseconds(ours))
        times[1].append(milliseconds(theirs))
        assert found_chains[0].distance == len(found_chains[1][0]) - 1, (a, b)
    print(f"{pairs} chains against NetworkX, of the same lengths")
    _say("", *times)
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        trip = [milliseconds(lambda: session.run("RETURN 1").consume()) for _ in range(50)]
    print(f"one round trip: {statistics.median(trip):.1f} ms")


if __name__ == "__main__":
    main()
