"""RIS: what reference managers and publishers exchange, one line for each value, `TY` to `ER` for each record.

The tags are those of the RIS specification (https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html) and of
the exports of EndNote, Zotero, Mendeley, Scopus, IEEE and Web of Science. Which role a tag has in which type is what
EndNote's reference types say, with those that Zotero alone has
(https://github.com/zotero/translators/blob/master/RIS.js). Own code: rispy keeps all records of a file in memory, drops
those that no `ER` ends and all that has a tab or one space behind its tag, and knows no roles by type.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from io import BufferedReader
from typing import Final

from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats.authors.family_names import people, split_name
from graphapp.formats.fields import authors as authors_of
from graphapp.formats.fields import paper, type_words
from graphapp.formats.syntax.lines import decode
from graphapp.formats.syntax.tagged_text import marks_of, read_blocks, refuse_cut, rejected
from graphapp.formats.venue_types import is_whole_journal, kind_of_venue, type_of
from graphapp.records import MOST_NAMES, Authorship, PaperRecord, Record, Role, Unfit
from graphapp.rules.abbreviations import may_abbreviate
from graphapp.rules.identifiers import SCHEME_PROPERTIES, SCHEMES
from graphapp.rules.printed_names import in_natural_order
from graphapp.rules.work_rows import is_type_of_preprint

_Fields = dict[str, list[str]]
"""Tag -> its values that are not blank, which may have several lines."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKS: Final = marks_of(begins=rb"TY(?: {1,2}|\t ?)-[ \t]*+(?:[A-Z]|\r?$)", ends=rb"ER(?: {1,2}|\t ?)-[ \t]*+\r?$")
_STRICT: Final = re.compile(r"([A-Z][A-Z0-9])  -(?:[ \t](.*)|$)")
_STRICT_LINES: Final = re.compile(r"^([A-Z][A-Z0-9])  -(?:[ \t](.*)|\r?$)", re.MULTILINE)
_LOOSE: Final = re.compile(r"([A-Z][A-Z0-9])(?:  ?|\t ?)-[ \t]?(.*)")
_TAGS: Final = _words(
    "TY A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET ID IS J1 J2 JA "
    "JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 "
    "U5 UR VL VO Y1 Y2"
)
"""Those that may stand with another number of spaces than the specification has."""
_LONG_TEXTS: Final = frozenset({"AB", "N2", "N1", "AD"})
"""In their lines, only a tag as the specification writes it is a tag."""
_PREAMBLE: Final = re.compile(
    r"\s*(?:(?:Provider|Content|Database|Source|Search|Date|Exported|Export Date|Record \d+(?: of \d+)?)\b.*|\d+\.?\s*)"
)
"""What services write before and between records."""

