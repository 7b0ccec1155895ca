"""From the graph to what the rules of persons take: authorships of names, and what surrounds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from graphapp.queries import load_query
from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.services.coauthor_works import CoauthorWorks

if TYPE_CHECKING:
    from graphapp.graph import Graph

_AUTHORSHIPS: Final = load_query("read/authorships")

_ALL: Final = 2**31
"""More paper rows than a name has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An author row of a name on a paper row, as the query of authorships returns it."""

    key: str
    work_id: str
    paper_id: str
    preferred: bool
    title: str
    year: int | None
    venue_id: str | None
    venue: str | None
    author_id: str
    name: str
    """That the author row shows."""
    source: str
    orcid: str | None
    person_id: str | None
    homonym: str | None
    position: int | None
    identified: bool
    """Whether the source has an id or an ORCID for the author row."""
    coauthors: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWork:
    """One authorship of a name with all that paper rows print of it."""

    authorship: Authorship
    shown: Printed
    """Of the paper row that shows the work if it prints the name, else of the first one that does."""
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNumbers:
    """What is counted over the whole graph."""

    works: int
    titles_with: Mapping[str, int]
    """The number of titles with a word. Words that are missing are in one title."""
    lifts: Mapping[tuple[str, str], float]
    """Of two venue_ids, the smaller first; pairs of a low lift may be missing."""


UNCOUNTED: Final = GraphNumbers(works=0, titles_with={}, lifts={})
"""For surroundings whose numbers come later."""


class Around(NamedTuple):
    """A question for surroundings."""

    rows: Sequence[Authorship]
    own: Container[str]
    """The works of the names that the rows are of, whose lists are no evidence."""


class NewestWorks(NamedTuple):
    """The authorships of names on their newest paper rows."""

    works: dict[str, list[NameWork]]
    """Of each name key, in no order."""
    cut: frozenset[str]
    """The names that may have more."""


def name_works(
    graph: Graph, keys: Sequence[str], *, work_ids: Sequence[str] | None = None
) -> dict[str, list[NameWork]]:
    """For each name key its authorships, in no order. With `work_ids` only those on these works."""
    return _by_name(keys, graph.read(_AUTHORSHIPS, Printed, keys=keys, most=_ALL, work_ids=work_ids))


def newest_works(graph: Graph, keys: Sequence[str], *, most: int) -> NewestWorks:
    """The authorships of names on at most `most` paper rows of each, the newest."""
    rows = graph.read(_AUTHORSHIPS, Printed, keys=keys, most=most, work_ids=None)
    # Before an author row that is printed twice becomes one.
    counts = Counter(row.key for row in rows)
    return NewestWorks(_by_name(keys, rows), frozenset(key for key, count in counts.items() if count >= most))


def work_counts(graph: Graph, newest: NewestWorks) -> dict[str, int]:
    """The number of all works of each name."""
    counts = {key: len({work.authorship.paper_id for work in works}) for key, works in newest.works.items()}
    return counts | dict(CoauthorWorks(graph).read(newest.cut, linking=())[0]) if newest.cut else counts


def surroundings_of(works: CoauthorWorks, asked: Sequence[Around], numbers: GraphNumbers) -> list[Surroundings]:
    """What surrounds the authorships of each question.

    Joint works are looked for among coauthors of papers that share none: where there is a shared coauthor, they are no
    evidence.
    """
    linking = [_linking(around.rows) for around in asked]
    everybody = dict.fromkeys(name for around in asked for row in around.rows for name in sorted(row.coauthors))
    papers, works_of = works.read(everybody.keys(), linking=set[str]().union(*linking))
    return [
        Surroundings(
            papers=numbers.works,
            papers_of={name: papers[name] for row in around.rows for name in row.coauthors},
            joint_papers=_joint(sorted(linked), works_of, around.own),
            papers_with=numbers.titles_with,
            lifts=numbers.lifts,
        )
        for around, linked in zip(asked, linking, strict=True)
    ]


def _linking(rows: Sequence[Authorship]) -> set[str]:
    """The coauthors of papers that share no coauthor with another paper."""
    found: set[str] = set()
    for one, other in combinations(rows, 2):
        if one.coauthors and other.coauthors and one.coauthors.isdisjoint(other.coauthors):
            found |= one.coauthors | other.coauthors
    return found


def _joint(
    names: Sequence[str], works_of: Mapping[str, Sequence[str]], own: Container[str]
) -> Counter[tuple[str, str]]:
    """For two names, the smaller first, their joint works, but for a name's own."""
    lists = [works_of.get(name, ()) for name in names]
    # Most works have one of the names: they are passed over before anything is done for each of them.
    times = Counter(chain.from_iterable(lists))
    shared = {work_id for work_id, count in times.items() if count > 1 and work_id not in own}
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name, found in zip(names, lists, strict=True):
        for work_id in shared.intersection(found):
            together[work_id].append(name)
    joint: Counter[tuple[str, str]] = Counter()
    for listed in together.values():
        joint.update(combinations(listed, 2))
    return joint


def _by_name(keys: Sequence[str], rows: Sequence[Printed]) -> dict[str, list[NameWork]]:
    printed: defaultdict[str, defaultdict[str, list[Printed]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        printed[row.key][row.work_id].append(row)
    return {key: [found for rows in printed[key].values() for found in _authorships(rows)] for key in keys}


def _authorships(rows: Sequence[Printed]) -> Iterator[NameWork]:
    """The authorships of a name on one work, from all paper rows that state it.

    The name stands there as often as in the paper row with the most author rows of it. An author row that is printed
    twice is one. Author rows of other paper rows are taken for those at the same position, else in the same order.
    """
    by_paper: defaultdict[str, list[Printed]] = defaultdict(list)
    for row in sorted(rows, key=_place):
        if all(row.author_id != other.author_id for other in by_paper[row.paper_id]):
            by_paper[row.paper_id].append(row)
    lists = sorted(by_paper.values(), key=lambda found: (-len(found), not found[0].preferred, found[0].paper_id))
    slots = [[row] for row in lists[0]]
    for found in lists[1:]:
        for rank, row in enumerate(found):
            _slot(slots, row, rank).append(row)
    for number, slot in enumerate(slots, start=1):
        shown = min(slot, key=lambda row: (not row.preferred, row.paper_id))
        work_id = shown.work_id
        yield NameWork(
            authorship=Authorship(
                authorship_id=work_id if len(slots) == 1 else f"{work_id} {number}",
                paper_id=work_id,
                paper_ids=frozenset(row.paper_id for row in slot),
                author_ids=frozenset(row.author_id for row in slot),
                title=shown.title,
                year=shown.year,
                venue=shown.venue_id,
                coauthors=frozenset(shown.coauthors),
                orcids=frozenset(row.orcid for row in slot if row.orcid is not None),
                records=frozenset((row.source, row.person_id) for row in slot if row.person_id is not None),
                numbered_rows=frozenset(
                    (row.source, row.homonym, row.author_id) for row in slot if row.homonym is not None
                ),
            ),
            shown=shown,
            printed=tuple(slot),
        )


def _slot(slots: Sequence[list[Printed]], row: Printed, rank: int) -> list[Printed]:
    if len(slots) == 1:
        return slots[0]
    for slot in slots:
        if slot[0].author_id == row.author_id:
            return slot
    for slot in slots:
        if slot[0].position is not None and slot[0].position == row.position:
            return slot
    return slots[rank]


def _place(row: Printed) -> tuple[bool, int, str]:
    return row.position is None, row.position or 0, row.author_id
