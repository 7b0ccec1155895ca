"""A load: records become rows, and rows become nodes and relationships.

The input is read once. Rows that the graph lacks are created during reading; rows that differ from the graph are
changed after the whole input is read; then everything that the load has touched is settled. `source_state` has the
protocol around it, `ledger` decides which records stand, `writer` writes.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graphapp.errors import InvalidArgument, Refused
from graphapp.formats import find_format
from graphapp.formats.parts import check_whole_source, records_of, survey
from graphapp.graph import Graph
from graphapp.inputs.encodings import check_encoding
from graphapp.limits import check_whole, check_whole_or_none
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.loading.batches import source_paper_count, stored_portions
from graphapp.loading.cycles import rare_search_for_cycles
from graphapp.loading.fingerprints import check_source_name
from graphapp.loading.foreign import check_foreign_facts
from graphapp.loading.intake import Intake, Known, declared_records, identified_records
from graphapp.loading.learning import refresh
from graphapp.loading.ledger import Kept, Ledger, Tally, rows_again
from graphapp.loading.other_papers import OtherPapers
from graphapp.loading.own_venues import own_venues_of
from graphapp.loading.pending import Pending
from graphapp.loading.progress import Phase, Progress
from graphapp.loading.reading import Reading, stored_hashes
from graphapp.loading.rows import rows_of
from graphapp.loading.settle import settle
from graphapp.loading.source_state import (
    abandon_load,
    begin_load,
    check_occupation,
    finish_load,
    hold_lock,
    traits_for_load,
)
from graphapp.loading.upkeep import complete_removal, is_half_removed
from graphapp.loading.writer import GraphWriter
from graphapp.records import Loss, Record, Reject
from graphapp.results.upkeep import KindCounts, LoadReport
from graphapp.row_kinds import Rows
from graphapp.rules.known_sources import SourceTraits, combined_traits
from graphapp.schema import apply_schema
from graphapp.services.source_records import row_ids

_DEFAULT_WRITERS: Final = 2
_NOTHING: Final = Tally(created=0, updated=0, unchanged=0)


@rare_search_for_cycles()
def load(
    graph: Graph,
    records: Iterable[Record],
    *,
    source: str,
    format_traits: SourceTraits | None = None,
    homonym_numbers: bool | None = None,
    complete_lists: bool | None = None,
    own_venues: str | None = None,
    learn: bool = True,
    batch_size: int = DEFAULT_BATCH_SIZE,
    writers: int = _DEFAULT_WRITERS,
    replace_source: bool = False,
    force: bool = False,
    dry_run: bool = False,
    max_rejects: int | None = None,
    on_reject: Callable[[Reject], None] = lambda reject: None,
    on_loss: Callable[[Loss], None] = lambda loss: None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> LoadReport:
    """Load the records as rows of `source`, and settle everything that the load touches.

    `homonym_numbers` and `complete_lists` are as in `SourceTraits`; None takes the value that is stored with the
    source, else what is known of a source of this name, else `format_traits`. `own_venues` are the user's own venues as
    `read_own_venues` gives them; None takes those of the source, "" stands for none.

    With `replace_source` the records are the whole source: rows that they do not state are deleted. `force` also
    deletes those that carry what somebody else wrote, or all of them when no record became a row, and lets records give
    the ids of the source to other papers.
    After a load that changed many rows, the weights and the rarity of names are learned again, unless `learn` is false;
    `learn_persons` does it too.
    `dry_run` writes nothing and reports what a load would do to paper rows and person records; it does not count
    authors and venues. `stop` is called after each batch; once it returns True, the load ends with the records read so
    far, and its report is `interrupted`. An input that breaks off also ends the load, and the report's `failure` says
    why. `on_reject` gets each record that becomes no row, `on_loss` each part of a record that is left out of its row,
    such as a damaged identifier.

    Raises InvalidArgument for an invalid source name, for other traits than the source was loaded with and for what is
    no record, DatabaseBusy while another load runs or when another one has written since this one lost its lock,
    SchemaMismatch for a database that graphapp did not fill or that follows older rules, Refused for what needs
    `force`, GraphChanged when another program deletes rows during the load, and DatabaseUnavailable when the connection
    is lost; running the same load again then completes the graph.
    """
    check_source_name(source)
    check_whole(batch_size=batch_size, writers=writers)
    check_whole_or_none(max_rejects=max_rejects)
    if batch_size < 1 or writers < 1:
        raise InvalidArgument("a load needs at least one record per batch and one writer; give positive numbers")
    check_occupation(graph)
    if not dry_run:
        apply_schema(graph)
    with nullcontext(lambda: None) if dry_run else hold_lock(graph) as assure, Ledger(rows_again) as ledger:
        traits = traits_for_load(
            graph,
            source,
            format_traits,
            homonym_numbers=homonym_numbers,
            complete_lists=complete_lists,
            own_venues=own_venues,
        )
        began = time.monotonic()
        # Rows that are to go are none that records may state again.
        half_removed = is_half_removed(graph, source)
        if half_removed and not dry_run:
            complete_removal(graph, assure, source, force=force, on_progress=on_progress)
        on_progress(Progress(phase="reading", done=0, total=None))
        turn = None if dry_run else begin_load(graph, assure, source, traits)
        intake = Intake(
            identified_records(declared_records(records), source),
            batch_size=batch_size,
            max_rejects=max_rejects,
            on_reject=on_reject,
            on_loss=on_loss,
        )
        revision = 0 if turn is None else turn.revision
        others = OtherPapers(graph, source)
        reading = Reading(
            intake=intake,
            ledger=ledger,
            rows=lambda each: rows_of(each, source, traits, revision),
            stored_hashes=(lambda batch: {}) if half_removed else partial(stored_hashes, graph),
            check_changes=(lambda changes: None) if force else others.check,
            on_progress=on_progress,
        )
        changes = _Changes(graph, source, ledger, on_progress)
        with nullcontext() if turn is None else GraphWriter(turn, batch_size=batch_size, writers=writers) as writer:
            try:
                interrupted = reading.read((lambda rows: None) if writer is None else writer.create, stop)
            except (InvalidArgument, Refused):
                if turn is not None and writer is not None and not writer.has_written:
                    abandon_load(turn)
                raise
            if writer is not None:
                writer.drain()
                # The last batches are written meanwhile.
                interrupted = interrupted or stop()
                changes.make(writer)
            whole = not interrupted and intake.failure is None
            try:
                deleted = changes.delete_unseen(writer, batch_size, force=force) if replace_source and whole else 0
            except Refused:
                # What the input states is written, and readers see it until the load is forced or done otherwise.
                if turn is not None:
                    settle(turn, on_progress=on_progress)
                raise
        report = report_of(source, intake, ledger, writer, deleted, began, interrupted)
        if turn is None or interrupted:
            return report
        # Also what an input gave before it broke off, which may be all that it will ever give.
        settled = settle(turn, on_progress=on_progress)
        if whole:
            finish_load(turn)
            if learn:
                changed = report.created + report.updated + report.deleted
                refresh(graph, assure, changed=changed, on_progress=on_progress)
    seconds = _seconds_since(began)
    return replace(
        report,
        authors=KindCounts(created=report.authors.created, deleted=settled.authors.deleted),
        venues=KindCounts(created=report.venues.created, deleted=settled.venues.deleted),
        seconds=round(seconds, 3),
        records_per_second=round(report.read / seconds, 1),
    )


def load_file(
    graph: Graph,
    path: str | Path,
    *,
    format: str | None = None,
    source: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    encoding: str | None = None,
    homonym_numbers: bool | None = None,
    complete_lists: bool | None = None,
    venues: str | Path | None = None,
    replace_source: bool = False,
    force: bool = False,
    dry_run: bool = False,
    on_reject: Callable[[Reject], None] = lambda reject: None,
    on_loss: Callable[[Loss], None] = lambda loss: None,
    on_note: Callable[[str], None] = lambda note: None,
) -> LoadReport:
    """Load a file, the files of a folder or of a pattern such as `parts/*.jsonl`, or the members of an archive.

    Without a format, graphapp guesses that of each file. `source` is the name of the source, None for the one that the
    format or the name of the file gives. `columns` names the columns of a table by hand, as {"authors": "Author list"};
    `encoding` is that of text that is not UTF-8, as "cp1252". `on_note` gets clauses that say which columns, and which
    files of a folder or archive, are not read. A part of a folder or archive that cannot be read does not keep the
    others from being loaded; the report's `failure` names it. `venues` is a file of the user's own venues for the rows
    of the source. The rest is as for `load`.

    Also raises SourceError for what cannot be read, and InvalidArgument for an unknown format or encoding, for unknown
    fields in `columns`, and for files that belong to several sources.
    """
    named = find_format(format) if format is not None else None
    known_encoding = check_encoding(encoding) if encoding is not None else None
    found = survey((str(path),), format=named, columns=columns, encoding=known_encoding)
    names = list(dict.fromkeys(part.source for part in found.parts))
    if source is None and len(names) > 1:
        raise InvalidArgument(f"{path} has records of the sources {', '.join(names)}; name one source for all of them")
    if replace_source:
        check_whole_source(found.parts)
    if found.note:
        on_note(found.note)
    return load(
        graph,
        records_of(found.parts, found.failures, columns=columns, encoding=known_encoding, on_note=on_note),
        source=source or names[0],
        format_traits=combined_traits(part.format.traits for part in found.parts if part.format.traits is not None),
        homonym_numbers=homonym_numbers,
        complete_lists=complete_lists,
        own_venues=None if venues is None else own_venues_of(Path(venues)),
        replace_source=replace_source,
        force=force,
        dry_run=dry_run,
        on_reject=on_reject,
        on_loss=on_loss,
    )


class _Changes:
    """What a load does after its input is read: rows that differ are changed, and unseen ones deleted."""

    def __init__(
        self, graph: Graph, source: str, ledger: Ledger[Rows], on_progress: Callable[[Progress], None]
    ) -> None:
        self._graph = graph
        self._source = source
        self._ledger = ledger
        self._on_progress = on_progress

    def make(self, writer: GraphWriter) -> None:
        """Write the rows that differ from the graph."""
        done, total = 0, self._ledger.waiting_count()
        self._on_progress(Progress(phase="writing", done=0, total=total))
        for written in writer.replace(self._ledger.waiting()):
            done += written
            self._on_progress(Progress(phase="writing", done=done, total=total))

    def delete_unseen(self, writer: GraphWriter | None, batch_size: int, *, force: bool) -> int:
        """Delete the rows of the source that no record states; returns how many. Without a writer it only counts."""
        graph, source, unseen = self._graph, self._source, self._ledger.unseen
        with Pending() as papers:
            done, total = 0, source_paper_count(graph, source)
            if not force and self._ledger.tally() == _NOTHING and (total or any(row_ids(graph, "person", source, 1))):
                rows = f"{total:,} paper rows" if total else "person records"
                raise Refused(
                    f"no record of this input became a row, so with --replace all {rows} of {source!r} would go, and "
                    f"nothing was deleted; `graphapp remove-source {source}` deletes them, or --force"
                )
            self._report("comparing", done, total)
            for paper_ids in row_ids(graph, "paper", source, batch_size):
                papers.add(("", paper_id) for paper_id in unseen("paper", paper_ids))
                done += len(paper_ids)
                self._report("comparing", done, total)
            if not force:
                check_foreign_facts(graph, papers.ids(batch_size))
            deleted = papers.total
            if writer is not None:
                done = 0
                self._report("removing", done, deleted)
                for paper_ids in papers.ids(batch_size):
                    for portion in stored_portions(graph, paper_ids, batch_size):
                        writer.delete("paper", portion)
                        done += len(portion)
                        self._report("removing", done, deleted)
        for person_ids in row_ids(graph, "person", source, batch_size):
            gone = unseen("person", person_ids)
            deleted += len(gone)
            if writer is not None and gone:
                writer.delete("person", gone)
        return deleted

    def _report(self, phase: Phase, done: int, total: int) -> None:
        self._on_progress(Progress(phase=phase, done=done, total=total))


def report_of(
    source: str,
    intake: Intake[Known],
    ledger: Ledger[Kept],
    writer: GraphWriter | None,
    deleted: int,
    began: float,
    interrupted: bool,
) -> LoadReport:
    """What a load did until its input was read and written; `began` is on the monotonic clock.

    Author rows and venues are counted by the writer, and not at all without one.
    """
    tally, seconds = ledger.tally(), _seconds_since(began)
    return LoadReport(
        source=source,
        read=intake.read,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        rejected=intake.rejected,
        warnings=intake.lost,
        deleted=deleted,
        authors=KindCounts(created=0 if writer is None else writer.authors_created),
        venues=KindCounts(created=0 if writer is None else writer.venues_created),
        seconds=round(seconds, 3),
        records_per_second=round(intake.read / seconds, 1),
        interrupted=interrupted,
        failure=intake.failure,
        reasons=intake.reasons.counts(),
    )


def _seconds_since(began: float) -> float:
    """At least a millisecond, so that a rate can be computed: some clocks are coarse."""
    return max(time.monotonic() - began, 0.001)
