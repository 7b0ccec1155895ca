"""The list of venues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit, check_texts
from graphapp.queries import Query, load_query
from graphapp.results.search import ListedVenue, Venues
from graphapp.rules.search_words import venues_expression
from graphapp.rules.venues import resolve_venue
from graphapp.services.cursors import read_cursor, write_cursor
from graphapp.services.venue_names import LONGEST_VENUE
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_VENUES: Final = load_query("read/venues")

MOST_VENUES: Final = 1_000
"""Maximum number of venues on one page."""
_CANDIDATES_PER_VENUE: Final = 2


class _Place(NamedTuple):
    """The place of a venue in the list."""

    paper_count: int
    venue_id: str

    def __lt__(self, other: tuple[object, ...]) -> bool:
        assert isinstance(other, _Place)  # noqa: S101 - places are compared with places alone
        return (-self.paper_count, self.venue_id) < (-other.paper_count, other.venue_id)


@whole_answers
def venues(graph: Graph, name: str | None = None, *, limit: int = 50, after: str | None = None) -> Venues:
    """A page of the venues, those with the most works first.

    `name` keeps the venues whose names have words that begin with its words ("neural inf"), and the one of which it is
    an alias ("NIPS"). `limit` is the page's length, up to 1,000; `after` is the `next` of the previous page. It counts
    the works of all venues up to the end of the page. Raises InvalidArgument for a name without words, a limit out of
    range, or a cursor that belongs to another question.
    """
    check_limit(limit, most=MOST_VENUES)
    asked = _asked(name)
    question = ("venues", asked["query"], *asked["venue_ids"])
    place = None if after is None else read_cursor(after, question, _Place)
    candidates = _CANDIDATES_PER_VENUE * limit
    while True:
        rows = graph.read(_VENUES, dict[str, Any], limit=candidates, **asked)
        ranked = sorted(_Place(row["paper_count"], row["venue_id"]) for row in rows)
        page = [found for found in ranked if place is None or place < found][: limit + 1]
        # A venue that is not counted has at most as many works as the last counted one has rows.
        if len(rows) < candidates or (len(page) > limit and page[-1].paper_count > rows[-1]["rows"]):
            break
        candidates *= _CANDIDATES_PER_VENUE
    by_id = {row["venue_id"]: row for row in rows}
    more = len(page) > limit
    return Venues(
        name=name,
        venues=tuple(
            ListedVenue(
                venue_id=venue_id,
                name=by_id[venue_id]["name"],
                kind=by_id[venue_id]["kind"],
                paper_count=paper_count,
            )
            for paper_count, venue_id in page[:limit]
        ),
        next=write_cursor(page[limit - 1], question) if more else None,
        truncated=more or after is not None,
    )


def venues_query(*, name: str | None = None, limit: int = 50, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that lists venues in Neo4j Browser, with its parameters."""
    return _VENUES, {**_asked(name), "limit": limit}


def _asked(name: str | None) -> dict[str, Any]:
    if name is None:
        return {"query": None, "venue_ids": []}
    check_texts(name=name)
    expression = venues_expression(name) if len(name) <= LONGEST_VENUE else None
    if expression is None:
        raise InvalidArgument(f"{name[:100]!r} has no word of a venue's name; give a part of one such as 'neural'")
    known = resolve_venue(name)
    return {"query": expression, "venue_ids": [known.venue_id] if known is not None else []}
