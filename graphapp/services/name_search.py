"""Searching names by the beginnings of their words, through the full-text index of author rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit, check_texts
from graphapp.queries import Query, load_query
from graphapp.results.search import FoundAuthors, FoundName
from graphapp.rules.frequency import shown_spelling
from graphapp.rules.names import clean, loses_marks, split_homonym
from graphapp.rules.search_words import (
    AS_TYPED_SCORE,
    LONGEST_SEARCH,
    MOST_WORDS,
    NameWord,
    name_words,
    names_expression,
    typed_apart,
    whole_names,
)
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_SEARCH_AUTHORS: Final = load_query("read/search_authors")
_AUTHORS_DRAWN: Final = load_query("browser/search_authors")

MOST_NAMES: Final = 100
"""Maximum number of names that a search lists."""

_HITS: Final = (200, 1_000, 5_000)
"""How many author rows are looked at: more only when the rows of crowded names leave too few names."""
_CANDIDATES_PER_NAME: Final = 2


@whole_answers
def search_authors(graph: Graph, text: str, *, limit: int = 20) -> FoundAuthors:
    """The names that have words which begin with the words of `text`, in any order: "yann le", "le cun y".

    `$` ends a word: "li$" finds no Lin. Diacritics and apostrophes may be left out, and a dash may be a space; names
    that have them as typed come first, then those that have these words and no others. A homonym number behind the
    words does not count when no name has it. Of a text that finds thousands of author rows, such as "a", those with the
    most authorships are looked at. `limit` is the maximum number of names, up to 100. Raises InvalidArgument for a text
    without words or with too many, and for a limit out of range.
    """
    check_limit(limit, most=MOST_NAMES)
    words = searched_words(text)
    found = _found(graph, words, limit)
    bare, number = split_homonym(clean(text))
    if not found.keys and number is not None:
        found = _found(graph, name_words(bare), limit)
    return FoundAuthors(
        text=clean(text),
        names=tuple(found.keys[key] for key in list(found.keys)[:limit]),
        truncated=found.sampled or len(found.keys) > limit,
        sampled=found.sampled,
    )


def search_authors_query(*, text: str, limit: int = 20, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws the author rows of these names in Neo4j Browser, with its parameters."""
    words = searched_words(text)
    folds = [fold for word in words for fold in word.folds]
    return _AUTHORS_DRAWN, {"words": " ".join(folds), "authors": limit}


def searched_words(text: str) -> tuple[NameWord, ...]:
    """The words of a typed search; raises InvalidArgument as `search_authors` does."""
    check_texts(text=text)
    if len(text) > LONGEST_SEARCH or loses_marks(text):
        raise InvalidArgument(f"a search has at most {LONGEST_SEARCH:,} characters and few marks on each; give fewer")
    words = name_words(text)
    if not words:
        raise InvalidArgument(f"{text!r} has no letter or digit to search; give the beginning of a name")
    if sum(len(word.folds) for word in words) > MOST_WORDS:
        raise InvalidArgument(f"a search of names has at most {MOST_WORDS} words; give fewer")
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    keys: dict[str, FoundName]
    """By name key, the first one first."""
    sampled: bool


def names_of(graph: Graph, expression: str, *, limit: int) -> list[str]:
    """The names that an expression of the index `author_words` finds, those with the most authorships first."""
    parameters = _parameters(expression, (), _HITS[0], limit)
    rows = graph.read(_SEARCH_AUTHORS, dict[str, Any], **parameters, whole_names=[])
    return [_spelling(row) for row in rows[:limit]]


def _found(graph: Graph, words: tuple[NameWord, ...], limit: int) -> _Found:
    if not words:
        return _Found(keys={}, sampled=False)
    expression, apart = names_expression(words), typed_apart(words)
    whole = [name._asdict() for name in whole_names(words)]
    candidates = _CANDIDATES_PER_NAME * limit
    hits, *more_hits = _HITS
    while True:
        rows = graph.read(
            _SEARCH_AUTHORS, dict[str, Any], **_parameters(expression, apart, hits, candidates), whole_names=whole
        )
        sampled = bool(rows) and rows[0]["hits"] >= hits
        if sampled and len(rows) < limit and more_hits:
            hits = more_hits.pop(0)
            continue
        ranked = sorted(rows, key=lambda row: (*_place(row), -row["paper_count"], row["key"]))
        # A name that is not counted has at most as many authorships as the last counted one.
        last = rows[-1] if len(rows) == candidates else None
        if last is None or all(_comes_before(row, last) for row in ranked[:limit]):
            break
        candidates *= _CANDIDATES_PER_NAME
    return _Found(keys={row["key"]: _name(row) for row in ranked}, sampled=sampled)


def _place(row: dict[str, Any]) -> tuple[bool, bool]:
    """Where a name stands before all that papers decide."""
    return not row["as_typed"], not row["whole"]


def _comes_before(row: dict[str, Any], last: dict[str, Any]) -> bool:
    """Whether no name that comes after the last one by authorships can come before this row by papers."""
    if _place(row) < _place(last) or row["paper_count"] > last["authorships"]:
        return True
    # Of names with equally many authorships, those that are not counted have greater keys.
    return bool(row["paper_count"] == row["authorships"] == last["authorships"])


def _parameters(expression: str, apart: tuple[NameWord, ...], hits: int, candidates: int) -> dict[str, Any]:
    return {"query": expression, "exact": AS_TYPED_SCORE * len(apart), "hits": hits, "names": candidates}


def _name(row: dict[str, Any]) -> FoundName:
    return FoundName(
        name=_spelling(row), key=row["key"], author_row_count=len(row["rows"]), paper_count=row["paper_count"]
    )


def _spelling(row: dict[str, Any]) -> str:
    spellings: Counter[str] = Counter()
    for name, authorships in row["rows"]:
        spellings[name] += authorships
    # A name without authorships is stated by a person record alone.
    return shown_spelling(spellings) or row["key"]
