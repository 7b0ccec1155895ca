"""Pages of what searching finds, for people: names, papers with the places that have the words, venues, and ids."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from graphapp.present.paper_lines import id_line
from graphapp.present.reading import found_in, tidy
from graphapp.present.tables import table
from graphapp.present.text import count_text, facts_text, year_text
from graphapp.results.search import FoundAuthors, FoundPaper, FoundPapers, Mark, Resolution, Venues
from graphapp.rules.steering import visible

_SHOWN_AUTHORS = 8
"""Maximum number of authors in the line of a paper."""

Page = Iterator[RenderableType]


def names_page(found: FoundAuthors) -> Page:
    """The names that a search finds."""
    if not found.names:
        yield "none"
        return
    yield table(
        found.names,
        ("name", lambda name: name.name),
        ("papers", lambda name: name.paper_count),
        ("author rows", lambda name: name.author_row_count),
    )
    if found.truncated:
        yield ""
        yield Text("More names are found: type more letters, or give a greater --limit.", style="dim")


def papers_page(found: FoundPapers) -> Page:
    """The papers that a search finds, what it found in bold."""
    if not found.papers:
        yield "none"
    for number, paper in enumerate(found.papers):
        if number:
            yield ""
        yield _marked(*found_in(paper.title, found.text), style="bold")
        yield Text(facts_text(paper.venue, paper.track, year_text(paper.year), paper.type), style="cyan")
        yield Text(visible(_authors(paper)))
        if paper.snippet is not None:
            yield _marked(*found_in(paper.snippet, found.text), style="")
        yield id_line(paper.paper_id)
    if found.sampled:
        yield ""
        yield Text("Too many papers have these words to look at all: give more words.", style="dim")
    if found.next is not None:
        yield ""
        # A plain string is never wrapped: a cursor must be copied whole.
        yield f"More papers: --after {visible(found.next)}"


def venues_page(found: Venues) -> Page:
    """The list of venues."""
    if not found.venues:
        yield "none"
        return
    yield table(
        found.venues,
        ("venue", lambda venue: venue.name),
        ("kind", lambda venue: venue.kind),
        ("papers", lambda venue: venue.paper_count),
        ("id", lambda venue: venue.venue_id),
    )
    if found.next is not None:
        yield ""
        yield f"More venues: --after {visible(found.next)}"


def resolution_page(found: Resolution) -> Page:
    """What a text names."""
    yield table(
        found.things,
        ("what", lambda thing: thing.kind),
        ("id", lambda thing: thing.id),
        ("shows", lambda thing: tidy(thing.label) if thing.work_id else thing.label),
        ("found by", lambda thing: thing.found_by),
        ("read as", lambda thing: thing.read_as),
    )
    if found.truncated:
        yield ""
        yield Text("More papers have these words: see `graphapp search-papers`.", style="dim")


def _authors(paper: FoundPaper) -> str:
    names = ", ".join(author.name for author in paper.authors[:_SHOWN_AUTHORS])
    more = (paper.author_count or len(paper.authors)) - _SHOWN_AUTHORS
    ending = f" and {count_text(more, 'more author')}" if more > 0 else ""
    perhaps = " and perhaps more" if paper.author_count is None and not ending else ""
    return (names or "no authors") + ending + perhaps


def _marked(text: str, marks: Sequence[Mark], *, style: str) -> Text:
    """The text with its marked places emphasised; signs that steer a terminal are written out."""
    line = Text(style=style)
    end = 0
    for mark in marks:
        line.append(visible(text[end : mark.start]))
        line.append(visible(text[mark.start : mark.end]), style="bold underline")
        end = mark.end
    line.append(visible(text[end:]))
    return line
