"""Name clusters: which papers carry a name, and which author rows have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from graphapp.errors import InvalidArgument
from graphapp.limits import MOST_PAPERS, check_limit
from graphapp.queries import Query, load_query
from graphapp.results.names import (
    FOLD_NOTICE,
    NOTICE,
    PRINTED_NOTICE,
    AuthorRow,
    Match,
    NameCluster,
    PrintedName,
    PrintedRow,
)
from graphapp.results.papers import Work
from graphapp.rules.printed_names import read_name
from graphapp.services.author_rows import readings_of, spelling_of
from graphapp.services.cursors import read_cursor, write_cursor
from graphapp.services.near_names import unknown_name
from graphapp.services.whole import TornAnswer, whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NAME_CLUSTER: Final = load_query("read/name_cluster")
_PRINTED_NAMES: Final = load_query("read/printed_names")
_CLUSTER_DRAWN: Final = load_query("browser/name_cluster")


_Rows = Literal["exact", "fold", "printed"]
"""Which author rows a cluster has: those that show its name or a similar one, or those that are printed under it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printings:
    """The other names of a cluster's rows as printed, and the other rows that are printed under its name."""

    names: list[PrintedName]
    rows: tuple[PrintedRow, ...]


@whole_answers
def name_cluster(
    graph: Graph, *, name: str, match: Match = "exact", limit: int | None = 50, after: str | None = None
) -> NameCluster:
    """The author rows whose name is `name` ignoring case, and a page of their distinct works, newest first.

    When no row shows that name, the cluster has the rows that papers print under it, since a source with ids may print
    a row in several ways. `match="fold"` also ignores diacritics, dashes and apostrophes. `limit` is the page's length,
    None for all papers. `after` is the `next` of the previous page. Raises NotFound, with similar names, for a name
    that no author row carries; InvalidArgument for a text that is not a name, a limit below 1, or a cursor that belongs
    to another question.
    """
    if match not in ("exact", "fold"):
        raise InvalidArgument(f"match is {match!r}; it must be 'exact' or 'fold'")
    check_limit(limit)
    page = min(limit or MOST_PAPERS, MOST_PAPERS)
    readings = readings_of(name)
    keys = [asked.name_key if match == "exact" else asked.fold_key for asked in readings]
    question = ("name_cluster", match, *keys)
    place = None if after is None else read_cursor(after, question, _Place)
    ways: list[_Rows] = [match, "printed"] if match == "exact" else [match]
    for rows in ways:
        for asked, key in zip(readings, keys, strict=True):
            portions = graph.read(
                _NAME_CLUSTER,
                _Portion,
                key=key,
                match=rows,
                after=None if place is None else place._asdict(),
                limit=page + 1,
            )
            if any(portion.torn for portion in portions):
                raise TornAnswer(f"a paper of {key!r} has lost its authors or its venue")
            if portions:
                [printings] = graph.read(_PRINTED_NAMES, _Printings, key=key, match=rows)
                shown = asked.name if rows == "printed" else None
                return _cluster(portions, printings, key, shown, match, page, question, first=after is None)
    raise unknown_name(graph, readings[0])


def cluster_query(*, name: str, match: Match = "exact", **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows a cluster in Neo4j Browser, with its parameters: as a drawing when `match` is exact."""
    readings = readings_of(name)
    if match == "exact":
        return _CLUSTER_DRAWN, {"name": readings[0].name_key}
    return _NAME_CLUSTER, {"key": readings[-1].fold_key, "match": "fold", "after": None}


def _cluster(
    portions: list[_Portion],
    printings: _Printings,
    key: str,
    name: str | None,
    match: Match,
    page: int,
    question: tuple[object, ...],
    *,
    first: bool,
) -> NameCluster:
    """The cluster; `name` is the asked one when none of its rows shows it."""
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
        name=name or spelling_of((author_row.name, author_row.paper_count) for author_row in head.author_rows),
        key=key,
        match=match,
        notice=PRINTED_NOTICE if name else NOTICE if match == "exact" else FOLD_NOTICE,
        paper_count=head.paper_count,
        author_row_count=len(head.author_rows),
        author_rows=head.author_rows,
        also_printed=_also_printed(printings.names),
        printed_rows=printings.rows,
        papers=papers,
        next=cursor,
        truncated=more or not first,
    )


def _also_printed(printed: list[PrintedName]) -> tuple[PrintedName, ...]:
    """The printed names without decorations and homonym numbers, those that are then equal counted together."""
    counts: Counter[str] = Counter()
    for each in printed:
        name = read_name(each.name, homonym_numbers=True)
        counts[each.name if name is None else name.name] += each.count
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PrintedName(name=name, count=count) for name, count in ranked)
