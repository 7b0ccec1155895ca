"""The last step of a load: works, what author rows and venues show, and rows that nothing states.

All of it is a function of the graph's content. The affected rows carry the revision of the load that touched them, so
the next load settles an interrupted one, and a load of one record reads only that record's neighbours.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphapp.chunks import chunks
from graphapp.graph import Graph
from graphapp.loading.batches import portions
from graphapp.loading.pending import Pending
from graphapp.loading.progress import Progress
from graphapp.loading.shown import first_named, own_venues, shown_author, shown_venue
from graphapp.loading.source_state import Turn
from graphapp.queries import Query, load_query
from graphapp.results.upkeep import KindCounts
from graphapp.row_kinds import AUTHOR_PROPERTIES, VENUE_PROPERTIES
from graphapp.rules.known_sources import UNKNOWN, SourceTraits
from graphapp.rules.search_words import SCALES
from graphapp.rules.venues import Venue
from graphapp.rules.work_rows import PREPRINT_SERVER
from graphapp.rules.works import find_works
from graphapp.services.source_records import source_traits
from graphapp.services.works import closure, work_row

_UNSETTLED_PAPERS: Final = load_query("read/unsettled_papers")
_SET_WORKS: Final = load_query("write/set_works")
_TOUCHED_PAPERS: Final = load_query("read/touched_papers")
_TOUCHED_AUTHORS: Final = load_query("read/touched_authors")
_STRAY_AUTHORS: Final = load_query("read/stray_authors")
_AUTHOR_STATEMENTS: Final = load_query("read/author_statements")
_SET_AUTHORS: Final = load_query("write/set_authors")
_SET_SCALES: Final = load_query("write/set_scales")
_DELETE_AUTHORS: Final = load_query("write/delete_authors")
_VENUE_STATEMENTS: Final = load_query("read/venue_statements")
_VENUE_SOURCES: Final = load_query("read/venue_sources")
_SET_VENUES: Final = load_query("write/set_venues")
_DELETE_VENUES: Final = load_query("write/delete_venues")
_VENUE_PAPER_IDS: Final = load_query("read/venue_paper_ids")
_MARK_PAPERS: Final = load_query("write/mark_papers")

_CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What settling deleted."""

    authors: KindCounts
    venues: KindCounts


def settle(turn: Turn, *, on_progress: Callable[[Progress], None]) -> Settled:
    """Settle all that this command and unfinished ones before it touched."""
    graph, since = turn.graph, turn.settle_since
    on_progress(Progress(phase="works", done=0, total=None))
    traits = source_traits(graph)
    # First, since the kind of a venue tells a preprint.
    venues_deleted = 0
    touched_venues = graph.stream(_VENUE_STATEMENTS, dict[str, Any], unlimited=True, since=since)
    for statements in chunks(touched_venues, _CHUNK):
        turn.assure()
        venues_deleted += _settle_venues(turn, statements, traits)
    with Pending() as papers:
        touched = graph.stream(_UNSETTLED_PAPERS, dict[str, str | None], unlimited=True, since=since)
        papers.add((row["title_key"] or "", row["paper_id"] or "") for row in touched)
        on_progress(Progress(phase="works", done=0, total=papers.total))
        # By title, so that rows that share one are settled together; all rows settled with them are removed too.
        while first := papers.first(_CHUNK):
            turn.assure()
            papers.strike([*first, *settle_works(turn, [paper_id for _, paper_id in first], traits)])
            on_progress(Progress(phase="works", done=papers.struck, total=papers.total))
    on_progress(Progress(phase="cleaning up", done=0, total=None))
    touched_papers = graph.stream(_TOUCHED_PAPERS, dict[str, Any], unlimited=True, since=since)
    for paper_ids in portions(((row["paper_id"], row["link_count"]) for row in touched_papers), _CHUNK):
        turn.assure()
        settle_scales(turn, paper_ids=paper_ids)
    authors_deleted = 0
    with Pending() as authors:
        for query in (_TOUCHED_AUTHORS, _STRAY_AUTHORS):
            rows = graph.stream(query, dict[str, str], unlimited=True, since=since)
            authors.add(("", row["author_id"]) for row in rows)
        on_progress(Progress(phase="cleaning up", done=0, total=authors.total))
        while first := authors.first(_CHUNK):
            turn.assure()
            authors_deleted += _settle_authors(turn, [author_id for _, author_id in first], traits)
            settle_scales(turn, author_ids=[author_id for _, author_id in first])
            authors.strike(first)
            on_progress(Progress(phase="cleaning up", done=authors.struck, total=authors.total))
    return Settled(authors=KindCounts(deleted=authors_deleted), venues=KindCounts(deleted=venues_deleted))


