"""What holds for every format: how it is guessed, that no bytes make it fail, and what it makes of samples."""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import FORMATS, check_columns, guess_format, open_input, read, source_name
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.loading.fingerprints import check_source_name
from graphapp.records import PaperRecord, PassedOver, PersonRecord, Record, Reject

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "sources"
SHARED = ROOT.parent / "shared" / "data"

FILES = {
    "papers.jsonl": "jsonl",
    "papers.csv": "csv",
    "cluster_page.txt": "arrow",
    "dblp.xml": "dblp",
    "dblp_person.xml": "dblp",
    "mlanthology.json": "mlanthology",
    "mlanthology.jsonl": "mlanthology",
    "rejects.jsonl": "rejects",
    "pubmed.xml": "pubmed",
    "pubmed.nbib": "nbib",
    "endnote.xml": "endnote",
    "papers.ris": "ris",
    "savedrecs.txt": "wos",
    "papers.xlsx": "xlsx",
    "dblp_search.json": "dblp-search",
    "openreview_notes.json": "openreview",
    "openreview_notes_1.json": "openreview",
    "semantic_scholar_papers.jsonl": "semantic-scholar",
    "semantic_scholar_search.json": "semantic-scholar",
    "zotero.json": "csl-json",
}


def shared(path: str) -> str:
    if not (SHARED / path).exists():
        pytest.skip(f"the shared sample {path} lies beside the project only where graphapp is made")
    return str(SHARED / path)


def records_of(path: str) -> tuple[str, list[Record]]:
    with open_input(path) as opened:
        format = guess_format(opened.place, opened.head)
        return format.name, list(read(opened, format))


def records_in(format: str, data: bytes) -> list[Record]:
    return list(FORMATS[format].read(io.BufferedReader(io.BytesIO(data)), "input"))


@pytest.mark.parametrize(("name", "format"), FILES.items())
def test_each_format_is_recognised_by_its_content(name: str, format: str) -> None:
    head = (DATA / name).read_bytes()
    assert guess_format(name, head).name == format
    assert guess_format("standard input", head).name == format
    assert guess_format("standard input", b"\xef\xbb\xbf" + head).name == format


@pytest.mark.parametrize(
    ("name", "head", "format"),
    [
        ("a.jsonl", b'{"title": "A", "authors": ["B"]}', "jsonl"),
        ("a.JSONL.gz", b'{"title": "A"}', "jsonl"),
        ("-", b'\n{"version": 1, "title": "A", "mood": 3}', "jsonl"),
        ("-", b'broken\n{"title": \n{"title": "A"}\n', "jsonl"),
        ("-", b'{"title": "A", "abstract": "a long one that the head cuts', "jsonl"),
        ("-", rb'{"title": "A \"quoted\" {\\", "year": 2020}', "jsonl"),
        ("-", b'{"venue":"icml","year":"2020","papers":[{"title":', "mlanthology"),
        ("-", b'{"key": "k", "title": "A", "authors": [], "year": 2020, "venue": "v"}', "mlanthology"),
        (
            "-",
            b'{"key": "k", "title": "A", "authors": {}, "venue": "v", "type": "t", "access": "open", "url": "u"}',
            "dblp-search",
        ),
        ("-", b'[null, {"paperId": "1", "title": "A"}]', "semantic-scholar"),
        ("-", b'{"offset": 0, "data": [{"citingPaper": {"paperId": "1", "title": "A"}}]}', "semantic-scholar"),
        ("-", b'{"notes": [{"id": "a", "version": 2, "forum": "a", "content": {"title": "A"}', "openreview"),
        ("-", b'{"id": "a", "type": "software", "title": "A", "version": "2", "author": []}', "csl-json"),
        ("-", b'{"version": 1, "title": "A", "id": "a", "type": "t", "authors": [], "publisher": "p"}', "jsonl"),
        ("-", b"Title;Authors\n", "csv"),
        ("a.tsv", b"title\tyear\n", "csv"),
        ("a.csv", b"Titel,Jahr\n", "csv"),
        ("a.csv.zst", b"one column\n", "csv"),
    ],
)
def test_content_and_name_decide_the_format(name: str, head: bytes, format: str) -> None:
    assert guess_format(name, head).name == format


