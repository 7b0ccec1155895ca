"""Changes of a loaded graph without new input: removing a source, and rekeying after a change of rules.

Both follow the protocol of `source_state`, in transactions of bounded size; if interrupted and run again, they give the
same graph.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from graphapp.errors import InvalidArgument, NotFound, Refused
from graphapp.graph import Graph, Step
from graphapp.loading.batches import source_portions
from graphapp.loading.cycles import rare_search_for_cycles
from graphapp.loading.fingerprints import Identified
from graphapp.loading.foreign import check_foreign_facts
from graphapp.loading.learning import refresh
from graphapp.loading.losses import usable
from graphapp.loading.progress import Progress
from graphapp.loading.rows import author_properties, display_name, rows_of
from graphapp.loading.settle import settle, settle_scales
from graphapp.loading.source_state import (
    Turn,
    begin_upkeep,
    finish_rekeying,
    finish_removal,
    hold_lock,
)
from graphapp.loading.statement_keys import rekey_statements
from graphapp.loading.writer import delete_rows, restatement
from graphapp.queries import load_query
from graphapp.records import Loss, Unfit
from graphapp.results.upkeep import Rekeying, Removal
from graphapp.row_kinds import (
    PAPER_PROPERTIES,
    SETTLED_PROPERTIES,
    Author,
    PaperRows,
    PersonRows,
    Rows,
    StoredPaper,
    Venue,
)
from graphapp.rules.known_sources import SourceTraits
from graphapp.schema import apply_schema
from graphapp.services.source_records import is_outdated, row_ids, source_records
from graphapp.stored_records import numbered, person_record_of, record_of

_PAPER_RECORDS: Final = load_query("read/paper_records")
_PERSON_RECORDS: Final = load_query("read/person_records")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_SET_AUTHORS: Final = load_query("write/set_authors")

_BATCH: Final = 1_000
_STATED: Final = [name for name in PAPER_PROPERTIES if name not in SETTLED_PROPERTIES | {"revision"}]
"""The properties of a paper row that follow from its record alone."""


@rare_search_for_cycles()
def remove_source(
    graph: Graph,
    *,
    source: str,
    force: bool = False,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Removal:
    """Delete the rows of a source, with authors and venues that nothing else states; works are as before that source.

    `on_progress` gets the progress. Raises NotFound for a source that is not loaded, DatabaseBusy while a load runs,
    and, unless `force` is set, Refused for paper rows that carry what somebody else wrote.
    """
    began = time.monotonic()
    with hold_lock(graph) as assure:
        if not force:
            check_foreign_facts(graph, row_ids(graph, "paper", source, _BATCH))
        turn = begin_upkeep(graph, assure, source, "removing")
        papers = _delete_all(turn, on_progress)
        settled = settle(turn, on_progress=on_progress)
        finish_removal(turn)
        refresh(graph, assure, changed=papers, on_progress=on_progress)
    return Removal(
        source=source,
        papers=papers,
        authors=settled.authors.deleted,
        venues=settled.venues.deleted,
        seconds=round(time.monotonic() - began, 3),
    )


def is_half_removed(graph: Graph, source: str) -> bool:
    """Whether a removal of the source was interrupted."""
    return any((record.name, record.state) == (source, "removing") for record in source_records(graph))


def complete_removal(
    graph: Graph, assure: Callable[[], None], source: str, *, force: bool, on_progress: Callable[[Progress], None]
) -> None:
    """Delete the rows that an interrupted removal of the source left, before others are loaded.

    `assure` is what `hold_lock` gave. What was linked to the rows is settled by the load. Raises as `remove_source`
    does.
    """
    if not force:
        check_foreign_facts(graph, row_ids(graph, "paper", source, _BATCH))
    _delete_all(begin_upkeep(graph, assure, source, "removing"), on_progress)


@rare_search_for_cycles()
def rekey(
    graph: Graph,
    *,
    source: str | None = None,
    own_venues: str | None = None,
    on_loss: Callable[[Loss], None] = lambda loss: None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> list[Rekeying]:
    """Apply the current rules of names, identifiers, venues and works to the rows of every source, or of one.

    `own_venues` become the user's own venues of that source, as `read_own_venues` gives them; "" stands for none, None
    keeps those that it has. Empty when all rows follow the rules. The graph holds what the records said, so no input is
    read, and ids stay: those of rows that the source gives none are not computed again. Rows that do not change are not
    written. What people said follows when all sources do. In the end all works are settled, and all names that author
    rows and venues show. `on_loss` gets each part of a stored row that the current rules leave out; its place is the
    row's id. `on_progress` gets the progress for one source after the other. Raises NotFound for a source that is not
    loaded, InvalidArgument for own venues without a source, and Refused for a row that the current rules do not take.
    """
    apply_schema(graph)
    with hold_lock(graph) as assure:
        turns: list[Turn] = []
        done: list[Rekeying] = []
        for name in _outdated(graph, source, own_venues):
            turns.append(begin_upkeep(graph, assure, name, "rekeying", own_venues))
            done.append(_rekey_rows(turns[-1], on_loss, on_progress))
        if turns:
            settle(turns[-1], on_progress=on_progress)
        rekeyed = {turn.source for turn in turns}
        if all(record.name in rekeyed or not is_outdated(record) for record in source_records(graph)):
            # Names are looked up among rows that all follow the same rules.
            rekey_statements(graph, assure)
        if turns:
            finish_rekeying(turns)
            refresh(graph, assure, changed=sum(each.changed for each in done), on_progress=on_progress)
        return done


def _delete_all(turn: Turn, on_progress: Callable[[Progress], None]) -> int:
    """Delete all rows of the source; returns how many of them were paper rows."""
    graph, source = turn.graph, turn.source
    papers = 0
    for paper_ids in source_portions(graph, source, _BATCH, phase="removing", on_progress=on_progress):
        turn.assure()
        papers += delete_rows(turn, "paper", paper_ids)
    for person_ids in row_ids(graph, "person", source, _BATCH):
        turn.assure()
        delete_rows(turn, "person", person_ids)
    return papers


def _outdated(graph: Graph, source: str | None, own_venues: str | None) -> list[str]:
    """The sources to rekey: those that follow other rules, and the given one if it gets other venues."""
    records = {record.name: record for record in source_records(graph)}
    if source is None:
        if own_venues is not None:
            raise InvalidArgument("own venues are those of one source; name it")
        return [name for name, record in records.items() if is_outdated(record)]
    if source not in records:
        raise NotFound(f"no source is named {source!r}", near=tuple(records))
    gets_others = own_venues is not None and own_venues != records[source].traits.own_venues
    return [source] if gets_others or is_outdated(records[source]) else []


def _rekey_rows(turn: Turn, on_loss: Callable[[Loss], None], on_progress: Callable[[Progress], None]) -> Rekeying:
    graph, source = turn.graph, turn.source
    began = time.monotonic()
    papers = changed = warnings = 0
    for paper_ids in source_portions(graph, source, _BATCH, phase="rekeying", on_progress=on_progress):
        turn.assure()
        papers += len(paper_ids)
        stored = graph.read(_PAPER_RECORDS, StoredPaper, unlimited=True, paper_ids=paper_ids)
        found = (changed_paper(row, source, turn.traits, turn.revision) for row in stored)
        again = list(filter(None, found))
        changed += len(again)
        warnings += _write_again(turn, again, on_loss)
        settle_scales(turn, paper_ids=paper_ids)
    for person_ids in row_ids(graph, "person", source, _BATCH):
        turn.assure()
        persons = graph.read(_PERSON_RECORDS, dict[str, Any], unlimited=True, person_ids=person_ids)
        warnings += _write_again(turn, [_person_again(row["properties"], turn) for row in persons], on_loss)
    return Rekeying(
        source=source, papers=papers, changed=changed, warnings=warnings, seconds=round(time.monotonic() - began, 3)
    )


class Changed(NamedTuple):
    """What a stored row becomes under the current rules."""

    rows: Rows
    losses: tuple[Loss, ...]
    """The stored identifiers that the current rules leave out."""


def changed_paper(stored: StoredPaper, source: str, traits: SourceTraits, revision: int) -> Changed | None:
    """What a stored paper row becomes under the current rules; None when it is unchanged.

    Raises Refused for a row that these rules do not take.
    """
    properties = stored["properties"]
    identified = Identified.of(usable(record_of(stored)), "paper", stored["paper_id"], properties["row_hash"])
    rows = _rows_again(identified, source, traits, revision)
    assert isinstance(rows, PaperRows)  # noqa: S101 - a paper record has paper rows, which the type checker cannot see
    authors = [entry["author"] for entry in stored["authorships"]]
    authored = [
        (entry["author"]["author_id"], entry["authored"].get("orcid") or "", entry["authored"].get("printed_key") or "")
        for entry in stored["authorships"]
    ]
    authored_again = [(each["author_id"], each["orcid"] or "", each["printed_key"] or "") for each in rows.authored]
    is_changed = (
        any(properties.get(name) != rows.paper.get(name) for name in _STATED)
        or stored["venue_id"] != (rows.published_at and rows.published_at["venue_id"])
        or sorted(authored) != sorted(authored_again)
        or any(_has_other_keys(author, traits) for author in authors)
    )
    return Changed(rows, identified.losses) if is_changed else None


def _person_again(stored: dict[str, Any], turn: Turn) -> Changed:
    """As `changed_paper`, for a person record given by its properties.

    Always: its author rows may have no paper that would bring their keys along.
    """
    identified = Identified.of(usable(person_record_of(stored)), "person", stored["person_id"], stored["row_hash"])
    rows = _rows_again(identified, turn.source, turn.traits, turn.revision)
    assert isinstance(rows, PersonRows)  # noqa: S101 - as above
    return Changed(rows, identified.losses)


def _rows_again(identified: Identified, source: str, traits: SourceTraits, revision: int) -> Rows:
    try:
        return rows_of(identified, source, traits, revision)
    except Unfit as unfit:
        raise Refused(
            f"the rules of this version do not take {identified.id!r}, which the graph has: {unfit}. "
            f"Run `graphapp remove-source {source}`, and load its input again: that record is then a reject"
        ) from unfit


def _has_other_keys(author: dict[str, Any], traits: SourceTraits) -> bool:
    name = display_name({numbered(author): 1}, traits)
    return name is None or any(author.get(key) != value for key, value in author_properties(name).items())


def _write_again(turn: Turn, changes: Sequence[Changed], on_loss: Callable[[Loss], None]) -> int:
    """Write these rows again in one transaction, then report what they lost; returns how much that was."""
    if not changes:
        return 0
    rows = [each.rows for each in changes]
    authors: dict[str, Author] = {}
    venues: dict[tuple[str, str], Venue] = {}
    for each in rows:
        papers_own = each.named_authors if isinstance(each, PaperRows) else ()
        authors |= {author["author_id"]: author for author in (*each.identified_authors, *papers_own)}
        if isinstance(each, PaperRows) and each.venue is not None:
            venues[each.venue["venue_id"], each.venue["name"]] = each.venue
    steps: list[Step] = [
        Step(_MERGE_IDENTIFIED_AUTHORS, {"rows": list(authors.values()), "revision": turn.revision}),
        Step(_SET_AUTHORS, {"rows": list(authors.values())}),
        Step(_MERGE_VENUES, {"rows": list(venues.values()), "revision": turn.revision}),
        *restatement(rows, {each.id for each in rows}, turn.revision),
    ]
    turn.write_together(*steps)
    losses = [loss for each in changes for loss in each.losses]
    for loss in losses:
        on_loss(loss)
    return len(losses)
