"""Entries of BibTeX from records: they compile, and are read as the records that they were.

Text is UTF-8, which pdfLaTeX, XeLaTeX, LuaLaTeX and Biber read, and old 8-bit BibTeX passes on as it is. Signs that TeX
reads as commands are escaped; addresses and DOIs are as they are, since `\\url`, `\\href` and BibLaTeX take them so.
"""

import re
from typing import Final

from graphapp.formats.bibtex.names import write_names
from graphapp.formats.bibtex.tex import to_tex, to_text
from graphapp.formats.fields import type_words
from graphapp.formats.venue_types import is_whole_journal, kind_of_venue, type_of
from graphapp.records import PaperRecord
from graphapp.rules.work_rows import is_type_of_preprint

TYPES: Final = frozenset({
    "article", "book", "booklet", "collection", "conference", "dataset", "inbook", "incollection", "inproceedings",
    "manual", "mastersthesis", "misc", "online", "patent", "periodical", "phdthesis", "proceedings", "report",
    "software", "techreport", "thesis", "unpublished",
})  # fmt: skip
"""Types of entries that a record may name; any other word of a source becomes one of these."""

INSTITUTES: Final = {
    **dict.fromkeys(("mastersthesis", "phdthesis"), "school"),
    **dict.fromkeys(("report", "techreport", "thesis"), "institution"),
}
"""Type of an entry that appeared at a university or another institute -> the field that names it."""

_MEANINGS: Final = tuple(
    (re.compile(words), type)
    for words, type in (
        (r"master", "mastersthesis"),
        (r"thesis|dissertation", "phdthesis"),
        (r"unpublished", "unpublished"),
        (r"proceedings[- ](?:article|paper)|conference|workshop|\b(?:poster|oral|spotlight)\b", "inproceedings"),
        (r"chapter|section|\bpart\b", "incollection"),
        (r"journal|article|case report|letter|review|editorial|comment|erratum", "article"),
        (r"proceedings|\bedited\b", "proceedings"),
        (r"report", "techreport"),
        (r"book|monograph", "book"),
    )
)
"""Words of other sources -> type; the first that fits."""


def write(record: PaperRecord, key: str) -> str:
    """The entry of a record under a citation key, which must be one of BibTeX's; ends in a line end."""
    is_preprint = is_type_of_preprint(type_of(record))
    type = "misc" if is_preprint else _type(record)
    authors = [authorship.printed_name for authorship in record.authorships if authorship.role == "author"]
    editors = [authorship.printed_name for authorship in record.authorships if authorship.role == "editor"]
    venue = to_tex(record.venue or "")
    arxiv = record.identifiers.get("arxiv_id")
    fields = {
        "author": write_names(authors, complete=record.authors_complete),
        "editor": write_names(editors, complete=True),
        "title": _protected(_marked_up(record.title)),
        "journal" if type == "article" else INSTITUTES.get(type, "booktitle"): venue,
        "year": str(record.year or ""),
        "pubstate": "prepublished" if is_preprint else "",
        "doi": _address(record.identifiers.get("doi")),
        "eprint": _address(arxiv),
        "archiveprefix": "arXiv" if arxiv else "",
        "pmid": _address(record.identifiers.get("pmid")),
        "url": _address(record.url),
        "abstract": to_tex(record.abstract or ""),
    }
    width = max(map(len, fields))
    lines = [f"  {name:<{width}} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{type}{{{key},\n{''.join(lines)}}}\n"


def _type(record: PaperRecord) -> str:
    """The record's type if it is one of BibTeX's, else the one that its words or its venue mean."""
    if (stated := (record.type or "").casefold()) in TYPES:
        return stated
    if is_whole_journal(record):
        return "periodical"
    words = type_words(record.type or "")
    for pattern, type in _MEANINGS:
        if pattern.search(words):
            return type
    kind = kind_of_venue(record)
    if kind is None:
        return "misc"
    return "inproceedings" if kind in ("conference", "workshop") else "article"


_ADDRESS_ESCAPED: Final = re.compile(r"[\s\x00-\x1f\x7f\\{}^`\"<>|$]")


def _address(text: str | None) -> str:
    """An address or identifier, in which percent-encoding takes the place of what TeX or an address cannot have."""
    return _ADDRESS_ESCAPED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text or "")


# --- Titles

_COMMANDS: Final = {
    **dict.fromkeys(("i", "em", "italic"), "textit"),
    **dict.fromkeys(("b", "strong", "bold"), "textbf"),
    **dict.fromkeys(("sc", "scp"), "textsc"),
    **{"sub": "textsubscript", "sup": "textsuperscript"},
}
"""Tag of HTML or JATS -> command of LaTeX."""
_TAG: Final = re.compile(rf"<(/?)({'|'.join(_COMMANDS)})>", re.IGNORECASE)
_EMPTY: Final = re.compile(rf"<({'|'.join(_COMMANDS)})></\1>", re.IGNORECASE)
"""Reading takes a command with nothing in its braces for a word."""
_STAND_INS: Final = {name: chr(0xE000 + number) for number, name in enumerate(_COMMANDS)}
"""Tag -> a character of no script that stands for it while TeX is written."""
_END: Final = "\ue0ff"
_IS_STAND_IN: Final = re.compile("[\ue000-\ue0ff]")


def _marked_up(title: str) -> str:
    """TeX that prints the title, with commands for its tags where each one is closed in its turn."""
    opened: list[str] = []
    for is_end, name in _TAG.findall(title):
        if not is_end:
            opened.append(name.lower())
        elif not opened or opened.pop() != name.lower():
            return to_tex(title)
    # A tag may end between two dollars of mathematics.
    if opened or "<" not in title or "$" in title or _IS_STAND_IN.search(title) or _EMPTY.search(title):
        return to_tex(title)
    tex = to_tex(_TAG.sub(lambda tag: _END if tag[1] else _STAND_INS[tag[2].lower()], title)).replace(_END, "}")
    for name, stand_in in _STAND_INS.items():
        tex = tex.replace(stand_in, f"\\{_COMMANDS[name]}{{")
    return tex


_WORD: Final = re.compile(r"(\$[^$]*+\$)|\\[A-Za-z]+(?:\{\})?|\\.|[^\W_]+(?:[-'’.][^\W_]+)*")
_LEAST_LETTERS: Final = 4


def _protected(title: str) -> str:
    """The title with braces around words whose capitals a style must not change.

    Those are words with a capital behind their first letter, single capitals, and in a title that capitalises only
    names all words with a capital but the first.
    """
    words = [word[0] for word in _WORD.finditer(title) if not word[0].startswith(("\\", "$"))]
    long_words = [word for word in words[1:] if len(word) >= _LEAST_LETTERS]
    names_only = sum(word.islower() for word in long_words) * 2 > len(long_words)
    if title.isupper():
        return title
    first = True
    pieces, start = [], 0
    for found in _WORD.finditer(title):
        word = found[0]
        if word.startswith(("\\", "$")):
            continue
        if _has_inner_capital(word) or (names_only and not first and word[0].isupper()):
            pieces += [title[start : found.start()], "{", word, "}"]
            start = found.end()
        first = False
    protected = "".join((*pieces, title[start:]))
    # Braces part what TeX would join.
    return protected if to_text(protected) == to_text(title) else title


def _has_inner_capital(word: str) -> bool:
    return any(sign.isupper() for sign in word[1:]) or (len(word) == 1 and word.isupper() and word not in "AI")
