"""Which paper rows state one work, as the graph holds them, and why."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.results import StatedRow, WorkEvidence, WorkExplanation
from graphapp.rules.names import KNOWN_HOMONYM_SOURCES, parse_name
from graphapp.rules.works import WorkRow, find_works, why_preferred

_WORK_CANDIDATES: Final = load_query("read/work_candidates")
_WORK_MEMBERS: Final = load_query("read/work_members")
_WORK_ROWS: Final = load_query("read/work_rows")

Row = dict[str, Any]


def explain_work(graph: Graph, *, id: str) -> WorkExplanation:
    """The rows of the work that `id` names, by its work_id or by one of its paper_ids, and how they came together.

    Computed afresh from the rows by the rules of `graphapp.rules.works`. Raises NotFound for an id that no paper
    row has.
    """
    members = [row["paper_id"] for row in graph.read(_WORK_MEMBERS, dict[str, str], id=id)]
    if not members:
        raise NotFound(f"no paper row and no work has the id {id[:100]!r}")
    found = closure(graph, members)
    rows = {row["paper_id"]: work_row(row) for row in found}
    works = find_works(rows.values())
    work_id = works.work_of[members[0]]
    of_work = {paper_id for paper_id, work in works.work_of.items() if work == work_id}
    shown_by = works.shown_by[work_id]
    joined = [join for join in works.joins if join.a in of_work]
    barriers = [barrier for barrier in works.barriers if not of_work.isdisjoint(barrier.paper_ids)]
    stated = {row["paper_id"]: _stated_row(row, rows[row["paper_id"]], works.work_of) for row in found}
    return WorkExplanation(
        work_id=work_id,
        shown_by=shown_by,
        reason=why_preferred(rows[shown_by], [rows[paper_id] for paper_id in of_work]),
        rows=tuple(stated[paper_id] for paper_id in sorted(of_work)),
        joined=tuple(WorkEvidence(paper_ids=(j.a, j.b), rule=j.rule, evidence=j.evidence) for j in joined),
        apart=tuple(WorkEvidence(paper_ids=b.paper_ids, rule=None, evidence=b.reason) for b in barriers),
        others=tuple(stated[paper_id] for paper_id in sorted(stated) if paper_id not in of_work),
    )


def closure(graph: Graph, paper_ids: Iterable[str]) -> list[Row]:
    """The rows of `read/work_rows` for these paper rows and all that share an identifier or a title, step by step."""
    rows: dict[str, Row] = {}
    asked: dict[str, set[str]] = {"doi": set(), "arxiv_id": set(), "title_key": set()}
    frontier = set(paper_ids)
    while frontier:
        found = graph.read(_WORK_ROWS, dict[str, Any], timeout_seconds=None, paper_ids=sorted(frontier))
        rows.update((row["paper_id"], row) for row in found)
        keys = {name: {row[name] for row in found if row[name] is not None} - known for name, known in asked.items()}
        for name, known in asked.items():
            known |= keys[name]
        candidates = graph.read(
            _WORK_CANDIDATES,
            dict[str, str],
            timeout_seconds=None,
            dois=sorted(keys["doi"]),
            arxiv_ids=sorted(keys["arxiv_id"]),
            title_keys=sorted(keys["title_key"]),
        )
        frontier = {row["paper_id"] for row in candidates} - rows.keys()
    return list(rows.values())


def work_row(row: Row) -> WorkRow:
    """A row of `closure` as the rules of works take it.

    Authors are compared as the row itself prints them: what an author row shows depends on other paper rows.
    """
    numbered = row["source"] in KNOWN_HOMONYM_SOURCES
    names = [parse_name(printed, homonym_numbers=numbered) for printed in row["author_names"]]
    stated = {field.name: row[field.name] for field in fields(WorkRow) if field.name != "author_keys"}
    return WorkRow(**stated, author_keys=tuple(sorted({name.fold_key for name in names if name is not None})))


def _stated_row(row: dict[str, Any], rule_row: WorkRow, work_of: dict[str, str]) -> StatedRow:
    return StatedRow(
        paper_id=row["paper_id"],
        source=row["source"],
        title=row["title"],
        year=row["year"],
        venue=row["venue"],
        doi=row["doi"],
        arxiv_id=row["arxiv_id"],
        complete=row["complete"],
        preprint=rule_row.preprint,
        work_id=work_of[row["paper_id"]],
    )
