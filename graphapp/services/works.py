"""Which paper rows state one work, as the graph holds them, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from graphapp.queries import Query, load_query
from graphapp.results.papers import StatedRow, WorkEvidence, WorkExplanation
from graphapp.rules.identifiers import SCHEME_PROPERTIES, SCHEMES, listed
from graphapp.rules.joins import differences
from graphapp.rules.known_sources import UNKNOWN, SourceTraits
from graphapp.rules.printed_names import read_name
from graphapp.rules.titles import names_no_content
from graphapp.rules.work_rows import Barrier, WorkRow
from graphapp.rules.works import find_works, why_preferred
from graphapp.services.resolving import named_work
from graphapp.services.source_records import source_traits
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_WORK_CANDIDATES: Final = load_query("read/work_candidates")
_WORK_MEMBERS: Final = load_query("read/work_members")
_WORK_ROWS: Final = load_query("read/work_rows")
_WORK_DRAWN: Final = load_query("browser/work_rows")

_MOST_COMPARED: Final = 20
"""Rows of other works with the title of a work of which is said why they are not of it."""

Row = dict[str, Any]


@whole_answers
def explain_work(graph: Graph, id: str) -> WorkExplanation:
    """The rows of the work that `id` names, as `paper` does, and what joined them.

    Computed again from the rows by the rules of `graphapp.rules.works`. Raises NotFound for a text that names no work
    or several.
    """
    members = [row["paper_id"] for row in graph.read(_WORK_MEMBERS, dict[str, str], id=id)]
    if not members:
        work_id = named_work(graph, id=id)
        members = [row["paper_id"] for row in graph.read(_WORK_MEMBERS, dict[str, str], id=work_id)]
    found = closure(graph, members)
    traits = source_traits(graph)
    rows = {row["paper_id"]: work_row(row, traits) for row in found}
    works = find_works(rows.values())
    work_id = works.work_of[members[0]]
    of_work = {paper_id for paper_id, work in works.work_of.items() if work == work_id}
    shown_by = works.shown_by[work_id]
    joined = [join for join in works.joins if join.a in of_work]
    # What kept rows apart that something else joined says nothing.
    barriers = [
        barrier
        for barrier in works.barriers
        if not of_work.isdisjoint(barrier.paper_ids) and not of_work.issuperset(barrier.paper_ids)
    ]
    stated = {row["paper_id"]: _stated_row(row, rows[row["paper_id"]], works.work_of) for row in found}
    return WorkExplanation(
        work_id=work_id,
        shown_by=shown_by,
        reason=why_preferred(rows[shown_by], [rows[paper_id] for paper_id in of_work]),
        rows=tuple(stated[paper_id] for paper_id in sorted(of_work)),
        joined=tuple(WorkEvidence(paper_ids=(j.a, j.b), rule=j.rule, evidence=j.evidence) for j in joined),
        apart=(
            *(WorkEvidence(paper_ids=b.paper_ids, rule=None, evidence=b.reason) for b in barriers),
            *_without_content([rows[paper_id] for paper_id in sorted(of_work)]),
            *_unlike([row for paper_id, row in rows.items() if paper_id in of_work], rows, barriers),
        ),
        others=tuple(stated[paper_id] for paper_id in sorted(stated) if paper_id not in of_work),
    )


def work_query(*, id: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws the rows of a work in Neo4j Browser, with its parameters."""
    return _WORK_DRAWN, {"id": id}


