"""A newer dump over a loaded one: what `load --replace` takes when few of its records differ.

    python bench/replace.py [--papers N] [--one-in K] [--folder FOLDER]
    python bench/replace.py --home HOME --papers N

Made-up papers (`bench/bulk.py`) are loaded by Neo4j's import tool into a local server in FOLDER (a temporary folder
without it), or are there already, in the server of HOME. Then the same papers come again, as a newer dump of their
source: of each K, one has another title, one is missing, and one is added. Prints the seconds of reading the newer dump
alone, of reading it and fingerprinting its records, and of the load with `--replace`, their ratio, what the load did,
and its peak memory.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bulk import SOURCE, Memory, bulk, made_up
from msgspec.structs import replace

from graphapp import local
from graphapp.connection import find_address
from graphapp.graph import Graph
from graphapp.loading.fingerprints import identify
from graphapp.loading.load import load
from graphapp.records import PaperRecord

ONE_IN: Final = 100


def newer(papers: int, one_in: int) -> Iterator[PaperRecord]:
    """The newer dump."""
    for number, record in enumerate(made_up(papers)):
        match number % one_in:
            case 0:
                yield replace(record, title=f"{record.title} revised")
            case 1:
                continue
            case 2:
                yield record
                yield replace(record, paper_id=f"added {record.paper_id}", identifiers={}, title=f"{record.title} more")
            case _:
                yield record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=200_000)
    parser.add_argument("--one-in", type=int, default=ONE_IN)
    parser.add_argument("--home", type=Path, help="of a local server that has these papers")
    parser.add_argument("--folder", type=Path, help="where the home of the server is made")
    options = parser.parse_args()
    with ExitStack() as opened:
        home = options.home
        if home is None:
            home = Path(opened.enter_context(tempfile.TemporaryDirectory(dir=options.folder))) / "home"
            opened.callback(local.stop, home=home)
            bulk(argparse.Namespace(file=None, papers=options.papers), home)
        measure(home, options.papers, options.one_in)


def measure(home: Path, papers: int, one_in: int) -> None:
    """Print what reading takes, and the load."""
    began = time.monotonic()
    for _ in newer(papers, one_in):
        pass
    read = time.monotonic() - began
    began = time.monotonic()
    for record in newer(papers, one_in):
        identify(record, SOURCE)
    fingerprinted = time.monotonic() - began
    local.start(home=home)
    with Graph(find_address(environment={}, home=home)) as graph, Memory() as memory:
        began = time.monotonic()
        report = load(graph, newer(papers, one_in), source=SOURCE, replace_source=True, learn=False)
        seconds = time.monotonic() - began
    print(f"reading alone {read:,.1f} s, with fingerprints {fingerprinted:,.1f} s")
    print(f"load --replace {seconds:,.1f} s, {report.read / seconds:,.0f} records a second")
    print(f"{seconds / fingerprinted:.2f} times reading with fingerprints")
    done = f"{report.created:,} created, {report.updated:,} updated, {report.deleted:,} deleted"
    print(f"{report.read:,} read: {done}, {report.unchanged:,} unchanged")
    print(f"peak memory {memory.peak / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
