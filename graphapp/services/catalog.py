"""What the graph holds: one paper, one venue, and how much there is of everything."""

from difflib import get_close_matches
from typing import Any, Final

import msgspec

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.results import FullPaperRow, GraphCounts, JointWork, Paper, VenuePage, YearCount
from graphapp.rules.names import clean, title_key
from graphapp.rules.venues import resolve_venue
from graphapp.services.limits import MOST_PAPERS, check_limit

_PAPER: Final = load_query("read/paper")
_VENUE: Final = load_query("read/venue")
_VENUES_FROM: Final = load_query("read/venues_from")
_GRAPH_COUNTS: Final = load_query("read/graph_counts")

LONGEST_VENUE: Final = 1_000
_MOST_NEAR_VENUES: Final = 5
_PREFIX_LENGTH: Final = 2


def paper(graph: Graph, *, id: str) -> Paper:
    """The work that `id` names, by its work_id or by one of its paper_ids, with all that its rows say.

    Raises NotFound for an id that no paper row has.
    """
    rows = graph.read(_PAPER, dict[str, Any], id=id)
    if not rows:
        raise NotFound(f"no paper row and no work has the id {id[:100]!r}")
    return Paper(work_id=rows[0]["work_id"], rows=tuple(msgspec.convert(rows, list[FullPaperRow])))


def venue(graph: Graph, *, name: str, year: int | None = None, limit: int | None = 50) -> VenuePage:
    """The venue that a name or alias in any printing stands for ("NIPS", "Proc. of NeurIPS 2020"), or a venue_id.

    `year` keeps the works of one year, `limit` is how many are shown, None for all. Raises NotFound, with near names,
    for a venue at which no paper row appeared, InvalidArgument for a text that is no name and a limit below 1.
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


def find_venue(graph: Graph, name: str) -> str:
    """The venue_id of a name, alias or venue_id. Raises NotFound and InvalidArgument as `venue` does."""
    venue_id = asked_venue_id(name)
    # An id is the first of all that begin with it.
    if any(row["venue_id"] == venue_id for row in _venues_from(graph, venue_id)):
        return venue_id
    raise NotFound(f"no paper row appeared at a venue {clean(name)!r}", near=_near_venues(graph, venue_id))


def asked_venue_id(name: str) -> str:
    """The venue_id that a person means, whether or not the graph has it; raises InvalidArgument as `venue` does."""
    asked = resolve_venue(name) if len(name) <= LONGEST_VENUE else None
    if asked is None or not asked.venue_id:
        raise InvalidArgument(f"{name[:100]!r} is no name of a venue; give one such as 'NeurIPS'")
    return asked.venue_id


def graph_counts(graph: Graph) -> GraphCounts:
    """How many papers, rows, names, venues and authorships the graph holds; works and names are counted one by one."""
    [counts] = graph.read(_GRAPH_COUNTS, GraphCounts)
    return counts


def _near_venues(graph: Graph, venue_id: str) -> tuple[str, ...]:
    """Up to five venues with an id or a name like this id, each in words that `find_venue` understands."""
    known: dict[str, str] = {}
    for row in _venues_from(graph, venue_id[:_PREFIX_LENGTH]):
        resolved = resolve_venue(row["name"])
        understood = row["name"] if resolved and resolved.venue_id == row["venue_id"] else row["venue_id"]
        known |= {row["venue_id"]: understood, title_key(row["name"]): understood}
    close = get_close_matches(venue_id, known, n=2 * _MOST_NEAR_VENUES)
    return tuple(dict.fromkeys(known[key] for key in close))[:_MOST_NEAR_VENUES]


def _venues_from(graph: Graph, prefix: str) -> list[dict[str, str]]:
    return graph.read(_VENUES_FROM, dict[str, str], prefix=prefix)
