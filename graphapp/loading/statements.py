"""What a person says: written so that it never runs beside a load, and only if it contradicts nothing said before.

A statement is a node without relationships, and its ids are unique by a constraint. They rise, so the ids that a
command gives are also its right to write: if another command has said something since this one lost its lock, they are
taken, and nothing is written. All statements of a file are written in one transaction.
"""

import getpass
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from graphapp.chunks import chunks
from graphapp.errors import DatabaseBusy, GraphAppError, InvalidArgument, NotFound, Refused, SchemaMismatch
from graphapp.formats.statement_files import FileSide, StatedLine, StatementFile, read_statement_file
from graphapp.graph import Graph, Step
from graphapp.limits import check_texts, check_whole
from graphapp.loading.source_state import check_occupation, hold_lock
from graphapp.queries import load_query
from graphapp.results.statements import PersonStatement, Said, StatementImport
from graphapp.rules.names import clean
from graphapp.rules.persons.statements import (
    LONGEST_WHO,
    LONGEST_WHY,
    Conflict,
    Reference,
    Statement,
    conflict,
)
from graphapp.schema import apply_schema
from graphapp.services.references import Mention, find_reference, find_references
from graphapp.services.source_objections import source_objections
from graphapp.services.statement_rows import (
    Rows,
    all_statements,
    outdated_statements,
    statement_of,
    statement_state,
    statements_about,
    stored,
)

_CREATE_STATEMENTS: Final = load_query("write/create_statements")
_UNDO_STATEMENT: Final = load_query("write/undo_statement")

_BATCH: Final = 1_000
_MOST_LISTED: Final = 20

USER_VARIABLE: Final = "GRAPHAPP_USER"
"""The environment variable with the name of whoever says something."""


def say_same(
    graph: Graph,
    one: str,
    other: str,
    *,
    why: str,
    name: str | None = None,
    other_name: str | None = None,
    who: str | None = None,
) -> Said:
    """Say that two are the same person: all authorships of both are by one.

    Each is a name, with or without a homonym number at its end, the id of an author row, or the id of a paper; `name`
    then says which of its authors is meant, and `other_name` that of the second paper if it is another name. `row=`,
    `name=` or `paper=` before a text says which it is. `who` is the name of whoever says so: None takes that of the
    environment variable GRAPHAPP_USER, else the login name.

    Raises NotFound for what is not in the graph, InvalidArgument for what may be several things, for two that are the
    same thing and for an empty or too long text, Refused for what contradicts a statement or was said before, and
    DatabaseBusy while a load runs.
    """
    return _say(graph, True, Mention(text=one, name=name), _other(other, name, other_name), why, who)


def say_different(
    graph: Graph,
    one: str,
    other: str,
    *,
    why: str,
    name: str | None = None,
    other_name: str | None = None,
    who: str | None = None,
) -> Said:
    """Say that two are different people: no person of the one is a person of the other. As `say_same` does."""
    return _say(graph, False, Mention(text=one, name=name), _other(other, name, other_name), why, who)


def undo(graph: Graph, statement_id: int, *, who: str | None = None) -> PersonStatement:
    """Let a statement count no more; it stays on record as undone. Its id is not given again.

    Raises NotFound for an id that no statement has, Refused for one that was undone, and DatabaseBusy while a load
    runs.
    """
    undone_by = _speaker(who)
    if _found(graph, statement_id).undone_at is not None:
        raise _undone(_found(graph, statement_id))
    with hold_lock(graph) as assure:
        assure()
        written = graph.write(_UNDO_STATEMENT, statement_id=statement_id, undone_at=_now(), undone_by=undone_by)
        found = _found(graph, statement_id)
        if written.rows != [{"statement_id": statement_id}]:
            raise _undone(found)
    return PersonStatement.of(found)


