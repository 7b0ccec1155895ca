"""nbib: the records of PubMed as tagged text, which PubMed also calls its PubMed or MEDLINE format.

    PMID- 31452104
    TI  - The title, which continues on lines
          that are indented.
    FAU - Okafor, Ines
    AU  - Okafor I
    AUID- ORCID: 0000-0002-1694-233X

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format. The library `nbib` reads a whole file into memory, and
ends at the first line that is not as it expects.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Final

from graphapp.errors import SourceError
from graphapp.formats.authors.family_names import turned
from graphapp.formats.authors.people import Person, listed
from graphapp.formats.fields import paper
from graphapp.formats.medline import identifier, original_title, person_name, publication_type, year_of
from graphapp.formats.syntax.lines import LONGEST_RECORD, decode, refuse_cr_alone, refuse_utf_16
from graphapp.formats.syntax.windows import read_ahead, step
from graphapp.records import PaperRecord, Record, Reject, Role, Unfit
from graphapp.rules.names import GENERATION_SUFFIXES
from graphapp.rules.printed_names import name_of_organisation, undecorated

_CHUNK: Final = 256 * 2**10
_FIRST_LINE: Final = re.compile(rb"^PMID-[ \t]*[0-9]+[ \t]*\r?$", re.MULTILINE)
_RIS: Final = re.compile(rb"^TY  -", re.MULTILINE)
_BOUNDARY: Final = re.compile(rb"\n(?:(?:[ \t\r]*\n)+|(?=PMID-))")

_FULL_NAMES: Final[dict[str, Role]] = {"FAU ": "author", "FED ": "editor"}
_SHORT_NAMES: Final[dict[str, Role]] = {"AU  ": "author", "ED  ": "editor"}
"""Each follows the full name of the person, if there is one."""
_INVESTIGATORS: Final = ("FIR ", "IR  ")
_TEXTS: Final = ("PMID", "TI  ", "TT  ", "BTI ", "AB  ", "DP  ", "JT  ", "TA  ")
_TAGS: Final = (*_TEXTS, *_FULL_NAMES, *_SHORT_NAMES, *_INVESTIGATORS, "CN  ", "AUID", "PT  ", "AID ", "LID ")
"""Those that are read."""

_FIELD: Final = re.compile(rf"\n({'|'.join(_TAGS)})-(.*(?:\n[ \t].*)*+)")
_STRAY_LINE: Final = re.compile(r"\n(?![A-Z][A-Z0-9 ]{3}-|\s|\Z)(.*)")
_ORCID: Final = re.compile(r"ORCID\b:?\s*", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Whether a line has a PMID behind its tag, and none begins a record of RIS."""
    return _FIRST_LINE.search(head) is not None and _RIS.search(head) is None


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The records of a text. A blank line or a PMID ends the one before. Raises SourceError for text in UTF-16,
    and for lines that end in CR alone.
    """
    refuse_utf_16(stream.peek(2), place)
    refuse_cr_alone(stream.peek(), place)
    for number, text in _blocks(stream):
        where = f"{place}:{number}"
        try:
            yield _record(decode(text), where)
        except Unfit as error:
            yield Reject.of(where, str(error), text)


def _blocks(stream: BufferedReader) -> Iterator[tuple[int, bytes]]:
    """The records with the numbers of their first lines; of one that is too long, enough for `decode` to refuse it."""
    text, number, searched, is_cut = b"", 1, 0, False
    broke_off: SourceError | None = None
    while broke_off is None:
        chunk, broke_off = read_ahead(stream, step(len(text), least=_CHUNK))
        if not chunk:
            break
        text += chunk
        start = 0
        for boundary in _BOUNDARY.finditer(text, searched):
            block = text[start : boundary.start()]
            if block.strip() and not is_cut:
                yield number, block
            is_cut = False
            number += text.count(b"\n", start, boundary.end())
            start = boundary.end()
        text = text[start:]
        if is_cut or len(text) > LONGEST_RECORD:
            if not is_cut:
                yield number, text
            is_cut = True
            kept = text.rfind(b"\n")
            if kept < 0 or len(text) - kept > _CHUNK:
                # A line without an end, of which nothing is kept.
                kept = len(text)
            number += text.count(b"\n", 0, kept)
            text = text[kept:]
        # The boundary may be cut.
        searched = max(text.rfind(b"\n"), 0)
    if broke_off is not None:
        raise broke_off
    if text.strip() and not is_cut:
        yield number, text


def _record(text: str, place: str) -> PaperRecord:
    texts: dict[str, str] = {}
    types: list[str] = []
    identifiers: list[tuple[str, str]] = []
    people: list[Person] = []
    # Whether the last person has a full name, and whether an AUID is that of the last person.
    is_full = is_person = False
    for tag, lines in _fields(text):
        value = " ".join(map(str.strip, lines.split("\n"))) if "\n" in lines else lines.strip()
        if tag in _FULL_NAMES:
            people.append(Person(_FULL_NAMES[tag], _full_name(value)))
            is_full = is_person = True
        elif tag in _SHORT_NAMES:
            if not is_full:
                people.append(Person(_SHORT_NAMES[tag], value))
            is_full, is_person = False, True
        elif tag in _TEXTS:
            if tag == "TI  " and tag in texts:
                raise Unfit("two titles; a blank line must separate records")
            texts.setdefault(tag, value)
        elif tag == "PT  ":
            types.append(value)
        elif tag == "CN  ":
            people.append(Person("author", name_of_organisation(value)))
            is_full, is_person = False, True
        elif tag in _INVESTIGATORS:
            is_person = False
        elif tag != "AUID":
            bare, _, kind = value.rpartition("[")
            identifiers += identifier(kind.removesuffix("]"), bare)
        elif is_person and (label := _ORCID.match(value)) is not None:
            people[-1] = people[-1]._replace(orcid=value[label.end() :])
    pmid, title, vernacular, book, abstract, date, journal, short_journal = (texts.get(tag, "") for tag in _TEXTS)
    return paper(
        place=place,
        title=original_title(title, vernacular) or book,
        authorships=listed(people),
        paper_id=pmid,
        abstract=abstract,
        year=year_of(date),
        type=publication_type(types),
        venue=journal or short_journal or (book if title else None),
        # Of several, the first one stands.
        identifiers=[*reversed(identifiers), ("pmid", pmid)],
    )


def _fields(text: str) -> list[tuple[str, str]]:
    """The tags that are read, in four characters, each with the lines of its text.

    Raises Unfit for a line without a tag that is not indented.
    """
    text = "\n" + text.replace("\r\n", "\n")
    if (stray := _STRAY_LINE.search(text)) is not None:
        raise Unfit(f"a line that neither begins with a tag nor is indented: {stray[1][:80].strip()!r}")
    return _FIELD.findall(text)


def _full_name(printed: str) -> str:
    """ "King, Martin Jr" as "Martin King, Jr": the suffix stands behind the given name."""
    if printed.count(",") != 1:
        return turned(printed)
    before, name, behind = undecorated(printed)
    family, _, given = name.partition(",")
    words = given.split()
    suffix = words.pop() if len(words) > 1 and words[-1].rstrip(".").casefold() in GENERATION_SUFFIXES else ""
    return f"{before}{person_name(family, ' '.join(words), suffix)}{behind}"
