"""Writes the rows of a load to the graph, several batches in parallel."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

from graphapp.errors import QueryTooLarge
from graphapp.graph import Graph, Parameters
from graphapp.loading.batches import portions, stored_portions
from graphapp.loading.row_kinds import Author, Kind, PaperRows, PersonRows, Rows, Venue
from graphapp.queries import Query, load_query

_MERGE_AUTHORS: Final = load_query("write/merge_authors")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_CREATE_PAPERS: Final = load_query("write/create_papers")
_CREATE_PERSONS: Final = load_query("write/create_persons")
_DELETE_PAPERS: Final = load_query("write/delete_papers")
_DELETE_PERSONS: Final = load_query("write/delete_persons")

_MOST_KNOWN: Final = 50_000

Step = tuple[Query, Parameters]
"""A writing query and its parameters."""


class GraphWriter:
    """Creates, replaces and deletes the rows of one load. A context manager; use it in one thread.

    Every batch is one transaction and leaves the graph consistent.
    """

    def __init__(
        self, graph: Graph, *, revision: int, batch_size: int, writers: int, assure: Callable[[], None]
    ) -> None:
        """`writers` is how many batches are written in parallel; `assure` raises when the load has lost its lock."""
        self.authors_created = 0
        self.venues_created = 0
        self._graph = graph
        self._revision = revision
        self._batch_size = batch_size
        self._writers = writers
        self._assure = assure
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Kinds and ids of the author rows and venues used last: they exist and are marked."""
        self._pool = ThreadPoolExecutor(max_workers=writers, thread_name_prefix="graphapp-writer")
        self._sent: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def create(self, rows: Sequence[Rows]) -> None:
        """Start to write rows that the graph lacks; returns before they are written."""
        self._assure()
        self._ensure_neighbours(rows)
        self._wait(self._writers)
        self._sent.append(self._pool.submit(self._create, rows))

    def drain(self) -> None:
        """Wait until all rows from `create` are written; raises the error of one that failed."""
        self._wait(0)

    def replace(self, rows: Iterable[Rows]) -> Iterator[int]:
        """Delete rows from the graph and create them again as given; yields how many each transaction wrote."""
        for batch in portions(((each, each.weight) for each in rows), self._batch_size):
            self._assure()
            self._ensure_neighbours(batch)
            by_id = {each.id: each for each in batch if isinstance(each, PaperRows)}
            papers = [
                [by_id[paper_id] for paper_id in paper_ids]
                for paper_ids in (stored_portions(self._graph, list(by_id), self._batch_size) if by_id else ())
            ]
            persons = [each for each in batch if isinstance(each, PersonRows)]
            for portion in (*papers, *([persons] if persons else ())):
                self._write(portion, [*deletion(portion, self._revision), *creation(portion, self._revision)])
                yield len(portion)

    def delete(self, kind: Kind, ids: list[str]) -> int:
        """Delete rows by their ids; returns how many existed."""
        self._assure()
        return delete_rows(self._graph, kind, ids, self._revision)

    def _ensure_neighbours(self, rows: Sequence[Rows]) -> None:
        """Create the author rows and venues that the rows refer to, before the rows are written."""
        named: dict[tuple[str, str], Author | Venue] = {}
        for each in rows:
            # One record may identify an author row by its name and another by an id; both have to be written.
            for author in each.identified_authors:
                named["id", author["author_id"]] = author
            if isinstance(each, PaperRows):
                for author in each.named_authors:
                    named["name", author["author_id"]] = author
                if each.venue is not None:
                    named["venue", each.venue["venue_id"]] = each.venue
        missing = {key: row for key, row in named.items() if key not in self._known}
        with _naming_the_largest_of(rows):
            self.authors_created += self._merge(_MERGE_AUTHORS, "name", missing)
            self.authors_created += self._merge(_MERGE_IDENTIFIED_AUTHORS, "id", missing)
            self.venues_created += self._merge(_MERGE_VENUES, "venue", missing)
        for key in named:
            self._known[key] = None
            self._known.move_to_end(key)
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def _merge(self, query: Query, kind: str, missing: dict[tuple[str, str], Author | Venue]) -> int:
        # Sorted, so that all batches lock rows in the same order.
        rows = [missing[key] for key in sorted(missing) if key[0] == kind]
        return self._graph.write(query, rows=rows, revision=self._revision).nodes_created if rows else 0

    def _create(self, rows: Sequence[Rows]) -> None:
        self._write(rows, creation(rows, self._revision))

    def _write(self, rows: Sequence[Rows], steps: list[Step]) -> None:
        with _naming_the_largest_of(rows):
            self._graph.write_together(*steps)

    def _wait(self, unfinished: int) -> None:
        """Wait until at most `unfinished` batches are still being written."""
        while len(self._sent) > unfinished:
            self._sent.popleft().result()


def delete_rows(graph: Graph, kind: Kind, ids: list[str], revision: int) -> int:
    """Delete paper rows or person records by their ids, and mark the rows linked to them; returns how many existed."""
    if kind == "paper":
        return graph.write(_DELETE_PAPERS, paper_ids=ids, revision=revision).nodes_deleted
    return graph.write(_DELETE_PERSONS, person_ids=ids, revision=revision).nodes_deleted


def deletion(rows: Sequence[Rows], revision: int) -> list[Step]:
    """The queries that delete the stored version of these rows, and mark the rows linked to them."""
    papers = [each.id for each in rows if isinstance(each, PaperRows)]
    persons = [each.id for each in rows if isinstance(each, PersonRows)]
    steps: list[Step] = []
    if papers:
        steps.append((_DELETE_PAPERS, {"paper_ids": papers, "revision": revision}))
    if persons:
        steps.append((_DELETE_PERSONS, {"person_ids": persons, "revision": revision}))
    return steps


def creation(rows: Sequence[Rows], revision: int) -> list[Step]:
    """The queries that create these rows; their author rows and venues exist already."""
    # Author rows and venues are written by other queries: half of the size.
    papers = [
        {"paper": each.paper, "published_at": each.published_at, "authored": each.authored}
        for each in rows
        if isinstance(each, PaperRows)
    ]
    persons = [each.person for each in rows if isinstance(each, PersonRows)]
    steps: list[Step] = []
    if papers:
        steps.append((_CREATE_PAPERS, {"rows": papers}))
    if persons:
        steps.append((_CREATE_PERSONS, {"rows": persons, "revision": revision}))
    return steps


@contextmanager
def _naming_the_largest_of(rows: Sequence[Rows]) -> Iterator[None]:
    """Name the largest row in the error of a transaction that needs more memory or time than the server allows."""
    try:
        yield
    except QueryTooLarge as error:
        largest: Any = max(rows, key=lambda each: each.weight)
        raise QueryTooLarge(
            f"writing {len(rows):,} rows at once is beyond the server's limits of memory or time; the largest is "
            f"{largest.id} with {largest.weight:,} authorships. Load again with a "
            "smaller --batch-size, with more memory for the server, or without that record; what was written is kept"
        ) from error
