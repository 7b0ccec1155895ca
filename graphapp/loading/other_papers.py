"""Notices an input that gives the ids of a source to other papers, such as a second file whose rows count from 1.

Loading it would replace paper after paper. A corrected record seldom changes its title and all of its authors.
"""

from collections.abc import Iterable
from typing import Any, Final

from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.row_kinds import PaperRows, Rows

_STORED_IDENTITIES: Final = load_query("read/stored_identities")

_MOST_CHECKED: Final = 10_000
_FEWEST: Final = 2
"""One record may change its title and its authors."""


class OtherPapers:
    """Compares the changed records of a load with the papers that they change."""

    def __init__(self, graph: Graph, source: str) -> None:
        self._graph = graph
        self._source = source
        self._checked = self._others = 0

    def check(self, changes: Iterable[Rows]) -> None:
        """Take the changes of a batch. Raises Refused once most changes so far are other papers."""
        by_id = {rows.id: rows for rows in changes if isinstance(rows, PaperRows)}
        if not by_id or self._checked >= _MOST_CHECKED:
            return
        example = None
        for stored in self._graph.read(_STORED_IDENTITIES, dict[str, Any], unlimited=True, paper_ids=list(by_id)):
            self._checked += 1
            rows = by_id[stored["paper_id"]]
            if _is_other_paper(stored, rows):
                self._others += 1
                example = f"{rows.id} is {stored['title'][:100]!r} and would be {rows.paper['title'][:100]!r}"
        if example is not None and self._others >= _FEWEST and self._others * 2 > self._checked:
            raise Refused(
                f"{self._others:,} of {self._checked:,} changed records have the id of a paper of {self._source!r} "
                f"with another title and other authors ({example}). If this input is another source, name it with "
                "--source; if its papers shall replace the others, load it with --force"
            )


def _is_other_paper(stored: dict[str, Any], rows: PaperRows) -> bool:
    return stored["title_key"] != rows.paper.get("title_key") and set(stored["author_ids"]).isdisjoint(
        authored["author_id"] for authored in rows.authored
    )
