"""The text of an author name cluster's page: entries, cut author lists, abstracts as they stand."""

import io
import tracemalloc
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import arrow
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.records import Authorship, PaperRecord, Record, Reject

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "tests" / "data" / "sources" / "cluster_page.txt").read_bytes()
SHARED_PAGE = ROOT.parent / "shared" / "data" / "arrow" / "tim_dettmers.txt"

TOP = "Author name cluster\n\nAda Byron\n\n"


def records(data: str | bytes) -> list[Record]:
    encoded = data.encode() if isinstance(data, str) else data
    return list(arrow.read(io.BufferedReader(io.BytesIO(encoded)), "page.txt"))


def papers(data: str | bytes) -> list[PaperRecord]:
    read = records(data)
    assert not [record for record in read if isinstance(record, Reject)]
    return [record for record in read if isinstance(record, PaperRecord)]


def entry(
    head: str = "Hill Conference 2020 Conference Paper", *, title: str = "A", authors: str = "  • Ada Byron"
) -> str:
    return f"{head}\n\n{title}\n\n{authors}\n\n"


def named(*names: str) -> tuple[Authorship, ...]:
    return tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(names, start=1))


def test_a_page() -> None:
    eight = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
    hidden = Authorship(printed_name="Ines Okafor", position=None)
    assert records(PAGE) == [
        PaperRecord(
            place="page.txt:16",
            title="Sheep at Scale: A Herd of Nine",
            authorships=(*named(*(f"Author {number}" for number in eight)), hidden),
            authors_complete=False,
            abstract=(
                "We herd  nine sheep ($1\\%$ of them black) at https: //example. org.\n\n"
                "A second paragraph follows, and it lists nothing.\n\n\nA third one comes after two blank lines."
            ),
            year=2024,
            type="Conference Paper",
            venue="Meadow Systems",
            track="Conference",
        ),
        PaperRecord(
            place="page.txt:36",
            title="Fences of C++ and Their Cost",
            authorships=named("INES OKAFOR", "Wei Wang 0001"),
            year=2023,
            type="Journal Article",
            venue="JMS",
            track="Journal",
        ),
        PaperRecord(
            place="page.txt:43",
            title="Lambs: An Open Problem",
            authorships=named("Petra Lindqvist", "Ines Okafor 0002"),
            abstract="An abstract of one line.",
            year=2022,
            type="Workshop Paper",
            venue="Hill",
            track="Workshop",
        ),
        PaperRecord(
            place="page.txt:52",
            title="One Who Is Not Listed",
            authorships=(*named("Petra Lindqvist"), hidden),
            authors_complete=False,
            abstract="The last abstract ends without a line end.",
            year=2021,
            type="Conference Paper",
            venue="Hill",
            track="Conference",
        ),
    ]


def test_line_ends_of_two_characters_change_places_and_fields_of_one_line_in_nothing() -> None:
    for ours, theirs in zip(papers(PAGE), papers(PAGE.replace(b"\n", b"\r\n")), strict=True):
        assert (ours.place, ours.title, ours.authorships) == (theirs.place, theirs.title, theirs.authorships)
        assert (theirs.abstract or "").replace("\r\n", "\n") == (ours.abstract or "")


@pytest.mark.parametrize(
    ("head", "venue", "track", "year", "type"),
    [
        ("ICLR Conference 2025 Conference Paper", "ICLR", "Conference", 2025, "Conference Paper"),
        ("JAIR Journal 2004 Journal Article", "JAIR", "Journal", 2004, "Journal Article"),
        ("Hill 2019 Conference 2020 Short Paper", "Hill 2019", "Conference", 2020, "Short Paper"),
        ("The Long Meadow Workshop 1999 Paper", "The Long Meadow", "Workshop", 1999, "Paper"),
        ("Été Symposium 2001 Non-archival Paper", "Été", "Symposium", 2001, "Non-archival Paper"),
    ],
)
def test_a_head_line_has_four_parts(head: str, venue: str, track: str, year: int, type: str) -> None:
    [paper] = papers(TOP + entry(head))
    assert (paper.venue, paper.track, paper.year, paper.type) == (venue, track, year, type)


