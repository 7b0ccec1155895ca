"""The weights of a graph, learned from the names that `draw_names` drew."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.evidence import Levels, NameEvidence
from graphapp.rules.persons.samples import PAIRS, Draw, drawn_papers, without
from graphapp.rules.persons.weights import Weights, learn_weights


class NamesOfGraph(Protocol):
    """What is asked of a graph."""

    def authorships(self, name: str) -> Sequence[Authorship]:
        """All authorships of a name key."""

    def surroundings(self, names: Sequence[str], authorships: Sequence[Authorship]) -> Surroundings:
        """What surrounds these authorships, without the joint papers on which any of the names stands."""


def learn(graph: NamesOfGraph, draw: Draw) -> Weights:
    """The weights of the graph, from at most `PAIRS` pairs of each kind."""
    return learn_weights(_of_one(graph, draw.of_one), _of_two(graph, draw.of_two))


def _of_one(graph: NamesOfGraph, names: Iterable[str]) -> Iterator[Levels]:
    left = PAIRS
    for name in names:
        rows = drawn_papers(graph.authorships(name))
        # Names that stand on one paper twice are two persons there.
        if left and len({row.paper_id for row in rows}) == len(rows):
            evidence = NameEvidence(rows, graph.surroundings([name], rows))
            pairs = list(combinations(range(len(rows)), 2))[:left]
            left -= len(pairs)
            yield from (evidence.levels(one, other) for one, other in pairs)


def _of_two(graph: NamesOfGraph, pairs: Iterable[tuple[str, str]]) -> Iterator[Levels]:
    for names in pairs:
        rows = [without(drawn_papers(graph.authorships(name))[0], names) for name in names]
        if rows[0].paper_id != rows[1].paper_id:
            yield NameEvidence(rows, graph.surroundings(names, rows)).levels(0, 1)
