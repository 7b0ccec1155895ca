"""Author name clusters of the Arrow paper search, as the text of their page.

Blank lines separate its parts: the line "Author name cluster", the name, a few lines with the number of papers, and for
each paper a head line ("ICLR Conference 2025 Conference Paper"), the title, the authors as a bulleted list, and an
abstract of any number of paragraphs, or none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BufferedReader, BytesIO
from itertools import chain, islice
from typing import Literal

from graphapp.errors import SourceError
from graphapp.formats.fields import authors, paper
from graphapp.formats.syntax.lines import LONGEST_RECORD, TOO_LONG, decode, lines
from graphapp.records import LONGEST_RAW, MOST_NAMES, Authorship, Record, Reject, Unfit
from graphapp.rules.names import LONGEST_NAME

AUTHORS_SHOWN = 8
"""The page shows at most this many authors of a paper, and does not say when it leaves some out."""

_SITE = b"Arrow Research search"
_KIND = b"Author name cluster"
_PAPER_COUNT = re.compile(rb"([0-9][0-9,]*) papers?\s")
# Starting at the year: the word before it is the track, and all words before that are the venue.
_HEAD = re.compile(
    r"(?P<venue>\S.*) (?P<track>[^\W\d_a-z][^\W\d_]*) (?P<year>[12][0-9]{3}) "
    r"(?P<type>[^\W\d_a-z][^\W\d_]*(?:[ -][^\W\d_]+){0,3})"
)
_MARK = "•".encode()
_LIST = re.compile(rb"(?:[ \t\r\v\f]*+" + _MARK + rb"[^\n]*+\n?+)++")
_HOMONYM_NUMBER = re.compile(r" [0-9]{4}$")
_LONGEST_HEAD = 120
_BEHIND = (0, b"behind the last line")


def recognises(head: bytes) -> bool:
    """Whether a line near the top says that it is such a page."""
    return any(line.strip() == _KIND for line in head.splitlines()[:40])


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of a page, or of several one after the other.

    The author of the page is one of a paper's authors even when the cut list does not show that name; the position is
    then None. A page that has another number of papers than it states gives a reject that says so. Raises SourceError
    for text that is not such a page.
    """
    page: _Page | None = None
    for part in _parts(stream, place):
        if isinstance(part, _Entry):
            part.page.found += 1
            yield _record(part, place)
        else:
            if page is not None:
                yield from page.miscount(place)
            page = part
    if page is not None:
        yield from page.miscount(place)


@dataclass(slots=True)
class _Paragraph:
    number: int
    """Of its first line."""
    # Each as one text: millions of short lines would take thirty times their size.
    lines: bytes | bytearray
    gap: bytes | bytearray
    """The blank lines below it."""
    line: bytes
    """The text of a paragraph of one line without a bullet; empty for any other."""

    @property
    def is_list(self) -> bool:
        """Whether each of its lines has a bullet."""
        return _LIST.fullmatch(self.lines) is not None


@dataclass(slots=True, kw_only=True)
class _Page:
    name: bytes
    counted: _Paragraph | None = None
    """The paragraph that states the number of papers."""
    found: int = 0

    def miscount(self, place: str) -> Iterator[Record]:
        """A reject when the page states another number of papers than it has."""
        if self.counted is not None and (match := _PAPER_COUNT.match(self.counted.lines)):
            # Compared as text: Python converts no number of thousands of digits.
            stated = match[1].replace(b",", b"").lstrip(b"0").decode() or "0"
            if stated != str(self.found):
                reason = f"the page states {stated} papers, but has {self.found}"
                yield Reject.of(f"{place}:{self.counted.number}", reason, bytes(self.counted.lines))


@dataclass(slots=True, kw_only=True)
class _Entry:
    page: _Page
    head: _Paragraph
    title: _Paragraph | None = None
    authors: _Paragraph | None = None
    abstract: list[_Paragraph] = field(default_factory=list)
    """One that is too long has at least as many paragraphs as show that."""
    size: int = 0
    """Bytes of the abstract."""
    gap: int = 0
    """Bytes below its last paragraph."""

    def add(self, paragraph: _Paragraph) -> None:
        if self.size <= LONGEST_RECORD:
            self.abstract.append(paragraph)
        self.size += self.gap + len(paragraph.lines)
        self.gap = len(paragraph.gap)


def _paragraphs(
    stream: BufferedReader, place: str
) -> Iterator[tuple[_Paragraph, _Paragraph | None, _Paragraph | None]]:
    """Each paragraph with the two below it. Where the stream breaks off, all paragraphs before that come first."""
    start = 0
    text: bytes | bytearray = b""
    gap: bytes | bytearray = b""
    first: _Paragraph | None = None
    second: _Paragraph | None = None
    failure: SourceError | None = None
    try:
        for number, line in chain(lines(stream, place), [_BEHIND]):
            if line.isspace():
                gap = _joined(gap, line) if gap else line
            elif text and not gap and line is not _BEHIND[1]:
                text = _joined(text, line)
            else:
                if text:
                    shown = text.strip() if isinstance(text, bytes) else b""
                    third = _Paragraph(start, text, gap, b"" if shown.startswith(_MARK) else shown)
                    if first is not None:
                        yield first, second, third
                    first, second = second, third
                start, text, gap = number, line, b""
    except SourceError as error:
        failure = error
    if first is not None:
        yield first, second, None
    if second is not None:
        yield second, None, None
    if failure is not None:
        # The last entry may go on behind the break.
        raise failure


def _joined(text: bytes | bytearray, line: bytes) -> bytearray:
    """The lines and the next one. Those beyond the limit only have to show that a text is too long."""
    joined = text if isinstance(text, bytearray) else bytearray(text)
    if len(joined) <= LONGEST_RECORD:
        joined += line
    return joined


