"""What was learned of the graph, for the evidence between papers of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from graphapp.errors import Refused
from graphapp.queries import Query, load_query
from graphapp.results.persons import PersonModel, WeightedLevel
from graphapp.rules.persons.authorships import MOST_LISTED, Authorship, title_words
from graphapp.rules.persons.rarity import FLOOR
from graphapp.rules.persons.scales import COAUTHOR_LEVELS, TITLE_LEVELS, VENUE_LEVELS, YEAR_LEVELS
from graphapp.rules.persons.standard_weights import STANDARD_WEIGHTS
from graphapp.rules.persons.trust import graph_doubt
from graphapp.rules.persons.venue_lifts import venue_lifts
from graphapp.rules.persons.weights import HUNDREDTHS, WEIGHTS_VERSION, Weights
from graphapp.services.person_evidence import GraphNumbers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_PERSON_MODEL: Final = load_query("read/person_model")
_PERSON_ESTIMATES: Final = load_query("read/person_estimates")
_PAPER_ROWS: Final = load_query("read/paper_rows")
_NAMES_AT_VENUES: Final = load_query("read/names_at_venues")
_TITLES: Final = load_query("read/titles")

_COLLECTED: Final = 20
"""A name on more than one in so many works was what the graph was collected for."""

FEWEST_PAPERS: Final = 1_000
"""A graph with fewer paper rows says little of how rare names are, and of what evidence weighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """What was learned, as the graph keeps it."""

    edition: int
    revision: int
    """Of the graph, when it was learned."""
    changed: int
    """How many paper rows have changed since then."""
    works: int
    names: int
    scale: float
    crowded: int
    weights: str
    """`Weights` as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is known for the papers of one name."""

    weights: Weights
    numbers: GraphNumbers
    expected_others: dict[str, float]
    """For each name key; empty when the graph is too small to know."""
    doubt: str | None
    """Why the graph cannot tell people apart; None when it can."""
    stored: StoredModel | None
    """None for the weights that come with graphapp."""
    is_current: bool
    """Whether no row has changed since it was learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Estimates:
    model: StoredModel | None
    graph_revision: int
    expected_others: list[tuple[str, float]]
    words: list[tuple[str, int]]
    lifts: list[tuple[str, list[str], list[float]]]


def stored_model(graph: Graph) -> StoredModel | None:
    """What was learned of this graph; None when nothing was."""
    [found] = graph.read(_PERSON_MODEL, dict[str, StoredModel | None])
    return found["model"]


def nothing_learned(rows: int) -> Refused:
    """The error where nothing was learned, in a graph of so many paper rows."""
    if rows >= FEWEST_PAPERS:
        return Refused("nothing was learned from this graph yet; `graphapp learn` does it")
    papers = "1 paper row" if rows == 1 else f"{rows:,} paper rows"
    return Refused(
        f"the graph has {papers}, and at least {FEWEST_PAPERS:,} are needed to learn how rare names are; person groups "
        "use the weights that come with graphapp"
    )


def weights_of(model: StoredModel) -> Weights:
    """The weights of a stored model.

    Raises Refused for weights of another version of graphapp.
    """
    try:
        return msgspec.json.decode(model.weights, type=Weights)
    except (msgspec.ValidationError, ValueError) as error:
        raise Refused(
            f"what was learned of this graph is of another version than {WEIGHTS_VERSION}; run `graphapp learn`"
        ) from error


def doubt_of(model: StoredModel) -> str | None:
    """Why the graph cannot tell people apart; None when it can."""
    return graph_doubt(crowded=model.crowded, connected=weights_of(model).connected)


def learned_for(graph: Graph, keys: Sequence[str], rows: Iterable[Authorship]) -> Learned:
    """What is known for these authorships of the names.

    In a graph of few papers, words and venues are counted at once.
    Raises Refused for a larger graph of which nothing was learned.
    """
    rows = list(rows)
    [found] = graph.read(
        _PERSON_ESTIMATES,
        _Estimates,
        keys=keys,
        words=sorted(set(chain.from_iterable(title_words(row.title) for row in rows))),
        venue_ids=sorted({row.venue for row in rows if row.venue is not None}),
    )
    model, stored = found.model, dict(found.expected_others)
    if model is None:
        return _of_small_graph(graph)
    return Learned(
        weights=weights_of(model),
        numbers=GraphNumbers(
            works=model.works,
            titles_with=dict(found.words),
            lifts={
                (venue, other): lift
                for venue, others, lifts in found.lifts
                for other, lift in zip(others, lifts, strict=True)
                if venue < other
            },
        ),
        expected_others={key: stored.get(key, FLOOR) for key in keys},
        doubt=doubt_of(model),
        stored=model,
        is_current=model.revision == found.graph_revision,
    )


def paper_rows(graph: Graph) -> int:
    """How many paper rows the graph has."""
    [row] = graph.read(_PAPER_ROWS, dict[str, int])
    return row["paper_rows"]


def counted_titles(graph: Graph) -> tuple[int, Counter[str]]:
    """The number of works, and the number of titles with each word."""
    works = 0
    words: Counter[str] = Counter()
    for row in graph.stream(_TITLES, dict[str, str], unlimited=True):
        works += 1
        words.update(title_words(row["title"]))
    return works, words


def _of_small_graph(graph: Graph) -> Learned:
    if paper_rows(graph) >= FEWEST_PAPERS:
        raise Refused(
            "how rare names are was not learned from this graph, or this was interrupted; `graphapp learn` does it"
        )
    works, titles_with = counted_titles(graph)
    names: list[dict[str, Any]] = graph.read(_NAMES_AT_VENUES, dict[str, Any], most_listed=MOST_LISTED)
    return Learned(
        weights=STANDARD_WEIGHTS,
        numbers=GraphNumbers(
            works=works, titles_with=titles_with, lifts=venue_lifts(row["venue_ids"] for row in names)
        ),
        expected_others={},
        doubt=f"the graph has fewer than {FEWEST_PAPERS:,} papers, which do not show how rare names are",
        stored=None,
        is_current=True,
    )


def rarity_of(learned: Learned, key: str, *, papers: int) -> float | None:
    """The expected number of other persons of a name that has so many works; None where nobody knows.

    In a small graph nobody does, and in one that was collected around the name: it has too many of the others' names.
    """
    if papers * _COLLECTED > learned.numbers.works:
        return None
    return learned.expected_others.get(key)


def person_model(graph: Graph) -> PersonModel:
    """What was learned of the whole graph: how much each level of evidence weighs, and from how much.

    Raises Refused when nothing was learned.
    """
    model = stored_model(graph)
    if model is None:
        raise nothing_learned(paper_rows(graph))
    weights = weights_of(model)
    scales: list[tuple[Literal["coauthors", "title", "venue", "years"], Sequence[str], Sequence[int]]] = [
        ("coauthors", COAUTHOR_LEVELS, weights.coauthors),
        ("title", TITLE_LEVELS, weights.title),
        ("venue", VENUE_LEVELS, weights.venue),
        ("years", YEAR_LEVELS, weights.year),
    ]
    return PersonModel(
        works=model.works,
        names=model.names,
        revision=model.revision,
        version=weights.version,
        scale=model.scale,
        crowded=model.crowded,
        pairs_of_one=weights.pairs[0],
        pairs_of_two=weights.pairs[1],
        connected=weights.connected,
        doubt=doubt_of(model),
        levels=tuple(
            WeightedLevel(scale=scale, level=level, weight=weight / HUNDREDTHS)
            for scale, levels, found in scales
            for level, weight in zip(levels, found, strict=True)
        ),
    )


def person_model_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows what was learned in Neo4j Browser, with its parameters."""
    return _PERSON_MODEL, {}
