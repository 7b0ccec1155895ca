"""mlanthology: JSON documents of one venue and year, or their papers as JSON Lines.

A paper has either the documents' fields (`bibtex_key`, authors with `given` and `family`) or those of the project's
short list (`key`, authors as names). Keys and names are spelled alike in both, so a paper becomes the same row from
either.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.authors.author_cells import listed
from graphapp.formats.fields import authors, paper
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import PaperRecord, Record

LISTS = ("papers",)


class _Author(msgspec.Struct, gc=False):
    given: str | None = None
    family: str | None = None


class _Paper(msgspec.Struct, gc=False):
    title: str | None = None
    bibtex_key: str | None = None
    key: str | None = None
    authors: list[str | _Author] = []
    abstract: str | None = None
    year: int | float | str | None = None
    venue: str | None = None
    venue_name: str | None = None
    venue_type: str | None = None
    doi: object = None
    openreview_url: str | None = None
    venue_url: str | None = None
    pdf_url: str | None = None


_paper_decoder = msgspec.json.Decoder(_Paper)
FIELDS: Final = keys_of(_paper_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object is such a document or such a paper."""
    return any(
        "bibtex_key" in keys or {"venue", "papers"} <= keys or {"key", "title", "authors"} <= keys
        for keys in record_keys(head, LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of documents of any size, or of JSON Lines. Raises SourceError as `read_json_objects` does."""
    return read_json_objects(stream, place, _parse, LISTS, FIELDS)


def _parse(text: bytes, place: str) -> PaperRecord:
    stated = _paper_decoder.decode(text)
    return paper(
        place=place,
        title=stated.title,
        authorships=authors(listed([_printed(author) for author in stated.authors])),
        paper_id=stated.bibtex_key or stated.key,
        abstract=stated.abstract,
        year=stated.year,
        type=stated.venue_type,
        venue=stated.venue_name or stated.venue,
        venue_key=stated.venue,
        identifiers=[("doi", stated.doi)],
        # A page about the paper says more than the file alone.
        url=stated.openreview_url or stated.venue_url or stated.pdf_url,
    )


def _printed(author: str | _Author) -> str:
    """The printed name. Its parts were cut at its last space whatever its script: 何 良华 has the given name 何.

    Together they are that name again, as the short list has it.
    """
    return author if isinstance(author, str) else f"{author.given or ''} {author.family or ''}".strip()