_VENUES: Final = ("T2", "BT", "JF", "JO", "C3", "JA", "J2", "J1")
"""The full title first, then abbreviations. T3 is a series."""
_TITLES: Final = ("TI", "T1", "CT")
_TITLES_OF_BOOKS: Final = (*_TITLES, "BT")
_VENUES_OF_BOOKS: Final = tuple(tag for tag in _VENUES if tag != "BT")
_VENUES_OF_THESES: Final = ("PB", *_VENUES)
"""T2 is the department or the university; PB is the university."""
_SERIES_OF_BOOK: Final = ("T2", "T3")
_BOOK: Final = "BOOK"
_EDITED_BOOK: Final = "EDBOOK"
"""Its authors are its editors."""
_TALK: Final = "SLIDE"
"""Zotero writes who gives a talk as its A2, and no author."""
_THESIS: Final = "THES"
_ARTICLES: Final = frozenset({"JOUR", "MGZN", "NEWS", "EJOUR", "ABST", "INPR"})
_WHOLE_BOOKS: Final = frozenset({_BOOK, "EBOOK", _EDITED_BOOK, "ENCYC", "DICT"})
_A2_IS_OF_SERIES: Final = _words("CLSWK COMP ELEC MAP MULTI RPRT UNPB UNPD WEB")
"""Types in which A2 is an editor of the series that the work is in."""
_A2_IS_NO_EDITOR: Final = (
    _A2_IS_OF_SERIES
    # Recipients.
    | _words("ICOMM PCOMM")
    # Advisors, owners, sponsors, reporters and counsels, departments and other institutions.
    | _words("BILL CASE CTLG GOVDOC HEAR LEGAL PAMP PAT STAT THES UNBILL")
    # Who performs, produces or presents a work, or directs its series.
    | _words("ADVS DATA MPCT MUSIC SLIDE SOUND VIDEO")
    # Names of files.
    | _words("CHART EQUA FIGURE")
)
"""Types in which A2 is no editor of the work. In a BOOK it depends on what else the record says."""
_NO_TYPE: Final = "GEN"
_DATE: Final = re.compile(r"([0-9]{4})(?:/.*)?")
_DATE_OF_DA: Final = re.compile(r"([0-9]{4})(?:[/-].*)?")
_NO_ID: Final = re.compile(r"[0-9]{1,7}|[^\W\d_]+(?:['’-][^\W\d_]+)*[-_:]?(?:1[5-9]|20)[0-9]{2}[a-z]?")
"""A running number of a library, or a family name and a year, which Springer gives to all papers that share them."""
_HAS_PMID: Final = "pmid" in SCHEME_PROPERTIES
_PUBMED: Final = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_LINKS: Final = ("L2", "LK", "L1")
_MAY_IDENTIFY: Final = ("DI", "M1", "AN", "N1", "C2", "C7", "M3", "L3")
"""Tags whose values may be an identifier, if they say of what kind. L3 is last: it may name a related record."""
_ADDRESS: Final = re.compile(r"https?://\S", re.IGNORECASE)
_NEXT_ADDRESS: Final = re.compile(r"\s*;\s*(?=https?://)", re.IGNORECASE)
_LONGEST_NOTE: Final = 200
"""Characters of a note that is an identifier."""


