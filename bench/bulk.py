"""A first load by Neo4j's import tool, step by step, compared with the tool alone and with an ordinary load.

    python bench/bulk.py [FILE] [--papers N] [--ordinary] [--folder FOLDER]

Without FILE, N papers are made up and written as JSON Lines: a seeded list whose names, venues, years and numbers of
authors are spread as in real ones (authors a paper: mean 4.2; papers a name: mean 4.6, a fifth of the names have one,
the most common name has 500 of 170,000 papers and 13,000 of 8 million, in 300 author rows). A local server in FOLDER (a
temporary folder without it) is started and loaded. `--ordinary` also loads the same papers in the ordinary way, into
another home, and ends with an error when the two graphs differ.

Prints the seconds of each step, the rate, the peak memory of all processes of Python, and the room that the tables and
the store take; then the ratio of the whole to the tool and the indexes alone: what it takes to make the tables.
"""

import argparse
import hashlib
import json
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Self

import numpy
import psutil

from graphapp import local
from graphapp.bulk.first_load import BulkLoad
from graphapp.connection import find_address
from graphapp.formats import jsonl
from graphapp.formats.parts import records_of, survey
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.progress import Progress
from graphapp.records import Authorship, PaperRecord, Record
from graphapp.services.export import export_graph

SOURCE = "bench"
TOOL = ("importing", "indexing")
"""The phases that Neo4j itself needs for the tables."""
SYLLABLES = (
    "an",
    "be",
    "chi",
    "da",
    "el",
    "fu",
    "go",
    "hao",
    "in",
    "jo",
    "ka",
    "li",
    "mo",
    "ni",
    "or",
    "pe",
    "qi",
    "ra",
)
WORDS = tuple(f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES)
ONE_IN = 25
"""So many papers share the title of another one."""
_FLAT = 150
"""About so many names are as common as the most common one."""
_CROWDED_ROWS = 300
"""Author rows of the most common name, whose bearers the source tells apart."""


def made_up(papers: int, seed: int = 2026) -> Iterator[PaperRecord]:
    """Papers as real ones are spread; memory does not grow with their number."""
    chance = numpy.random.default_rng(seed)
    names = max(papers, 10)
    chunk = 10_000
    for start in range(0, papers, chunk):
        size = min(chunk, papers - start)
        counts = numpy.minimum(chance.geometric(1 / 4.2, size), 300)
        # The rank of a name: two draws of three by their ranks, the others evenly, so that many names have one paper.
        drawn = int(counts.sum())
        popular = _FLAT * ((1 + names / _FLAT) ** chance.random(drawn) - 1)
        ranks = numpy.where(chance.random(drawn) < 0.35, chance.random(drawn) * names, popular).astype(int)
        authors = iter(ranks.tolist())
        titles = chance.integers(0, len(WORDS), (size, 8)).tolist()
        again = chance.integers(0, ONE_IN, size).tolist()
        years = (2026 - numpy.minimum(chance.geometric(0.09, size), 57)).tolist()
        venues = numpy.minimum(chance.zipf(1.4, size), 8_000).tolist()
        for place in range(size):
            number = start + place
            words = titles[0 if again[place] == 0 else place]
            listed = dict.fromkeys(islice(authors, int(counts[place])))
            yield PaperRecord(
                place=f"made up:{number}",
                paper_id=f"{number}",
                title=f"{' '.join(WORDS[word] for word in words)} {number if again[place] else number // 100}",
                year=years[place],
                venue=f"Journal of {WORDS[venues[place] % len(WORDS)]}",
                identifiers={"doi": f"10.1000/{number}"} if number % 3 else {},
                authorships=tuple(
                    Authorship(
                        printed_name=name_of(rank),
                        position=position,
                        author_id=None if rank else f"crowded {number % _CROWDED_ROWS}",
                    )
                    for position, rank in enumerate(listed, 1)
                ),
            )


def name_of(rank: int) -> str:
    """A name of two words, another one for each rank."""
    rest, family = divmod(rank * 7_919, len(WORDS))
    more, given = divmod(rest, len(WORDS))
    return f"{WORDS[given].title()} {WORDS[more % len(WORDS)].title() if more else ''} {WORDS[family].title()}"


