"""Crossref works: its public data files, and pages or single works of its API.

https://api.crossref.org/swagger-ui/index.html and https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.fields import author_name, identifier, name_of_parts, paper, ranked
from graphapp.formats.syntax.json_heads import record_keys, states_authors
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import Authorship, PaperRecord, Record, Role, Unfit
from graphapp.rules.dois import DOI_OF_ARXIV
from graphapp.rules.names import fold
from graphapp.rules.printed_names import name_of_organisation
from graphapp.rules.titles import note_of_type
from graphapp.rules.venues import issn_key

LISTS = ("message.items", "message", "items")


class _Name(msgspec.Struct, gc=False):
    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None
    orcid: object = msgspec.field(default=None, name="ORCID")


class _Date(msgspec.Struct, gc=False):
    parts: list[list[int | str | None]] | None = msgspec.field(default=None, name="date-parts")


class _Named(msgspec.Struct, gc=False):
    name: str | None = None


class _Update(msgspec.Struct, gc=False):
    type: str | None = None
    doi: str | None = msgspec.field(default=None, name="DOI")


class _Related(msgspec.Struct, gc=False):
    id: object = None
    id_type: str | None = msgspec.field(default=None, name="id-type")


class _Relation(msgspec.Struct, gc=False):
    preprints: list[_Related] | _Related | None = msgspec.field(default=None, name="has-preprint")
    comment_on: object = msgspec.field(default=None, name="is-comment-on")
    reply_to: object = msgspec.field(default=None, name="is-reply-to")


class _Address(msgspec.Struct, gc=False):
    url: str | None = msgspec.field(default=None, name="URL")


class _Resource(msgspec.Struct, gc=False):
    primary: _Address | None = None


_Texts = list[str | None] | str | None


class _Work(msgspec.Struct, gc=False):
    doi: str | None = msgspec.field(default=None, name="DOI")
    title: _Texts = None
    subtitle: _Texts = None
    author: list[_Name] | None = None
    editor: list[_Name] | None = None
    container_title: _Texts = msgspec.field(default=None, name="container-title")
    short_container_title: _Texts = msgspec.field(default=None, name="short-container-title")
    event: _Named | str | None = None
    institution: list[_Named] | _Named | None = None
    issn: _Texts = msgspec.field(default=None, name="ISSN")
    issued: _Date | None = None
    published: _Date | None = None
    published_print: _Date | None = msgspec.field(default=None, name="published-print")
    published_online: _Date | None = msgspec.field(default=None, name="published-online")
    type: str | None = None
    abstract: str | None = None
    update_to: list[_Update] | None = msgspec.field(default=None, name="update-to")
    relation: _Relation | None = None
    resource: _Resource | None = None
    url: str | None = msgspec.field(default=None, name="URL")
    counts: object = None


_decoder = msgspec.json.Decoder(_Work)

_OF_A_WORK: Final = frozenset({"deposited", "indexed", "is-referenced-by-count", "member", "prefix", "reference-count"})
FIELDS: Final = keys_of(_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object is a work, or an answer of the API.

    A work has a field that Crossref adds to it, or it has no id and no authors under another name.
    """
    return any(
        ("DOI" in keys and not keys.isdisjoint(_OF_A_WORK))
        or ({"DOI", "title"} <= keys and "id" not in keys and states_authors(keys, in_one_of={"author"}))
        or {"message-type", "message-version", "message"} <= keys
        for keys in record_keys(head, LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The works of JSON Lines, of data files, of pages of the API or of an array.

    Raises SourceError as `read_json_objects` does.
    """
    return read_json_objects(stream, place, _parse, LISTS, FIELDS | _OF_A_WORK)


def _parse(text: bytes, place: str) -> PaperRecord:
    work = _decoder.decode(text)
    if work.counts is not None and work.doi is None:
        # The API lists journals in the same way.
        raise Unfit("a journal with the counts of its works, which is no work")
    relation = work.relation or _Relation()
    address = (work.resource or _Resource()).primary or _Address()
    return paper(
        place=place,
        title=_title(work),
        authorships=_authorships(work.author, "author") + _authorships(work.editor, "editor"),
        # DOIs that differ in case are one.
        paper_id=None if work.doi is None else work.doi.lower(),
        abstract=work.abstract,
        year=_year(work),
        type=_type(work, relation),
        venue=_venue(work),
        # The ISSN of a series stands for the proceedings of many conferences.
        venue_key=_issn_key(work.issn) if work.type == "journal-article" else None,
        identifiers=[("doi", work.doi), ("arxiv_id", _preprint(relation))],
        url=address.url or work.url,
    )


def _texts(stated: _Texts) -> list[str]:
    """The texts that are not blank."""
    texts = [stated] if isinstance(stated, str) else stated or []
    return [text for text in texts if text and not text.isspace()]


def _first(stated: _Texts) -> str | None:
    """The first text that is not blank."""
    for text in (stated,) if isinstance(stated, str) else stated or ():
        if text and not text.isspace():
            return text
    return None


def _issn_key(stated: _Texts) -> str | None:
    return next(filter(None, map(issn_key, _texts(stated))), None)


def _title(work: _Work) -> str | None:
    """The first title, and the first subtitle unless the title has it; others are translations."""
    title, subtitle = _first(work.title), _first(work.subtitle)
    if title is None or subtitle is None or fold(subtitle) in fold(title):
        return title
    return f"{title.rstrip()}{' ' if title.rstrip().endswith(_ENDS) else ': '}{subtitle.strip()}"


_ENDS: Final = (":", "?", "!", ".", "–", "—")


def _authorships(names: list[_Name] | None, role: Role) -> tuple[Authorship, ...]:
    if not names:
        return ()
    authorships = []
    for rank, name in ranked(names):
        person = name_of_parts(name.given, name.family, name.suffix)
        printed = author_name(person or name_of_organisation(name.name or ""), rank)
        orcid = None if name.orcid is None else identifier(name.orcid)
        authorships.append(Authorship(printed_name=printed, position=rank, role=role, orcid=orcid))
    return tuple(authorships)


def _year(work: _Work) -> int | str | None:
    """The year of the first date that has one: a date may be `[[null]]`."""
    for date in (work.issued, work.published, work.published_print, work.published_online):
        if date is not None and date.parts and date.parts[0] and date.parts[0][0] is not None:
            return date.parts[0][0]
    return None


def _type(work: _Work, relation: _Relation) -> str | None:
    """The type, and what kind of note about another work this is; that other work is a row of its own."""
    if not (work.update_to or relation.reply_to or relation.comment_on):
        return work.type
    notes = [
        update.type.replace("_", " ").replace("-", " ")
        for update in work.update_to or ()
        # An article that was replaced in its place updates itself.
        if update.type and (update.doi or "").lower() != (work.doi or "").lower()
    ]
    notes += ["reply"] * bool(relation.reply_to) + ["comment"] * bool(relation.comment_on)
    note = next((note for note in notes if note_of_type(note)), None)
    return ": ".join(part for part in (work.type, note) if part) or None


def _venue(work: _Work) -> str | None:
    if containers := _texts(work.container_title):
        # A chapter's series is before its book: Lecture Notes in Computer Science, Computer Vision - ECCV 2020.
        return containers[-1] if work.type in _IN_BOOKS else containers[0]
    # Of a preprint the server, of a thesis the university.
    stated = work.institution if work.type in ("posted-content", "dissertation") else None
    places = [stated] if isinstance(stated, _Named) else stated or []
    event = work.event.name if isinstance(work.event, _Named) else work.event
    return _first(work.short_container_title) or _first([event, *(place.name for place in places)])


_IN_BOOKS: Final = ("book-chapter", "book-part", "book-section", "book-track", "proceedings-article", "reference-entry")


def _preprint(relation: _Relation) -> object:
    """The arXiv id of the work's preprint."""
    stated = relation.preprints
    related = [stated] if isinstance(stated, _Related) else stated or []
    for each in related:
        if each.id_type == "arxiv" or (isinstance(each.id, str) and DOI_OF_ARXIV in each.id.lower()):
            return each.id
    return None
