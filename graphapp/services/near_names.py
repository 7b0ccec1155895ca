"""From a name that no author row carries to existing names that may be meant.

First come names that papers print for rows that show another one, then other forms of the name by the rules of
`graphapp.rules.relations`, then names that have words which begin with its words, then names that differ in a letter or
two. `lookup_of` of the rules says where the index has other forms of a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import IndexMissing, NotFound
from graphapp.queries import load_query
from graphapp.results.names import AskedName
from graphapp.rules.names import Name, parse_name
from graphapp.rules.relations import RANKS, Range, Relation, lookup_of, relation_of_names
from graphapp.rules.search_words import MOST_WORDS, inexact_names_expression, name_words, names_expression
from graphapp.services.author_rows import asked_name, name_nodes, readings_of, without_number
from graphapp.services.name_search import names_of

if TYPE_CHECKING:
    from graphapp.graph import Graph

_PRINTED_NAMES: Final = load_query("read/printed_names")
_SIMILAR_NAMES: Final = load_query("read/similar_names")

_MOST_NEAR_NAMES: Final = 5


def node_of_name(graph: Graph, *, name: str, sources: Sequence[str] | None = None) -> AskedName:
    """The exact cluster of a typed name, with the author rows of `sources`, None for all.

    Raises NotFound and InvalidArgument as `name_cluster` does.
    """
    readings = readings_of(name)
    nodes = name_nodes(graph, keys=[reading.name_key for reading in readings], sources=sources)
    for asked in readings:
        if asked.name_key in nodes:
            return asked_name(graph, asked, nodes[asked.name_key])
    raise unknown_name(graph, readings[0], sources=sources)


def unknown_name(graph: Graph, asked: Name, *, sources: Sequence[str] | None = None) -> NotFound:
    """The error for a name that no author row of `sources` carries, None for all.

    It has similar names, or says which other sources have this one.
    """
    if sources is None:
        return NotFound(f"no author row is named {asked.name!r}", near=near_names(graph, asked))
    what = f"no author row of {' or '.join(map(repr, sources))} is named {asked.name!r}"
    node = name_nodes(graph, keys=[asked.name_key]).get(asked.name_key)
    if node is None:
        return NotFound(what, near=near_names(graph, asked))
    others = sorted({author_id.partition(":")[0] for author_id in node.author_ids})
    return NotFound(f"{what}; {', '.join(map(repr, others))} {'has' if len(others) == 1 else 'have'} one")


def near_names(graph: Graph, asked: Name) -> tuple[str, ...]:
    """Up to five existing names that may be meant, the surest first; may be empty."""
    return tuple(islice(dict.fromkeys(_near_names(graph, asked)), _MOST_NEAR_NAMES))


def related_names(
    graph: Graph, readings: Sequence[Name], *, sources: Sequence[str] | None = None
) -> tuple[Name, dict[str, Relation]]:
    """The reading of a typed name that author rows carry, else the first; and the name keys that a rule relates to it.

    Only author rows of `sources` are looked at, None for all.
    """
    rows = graph.read(_SIMILAR_NAMES, dict[str, str], **places_of(readings), sources=sources)
    names = {row["key"]: row["name"] for row in rows}
    asked = next((reading for reading in readings if reading.name_key in names), readings[0])
    others = ((key, parse_name(name, homonym_numbers=True)) for key, name in names.items() if key != asked.name_key)
    own = parse_name(asked.name, homonym_numbers=True)
    found = ((key, relation_of_names(own, other)) for key, other in others if own is not None and other is not None)
    return asked, {key: rule for key, rule in found if rule is not None}


def places_of(readings: Sequence[Name]) -> dict[str, Any]:
    """The parameters of `read/similar_names` that find a typed name and its other forms."""
    places = lookup_of(without_number(readings))
    return {
        "fold_keys": sorted(places.fold_keys | {reading.fold_key for reading in readings}),
        "fold_ranges": _parameters(places.fold_ranges),
        "family_ranges": _parameters(places.family_ranges),
    }


def _near_names(graph: Graph, asked: Name) -> Iterator[str]:
    [printings] = graph.read(
        _PRINTED_NAMES, dict[str, list[dict[str, Any]]], key=asked.name_key, match="exact", sources=None
    )
    yield from (row["name"] for row in printings["rows"])
    _, related = related_names(graph, [asked])
    closest = sorted(related, key=lambda key: (RANKS[related[key]], key))[:_MOST_NEAR_NAMES]
    nodes = name_nodes(graph, keys=closest)
    yield from (nodes[key].name for key in closest if key in nodes)
    words = name_words(asked.name)[:MOST_WORDS]
    if words:
        with suppress(IndexMissing):
            yield from names_of(graph, names_expression(words), limit=_MOST_NEAR_NAMES)
            yield from names_of(graph, inexact_names_expression(words), limit=_MOST_NEAR_NAMES)


def _parameters(ranges: Iterable[Range]) -> list[dict[str, str]]:
    ordered = sorted(ranges, key=attrgetter("prefix", "part", "squashed"))
    return [{"prefix": each.prefix, "part": each.part, "squashed": each.squashed} for each in ordered]
