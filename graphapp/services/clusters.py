"""Name clusters: which papers carry a name, and which author rows have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from graphapp.errors import InvalidArgument
from graphapp.limits import MOST_PAPERS, check_limit, check_page
from graphapp.queries import Query, load_query
from graphapp.results.names import (
    FOLD_NOTICE,
    NOTICE,
    PRINTED_NOTICE,
    AuthorRow,
    ClusterHead,
    CoauthorCount,
    Match,
    NameCluster,
    PrintedName,
    PrintedRow,
)
from graphapp.results.papers import VenueCount, Work, YearCount
from graphapp.rules.identifiers import SCHEME_PROPERTIES, listed
from graphapp.rules.printed_names import read_name
from graphapp.services.author_rows import readings_of, spelling_of, without_number
from graphapp.services.cursors import moved, read_cursor, write_cursor
from graphapp.services.near_names import unknown_name
from graphapp.services.source_records import asked_sources
from graphapp.services.whole import TornAnswer, whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NAME_CLUSTER: Final = load_query("read/name_cluster")
_PRINTED_NAMES: Final = load_query("read/printed_names")
_CLUSTER_DRAWN: Final = load_query("browser/name_cluster")
_PERSONS_DRAWN: Final = load_query("browser/person_groups")


_Rows = Literal["exact", "fold", "printed"]
"""Which author rows a cluster has: those that show its name or a similar one, or those that are printed under it."""


class _Place(NamedTuple):
    """The place of a work in the order of a cluster page."""

    year: int
    """-1 if there is none."""
    title: str
    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coauthor:
    """A name with joint works, as the query of clusters returns it."""

    key: str
    papers: int
    spellings: list[tuple[str, int]]
    """The name and the number of authorships of each author row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The head of a cluster, as its query returns it."""

    years: tuple[YearCount, ...]
    venues: tuple[VenueCount, ...]
    venue_count: int
    coauthors: list[_Coauthor]
    coauthor_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portion:
    """Part of a cluster, as its query returns it; unless the page is the last, the last part has one work too many."""

    author_rows: tuple[AuthorRow, ...]
    """All author rows in the first portion, none in the others."""
    paper_count: int
    head: _Head | None
    """Of the first portion of the first page."""
    papers: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printing:
    """How records print author rows of a cluster."""

    name: str
    count: int
    person_count: int
    own: bool
    """Whether it is the name of the cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printings:
    """The names of a cluster's rows as printed, and the other rows that are printed under its name."""

    names: list[_Printing]
    rows: tuple[PrintedRow, ...]


@whole_answers
def name_cluster(
    graph: Graph,
    name: str,
    *,
    match: Match = "exact",
    sources: Sequence[str] = (),
    limit: int | None = 50,
    after: str | None = None,
    page: int | None = None,
) -> NameCluster:
    """The author rows whose name is `name` ignoring case, and a page of their distinct works, newest first.

    When no row shows that name, the cluster has the rows that papers or person records print under it, since a source
    with ids may print a row in several ways. `match="fold"` also ignores diacritics, dashes and apostrophes. With
    `sources` only their author rows count; a work is still shown by its preferred row, which may be of another source.
    `limit` is the page's length, None for all papers. `page` is the page's number, from 1; a later page is faster by
    `after`, the `next` of the previous page.

    Raises NotFound, with similar names, for a name that no author row carries, and for a source that is not loaded;
    InvalidArgument for a text that is not a name, a limit or page below 1, a cursor that belongs to another question,
    or a cursor and a page together.
    """
    if match not in ("exact", "fold"):
        raise InvalidArgument(f"match is {match!r}; it must be 'exact' or 'fold'")
    check_limit(limit)
    check_page(page, limit)
    if after is not None and page is not None:
        raise InvalidArgument("a cursor says where a page begins; give either the cursor or the page's number")
    length = min(limit or MOST_PAPERS, MOST_PAPERS)
    readings = readings_of(name)
    asked_of = asked_sources(graph, sources)
    keys = [asked.name_key if match == "exact" else asked.fold_key for asked in readings]
    question = ("name_cluster", match, *keys, asked_of) if asked_of else ("name_cluster", match, *keys)
    place = None if after is None else read_cursor(after, question, _Place)
    number = None if after is not None else page or 1
    ways: list[_Rows] = [match, "printed"] if match == "exact" else [match]
    for rows in ways:
        for asked, key in zip(readings, keys, strict=True):
            # The printed names are asked for at the same time: they take a third of the time of the works.
            with ThreadPoolExecutor(1) as beside:
                printed = beside.submit(graph.read, _PRINTED_NAMES, _Printings, key=key, match=rows, sources=asked_of)
                portions = graph.read(
                    _NAME_CLUSTER,
                    dict[str, Any],
                    key=key,
                    match=rows,
                    sources=asked_of,
                    after=None if place is None else place._asdict(),
                    skip=((number or 1) - 1) * length,
                    limit=length + 1,
                    with_head=number == 1,
                    identifiers=SCHEME_PROPERTIES,
                )
            if torn := next((work for portion in portions for work in portion["papers"] if work["torn"]), None):
                raise TornAnswer(f"the paper row {torn['paper_id']!r} has lost authors or its venue")
            if portions:
                [printings] = printed.result()
                return _cluster(
                    [_portion(portion) for portion in portions],
                    printings,
                    key=key,
                    name=asked.name if rows == "printed" else None,
                    typed=asked.homonym,
                    match=match,
                    length=length,
                    question=question,
                    number=number,
                )
    raise unknown_name(graph, readings[0], sources=asked_of)


