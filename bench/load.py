"""Speed and memory of graphapp's loads, compared with two rivals on the same schema with the same properties.

    python bench/load.py FILE [--papers N] [--rounds K]

The rivals are a careful hand-written loader (official driver, one writer, batches of 2,000, MERGE of nodes, then MERGE
of relationships; each query gets what it writes, once) and `py2neo.bulk`. Each round runs every loader in a separate
process on an emptied database of a local server that this script starts and ends; the first loader of a round is the
last one of the next. graphapp and the careful loader then load the same file again, each into the graph that it has
just written. No rival learns how rare names are, so graphapp leaves it out: `bench/persons.py --learn` measures that.
Before the first round every loader runs twice on the first papers, so that the server knows its queries.

Prints papers per second, the processor time of loader and server together (other work on the machine changes it less),
the peak memory of the loading process, and at the end the ratios to the careful loader of the same round, and how
memory grows with the number of papers. Ends with an error when the careful loader has not written as many nodes,
relationships and properties as graphapp.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j
import psutil

from graphapp import formats, local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.fingerprints import identify
from graphapp.loading.load import load
from graphapp.loading.rows import rows_of
from graphapp.local.home import read_password
from graphapp.records import PaperRecord
from graphapp.row_kinds import PaperRows
from graphapp.rules.known_sources import known_traits
from graphapp.schema import apply_schema

SOURCE = "bench"
BATCH = 2_000
WARM_UP = 20_000
SMALL = 40_000
LOADERS = ("graphapp", "careful", "py2neo")

MERGE_VENUES = """
UNWIND $rows AS row
MERGE (venue:Venue {venue_id: row.venue_id})
  ON CREATE SET venue += row
SET venue.revision = 1
"""
MERGE_PAPERS = """
UNWIND $rows AS row
MERGE (paper:Paper {paper_id: row.paper_id})
SET paper += row
"""
MERGE_AUTHORS = """
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
  ON CREATE SET author += row
"""
MERGE_AUTHORED = """
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
MATCH (author:Author {author_id: row.author_id})
MERGE (author)-[authored:AUTHORED {position: row.position}]->(paper)
SET authored.printed_name = row.printed_name, authored.role = row.role, authored.orcid = row.orcid
"""
MERGE_PUBLISHED_AT = """
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
MATCH (venue:Venue {venue_id: row.venue_id})
MERGE (paper)-[published:PUBLISHED_AT]->(venue)
SET published.year = row.year, published.track = row.track, published.type = row.type,
    published.printed_venue = row.printed_venue, published.venue_key = row.venue_key
