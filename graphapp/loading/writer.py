"""Writes the rows of a load to the graph, several batches in parallel."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from types import TracebackType
from typing import Any, Final, NoReturn, Self, TypedDict

from graphapp.errors import GraphChanged, QueryTooLarge
from graphapp.graph import Graph, Step, Written
from graphapp.loading.batches import is_full, portions, stored_portions
from graphapp.loading.source_state import Turn
from graphapp.queries import Query, load_query
from graphapp.row_kinds import (
    PAPER_PROPERTIES,
    SETTLED_PROPERTIES,
    Author,
    Authored,
    Kind,
    PaperRows,
    PersonRows,
    PublishedAt,
    Rows,
    Venue,
)
from graphapp.rules.titles import WITHOUT_CONTENT

_MERGE_AUTHORS: Final = load_query("write/merge_authors")
_MERGE_IDENTIFIED_AUTHORS: Final = load_query("write/merge_identified_authors")
_MERGE_VENUES: Final = load_query("write/merge_venues")
_CREATE_PAPERS: Final = load_query("write/create_papers")
_RESTATE_PAPERS: Final = load_query("write/restate_papers")
_STORED_LINKS: Final = load_query("read/stored_links")
_LINK_PAPERS: Final = load_query("write/link_papers")
_MARK_NEIGHBORS: Final = load_query("write/mark_neighbors")
_CREATE_PERSONS: Final = load_query("write/create_persons")
_DELETE_PAPERS: Final = load_query("write/delete_papers")
_DELETE_PERSONS: Final = load_query("write/delete_persons")

_Neighbour = tuple[str, str, str]
"""A kind of row that others refer to, its id, and the name of a venue, which may be printed in several ways."""
_MOST_KNOWN: Final = 50_000
_PATIENCE_SECONDS: Final = 5.0
"""How long rows wait for others to fill their transaction, at least."""
_FACTS: Final = itemgetter(*Authored.__annotations__)
_RESTATED: Final = [name for name in PAPER_PROPERTIES if name not in SETTLED_PROPERTIES]


class _StoredLinks(TypedDict):
    """The relationships of a paper row in the graph."""

    paper_id: str
    authored: list[Authored]
    published_at: list[PublishedAt]


class GraphWriter:
    """Creates, replaces and deletes the rows of one load. A context manager; use it in one thread.

    Every batch is one transaction and leaves the graph consistent.
    """

    def __init__(self, turn: Turn, *, batch_size: int, writers: int) -> None:
        """`writers` is how many batches are written in parallel."""
        self.authors_created = 0
        self.venues_created = 0
        self.has_written = False
        """Whether rows were sent to the graph to be created."""
        self._turn = turn
        self._batch_size = batch_size
        self._writers = writers
        self._known: OrderedDict[_Neighbour, None] = OrderedDict()
        """The author rows and venues used last: they exist, and are marked where that has to be."""
        self._pool = ThreadPoolExecutor(max_workers=writers, thread_name_prefix="graphapp-writer")
        self._sent: deque[Future[None]] = deque()
        self._waiting: list[Rows] = []
        """Rows to be created, too few for a transaction so far."""
        self._waiting_since = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def create(self, rows: Sequence[Rows]) -> None:
        """Take rows that the graph lacks; returns before they are written.

        Few rows wait for others, since a transaction of few takes nearly as long as one of many, and a newer dump of a
        source has few in each batch. `drain` writes those that wait.
        """
        self._turn.assure()
        if self._waiting and self._are_full([*self._waiting, *rows]):
            self._send()
        if not self._waiting:
            self._waiting_since = time.monotonic()
        self._waiting += rows
        if self._are_full(self._waiting) or time.monotonic() - self._waiting_since > _PATIENCE_SECONDS:
            self._send()

    def drain(self) -> None:
        """Wait until all rows from `create` are written; raises the error of one that failed."""
        if self._waiting:
            self._send()
        self._wait(0)

    def replace(self, rows: Iterable[Rows]) -> Iterator[int]:
        """Let rows of the graph state what is given; yields how many each transaction wrote."""
        for batch in portions(((each, each.weight) for each in rows), self._batch_size):
            self._turn.assure()
            by_id = {each.id: each for each in batch if isinstance(each, PaperRows)}
            papers = [
                [by_id[paper_id] for paper_id in paper_ids]
                for paper_ids in (stored_portions(self._turn.graph, list(by_id), self._batch_size) if by_id else ())
            ]
            persons = [each for each in batch if isinstance(each, PersonRows)]
            for portion in (*papers, *([persons] if persons else ())):
                relinked = _relinked(self._turn.graph, portion)
                # The others refer to author rows and venues that exist and show what they showed.
                self._ensure_neighbours([each for each in portion if each.id in relinked])
                self._write(portion, restatement(portion, relinked, self._turn.revision))
                yield len(portion)

    def delete(self, kind: Kind, ids: list[str]) -> int:
        """Delete rows by their ids; returns how many existed."""
        self._turn.assure()
        return delete_rows(self._turn, kind, ids)

    def _are_full(self, rows: Sequence[Rows]) -> bool:
        return is_full(len(rows), sum(each.weight for each in rows), self._batch_size)

    def _send(self) -> None:
        """Start to write the rows that wait."""
        rows, self._waiting = self._waiting, []
        self.has_written = True
        self._ensure_neighbours(rows)
        self._wait(self._writers)
        self._sent.append(self._pool.submit(self._create, rows))

    def _ensure_neighbours(self, rows: Sequence[Rows]) -> None:
        """Create the author rows and venues that the rows refer to, before the rows are written."""
        named: dict[_Neighbour, Author | Venue] = {}
        for each in rows:
            # One record may identify an author row by its name and another by an id; both have to be written.
            for author in each.identified_authors:
                named["id", author["author_id"], ""] = author
            if isinstance(each, PaperRows):
                for author in each.named_authors:
                    named["name", author["author_id"], ""] = author
                if each.venue is not None:
                    named["venue", each.venue["venue_id"], each.venue["name"]] = each.venue
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

    def _merge(self, query: Query, kind: str, missing: dict[_Neighbour, Author | Venue]) -> int:
        # Sorted, so that all batches lock rows in the same order.
        rows = [missing[key] for key in sorted(missing) if key[0] == kind]
        return self._turn.write(query, rows=rows, revision=self._turn.revision).nodes_created if rows else 0

    def _create(self, rows: Sequence[Rows]) -> None:
        self._write(rows, creation(rows, self._turn.revision))

    def _write(self, rows: Sequence[Rows], steps: list[Step]) -> None:
        with _naming_the_largest_of(rows):
            self._turn.write_together(*steps)

    def _wait(self, unfinished: int) -> None:
        """Wait until at most `unfinished` batches are still being written."""
        while len(self._sent) > unfinished:
            self._sent.popleft().result()


def delete_rows(turn: Turn, kind: Kind, ids: list[str]) -> int:
    """Delete paper rows or person records by their ids, and mark the rows linked to them; returns how many existed."""
    if kind == "paper":
        _, deleted = turn.write_together(
            _marking(ids, ids, turn.revision),
            Step(_DELETE_PAPERS, {"paper_ids": ids}),
        )
        return deleted.nodes_deleted
    return turn.write(_DELETE_PERSONS, person_ids=ids, revision=turn.revision).nodes_deleted


def creation(rows: Sequence[Rows], revision: int) -> list[Step]:
    """The queries that create these rows; their author rows and venues exist already.

    A step raises GraphChanged, and so undoes the transaction, when one of those is gone.
    """
    papers = [each for each in rows if isinstance(each, PaperRows)]
    steps: list[Step] = []
    if papers:
        steps.append(Step(_CREATE_PAPERS, {"rows": [each.paper for each in papers]}))
        steps.append(_linking(papers))
    return steps + _person_creation(rows, revision)


def restatement(rows: Sequence[Rows], relinked: Set[str], revision: int) -> list[Step]:
    """The queries that let rows of the graph state what is given, and mark the rows linked to them; as `creation`.

    A paper row stays the same node, with what others wrote on it, and states the same work until that is settled. Its
    relationships stay, too, unless its id is one of `relinked`.
    """
    papers = [each for each in rows if isinstance(each, PaperRows)]
    persons = [each.id for each in rows if isinstance(each, PersonRows)]
    steps: list[Step] = []
    if papers:
        steps.append(_marking([each.id for each in papers], sorted(relinked), revision))
        stated = [
            {
                "paper_id": each.id,
                "relinked": each.id in relinked,
                "properties": {name: each.paper.get(name) for name in _RESTATED},
            }
            for each in papers
        ]
        steps.append(Step(_RESTATE_PAPERS, {"rows": stated}, partial(_check_found, len(stated))))
        if relinked:
            steps.append(_linking([each for each in papers if each.id in relinked]))
    if persons:
        steps.append(Step(_DELETE_PERSONS, {"person_ids": persons, "revision": revision}))
    return steps + _person_creation(rows, revision)


def _relinked(graph: Graph, rows: Sequence[Rows]) -> set[str]:
    """The ids of person records, and of the paper rows whose relationships in the graph differ from what is given."""
    papers = {each.id: each for each in rows if isinstance(each, PaperRows)}
    if not papers:
        return {each.id for each in rows}
    stored = graph.read(_STORED_LINKS, _StoredLinks, unlimited=True, paper_ids=list(papers))
    return papers.keys() - {found["paper_id"] for found in stored if _has_links(found, papers[found["paper_id"]])}


def _has_links(stored: _StoredLinks, rows: PaperRows) -> bool:
    """Whether the relationships in the graph are those that the rows state."""
    published_at = [] if rows.published_at is None else [rows.published_at]
    authored, stated = (Counter(map(_FACTS, each)) for each in (stored["authored"], rows.authored))
    return stored["published_at"] == published_at and authored == stated


def _marking(paper_ids: list[str], relinked: list[str], revision: int) -> Step:
    return Step(
        _MARK_NEIGHBORS,
        {
            "paper_ids": paper_ids,
            "relinked": relinked,
            "revision": revision,
            "without_content": sorted(WITHOUT_CONTENT),
        },
    )


def _linking(papers: Sequence[PaperRows]) -> Step:
    rows = [
        {"paper_id": each.id, "published_at": each.published_at, "authored": each.authored}
        for each in papers
        if each.authored or each.published_at
    ]
    return Step(_LINK_PAPERS, {"rows": rows}, partial(_check_links, sum(each.paper["link_count"] for each in papers)))


def _person_creation(rows: Sequence[Rows], revision: int) -> list[Step]:
    persons = [{"person": each.person, "names": each.names} for each in rows if isinstance(each, PersonRows)]
    if not persons:
        return []
    names = sum(len(each.names) for each in rows if isinstance(each, PersonRows))
    return [Step(_CREATE_PERSONS, {"rows": persons, "revision": revision}, partial(_check_found, names))]


def _check_links(sent: int, written: Written) -> None:
    if written.relationships_created != sent:
        _raise_changed(sent, written.relationships_created)


def _check_found(sent: int, written: Written) -> None:
    [row] = written.rows
    if row["found"] != sent:
        _raise_changed(sent, row["found"])


def _raise_changed(sent: int, found: object) -> NoReturn:
    raise GraphChanged(
        f"rows that a batch refers to are gone from the database: of {sent} it found {found}, so nothing of the batch "
        "was written; another program deletes nodes here. Run the command again"
    )


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
