"""dblp: the XML dump (`dblp.xml`), and the XML of dblp's pages of a record, a volume and a person.

The records are those of dblp.dtd (https://dblp.org/xml/dblp.dtd), which "What do I find in dblp.xml?"
(https://dblp.org/faq/What+do+I+find+in+dblp+xml.html) and https://dblp.org/xml/docu/dblpxml.pdf describe. They are read
with lxml, which is the fastest reader of XML for Python.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Final

from graphapp.formats.fields import author_name, paper
from graphapp.formats.syntax.xml_elements import Element, read_elements, root_tag, text_of
from graphapp.records import (
    Authorship,
    Loss,
    PaperRecord,
    PassedOver,
    PersonName,
    PersonRecord,
    Record,
    Unfit,
    check_lengths,
)
from graphapp.rules.identifiers import SCHEMES, normal_orcid

_PUBLICATIONS: Final = (
    "article",
    "inproceedings",
    "proceedings",
    "book",
    "incollection",
    "phdthesis",
    "mastersthesis",
    "data",
)
_RECORDS: Final = (*_PUBLICATIONS, "www", "person")

_PERSONS: Final = "homepages/"
_ADDRESS: Final = "https://dblp.org/"

_KEPT: Final = frozenset({"title", "booktitle", "journal", "school", "year", "volume", "crossref", "url"})

_DOI: Final = ("https://doi.org/10.", "http://doi.org/10.", "http://dx.doi.org/10.", "https://dx.doi.org/10.")
_IN_DOI: Final = next(scheme.in_address for scheme in SCHEMES if scheme.property == "doi")
_IN_ARXIV: Final = next(scheme.in_address for scheme in SCHEMES if scheme.property == "arxiv_id")

_SERIES: Final = re.compile(r"(?:conf|journals)/[^/]+(?=/)")

_ID_IN_ADDRESS: Final = re.compile(
    r"https?://(?:www\.)?(?:"
    r"orcid\.org/(?P<orcid>.+)"
    r"|dl\.acm\.org/(?:profile/|author_page\.cfm\?id=)(?P<acm>[0-9]+)"
    r"|d-nb\.info/gnd/(?P<gnd>[0-9X-]+)"
    r"|scholar\.google\.[a-z.]+/citations\?user=(?P<google_scholar>[\w-]+)"
    r"|isni\.org/(?:isni/)?(?P<isni>[0-9X]{16})"
    r"|id\.loc\.gov/authorities/names/(?P<lccn>\w+)"
    r"|(?:mathgenealogy\.org|genealogy\.math\.ndsu\.nodak\.edu)/id\.php\?id=(?P<mathgenealogy>[0-9]+)"
    r"|openreview\.net/profile\?id=(?P<openreview>~[^&]+)"
    r"|scopus\.com/authid/detail\.uri\?authorId=(?P<scopus>[0-9]+)"
    r"|viaf\.org/viaf/(?P<viaf>[0-9]+)"
    r"|wikidata\.org/(?:entity|wiki)/(?P<wikidata>Q[0-9]+)"
    r"|zbmath\.org/authors/(?:\?q=ai:)?(?P<zbmath>[^/?]+))"
)
"""The scheme of an id is the name of its group."""

_ROOTS: Final = ("dblp", "dblpperson", "bht")
"""Of the dump and the pages of records, of the pages of persons, and of those of volumes and venues."""


def recognises(head: bytes) -> bool:
    """Whether it is XML whose root is one of dblp's."""
    return root_tag(head) in _ROOTS


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The publications and persons of the dump or of a page."""
    return read_elements(stream, place, _RECORDS, _parse, roots=_ROOTS)


def _parse(element: Element, place: str) -> PaperRecord | PersonRecord | PassedOver:
    key = element.get("key") or ""
    if element.tag == "person" or key.startswith(_PERSONS):
        return _person(element, key, place)
    return _paper(element, key, place)


def _paper(element: Element, key: str, place: str) -> PaperRecord:
    authors: list[Authorship] = []
    editors: list[Authorship] = []
    editions: list[str] = []
    stated: dict[str, str] = {}
    for field in element:
        tag = field.tag
        text = field.text
        # dblp writes few texts for which it is worth the time of a call.
        if text is None or "\n" in text or len(field):
            text = text_of(field)
        if tag == "author":
            position = len(authors) + 1
            name = author_name(text, position)
            authors.append(Authorship(printed_name=name, position=position, orcid=field.get("orcid")))
        elif tag == "ee":
            editions.append(text)
        elif tag in _KEPT:
            if tag not in stated:
                stated[tag] = text
        elif tag == "editor":
            position = len(editors) + 1
            name = author_name(text, position)
            editors.append(Authorship(printed_name=name, position=position, role="editor", orcid=field.get("orcid")))
    venue = stated.get("journal") or stated.get("booktitle") or stated.get("school")
    doi, arxiv_id = stated_identifiers(editions)
    if venue == "CoRR" and (volume := stated.get("volume")):
        arxiv_id = volume
    return paper(
        place=place,
        title=stated.get("title"),
        authorships=(*authors, *editors),
        paper_id=key,
        year=stated.get("year"),
        type=element.get("publtype") or str(element.tag),
        venue=venue,
        venue_key=venue_key(stated.get("crossref") or key) if venue else None,
        identifiers=(("doi", doi), ("arxiv_id", arxiv_id)),
        url=editions[0] if editions else _absolute(stated.get("url")),
    )


def stated_identifiers(editions: list[str]) -> tuple[str | None, str | None]:
    """The first address of an electronic edition that says a DOI, and the first that says an arXiv id."""
    doi = arxiv_id = None
    for edition in editions:
        if ("rxiv" in edition or "RXIV" in edition) and _IN_ARXIV(edition) is not None:
            arxiv_id = arxiv_id or edition
        elif doi is None and (edition.startswith(_DOI) or ("10." in edition and _IN_DOI(edition) is not None)):
            doi = edition
    return doi, arxiv_id


def _absolute(address: str | None) -> str | None:
    """dblp's own pages have relative addresses."""
    return f"{_ADDRESS}{address}" if address and address.startswith("db/") else address


