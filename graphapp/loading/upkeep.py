"""What is done to a loaded graph without new input: removing a source, rekeying after a change of rules, checking.

Removing and rekeying work in transactions of bounded size under the lock of loads; interrupted and run again, they
lead to the same graph.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.loading.load import hold_load_lock, source_portions
from graphapp.loading.progress import Progress
from graphapp.loading.rows import Row, Stated, author_properties, display_name, paper_parts, paper_row
from graphapp.loading.settle import settle
from graphapp.queries import Query, load_query
from graphapp.records import Authorship, PaperRecord
from graphapp.results import Finding, Health, Rekeying, Removal, SourceState
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION
from graphapp.schema import apply_schema, schema_status

_SOURCE_COUNTS: Final = load_query("read/source_counts")
_SOURCES: Final = load_query("read/sources")
_PAPER_RECORDS: Final = load_query("read/paper_records")
_BROKEN_INVARIANTS: Final = load_query("read/broken_invariants")
_BEGIN_UPKEEP: Final = load_query("write/begin_upkeep")
_DELETE_PAPERS: Final = load_query("write/delete_papers")
_CREATE_PAPERS: Final = load_query("write/create_papers")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_SET_AUTHORS: Final = load_query("write/set_authors")
_FINISH_REMOVAL: Final = load_query("write/finish_removal")
_FINISH_REKEY: Final = load_query("write/finish_rekey")

_BATCH: Final = 1_000


def sources(graph: Graph) -> list[SourceState]:
    """What is loaded, by name; empty for an empty graph."""
    return graph.read(_SOURCE_COUNTS, SourceState, timeout_seconds=None)


def remove_source(
    graph: Graph, *, source: str, on_progress: Callable[[Progress], None] = lambda progress: None
) -> Removal:
    """Take away the rows of a source, with the authors and venues that nothing else states; works are as before it.

    `on_progress` is told how far it is. Raises NotFound for a source that is not loaded, DatabaseBusy while a load
    runs.
    """
    began = time.monotonic()
    with hold_load_lock(graph) as assure:
        revision, since, _ = _begin(graph, source, "removing")
        papers = 0
        for paper_ids in source_portions(graph, source, _BATCH, phase="removing", on_progress=on_progress):
            assure()
            papers += graph.write(_DELETE_PAPERS, paper_ids=paper_ids, revision=revision).nodes_deleted
        settled = settle(graph, since, assure=assure, on_progress=on_progress)
        assure()
        graph.write(_FINISH_REMOVAL, source=source)
    return Removal(
        source=source,
        papers=papers,
        authors=settled.authors.deleted,
        venues=settled.venues.deleted,
        seconds=round(time.monotonic() - began, 3),
    )


def rekey(graph: Graph, *, on_progress: Callable[[Progress], None] = lambda progress: None) -> list[Rekeying]:
    """Bring the rows of every source to the rules of names, venues and works in force; empty when all of them are.

    What the records said is in the graph, so no input is read. Rows whose keys stay as they are are not written.
    `on_progress` is told how far it is with one source after the other.
    """
    apply_schema(graph)
    done: list[Rekeying] = []
    with hold_load_lock(graph) as assure:
        for row in graph.read(_SOURCES, dict[str, Any]):
            if (row["key_version"], row["venues_version"]) != (KEY_VERSION, VENUES_VERSION):
                done.append(_rekey_source(graph, assure, row["name"], on_progress))
    return done


def check(graph: Graph) -> Health:
    """Look at the schema, the versions, interrupted work and the invariants of the live graph; nothing is written."""
    findings = [_check_schema(graph), *_check_sources(graph)]
    for row in graph.read(_BROKEN_INVARIANTS, dict[str, Any], timeout_seconds=None):
        broken = row["broken"]
        findings.append(
            Finding(
                name=row["name"],
                ok=not broken,
                detail=f"{broken:,}" if broken else "none",
                remedy="load any source again; if it stays, please report it as a defect" if broken else None,
            )
        )
    return Health(ok=all(finding.ok for finding in findings), findings=tuple(findings))


def _check_schema(graph: Graph) -> Finding:
    missing = [item for item in schema_status(graph).items if item.state != "online"]
    return Finding(
        name="schema",
        ok=not missing,
        detail=", ".join(f"{item.name} is {item.state}" for item in missing) or "complete",
        remedy="run `graphapp schema apply`" if missing else None,
    )


def _check_sources(graph: Graph) -> Iterator[Finding]:
    for row in graph.read(_SOURCES, dict[str, Any]):
        name, state = row["name"], row["state"]
        versions = (row["key_version"], row["venues_version"])
        if versions != (KEY_VERSION, VENUES_VERSION):
            detail = f"keys of version {versions[0]}.{versions[1]}, not {KEY_VERSION}.{VENUES_VERSION}"
            yield Finding(name=f"source {name}", ok=False, detail=detail, remedy="run `graphapp rekey`")
        elif state == "removing":
            remedy = f"run `graphapp remove-source {name}` again, or load it again"
            yield Finding(name=f"source {name}", ok=False, detail="its removal was interrupted", remedy=remedy)
        elif state != "complete":
            remedy = "load its input again, to the end"
            yield Finding(name=f"source {name}", ok=False, detail="its last load did not end", remedy=remedy)
        elif row["owed_since"] is not None:
            remedy = "load any source again: that settles it"
            yield Finding(name=f"source {name}", ok=False, detail="works and orphans are not settled", remedy=remedy)
        else:
            yield Finding(name=f"source {name}", ok=True, detail="complete", remedy=None)


def _begin(graph: Graph, source: str, state: str) -> tuple[int, int, str]:
    """Mark the source; the work's revision, the first revision that is owed its settling, and the state before."""
    rows = {row["name"]: row for row in graph.read(_SOURCES, dict[str, Any])}
    if source not in rows:
        raise NotFound(f"no source is named {source!r}", near=tuple(rows))
    [row] = graph.write(_BEGIN_UPKEEP, source=source, state=state).rows
    revision = row["revision"]
    assert isinstance(revision, int)  # noqa: S101 - the query says so, and the type checker cannot know
    owed = [other["owed_since"] for other in rows.values() if other["owed_since"] is not None]
    return revision, min([revision, *owed]), rows[source]["state"]


