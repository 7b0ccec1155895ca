"""The command: a first load of one or several sources by Neo4j's import tool.

The database is empty before and stays as it is until all tables are ready, so a load that ends early changes nothing.
Then the server is stopped, the tool makes the database, and the server starts again. The imported sources are in the
state `loading` until the schema is there: the next command settles them if this one ends before.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyarrow

from graphapp import local
from graphapp.address import Address
from graphapp.bulk.engine import Engine
from graphapp.bulk.import_files import write_import_files
from graphapp.bulk.parts import Numbered, Numbers, PartMaker, numbered_records
from graphapp.bulk.settling import settle_tables
from graphapp.bulk.tables import StandingWriter, make_folders
from graphapp.bulk.workers import Workers
from graphapp.connection import find_address
from graphapp.errors import InvalidArgument, Refused
from graphapp.graph import Graph
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.loading.fingerprints import check_source_name
from graphapp.loading.intake import Intake
from graphapp.loading.learning import refresh
from graphapp.loading.ledger import Ledger
from graphapp.loading.load import report_of
from graphapp.loading.progress import Progress
from graphapp.loading.reading import Reading
from graphapp.loading.source_state import finish_load, hold_lock, resume_load, with_options
from graphapp.local.home import home_folder
from graphapp.local.importing import tables_folder
from graphapp.queries import load_query
from graphapp.records import Loss, Record, Reject, Unfit
from graphapp.results.upkeep import KindCounts, LoadReport
from graphapp.row_kinds import Kind
from graphapp.rules.known_sources import SourceTraits, known_traits
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION
from graphapp.schema import apply_schema

_IS_EMPTY: Final = load_query("read/is_empty")

_SOURCES: Final = pyarrow.schema(
    [
        ("name", pyarrow.string()),
        ("state", pyarrow.string()),
        ("revision", pyarrow.int64()),
        ("owed_since", pyarrow.int64()),
        ("key_version", pyarrow.int64()),
        ("venues_version", pyarrow.int64()),
        ("homonym_numbers", pyarrow.bool_()),
        ("complete_lists", pyarrow.bool_()),
        ("rank", pyarrow.int64()),
        ("own_venues", pyarrow.string()),
    ]
)

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A source whose records are read."""

    revision: int
    traits: SourceTraits
    report: LoadReport
    """Without its counts of author rows and venues."""

    @property
    def whole(self) -> bool:
        """Whether its input was read to its end."""
        return not self.report.interrupted and self.report.failure is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """How many author rows and venues each load created, and how many of them nothing states in the end."""

    authors: Mapping[str, KindCounts] = field(default_factory=dict)
    """By source."""
    venues: Mapping[int, KindCounts] = field(default_factory=dict)
    """By revision."""