def _parts(stream: BufferedReader, place: str) -> Iterator[_Page | _Entry]:
    """The pages, each given as it begins, and their entries, each given as it ends."""
    page: _Page | None = None
    entry: _Entry | None = None
    first: _Paragraph | None = None
    following: Literal["name", "title", "authors"] | None = None
    """What the next paragraph is by its place; a title or a list of authors only if it has the form."""
    for first, second, third in _paragraphs(stream, place):
        expected, following = following, None
        if expected == "name":
            page = _Page(name=bytes(first.lines).partition(b"\n")[0].strip())
            yield page
        elif expected == "title" and entry is not None and first.line:
            entry.title, following = first, "authors"
        elif expected is not None and entry is not None and first.is_list:
            entry.authors = first
        elif first.line == _KIND and second is not None:
            if entry is not None:
                yield entry
            entry = None
            following = "name"
        elif _begins_entry(first, second, third):
            if page is None:
                raise _not_a_page(place)
            if entry is not None:
                yield entry
            entry = _Entry(page=page, head=first)
            following = "title"
        elif entry is not None:
            if first.line != _SITE or second is None or second.line != _KIND:
                entry.add(first)
        elif page is not None and page.counted is None and _PAPER_COUNT.match(first.lines):
            page.counted = first
    if entry is not None:
        yield entry
    if page is None and first is not None:
        raise _not_a_page(place)


def _not_a_page(place: str) -> SourceError:
    return SourceError(f'{place} is not the text of an author name cluster: no line says "{_KIND.decode()}"')


def _begins_entry(first: _Paragraph, second: _Paragraph | None, third: _Paragraph | None) -> bool:
    """Whether a paragraph is a head line: by its form or, if that is broken, by a title and a list below it."""
    # A character takes at most four bytes.
    if not first.line or second is None or len(first.line) > 4 * _LONGEST_HEAD:
        return False
    text = first.line.decode(errors="replace")
    if len(text) > _LONGEST_HEAD:
        return False
    if _split_head(text) is not None:
        return True
    title = second.line.decode(errors="replace")
    return (
        third is not None
        and third.is_list
        and title != ""
        and not _HEAD.fullmatch(title)
        and not text.endswith((".", "!", "?", ":"))
    )


@lru_cache
def _split_head(text: str) -> tuple[str, str, int, str] | None:
    """Venue, track, year and type of a head line, which stands above many papers."""
    found = _HEAD.fullmatch(text)
    return None if found is None else (found["venue"], found["track"], int(found["year"]), found["type"])


def _record(entry: _Entry, file: str) -> Record:
    place = f"{file}:{entry.head.number}"
    try:
        head = decode(entry.head.line)
        stated = _split_head(head)
        if stated is None:
            raise Unfit(f'"{head}" cannot be split into venue, track, year and type')
        venue, track, year, type = stated
        if entry.size > LONGEST_RECORD or (entry.authors is not None and len(entry.authors.lines) > LONGEST_RECORD):
            raise Unfit(TOO_LONG)
        names = _names(entry.authors)
        shown = authors(names)
        page_name, bare = _page_name(entry.page.name)
        hidden = _hides(bare, names)
        return paper(
            place=place,
            title=decode(entry.title.line) if entry.title is not None else None,
            authorships=(*shown, Authorship(printed_name=page_name, position=None)) if hidden else shown,
            authors_complete=len(shown) < AUTHORS_SHOWN and not hidden,
            abstract=decode(_text(entry.abstract)) if entry.abstract else None,
            year=year,
            type=type,
            venue=venue,
            track=track,
        )
    except Unfit as error:
        parts = [entry.head, *filter(None, (entry.title, entry.authors)), *entry.abstract]
        header = f"{_KIND.decode()}\n\n{entry.page.name.decode(errors='replace')}\n\n"
        return Reject.of(place, str(error), _text(parts), header=header if len(header) <= LONGEST_RAW else None)


def _names(bullets: _Paragraph | None) -> list[str]:
    """The names of a list; of one over the limit, one more than the limit allows."""
    listed = BytesIO(bullets.lines) if bullets is not None else ()
    return [decode(line.strip().removeprefix(_MARK).strip()) for line in islice(listed, MOST_NAMES + 1)]


@lru_cache(maxsize=1)
def _page_name(name: bytes) -> tuple[str, str]:
    """The name of a page, which each of its papers has, as printed and as the page compares it."""
    # A character takes at most four bytes.
    if len(name) > 4 * LONGEST_NAME:
        raise Unfit(f"a page with an author name of more than {LONGEST_NAME:,} characters")
    printed = decode(name)
    if "\0" in printed or printed.isspace():
        raise Unfit("a page with an author name that is blank or has a NUL character")
    return printed, _bare(printed)


def _hides(bare: str, shown: list[str]) -> bool:
    """Whether a list does not show the name of its page."""
    # Comparing name by name takes a tenth of the time of a paper, and most lists have the words of no such name.
    return bare.partition(" ")[0] not in "\n".join(shown).casefold() or bare not in map(_bare, shown)


def _bare(name: str) -> str:
    """A name as the page compares names: ignoring case and homonym number."""
    bare = " ".join(name.split()).casefold()
    return _HOMONYM_NUMBER.sub("", bare) if bare[-1:].isdigit() else bare


def _text(paragraphs: list[_Paragraph]) -> bytes:
    """The bytes of paragraphs and of the blank lines between them, without the end of the last line."""
    *above, last = paragraphs
    joined = b"".join([part for paragraph in above for part in (paragraph.lines, paragraph.gap)])
    return (joined + last.lines).rstrip(b"\r\n")
