"""From an id in any spelling, an address or words of a title to the thing of the graph that it names."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_texts
from graphapp.queries import Query, load_query
from graphapp.results.search import Resolution, ResolvedThing
from graphapp.rules.addresses import source_ids
from graphapp.rules.identifiers import SCHEMES, normal_orcid
from graphapp.rules.names import loses_marks
from graphapp.rules.search_words import LONGEST_SEARCH, phrases
from graphapp.rules.titles import title_key
from graphapp.rules.venues import resolve_venue
from graphapp.services.paper_search import search_papers
from graphapp.services.source_records import source_records
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_NAMED_THINGS: Final = load_query("read/named_things")
_WORKS_NAMED: Final = load_query("read/works_named")

LONGEST_ID: Final = 10_000
"""Maximum number of characters of what is resolved."""
_MOST_THINGS: Final = 20
_MOST_WORDS_FOUND: Final = 5

BY_WORDS: Final = "words of title or abstract"
"""How a work is found when nothing has the text as an id, an identifier, a name or a whole title."""


@whole_answers
def resolve(graph: Graph, text: str) -> Resolution:
    """The things that `text` names, each with what it is and how it was found.

    In this order: an id of the graph (paper row, work, author row, person or venue); a source's own id, without the
    source's name before it or in an address of the source's web site (dblp, ACL Anthology, OpenReview, OpenAlex,
    Semantic Scholar); an identifier of `graphapp.rules.identifiers` in any spelling (DOI, arXiv id, PMID); an ORCID;
    the name of a venue; a whole title. Only when nothing of that is found: words of a title or an abstract, at most
    five works. At most 20 things are given. Raises NotFound when nothing is found, and InvalidArgument for an empty or
    too long text.
    """
    things = _resolved(graph, _checked(text))
    if things:
        return Resolution(text=text, things=things[:_MOST_THINGS], truncated=len(things) > _MOST_THINGS)
    # The words of an address or of an identifier are in no title.
    if "://" not in text and len(text) <= LONGEST_SEARCH and phrases(text) and not loses_marks(text):
        found = search_papers(graph, text=text, limit=_MOST_WORDS_FOUND)
        works = tuple(
            ResolvedThing(
                kind="work",
                id=paper.work_id,
                label=paper.title,
                work_id=paper.work_id,
                found_by=BY_WORDS,
                read_as=found.text,
            )
            for paper in found.papers
        )
        if works:
            return Resolution(text=text, things=works, truncated=found.truncated)
    raise NotFound(f"nothing has the id, identifier, title or venue {text[:100]!r}")


def resolve_query(*, text: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows what has an id in Neo4j Browser, with its parameters."""
    venue = resolve_venue(_checked(text))
    return _NAMED_THINGS, {
        "paper_ids": [text],
        "author_ids": [text],
        "person_ids": [text],
        "venue_ids": [text] if venue is None else [venue.venue_id],
        "orcid": normal_orcid(text),
    }


def named_work(graph: Graph, *, id: str) -> str:
    """The work_id of the one work that a text names as `resolve` reads it.

    Raises NotFound for a text that names no work, or that names several: their ids are near.
    """
    check_texts(id=id)
    try:
        resolution = resolve(graph, text=id)
    except (NotFound, InvalidArgument) as error:
        raise NotFound(f"no paper row and no work has the id {id[:100]!r}") from error
    works = dict.fromkeys(thing.work_id for thing in resolution.things if thing.work_id is not None)
    if len(works) == 1:
        return next(iter(works))
    if not works:
        kinds = " and ".join(dict.fromkeys(f"{thing.kind} {thing.id!r}" for thing in resolution.things[:2]))
        raise NotFound(f"{id[:100]!r} names the {kinds}, but no paper")
    raise NotFound(
        f"{id[:100]!r} names {'more than ' if resolution.truncated else ''}{len(works)} works; give the id of one",
        near=tuple(works)[:_MOST_WORDS_FOUND],
    )


def _checked(text: str) -> str:
    check_texts(text=text)
    if not text.strip():
        raise InvalidArgument("an empty text names nothing; give an id, an identifier or words of a title")
    if len(text) > LONGEST_ID:
        raise InvalidArgument(f"an id of {len(text):,} characters is too long; give at most {LONGEST_ID:,}")
    return text.strip()


