"""dblp's publication search: JSON of https://dblp.org/search/publ/api, described at https://dblp.org/faq/13501473.

A hit becomes the row that dblp's XML gives for the same key: names with their numbers, the key as id. The API writes
`&amp;`, `&apos;` and the like in names and titles, and one author as an object instead of a list.
"""

from collections.abc import Iterator
from html import unescape
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.dblp import stated_identifiers, venue_key
from graphapp.formats.fields import authors, paper
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import Authorship, PaperRecord, Record, Role

_LISTS = ("result.hits.hit",)


class _Author(msgspec.Struct, gc=False):
    text: str | None = None


class _Authors(msgspec.Struct, gc=False):
    author: list[_Author | str] | _Author | str | None = None


class _Info(msgspec.Struct, gc=False):
    key: str | None = None
    title: str | None = None
    authors: _Authors | None = None
    venue: str | list[str] | None = None
    volume: str | None = None
    year: str | int | None = None
    type: str | None = None
    doi: object = None
    ee: str | list[str] | None = None
    url: str | None = None


class _Hit(_Info, gc=False):
    """A hit, or the `info` alone, as scripts save it."""

    info: _Info | None = None


_decoder = msgspec.json.Decoder(_Hit)
_KNOWN: Final = keys_of(_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object is an answer of the search, a hit, or a hit's `info` with the address of its record."""
    return any(
        {"@score", "info"} <= keys or {"key", "title", "type", "url", "authors", "access"} <= keys
        for keys in record_keys(head, _LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The publications of answers, of an array or of JSON Lines. Raises SourceError as `read_json_objects` does."""
    return read_json_objects(stream, place, _parse, _LISTS, _KNOWN)


def _parse(text: bytes, place: str) -> PaperRecord:
    hit = _decoder.decode(text)
    stated = hit.info or hit
    venues = [stated.venue] if isinstance(stated.venue, str) else stated.venue or []
    venue = unescape(venues[0]) if venues else None
    editions = [stated.ee] if isinstance(stated.ee, str) else stated.ee or []
    doi, arxiv_id = stated_identifiers(editions)
    if venue == "CoRR" and stated.volume:
        arxiv_id = stated.volume
    return paper(
        place=place,
        title=unescape(stated.title or ""),
        authorships=_authorships(stated.authors, "editor" if stated.type == _EDITORSHIP else "author"),
        paper_id=stated.key,
        year=stated.year,
        type=_TYPES.get(stated.type or "", stated.type),
        # Of several, the others are the series.
        venue=venue,
        venue_key=venue_key(stated.key or "") if venue else None,
        identifiers=[("doi", doi or stated.doi), ("arxiv_id", arxiv_id)],
        url=editions[0] if editions else stated.url,
    )


_EDITORSHIP: Final = "Editorship"
_TYPES: Final = {
    "Journal Articles": "article",
    "Conference and Workshop Papers": "inproceedings",
    "Parts in Books or Collections": "incollection",
    "Editorship": "proceedings",
    "Informal and Other Publications": "informal",
    "Data and Artifacts": "data",
}
"""The words of dblp's XML for the same; `Books and Theses` and `Reference Works` have several there."""


def _authorships(stated: _Authors | None, role: Role) -> tuple[Authorship, ...]:
    people = stated.author if stated is not None else None
    listed = people if isinstance(people, list) else [] if people is None else [people]
    return authors([unescape(person if isinstance(person, str) else person.text or "") for person in listed], role)