@pytest.mark.parametrize(
    ("name", "head", "sentence"),
    [
        ("a.jsonl", b"", "a.jsonl is empty; name its format with --from to read it as an input without records"),
        ("a.csv", b"\xef\xbb\xbf \n\n", "a.csv is empty"),
        ("a.jsonl", b"title,authors\n", "a.jsonl contains a CSV table, which does not match its name; rename it"),
        ("a.jsonl", b"title,year\nA,2020\n", "its name; rename it, or name its format with --from csv"),
        ("a.csv", b'{"title": "A"}', "a.csv contains graphapp's own JSON Lines, which does not match its name"),
        ("a.csv", b"%PDF-1.7", "the format of a.csv is not recognised: it looks like a PDF"),
        ("a.txt", b"Some text.", "the format of a.txt is not recognised: it looks like plain text"),
        ("a.jsonl", b'{"headline": "A"}', 'it looks like JSON of objects with the keys "headline"'),
        ("a.zip", b"PK\x03\x04", "it looks like a ZIP archive"),
    ],
)
def test_an_input_of_no_clear_format_is_refused(name: str, head: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=re.escape(sentence)):
        guess_format(name, head)


@pytest.mark.parametrize("format", FORMATS)
def test_only_a_table_has_columns(format: str, tmp_path: Path) -> None:
    check_columns({}, FORMATS[format])
    if FORMATS[format].read_table is None:
        with pytest.raises(InvalidArgument, match="has no columns to name"):
            check_columns({"title": "Name"}, FORMATS[format])
        return
    table = tmp_path / "table"
    if format == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["Name", "Shelf"])
        book.active.append(["Fences", 3])
        book.save(table)
    else:
        table.write_text("Name,Shelf\nFences,3\n", encoding="utf-8")
    notes: list[str] = []
    with open_input(str(table)) as opened:
        [paper] = read(opened, FORMATS[format], {"title": "Name"}, notes.append)
    assert isinstance(paper, PaperRecord)
    assert paper.title == "Fences"
    assert len(notes) == 1
    with pytest.raises(InvalidArgument, match=r"a table has no field 'name'; its fields are paper_id, title, authors"):
        check_columns({"name": "Name"}, FORMATS[format])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\n", b" \n\t\r\n"])
def test_an_empty_input_of_a_named_format_has_no_records(format: str, data: bytes) -> None:
    assert records_in(format, data) == []


def test_text_that_is_not_in_its_encoding_costs_its_record(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_bytes(b"title\nCaf\xe9\nA \x81\nB\n")
    with open_input(str(path), "cp1252") as opened:
        first, second, third = read(opened, FORMATS["csv"])
    assert [getattr(record, "title", None) for record in (first, third)] == ["Café", "B"]
    assert isinstance(second, Reject)
    assert second.reason == "bytes that are not cp1252"


def test_a_byte_order_mark_is_no_part_of_an_input(tmp_path: Path) -> None:
    for name, format in FILES.items():
        marked = tmp_path / name
        marked.write_bytes(b"\xef\xbb\xbf" + (DATA / name).read_bytes().removeprefix(b"\xef\xbb\xbf"))
        _, records = records_of(str(marked))
        plain = records_in(format, (DATA / name).read_bytes().removeprefix(b"\xef\xbb\xbf"))
        assert [getattr(record, "title", None) for record in records] == [getattr(r, "title", None) for r in plain]


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "xlsx"])
def test_text_in_utf16_is_refused(format: str) -> None:
    with pytest.raises(SourceError, match=r"input is text in UTF-16; save it as UTF-8|input is not XML"):
        records_in(format, "title,authors\nFences,A\n".encode("utf-16"))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".xml")])
def test_a_namespace_makes_no_difference(name: str) -> None:
    plain = (DATA / name).read_bytes()
    spaced = re.sub(
        rb"(<(?:dblp|dblpperson|collection|PubmedArticleSet|xml))(?=[\s>])", rb'\1 xmlns="urn:x"', plain, count=1
    )
    assert spaced != plain
    good, found = ([r for r in records_in(FILES[name], data) if not isinstance(r, Reject)] for data in (plain, spaced))
    assert good
    assert found == good


EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_the_examples_of_the_documentation_are_read(language: str, example: str) -> None:
    top = "Author name cluster\n\nInes Okafor\n\n" if language == "text" else ""
    head = (top + example).encode()
    records = records_in(guess_format("standard input", head).name, head)
    assert records
    assert not [record for record in records if isinstance(record, Reject)]


def test_the_documentation_names_every_format() -> None:
    table = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").partition("**Guessing.**")[0]
    stated = dict(re.findall(r"^\| `(\w[\w-]*)` \| [^|]* \| ([^|]*) \|", table, re.M))
    sources = {name: format.source for name, format in FORMATS.items()}
    assert stated == {name: "the file's name" if source is None else f"`{source}`" for name, source in sources.items()}


def test_every_format_of_the_documentation_has_one_section_to_which_its_links_lead() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    headings = re.findall(r"^##+ (.+)$", text, re.M)
    assert len(headings) == len(set(headings))
    assert {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings} >= {
        *re.findall(r"\]\(#([^)]+)\)", text)
    }
    sections = dict(re.findall(r"^## [^\n]*\(`([\w-]+)`\)\n\n([^\n]+)", text, re.M))
    assert sections.keys() == FORMATS.keys()
    assert len({*sections.values()}) == len(sections)


