"""Records -> rows -> batches -> the graph.

The input is read once. Rows that the graph lacks are created while the reading goes on, several batches at a time; rows
that say something else than the graph are changed after the whole input is read; what is then owed is settled. Every
batch is a transaction of its own and leaves the graph whole, and the source's `state` tells an interrupted load.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from graphapp.errors import InvalidArgument, QueryTooLarge, SchemaMismatch, SourceError
from graphapp.formats import find_format, guess_format, open_input, read
from graphapp.graph import Graph
from graphapp.loading.ledger import Ledger
from graphapp.loading.progress import Phase, Progress
from graphapp.loading.rows import Row, Stated, UnfitRecord, check_source_name, paper_parts, paper_row, reject_of, state
from graphapp.loading.settle import settle
from graphapp.queries import Query, load_query
from graphapp.records import Record, Reject
from graphapp.results import KindCounts, LoadReport
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION
from graphapp.schema import apply_schema

_OCCUPATION: Final = load_query("read/occupation")
_SOURCES: Final = load_query("read/sources")
_STORED_HASHES: Final = load_query("read/stored_hashes")
_SOURCE_PAPER_COUNT: Final = load_query("read/source_paper_count")
_SOURCE_PAPER_IDS: Final = load_query("read/source_paper_ids")
_HOLD_LOAD_LOCK: Final = load_query("write/hold_load_lock")
_AUTHORSHIP_COUNTS: Final = load_query("read/authorship_counts")
_BEGIN_LOAD: Final = load_query("write/begin_load")
_MERGE_AUTHORS: Final = load_query("write/merge_authors")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_CREATE_PAPERS: Final = load_query("write/create_papers")
_DELETE_PAPERS: Final = load_query("write/delete_papers")
_FINISH_LOAD: Final = load_query("write/finish_load")

_LOCK: Final = "(load lock)"
"""No name of a source, so that the lock is in nobody's way."""
_LOCK_PATIENCE_SECONDS: Final = 3.0
_AUTHORSHIPS_PER_PAPER: Final = 8
"""A batch also ends at so many times its size in authorships: papers of thousands of authors make batches small."""
_KNOWN_AT_MOST: Final = 50_000

Item = TypeVar("Item")


@dataclass(slots=True)
class _Counts:
    """What the write queries did; several batches write at once, so only the loading thread adds to it."""

    read: int = 0
    rejected: int = 0
    deleted: int = 0
    authors: int = 0
    venues: int = 0


