"""The entries of BibTeX and BibLaTeX: where each begins and ends, and the texts of its fields with macros expanded.

The grammar is the one of BibTeX (https://ctan.org/pkg/bibtex, "BibTeXing" and bibtex.web): braces count in pairs, also
behind a backslash; values are `{...}`, `"..."`, numbers and macros, joined by `#`; `@string` defines a macro for the
entries below it. What people write and BibTeX refuses is read where it has one meaning: a missing comma between fields,
a comment line between them, an entry without a key.

None of Python's libraries fits: bibtexparser and pybtex read a whole file into memory, at a few MB a second; pybtex
stops at a broken entry; refkit, in Rust, is fast, but keeps the whole file as well.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Final

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD, decode, refuse_utf_16
from graphapp.formats.syntax.windows import read_ahead
from graphapp.records import Reject, Unfit

_CHUNK: Final = 256 * 2**10
_LONGEST_HEADER: Final = 4_096
"""Bytes from an `@` within which the key of its entry ends."""
_LONGEST_INDENTATION: Final = 80

MOST_MACROS: Final = LONGEST_RECORD
"""Maximum bytes of all macros of a file together, names and values."""

_NAME: Final = rb"[^\s\"#%'(),={}]++"
_START: Final = re.compile(rb"@\s*+([A-Za-z][\w.:+-]*+)\s*+([{(])")
_KEY: Final = re.compile(rb"\s*+([^,={}\n]*+)\s*+(?:,|(?=[})]))")
_ENTRY_BEGINS: Final = re.compile(
    rb"@\s*+(?:(?i:comment|preamble)\s*+[{(]"
    rb"|[A-Za-z][\w.:+-]*+\s*+[{(]\s*+(?:[^,={}\n]*+\s*+,|" + _NAME + rb"\s*+=)"
    rb"|[A-Za-z][^,={}()\"\n]*+,\s*+" + _NAME + rb"\s*+=)"
)
"""An entry that has a key or a field; the last alternative is one that lacks its opening brace."""
_CUT_ENTRY: Final = re.compile(rb"@\s*+[A-Za-z][\w.:+-]*+\s*+[{(]\s*+[^\s,={}()]*+\s*+\Z")
"""An entry of which an input that is cut short has no more than the beginning of a key."""
_SAYS_SOMETHING: Final = re.compile(rb"^\s*+[^\s%]", re.MULTILINE)
_BETWEEN_FIELDS: Final = re.compile(rb"(?:[\s,]++|%[^\n]*+\n)*+")
_FIELD: Final = re.compile(
    rb"(" + _NAME + rb")\s*+=\s*+"
    rb"(?:\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|\"((?:[^\"{}]++|\{[^{}]*+\})*+)\"|(" + _NAME + rb"))"
    rb"\s*+([,})]?)(?:[\s,]++|%[^\n]*+\n)*+"
)
"""A field of one value with at most two levels of braces within it, or one within quotes, which nearly all are."""
_FIELD_BEGINS: Final = re.compile(rb"(" + _NAME + rb")\s*+=")
_CUT: Final = re.compile(rb"(?:" + _NAME + rb"\s*+|%[^\n]*+)?+")
"""What may stand in the place of a field where a text ends."""
_MACRO: Final = re.compile(_NAME)
_BLANKS: Final = re.compile(rb"\s*+")
_BRACE: Final = re.compile(rb"[{}]")
_BRACE_OR_PARENTHESIS: Final = re.compile(rb"[{})]")
_BRACE_OR_QUOTE: Final = re.compile(rb"[{}\"]")
_FIELDS_BEHIND: Final = re.compile(rb"\s*+,\s*+" + _NAME + rb"\s*+=")
_REACH_BEHIND: Final = 1_000
"""Bytes behind an entry in which fields that its braces leave out would begin."""

_MONTHS: Final = {
    **{b"jan": b"January", b"feb": b"February", b"mar": b"March", b"apr": b"April", b"may": b"May", b"jun": b"June"},
    **{b"jul": b"July", b"aug": b"August", b"sep": b"September", b"oct": b"October", b"nov": b"November"},
    **{b"dec": b"December"},
}
"""The macros of BibTeX's standard styles."""


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry whose braces are in order. Not frozen, since that takes as long as finding its fields."""

    place: str
    """Where it begins: `papers.bib:17`."""
    type: str
    """In small letters: `inproceedings`."""
    key: str | None
    fields: dict[str, str]
    """Name in small letters -> text with TeX in it, braces or quotes around it removed; of the wanted fields."""
    undefined: dict[str, str] = field(default_factory=dict)
    """Wanted field -> a macro in it that no `@string` above defines; it stands for nothing."""
    raw: bytes
    """The entry itself."""


class _Broken(Exception):
    """An entry that is not BibTeX. The text is a clause."""


class _Unclosed(Exception):
    """An entry that is not at its end where its text ends."""


def begins_entry(head: bytes) -> bool:
    """Whether an entry begins on some line of the text."""
    return _next_entry(head, 0) is not None


def read_entries(stream: BufferedReader, place: str, wanted: Collection[str]) -> Iterator[Entry | Reject]:
    """The entries of a stream with their wanted fields, and a reject for each that is broken.

    A broken entry ends where the next one begins on a line. `@comment` is skipped with its braces, as BibLaTeX does,
    and so are `@preamble` and all text between entries. Raises SourceError where the stream does, after the entries
    before that, for text in UTF-16, and for a text without any of these that is more than remarks.
    """
    return _Entries(stream, place, wanted).read()


def _next_entry(text: bytes, start: int) -> int | None:
    """Where the next entry begins on a line, or behind the end of another one; None where none does."""
    at = start
    while (at := text.find(b"@", at)) >= 0:
        before = text[max(0, at - _LONGEST_INDENTATION) : at].rstrip(b" \t")
        if (not before or before[-1:] in b"\n\r})") and _ENTRY_BEGINS.match(text, at):
            return at
        at += 1
    return None


class _Entries:
    """A window on a stream, which moves from entry to entry."""

    def __init__(self, stream: BufferedReader, place: str, wanted: Collection[str]) -> None:
        self._stream = stream
        self._place = place
        self._wanted = {name.encode(): name for name in wanted}
        self._macros = dict(_MONTHS)
        self._size_of_macros = 0
        self._text = b""
        self._at = 0
        self._line = 1
        self._counted = 0
        self._is_last = False
        self._failure: SourceError | None = None

    def read(self) -> Iterator[Entry | Reject]:
        self._more()
        refuse_utf_16(self._text, self._place)
        says_something = _SAYS_SOMETHING.search(self._text) is not None
        is_bibtex = False
        while self._to_start():
            is_bibtex = True
            self._line += self._text.count(b"\n", self._counted, self._at)
            self._counted = self._at
            place = f"{self._place}:{self._line}"
            found = self._here(place)
            if found is not None:
                yield found
        if self._failure is not None:
            raise self._failure
        if says_something and not is_bibtex:
            raise SourceError(f'{self._place} is not BibTeX: no entry begins in it, such as "@article{{key,"')

    # --- The window

    def _more(self) -> None:
        """Make the text longer, by as much as it has; what is before the current entry's line goes."""
        first = max(0, self._at - _LONGEST_HEADER)
        self._line += self._text.count(b"\n", self._counted, max(first, self._counted))
        size = max(_CHUNK, len(self._text) - first)
        chunk, self._failure = read_ahead(self._stream, size)
        self._is_last = len(chunk) < size
        self._text = self._text[first:] + chunk
        self._at -= first
        self._counted = max(0, self._counted - first)

    def _to_start(self) -> bool:
        """Move to where the next entry begins; False when there is none."""
        while True:
            self._at = self._text.find(b"@", self._at)
            if self._at < 0:
                self._at = len(self._text)
            if len(self._text) - self._at < _LONGEST_HEADER and not self._is_last:
                self._more()
            elif self._at == len(self._text):
                return False
            elif self._is_start():
                return True
            else:
                self._at += 1

    def _is_start(self) -> bool:
        text, at = self._text, self._at
        line = text[max(text.rfind(b"\n", 0, at) + 1, at - _LONGEST_HEADER) : at]
        before = line[line.rfind(b"\r") + 1 :].lstrip(b" \t")
        # A line that begins with a per cent sign is a remark of its author: BibTeX's own manual writes them so.
        if not before:
            if self._is_last and _CUT_ENTRY.match(text, at):
                return True
            return _START.match(text, at) is not None or _ENTRY_BEGINS.match(text, at) is not None
        return before[:1] != b"%" and _START.match(text, at) is not None and _ENTRY_BEGINS.match(text, at) is not None

    def _here(self, place: str) -> Entry | Reject | None:
        """What begins here: an entry, a reject, or None for what is no record. Moves behind it."""
        while True:
            at = self._at
            next_entry = _next_entry(self._text, at + 1)
            end = len(self._text) if next_entry is None else next_entry
            try:
                return self._parsed(place, end)
            except _Broken as error:
                return self._rejected(place, str(error), next_entry)
            except _Unclosed:
                if next_entry is None and not self._is_last:
                    if len(self._text) - at > LONGEST_RECORD:
                        reason = f"more than {LONGEST_RECORD // 2**20} MiB of text in one record"
                        return self._rejected(place, reason, next_entry)
                    self._more()
                    continue
                if next_entry is None and self._failure is not None:
                    self._at = len(self._text)
                    return None
                before = "the end of the input" if next_entry is None else "the next entry"
                return self._rejected(place, f"its braces or quotes do not close before {before}", next_entry)

    def _rejected(self, place: str, reason: str, next_entry: int | None) -> Reject:
        """A reject of the text up to the next entry, wherever that begins. Moves there."""
        raw = self._text[self._at : next_entry]
        reject = Reject.of(place, reason, raw)
        self._at += 1
        while next_entry is None and not self._is_last:
            # Where the text ends, an entry may begin.
            self._at = max(self._at, len(self._text) - _LONGEST_HEADER)
            self._more()
            next_entry = _next_entry(self._text, self._at)
        self._at = len(self._text) if next_entry is None else next_entry
        return reject

    # --- Entries

    def _parsed(self, place: str, end: int) -> Entry | Reject | None:
        text, at = self._text, self._at
        start = _START.match(text, at, end)
        if start is None:
            raise _Broken("no brace behind its type")
        type, opening = start[1].lower(), start[2]
        closing = b"}" if opening == b"{" else b")"
        if type == b"comment":
            # An entry within it is part of the comment.
            self._at = _closed(text, start.end(), len(text), closing)
            return None
        if type == b"preamble":
            self._at = _closed(text, start.end(), end, closing)
            return None
        key = None
        after = start.end()
        if type != b"string":
            stated = _KEY.match(text, after, end)
            if stated is not None:
                key, after = stated[1].strip(), stated.end()
            elif not _FIELD_BEGINS.match(text, _end(_BLANKS, text, after, end), end):
                raise _Broken("no key")
        fields = _Fields(macros=self._macros, wanted=None if type == b"string" else self._wanted)
        behind = _read_fields(text, after, end, closing, fields)
        if _FIELDS_BEHIND.match(text, behind, end):
            raise _Broken("its braces close before its last field")
        if end == len(text) and end - behind < _REACH_BEHIND and not self._is_last:
            raise _Unclosed
        self._at = behind
        raw = text[at:behind]
        try:
            decode(raw)
            if type == b"string":
                self._define(fields.values)
                return None
        except Unfit as error:
            return Reject.of(place, str(error), raw)
        return Entry(
            place=place,
            type=type.decode(),
            key=key.decode() if key else None,
            fields={name.decode(): value.decode() for name, value in fields.values.items()},
            undefined={name.decode(): macro.decode() for name, macro in fields.undefined.items()},
            raw=raw,
        )

    def _define(self, macros: dict[bytes, bytes]) -> None:
        """Keep the macros of an `@string`. Raises Unfit for more than `MOST_MACROS`."""
        self._size_of_macros += sum(len(name) + len(value) for name, value in macros.items())
        if self._size_of_macros > MOST_MACROS:
            raise Unfit(f"more than {MOST_MACROS // 2**20} MiB of macros in one file")
        self._macros.update(macros)


