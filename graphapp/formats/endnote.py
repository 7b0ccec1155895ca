"""EndNote's XML export: `<xml><records><record>`, in which each text may be cut into pieces of one style.

The elements are those of EndNote's RSXML document type (https://support.clarivate.com/Endnote). Which role a group of
names has is what EndNote's reference types say, with those that Zotero alone has
(https://github.com/zotero/translators/blob/master/Endnote%20XML.js). Names are written as "Last, First"; a comma at the
end of a name, or two behind each other, say that it is that of an organisation.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BufferedReader
from typing import Final

from graphapp.formats.authors.family_names import people
from graphapp.formats.authors.people import Person, listed
from graphapp.formats.fields import paper
from graphapp.formats.syntax.xml_elements import Element, child_of, read_elements, text_at, text_of
from graphapp.records import PaperRecord, Record, Role
from graphapp.rules.names import LONGEST_NAME
from graphapp.rules.printed_names import UNTURNED, name_of_organisation

_BEGINS: Final = re.compile(rb"<xml(?:\s[^<>]*)?>\s*<records(?:\s[^<>]*)?/?>")
_MEDLINE: Final = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.IGNORECASE)
_BOOK: Final = "Book"
_EDITED_BOOK: Final = "Edited Book"
"""Its authors are its editors."""
_THESIS: Final = "Thesis"
_SECOND_ARE_OF_SERIES: Final = frozenset(
    {"Classical Work", "Computer Program", "Map", "Online Multimedia", "Report", "Unpublished Work", "Web Page"}
)
"""Types whose second authors are editors of the series that the work is in."""
_SECOND_ARE_NO_EDITORS: Final = frozenset(
    _SECOND_ARE_OF_SERIES
    # Recipients.
    | {"Personal Communication"}
    # Advisors, owners, sponsors, reporters and counsels, departments and other institutions.
    | {"Bill", "Case", "Catalog", "Government Document", "Hearing", "Legal Rule or Regulation", "Pamphlet", "Patent"}
    | {"Statute", _THESIS}
    # Who performs or produces a work, or directs its series.
    | {"Audiovisual Material", "Dataset", "Film or Broadcast", "Music"}
    # Names of files.
    | {"Chart or Table", "Equation", "Figure"}
)
"""Types whose second authors are no editors of the work. In a `Book` it depends on what else the record says."""


def recognises(head: bytes) -> bool:
    """Whether the root of an XML document is an `xml` with `records`."""
    return _BEGINS.search(head) is not None


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The records of a library."""
    return read_elements(stream, place, ("record",), _record, roots=("xml", "records"))


def _record(element: Element, place: str) -> PaperRecord:
    # The first child of each tag.
    stated = {str(child.tag): child for child in element.iterchildren(reversed=True)}
    titles = stated.get("titles")
    reference = stated.get("ref-type")
    type = None if reference is None else reference.get("name")
    accession = _text(stated, "accession-num")
    database = f"{_text(stated, 'remote-database-name')} {_text(stated, 'remote-database-provider')}"
    return paper(
        place=place,
        title=text_at(titles, "title"),
        authorships=listed(_people(_names(stated.get("contributors")), type or "", has_series=_has_series(titles))),
        paper_id=_text(stated, "rec-number") or accession,
        abstract=_text(stated, "abstract"),
        year=text_at(stated.get("dates"), "year"),
        type=type,
        venue=(
            # The publisher of a thesis is the university, and its second title that or the department.
            (_text(stated, "publisher") if type == _THESIS else "")
            or text_at(stated.get("periodical"), "full-title")
            or text_at(titles, "secondary-title")
        ),
        identifiers=[("doi", _text(stated, "electronic-resource-num")), *_identifiers(database, accession)],
        url=_address(stated.get("urls")),
    )


def _text(stated: Mapping[str, Element], tag: str) -> str:
    child = stated.get(tag)
    return "" if child is None else text_of(child)


def _has_series(titles: Element | None) -> bool:
    """Whether a book states what series it is in."""
    return any(text_at(titles, tag) for tag in ("secondary-title", "tertiary-title"))


def _names(contributors: Element | None) -> dict[str, list[str]]:
    """The names of each group, by its tag."""
    groups = ("authors", "secondary-authors", "tertiary-authors")
    found = {tag: child_of(contributors, tag) for tag in groups}
    return {
        tag: [] if group is None else [text_of(author) for author in group.iterchildren("author")]
        for tag, group in found.items()
    }


def _people(names: Mapping[str, list[str]], type: str, *, has_series: bool) -> Iterator[Person]:
    of_authors: Role = "editor" if type == _EDITED_BOOK else "author"
    stated: tuple[tuple[Role, list[str]], ...] = (
        (of_authors, names["authors"]),
        ("editor", _editors(names, type, has_series=has_series)),
    )
    for role, group in stated:
        for name in group:
            # A longer one is refused.
            for each in _named(name) if len(name) <= LONGEST_NAME else (name,):
                yield Person(role, each)


def _editors(names: Mapping[str, list[str]], type: str, *, has_series: bool) -> list[str]:
    """The editors of the work, without those of its series."""
    second = names["secondary-authors"]
    # Programs that know one kind of editor write those of the work as second authors. No work has an editor of its
    # series and no names of its own, and no book has one without a series.
    if type in (_BOOK, _EDITED_BOOK):
        third = names["tertiary-authors"]
        is_of_series = bool(third) or (bool(names["authors"]) and has_series)
        return third if is_of_series else second
    if type in _SECOND_ARE_OF_SERIES and not names["authors"]:
        return second
    return [] if type in _SECOND_ARE_NO_EDITORS else second


def _named(printed: str) -> tuple[str, ...]:
    """ "Byron, Ada" as "Ada Byron", and the name of an organisation without the comma that says so."""
    if UNTURNED in printed:
        return (name_of_organisation(printed.replace(UNTURNED, ",", 1)),)
    # People type several names on one line, as EndNote does not want it; a reference has a semicolon, too.
    plain = unescape(printed) if "&" in printed and ";" in printed else printed
    if len(parts := [part for each in plain.split(";") if (part := each.strip())]) > 1:
        return tuple(name for part in parts for name in _named(part))
    printed = parts[0] if parts else printed
    # A comma alone is no name, which is for the reader of names to say.
    is_organisation = printed.endswith(",") and len(printed) > 1
    return (name_of_organisation(printed[:-1]),) if is_organisation else people(printed)


def _identifiers(database: str, accession: str) -> Iterator[tuple[str, str]]:
    """What the number in the database is, where the record says which database that is."""
    if accession.isdecimal() and _MEDLINE.search(database):
        yield "pmid", accession
    elif accession[:6].casefold() == "arxiv:":
        yield "arxiv_id", accession


def _address(urls: Element | None) -> str | None:
    """The first address on the web: others are names of files in the library, and what a database alone understands."""
    if urls is None:
        return None
    stated = (word for url in urls.iter("url") for word in text_of(url).split())
    return next((word for word in stated if word.casefold().startswith(("http://", "https://"))), None)
