"""Changes of a loaded graph without new input: removing a source, and rekeying after a change of rules.

Both follow the protocol of `source_state`, in transactions of bounded size; if interrupted and run again, they give the
same graph.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from graphapp.graph import Graph
from graphapp.loading.batches import source_person_portions, source_portions
from graphapp.loading.fingerprints import Identified
from graphapp.loading.progress import Progress
from graphapp.loading.row_kinds import Author, PaperRows, PersonRows, Rows, StoredPaper
from graphapp.loading.rows import author_properties, display_name, numbered, person_record_of, record_of, rows_of
from graphapp.loading.settle import settle
from graphapp.loading.source_state import (
    Work,
    begin_upkeep,
    finish_rekeying,
    finish_removal,
    hold_lock,
)
from graphapp.loading.writer import Step, creation, delete_rows, deletion
from graphapp.queries import load_query
from graphapp.results.upkeep import Rekeying, Removal
from graphapp.rules.known_sources import SourceTraits
from graphapp.schema import apply_schema
from graphapp.services.source_records import is_outdated, source_records

_PAPER_RECORDS: Final = load_query("read/paper_records")
_PERSON_RECORDS: Final = load_query("read/person_records")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_SET_AUTHORS: Final = load_query("write/set_authors")

_BATCH: Final = 1_000


def remove_source(
    graph: Graph, *, source: str, on_progress: Callable[[Progress], None] = lambda progress: None
) -> Removal:
    """Delete the rows of a source, with authors and venues that nothing else states; works are as before that source.

    `on_progress` gets the progress. Raises NotFound for a source that is not loaded, DatabaseBusy while a load runs.
    """
    began = time.monotonic()
    with hold_lock(graph) as assure:
        work = begin_upkeep(graph, source, "removing")
        papers = 0
        for paper_ids in source_portions(graph, source, _BATCH, phase="removing", on_progress=on_progress):
            assure()
            papers += delete_rows(graph, "paper", paper_ids, work.revision)
        for person_ids in source_person_portions(graph, source, _BATCH):
            assure()
            delete_rows(graph, "person", person_ids, work.revision)
        settled = settle(graph, work.settle_since, assure=assure, on_progress=on_progress)
        assure()
        finish_removal(graph, work)
    return Removal(
        source=source,
        papers=papers,
        authors=settled.authors.deleted,
        venues=settled.venues.deleted,
        seconds=round(time.monotonic() - began, 3),
    )


def rekey(graph: Graph, *, on_progress: Callable[[Progress], None] = lambda progress: None) -> list[Rekeying]:
    """Apply the current rules of names, venues and works to the rows of every source; empty when all follow them.

    The graph holds what the records said, so no input is read. Rows whose keys do not change are not written.
    `on_progress` gets the progress for one source after the other.
    """
    apply_schema(graph)
    with hold_lock(graph) as assure:
        outdated = [record.name for record in source_records(graph) if is_outdated(record)]
        return [_rekey_source(graph, assure, source, on_progress) for source in outdated]


def _rekey_source(
    graph: Graph, assure: Callable[[], None], source: str, on_progress: Callable[[Progress], None]
) -> Rekeying:
    began = time.monotonic()
    work = begin_upkeep(graph, source, "rekeying")
    papers = changed = 0
    for paper_ids in source_portions(graph, source, _BATCH, phase="rekeying", on_progress=on_progress):
        assure()
        papers += len(paper_ids)
        stored = graph.read(_PAPER_RECORDS, StoredPaper, unlimited=True, paper_ids=paper_ids)
        changed += _write_again(graph, work, list(filter(None, (_changed_paper(row, work) for row in stored))))
    for person_ids in source_person_portions(graph, source, _BATCH):
        assure()
        persons = graph.read(_PERSON_RECORDS, dict[str, Any], unlimited=True, person_ids=person_ids)
        _write_again(graph, work, list(filter(None, (_changed_person(row["properties"], work) for row in persons))))
    settle(graph, work.settle_since, assure=assure, on_progress=on_progress)
    assure()
    finish_rekeying(graph, work)
    return Rekeying(source=source, papers=papers, changed=changed, seconds=round(time.monotonic() - began, 3))


def _changed_paper(stored: StoredPaper, work: Work) -> PaperRows | None:
    """The rows of a stored paper row under the current rules; None when they are unchanged."""
    record, properties = record_of(stored), stored["properties"]
    identified = Identified(record, "paper", stored["paper_id"], properties["row_hash"])
    rows = rows_of(identified, work.source, work.traits, work.revision)
    assert isinstance(rows, PaperRows)  # noqa: S101 - a paper record has paper rows, which the type checker cannot see
    authors = [entry["author"] for entry in stored["authorships"]]
    is_changed = (
        properties.get("title_key") != rows.paper.get("title_key")
        or stored["venue_id"] != (rows.published_at and rows.published_at["venue_id"])
        or sorted(author["author_id"] for author in authors) != sorted(each["author_id"] for each in rows.authored)
        or any(_has_other_keys(author, work.traits) for author in authors)
    )
    return rows if is_changed else None


def _changed_person(stored: dict[str, Any], work: Work) -> PersonRows | None:
    """As `_changed_paper`, for a person record given by its properties."""
    identified = Identified(person_record_of(stored), "person", stored["person_id"], stored["row_hash"])
    rows = rows_of(identified, work.source, work.traits, work.revision)
    assert isinstance(rows, PersonRows)  # noqa: S101 - as above
    return rows if rows.person["author_ids"] != stored["author_ids"] else None


def _has_other_keys(author: dict[str, Any], traits: SourceTraits) -> bool:
    name = display_name({numbered(author): 1}, traits)
    return name is None or any(author.get(key) != value for key, value in author_properties(name).items())


def _write_again(graph: Graph, work: Work, rows: Sequence[Rows]) -> int:
    """Write these rows again in one transaction; returns how many."""
    if not rows:
        return 0
    authors: dict[str, Author] = {}
    venues: dict[str, Any] = {}
    for each in rows:
        papers_own = each.named_authors if isinstance(each, PaperRows) else ()
        authors |= {author["author_id"]: author for author in (*each.identified_authors, *papers_own)}
        if isinstance(each, PaperRows) and each.venue is not None:
            venues[each.venue["venue_id"]] = each.venue
    steps: list[Step] = [
        (_MERGE_IDENTIFIED_AUTHORS, {"rows": list(authors.values()), "revision": work.revision}),
        (_SET_AUTHORS, {"rows": list(authors.values())}),
        (_MERGE_VENUES, {"rows": list(venues.values()), "revision": work.revision}),
        *deletion(rows, work.revision),
        *creation(rows, work.revision),
    ]
    graph.write_together(*steps)
    return len(rows)