def import_statements(
    graph: Graph, path: Path, *, why: str | None = None, who: str | None = None, dry_run: bool = False
) -> StatementImport:
    """Say all that a file says: graphapp's own YAML or CSV, a list of aliases, a thesaurus, or `people.yaml`.

    All or nothing: a statement that contradicts an earlier one, of the graph or of the file, keeps the whole file from
    being written. What is not in the graph is left out and counted. `why` and `who` are for lines that state none; a
    line's own reason and author stay as they are. `dry_run` writes nothing.

    Raises SourceError for a file that cannot be read, Refused for a contradiction, with the line and the statement,
    InvalidArgument for a line that is none or names several things, and DatabaseBusy while a load runs.
    """
    speaker = _speaker(who)
    reason = None if why is None else _checked(why, "why", LONGEST_WHY)
    file = read_statement_file(path)
    check_occupation(graph)
    if not dry_run:
        apply_schema(graph)
    lock: AbstractContextManager[object] = nullcontext() if dry_run else hold_lock(graph)
    with lock as assure:
        _check_keys(graph)
        latest = statement_state(graph).latest
        # Nothing changes them while the lock is held.
        rows = Rows(graph)
        taken = _take(graph, file, rows, latest, reason, speaker)
        earlier = all_statements(graph, rows=rows)
        known = {(statement.same, statement.pair) for statement in earlier}
        further: dict[int, Statement] = {}
        for statement in taken.statements.values():
            if (statement.same, statement.pair) not in known:
                known.add((statement.same, statement.pair))
                further[statement.statement_id] = statement
        _check_lines(list(further.values()), earlier, taken)
        # The ids of those that were said before are free.
        written = [
            replace(statement, statement_id=number) for number, statement in enumerate(further.values(), latest + 1)
        ]
        objections = [
            f"{taken.places[place]}: {objection}"
            for place, found in zip(further, source_objections(graph, written, rows), strict=True)
            for objection in found[:1]
        ]
        if callable(assure):
            assure()
            _write(graph, written)
    return StatementImport(
        file=str(path),
        format=file.format,
        read=len(file.lines),
        written=len(written),
        already=len(taken.statements) - len(written),
        one_name=taken.one_name,
        not_in_graph=taken.not_in_graph,
        passed_over=file.passed_over,
        objections=len(objections),
        missing=tuple(taken.missing)[:_MOST_LISTED],
        against_sources=tuple(objections[:_MOST_LISTED]),
        dry_run=dry_run,
    )


def _other(text: str, name: str | None, other_name: str | None) -> Mention:
    return Mention(text=text, name=name if other_name is None else other_name)


def _say(graph: Graph, same: bool, one: Mention, other: Mention, why: str, who: str | None) -> Said:
    draft = _draft(graph, same, one, other, _checked(why, "why", LONGEST_WHY), _speaker(who))
    check_occupation(graph)
    apply_schema(graph)
    with hold_lock(graph) as assure:
        _check_keys(graph)
        # Rows may have changed while this command waited.
        draft = _draft(graph, same, one, other, draft.why, draft.who)
        statement = replace(draft, statement_id=statement_state(graph).latest + 1, at=_now())
        sides = (statement.one, statement.other)
        earlier = statements_about(
            graph,
            name_keys=[side.name_key for side in sides],
            author_ids=[side.author_id for side in sides if side.author_id is not None],
        )
        for said in earlier:
            if (said.same, said.pair) == (statement.same, statement.pair):
                raise Refused(f"{_standing(said)} says so already; undo it first to say it in other words")
        if (found := conflict([statement], earlier)) is not None:
            raise Refused(_contradiction(found, {statement.statement_id: "what you say"}))
        [objections] = source_objections(graph, [statement])
        assure()
        _write(graph, [statement])
    return Said(statement=PersonStatement.of(statement), objections=objections)


