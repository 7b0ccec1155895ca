"""Name clusters: which papers carry a name, and which author rows have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphapp.errors import InvalidArgument
from graphapp.limits import MOST_PAPERS, check_limit
from graphapp.queries import Query, load_query
from graphapp.results.names import FOLD_NOTICE, NOTICE, AuthorRow, Match, NameCluster
from graphapp.results.papers import Work
from graphapp.services.author_rows import readings_of, spelling_of, unknown_name
from graphapp.services.cursors import read_cursor, write_cursor
from graphapp.services.whole import TornAnswer, whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NAME_CLUSTER: Final = load_query("read/name_cluster")
_CLUSTER_DRAWN: Final = load_query("browser/name_cluster")


class _Place(NamedTuple):
    """The place of a work in the order of a cluster page."""

    year: int
    """-1 if there is none."""
    title: str
    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portion:
    """Part of a cluster, as its query returns it; unless the page is the last, the last part has one work too many."""

    author_rows: tuple[AuthorRow, ...]
    """All author rows in the first portion, none in the others."""
    paper_count: int
    papers: tuple[Work, ...]
    torn: bool
    """Whether a work of the page has no preferred row, or this row lacks authors or its venue."""


@whole_answers
def name_cluster(
    graph: Graph, *, name: str, match: Match = "exact", limit: int | None = 50, after: str | None = None
) -> NameCluster:
    """The author rows whose name is `name` ignoring case, and a page of their distinct works, newest first.

    `match="fold"` also ignores diacritics, dashes and apostrophes. `limit` is the page's length, None for all papers.
    `after` is the `next` of the previous page. Raises NotFound, with similar names, for a name that no author row
    carries; InvalidArgument for a text that is not a name, a limit below 1, or a cursor that belongs to another
    question.
    """
    if match not in ("exact", "fold"):
        raise InvalidArgument(f"match is {match!r}; it must be 'exact' or 'fold'")
    check_limit(limit)
    page = min(limit or MOST_PAPERS, MOST_PAPERS)
    readings = readings_of(name)
    keys = [asked.name_key if match == "exact" else asked.fold_key for asked in readings]
    question = ("name_cluster", match, *keys)
    place = None if after is None else read_cursor(after, question, _Place)
    for key in keys:
        portions = graph.read(
            _NAME_CLUSTER,
            _Portion,
            key=key,
            match=match,
            after=None if place is None else place._asdict(),
            limit=page + 1,
        )
        if any(portion.torn for portion in portions):
            raise TornAnswer(f"a paper of {key!r} has lost its authors or its venue")
        if portions:
            return _cluster(portions, key, match, page, question, first=after is None)
    raise unknown_name(graph, readings[0])


def cluster_query(*, name: str, match: Match = "exact", **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows a cluster in Neo4j Browser, with its parameters: as a drawing when `match` is exact."""
    readings = readings_of(name)
    if match == "exact":
        return _CLUSTER_DRAWN, {"name": readings[0].name_key}
    return _NAME_CLUSTER, {"key": readings[-1].fold_key, "match": "fold", "after": None}


def _cluster(
    portions: list[_Portion], key: str, match: Match, page: int, question: tuple[object, ...], *, first: bool
) -> NameCluster:
    head = portions[0]
    found = [work for portion in portions for work in portion.papers]
    more = len(found) > page
    papers = tuple(found[:page])
    cursor = None
    if more:
        last = papers[-1]
        year = last.year if last.year is not None else -1
        cursor = write_cursor(_Place(year=year, title=last.title, work_id=last.work_id), question)
    return NameCluster(
        name=spelling_of((author_row.name, author_row.paper_count) for author_row in head.author_rows),
        key=key,
        match=match,
        notice=NOTICE if match == "exact" else FOLD_NOTICE,
        paper_count=head.paper_count,
        author_row_count=len(head.author_rows),
        author_rows=head.author_rows,
        papers=papers,
        next=cursor,
        truncated=more or not first,
    )
