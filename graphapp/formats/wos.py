"""Web of Science plain text, which ISI's programs began: tags of two letters, `PT` to `ER` for each record.

The tags are those of https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html. Own code: rispy's reader
of this form keeps all records of a file in memory, and drops those that no `ER` ends.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from typing import Final

from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats.authors.family_names import turned
from graphapp.formats.fields import authors, paper
from graphapp.formats.syntax.lines import decode
from graphapp.formats.syntax.tagged_text import marks_of, read_blocks, refuse_cut, rejected
from graphapp.records import Authorship, PaperRecord, Record, Unfit
from graphapp.rules.identifiers import SCHEME_PROPERTIES, SCHEMES
from graphapp.rules.printed_names import name_of_organisation

_Fields = dict[str, list[str]]
"""Tag -> its texts with all their lines."""

_MARKS: Final = marks_of(begins=rb"PT [A-Z]", ends=rb"E[RF][ \t]*+\r?$")
_TAG: Final = re.compile(r"\n([A-Z][A-Z0-9])(?: |(?=[^\S\n]*+$))", re.MULTILINE)
_OF_FILE: Final = frozenset({"FN", "VR", "EF", "ER"})
"""Tags that are no part of a record."""

_VENUES: Final = ("SO", "CT", "JI", "J9")
"""The full title first, the conference of a volume without one, then abbreviations. SE is a series."""
_NAMES: Final = ("AF", "AU", "BF", "BA")
"""The full names of authors first, then the short ones, and those of a book."""
_EARLY_ACCESS: Final = ("EY", "EA")
"""The year of early access, and its date."""
_YEAR_AT_END: Final = re.compile(r"(?:.*\s)?([0-9]{4})")
_OWN_ID: Final = "WOS:"
"""How an id of the Web of Science itself begins; those of its other databases may be a PMID."""
_MAY_IDENTIFY: Final = ("AR", "UT")
"""Tags whose values may be an identifier, if they say of what kind: preprints have their arXiv id as article number."""


def recognises(head: bytes) -> bool:
    """Whether the text begins as such a file, or a line begins a record."""
    return (
        re.match(rb"\s*FN [^\n]*(?:Web of|Clarivate|Thomson|ISI\b)", head) is not None
        or re.search(rb"^PT [A-Z]\r?\n(?:[A-Z][A-Z0-9] |   )\S", head, re.MULTILINE) is not None
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of a file; a record that cannot be read is a reject by itself.

    Raises SourceError for a text without any tag, and for the lines that `read_blocks` refuses.
    """
    found = ended = False
    for block in read_blocks(stream, place, _MARKS):
        try:
            fields = _fields(decode(block.text))
            if fields is None:
                if block.is_last and not found:
                    raise SourceError(
                        f'{place} is not plain text of Web of Science: no line of it begins with a tag, such as "PT J"'
                    )
                raise Unfit("text outside of a record")
            found = True
            ended |= block.is_ended
            if fields.keys() <= _OF_FILE:
                continue
            refuse_cut(block, others_end=ended)
            yield _paper(fields, f"{place}:{block.line}")
        except Unfit as error:
            found = True
            yield rejected(block, place, error)


def _fields(text: str) -> _Fields | None:
    """The texts of a block by their tags; None where it has a line before any tag."""
    before, *stated = _TAG.split("\n" + text)
    if before and not before.isspace():
        return None
    fields: _Fields = {}
    for tag, lines in zip(stated[::2], stated[1::2], strict=True):
        if tag in fields:
            fields[tag].append(lines)
        else:
            fields[tag] = [lines]
    return fields


def _paper(fields: _Fields, place: str) -> PaperRecord:
    return paper(
        place=place,
        title=_text(fields, "TI"),
        authorships=_authorships(fields),
        paper_id=_text(fields, "UT"),
        abstract=_text(fields, "AB"),
        year=_year(fields),
        type=_text(fields, "DT"),
        venue=next((text for tag in _VENUES if (text := _text(fields, tag)) is not None), None),
        identifiers=_identifiers(fields).items(),
    )


def _text(fields: _Fields, tag: str) -> str | None:
    """The lines of a value as one: they end where a line of the file was full."""
    if (stated := fields.get(tag)) is None:
        return None
    if len(stated) == 1 and "\n" not in stated[0]:
        return stated[0].strip() or None
    return " ".join(_lines(fields, tag)) or None


def _lines(fields: _Fields, tag: str) -> list[str]:
    """The lines of a value, none of which is blank."""
    return [line for text in fields.get(tag, ()) for each in text.split("\n") if (line := each.strip())]


def _names(fields: _Fields, tag: str) -> list[str]:
    """The names of a tag, each on a line of its own; other programs write several on one, between semicolons."""
    return [name for line in _lines(fields, tag) for each in line.split(";") if (name := each.strip())]


def _year(fields: _Fields) -> str | None:
    """The year of publication, else that of early access: `JAN 2021`."""
    if (stated := _text(fields, "PY")) is not None:
        return stated
    dates = (_YEAR_AT_END.fullmatch(_text(fields, tag) or "") for tag in _EARLY_ACCESS)
    return next((date[1] for date in dates if date is not None), None)


def _identifiers(fields: _Fields) -> dict[str, str]:
    found = {name: text for name, tag in _TAG_OF_SCHEME.items() if (text := _text(fields, tag)) is not None}
    for tag in _MAY_IDENTIFY:
        text = _text(fields, tag)
        if text is None or text.startswith(_OWN_ID):
            continue
        for scheme in SCHEMES:
            if scheme.property not in found and scheme.in_address(text) is not None:
                found[scheme.property] = text
    return found


_TAG_OF_SCHEME: Final = {name: tag for name, tag in (("doi", "DI"), ("pmid", "PM")) if name in SCHEME_PROPERTIES}
"""Property of a scheme -> the tag of its values."""


def _authorships(fields: _Fields) -> tuple[Authorship, ...]:
    stated = next((names for tag in _NAMES if (names := _names(fields, tag))), [])
    orcids = _orcids(fields)
    # Groups are authors beside the persons, and are no "Last, First".
    names = list(map(turned, stated))
    if "CA" in fields:
        names += map(name_of_organisation, _names(fields, "CA"))
    named = authors(names)
    if orcids:
        short = _names(fields, "AU")
        keys = [name.casefold() for name in stated]
        keys_of_short = [name.casefold() for name in short] if len(short) == len(stated) else keys
        named = (
            tuple(
                replace(each, orcid=orcids.get(key) or orcids.get(other))
                for each, key, other in zip(named, keys, keys_of_short, strict=False)
            )
            + named[len(keys) :]
        )
    if "BE" not in fields:
        return named
    editors = authors(map(turned, _names(fields, "BE")))
    return named + tuple(replace(editor, role="editor") for editor in editors)


def _orcids(fields: _Fields) -> dict[str, str]:
    """The ORCIDs of a list like `Okafor, Ines/0000-0002-1694-233X; Wang, Wei/...`, by names in small letters.

    Without names that are twice in the list or among the authors: nothing says whose ORCID it is.
    """
    if "OI" not in fields:
        return {}
    pairs = [entry.rpartition("/") for entry in " ".join(_lines(fields, "OI")).split(";")]
    stated = Counter(name.strip().casefold() for name, _, _ in pairs)
    printed = [Counter(map(str.casefold, _names(fields, tag))) for tag in ("AF", "AU")]
    return {
        name: orcid.strip()
        for entry, _, orcid in pairs
        if stated[name := entry.strip().casefold()] == 1 and all(names[name] < 2 for names in printed)
    }
