"""Stored rows back into the records from which they were made. Pure; no database."""

from collections.abc import Mapping
from typing import Any

from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.row_kinds import StoredPaper
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.names import clean


def record_of(stored: StoredPaper) -> PaperRecord:
    """The record from which a stored paper row was made, as far as the graph keeps it: identifiers are in normal form.

    Only a record without an id differs: it gets the digest in the row's id.
    """
    properties, publication = stored["properties"], stored["publication"] or {}
    return PaperRecord(
        place=stored["paper_id"],
        paper_id=_without_source(stored["paper_id"]),
        title=properties["title"],
        authorships=tuple(_authorship(entry["author"], entry["authored"]) for entry in stored["authorships"]),
        authors_complete="author_count" in properties,
        abstract=properties.get("abstract"),
        year=properties.get("year"),
        type=properties.get("type"),
        venue=publication.get("printed_venue"),
        venue_key=publication.get("venue_key"),
        track=publication.get("track"),
        identifiers={name: properties[name] for name in SCHEME_PROPERTIES if name in properties},
        url=properties.get("url"),
    )


def person_record_of(stored: Mapping[str, Any]) -> PersonRecord:
    """The record from which a stored person record was made; `stored` are its properties."""
    own_ids = stored.get("own_author_ids") or [""] * len(stored["printed_names"])
    return PersonRecord(
        place=stored["person_id"],
        person_id=_without_source(stored["person_id"]),
        names=tuple(
            PersonName(printed_name=printed, author_id=own_id or None)
            for printed, own_id in zip(stored["printed_names"], own_ids, strict=True)
        ),
        orcid=stored.get("orcid"),
        other_ids=dict(entry.split(":", 1) for entry in stored.get("other_ids") or ()),
    )


def numbered(author: Mapping[str, Any]) -> str:
    """The display name of an author row with its homonym number, as its source prints it."""
    return with_number(author["name"], author.get("homonym"))


def with_number(name: str, homonym: str | None) -> str:
    """The name with its homonym number, as its source prints it; the name alone where it has none."""
    return f"{name} {homonym}" if homonym else name


def _authorship(author: Mapping[str, Any], authored: Mapping[str, Any]) -> Authorship:
    own_id = _without_source(author["author_id"])
    return Authorship(
        printed_name=authored["printed_name"],
        position=authored.get("position"),
        role=authored["role"],
        # A row whose id is its name has no other id; the rules of names determine that id.
        author_id=None if _is_by_name(own_id, author, authored) else own_id,
        orcid=authored.get("orcid"),
    )


def _is_by_name(own_id: str, author: Mapping[str, Any], authored: Mapping[str, Any]) -> bool:
    """Whether the record identifies the author row by its name; others may have the same text for its id."""
    printed_key = authored.get("printed_key")
    if printed_key is None:
        # Graphs of earlier rules have no such key for rows with an id, and let other records choose the shown name.
        return own_id in (numbered(author), clean(authored["printed_name"]))
    is_shown = own_id == numbered(author) and printed_key == author["name_key"]
    return is_shown and authored.get("orcid") is not None


def _without_source(id: str) -> str:
    return id.partition(":")[2]
