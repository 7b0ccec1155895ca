"""What people said about who is who, as pages for people."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from graphapp.present.tables import table
from graphapp.present.text import count_text
from graphapp.results.statements import PersonStatement, Said, Statements, StatementSide
from graphapp.rules.steering import visible

Page = Iterator[RenderableType]


def statements_page(found: Statements) -> Page:
    """A list of statements."""
    if not found.statements:
        yield "none"
        return
    undone = any(statement.undone_at is not None for statement in found.statements)
    yield table(
        found.statements,
        ("id", lambda statement: statement.statement_id),
        ("A", lambda statement: _side(statement.one)),
        ("is", lambda statement: statement.says),
        ("B", lambda statement: _side(statement.other)),
        ("why", lambda statement: statement.why),
        ("who", lambda statement: statement.who),
        ("when", lambda statement: statement.at[:10]),
        *([("undone by", _undone)] if undone else []),
    )
    if found.not_in_graph:
        yield ""
        yield Text(f"{count_text(found.not_in_graph, 'statement')} about what is not in the graph")
    if found.truncated:
        yield ""
        yield Text(f"the first {len(found.statements):,} of {found.count:,}; --all shows all", style="dim")


def said_page(said: Said) -> Page:
    """A statement that was just written."""
    yield from statement_page(said.statement)
    for objection in said.objections:
        yield Text(visible(f"  against what a source states: {objection}"))


def statement_page(statement: PersonStatement) -> Page:
    """One statement."""
    link = "the same person" if statement.says == "same" else "different people"
    sides = f"{_side(statement.one)} and {_side(statement.other)}"
    yield Text(visible(f"statement {statement.statement_id}: {sides} are {link}"), style="bold")
    yield Text(visible(f"  {statement.who}, {statement.at[:10]}: {statement.why}"))
    if undone := _undone(statement):
        yield Text(visible(f"  undone by {undone}"))


def _side(side: StatementSide) -> str:
    return side.text if side.in_graph else f"{side.text} (not in the graph)"


def _undone(statement: PersonStatement) -> str | None:
    return None if statement.undone_at is None else f"{statement.undone_by}, {statement.undone_at[:10]}"