def load(
    graph: Graph,
    records: Iterable[Record],
    *,
    source: str,
    batch_size: int = 2_000,
    writers: int = 2,
    replace_source: bool = False,
    dry_run: bool = False,
    max_rejects: int | None = None,
    on_reject: Callable[[Reject], None] = lambda reject: None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> LoadReport:
    """Load the records as rows of `source`, and settle what that touches.

    `replace_source` takes the records as all of the source: rows that they do not state go. `dry_run` writes nothing
    and reports what a load would do to paper rows; it counts no authors and no venues. `stop` is asked after each
    batch; once it says so the load ends with what it has read, and reports itself interrupted. An input that breaks off
    ends the load likewise and is told in the report's `failure`.

    Raises InvalidArgument for a name that no source can have, DatabaseBusy while another load runs, SchemaMismatch for
    a database that is not graphapp's or was written under older rules, and DatabaseUnavailable when the database goes
    away; the same load, run again, then completes the graph.
    """
    check_source_name(source)
    if batch_size < 1 or writers < 1:
        raise InvalidArgument("a load takes at least one record a batch and one writer; give positive numbers")
    _check_occupation(graph)
    if not dry_run:
        apply_schema(graph)
    with nullcontext(lambda: None) if dry_run else hold_load_lock(graph) as assure, Ledger() as ledger:
        owed_since = _check_versions(graph, source)
        loading = _Loading(
            graph, assure, source, ledger, batch_size, writers, dry_run, max_rejects, on_reject, on_progress
        )
        return loading.run(records, owed_since, replace_source, stop)


def load_file(
    graph: Graph,
    path: str | Path,
    *,
    format: str | None = None,
    source: str | None = None,
    replace_source: bool = False,
    dry_run: bool = False,
    on_reject: Callable[[Reject], None] = lambda reject: None,
) -> LoadReport:
    """Load one file, which may be gz, xz, bz2 or zst, of a format that is guessed unless it is named.

    `source` names the source, instead of the format's own name; the rest is as for `load`. Also raises SourceError for
    a file that cannot be read, and InvalidArgument for a format that there is not.
    """
    with open_input(str(path)) as input:
        known = find_format(format) if format is not None else guess_format(input.place, input.head)
        return load(
            graph,
            read(input, known),
            source=source or known.source,
            replace_source=replace_source,
            dry_run=dry_run,
            on_reject=on_reject,
        )


def hold_load_lock(graph: Graph) -> AbstractContextManager[Callable[[], None]]:
    """Keep every other load from the database while the block runs; raises DatabaseBusy while one runs.

    Gives a function to call before each step: it raises DatabaseUnavailable when other loads are no longer kept out.
    """
    return graph.hold(_HOLD_LOAD_LOCK, patience_seconds=_LOCK_PATIENCE_SECONDS, name=_LOCK)


class _Loading:
    """One load under way."""

    def __init__(
        self,
        graph: Graph,
        assure: Callable[[], None],
        source: str,
        ledger: Ledger,
        batch_size: int,
        writers: int,
        dry_run: bool,
        max_rejects: int | None,
        on_reject: Callable[[Reject], None],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.graph = graph
        self.assure = assure
        self.source = source
        self.ledger = ledger
        self.batch_size = batch_size
        self.writers = writers
        self.dry_run = dry_run
        self.max_rejects = max_rejects
        self.on_reject = on_reject
        self.on_progress = on_progress
        self.revision = 0
        self.counts = _Counts()
        self.known: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Kinds and ids of author rows and venues that surely exist and are marked: those that were named last."""
        self.pool = ThreadPoolExecutor(max_workers=writers, thread_name_prefix="graphapp-writer")
        self.sent: deque[Future[None]] = deque()

    def run(
        self,
        records: Iterable[Record],
        owed_since: int | None,
        replace_source: bool,
        stop: Callable[[], bool],
    ) -> LoadReport:
        began = time.monotonic()
        self._tell("reading", 0, None)
        if not self.dry_run:
            self.revision = self._begin()
        failure: str | None = None
        interrupted = False
        with self.pool:
            batches = self._batches(iter(records))
            while not (interrupted or self._rejects_too_much()):
                try:
                    batch = next(batches, None)
                except SourceError as error:
                    failure = str(error)
                    break
                if batch is None:
                    break
                self._take(batch)
                interrupted = stop()
            self._wait(0)
            interrupted = interrupted or stop()
            if self._rejects_too_much():
                failure = f"{self.counts.rejected:,} records were rejected, more than the {self.max_rejects:,} allowed"
            self._change()
        whole = not interrupted and failure is None
        if replace_source and whole:
            self._delete_unseen()
        report = self._report(_seconds_since(began), interrupted, failure)
        if self.dry_run or not whole:
            return report
        settled = settle(
            self.graph,
            self.revision if owed_since is None else min(owed_since, self.revision),
            assure=self.assure,
            on_progress=self.on_progress,
        )
        self.assure()
        self.graph.write(_FINISH_LOAD, source=self.source)
        seconds = _seconds_since(began)
        return replace(
            report,
            authors=KindCounts(created=report.authors.created, deleted=settled.authors.deleted),
            venues=KindCounts(created=report.venues.created, deleted=settled.venues.deleted),
            seconds=round(seconds, 3),
            records_per_second=round(report.read / seconds, 1),
        )

    def _rejects_too_much(self) -> bool:
        return self.max_rejects is not None and self.counts.rejected > self.max_rejects

    def _begin(self) -> int:
        written = self.graph.write(
            _BEGIN_LOAD, source=self.source, key_version=KEY_VERSION, venues_version=VENUES_VERSION
        )
        revision = written.rows[0]["revision"]
        assert isinstance(revision, int)  # noqa: S101 - the query says so, and the type checker cannot know
        return revision

    def _batches(self, records: Iterator[Record]) -> Iterator[list[Stated]]:
        """Records with their identities, rejects taken out; a source that breaks off gives what it had before."""
        batch: list[Stated] = []
        size = authorships = 0
        try:
            for record in records:
                if self._rejects_too_much():
                    break
                self.counts.read += 1
                size += 1
                if isinstance(record, Reject):
                    self._reject(record)
                else:
                    try:
                        batch.append(state(record, self.source))
                        authorships += len(record.authorships)
                    except UnfitRecord as unfit:
                        self._reject(reject_of(record, str(unfit)))
                if size >= self.batch_size or authorships >= self.batch_size * _AUTHORSHIPS_PER_PAPER:
                    yield batch
                    batch, size, authorships = [], 0, 0
        except SourceError:
            yield batch
            raise
        yield batch

    def _take(self, batch: list[Stated]) -> None:
        self.assure()
        verdict = self.ledger.judge(batch, self._stored_hashes, self._row)
        for reject in verdict.rejects:
            self._reject(reject)
        if verdict.create and not self.dry_run:
            self._ensure_neighbours(verdict.create)
            self._wait(self.writers)
            self.sent.append(self.pool.submit(self._create, verdict.create))
        self._tell("reading", self.counts.read, None)

    def _tell(self, phase: Phase, done: int, total: int | None) -> None:
        self.on_progress(Progress(phase=phase, done=done, total=total))

    def _row(self, stated: Stated) -> Row:
        return paper_row(stated, self.source, self.revision)

    def _reject(self, reject: Reject) -> None:
        self.counts.rejected += 1
        self.on_reject(reject)

    def _stored_hashes(self, paper_ids: list[str]) -> dict[str, str]:
        [found] = self.graph.read(_STORED_HASHES, dict[str, list[Row]], timeout_seconds=None, paper_ids=paper_ids)
        return {row["paper_id"]: row["row_hash"] for row in found["stored"]}

    def _ensure_neighbours(self, rows: list[Row]) -> None:
        """Create the author rows and venues that the rows name, before any paper row names them."""
        named: dict[tuple[str, str], Row] = {}
        for row in rows:
            for author in row["authors"]:
                # One author row may be known by its mere name here and by an id there; both have to be written.
                named["name" if author["settled"] else "id", author["author_id"]] = author
            if (venue := row["venue"]) is not None:
                named["venue", venue["venue_id"]] = venue
        missing = {key: row for key, row in named.items() if key not in self.known}
        with _too_large_is_told_by(rows):
            self.counts.authors += self._merge(_MERGE_AUTHORS, "name", missing)
            self.counts.authors += self._merge(_MERGE_IDENTIFIED_AUTHORS, "id", missing)
            self.counts.venues += self._merge(_MERGE_VENUES, "venue", missing)
        for key in named:
            self.known[key] = None
            self.known.move_to_end(key)
        while len(self.known) > _KNOWN_AT_MOST:
            self.known.popitem(last=False)

    def _merge(self, query: Query, kind: str, missing: dict[tuple[str, str], Row]) -> int:
        # Sorted, so that no two batches lock the same rows in two orders.
        rows = [missing[key] for key in sorted(missing) if key[0] == kind]
        return self.graph.write(query, rows=rows, revision=self.revision).nodes_created if rows else 0

    def _create(self, rows: list[Row]) -> None:
        with _too_large_is_told_by(rows):
            self.graph.write(_CREATE_PAPERS, rows=paper_parts(rows))

    def _wait(self, unfinished: int) -> None:
        """Wait until at most so many batches are still being written; an error of one of them is raised here."""
        while len(self.sent) > unfinished:
            self.sent.popleft().result()

    def _change(self) -> None:
        """Write the rows that differ from the graph; each is taken out and put in again as it is stated."""
        if self.dry_run:
            return
        done, total = 0, self.ledger.waiting_count()
        self._tell("writing", done, total)
        changes = ((change, len(change[1]["authorships"])) for change in self.ledger.waiting())
        for batch in portions(changes, self.batch_size):
            self.assure()
            rows = dict(batch)
            self._ensure_neighbours(list(rows.values()))
            for paper_ids in stored_portions(self.graph, list(rows), self.batch_size):
                portion = [rows[paper_id] for paper_id in paper_ids]
                with _too_large_is_told_by(portion):
                    self.graph.write_together(
                        (_DELETE_PAPERS, {"paper_ids": paper_ids, "revision": self.revision}),
                        (_CREATE_PAPERS, {"rows": paper_parts(portion)}),
                    )
                done += len(paper_ids)
                self._tell("writing", done, total)

    def _delete_unseen(self) -> None:
        portions_unseen = source_portions(
            self.graph,
            self.source,
            self.batch_size,
            phase="removing",
            on_progress=self.on_progress,
            among=self.ledger.unseen,
        )
        for paper_ids in portions_unseen:
            self.counts.deleted += len(paper_ids)
            if not self.dry_run:
                self.assure()
                self.graph.write(_DELETE_PAPERS, paper_ids=paper_ids, revision=self.revision)

    def _report(self, seconds: float, interrupted: bool, failure: str | None) -> LoadReport:
        tally, counts = self.ledger.tally(), self.counts
        return LoadReport(
            source=self.source,
            read=counts.read,
            created=tally.created,
            updated=tally.updated,
            unchanged=tally.unchanged,
            rejected=counts.rejected,
            deleted=counts.deleted,
            authors=KindCounts(created=counts.authors),
            venues=KindCounts(created=counts.venues),
            seconds=round(seconds, 3),
            records_per_second=round(counts.read / seconds, 1),
            interrupted=interrupted,
            failure=failure,
        )


def source_portions(
    graph: Graph,
    source: str,
    size: int,
    *,
    phase: Phase,
    on_progress: Callable[[Progress], None],
    among: Callable[[list[str]], list[str]] = lambda paper_ids: paper_ids,
) -> Iterator[list[str]]:
    """The paper rows of a source, or those that `among` chooses of some of them, as `stored_portions`.

    A portion is told as done when the next one is asked for.
    """
    done, prefix = 0, f"{source}:"
    [counted] = graph.read(_SOURCE_PAPER_COUNT, dict[str, int], timeout_seconds=None, prefix=prefix)
    total = counted["papers"]
    on_progress(Progress(phase=phase, done=0, total=total))
    rows = graph.stream(_SOURCE_PAPER_IDS, dict[str, str], prefix=prefix)
    while paper_ids := [row["paper_id"] for row in islice(rows, size)]:
        if chosen := among(paper_ids):
            for portion in stored_portions(graph, chosen, size):
                yield portion
                done += len(portion)
                on_progress(Progress(phase=phase, done=done, total=total))
        done += len(paper_ids) - len(chosen)
        on_progress(Progress(phase=phase, done=done, total=total))


def stored_portions(graph: Graph, paper_ids: list[str], size: int) -> Iterator[list[str]]:
    """These paper rows as `portions` by the authorships that the graph holds of them."""
    rows = graph.read(_AUTHORSHIP_COUNTS, dict[str, Any], timeout_seconds=None, paper_ids=paper_ids)
    return portions(((row["paper_id"], row["authorships"]) for row in rows), size)


def portions(weighed: Iterable[tuple[Item, int]], size: int) -> Iterator[list[Item]]:
    """Items with their numbers of authorships, in lists that one transaction can take.

    At most `size` items, fewer where they are papers of hundreds or thousands of authors.
    """
    portion: list[Item] = []
    authorships = 0
    for item, weight in weighed:
        portion.append(item)
        authorships += weight
        if len(portion) >= size or authorships >= size * _AUTHORSHIPS_PER_PAPER:
            yield portion
            portion, authorships = [], 0
    if portion:
        yield portion


@contextmanager
def _too_large_is_told_by(rows: list[Row]) -> Iterator[None]:
    """Let the error of a transaction that the server has not the memory for say what its rows are."""
    try:
        yield
    except QueryTooLarge as error:
        largest = max(rows, key=lambda row: len(row["authorships"]))
        raise QueryTooLarge(
            f"writing {len(rows):,} paper rows at once is beyond the server's limits of memory or time; the largest is "
            f"{largest['properties']['paper_id']} with {len(largest['authorships']):,} authorships. Load again with a "
            "smaller --batch-size, with more memory for the server, or without that record; what was written is kept"
        ) from error


def _seconds_since(began: float) -> float:
    """At least a millisecond, so that a rate can be told: not every clock is finer."""
    return max(time.monotonic() - began, 0.001)


def _check_occupation(graph: Graph) -> None:
    """Refuse a database that holds somebody else's rows under our labels, before anything is written to it."""
    [found] = graph.read(_OCCUPATION, dict[str, bool])
    if found["occupied"] and not found["ours"]:
        raise SchemaMismatch(
            f"the database {graph.address.database!r} at {graph.address.uri} holds Author, Paper or Venue nodes that "
            "graphapp did not write; give it a database of its own with --database or NEO4J_DATABASE"
        )


def _check_versions(graph: Graph, source: str) -> int | None:
    """The first revision that is still owed its settling, else None; raises SchemaMismatch for older name rules."""
    rows = graph.read(_SOURCES, dict[str, Any])
    for row in rows:
        versions = (row["key_version"], row["venues_version"])
        if row["name"] == source and versions != (KEY_VERSION, VENUES_VERSION):
            raise SchemaMismatch(
                f"the rows of {source!r} were written under other rules of names and venues "
                f"({versions[0]}.{versions[1]}, not {KEY_VERSION}.{VENUES_VERSION}); run `graphapp rekey` first"
            )
    return min((row["owed_since"] for row in rows if row["owed_since"] is not None), default=None)
