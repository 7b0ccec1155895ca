"""The works of coauthors: how many each has, and which of them two have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphapp.chunks import chunks
from graphapp.queries import load_query
from graphapp.rules.persons.authorships import MOST_LISTED
from graphapp.services.author_rows import name_nodes, spelling_of

if TYPE_CHECKING:
    from graphapp.graph import Graph

_WORKS_OF_NAMES: Final = load_query("read/works_of_names")

_READ_AT_ONCE: Final = 2_000
_MOST_KEPT: Final = 1_000_000
"""So many ids are kept for further questions, in some 110 MB; with more, reading begins anew."""

PapersOf = Callable[[Collection[str]], Mapping[str, int]]
"""The number of works of each of these names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorksOfNames:
    keys: list[str]
    papers: list[int]
    work_ids: list[list[str]]
    long_work_ids: list[list[str]]
    spellings: list[list[tuple[str, int]]]


class CoauthorWorks:
    """Reads the works of coauthors, each name once, however many questions it is part of. Threads may share it."""

    def __init__(self, graph: Graph, *, papers_of: PapersOf | None = None, with_names: bool = False) -> None:
        """`papers_of` gives numbers of works, if they are known; `with_names` also reads `names` with the works."""
        self._graph = graph
        self._papers_of = papers_of
        self._with_names = with_names
        self._kept = _Kept()
        self._spellings: dict[str, list[tuple[str, int]]] = {}

    def read(
        self, names: Collection[str], *, linking: Collection[str]
    ) -> tuple[Mapping[str, int], Mapping[str, Sequence[str]]]:
        """The number of works of each name, and of those of `linking` the works of at most `MOST_LISTED` authors.

        A name that no paper row has as an author has no number.
        """
        kept = self._kept
        works: dict[str, Sequence[str]] = {key: kept.works[key] for key in linking if key in kept.works}
        if self._papers_of is None:
            papers = {key: kept.papers[key] for key in names if key in kept.papers}
            counted = [key for key in names if key not in papers and key not in linking]
        else:
            papers, counted = {**self._papers_of(names)}, []
        asked = [{"key": key, "listed": True} for key in linking if key not in works]
        asked += [{"key": key, "listed": False} for key in counted]
        for part in chunks(asked, _READ_AT_ONCE):
            [found] = self._graph.read(
                _WORKS_OF_NAMES, _WorksOfNames, names=part, most_listed=MOST_LISTED, with_names=self._with_names
            )
            self._take(found, papers, works, linking)
        return papers, works

    def names(self, keys: Collection[str]) -> dict[str, str]:
        """The name to print for each key; those that did not come with the works are read. Unknown keys are missing."""
        found = {key: spelling_of(self._spellings[key]) for key in keys if key in self._spellings}
        missing = sorted(set(keys) - found.keys())
        return found | {key: node.name for key, node in name_nodes(self._graph, keys=missing).items()}

    def _take(
        self,
        found: _WorksOfNames,
        papers: dict[str, int],
        works: dict[str, Sequence[str]],
        linking: Collection[str],
    ) -> None:
        if self._kept.size > _MOST_KEPT:
            self._kept = _Kept()
        kept = self._kept
        rows = zip(found.keys, found.papers, found.work_ids, found.long_work_ids, found.spellings, strict=True)
        for key, count, short, long, spellings in rows:
            if key in linking:
                works[key] = kept.keep(key, short)
                count = len({*short, *long})
            if count and self._papers_of is None:
                papers[key] = kept.papers[key] = count
            if spellings:
                self._spellings[key] = spellings


class _Kept:
    """What was read, until it is too much."""

    def __init__(self) -> None:
        self.papers: dict[str, int] = {}
        self.works: dict[str, Sequence[str]] = {}
        self.size = 0
        self._ids: dict[str, str] = {}

    def keep(self, key: str, work_ids: Sequence[str]) -> Sequence[str]:
        """The works of a name, each once, and with one text for each id."""
        found = [self._ids.setdefault(work_id, work_id) for work_id in dict.fromkeys(work_ids)]
        self.works[key] = found
        self.size += len(found)
        return found