def _rekey_source(
    graph: Graph, assure: Callable[[], None], source: str, on_progress: Callable[[Progress], None]
) -> Rekeying:
    began = time.monotonic()
    revision, since, state = _begin(graph, source, "rekeying")
    papers = changed = 0
    for paper_ids in source_portions(graph, source, _BATCH, phase="rekeying", on_progress=on_progress):
        assure()
        papers += len(paper_ids)
        stored = graph.read(_PAPER_RECORDS, dict[str, Any], timeout_seconds=None, paper_ids=paper_ids)
        changed += _rewrite(graph, stored, source, revision)
    settle(graph, since, assure=assure, on_progress=on_progress)
    assure()
    graph.write(
        _FINISH_REKEY,
        source=source,
        # An interrupted rekeying leaves its own state behind; the rows were whole before it.
        state="complete" if state == "rekeying" else state,
        key_version=KEY_VERSION,
        venues_version=VENUES_VERSION,
    )
    return Rekeying(source=source, papers=papers, changed=changed, seconds=round(time.monotonic() - began, 3))


def _rewrite(graph: Graph, stored: list[Row], source: str, revision: int) -> int:
    """Write those rows again whose keys differ under the rules in force; how many they are."""
    rewritten: list[Row] = []
    for old in stored:
        row = paper_row(_stated(old, source), source, revision)
        if _is_outdated(old, row, source):
            rewritten.append(row)
    if not rewritten:
        return 0
    authors = {author["author_id"]: author for row in rewritten for author in row["authors"]}
    venues = {row["venue"]["venue_id"]: row["venue"] for row in rewritten if row["venue"] is not None}
    steps: list[tuple[Query, dict[str, object]]] = [
        (_MERGE_IDENTIFIED_AUTHORS, {"rows": list(authors.values()), "revision": revision}),
        (_SET_AUTHORS, {"rows": list(authors.values())}),
        (_MERGE_VENUES, {"rows": list(venues.values()), "revision": revision}),
        (_DELETE_PAPERS, {"paper_ids": [r["properties"]["paper_id"] for r in rewritten], "revision": revision}),
        (_CREATE_PAPERS, {"rows": paper_parts(rewritten)}),
    ]
    graph.write_together(*steps)
    return len(rewritten)


def _stated(old: Row, source: str) -> Stated:
    """The record that a stored paper row came from, as far as the graph keeps it, with its own fingerprint."""
    properties, publication = old["properties"], old["publication"] or {}
    record = PaperRecord(
        place=old["paper_id"],
        paper_id=old["paper_id"].removeprefix(f"{source}:"),
        title=properties["title"],
        authorships=tuple(_authorship(entry, source) for entry in old["authorships"]),
        authors_complete="author_count" in properties,
        abstract=properties.get("abstract"),
        year=properties.get("year"),
        type=properties.get("type"),
        venue=publication.get("printed_venue"),
        venue_key=publication.get("venue_key"),
        track=publication.get("track"),
        doi=properties.get("doi"),
        arxiv_id=properties.get("arxiv_id"),
        url=properties.get("url"),
    )
    return Stated(record=record, paper_id=old["paper_id"], row_hash=properties["row_hash"])


def _authorship(entry: Row, source: str) -> Authorship:
    author, authored = entry["author"], entry["authored"]
    own_id = author["author_id"].removeprefix(f"{source}:")
    return Authorship(
        printed_name=authored["printed_name"],
        position=authored.get("position"),
        role=authored["role"],
        # A row whose id is its name has no other; its id follows the rules of names.
        author_id=None if own_id == _numbered(author) else own_id,
        orcid=authored.get("orcid"),
    )


def _is_outdated(old: Row, row: Row, source: str) -> bool:
    published = row["published"]
    return (
        old["properties"].get("title_key") != row["properties"].get("title_key")
        or old["venue_id"] != (published and published["venue_id"])
        or sorted(entry["author"]["author_id"] for entry in old["authorships"])
        != sorted(authorship["author_id"] for authorship in row["authorships"])
        or any(_shows_other_keys(entry["author"], source) for entry in old["authorships"])
    )


def _shows_other_keys(author: Row, source: str) -> bool:
    name = display_name({_numbered(author): 1}, source)
    return name is None or any(author.get(key) != value for key, value in author_properties(name).items())


def _numbered(author: Row) -> str:
    """The display name with its homonym number, as its source prints it."""
    return f"{author['name']} {author['homonym']}" if "homonym" in author else str(author["name"])
