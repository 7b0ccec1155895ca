"""Turns records into rows. Pure; no database. `stored_records.py` turns stored rows back into records.

A row depends only on its record and on the traits of its source, never on other records or their order. Placeholders
such as "et al." are no authors here, whatever format or program made the record.
"""

import json
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, cast

import msgspec

from graphapp.loading.fingerprints import Identified, clean_id
from graphapp.loading.losses import usable
from graphapp.records import (
    PaperRecord,
    PersonRecord,
    Reject,
    Unfit,
    check_positions,
    check_year,
)
from graphapp.row_kinds import (
    Author,
    Authored,
    Naming,
    Paper,
    PaperRows,
    Person,
    PersonRows,
    PublishedAt,
    Rows,
    Venue,
)
from graphapp.rules.frequency import shown_spelling
from graphapp.rules.identifiers import normal_orcid
from graphapp.rules.known_sources import SourceTraits
from graphapp.rules.names import LONGEST_NAME, Name, is_too_long
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import read_name
from graphapp.rules.relations import family_key
from graphapp.rules.titles import title_key
from graphapp.rules.venues import resolve_venue
from graphapp.stored_records import with_number

_CACHED: Final = 16_384
_SURELY_SHORT: Final = 1_000
"""Characters; no key of a text of so many is too long."""


def rows_of(
    identified: Identified, source: str, traits: SourceTraits, revision: int, *, with_authors: bool = True
) -> Rows:
    """The rows of a record. Raises Unfit, with the reason, for what the graph cannot hold.

    Identifiers are in normal form; those that cannot be read are left out, as `usable` says. Without authors, a paper
    has no author rows, only their relationships: for who makes each author row once, from all of these.
    """
    if isinstance(identified.record, PersonRecord):
        return _person_rows(identified.record, identified, source, traits, revision)
    return _paper_rows(identified.record, identified, source, traits, revision, with_authors)


def reject_of(record: PaperRecord | PersonRecord, reason: str) -> Reject:
    """The reject of a record that was read but cannot be loaded."""
    # Halves of surrogate pairs, a reason to reject a record, are written as escapes.
    raw = json.dumps(msgspec.to_builtins(record), ensure_ascii=False).encode(errors="backslashreplace")
    return Reject.of(record.place, reason, raw)


def display_name(printings: Mapping[str, int], traits: SourceTraits) -> Name | None:
    """The name that an author row shows, as `shown_spelling` chooses it among its printings; None without one.

    `printings` maps printed names to their frequency.
    """
    counts: Counter[str] = Counter()
    names: dict[str, Name] = {}
    for printed, count in printings.items():
        name = read_name(printed, homonym_numbers=traits.homonym_numbers)
        if name is not None:
            text = with_number(name.name, name.homonym)
            counts[text] += count
            names[text] = name
    shown = shown_spelling(counts)
    return None if shown is None else names[shown]


def author_properties(name: Name) -> dict[str, str | None]:
    """The properties that an author row stores for its display name."""
    return {
        "name": name.name,
        "name_key": name.name_key,
        "fold_key": name.fold_key,
        "family_key": family_key(name.fold_key),
        "homonym": name.homonym,
    }


def _paper_rows(
    record: PaperRecord, identified: Identified, source: str, traits: SourceTraits, revision: int, with_authors: bool
) -> PaperRows:
    key = title_key(record.title)
    if is_too_long(key):
        raise Unfit(f"a title of {len(record.title):,} characters, whose key is too long to be stored")
    if record.year is not None:
        check_year(record.year)
    check_positions(record.authorships)
    read = identified.usable or usable(record)
    found = read.named
    authored: list[Authored] = []
    named: list[Author] = []
    identified_authors: list[Author] = []
    for authorship in found.authorships:
        printed = (authorship.printed_name, authorship.author_id, source, traits.homonym_numbers)
        orcid = None if authorship.orcid is None else normal_orcid(authorship.orcid)
        is_named = authorship.author_id is None and orcid is None
        if with_authors:
            author = _author(*printed)
            author_id, name_key = author["author_id"], author["name_key"]
            (named if is_named else identified_authors).append(author)
        else:
            author_id, name_key = _named(*printed)
        authored.append(
            {
                "author_id": author_id,
                "position": authorship.position,
                "printed_name": authorship.printed_name,
                "role": authorship.role,
                "orcid": orcid,
                "printed_key": None if is_named else name_key,
            }
        )
    complete = record.authors_complete and traits.complete_lists and found.complete
    published_at, venue = _publication(record, traits.own_venues)
    properties = {
        "paper_id": identified.id,
        "title": record.title,
        "title_key": key or None,
        "abstract": record.abstract,
        "year": record.year,
        "type": record.type,
        **read.identifiers,
        "url": record.url,
        "source": source,
        "author_count": len({a["author_id"] for a in authored if a["role"] == "author"}) if complete else None,
        "work_id": identified.id,
        "preferred": True,
        "row_hash": identified.row_hash,
        "link_count": len(authored) + (published_at is not None),
        "revision": revision,
    }
    paper = cast(Paper, {name: value for name, value in properties.items() if value is not None})
    return PaperRows(paper, authored, published_at, named, identified_authors, venue)


