"""graphapp's own format: one paper or person per line, as a JSON object that `record.schema.json` defines."""

from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from operator import attrgetter
from typing import Final, Literal, TypeGuard

import msgspec

from graphapp.formats.authors.author_cells import listed, several
from graphapp.formats.fields import author_name, authors, identifier, paper, ranked, text
from graphapp.formats.syntax.json_heads import record_keys, states_authors
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import (
    Authorship,
    PaperRecord,
    PersonName,
    PersonRecord,
    Record,
    Role,
    Unfit,
    check_lengths,
    check_positions,
)
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.steering import escaped


class _Author(msgspec.Struct, gc=False):
    name: str
    position: int | msgspec.UnsetType | None = msgspec.UNSET
    role: Role = "author"
    author_id: str | None = None
    orcid: object = None


class _Name(msgspec.Struct, gc=False):
    name: str
    author_id: str | None = None


class _Line(msgspec.Struct, gc=False):
    """A paper or, if it has a `person_id`, a person."""

    version: Literal[1, 2] | None = None
    paper_id: str | None = None
    title: str | None = None
    authors: list[str | _Author] = []
    authors_complete: bool = True
    abstract: str | None = None
    year: int | float | str | None = None
    type: str | None = None
    venue: str | None = None
    venue_key: str | None = None
    track: str | None = None
    url: str | None = None
    person_id: str | None = None
    names: list[str | _Name] = []
    orcid: object = None
    other_ids: dict[str, str] = {}


# A field for each identifier that papers have.
_decoder: msgspec.json.Decoder[_Line] = msgspec.json.Decoder(
    msgspec.defstruct("_Line", [(name, object, None) for name in SCHEME_PROPERTIES], bases=(_Line,), gc=False)
)
_KNOWN: Final = keys_of(_decoder)

_identifiers_of = attrgetter(*SCHEME_PROPERTIES)

PERSON_FIELDS = frozenset({"version", "person_id", "names", "orcid", "other_ids", "source"})
"""The fields of a person's line; `source` is a remark that is not read."""
FIELDS = (frozenset(_Line.__struct_fields__) | set(SCHEME_PROPERTIES) | {"source"}) - PERSON_FIELDS | {
    "version",
    "source",
}
"""The fields of a paper's line."""


def recognises(head: bytes) -> bool:
    """Whether an object is a paper or a person that either states its version or has only fields of this format."""
    return any(
        ("title" in keys and (("version" in keys and states_authors(keys, in_one_of=FIELDS)) or keys <= FIELDS))
        or ({"person_id", "names"} <= keys and keys <= PERSON_FIELDS)
        for keys in record_keys(head)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers and persons of graphapp's own JSON Lines, or of an array of such objects.

    Raises SourceError as `read_json_objects` does.
    """
    return read_json_objects(stream, place, parse, known=_KNOWN)


def write(record: PaperRecord | PersonRecord, key: str) -> str:
    """The line of a record; it has no use for the citation key."""
    line = _paper_line(record) if isinstance(record, PaperRecord) else _person_line(record)
    return f"{escaped(msgspec.json.encode(line).decode())}\n"


def _paper_line(record: PaperRecord) -> dict[str, object]:
    ranks: Counter[Role] = Counter()
    authors: list[object] = []
    for authorship in record.authorships:
        ranks[authorship.role] += 1
        stated = {
            "name": authorship.printed_name,
            "role": authorship.role if authorship.role != "author" else None,
            "author_id": authorship.author_id,
            "orcid": authorship.orcid,
        }
        author: dict[str, object] = {name: value for name, value in stated.items() if value is not None}
        if authorship.position != ranks[authorship.role]:
            author["position"] = authorship.position
        authors.append(author if len(author) > 1 else authorship.printed_name)
    if len(record.authorships) == 1 and several(record.authorships[0].printed_name):
        # As an object, a name is never taken apart.
        authors = [author]
    fields = {
        "paper_id": record.paper_id,
        "title": record.title,
        "authors": authors,
        "authors_complete": None if record.authors_complete else False,
        "year": record.year,
        "venue": record.venue,
        "venue_key": record.venue_key,
        "track": record.track,
        "type": record.type,
        **record.identifiers,
        "url": record.url,
        "abstract": record.abstract,
    }
    return {"version": 2} | {name: value for name, value in fields.items() if value is not None}


def _person_line(record: PersonRecord) -> dict[str, object]:
    names = [
        name.printed_name if name.author_id is None else {"name": name.printed_name, "author_id": name.author_id}
        for name in record.names
    ]
    fields = {"person_id": record.person_id, "names": names, "orcid": record.orcid, "other_ids": {**record.other_ids}}
    return {"version": 2} | {name: value for name, value in fields.items() if value}


def parse(text: bytes, place: str) -> PaperRecord | PersonRecord:
    """The paper or person of a line. Raises Unfit for one that is no record, and msgspec's errors for other text."""
    stated = _decoder.decode(text)
    if stated.person_id is not None:
        return _person(stated, stated.person_id, place)
    return paper(
        place=place,
        title=stated.title,
        authorships=_authorships(stated.authors),
        authors_complete=stated.authors_complete,
        paper_id=stated.paper_id,
        abstract=stated.abstract,
        year=stated.year,
        type=stated.type,
        venue=stated.venue,
        venue_key=stated.venue_key,
        track=stated.track,
        identifiers=zip(SCHEME_PROPERTIES, _identifiers_of(stated), strict=True),
        url=stated.url,
    )


def _person(stated: _Line, person_id: str, place: str) -> PersonRecord:
    if stated.version == 1:
        raise Unfit("a person in version 1 of this format, which has only papers")
    if stated.title is not None:
        raise Unfit("both a person_id and a title")
    names = (name if isinstance(name, _Name) else _Name(name=name) for name in stated.names)
    person = PersonRecord(
        place=place,
        person_id=person_id,
        names=tuple(
            PersonName(printed_name=author_name(name.name, number), author_id=text(name.author_id, "author ids"))
            for number, name in ranked(names)
        ),
        orcid=identifier(stated.orcid),
        other_ids={scheme: value for scheme, value in stated.other_ids.items() if text(value, "other ids")},
    )
    check_lengths(person)
    return person


def _are_names(stated: list[str | _Author]) -> TypeGuard[list[str]]:
    return {*map(type, stated)} <= {str}


def _authorships(stated: list[str | _Author]) -> tuple[Authorship, ...]:
    if _are_names(stated):
        return authors(listed(stated))
    ranks: Counter[Role] = Counter()
    authorships = []
    for number, item in ranked(stated):
        if isinstance(item, str):
            ranks["author"] += 1
            authorships.append(Authorship(printed_name=author_name(item, number), position=ranks["author"]))
            continue
        author = item
        ranks[author.role] += 1
        position = ranks[author.role] if isinstance(author.position, msgspec.UnsetType) else author.position
        authorships.append(
            Authorship(
                printed_name=author_name(author.name, number),
                position=position,
                role=author.role,
                author_id=text(author.author_id, "author ids"),
                orcid=identifier(author.orcid),
            )
        )
    check_positions(authorships)
    return tuple(authorships)