def venue_key(key: str) -> str | None:
    """The first two parts of a key, such as `conf/icml`, where they are those of a conference or a journal."""
    found = _SERIES.match(key)
    return f"dblp:{found[0]}" if found else None


def _person(element: Element, key: str, place: str) -> PersonRecord | PassedOver:
    if element.get("publtype") == "disambiguation":
        return PassedOver(place=place, reason="a page that lists persons of one name, and is no person")
    names: list[PersonName] = []
    orcids: list[str] = []
    other_ids: dict[str, str] = {}
    redirect = False
    for field in element:
        tag = field.tag
        if tag == "author":
            names.append(PersonName(printed_name=author_name(text_of(field), len(names) + 1)))
        elif tag == "url":
            found = _ID_IN_ADDRESS.match(text_of(field))
            if found is not None and found.lastgroup == "orcid":
                orcids.append(found["orcid"])
            elif found is not None and found.lastgroup is not None:
                other_ids.setdefault(found.lastgroup, found[found.lastgroup])
        elif tag == "crossref":
            redirect = True
    if redirect:
        return PassedOver(place=place, reason="a redirect to another person's record")
    if not names:
        raise Unfit("a person without a name")
    first, *more = orcids or (None,)
    person = PersonRecord(
        place=place,
        person_id=key.removeprefix(_PERSONS),
        names=tuple(names),
        orcid=first,
        other_ids=other_ids,
        losses=tuple(
            Loss.of(place, "orcid", "the record states another ORCID before this one", orcid)
            for orcid in more
            if orcid is not None and normal_orcid(orcid) != normal_orcid(first or "")
        )
        if more
        else (),
    )
    check_lengths(person)
    return person