def shortened(cluster: NameCluster, length: int) -> NameCluster:
    """A first page with fewer works, as `name_cluster` gives it for this limit; one that is not cut off stays."""
    if cluster.next is None or len(cluster.papers) <= length:
        return cluster
    papers = cluster.papers[:length]
    return replace(cluster, papers=papers, next=moved(cluster.next, _place_of(papers[-1])))


def cluster_query(
    *, name: str, match: Match = "exact", sources: Sequence[str] = (), by: str = "name", **_: object
) -> tuple[Query, dict[str, Any]]:
    """The query that shows a cluster in Neo4j Browser, with its parameters: as a drawing when `match` is exact."""
    readings = readings_of(name)
    if by == "person":
        return _PERSONS_DRAWN, {"name": readings[0].name_key}
    if match == "exact" and not sources:
        return _CLUSTER_DRAWN, {"name": readings[0].name_key}
    # Unlike the drawing, this query does not look for the name without a homonym number too.
    unnumbered = without_number(readings)
    return _NAME_CLUSTER, {
        "key": unnumbered.name_key if match == "exact" else unnumbered.fold_key,
        "match": match,
        "sources": list(sources) or None,
        "after": None,
        "with_head": False,
        "identifiers": SCHEME_PROPERTIES,
    }


def _portion(row: dict[str, Any]) -> _Portion:
    for work in row["papers"]:
        work["identifiers"] = listed(work["identifiers"])
    return msgspec.convert(row, _Portion)


def _cluster(
    portions: list[_Portion],
    printings: _Printings,
    *,
    key: str,
    name: str | None,
    typed: str | None,
    match: Match,
    length: int,
    question: tuple[object, ...],
    number: int | None,
) -> NameCluster:
    """The cluster; `name` is the asked one when none of its rows shows it, `typed` the homonym number behind it."""
    first = portions[0]
    found = [work for portion in portions for work in portion.papers]
    more = len(found) > length
    papers = tuple(found[:length])
    cursor = None
    if more:
        cursor = write_cursor(_place_of(papers[-1]), question)
    has_number = any(typed == row.homonym for row in first.author_rows)
    return NameCluster(
        name=name or spelling_of((row.name, row.paper_count) for row in first.author_rows),
        key=key,
        match=match,
        notice=PRINTED_NOTICE if name else NOTICE if match == "exact" else FOLD_NOTICE,
        paper_count=first.paper_count,
        author_row_count=len(first.author_rows),
        author_rows=first.author_rows,
        missing_number=None if has_number else typed,
        head=None if first.head is None else _head(first.head),
        spellings=_counted(printing for printing in printings.names if printing.own),
        also_printed=_counted(printing for printing in printings.names if not printing.own),
        printed_rows=printings.rows,
        page=number,
        papers=papers,
        next=cursor,
        truncated=more or number != 1,
    )


def _place_of(work: Work) -> _Place:
    return _Place(year=-1 if work.year is None else work.year, title=work.title, work_id=work.work_id)


def _head(head: _Head) -> ClusterHead:
    years = [counted.year for counted in head.years if counted.year is not None]
    return ClusterHead(
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        years=head.years,
        venues=head.venues,
        venue_count=head.venue_count,
        coauthors=tuple(
            CoauthorCount(name=spelling_of(coauthor.spellings), key=coauthor.key, papers=coauthor.papers)
            for coauthor in head.coauthors
        ),
        coauthor_count=head.coauthor_count,
    )


def _counted(printings: Iterable[_Printing]) -> tuple[PrintedName, ...]:
    """The printed names without decorations and homonym numbers, those that are then equal counted together."""
    counts: Counter[str] = Counter()
    person_counts: Counter[str] = Counter()
    for each in printings:
        read = read_name(each.name, homonym_numbers=True)
        name = each.name if read is None else read.name
        counts[name] += each.count
        person_counts[name] += each.person_count
    names = (PrintedName(name=name, count=counts[name], person_count=person_counts[name]) for name in counts)
    return tuple(sorted(names, key=lambda each: (-each.count, -each.person_count, each.name)))
