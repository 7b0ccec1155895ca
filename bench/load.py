"""How fast and in how much memory graphapp loads, against two rivals on the same schema with the same properties.

    python bench/load.py FILE [--papers N] [--rounds K]

The rivals are a careful hand-written loader (official driver, one writer, batches of 2,000, MERGE of nodes, then MERGE
of relationships) and `py2neo.bulk`. Each round runs every loader in a process of its own on an emptied database of a
local server that this script starts and ends. Then graphapp and the careful loader load the same file again.
Prints papers per second, the ratio to the careful loader of the same round, and the peak memory of the loading process.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

from graphapp import server, sources
from graphapp.graph import Address, Graph
from graphapp.loader import load
from graphapp.records import PaperRecord
from graphapp.rows import paper_row, state
from graphapp.schema import apply_schema

BATCH = 2_000
LOADERS = ("graphapp", "careful", "py2neo")

CAREFUL = (
    "UNWIND $rows AS row UNWIND row.venues AS venue "
    "MERGE (v:Venue {venue_id: venue.venue_id}) ON CREATE SET v += venue.properties",
    "UNWIND $rows AS row MERGE (p:Paper {paper_id: row.properties.paper_id}) SET p += row.properties",
    "UNWIND $rows AS row UNWIND row.authors AS author "
    "MERGE (a:Author {author_id: author.author_id}) ON CREATE SET a += author.properties",
    "UNWIND $rows AS row UNWIND row.authorships AS authorship "
    "MATCH (p:Paper {paper_id: row.properties.paper_id}) MATCH (a:Author {author_id: authorship.author_id}) "
    "MERGE (a)-[r:AUTHORED {position: authorship.position}]->(p) "
    "SET r.printed_name = authorship.printed_name, r.role = authorship.role",
    "UNWIND $rows AS row MATCH (p:Paper {paper_id: row.properties.paper_id}) "
    "MATCH (v:Venue {venue_id: row.published.venue_id}) "
    "MERGE (p)-[r:PUBLISHED_AT]->(v) SET r.year = row.published.year, r.printed_venue = row.published.printed_venue",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--papers", type=int, default=None, help="only the first so many papers")
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--py2neo-papers", type=int, default=20_000, help="py2neo loads only so many")
    arguments.add_argument("--child", choices=LOADERS, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        _child(options.child, options.file, options.papers)
    else:
        _compare(options.file, options.papers, options.py2neo_papers, options.rounds)


def _compare(file: str, papers: int | None, py2neo_papers: int, rounds: int) -> None:
    print(f"{os.cpu_count()} processors, {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = server.start(home=home)
        try:
            assert started.address is not None, "a server that has just started has an address"
            address = Address(uri=started.address, user=started.user, password=server.read_password(home=home))
            _empty(address)
            _run("graphapp", file, 5_000, address)
            results: dict[str, list[float]] = {}
            for number in range(1, rounds + 1):
                speeds: dict[str, float] = {}
                for loader in LOADERS:
                    _empty(address)
                    count = min(py2neo_papers, papers or py2neo_papers) if loader == "py2neo" else papers
                    speeds[loader], peak = _run(loader, file, count, address)
                    _say(number, loader, speeds[loader], speeds.get("careful"), peak)
                    if loader != "py2neo":
                        again = f"{loader} again"
                        speeds[again], peak = _run(loader, file, count, address)
                        _say(number, again, speeds[again], speeds.get("careful again"), peak)
                results.setdefault("load", []).append(speeds["graphapp"] / speeds["careful"])
                results.setdefault("reload", []).append(speeds["graphapp again"] / speeds["careful again"])
            _empty(address)
            _, small = _run("graphapp", file, 40_000, address)
            _empty(address)
            _, whole = _run("graphapp", file, papers, address)
            for what, ratios in results.items():
                print(f"{what}: {statistics.median(ratios):.2f} times the careful loader (median of {rounds} rounds)")
            print(f"peak memory: {whole:.0f} MB, {whole / small:.2f} times that of the first 40,000 papers")
        finally:
            server.stop(home=home)


def _say(number: int, loader: str, speed: float, careful: float | None, peak: float) -> None:
    ratio = f"{speed / careful:6.2f}x" if careful else "       "
    print(f"round {number}  {loader:15} {speed:8,.0f} papers/s  {ratio}  peak {peak:4.0f} MB", flush=True)


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


def _child(loader: str, file: str, papers: int | None) -> None:
    environment = os.environ
    address = Address(
        uri=environment["NEO4J_URI"], user=environment["NEO4J_USERNAME"], password=environment["NEO4J_PASSWORD"]
    )
    began = time.monotonic()
    with sources.open_input(file) as source:
        format = sources.guess_format(source.place, source.head)
        records = islice(sources.read(source, format), papers)
        if loader == "graphapp":
            with Graph(address) as graph:
                count = load(graph, records, source=format.source).read
        else:
            rows = _rows(records, format.source)
            count = _careful(rows, address) if loader == "careful" else _py2neo(rows, address)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(count / (time.monotonic() - began), peak)


def _rows(records: Iterable[object], source: str) -> Iterator[dict[str, Any]]:
    for record in records:
        if isinstance(record, PaperRecord):
            row = paper_row(state(record, source), source, 1)
            yield row | {"venues": [row["venue"]] if row["venue"] else []}


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _careful(rows: Iterator[dict[str, Any]], address: Address) -> int:
    count = 0
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        for batch in _batches(rows):
            session.execute_write(_write_carefully, batch)
            count += len(batch)
    return count


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key and value is not None}


def _write_carefully(transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]]) -> None:
    for query in CAREFUL:
        transaction.run(query, rows=rows).consume()


def _py2neo(rows: Iterator[dict[str, Any]], address: Address) -> int:
    from py2neo import Graph as Py2neoGraph
    from py2neo.bulk import create_relationships, merge_nodes

    graph = Py2neoGraph(address.uri, auth=(address.user, address.password), name=address.database)
    count = 0
    for batch in _batches(rows):
        venues = {venue["venue_id"]: venue for row in batch for venue in row["venues"]}
        authors = {author["author_id"]: author for row in batch for author in row["authors"]}
        merge_nodes(
            graph.auto(),
            [{"venue_id": key} | venue["properties"] for key, venue in venues.items()],
            ("Venue", "venue_id"),
        )
        merge_nodes(
            graph.auto(),
            [{"author_id": key} | author["properties"] for key, author in authors.items()],
            ("Author", "author_id"),
        )
        merge_nodes(graph.auto(), [row["properties"] for row in batch], ("Paper", "paper_id"))
        create_relationships(
            graph.auto(),
            [
                (authorship["author_id"], _without(authorship, "author_id"), row["properties"]["paper_id"])
                for row in batch
                for authorship in row["authorships"]
            ],
            "AUTHORED",
            start_node_key=("Author", "author_id"),
            end_node_key=("Paper", "paper_id"),
        )
        create_relationships(
            graph.auto(),
            [
                (row["properties"]["paper_id"], _without(row["published"], "venue_id"), row["published"]["venue_id"])
                for row in batch
                if row["published"]
            ],
            "PUBLISHED_AT",
            start_node_key=("Paper", "paper_id"),
            end_node_key=("Venue", "venue_id"),
        )
        count += len(batch)
    return count


if __name__ == "__main__":
    main()