def recognises(head: bytes) -> bool:
    """Whether a line begins a record: `TY  - JOUR`."""
    return re.search(rb"^TY(?: {1,2}|\t ?)-[ \t]*[A-Z]{3,8}[ \t]*\r?$", head, re.MULTILINE) is not None


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of RIS records; a record that cannot be read is a reject by itself.

    Raises SourceError for a text without any tag, and for the lines that `read_blocks` refuses.
    """
    found = ended = False
    for block in read_blocks(stream, place, _MARKS):
        try:
            text = decode(block.text)
            fields = _fields(text)
            if not fields:
                if block.is_last and not found:
                    raise SourceError(f'{place} is not RIS: no line of it begins with a tag, such as "TY  - JOUR"')
                if not all(_PREAMBLE.fullmatch(line) for line in text.split("\n") if line.strip()):
                    raise Unfit("text outside of a record")
                continue
            found = True
            ended |= block.is_ended
            if fields.keys() == {"ER"}:
                continue
            refuse_cut(block, others_end=ended)
            yield _paper(fields, f"{place}:{block.line}")
        except Unfit as error:
            found = True
            yield rejected(block, place, error)


def _fields(text: str) -> _Fields:
    """The values of a block by their tags; empty where no line has one."""
    fields: _Fields = {}
    stated_at_once = _STRICT_LINES.findall(text)
    if len(stated_at_once) == text.count("\n") + (not text.endswith("\n")):
        # Nearly all records: each line begins with a tag.
        for tag, stated in stated_at_once:
            values = fields.setdefault(tag, [])
            if value := stated.strip():
                values.append(value)
        return fields
    lines: list[str] = []
    tag, is_long = "", False
    for line in text.split("\n"):
        found = _STRICT.match(line)
        if found is None and line[2:3] in (" ", "\t"):
            found = _LOOSE.match(line)
            # A record of which the first line is written loosely is written so throughout.
            if found is not None and (found[1] not in _TAGS or (is_long and text[2:5] == "  -")):
                found = None
        if found is None:
            lines.append(line.strip())
            continue
        _append(fields, tag, lines)
        tag, stated = found[1], found[2] or ""
        lines = [stated.strip()]
        is_long = tag in _LONG_TEXTS
    _append(fields, tag, lines)
    return fields


def _append(fields: _Fields, tag: str, lines: list[str]) -> None:
    """The lines of a value, unless they stand before any tag."""
    if tag:
        values = fields.setdefault(tag, [])
        if value := "\n".join(lines).strip():
            values.append(value)


def _paper(fields: _Fields, place: str) -> PaperRecord:
    kind = _first(fields, "TY") or ""
    works_type = _first(fields, "M3")
    addresses = _addresses(fields)
    identifiers = _identifiers(fields, addresses)
    if works_type is not None and works_type in identifiers.values():
        works_type = None
    return paper(
        place=place,
        title=_first(fields, *(_TITLES_OF_BOOKS if kind in _WHOLE_BOOKS else _TITLES)),
        authorships=_authorships(fields, kind),
        paper_id=_paper_id(fields),
        abstract=next(iter(fields.get("AB") or fields.get("N2") or ()), None),
        year=_year(fields),
        type=works_type or (kind if kind != _NO_TYPE else None),
        venue=_venue(fields, kind),
        identifiers=identifiers.items(),
        url=addresses[0] if addresses else None,
    )


def _venue(fields: _Fields, kind: str) -> str | None:
    if kind in _WHOLE_BOOKS:
        return _first(fields, *_VENUES_OF_BOOKS)
    if kind not in _ARTICLES:
        return _first(fields, *(_VENUES_OF_THESES if kind == _THESIS else _VENUES))
    # Beside a journal T2 may be a section of it, the subtitle of the article, or its title in another language. JO is
    # the journal's title or its abbreviation, which is shorter and says less than T2.
    journal, title = _first(fields, "JO") or "", _first(fields, "T2") or ""
    is_title = not journal.isupper() and (len(journal) >= len(title) or not may_abbreviate(journal))
    return _first(fields, "JF", *(("JO",) if is_title else ()), *_VENUES)


def _texts(fields: _Fields, *tags: str) -> list[str]:
    """The values of these tags, each as one line."""
    texts: list[str] = []
    for tag in tags:
        for value in fields.get(tag, ()):
            texts.append(value if "\n" not in value else _one_line(value))
    return texts


def _first(fields: _Fields, *tags: str) -> str | None:
    for tag in tags:
        if values := fields.get(tag):
            value = values[0]
            return value if "\n" not in value else _one_line(value)
    return None


def _one_line(value: str) -> str:
    return " ".join(filter(None, value.split("\n")))


def _year(fields: _Fields) -> str | None:
    """The year of a date like `2015/05/12/Spring`; a DA that does not begin with a year states none."""
    if (stated := _first(fields, "PY", "Y1")) is not None:
        date = _DATE.fullmatch(stated)
        return stated if date is None else date[1]
    date = _DATE_OF_DA.fullmatch(_first(fields, "DA") or "")
    return None if date is None else date[1]


def _paper_id(fields: _Fields) -> str | None:
    """The accession number of a database, else an id that is one paper's."""
    stated = _first(fields, "ID")
    return _first(fields, "AN") or (None if stated is None or _NO_ID.fullmatch(stated) else stated)


def _addresses(fields: _Fields) -> list[str]:
    addresses: list[str] = []
    for text in _texts(fields, "UR"):
        addresses += _NEXT_ADDRESS.split(text) if ";" in text else (text,)
    # It may also name a file on the disk of whoever wrote the record.
    addresses += filter(_ADDRESS.match, _texts(fields, *_LINKS))
    return addresses


