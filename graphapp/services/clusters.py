"""Name clusters: which papers carry a name, and which author rows stand behind it."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal, NamedTuple

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.results import FOLD_NOTICE, NOTICE, AuthorRow, Match, NameCluster, NameNode, Work
from graphapp.rules.names import LONGEST_KEY_BYTES, LONGEST_NAME, Name, parse_name
from graphapp.services.cursors import read_cursor, write_cursor
from graphapp.services.limits import MOST_PAPERS, check_limit

_NAME_CLUSTER: Final = load_query("read/name_cluster")
_NEAR_NAMES: Final = load_query("read/near_names")
_AUTHOR_ROWS: Final = load_query("read/author_rows")

_MOST_NEAR_NAMES: Final = 5
_PREFIX_LENGTH: Final = 3


class _Place(NamedTuple):
    """Where a work stands in the order of a cluster page."""

    year: int
    """-1 where there is none."""
    title: str
    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portion:
    """Part of a cluster as its query tells it; the last one ends in a work too many where the page is not the last."""

    author_rows: tuple[AuthorRow, ...]
    """All of them in the first portion, none in the others."""
    paper_count: int
    papers: tuple[Work, ...]


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
    check_limit(limit)
    page = min(limit or MOST_PAPERS, MOST_PAPERS)
    readings = readings_of(name)
    keys = [asked.name_key if match == "exact" else asked.fold_key for asked in readings]
    question = ("name_cluster", match, *keys)
    place = None if after is None else read_cursor(after, question, _Place)
    for key in keys:
        portions = graph.read(
            _NAME_CLUSTER,
            _Portion,
            key=key,
            match=match,
            after=None if place is None else place._asdict(),
            limit=page + 1,
        )
        if portions:
            return _cluster(portions, key, match, page, question, first=after is None)
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
    if any(len(key.encode()) > LONGEST_KEY_BYTES for key in (names[0].name_key, names[0].fold_key)):
        raise InvalidArgument(
            f"a name of {len(name):,} characters folds to keys that no graph holds; give a shorter one"
        )
    return [names[0], *(reading for reading in names[1:] if reading.name_key != names[0].name_key)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRows:
    """Author rows as parallel lists, which are several times as fast to read as records."""

    author_ids: list[str]
    names: list[str]
    keys: list[str]
    """Their name_keys."""
    authorships: list[int]
    """How many times paper rows state each; tells the most frequent spelling of a name."""

    def by_key(self) -> dict[str, NameNode]:
        """The rows as nodes of their names."""
        first: dict[str, int] = {}
        pooled: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            if (earlier := first.setdefault(key, place)) != place:
                pooled.setdefault(key, [earlier]).append(place)
        nodes = {
            key: NameNode(name=self.names[place], key=key, author_ids=(self.author_ids[place],))
            for key, place in first.items()
        }
        return nodes | {key: self._node(key, places) for key, places in pooled.items()}

    def together(self, key: str, of: Container[str]) -> NameNode:
        """The rows of some name keys as one node under a key; there must be one at least."""
        return self._node(key, [place for place, own in enumerate(self.keys) if own in of])

    def _node(self, key: str, places: Sequence[int]) -> NameNode:
        return NameNode(
            name=_shown_spelling((self.names[place], self.authorships[place]) for place in places),
            key=key,
            author_ids=tuple(sorted(self.author_ids[place] for place in places)),
        )


def author_rows(graph: Graph, *, by: Literal["name_key", "fold_key", "author_id"], values: Sequence[str]) -> AuthorRows:
    """The author rows that have one of the values, in no order."""
    [found] = graph.read(_AUTHOR_ROWS, AuthorRows, property=by, values=values)
    return found


def name_nodes(graph: Graph, *, keys: Sequence[str]) -> dict[str, NameNode]:
    """The exact clusters of some name keys; keys that no author row has are left out."""
    return author_rows(graph, by="name_key", values=keys).by_key()


def node_of_name(graph: Graph, *, name: str) -> NameNode:
    """The exact cluster of a name that a person typed. Raises NotFound and InvalidArgument as `name_cluster` does."""
    readings = readings_of(name)
    nodes = name_nodes(graph, keys=[reading.name_key for reading in readings])
    for asked in readings:
        if asked.name_key in nodes:
            return nodes[asked.name_key]
    raise NotFound(f"no author row is named {readings[0].name!r}", near=near_names(graph, readings[0]))


def _shown_spelling(rows: Iterable[tuple[str, int]]) -> str:
    """The most frequent spelling, then the smallest, of author rows given as name and how often it stands."""
    spellings: Counter[str] = Counter()
    for name, count in rows:
        spellings[name] += count
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


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
    portions: list[_Portion], key: str, match: Match, page: int, question: tuple[object, ...], *, first: bool
) -> NameCluster:
    head = portions[0]
    found = [work for portion in portions for work in portion.papers]
    more = len(found) > page
    papers = tuple(found[:page])
    cursor = None
    if more:
        last = papers[-1]
        year = last.year if last.year is not None else -1
        cursor = write_cursor(_Place(year=year, title=last.title, work_id=last.work_id), question)
    return NameCluster(
        name=_shown_spelling((author_row.name, author_row.paper_count) for author_row in head.author_rows),
        key=key,
        match=match,
        notice=NOTICE if match == "exact" else FOLD_NOTICE,
        paper_count=head.paper_count,
        author_row_count=len(head.author_rows),
        author_rows=head.author_rows,
        papers=papers,
        next=cursor,
        truncated=more or not first,
    )
