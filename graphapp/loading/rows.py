"""Records become rows: what is sent to the write queries. Pure; no database.

A row depends on its record alone, never on other records or on their order.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

import idutils
import msgspec

from graphapp.errors import InvalidArgument
from graphapp.records import PaperRecord, Reject
from graphapp.rules.names import (
    KNOWN_HOMONYM_SOURCES,
    LONGEST_KEY_BYTES,
    LONGEST_NAME,
    Name,
    clean,
    parse_name,
    title_key,
)
from graphapp.rules.venues import resolve_venue

LONGEST_TEXT: Final = 1_000_000
LAST_YEAR: Final = 9_999
LAST_POSITION: Final = 999_999_999

_SOURCE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,63}")
_ARXIV_VERSION: Final = re.compile(r"v\d+$")
_RAW_LENGTH: Final = 10_000

Row = dict[str, Any]


class UnfitRecord(ValueError):
    """A record that cannot become a row; the text is the reason of its reject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A record with its identity and its content's fingerprint, before keys are computed."""

    record: PaperRecord
    paper_id: str
    row_hash: str
    """Fingerprint of all that the record says; equal rows have equal fingerprints, whatever their place."""

    @property
    def rank(self) -> bytes:
        """Settles which of two records with one paper_id stands: the greater rank, which depends on content alone.

        More authorships, then more fields, then the fingerprint.
        """
        fields = _fields(self.record)
        stated = len(fields) - fields.count(None)
        return len(self.record.authorships).to_bytes(4) + stated.to_bytes(1) + self.row_hash.encode()


def check_source_name(source: str) -> str:
    """The name itself; raises InvalidArgument for one that cannot be the first part of an id."""
    if not _SOURCE_NAME.fullmatch(source):
        raise InvalidArgument(
            f"{source!r} is no name of a source; use small letters, digits and . _ + - (at most 64), "
            "such as dblp or my-papers"
        )
    return source


def state(record: PaperRecord, source: str) -> Stated:
    """Identify a record. Raises UnfitRecord when its id cannot be one, or when no database can hold its text."""
    try:
        row_hash = _digest(record.authors_complete, record.authorships, *_fields(record))
    except UnicodeEncodeError as error:
        raise UnfitRecord("half of a surrogate pair, which is no character") from error
    if record.paper_id is not None:
        own_id = _own_id(record.paper_id)
    else:
        printed = [(a.printed_name, a.position, a.role) for a in record.authorships]
        own_id = _digest(record.title, record.year, record.venue, printed)
    return Stated(record=record, paper_id=f"{source}:{own_id}", row_hash=row_hash)


def paper_row(stated: Stated, source: str, revision: int) -> Row:
    """The row of `create_papers`, with the author and venue rows it needs under `authors` and `venue`.

    Raises UnfitRecord, with the reason, for what the graph cannot hold.
    """
    record = stated.record
    key = title_key(record.title)
    if len(key.encode()) > LONGEST_KEY_BYTES or len(record.title) > LONGEST_KEY_BYTES:
        raise UnfitRecord(f"a title of {len(record.title):,} characters; at most {LONGEST_KEY_BYTES:,} can be stored")
    if record.abstract is not None and len(record.abstract) > LONGEST_TEXT:
        raise UnfitRecord(f"an abstract of {len(record.abstract):,} characters; at most {LONGEST_TEXT:,} can be stored")
    if record.year is not None and not 0 < record.year <= LAST_YEAR:
        raise UnfitRecord(f"{record.year} is no year")
    authorships, authors = _authorships(record, source)
    complete = record.authors_complete
    properties = {
        "paper_id": stated.paper_id,
        "title": record.title,
        "title_key": key or None,
        "abstract": record.abstract,
        "year": record.year,
        "type": record.type,
        "doi": _doi(record.doi),
        "arxiv_id": _arxiv_id(record.arxiv_id),
        "url": record.url,
        "source": source,
        "author_count": sum(a.role == "author" for a in record.authorships) if complete else None,
        "work_id": stated.paper_id,
        "preferred": True,
        "row_hash": stated.row_hash,
        "revision": revision,
    }
    published, venue = _publication(record)
    return {
        "properties": {name: value for name, value in properties.items() if value is not None},
        "authorships": authorships,
        "published": published,
        "authors": authors,
        "venue": venue,
    }


def paper_parts(rows: Iterable[Row]) -> list[Row]:
    """What `write/create_papers` reads of the rows; their authors and venues, half of their size, go another way."""
    return [{key: row[key] for key in ("properties", "published", "authorships")} for row in rows]


def display_name(printings: dict[str, int], source: str) -> Name | None:
    """The name that an author row shows: its most frequent printing, then the smallest; None without a printing.

    `printings` maps names as printed to how often they are.
    """
    counts: dict[str, int] = {}
    for printed, count in printings.items():
        cleaned = clean(printed)
        counts[cleaned] = counts.get(cleaned, 0) + count
    if not counts:
        return None
    shown = min(counts, key=lambda name: (-counts[name], name))
    return parse_name(shown, homonym_numbers=source in KNOWN_HOMONYM_SOURCES)


