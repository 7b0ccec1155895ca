"""Readers beside loads, replacements and removals get whole answers, or a sentence."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from typing import Any, Final

from graphapp.bibliography import Bibliography
from graphapp.errors import GraphChanged, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.upkeep import remove_source
from graphapp.records import PaperRecord
from graphapp.services.health import check
from tests.bibliography import paper
from tests.properties import is_nightly

SECONDS: Final = 60 if is_nightly() else 5
READERS: Final = 8
LEAST_ANSWERS: Final = 60
"""A busy machine gives fewer in those seconds."""
NAMES: Final = [f"Author {number}" for number in range(12)]


def records(source: str, version: int) -> list[PaperRecord]:
    """Papers of four authors each; half of them are in every source, so that works change with each source."""
    return [
        paper(
            f"p{number}",
            *(NAMES[(number + step) % len(NAMES)] for step in range(4)),
            title=f"Shared {number}" if number % 2 else f"Title {number} of {source}, {version}",
            year=2000 + number % 20,
            venue="ICML" if number % 3 else "NeurIPS",
            authors_complete=number % 5 > 0,
        )
        for number in range(60)
    ]


def commands(graph: Graph) -> Iterator[Callable[[], object]]:
    for version in cycle(range(3)):
        for source in ("two", "three"):
            yield partial(load, graph, records(source, version), source=source, batch_size=30, force=True)
        one = records("one", version)
        yield partial(load, graph, one, source="one", batch_size=30, replace_source=True, force=True)
        if version == 2:
            yield partial(remove_source, graph, source="two")


def questions(graph: Bibliography) -> list[Callable[[str], Any]]:
    return [
        lambda name: check_cluster(graph.name_cluster(name=name, limit=None)),
        lambda name: check_paper(graph, name),
        lambda name: graph.coauthor_neighborhood(name=name, hops=2, with_links=True, with_papers=True),
        lambda name: graph.collaboration_path(a=name, b=NAMES[0]) if name != NAMES[0] else None,
        lambda name: graph.coauthor_graph(names=NAMES[:5], with_papers=True),
        lambda name: graph.likely_collaborators(name=name),
        lambda name: graph.similar_names(name=name),
        lambda name: graph.ambiguous_names(by="works"),
        lambda name: graph.venue(name="ICML"),
        lambda name: graph.graph_counts(),
        lambda name: graph.explain_work(id="one:p1"),
    ]


def check_cluster(cluster: Any) -> None:
    for work in cluster.papers:
        assert len(work.authors) == 4, work
        assert work.rows, work
        assert work.work_id in {row.paper_id for row in work.rows}, work
    ids = [work.work_id for work in cluster.papers]
    assert len(ids) == cluster.paper_count


def check_paper(graph: Bibliography, name: str) -> None:
    for row in graph.paper(id=f"one:p{NAMES.index(name)}").rows:
        assert len(row.authors) == 4, row


def test_readers_beside_commands_get_whole_answers(graph: Graph) -> None:
    for source in ("one", "two", "three"):
        load(graph, records(source, 0), source=source)
    ended = threading.Event()
    asked: Counter[str] = Counter()

    def read(number: int) -> None:
        with Bibliography(graph.address) as reader:
            asking = questions(reader)
            for turn in range(number, 1_000_000):
                if ended.is_set():
                    return
                try:
                    asking[turn % len(asking)](NAMES[turn % len(NAMES)])
                    asked["answers"] += 1
                except GraphChanged:
                    asked["sentences"] += 1
                except NotFound:
                    asked["not found"] += 1

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        until = time.monotonic() + SECONDS
        for written, command in enumerate(commands(graph), 1):
            command()
            enough = written > 3 and asked["answers"] >= LEAST_ANSWERS
            late = time.monotonic() - until
            if (late > 0 and enough) or late > 300 or any(reader.done() for reader in readers):
                break
        ended.set()
        for reader in readers:
            reader.result()
    assert check(graph).ok
    assert enough, asked
    assert asked["sentences"] <= asked["answers"] / 20, asked
    assert asked["not found"] == 0