@pytest.mark.parametrize(
    "head", ["Hill Conference Conference Paper", "Conference 2020 Conference Paper", "Hill Conference 2020", "14"]
)
def test_a_head_line_that_cannot_be_taken_apart_is_a_reject(head: str) -> None:
    broken, good = records(TOP + entry(head) + "Its abstract.\n\n" + entry(title="Good"))
    assert broken == Reject(
        place="page.txt:5",
        reason=f'"{head}" cannot be split into venue, track, year and type',
        raw=f"{head}\n\nA\n\n  • Ada Byron\n\nIts abstract.",
    )
    assert isinstance(good, PaperRecord)
    assert good.title == "Good"


def test_text_of_an_abstract_begins_no_paper() -> None:
    abstract = (
        "The Conference 2020 was the best.\n\nWe contribute:\n\n  • a fence\n  • a sheep\n\n"
        "All of this is new.\n\nWe show that it works.\n\n  • always"
    )
    first, second = papers(f"{TOP}{entry()}{abstract}\n\n{entry(title='B')}")
    assert first.abstract == abstract
    assert second.title == "B"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (entry(authors="  • Ada Byron\n  •"), "author 2 has no name"),
        (entry(authors="  • Ada\0Byron"), "a NUL character in the name of author 1"),
        ("Hill Conference 2020 Conference Paper\n\n  • Ada Byron\n\n", "no title"),
        ("Hill Conference 2020 Conference Paper\n\nTwo\nlines\n\n", "no title"),
    ],
)
def test_a_broken_paper_is_rejected_and_the_next_one_is_read(page: str, reason: str) -> None:
    broken, good = records(TOP + page + entry(title="Good"))
    assert isinstance(broken, Reject)
    assert (broken.place, broken.reason) == ("page.txt:5", reason)
    assert isinstance(good, PaperRecord)


def test_a_paper_that_is_not_utf8_is_rejected_as_a_whole() -> None:
    page = (TOP + entry(authors="  • Ada Byron\n  • J. KXnig") + "Text.\n\n" + entry(title="Good")).encode()
    broken, good = records(page.replace(b"X", b"\xf6"))
    assert isinstance(broken, Reject)
    assert broken.reason == "byte 0xf6 at offset 4 is not UTF-8"
    assert broken.raw.endswith("Text.")
    assert isinstance(good, PaperRecord)