def _resolved(graph: Graph, text: str) -> tuple[ResolvedThing, ...]:
    ways = [_by_ids, _by_source_ids, _by_identifiers, _by_venue]
    found = [thing for way in ways for thing in way(graph, text)]
    if not found:
        found = _by_title(graph, text)
    first: dict[tuple[str, str], ResolvedThing] = {}
    for thing in found:
        first.setdefault((thing.kind, thing.id), thing)
    return tuple(first.values())


def _by_ids(graph: Graph, text: str) -> list[ResolvedThing]:
    rows = _things(graph, paper_ids=[text], author_ids=[text], person_ids=[text], venue_ids=[text])
    return [_thing(row, _OWN_IDS[row["kind"]], text) for row in rows]


_OWN_IDS: Final = {
    "paper row": "paper_id",
    "author row": "author_id",
    "person": "person_id",
    "venue": "venue_id",
}


def _by_source_ids(graph: Graph, text: str) -> list[ResolvedThing]:
    spelled = {text: "id of the source"} | {found.id: f"id of {found.site}" for found in source_ids(text)}
    sources = [record.name for record in source_records(graph)]
    ways = {f"{source}:{id}": way for id, way in spelled.items() for source in sources}
    ids = list(ways)
    return [
        _thing(row, ways[row["id"]], row["id"]) for row in _things(graph, paper_ids=ids, author_ids=ids, person_ids=ids)
    ]


def _by_identifiers(graph: Graph, text: str) -> list[ResolvedThing]:
    found: list[ResolvedThing] = []
    for scheme in SCHEMES:
        if scheme.joins_works and (value := scheme.normal_form(text)) is not None:
            found += _works(graph, scheme.name, value, identifiers={scheme.property: [value]}, title_keys=[])
    if (orcid := normal_orcid(text)) is not None:
        found += [_thing(row, "ORCID", orcid) for row in _things(graph, orcid=orcid)]
    return found


def _by_venue(graph: Graph, text: str) -> list[ResolvedThing]:
    venue = None if loses_marks(text) else resolve_venue(text)
    rows = [] if venue is None else _things(graph, venue_ids=[venue.venue_id])
    return [_thing(row, "name of a venue", row["id"]) for row in rows]


def _by_title(graph: Graph, text: str) -> list[ResolvedThing]:
    key = title_key(text)
    return _works(graph, "title", key, identifiers={}, title_keys=[key]) if key else []


def _works(
    graph: Graph, found_by: str, read_as: str, *, identifiers: dict[str, list[str]], title_keys: list[str]
) -> list[ResolvedThing]:
    """The works that have an identifier or a folded title; one more than `_MOST_THINGS` when there are more."""
    asked = {scheme.property: identifiers.get(scheme.property, []) for scheme in SCHEMES if scheme.joins_works}
    found = graph.read(_WORKS_NAMED, dict[str, str], identifiers=asked, title_keys=title_keys, limit=_MOST_THINGS + 1)
    things = _things(graph, paper_ids=[row["paper_id"] for row in found])
    return [
        ResolvedThing(
            kind="work",
            id=row["work_id"],
            label=row["label"],
            work_id=row["work_id"],
            found_by=found_by,
            read_as=read_as,
        )
        for row in sorted(things, key=itemgetter("work_id"))
    ]


def _things(
    graph: Graph,
    *,
    paper_ids: list[str] | None = None,
    author_ids: list[str] | None = None,
    person_ids: list[str] | None = None,
    venue_ids: list[str] | None = None,
    orcid: str | None = None,
) -> list[dict[str, Any]]:
    return graph.read(
        _NAMED_THINGS,
        dict[str, Any],
        paper_ids=paper_ids or [],
        author_ids=author_ids or [],
        person_ids=person_ids or [],
        venue_ids=venue_ids or [],
        orcid=orcid,
    )


def _thing(row: dict[str, Any], found_by: str, read_as: str) -> ResolvedThing:
    # The id of a work is that of one of its paper rows; of a work of one row, it is the row's.
    is_work = row["id"] == row["work_id"] and row["row_count"] > 1
    return ResolvedThing(
        kind="work" if is_work else row["kind"],
        id=row["id"],
        label=row["label"],
        work_id=row["work_id"],
        found_by="work_id" if is_work and found_by == "paper_id" else found_by,
        read_as=read_as,
    )
