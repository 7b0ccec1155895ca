"""EndNote's XML export: `<xml><records><record>`, in which each text may be cut into pieces of one style.

The elements are those of EndNote's RSXML document type (https://support.clarivate.com/Endnote). Names are written as
"Last, First"; a comma at the end of a name, or two behind each other, say that it is that of an organisation.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BufferedReader
from typing import Final

from graphapp.formats.authors.family_names import turned
from graphapp.formats.authors.people import Person, listed
from graphapp.formats.fields import paper
from graphapp.formats.syntax.xml_elements import Element, read_elements, text_at, text_of
from graphapp.records import PaperRecord, Record, Role
from graphapp.rules.names import LONGEST_NAME

_BEGINS: Final = re.compile(rb"<xml(?:\s[^<>]*)?>\s*<records(?:\s[^<>]*)?/?>")
_MEDLINE: Final = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.IGNORECASE)
_CACHED: Final = 16_384
_EDITED_BOOK: Final = "Edited Book"
"""Its authors are its editors."""


def recognises(head: bytes) -> bool:
    """Whether the root of an XML document is an `xml` with `records`."""
    return _BEGINS.search(head) is not None


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The records of a library."""
    return read_elements(stream, place, ("record",), _record, roots=("xml", "records"))


def _record(element: Element, place: str) -> PaperRecord:
    titles = element.find("titles")
    reference = element.find("ref-type")
    type = None if reference is None else reference.get("name")
    accession = text_at(element, "accession-num")
    return paper(
        place=place,
        title=text_at(titles, "title"),
        authorships=listed(_people(element.find("contributors"), type or "")),
        paper_id=text_at(element, "rec-number") or accession,
        abstract=text_at(element, "abstract"),
        year=text_at(element.find("dates"), "year"),
        type=type,
        venue=text_at(element.find("periodical"), "full-title") or text_at(titles, "secondary-title"),
        identifiers=[("doi", text_at(element, "electronic-resource-num")), *_identifiers(element, accession)],
        url=_address(element.find("urls")),
    )


def _people(contributors: Element | None, type: str) -> Iterator[Person]:
    of_authors: Role = "editor" if type == _EDITED_BOOK else "author"
    for tag, role in (("authors", of_authors), ("secondary-authors", "editor")):
        group = None if contributors is None else contributors.find(tag)
        for author in () if group is None else group.iterchildren("author"):
            name = text_of(author)
            # A longer one is refused, and is not kept in memory.
            yield Person(role, _name(name) if len(name) <= LONGEST_NAME else name)


@lru_cache(maxsize=_CACHED)
def _name(printed: str) -> str:
    """ "Byron, Ada" as "Ada Byron", and the name of an organisation without the comma that says so."""
    if ",," in printed:
        return printed.replace(",,", ",", 1)
    # A comma alone is no name, which is for the reader of names to say.
    return printed[:-1] if printed.endswith(",") and len(printed) > 1 else turned(printed)


def _identifiers(element: Element, accession: str) -> Iterator[tuple[str, str]]:
    """What the number in the database is, where the record says which database that is."""
    database = f"{text_at(element, 'remote-database-name')} {text_at(element, 'remote-database-provider')}"
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
