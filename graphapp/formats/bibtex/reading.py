"""BibTeX (https://ctan.org/pkg/bibtex) and BibLaTeX (https://ctan.org/pkg/biblatex).

`bibtex_entries.py` finds the entries, `bibtex_parents.py` gives them what they take from others, this module maps their
fields, and `bibtex_writing.py` writes entries.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BufferedReader
from typing import Final

from graphapp.formats.bibtex.entries import Entry, begins_entry, read_entries
from graphapp.formats.bibtex.names import read_names
from graphapp.formats.bibtex.parents import PARTS, VOLUMES, Parents
from graphapp.formats.bibtex.tex import address, to_text
from graphapp.formats.bibtex.tex_signs import JOURNALS
from graphapp.formats.bibtex.writing import INSTITUTES, write
from graphapp.formats.fields import author_name, paper, ranked
from graphapp.records import Authorship, Loss, PaperRecord, Record, Reject, Role, Unfit, check_year
from graphapp.rules.missing import is_missing_year

__all__ = ["read", "recognises", "write"]

FIELDS: Final = frozenset({
    "abstract", "archiveprefix", "arxivid", "author", "booktitle", "crossref", "date", "doi", "editor", "eprint",
    "eprinttype", "howpublished", "institution", "journal", "journaltitle", "pmid", "pubstate", "school", "subtitle",
    "title", "url", "volume", "xdata", "year",
})  # fmt: skip
"""The fields that are read."""

_NAMED_OTHERWISE: Final = {
    **{"author": "authors", "editor": "authors", "journal": "venue", "journaltitle": "venue", "booktitle": "venue"},
    **{"institution": "venue", "school": "venue"},
    **{"crossref": "venue", "date": "year", "eprint": "arxiv_id", "arxivid": "arxiv_id", "subtitle": "title"},
}
"""Field of BibTeX -> field of a record."""


_PREPUBLISHED: Final = frozenset({"prepublished", "preprint", "submitted"})
"""States of a publication that make an entry a preprint, whatever its own type."""


def recognises(head: bytes) -> bool:
    """Whether an entry begins on some line."""
    return begins_entry(head)


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of the entries. Those that wait for a `crossref` or `xdata` below them come last.

    Raises SourceError as `read_entries` does, and when the temporary file of those cannot be written.
    """
    with Parents(place) as parents:
        for entry in read_entries(stream, place, FIELDS):
            if isinstance(entry, Reject):
                yield entry
            elif (settled := parents.settled(entry)) is not None and entry.type != "xdata":
                yield _record(settled, None)
        for settled, missing in parents.waited():
            if settled.type != "xdata":
                yield _record(settled, missing)


def _record(entry: Entry, missing: str | None) -> PaperRecord | Reject:
    """The paper of an entry; `missing` is the key of a parent that the input lacks."""
    try:
        return _paper(entry, missing)
    except Unfit as error:
        return Reject.of(entry.place, str(error), entry.raw)


def _paper(entry: Entry, missing: str | None) -> PaperRecord:
    fields = entry.fields
    losses = [
        Loss.of(entry.place, _NAMED_OTHERWISE.get(name, name), f"the macro {macro!r} is not defined above", macro)
        for name, macro in entry.undefined.items()
        if name not in ("volume", "howpublished") and (entry.type in INSTITUTES or name not in INSTITUTES.values())
    ]
    if missing is not None:
        losses.append(Loss.of(entry.place, "venue", f"crossref {missing!r} is the key of no entry", missing))
    names, complete = read_names(fields["author"]) if "author" in fields else ((), True)
    authorships = _authorships(names, "author")
    if "editor" in fields and entry.type not in PARTS:
        authorships += _authorships(read_names(fields["editor"])[0], "editor")
    title = _title(entry)
    venue = next((text for name in _venue_fields(entry.type) if (text := _venue(fields, name))), None)
    if entry.type in VOLUMES and venue == title:
        # A volume says its title again as `booktitle`, for the papers that take that from it.
        venue = None
    year, unread = _year(fields)
    if unread:
        losses.append(Loss.of(entry.place, "year", f"no year is certain in {unread[:100]!r}", unread))
    return paper(
        place=entry.place,
        title=title,
        authorships=authorships,
        authors_complete=complete,
        paper_id=entry.key,
        abstract=_text(fields, "abstract"),
        year=year,
        type="preprint" if (_text(fields, "pubstate") or "").casefold() in _PREPUBLISHED else entry.type,
        venue=venue,
        identifiers=_identifiers(fields),
        url=_url(fields),
        losses=losses,
    )