class _Fields:
    """The fields of one entry as they are read."""

    def __init__(self, *, macros: dict[bytes, bytes], wanted: Collection[bytes] | None) -> None:
        self.values: dict[bytes, bytes] = {}
        """Name in small letters -> text."""
        self.undefined: dict[bytes, bytes] = {}
        """Name in small letters -> the last macro in it that is not defined."""
        self._macros = macros
        self._wanted = wanted
        self._size = 0

    def add(self, name: bytes, parts: list[tuple[bytes | None, bytes]]) -> None:
        """Take a field of literal texts, or else numbers or macros."""
        name = name.lower()
        if self._takes(name):
            texts = [self._stated(name, macro) if literal is None else literal for literal, macro in parts]
            # A macro of a megabyte may stand here a million times.
            self._count(sum(map(len, texts)))
            self.values[name] = b"".join(texts)

    def add_text(self, name: bytes, text: bytes) -> None:
        """Take a field of one literal text, by its name in small letters."""
        if self._takes(name):
            self._count(len(text))
            self.values[name] = text

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST_RECORD:
            raise _Broken(f"more than {LONGEST_RECORD // 2**20} MiB of text in one record")

    def _takes(self, name: bytes) -> bool:
        """As in BibTeX, the first of two fields counts."""
        return name not in self.values and (self._wanted is None or name in self._wanted)

    def _stated(self, name: bytes, word: bytes) -> bytes:
        if word.isdigit():
            return word
        value = self._macros.get(word.lower())
        if value is None:
            self.undefined[name] = word
            return b""
        return value