def _person_rows(
    record: PersonRecord, identified: Identified, source: str, traits: SourceTraits, revision: int
) -> PersonRows:
    names = [name for name in record.names if placeholder(name.printed_name) is None]
    if not names:
        raise Unfit("a person without a name")
    authors = [_author(name.printed_name, name.author_id, source, traits.homonym_numbers) for name in names]
    author_ids = [author["author_id"] for author in authors]
    if len({(author["author_id"], author["name_key"]) for author in authors}) < len(authors):
        raise Unfit("a name of one person that stands there twice for one author row")
    if any(":" in scheme for scheme in record.other_ids):
        raise Unfit("a colon in the scheme of a person's other id")
    other_ids = sorted(f"{scheme}:{value}" for scheme, value in record.other_ids.items())
    if any(len(entry) > LONGEST_NAME for entry in other_ids):
        raise Unfit(f"an id of more than {LONGEST_NAME:,} characters")
    person: Person = {
        "person_id": identified.id,
        "source": source,
        "author_ids": author_ids,
        "printed_names": [name.printed_name for name in names],
        "row_hash": identified.row_hash,
        "revision": revision,
    }
    if any(name.author_id is not None for name in names):
        person["own_author_ids"] = [name.author_id or "" for name in names]
    if other_ids:
        person["other_ids"] = other_ids
    if record.orcid is not None and (orcid := normal_orcid(record.orcid)) is not None:
        person["orcid"] = orcid
    naming: list[Naming] = [
        {
            "author_id": author["author_id"],
            "printed_name": name.printed_name,
            "printed_key": None if name.author_id is None else author["name_key"],
        }
        for name, author in zip(names, authors, strict=True)
    ]
    return PersonRows(person, naming, authors)


@lru_cache(maxsize=_CACHED)
def _author(printed: str, own_id: str | None, source: str, homonym_numbers: bool) -> Author:
    author_id, name = _read_author(printed, own_id, source, homonym_numbers)
    return {
        "author_id": author_id,
        "name": name.name,
        "name_key": name.name_key,
        "fold_key": name.fold_key,
        "family_key": family_key(name.fold_key),
        "homonym": name.homonym,
        "source": source,
    }


@lru_cache(maxsize=_CACHED)
def _named(printed: str, own_id: str | None, source: str, homonym_numbers: bool) -> tuple[str, str]:
    """The id of the author row of a printed name, and the key of the name."""
    author_id, name = _read_author(printed, own_id, source, homonym_numbers)
    return author_id, name.name_key


def _read_author(printed: str, own_id: str | None, source: str, homonym_numbers: bool) -> tuple[str, Name]:
    """The id of an author row, and the printed name. Raises Unfit for what is no name, or too long."""
    name = read_name(printed, homonym_numbers=homonym_numbers)
    if name is None:
        raise Unfit(f"{printed[:100]!r} among the authors is not a name")
    author_id = f"{source}:{with_number(name.name, name.homonym) if own_id is None else clean_id(own_id)}"
    # The family key has the words of the fold key, and a space between initials at most.
    longest = max(len(author_id), len(name.name_key), 2 * len(name.fold_key))
    if longest > _SURELY_SHORT and is_too_long(author_id, name.name_key, name.fold_key, family_key(name.fold_key)):
        raise Unfit(f"an author name of {len(printed):,} characters, whose keys are too long to be stored")
    return author_id, name


def _publication(record: PaperRecord, own_venues: str) -> tuple[PublishedAt | None, Venue | None]:
    printed = record.venue or record.venue_key
    if printed is None:
        return None, None
    venue = resolve_venue(printed, record.venue_key, own_venues)
    if venue is None:
        raise Unfit(f"{printed[:100]!r} is not the name of a venue")
    if len(venue.venue_id) > LONGEST_NAME:
        raise Unfit(f"a venue of {len(printed):,} characters, whose key is too long to be stored")
    published_at: PublishedAt = {
        "venue_id": venue.venue_id,
        "year": record.year,
        "track": record.track,
        "type": record.type,
        "printed_venue": printed,
        "venue_key": record.venue_key if record.venue_key != printed else None,
    }
    return published_at, {"venue_id": venue.venue_id, "name": venue.name, "kind": venue.kind}
