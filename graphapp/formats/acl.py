"""The ACL Anthology: collections in XML (`P18.xml`, `2022.acl.xml`), and its person files in YAML.

A collection has volumes; a volume has its `<meta>`, maybe a `<frontmatter>`, and papers. The grammar is
https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc, the ids are made as in
https://github.com/acl-org/acl-anthology/blob/master/python/acl_anthology/utils/ids.py.

The Anthology's own library is not used: it reads a checkout of all data, and does so as a whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Final

from lxml import etree
from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats.acl_people import read_people, recognises_people
from graphapp.formats.authors.people import Person, listed
from graphapp.formats.fields import name_of_parts, paper, text
from graphapp.formats.syntax.xml_elements import Element, read_elements, text_of
from graphapp.records import PaperRecord, Record, Reject, Role, Unfit
from graphapp.rules.venues import names_a_part


def recognises(head: bytes) -> bool:
    """Whether the root is a collection with an id of the Anthology, or the first persons are those of its files."""
    if _is_xml(head):
        root = _root(head)
        return root is not None and root[1] == b"collection" and _COLLECTION_ID.search(root[2]) is not None
    return recognises_people(head)


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The volumes and papers of a collection, or the persons of a person file; the beginning of the input decides.

    A volume comes before its papers. Raises SourceError for an input that is none of these, for XML as
    `read_elements` does, and for a person file as `read_people` does.
    """
    head = stream.peek()
    if not _is_xml(head):
        yield from read_people(stream, place)
        return
    root = _root(head)
    if root is not None and root[1] != b"collection":
        raise SourceError(f"{place} is XML, but its root <{root[1].decode(errors='replace')}> is no <collection>")
    collection = _Collection()
    try:
        yield from read_elements(stream, place, ("meta", "frontmatter", "paper"), collection.records)
    except SourceError:
        yield from collection.waiting()
        raise
    yield from collection.waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What the papers of a volume share."""

    element: Element
    year: str | None
    venue: str | None
    venue_key: str | None


class _Collection:
    """Reads a collection, of which it keeps one volume's facts."""

    def __init__(self) -> None:
        self._volume: _Volume | None = None
        self._waiting: PaperRecord | None = None
        """The record of the volume until it is known whether there is a frontmatter, whose id it then has."""

    def waiting(self) -> tuple[PaperRecord, ...]:
        """The record of the last volume, if nothing came behind its `<meta>`."""
        record, self._waiting = self._waiting, None
        return () if record is None else (record,)

    def records(self, element: Element, place: str) -> tuple[Record, ...]:
        """The records of which an element is the last part."""
        parent = element.getparent()
        volume = self._volume if self._volume is not None and self._volume.element is parent else None
        before = self.waiting()
        if element.tag == "frontmatter":
            return before if volume is None else tuple(_with_frontmatter(record, element) for record in before)
        try:
            if element.tag == "paper":
                return (*before, _paper(element, volume, place))
            # An event has a <meta>, too.
            if parent is not None and parent.tag == "volume":
                self._begin(element, parent, place)
            return before
        except Unfit as error:
            raw = etree.tostring(element, encoding="utf-8", with_tail=False)
            return (*before, Reject.of(place, str(error), raw))

    def _begin(self, meta: Element, element: Element, place: str) -> None:
        title, own_id = _marked_up(meta.find("booktitle")), _volume_id(element)
        self._volume = volume = _Volume(
            element=element,
            year=_text_at(meta, "year"),
            venue=_text_at(meta, "journal-title") or title,
            venue_key=_venue_key(meta, element, title),
        )
        self._waiting = paper(
            place=place,
            title=title,
            authorships=listed(_people(meta)),
            paper_id=own_id,
            year=volume.year,
            type=_type_of_volume(element),
            venue=volume.venue,
            venue_key=volume.venue_key,
            identifiers=[("doi", _text_at(meta, "doi"))],
            url=_address(_text_at(meta, "url"), own_id and f"volumes/{own_id}"),
        )


def _with_frontmatter(record: PaperRecord, frontmatter: Element) -> PaperRecord:
    """The record of a volume under the id that its frontmatter has as the volume's first paper."""
    doi = text(_text_at(frontmatter, "doi"), "DOI")
    own_id = _paper_id(frontmatter.getparent(), "0")
    return replace(
        record,
        paper_id=own_id,
        identifiers=record.identifiers or ({} if doi is None else {"doi": doi}),
        url=_address(_text_at(frontmatter, "url"), own_id),
    )


def _paper(element: Element, volume: _Volume | None, place: str) -> PaperRecord:
    parent = element.getparent()
    own_id = _paper_id(parent, element.get("id"))
    title: str | None = None
    abstract: str | None = None
    doi: str | None = None
    url: str | None = None
    journal: str | None = None
    withdrawn: str | None = None
    for child in element:
        match child.tag:
            case "title":
                title = _marked_up(child)
            case "abstract":
                abstract = _markup(child).strip()
            case "doi":
                doi = text_of(child)
            case "url":
                url = text_of(child)
            case "journal":
                journal = text_of(child)
            case "retracted" | "removed":
                withdrawn = child.tag
    kind = element.get("type") or ("article" if _type_of_volume(parent) == "journal" else "inproceedings")
    return paper(
        place=place,
        title=title,
        authorships=listed(_people(element)),
        paper_id=own_id,
        abstract=abstract,
        year=None if volume is None else volume.year,
        # A retracted paper is the paper itself, unlike a retraction (`note_of_type`): it still joins its other rows.
        type=f"{withdrawn} {kind}" if withdrawn else kind,
        venue=journal or (None if volume is None else volume.venue),
        venue_key=None if volume is None else volume.venue_key,
        identifiers=[("doi", doi)],
        url=_address(url, own_id),
    )


