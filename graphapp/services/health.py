"""Whether the schema and the graph are as graphapp needs them, and what to do if they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from graphapp.queries import Query, load_query
from graphapp.results.upkeep import Finding, Health
from graphapp.row_kinds import AUTHOR_PROPERTIES, VENUE_PROPERTIES
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.search_words import SCALES
from graphapp.rules.venues import VENUES_VERSION
from graphapp.schema import schema_status
from graphapp.services.source_records import SourceRecord, is_outdated, source_records
from graphapp.services.statement_rows import outdated_statements

if TYPE_CHECKING:
    from graphapp.graph import Graph

_BROKEN_INVARIANTS: Final = load_query("read/broken_invariants")
_PARAMETERS: Final = {
    "author_properties": list(AUTHOR_PROPERTIES),
    "venue_properties": list(VENUE_PROPERTIES),
    "scales": list(SCALES),
}


_NAMES_LOST: Final = "person records without one of their names"

_REMEDIES: Final = {
    "paper rows without all of their authors or their venue": (
        "another program deleted them; load the same input again, which writes these rows again"
    ),
    _NAMES_LOST: "another program deleted them; load the same input again, which writes these records again",
}
"""Invariant -> what to do when it is broken."""
_SETTLED: Final = frozenset(
    (
        "author rows that nothing states",
        "author rows that searching puts in a wrong place",
        "venues that no paper row names",
        "works without exactly one preferred row",
    )
)
"""Invariants that hold once the works and orphans of all loads are settled."""
_REKEY: Final = "run `graphapp rekey`"
_SETTLED_LATER: Final = "complete the work that did not end: that settles it"
_UNKNOWN_FAULT: Final = "load any source again; if the finding stays, please report it as a bug"


def check(graph: Graph, *, quick: bool = False) -> Health:
    """Check the schema, the versions, interrupted work and the invariants of the live graph; this writes nothing.

    The invariants are about every row, so that they take minutes in a graph of millions; `quick` leaves them out, and
    says so.
    """
    records = source_records(graph)
    owed = any(record.owed for record in records)
    outdated = any(map(is_outdated, records))
    findings = [_check_schema(graph), *_check_sources(records), *_check_statements(graph)]
    if quick:
        findings.append(Finding(name="rows", ok=True, detail="not checked: that is no quick check", remedy=None))
        return Health(ok=all(finding.ok for finding in findings), findings=tuple(findings))
    for row in graph.read(_BROKEN_INVARIANTS, dict[str, Any], unlimited=True, **_PARAMETERS):
        broken = row["broken"]
        findings.append(
            Finding(
                name=row["name"],
                ok=not broken,
                detail=f"{broken:,}" if broken else "none",
                remedy=_remedy(row["name"], owed=owed, outdated=outdated) if broken else None,
            )
        )
    return Health(ok=all(finding.ok for finding in findings), findings=tuple(findings))


def check_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows the invariants in Neo4j Browser, with its parameters."""
    return _BROKEN_INVARIANTS, _PARAMETERS


def _check_schema(graph: Graph) -> Finding:
    missing = [item for item in schema_status(graph).items if item.state != "online"]
    return Finding(
        name="schema",
        ok=not missing,
        detail=", ".join(f"{item.name} is {item.state}" for item in missing) or "complete",
        remedy="run `graphapp schema apply`" if missing else None,
    )


def _remedy(invariant: str, *, owed: bool, outdated: bool) -> str:
    if owed and invariant in _SETTLED:
        return _SETTLED_LATER
    if outdated and invariant == _NAMES_LOST:
        # A graph of earlier rules does not have them.
        return _REKEY
    return _REMEDIES.get(invariant, _UNKNOWN_FAULT)


def _check_statements(graph: Graph) -> Iterator[Finding]:
    """Nothing where all statements follow the current rules of names."""
    if outdated_statements(graph):
        detail = f"names with keys of another version than {KEY_VERSION}"
        yield Finding(name="statements", ok=False, detail=detail, remedy=_REKEY)


def _check_sources(records: Iterable[SourceRecord]) -> Iterator[Finding]:
    for record in records:
        name, state = record.name, record.state
        if state == "rekeying":
            detail = "its rekeying was interrupted"
            yield Finding(name=f"source {name}", ok=False, detail=detail, remedy=_REKEY)
        elif is_outdated(record):
            versions = f"{record.key_version}.{record.venues_version}"
            detail = f"keys of version {versions}, not {KEY_VERSION}.{VENUES_VERSION}"
            yield Finding(name=f"source {name}", ok=False, detail=detail, remedy=_REKEY)
        elif state == "removing":
            remedy = f"run `graphapp remove-source {name}` again, or load it again"
            yield Finding(name=f"source {name}", ok=False, detail="its removal was interrupted", remedy=remedy)
        elif state != "complete":
            remedy = "load its input again, to the end"
            yield Finding(name=f"source {name}", ok=False, detail="its last load did not end", remedy=remedy)
        elif record.owed:
            remedy = "load any source again: that settles it"
            yield Finding(name=f"source {name}", ok=False, detail="works and orphans are not settled", remedy=remedy)
        else:
            yield Finding(name=f"source {name}", ok=True, detail="complete", remedy=None)
