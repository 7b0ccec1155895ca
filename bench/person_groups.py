"""The papers of names in groups by person, computed from a file of records, without a database.

    python bench/person_groups.py FILE --truth TRUTH [--graph GRAPH] > predictions.jsonl

FILE has graphapp records as JSON lines, also packed with zstd. TRUTH has a JSON object per line with the `name_key` of
a name to group; nothing else of it is read. The rarity of names and the weights come from GRAPH, another such file, or
from FILE. Writes one JSON object per name: `name_key`, `groups` (lists of paper ids), `between` (places of two groups
and the answer), and `pairs` (two papers of one group of which the answer is still "cannot tell"). Standard error has
the weights, what each step took in seconds of processor time, and the memory.
"""

import argparse
import json
import resource
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import Final, NamedTuple

from xopen import xopen

from graphapp.rules.names import name_key
from graphapp.rules.persons.authorships import MOST_LISTED, Authorship, Surroundings, title_words
from graphapp.rules.persons.grouping import PersonGroups, group_persons
from graphapp.rules.persons.learning import Asked, learn
from graphapp.rules.persons.rarity import rarity
from graphapp.rules.persons.samples import draw_names
from graphapp.rules.persons.trust import graph_doubt
from graphapp.rules.persons.venue_lifts import venue_lifts

RARELY_LISTED: Final = 1e-4


class Paper(NamedTuple):
    paper_id: str
    title: str
    year: int | None
    venue: str | None
    authors: tuple[str, ...]


class Corpus:
    """The papers of a file, and where each name stands."""

    def __init__(self, path: str) -> None:
        keys: dict[str, str] = {}
        venues: dict[str, str] = {}
        self.papers: list[Paper] = []
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        self.papers_with: Counter[str] = Counter()
        with xopen(path) as lines:
            for line in lines:
                record = json.loads(line)
                authors = [
                    keys.setdefault(printed, name_key(printed)) if printed not in keys else keys[printed]
                    for printed in record["authors"]
                ]
                venue = record.get("venue")
                paper = Paper(
                    paper_id=record["paper_id"],
                    title=record["title"],
                    year=record.get("year"),
                    venue=venues.setdefault(venue, venue) if venue else None,
                    authors=tuple(authors),
                )
                for author in dict.fromkeys(authors):
                    self.places[author].append(len(self.papers))
                self.papers_with.update(title_words(paper.title))
                self.papers.append(paper)
        of_author: defaultdict[str, set[str]] = defaultdict(set)
        for paper in self.papers:
            if paper.venue:
                for author in paper.authors[:MOST_LISTED]:
                    of_author[author].add(paper.venue)
        self.lifts = venue_lifts(of_author[author] for author in self.places)

    def authorships(self, names: Sequence[str], *, most: int) -> dict[str, list[Authorship]]:
        return {name: self.of(name) for name in names}

    def surroundings(self, asked: Sequence[Asked]) -> list[Surroundings]:
        return [self.around(names, rows) for names, rows in asked]

    def of(self, name: str) -> list[Authorship]:
        found: list[Authorship] = []
        for place in self.places.get(name, ()):
            paper = self.papers[place]
            times = paper.authors.count(name)
            found += (
                Authorship(
                    authorship_id=paper.paper_id if times == 1 else f"{paper.paper_id} {number}",
                    paper_id=paper.paper_id,
                    title=paper.title,
                    year=paper.year,
                    venue=paper.venue,
                    coauthors=frozenset(paper.authors) - {name},
                )
                for number in range(times)
            )
        return found

    def around(self, names: Sequence[str], authorships: Sequence[Authorship]) -> Surroundings:
        coauthors = frozenset[str]().union(*(authorship.coauthors for authorship in authorships))
        own = {place for name in names for place in self.places.get(name, ())}
        places = {place for coauthor in coauthors for place in self.places[coauthor]} - own
        joint: Counter[tuple[str, str]] = Counter()
        for place in places:
            authors = self.papers[place].authors
            if len(authors) <= MOST_LISTED:
                joint.update(combinations(sorted(coauthors.intersection(authors)), 2))
        return Surroundings(
            papers=len(self.papers),
            papers_of={coauthor: len(self.places[coauthor]) for coauthor in coauthors},
            joint_papers=joint,
            papers_with=self.papers_with,
            lifts=self.lifts,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--truth", required=True)
    parser.add_argument("--graph", help="the records that rarity and weights come from")
    options = parser.parse_args()
    with timed("reading"):
        corpus = Corpus(options.file)
        graph = Corpus(options.graph) if options.graph else corpus
    with timed("rarity"):
        names = {name: len(places) for name, places in graph.places.items()}
        found = rarity(names.items())
        expected = dict(zip(names, found.expected_others, strict=True))
        print(f"{len(names):,} names, scale {found.scale:.3f} of {found.crowded:,}", file=sys.stderr)
    with timed("weights"):
        draw = draw_names([(name, papers, expected[name]) for name, papers in names.items()])
        weights = learn(graph, draw)
        print(weights, file=sys.stderr)
    doubt = graph_doubt(crowded=found.crowded, connected=weights.connected)
    print(
        f"the graph cannot tell persons apart: {doubt}" if doubt else "the graph can tell persons apart",
        file=sys.stderr,
    )
    with open(options.truth, encoding="utf-8") as lines:
        wanted = [json.loads(line)["name_key"] for line in lines]
    with timed("groups"):
        for name in wanted:
            authorships = corpus.of(name)
            groups = group_persons(
                authorships,
                expected_others=expected.get(name, RARELY_LISTED),
                surroundings=corpus.around([name], authorships),
                weights=weights,
                doubt=doubt,
            )
            print(json.dumps(prediction(name, groups)))
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", file=sys.stderr)


def prediction(name: str, found: PersonGroups) -> dict[str, object]:
    unsure = [
        (one.split(" ")[0], other.split(" ")[0], "cannot tell")
        for group in found.groups
        for part, further in combinations(group.sure, 2)
        for one in part
        for other in further
    ]
    return {
        "name_key": name,
        "groups": [[authorship for authorship in group.authorships if " " not in authorship] for group in found.groups],
        "between": [(one, other, found.answer(one, other)) for one, other in combinations(range(len(found.groups)), 2)],
        "pairs": unsure,
    }


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    print(f"{what}: {time.process_time() - begun:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
