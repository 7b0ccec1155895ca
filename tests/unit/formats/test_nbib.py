"""PubMed's tagged text: tags, people, titles, damage, and memory."""

import io
import tracemalloc
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import nbib
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.records import Authorship, PaperRecord, Record, Reject
from tests.unit.formats.syntax.test_windows import in_pieces

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(text: str | bytes) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    return list(nbib.read(io.BufferedReader(io.BytesIO(data)), "f.nbib"))


def paper(*lines: str) -> PaperRecord:
    [record] = records("\n".join(("PMID- 1", "TI  - Sheep.", *lines)))
    assert isinstance(record, PaperRecord), record
    return record


def people(*lines: str) -> list[tuple[str, str, str | None]]:
    return [(each.role, each.printed_name, each.orcid) for each in paper(*lines).authorships]


def test_a_record_with_everything() -> None:
    [first, *_] = records((DATA / "pubmed.nbib").read_bytes())
    assert first == PaperRecord(
        place="f.nbib:1",
        title="Counting lambs in CO(2): a census without fences.",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, orcid="0000-0002-1694-233X"),
            Authorship(printed_name="Peter A Lind, 3rd", position=2),
            Authorship(printed_name="Lamb Census Group", position=3),
        ),
        paper_id="90000001",
        abstract="BACKGROUND: Lambs do not stand still. METHODS: We counted twice.",
        year=2020,
        type="Journal Article; Comment",
        venue="The meadow journal",
        identifiers={"doi": "10.1234/lambs.1", "pmid": "90000001"},
    )


def test_a_chapter_has_editors_and_appeared_in_its_book() -> None:
    *_, chapter, book = records((DATA / "pubmed.nbib").read_bytes())
    assert isinstance(chapter, PaperRecord)
    assert isinstance(book, PaperRecord)
    assert (chapter.title, chapter.venue) == ("Gates.", "Handbook of Fences")
    assert [(each.printed_name, each.role, each.position) for each in chapter.authorships] == [
        ("Wei Wang", "author", 1),
        ("Ada Byron", "editor", 1),
    ]
    assert (book.title, book.venue) == ("All About Wool", None)


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        (["FAU - Lind, Petra", "AU  - Lind P"], [("author", "Petra Lind", None)]),
        (["FAU - Lind, Petra"], [("author", "Petra Lind", None)]),
        (["AU  - Lind P", "AU  - Foss C"], [("author", "Lind P", None), ("author", "Foss C", None)]),
        (
            ["FAU - Lind, Petra", "AU  - Lind P", "AU  - Foss C"],
            [("author", "Petra Lind", None), ("author", "Foss C", None)],
        ),
        (["FAU - King, Martin L Jr", "AU  - King ML Jr"], [("author", "Martin L King, Jr", None)]),
        (["FAU - Lind, P 2nd"], [("author", "P Lind, 2nd", None)]),
        (["FAU - Lind"], [("author", "Lind", None)]),
        (["FAU - Lind, Petra, PhD"], [("author", "Petra Lind, PhD", None)]),
        (["CN  - Wool Board, Meadow"], [("author", "Wool Board,, Meadow", None)]),
        (["FED - Byron, Ada", "ED  - Byron A"], [("editor", "Ada Byron", None)]),
        (["FIR - Foss, Cora", "IR  - Foss C"], []),
        (
            ["FAU - Lind, Petra", "AU  - Lind P", "AD  - Farm.", "AUID- ORCID: 0000-0002-1694-233X"],
            [("author", "Petra Lind", "0000-0002-1694-233X")],
        ),
        (
            ["AU  - Lind P", "AUID- ISNI: 7", "AUID- ORCID: https://orcid.org/0000-0002-1694-233X"],
            [("author", "Lind P", "https://orcid.org/0000-0002-1694-233X")],
        ),
        (["AU  - Lind P", "IR  - Foss C", "AUID- ORCID: 0000-0002-1694-233X"], [("author", "Lind P", None)]),
        (["AUID- ORCID: 0000-0002-1694-233X", "AU  - Lind P"], [("author", "Lind P", None)]),
    ],
)
def test_people(lines: list[str], stated: list[tuple[str, str, str | None]]) -> None:
    assert people(*lines) == stated


