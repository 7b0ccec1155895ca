"""What a source yields: papers and persons as one record states them, what these lost, and why all else is no row.

The limits of a record are defined here, once for all formats and for records that are made in Python.

What a load makes for every paper is a struct of msgspec: frozen and keyword-only like a dataclass, and made in a tenth
of its time. `msgspec.structs.replace` gives a record with other values.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Self

import msgspec

Role = Literal["author", "editor"]

MOST_NAMES: Final = 100_000
"""Authors and editors of a paper, names of a person, and other ids of a person that a record may state."""

LONGEST_RAW: Final = 10_000
"""Characters of a record that its reject keeps."""

LONGEST_REASON: Final = 1_000
"""Characters of the reason of a reject or a loss."""

FIRST_YEAR: Final = 1_000
LAST_YEAR: Final = 2_999
LAST_POSITION: Final = 1_000_000

_YEAR: Final = re.compile(r"[0-9]{1,4}")


class Unfit(ValueError):
    """A record that cannot become a row. The text is the reason of its reject: a clause that says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long the texts of a field may be."""

    what: str
    """Such a text in messages: `a title`."""
    characters: int


LIMITS: Final[Mapping[str, Limit]] = {
    "paper_id": Limit(what="an id", characters=1_000),
    "title": Limit(what="a title", characters=8_000),
    "abstract": Limit(what="an abstract", characters=1_000_000),
    "type": Limit(what="a type", characters=1_000),
    "venue": Limit(what="a venue", characters=1_000),
    "venue_key": Limit(what="a venue key", characters=1_000),
    "track": Limit(what="a track", characters=1_000),
    "url": Limit(what="a URL", characters=8_000),
    "printed_name": Limit(what="an author name", characters=1_000),
    "author_id": Limit(what="an id", characters=1_000),
    "person_id": Limit(what="an id", characters=1_000),
    "other_ids": Limit(what="an id", characters=1_000),
}
"""Field of a record, an authorship or a name -> its limit. `record.schema.json` has the same numbers.

Identifiers and ORCIDs are not here: one that is too long is damaged, and costs itself and not the record.
"""

_SHORT: Final = min(limit.characters for limit in LIMITS.values())
_LONGEST_ABSTRACT: Final = LIMITS["abstract"].characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A part of a record that was left out of its row, and why; a load reports it as a warning."""

    place: str
    """Where the record is in its input, for messages: `papers.jsonl:17`."""
    field: str
    """The field of the record: `doi`."""
    reason: str
    """A clause that says what is wrong: `'soon' is not a valid DOI`."""
    raw: str
    """The text that was left out, at most `LONGEST_RAW` characters."""

    @classmethod
    def of(cls, place: str, field: str, reason: str, raw: str) -> Self:
        """A loss with as much of the text as it keeps; halves of surrogate pairs become escapes."""
        kept = raw[:LONGEST_RAW].encode(errors="backslashreplace").decode()
        return cls(place=place, field=field, reason=reason[:LONGEST_REASON], raw=kept[:LONGEST_RAW])


class Authorship(msgspec.Struct, frozen=True, kw_only=True):
    """One author or editor of a paper, as the record prints them."""

    printed_name: str
    """The name exactly as the record prints it, homonym number included."""
    position: int | None
    """1-based rank within the role; None when only the authorship is known."""
    role: Role = "author"
    author_id: str | None = None
    """The source's own id of the author row, without the source's name; None where it has none."""
    orcid: str | None = None
    """The ORCID that this record prints beside the name, in any of its spellings."""


class PaperRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One publication as one record states it. What the record lacks is None, never an empty string."""

    place: str
    """Where the record is in its input, for messages: `papers.jsonl:17`."""
    title: str
    authorships: tuple[Authorship, ...]
    """In the order of the record; may be empty."""
    authors_complete: bool = True
    """False when the source may cut its author lists, so that their length is not the number of authors."""
    paper_id: str | None = None
    """The source's own id of the paper row, without the source's name; None where it has none."""
    abstract: str | None = None
    """Byte for byte as the source gives it."""
    year: int | None = None
    type: str | None = None
    """The kind of publication in the source's own words: `Conference Paper`."""
    venue: str | None = None
    """The venue as printed: `NeurIPS`, `Proc. of the 12th ...`."""
    venue_key: str | None = None
    """A shorter name by which the source itself groups its venues (`iclrw`); None where it has only the printed one."""
    track: str | None = None
    identifiers: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Property of a scheme of `rules/identifiers.py` (`doi`) -> the identifier in any of its spellings."""
    url: str | None = None
    losses: tuple[Loss, ...] = ()
    """What the record said and its format left out of all the fields above."""


class PersonName(msgspec.Struct, frozen=True, kw_only=True):
    """One name of a person: an author row of the source, or one more name of an author row that has an id."""

    printed_name: str
    """The name exactly as the record prints it, homonym number included."""
    author_id: str | None = None
    """The source's own id of the author row, without the source's name; None where the name identifies it."""


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One person as one source states it: dblp's `www` records, the people of the ACL Anthology."""

    place: str
    """Where the record is in its input, for messages: `people.jsonl:17`."""
    person_id: str
    """The source's own id of the person, without the source's name."""
    names: tuple[PersonName, ...]
    """At least one. Their author rows share the person's id and may stand without a paper."""
    orcid: str | None = None
    """The ORCID, in any of its spellings."""
    other_ids: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Where else the person is known: `wikidata` -> `Q7259`. Kept as they are."""
    losses: tuple[Loss, ...] = ()
    """What the record said and its format left out of all the fields above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A part of the input that did not become a row, and why."""

    place: str
    reason: str
    """A clause that says what is wrong: `no title`. It may quote the record."""
    raw: str
    """The text of the record as far as it could be decoded, at most `LONGEST_RAW` characters."""
    header: str | None = field(default=None, compare=False)
    """The text below which `raw` can be read alone, such as the header row of its table; None where it needs none."""
    format: str | None = None
    """The name of the format of `raw`; None for that of the input."""

    @classmethod
    def of(cls, place: str, reason: str, raw: bytes, header: str | None = None) -> Self:
        """A reject with as much of the record as it keeps; bytes that are not UTF-8 become replacement characters."""
        # A character of UTF-8 takes at most four bytes.
        text = raw[: 4 * LONGEST_RAW].decode(errors="replace")
        return cls(place=place, reason=reason[:LONGEST_REASON], raw=text[:LONGEST_RAW], header=header)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """An entry that its source keeps and that states neither a paper nor a person: nothing is wrong with it."""

    place: str
    """Where it is in its input, for messages: `dblp.xml:17`."""
    reason: str
    """What it is: `a redirect to another person's record`."""


Record = PaperRecord | PersonRecord | Reject | PassedOver


def check_lengths(record: PaperRecord | PersonRecord) -> None:
    """Raises Unfit for a text that is longer than its field allows, and for more than `MOST_NAMES` names.

    Comes before all that computes something from a text: normal forms and fingerprints take time and memory.
    """
    if isinstance(record, PersonRecord):
        most = max(len(record.names), len(record.other_ids))
    else:
        most = len(record.authorships)
        if most <= MOST_NAMES and _is_short(record):
            return
    if most > MOST_NAMES:
        raise Unfit(f"more than {MOST_NAMES:,} names or ids in one list")
    for field_name, text in _texts(record):
        if text is None or len(text) <= _SHORT:
            continue
        limit = LIMITS[field_name]
        if len(text) > limit.characters:
            raise Unfit(f"{limit.what} of {len(text):,} characters; at most {limit.characters:,} can be stored")


def _is_short(record: PaperRecord) -> bool:
    """Whether no text is near its limit: a quick answer for nearly all papers."""
    if record.abstract is not None and len(record.abstract) > _LONGEST_ABSTRACT:
        return False
    # Written out, since a loop takes three times as long.
    if (
        len(record.title) > _SHORT
        or (record.paper_id and len(record.paper_id) > _SHORT)
        or (record.type and len(record.type) > _SHORT)
        or (record.venue and len(record.venue) > _SHORT)
        or (record.venue_key and len(record.venue_key) > _SHORT)
        or (record.track and len(record.track) > _SHORT)
        or (record.url and len(record.url) > _SHORT)
    ):
        return False
    for authorship in record.authorships:
        if len(authorship.printed_name) > _SHORT or (authorship.author_id and len(authorship.author_id) > _SHORT):
            return False
    return True


def _texts(record: PaperRecord | PersonRecord) -> Iterator[tuple[str, str | None]]:
    """The texts of a record that have a limit, each with the name of its field."""
    if isinstance(record, PersonRecord):
        yield "person_id", record.person_id
        for name in record.names:
            yield "printed_name", name.printed_name
            yield "author_id", name.author_id
        for entry in record.other_ids.items():
            yield from (("other_ids", text) for text in entry)
        return
    yield "paper_id", record.paper_id
    yield "title", record.title
    yield "abstract", record.abstract
    yield "type", record.type
    yield "venue", record.venue
    yield "venue_key", record.venue_key
    yield "track", record.track
    yield "url", record.url
    for authorship in record.authorships:
        yield "printed_name", authorship.printed_name
        yield "author_id", authorship.author_id


def check_year(stated: int | str) -> int:
    """The year that a record states. Raises Unfit for a year out of range, and for a text that is not a year."""
    shown = str(stated).strip()
    if not (_YEAR.fullmatch(shown) and FIRST_YEAR <= int(shown) <= LAST_YEAR):
        raise Unfit(f'year "{shown if len(shown) <= 40 else f"{shown[:40]}..."}" is not a year')
    return int(shown)


def check_positions(authorships: Iterable[Authorship]) -> None:
    """Raises Unfit for a position out of range, and for two equal positions of one role."""
    taken: set[tuple[str, int]] = set()
    for authorship in authorships:
        position, role = authorship.position, authorship.role
        if position is None:
            continue
        if not 0 < position <= LAST_POSITION:
            raise Unfit(f"{position} is not a position in a list of {role}s")
        if (role, position) in taken:
            raise Unfit(f"two {role}s at position {position}")
        taken.add((role, position))
