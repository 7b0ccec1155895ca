"""What the end of an ordinary load gives: works, what author rows and venues show, and which rows nothing states.

The rules are those of `loading/`; only the rows come from tables. Memory grows with the largest group of paper rows
that share identifiers or titles, as in an ordinary load, and never with the number of rows.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import pyarrow

from graphapp.bulk.engine import Engine
from graphapp.loading.progress import Progress
from graphapp.loading.shown import first_named, own_venues, shown_author, shown_venue
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.known_sources import UNKNOWN, SourceTraits
from graphapp.rules.search_words import SCALES
from graphapp.rules.works import find_works
from graphapp.services.works import work_row

_TEXT: Final = pyarrow.string()
_VENUES: Final = pyarrow.schema([("venue_id", _TEXT), ("name", _TEXT), ("kind", _TEXT)])
_WORKS: Final = pyarrow.schema([("paper_id", _TEXT), ("work_id", _TEXT), ("preferred", pyarrow.bool_())])
_SHOWN: Final = ("name", "name_key", "fold_key", "family_key", "homonym", "orcid", "person_id")
_AUTHORS: Final = pyarrow.schema([(name, _TEXT) for name in ("author_id", *_SHOWN)])
_SCALES: Final = pyarrow.schema([("scale", pyarrow.int64())])
_JOINING: Final = tuple(scheme.property for scheme in SCHEMES if scheme.joins_works)

_NODES: Final = ("author_nodes", "paper_nodes", "venue_nodes")


def settle_tables(
    engine: Engine, traits: Mapping[str, SourceTraits], *, on_progress: Callable[[Progress], None]
) -> None:
    """Make the tables of nodes from those of `bulk/tables.py`; `traits` are those of all sources, by name."""
    on_progress(Progress(phase="works", done=0, total=None))
    engine.define("standing_papers", "standing_authored", "standing_published_at", "standing_persons", "standing_names")
    # First, since the kind of a venue tells a preprint.
    engine.make("venue_printings")
    engine.put("shown_venues", _VENUES, _shown_venues(engine, traits))
    engine.make("shared_values", "memberships", "labels", "nearer_labels")
    while engine.number("changed_labels"):
        engine.rename("nearer_labels", "labels")
        engine.make("nearer_labels")
    engine.make("work_rows")
    engine.put("settled_works", _WORKS, _settled_works(engine, traits, on_progress))
    on_progress(Progress(phase="cleaning up", done=0, total=None))
    engine.make("authors_to_settle", "author_statements")
    engine.put("shown_authors", _AUTHORS, _shown_authors(engine, traits, on_progress))
    engine.put("scales", _SCALES, ({"scale": scale} for scale in SCALES))
    engine.make("author_counts", *_NODES)
    engine.define("identifying_names")


def _shown_venues(engine: Engine, traits: Mapping[str, SourceTraits]) -> Iterator[dict[str, Any]]:
    for venue_id, grouped in groupby(engine.rows("venue_printings"), itemgetter("venue_id")):
        rows = list(grouped)
        own = first_named(own_venues([venue_id], traits), venue_id, sorted({row["source"] for row in rows}))
        printings = [{"printed_venue": row["printed_venue"], "count": row["printings"]} for row in rows]
        yield {"venue_id": venue_id, **shown_venue(venue_id, printings, own)}


def _settled_works(
    engine: Engine, traits: Mapping[str, SourceTraits], on_progress: Callable[[Progress], None]
) -> Iterator[dict[str, Any]]:
    done = 0
    for _, grouped in groupby(engine.rows("work_rows"), itemgetter("label")):
        rows = [_with_maps(row) for row in grouped]
        works = find_works(work_row(row, traits) for row in rows)
        for paper_id, work_id in works.work_of.items():
            preferred = works.shown_by[work_id] == paper_id
            if work_id != paper_id or not preferred:
                yield {"paper_id": paper_id, "work_id": work_id, "preferred": preferred}
        done += len(rows)
        on_progress(Progress(phase="works", done=done, total=None))


def _with_maps(row: dict[str, Any]) -> dict[str, Any]:
    """The row as `read/work_rows` gives it."""
    return row | {
        "identifiers": {name: row[name] for name in _JOINING if row[name] is not None},
        "author_names": row["author_names"] or [],
    }


def _shown_authors(
    engine: Engine, traits: Mapping[str, SourceTraits], on_progress: Callable[[Progress], None]
) -> Iterator[dict[str, Any]]:
    for done, (author_id, grouped) in enumerate(groupby(engine.rows("author_statements"), itemgetter("author_id")), 1):
        printings: list[dict[str, Any]] = []
        persons: list[dict[str, Any]] = []
        for row in grouped:
            (printings if row["person_id"] is None else persons).append(row | {"count": row["statements"]})
        source = author_id.partition(":")[0]
        shown = shown_author({"printings": printings, "persons": persons}, traits.get(source, UNKNOWN))
        if shown is not None:
            yield {"author_id": author_id, **shown}
        on_progress(Progress(phase="cleaning up", done=done, total=None))