def test_a_paper_beyond_the_limit_is_rejected_and_the_next_one_is_read() -> None:
    paragraph = "All of this is true. " * 50_000 + "\n\n"
    many = LONGEST_RECORD // len(paragraph) + 2
    gap = f"{999 * ' '}\n" * (LONGEST_RECORD // 1000 + 1)
    for broken_paper in (
        entry() + paragraph * many,
        entry() + paragraph.strip() * 20,
        entry() + f"First.\n{gap}Second.",
        # Of a list that is cut, the last names would be missing.
        entry(authors=f"  • {'Ada ' * 200}\n" * (LONGEST_RECORD // 800 + 1)),
    ):
        broken, good = records(TOP + broken_paper + "\n\n" + entry(title="Good"))
        assert isinstance(broken, Reject)
        assert broken.reason == "more than 16 MiB of text in one record"
        assert isinstance(good, PaperRecord)


def test_blank_lines_below_an_abstract_are_no_part_of_it() -> None:
    [paper] = papers(f"{TOP}{entry()}Wool.\n \t\n\nMore wool.\n \t\n\n")
    assert paper.abstract == "Wool.\n \t\n\nMore wool."


@pytest.mark.parametrize("name", ["Ines\0Okafor", "\u00a0"])
def test_a_page_whose_author_has_no_name_gives_no_papers(name: str) -> None:
    [reject] = records(f"Author name cluster\n\n{name}\n\n{entry()}")
    assert isinstance(reject, Reject)
    assert reject.reason == "a page with an author name that is blank or has a NUL character"


def test_a_page_that_lacks_papers_says_so() -> None:
    [_, reject] = records(TOP + "1,002 papers\n2 author rows\n\n" + entry())
    assert reject == Reject(
        place="page.txt:5",
        reason="the page states 1002 papers, but has 1",
        raw="1,002 papers\n2 author rows\n",
    )


def test_a_number_of_papers_may_have_any_number_of_digits() -> None:
    """Python converts no number of more than 4,300."""
    [_, reject] = records(TOP + "9" * 5_000 + " papers\n\n" + entry())
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("the page states 99999")
    assert not [record for record in records(TOP + "0,001 papers\n\n" + entry()) if isinstance(record, Reject)]


def test_the_name_of_a_page_is_bounded_since_each_paper_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []

    def decode(text: bytes) -> str:
        decoded.append(text)
        return text.decode()

    monkeypatch.setattr(arrow, "decode", decode)
    page = f"Author name cluster\n\n{'x' * 100_000}\n\n"
    rejects = records(page + entry() + entry())
    assert [record.reason for record in rejects if isinstance(record, Reject)] == [
        "a page with an author name of more than 1,000 characters"
    ] * 2
    assert max(map(len, decoded)) < 100


@pytest.mark.parametrize(
    "page",
    [
        entry() + "a\n" * 100_000,
        entry() + "\n" * 200_000 + "b",
        entry(authors="• a\n" * 40_000),
        "a\n" * 100_000,
    ],
    ids=["an abstract", "a gap", "a list", "no paper"],
)
def test_short_lines_take_little_more_memory_than_their_text(page: str) -> None:
    encoded = (TOP + page).encode()
    monitored = arrow._paragraphs(io.BufferedReader(io.BytesIO(encoded)), "page.txt")
    tracemalloc.start()
    try:
        kept = list(monitored)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(len(paragraph.lines) + len(paragraph.gap) for paragraph, _, _ in kept) > 0.9 * len(page)
    assert most < 6 * len(encoded)


def test_pages_may_follow_each_other() -> None:
    other = PAGE.replace(b"Ines Okafor\n\nA line", b"Petra Lindqvist\n\nA line")
    first, second = papers(PAGE), papers(PAGE + b"\n\n" + other)
    assert [paper.title for paper in second] == [paper.title for paper in first] * 2
    assert [paper.abstract for paper in second] == [paper.abstract for paper in first] * 2
    assert [paper.authorships[-1].printed_name for paper in second[4:]] == [
        "Petra Lindqvist",
        "Petra Lindqvist",
        "Ines Okafor 0002",
        "Petra Lindqvist",
    ]


@pytest.mark.parametrize("text", ["Some text.\n", entry(), "Author name cluster\n"])
def test_text_that_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r'page\.txt is not the text of an author name cluster: no line says "Author'):
        records(text)


def test_the_shared_page() -> None:
    if not SHARED_PAGE.exists():
        pytest.skip("the shared page lies beside the project only where graphapp is made")
    text = SHARED_PAGE.read_text(encoding="utf-8")
    read = papers(SHARED_PAGE.read_bytes())
    assert len(read) == 14
    assert [(-(paper.year or 0), paper.title.casefold()) for paper in read] == sorted(
        (-(paper.year or 0), paper.title.casefold()) for paper in read
    )
    assert all(paper.abstract and f"\n\n{paper.abstract}" in text for paper in read)
    # Nothing between the first head line and the end is left over.
    assert sum(len(paper.abstract or "") for paper in read) > 0.75 * len(text)
    assert [paper.title for paper in read if not paper.authors_complete] == [
        paper.title for paper in read if len([a for a in paper.authorships if a.position is not None]) == 8
    ]
    unplaced = [
        (paper.title.partition(":")[0], author.printed_name)
        for paper in read
        for author in paper.authorships
        if author.position is None
    ]
    assert unplaced == [("OLMoE", "Tim Dettmers")]
    assert any(author.printed_name == "Naman Goyal 0001" for paper in read for author in paper.authorships)
    assert {(paper.track, paper.type) for paper in read} == {("Conference", "Conference Paper")}
    assert {paper.venue for paper in read} == {"ICLR", "NeurIPS", "ICML", "AAAI"}