def settle_works(turn: Turn, paper_ids: Iterable[str], traits: Mapping[str, SourceTraits]) -> list[tuple[str, str]]:
    """Write the changed works of these paper rows and of all rows that share an identifier or a title with them.

    Gives the folded titles ("" for none) and ids of all these rows. `traits` are those of all sources, by name.
    """
    rows = closure(turn.graph, paper_ids, unlimited=True)
    works = find_works(work_row(row, traits) for row in rows)
    changes: list[dict[str, Any]] = []
    for row in rows:
        paper_id = row["paper_id"]
        work_id = works.work_of[paper_id]
        preferred = works.shown_by[work_id] == paper_id
        if (row["work_id"], row["preferred"]) != (work_id, preferred):
            changes.append({"paper_id": paper_id, "work_id": work_id, "preferred": preferred})
    if changes:
        turn.write(_SET_WORKS, rows=changes)
    return [(row["title_key"] or "", row["paper_id"]) for row in rows]


def _settle_authors(turn: Turn, author_ids: list[str], traits: Mapping[str, SourceTraits]) -> int:
    changes: list[dict[str, Any]] = []
    orphans: list[str] = []
    for row in turn.graph.read(_AUTHOR_STATEMENTS, dict[str, Any], unlimited=True, author_ids=author_ids):
        properties = shown_author(row, traits.get(row["source"], UNKNOWN))
        if properties is None:
            orphans.append(row["author_id"])
        elif any(row[key] != value for key, value in properties.items()):
            changes.append({"author_id": row["author_id"], **properties})
    if changes:
        turn.write(_SET_AUTHORS, rows=changes)
    return _deleted(turn, _DELETE_AUTHORS, AUTHOR_PROPERTIES, author_ids=orphans)


def settle_scales(turn: Turn, *, author_ids: Sequence[str] = (), paper_ids: Sequence[str] = ()) -> None:
    """Let these author rows, or those of these paper rows, say from how many authorships they have."""
    turn.write(_SET_SCALES, author_ids=author_ids, paper_ids=paper_ids, scales=SCALES)


def _deleted(turn: Turn, query: Query, properties: Sequence[str], **orphans: list[str]) -> int:
    """How many of these orphans could be deleted: the others carry what somebody else wrote."""
    if not any(orphans.values()):
        return 0
    return turn.write(query, properties=properties, **orphans).nodes_deleted


def _settle_venues(turn: Turn, statements: list[dict[str, Any]], traits: Mapping[str, SourceTraits]) -> int:
    own = _own_venues(turn.graph, [row["venue_id"] for row in statements], traits)
    changes: list[dict[str, Any]] = []
    orphans: list[str] = []
    turned: list[str] = []
    for row in statements:
        if not row["printings"]:
            # It stays where somebody else wrote on it, and shows what it would show without a past.
            orphans.append(row["venue_id"])
        shown = shown_venue(row["venue_id"], row["printings"], own.get(row["venue_id"]))
        if any(row[key] != value for key, value in shown.items()):
            changes.append({"venue_id": row["venue_id"], **shown})
        if (row["kind"] == PREPRINT_SERVER) != (shown["kind"] == PREPRINT_SERVER):
            turned.append(row["venue_id"])
    # First: when the command ends here, the next one finds the venues as they were.
    for venue_id in turned:
        _mark_papers(turn, venue_id)
    if changes:
        turn.write(_SET_VENUES, rows=changes)
    return _deleted(turn, _DELETE_VENUES, VENUE_PROPERTIES, venue_ids=orphans)


def _mark_papers(turn: Turn, venue_id: str) -> None:
    """Let the works of all paper rows at a venue be settled: it has become a preprint server, or is none any more."""
    papers = turn.graph.stream(
        _VENUE_PAPER_IDS, dict[str, str], unlimited=True, venue_id=venue_id, prefix="", preferred=False, since=None
    )
    for paper_ids in chunks((row["paper_id"] for row in papers), _CHUNK):
        turn.assure()
        turn.write(_MARK_PAPERS, paper_ids=paper_ids, revision=turn.revision)


def _own_venues(graph: Graph, venue_ids: Sequence[str], traits: Mapping[str, SourceTraits]) -> dict[str, Venue]:
    named = own_venues(venue_ids, traits)
    if not named:
        return {}
    asked = sorted({venue_id for venue_id, _ in named})
    rows = graph.read(_VENUE_SOURCES, dict[str, Any], unlimited=True, venue_ids=asked)
    found = {row["venue_id"]: first_named(named, row["venue_id"], row["sources"]) for row in rows}
    return {venue_id: venue for venue_id, venue in found.items() if venue is not None}
