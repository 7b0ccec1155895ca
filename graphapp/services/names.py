"""Relations between names: clusters that may be other forms of one name, and the most crowded names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit
from graphapp.queries import Query, load_query
from graphapp.results.names import (
    AmbiguousName,
    AmbiguousNames,
    Crowding,
    NameComparison,
    NameStep,
    SimilarName,
    SimilarNames,
)
from graphapp.rules.names import Name, clean
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import read_name
from graphapp.rules.relations import RANKS, Relation, relation_of_names
from graphapp.services.author_rows import check_typed_name, missing_number, name_nodes, readings_of
from graphapp.services.near_names import places_of, related_names
from graphapp.services.person_models import nothing_learned, paper_rows, stored_model
from graphapp.services.source_records import asked_sources
from graphapp.services.spellings import spelling_evidence
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_SIMILAR_NAMES: Final = load_query("read/similar_names")
_NAME_COUNTS: Final = load_query("read/name_counts")
_NAMES_BY_ROWS: Final = load_query("read/names_by_rows")
_NAMES_BY_PERSONS: Final = load_query("read/names_by_persons")
_NAMES_BY_AUTHORSHIPS: Final = load_query("read/names_by_authorships")

_CROWDED_BY: Final[dict[Crowding, Query]] = {
    "rows": _NAMES_BY_ROWS,
    "works": _NAMES_BY_AUTHORSHIPS,
    "persons": _NAMES_BY_PERSONS,
}

MOST_AMBIGUOUS: Final = 1_000
_COUNTED_AT_ONCE: Final = 4


@whole_answers
def similar_names(
    graph: Graph, name: str, *, sources: Sequence[str] = (), limit: int | None = 50, evidence: bool = False
) -> SimilarNames:
    """The clusters whose name may be another form of `name`, each with the rule that relates the two.

    `graphapp.rules.relations.relation` has the rules. Only names that author rows show are compared: `name_cluster`
    finds the others, under which papers or person records print a row. With `sources` only their author rows and works
    count. `limit` is the maximum number of names, None for all. The name itself need not be in the graph.

    With `evidence`, each says whether the same person is meant, from the newest works of both names in all sources.

    Raises InvalidArgument for a text that is not a name, and, with `evidence`, Refused for a graph from which
    `graphapp learn` has to learn first.
    """
    check_limit(limit)
    readings = readings_of(name)
    asked_of = asked_sources(graph, sources)
    asked, relations = related_names(graph, readings, sources=asked_of)
    counts = _counts(graph, list(relations), asked_of) if relations else {}
    ranked = sorted(relations, key=lambda key: (RANKS[relations[key]], -counts[key]["paper_count"], key))
    nodes = name_nodes(graph, keys=[asked.name_key, *ranked[:limit]], sources=asked_of)
    own = nodes.get(asked.name_key)
    persons = spelling_evidence(graph, asked.name_key, ranked[:limit]) if evidence else {}
    return SimilarNames(
        name=own.name if own else asked.name,
        key=asked.name_key,
        author_ids=own.author_ids if own else (),
        missing_number=missing_number(graph, asked, author_ids=own.author_ids) if own else None,
        similar=tuple(
            SimilarName(
                name=nodes[key].name,
                key=key,
                author_ids=nodes[key].author_ids,
                relation=relations[key],
                paper_count=counts[key]["paper_count"],
                person=persons.get(key),
            )
            for key in ranked[:limit]
        ),
        similar_count=len(ranked),
        truncated=limit is not None and len(ranked) > limit,
    )


def similar_names_query(*, name: str, sources: Sequence[str] = (), **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows, in Neo4j Browser, the names from which the rules choose, with its parameters."""
    return _SIMILAR_NAMES, places_of(readings_of(name)) | {"sources": list(sources) or None}


def explain_names(a: str, b: str, *, homonym_numbers: bool = True, code_points: bool = False) -> NameComparison:
    """Both names after each step, and how they differ there; with `code_points` also the code points of each.

    `homonym_numbers` as for `parse_name`; a text that is not a name, such as "Anonymous", has empty values from the
    step `name` on.
    Raises InvalidArgument for a text that is longer than any name.
    """
    check_typed_name(a)
    check_typed_name(b)
    printed = (a, b)
    cleaned = (clean(a), clean(b))
    # As a load does, which leaves out "Anonymous" and "et al.".
    first, second = (
        None if placeholder(text) else read_name(text, homonym_numbers=homonym_numbers) for text in printed
    )
    names = (first.name if first else "", second.name if second else "")
    name_keys = (first.name_key if first else "", second.name_key if second else "")
    fold_keys = (first.fold_key if first else "", second.fold_key if second else "")
    parts = (" ".join(sorted(fold_keys[0].split())), " ".join(sorted(fold_keys[1].split())))
    both_are_names = all(names)
    same_cluster = both_are_names and name_keys[0] == name_keys[1]
    related_by = None if first is None or second is None else relation_of_names(first, second)
    steps = (
        _step("printed", printed, "as printed"),
        _step("clean", cleaned, "composed, white space collapsed, invisible characters removed"),
        _step("name", names, "without homonym numbers and decorations, given name first"),
        _step("name_key", name_keys, "ignoring case"),
        _step("fold_key", fold_keys, "ignoring diacritics, dashes, apostrophes and punctuation"),
        _step("parts", parts, "ignoring the order of words"),
    )
    return NameComparison(
        verdict=_verdict(first, second, related_by),
        steps=tuple(
            replace(step, a_code_points=_code_points(one), b_code_points=_code_points(other))
            for step, (one, other) in zip(steps, (printed, cleaned, names, name_keys, fold_keys, parts), strict=True)
        )
        if code_points
        else steps,
        same_cluster=same_cluster,
        similar=both_are_names and fold_keys[0] == fold_keys[1],
        relation=related_by,
    )


