"""Searching papers by the words of titles and abstracts, through the full-text index of paper rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit, check_texts
from graphapp.queries import Query, load_query
from graphapp.results.search import FoundPaper, FoundPapers, Mark
from graphapp.rules.names import clean, loses_marks
from graphapp.rules.search_words import LONGEST_SEARCH, MOST_WORDS, Phrase, marks, papers_expression, phrases, snippet
from graphapp.services.cursors import read_cursor, write_cursor
from graphapp.services.source_records import asked_sources
from graphapp.services.venue_names import find_venue
from graphapp.services.whole import TornAnswer, whole_answers
from graphapp.services.years import check_years

if TYPE_CHECKING:
    from graphapp.graph import Graph

_SEARCH_PAPERS: Final = load_query("read/search_papers")
_PAPERS_DRAWN: Final = load_query("browser/search_papers")

MOST_PAPERS: Final = 1_000
"""Maximum number of works on one page of a search."""

_HITS: Final = (1_000, 10_000, 50_000)
"""How many paper rows are looked at: more only when filters and earlier pages leave too few works."""


class _Place(NamedTuple):
    """The place of a work in the order of the answer."""

    score: float
    work_id: str


@whole_answers
def search_papers(
    graph: Graph,
    text: str,
    *,
    since: int | None = None,
    until: int | None = None,
    venue: str | None = None,
    source: str | None = None,
    type: str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> FoundPapers:
    """A page of the works that have all words of `text` in title or abstract, the best ones first.

    Case and diacritics do not count; a word of four letters or more also finds longer words that begin with it, and
    quotation marks hold words together. All other signs are plain text. `since` and `until` are years; `venue` is any
    name of a venue; `source` keeps the works of which a row of this source has the words; `type` is compared ignoring
    case. `limit` is the page's length, up to 1,000; `after` is the `next` of the previous page. Scores depend on all
    papers of the graph, so a page after a load may repeat or leave out works. Raises NotFound for a venue at which no
    paper row appeared and for a source that is not loaded; InvalidArgument for a text without words or with stop words
    alone, years in the wrong order, a limit out of range, or a cursor that belongs to another question.
    """
    check_limit(limit, most=MOST_PAPERS)
    check_years(since, until)
    asked_sources(graph, () if source is None else (source,))
    searched = _phrases(text)
    venue_id = None if venue is None else find_venue(graph, venue)
    question = ("search_papers", papers_expression(searched), since, until, venue_id, source, type)
    place = None if after is None else read_cursor(after, question, _Place)
    filters: dict[str, Any] = {"since": since, "until": until, "venue_id": venue_id, "source": source, "type": type}
    for hits in _HITS:
        [found] = graph.read(
            _SEARCH_PAPERS,
            dict[str, Any],
            query=papers_expression(searched),
            hits=hits,
            whole_scores=hits < _HITS[-1],
            after=None if place is None else place._asdict(),
            limit=limit + 1,
            **filters,
        )
        papers, sampled = found["papers"], found["hit_count"] >= hits
        if len(papers) > limit or not sampled:
            break
    if torn := next((paper["paper_id"] for paper in papers if paper["torn"]), None):
        raise TornAnswer(f"the paper row {torn!r} has lost authors or its venue")
    shown = papers[:limit]
    more = len(papers) > limit
    last = shown[-1] if more else None
    return FoundPapers(
        text=clean(text),
        since=since,
        until=until,
        venue=venue_id,
        source=source,
        type=type,
        papers=tuple(_paper(paper, searched) for paper in shown),
        next=last and write_cursor(_Place(score=last["score"], work_id=last["work_id"]), question),
        truncated=more or after is not None or sampled,
        sampled=sampled and not more,
    )


def search_papers_query(*, text: str, limit: int = 20, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws the paper rows of these works in Neo4j Browser, without filters, with its parameters."""
    words = " ".join(phrase.text for phrase in _phrases(text))
    return _PAPERS_DRAWN, {"words": words, "limit": limit}


def _phrases(text: str) -> tuple[Phrase, ...]:
    check_texts(text=text)
    if len(text) > LONGEST_SEARCH or loses_marks(text):
        raise InvalidArgument(f"a search has at most {LONGEST_SEARCH:,} characters and few marks on each; give fewer")
    searched = phrases(text)
    if not searched:
        raise InvalidArgument(
            f"{text!r} has no word to search: words such as 'the' and 'of' are in nearly all papers; give another one"
        )
    if len(searched) > MOST_WORDS:
        raise InvalidArgument(f"a search of papers has at most {MOST_WORDS} words; give fewer")
    return searched


def _paper(paper: dict[str, Any], searched: tuple[Phrase, ...]) -> FoundPaper:
    shown = snippet(paper["abstract"] or "", searched)
    text, places = (None, ()) if shown is None else shown
    facts = {name: value for name, value in paper.items() if name not in ("abstract", "torn")}
    marked = {
        "title_marks": _marks(marks(paper["title"], searched)),
        "snippet": text,
        "snippet_marks": _marks(places),
    }
    return msgspec.convert(facts | marked, FoundPaper)


def _marks(places: tuple[tuple[int, int], ...]) -> tuple[Mark, ...]:
    return tuple(Mark(start=start, end=end) for start, end in places)
