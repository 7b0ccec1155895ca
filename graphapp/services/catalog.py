"""What the graph holds: one paper, one venue, the loaded sources, and the sizes of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import msgspec

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import MOST_PAPERS, check_limit, check_page
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
from graphapp.rules.names import clean, fold, loses_marks
from graphapp.rules.venues import resolve_venue
from graphapp.services.source_records import asked_sources, source_traits
from graphapp.services.whole import TornAnswer, whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_PAPER: Final = load_query("read/paper")
_VENUE: Final = load_query("read/venue")
_VENUES_FROM: Final = load_query("read/venues_from")
_VENUE_DRAWN: Final = load_query("browser/venue_community")
_UNKNOWN_VENUES: Final = load_query("read/unknown_venues")
_SOURCE_COUNTS: Final = load_query("read/source_counts")
_GRAPH_COUNTS: Final = load_query("read/graph_counts")
_COUNTS_OF_SOURCES: Final = load_query("read/counts_of_sources")

LONGEST_VENUE: Final = 1_000
_MOST_NEAR_VENUES: Final = 5
_PREFIX_LENGTH: Final = 2


@whole_answers
def paper(graph: Graph, id: str, *, sources: Sequence[str] = ()) -> Paper:
    """The work that `id` names, by its work_id or by one of its paper_ids, with all facts from its rows.

    With `sources` only their rows are shown. Raises NotFound for an id that no paper row has, and for a work that none
    of these sources states.
    """
    asked_of = asked_sources(graph, sources)
    rows = graph.read(_PAPER, dict[str, Any], id=id, identifiers=SCHEME_PROPERTIES)
    if not rows:
        raise NotFound(f"no paper row and no work has the id {id[:100]!r}")
    stated = sorted({row["source"] for row in rows})
    if asked_of is not None:
        rows = [row for row in rows if row["source"] in asked_of]
    if not rows:
        raise NotFound(f"none of these sources states the work {id[:100]!r}; it is stated by {', '.join(stated)}")
    for row in rows:
        if row["torn"]:
            raise TornAnswer(f"the paper row {row['paper_id']!r} has lost authors or its venue")
        row["identifiers"] = listed(row["identifiers"])
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
    length, number = min(limit or MOST_PAPERS, MOST_PAPERS), page or 1
    asked_of = asked_sources(graph, sources)
    [row] = graph.read(
        _VENUE,
        dict[str, Any],
        venue_id=find_venue(graph, name),
        year=year,
        sources=asked_of,
        skip=(number - 1) * length,
        limit=length,
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


def find_venue(graph: Graph, name: str) -> str:
    """The venue_id of a name, alias or venue_id. Raises NotFound and InvalidArgument as `venue` does."""
    venue_id = asked_venue_id(name)
    # In id order, an id comes before all longer ones that begin with it.
    if any(row["venue_id"] == venue_id for row in _venues_from(graph, venue_id)):
        return venue_id
    # A user's own venues may have names that only their sources know.
    for traits in source_traits(graph).values():
        own = resolve_venue(name, own_venues=traits.own_venues) if traits.own_venues else None
        if own and any(row["venue_id"] == own.venue_id for row in _venues_from(graph, own.venue_id)):
            return own.venue_id
    raise NotFound(f"no paper row appeared at a venue {clean(name)!r}", near=_near_venues(graph, venue_id))


def asked_venue_id(name: str) -> str:
    """The venue_id of a typed name, whether or not the graph has it; raises InvalidArgument as `venue` does."""
    asked = resolve_venue(name) if len(name) <= LONGEST_VENUE and not loses_marks(name) else None
    if asked is None or not asked.venue_id:
        raise InvalidArgument(f"{name[:100]!r} is not the name of a venue; give one such as 'NeurIPS'")
    return asked.venue_id


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


def _near_venues(graph: Graph, venue_id: str) -> tuple[str, ...]:
    """Up to five venues with an id or a name like this id, each as a text that `find_venue` accepts."""
    known: dict[str, str] = {}
    for row in _venues_from(graph, venue_id[:_PREFIX_LENGTH]):
        resolved = resolve_venue(row["name"])
        understood = row["name"] if resolved and resolved.venue_id == row["venue_id"] else row["venue_id"]
        known |= {row["venue_id"]: understood, fold(row["name"]): understood}
    close = get_close_matches(venue_id, known, n=2 * _MOST_NEAR_VENUES)
    return tuple(dict.fromkeys(known[key] for key in close))[:_MOST_NEAR_VENUES]


def _venues_from(graph: Graph, prefix: str) -> list[dict[str, str]]:
    return graph.read(_VENUES_FROM, dict[str, str], prefix=prefix)
