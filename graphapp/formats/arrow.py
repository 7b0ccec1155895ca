"""Author name clusters of the Arrow paper search, as the text of their page.

Blank lines separate its parts: the line "Author name cluster", the name, a few lines with the number of papers, and for
each paper a head line ("ICLR Conference 2025 Conference Paper"), the title, the authors as a bulleted list, and an
abstract of any number of paragraphs, or none.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BufferedReader, BytesIO
from itertools import islice
from typing import Self

from graphapp.errors import SourceError
from graphapp.formats.fields import author_name, authors, paper
from graphapp.formats.syntax.lines import LONGEST_RECORD, decode, lines
from graphapp.records import LONGEST_RAW, Authorship, PaperRecord, Record, Reject, Unfit
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
_HOMONYM_NUMBER = re.compile(r" [0-9]{4}$")
_LONGEST_HEAD = 120


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
    for part in _parts(_paragraphs(stream, place), place):
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
    """Bytes while there is one line."""
    is_list: bool
    """Whether each of its lines has a bullet."""
    line: bytes = b""
    """The text of a paragraph of one line, when it is whole; empty for any other."""
    gap: bytes | bytearray = b""
    """The blank lines below it."""

    def add(self, line: bytes) -> None:
        self.is_list = self.is_list and _has_bullet(line)
        if not isinstance(self.lines, bytearray):
            self.lines = bytearray(self.lines)
        # Lines beyond the limit only have to show that the paragraph is too long, and to end at a blank line.
        if self.size <= LONGEST_RECORD:
            self.lines += line

    def add_blank(self, line: bytes) -> None:
        if not self.gap:
            self.gap = line
        elif self.size <= LONGEST_RECORD:
            if not isinstance(self.gap, bytearray):
                self.gap = bytearray(self.gap)
            self.gap += line

    def whole(self) -> Self:
        """The paragraph when all its lines are added."""
        if isinstance(self.lines, bytes) and not self.is_list:
            self.line = self.lines.strip()
        return self

    @property
    def size(self) -> int:
        return len(self.lines) + len(self.gap)


def _has_bullet(line: bytes) -> bool:
    return line.lstrip().startswith(_MARK)


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
    title: _Paragraph | None
    authors: _Paragraph | None
    abstract: list[_Paragraph] = field(default_factory=list)
    size: int = 0

    def add(self, paragraph: _Paragraph) -> None:
        if self.size <= LONGEST_RECORD:
            self.abstract.append(paragraph)
            self.size += paragraph.size


def _paragraphs(stream: BufferedReader, place: str) -> Iterator[_Paragraph]:
    paragraph: _Paragraph | None = None
    for number, line in lines(stream, place):
        if line.isspace():
            if paragraph is not None:
                paragraph.add_blank(line)
        elif paragraph is not None and not paragraph.gap:
            paragraph.add(line)
        else:
            if paragraph is not None:
                yield paragraph.whole()
            paragraph = _Paragraph(number, line, _has_bullet(line))
    if paragraph is not None:
        yield paragraph.whole()


def _parts(paragraphs: Iterator[_Paragraph], place: str) -> Iterator[_Page | _Entry]:
    """The pages, each given as it begins, and their entries, each given as it ends."""
    page: _Page | None = None
    entry: _Entry | None = None
    first: _Paragraph | None = None
    ahead: deque[_Paragraph] = deque()
    failure: SourceError | None = None
    while True:
        try:
            ahead.extend(islice(paragraphs, 3 - len(ahead)))
        except SourceError as error:
            failure = error
        if not ahead:
            break
        first = ahead.popleft()
        second, third = (*ahead, None, None)[:2]
        if first.line == _KIND and second is not None:
            if entry is not None:
                yield entry
            entry = None
            page = _Page(name=bytes(ahead.popleft().lines).partition(b"\n")[0].strip())
            yield page
        elif _begins_entry(first, second, third):
            if page is None:
                raise _not_a_page(place)
            if entry is not None:
                yield entry
            entry = _Entry(
                page=page,
                head=first,
                title=ahead.popleft() if ahead[0].line else None,
                authors=ahead.popleft() if ahead and ahead[0].is_list else None,
            )
        elif entry is not None:
            if first.line != _SITE or second is None or second.line != _KIND:
                entry.add(first)
        elif page is not None and page.counted is None and _PAPER_COUNT.match(first.lines):
            page.counted = first
    if failure is not None:
        # The last entry may go on behind the break.
        raise failure
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
def _split_head(text: str) -> tuple[str, str, str, str] | None:
    """Venue, track, year and type of a head line, which stands above many papers."""
    found = _HEAD.fullmatch(text)
    return None if found is None else (found["venue"], found["track"], found["year"], found["type"])


def _record(entry: _Entry, file: str) -> Record:
    place = f"{file}:{entry.head.number}"
    try:
        return _paper(entry, place)
    except Unfit as error:
        parts = [entry.head, *filter(None, (entry.title, entry.authors)), *entry.abstract]
        header = f"{_KIND.decode()}\n\n{entry.page.name.decode(errors='replace')}\n\n"
        return Reject.of(place, str(error), _text(parts), header=header if len(header) <= LONGEST_RAW else None)


def _paper(entry: _Entry, place: str) -> PaperRecord:
    head = decode(entry.head.line)
    stated = _split_head(head)
    if stated is None:
        raise Unfit(f'"{head}" cannot be split into venue, track, year and type')
    venue, track, year, type = stated
    shown = authors(_names(entry.authors))
    # Each paper has the name of its page; a character takes at most four bytes.
    if len(entry.page.name) > 4 * LONGEST_NAME:
        raise Unfit(f"a page with an author name of more than {LONGEST_NAME:,} characters")
    name, bare = _page_name(entry.page.name)
    author_name(name, len(shown) + 1)
    hidden = bare not in [_bare(author.printed_name) for author in shown]
    return paper(
        place=place,
        title=decode(entry.title.line) if entry.title is not None else None,
        authorships=(*shown, Authorship(printed_name=name, position=None)) if hidden else shown,
        authors_complete=len(shown) < AUTHORS_SHOWN and not hidden,
        abstract=decode(_text(entry.abstract)) if entry.abstract else None,
        year=year,
        type=type,
        venue=venue,
        track=track,
    )


def _names(bullets: _Paragraph | None) -> Iterator[str]:
    for line in BytesIO(bullets.lines) if bullets is not None else ():
        yield decode(line.strip().removeprefix(_MARK).strip())


@lru_cache(maxsize=1)
def _page_name(name: bytes) -> tuple[str, str]:
    """The name of a page, as printed and as the page compares it."""
    printed = decode(name)
    return printed, _bare(printed)


def _bare(name: str) -> str:
    """A name as the page compares names: ignoring case and homonym number."""
    bare = " ".join(name.split()).casefold()
    return _HOMONYM_NUMBER.sub("", bare) if bare[-1:].isdigit() else bare


def _text(paragraphs: list[_Paragraph]) -> bytes:
    """The bytes of paragraphs and of the blank lines between them, without the end of the last line."""
    return b"".join(part for paragraph in paragraphs for part in (paragraph.lines, paragraph.gap)).rstrip(b"\r\n")