def _draft(graph: Graph, same: bool, one: Mention, other: Mention, why: str, who: str) -> Statement:
    """The statement without its id. Raises as `say_same` does for what it is about."""
    sides = find_reference(graph, one), find_reference(graph, other)
    of_papers = [
        side.kind == "authorship" for side, said in zip(sides, (one, other), strict=True) if said.name is not None
    ]
    if not any(of_papers or [True]):
        raise InvalidArgument("a name beside the two says which author of a paper is meant, and neither is a paper")
    if one.name != other.name and not all(of_papers):
        raise InvalidArgument("two names beside the two say which authors of papers are meant, and one is no paper")
    if problem := _problem(same, *sides):
        raise InvalidArgument(problem)
    return Statement(statement_id=0, same=same, one=sides[0], other=sides[1], why=why, who=who, at="")


def _problem(same: bool, one: Reference, other: Reference) -> str | None:
    """Why two can be neither the same nor different by what they are; None when they can."""
    if one.identity == other.identity:
        return f"both are {one.text}; give two that may be the same person or not"
    is_one_work = one.work_id is not None and one.work_id == other.work_id and one.paper_id != other.paper_id
    is_one_author = one.overlaps(other) or (one.name_key, one.homonym) == (other.name_key, other.homonym)
    if not same and is_one_work and is_one_author:
        return f"{one.paper_id!r} and {other.paper_id!r} are rows of one work, so {one.name!r} is one person there"
    if not same and one.overlaps(other):
        return f"{one.text} and {other.text} overlap, so they cannot be different people; give two that do not"
    return None


def _write(graph: Graph, statements: Sequence[Statement]) -> None:
    steps = [Step(_CREATE_STATEMENTS, {"rows": list(map(stored, chunk))}) for chunk in chunks(statements, _BATCH)]
    if steps and statement_state(graph).latest >= statements[0].statement_id:
        raise DatabaseBusy("another command has said something since this one lost its lock; run it again")
    if steps:
        graph.write_together(*steps)


def _check_keys(graph: Graph) -> None:
    """Raise SchemaMismatch where a contradiction might not be seen."""
    if outdated_statements(graph):
        raise SchemaMismatch("statements have names that follow other rules; run `graphapp rekey` first")


def _found(graph: Graph, statement_id: int) -> Statement:
    check_whole(statement_id=statement_id)
    found = statement_of(graph, statement_id) if 0 < statement_id < 2**63 else None
    if found is None:
        raise NotFound(f"no statement has the id {statement_id}; `graphapp statements` lists them")
    return found


