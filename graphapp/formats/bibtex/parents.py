"""What entries of BibTeX take from others: `crossref` from a volume, `xdata` from a container of BibLaTeX.

BibTeX wants a volume below the papers that refer to it, BibLaTeX takes any order, and an input may be a pipe that
cannot be read twice. So entries that lack what a later one may state wait in a temporary file until the input ends;
memory does not grow with them. SQLite, a part of Python, keeps that file and finds entries by their keys.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

import msgspec

from graphapp.errors import SourceError
from graphapp.formats.bibtex.entries import Entry

PARTS: Final = frozenset({
    "inproceedings", "conference", "incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference",
    "article", "suppperiodical",
})  # fmt: skip
"""Types of entries that appear within a volume; what these call `editor` edits the volume."""

VOLUMES: Final = frozenset({
    "proceedings", "mvproceedings", "book", "mvbook", "collection", "mvcollection", "periodical", "reference",
    "mvreference", "booklet", "xdata",
})  # fmt: skip
"""Types of entries to which others above or below them refer. An entry of another type must stand below."""

_CHAPTERS: Final = frozenset({"inbook", "bookinbook", "suppbook"})
"""A part of a book, which has the book's authors unless it names its own."""

_INHERITED: Final = frozenset(
    {"title", "author", "year", "date", "journal", "journaltitle", "booktitle", "crossref", "xdata"}
)
_MOST_GENERATIONS: Final = 3
_MOST_CONTAINERS: Final = 5


class Parents:
    """The entries of one input that others may refer to, and those that wait for one of them.

    A context manager, which removes the temporary file. Raises SourceError when that cannot be written.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._database: sqlite3.Connection | None = None
        self._has_waiting = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._database is not None:
            self._database.close()

    def settled(self, entry: Entry) -> Entry | None:
        """The entry with all that it takes from those above it; None for one that waits, which `waited` gives."""
        if entry.key is not None and (self._has_waiting or entry.type in VOLUMES):
            kept = {name: value for name, value in entry.fields.items() if name in _INHERITED or entry.type == "xdata"}
            self._write(
                "INSERT OR IGNORE INTO parent VALUES (?, ?)",
                _key(entry.key),
                _packed(replace(entry, fields=kept, raw=b"")),
            )
        if not _wants_parent(entry):
            return entry
        full, missing = self._with_parents(entry)
        if missing is None:
            return full
        self._write("INSERT INTO waiting (entry) VALUES (?)", _packed(entry))
        self._has_waiting = True
        return None

    def waited(self) -> Iterator[tuple[Entry, str | None]]:
        """The entries that waited, in their order, and the key of a parent that no entry of the input has."""
        if self._has_waiting and self._database is not None:
            for row in self._database.execute("SELECT entry FROM waiting ORDER BY number"):
                yield self._with_parents(_unpacked(row[0]))

    def _with_parents(self, entry: Entry, generation: int = 1) -> tuple[Entry, str | None]:
        missing = None
        for field, key in _references(entry):
            found = self._parent(key)
            if found is None:
                missing = key
            elif generation <= _MOST_GENERATIONS:
                parent, lacking = self._with_parents(found, generation + 1) if _wants_parent(found) else (found, None)
                missing = missing or lacking
                entry = replace(entry, fields=_inherited(entry, parent, field))
        return entry, missing

    def _parent(self, key: str) -> Entry | None:
        if self._database is None:
            return None
        row = self._database.execute("SELECT entry FROM parent WHERE key = ?", (_key(key),)).fetchone()
        return None if row is None else _unpacked(row[0])

    def _write(self, statement: str, *values: str | bytes) -> None:
        try:
            if self._database is None:
                # Without a name, the file is temporary, and only what does not fit into a small cache is written.
                self._database = sqlite3.connect("", isolation_level=None)
                self._database.execute("CREATE TABLE parent (key TEXT PRIMARY KEY, entry BLOB) WITHOUT ROWID")
                self._database.execute("CREATE TABLE waiting (number INTEGER PRIMARY KEY, entry BLOB)")
                self._database.execute("PRAGMA journal_mode = OFF")
                self._database.execute("BEGIN")
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise SourceError(
                f"{self._place} cannot be read further: its cross-references do not fit into a temporary file "
                f"({error}); make room for it, or set TMPDIR to a folder that has room"
            ) from error


def _key(key: str) -> str:
    return key.strip().casefold()


def _packed(entry: Entry) -> bytes:
    return msgspec.msgpack.encode(entry)


def _unpacked(data: bytes) -> Entry:
    return msgspec.msgpack.decode(data, type=Entry)


def _wants_parent(entry: Entry) -> bool:
    """Whether the entry refers to another one and lacks something that it could take from there."""
    fields = entry.fields
    if "xdata" in fields:
        return True
    return "crossref" in fields and not (
        ("year" in fields or "date" in fields)
        and ("booktitle" in fields or "journal" in fields or "journaltitle" in fields or entry.type not in PARTS)
        and ("author" in fields or entry.type not in _CHAPTERS)
        and "title" in fields
    )


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    """The keys of an entry's parents, each with the field that names it. BibLaTeX lists several in `xdata`."""
    containers = entry.fields.get("xdata", "").split(",", _MOST_CONTAINERS)[:_MOST_CONTAINERS]
    yield from (("xdata", key) for key in containers if key.strip())
    if volume := entry.fields.get("crossref", "").strip():
        yield "crossref", volume


def _inherited(entry: Entry, parent: Entry, field: str) -> dict[str, str]:
    """The entry's fields with those that it takes from a parent. Never a DOI or an address: those are the volume's."""
    fields = dict(entry.fields)
    if field == "xdata":
        return {name: value for name, value in parent.fields.items() if name != "xdata"} | fields
    taken = ["booktitle", "journal", "journaltitle"] if entry.type in PARTS else []
    if "year" not in fields and "date" not in fields:
        taken += ["year", "date"]
    if entry.type in _CHAPTERS:
        taken += ["author"] if "title" in fields else ["author", "title"]
    for name in taken:
        if name in parent.fields:
            fields.setdefault(name, parent.fields[name])
    if entry.type in PARTS and "title" in parent.fields:
        in_periodical = parent.type == "periodical"
        if not any(name in fields for name in ("booktitle", "journal", "journaltitle")):
            fields["journaltitle" if in_periodical else "booktitle"] = parent.fields["title"]
    return fields
