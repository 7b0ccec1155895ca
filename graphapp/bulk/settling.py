"""What the end of an ordinary load gives: works, what author rows and venues show, and which rows nothing states.

The rules are those of `loading/`; only the rows come from tables.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pyarrow

from graphapp.bulk.engine import Engine
from graphapp.bulk.groups import make_by_rule
from graphapp.bulk.workers import Workers
from graphapp.loading.progress import Phase, Progress
from graphapp.rules.known_sources import SourceTraits
from graphapp.rules.search_words import SCALES
from graphapp.rules.titles import WITHOUT_CONTENT

_SCALES: Final = pyarrow.schema([("scale", pyarrow.int64())])
_TITLES: Final = pyarrow.schema([("title_key", pyarrow.string())])
_STANDING: Final = (
    "standing_papers",
    "standing_authored",
    "standing_published_at",
    "standing_persons",
    "standing_names",
    "identifying_names",
)
"""What standing records state, computed wherever it is read."""


def settle_tables(
    engine: Engine,
    workers: Workers,
    traits: Mapping[str, SourceTraits],
    *,
    on_progress: Callable[[Progress], None],
) -> None:
    """Make the tables of nodes from those of `bulk/tables.py` and `source_nodes`.

    `traits` are those of all sources, by name.
    """

    def by_rule(table: str, phase: Phase) -> None:
        done = 0
        for seen in make_by_rule(engine, workers, table, traits):
            done += seen
            on_progress(Progress(phase=phase, done=done, total=None))

    on_progress(Progress(phase="works", done=0, total=None))
    engine.make("restated", "left_out")
    define_standing(engine)
    # First, since the kind of a venue tells a preprint.
    by_rule("shown_venues", "works")
    engine.put("titles_without_content", _TITLES, ({"title_key": key} for key in sorted(WITHOUT_CONTENT)))
    engine.make("shared_values", "memberships", "labels", "nearer_labels")
    while engine.number("changed_labels"):
        engine.rename("nearer_labels", "labels")
        engine.make("nearer_labels")
    by_rule("settled_works", "works")
    on_progress(Progress(phase="cleaning up", done=0, total=None))
    engine.make("stated_authors")
    by_rule("keyed_authors", "cleaning up")
    by_rule("shown_authors", "cleaning up")
    engine.put("scales", _SCALES, ({"scale": scale} for scale in SCALES))
    engine.make("stated_venues", "author_nodes", "paper_nodes", "venue_nodes")


def define_standing(engine: Engine) -> None:
    """Let the tables of what standing records state be known to an engine: the others are on disk."""
    engine.define(*_STANDING)
