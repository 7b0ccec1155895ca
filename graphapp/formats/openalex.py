"""OpenAlex works: the parts of its snapshot, and pages or single works of its API.

https://docs.openalex.org/api-entities/works/work-object. Old snapshots have `host_venue` where later ones have
`primary_location`, and wrap the abstract's index once more.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.fields import author_name, identifier, paper, ranked
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import Authorship, PaperRecord, Record, Unfit

LISTS = ("results",)

_Index = dict[str, list[int]]


class _Author(msgspec.Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    orcid: object = None


class _Authorship(msgspec.Struct, gc=False):
    author: _Author | None = None
    raw_author_name: str | None = None
    author_position: str | None = None


class _Source(msgspec.Struct, gc=False):
    id: str | None = None
    display_name: str | None = None


class _Location(msgspec.Struct, gc=False):
    source: _Source | None = None
    landing_page_url: str | None = None
    pdf_url: str | None = None


class _HostVenue(msgspec.Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    url: str | None = None


class _Ids(msgspec.Struct, gc=False):
    doi: object = None
    pmid: object = None


class _Work(msgspec.Struct, gc=False):
    id: str | None = None
    doi: object = None
    ids: _Ids | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | float | str | None = None
    publication_date: str | None = None
    type: str | None = None
    is_paratext: bool | None = None
    is_retracted: bool | None = None
    authorships: list[_Authorship] | None = None
    authors_count: int | None = None
    is_authors_truncated: bool | None = None
    abstract_inverted_index: dict[str, list[int] | _Index | int] | None = None
    primary_location: _Location | None = None
    host_venue: _HostVenue | None = None
    locations: list[_Location] | None = None
    alternate_host_venues: list[_HostVenue] | None = None


_decoder = msgspec.json.Decoder(_Work)
FIELDS: Final = keys_of(_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object has the fields of a work that no other format has."""
    return any(
        "abstract_inverted_index" in keys
        or {"id", "authorships"} <= keys
        or {"id", "display_name", "publication_year"} <= keys
        for keys in record_keys(head, LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The works of JSON Lines, of pages of the API or of an array. Raises SourceError as `read_json_objects` does."""
    return read_json_objects(stream, place, _parse, LISTS, FIELDS)


def _parse(text: bytes, place: str) -> PaperRecord:
    work = _decoder.decode(text)
    if work.id is not None and _OF_ANOTHER_KIND.fullmatch(work.id):
        raise Unfit(f"{work.id[:60]} is no work; authors, sources and topics of OpenAlex are no papers")
    ids = work.ids or _Ids()
    authorships = work.authorships or []
    location = work.primary_location or _Location()
    host = work.host_venue or _HostVenue()
    source = location.source or _Source(id=host.id, display_name=host.display_name)
    return paper(
        place=place,
        title=work.title or work.display_name,
        authorships=_authorships(authorships),
        authors_complete=not _is_cut(work, authorships),
        paper_id=_short(work.id),
        abstract=None if work.abstract_inverted_index is None else _abstract(work.abstract_inverted_index),
        year=work.publication_date if work.publication_year is None else work.publication_year,
        type=_type(work),
        venue=source.display_name,
        venue_key=_venue_key(source.id),
        identifiers=[("doi", work.doi or ids.doi), ("arxiv_id", _arxiv_address(work)), ("pmid", ids.pmid)],
        url=location.landing_page_url or host.url,
    )


_OF_ANOTHER_KIND: Final = re.compile(
    r"(?:https?://(?:api\.)?openalex\.org/(?:[a-z-]+/)?)?[ACFIKPSTV][0-9]+|https?://openalex\.org/[a-z-]+/(?!W[0-9]).*",
    re.IGNORECASE | re.DOTALL,
)
"""The ids of authors, sources, topics and the like; those of works begin with a W."""


def _short(id: str | None) -> str | None:
    """The id without the address before it: `W2741809807`."""
    return None if id is None else id.rpartition("/")[2]


def _authorships(stated: list[_Authorship]) -> tuple[Authorship, ...]:
    authorships = []
    for rank, each in ranked(stated):
        author = each.author or _Author()
        author_id = _short(author.id)
        authorships.append(
            Authorship(
                printed_name=author_name(_name(each.raw_author_name or "", author.display_name or ""), rank),
                position=rank,
                author_id=None if author_id in _NOBODY else author_id,
                orcid=identifier(author.orcid),
            )
        )
    return tuple(authorships)


def _name(printed: str, of_profile: str) -> str:
    """The name as the paper prints it; that of the profile where there is none, or with the numbers of its footnotes.

    "Bo Li1,2" is another name than "Bo Li" to all rules of names.
    """
    if not printed or printed.isspace():
        return of_profile
    is_marked = not printed[-1].isalpha() and _FOOTNOTES.search(printed[-_LONGEST_FOOTNOTES:]) is not None
    return of_profile if is_marked and of_profile.strip() and not any(map(str.isdigit, of_profile)) else printed


_LONGEST_FOOTNOTES: Final = 40
_FOOTNOTES: Final = re.compile(r"(?<![\d#])\d{1,2}(?:[\s,;*†‡§¶]++\d{1,2})*+[\s,;*†‡§¶]*+\Z")


def _is_cut(work: _Work, stated: list[_Authorship]) -> bool:
    """Whether the work has more authors: answers of the API with many works cut their lists after 100.

    They say so, but not in answers of chosen fields (`select`). There, the last one is in the middle of the whole list.
    """
    if work.is_authors_truncated is not None or work.authors_count is not None:
        return bool(work.is_authors_truncated) or (work.authors_count or 0) > len(stated)
    return len(stated) == _AUTHORS_SHOWN and stated[-1].author_position != "last"


_AUTHORS_SHOWN: Final = 100
_NOBODY: Final = ("", "A9999999999", "A5317838346")
"""Ids that stand for an author without one, and for authors that were deleted."""


def _abstract(stated: dict[str, list[int] | _Index | int]) -> str:
    """The words of an index in the order of their positions."""
    wrapped = stated.get("InvertedIndex")
    index = wrapped if isinstance(wrapped, dict) else stated
    placed = [(place, word) for word, places in index.items() if isinstance(places, list) for place in places]
    placed.sort()
    return " ".join(word for _, word in placed)


def _type(work: _Work) -> str | None:
    """The type. A retracted work is the work itself and no note about it, so that it still joins its other rows."""
    stated = "paratext" if work.is_paratext else work.type
    return f"retracted {stated or 'work'}" if work.is_retracted and stated != "retraction" else stated


def _venue_key(source_id: str | None) -> str | None:
    """The key of a source; the old letter of its id, V for venue, became S."""
    found = None if source_id is None else _SOURCE_ID.search(source_id)
    return None if found is None else f"openalex:S{found[1]}"


_SOURCE_ID: Final = re.compile(r"(?:^|/)[SV]([0-9]{1,20})$")


def _arxiv_address(work: _Work) -> str | None:
    """The first address of the work on arXiv."""
    for location in work.locations or ():
        for address in (location.landing_page_url, location.pdf_url):
            if address and _ON_ARXIV.search(address):
                return address
    for venue in work.alternate_host_venues or ():
        if venue.url and _ON_ARXIV.search(venue.url):
            return venue.url
    return None


_ON_ARXIV: Final = re.compile(r"//(?:[a-z]{1,10}\.)?arxiv\.org/(?:abs|pdf)/|/10\.48550/arxiv\.", re.IGNORECASE)
