"""What the fields of a paper may hold: the same for every format."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar

import msgspec

from graphapp.records import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_NAMES,
    Authorship,
    Loss,
    PaperRecord,
    Role,
    Unfit,
    check_lengths,
    check_year,
)
from graphapp.rules.missing import LONGEST_PLACEHOLDER, is_missing_year
from graphapp.rules.names import fold_key
from graphapp.rules.printed_names import join_parts

_Stated = TypeVar("_Stated")

NO_TITLE: Final = "no title"
"""Why a record without a title is none."""

_DATE = re.compile(
    r"([0-9]{4})(?:\.0+|(?P<mark>[-/])(?:0[0-9]|1[0-2])(?:(?P=mark)(?:[0-2][0-9]|3[01])(?:[T ][0-9:.+Z-]*)?)?)",
    re.ASCII,
)


def paper(
    *,
    place: str,
    title: str | None,
    authorships: tuple[Authorship, ...],
    authors_complete: bool = True,
    paper_id: str | None = None,
    abstract: str | None = None,
    year: float | str | None = None,
    type: str | None = None,
    venue: str | None = None,
    venue_key: str | None = None,
    track: str | None = None,
    identifiers: Iterable[tuple[str, object]] = (),
    url: str | None = None,
    losses: Iterable[Loss] = (),
) -> PaperRecord:
    """The record of a paper from what a format's fields hold; blank text means that the record lacks the field.

    `identifiers` are pairs of a scheme's property and what the record states for it, which may be no text at all.
    `losses` are what the format left out.

    Raises Unfit when there is no title, when the year is not a year, when a text contains a NUL character, and for what
    is over its limit.
    """
    printed_title = text(title, "title")
    if printed_title is None:
        raise Unfit(NO_TITLE)
    # Written out here and below, since a call for each text takes longer than all else.
    if (
        (abstract and "\0" in abstract)
        or (paper_id and "\0" in paper_id)
        or (type and "\0" in type)
        or (venue and "\0" in venue)
        or (venue_key and "\0" in venue_key)
        or (track and "\0" in track)
        or (url and "\0" in url)
    ):
        # The reason names the first one of them, or what is wrong before it.
        text(paper_id, "id")
        text(abstract, "abstract")
        stated_year(year)
        for value, what in ((type, "type"), (venue, "venue"), (venue_key, "venue key"), (track, "track"), (url, "URL")):
            text(value, what)
    known = {}
    for name, stated in identifiers:
        if stated is not None and (found := identifier(stated)) is not None:
            known[name] = found
    record = PaperRecord(
        place=place,
        title=printed_title,
        authorships=authorships,
        authors_complete=authors_complete,
        paper_id=paper_id if paper_id and not paper_id.isspace() else None,
        abstract=abstract if abstract and not abstract.isspace() else None,
        year=None if year is None else stated_year(year),
        type=type if type and not type.isspace() else None,
        venue=venue if venue and not venue.isspace() else None,
        venue_key=venue_key if venue_key and not venue_key.isspace() else None,
        track=track if track and not track.isspace() else None,
        identifiers=known,
        url=url if url and not url.isspace() else None,
        losses=tuple(losses) if losses else (),
    )
    # Here too, since the reject of a record that a format makes has the text of the input.
    check_lengths(record)
    return record


def stated_year(stated: float | str | None) -> int | None:
    """The year that a field states: a number, a text with one, or a date that begins with its year (`2020-05-01`).

    None where it is missing, blank or a placeholder. Raises Unfit for what is not a year, also for one with a fraction
    other than zero: spreadsheets write 2015 as 2015.0, but nothing says which year 2015.5 is.
    """
    if stated is None:
        return None
    if isinstance(stated, int) and FIRST_YEAR <= stated <= LAST_YEAR:
        return stated
    shown = str(stated).strip()
    return _year(shown) if len(shown) <= LONGEST_PLACEHOLDER else check_year(shown)


@lru_cache
def _year(shown: str) -> int | None:
    if is_missing_year(shown):
        return None
    date = _DATE.fullmatch(shown)
    return check_year(shown if date is None else date[1])


def identifier(stated: object) -> str | None:
    """The text of an identifier's field as it is; None where it is missing or blank.

    A value of another type becomes its JSON, since it costs the identifier and not the record if that is none.
    """
    if stated is None:
        return None
    shown = stated if isinstance(stated, str) else msgspec.json.encode(stated).decode()
    return shown if shown and not shown.isspace() else None


def ranked(stated: Iterable[_Stated]) -> Iterator[tuple[int, _Stated]]:
    """The people of a list, each with the 1-based rank.

    Of a list over the limit, one more than the limit allows: `paper` refuses such a list.
    """
    return enumerate(islice(stated, MOST_NAMES + 1), start=1)


def authors(names: Iterable[str], role: Role = "author") -> tuple[Authorship, ...]:
    """The people of a list of printed names in its order. Raises Unfit for a blank name or a NUL character."""
    listed = []
    for rank, name in enumerate(islice(names, MOST_NAMES + 1), start=1):
        if not name or name.isspace() or "\0" in name:
            author_name(name, rank)
        listed.append(Authorship(printed_name=name, position=rank, role=role))
    return tuple(listed)


def name_of_parts(given: str | None, family: str | None, suffix: str | None = None) -> str:
    """The name of its parts in the order in which it is printed; empty when all parts are blank."""
    end = f" {suffix.strip()}" if suffix else ""
    return join_parts(family or "", given or "", end).strip()


def author_name(name: str, rank: int) -> str:
    """The printed name of the author at the 1-based `rank` of a list, as it is. Raises Unfit as `authors` does."""
    if not name or name.isspace():
        raise Unfit(f"author {rank} has no name")
    if "\0" in name:
        raise Unfit(f"a NUL character in the name of author {rank}")
    return name


def text(value: str | None, what: str) -> str | None:
    """The text itself, or None where it is missing or blank. Raises Unfit for a NUL character in it.

    No bibliographic text contains one: it comes from a broken file system or a wrong conversion.
    """
    if not value or value.isspace():
        return None
    if "\0" in value:
        raise Unfit(f"a NUL character in its {what}")
    return value


# --- Types

_TYPES_OF_RIS: Final = {
    **dict.fromkeys(("ABST", "EJOUR", "INPR", "JOUR", "MGZN", "NEWS"), "journal article"),
    **dict.fromkeys(("CONF", "CPAPER"), "conference paper"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("BOOK", "DICT", "EBOOK", "EDBOOK", "ENCYC"), "book"),
    **{"COMP": "software", "DATA": "dataset", "RPRT": "report", "THES": "thesis", "UNPB": "unpublished"},
}
_CAPITAL_IN_A_WORD: Final = re.compile(r"(?<=[a-z])(?<!\bIn)(?<!\bPre)(?<!\bData)(?=[A-Z])")


def type_words(type: str) -> str:
    """The words of a type as some source prints it, folded, for writers that look for one of their own types in it.

    `bookSection` has two words, and a type of RIS (`CHAP`) those that it stands for.
    """
    return fold_key(_TYPES_OF_RIS.get(type) or _CAPITAL_IN_A_WORD.sub(" ", type))
