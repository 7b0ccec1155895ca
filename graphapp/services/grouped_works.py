"""The groups of a name as the rules give them, from the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphapp.queries import load_query
from graphapp.rules.persons import grouping, reasons
from graphapp.rules.persons.statements import statement_facts
from graphapp.services.author_rows import name_nodes, readings_of, spelling_of
from graphapp.services.near_names import unknown_name
from graphapp.services.person_evidence import UNCOUNTED, Around, NameWork, name_works, surroundings_of
from graphapp.services.person_models import UNKNOWN_RARITY, Learned, learned_for
from graphapp.services.statement_rows import statements_about

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.rules.persons.authorships import Surroundings

_COUNT_WORKS: Final = load_query("read/works_of_names")

_MOST_ROWS: Final = 4 * grouping.MOST_GROUPED
"""Paper rows of a name that are read; several may state one work."""


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
    names: Callable[[Iterable[str]], Mapping[str, str]]
    """The names to print for name keys."""

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
    for reading in readings:
        key = reading.name_key
        works = {work.authorship.authorship_id: work for work in name_works(graph, [key], most=_MOST_ROWS)[key]}
        if works:
            break
    else:
        raise unknown_name(graph, readings[0])
    rows = [work.authorship for work in works.values()]
    total = len({row.paper_id for row in rows})
    if sum(len(work.printed) for work in works.values()) >= _MOST_ROWS:
        [counted] = graph.read(_COUNT_WORKS, dict[str, list[int]], keys=[key], most_listed=0)
        [total] = counted["papers"]
    rows = grouping.ordered(rows)[-grouping.MOST_GROUPED :]
    works = {row.authorship_id: works[row.authorship_id] for row in rows}
    around = Around(rows, frozenset(row.paper_id for row in rows))
    with ThreadPoolExecutor(2) as beside:
        nearby = beside.submit(surroundings_of, graph, [around], UNCOUNTED)
        said = beside.submit(statements_about, graph, name_keys=[key])
        learned = learned_for(graph, [key], rows)
    numbers = learned.numbers
    surroundings = replace(
        nearby.result()[0], papers=numbers.works, papers_with=numbers.titles_with, lifts=numbers.lifts
    )
    found = grouping.group_persons(
        rows,
        expected_others=learned.expected_others.get(key, UNKNOWN_RARITY),
        surroundings=surroundings,
        weights=learned.weights,
        statements=statement_facts(said.result(), rows, key=key),
        doubt=learned.doubt,
    )

    def names(keys: Iterable[str]) -> dict[str, str]:
        asked = sorted(set(keys))
        return {key: node.name for key, node in name_nodes(graph, keys=asked).items()} if asked else {}

    return Grouped(
        key=key,
        works=works,
        left_out=total - len({row.paper_id for row in rows}),
        learned=learned,
        surroundings=surroundings,
        found=found,
        places=_numbered(found, works),
        names=names,
    )


def _numbered(found: grouping.PersonGroups, works: Mapping[str, NameWork]) -> tuple[int, ...]:
    """The places of groups by falling number of works, then by falling newest year, then by the first authorship."""

    def order(place: int) -> tuple[int, int, str]:
        keys = found.groups[place].authorships
        newest = max(works[key].authorship.year or 0 for key in keys)
        return -len(keys), -newest, min(keys)

    return tuple(sorted(range(len(found.groups)), key=order))