def spliced(sample: bytes) -> st.SearchStrategy[bytes]:
    """The sample with a stretch of it replaced by anything."""
    ends = st.tuples(st.integers(0, len(sample)), st.integers(0, len(sample))).map(sorted)
    return st.builds(lambda cut, middle: sample[: cut[0]] + middle + sample[cut[1] :], ends, st.binary(max_size=20))


ANYTHING = st.one_of(
    st.binary(max_size=300), st.text().map(str.encode), *(spliced((DATA / name).read_bytes()) for name in FILES)
)


@pytest.mark.parametrize("format", FORMATS)
@given(data=ANYTHING)
def test_any_bytes_give_records_rejects_or_a_source_error(format: str, data: bytes) -> None:
    try:
        records = records_in(format, data)
    except SourceError as error:
        assert "input" in str(error)  # noqa: PT017
        return
    for record in records:
        assert re.fullmatch(r"input:[0-9]+", record.place)
        if isinstance(record, Reject):
            assert record.reason
            assert record.raw.encode().strip()
            assert len(record.raw) <= 10_000
        elif isinstance(record, PersonRecord):
            assert all(name.printed_name.strip() for name in record.names)
        elif isinstance(record, PassedOver):
            assert record.reason
        else:
            texts = [record.title, *(author.printed_name for author in record.authorships)]
            texts += [
                text
                for text in (record.abstract, record.venue, *record.identifiers.values(), record.type)
                if text is not None
            ]
            assert all(text.strip() and "\0" not in text and text.encode() for text in texts)
            assert record.year is None or 1000 <= record.year <= 2999


@given(head=ANYTHING)
def test_any_bytes_have_a_format_or_are_refused(head: bytes) -> None:
    try:
        assert guess_format("input", head).name in FORMATS
    except SourceError as error:
        assert "input" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("format", "before", "after"),
    [
        ("jsonl", b'{"title": "A"}\n', b'{"title": "B"}\n'),
        ("mlanthology", b'{"key": "a", "title": "A"}\n', b'{"key": "b", "title": "B"}\n'),
        ("csv", b"title,year\nA,2020\n", b"B,2021\n"),
        ("nbib", b"TI  - A\n\n", b"\nTI  - B\n"),
        ("ris", b"TY  - JOUR\nTI  - A\nER  - \n", b"TY  - JOUR\nTI  - B\nER  - \n"),
        ("wos", b"PT J\nTI A\nER\n", b"PT J\nTI B\nER\n"),
    ],
)
def test_a_line_beyond_the_limit_is_rejected_and_the_next_one_read(format: str, before: bytes, after: bytes) -> None:
    first, second, third = records_in(format, before + b"x" * (2 * LONGEST_RECORD + 5) + b"\n" + after)
    assert isinstance(second, Reject)
    assert second.reason.startswith("more than 16 MiB")
    assert second.raw == "x" * 10_000
    assert [getattr(record, "title", None) for record in (first, third)] == ["A", "B"]


def test_a_record_that_memory_does_not_take_ends_the_input(tmp_path: Path) -> None:
    def read_one(stream: io.BufferedReader, place: str) -> Iterator[Record]:
        yield Reject(place=f"{place}:1", reason="no title", raw="{}")
        raise MemoryError

    path = tmp_path / "papers.jsonl"
    path.write_bytes(b'{"title": "A"}\n')
    with open_input(str(path)) as opened:
        records = read(opened, replace(FORMATS["jsonl"], read=read_one))
        assert isinstance(next(records), Reject)
        with pytest.raises(
            SourceError, match="cannot be read further: this process has not enough memory for the next"
        ):
            next(records)


@pytest.mark.parametrize(
    ("path", "format", "papers", "authorships"),
    [
        ("arrow/tim_dettmers.txt", "arrow", 14, 80),
        ("sample/mlanthology/icml-2021.json.gz", "mlanthology", 1182, 4821),
        ("sample/mlanthology/isipta-legacy.jsonl.gz", "mlanthology", 159, 360),
        ("sample/mlanthology/neurips-1987.json.gz", "mlanthology", 90, 177),
        ("sample/mlanthology/neurips-2016.json.gz", "mlanthology", 569, 1953),
        ("sample/mlanthology/pgm-legacy.jsonl.gz", "mlanthology", 218, 662),
        ("sample/mlanthology/seed-ego.jsonl.gz", "mlanthology", 859, 6074),
        ("sample/mlanthology/tmlr-2023.json.gz", "mlanthology", 611, 3216),
        # Of its 734,223 entries, "Samuel L. Smith and Quoc V. Le" is two authors.
        ("bench/bench_lite_173870.jsonl.zst", "mlanthology", 173_870, 734_224),
    ],
)
def test_shared_samples_are_read_whole(path: str, format: str, papers: int, authorships: int) -> None:
    with open_input(shared(path)) as opened:
        guessed = guess_format(opened.place, opened.head)
        counts = [0, 0]
        for record in read(opened, guessed):
            assert isinstance(record, PaperRecord), record
            counts[0] += 1
            counts[1] += len(record.authorships)
    assert guessed.name == format
    assert counts == [papers, authorships]