@pytest.mark.parametrize(
    ("date", "year"), [("2020 Jan 15", 2020), ("1998 Dec-1999 Jan", 1998), ("Winter 2001", 2001), ("", None)]
)
def test_a_date_begins_with_its_year(date: str, year: int | None) -> None:
    assert paper(f"DP  - {date}").year == year


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["TI  - [The grey sheep]."], "[The grey sheep]."),
        (["TI  - [The grey sheep].", "TT  - Das graue Schaf."], "Das graue Schaf."),
        (["TI  - The grey sheep.", "TT  - Das graue Schaf."], "The grey sheep."),
        (["TI  - [Not Available].", "TT  - Das graue Schaf."], "Das graue Schaf."),
        (["TI  - [Sheep] and [goats]"], "[Sheep] and [goats]"),
    ],
)
def test_the_title_is_the_original_one(lines: list[str], title: str) -> None:
    [record] = records("\n".join(lines))
    assert isinstance(record, PaperRecord)
    assert record.title == title


@pytest.mark.parametrize(
    ("types", "stated"),
    [
        (["Journal Article"], "Journal Article"),
        (["Journal Article", "Review", "Research Support, Non-U.S. Gov't"], "Journal Article; Review"),
        (["Journal Article", "Preprint"], "Preprint"),
        (["Journal Article", "Retracted Publication"], "Journal Article; Retracted Publication"),
        ([], None),
    ],
)
def test_types(types: list[str], stated: str | None) -> None:
    assert paper(*(f"PT  - {type}" for type in types)).type == stated


@pytest.mark.parametrize(
    ("lines", "identifiers"),
    [
        (["LID - 10.1000/a [doi]", "AID - 10.1000/b [doi]"], {"doi": "10.1000/a"}),
        (["AID - S1 [pii]", "AID - 10.1000/b [doi]"], {"doi": "10.1000/b"}),
        (["AID - arXiv:2101.00007v2 [pii]"], {"arxiv_id": "arXiv:2101.00007v2"}),
        (["AID - 10.1000/b"], {}),
    ],
)
def test_identifiers(lines: list[str], identifiers: dict[str, str]) -> None:
    assert paper(*lines).identifiers == {"pmid": "1", **identifiers}


def test_the_short_name_of_a_journal_stands_in_for_its_title() -> None:
    assert paper("TA  - Meadow J").venue == "Meadow J"
    assert paper("TA  - Meadow J", "JT  - The meadow journal").venue == "The meadow journal"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["{0}{0}", "{0}", "{0} {0}{0}\t{0}"])
def test_blank_lines_and_pmids_separate_records(end: str, between: str) -> None:
    blocks = [f"PMID- {number}{end}TI  - Sheep{end}      {number}" for number in (1, 2, 3)]
    found = records(end + between.format(end).join(blocks) + end)
    assert [(each.paper_id, each.title) for each in found if isinstance(each, PaperRecord)] == [
        (str(number), f"Sheep {number}") for number in (1, 2, 3)
    ]
    assert len(found) == 3