def _verdict(first: Name | None, second: Name | None, related_by: Relation | None) -> str:
    """What the steps amount to, for two names; None for a text that is none."""
    if first is None or second is None:
        if first is second:
            return "Neither text is a name."
        return f"The {'first' if first is None else 'second'} text is no name."
    one, other = _shown(first.name), _shown(second.name)
    if first.name_key != second.name_key:
        if related_by is None:
            return f"{one} and {other} are in two clusters, and no rule relates them."
        return f"{one} and {other} are in two clusters; similar-names relates them by the rule '{related_by}'."
    if related_by == "homonym sibling":
        numbers = " and ".join(f"the number {name.homonym}" if name.homonym else "none" for name in (first, second))
        return (
            f"{one} and {other} are in one cluster, but they are two author rows, with {numbers}: "
            "a source that numbers namesakes tells them apart."
        )
    return f"{one} and {other} are in one cluster: they are equal but for case, white space and decorations."


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


@whole_answers
def ambiguous_names(
    graph: Graph, *, by: Crowding = "rows", sources: Sequence[str] = (), limit: int = 20
) -> AmbiguousNames:
    """The names that the most author rows, works or, as far as one can expect, persons have; at most 1,000.

    With `sources` only their author rows count; how many persons are expected is of the whole graph. Reads the whole
    index of names, and for works the degree of every author row. Raises InvalidArgument for another `by` and for a
    limit out of range, and Refused when persons are asked for and nothing was learned of the graph.
    """
    if by not in _CROWDED_BY:
        raise InvalidArgument(f"by is {by!r}; it must be 'rows', 'works' or 'persons'")
    check_limit(limit, most=MOST_AMBIGUOUS)
    asked_of = asked_sources(graph, sources)
    expected: dict[str, float] = {}
    if by == "persons":
        expected = _most_persons(graph, limit, asked_of)
        keys = list(expected)
    else:
        keys = _most_rows(graph, limit, asked_of) if by == "rows" else _most_works(graph, limit, asked_of)
    nodes, counts = name_nodes(graph, keys=keys, sources=asked_of), _counts(graph, keys, asked_of)
    return AmbiguousNames(
        by=by,
        names=tuple(
            AmbiguousName(
                name=nodes[key].name,
                key=key,
                author_row_count=counts[key]["author_row_count"],
                paper_count=counts[key]["paper_count"],
                expected_persons=expected.get(key),
            )
            for key in keys
        ),
    )


def ambiguous_names_query(
    *, by: Crowding = "rows", sources: Sequence[str] = (), limit: int = 20, **_: object
) -> tuple[Query, dict[str, Any]]:
    """The query that shows crowded names in Neo4j Browser, with its parameters: for works, by authorships."""
    return _CROWDED_BY[by], {
        "limit": limit,
        "sources": list(sources) or None,
    }


def _most_rows(graph: Graph, limit: int, sources: Sequence[str] | None) -> list[str]:
    rows = graph.read(_NAMES_BY_ROWS, dict[str, Any], limit=limit, sources=sources)
    return [row["key"] for row in rows]


def _most_persons(graph: Graph, limit: int, sources: Sequence[str] | None) -> dict[str, float]:
    """The expected number of persons of each name, the greatest first."""
    if stored_model(graph) is None:
        raise nothing_learned(paper_rows(graph))
    rows = graph.read(_NAMES_BY_PERSONS, dict[str, Any], limit=limit, sources=sources)
    return {row["key"]: row["expected_others"] + 1 for row in rows}


def _most_works(graph: Graph, limit: int, sources: Sequence[str] | None) -> list[str]:
    """Chosen from the names with the most authorships, which are fast to count and never fewer than the works."""
    candidates = limit
    while True:
        candidates *= _COUNTED_AT_ONCE
        rows = graph.read(_NAMES_BY_AUTHORSHIPS, dict[str, Any], limit=candidates, sources=sources)
        counts = _counts(graph, [row["key"] for row in rows], sources)
        keys = sorted(counts, key=lambda key: (-counts[key]["paper_count"], key))[:limit]
        # A name that is not counted has at most as many authorships as the last counted one, and in a tie the smaller
        # key wins.
        if len(rows) < candidates or counts[keys[-1]]["paper_count"] > rows[-1]["authorships"]:
            return keys


def _counts(graph: Graph, keys: list[str], sources: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in graph.read(_NAME_COUNTS, dict[str, Any], keys=keys, sources=sources)}


def _step(
    step: Literal["printed", "clean", "name", "name_key", "fold_key", "parts"], values: tuple[str, str], what: str
) -> NameStep:
    a, b = values
    shown = [_shown(value) for value in values]
    return NameStep(
        step=step,
        a=shown[0],
        b=shown[1],
        equal=a == b,
        explanation=f"{what}: {'equal' if a == b else _first_difference(a, b)}",
    )


def _shown(value: str) -> str:
    # A lone surrogate can be compared but not printed.
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _first_difference(a: str, b: str) -> str:
    for character, other in zip(a, b, strict=False):
        if character != other:
            return f"{_describe(character)} is not {_describe(other)}"
    longer, place = (a, "second") if len(a) > len(b) else (b, "first")
    return f"the {place} ends where the other continues with {_describe(longer[min(len(a), len(b))])}"


def _describe(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")
