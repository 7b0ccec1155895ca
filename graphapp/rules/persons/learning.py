"""The weights of a graph, learned from the names that `draw_names` drew."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, combinations, islice
from typing import Final, Protocol

from graphapp.chunks import chunks
from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.samples import MOST_PAPERS, PAIRS, Draw, drawn_papers, without
from graphapp.rules.persons.scales import Levels
from graphapp.rules.persons.weights import Weights, learn_weights

AT_ONCE: Final = 250
"""So many names, or pairs of names, are asked for together."""

Asked = tuple[Sequence[str], Sequence[Authorship]]
"""Names, and authorships of them."""


class NamesOfGraph(Protocol):
    """What is asked of a graph, by two threads."""

    def authorships(self, names: Sequence[str], *, most: int) -> Mapping[str, Sequence[Authorship]]:
        """Of each name key at least the first `most` that `drawn_papers` draws from all of its authorships."""

    def surroundings(self, asked: Sequence[Asked]) -> Sequence[Surroundings]:
        """What surrounds the authorships of each question, without the joint papers on which its names stand."""


def learn(graph: NamesOfGraph, draw: Draw) -> Weights:
    """The weights of the graph, from at most `PAIRS` pairs of each kind.

    Raises ValueError when there are no pairs of one kind.
    """
    # At the same time: while the graph answers for one kind, the other is computed.
    with ThreadPoolExecutor(1) as beside:
        of_two = beside.submit(lambda: list(_of_two(graph, draw.of_two)))
        of_one = list(islice(_of_one(graph, draw.of_one), PAIRS))
        return learn_weights(of_one, of_two.result())


def _of_one(graph: NamesOfGraph, names: Sequence[str]) -> Iterator[Levels]:
    for together in chunks(names, AT_ONCE):
        found = graph.authorships(together, most=MOST_PAPERS)
        asked: list[Asked] = []
        for name in together:
            rows = drawn_papers(found[name])
            # Names that stand on one paper twice are two persons there.
            if len({row.paper_id for row in rows}) == len(rows) > 1:
                asked.append(([name], rows))
        for (_, drawn), surroundings in zip(asked, graph.surroundings(asked), strict=True):
            evidence = NameEvidence(drawn, surroundings)
            yield from (evidence.levels(one, other) for one, other in combinations(range(len(drawn)), 2))


def _of_two(graph: NamesOfGraph, pairs: Sequence[tuple[str, str]]) -> Iterator[Levels]:
    for together in chunks(pairs, AT_ONCE):
        found = graph.authorships(list(dict.fromkeys(chain.from_iterable(together))), most=1)
        asked: list[Asked] = []
        for names in together:
            rows = [without(drawn_papers(found[name])[0], names) for name in names]
            if rows[0].paper_id != rows[1].paper_id:
                asked.append((names, rows))
        for (_, drawn), surroundings in zip(asked, graph.surroundings(asked), strict=True):
            yield NameEvidence(drawn, surroundings).levels(0, 1)
