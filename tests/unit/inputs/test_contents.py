"""Content that graphapp does not read is named."""

import io
import zipfile

import pytest

from graphapp.inputs.contents import content_of, describe


def office(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(name, "")
    return data.getvalue()


@pytest.mark.parametrize(
    ("head", "words", "advice"),
    [
        (b"%PDF-1.7\n", "a PDF", "BibTeX, RIS or CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", "CSV in UTF-8"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook", "CSV in UTF-8"),
        (office("[Content_Types].xml", "word/document.xml"), "a Word document", "BibTeX"),
        (office("papers.csv"), "a ZIP archive", "unpack it"),
        (b"SQLite format 3\0", "an SQLite database", "sqlite3 -csv"),
        (b"\x89PNG\r\n", "an image", "BibTeX"),
        (b"RIFF\0\0\0\0WEBP", "an image", "BibTeX"),
        (b"\n<!DOCTYPE html>\n<html>", "a web page", "export"),
        (b"\xef\xbb\xbf<html lang='en'>", "a web page", "export"),
        (b"<?xml version='1.0'?><records>", "XML with the element <records>", None),
        (b"<", "XML", None),
        (b"PAR1", "a Parquet table", "CSV"),
        (b" [1, 2]", "JSON", None),
        (b"\x1f\x8b", "gz data", "packed more than once"),
        (b"a\0b", "binary data", "BibTeX"),
        (b"Some text", "plain text", None),
        (b"", "plain text", None),
    ],
)
def test_content_is_known_by_its_beginning(head: bytes, words: str, advice: str | None) -> None:
    content = content_of(head)
    assert content.words.startswith(words)
    assert (content.advice is None) if advice is None else (advice in (content.advice or ""))
    assert describe(head) == content.words
