"""The tables of one or several sources, from their records to the nodes and relationships of a graph.

`read` each source, then `settle`; the tables then say what an ordinary load of the same records would have written.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import pyarrow

from graphapp.bulk.engine import DuckEngine
from graphapp.bulk.parts import Numbered, Numbers, PartMaker, numbered_records
from graphapp.bulk.settling import define_standing, settle_tables
from graphapp.bulk.tables import StandingWriter, make_folders
from graphapp.bulk.workers import OBJECTS_OF_A_PART, Processes, Workers
from graphapp.errors import InvalidArgument
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.loading.cycles import rare_search_for_cycles
from graphapp.loading.fingerprints import check_source_name
from graphapp.loading.intake import Intake
from graphapp.loading.ledger import Ledger
from graphapp.loading.load import report_of
from graphapp.loading.progress import Progress
from graphapp.loading.reading import Reading
from graphapp.loading.source_state import with_options
from graphapp.records import Loss, Record, Reject, Unfit
from graphapp.results.upkeep import KindCounts, LoadReport
from graphapp.row_kinds import Kind
from graphapp.rules.known_sources import SourceTraits, known_traits
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION

if TYPE_CHECKING:
    from graphapp.bulk.spark import Spark

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
class ReadSource:
    """A source whose records are read."""

    revision: int
    traits: SourceTraits
    report: LoadReport
    """Without its counts of author rows and venues."""

    @property
    def whole(self) -> bool:
        """Whether its input was read to its end."""
        return not self.report.interrupted and self.report.failure is None


class SourceTables:
    """A folder of tables. A context manager; for one thread.

    Every method raises GraphAppError when the disk is full.
    """

    def __init__(self, folder: AbstractContextManager[Path], *, spark: "Spark | None" = None) -> None:
        """`folder` gives an empty folder, and is left with the tables.

        `spark` makes the tables; None for DuckDB and processes of this machine.
        """
        self.sources: dict[str, ReadSource] = {}
        """What was read, by name and in the order of reading."""
        self._numbers = Numbers()
        self._authors: dict[str, KindCounts] = {}
        """By source: how many author rows its load created, and how many of them nothing states in the end."""
        self._venues: dict[int, KindCounts] = {}
        """The same of venues, by revision."""
        self._spark = spark
        with ExitStack() as opening:
            self.folder = opening.enter_context(folder)
            make_folders(self.folder)
            self._standing = StandingWriter(self.folder)
            self._processes = opening.enter_context(Processes())
            self._open = opening.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._standing.close()
        finally:
            self._open.__exit__(kind, error, trace)

    @property
    def has_rows(self) -> bool:
        """Whether any record became a row."""
        return any(source.report.created for source in self.sources.values())

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
        if source in self.sources:
            raise InvalidArgument(f"the records of {source!r} were read already; give all of them at once")
        traits = with_options(
            known_traits(source, format_traits),
            homonym_numbers=homonym_numbers,
            complete_lists=complete_lists,
            own_venues=own_venues,
        )
        began = time.monotonic()
        revision = len(self.sources) + 1
        maker = PartMaker(folder=self.folder, source=source, traits=traits, revision=revision)
        with (
            rare_search_for_cycles(OBJECTS_OF_A_PART),
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
        self.sources[source] = ReadSource(revision=revision, traits=traits, report=report)
        return self.sources[source].whole

    def settle(self, *, state: str, on_progress: Report = lambda progress: None) -> DuckEngine:
        """Make the tables of nodes and relationships of all that was read, once; the caller closes the engine.

        `state` is that of the sources whose input was read to its end; the others are `loading`.
        """
        self._standing.close()
        traits = {name: source.traits for name, source in self.sources.items()}
        with DuckEngine(self.folder) if self._spark is None else self._spark.engine(self.folder) as engine:
            nodes = (_node(name, source, state) for name, source in self.sources.items())
            engine.put("source_nodes", _SOURCES, nodes)
            settle_tables(engine, self._workers, traits, on_progress=on_progress)
        settled = DuckEngine(self.folder)
        define_standing(settled)
        self._authors, self._venues = _counts(settled, "created_authors"), _counts(settled, "created_venues")
        return settled

    @property
    def _workers(self) -> Workers:
        return self._processes if self._spark is None else self._spark

    def reports(self, seconds: float) -> list[LoadReport]:
        """A report for each source, in the order of reading; `seconds` since then count for the last source."""
        reports = []
        for place, (name, source) in enumerate(self.sources.items(), 1):
            taken = source.report.seconds + (seconds if place == len(self.sources) else 0)
            reports.append(
                replace(
                    source.report,
                    authors=self._authors.get(name, KindCounts()),
                    venues=self._venues.get(source.revision, KindCounts()),
                    seconds=round(taken, 3),
                    records_per_second=round(source.report.read / max(taken, 0.001), 1),
                )
            )
        return reports


def _counts(engine: DuckEngine, table: str) -> dict[Any, KindCounts]:
    return {of: KindCounts(created=created, deleted=deleted) for of, created, deleted in engine.answers(table)}


def _number(record: Numbered) -> int:
    """What the ledger keeps of the rows of a record."""
    if record.unfit is not None:
        raise Unfit(record.unfit)
    return record.number


def _same_number(kind: Kind, number: int) -> int:
    return number


def _node(name: str, source: ReadSource, state: str) -> dict[str, Any]:
    stated = state if source.whole else "loading"
    return {
        "name": name,
        "state": stated,
        "revision": source.revision,
        "owed_since": source.revision if stated == "loading" else None,
        "key_version": KEY_VERSION,
        "venues_version": VENUES_VERSION,
        "homonym_numbers": source.traits.homonym_numbers,
        "complete_lists": source.traits.complete_lists,
        "rank": source.traits.rank,
        "own_venues": source.traits.own_venues or None,
    }
