"""arXiv's metadata snapshot: one e-print a line.

https://www.kaggle.com/datasets/Cornell-University/arxiv. A row is the preprint, with its first version's year; where
the paper appeared later is another source's to say.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Final

import msgspec

from graphapp.formats.authors.author_cells import Style, read_cell
from graphapp.formats.bibtex.tex import to_text
from graphapp.formats.fields import authors, name_of_parts, paper
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.records import Authorship, Loss, PaperRecord, Record


class _Version(msgspec.Struct, gc=False):
    version: str | None = None
    created: str | None = None


class _Name(msgspec.Struct, gc=False, array_like=True):
    family: str = ""
    given: str = ""
    suffix: str = ""


class _Eprint(msgspec.Struct, gc=False):
    id: str | None = None
    title: str | None = None
    authors: str | None = None
    authors_parsed: list[_Name] | None = None
    versions: list[_Version] | None = None
    doi: object = None
    categories: str | list[str] | None = None
    comments: str | None = None
    abstract: str | None = None


_decoder = msgspec.json.Decoder(_Eprint)
FIELDS: Final = keys_of(_decoder)


def recognises(head: bytes) -> bool:
    """Whether an object has the fields of an e-print that no other format has."""
    return any(
        "authors_parsed" in keys or {"id", "categories", "abstract", "versions"} <= keys for keys in record_keys(head)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The e-prints of JSON Lines or of an array. Raises SourceError as `read_json_objects` does."""
    return read_json_objects(stream, place, parse, known=FIELDS)


def parse(text: bytes, place: str) -> PaperRecord:
    """The paper of an e-print. Raises Unfit for one that is no record, and msgspec's errors for other text."""
    eprint = _decoder.decode(text)
    categories = eprint.categories or ""
    listed = categories.split() if isinstance(categories, str) else categories
    authorships, complete = _authorships(eprint)
    doi, *other_dois = _dois(eprint.doi)
    return paper(
        place=place,
        title=None if eprint.title is None else _on_one_line(eprint.title),
        authorships=authorships,
        authors_complete=complete,
        paper_id=eprint.id,
        abstract=eprint.abstract,
        year=_year(eprint.versions or []),
        type="withdrawn" if _is_withdrawn(eprint) else None,
        venue="arXiv",
        # The first category is the primary one.
        track=listed[0] if listed else None,
        identifiers=[("arxiv_id", eprint.id), ("doi", doi)],
        losses=[
            Loss.of(place, "doi", "the record states another DOI before this one", str(other)) for other in other_dois
        ],
    )


def _dois(stated: object) -> list[object]:
    """The DOI of the article, and those of its errata and translations, which stand behind it; at least one value."""
    words = stated.split() if isinstance(stated, str) else []
    return [*words] if len(words) > 1 and all(word.startswith("10.") for word in words) else [stated]


def _on_one_line(title: str) -> str:
    return " ".join([line for part in title.split("\n") if (line := part.strip())])


def _authorships(eprint: _Eprint) -> tuple[tuple[Authorship, ...], bool]:
    """The authors in parts, else those of the text; and whether these are all."""
    if eprint.authors_parsed:
        names = (name_of_parts(each.given, each.family, each.suffix) for each in eprint.authors_parsed)
        return authors(to_text(name) if "\\" in name else name for name in names), True
    # This text is TeX; of the parts, arXiv has decoded all but what it does not know.
    text = _AFTER_GROUP.sub(", ", _without_brackets(to_text(eprint.authors or "")))
    text = _SUFFIX.sub(r" \1", _AND.sub(", ", text))
    cell = read_cell(text, Style(separators=",", last_first=False))
    return authors(cell.names), cell.complete


def _without_brackets(text: str) -> str:
    """The text without its affiliations, which are in brackets, some in each other."""
    if "(" not in text:
        return text
    kept, depth, start = [], 0, 0
    for bracket in _BRACKET.finditer(text):
        if depth == 0:
            kept.append(text[start : bracket.start()].rstrip())
        depth = max(0, depth + (1 if bracket[0] == "(" else -1))
        start = bracket.end()
    return "".join((*kept, "" if depth else text[start:]))


_AFTER_GROUP: Final = re.compile(r"(?<=\bCollaboration)\s*+:\s++", re.IGNORECASE)
"""Stands between a group and its members: "BABAR Collaboration: B. Aubert"."""
_AND: Final = re.compile(r"(?<!\s)(?:\s*+,)?\s++and\s+")
_SUFFIX: Final = re.compile(r"(?<!\s)\s*+,\s*+((?:Jr|Sr)\.?|III?|IV)(?=\s*(?:,|$))")
_BRACKET: Final = re.compile(r"[()]")


def _year(versions: list[_Version]) -> str | None:
    """The year of the first version: `Mon, 2 Apr 2007 19:18:42 GMT`."""
    for version in versions:
        if version.version == "v1":
            break
    else:
        if not versions:
            return None
        version = versions[0]
    found = _YEAR.search((version.created or "")[:_LONGEST_DATE])
    return None if found is None else found[0]


_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_LONGEST_DATE: Final = 100


def _is_withdrawn(eprint: _Eprint) -> bool:
    return (
        _WITHDRAWN.search(eprint.comments or "") is not None
        or _BEGINS_WITHDRAWN.match(eprint.abstract or "") is not None
    )


_WITHDRAWN: Final = re.compile(
    r"^\W*withdrawn\b|\bthis (?:\w+ ){1,2}(?:has been|have been|is|was) withdrawn\b", re.IGNORECASE
)
_BEGINS_WITHDRAWN: Final = re.compile(
    r"\W*(?:withdrawn\b|th(?:is|e) (?:\w+ ){1,2}(?:has been|have been|is|was) withdrawn\b)", re.IGNORECASE
)
