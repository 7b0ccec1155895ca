"""What the beginning of a JSON input says: which form it has, and which keys its records have."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import count, islice
from typing import Final

from graphapp.formats.syntax.json_lines import object_keys

_OBJECTS_LOOKED_AT: Final = 6
_LONGEST_PATH: Final = 100
"""Characters of a key, or of the path of an object, beyond which no format knows it."""

_AUTHORS: Final = frozenset({"author", "authors", "creator", "creators"})
"""Keys under which objects of JSON list their authors."""

_CR_ALONE: Final = re.compile(rb"\}[ \t]*\r[ \t]*\{")
"""Lines end in it in files of old Macintosh programs."""
_TOKEN: Final = re.compile(rb'"((?:[^"\\\n]++|\\[^\n])*+)("?)|[{}\[\]:,]')


def record_keys(head: bytes, lists: Collection[str] = ()) -> Iterator[frozenset[str]]:
    """The keys of the first objects that `read_json_objects` would read, as far as the head of an input goes.

    The keys of an object that holds a list of records come last.
    """
    if is_document(head, lists):
        yield from islice(_document_keys(head, lists), _OBJECTS_LOOKED_AT)
    else:
        yield from object_keys(head)


def states_authors(keys: Collection[str], *, in_one_of: Collection[str]) -> bool:
    """Whether an object states its authors in one of the fields, if it does at all; else a format would lose them."""
    stated = _AUTHORS.intersection(keys)
    return not stated or not stated.isdisjoint(in_one_of)


def is_document(head: bytes, lists: Collection[str]) -> bool:
    """Whether an input that begins like this is something else than JSON Lines without any of the lists.

    Lines that end in CR alone are none here.
    """
    begin = head.lstrip()
    if not begin.startswith(b"{"):
        return begin.startswith(b"[")
    if b"\r" in begin and _CR_ALONE.search(begin):
        return True
    line, end, rest = begin.partition(b"\n")
    if not end and lists:
        return True
    if line.rstrip().endswith((b"{", b"[", b",", b":")) or rest.lstrip().startswith((b"}", b"]", b",", b":")):
        return True
    if not lists:
        return False
    keys = next(object_keys(begin), frozenset())
    return any(path.partition(".")[0] in keys for path in lists)


def _document_keys(head: bytes, lists: Collection[str]) -> Iterator[frozenset[str]]:
    records = {"", *lists}
    return (keys for path, keys in _objects_of(head).found() if path in records)


@lru_cache(maxsize=1)
def _objects_of(head: bytes) -> "_Objects":
    """All formats of JSON look at the same head."""
    return _Objects(head)


class _Objects:
    """The objects in the head of a document, each with its path and its keys, found once and no further than asked."""

    def __init__(self, head: bytes) -> None:
        self._known: list[tuple[str, frozenset[str]]] = []
        self._rest = _walk(head)

    def found(self) -> Iterator[tuple[str, frozenset[str]]]:
        """In the order in which they end; those that go on behind the head come last, the innermost first."""
        for number in count():
            if number == len(self._known):
                following = next(self._rest, None)
                if following is None:
                    return
                self._known.append(following)
            yield self._known[number]


def _walk(head: bytes) -> Iterator[tuple[str, frozenset[str]]]:
    # Of each object and array that goes on: its path if records may have it, how it begins, its keys.
    opened: list[tuple[str | None, bytes, set[str]]] = []
    key = ""
    text = b""
    for token in _TOKEN.finditer(head):
        mark = token[0]
        if token[1] is not None:
            if not token[2]:
                break
            text = token[1]
        elif mark in b"{[":
            outer, around, _ = opened[-1] if opened else ("", b"[", set())
            path = outer if around == b"[" or outer is None else f"{outer}.{key}".removeprefix(".")
            known = path is not None and len(path) <= _LONGEST_PATH
            opened.append((path if known else None, mark, set()))
        elif mark == b":" and opened and opened[-1][0] is not None:
            key = text[: _LONGEST_PATH + 1].decode(errors="replace")
            opened[-1][2].add(key)
        elif mark in b"}]" and opened:
            path, opener, keys = opened.pop()
            if opener == b"{" and path is not None:
                yield path, frozenset(keys)
    for path, opener, keys in reversed(opened):
        if opener == b"{" and path is not None:
            yield path, frozenset(keys)
