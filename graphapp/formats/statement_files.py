"""Files of statements about who is who: graphapp's own YAML and CSV, and lists of names that others keep.

- YAML: a list of entries, each with `same` or `different` and two sides, and with `why`, `who` and `at`. A side is a
  text as it is typed, or a map with `name` and perhaps `number`; with `row`; or with `paper`, `name` and `row`.
- CSV with the same in columns: `says`, `one_name`, `one_number`, `one_row`, `one_paper`, the same for `other`, `why`,
  `who`, `at`; or `one` and `other` with texts as they are typed.
- CSV with the header `alias,name`, as CSrankings keeps the aliases of dblp.
- The thesaurus file of VOSviewer: columns separated by tabs, with the header `label` and `replace by`.
  All tables may be separated by commas, semicolons or tabs, whichever stand in the header.
- `people.yaml` of the ACL Anthology (see `acl_people.py`): the names of a person, as far as they are of nobody else.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import fspath
from pathlib import Path
from typing import Final

import yaml

from graphapp.errors import SourceError
from graphapp.formats.acl_people import read_people, recognises_people
from graphapp.formats.syntax.plain_yaml import items_with_lines
from graphapp.inputs.files import open_input
from graphapp.records import PersonRecord, Unfit
from graphapp.rules.formulas import guarded, unguarded
from graphapp.rules.names import LONGEST_NAME, clean, name_key
from graphapp.rules.persons.statements import LONGEST_WHO, LONGEST_WHY, Reference, Statement

LONGEST_FILE: Final = 64 * 2**20
"""Maximum bytes of a file, which is kept as a whole."""
_LONGEST_CELL: Final = 10_000

_SEPARATORS: Final = ",;\t"
_SIDES: Final = ("one", "other")
_PARTS: Final = ("name", "number", "row", "paper")
COLUMNS: Final = ("says", *(f"{side}_{part}" for side in _SIDES for part in _PARTS), "why", "who", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSide:
    """One of the two that a line is about."""

    text: str
    """As a person types it; or in words, where `reference` says it exactly."""
    is_name: bool = False
    """Whether the text can only be a name."""
    reference: Reference | None = None
    """None for a text that is yet to be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLine:
    """One statement of a file."""

    place: str
    same: bool
    one: FileSide
    other: FileSide
    why: str | None = None
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFile:
    """The statements of a file."""

    format: str
    lines: tuple[StatedLine, ...]
    passed_over: int
    """Lines and names that say nothing about who is who."""


def read_statement_file(path: Path) -> StatementFile:
    """The statements of a file, whose content says what it is; it may be packed, and `-` is standard input.

    Raises SourceError for a file that cannot be read, and for one of no known shape, with the line.
    """
    with open_input(fspath(path)) as opened:
        document = opened.stream.read(LONGEST_FILE + 1)
    if len(document) > LONGEST_FILE:
        raise SourceError(f"{path} has more than {LONGEST_FILE // 2**20} MiB; split it")
    return read_statements(document, path.name)


def read_statements(document: bytes, place: str) -> StatementFile:
    """As `read_statement_file`; `place` is the name of the file, for messages."""
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{place}:{line} is not UTF-8; save the file as UTF-8") from error
    if not text.strip():
        return StatementFile(format="an empty file", lines=(), passed_over=0)
    if recognises_people(document):
        return _people(document, place)
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(_SEPARATORS, key=first.count)
    header = tuple(cell.strip().strip('"').casefold() for cell in first.split(separator))
    if header[:2] == ("label", "replace by"):
        return _aliases(text, place, "a thesaurus of VOSviewer", separator, "label", "replace by")
    if {"alias", "name"} <= set(header):
        return _aliases(text, place, "a list of aliases", separator, "alias", "name")
    if "says" in header:
        return _own_csv(text, place, separator)
    if first.lstrip().startswith(("-", "#", "[", "---", "%")):
        return _own_yaml(text, place)
    raise SourceError(
        f"{place} is no file of statements: graphapp reads its own YAML and CSV, CSV with the header `alias,name`, "
        "thesaurus files with the header `label` and `replace by`, and people.yaml of the ACL Anthology"
    )


def as_yaml(statements: Iterable[Statement]) -> str:
    """Statements as a file that `read_statements` reads."""
    entries = [
        {"same" if statement.same else "different": [_side_map(statement.one), _side_map(statement.other)]}
        | {"why": statement.why, "who": statement.who, "at": statement.at}
        for statement in statements
    ]
    written: str = yaml.dump(entries, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=1_000_000)
    return written


