"""What sources state against what a person says. It keeps nobody from saying it, since a person's say counts more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypedDict

from graphapp.chunks import chunks
from graphapp.queries import load_query
from graphapp.rules.persons.statements import Statement
from graphapp.services.statement_rows import NamedAuthorRow, Rows

if TYPE_CHECKING:
    from graphapp.graph import Graph

_JOINT: Final = {True: load_query("read/one_paper_of_two"), False: load_query("read/one_author_of_two")}
"""The query of papers that speak against "same", and of those that speak against "different"."""
_WORDS: Final = {
    True: "both are in the author list of {papers}",
    False: "both are one author of {papers}, left out of what you say",
}

_CHUNK: Final = 1_000
_MOST_ROWS: Final = 1_000
"""Author rows of one side that are compared: a name has seldom more."""


class _JointPaper(TypedDict):
    place: int
    papers: int
    paper_id: str


def source_objections(graph: Graph, statements: Sequence[Statement], rows: Rows | None = None) -> list[tuple[str, ...]]:
    """For each statement, what sources state against it, in words; empty where none does.

    Against "same": two homonym numbers of one source, unequal ORCIDs, one paper with both. Against "different": one
    ORCID, one person record, one author row with a homonym number, one author of a work. `rows` are those that were
    read already.
    """
    rows = rows or Rows(graph)
    rows.read_of(side for statement in statements for side in (statement.one, statement.other))
    sides = [
        (rows.author_rows(statement.one)[:_MOST_ROWS], rows.author_rows(statement.other)[:_MOST_ROWS])
        for statement in statements
    ]
    joint = {
        **_joint_papers(graph, statements, sides, same=True),
        **_joint_papers(graph, statements, sides, same=False),
    }
    return [
        tuple(
            _against_same(statement, *of, joint.get(place))
            if statement.same
            else _against_different(*of, joint.get(place))
        )
        for place, (statement, of) in enumerate(zip(statements, sides, strict=True))
    ]


def _against_same(
    statement: Statement, ones: Sequence[NamedAuthorRow], others: Sequence[NamedAuthorRow], joint: str | None
) -> Iterator[str]:
    numbers: dict[str, tuple[set[str], set[str]]] = {}
    for place, rows in enumerate((ones, others)):
        for row in rows:
            if row.homonym is not None:
                numbers.setdefault(row.source, (set(), set()))[place].add(row.homonym)
    for source, (one, other) in sorted(numbers.items()):
        if one and other and (apart := sorted(one ^ other)):
            yield f"{source} gives them the homonym numbers {', '.join(apart if one & other else sorted(one | other))}"
    orcids = [{row.orcid for row in rows if row.orcid is not None} for rows in (ones, others)]
    if all(orcids) and orcids[0] != orcids[1]:
        yield f"sources state the ORCIDs {', '.join(sorted(orcids[0] | orcids[1]))}"
    papers = [side.paper_id for side in (statement.one, statement.other)]
    if papers[0] is not None and papers[0] == papers[1]:
        yield f"both are in the author list of {papers[0]}"
    elif joint is not None:
        yield joint


def _against_different(
    ones: Sequence[NamedAuthorRow], others: Sequence[NamedAuthorRow], joint: str | None
) -> Iterator[str]:
    for orcid in sorted({row.orcid for row in ones if row.orcid} & {row.orcid for row in others}):
        yield f"sources state one ORCID for them, {orcid}"
    for person in sorted({row.person_id for row in ones if row.person_id} & {row.person_id for row in others}):
        yield f"a source says that they are the person {person}"
    for row in ones:
        if row.homonym is not None and row in others:
            yield f"{row.source} gives them one author row of the number {row.homonym}"
    if joint is not None:
        yield joint


def _joint_papers(
    graph: Graph,
    statements: Sequence[Statement],
    sides: Sequence[tuple[list[NamedAuthorRow], list[NamedAuthorRow]]],
    *,
    same: bool,
) -> dict[int, str]:
    """Place of a statement -> a sentence about papers that speak against it.

    Those that have both in their author lists speak against "same"; against "different" do those whose rows in several
    sources have them as one author.
    """
    found: dict[int, str] = {}
    asked = [
        (place, statement)
        for place, statement in enumerate(statements)
        if statement.same == same and all(sides[place]) and None in (statement.one.paper_id, statement.other.paper_id)
    ]
    for chunk in chunks(asked, _CHUNK):
        pairs = []
        for place, statement in chunk:
            one, other = sides[place]
            if statement.other.kind != "name" and statement.one.paper_id is None:
                # Those of the smaller side are followed to their papers.
                one, other = other, one
            pairs.append(
                {
                    "one": [row.author_id for row in one],
                    "other": [row.author_id for row in other],
                    "paper": _paper_of(statement),
                }
            )
        for row in graph.read(_JOINT[same], _JointPaper, unlimited=True, pairs=pairs):
            more = f" and {row['papers'] - 1:,} more" if row["papers"] > 1 else ""
            found[chunk[row["place"]][0]] = _WORDS[same].format(papers=f"{row['paper_id']}{more}")
    return found


def _paper_of(statement: Statement) -> str | None:
    return statement.one.paper_id or statement.other.paper_id