class BulkLoad:
    """A first load into the empty database of the local server: `read` each source, then `finish`. A context manager.

    Nothing is written to the database before `finish`. Raises Refused for a database that is not empty, and
    DatabaseBusy when another load prepares tables or writes.
    """

    def __init__(self, *, home: Path | None = None) -> None:
        """`home` is that of the local server, which runs; None for the user's."""
        self._home = (home or home_folder()).absolute()
        with Graph(self._address()) as graph:
            check_empty(graph)
        self._sources: dict[str, _Source] = {}
        with ExitStack() as opening:
            self._folder = opening.enter_context(tables_folder(self._home))
            make_folders(self._folder)
            self._standing = StandingWriter(self._folder)
            self._workers = opening.enter_context(Workers())
            self._open = opening.pop_all()
        self._numbers = Numbers()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._standing.close()
        finally:
            self._open.__exit__(kind, error, trace)

    def read(
        self,
        records: Iterable[Record],
        *,
        source: str,
        format_traits: SourceTraits | None = None,
        homonym_numbers: bool | None = None,
        complete_lists: bool | None = None,
        own_venues: str | None = None,
        batch_size: int = DEFAULT_BATCH_SIZE,
        max_rejects: int | None = None,
        on_reject: Callable[[Reject], None] = lambda reject: None,
        on_loss: Callable[[Loss], None] = lambda loss: None,
        on_progress: Report = lambda progress: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Read all records of a source, as `load` does; returns whether the input was read to its end.

        Raises InvalidArgument for an invalid name, or one that was read before.
        """
        check_source_name(source)
        if batch_size < 1:
            raise InvalidArgument("a load needs at least one record per batch; give a positive number")
        if source in self._sources:
            raise InvalidArgument(f"the records of {source!r} were read already; give all of them at once")
        traits = with_options(
            known_traits(source, format_traits),
            homonym_numbers=homonym_numbers,
            complete_lists=complete_lists,
            own_venues=own_venues,
        )
        began = time.monotonic()
        revision = len(self._sources) + 1
        maker = PartMaker(folder=self._folder, source=source, traits=traits, revision=revision)
        with (
            closing(numbered_records(records, maker, self._workers, self._numbers)) as numbered,
            Ledger(_same_number) as ledger,
        ):
            intake = Intake(
                numbered, batch_size=batch_size, max_rejects=max_rejects, on_reject=on_reject, on_loss=on_loss
            )
            reading = Reading(intake=intake, ledger=ledger, rows=_number, on_progress=on_progress)
            interrupted = reading.read(self._standing.created, stop)
            self._standing.end_load(self._numbers.take(0))
            self._standing.restating(ledger.waiting())
            report = report_of(source, intake, ledger, None, 0, began, interrupted)
        self._sources[source] = _Source(revision=revision, traits=traits, report=report)
        return self._sources[source].whole

    def finish(self, *, learn: bool = True, on_progress: Report = lambda progress: None) -> list[LoadReport]:
        """Import what was read; returns a report for each source, in the order of reading.

        Nothing is imported when no record became a row; the database then stays without the sources.
        The time after reading counts for the last source. `learn` is as for `load`. Also raises GraphAppError when the
        disk is full, and DatabaseUnavailable when the tool does not succeed: the database is then empty.
        """
        began = time.monotonic()
        self._standing.close()
        if not any(source.report.created for source in self._sources.values()):
            return self._reports(_Counts(), 0)
        with Engine(self._folder) as engine:
            engine.put("source_nodes", _SOURCES, (_node(name, source) for name, source in self._sources.items()))
            traits = {name: source.traits for name, source in self._sources.items()}
            settle_tables(engine, self._workers, traits, on_progress=on_progress)
            arguments = write_import_files(engine, self._folder, seen_from=self._home / "logs")
            counts = _Counts(authors=_counts(engine, "created_authors"), venues=_counts(engine, "created_venues"))
        on_progress(Progress(phase="importing", done=0, total=None))
        # The lock keeps other commands out until the server stops, and the connection ends with it.
        with Graph(self._address()) as graph, hold_lock(graph) as assure:
            check_empty(graph)
            local.import_tables(arguments, home=self._home, before=assure)
        on_progress(Progress(phase="indexing", done=0, total=None))
        with Graph(self._address()) as graph:
            self._complete(graph, learn, on_progress)
        return self._reports(counts, time.monotonic() - began)

    def _complete(self, graph: Graph, learn: bool, on_progress: Report) -> None:
        apply_schema(graph)
        with hold_lock(graph) as assure:
            whole = [name for name, source in self._sources.items() if source.whole]
            if not whole:
                return
            name, last = list(self._sources.items())[-1]
            finish_load(resume_load(graph, assure, name, last.traits, last.revision), sources=whole)
            if learn:
                changed = sum(source.report.created for source in self._sources.values())
                refresh(graph, assure, changed=changed, on_progress=on_progress)

    def _reports(self, counts: _Counts, seconds: float) -> list[LoadReport]:
        reports = []
        for place, (name, source) in enumerate(self._sources.items(), 1):
            taken = source.report.seconds + (seconds if place == len(self._sources) else 0)
            reports.append(
                replace(
                    source.report,
                    authors=counts.authors.get(name, KindCounts()),
                    venues=counts.venues.get(source.revision, KindCounts()),
                    seconds=round(taken, 3),
                    records_per_second=round(source.report.read / max(taken, 0.001), 1),
                )
            )
        return reports

    def _address(self) -> Address:
        return find_address(environment={}, home=self._home)


def _counts(engine: Engine, table: str) -> dict[Any, KindCounts]:
    return {of: KindCounts(created=created, deleted=deleted) for of, created, deleted in engine.answers(table)}


def _number(record: Numbered) -> int:
    """What the ledger keeps of the rows of a record."""
    if record.unfit is not None:
        raise Unfit(record.unfit)
    return record.number


def _same_number(kind: Kind, number: int) -> int:
    return number


def check_empty(graph: Graph) -> None:
    """Raise Refused for a database that holds anything."""
    [found] = graph.read(_IS_EMPTY, dict[str, bool])
    if not found["empty"]:
        raise Refused(
            f"the database {graph.address.database!r} at {graph.address.uri} is not empty, and --bulk makes it anew; "
            "load without --bulk, or set GRAPHAPP_HOME to a folder for another database"
        )


def _node(name: str, source: _Source) -> dict[str, Any]:
    return {
        "name": name,
        "state": "loading",
        "revision": source.revision,
        "owed_since": source.revision,
        "key_version": KEY_VERSION,
        "venues_version": VENUES_VERSION,
        "homonym_numbers": source.traits.homonym_numbers,
        "complete_lists": source.traits.complete_lists,
        "rank": source.traits.rank,
        "own_venues": source.traits.own_venues or None,
    }
