"""Semantic Scholar: papers of its dataset releases and of its Graph API.

https://api.semanticscholar.org/api-docs/datasets and https://api.semanticscholar.org/api-docs/graph. The `papers` of a
release are JSON Lines with keys in lower case; the API has keys in camel case and gives one paper, an array of papers
with nulls for ids that it does not know (`paper/batch`), or pages with a list.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.fields import author_name, paper, ranked, text
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import Authorship, PaperRecord, Record, Unfit
from graphapp.rules.venues import issn_key

LISTS = ("data", "recommendedPapers", "papers")


class _Author(msgspec.Struct, gc=False):
    authorId: str | int | None = None
    name: str | None = None


class _ExternalIds(msgspec.Struct, gc=False):
    CorpusId: str | int | None = None
    DOI: object = None
    ArXiv: object = None
    PubMed: object = None


class _Named(msgspec.Struct, gc=False):
    name: str | None = None


class _Venue(_Named, gc=False):
    issn: object = None


class _Paper(msgspec.Struct, gc=False):
    """A paper of either kind; the fields after `journal` have one spelling of the two."""

    title: str | None = None
    abstract: str | None = None
    authors: list[_Author] | None = None
    venue: str | None = None
    year: int | float | str | None = None
    url: str | None = None
    journal: _Named | None = None
    paperId: str | None = None
    corpusId: str | int | None = None
    externalIds: _ExternalIds | None = None
    publicationVenue: _Venue | None = None
    publicationTypes: list[str] | None = None
    publicationDate: str | None = None
    citingPaper: "_Paper | None" = None
    citedPaper: "_Paper | None" = None
    corpusid: str | int | None = None
    externalids: _ExternalIds | None = None
    publicationtypes: list[str] | None = None
    publicationdate: str | None = None


_AUTHORS_SHOWN: Final = 500
"""At most as many authors of a paper the API gives, and does not say where it cuts. A release has all."""

_decoder = msgspec.json.Decoder(_Paper)
FIELDS: Final = keys_of(_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object states a paper's id in one of the two spellings beside a title or identifiers."""
    return any(
        ("corpusid" in keys and not keys.isdisjoint({"title", "externalids"}))
        or ("paperId" in keys and not keys.isdisjoint({"title", "externalIds"}))
        or not keys.isdisjoint({"citingPaper", "citedPaper"})
        for keys in record_keys(head, LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of JSON Lines, of an array or of pages of the API. Raises SourceError as `read_json_objects` does."""
    return read_json_objects(stream, place, _parse, LISTS, FIELDS)


def _parse(text: bytes, place: str) -> PaperRecord:
    if text.strip() == b"null":
        raise Unfit("null, which stands for an id that Semantic Scholar does not know")
    stated = _decoder.decode(text)
    # Pages of citations and references have each paper in an object of its own.
    stated = stated.citingPaper or stated.citedPaper or stated
    ids = stated.externalIds or stated.externalids or _ExternalIds()
    names = (named.name for named in (stated.publicationVenue, stated.journal) if named is not None and named.name)
    issn = stated.publicationVenue and stated.publicationVenue.issn
    types = stated.publicationTypes or stated.publicationtypes or []
    authorships = _authorships(stated.authors or [])
    return paper(
        place=place,
        title=stated.title,
        authorships=authorships,
        authors_complete=stated.corpusid is not None or len(authorships) != _AUTHORS_SHOWN,
        paper_id=_id(stated.corpusid, stated.corpusId, ids.CorpusId, stated.paperId),
        abstract=stated.abstract,
        year=stated.year or stated.publicationDate or stated.publicationdate,
        type=", ".join(types),
        # Venues that Semantic Scholar knows have one name in all of their papers, so their ids would group no more; but
        # as keys they would keep a venue apart from the same one of other sources.
        venue=stated.venue or next(names, None),
        venue_key=issn_key(issn) if isinstance(issn, str) else None,
        identifiers=[("doi", ids.DOI), ("arxiv_id", ids.ArXiv), ("pmid", ids.PubMed)],
        url=stated.url,
    )


def _id(*stated: str | int | None) -> str | None:
    """The first id that is stated: several hashes may stand for one corpus id, which releases always have."""
    for id in stated:
        if id is not None and id != "":
            return str(id)
    return None


def _authorships(stated: list[_Author]) -> tuple[Authorship, ...]:
    return tuple(
        [
            Authorship(
                printed_name=author_name(author.name or "", rank),
                position=rank,
                author_id=None if author.authorId is None else text(str(author.authorId), "author ids"),
            )
            for rank, author in ranked(stated)
        ]
    )
