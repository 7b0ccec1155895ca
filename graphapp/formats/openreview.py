"""OpenReview: notes as both versions of its API give them, and as scripts save them.

https://docs.openreview.net/reference/api-v1/entities/note and https://docs.openreview.net/reference/api-v2/entities/note.
In version 1 a field of `content` is its value, in version 2 an object with the `value`.

A note is a paper only if it is the first one of its forum. The rest (reviews, comments, decisions) are rejects.

E-mail addresses of authors are left out of everything: OpenReview names authors without a profile by them. They stand
for no author id, are cut out of names, and the text of a reject has `...@...` in their place.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BufferedReader
from typing import Final, NamedTuple

import msgspec

from graphapp.formats.fields import author_name, paper, ranked, text
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import LONGEST_RAW, Authorship, Loss, PaperRecord, Record, Reject, Unfit
from graphapp.rules.names import LONGEST_NAME
from graphapp.rules.placeholders import placeholder

_LISTS = ("notes",)


class _Text(msgspec.Struct, gc=False):
    value: str | None = None


class _Profile(msgspec.Struct, gc=False):
    fullname: str | None = None
    username: str | None = None


class _Names(msgspec.Struct, gc=False):
    value: list[str | _Profile] | None = None


class _Ids(msgspec.Struct, gc=False):
    # Imported records have null for an author without a profile.
    value: list[str | None] | None = None


class _Content(msgspec.Struct, gc=False):
    title: str | _Text | None = None
    abstract: str | _Text | None = None
    authors: list[str | _Profile] | _Names | None = None
    authorids: list[str | None] | _Ids | None = None
    venue: str | _Text | None = None
    venueid: str | _Text | None = None
    html: str | _Text | None = None


class _Note(msgspec.Struct, gc=False):
    # That of a review may be anything.
    content: msgspec.Raw
    id: str | None = None
    forum: str | None = None
    replyto: str | None = None
    invitation: str | None = None
    invitations: list[str] | None = None
    pdate: int | float | None = None
    cdate: int | float | None = None
    tcdate: int | float | None = None


_decoder = msgspec.json.Decoder(_Note)
_content_decoder = msgspec.json.Decoder(_Content)


def recognises(head: bytes) -> bool:
    """Whether an object has the content of a note and the forum in which it stands."""
    return any({"content", "forum"} <= keys for keys in record_keys(head, _LISTS))


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The submissions among the notes of an answer of the API, of an array or of JSON Lines; the rest as rejects.

    Raises SourceError as `read_json_objects` does.
    """
    for record in read_json_objects(stream, place, _parse, _LISTS):
        yield _without_addresses(record) if isinstance(record, Reject) else record


def _parse(text: bytes, place: str) -> PaperRecord:
    note = _decoder.decode(text)
    if (note.forum and note.forum != note.id) or (note.replyto and note.replyto != note.id):
        raise Unfit("a reply in a forum (a review, a comment, a decision), which is no paper")
    content = _content_decoder.decode(note.content)
    names, ids = content.authors, content.authorids
    authors = _authors(
        (names.value if isinstance(names, _Names) else names) or [],
        (ids.value if isinstance(ids, _Ids) else ids) or [],
        place,
    )
    printed_venue = _value(content.venue)
    venue_id = _value(content.venueid)
    venue = _venue(venue_id) if venue_id and len(venue_id) <= LONGEST_NAME else None
    invitation = note.invitation or (note.invitations[0] if note.invitations else None)
    # Notes older than venue ids say where they were submitted, if anywhere. In version 1, conferences give their own id
    # to what they rejected, too: "ICLR 2022 Submitted", with `ICLR.cc/2022/Conference`.
    appeared = bool(printed_venue) if venue is None else venue.status is None
    if printed_venue and _SUBMITTED.search(printed_venue):
        appeared = False
    return paper(
        place=place,
        title=_value(content.title),
        authorships=authors.authorships,
        authors_complete=authors.complete,
        paper_id=note.id,
        abstract=_value(content.abstract),
        # The conference of a year may have published its papers at the end of the year before.
        year=(venue.year if venue and appeared else None) or _year(note.pdate, note.cdate, note.tcdate),
        type=None if appeared else _standing(printed_venue, venue, invitation),
        venue=printed_venue if appeared else None,
        venue_key=venue.key if venue and appeared else None,
        track=venue.part if venue and appeared else None,
        url=_value(content.html) or (f"https://openreview.net/forum?id={note.id}" if note.id else None),
        losses=authors.losses,
    )


def _value(field: str | _Text | None) -> str | None:
    return field.value if isinstance(field, _Text) else field


def _year(*dates: float | None) -> int | None:
    """The year of the first date that is stated, in milliseconds since 1970."""
    stated = next((date for date in dates if date), None)
    if stated is None:
        return None
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=stated)).year
    except (OverflowError, ValueError) as error:
        raise Unfit(f"{str(stated)[:40]} is not a date") from error


# Authors

_ADDRESS: Final = re.compile(
    # JSON may escape the at sign. Each word is looked at once, since texts may be long.
    r"""[<(\[]?(?<![^\s"'<>()\[\]{},;:=\\])[^\s"'<>()\[\]{},;:=\\@]*+(?:@|\\u0040)[^\s"'<>()\[\]{},;:\\]*+[>)\]]?"""
)
_LAST_WORD: Final = re.compile(r"""[^\s"]*+\Z""")
_ORCID_ADDRESS: Final = re.compile(r"https?://orcid\.org/", re.IGNORECASE)


