"""From the name of a venue as a person types it to the venue that the graph has, or to similar ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import IndexMissing, InvalidArgument, NotFound
from graphapp.limits import check_texts
from graphapp.queries import load_query
from graphapp.rules.names import clean, fold, loses_marks
from graphapp.rules.search_words import inexact_venues_expression
from graphapp.rules.venues import ids_of_similar_names, resolve_venue
from graphapp.services.source_records import source_traits

if TYPE_CHECKING:
    from graphapp.graph import Graph

_VENUES_FROM: Final = load_query("read/venues_from")
_NEAR_VENUES: Final = load_query("read/near_venues")

LONGEST_VENUE: Final = 1_000
_MOST_NEAR_VENUES: Final = 5
_LEAST_SIMILARITY: Final = 0.5
_ALIAS_SCORE: Final = 1_000.0
"""The score that `read/near_venues` gives to a venue that is looked up by its id."""


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
    raise NotFound(f"no paper row appeared at a venue {clean(name)!r}", near=near_venues(graph, name))


def asked_venue_id(name: str) -> str:
    """The venue_id of a typed name, whether or not the graph has it; raises InvalidArgument as `venue` does."""
    check_texts(venue=name)
    asked = resolve_venue(name) if len(name) <= LONGEST_VENUE and not loses_marks(name) else None
    if asked is None or not asked.venue_id:
        raise InvalidArgument(f"{name[:100]!r} is not the name of a venue; give one such as 'NeurIPS'")
    return asked.venue_id


def near_venues(graph: Graph, name: str) -> tuple[str, ...]:
    """Up to five venues with names like this one, each as a text that `find_venue` accepts; may be empty."""
    expression = inexact_venues_expression(name)
    if expression is None:
        return ()
    try:
        rows = graph.read(_NEAR_VENUES, dict[str, Any], query=expression, venue_ids=ids_of_similar_names(name))
    except IndexMissing:
        return ()
    asked = fold(name)
    words = set(asked.split())
    ranked: dict[str, float] = {}
    for row in rows:
        resolved = resolve_venue(row["name"])
        understood = row["name"] if resolved and resolved.venue_id == row["venue_id"] else row["venue_id"]
        known = fold(row["name"])
        alike = max(SequenceMatcher(a=text, b=asked, autojunk=False).ratio() for text in (row["venue_id"], known))
        by_alias = row["score"] >= _ALIAS_SCORE
        if by_alias or alike >= _LEAST_SIMILARITY or words & set(known.split()):
            ranked[understood] = 1.0 if by_alias else alike
    return tuple(sorted(ranked, key=lambda text: (-ranked[text], text)))[:_MOST_NEAR_VENUES]


def _venues_from(graph: Graph, prefix: str) -> list[dict[str, str]]:
    return graph.read(_VENUES_FROM, dict[str, str], prefix=prefix)