def closure(graph: Graph, paper_ids: Iterable[str], *, unlimited: bool = False) -> list[Row]:
    """The facts that decide the works of these paper rows and of all rows linked to them by work, identifier or title.

    A title that names no content links no rows.

    The rows of `read/work_rows`, their `identifiers` as a map. `unlimited` as for `Graph.read`.
    """
    rows: dict[str, Row] = {}
    asked: dict[str, set[str]] = {scheme.property: set() for scheme in SCHEMES if scheme.joins_works}
    asked_titles: set[str] = set()
    asked_works: set[str] = set()
    frontier = set(paper_ids)
    while frontier:
        found = graph.read(
            _WORK_ROWS,
            dict[str, Any],
            unlimited=unlimited,
            paper_ids=sorted(frontier),
            identifiers=SCHEME_PROPERTIES,
        )
        for row in found:
            row["identifiers"] = listed(row["identifiers"])
            rows[row["paper_id"]] = row
        identifiers: dict[str, list[str]] = {}
        for name, known in asked.items():
            values = {row["identifiers"][name] for row in found if name in row["identifiers"]} - known
            known |= values
            identifiers[name] = sorted(values)
        # A title such as "Editorial" joins nothing, however many rows have it.
        titles = {row["title_key"] for row in found if not names_no_content(row["title_key"])} - asked_titles - {None}
        asked_titles |= titles
        work_ids = {row["work_id"] for row in found} - asked_works
        asked_works |= work_ids
        candidates = graph.read(
            _WORK_CANDIDATES,
            dict[str, str],
            unlimited=unlimited,
            identifiers=identifiers,
            title_keys=sorted(titles),
            work_ids=sorted(work_ids),
        )
        frontier = {row["paper_id"] for row in candidates} - rows.keys()
    return list(rows.values())


def work_row(row: Row, traits: Mapping[str, SourceTraits]) -> WorkRow:
    """A row of `closure` as input for the rules of works; `traits` are those of all sources, by name.

    Authors are compared by the names that this row prints, read as those of author rows are ("Byron, Ada" is Ada
    Byron), and not by those that the author rows show: these depend on other paper rows.
    """
    source = traits.get(row["source"], UNKNOWN)
    names = [read_name(printed, homonym_numbers=source.homonym_numbers) for printed in row["author_names"]]
    stated = {field.name: row[field.name] for field in fields(WorkRow) if field.name in row}
    author_keys = tuple(sorted({name.fold_key for name in names if name is not None}))
    return WorkRow(**stated, source_rank=source.rank, author_keys=author_keys)


def _without_content(rows: Sequence[WorkRow]) -> Iterator[WorkEvidence]:
    """Why other rows with the title of these rows of a work were not even looked at."""
    found = [row for row in rows if names_no_content(row.title_key)]
    if found:
        evidence = f"many publications have the title {found[0].title!r}, so only an identifier joins others to it"
        yield WorkEvidence(paper_ids=tuple(row.paper_id for row in found), rule=None, evidence=evidence)


def _unlike(own: Sequence[WorkRow], rows: Mapping[str, WorkRow], barriers: Iterable[Barrier]) -> Iterator[WorkEvidence]:
    """What the first rows of other works with a title of this work lack, each beside the row that it is most like.

    Without those of which a barrier says more.
    """
    told = {paper_id for barrier in barriers for paper_id in barrier.paper_ids}
    of_title: dict[str, list[WorkRow]] = {}
    for row in own:
        if row.title_key and not names_no_content(row.title_key):
            of_title.setdefault(row.title_key, []).append(row)
    ids = {row.paper_id for row in own} | told
    others = [row for paper_id, row in sorted(rows.items()) if paper_id not in ids and row.title_key in of_title]
    for other in others[:_MOST_COMPARED]:
        compared = [(differences(row, other), row.paper_id) for row in of_title[other.title_key or ""]]
        lacks, paper_id = min(compared, key=lambda pair: (len(pair[0]), pair[1]))
        if lacks:
            yield WorkEvidence(
                paper_ids=(paper_id, other.paper_id), rule=None, evidence=f"the title, but {'; '.join(lacks)}"
            )


def _stated_row(row: dict[str, Any], rule_row: WorkRow, work_of: dict[str, str]) -> StatedRow:
    return StatedRow(
        paper_id=row["paper_id"],
        source=row["source"],
        title=row["title"],
        year=row["year"],
        venue=row["venue"],
        identifiers=row["identifiers"],
        complete=row["complete"],
        preprint=rule_row.preprint,
        work_id=work_of[row["paper_id"]],
    )
