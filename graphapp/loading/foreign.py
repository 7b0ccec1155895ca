"""What somebody else wrote on the rows of graphapp: a note as a property, a relationship to a node of their own.

A load changes only what graphapp writes, so such facts outlive a changed record. Deleting a paper row would take them
away, so a command that would do it stops first, unless it is forced. An author row or a venue that nothing states any
more stays as long as it carries such facts.
"""

from collections.abc import Iterable
from typing import Final

from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.row_kinds import PAPER_PROPERTIES

_FOREIGN_FACTS: Final = load_query("read/foreign_facts")


def check_foreign_facts(graph: Graph, portions: Iterable[list[str]]) -> None:
    """Raise Refused when one of these paper rows, given by their ids, carries facts of somebody else."""
    papers = 0
    for paper_ids in portions:
        [found] = graph.read(
            _FOREIGN_FACTS, dict[str, int], unlimited=True, paper_ids=paper_ids, properties=PAPER_PROPERTIES
        )
        papers += found["papers"]
    if papers:
        raise Refused(
            f"{papers:,} of the paper rows to delete carry properties or relationships that graphapp did not write, "
            "and these would go with them; nothing of the source was deleted. Save them, or delete all with --force"
        )
