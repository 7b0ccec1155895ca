"""From what a person types to what a statement is about: an author row, a name, or an authorship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphapp.errors import GraphAppError, InvalidArgument, NotFound
from graphapp.rules.frequency import shown_spelling
from graphapp.rules.names import Name
from graphapp.rules.persons.statements import Reference
from graphapp.services.author_rows import readings_of
from graphapp.services.near_names import unknown_name
from graphapp.services.resolving import LONGEST_ID, named_work
from graphapp.services.statement_rows import ListedAuthor, NamedAuthorRow, PaperAuthors, Rows, on_paper

if TYPE_CHECKING:
    from graphapp.graph import Graph

_PREFIXES: Final = ("row=", "name=", "paper=")
_MOST_LISTED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a person types to name one side of a statement."""

    text: str
    """A name, the id of an author row or that of a paper; `row=`, `name=` or `paper=` before it says which."""
    name: str | None = None
    """Which author of the paper is meant: a name as it is typed, or the id of an author row."""

    @property
    def prefix(self) -> str:
        """What the text says about itself; empty when it does not."""
        return next((prefix for prefix in _PREFIXES if self.text.startswith(prefix)), "")

    @property
    def plain(self) -> str:
        """The text without its prefix."""
        return self.text.removeprefix(self.prefix).strip()

    def may_be(self, prefix: str) -> bool:
        """Whether the text may be of this kind."""
        return self.prefix in ("", prefix)


def find_reference(graph: Graph, mention: Mention) -> Reference:
    """What a mention means.

    Raises NotFound for what is not in the graph, with similar names, and InvalidArgument for what may be several
    things, and for a text that is no name and no id.
    """
    [found] = find_references(graph, [mention], Rows(graph))
    if isinstance(found, Reference):
        return found
    if isinstance(found, NotFound) and mention.prefix != "row=" and mention.name is None:
        readings = _readings(mention)
        if isinstance(readings, list) and readings:
            raise NotFound(str(found), near=unknown_name(graph, readings[0]).near)
    raise found


def find_references(graph: Graph, mentions: Sequence[Mention], rows: Rows) -> list[Reference | GraphAppError]:
    """What each mention means, or why that is not known: NotFound and InvalidArgument as for `find_reference`.

    `rows` get those that the mentions may name.
    """
    readings = [_readings(mention) for mention in mentions]
    typed = [_readings(Mention(text=mention.name)) for mention in mentions if mention.name is not None]
    rows.read(
        name_keys=[name.name_key for names in (*readings, *typed) if isinstance(names, list) for name in names],
        author_ids=[mention.plain for mention in mentions if mention.may_be("row=")],
        paper_ids=[mention.plain for mention in mentions if mention.may_be("paper=")],
    )
    found: list[Reference | GraphAppError] = []
    for mention, names in zip(mentions, readings, strict=True):
        try:
            found.append(_meant(graph, mention, names, rows))
        except (NotFound, InvalidArgument) as error:
            found.append(error)
    return found


def _readings(mention: Mention) -> list[Name] | InvalidArgument:
    if not mention.may_be("name="):
        return []
    try:
        return readings_of(mention.plain)
    except InvalidArgument as error:
        return error