def _identifiers(fields: _Fields, addresses: list[str]) -> dict[str, str]:
    """The identifiers in their own fields, else in fields that may hold one, if the text itself says what it is."""
    found: dict[str, str] = {}
    if (doi := _first(fields, "DO")) is not None:
        found["doi"] = doi
    if (volume := _first(fields, "VL", "VO")) is not None and volume.startswith("abs/"):
        found["arxiv_id"] = volume
    # The first address is read with the record's.
    texts = _texts(fields, *_MAY_IDENTIFY) + addresses[1:]
    if not texts:
        return found
    if _HAS_PMID and any(map(_PUBMED.search, _texts(fields, "DB", "DP"))):
        number = _first(fields, "AN")
        if number is not None and number.isdecimal():
            found["pmid"] = number
    for text in texts:
        if len(text) > _LONGEST_NOTE:
            continue
        for scheme in SCHEMES:
            if scheme.property not in found and scheme.in_address(text) is not None:
                found[scheme.property] = text
    return found


def _authorships(fields: _Fields, kind: str) -> tuple[Authorship, ...]:
    authors = _names(fields, "AU")
    for tag in ("A1", "A2") if kind == _TALK else ("A1",):
        authors = _joined(authors, _names(fields, tag))
    editors = _editors(fields, kind, has_authors=bool(authors))
    if kind == _EDITED_BOOK:
        authors, editors = [], authors + editors
    if len(authors) + len(editors) > MOST_NAMES:
        raise Unfit(f"more than {MOST_NAMES:,} names or ids in one list")
    if not editors:
        return authors_of(authors)
    return authors_of(authors) + tuple(replace(editor, role="editor") for editor in authors_of(editors))


def _editors(fields: _Fields, kind: str, *, has_authors: bool) -> list[str]:
    """The editors of the work, without those of its series. ED is an editor in each type."""
    editors = _names(fields, "ED")
    # Programs that know one kind of editor, as RIS had it at first, write those of the work as A2. No work has an
    # editor of its series and no names of its own, and no book has one without a series.
    if kind in (_BOOK, _EDITED_BOOK):
        editors = _joined(_names(fields, "A3"), editors)
        is_of_series = bool(editors) or (has_authors and _first(fields, *_SERIES_OF_BOOK) is not None)
        return editors if is_of_series else _names(fields, "A2")
    if kind in _A2_IS_OF_SERIES and not editors and not has_authors:
        return _names(fields, "A2")
    if kind in _A2_IS_NO_EDITOR:
        return editors
    return _joined(_names(fields, "A2"), editors)


def _joined(names: list[str], others: list[str]) -> list[str]:
    """Names under one tag and those under another one: some programs write each name under both."""
    known = frozenset(names)
    return names + [name for name in others if name not in known]


def _names(fields: _Fields, tag: str) -> list[str]:
    names: list[str] = []
    if tag not in fields:
        return names
    for value in fields[tag]:
        if ";" not in value and "\n" not in value:
            if name := value.rstrip(", "):
                names += people(name)
            continue
        for line in _name_lines(value):
            names += _people(line)
    return names


def _name_lines(value: str) -> list[str]:
    """A further line of a name has no comma; one with a comma is a further name."""
    first, *more = filter(None, value.split("\n"))
    lines = [first]
    for line in more:
        if "," in line:
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def _people(line: str) -> list[str]:
    """The names of a line, of which there is one but for programs that write all authors into it."""
    plain = unescape(line) if "&" in line and ";" in line else line
    parts = [plain] if plain.startswith("{") else plain.split(";")
    return [person for part in parts if (name := part.strip().rstrip(", ")) for person in people(name)]


# Writing

