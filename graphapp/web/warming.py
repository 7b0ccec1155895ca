"""The first questions of a server, asked before a reader comes: until then Neo4j has planned none of them.

To plan the queries of a name's pages takes seconds on a server that has just started, many on a busy machine. Neo4j
keeps plans apart by the types of the parameters, and by the order of magnitude of a text's length, so a name up to ten
characters and a longer one are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from graphapp.errors import GraphAppError
from graphapp.graph import Graph
from graphapp.services.clusters import name_cluster
from graphapp.services.name_search import search_authors
from graphapp.services.names import ambiguous_names, similar_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paper_search import search_papers
from graphapp.services.person_groups import person_groups
from graphapp.services.resolving import resolve

_NAMES: Final = 100
_SHORT: Final = 10

_QUESTIONS: Final[tuple[Callable[[Graph, str], object], ...]] = (
    lambda graph, name: name_cluster(graph, name=name),
    lambda graph, name: person_groups(graph, name=name),
    lambda graph, name: similar_names(graph, name=name, limit=10),
    lambda graph, name: search_authors(graph, text=name),
    lambda graph, name: search_papers(graph, text=name),
    lambda graph, name: resolve(graph, text=name),
    lambda graph, name: coauthor_neighborhood(graph, name=name, limit=100, with_links=True),
)
"""In the order in which a reader comes to them."""


def warm(graph: Graph) -> None:
    """Ask what pages of names ask, for a name of each length that is planned apart; nothing for an empty graph.

    What fails is left to the reader's own request, which says why.
    """
    with suppress(GraphAppError):
        # What the home page asks.
        names = [found.key for found in ambiguous_names(graph, limit=_NAMES).names]
        for chosen in (_first(names, lambda key: len(key) > _SHORT), _first(names, lambda key: len(key) <= _SHORT)):
            for ask in _QUESTIONS if chosen else ():
                with suppress(GraphAppError):
                    ask(graph, chosen)


def _first(names: list[str], fits: Callable[[str], bool]) -> str:
    """The first name that fits; empty for none."""
    return next(filter(fits, names), "")