def _text(fields: Mapping[str, str], name: str) -> str | None:
    return to_text(fields[name]) if name in fields else None


def _venue(fields: Mapping[str, str], name: str) -> str | None:
    text = fields.get(name, "")
    if text.startswith(("\\", "{\\")) and (journal := JOURNALS.get(text.strip("{}\\ "))) is not None:
        return journal
    return _text(fields, name)


def _title(entry: Entry) -> str | None:
    title = _text(entry.fields, "title")
    if not title and entry.type in VOLUMES:
        title = _text(entry.fields, "booktitle")
    if not title or not (subtitle := _text(entry.fields, "subtitle")):
        return title
    return f"{title} {subtitle}" if title[-1] in ".:?!" else f"{title}: {subtitle}"


def _venue_fields(type: str) -> tuple[str, ...]:
    if type in INSTITUTES:
        return ("school", "institution", "booktitle", *_JOURNAL)
    return (*_JOURNAL, "booktitle") if type in ("article", "suppperiodical") else ("booktitle", *_JOURNAL)


_JOURNAL: Final = ("journal", "journaltitle")


def _authorships(names: tuple[str, ...], role: Role) -> tuple[Authorship, ...]:
    return tuple(
        Authorship(printed_name=author_name(name, rank), position=rank, role=role) for rank, name in ranked(names)
    )


# --- Years

_NUMBER: Final = re.compile(r"(?<![\w.])[0-9]{4}(?![0-9A-Za-z]|\.[0-9])")
_RANGE: Final = re.compile(r"(?<![\w.])([0-9]{4})[^0-9A-Za-z]{0,3}[-–—/][^0-9A-Za-z]{0,3}[0-9]{2,4}(?![0-9A-Za-z])")
_LONGEST_YEAR: Final = 200


def _year(fields: Mapping[str, str]) -> tuple[int | None, str | None]:
    """The year of `year` or else of `date`, and the text of the field in which no year is certain."""
    unread = None
    for name in ("year", "date"):
        if name in fields:
            text = fields[name]
            year, says_something = _year_in(text) if len(text) <= _LONGEST_YEAR else (None, True)
            if year is not None:
                return year, None
            unread = unread or (fields[name] if says_something else None)
    return None, unread


@lru_cache(maxsize=4_096)
def _year_in(tex: str) -> tuple[int | None, bool]:
    """The one year that a text states, or the first of a range, and else whether it says something.

    As in BibTeX's own styles, other words may stand around the number: "(about 1984)".
    """
    text = to_text(tex)
    found = _RANGE.search(text)
    years = {found[1]} if found else set(_NUMBER.findall(text))
    if len(years) == 1:
        try:
            return check_year(years.pop()), True
        except Unfit:
            return None, True
    return None, not is_missing_year(text)


# --- Identifiers and addresses

_ARXIV_IN_TEXT: Final = re.compile(
    r"\barXiv[: ]+((?:abs/)?(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}))", re.I
)
_ARXIV_ALONE: Final = re.compile(
    r"(?:arXiv:)?(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?", re.I
)
_URL: Final = re.compile(r"\s*(?:\\(?:url|path|href)\s*\{\s*([^{}]+)\}.*|(https?://\S+))\s*", re.DOTALL)


def _identifiers(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "doi" in fields:
        yield "doi", address(fields["doi"])
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip(" {}").casefold()
    eprint = address(fields.get("eprint", ""))
    pmid = address(fields["pmid"]) if "pmid" in fields else eprint if archive in ("pubmed", "pmid", "medline") else ""
    if pmid:
        yield "pmid", pmid
    if arxiv := _arxiv_id(fields, archive, eprint):
        yield "arxiv_id", arxiv


def _arxiv_id(fields: Mapping[str, str], archive: str, eprint: str) -> str | None:
    if archive == "arxiv" and eprint:
        return eprint
    if not archive and _ARXIV_ALONE.fullmatch(eprint):
        return eprint
    if "arxivid" in fields:
        return address(fields["arxivid"])
    journal = fields.get("journal", "")
    # dblp has no other field for it: journal = {CoRR}, volume = {abs/2101.00007}
    if journal == "CoRR" and (volume := address(fields.get("volume", ""))).startswith("abs/"):
        return volume.removeprefix("abs/")
    found = next(
        filter(None, (_ARXIV_IN_TEXT.search(fields.get(name, "")) for name in ("journal", "howpublished"))), None
    )
    return None if found is None else found[1]


def _url(fields: Mapping[str, str]) -> str | None:
    if "url" in fields:
        return address(fields["url"])
    found = _URL.fullmatch(fields.get("howpublished", ""))
    return None if found is None else address(found[1] or found[2])
