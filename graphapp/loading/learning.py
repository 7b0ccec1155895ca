"""Learning from the whole graph what evidence of persons weighs, and how rare names are; kept with the graph.

What is learned depends on the rows of the graph alone, never on the order in which they came. It is a `(:PersonModel)`
node and, marked with its edition, `(:NameRarity)`, `(:TitleWord)` and `(:VenueLifts)` nodes. A further edition is
written beside the one that answers use, which is deleted only after answers use the other: when learning is
interrupted, answers stay as they were.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import msgspec

from graphapp.chunks import chunks
from graphapp.errors import DatabaseBusy
from graphapp.loading.progress import Progress
from graphapp.loading.source_state import hold_lock
from graphapp.loading.temporary import room, temporary_database
from graphapp.queries import load_query
from graphapp.rules.persons.authorships import MOST_LISTED
from graphapp.rules.persons.grouping import LEAST_EXPECTED
from graphapp.rules.persons.learning import Asked, learn
from graphapp.rules.persons.rarity import rarity
from graphapp.rules.persons.samples import draw_names, drawn_works
from graphapp.rules.persons.standard_weights import STANDARD_WEIGHTS
from graphapp.rules.persons.venue_lifts import venue_lifts
from graphapp.schema import apply_schema
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.person_evidence import Around, GraphNumbers, name_works, surroundings_of
from graphapp.services.person_models import (
    FEWEST_PAPERS,
    StoredModel,
    counted_titles,
    nothing_learned,
    paper_rows,
    person_model,
    stored_model,
)
from graphapp.services.source_records import source_records

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.persons import PersonModel
    from graphapp.rules.persons.authorships import Authorship, Surroundings

_NAMES_AT_VENUES: Final = load_query("read/names_at_venues")
_TITLES_OF_NAMES: Final = load_query("read/titles_of_names")
_BEGIN_LEARNING: Final = load_query("write/begin_learning")
_CREATE_ESTIMATES: Final = load_query("write/create_estimates")
_FINISH_LEARNING: Final = load_query("write/finish_learning")
_DELETE_ESTIMATES: Final = load_query("write/delete_estimates")
_DELETE_PERSON_MODEL: Final = load_query("write/delete_person_model")
_COUNT_CHANGES: Final = load_query("write/count_changes")

_OFTEN_ENOUGH: Final = 20
"""What was learned serves while at most one of so many paper rows has changed."""
_CHUNK: Final = 10_000
_NO_EDITION: Final = 0

Report = Callable[[Progress], None]


def learn_persons(graph: Graph, *, on_progress: Report = lambda progress: None) -> PersonModel:
    """Learn from all rows of the graph. The same rows give the same, whatever was learned before.

    Raises Refused for a graph that is too small to learn from, and DatabaseBusy while another command writes.
    """
    apply_schema(graph)
    with hold_lock(graph) as assure:
        rows = paper_rows(graph)
        if rows < FEWEST_PAPERS:
            raise nothing_learned(rows)
        _learn(graph, assure, _revision(graph), on_progress)
    return person_model(graph)


def refresh(graph: Graph, assure: Callable[[], None], *, changed: int, on_progress: Report) -> None:
    """After a command that changed so many paper rows: learn again if they are too many to leave it as it is."""
    rows, model = paper_rows(graph), stored_model(graph)
    if rows < FEWEST_PAPERS:
        if model is not None:
            assure()
            graph.write(_DELETE_PERSON_MODEL)
            _delete_others(graph, _NO_EDITION)
        return
    revision = _revision(graph)
    if model is not None and (model.changed + changed) * _OFTEN_ENOUGH <= rows:
        graph.write(_COUNT_CHANGES, changed=changed, revision=revision)
        return
    _learn(graph, assure, revision, on_progress)


def _learn(graph: Graph, assure: Callable[[], None], revision: int, on_progress: Report) -> None:
    on_progress(Progress(phase="learning", done=0, total=None))
    [begun] = graph.write(_BEGIN_LEARNING).rows
    edition = int(str(begun["edition"]))
    with _Names() as names:
        lifts = venue_lifts(names.read(graph, on_progress))
        estimates = rarity(names.papers())
        names.keep(estimates.expected_others)
        works, titles_with = counted_titles(graph)
        assure()
        numbers = GraphNumbers(works=works, titles_with=titles_with, lifts=lifts)
        try:
            weights = learn(_NamesOfGraph(graph, names, numbers, assure), draw_names(names))
        except ValueError:
            # A graph of single papers, or of one family name.
            weights = replace(STANDARD_WEIGHTS, pairs=(0, 0), connected=0.0)
        _delete_others(graph, _edition_in_use(graph))
        for rows in _estimates(names, titles_with, lifts):
            assure()
            graph.write(_CREATE_ESTIMATES, edition=edition, **rows)
            on_progress(Progress(phase="learning", done=names.total, total=names.total))
        model = StoredModel(
            edition=edition,
            revision=revision,
            changed=0,
            works=works,
            names=names.total,
            scale=estimates.scale,
            crowded=estimates.crowded,
            weights=msgspec.json.encode(weights).decode(),
        )
    assure()
    [row] = graph.write(_FINISH_LEARNING, edition=edition, model=msgspec.to_builtins(model)).rows
    if not row["finished"]:
        raise DatabaseBusy("another command has begun to learn from this graph since this one lost its lock")
    _delete_others(graph, edition)


def _estimates(
    names: _Names, titles_with: Mapping[str, int], lifts: Mapping[tuple[str, str], float]
) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """What is stored, in parts of bounded size."""
    rare = ({"name_key": key, "expected_others": found} for key, _, found in names if found >= LEAST_EXPECTED)
    words = ({"word": word, "titles": count} for word, count in titles_with.items() if count > 1)
    others: dict[str, dict[str, float]] = {}
    for (one, other), lift in lifts.items():
        others.setdefault(one, {})[other] = lift
        others.setdefault(other, {})[one] = lift
    venues = ({"venue_id": key, "others": list(of), "lifts": list(of.values())} for key, of in others.items())
    kinds: dict[str, tuple[Iterator[dict[str, Any]], int]]
    kinds = {"names": (rare, _CHUNK), "words": (words, _CHUNK), "venues": (venues, _CHUNK // 10)}
    for kind, (rows, size) in kinds.items():
        for part in chunks(rows, size):
            yield {key: list[dict[str, Any]]() for key in kinds} | {kind: part}


def _revision(graph: Graph) -> int:
    return max((record.revision for record in source_records(graph)), default=0)


def _edition_in_use(graph: Graph) -> int:
    model = stored_model(graph)
    return _NO_EDITION if model is None else model.edition


def _delete_others(graph: Graph, edition: int) -> None:
    """Delete what belongs to no edition that answers use."""
    while graph.write(_DELETE_ESTIMATES, edition=edition, most=_CHUNK).nodes_deleted:
        pass


class _Names:
    """All names of the graph, on disk: key, number of works, expected number of other persons. A context manager."""

    def __init__(self) -> None:
        self._database: sqlite3.Connection = temporary_database(threads=True)
        self._one_at_a_time = Lock()
        self._database.execute("CREATE TABLE names (key TEXT PRIMARY KEY, papers INTEGER, expected REAL)")
        self.total = 0

    def __enter__(self) -> _Names:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def read(self, graph: Graph, on_progress: Report) -> Iterator[Sequence[str]]:
        """Fill it; for each name its venues."""
        rows = graph.stream(_NAMES_AT_VENUES, dict[str, Any], unlimited=True, most_listed=MOST_LISTED)
        for part in chunks(rows, _CHUNK):
            with room():
                self._database.executemany(
                    "INSERT INTO names (key, papers) VALUES (?, ?)", ((row["key"], row["papers"]) for row in part)
                )
            self.total += len(part)
            on_progress(Progress(phase="learning", done=self.total, total=None))
            yield from (row["venue_ids"] for row in part)

    def papers(self) -> Iterator[tuple[str, int]]:
        """Each name with its works, in the order of reading."""
        return iter(self._database.execute("SELECT key, papers FROM names ORDER BY rowid"))

    def keep(self, expected: Sequence[float]) -> None:
        """Store the estimates, which are in the order of reading."""
        with room():
            self._database.executemany(
                "UPDATE names SET expected = ? WHERE rowid = ?", ((each, row) for row, each in enumerate(expected, 1))
            )

    def __iter__(self) -> Iterator[tuple[str, int, float]]:
        return iter(self._database.execute("SELECT key, papers, expected FROM names ORDER BY rowid"))

    def papers_of(self, names: Collection[str]) -> dict[str, int]:
        """The number of works of these names."""
        asked = "SELECT key, papers FROM names WHERE key IN (SELECT value FROM json_each(?))"
        with self._one_at_a_time:
            return dict(self._database.execute(asked, (json.dumps(list(names)),)).fetchall())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """Parallel lists of the paper rows on which a name stands."""

    key: str
    work_ids: list[str]
    paper_ids: list[str]
    preferred: list[bool]
    titles: list[str]

    def by_work(self) -> dict[str, str]:
        """The title of each work, of the paper row that shows the work if it prints the name, else of the first one."""
        found: dict[str, str] = {}
        rows = zip(self.preferred, self.paper_ids, self.work_ids, self.titles, strict=True)
        for _, _, work_id, title in sorted(rows, key=lambda row: (not row[0], row[1])):
            found.setdefault(work_id, title)
        return found


class _NamesOfGraph:
    """What learning asks of the graph."""

    def __init__(self, graph: Graph, names: _Names, numbers: GraphNumbers, assure: Callable[[], None]) -> None:
        self._graph = graph
        self._coauthors = CoauthorWorks(graph, papers_of=names.papers_of)
        self._numbers = numbers
        self._assure = assure
        self._works: dict[str, frozenset[str]] = {}
        self._one_at_a_time = Lock()

    def authorships(self, names: Sequence[str], *, most: int) -> dict[str, list[Authorship]]:
        with self._one_at_a_time:
            self._assure()
        drawn: set[str] = set()
        for found in self._graph.read(_TITLES_OF_NAMES, _Titles, keys=list(names)):
            titles = found.by_work()
            self._works[found.key] = frozenset(titles)
            drawn.update(drawn_works(titles, most))
        works = name_works(self._graph, list(names), work_ids=sorted(drawn))
        return {name: [work.authorship for work in works[name]] for name in names}

    def surroundings(self, asked: Sequence[Asked]) -> list[Surroundings]:
        around = [Around(rows, frozenset[str]().union(*map(self._works.__getitem__, names))) for names, rows in asked]
        return surroundings_of(self._coauthors, around, self._numbers)
