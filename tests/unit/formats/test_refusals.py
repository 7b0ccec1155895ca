"""A refusal says what a file is and one thing to do, which works."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats import FORMATS
from graphapp.formats.refusals import NotRead, may_be_text, reads, refusal
from graphapp.inputs.encodings import check_encoding

TABLE = "Titel;Année\nUn pré;2020\n"


def refused(head: bytes) -> SourceError:
    return refusal("a", head, FORMATS.values())


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"Some text.", "plain text in no format that graphapp knows; `graphapp formats` lists"),
        (b"%PDF-1.7", "a PDF; export the records"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Excel workbook"),
        (b'{"name": "A", "people": []}', 'JSON of objects with the keys "name", "people"; rename them'),
        (
            b'[{"name": "A"}]',
            "as with jq -c '.[] | {title: .name",
        ),
        # Crossref's and OpenAlex's works have a title as well, and nothing else of these.
        (b'{"lens_id": "1", "title": "A", "authors": [{"last_name": "B"}], "year_published": 2020}', "rename them"),
        (b'{"id": 1, "title": "A", "authors": [{"name": "B"}], "venue": {"raw": "C"}, "year": 2020}', "rename them"),
        (b'{"items": [{"itemKey": "a", "title": "A", "creators": []}]}', "rename them"),
        (b"\0" * 257 + b"ustar", "a tar archive; unpack it"),
        (b"Caf\xe9 society", "plain text that is not UTF-8; name its encoding with --encoding"),
        (b'{"node":"author","author_id":"x:A"}', "a dump of `graphapp export graph`, which is for comparing graphs"),
        (b'{"node":"statement","says":"same"}', "import what `graphapp export statements` writes"),
        (b"<?xml version='1.0'?><sheep/>", "XML with the element <sheep>"),
        # Zotero's own: a format that read the title and the DOI would lose the people.
        (b'[{"key": "K", "version": 2, "title": "A", "DOI": "10.1/a", "creators": []}]', "rename them to those"),
    ],
)
def test_what_no_option_makes_readable_is_not_read(head: bytes, words: str) -> None:
    error = refused(head)
    assert isinstance(error, NotRead)
    assert str(error).startswith("the format of a is not recognised: it ")
    assert words in str(error)


@pytest.mark.parametrize(
    ("head", "advice"),
    [
        ("title,year\nA,2020\n".encode("utf-16-le"), "add --encoding utf-16-le"),
        ("title,year\nA,2020\n".encode("utf-16-be"), "add --encoding utf-16-be"),
        ("title,year,Größe\nA,2020,3\n".encode("cp1252"), "add --encoding cp1252"),
        (b'{"title": "A", "mood": 3}', '--from jsonl reads "title"'),
        (b'{"title": "A", "DOI": "10.1/a", "authors": ["Bo Li"]}', '--from jsonl reads "authors", "title"'),
        (b'{"id": "1", "type": "x", "title": "A", "DOI": "10.1/a", "authors": []}', "--from jsonl reads"),
        (TABLE.encode(), '--from csv --columns title="..."'),
        (b"Titel,Year\nA,2020\n", 'of which "Year" as year would be read'),
    ],
)
def test_what_an_option_makes_readable_names_it(head: bytes, advice: str) -> None:
    error = refused(head)
    assert not isinstance(error, NotRead)
    assert advice in str(error)


def test_an_encoding_that_does_not_fit_is_not_advised_again() -> None:
    assert str(refusal("a", b"Caf\xff", FORMATS.values(), "utf-16-le")) == (
        "the format of a is not recognised: it is no text in utf-16-le; leave --encoding out, or name another one"
    )


@given(
    st.one_of(st.binary(max_size=300), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16-le")))
)
def test_a_format_or_an_encoding_that_is_advised_works(head: bytes) -> None:
    said = str(refused(head))
    if encoding := re.search(r"--encoding (\S+)$", said):
        assert head.decode(check_encoding(encoding[1]), errors="ignore")
    if name := re.search(r"--from (\w+) reads", said):
        assert reads(FORMATS[name[1]], head)


def test_a_title_alone_does_not_say_whose_it_is() -> None:
    head = b'{"title": "A", "authors": ["B"], "year": 2020}'
    assert reads(FORMATS["crossref"], head)
    assert not reads(FORMATS["crossref"], head, more_than_titles=True)
    assert reads(FORMATS["crossref"], b'{"title": "A", "DOI": "10.1234/a"}', more_than_titles=True)


@pytest.mark.parametrize(
    ("format", "head", "read"),
    [
        ("jsonl", b'{"title": "A"}\n{"title": "cut', True),
        ("jsonl", b"Some text.\n", False),
        ("csv", b"title\nA\n", True),
        ("csv", b"Some text.\n", False),
        ("arrow", b"Some text.\n", False),
        ("jsonl", b"", False),
    ],
)
def test_a_format_reads_what_it_makes_records_of(format: str, head: bytes, read: bool) -> None:
    assert reads(FORMATS[format], head) is read


@pytest.mark.parametrize(("head", "may"), [(b"A,B\n", True), (b"%PDF", False), (b"a\0b", False), (b"<html>", False)])
def test_what_may_be_text(head: bytes, may: Any) -> None:
    assert may_be_text(head) is may
