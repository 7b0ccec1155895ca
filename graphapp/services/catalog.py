"""What the graph holds: one paper, one venue, the loaded sources, and the sizes of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from graphapp.limits import MOST_PAPERS, check_limit
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


@whole_answers
def paper(graph: Graph, *, id: str) -> Paper:
    """The work that `id` names, with all facts from its rows.

    `id` is the work_id, one of the paper_ids, or whatever else `resolve` takes: a DOI, an address, the title. Raises
    NotFound for a text that names no work or several.
    """
    rows = graph.read(_PAPER, dict[str, Any], id=id, identifiers=SCHEME_PROPERTIES)
    if not rows:
        work_id = named_work(graph, id=id)
        rows = graph.read(_PAPER, dict[str, Any], id=work_id, identifiers=SCHEME_PROPERTIES)
    for row in rows:
        if row["torn"]:
            raise TornAnswer(f"the paper row {row['paper_id']!r} has lost authors or its venue")
        row["identifiers"] = listed(row["identifiers"])
    return Paper(work_id=rows[0]["work_id"], rows=tuple(msgspec.convert(rows, list[FullPaperRow])))


@whole_answers
def venue(graph: Graph, *, name: str, year: int | None = None, limit: int | None = 50) -> VenuePage:
    """The venue of a name or alias in any printed form ("NIPS", "Proc. of NeurIPS 2020"), or of a venue_id.

    `year` keeps the works of one year, `limit` is the maximum number of works, None for all. Raises NotFound, with
    similar names, for a venue at which no paper row appeared, InvalidArgument for a text that is not a name and a limit
    below 1.
    """
    check_limit(limit)
    [row] = graph.read(
        _VENUE,
        dict[str, Any],
        venue_id=find_venue(graph, name),
        year=year,
        limit=min(limit or MOST_PAPERS, MOST_PAPERS),
    )
    years = msgspec.convert(row["years"], tuple[YearCount, ...])
    papers = msgspec.convert(row["papers"], tuple[JointWork, ...])
    paper_count = sum(counted.papers for counted in years if year is None or counted.year == year)
    return VenuePage(
        venue_id=row["venue_id"],
        name=row["name"],
        kind=row["kind"],
        years=years,
        paper_count=paper_count,
        papers=papers,
        truncated=len(papers) < paper_count,
    )


def venue_query(*, name: str, year: int | None = None, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws a venue in Neo4j Browser, with its parameters."""
    return _VENUE_DRAWN, {"venue": asked_venue_id(name), "year": year}


def unknown_venues(graph: Graph, *, limit: int = 50) -> UnknownVenues:
    """The venues with the most paper rows that no table of venues knows; each stands for one printed name.

    As TOML, the answer is a file for `load --venues`. Raises InvalidArgument for a limit below 1.
    """
    check_limit(limit)
    return UnknownVenues(venues=tuple(graph.read(_UNKNOWN_VENUES, UnknownVenue, limit=min(limit, MOST_PAPERS))))


def unknown_venues_query(*, limit: int = 50, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that lists these venues in Neo4j Browser, with its parameters."""
    return _UNKNOWN_VENUES, {"limit": limit}


def sources(graph: Graph) -> list[SourceState]:
    """The loaded sources, by name; empty for an empty graph."""
    return graph.read(_SOURCE_COUNTS, SourceState, unlimited=True)


def sources_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows the loaded sources in Neo4j Browser; it has no parameters."""
    return _SOURCE_COUNTS, {}


def graph_counts(graph: Graph) -> GraphCounts:
    """How many papers, rows, names, venues and authorships the graph holds; it counts works and names one by one."""
    [counts] = graph.read(_GRAPH_COUNTS, GraphCounts)
    return counts


def graph_counts_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows these counts in Neo4j Browser; it has no parameters."""
    return _GRAPH_COUNTS, {}