@contextmanager
def input_file(arguments: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The file, or one of made-up papers in the folder, which goes with the block."""
    if arguments.file is not None:
        yield arguments.file
        return
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(jsonl.write(record, "") for record in made_up(arguments.papers))
        file.flush()
        print(f"{'generating':12} {time.monotonic() - began:8.1f} s, not counted", flush=True)
        yield file.name


def records(file: str, papers: int | None) -> Iterable[Record]:
    """The first papers of a file; None for all."""
    found = survey((file,), format=None, columns={}, encoding=None)
    return islice(records_of(found.parts, found.failures, columns={}, encoding=None, on_note=print), papers)


class Steps:
    """How long each phase took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._phase, self._began = "reading", time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if progress.phase != self._phase:
            self.end(progress.phase)

    def end(self, following: str = "") -> None:
        now = time.monotonic()
        self.seconds[self._phase] = self.seconds.get(self._phase, 0) + now - self._began
        self._phase, self._began = following, now


class Memory:
    """The peak memory of this process and of those that it starts, without Java's. A context manager."""

    def __init__(self) -> None:
        self.peak = 0
        """In bytes."""
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._done.wait(0.5):
            taken = 0
            for process in (own, *own.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    taken += process.memory_info().rss if "java" not in process.name() else 0
            self.peak = max(self.peak, taken)


def size_of(folder: Path) -> int:
    """In bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def digest(home: Path) -> str:
    """Of the canonical dump of the graph in a home."""
    found = hashlib.sha256()
    with Graph(find_address(environment={}, home=home)) as graph:
        for line in export_graph(graph):
            found.update(json.dumps(line, sort_keys=True).encode())
    return found.hexdigest()


def bulk(arguments: argparse.Namespace, home: Path) -> dict[str, float]:
    """Load, and print what it took; returns the seconds of each step."""
    local.start(home=home)
    with input_file(arguments, home) as file, Memory() as memory, BulkLoad(home=home) as loading:
        steps = Steps()
        loading.read(records(file, arguments.papers), source=SOURCE, on_progress=steps)
        tables = size_of(home / "run" / "tables")
        [report] = loading.finish(learn=False, on_progress=steps)
    steps.end()
    total = sum(steps.seconds.values())
    store = size_of(home / "data" / "databases" / "neo4j")
    for phase, seconds in steps.seconds.items():
        print(f"{phase:12} {seconds:8.1f} s", flush=True)
    print(f"{'all':12} {total:8.1f} s, {report.read:,} papers, {report.read / total:,.0f} a second")
    print(f"peak memory {memory.peak / 1e6:,.0f} MB")
    print(f"tables of rows {tables / 1e6:,.0f} MB, store {store / 1e6:,.0f} MB")
    print(f"store {store / max(report.created, 1):,.0f} bytes a paper")
    alone = sum(steps.seconds.get(phase, 0) for phase in TOOL)
    print(f"ratio to the tool and the indexes alone: {total / alone:.2f}")
    return steps.seconds


def ordinary(arguments: argparse.Namespace, home: Path) -> float:
    """Load in the ordinary way; returns the seconds."""
    local.start(home=home)
    with Graph(find_address(environment={}, home=home)) as graph, input_file(arguments, home) as file:
        began = time.monotonic()
        load(graph, records(file, arguments.papers), source=SOURCE, learn=False)
        return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", help="any input that `graphapp load` takes")
    parser.add_argument("--papers", type=int, default=None, help="how many papers are made up, or read of the file")
    parser.add_argument("--ordinary", action="store_true", help="also load in the ordinary way, and compare the graphs")
    parser.add_argument("--folder", type=Path, help="where the homes of the servers are made")
    arguments = parser.parse_args()
    if arguments.file is None and arguments.papers is None:
        arguments.papers = 100_000
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        homes = [Path(folder) / name for name in ("bulk", "ordinary")]
        try:
            seconds = sum(bulk(arguments, homes[0]).values())
            if arguments.ordinary:
                taken = ordinary(arguments, homes[1])
                print(f"ordinary load {taken:.1f} s: {taken / seconds:.2f} times the bulk load")
                if digest(homes[0]) != digest(homes[1]):
                    raise SystemExit("the two graphs differ")
                print("the two graphs are equal")
        finally:
            for home in homes:
                local.stop(home=home)


if __name__ == "__main__":
    main()
