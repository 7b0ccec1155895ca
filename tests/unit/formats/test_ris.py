"""RIS: the dialects of programs, damaged records, and what is written and read again."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats import ris
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.loading.losses import usable
from graphapp.records import Authorship, PaperRecord, Record, Reject, Role
from graphapp.rules.identifiers import SCHEMES, read_identifiers
from graphapp.rules.placeholders import named_authors


def records(data: str | bytes) -> list[Record]:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))
    return list(ris.read(stream, "papers.ris"))


def paper(*lines: str) -> PaperRecord:
    """The one paper of a record of these lines, between TY and ER."""
    [record] = records("\n".join(("TY  - JOUR", *lines, "ER  - ", "")))
    assert isinstance(record, PaperRecord), record
    return record


def names(record: Record) -> list[str]:
    assert isinstance(record, PaperRecord), record
    return [authorship.printed_name for authorship in record.authorships if authorship.role == "author"]


def reasons(data: str | bytes) -> list[str]:
    """The title of each paper, and the reason of each reject."""
    return [
        record.title if isinstance(record, PaperRecord) else getattr(record, "reason", "") for record in records(data)
    ]


def test_a_whole_record() -> None:
    assert paper(
        "AN  - WOS:000123456700001",
        "TI  - Counting Sheep",
        "AU  - Okafor, Ines",
        "AU  - van der Berg, Cora",
        "A2  - Lind, Petra",
        "T2  - Journal of Meadows",
        "PY  - 2019/05/12/",
        "DO  - https://doi.org/10.1234/sheep",
        "UR  - https://example.org/sheep",
        "KW  - sheep",
        "AB  - We count.",
    ) == PaperRecord(
        place="papers.ris:1",
        paper_id="WOS:000123456700001",
        title="Counting Sheep",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1),
            Authorship(printed_name="Cora van der Berg", position=2),
            Authorship(printed_name="Petra Lind", position=1, role="editor"),
        ),
        year=2019,
        type="JOUR",
        venue="Journal of Meadows",
        abstract="We count.",
        identifiers={"doi": "https://doi.org/10.1234/sheep"},
        url="https://example.org/sheep",
    )


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nT1  - Fences\nA1  - Okafor, Ines\nY1  - 2019///\nJF  - Meadow\nER  - \n",
        "TY  - JOUR\r\nTI  - Fences\r\nAU  - Okafor, Ines\r\nPY  - 2019\r\nJO  - Meadow\r\nER  -\r\n",
        "TY - JOUR\nTI - Fences\nAU - Okafor, Ines\nPY - 2019\nT2 - Meadow\nER -\n",
        "TY\t- JOUR\nTI\t- Fences\nAU\t- Okafor, Ines\nPY\t- 2019\nT2\t- Meadow\nER\t- \n",
        "TY  - JOUR\nCT  - Fences\nAU - Okafor,Ines\nDA  - 2019-05-12\nJA  - Meadow\nER  - \n",
        "TY  -\tJOUR\nTI  -\tFences\nAU  -\tOkafor, Ines,\nPY  -\t2019\nT2  -\tMeadow\nER  -\t\n",
        "\n\nTY  - JOUR\n  TI\nTI  - Fences\nAU  - Okafor,\nInes\nPY  - 2019\nT2  - Meadow\n\n\nER  - \n",
        "Provider: Meadowsoft\nContent: x\n\nTY  - JOUR\nTI  - Fences\nAU  - Okafor, Ines\nPY  - 2019\nT2  - Meadow",
    ],
)
def test_dialects_say_the_same(text: str) -> None:
    [record] = records(text)
    assert isinstance(record, PaperRecord), record
    assert (record.title, names(record), record.year, record.venue) == ("Fences", ["Ines Okafor"], 2019, "Meadow")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["AU  - Okafor, Ines", "A1  - Okafor, Ines", "A1  - Wang, Wei"], ["Ines Okafor", "Wei Wang"]),
        (["AU  - Okafor, I.; Wang, W."], ["I. Okafor", "W. Wang"]),
        (["AU  - Okafor, Ines", "Wang, Wei"], ["Ines Okafor", "Wei Wang"]),
        (["AU  - Smith, John, Jr."], ["John Smith, Jr."]),
        (["AU  - Smith,John,III"], ["John Smith, III"]),
        (["AU  - University of Meadow, Hillside"], ["University of Meadow, Hillside"]),
        (["AU  - Barnes and Noble,"], ["Barnes and Noble"]),
        (["AU  - M&uuml;ller, Ada"], ["Ada Müller"]),
        (["AU  - Ada Byron", "AU  - et al."], ["Ada Byron", "et al."]),
        (["AU  - ", "AU  - Byron, Ada"], ["Ada Byron"]),
    ],
)
def test_authors(lines: list[str], expected: list[str]) -> None:
    assert names(paper("TI  - Fences", *lines)) == expected


@pytest.mark.parametrize(
    ("kind", "roles"),
    [("CHAP", ["author", "editor"]), ("THES", ["author"]), ("EDBOOK", ["editor", "editor"])],
)
def test_second_authors_are_editors_where_the_type_says_so(kind: str, roles: list[str]) -> None:
    [record] = records(f"TY  - {kind}\nTI  - Fences\nAU  - Okafor, Ines\nA2  - Lind, Petra\nER  - \n")
    assert isinstance(record, PaperRecord)
    assert [authorship.role for authorship in record.authorships] == roles


@pytest.mark.parametrize(
    ("lines", "identifiers"),
    [
        (["M3  - 10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["N1  - doi: 10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["N1  - Export Date: 12 May 2019; Cited By: 10"], {}),
        (["DO  - DOI 10.1234/SHEEP", "M3  - Article"], {"doi": "10.1234/sheep"}),
        (["UR  - https://example.org/7", "UR  - https://doi.org/10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["UR  - https://example.org/7; https://arxiv.org/abs/2101.00007"], {"arxiv_id": "2101.00007"}),
        (["UR  - https://arxiv.org/abs/2101.00007v2"], {"arxiv_id": "2101.00007"}),
        (["M1  - arXiv:2101.00007"], {"arxiv_id": "2101.00007"}),
        (["M1  - 7"], {}),
        (["AN  - arXiv:2101.00007 [cs.CL]"], {"arxiv_id": "2101.00007"}),
        (["JO  - CoRR", "VL  - abs/2101.00007"], {"arxiv_id": "2101.00007"}),
        (["DO  - 10.48550/arXiv.2101.00007"], {"arxiv_id": "2101.00007"}),
        (["C7  - 2101.00007"], {}),
        (["AN  - 12345678", "DB  - PubMed"], {"pmid": "12345678"}),
        (["AN  - 12345678", "DB  - Meadow Index"], {}),
        (["N1  - PMID: 12345678"], {"pmid": "12345678"}),
    ],
)
def test_identifiers_stand_in_many_tags(lines: list[str], identifiers: dict[str, str]) -> None:
    record = paper("TI  - Fences", *lines)
    kept, losses, *_ = usable(record)
    assert isinstance(kept, PaperRecord)
    assert losses == ()
    assert read_identifiers(kept.identifiers, kept.url).normal == identifiers


@pytest.mark.parametrize(
    ("lines", "paper_id"),
    [
        (["ID  - okafor2019", "AN  - WOS:0001"], "WOS:0001"),
        (["ID  - okafor2019"], "okafor2019"),
        (["ID  - 12"], None),
        ([], None),
    ],
)
def test_a_running_number_of_a_library_is_no_id(lines: list[str], paper_id: str | None) -> None:
    assert paper("TI  - Fences", *lines).paper_id == paper_id


@pytest.mark.parametrize(
    ("lines", "year"),
    [(["PY  - 2015"], 2015), (["Y1  - 2015/5/1"], 2015), (["PY  - ", "DA  - 2015/05"], 2015), (["DA  - MAY 12"], None)],
)
def test_years(lines: list[str], year: int | None) -> None:
    assert paper("TI  - Fences", *lines).year == year


@pytest.mark.parametrize(
    ("lines", "kind"),
    [(["TY  - JOUR"], "JOUR"), (["TY  - JOUR", "M3  - Article"], "Article"), (["TY  - GEN"], None), ([], None)],
)
def test_the_type_is_that_of_the_work_else_the_tag(lines: list[str], kind: str | None) -> None:
    [record] = records("\n".join((*lines, "TI  - Fences", "ER  - ")))
    assert isinstance(record, PaperRecord)
    assert record.type == kind


def test_the_title_of_a_whole_book_and_the_book_of_a_chapter() -> None:
    book, chapter = records("TY  - BOOK\nBT  - Fences\nER  - \nTY  - CHAP\nTI  - Gates\nBT  - Fences\nER  - \n")
    assert isinstance(book, PaperRecord)
    assert isinstance(chapter, PaperRecord)
    assert (book.title, book.venue) == ("Fences", None)
    assert (chapter.title, chapter.venue) == ("Gates", "Fences")


def test_values_have_several_lines() -> None:
    record = paper("TI  - Fences and", "    Gates", "AB  - One.", "", "TI - titanium, ER - positive.", "N2  - Two.")
    assert record.title == "Fences and Gates"
    assert record.abstract == "One.\n\nTI - titanium, ER - positive."


def test_a_file_on_a_disk_is_no_address() -> None:
    assert paper("TI  - Fences", "L1  - file:///home/ines/fences.pdf").url is None
    assert paper("TI  - Fences", "L1  - https://example.org/fences.pdf").url == "https://example.org/fences.pdf"


def test_one_broken_record_is_one_reject() -> None:
    good = "TY  - JOUR\nTI  - {}\nPY  - 2019\nER  - \n\n"
    text = good.format("A") + "TY  - JOUR\nTI  - B\nPY  - in press\nER  - \n" + good.format("C")
    first, broken, last = records(text)
    assert isinstance(first, PaperRecord)
    assert broken == Reject(
        place="papers.ris:6",
        reason='year "in press" is not a year',
        raw="TY  - JOUR\nTI  - B\nPY  - in press\nER  - \n",
    )
    assert isinstance(last, PaperRecord)
    assert last.place == "papers.ris:10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TY  - JOUR\nER  - \n", ["no title"]),
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \n", ["A", "B"]),
        ("TY  - JOUR\nTI  - A\nER  - \nTI  - B\nER  - \nER  - \n", ["A", "B"]),
        ("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B", ["A", "no ER ends it, so the file may be cut short"]),
        (
            "TY  - JOUR\nTI  - A\nER  - \nA stray line.\nTY  - JOUR\nTI  - B\nER  - ",
            ["A", "text outside of a record", "B"],
        ),
        ("TY  - JOUR\nTI  - A\nER  - \n2.\nTY  - JOUR\nTI  - B\nER  - ", ["A", "B"]),
        ("TY  - JOUR\nTI  - A\0\nER  - \n", ["a NUL character in its title"]),
        (
            b"TY  - JOUR\nTI  - M\xfcll\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
            ["byte 0xfc at offset 18 is not UTF-8", "B"],
        ),
        ("TY  - JOUR\nTI  - A\n" + "AU  - B\n" * 100_001 + "ER  - \n", ["more than 100,000 names or ids in one list"]),
        (
            "TY  - JOUR\nTI  - A\nAB  - " + "x" * LONGEST_RECORD + "\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
            ["more than 16 MiB of text in one record", "B"],
        ),
    ],
)
def test_damage_costs_its_own_record(text: str | bytes, expected: list[str]) -> None:
    assert reasons(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title,authors\nFences,A\n", "papers.ris is not RIS: no line of it begins with a tag"),
        ("TY  - JOUR\rTI  - A\rER  - \r", "the lines of papers.ris end in CR alone; save it with line ends LF"),
    ],
)
def test_what_is_not_ris_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        records(text)


def test_many_lines_of_one_value_take_linear_time() -> None:
    [record] = records("TY  - JOUR\nTI  - A\nAB  - x\n" + "y\n" * 400_000 + "ER  - \n")
    assert isinstance(record, PaperRecord)
    assert record.abstract == "x\n" + "y\n" * 399_999 + "y"


# Writing

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAMES = st.one_of(
    LINES,
    st.sampled_from(
        [
            "Ines Okafor",
            "Cora van der Berg",
            "Gabriel José García Márquez",
            "John Smith, Jr.",
            "Wei Wang 0001",
            "University of Meadow, Hillside",
            "J. R. Okafor",
            "Simon; Garfunkel",
            "王伟",
            "Okafor",
            "AU - B",
        ]
    ),
).filter(lambda name: ris._people(ris._written(name)) == [name])
ROLES: tuple[Role, ...] = ("author", "editor")
PAPERS = st.builds(
    lambda authors, editors, identifiers, **fields: PaperRecord(
        place="p",
        authorships=tuple(
            Authorship(printed_name=name, position=rank, role=role)
            for role, names in zip(ROLES, (authors, editors), strict=True)
            for rank, name in enumerate(names, start=1)
        ),
        identifiers=identifiers,
        **fields,
    ),
    authors=st.lists(NAMES, max_size=3),
    editors=st.lists(NAMES, max_size=2),
    title=LINES,
    authors_complete=st.booleans(),
    paper_id=LINES,
    abstract=st.none() | st.lists(LINES, min_size=1, max_size=4).map("\n".join),
    year=st.none() | st.integers(1000, 2999),
    type=st.none() | st.sampled_from(["JOUR", "GEN", "Conference Paper", "Journal Article", "book chapter", "x"]),
    venue=st.none() | LINES,
    identifiers=st.fixed_dictionaries(
        {}, optional={"doi": st.just("10.1234/a.b"), "arxiv_id": st.just("2101.00007"), "pmid": st.just("12345678")}
    ),
    url=st.none() | st.just("https://example.org/7"),
)


@given(record=PAPERS, other=PAPERS)
def test_what_is_written_is_read_again(record: PaperRecord, other: PaperRecord) -> None:
    again, _ = records(ris.write(record, "key") + ris.write(other, "key2"))
    assert isinstance(again, PaperRecord), again
    named = named_authors(again.authorships)
    expected = named_authors(record.authorships)
    assert [(each.printed_name, each.role) for each in named.authorships] == [
        (each.printed_name, each.role) for each in expected.authorships
    ]
    assert named.complete == (expected.complete and record.authors_complete)
    normal = {
        scheme.property: scheme.normal_form(again.identifiers[scheme.property])
        for scheme in SCHEMES
        if scheme.property in again.identifiers
    }
    assert normal == record.identifiers
    assert replace(again, place="p", authorships=(), identifiers={}, authors_complete=True) == replace(
        record, authorships=(), identifiers={}, authors_complete=True
    )


def test_names_are_written_family_first_where_that_is_certain() -> None:
    printed = ["Ines Okafor", "J. R. Okafor", "Cora van der Berg", "John Smith, Jr.", "Gabriel José García Márquez"]
    printed += ["University of Meadow", "Wei Wang 0001", "王伟"]
    authorships = tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(printed, start=1))
    text = ris.write(PaperRecord(place="p", title="Fences", authorships=authorships), "okafor2019")
    assert [line[6:] for line in text.splitlines() if line.startswith("AU")] == [
        "Okafor, Ines",
        "Okafor, J. R.",
        "van der Berg, Cora",
        "Smith, John, Jr.",
        "Gabriel José García Márquez",
        "University of Meadow",
        "Wei Wang 0001",
        "王伟",
    ]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [("conference", "CONF"), ("Journal Article", "JOUR"), ("PhD thesis", "THES"), ("preprint", "UNPB"), ("odd", "GEN")],
)
def test_a_type_has_the_tag_that_says_the_same(kind: str, tag: str) -> None:
    assert ris.write(PaperRecord(place="p", title="A", authorships=(), type=kind), "k").startswith(f"TY  - {tag}\n")