def reject_of(record: PaperRecord, reason: str) -> Reject:
    """The reject of a record that was read but cannot stand."""
    # Halves of surrogate pairs, for which a record may be rejected, show as their escapes.
    raw = json.dumps(msgspec.to_builtins(record), ensure_ascii=False).encode(errors="backslashreplace").decode()
    return Reject(place=record.place, reason=reason, raw=raw[:_RAW_LENGTH])


def _authorships(record: PaperRecord, source: str) -> tuple[list[Row], list[Row]]:
    rows: list[Row] = []
    authors: list[Row] = []
    taken: set[tuple[str, int]] = set()
    for authorship in record.authorships:
        position, role, printed = authorship.position, authorship.role, authorship.printed_name
        if position is not None:
            if not 0 < position <= LAST_POSITION:
                raise UnfitRecord(f"{position} is no position in a list of {role}s")
            if (role, position) in taken:
                raise UnfitRecord(f"two {role}s at position {position}")
            taken.add((role, position))
        author = _author(printed, authorship.author_id, authorship.orcid, source)
        authors.append(author)
        rows.append(
            {
                "author_id": author["author_id"],
                "position": position,
                "printed_name": printed,
                "role": role,
                "orcid": author["orcid"],
            }
        )
    return rows, authors


@lru_cache(maxsize=16_384)
def _author(printed: str, author_id: str | None, orcid: str | None, source: str) -> Row:
    if len(printed) > LONGEST_NAME:
        raise UnfitRecord(f"an author name of {len(printed):,} characters; at most {LONGEST_NAME:,} can be stored")
    name = parse_name(printed, homonym_numbers=source in KNOWN_HOMONYM_SOURCES)
    if name is None:
        raise UnfitRecord(f"{printed!r} among the authors is no name")
    if author_id is not None:
        own_id = _own_id(author_id)
    else:
        own_id = f"{name.name} {name.homonym}" if name.homonym else name.name
    # One character may fold to eighteen.
    if max(len(key.encode()) for key in (f"{source}:{own_id}", name.name_key, name.fold_key)) > LONGEST_KEY_BYTES:
        raise UnfitRecord(f"an author name of {len(printed):,} characters whose keys are too long to be stored")
    return {
        "author_id": f"{source}:{own_id}",
        "properties": author_properties(name) | {"source": source},
        "orcid": None if orcid is None else _orcid(orcid),
        # Rows that only a printed name identifies are fully told by their id; others may be printed in many ways.
        "settled": author_id is None and orcid is None,
    }


def _own_id(text: str) -> str:
    own_id = " ".join(text.split())
    if not own_id:
        raise UnfitRecord("an id that is blank")
    if len(own_id) > LONGEST_NAME:
        raise UnfitRecord(f"an id of {len(own_id):,} characters; at most {LONGEST_NAME:,} can be stored")
    return own_id


def author_properties(name: Name) -> Row:
    """What an author row stores of its display name."""
    return {"name": name.name, "name_key": name.name_key, "fold_key": name.fold_key, "homonym": name.homonym}


def _publication(record: PaperRecord) -> tuple[Row | None, Row | None]:
    printed = record.venue or record.venue_key
    if printed is None:
        return None, None
    venue = resolve_venue(printed, record.venue_key)
    if venue is None:
        raise UnfitRecord(f"{printed[:100]!r} is no name of a venue")
    if len(venue.venue_id) > LONGEST_NAME or len(printed) > LONGEST_KEY_BYTES:
        raise UnfitRecord(f"a venue of {len(printed):,} characters; at most {LONGEST_NAME:,} can be stored")
    published = {
        "venue_id": venue.venue_id,
        "year": record.year,
        "track": record.track,
        "type": record.type,
        "printed_venue": printed,
        "venue_key": record.venue_key if record.venue_key != printed else None,
    }
    return published, {"venue_id": venue.venue_id, "properties": {"name": venue.name, "kind": venue.kind}}


def _doi(text: str | None) -> str | None:
    if text is None:
        return None
    if not idutils.is_doi(text) or len(text) > LONGEST_NAME:
        raise UnfitRecord(f"{text[:100]!r} is no DOI")
    # DOIs are equal regardless of case: https://www.doi.org/the-identifier/resources/handbook (2.4).
    return str(idutils.normalize_doi(text)).lower()


def _arxiv_id(text: str | None) -> str | None:
    if text is None:
        return None
    bare = text.rpartition("/abs/")[2]
    if not idutils.is_arxiv(bare):
        raise UnfitRecord(f"{text[:100]!r} is no arXiv id")
    # Versions of one e-print are one work.
    return _ARXIV_VERSION.sub("", str(idutils.normalize_arxiv(bare)).removeprefix("arXiv:").lower())


def _orcid(text: str) -> str:
    if not idutils.is_orcid(text):
        raise UnfitRecord(f"{text[:100]!r} is no ORCID")
    # The check digit may be X.
    return str(idutils.normalize_orcid(text)).upper()


def _fields(record: PaperRecord) -> tuple[object, ...]:
    """What a record says besides its authors and where it stands."""
    return (
        record.paper_id,
        record.title,
        record.abstract,
        record.year,
        record.type,
        record.venue,
        record.venue_key,
        record.track,
        record.doi,
        record.arxiv_id,
        record.url,
    )


def _digest(*values: object) -> str:
    return blake2b(msgspec.json.encode(values), digest_size=16).hexdigest()