@pytest.mark.parametrize(
    ("format", "path", "source"),
    [
        ("csv", "papers.csv", "papers"),
        ("csv", "some/folder/Papers of 2024.CSV.gz", "papers-of-2024"),
        ("csv", "papers.v2.tsv", "papers.v2"),
        ("jsonl", "Übersicht.jsonl.zst", "ubersicht"),
        ("jsonl", "dblp.jsonl", "dblp"),
        ("csv", "論文.csv", "csv"),
        ("csv", "-", "csv"),
        ("jsonl", ".jsonl", "jsonl"),
        ("csv", "x" * 90 + ".csv", "x" * 64),
        ("csv", "(1) papers.csv", "1-papers"),
        ("csv", "papers.tar.gz", "papers"),
        ("jsonl", "papers.zip", "papers"),
        ("jsonl", "some/papers/", "papers"),
        ("arrow", "page.txt", "arrow"),
        ("mlanthology", "papers.json", "mlanthology"),
    ],
)
def test_a_source_has_the_name_of_its_format_or_of_its_file(format: str, path: str, source: str) -> None:
    assert source_name(FORMATS[format], path) == source
    assert check_source_name(source) == source


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"xlsx"}))
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n\0", "a PDF; export"),
        (b"PK\x03\x04" + bytes(26) + b"papers.csv", "a ZIP archive; unpack it"),
        (b"<!DOCTYPE html>\n<html><body>Papers</body></html>", "a web page; use"),
    ],
)
def test_what_is_no_text_of_records_is_read_by_no_format(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    with open_input("-") as opened, pytest.raises(SourceError, match=words):
        list(read(opened, FORMATS[name]))


TRANSCODED = "title\nCafé\nÑandú\nÜber\n"


@pytest.mark.parametrize("ahead", [0, 4_000])
def test_utf8_is_not_read_in_another_encoding(ahead: int, tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text(TRANSCODED.replace("\n", "\n" + f"{'A' * 300}\n" * ahead, 1), encoding="utf-8")
    found: list[Record] = []
    with (
        open_input(str(path), "cp1252") as opened,
        pytest.raises(
            SourceError, match=r"papers\.csv is UTF-8 and not cp1252: .* Ñ, Ü, é; load it .*without --encoding"
        ),
    ):
        found.extend(read(opened, FORMATS["csv"]))
    # What shows it only behind the head is read before.
    assert len(found) == (ahead + 3 if ahead else 0)


def test_text_that_may_be_utf8_gets_a_note(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("title\nCafé\n", encoding="utf-8")
    notes: list[str] = []
    with open_input(str(path), "cp1252") as opened:
        [paper] = read(opened, FORMATS["csv"], on_note=notes.append)
    assert getattr(paper, "title", None) == "CafÃ©"
    assert [note for note in notes if "would be é in UTF-8" in note and "without --encoding" in note]
    notes.clear()
    path.write_text(TRANSCODED, encoding="cp1252")
    with open_input(str(path), "cp1252") as opened:
        assert len(list(read(opened, FORMATS["csv"], on_note=notes.append))) == 3
    assert not any("UTF-8" in note for note in notes)


@pytest.mark.parametrize(
    ("format", "content", "right"),
    [
        ("openalex", '{"DOI": "10.1234/wool", "title": ["Wool"], "indexed": {}}', "crossref"),
        ("crossref", "@article{a, title = {Wool}}", "bibtex"),
        ("csl-json", '{"id": "W1", "display_name": "Wool", "publication_year": 2020, "authorships": []}', "openalex"),
        ("ris", "title,year\nWool,2020\n", "csv"),
    ],
)
def test_an_input_in_another_format_than_the_named_one_says_which(
    format: str, content: str, right: str, tmp_path: Path
) -> None:
    path = tmp_path / "papers"
    path.write_text(content)
    with (
        open_input(str(path)) as opened,
        pytest.raises(SourceError, match=rf"papers is not .*; leave --from out, or name it with --from {right}$"),
    ):
        list(read(opened, FORMATS[format]))