def _read_fields(text: bytes, at: int, end: int, closing: bytes, fields: _Fields) -> int:
    """The place behind an entry whose fields begin at a place."""
    at = _end(_BETWEEN_FIELDS, text, at, end)
    while True:
        found = _FIELD.match(text, at, end)
        if found is not None and not text.startswith(b"#", found.end()):
            name, braced, quoted, word, sign = found.groups()
            literal = quoted if braced is None else braced
            if literal is None:
                fields.add(name, [(None, word)])
            else:
                fields.add_text(name.lower(), literal)
            at = found.end()
            if sign == closing:
                return found.end(5)
            if sign and sign != b",":
                raise _Broken("a brace or parenthesis that is not open")
            continue
        if text.startswith(closing, at) and at < end:
            return at + 1
        begins = _FIELD_BEGINS.match(text, at, end)
        if begins is None:
            if _CUT.fullmatch(text, at, end):
                raise _Unclosed
            shown = text[at : min(end, at + 40)].decode(errors="replace").split("\n")[0]
            raise _Broken(f"no field where {shown!r} stands")
        parts, at = _read_value(text, begins.end(), end)
        fields.add(begins[1], parts)
        at = _end(_BETWEEN_FIELDS, text, at, end)


def _read_value(text: bytes, at: int, end: int) -> tuple[list[tuple[bytes | None, bytes]], int]:
    """The parts of a value that begins at a place, and the place behind it."""
    parts: list[tuple[bytes | None, bytes]] = []
    while True:
        at = _end(_BLANKS, text, at, end)
        if at >= end:
            raise _Unclosed
        sign = text[at : at + 1]
        if sign == b"{":
            behind = _closed(text, at + 1, end, b"}")
            parts.append((text[at + 1 : behind - 1], b""))
        elif sign == b'"':
            behind = _quoted(text, at + 1, end)
            parts.append((text[at + 1 : behind - 1], b""))
        else:
            behind = _end(_MACRO, text, at, end)
            if behind == at:
                raise _Broken(f"no value where {sign.decode(errors='replace')!r} stands")
            parts.append((None, text[at:behind]))
        at = _end(_BLANKS, text, behind, end)
        if not text.startswith(b"#", at):
            return parts, at
        at += 1


def _closed(text: bytes, at: int, end: int, closing: bytes) -> int:
    """The place behind the closing of a brace or parenthesis that is open at a place. Braces count in pairs."""
    depth = 0
    for mark in (_BRACE if closing == b"}" else _BRACE_OR_PARENTHESIS).finditer(text, at, end):
        if mark[0] == b"{":
            depth += 1
        elif depth == 0 and mark[0] == closing:
            return mark.end()
        elif mark[0] == b"}":
            depth -= 1
    raise _Unclosed


def _quoted(text: bytes, at: int, end: int) -> int:
    """The place behind the quote that closes the one before a place; one within braces does not."""
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(text, at, end):
        if mark[0] == b"{":
            depth += 1
        elif mark[0] == b"}":
            depth -= 1
            if depth < 0:
                raise _Broken("a brace within quotes that is not open")
        elif depth == 0:
            return mark.end()
    raise _Unclosed


def _end(pattern: re.Pattern[bytes], text: bytes, at: int, end: int) -> int:
    """The place behind what the pattern finds at a place; the place itself where it finds nothing."""
    found = pattern.match(text, at, end)
    return at if found is None else found.end()
