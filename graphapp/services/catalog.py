"""What the graph holds: one paper, one venue, the loaded sources, and the sizes of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from graphapp.errors import NotFound
from graphapp.limits import MOST_PAPERS, check_limit, check_page, check_whole_or_none
from graphapp.queries import Query, load_query
from graphapp.results.papers import (
    FullPaperRow,
    GraphCounts,
    JointWork,
    Paper,
    UnknownVenue,
    UnknownVenues,
    VenuePage,
    YearCount,
)
from graphapp.results.upkeep import SourceState
from graphapp.rules.identifiers import SCHEME_PROPERTIES, listed
from graphapp.services.resolving import named_work
from graphapp.services.source_records import asked_sources
from graphapp.services.venue_names import asked_venue_id, find_venue
from graphapp.services.whole import TornAnswer, whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_PAPER: Final = load_query("read/paper")
_VENUE: Final = load_query("read/venue")
_VENUE_DRAWN: Final = load_query("browser/venue_community")
_UNKNOWN_VENUES: Final = load_query("read/unknown_venues")
_SOURCE_COUNTS: Final = load_query("read/source_counts")
_GRAPH_COUNTS: Final = load_query("read/graph_counts")
_COUNTS_OF_SOURCES: Final = load_query("read/counts_of_sources")


@whole_answers
def paper(graph: Graph, id: str, *, sources: Sequence[str] = ()) -> Paper:
    """The work that `id` names, with all facts from its rows.

    `id` is the work_id, one of the paper_ids, or whatever else `resolve` takes: a DOI, an address, the title. With
    `sources` only their rows are shown. Raises NotFound for a text that names no work or several, and for a work that
    none of these sources states.
    """
    asked_of = asked_sources(graph, sources)
    rows = graph.read(_PAPER, dict[str, Any], id=id, identifiers=SCHEME_PROPERTIES)
    if not rows:
        work_id = named_work(graph, id=id)
        rows = graph.read(_PAPER, dict[str, Any], id=work_id, identifiers=SCHEME_PROPERTIES)
        if not rows:
            raise TornAnswer(f"the work {work_id!r} has gone")
    for row in rows:
        if row["torn"]:
            raise TornAnswer(f"the paper row {row['paper_id']!r} has lost authors or its venue")
        row["identifiers"] = listed(row["identifiers"])
    stated = sorted({row["source"] for row in rows})
    if asked_of is not None:
        rows = [row for row in rows if row["source"] in asked_of]
    if not rows:
        raise NotFound(f"none of these sources states the work {id[:100]!r}; it is stated by {', '.join(stated)}")
    return Paper(work_id=rows[0]["work_id"], rows=tuple(msgspec.convert(rows, list[FullPaperRow])))


@whole_answers
def venue(
    graph: Graph,
    name: str,
    *,
    year: int | None = None,
    sources: Sequence[str] = (),
    limit: int | None = 50,
    page: int | None = None,
) -> VenuePage:
    """The venue of a name or alias in any printed form ("NIPS", "Proc. of NeurIPS 2020"), or of a venue_id.

    `year` keeps the works of one year, `sources` those that one of them states. `limit` is the maximum number of works
    on a page, None for all, `page` the number of the page, from 1. Raises NotFound, with similar names, for a venue at
    which no paper row appeared, InvalidArgument for a text that is not a name, and a limit or page below 1.
    """
    check_limit(limit)
    check_page(page, limit)
    check_whole_or_none(year=year)
    length, number = min(limit or MOST_PAPERS, MOST_PAPERS), page or 1
    asked_of = asked_sources(graph, sources)
    found = graph.read(
        _VENUE,
        dict[str, Any],
        venue_id=find_venue(graph, name),
        year=year,
        sources=asked_of,
        skip=(number - 1) * length,
        limit=length,
    )
    if not found:
        raise TornAnswer(f"the venue {name!r} has gone")
    [row] = found
    years = msgspec.convert(row["years"], tuple[YearCount, ...])
    papers = msgspec.convert(row["papers"], tuple[JointWork, ...])
    paper_count = sum(counted.papers for counted in years if year is None or counted.year == year)
    return VenuePage(
        venue_id=row["venue_id"],
        name=row["name"],
        kind=row["kind"],
        years=years,
        paper_count=paper_count,
        page=number,
        papers=papers,
        truncated=len(papers) < paper_count or number > 1,
    )


def venue_query(*, name: str, year: int | None = None, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws a venue in Neo4j Browser, with its parameters."""
    return _VENUE_DRAWN, {"venue": asked_venue_id(name), "year": year}


def unknown_venues(graph: Graph, *, sources: Sequence[str] = (), limit: int = 50) -> UnknownVenues:
    """The venues with the most paper rows that no table of venues knows; each stands for one printed name.

    As TOML, the answer is a file for `load --venues`. With `sources` only their paper rows count. Raises
    InvalidArgument for a limit below 1.
    """
    check_limit(limit)
    asked_of = asked_sources(graph, sources)
    found = graph.read(_UNKNOWN_VENUES, UnknownVenue, limit=min(limit, MOST_PAPERS), sources=asked_of)
    return UnknownVenues(venues=tuple(found))


def unknown_venues_query(*, sources: Sequence[str] = (), limit: int = 50, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that lists these venues in Neo4j Browser, with its parameters."""
    return _UNKNOWN_VENUES, {"limit": limit, "sources": list(sources) or None}


def sources(graph: Graph) -> list[SourceState]:
    """The loaded sources, by name; empty for an empty graph."""
    return graph.read(_SOURCE_COUNTS, SourceState, unlimited=True)


def sources_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows the loaded sources in Neo4j Browser; it has no parameters."""
    return _SOURCE_COUNTS, {}


def graph_counts(graph: Graph, *, sources: Sequence[str] = ()) -> GraphCounts:
    """How many papers, rows, names, venues and authorships the graph holds; it counts works and names one by one.

    With `sources` only their rows, and the works, names and venues of these.
    """
    asked_of = asked_sources(graph, sources)
    if asked_of is None:
        [counts] = graph.read(_GRAPH_COUNTS, GraphCounts)
    else:
        [counts] = graph.read(_COUNTS_OF_SOURCES, GraphCounts, prefixes=[f"{name}:" for name in asked_of])
    return counts


def graph_counts_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows these counts in Neo4j Browser; it has no parameters."""
    return _GRAPH_COUNTS, {}