def _undone(statement: Statement) -> Refused:
    return Refused(
        f"statement {statement.statement_id} was undone already, by {statement.undone_by} on "
        f"{(statement.undone_at or '')[:10]}"
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _speaker(who: str | None) -> str:
    """Who speaks. Raises InvalidArgument when nothing says it."""
    if who is None:
        who = os.environ.get(USER_VARIABLE) or None
    if who is None:
        try:
            who = getpass.getuser()
        except (ImportError, KeyError, OSError) as error:
            raise InvalidArgument(f"nothing says who you are; set {USER_VARIABLE}, or give --who NAME") from error
    return _checked(who, "who", LONGEST_WHO)


def _checked(text: str, what: str, longest: int) -> str:
    """The text in one line. Raises InvalidArgument for one that is empty or too long."""
    check_texts(**{what: text})
    if len(text) > longest:
        raise InvalidArgument(f"{len(text):,} characters of {what!r} are too many; give at most {longest:,}")
    if not (cleaned := clean(text)):
        raise InvalidArgument(f"{what!r} is empty; say {'why you think so' if what == 'why' else 'who you are'}")
    return cleaned


# Files


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What of a file can be said."""

    statements: dict[int, Statement]
    """By provisional ids, in the order of the lines."""
    places: dict[int, str]
    """Where each of them is stated: `aliases.csv:17`."""
    one_name: int
    not_in_graph: int
    missing: list[str]


def _take(graph: Graph, file: StatementFile, rows: Rows, latest: int, why: str | None, who: str) -> _Taken:
    """The statements of a file, with where the graph has what they are about.

    Raises InvalidArgument for a line that names several things, or the same thing twice as different.
    """
    at = _now()
    statements: dict[int, Statement] = {}
    places: dict[int, str] = {}
    missing: dict[str, None] = {}
    one_name = not_in_graph = 0
    for number, (line, sides) in enumerate(
        zip(file.lines, _sides(graph, file.lines, rows), strict=True), start=latest + 1
    ):
        absent = [side for side in sides if not isinstance(side, Reference)]
        if absent:
            not_in_graph += 1
            missing.update(dict.fromkeys(absent))
            continue
        one, other = (side for side in sides if isinstance(side, Reference))
        if line.same and one.identity == other.identity:
            one_name += 1
            continue
        if problem := _problem(line.same, one, other):
            raise InvalidArgument(f"{line.place}: {problem}")
        places[number] = line.place
        statements[number] = Statement(
            statement_id=number,
            same=line.same,
            one=one,
            other=other,
            why=line.why or why or f"stated in {line.place}",
            who=line.who or who,
            at=line.at or at,
        )
    return _Taken(
        statements=statements, places=places, one_name=one_name, not_in_graph=not_in_graph, missing=list(missing)
    )


def _sides(graph: Graph, lines: Sequence[StatedLine], rows: Rows) -> list[tuple[Reference | str, Reference | str]]:
    """The two sides of each line; a text says what is not in the graph."""
    every = [(side, line.place) for line in lines for side in (line.one, line.other)]
    mentions = list(dict.fromkeys(_mention(side) for side, _ in every if side.reference is None))
    meant = dict(zip(mentions, find_references(graph, mentions, rows), strict=True))
    rows.read_of(side.reference for side, _ in every if side.reference is not None)
    found: list[Reference | str] = []
    for side, place in every:
        reference = meant[_mention(side)] if side.reference is None else rows.place(side.reference)
        if isinstance(reference, NotFound):
            found.append(side.text)
        elif isinstance(reference, GraphAppError):
            raise InvalidArgument(f"{place}: {reference}")
        else:
            found.append(reference if reference.in_graph else side.text)
    return list(zip(found[::2], found[1::2], strict=True))


def _mention(side: FileSide) -> Mention:
    return Mention(text=f"name={side.text}" if side.is_name else side.text)


def _check_lines(further: Sequence[Statement], earlier: Sequence[Statement], taken: _Taken) -> None:
    """Raise Refused for the first line that contradicts what is said before it."""
    if conflict(further, earlier) is None:
        return
    most, least = len(further), 0
    while most - least > 1:
        middle = (most + least) // 2
        if conflict(further[:middle], earlier) is None:
            least = middle
        else:
            most = middle
    found = conflict(further[:most], earlier)
    assert found is not None  # noqa: S101 - the search ends at a prefix with a conflict
    named = {statement.statement_id: taken.places[statement.statement_id] for statement in further}
    raise Refused(f"{_contradiction(found, named)}; nothing was written")


def _contradiction(found: Conflict, further: dict[int, str]) -> str:
    """What cannot be true together, with each statement by its id; `further` are words for those without one."""

    def word(statement: Statement) -> str:
        if statement.statement_id in further:
            return f"{further[statement.statement_id]} ({statement.text})"
        return _standing(statement)

    if not found.chain:
        return f"{word(found.different)} contradicts itself: one is part of the other"
    shown = found.chain if len(found.chain) <= _MOST_LISTED else (*found.chain[: _MOST_LISTED - 1], found.chain[-1])
    return f"{word(found.different)} contradicts {_listed(map(word, shown))}"


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _standing(statement: Statement) -> str:
    return f"statement {statement.statement_id} (by {statement.who} on {statement.at[:10]}: {statement.text})"
