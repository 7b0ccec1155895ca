"""What a load owes at its end: works, the names that author rows and venues show, and rows that nothing states.

All of it is a function of what the graph holds. The rows concerned carry the revision of the load that touched them,
so an interrupted load is settled by the next one, and a load of one record looks at no more than that record's
neighbours.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from graphapp.graph import Graph
from graphapp.loading.ledger import Pending
from graphapp.loading.progress import Progress
from graphapp.loading.rows import Row, author_properties, display_name
from graphapp.queries import load_query
from graphapp.results import KindCounts
from graphapp.rules.names import clean, fold_key
from graphapp.rules.venues import resolve_venue
from graphapp.rules.works import find_works
from graphapp.services.works import closure, work_row

_UNSETTLED_PAPERS: Final = load_query("read/unsettled_papers")
_SET_WORKS: Final = load_query("write/set_works")
_TOUCHED_AUTHORS: Final = load_query("read/touched_authors")
_STRAY_AUTHORS: Final = load_query("read/stray_authors")
_AUTHOR_STATEMENTS: Final = load_query("read/author_statements")
_SET_AUTHORS: Final = load_query("write/set_authors")
_DELETE_AUTHORS: Final = load_query("write/delete_authors")
_VENUE_STATEMENTS: Final = load_query("read/venue_statements")
_SET_VENUES: Final = load_query("write/set_venues")
_DELETE_VENUES: Final = load_query("write/delete_venues")

_CHUNK: Final = 1_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What settling took away."""

    authors: KindCounts
    venues: KindCounts


def settle(
    graph: Graph,
    since: int,
    *,
    assure: Callable[[], None],
    on_progress: Callable[[Progress], None],
) -> Settled:
    """Settle all that the loads of revision `since` and later touched.

    `assure` is asked before each step and raises when other loads are no longer kept out.
    """
    on_progress(Progress(phase="works", done=0, total=None))
    with Pending() as papers:
        touched = graph.stream(_UNSETTLED_PAPERS, dict[str, str | None], since=since)
        papers.add((row["title_key"] or "", row["paper_id"] or "") for row in touched)
        on_progress(Progress(phase="works", done=0, total=papers.total))
        # By title, so that rows that share one are settled together; whatever is settled with them is struck out too.
        while first := papers.first(_CHUNK):
            assure()
            papers.strike([*first, *settle_works(graph, [paper_id for _, paper_id in first])])
            on_progress(Progress(phase="works", done=papers.struck, total=papers.total))
    on_progress(Progress(phase="cleaning up", done=0, total=None))
    authors_deleted = 0
    with Pending() as authors:
        for query in (_TOUCHED_AUTHORS, _STRAY_AUTHORS):
            authors.add(("", row["author_id"]) for row in graph.stream(query, dict[str, str], since=since))
        on_progress(Progress(phase="cleaning up", done=0, total=authors.total))
        while first := authors.first(_CHUNK):
            assure()
            authors_deleted += _settle_authors(graph, [author_id for _, author_id in first])
            authors.strike(first)
            on_progress(Progress(phase="cleaning up", done=authors.struck, total=authors.total))
    venues_deleted = 0
    for statements in _chunks(graph.stream(_VENUE_STATEMENTS, dict[str, Any], since=since)):
        assure()
        venues_deleted += _settle_venues(graph, statements)
    return Settled(authors=KindCounts(deleted=authors_deleted), venues=KindCounts(deleted=venues_deleted))


def settle_works(graph: Graph, paper_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Write the works of these paper rows, and of those that they share an identifier or a title with, that differ.

    Gives the folded titles ("" for none) and ids of all these rows.
    """
    rows = closure(graph, paper_ids)
    works = find_works(work_row(row) for row in rows)
    changes: list[Row] = []
    for row in rows:
        paper_id = row["paper_id"]
        work_id = works.work_of[paper_id]
        preferred = works.shown_by[work_id] == paper_id
        if (row["work_id"], row["preferred"]) != (work_id, preferred):
            changes.append({"paper_id": paper_id, "work_id": work_id, "preferred": preferred})
    if changes:
        graph.write(_SET_WORKS, rows=changes)
    return [(row["title_key"] or "", row["paper_id"]) for row in rows]


def _settle_authors(graph: Graph, author_ids: list[str]) -> int:
    changes: list[Row] = []
    orphans: list[str] = []
    for row in graph.read(_AUTHOR_STATEMENTS, dict[str, Any], timeout_seconds=None, author_ids=author_ids):
        printings: Counter[str] = Counter()
        orcids: Counter[str] = Counter()
        for printing in row["printings"]:
            printings[printing["printed_name"]] += printing["count"]
            if printing["orcid"] is not None:
                orcids[printing["orcid"]] += printing["count"]
        name = display_name(printings, row["source"])
        if name is None:
            orphans.append(row["author_id"])
            continue
        shown = author_properties(name) | {"orcid": _most_frequent(orcids)}
        if any(row[key] != value for key, value in shown.items()):
            changes.append({"author_id": row["author_id"], "properties": shown})
    if changes:
        graph.write(_SET_AUTHORS, rows=changes)
    return graph.write(_DELETE_AUTHORS, author_ids=orphans).nodes_deleted if orphans else 0


def _settle_venues(graph: Graph, statements: list[Row]) -> int:
    changes: list[Row] = []
    orphans: list[str] = []
    for row in statements:
        if not row["printings"]:
            orphans.append(row["venue_id"])
            continue
        shown = _shown_venue(row["venue_id"], row["printings"])
        if any(row[key] != value for key, value in shown.items()):
            changes.append({"venue_id": row["venue_id"], "properties": shown})
    if changes:
        graph.write(_SET_VENUES, rows=changes)
    return graph.write(_DELETE_VENUES, venue_ids=orphans).nodes_deleted if orphans else 0


def _shown_venue(venue_id: str, printings: list[Row]) -> Row:
    known = resolve_venue(venue_id)
    if known is not None and known.known and known.venue_id == venue_id:
        return {"name": known.name, "kind": known.kind}
    # A venue that a source groups by a key of its own is printed in many ways, none of which need be its name.
    names: Counter[str] = Counter()
    for printing in printings:
        if fold_key(printed := clean(printing["printed_venue"])) == venue_id:
            names[printed] += printing["count"]
    return {"name": _most_frequent(names) or venue_id, "kind": None}


def _most_frequent(counts: Counter[str]) -> str | None:
    """The most frequent text, then the smallest; None where there is none."""
    return min(counts, key=lambda text: (-counts[text], text), default=None)


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, _CHUNK)):
        yield chunk
