"""What leaves the graph: all of it as lines, to compare two graphs, and papers as the records that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from graphapp.chunks import chunks
from graphapp.errors import InvalidArgument
from graphapp.queries import load_query
from graphapp.results.papers import JointWork, Paper, Work
from graphapp.results.persons import GroupedWork, PersonGroups
from graphapp.results.search import FoundPaper
from graphapp.row_kinds import StoredPaper
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import UNKNOWN, SourceTraits
from graphapp.rules.names import parse_name
from graphapp.rules.titles import with_characters
from graphapp.services.clusters import name_cluster
from graphapp.services.source_records import asked_sources, row_ids, source_traits
from graphapp.services.venue_names import find_venue
from graphapp.services.years import check_years
from graphapp.stored_records import person_record_of, record_of

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.records import Authorship, PaperRecord, PersonRecord

_KINDS: Final = {
    "author": load_query("read/export_authors"),
    "venue": load_query("read/export_venues"),
    "paper": load_query("read/export_papers"),
    "person": load_query("read/export_persons"),
    "statement": load_query("read/export_statements"),
}
_PAPER_IDS: Final = load_query("read/paper_ids")
_VENUE_PAPER_IDS: Final = load_query("read/venue_paper_ids")
_PAPER_RECORDS: Final = load_query("read/paper_records")
_PERSON_RECORDS: Final = load_query("read/person_records")

_CHUNK: Final = 500


def export_graph(graph: Graph) -> Iterator[dict[str, Any]]:
    """The canonical dump, one map per node: author rows, venues, paper rows with their relationships, person records,
    and what people said and did not undo.

    `node` is its kind. Sorted by id and without the stamps of loads, so that equal graphs give equal dumps, whatever
    their history. Streams: memory does not grow with the graph.
    """
    for kind, query in _KINDS.items():
        parameters = {"identifiers": SCHEME_PROPERTIES} if "identifiers" in query.parameters else {}
        for row in graph.stream(query, dict[str, Any], unlimited=True, **parameters):
            yield {"node": kind} | (_with_properties(row) if "identifiers" in row else row)


def _with_properties(paper: dict[str, Any]) -> dict[str, Any]:
    """The paper row with each identifier under its property, None for one that it does not state."""
    found: dict[str, Any] = {}
    for name, value in paper.items():
        if name == "identifiers":
            found |= dict.fromkeys(SCHEME_PROPERTIES) | dict(value)
        else:
            found[name] = value
    return found


def export_papers(
    graph: Graph,
    *,
    name: str | None = None,
    venue: str | None = None,
    source: str | None = None,
    since: int | None = None,
    for_bibliography: bool = False,
) -> Iterator[tuple[str, PaperRecord]]:
    """The paper_id and the record of papers: of each work its preferred row or, with `source`, the rows of that source.

    `name` keeps the works of a name cluster, newest first, and `venue` those that appeared there; without a name they
    are in the order of their ids. `since` is the first year. With `for_bibliography` they are as in `cited_papers`.
    Streams, but for the works of one name. Raises NotFound for a name, venue or source that the graph does not have,
    and InvalidArgument as their services do.
    """
    check_years(since)
    asked_sources(graph, () if source is None else (source,))
    venue_id = None if venue is None else find_venue(graph, venue)
    filters = {"prefix": "" if source is None else f"{source}:", "preferred": source is None, "since": since}
    if name is not None:
        found: Iterable[str] = _papers_of_name(graph, name, source)
    elif venue_id is not None:
        rows = graph.stream(_VENUE_PAPER_IDS, dict[str, str], unlimited=True, venue_id=venue_id, **filters)
        found = (row["paper_id"] for row in rows)
    else:
        found = (row["paper_id"] for row in graph.stream(_PAPER_IDS, dict[str, str], unlimited=True, **filters))
    traits = source_traits(graph) if for_bibliography else {}
    for stored in _stored(graph, found):
        year = stored["properties"].get("year")
        if (since is None or (year is not None and year >= since)) and venue_id in (None, stored["venue_id"]):
            yield stored["paper_id"], _cited(stored, traits) if for_bibliography else record_of(stored)


def export_persons(graph: Graph, *, source: str) -> Iterator[PersonRecord]:
    """The person records of a source, in the order of their ids. Raises NotFound for a source that is not loaded."""
    asked_sources(graph, (source,))
    for person_ids in row_ids(graph, "person", source, _CHUNK):
        for row in graph.read(_PERSON_RECORDS, dict[str, Any], unlimited=True, person_ids=person_ids):
            yield person_record_of(row["properties"])


def cited_papers(graph: Graph, answer: object) -> list[tuple[str, PaperRecord]]:
    """The paper_id and the record of each paper that an answer lists, in its order and once: the row that it shows.

    It is as a bibliography prints it: names without the numbers by which dblp tells homonyms apart, and titles and
    venues with characters for their character references (`&amp;`). Raises InvalidArgument for an answer that lists no
    papers.
    """
    paper_ids = list(dict.fromkeys(_listed(answer)))
    if not paper_ids:
        raise InvalidArgument(
            "this answer lists no papers, so it cannot become a bibliography; with --with-papers, coauthors come with "
            "their joint papers"
        )
    traits = source_traits(graph)
    return [(stored["paper_id"], _cited(stored, traits)) for stored in _stored(graph, paper_ids)]


def _papers_of_name(graph: Graph, name: str, source: str | None) -> list[str]:
    works = name_cluster(graph, name=name, limit=None).papers
    if source is None:
        return [work.paper_id for work in works]
    return [row.paper_id for work in works for row in work.rows if row.source == source]


def _stored(graph: Graph, paper_ids: Iterable[str]) -> Iterator[StoredPaper]:
    """Paper rows with all that the graph stores of them, in the order of these ids; without those that are gone."""
    for chunk in chunks(paper_ids, _CHUNK):
        rows = graph.read(_PAPER_RECORDS, StoredPaper, unlimited=True, paper_ids=chunk)
        by_id = {row["paper_id"]: row for row in rows}
        yield from (by_id[paper_id] for paper_id in chunk if paper_id in by_id)


def _cited(stored: StoredPaper, traits: Mapping[str, SourceTraits]) -> PaperRecord:
    """The record of a paper row as a bibliography prints it; `traits` are those of all sources, by name."""
    record = record_of(stored)
    if traits.get(stored["properties"]["source"], UNKNOWN).homonym_numbers:
        unnumbered = [_without_number(authorship) for authorship in record.authorships]
        record = structs.replace(record, authorships=tuple(unnumbered))
    venue = None if record.venue is None else with_characters(record.venue)
    return structs.replace(record, title=with_characters(record.title), venue=venue)


def _without_number(authorship: Authorship) -> Authorship:
    name = parse_name(authorship.printed_name, homonym_numbers=True)
    if name is None or name.homonym is None:
        return authorship
    return structs.replace(authorship, printed_name=name.name)


def _listed(value: object) -> Iterator[str]:
    """The paper_ids of all works in an answer, wherever they stand in it."""
    if isinstance(value, Work | JointWork | FoundPaper | GroupedWork):
        yield value.paper_id
    elif isinstance(value, Paper):
        yield value.rows[0].paper_id
    elif isinstance(value, PersonGroups):
        # Not the papers by which groups are compared: a limit may have left them out.
        yield from _listed(value.groups)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _listed(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _listed(getattr(value, field.name))