def test_places_are_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"\n\nPMID- 1\nTI  - A\n\n\n \nPMID- 2\nTI  - B\nPMID- 3\n"
    expected = ["f.nbib:3", "f.nbib:8", "f.nbib:10"]
    assert [record.place for record in records(text)] == expected
    monkeypatch.setattr(nbib, "_CHUNK", 1)
    assert [record.place for record in records(text)] == expected


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"PMID- 2", "no title"),
        (b"PMID- 2\nTI  - [Not Available].", "no title"),
        (b"PMID- 2\nTI  - B\nand no tag", "a line that neither begins with a tag nor is indented: 'and no tag'"),
        (b"some text", "a line that neither begins with a tag nor is indented: 'some text'"),
        (b"PMID- 2\nTI  - B\nTI  - C", "two titles; a blank line must separate records"),
        (b"PMID- 2\nTI  - B\xfc", "byte 0xfc at offset 15 is not UTF-8"),
        (b"PMID- 2\nTI  - B\0", "a NUL character in its title"),
        (b"PMID- 2\nTI  - B\nFAU - ", "author 1 has no name"),
        (b"PMID- 2\nTI  - B\nDP  - soon", 'year "soon" is not a year'),
        (b"TI  - " + b"x" * 9_000, "a title of 9,000 characters; at most 8,000 can be stored"),
        (b"PMID- 2\nAB  - " + b"x" * (17 * 2**20), "more than 16 MiB of text in one record"),
        (b"PMID- 2\nTI  - x" + b"\n      x" * (3 * 2**20), "more than 16 MiB of text in one record"),
    ],
)
def test_a_broken_record_costs_itself(broken: bytes, reason: str) -> None:
    first, second, third = records(b"PMID- 1\nTI  - A\n\n" + broken + b"\n\nPMID- 3\nTI  - C\n")
    assert isinstance(first, PaperRecord)
    assert isinstance(second, Reject)
    assert isinstance(third, PaperRecord)
    assert (second.place, second.reason) == ("f.nbib:4", reason)
    assert (first.title, third.title) == ("A", "C")
    line = 6 + broken.count(b"\n")
    assert third.place == f"f.nbib:{line}"


def test_a_list_of_any_length_is_a_reject() -> None:
    [reject] = records("TI  - A" + "\nAU  - B" * 200_000)
    assert isinstance(reject, Reject)
    assert reject.reason == "more than 100,000 names or ids in one list"


def test_a_text_cut_anywhere_gives_records_or_rejects() -> None:
    text = (DATA / "pubmed.nbib").read_bytes()
    whole = records(text)
    for end in range(0, len(text), 7):
        found = records(text[:end])
        assert found[:-1] == whole[: max(len(found) - 1, 0)]


@pytest.mark.parametrize(
    ("head", "is_nbib"),
    [
        (b"PMID- 7\nOWN - NLM\n", True),
        (b"\r\n\r\nPMID- 7\r\nTI  - A\r\n", True),
        (b"TI  - A\nPMID- 7\n", True),
        (b"TY  - JOUR\nTI  - A\nPMID- 7\nER  - \n", False),
        (b"PMID,Title\n7,A\n", False),
        (b"PMID- seven", False),
        (b"PMID: 7", False),
    ],
)
def test_a_pmid_behind_its_tag_tells_the_format(head: bytes, is_nbib: bool) -> None:
    assert nbib.recognises(head) is is_nbib


def test_memory_does_not_grow_with_the_input() -> None:
    stream = in_pieces(((DATA / "pubmed.nbib").read_bytes() + b"\n") * 2_000)
    tracemalloc.start()
    count = sum(1 for _ in nbib.read(stream, "f"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 4 * 2**20


def test_a_line_without_an_end_is_not_kept_in_memory() -> None:
    stream = in_pieces(b"PMID- 1\nTI  - A\n" + b"x" * 64 * 2**20 + b"\nAB  - more\n\nPMID- 2\nTI  - B\n")
    tracemalloc.start()
    reject, paper = nbib.read(stream, "f")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(reject, Reject)
    assert isinstance(paper, PaperRecord)
    assert (reject.place, reject.reason) == ("f:1", "more than 16 MiB of text in one record")
    assert (paper.place, paper.title) == ("f:6", "B")
    assert peak < 4 * LONGEST_RECORD


def test_lines_that_end_in_cr_alone_are_refused() -> None:
    with pytest.raises(SourceError, match="end in CR alone; save it with line ends LF or CR LF"):
        list(nbib.read(io.BufferedReader(io.BytesIO(b"PMID- 1\rTI  - A\r\rPMID- 2\rTI  - B\r")), "f"))
