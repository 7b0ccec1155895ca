"""The groups of a name as the rules give them, from the graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from graphapp.chunks import chunks
from graphapp.rules.persons import grouping, reasons
from graphapp.rules.persons.statements import statement_facts
from graphapp.services.author_rows import missing_number, readings_of, spelling_of
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.near_names import unknown_name
from graphapp.services.person_evidence import (
    UNCOUNTED,
    Around,
    NameWork,
    NewestWorks,
    newest_works,
    surroundings_of,
    work_counts,
)
from graphapp.services.person_models import Learned, learned_for, rarity_of
from graphapp.services.statement_rows import statements_about

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.rules.names import Name
    from graphapp.rules.persons.authorships import Surroundings

_ROWS_OF_WORK: Final = 4
_MOST_ROWS: Final = _ROWS_OF_WORK * grouping.MOST_GROUPED
"""Paper rows of a name that are read; several may state one work."""

_COLLECTED: Final = "one in twenty works of the graph or more has the name, so the graph does not show how common it is"
_NAMES_AT_ONCE: Final = 20
"""Names whose works and their surroundings are in memory together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The groups of a name, and all that they were computed from."""

    key: str
    works: Mapping[str, NameWork]
    """By authorship_id."""
    left_out: int
    learned: Learned
    surroundings: Surroundings
    found: grouping.PersonGroups
    places: tuple[int, ...]
    """The places of the groups in `found`, in the order in which they are numbered."""
    names: Callable[[Collection[str]], Mapping[str, str]]
    """The names to print for name keys."""
    missing_number: str | None = None
    """The homonym number behind the requested name, when none of its author rows has it."""

    @property
    def members(self) -> list[list[NameWork]]:
        """The works of each group, by its number less one."""
        return [[self.works[key] for key in self.found.groups[place].authorships] for place in self.places]

    @property
    def name(self) -> str:
        return spelling_of((row.name, 1) for work in self.works.values() for row in work.printed)

    def reasons(self, authorships: Iterable[str]) -> reasons.Reasons:
        """The reasons, which name coauthors of these authorships only."""
        coauthors = {name for key in authorships for name in self.works[key].authorship.coauthors}
        return reasons.Reasons(
            [work.authorship for work in self.works.values()],
            surroundings=self.surroundings,
            weights=self.learned.weights,
            found=self.found,
            shown=self.names(coauthors).__getitem__,
            venues={
                work.shown.venue_id: work.shown.venue
                for work in self.works.values()
                if work.shown.venue_id is not None and work.shown.venue is not None
            },
        )


def grouped_works(graph: Graph, name: str) -> Grouped:
    """The groups of a name as the rules give them, and what they come from. Raises what `person_groups` raises."""
    readings = readings_of(name)
    if (newest := _newest(graph, readings, _MOST_ROWS)) is None:
        raise unknown_name(graph, readings[0])
    return _of_reading(graph, *newest)


def grouped_few(graph: Graph, name: str, *, most: int) -> Grouped | None:
    """As `grouped_works`; None for a name that no author row carries, and, soon, for one of more than `most` works."""
    for rows in (_ROWS_OF_WORK * most, _MOST_ROWS):
        if (found := _newest(graph, readings_of(name), rows)) is None:
            return None
        reading, newest = found
        if len({work.shown.work_id for work in newest.works[reading.name_key]}) > most:
            return None
        if not newest.cut:
            break
    return _of_reading(graph, reading, newest)


def _newest(graph: Graph, readings: Iterable[Name], rows: int) -> tuple[Name, NewestWorks] | None:
    for reading in readings:
        newest = newest_works(graph, [reading.name_key], most=rows)
        if newest.works[reading.name_key]:
            return reading, newest
    return None


def _of_reading(graph: Graph, reading: Name, newest: NewestWorks) -> Grouped:
    key = reading.name_key
    grouped = _grouped(graph, newest, CoauthorWorks(graph, with_names=True))[key]
    return replace(grouped, missing_number=missing_number(graph, reading, name_keys=[key]))


def grouped_names(graph: Graph, keys: Sequence[str]) -> dict[str, Grouped]:
    """As `grouped_works`, for names by their keys; those that no paper row has as an author are left out."""
    found: dict[str, Grouped] = {}
    # People who write together have the same coauthors.
    coauthors = CoauthorWorks(graph)
    for chunk in chunks(keys, _NAMES_AT_ONCE):
        found |= _grouped(graph, newest_works(graph, chunk, most=_MOST_ROWS), coauthors)
    return found


def _grouped(graph: Graph, newest: NewestWorks, coauthors: CoauthorWorks) -> dict[str, Grouped]:
    """The groups of names from their newest works; a name without works has none."""
    rows = {
        key: grouping.ordered(work.authorship for work in works)[-grouping.MOST_GROUPED :]
        for key, works in newest.works.items()
        if works
    }
    keys, everything = list(rows), list(chain.from_iterable(rows.values()))
    with ThreadPoolExecutor(2) as beside:
        around = [Around(of, frozenset(row.paper_id for row in of)) for of in rows.values()]
        nearby = beside.submit(surroundings_of, coauthors, around, UNCOUNTED)
        said = beside.submit(statements_about, graph, name_keys=keys)
        learned = learned_for(graph, keys, everything)
    numbers, statements = learned.numbers, said.result()
    counts = work_counts(graph, newest)

    grouped: dict[str, Grouped] = {}
    for key, uncounted in zip(keys, nearby.result(), strict=True):
        surroundings = replace(uncounted, papers=numbers.works, papers_with=numbers.titles_with, lifts=numbers.lifts)
        count = counts[key]
        rarity = rarity_of(learned, key, papers=count)
        found = grouping.group_persons(
            rows[key],
            expected_others=rarity,
            surroundings=surroundings,
            weights=learned.weights,
            statements=statement_facts(statements, rows[key], key=key),
            doubt=learned.doubt or (_COLLECTED if rarity is None else None),
        )
        by_id = {work.authorship.authorship_id: work for work in newest.works[key]}
        works = {row.authorship_id: by_id[row.authorship_id] for row in rows[key]}
        grouped[key] = Grouped(
            key=key,
            works=works,
            left_out=count - len({row.paper_id for row in rows[key]}),
            learned=learned,
            surroundings=surroundings,
            found=found,
            places=_numbered(found, works),
            names=coauthors.names,
        )
    return grouped


def _numbered(found: grouping.PersonGroups, works: Mapping[str, NameWork]) -> tuple[int, ...]:
    """The places of groups by falling number of works, then by falling newest year, then by the first authorship."""

    def order(place: int) -> tuple[int, int, str]:
        keys = found.groups[place].authorships
        newest = max(works[key].authorship.year or 0 for key in keys)
        return -len(keys), -newest, min(keys)

    return tuple(sorted(range(len(found.groups)), key=order))
