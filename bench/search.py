"""Speed of searching, compared with a single seek in an index for the same name.

    python bench/search.py FILE [--names N]
    python bench/search.py --uri bolt://localhost:7687 [--names N]

Loads FILE into a local server that this script starts and ends, or asks a database that is already loaded
(NEO4J_USERNAME, NEO4J_PASSWORD). Names are drawn with a probability that grows with their papers; of each, the parts
that a person types on the way to it are searched. The seek reads one author row of the name over the driver. Searches
alternate with seeks, after a warm-up. Prints median, 95th and 99th percentile in milliseconds, and the ratio of the
medians.
"""

import argparse
import random
import statistics
from collections.abc import Callable
from typing import Final

import neo4j
from read import DEGREES, SEED, loaded, milliseconds, open_driver

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.services.name_search import search_authors
from graphapp.services.paper_search import search_papers

SEEK: Final = "MATCH (author:Author {name_key: $key}) RETURN author.author_id AS author_id LIMIT 1"
TITLE: Final = """
MATCH (:Author {name_key: $key})-[:AUTHORED]->(paper) RETURN paper.title AS title ORDER BY paper.paper_id LIMIT 1
"""

TYPED: Final[dict[str, Callable[[list[str]], str]]] = {
    "first word": lambda words: words[0],
    "two letters": lambda words: words[-1][:2],
    "first word, three letters": lambda words: f"{words[0]} {words[-1][:3]}",
    "last word, one letter": lambda words: f"{words[-1]} {words[0][:1]}",
    "whole name": " ".join,
}
"""What is typed of the words of a name."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?")
    arguments.add_argument("--uri")
    arguments.add_argument("--names", type=int, default=200)
    options = arguments.parse_args()
    if bool(options.file) == bool(options.uri):
        arguments.error("give either a file or --uri")
    with loaded(options.file, options.uri) as address, Graph(address) as graph, open_driver(address) as driver:
        _compare(graph, driver, options.names)


def _compare(graph: Graph, driver: neo4j.Driver, count: int) -> None:
    def seek(key: str) -> object:
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: transaction.run(SEEK, key=key).single())

    degrees = [(row["key"], row["papers"]) for row in driver.execute_query(DEGREES).records]
    keys, weights = zip(*degrees, strict=True)
    drawn = random.Random(SEED).choices(keys, weights, k=count)  # noqa: S311 - a sample, not a secret
    print(f"{count} of {len(degrees):,} names")
    print(f"{'':28}{'median':>9}{'p95':>9}{'p99':>9}{'ratio':>7}")
    # At first the server's Java interprets what it compiles later.
    for _ in drawn:
        seek(keys[0])
        search_authors(graph, text=" ".join(keys[0].split()))
    searches: list[float] = []
    seeks: list[float] = []
    for what, typed in TYPED.items():
        ours: list[float] = []
        theirs: list[float] = []
        for key in drawn:
            text = typed(key.split())
            ours.append(milliseconds(lambda text=text: search_authors(graph, text=text)))
            theirs.append(milliseconds(seek, key))
        _say(what, ours, theirs)
        searches += ours
        seeks += theirs
    _say("all names", searches, seeks)
    _say("a seek", seeks, seeks)
    titles = [driver.execute_query(TITLE, key=key).records for key in drawn]
    words = [row["title"].split() for records in titles for row in records]
    _say("two words of a title", [milliseconds(_search, graph, " ".join(each[:2])) for each in words], seeks)
    _say("a whole title", [milliseconds(_search, graph, " ".join(each)) for each in words], seeks)


def _search(graph: Graph, text: str) -> None:
    try:
        search_papers(graph, text=text)
    except InvalidArgument:
        # Stop words alone.
        return


def _say(what: str, ours: list[float], theirs: list[float]) -> None:
    ranked = sorted(ours)
    p95, p99 = (ranked[int(share * len(ranked))] for share in (0.95, 0.99))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{what:28}{statistics.median(ours):9.1f}{p95:9.1f}{p99:9.1f}{ratio:7.2f}", flush=True)


if __name__ == "__main__":
    main()
