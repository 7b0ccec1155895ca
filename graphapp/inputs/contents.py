"""What content is that graphapp does not read, by its first bytes, and what its owner can do."""

import re
from dataclasses import dataclass
from typing import Final

_SAVE_TABLE: Final = "open it in a spreadsheet program and save it as CSV in UTF-8, or as .xlsx"
_EXPORT: Final = "export the records from the program or page that has them, as BibTeX, RIS or CSV"
_UNPACK: Final = "unpack it, and load the folder"
_PACKED_TWICE: Final = "it is packed more than once; unpack it with another program, and load what comes out"
"""What is still packed was unpacked once when it was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A kind of content."""

    words: str
    """What it is: `a PDF`."""
    advice: str | None = None
    """What to do to have its records read; None where the kind alone does not say it."""


OTHER_BINARY: Final = Content(words="binary data", advice=_EXPORT)
"""What has NUL bytes, and no sign of any kind."""
_PLAIN: Final = Content(words="plain text")
_JSON: Final = Content(words="JSON")
_PAGE: Final = Content(
    words="a web page", advice="use the page's own link to export records, such as BibTeX or RIS, and load that file"
)
_IMAGE: Final = Content(words="an image", advice=_EXPORT)

_BY_MAGIC: Final = {
    b"\x1f\x8b": Content(words="gz data", advice=_PACKED_TWICE),
    b"BZh": Content(words="bz2 data", advice=_PACKED_TWICE),
    b"\xfd7zXZ\x00": Content(words="xz data", advice=_PACKED_TWICE),
    b"\x28\xb5\x2f\xfd": Content(words="zst data", advice=_PACKED_TWICE),
    b"%PDF": Content(words="a PDF", advice=_EXPORT),
    b"SQLite format 3": Content(
        words="an SQLite database", advice="write its table as CSV, as with `sqlite3 -csv -header FILE 'select ...'`"
    ),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Content(
        words="an old Excel workbook or another old office document (.xls, .doc)", advice=_SAVE_TABLE
    ),
    b"{\\rtf": Content(words="a document in RTF", advice=_EXPORT),
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"II*\x00": _IMAGE,
    b"MM\x00*": _IMAGE,
    b"PAR1": Content(words="a Parquet table", advice="save it as CSV, as with pandas.read_parquet(...).to_csv(...)"),
    b"ARROW1": Content(words="an Arrow table", advice="save it as CSV"),
    b"7z\xbc\xaf\x27\x1c": Content(words="a 7z archive", advice=_UNPACK),
    b"Rar!": Content(words="a RAR archive", advice=_UNPACK),
    b"\x80\x04\x95": Content(words="a Python pickle", advice="save its records as CSV or JSON Lines"),
}
_OFFICE: Final = {
    b"xl/": Content(words="an Excel workbook", advice=_SAVE_TABLE),
    b"word/": Content(words="a Word document", advice=_EXPORT),
    b"ppt/": Content(words="a PowerPoint presentation", advice=_EXPORT),
    b"application/vnd.oasis.opendocument.spreadsheet": Content(words="an OpenDocument spreadsheet", advice=_SAVE_TABLE),
    b"application/vnd.oasis.opendocument.text": Content(words="an OpenDocument text", advice=_EXPORT),
    b"application/epub": Content(words="an e-book", advice=_EXPORT),
}
_PAGE_BEGINS: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_ROOT: Final = re.compile(rb"<([A-Za-z_][\w.:-]{0,100})")


def content_of(head: bytes) -> Content:
    """The kind of content that begins like this."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK\x03\x04"):
        office = (content for sign, content in _OFFICE.items() if sign in head)
        return next(office, Content(words="a ZIP archive", advice=_UNPACK))
    for magic, content in _BY_MAGIC.items():
        if begin.startswith(magic):
            return content
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _IMAGE
    if head[257:262] == b"ustar":
        return Content(words="a tar archive", advice=_UNPACK)
    if begin.startswith((b"{", b"[")):
        return _JSON
    if begin.startswith(b"<"):
        if _PAGE_BEGINS.search(begin, 0, 1_000):
            return _PAGE
        root = _ROOT.search(begin)
        return Content(words=f"XML with the element <{root[1].decode()}>" if root else "XML")
    return OTHER_BINARY if b"\0" in head else _PLAIN


def describe(head: bytes) -> str:
    """A few words for the kind of content that begins like this."""
    return content_of(head).words
