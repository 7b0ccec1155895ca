"""Speed of graphapp's answers in a large graph, compared with a small one of the same kind.

    python bench/sizes.py [--large N] [--small N] [--further N] [--folder FOLDER]
    python bench/sizes.py --homes LARGE SMALL [--further N]

Makes two graphs of made-up papers (`bench/bulk.py`), of 8,000,000 and 80,000 papers unless told otherwise, in FOLDER,
each with a local server of its own; or asks the servers of two homes that hold such graphs. From both, names of as
many papers are drawn, and words of titles; the two graphs take turns, after a warm-up. Prints the median milliseconds
of each question in both, and the ratio. Then, for the large graph: the first page of the most common name, in relation
to that of a name of 500 papers, and the seconds of what counts or checks everything.

With `--further`, N papers more are then loaded into both graphs in the ordinary way, each time as another source, by
turns. Prints the papers a second in both, and the ratio.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bulk import bulk, made_up, name_of
from msgspec.structs import replace
from read import SEED, milliseconds

from graphapp import local
from graphapp.connection import find_address
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import Access, Query
from graphapp.rules.names import name_key
from graphapp.rules.search_words import SCALES
from graphapp.services.catalog import graph_counts, sources
from graphapp.services.clusters import name_cluster
from graphapp.services.health import check
from graphapp.services.name_search import search_authors
from graphapp.services.names import ambiguous_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paper_search import search_papers

TYPICAL: Final = 8
"""Papers of a typical name."""
CROWDED: Final = 500
QUESTIONS: Final = 60
WARM_UP_SECONDS: Final = 20
ROUNDS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is asked of one graph."""

    typical: list[str]
    crowded: list[str]
    titles: list[str]


def _query(text: str, *parameters: str) -> Query:
    named = dict.fromkeys(parameters, "0")
    return Query(name="bench", title="", description="", parameters=named, text=text, access=Access.READ)


NAMES: Final = _query(
    """
MATCH (author:Author)
WHERE author.authorships_from = $scale
WITH author LIMIT 20000
WITH author.name_key AS key, COUNT { (author)-[:AUTHORED]->() } AS papers
RETURN key, papers
ORDER BY abs(papers - $papers), key
LIMIT 60
""",
    "scale",
    "papers",
)
TITLES: Final = _query("""
MATCH (paper:Paper)
WITH paper LIMIT 5000
RETURN paper.title AS title
ORDER BY title
""")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--large", type=int, default=8_000_000)
    arguments.add_argument("--small", type=int, default=80_000)
    arguments.add_argument("--homes", type=Path, nargs=2)
    arguments.add_argument("--further", type=int, default=0, help="papers to load into both graphs")
    arguments.add_argument("--folder", type=Path, help="where the homes of the servers are made")
    options = arguments.parse_args()
    with ExitStack() as opened:
        homes = options.homes
        if homes is None:
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
            homes = [folder / "large", folder / "small"]
            for home, papers in zip(homes, (options.large, options.small), strict=True):
                opened.callback(local.stop, home=home)
                bulk(argparse.Namespace(file=None, papers=papers), home)
        graphs = [opened.enter_context(Graph(find_address(environment={}, home=home))) for home in homes]
        compare(graphs)
        whole(graphs[0])
        if options.further:
            load_further(graphs, options.further)


