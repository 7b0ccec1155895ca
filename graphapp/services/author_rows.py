"""From a typed name to the author rows that carry it: the first step of all services about names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from graphapp.errors import InvalidArgument
from graphapp.limits import check_texts
from graphapp.queries import load_query
from graphapp.results.names import AskedName, NameNode
from graphapp.rules.frequency import shown_spelling
from graphapp.rules.marks import MOST_MARKS
from graphapp.rules.names import LONGEST_NAME, Name, is_too_long, loses_marks
from graphapp.rules.printed_names import name_of_organisation, read_name

if TYPE_CHECKING:
    from graphapp.graph import Graph

_AUTHOR_ROWS: Final = load_query("read/author_rows")
_NAMED_AUTHOR_ROWS: Final = load_query("read/named_author_rows")


def check_typed_name(name: str) -> None:
    """Raises InvalidArgument for a typed name that no record may have, before anything is computed from it."""
    check_texts(name=name)
    if len(name) > LONGEST_NAME:
        raise InvalidArgument(f"a name of {len(name):,} characters is too long; give at most {LONGEST_NAME:,}")
    if loses_marks(name):
        raise InvalidArgument(f"a name has at most {MOST_MARKS} combining marks in a row; give it without the others")


def readings_of(name: str) -> list[Name]:
    """The readings of a typed name, read as printed names are.

    First whole, then without a homonym number at its end, then as that of an organisation: "CERN, Geneva".
    Raises InvalidArgument for a text that is not a name.
    """
    check_typed_name(name)
    readings = [read_name(name), read_name(name, homonym_numbers=True), read_name(name_of_organisation(name))]
    names = list(dict.fromkeys(reading for reading in readings if reading is not None))
    if not names:
        raise InvalidArgument(f"{name!r} has no letter or digit to look up; give a name such as 'Ada Lovelace'")
    if is_too_long(names[0].name_key, names[0].fold_key):
        raise InvalidArgument(f"a name of {len(name):,} characters has keys that are too long; give a shorter one")
    return [names[0], *(reading for reading in names[1:] if reading.name_key != names[0].name_key)]


def without_number(readings: Sequence[Name]) -> Name:
    """The reading without a homonym number, where the typed name has one at its end; else the first."""
    return next((reading for reading in readings if reading.homonym is not None), readings[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRows:
    """Author rows as parallel lists, which are several times faster to read than records."""

    author_ids: list[str]
    names: list[str]
    keys: list[str]
    """Their name_keys."""
    authorships: list[int]
    """How many times paper rows state each; decides the most frequent spelling of a name."""

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
        """The rows of some name keys as one node under a key; there must be at least one row."""
        return self._node(key, [place for place, own in enumerate(self.keys) if own in of])

    def _node(self, key: str, places: Sequence[int]) -> NameNode:
        return NameNode(
            name=spelling_of((self.names[place], self.authorships[place]) for place in places),
            key=key,
            author_ids=tuple(sorted(self.author_ids[place] for place in places)),
        )


def author_rows(
    graph: Graph,
    *,
    by: Literal["name_key", "fold_key", "author_id"],
    values: Sequence[str],
    sources: Sequence[str] | None = None,
) -> AuthorRows:
    """The author rows that have one of the values, in any order; only those of `sources`, None for all."""
    if not values:
        return AuthorRows(author_ids=[], names=[], keys=[], authorships=[])
    [found] = graph.read(_AUTHOR_ROWS, AuthorRows, property=by, values=values, sources=sources)
    return found


def name_nodes(graph: Graph, *, keys: Sequence[str], sources: Sequence[str] | None = None) -> dict[str, NameNode]:
    """The exact clusters of some name keys; keys without author rows are left out. `sources` as for `author_rows`."""
    return author_rows(graph, by="name_key", values=keys, sources=sources).by_key()


def asked_name(graph: Graph, asked: Name, node: NameNode) -> AskedName:
    """The author rows of a reading of a typed name, with what they lack of it."""
    return AskedName(
        name=node.name,
        key=node.key,
        author_ids=node.author_ids,
        missing_number=missing_number(graph, asked, author_ids=node.author_ids),
    )


def missing_number(
    graph: Graph, asked: Name, *, name_keys: Collection[str] = (), author_ids: Collection[str] = ()
) -> str | None:
    """The homonym number of a reading of a typed name, when none of its author rows has it.

    Its rows are given by their name keys or their ids.
    """
    if asked.homonym is None:
        return None
    [found] = graph.read(
        _NAMED_AUTHOR_ROWS, dict[str, list[dict[str, Any]]], name_keys=list(name_keys), author_ids=list(author_ids)
    )
    return None if any(row["homonym"] == asked.homonym for row in found["rows"]) else asked.homonym


def spelling_of(rows: Iterable[tuple[str, int]]) -> str:
    """What `shown_spelling` chooses among author rows given as name and count; there must be one."""
    spellings: Counter[str] = Counter()
    for name, count in rows:
        spellings[name] += count
    found = shown_spelling(spellings)
    assert found is not None  # noqa: S101 - the caller has a row, which the type checker cannot know
    return found