_TYPES: Final = _words(
    "ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK ECHAP "
    "EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI "
    "MUSIC NEWS PAMP PAT PCOMM RPRT SER SLIDE SOUND STAND STAT THES UNPB VIDEO"
)
_TYPE_WORDS: Final = (
    (re.compile(r"chapter|incollection|inbook|book (?:section|part)"), "CHAP"),
    (re.compile(r"preprint|posted|unpublished|informal|submission|submitted"), "UNPB"),
    (re.compile(r"thesis|dissertation"), "THES"),
    (re.compile(r"journal article|case reports?"), "JOUR"),
    (re.compile(r"report"), "RPRT"),
    (re.compile(r"data ?set"), "DATA"),
    (re.compile(r"proceeding|conference|workshop|demo|poster|meeting"), "CONF"),
    (re.compile(r"journal|article|review|letter|editorial"), "JOUR"),
    (re.compile(r"book|monograph"), "BOOK"),
)
"""What a type says in the words of sources -> the type in RIS; the first that matches."""
_TYPES_BY_KIND: Final = {"conference": "CONF", "workshop": "CONF", "journal": "JOUR", "preprint server": "UNPB"}


def write(record: PaperRecord, key: str) -> str:
    """The record as RIS. `key` is its citation key.

    Reading gives title, names, year, venue, type, abstract, identifiers, address and id again; white space in names,
    titles and venues is single spaces.
    """
    type = type_of(record) or ""
    kind = _kind(type, record)
    if kind == _EDITED_BOOK and any(each.role == "author" for each in record.authorships):
        # Its authors would be editors.
        kind = _BOOK
    lines = [("TY", kind), ("ID", key), ("TI", record.title)]
    roles: tuple[tuple[Role, str], ...] = (("author", "AU"), ("editor", _tag_of_editors(kind)))
    for role, tag in roles:
        lines += [(tag, _written(each.printed_name)) for each in record.authorships if each.role == role]
        if role == "author" and not record.authors_complete:
            lines.append(("AU", "et al."))
    lines += [
        ("PB" if kind == _THESIS else "T2", record.venue or ""),
        ("PY", "" if record.year is None else str(record.year)),
        ("M3", "" if type == kind != _NO_TYPE else type),
        *((tag, text) for name, value in record.identifiers.items() for tag, text in [_identifier_line(name, value)]),
        ("UR", record.url or ""),
        ("AN", record.paper_id or ""),
    ]
    text = "".join(f"{tag}  - {plain}\n" for tag, value in lines if (plain := " ".join(value.split())))
    return f"{text}{_abstract(record.abstract or '')}ER  - \n"


def _tag_of_editors(kind: str) -> str:
    """The tag that `read` takes for an editor of a work of this type, and EndNote and Zotero where they have one.

    In the first specification of RIS ED is another spelling of A2, so that programs may take it for an editor of the
    series: it is only for types in which no other tag is an editor's.
    """
    if kind == _BOOK:
        return "A3"
    if kind == _EDITED_BOOK:
        return "AU"
    return "ED" if kind in _A2_IS_NO_EDITOR else "A2"


def _kind(type: str, record: PaperRecord) -> str:
    """The type if it is one of RIS, else the one that its words or the record's venue mean."""
    if type in _TYPES:
        return type
    if is_type_of_preprint(type):
        return "UNPB"
    if is_whole_journal(record):
        return "JFULL"
    of_venue = _TYPES_BY_KIND.get(kind_of_venue(record) or "", _NO_TYPE)
    return next((kind for words, kind in _TYPE_WORDS if words.search(type_words(type))), of_venue)


def _identifier_line(name: str, value: str) -> tuple[str, str]:
    """The tag of an identifier, and the text that says what it is."""
    if name == "doi":
        return "DO", value
    return "M1", f"arXiv:{value}" if name == "arxiv_id" else f"{name.upper()}: {value}"


@lru_cache(maxsize=16_384)
def _written(printed: str) -> str:
    plain = " ".join(printed.split())
    parts = split_name(in_natural_order(plain))
    if parts is not None:
        return parts.inverted
    # Reading would split it, or read its references.
    return f"{{{plain}}}" if ";" in plain or len(people(plain)) > 1 else plain


def _abstract(abstract: str) -> str:
    lines = abstract.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    # A space keeps a line that looks like a tag from being one.
    text = "\n".join(f" {line}" if _LOOSE.match(line) else line for line in lines)
    return f"AB  - {text}\n" if text else ""
