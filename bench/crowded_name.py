"""What a name of very many papers costs, and what of it is not grouped.

    python bench/crowded_name.py [--papers 13000] [--rows 300] [--others 30000] [--seed 1]
    python bench/crowded_name.py --write FILE
    python bench/crowded_name.py --uri URI

Generates a graph in which one name has so many papers of so many author rows, among papers of other names; loads it
into a local server that this script starts and ends, or asks a database that is already loaded (NEO4J_USERNAME,
NEO4J_PASSWORD). Each author row is one person with coauthors, words and venues of its own; sizes fall as 1/rank. Asks
for the groups of the name, for its coauthors by name and by person, and for its page by person. Each command is a
process of its own: prints its seconds, its greatest memory, and what it says of papers that are not grouped.
`--write` only writes the records.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from read import loaded
from web import served

from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.learning import learn_persons

NAME: Final = "Wei Wang"
_GIVENS: Final = 3_000
_FAMILIES: Final = 4_000
_WORDS: Final = 4_000
_VENUES: Final = 60
_MIB: Final = 1 << 20
_MEASURED: Final = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
"""Runs a command and says its greatest memory in KiB. A process counts the memory of the one that started it, so it is
not started by this one, which has loaded a graph."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=13_000)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--others", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", metavar="FILE")
    parser.add_argument("--uri")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.write or Path(folder, "crowded.jsonl"))
        if not options.uri:
            records = generated(options.papers, options.rows, options.others, random.Random(options.seed))  # noqa: S311
            path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        if options.write:
            return
        with loaded(None if options.uri else str(path), options.uri) as address:
            if not options.uri:
                with Graph(address) as graph:
                    learn_persons(graph)
            measure(address)


def generated(papers: int, rows: int, others: int, drawn: random.Random) -> Iterator[dict[str, Any]]:
    """The papers of the name, then the others, as graphapp's own records."""
    words = _syllables(drawn, _WORDS, 3)
    givens, families = (_syllables(drawn, count, 2) for count in (_GIVENS, _FAMILIES))
    venues = [f"Journal of {word.title()}" for word in drawn.sample(words, _VENUES)]

    def people(count: int) -> list[str]:
        # Squared, so that some given and family names are much more common than others.
        return [f"{_common(drawn, givens)} {_common(drawn, families)}".title() for _ in range(count)]

    def team(size: int) -> dict[str, Any]:
        return {
            "people": people(size),
            "words": drawn.sample(words, 40),
            "venues": drawn.sample(venues, 4),
            "year": drawn.randrange(1985, 2006),
        }

    def paper(number: int, of: dict[str, Any], authors: Sequence[object]) -> dict[str, Any]:
        return {
            "version": 1,
            "paper_id": f"p{number}",
            "title": " ".join(drawn.sample(of["words"], 7)).capitalize(),
            "authors": authors,
            "year": of["year"] + drawn.randrange(20),
            "venue": drawn.choice(of["venues"]),
        }

    teams = [team(drawn.randrange(10, 60)) for _ in range(rows)]
    shares = list(accumulate(1 / rank for rank in range(1, rows + 1)))
    for number in range(papers):
        # Each row has one paper at least.
        row = number if number < rows else drawn.choices(range(rows), cum_weights=shares)[0]
        own = {"name": NAME, "author_id": f"wang-{row + 1}"}
        beside = drawn.sample(teams[row]["people"], drawn.randrange(1, 7))
        yield paper(number, teams[row], [own, *beside])
    teams = [team(drawn.randrange(3, 30)) for _ in range(max(others // 20, 1))]
    for number in range(papers, papers + others):
        of = drawn.choice(teams)
        yield paper(number, of, drawn.sample(of["people"], min(drawn.randrange(1, 7), len(of["people"]))))


def _syllables(drawn: random.Random, count: int, most: int) -> list[str]:
    """So many different words."""
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(
            drawn.choice("bdfgklmnprstvwz") + drawn.choice("aeiou") for _ in range(drawn.randrange(1, most + 1))
        )
        found[f"{word}{drawn.choice(['', 'n', 's', 'ng'])}"] = None
    return list(found)


def _common(drawn: random.Random, names: Sequence[str]) -> str:
    return names[int(len(names) * drawn.random() ** 2)]


def measure(address: Address) -> None:
    """Ask twice, since the first time the server plans its queries."""
    for _ in range(2):
        print(f"{'':<44}{'seconds':>9}{'memory, MiB':>13}")
        for words in (
            ["person-groups", NAME],
            ["coauthor-neighborhood", NAME],
            ["coauthor-neighborhood", NAME, "--by", "person"],
        ):
            seconds, memory, text = command(address, *words)
            print(f"{' '.join(words):<44}{seconds:>9.1f}{memory:>13.0f}")
            for line in text.splitlines():
                if "newest" in line or "not grouped" in line or line.endswith(" coauthors"):
                    print(f"    {line.strip()}")
        with served(address, "--keep", "0") as (process, at):
            before = process.memory_info().rss / _MIB
            began = time.monotonic()
            with urllib.request.urlopen(f"{at}name-cluster/{NAME.lower().replace(' ', '%20')}?by=person") as answer:  # noqa: S310
                page = answer.read()
            print(
                f"{'page by person':<44}{time.monotonic() - began:>9.1f}{process.memory_info().rss / _MIB:>13.0f}"
                f"    {len(page) / 1_000:,.0f} kB, {before:.0f} MiB before"
            )


def command(address: Address, *words: str) -> tuple[float, float, str]:
    """The seconds of a command, its greatest memory in MiB, and what it writes."""
    environment = os.environ | {"NEO4J_PASSWORD": address.password}
    began = time.monotonic()
    asked = [sys.executable, "-m", "graphapp", "--uri", address.uri, "--user", address.user, *words]
    done = subprocess.run([sys.executable, "-c", _MEASURED, *asked], env=environment, capture_output=True, check=True)
    seconds = time.monotonic() - began
    return seconds, int(done.stderr.split()[-1]) / 1_024, done.stdout.decode()


if __name__ == "__main__":
    main()