def _meant(graph: Graph, mention: Mention, readings: list[Name] | InvalidArgument, rows: Rows) -> Reference:
    text = mention.plain
    if not text:
        raise InvalidArgument("an empty text names nobody; give a name, or the id of an author row or of a paper")
    if len(text) > LONGEST_ID:
        raise InvalidArgument(f"an id of {len(text):,} characters is too long; give at most {LONGEST_ID:,}")
    paper = rows.papers.get(text) if mention.may_be("paper=") else None
    if paper is not None and mention.name is not None:
        return _authorship(paper, mention.name)
    found: list[Reference] = []
    if mention.may_be("row=") and (row := rows.by_id.get(text)) is not None and row.author_id == text:
        found.append(
            Reference(
                kind="author row", name=row.name, name_key=row.name_key, homonym=row.homonym, author_id=row.author_id
            )
        )
    names = readings if isinstance(readings, list) else []
    found += _names(text, names, rows)
    if len(found) > 1:
        meant = " or ".join(_in_words(reference, rows) for reference in found)
        raise InvalidArgument(f"{text[:100]!r} may mean {meant}; {_advice(found, text)}")
    if found:
        return found[0]
    if paper is not None:
        raise InvalidArgument(f"{text[:100]!r} is a paper; say which of its authors is meant with --name NAME")
    if mention.name is not None and mention.may_be("paper="):
        work_id = named_work(graph, id=text)
        return _authorship(Rows(graph, paper_ids=[work_id]).papers[work_id], mention.name)
    if mention.prefix == "paper=":
        raise NotFound(f"no paper row has the id {text[:100]!r}")
    if mention.prefix == "row=":
        raise NotFound(f"no author row has the id {text[:100]!r}")
    if isinstance(readings, InvalidArgument):
        raise readings
    raise _nobody(text, names, rows)


def _names(text: str, readings: Sequence[Name], rows: Rows) -> list[Reference]:
    """The names that a text may mean: whole, or without the homonym number at its end."""
    found = []
    for reading in readings:
        of_name = [row for row in rows.by_key.get(reading.name_key, []) if reading.homonym in (None, row.homonym)]
        if of_name:
            found.append(
                Reference(
                    kind="name",
                    name=_spelling(of_name),
                    name_key=reading.name_key,
                    homonym=reading.homonym,
                    typed=text,
                )
            )
    return found


def _spelling(rows: Sequence[NamedAuthorRow]) -> str:
    return shown_spelling(Counter(row.name for row in rows)) or rows[0].name


def _in_words(reference: Reference, rows: Rows) -> str:
    if reference.kind == "author row":
        return reference.text
    ids = [row.author_id for row in rows.author_rows(reference)]
    more = ", ..." if len(ids) > _MOST_LISTED else ""
    return f"{reference.text} ({', '.join(ids[:_MOST_LISTED])}{more})"


def _advice(found: Sequence[Reference], text: str) -> str:
    if {reference.kind for reference in found} == {"name"}:
        return "give the id of an author row"
    return f"write row={text[:100]} or name={text[:100]}"


def _nobody(text: str, readings: Sequence[Name], rows: Rows) -> NotFound:
    """The error for a text that is no author row and no name of one."""
    for reading in readings:
        of_name = rows.by_key.get(reading.name_key, [])
        if of_name and reading.homonym is not None:
            numbers = sorted({row.homonym for row in of_name if row.homonym is not None})
            which = f"it has {', '.join(numbers[:_MOST_LISTED])}" if numbers else "none of its author rows has a number"
            return NotFound(f"no author row of {reading.name!r} has the number {reading.homonym}; {which}")
    return NotFound(f"no author row has the name or the id {text[:100]!r}")


def _authorship(paper: PaperAuthors, name: str) -> Reference:
    """The authorship of a name on a paper."""
    found = [author for author in paper.authors if author.author_id == name]
    for reading in readings_of(name) if not found else ():
        found = [author for author in paper.authors if _has_name(author, reading)]
        if found:
            break
    if not found:
        listed = tuple(author.name for author in paper.authors)
        raise NotFound(f"{paper.paper_id!r} has no author {name[:100]!r}", near=listed[:_MOST_LISTED])
    if len(found) > 1:
        ids = ", ".join(author.author_id for author in found)
        raise InvalidArgument(
            f"{paper.paper_id!r} has {len(found)} authors of the name {name[:100]!r}; give the id of one of them "
            f"as its name: {ids}"
        )
    return on_paper(paper, found[0])


def _has_name(author: ListedAuthor, reading: Name) -> bool:
    if reading.name_key not in (author.name_key, *author.printed_keys):
        return False
    return reading.homonym in (None, author.homonym)
