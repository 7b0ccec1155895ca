"""Ids that may not stand for one person each: disjoint names, one ORCID twice on a paper, two ORCIDs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, get_args

from graphapp.limits import check_limit
from graphapp.queries import Query, load_query
from graphapp.records import Role
from graphapp.results.identities import NOTICE, Identities, Suspicion, SuspicionCount, SuspicionKind
from graphapp.rules.persons.suspicions import disjoint_names

if TYPE_CHECKING:
    from graphapp.graph import Graph

_AUTHOR_ORCIDS: Final = load_query("read/suspicious_author_orcids")
_AUTHOR_ROWS: Final = load_query("read/suspicious_author_rows")
_ORCIDS: Final = load_query("read/suspicious_orcids")
_PAPERS: Final = load_query("read/suspicious_papers")
_PERSON_ORCIDS: Final = load_query("read/suspicious_person_orcids")
_PERSONS: Final = load_query("read/suspicious_persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name of an id, the author row that has it, and a paper row, if there is one."""

    name: str
    author_id: str
    paper_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Orcid:
    """An ORCID that papers print beside a name, and one of these."""

    orcid: str
    name: str
    paper_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuthorRow:
    """A row of `read/suspicious_author_rows`."""

    author_id: str
    names: list[_Name]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OrcidsOfRow:
    """A row of `read/suspicious_author_orcids`."""

    author_id: str
    orcids: list[_Orcid]


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamesOfOrcid:
    """A row of `read/suspicious_orcids`."""

    orcid: str
    names: list[_Name]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Twice:
    """A row of `read/suspicious_papers`."""

    paper_id: str
    role: Role
    orcid: str
    author_ids: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A row of `read/suspicious_persons`."""

    person_id: str
    names: list[_Name]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OrcidsOfPerson:
    """A row of `read/suspicious_person_orcids`."""

    person_id: str
    orcid: str | None
    orcids: list[_Orcid]


def suspicious_identities(graph: Graph, *, limit: int | None = 100) -> Identities:
    """Author rows, ORCIDs and person records that may not stand for one person each; at most `limit` of each kind.

    All are counted. The whole graph is read id by id, so memory does not grow with it; what a command writes meanwhile
    may be missing. Raises InvalidArgument for a limit below 1.
    """
    check_limit(limit)
    counts: Counter[SuspicionKind] = Counter()
    listed: dict[SuspicionKind, list[Suspicion]] = {kind: [] for kind in get_args(SuspicionKind)}
    for found in chain(_of_author_rows(graph), _of_orcids(graph), _of_papers(graph), _of_persons(graph)):
        counts[found.kind] += 1
        if limit is None or len(listed[found.kind]) < limit:
            listed[found.kind].append(found)
    return Identities(
        notice=NOTICE,
        counts=tuple(
            SuspicionCount(kind=kind, count=counts[kind], listed=len(of_kind)) for kind, of_kind in listed.items()
        ),
        suspicions=tuple(chain.from_iterable(listed.values())),
    )


def suspicious_identities_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows the ORCIDs of several author rows in Neo4j Browser, with its parameters."""
    return _ORCIDS, {}


def _of_author_rows(graph: Graph) -> Iterator[Suspicion]:
    for row in graph.stream(_AUTHOR_ROWS, _AuthorRow, unlimited=True):
        yield from _disjoint("disjoint names of an author row", "the author row", row.author_id, row.names)
    for found in graph.stream(_AUTHOR_ORCIDS, _OrcidsOfRow, unlimited=True):
        yield from _several("two ORCIDs of an author row", "beside the author row", found.author_id, found.orcids)


def _of_orcids(graph: Graph) -> Iterator[Suspicion]:
    for row in graph.stream(_ORCIDS, _NamesOfOrcid, unlimited=True):
        yield from _disjoint("disjoint names of an ORCID", "the ORCID", row.orcid, row.names)


def _of_papers(graph: Graph) -> Iterator[Suspicion]:
    for row in graph.stream(_PAPERS, _Twice, unlimited=True):
        yield Suspicion(
            kind="one ORCID twice on a paper",
            suspicion=f"the ORCID {row.orcid} stands twice among the {row.role}s of {row.paper_id}",
            ids=(row.orcid, *sorted(row.author_ids)),
            names=tuple(sorted(row.names)),
            paper_id=row.paper_id,
        )


def _of_persons(graph: Graph) -> Iterator[Suspicion]:
    for row in graph.stream(_PERSONS, _Person, unlimited=True):
        yield from _disjoint("disjoint names of a person record", "the person record", row.person_id, row.names)
    for found in graph.stream(_PERSON_ORCIDS, _OrcidsOfPerson, unlimited=True):
        yield from _several(
            "two ORCIDs of a person record", "for the person record", found.person_id, found.orcids, stated=found.orcid
        )


def _disjoint(kind: SuspicionKind, words: str, about: str, names: Sequence[_Name]) -> Iterator[Suspicion]:
    """A suspicion of the first two names of an id that are disjoint."""
    by_name = {name.name: name for name in names}
    if (pair := disjoint_names(by_name)) is not None:
        found = [by_name[name] for name in pair]
        yield Suspicion(
            kind=kind,
            suspicion=f"{words} {about} has names without a common word",
            ids=(about, *sorted({name.author_id for name in found} - {about})),
            names=pair,
            paper_id=next((name.paper_id for name in reversed(found) if name.paper_id is not None), None),
        )


def _several(
    kind: SuspicionKind, words: str, about: str, printed: Sequence[_Orcid], *, stated: str | None = None
) -> Iterator[Suspicion]:
    """A suspicion of several ORCIDs of one id. No paper need print the one that is `stated`; the example does not."""
    orcids = sorted({*(found.orcid for found in printed), *filter(None, [stated])})
    if len(orcids) > 1:
        yield Suspicion(
            kind=kind,
            suspicion=f"{len(orcids)} ORCIDs are stated {words} {about}",
            ids=(about, *orcids),
            names=tuple(sorted({found.name for found in printed})),
            paper_id=next(found.paper_id for found in printed if found.orcid != stated),
        )
