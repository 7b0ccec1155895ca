"""Likely collaborators: names that share coauthors, but no work.

`joint_works` defines which names have joint works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING, Any, Final

from graphapp.limits import check_limit
from graphapp.queries import Query
from graphapp.results.coauthors import LikelyCollaborator, LikelyCollaborators
from graphapp.services.author_rows import name_nodes, readings_of
from graphapp.services.joint_works import (
    WorkFilters,
    check_held,
    coauthors_of,
    coauthors_query,
    read_coauthors,
    read_works,
)
from graphapp.services.near_names import node_of_name
from graphapp.services.source_records import asked_sources
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

MOST_EXAMPLES: Final = 5


@whole_answers
def likely_collaborators(
    graph: Graph, name: str, *, sources: Sequence[str] = (), limit: int | None = 20
) -> LikelyCollaborators:
    """Names that share coauthors with `name` but no work, the likeliest to write with it first.

    The score is Adamic and Adar's index: the sum of 1/ln(d) over the common coauthors, where d is the number of
    coauthors of each (L. Adamic, E. Adar, "Friends and neighbors on the Web", Social Networks 25, 2003; for coauthors
    D. Liben-Nowell, J. Kleinberg, "The link-prediction problem for social networks", JASIST 58, 2007). With
    `sources` only their author rows count. `limit` is the maximum number of names, None for all. Raises NotFound and
    InvalidArgument as `name_cluster` does.
    """
    check_limit(limit)
    asked_of = asked_sources(graph, sources)
    filters = WorkFilters(sources=asked_of)
    center = node_of_name(graph, name=name, sources=asked_of)
    key = center.key
    coauthors = sorted(read_coauthors(graph, "name_key", [key], filters) - {key})
    degrees: dict[str, int] = {}
    scores: defaultdict[str, float] = defaultdict(float)
    nearer = {key, *coauthors}
    for portion, works in read_works(graph, "name_key", coauthors, filters):
        neighbors = coauthors_of(works, portion)
        for coauthor in portion:
            degrees[coauthor] = len(neighbors[coauthor])
            for candidate in neighbors[coauthor] - nearer:
                scores[candidate] += 1 / log(degrees[coauthor])
        check_held(len(scores))
    # Rounded, so that sums of the same values in another order are equal, and the key decides.
    ranked = {candidate: round(score, 9) for candidate, score in scores.items()}
    shown = nsmallest(limit or len(ranked), ranked, key=lambda candidate: (-ranked[candidate], candidate))
    neighbors = coauthors_of(
        (work for _, works in read_works(graph, "name_key", shown, filters) for work in works), shown
    )
    common = {
        candidate: sorted(neighbors[candidate] & degrees.keys(), key=lambda other: (degrees[other], other))
        for candidate in shown
    }
    examples = {candidate: others[:MOST_EXAMPLES] for candidate, others in common.items()}
    nodes = name_nodes(
        graph, keys=list({*shown, *(other for others in examples.values() for other in others)}), sources=asked_of
    )
    return LikelyCollaborators(
        center=center,
        candidates=tuple(
            LikelyCollaborator(
                name=nodes[candidate].name,
                key=candidate,
                author_ids=nodes[candidate].author_ids,
                score=ranked[candidate],
                common_coauthors=len(common[candidate]),
                examples=tuple(nodes[other].name for other in examples[candidate]),
            )
            for candidate in shown
        ),
        candidate_count=len(ranked),
        truncated=len(shown) < len(ranked),
    )


def collaborators_query(*, name: str, sources: Sequence[str] = (), **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows, in Neo4j Browser, the coauthors through whom candidates are found, with its parameters."""
    return coauthors_query(
        "name_key",
        [reading.name_key for reading in readings_of(name)],
        WorkFilters(sources=tuple(sources) or None),
        with_rows=True,
    )
