"""Name clusters: which papers carry a name, and which author rows stand behind it."""

from collections import Counter
from difflib import get_close_matches
from typing import Any, Final

import msgspec

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.names import Name, parse_name
from graphapp.queries import load_query
from graphapp.results import FOLD_NOTICE, NOTICE, AuthorRow, Match, NameCluster, Work
from graphapp.services.cursors import read_cursor, write_cursor

_NAME_CLUSTER: Final = load_query("read/name_cluster")
_NEAR_NAMES: Final = load_query("read/near_names")

LONGEST_NAME: Final = 1_000
MOST_PAPERS: Final = 100_000
_MOST_NEAR_NAMES: Final = 5
_PREFIX_LENGTH: Final = 3


def name_cluster(
    graph: Graph, *, name: str, match: Match = "exact", limit: int | None = 50, after: str | None = None
) -> NameCluster:
    """The author rows whose name is `name` ignoring case, and a page of their distinct works, newest first.

    `match="fold"` also ignores diacritics, dashes and apostrophes. `limit` is the page's length, None for all papers.
    `after` is the `next` of the page before. Raises NotFound, with near names, for a name that no author row carries;
    InvalidArgument for a text that is no name, a limit below 1, or a cursor that belongs to another question.
    """
    if match not in ("exact", "fold"):
        raise InvalidArgument(f"match is {match!r}; it is 'exact' or 'fold'")
    if limit is not None and limit < 1:
        raise InvalidArgument(f"a limit of {limit} shows nothing; give a positive number")
    page = min(limit or MOST_PAPERS, MOST_PAPERS)
    readings = readings_of(name)
    for asked in readings:
        key = asked.name_key if match == "exact" else asked.fold_key
        question = ("name_cluster", match, key)
        found = graph.read(
            _NAME_CLUSTER,
            dict[str, Any],
            key=key,
            match=match,
            after=read_cursor(after, question) if after is not None else None,
            limit=page + 1,
        )
        if found:
            return _cluster(found[0], key, match, page, question, first=after is None)
    raise NotFound(f"no author row is named {readings[0].name!r}", near=near_names(graph, readings[0]))


def readings_of(name: str) -> list[Name]:
    """What a name that a person typed may mean: as it stands, then without a homonym number at its end.

    Raises InvalidArgument for a text that is no name.
    """
    if len(name) > LONGEST_NAME:
        raise InvalidArgument(f"a name of {len(name):,} characters is none; at most {LONGEST_NAME:,} are looked up")
    readings = [parse_name(name), parse_name(name, homonym_numbers=True)]
    names = list(dict.fromkeys(reading for reading in readings if reading is not None))
    if not names:
        raise InvalidArgument(f"{name!r} holds no letter or digit to look up; give a name such as 'Ada Lovelace'")
    return [names[0], *(reading for reading in names[1:] if reading.name_key != names[0].name_key)]


def near_names(graph: Graph, asked: Name) -> tuple[str, ...]:
    """Up to five names that do exist and resemble a name; may be empty."""
    words = asked.fold_key.split()
    rotations = {" ".join(words[turn:] + words[:turn]) for turn in range(len(words))}
    beginnings = {rotation[: len(rotation.split()[0]) + _PREFIX_LENGTH] for rotation in rotations}
    rows = graph.read(
        _NEAR_NAMES,
        dict[str, str],
        fold_keys=sorted(rotations),
        prefixes=sorted(beginnings | {words[0][: _PREFIX_LENGTH + 2]}),
    )
    by_fold: dict[str, list[str]] = {}
    for row in rows:
        by_fold.setdefault(row["fold_key"], []).append(row["name"])
    ranked = [key for key in by_fold if key in rotations]
    ranked += [key for key in get_close_matches(asked.fold_key, by_fold, n=_MOST_NEAR_NAMES) if key not in ranked]
    return tuple(name for key in ranked for name in by_fold[key])[:_MOST_NEAR_NAMES]


def _cluster(
    row: dict[str, Any], key: str, match: Match, page: int, question: tuple[object, ...], *, first: bool
) -> NameCluster:
    author_rows = msgspec.convert(row["author_rows"], tuple[AuthorRow, ...])
    papers = msgspec.convert(row["papers"], tuple[Work, ...])
    more = len(papers) > page
    papers = papers[:page]
    spellings: Counter[str] = Counter()
    for author_row in author_rows:
        spellings[author_row.name] += author_row.paper_count
    cursor = None
    if more:
        last = papers[-1]
        year = last.year if last.year is not None else -1
        cursor = write_cursor({"year": year, "title": last.title, "work_id": last.work_id}, question)
    return NameCluster(
        name=min(spellings, key=lambda spelling: (-spellings[spelling], spelling)),
        key=key,
        match=match,
        notice=NOTICE if match == "exact" else FOLD_NOTICE,
        paper_count=row["paper_count"],
        author_row_count=len(author_rows),
        author_rows=author_rows,
        papers=papers,
        next=cursor,
        truncated=more or not first,
    )
