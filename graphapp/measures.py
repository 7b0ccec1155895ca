"""Communities and centralities of a network, by NetworkX; nodes are numbers from 0, so that equal networks give equal
answers in every process (sets of texts have another order in each).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import networkx

CentralityName = Literal["degree", "betweenness"]

SOURCES: Final[dict[CentralityName, str]] = {
    "degree": "networkx.degree_centrality",
    "betweenness": "networkx.betweenness_centrality",
}
"""Centrality -> the function that computes it, without weights of edges."""

_SEED: Final = 1


def communities(nodes: int, edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """The communities of a network of so many nodes, from its edges with their weights: each node is in one.

    They come by falling size, those of one size by their first node; each is in ascending order. Louvain's method with
    a fixed seed (V. D. Blondel et al., "Fast unfolding of communities in large networks", 2008).
    """
    import networkx

    found = networkx.community.louvain_communities(_network(nodes, edges), weight="weight", seed=_SEED) if nodes else []
    return sorted((sorted(members) for members in found), key=lambda members: (-len(members), members[0]))


def centralities(name: CentralityName, nodes: int, edges: Iterable[tuple[int, int, float]]) -> list[float]:
    """A centrality of each node, from 0 to 1.

    Degree: the part of all other nodes that it has an edge to. Betweenness: the part of the shortest chains between two
    others that go through it (L. C. Freeman, "A set of measures of centrality based on betweenness", 1977).
    """
    import networkx

    measure = networkx.degree_centrality if name == "degree" else networkx.betweenness_centrality
    found: dict[int, float] = measure(_network(nodes, edges))
    return [found[node] for node in range(nodes)]


def _network(nodes: int, edges: Iterable[tuple[int, int, float]]) -> networkx.Graph:
    import networkx

    network = networkx.Graph()
    network.add_nodes_from(range(nodes))
    network.add_weighted_edges_from(edges)
    return network