def as_csv(statements: Iterable[Statement]) -> str:
    """Statements as a file that `read_statements` reads; no spreadsheet runs a cell as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for statement in statements:
        sides = [_side_map(side).get(part) for side in (statement.one, statement.other) for part in _PARTS]
        cells = ["same" if statement.same else "different", *sides, statement.why, statement.who, statement.at]
        writer.writerow(guarded(cell or "") for cell in cells)
    return out.getvalue()


def _side_map(reference: Reference) -> dict[str, str]:
    number = reference.homonym if reference.kind == "name" else None
    parts = {"name": reference.name, "number": number, "row": reference.author_id, "paper": reference.paper_id}
    return {part: value for part, value in parts.items() if value is not None}


def _own_yaml(text: str, place: str) -> StatementFile:
    try:
        items = items_with_lines(text)
    except Unfit as error:
        raise SourceError(f"{place}: {error}") from error
    lines = []
    for number, item in items:
        here = f"{place}:{number}"
        if not isinstance(item, dict):
            raise SourceError(f"{here} is no statement; write `- same: [A, B]`")
        if unknown := item.keys() - {"same", "different", "why", "who", "at"}:
            raise SourceError(f"{here} has the key {min(unknown)[:100]!r}, which no statement has")
        says = [word for word in ("same", "different") if word in item]
        pair = item[says[0]] if len(says) == 1 else None
        if not isinstance(pair, list) or len(pair) != 2:
            raise SourceError(f"{here} needs either `same` or `different` with a list of two")
        sides = [_yaml_side(side, here) for side in pair]
        lines.append(_line(here, says[0], sides, item))
    return StatementFile(format="statements in YAML", lines=tuple(lines), passed_over=0)


def _yaml_side(side: object, place: str) -> FileSide:
    if isinstance(side, str):
        return _typed(side, place)
    if not isinstance(side, dict) or not side or side.keys() - set(_PARTS):
        raise SourceError(f"{place} has a side that is neither a text nor a map of {', '.join(_PARTS)}")
    return _exact({part: _text(value, place) for part, value in side.items()}, place)


def _own_csv(text: str, place: str, separator: str) -> StatementFile:
    header, rows = _table(text, place, separator)
    known = {*COLUMNS, *_SIDES}
    if unknown := [name for name in header if name not in known]:
        raise SourceError(
            f"{place}:1 has the column {unknown[0][:100]!r}; those of statements are {', '.join(COLUMNS)}"
        )
    lines = []
    for here, row in rows:
        cells = {name: unguarded(value) for name, value in zip(header, row, strict=True)}
        says = cells["says"].casefold()
        if says not in ("same", "different"):
            raise SourceError(f"{here} says {says[:100]!r}; write same or different")
        sides = []
        for side in _SIDES:
            parts = {part: value for part in _PARTS if (value := cells.get(f"{side}_{part}"))}
            if parts and cells.get(side):
                raise SourceError(f"{here} has both {side} and {side}_{next(iter(parts))}; fill in only one of them")
            sides.append(_exact(parts, here) if parts else _typed(cells.get(side, ""), here))
        lines.append(_line(here, says, sides, cells))
    return StatementFile(format="statements in CSV", lines=tuple(lines), passed_over=0)


def _aliases(text: str, place: str, format: str, separator: str, alias: str, name: str) -> StatementFile:
    header, rows = _table(text, place, separator, quotes_nothing=(alias, separator) == ("label", "\t"))
    lines = []
    first: dict[str, tuple[str, str]] = {}
    passed_over = 0
    for here, row in rows:
        cells = dict(zip(header, row, strict=True))
        one, other = clean(cells[alias]), clean(cells[name])
        if not one or not other:
            # VOSviewer leaves out what is replaced by nothing.
            passed_over += 1
            continue
        earlier, where = first.setdefault(name_key(one), (other, here))
        if name_key(earlier) != name_key(other):
            raise SourceError(
                f"{where} and {here} give the alias {one[:100]!r} two names, {earlier[:100]!r} and {other[:100]!r}; "
                "leave out one of the lines"
            )
        lines.append(StatedLine(place=here, same=True, one=_name(one, here), other=_name(other, here)))
    return StatementFile(format=format, lines=tuple(lines), passed_over=passed_over)


def _people(document: bytes, place: str) -> StatementFile:
    """The names of each person, each the same as the first one.

    A name that two persons have, or whose person forbids to be found by it, says nothing about one person.
    """
    persons: list[tuple[str, list[str]]] = []
    shared: Counter[str] = Counter()
    passed_over = 0
    for record in read_people(io.BufferedReader(io.BytesIO(document)), place):
        if not isinstance(record, PersonRecord):
            raise SourceError(f"{record.place}: {getattr(record, 'reason', 'no person')}")
        names = {name_key(name.printed_name): name.printed_name for name in record.names if name.author_id is None}
        shared.update(list(names))
        # The first one is the row of the person's id.
        passed_over += sum(name.author_id is not None for name in record.names[1:])
        persons.append((record.place, list(names.values())))
    lines = []
    for here, printed in persons:
        own = [name for name in printed if shared[name_key(name)] == 1]
        passed_over += len(printed) - len(own)
        lines += [
            StatedLine(place=here, same=True, one=_name(name, here), other=_name(own[0], here)) for name in own[1:]
        ]
    return StatementFile(format="people.yaml of the ACL Anthology", lines=tuple(lines), passed_over=passed_over)


def _line(place: str, says: str, sides: Sequence[FileSide], facts: Mapping[str, object]) -> StatedLine:
    why, who, at = (_text(facts.get(field), place) or None for field in ("why", "who", "at"))
    for what, text, longest in (("why", why, LONGEST_WHY), ("who", who, LONGEST_WHO)):
        if text is not None and len(text) > longest:
            raise SourceError(f"{place} has {len(text):,} characters of {what!r}; at most {longest:,} are kept")
    return StatedLine(
        place=place, same=says == "same", one=sides[0], other=sides[1], why=why, who=who, at=at and _time(at, place)
    )


def _time(text: str, place: str) -> str:
    """The time in UTC, to the second; one without a zone is UTC."""
    try:
        time = datetime.fromisoformat(text)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise SourceError(f"{place} has the time {text[:100]!r}; write one as 2026-01-31T12:00:00Z") from error
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(value: object, place: str) -> str:
    """The text in one line; empty for none."""
    if not isinstance(value, str | None):
        raise SourceError(f"{place} has a list or a map where a text must be")
    if len(value or "") > _LONGEST_CELL:
        raise SourceError(f"{place} has a text of {len(value or ''):,} characters; at most {_LONGEST_CELL:,} are read")
    return clean(value or "")


def _typed(text: str, place: str) -> FileSide:
    if not (cleaned := _text(text, place)):
        raise SourceError(f"{place} has an empty side; write a name, or the id of an author row")
    return FileSide(text=cleaned)


def _name(text: str, place: str) -> FileSide:
    if len(text) > LONGEST_NAME:
        raise SourceError(f"{place} has a name of {len(text):,} characters; at most {LONGEST_NAME:,} are read")
    return FileSide(text=text, is_name=True)


def _exact(parts: Mapping[str, str], place: str) -> FileSide:
    name, row, paper = parts.get("name", ""), parts.get("row"), parts.get("paper")
    if not name and (row is None or paper is not None):
        raise SourceError(f"{place} has a side without a name; write `name`, or the `row` of an author")
    if parts.get("number") and (row is not None or paper is not None):
        raise SourceError(f"{place} has a number beside a row or a paper; a row says which of the numbers is meant")
    _name(name, place)
    reference = Reference(
        kind="authorship" if paper is not None else "author row" if row is not None else "name",
        name=name,
        name_key=name_key(name),
        homonym=parts.get("number") or None,
        author_id=row,
        paper_id=paper,
    )
    return FileSide(text=reference.text, reference=reference)


def _table(
    text: str, place: str, separator: str, *, quotes_nothing: bool = False
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The header in small letters, and each row with its place, as long as the header."""
    lines = io.StringIO(text, newline="")
    # VOSviewer quotes nothing.
    reader = csv.reader(
        lines, delimiter=separator, quoting=csv.QUOTE_NONE if quotes_nothing else csv.QUOTE_MINIMAL, strict=True
    )
    rows: list[tuple[str, list[str]]] = []
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append((f"{place}:{reader.line_num}", cells))
    except csv.Error as error:
        raise SourceError(f"{place}:{reader.line_num} is broken: {error}") from error
    (_, first), *others = rows
    header = [cell.strip().casefold() for cell in first]
    if doubled := [name for name, count in Counter(header).items() if count > 1]:
        raise SourceError(f"{place}:1 has the column {doubled[0][:100]!r} twice")
    for here, cells in others:
        if len(cells) > len(header):
            raise SourceError(
                f"{here} has {len(cells)} cells, and the header {len(header)}; put quotes around {separator!r}"
            )
        cells += [""] * (len(header) - len(cells))
    return header, others


_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
