"""Papers as entries for a bibliography: BibTeX, RIS, CSL-JSON, Markdown, and as graphapp's own JSON Lines.

Each entry is written by the module of its format, so that graphapp reads what it writes.
"""

import unicodedata
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from graphapp.errors import InvalidArgument
from graphapp.records import PaperRecord
from graphapp.rules.names import fold
from graphapp.rules.titles import plain_title

CitedPaper = tuple[str, PaperRecord]
"""A paper_id and the record of its row."""


class _Layout(NamedTuple):
    """How the entries of a format become a file."""

    head: str = ""
    between: str = ""
    tail: str = ""


LAYOUTS: Final = {
    "bibtex": _Layout(between="\n"),
    "ris": _Layout(between="\n"),
    "csl-json": _Layout(head="[\n", between=",\n", tail="\n]\n"),
    "markdown": _Layout(),
    "jsonl": _Layout(),
}
"""By the name of the format."""

_FILLERS: Final = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"))
_LONGEST_PART: Final = 24


def entries(papers: Iterable[CitedPaper], format: str) -> Iterator[str]:
    """The text of a file in one of `LAYOUTS`, in pieces: an entry for each paper. Memory does not grow with them."""
    from graphapp.formats import csl_json, jsonl, markdown, ris
    from graphapp.formats.bibtex import reading as bibtex

    modules: Mapping[str, Any] = {
        "bibtex": bibtex,
        "ris": ris,
        "csl-json": csl_json,
        "markdown": markdown,
        "jsonl": jsonl,
    }
    layout, write = LAYOUTS[format], modules[format].write
    yield layout.head
    for number, (paper_id, record) in enumerate(papers):
        yield (layout.between if number else "") + write(record, citation_key(record, paper_id))
    yield layout.tail


def citation_key(record: PaperRecord, paper_id: str) -> str:
    """The key of an entry, like `lovelace1843notes-x3k7q2ab`, in ASCII.

    It has the family name of the first author as far as the last word of the name tells it, the year, a word of the
    title, and a digest of the paper_id: no two rows share a key, and a paper keeps its key whatever else is cited.
    """
    printed = next((a.printed_name for a in record.authorships), "")
    family = printed.partition(",")[0] if "," in printed else (printed.split() or [""])[-1]
    words = fold(plain_title(record.title)).split()
    word = next((word for word in words if word not in _FILLERS), "")
    start = "".join((_ascii(family) or "anon", str(record.year or ""), _ascii(word)))
    digest = blake2b(paper_id.encode(), digest_size=5).digest()
    return f"{start}-{b32encode(digest).decode().lower()}"


def as_bibtex(papers: object) -> str:
    """BibTeX, one entry for each paper."""
    return _joined(papers, "bibtex")


def as_ris(papers: object) -> str:
    """RIS, one record for each paper."""
    return _joined(papers, "ris")


def as_csl_json(papers: object) -> str:
    """CSL-JSON, one item for each paper."""
    return _joined(papers, "csl-json")


def as_markdown(papers: object) -> str:
    """A list of references in Markdown."""
    return _joined(papers, "markdown")


def _joined(papers: object, format: str) -> str:
    if not isinstance(papers, Sequence) or not all(isinstance(paper, tuple) for paper in papers):
        raise InvalidArgument("this answer lists no papers, so it cannot become a bibliography")
    return "".join(entries(papers, format))


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    return "".join(filter(str.isalnum, plain))[:_LONGEST_PART]