def compare(graphs: Sequence[Graph]) -> None:
    """Print each question's medians in both graphs."""
    most = graph_names(graphs[1], CROWDED)[0][1]
    drawn = [draw(graph, most) for graph in graphs]
    questions: dict[str, Callable[[Graph, Drawn, int], object]] = {
        f"cluster page, {TYPICAL} papers": lambda graph, of, turn: name_cluster(graph, name=of.typical[turn]),
        f"first page, {most} papers": lambda graph, of, turn: name_cluster(graph, name=of.crowded[turn % 5], limit=50),
        f"1 hop, {TYPICAL} papers": lambda graph, of, turn: coauthor_neighborhood(graph, name=of.typical[turn]),
        f"1 hop, {most} papers": lambda graph, of, turn: coauthor_neighborhood(graph, name=of.crowded[turn % 5]),
        "search-authors": lambda graph, of, turn: search_authors(graph, text=typed(of.typical[turn])),
        "search-papers": lambda graph, of, turn: search_papers(graph, text=of.titles[turn]),
    }
    print(f"{'':28}{'large':>10}{'small':>10}{'ratio':>8}")
    for what, ask in questions.items():
        ended = time.monotonic() + WARM_UP_SECONDS
        turn = 0
        while time.monotonic() < ended:
            for graph, of in zip(graphs, drawn, strict=True):
                ask(graph, of, turn % QUESTIONS)
            turn += 1
        taken: list[list[float]] = [[], []]
        for turn in range(QUESTIONS):
            for which in (0, 1) if turn % 2 else (1, 0):
                taken[which].append(milliseconds(ask, graphs[which], drawn[which], turn))
        large, small = map(statistics.median, taken)
        print(f"{what:28}{large:10.1f}{small:10.1f}{large / small:8.2f}", flush=True)


def typed(name: str) -> str:
    """The first word and the beginning of the last one."""
    words = name.split()
    return f"{words[0]} {words[-1][:3]}"


def graph_names(graph: Graph, papers: int) -> list[tuple[str, int]]:
    """Names with about so many papers, or with the most if none has as many."""
    for scale in sorted((scale for scale in SCALES if scale <= papers), reverse=True):
        rows = graph.read(NAMES, dict[str, Any], unlimited=True, scale=str(scale), papers=papers)
        if rows:
            return [(row["key"], row["papers"]) for row in rows]
    return []


def draw(graph: Graph, most: int) -> Drawn:
    """The same questions for every graph of the same content."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    titles = [str(row["title"]) for row in graph.read(TITLES, dict[str, str])]
    return Drawn(
        typical=[key for key, _ in graph_names(graph, TYPICAL)],
        crowded=[key for key, _ in graph_names(graph, most)],
        titles=[" ".join(title.split()[:2]) for title in chance.sample(titles, QUESTIONS)],
    )


def whole(graph: Graph) -> None:
    """Print what the largest answers take."""
    [crowded, *_] = graph_names(graph, CROWDED)
    pages = {
        f"first page, {crowded[1]} papers": crowded[0],
        "first page, the most papers": name_key(name_of(0)),
    }
    medians = []
    for what, key in pages.items():
        times = [milliseconds(lambda name: name_cluster(graph, name=name, limit=50), key) for _ in range(7)]
        medians.append(statistics.median(times))
        print(f"{what:28}{medians[-1]:10.1f}")
    print(f"{'':28}{medians[1] / medians[0]:10.2f} times")
    counting: dict[str, Callable[[], object]] = {
        "sources": lambda: sources(graph),
        "graph-counts": lambda: graph_counts(graph),
        "ambiguous-names": lambda: ambiguous_names(graph),
        "check": lambda: check(graph),
    }
    for what, ask in counting.items():
        print(f"{what:28}{milliseconds(ask) / 1_000:10.1f} s", flush=True)


def load_further(graphs: Sequence[Graph], papers: int) -> None:
    """Print how fast both graphs take further papers; each round has other ones, and the first one warms up."""
    rates: list[list[float]] = [[], []]
    for turn in range(ROUNDS + 1):
        source = f"further-{time.time_ns()}"
        further = [
            replace(record, title=f"{record.title} {source}", identifiers={}) for record in made_up(papers, seed=turn)
        ]
        for which in (0, 1) if turn % 2 else (1, 0):
            began = time.monotonic()
            load(graphs[which], further, source=source, learn=False)
            rates[which].append(papers / (time.monotonic() - began))
    large, small = (statistics.median(rate[1:]) for rate in rates)
    print(f"{'papers a second':28}{large:10,.0f}{small:10,.0f}{large / small:8.2f}")


if __name__ == "__main__":
    main()
