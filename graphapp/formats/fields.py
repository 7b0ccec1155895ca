"""What the fields of a paper may hold: the same for every format."""

import re
from collections.abc import Iterable

from graphapp.records import Authorship, PaperRecord, Reject

_RAW_LENGTH = 10_000
_YEAR = re.compile(r"[12][0-9]{3}")


class Unusable(ValueError):
    """A record that cannot become a row. The message is the reason of its reject."""


def paper(
    *,
    place: str,
    title: str | None,
    authorships: tuple[Authorship, ...],
    authors_complete: bool = True,
    paper_id: str | None = None,
    abstract: str | None = None,
    year: int | str | None = None,
    type: str | None = None,
    venue: str | None = None,
    venue_key: str | None = None,
    track: str | None = None,
    doi: str | None = None,
    arxiv_id: str | None = None,
    url: str | None = None,
) -> PaperRecord:
    """The record of a paper from what a format's fields hold; blank text means that the record lacks the field.

    Raises Unusable when there is no title, when the year is no year, or when a text holds a NUL character.
    """
    printed_title = text(title, "title")
    if printed_title is None:
        raise Unusable("no title")
    return PaperRecord(
        place=place,
        title=printed_title,
        authorships=authorships,
        authors_complete=authors_complete,
        paper_id=text(paper_id, "id"),
        abstract=text(abstract, "abstract"),
        year=_year(year),
        type=text(type, "type"),
        venue=text(venue, "venue"),
        venue_key=text(venue_key, "venue key"),
        track=text(track, "track"),
        doi=text(doi, "DOI"),
        arxiv_id=text(arxiv_id, "arXiv id"),
        url=text(url, "URL"),
    )


def authors(names: Iterable[str]) -> tuple[Authorship, ...]:
    """The authors of a list of printed names in its order. Raises Unusable for a blank name or a NUL character."""
    return tuple(
        Authorship(printed_name=author_name(name, rank), position=rank) for rank, name in enumerate(names, start=1)
    )


def author_name(name: str, rank: int) -> str:
    """The printed name of the author at the 1-based `rank` of a list, as it is. Raises Unusable as `authors` does."""
    if not name or name.isspace():
        raise Unusable(f"author {rank} has no name")
    if "\0" in name:
        raise Unusable(f"a NUL character in the name of author {rank}")
    return name


def text(value: str | None, what: str) -> str | None:
    """The text itself, or None where it is missing or blank. Raises Unusable for a NUL character in it.

    No text of a bibliography holds one: it is what a broken file system or a wrong conversion leaves behind.
    """
    if not value or value.isspace():
        return None
    if "\0" in value:
        raise Unusable(f"a NUL character in its {what}")
    return value


def reject(place: str, reason: str, raw: bytes) -> Reject:
    """A reject with as much of the record as it may carry; bytes that are not UTF-8 show as replacement characters."""
    # A character of UTF-8 takes at most four bytes.
    return Reject(place=place, reason=reason, raw=raw[: 4 * _RAW_LENGTH].decode(errors="replace")[:_RAW_LENGTH])


def _year(value: int | str | None) -> int | None:
    """The year, or None where the record states none. Raises Unusable for anything but a year from 1000 to 2999."""
    if value is None or (isinstance(value, int) and 1000 <= value <= 2999):
        return value
    printed = str(value).strip()
    if not printed:
        return None
    if not _YEAR.fullmatch(printed):
        shown = printed if len(printed) <= 40 else f"{printed[:40]}..."
        raise Unusable(f'year "{shown}" is not a year')
    return int(printed)
