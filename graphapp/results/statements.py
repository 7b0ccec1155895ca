"""What people said about who is who, and what became of a file of it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer
from graphapp.rules.persons.statements import Reference, Statement

Says = Literal["same", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSide:
    """One of the two that a statement is about."""

    kind: Literal["name", "author row", "authorship"]
    name: str
    """The name, also of an author row, or of an author of a paper."""
    number: str | None
    """Of a name: the homonym number of its author rows that are meant; None for all of them."""
    author_id: str | None
    """None for a name."""
    paper_id: str | None
    """Of an authorship; None for all others."""
    in_graph: bool
    """Whether the graph has it at the time of asking. What is not there counts again when it is loaded."""

    @classmethod
    def of(cls, reference: Reference) -> "StatementSide":
        """The side that a reference is."""
        return cls(
            kind=reference.kind,
            name=reference.name,
            number=reference.homonym if reference.kind == "name" else None,
            author_id=reference.author_id,
            paper_id=reference.paper_id,
            in_graph=reference.in_graph,
        )

    @property
    def text(self) -> str:
        """In short, for people."""
        if self.kind == "name":
            return self.name if self.number is None else f"{self.name} {self.number}"
        return str(self.author_id) if self.kind == "author row" else f"{self.name} on {self.paper_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStatement:
    """One say of a person."""

    statement_id: int
    says: Says
    one: StatementSide
    other: StatementSide
    why: str
    who: str
    at: str
    """When it was said: ISO 8601, UTC."""
    undone_at: str | None
    """None for a statement that stands."""
    undone_by: str | None

    @classmethod
    def of(cls, statement: Statement) -> "PersonStatement":
        """The statement as it is shown."""
        return cls(
            statement_id=statement.statement_id,
            says="same" if statement.same else "different",
            one=StatementSide.of(statement.one),
            other=StatementSide.of(statement.other),
            why=statement.why,
            who=statement.who,
            at=statement.at,
            undone_at=statement.undone_at,
            undone_by=statement.undone_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Statements(Answer):
    """What people said, in the order in which they said it."""

    ITEMS: ClassVar = ("statements",)

    statements: tuple[PersonStatement, ...]
    count: int
    """Number of all statements that were asked for, listed or not."""
    not_in_graph: int
    """How many of them name something that is not in the graph: they say nothing until it is loaded."""
    truncated: bool
    """True when more are there than are listed."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Said(Answer):
    """A statement that was written."""

    statement: PersonStatement
    objections: tuple[str, ...]
    """What sources state against it, in words: the statement counts all the same."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StatementImport(Answer):
    """What became of a file of statements."""

    file: str
    format: str
    """What the file is, in words."""
    read: int
    """Number of statements in the file; `read = written + already + one_name + not_in_graph`."""
    written: int
    """Number of statements that were written, or would be."""
    already: int
    """How many were said before, in the graph or in an earlier line."""
    one_name: int
    """How many say that a name is itself, since case does not count."""
    not_in_graph: int
    """How many name something that is not in the graph."""
    passed_over: int
    """Lines and names that say nothing about who is who."""
    objections: int
    """How many statements that were written contradict what a source states."""
    missing: tuple[str, ...]
    """What is not in the graph, in words, at most twenty."""
    against_sources: tuple[str, ...]
    """What sources state against statements, in words, at most twenty."""
    dry_run: bool
    """True when nothing was written since nothing was to be written."""
