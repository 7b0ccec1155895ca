"""What people said, as the graph stores it, and where what they spoke of is at the time of asking.

A stored statement has no relationships, so nothing that happens to rows touches it. What it is about is found again by
id, and an authorship whose author row has another id by its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from graphapp.chunks import chunks
from graphapp.queries import load_query
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.persons.statements import Reference, ReferenceKind, Statement

if TYPE_CHECKING:
    from graphapp.graph import Graph

_STATEMENTS: Final = load_query("read/statements")
_STATEMENTS_ABOUT: Final = load_query("read/statements_about")
_STATEMENT: Final = load_query("read/statement")
_STATEMENT_STATE: Final = load_query("read/statement_state")
_OUTDATED_STATEMENTS: Final = load_query("read/outdated_statements")
_NAMED_AUTHOR_ROWS: Final = load_query("read/named_author_rows")
_PAPER_AUTHORS: Final = load_query("read/paper_authors")

_CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReference:
    """What a statement is about, as it was when it was said."""

    kind: ReferenceKind
    name: str
    name_key: str
    homonym: str | None
    author_id: str | None
    paper_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStatement:
    """One `(:Statement)` node."""

    statement_id: int
    same: bool
    one: StoredReference
    other: StoredReference
    why: str
    who: str
    at: str
    undone_at: str | None
    undone_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementState:
    """How far the statements have come."""

    latest: int
    """The greatest id, which is never given again; 0 without any statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedReference(StoredReference):
    """What a statement is about, with the text by which a person named it."""

    typed: str | None
    """None for what is no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedStatement:
    """A statement whose names follow other rules than the current ones."""

    statement_id: int
    one: OutdatedReference
    other: OutdatedReference

    @property
    def references(self) -> tuple[Reference, Reference]:
        """The two that it is about."""
        return Reference(**asdict(self.one)), Reference(**asdict(self.other))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAuthorRow:
    """An author row, and what its source states about the person."""

    author_id: str
    name: str
    name_key: str
    homonym: str | None
    source: str
    orcid: str | None
    person_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedAuthorRows:
    """The row of `read/named_author_rows`."""

    rows: list[NamedAuthorRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAuthor:
    """An author row in the list of a paper row."""

    author_id: str
    name: str
    name_key: str
    homonym: str | None
    printed_keys: tuple[str, ...]
    """The name keys under which this paper prints a row that may show another name."""
    orcid: str | None
    """That the paper prints; the smallest of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAuthors:
    """The authors of a paper row."""

    paper_id: str
    work_id: str
    authors: tuple[ListedAuthor, ...]


class Rows:
    """The author rows and papers that references name, each read once, when it is first asked for."""

    def __init__(
        self,
        graph: Graph,
        *,
        name_keys: Iterable[str] = (),
        author_ids: Iterable[str] = (),
        paper_ids: Iterable[str] = (),
    ) -> None:
        self.by_id: dict[str, NamedAuthorRow] = {}
        """Author rows by their ids."""
        self.by_key: dict[str, list[NamedAuthorRow]] = {}
        """Author rows by the name keys that were asked for; a name without rows is not there."""
        self.papers: dict[str, PaperAuthors] = {}
        """Paper rows by their ids."""
        self._graph = graph
        self._asked: set[tuple[str, str]] = set()
        self.read(name_keys=name_keys, author_ids=author_ids, paper_ids=paper_ids)

    @classmethod
    def of(cls, graph: Graph, references: Iterable[Reference]) -> Rows:
        """The rows that references name."""
        rows = cls(graph)
        rows.read_of(references)
        return rows

    def read_of(self, references: Iterable[Reference]) -> None:
        """Read the rows that further references name, too."""
        found = list(references)
        self.read(
            name_keys=[reference.name_key for reference in found if reference.kind == "name"],
            author_ids=[reference.author_id for reference in found if reference.author_id is not None],
            paper_ids=[reference.paper_id for reference in found if reference.paper_id is not None],
        )

    def read(
        self, *, name_keys: Iterable[str] = (), author_ids: Iterable[str] = (), paper_ids: Iterable[str] = ()
    ) -> None:
        """Read the author rows and papers of further names and ids; each is read once."""
        for keys in chunks(self._further("name", name_keys), _CHUNK):
            for row in self._author_rows(name_keys=keys, author_ids=[]):
                self.by_id[row.author_id] = row
                self.by_key.setdefault(row.name_key, []).append(row)
        for ids in chunks(self._further("author row", author_ids), _CHUNK):
            for row in self._author_rows(name_keys=[], author_ids=ids):
                self.by_id[row.author_id] = row
        for ids in chunks(self._further("paper", paper_ids), _CHUNK):
            for paper in self._graph.read(_PAPER_AUTHORS, PaperAuthors, paper_ids=ids):
                self.papers[paper.paper_id] = paper

    def _further(self, kind: str, asked: Iterable[str]) -> Iterator[str]:
        for text in asked:
            if (kind, text) not in self._asked:
                self._asked.add((kind, text))
                yield text

    def _author_rows(self, *, name_keys: list[str], author_ids: list[str]) -> list[NamedAuthorRow]:
        [found] = self._graph.read(_NAMED_AUTHOR_ROWS, _NamedAuthorRows, name_keys=name_keys, author_ids=author_ids)
        return found.rows

    def author_rows(self, reference: Reference) -> list[NamedAuthorRow]:
        """The author rows of a reference; empty for one that is not in the graph."""
        if reference.kind == "name":
            rows = self.by_key.get(reference.name_key, [])
            return [row for row in rows if reference.homonym in (None, row.homonym)]
        row = self.by_id.get(reference.author_id or "")
        return [] if row is None else [row]

    def place(self, reference: Reference) -> Reference:
        """The reference, where the graph has it."""
        if reference.kind == "name":
            return replace(reference, in_graph=bool(self.author_rows(reference)))
        if reference.kind == "author row":
            row = self.by_id.get(reference.author_id or "")
            if row is None:
                return replace(reference, in_graph=False)
            return replace(reference, name=row.name, name_key=row.name_key, homonym=row.homonym, in_graph=True)
        paper = self.papers.get(reference.paper_id or "")
        authors = () if paper is None else paper.authors
        found = [author for author in authors if author.author_id == reference.author_id]
        if not found:
            found = [author for author in authors if _may_be(author, reference)]
        if paper is None or len(found) != 1:
            return replace(reference, in_graph=False)
        return on_paper(paper, found[0])


