"""mlanthology: JSON documents of one venue and year, or their papers as JSON Lines.

A paper has either the documents' fields (`bibtex_key`, authors with `given` and `family`) or those of the project's
short list (`key`, authors as names). Keys and names are spelled alike in both, so a paper becomes the same row from
either.
"""

from collections.abc import Iterator
from io import BufferedReader

import msgspec

from graphapp.errors import SourceError
from graphapp.formats.fields import authors, paper
from graphapp.formats.json_lines import object_keys, read_json, read_json_lines
from graphapp.records import PaperRecord, Record

LONGEST_DOCUMENT = 64 * 2**20
"""Maximum bytes of a JSON document, which is read as a whole. Those of the largest conferences take less than half."""

MOST_COMMAS = 4_000_000
"""Maximum commas of a JSON document: it has no more papers than that and one, and each takes about 70 bytes at once.

Real documents have about one comma in forty bytes, and this is one in sixteen.
"""


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


class _Document(msgspec.Struct):
    papers: list[msgspec.Raw]


_paper_decoder = msgspec.json.Decoder(_Paper)
_document_decoder = msgspec.json.Decoder(_Document)


def recognises(head: bytes) -> bool:
    """Whether an object is such a document or such a paper."""
    return any(
        "bibtex_key" in keys or {"venue", "papers"} <= keys or {"key", "title", "authors"} <= keys
        for keys in object_keys(head)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of a document or of JSON Lines; the beginning of the input decides.

    Raises SourceError for a document that is not JSON, or too large to be read as a whole.
    """
    if any("papers" in keys for keys in object_keys(stream.peek())):
        return _read_document(stream, place)
    return read_json_lines(stream, place, _parse)


def _read_document(stream: BufferedReader, place: str) -> Iterator[Record]:
    document = stream.read(LONGEST_DOCUMENT + 1)
    if len(document) > LONGEST_DOCUMENT:
        raise _too_large(place, f"{LONGEST_DOCUMENT // 2**20} MiB")
    if document.count(b",") > MOST_COMMAS:
        raise _too_large(place, f"{MOST_COMMAS:,} commas")
    try:
        papers = _document_decoder.decode(document).papers
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"{place} is not a JSON document of papers: {error}") from error
    line, start, end = 1, 0, 0
    for raw in papers:
        text = bytes(raw)
        before, start = start, document.index(text, end)
        end = start + len(text)
        line += document.count(b"\n", before, start)
        yield read_json(text, f"{place}:{line}", _parse)


def _too_large(place: str, limit: str) -> SourceError:
    return SourceError(
        f"{place} is one JSON document of more than {limit}; write its papers one per line, as `jq -c '.papers[]'` does"
    )


def _parse(text: bytes, place: str) -> PaperRecord:
    stated = _paper_decoder.decode(text)
    return paper(
        place=place,
        title=stated.title,
        authorships=authors(
            f"{author.given or ''} {author.family or ''}".strip() if isinstance(author, _Author) else author
            for author in stated.authors
        ),
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
