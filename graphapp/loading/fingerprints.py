"""Gives records their ids and fingerprints: which row a record states, and whether two records say the same. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

import msgspec

from graphapp.errors import InvalidArgument
from graphapp.limits import check_texts
from graphapp.loading.losses import Usable, usable
from graphapp.records import Loss, PaperRecord, PersonRecord, Unfit, check_lengths
from graphapp.row_kinds import Kind
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.marks import MOST_MARKS
from graphapp.rules.names import clean, loses_marks
from graphapp.rules.titles import plain_title

_SOURCE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,63}")


class Identified(msgspec.Struct, frozen=True):
    """A record as far as it can be used, with its identity and its content's fingerprint, before keys are computed."""

    record: PaperRecord | PersonRecord
    kind: Kind
    id: str
    """The paper_id or person_id."""
    row_hash: str
    """Fingerprint of all that the record says, damaged identifiers included, and of what of it is left out.

    Its place does not count. When other rules can use what was left out, a stored row has another fingerprint than its
    record, so that loading the record again brings it into the graph.
    """
    rank: bytes = b""
    """Decides which of two records with one id stands: the one of greater rank, which depends on content alone.

    More authorships or names, then more fields, then the fingerprint.
    """
    losses: tuple[Loss, ...] = ()
    """What was left out of the record."""
    usable: Usable | None = None
    """What was read of its parts; None where that is not known yet."""

    @classmethod
    def of(cls, read: Usable, kind: Kind, id: str, row_hash: str, *, stated: int | None = None) -> "Identified":
        """A record of which all parts are read. `stated` is the number of its fields; None if it is not known yet.

        `row_hash` is the fingerprint of what the record says, or that of a stored row under older rules.
        """
        record = read.record
        row_hash = _without(row_hash, read.left_out)
        parts = len(record.authorships) if isinstance(record, PaperRecord) else len(record.names)
        fields = _stated(record) if stated is None else stated
        rank = parts.to_bytes(4) + min(fields, 255).to_bytes(1) + row_hash.encode()
        return Identified(record, kind, id, row_hash, rank, read.losses, read)

    @property
    def key(self) -> tuple[Kind, str]:
        """A key that no other row has."""
        return self.kind, self.id


def check_source_name(source: str) -> str:
    """The name itself; raises InvalidArgument when it cannot be the first part of an id."""
    check_texts(source=source)
    if not _SOURCE_NAME.fullmatch(source):
        raise InvalidArgument(
            f"{source!r} is not a valid source name; use small letters, digits and . _ + - (at most 64), "
            "such as dblp or my-papers"
        )
    return source


def identify(record: PaperRecord | PersonRecord, source: str) -> Identified:
    """Give a record its id and fingerprint, and leave out of it what cannot be used.

    Raises Unfit for a text over its limit, for an invalid id, and for text that no database can hold. Every record of a
    load comes here first, from whatever format, or from Python.
    """
    check_lengths(record)
    for what, text in _keyed_texts(record):
        if loses_marks(text):
            raise Unfit(f"more than {MOST_MARKS} combining marks in a row in its {what}")
    fields = _fields(record) if isinstance(record, PaperRecord) else ()
    try:
        row_hash = _row_hash(record, fields)
    except UnicodeEncodeError as error:
        raise Unfit("half of a surrogate pair, which is not a character") from error
    kind: Kind = "person" if isinstance(record, PersonRecord) else "paper"
    own_id = _own_id(record)
    read = usable(record)
    stated = len(fields) - fields.count(None) if fields and read.record is record else None
    return Identified.of(read, kind, f"{source}:{own_id}", row_hash, stated=stated)


def _row_hash(record: PaperRecord | PersonRecord, fields: tuple[object, ...]) -> str:
    if isinstance(record, PersonRecord):
        return _digest(record.person_id, record.names, record.orcid, sorted(record.other_ids.items()))
    return _digest(record.authors_complete, record.authorships, *fields)


def _without(row_hash: str, left_out: tuple[tuple[str, str], ...]) -> str:
    """The fingerprint of a record, or of a row, of which this is left out.

    Each text changes it by itself: whether all are left out at once, or some later by other rules, gives the same.
    """
    if not left_out:
        return row_hash
    number = int(row_hash, 16)
    for (field, text), times in Counter(left_out).items():
        number ^= int(_digest(field, text, times), 16)
    return f"{number:0{len(row_hash)}x}"


def _stated(record: PaperRecord | PersonRecord) -> int:
    """How many fields a record states, without its names."""
    if isinstance(record, PersonRecord):
        return len(record.other_ids) + (record.orcid is not None)
    fields = _fields(record)
    return len(fields) - fields.count(None)


def _own_id(record: PaperRecord | PersonRecord) -> str:
    if isinstance(record, PersonRecord):
        return clean_id(record.person_id)
    if record.paper_id is not None:
        return clean_id(record.paper_id)
    # Clean, so that a paper typed twice, once with two spaces or decomposed accents, is one row.
    printed = [(clean(a.printed_name), a.position, a.role) for a in record.authorships]
    return _digest(clean(record.title), record.year, record.venue and clean(record.venue), printed)


def clean_id(text: str) -> str:
    """The id as rows store it, its words separated by single spaces. Raises Unfit for a blank one."""
    own_id = " ".join(text.split())
    if not own_id:
        raise Unfit("an id that is blank")
    return own_id


def _keyed_texts(record: PaperRecord | PersonRecord) -> Iterator[tuple[str, str]]:
    """The texts from which keys are computed and that may have marks, each with its name in messages."""
    if isinstance(record, PersonRecord):
        yield from [("names", name.printed_name) for name in record.names if not name.printed_name.isascii()]
        return
    # Between marks may stand markup, which its key does not have, and a mark may be a character reference or in TeX.
    if not record.title.isascii() or "&" in record.title or "\\" in record.title:
        yield "title", plain_title(record.title)
    yield from [("names", each.printed_name) for each in record.authorships if not each.printed_name.isascii()]
    for what, text in (("venue", record.venue), ("venue key", record.venue_key), ("type", record.type)):
        if text is not None and not text.isascii():
            yield what, text


def _fields(record: PaperRecord) -> tuple[object, ...]:
    """The fields of a record without its authors and its place."""
    identifiers = record.identifiers
    return (
        record.paper_id,
        record.title,
        record.abstract,
        record.year,
        record.type,
        record.venue,
        record.venue_key,
        record.track,
        *map(identifiers.get, _FIRST_SCHEMES),
        record.url,
        # Identifiers of later schemes are included only if the record states them, so that other fingerprints stay
        # equal.
        *[(name, identifiers[name]) for name in _LATER_SCHEMES if name in identifiers],
    )


_FIRST_SCHEMES: Final = ("doi", "arxiv_id")
_LATER_SCHEMES: Final = tuple(name for name in SCHEME_PROPERTIES if name not in _FIRST_SCHEMES)


def _digest(*values: object) -> str:
    return blake2b(msgspec.json.encode(values), digest_size=16).hexdigest()