def _may_be(author: ListedAuthor, reference: Reference) -> bool:
    """Whether an author may be the one that had another row when a person spoke of them.

    The author of another homonym number is somebody else.
    """
    if None not in (author.homonym, reference.homonym) and author.homonym != reference.homonym:
        return False
    return reference.name_key in (author.name_key, *author.printed_keys)


def on_paper(paper: PaperAuthors, author: ListedAuthor) -> Reference:
    """The reference to an authorship."""
    return Reference(
        kind="authorship",
        name=author.name,
        name_key=author.name_key,
        homonym=author.homonym,
        author_id=author.author_id,
        paper_id=paper.paper_id,
        work_id=paper.work_id,
        is_alone=sum(other.name_key == author.name_key for other in paper.authors) == 1,
    )


def statement_state(graph: Graph) -> StatementState:
    """How far the statements have come."""
    [state] = graph.read(_STATEMENT_STATE, StatementState)
    return state


def outdated_statements(graph: Graph, *, after: int = 0, limit: int = 1) -> list[OutdatedStatement]:
    """Statements behind an id whose keys follow other rules of names than the current ones, by their ids."""
    return graph.read(_OUTDATED_STATEMENTS, OutdatedStatement, after=after, key_version=KEY_VERSION, limit=limit)


def all_statements(graph: Graph, *, undone: bool = False, rows: Rows | None = None) -> list[Statement]:
    """All statements that stand, or that were undone, by their ids, with where their references are.

    `rows` are those that were read already.
    """
    found = graph.stream(_STATEMENTS, StoredStatement, unlimited=True, undone=undone)
    return placed(rows or Rows(graph), map(_statement, found))


def statement_of(graph: Graph, statement_id: int) -> Statement | None:
    """The statement of an id; None where nobody said one."""
    rows = graph.read(_STATEMENT, StoredStatement, statement_id=statement_id)
    return next(iter(placed(Rows(graph), map(_statement, rows))), None)


def statements_about(graph: Graph, *, name_keys: Collection[str], author_ids: Collection[str] = ()) -> list[Statement]:
    """The statements that stand and say something about the authorships of some names, by their ids.

    Also those about other names that they link to these: the whole chain of each. `author_ids` are further author rows;
    those that have one of the names need not be given.
    """
    found: dict[int, Statement] = {}
    asked_keys: set[str] = set()
    asked_ids: set[str] = set()
    keys, ids = {*name_keys}, {*author_ids}
    placing = Rows(graph)
    while keys or ids:
        asked_keys |= keys
        asked_ids |= ids
        rows = graph.read(
            _STATEMENTS_ABOUT, StoredStatement, unlimited=True, name_keys=sorted(keys), author_ids=sorted(ids)
        )
        further = [_statement(row) for row in rows if row.statement_id not in found]
        keys, ids = set(), set()
        for statement in placed(placing, further):
            found[statement.statement_id] = statement
            for reference in (statement.one, statement.other):
                keys.add(reference.name_key)
                if reference.author_id is not None:
                    ids.add(reference.author_id)
        keys -= asked_keys
        ids -= asked_ids
    return [found[statement_id] for statement_id in sorted(found)]


def placed(rows: Rows, statements: Iterable[Statement]) -> list[Statement]:
    """The statements with their references where the graph has them."""
    listed = list(statements)
    rows.read_of(side for statement in listed for side in (statement.one, statement.other))
    return [
        replace(statement, one=rows.place(statement.one), other=rows.place(statement.other)) for statement in listed
    ]


def stored(statement: Statement) -> dict[str, Any]:
    """The properties of its node."""
    return {
        "statement_id": statement.statement_id,
        "same": statement.same,
        **_stored_reference("one", statement.one),
        **_stored_reference("other", statement.other),
        "why": statement.why,
        "who": statement.who,
        "at": statement.at,
        "key_version": KEY_VERSION,
    }


def _stored_reference(side: str, reference: Reference) -> Mapping[str, str | None]:
    return {
        f"{side}_kind": reference.kind,
        f"{side}_name": reference.name,
        f"{side}_key": reference.name_key,
        f"{side}_homonym": reference.homonym,
        f"{side}_id": reference.author_id,
        f"{side}_paper": reference.paper_id,
        f"{side}_typed": reference.typed,
    }


def _statement(row: StoredStatement) -> Statement:
    return Statement(
        statement_id=row.statement_id,
        same=row.same,
        one=Reference(**asdict(row.one)),
        other=Reference(**asdict(row.other)),
        why=row.why,
        who=row.who,
        at=row.at,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