def _people(element: Element) -> Iterator[Person]:
    for child in element:
        role: Role
        if child.tag == "author":
            role = "author"
        elif child.tag == "editor":
            role = "editor"
        else:
            continue
        first = last = None
        orcid = child.get("orcid")
        for part in child:
            if part.tag == "first":
                first = text_of(part)
            elif part.tag == "last":
                last = text_of(part)
            elif part.tag == "orcid" and orcid is None:
                orcid = text_of(part)
        name = name_of_parts(first, last) or " ".join((child.text or "").split())
        yield Person(role, name, text(orcid, "ORCID"), text(child.get("id"), "author ids"))


# --- Ids, addresses, venues


def _volume_id(volume: Element) -> str | None:
    """The id of a volume, `P18-1` or `2022.acl-long`; None where the document lacks a part of it."""
    collection = volume.getparent()
    collection_id = None if collection is None else collection.get("id")
    number = volume.get("id")
    if not collection_id or not number:
        return None
    if not _OLD_ID.fullmatch(collection_id) or not number.isdecimal():
        return f"{collection_id}-{number}"
    number = number.lstrip("0")
    has_two_digits = collection_id[0] == "W" or collection_id == "C69" or (collection_id == "D19" and number >= "5")
    return f"{collection_id}-{number.zfill(2 if has_two_digits else 1)}"


def _paper_id(volume: Element | None, number: str | None) -> str | None:
    """The id of a paper, `P18-1001` or `2022.acl-long.1`; None where the document lacks a part of it.

    Until 2019 it ends in four digits: one for the volume and three for the paper, or two and two.
    """
    volume_id = None if volume is None else _volume_id(volume)
    if not volume_id or not number:
        return None
    if not _OLD_VOLUME.fullmatch(volume_id) or not number.isdecimal():
        return f"{volume_id}.{number}"
    return volume_id + number.lstrip("0").zfill(8 - len(volume_id))


def _address(stated: str | None, page: str | None) -> str | None:
    """The address that the document states; instead of the name of a file, that of the Anthology's page."""
    if stated is not None and stated.startswith(("http://", "https://")):
        return stated
    return page and f"https://aclanthology.org/{page}/"


def _type_of_volume(volume: Element | None) -> str:
    return "proceedings" if volume is None else volume.get("type") or "proceedings"


def _venue_key(meta: Element, volume: Element, title: str | None) -> str | None:
    """The venue of a volume: of several, the one for which the collection is named, else the first.

    `ws` is no venue, but stands for all workshops. The Anthology's short ids mean other venues elsewhere: its `alt` is
    a workshop on ancient languages, its `stoc` one on online conversations. So all but the well-known ones are marked.
    A well-known one also has the student workshop and the demonstrations of a conference, which are venues of their
    own here, as in all other sources.
    """
    keys = [key for found in meta.iterfind("venue") if (key := text_of(found)) and key != "ws"]
    if not keys:
        return None
    collection = volume.getparent()
    named = "" if collection is None else (collection.get("id") or "").partition(".")[2]
    key = named if named in keys else keys[0]
    if key not in WELL_KNOWN:
        return f"acl-anthology/{key}"
    return None if key != "findings" and names_a_part(title or "") else key


# --- Text


def _text_at(element: Element, tag: str) -> str | None:
    found = element.find(tag)
    return None if found is None else text_of(found)


def _marked_up(element: Element | None) -> str | None:
    """The text of a title; each run of white space is one space."""
    return None if element is None else " ".join(_markup(element).split())


def _markup(element: Element) -> str:
    """The text inside an element; formulas are between dollar signs, other markup is left out."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            inside = _markup(child)
            is_formula = child.tag == "tex-math" and inside.strip() and "$" not in inside
            parts.append(f"${inside}$" if is_formula else inside)
        parts.append(child.tail or "")
    return "".join(parts)


def _is_xml(head: bytes) -> bool:
    # In UTF-16, each ASCII character has a zero beside it.
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<", b"\0<"))


def _root(head: bytes) -> re.Match[bytes] | None:
    """The name and the attributes of the root element; None if the head ends before it."""
    start = 0
    while (start := head.find(b"<", start)) >= 0:
        if found := _ROOT.match(head, start):
            return found
        begin, end = next((pair for pair in _NO_ELEMENTS if head.startswith(pair[0], start)), (b"<", b">"))
        start = head.find(end, start + len(begin))
        if start < 0:
            break
    return None


_NO_ELEMENTS: Final = ((b"<!--", b"-->"), (b"<?", b"?>"))
_ROOT: Final = re.compile(rb"<([A-Za-z_][^\s/>]*+)([^>]*+)")
_COLLECTION_ID: Final = re.compile(rb"\sid\s*=\s*[\"'](?:[0-9]{4}\.[a-z0-9]+|[A-Z][0-9]{2})[\"']")
_OLD_ID: Final = re.compile(r"[A-Z][0-9]{2}")
_OLD_VOLUME: Final = re.compile(r"[A-Z][0-9]{2}-[0-9]+")

WELL_KNOWN: Final = frozenset(
    {"aacl", "acl", "coling", "conll", "eacl", "emnlp", "findings", "ijcnlp", "lrec", "naacl", "tacl", "wmt"}
)
"""Ids of the Anthology that stand in `rules/venues.toml` for the same venues."""
