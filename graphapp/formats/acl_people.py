"""The person files of the ACL Anthology: `people.yaml`, and `name_variants.yaml` of its older data.

`people.yaml` maps ids to persons with `names`; `name_variants.yaml` is a list of persons with `canonical`, `variants`
and, where the name is not enough, an `id`. They lie in https://github.com/acl-org/acl-anthology/tree/master/data/yaml.

Each person begins on a line without indentation, so the persons are parsed one by one: a document is parsed as a
whole, so that one broken person would cost all others.
"""

import re
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import islice
from typing import Final

import msgspec

from graphapp.errors import SourceError
from graphapp.formats.fields import author_name, name_of_parts, ranked, text
from graphapp.formats.syntax.lines import decode
from graphapp.formats.syntax.plain_yaml import plain_yaml
from graphapp.records import PersonName, PersonRecord, Record, Reject, Unfit, check_lengths
from graphapp.rules.names import fold_key
from graphapp.rules.printed_names import read_name

LONGEST_FILE = 64 * 2**20
"""Maximum bytes of a person file, which is kept as a whole. The Anthology's has less than 5 MiB."""

LONGEST_PERSON = 2**20
"""Maximum bytes of one person: a value of YAML takes up to a thousand times its length in memory."""


class _Name(msgspec.Struct, gc=False):
    first: str | None = None
    last: str | None = None


class _Person(msgspec.Struct, gc=False):
    """An entry of `people.yaml`."""

    names: list[_Name]
    orcid: str | None = None
    disable_name_matching: str | None = None


class _Variants(msgspec.Struct, gc=False):
    """An entry of `name_variants.yaml`."""

    canonical: _Name
    variants: list[_Name] = []
    id: str | None = None


def recognises_people(head: bytes) -> bool:
    """Whether one of the first persons has names as these files spell them."""
    return any(
        b"last:" in entry and ((entry.startswith(b"-") and b"canonical:" in entry) or _HAS_NAMES.match(entry))
        for _, entry in islice(_entries(head[:_BEGINNING]), _PERSONS_LOOKED_AT)
    )


def read_people(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The persons of a file; each has the row of its id, and the rows that its names identify.

    Papers name most authors without an id. The Anthology takes such an author for the only person of that name, if
    there is one who does not forbid it by `disable_name_matching`. So the person record states the row of each name; a
    row that two persons state belongs to neither. A person who forbids it states the row of the id alone, and keeps
    others from its names: these, and such names of the others, are further names of the row of the id.

    Raises SourceError for a file that is not such a file, or is too large to be read as a whole.
    """
    document = stream.read(LONGEST_FILE + 1)
    if not document.strip():
        return
    if len(document) > LONGEST_FILE:
        raise SourceError(
            f"{place} is a person file of more than {LONGEST_FILE // 2**20} MiB; split it in front of lines without "
            "indentation, and load the parts"
        )
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{place} is text in UTF-16; save it as UTF-8")
    if not recognises_people(document):
        raise SourceError(
            f"{place} is neither XML nor a person file of the ACL Anthology; `graphapp formats` lists what is read"
        )
    shared = _names_without_matching(document)
    line, end = 1, 0
    for start, entry in _entries(document):
        line += document.count(b"\n", end, start)
        end = start
        here = f"{place}:{line}"
        try:
            yield _record(entry, here, shared)
        except Unfit as error:
            yield Reject.of(here, str(error), entry)


def _entries(document: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each person begins, and its text; what stands before the first one, unless that is nothing."""
    start = 0
    for found in _LINE_WITHOUT_INDENTATION.finditer(document):
        if not _NOTHING.fullmatch(entry := document[start : found.start()]):
            yield start, entry
        start = found.start()
    if not _NOTHING.fullmatch(entry := document[start:]):
        yield start, entry


def _names_without_matching(document: bytes) -> frozenset[str]:
    """The fold keys of the names whose persons forbid to be found by them."""
    keys: set[str] = set()
    if b"disable_name_matching" not in document:
        return frozenset()
    for _, entry in _entries(document):
        if b"disable_name_matching" in entry:
            try:
                _, stated = _stated(entry)
                if isinstance(stated, _Person) and _forbids_matching(stated):
                    keys.update(map(fold_key, _printed_names(stated.names)))
            except Unfit:
                # Reading the persons rejects it.
                continue
    return frozenset(keys)


def _forbids_matching(person: _Person) -> bool:
    return (person.disable_name_matching or "").lower() in ("true", "yes", "on")


def _record(entry: bytes, place: str, shared: frozenset[str]) -> PersonRecord:
    own_id, stated = _stated(entry)
    orcid = None
    if isinstance(stated, _Person):
        printed = _printed_names(stated.names)
        orcid = text(stated.orcid, "ORCID")
    else:
        printed = _printed_names([stated.canonical, *stated.variants])
    rows: dict[str, PersonName] = {}
    further: dict[str, PersonName] = {}
    if own_id is not None:
        rows[own_id] = PersonName(printed_name=printed[0], author_id=own_id)
    for name in printed:
        read = read_name(name, homonym_numbers=True)
        if fold_key(name) not in shared:
            # Names that are spelled differently may be one row.
            row = name if read is None else f"{read.name} {read.homonym}" if read.homonym else read.name
            rows.setdefault(row, PersonName(printed_name=name))
        elif own_id is not None and read is not None:
            further.setdefault(read.name_key, PersonName(printed_name=name, author_id=own_id))
    if (first := read_name(printed[0], homonym_numbers=True)) is not None:
        # The row of the id has it already.
        further.pop(first.name_key, None)
    record = PersonRecord(
        place=place,
        # Without an id, the canonical name is what the file calls the person.
        person_id=own_id or printed[0],
        names=(*rows.values(), *further.values()),
        orcid=orcid,
    )
    check_lengths(record)
    return record


def _stated(entry: bytes) -> tuple[str | None, _Person | _Variants]:
    """The id and the statements of a person."""
    if len(entry) > LONGEST_PERSON:
        raise Unfit(f"more than {LONGEST_PERSON // 2**20} MiB of text in one person")
    try:
        match plain_yaml(decode(entry)):
            case [dict() as item]:
                variants = msgspec.convert(item, _Variants)
                return text(variants.id, "id"), variants
            case dict() as item if len(item) == 1:
                [(own_id, facts)] = item.items()
                return text(own_id, "id"), msgspec.convert(facts, _Person)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        message = message[0].lower() + message[1:]
        raise Unfit(f"{where.strip('.`')}: {message}" if where else message) from error
    raise Unfit("not a person")


def _printed_names(names: Iterable[_Name]) -> list[str]:
    """The printed names; at least one. Of a list over the limit, one name more than it allows."""
    printed = []
    for rank, name in ranked(names):
        printed.append(author_name(name_of_parts(name.first, name.last), rank))
    if not printed:
        raise Unfit("a person without a name")
    return printed


_LINE_WITHOUT_INDENTATION: Final = re.compile(rb"^(?=[^\s#])", re.MULTILINE)
_NOTHING: Final = re.compile(rb"(?:---|\.\.\.|%(?:YAML|TAG)\s[^\n]*+)?\s*+(?:#[^\n]*+\s*+)*+")
"""The beginning or the end of a document, blank lines and comments."""

_HAS_NAMES: Final = re.compile(rb"[\"']?[a-z0-9][a-z0-9-]*+[\"']?:\s.*\bnames:", re.DOTALL)
_BEGINNING: Final = 64 * 2**10
_PERSONS_LOOKED_AT: Final = 5