"""
COUNT_NODES = """
MATCH (n:Author|Paper|Venue)
RETURN count(n) AS nodes, sum(size([name IN keys(n) WHERE name <> "authorships_from"])) AS properties
"""
COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS relationships, sum(size(keys(r))) AS properties"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--papers", type=int, default=None, help="load only the first PAPERS papers")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--py2neo-papers", type=int, default=20_000, help="maximum number of papers for py2neo")
    arguments.add_argument("--child", choices=LOADERS, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        _child(options.child, options.file, options.papers)
    else:
        _compare(options.file, options.papers, options.py2neo_papers, options.rounds)


def _compare(file: str, papers: int | None, py2neo_papers: int, rounds: int) -> None:
    print(f"{os.cpu_count()} processors, {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB")
    counts = {
        "graphapp": papers,
        "careful": papers,
        "py2neo": min(py2neo_papers, papers or py2neo_papers),
    }
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = local.start(home=home)
        try:
            assert started.address is not None, "a server that has just started has an address"
            address = Address(uri=started.address, user=started.user, password=read_password(home=home))
            for loader in LOADERS:
                _empty(address)
                for _ in range(2):
                    _run(loader, file, WARM_UP, address)
            process = psutil.Process(started.pid)

            def measured(number: int, loader: str, title: str) -> float:
                before = _processor_seconds(process)
                speed, peak = _run(loader, file, counts[loader], address)
                spent = _processor_seconds(process) - before
                print(
                    f"round {number}  {title:15} {speed:8,.0f} papers/s  cpu {spent:6.1f} s  peak {peak:4.0f} MB",
                    flush=True,
                )
                return speed

            ratios: dict[str, list[float]] = {}
            order = list(LOADERS)
            for number in range(1, rounds + 1):
                speeds: dict[str, float] = {}
                sizes: dict[str, object] = {}
                for loader in order:
                    _empty(address)
                    speeds[loader] = measured(number, loader, loader)
                    if loader != "py2neo":
                        sizes[loader] = _size(address)
                        again = f"{loader} again"
                        speeds[again] = measured(number, loader, again)
                if sizes["graphapp"] != sizes["careful"]:
                    raise SystemExit(f"the careful loader wrote another graph: {sizes}")
                for name, rival in (
                    ("graphapp", "careful"),
                    ("graphapp again", "careful again"),
                    ("py2neo", "careful"),
                ):
                    ratios.setdefault(f"{name} / {rival}", []).append(speeds[name] / speeds[rival])
                order.append(order.pop(0))
            for what, found in ratios.items():
                each = ", ".join(f"{ratio:.2f}" for ratio in found)
                print(f"{what}: {statistics.median(found):.2f} in the median of {each}")
            peaks = []
            for count in (SMALL, papers):
                _empty(address)
                peaks.append(_run("graphapp", file, count, address)[1])
            small, whole = peaks
            print(
                f"peak memory: {whole:.0f} MB, {whole / small:.2f} times that of the first {SMALL:,} papers, "
                f"{small:.0f} MB"
            )
        finally:
            local.stop(home=home)


def _processor_seconds(process: psutil.Process) -> float:
    """Processor time of the server and of the finished loaders so far."""
    server_times, own = process.cpu_times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(server_times.user + server_times.system + own.ru_utime + own.ru_stime)


def _run(loader: str, file: str, papers: int | None, address: Address) -> tuple[float, float]:
    command = [sys.executable, __file__, file, "--child", loader]
    if papers is not None:
        command += ["--papers", str(papers)]
    settings = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.user, "NEO4J_PASSWORD": address.password}
    output = subprocess.run(command, env=os.environ | settings, check=True, capture_output=True, text=True).stdout
    speed, peak = output.split()
    return float(speed), float(peak)


def _empty(address: Address) -> None:
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
    with Graph(address) as graph:
        apply_schema(graph)


def _size(address: Address) -> tuple[dict[str, int], dict[str, int]]:
    """Numbers of nodes, relationships and their properties, without bookkeeping and what settling derives."""
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        nodes, relationships = session.run(COUNT_NODES).data(), session.run(COUNT_RELATIONSHIPS).data()
    return nodes[0], relationships[0]


def _child(loader: str, file: str, papers: int | None) -> None:
    environment = os.environ
    address = Address(
        uri=environment["NEO4J_URI"], user=environment["NEO4J_USERNAME"], password=environment["NEO4J_PASSWORD"]
    )
    began = time.monotonic()
    with formats.open_input(file) as source:
        format = formats.guess_format(source.place, source.head)
        records = islice(formats.read(source, format), papers)
        if loader == "graphapp":
            with Graph(address) as graph:
                count = load(graph, records, source=SOURCE, learn=False).read
        else:
            rows = _rows(records, SOURCE)
            count = _careful(rows, address) if loader == "careful" else _py2neo(rows, address)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(count / (time.monotonic() - began), peak)


def _rows(records: Iterable[object], source: str) -> Iterator[PaperRows]:
    for record in records:
        if isinstance(record, PaperRecord):
            rows = rows_of(identify(record, source), source, known_traits(source), 1)
            assert isinstance(rows, PaperRows)
            yield rows


def _batches(rows: Iterator[PaperRows]) -> Iterator[list[PaperRows]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _venues(rows: list[PaperRows]) -> dict[str, dict[str, Any]]:
    return {row.venue["venue_id"]: dict(row.venue) for row in rows if row.venue}


def _authors(rows: list[PaperRows]) -> dict[str, dict[str, Any]]:
    authors = (author for row in rows for author in (*row.named_authors, *row.identified_authors))
    return {author["author_id"]: dict(author) for author in authors}


def _careful(rows: Iterator[PaperRows], address: Address) -> int:
    count = 0
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        for batch in _batches(rows):
            session.execute_write(_write_carefully, batch)
            count += len(batch)
    return count


def _write_carefully(transaction: neo4j.ManagedTransaction, rows: list[PaperRows]) -> None:
    steps: dict[str, list[Any]] = {
        MERGE_VENUES: list(_venues(rows).values()),
        MERGE_PAPERS: [row.paper for row in rows],
        MERGE_AUTHORS: list(_authors(rows).values()),
        MERGE_AUTHORED: [authorship | {"paper_id": row.id} for row in rows for authorship in row.authored],
        MERGE_PUBLISHED_AT: [row.published_at | {"paper_id": row.id} for row in rows if row.published_at],
    }
    for query, parameters in steps.items():
        transaction.run(query, rows=parameters).consume()


def _without(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key and value is not None}


def _py2neo(rows: Iterator[PaperRows], address: Address) -> int:
    from py2neo import Graph as Py2neoGraph
    from py2neo.bulk import create_relationships, merge_nodes

    graph = Py2neoGraph(address.uri, auth=(address.user, address.password), name=address.database)
    count = 0
    for batch in _batches(rows):
        merge_nodes(graph.auto(), list(_venues(batch).values()), ("Venue", "venue_id"))
        merge_nodes(graph.auto(), list(_authors(batch).values()), ("Author", "author_id"))
        merge_nodes(graph.auto(), [row.paper for row in batch], ("Paper", "paper_id"))
        create_relationships(
            graph.auto(),
            [
                (authorship["author_id"], _without(authorship, "author_id"), row.id)
                for row in batch
                for authorship in row.authored
            ],
            "AUTHORED",
            start_node_key=("Author", "author_id"),
            end_node_key=("Paper", "paper_id"),
        )
        create_relationships(
            graph.auto(),
            [
                (row.id, _without(row.published_at, "venue_id"), row.published_at["venue_id"])
                for row in batch
                if row.published_at
            ],
            "PUBLISHED_AT",
            start_node_key=("Paper", "paper_id"),
            end_node_key=("Venue", "venue_id"),
        )
        count += len(batch)
    return count


if __name__ == "__main__":
    main()
