"""Which names have joint works, and which works: the basis of neighbourhoods, chains and graphs of coauthors.

People are names here, or author rows if a caller says so: the author rows of one exact cluster are one node, whose
`key` is their name_key. A work is a joint work of two names when one paper row states both as authors; editors are not
authors, and a name is not its own coauthor, even if two of its rows are on one paper. Year, venue and number of authors
of a work are those of its preferred row.

A joint work of n authors weighs 1/(n-1), so that the weights of each author's pairs add up to one (M. E. J. Newman,
"Scientific collaboration networks. II", Physical Review E 64, 016132, 2001). n counts author rows, each once however
often the list repeats it. If the list may lack authors, n is the number that the preferred row names, but at least 2,
since the work has two authors; the weight is then the greatest that it can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import fsum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from graphapp.errors import QueryTooLarge
from graphapp.queries import Query, load_query
from graphapp.results.coauthors import CoauthorEdge
from graphapp.results.names import NameNode
from graphapp.results.papers import JointWork
from graphapp.services.author_rows import AuthorRows
from graphapp.services.whole import TornAnswer

if TYPE_CHECKING:
    from graphapp.graph import Graph

_COAUTHORS: Final = load_query("read/coauthors")
_COAUTHOR_WORKS: Final = load_query("read/coauthor_works")
_JOINT_STRENGTHS: Final = load_query("read/joint_strengths")
_JOINT_WORKS: Final = load_query("read/joint_works")

MOST_NAMES: Final = 1_000_000
"""Maximum number of names in memory while an answer is computed; more raises QueryTooLarge."""
_EXPANDED_AT_ONCE: Final = 20_000
_READ_AT_ONCE: Final = 1_000

PersonKey = Literal["name_key", "author_id"]
"""What identifies a person: the key of the name, or the id of the author row."""
RowsOf = Literal["none", "given", "all"]
"""Whose author rows to read too: none, those of the given people's names, or those of all people on their works."""

Label = TypeVar("Label")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWork:
    """A work with the authors of one paper row that states it."""

    work_id: str
    year: int | None
    author_count: int
    complete: bool
    """False when `author_count` counts those whom a list names that may lack authors."""
    authors: list[str]
    """The authors of the paper row, perhaps with repetitions; empty for a work of too many authors."""

    @property
    def weight(self) -> float:
        """The weight of the work for each pair of its authors."""
        return 1 / (max(self.author_count, 2) - 1)