class _Authors(NamedTuple):
    authorships: tuple[Authorship, ...]
    complete: bool
    losses: tuple[Loss, ...]


def _authors(names: list[str | _Profile], ids: list[str | None], place: str) -> _Authors:
    authorships: list[Authorship] = []
    losses: list[Loss] = []
    # No paper is without authors: an empty list is one that is hidden.
    complete = bool(names)
    if ids and len(ids) != len(names):
        reason = f"{len(ids)} ids for {len(names)} authors, which does not say whose they are"
        losses += [Loss.of(place, "authorids", reason, "")] if complete else []
        ids = []
    for rank, stated in ranked(names):
        if isinstance(stated, str):
            printed, id = stated, (ids[rank - 1] if ids else None) or ""
        else:
            printed, id = stated.fullname or "", stated.username or ""
        name = author_name(printed, rank)
        if "@" in name:
            name = " ".join(_ADDRESS.sub(" ", name).split())
        if not name or ("nonymous" in name and placeholder(name) == "unnamed"):
            # What blind submissions have instead of authors is no mistake of theirs.
            complete = False
            if not name:
                losses.append(Loss.of(place, "authors", f"author {rank} has an e-mail address and no name", ""))
            continue
        is_tilde_id = id.startswith("~")
        authorships.append(
            Authorship(
                printed_name=name,
                position=rank,
                author_id=text(id, "author ids") if is_tilde_id and "@" not in id else None,
                orcid=id if not is_tilde_id and _ORCID_ADDRESS.match(id) and "@" not in id else None,
            )
        )
    return _Authors(tuple(authorships), complete, tuple(losses))


def _without_addresses(reject: Reject) -> Reject:
    raw = reject.raw
    if len(raw) == LONGEST_RAW:
        # The text may end in the middle of an address.
        raw = _LAST_WORD.sub("", raw)
    return replace(reject, raw=_ADDRESS.sub("...@...", raw), reason=_ADDRESS.sub("...@...", reject.reason))


# Venues

_STATUS: Final = re.compile(
    r"(?:withdrawn|desk_?rejected|rejected|retracted|under_review|submitted|decision_pending)(?:_.*)?"
    r"|(?:(?:active|blind|post|public)_)*submissions?",
    re.IGNORECASE,
)
_SUBMITTED: Final = re.compile(
    r"\b(?:submitted|(?<!accepted )submissions?|withdrawn|reject(?:ed)?|not accepted|under review"
    r"|invited? to workshop)\b",
    re.IGNORECASE,
)
"""What a printed venue says of a submission that did not appear there."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_OR_ROUND: Final = re.compile(r"(?:19|20)[0-9]{2}|round_?[0-9]+", re.IGNORECASE)
_NOT_A_PART: Final = frozenset(
    {
        *("conference", "track", "january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    }
)
"""What stands behind the year of a venue's id and names no part of it."""


class _Venue(NamedTuple):
    """What an id of OpenReview says: `robot-learning.org/CoRL/2022/Workshop/Flocks/Rejected_Submission`."""

    key: str | None
    """One for all years: `CoRL Workshop Flocks`. None where the id groups no venue."""
    part: str | None
    """`Workshop Flocks`; None for the venue itself."""
    year: str | None
    status: str | None
    """`Rejected Submission`; None for what was accepted."""


@lru_cache
def _venue(id: str) -> _Venue | None:
    """What the id says; None for a blank one."""
    segments = [segment for segment in id.split("/") if segment and not segment.isspace()]
    if not segments:
        return None
    statuses = [segment for segment in segments[1:] if _STATUS.fullmatch(segment)]
    kept = [segments[0], *(segment for segment in segments[1:] if segment not in statuses)]
    place = next((place for place, segment in enumerate(kept) if place and _YEAR.fullmatch(segment)), len(kept))
    names, behind = kept[:place], kept[place + 1 :]
    host = names[0]
    if host.casefold() == "dblp.org":
        # Records that people import: `dblp.org/conf/ICML/2019`.
        name = names[-1] if len(names) == 3 else None
    elif host.casefold() == "openreview.net" and names[1:] == ["Archive"]:
        # Papers of any venue that their authors deposited.
        name = None
    elif len(names) > 1 and "." in host:
        name = " ".join(names[1:])
    else:
        name = " ".join([host.rpartition(".")[0] or host, *names[1:]])
    words = [
        word
        for segment in behind
        if segment.casefold() not in _NOT_A_PART and not _YEAR_OR_ROUND.fullmatch(segment)
        for word in segment.removesuffix("_Track").split("_")
        if word
    ]
    part = " ".join(words) or None
    key = name and " ".join(" ".join([name, *words]).replace("_", " ").split())
    return _Venue(
        key=key or None,
        part=part,
        year=kept[place] if place < len(kept) else None,
        status=statuses[-1].replace("_", " ") if statuses else None,
    )


def _standing(printed: str | None, venue: _Venue | None, invitation: str | None) -> str | None:
    """What is known of a submission that did not appear at a venue, in OpenReview's own words.

    `ICLR 2024 Conference Withdrawn Submission`, `Submitted to ICLR 2024 (Rejected Submission)`, or, for notes older
    than venue ids, the invitation: `ICLR.cc/2019/Conference/-/Blind_Submission`.
    """
    status = venue.status if venue is not None else None
    if not printed:
        return status or invitation
    return printed if status is None or status.casefold() in printed.casefold() else f"{printed} ({status})"