Works = dict[str, SharedWork]
"""work_id -> work."""
JointWorks = dict[tuple[str, str], Works]
"""Two people -> their joint works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilters:
    """Which works count for an edge, and how many an edge needs."""

    since: int | None = None
    until: int | None = None
    venue_id: str | None = None
    max_authors: int | None = None
    min_joint: int = 1
    sources: tuple[str, ...] | None = None
    """The sources whose author rows count; None for all."""

    @property
    def are_of_sources_alone(self) -> bool:
        """Whether every work of an author row of the sources counts."""
        return replace(self, sources=None) == NO_FILTERS

    def skips(self, work: SharedWork) -> bool:
        """Whether the work has too many authors."""
        return self.max_authors is not None and work.author_count > self.max_authors


NO_FILTERS: Final = WorkFilters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings(AuthorRows):
    """Some people's works with all their authors, and the requested author rows."""

    works: list[SharedWork]
    given_keys: set[str]
    """The name keys of the people themselves."""
    torn: bool
    """Whether a paper row or the preferred row of its work lacks authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coauthors(AuthorRows):
    """All authors of paper rows of some people, as keys or ids; their author rows are for Neo4j Browser."""

    coauthors: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strengths(AuthorRows):
    """Names with the sums of their strengths, and their author rows if requested."""

    reached: list[str]
    sums: list[float]


def surroundings_query(
    by: PersonKey | Literal["fold_key"],
    values: Sequence[str],
    filters: WorkFilters = NO_FILTERS,
    *,
    people: PersonKey = "name_key",
    rows_of: RowsOf = "none",
) -> tuple[Query, dict[str, Any]]:
    """The query, with its parameters, for the works of the author rows that have one of the values.

    `people` is what identifies the authors of the works.
    """
    return _COAUTHOR_WORKS, {
        "property": by,
        "values": values,
        "shown": people,
        "rows_of": rows_of,
        "since": filters.since,
        "until": filters.until,
        "venue_id": filters.venue_id,
        "max_authors": filters.max_authors,
        "sources": filters.sources,
    }


def read_surroundings(
    graph: Graph,
    by: PersonKey | Literal["fold_key"],
    values: Sequence[str],
    filters: WorkFilters = NO_FILTERS,
    *,
    people: PersonKey = "name_key",
    rows_of: RowsOf = "none",
) -> Surroundings:
    """The works of the author rows that have one of the values, once per paper row that states a work with one."""
    _, parameters = surroundings_query(by, values, filters, people=people, rows_of=rows_of)
    [found] = graph.read(_COAUTHOR_WORKS, Surroundings, **parameters)
    if found.torn:
        raise TornAnswer("a paper of these authors has lost other authors or its venue")
    return found


def read_works(
    graph: Graph, by: PersonKey, people: Sequence[str], filters: WorkFilters = NO_FILTERS
) -> Iterator[tuple[Sequence[str], list[SharedWork]]]:
    """Some people, portion by portion, with their works, once for each paper row that states the work with one of them.

    The authors of the works are identified in the same way as the given people.
    """
    for portion in _portions(people, _READ_AT_ONCE):
        yield portion, read_surroundings(graph, by, portion, filters, people=by).works


def coauthors_query(
    by: PersonKey, people: Sequence[str], filters: WorkFilters = NO_FILTERS, *, with_rows: bool = False
) -> tuple[Query, dict[str, Any]]:
    """The query, with its parameters, for all authors of paper rows of these people; of the filters only `sources`."""
    return _COAUTHORS, {"property": by, "values": people, "with_rows": with_rows, "sources": filters.sources}


def read_coauthors(graph: Graph, by: PersonKey, people: Collection[str], filters: WorkFilters = NO_FILTERS) -> set[str]:
    """All who have enough joint works with these people, usually including themselves."""
    reached: set[str] = set()
    if filters.are_of_sources_alone:
        for portion in _portions(list(people), _EXPANDED_AT_ONCE):
            _, parameters = coauthors_query(by, portion, filters)
            [found] = graph.read(_COAUTHORS, _Coauthors, **parameters)
            reached.update(found.coauthors)
        return reached
    for portion, works in read_works(graph, by, sorted(people), filters):
        if filters.min_joint == 1:
            reached.update(author for work in works for author in work.authors)
        else:
            pairs = joint_with_all(works, set(portion))
            reached.update(other for (_, other), joint in pairs.items() if len(joint) >= filters.min_joint)
    return reached


def read_strengths(
    graph: Graph, strengths: Mapping[str, float], filters: WorkFilters, *, with_rows: bool = False
) -> tuple[dict[str, float], dict[str, NameNode], set[str]]:
    """How strongly these names, each of a strength, are joined with others, usually including themselves.

    The strength of another name is the sum, over these names, of their strength times the weight of their edge with it.
    Also the nodes of the others, where `with_rows` asks for them and they cost no other query, and the works that were
    skipped for too many authors.
    """
    sums: defaultdict[str, list[float]] = defaultdict(list)
    nodes: dict[str, NameNode] = {}
    skipped: set[str] = set()
    if filters.are_of_sources_alone:
        for portion in _portions(list(strengths), _EXPANDED_AT_ONCE):
            [found] = graph.read(
                _JOINT_STRENGTHS,
                _Strengths,
                names=portion,
                strengths={name: strengths[name] for name in portion},
                sources=filters.sources,
                with_rows=with_rows,
            )
            for name, strength in zip(found.reached, found.sums, strict=True):
                sums[name].append(strength)
            nodes |= found.by_key()
    else:
        for portion, works in read_works(graph, "name_key", list(strengths), filters):
            skipped.update(work.work_id for work in works if filters.skips(work))
            for (name, other), joint in joint_with_all(works, set(portion)).items():
                if len(joint) >= filters.min_joint:
                    sums[other].append(strengths[name] * fsum(work.weight for work in joint.values()))
    # Rounded, so that sums of the same values in another order are equal, and the key decides.
    return {name: round(fsum(parts), 9) for name, parts in sums.items()}, nodes, skipped


def joint_with_all(works: Iterable[SharedWork], people: Collection[str]) -> JointWorks:
    """The joint works of each of these people with all others and with themselves."""
    joint: defaultdict[tuple[str, str], Works] = defaultdict(dict)
    for work in works:
        authors = set(work.authors)
        for person in authors.intersection(people):
            for other in authors:
                joint[person, other][work.work_id] = work
    return joint


def read_joint_works(graph: Graph, keys: Sequence[str], filters: WorkFilters = NO_FILTERS) -> JointWorks:
    """The joint works of each pair of these names that has enough joint works, the smaller key first."""
    people = set(keys)
    joint: defaultdict[tuple[str, str], Works] = defaultdict(dict)
    for _, works in read_works(graph, "name_key", keys, filters):
        for work in works:
            for names in combinations(sorted(people.intersection(work.authors)), 2):
                joint[names][work.work_id] = work
    return {names: works for names, works in joint.items() if len(works) >= filters.min_joint}


def coauthors_of(works: Iterable[SharedWork], people: Iterable[str]) -> dict[str, set[str]]:
    """Each of these people -> the people with joint works, without themselves."""
    coauthors: dict[str, set[str]] = {person: set() for person in people}
    for work in works:
        for person in coauthors.keys() & set(work.authors):
            coauthors[person].update(work.authors)
    for person, others in coauthors.items():
        others.discard(person)
    return coauthors


def edge_of(one: str, other: str, works: Works) -> CoauthorEdge:
    """The edge of these joint works between two names."""
    years = [work.year for work in works.values() if work.year is not None]
    a, b = ends(one, other)
    return CoauthorEdge(
        a=a,
        b=b,
        papers=len(works),
        # Correctly rounded, so that the sum does not depend on the order in which the server found the works.
        weight=fsum(work.weight for work in works.values()),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        weight_at_most=not all(work.complete for work in works.values()),
    )


def edges_of(joint: JointWorks) -> list[CoauthorEdge]:
    """The edges of these joint works, by a, then b."""
    return [edge_of(a, b, works) for (a, b), works in sorted(joint.items())]


def ends(one: str, other: str) -> tuple[str, str]:
    """The ends of an edge, the smaller key first."""
    return (one, other) if one < other else (other, one)


def with_works(graph: Graph, edges: Iterable[CoauthorEdge], joint: JointWorks) -> list[CoauthorEdge]:
    """The edges with their works; `joint` has the works of the two ends of each edge."""
    listed = list_works(graph, joint)
    return [replace(edge, works=listed[edge.a, edge.b]) for edge in edges]


def list_works(graph: Graph, work_ids: Mapping[Label, Collection[str]]) -> dict[Label, tuple[JointWork, ...]]:
    """The works of each collection of work_ids, in short form and in the order of a cluster page."""
    asked = sorted({work_id for ids in work_ids.values() for work_id in ids})
    [found] = graph.read(_JOINT_WORKS, dict[str, list[JointWork]], work_ids=asked)
    placed = {work.work_id: (place, work) for place, work in enumerate(found["works"])}
    return {
        label: tuple(work for _, work in sorted((placed[work_id] for work_id in ids), key=itemgetter(0)))
        for label, ids in work_ids.items()
    }


def check_held(names: int) -> None:
    """Raise QueryTooLarge for more names than an answer may have in memory."""
    if names > MOST_NAMES:
        raise QueryTooLarge(
            f"more than {MOST_NAMES:,} names are reached; ask for fewer steps, or narrow the works with filters"
        )


def _portions(people: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (people[start : start + size] for start in range(0, len(people), size))
