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


def record_of(kind: str, *lines: str) -> PaperRecord:
    """The one paper of a record of this type with a title and these lines."""
    [record] = records("\n".join((f"TY  - {kind}", "TI  - Fences", *lines, "ER  - ", "")))
    assert isinstance(record, PaperRecord), record
    return record


def people(kind: str, *lines: str) -> list[tuple[str, str]]:
    """The name and the role of each person in a record of this type with these lines."""
    return [(each.printed_name, each.role) for each in record_of(kind, *lines).authorships]


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
        (
            ["AU  - Okafor, Ines & Wang, Wei", "AU  - P. Lind and B. Li"],
            ["Ines Okafor", "Wei Wang", "P. Lind", "B. Li"],
        ),
        (["AU  - {P. Lind and B. Li}"], ["P. Lind and B. Li"]),
        (["AU  - National Wool and Sheep Administration"], ["National Wool and Sheep Administration"]),
        (["AU  - WOOL 2019 Diseases & Injuries Collaborators"], ["WOOL 2019 Diseases & Injuries Collaborators"]),
        (["AU  - Ministry for Meadows, Wool and Sheep"], ["Ministry for Meadows, Wool and Sheep"]),
        (["AU  - M&uuml;ller, Ada"], ["Ada Müller"]),
        (["AU  - Ada Byron", "AU  - et al."], ["Ada Byron", "et al."]),
        (["AU  - ", "AU  - Byron, Ada"], ["Ada Byron"]),
    ],
)
def test_authors(lines: list[str], expected: list[str]) -> None:
    assert names(paper("TI  - Fences", *lines)) == expected


@pytest.mark.parametrize("kind", ["CHAP", "CONF", "CPAPER", "JOUR", "EBOOK", "ECHAP", "DICT", "ENCYC", "SER", "GEN"])
def test_second_authors_are_editors(kind: str) -> None:
    assert people(kind, "AU  - Okafor, Ines", "A2  - Lind, Petra", "A3  - Foss, Cora", "ED  - Wang, Wei") == [
        ("Ines Okafor", "author"),
        ("Petra Lind", "editor"),
        ("Wei Wang", "editor"),
    ]


@pytest.mark.parametrize("kind", sorted(ris._A2_IS_NO_EDITOR - {"SLIDE"}))
def test_second_authors_of_other_roles_are_left_out(kind: str) -> None:
    assert people(kind, "AU  - Okafor, Ines", "A2  - Lind, Petra", "A3  - Foss, Cora") == [("Ines Okafor", "author")]
    assert people(kind, "A2  - Lind, Petra", "ED  - Wang, Wei") == [("Wei Wang", "editor")]


@pytest.mark.parametrize("kind", sorted(ris._A2_IS_OF_SERIES))
def test_second_authors_are_editors_where_nobody_else_is_named(kind: str) -> None:
    assert people(kind, "A2  - Lind, Petra") == [("Petra Lind", "editor")]


def test_nobody_is_an_editor_twice() -> None:
    assert people("CHAP", "A2  - Lind, Petra", "ED  - Lind, Petra") == [("Petra Lind", "editor")]
    assert people("BOOK", "A3  - Lind, Petra", "ED  - Lind, Petra") == [("Petra Lind", "editor")]


@pytest.mark.parametrize(
    "kind", ["RPRT", "UNPB", "WEB", "ELEC", "COMP", "MAP", "CLSWK", "PCOMM", "THES", "PAT", "DATA"]
)
def test_these_types_have_second_authors_of_other_roles(kind: str) -> None:
    assert kind in ris._A2_IS_NO_EDITOR


def test_who_gives_a_talk_is_its_author() -> None:
    assert people("SLIDE", "A2  - Lind, Petra", "A2  - Wang, Wei") == [("Petra Lind", "author"), ("Wei Wang", "author")]
    assert people("SLIDE", "AU  - Lind, Petra", "A2  - Lind, Petra") == [("Petra Lind", "author")]


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    assert people("EDBOOK", "AU  - Okafor, Ines", "A2  - Lind, Petra") == [
        ("Ines Okafor", "editor"),
        ("Petra Lind", "editor"),
    ]
    assert people("EDBOOK", "AU  - Okafor, Ines", "A2  - Lind, Petra", "T2  - Meadow Studies") == [
        ("Ines Okafor", "editor")
    ]


AUTHOR, A2, A3, ED = "AU  - Okafor, Ines", "A2  - Lind, Petra", "A3  - Foss, Cora", "ED  - Wang, Wei"


@pytest.mark.parametrize(
    ("lines", "editors"),
    [
        ([AUTHOR, A3], ["Cora Foss"]),
        ([A3], ["Cora Foss"]),
        ([AUTHOR, A2, A3], ["Cora Foss"]),
        ([A2, A3], ["Cora Foss"]),
        ([A2, ED], ["Wei Wang"]),
        ([A2, A3, ED], ["Cora Foss", "Wei Wang"]),
        ([A2], ["Petra Lind"]),
        ([A2, "T2  - Meadow Studies"], ["Petra Lind"]),
        ([A2, "A3  - "], ["Petra Lind"]),
        ([AUTHOR, A2], ["Petra Lind"]),
        ([AUTHOR, A2, "T2  - "], ["Petra Lind"]),
        ([AUTHOR, A2, "T2  - Meadow Studies"], []),
        ([AUTHOR, A2, "T3  - Meadow Studies"], []),
        (["A1  - Okafor, Ines", A2, "T3  - Meadow Studies"], []),
    ],
)
def test_the_editors_of_a_book_and_those_of_its_series(lines: list[str], editors: list[str]) -> None:
    authors = ["Ines Okafor"] if lines[0].endswith("Okafor, Ines") else []
    assert people("BOOK", *lines) == [(name, "author") for name in authors] + [(name, "editor") for name in editors]


@pytest.mark.parametrize(
    ("kind", "lines", "venue"),
    [
        ("JOUR", ["T2  - Section of Gates", "JF  - Meadow", "JO  - Mdw", "JA  - Mea."], "Meadow"),
        ("CHAP", ["T2  - The Book of Hedges", "JF  - Meadow"], "The Book of Hedges"),
        ("JOUR", ["T2  - Section of Gates", "JO  - Meadow", "JA  - Mea."], "Meadow"),
        ("MGZN", ["T2  - Section of Gates", "JA  - Meadow"], "Section of Gates"),
        ("JOUR", ["T2  - New England Journal of Medicine", "JO  - N Engl J Med"], "New England Journal of Medicine"),
        ("JOUR", ["T2  - Journal of Machine Learning Research", "JO  - JMLR"], "Journal of Machine Learning Research"),
        ("NEWS", ["T2  - Section of Gates", "JO  - Meadow"], "Meadow"),
        ("EJOUR", ["T2  - Section of Gates", "JO  - Meadow"], "Meadow"),
        ("ABST", ["T2  - Section of Gates", "JO  - Meadow"], "Meadow"),
        ("INPR", ["T2  - Section of Gates", "JO  - Meadow"], "Meadow"),
        ("JOUR", ["T2  - Meadow", "JO  - Meadow"], "Meadow"),
        ("JOUR", ["T2  - Meadow", "J2  - Mea."], "Meadow"),
        ("JOUR", ["T2  - Journal of Meadow Research", "JO  - J. Meadow Res."], "Journal of Meadow Research"),
        ("JOUR", ["T2  - Advanced Fences", "JO  - ADF", "JA  - Adv. Fences"], "Advanced Fences"),
        ("JOUR", ["T2  - J. Meadow Res.", "JO  - Journal of Meadow Research"], "Journal of Meadow Research"),
        ("JOUR", ["JF  - ", "JO  - J. Meadow Res."], "J. Meadow Res."),
        ("CONF", ["T2  - Conference on Sheep", "JO  - Meadow", "C3  - Proceedings"], "Conference on Sheep"),
        ("CHAP", ["BT  - The Book of Hedges", "JO  - Hedges"], "The Book of Hedges"),
        ("GEN", ["T2  - Gates", "JO  - Meadow"], "Gates"),
        ("RPRT", ["T2  - Meadow Studies", "PB  - University of Meadow"], "Meadow Studies"),
        ("RPRT", ["PB  - University of Meadow"], None),
        ("THES", ["T2  - Department of Sheep", "PB  - University of Meadow"], "University of Meadow"),
        ("THES", ["T2  - University of Meadow"], "University of Meadow"),
        ("THES", ["T2  - ", "PB  - University of Meadow"], "University of Meadow"),
        ("JOUR", ["PB  - Meadow Press"], None),
    ],
)
def test_venues(kind: str, lines: list[str], venue: str | None) -> None:
    assert record_of(kind, *lines).venue == venue


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
        (["L3  - https://doi.org/10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["L3  - 10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["DI  - 10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["DI - 10.1234/sheep"], {"doi": "10.1234/sheep"}),
        (["DO  - 10.1234/sheep", "DI  - 10.1234/goat", "L3  - 10.1234/cow"], {"doi": "10.1234/sheep"}),
        (["N1  - doi: 10.1234/sheep", "L3  - 10.1234/cow"], {"doi": "10.1234/sheep"}),
        (["L3  - file:///home/ines/10.1234/sheep.pdf", "DI  - 7"], {}),
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
        (["ID  - okafor2019sheep"], "okafor2019sheep"),
        (["ID  - WOS:000123456789012"], "WOS:000123456789012"),
        (["ID  - Okafor2019"], None),
        (["ID  - Okafor-O’Neil2019b"], None),
        (["ID  - Núñez_1998"], None),
        (["ID  - 12"], None),
        ([], None),
    ],
)
def test_what_several_papers_may_have_is_no_id(lines: list[str], paper_id: str | None) -> None:
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
    text = good.format("A") + "TY  - JOUR\nTI  - B\nPY  - soon\nER  - \n" + good.format("C")
    first, broken, last = records(text)
    assert isinstance(first, PaperRecord)
    assert broken == Reject(
        place="papers.ris:6",
        reason='year "soon" is not a year',
        raw="TY  - JOUR\nTI  - B\nPY  - soon\nER  - \n",
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
OTHER_TYPES = sorted(ris._A2_IS_NO_EDITOR & ris._TYPES)
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
    type=st.none()
    | st.sampled_from(
        [
            "JOUR",
            "GEN",
            "Conference Paper",
            "Journal Article",
            "book chapter",
            "BOOK",
            "edited book",
            "x",
            "preprint",
            *OTHER_TYPES,
        ]
    ),
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
    # What states no type is read as what its venue says.
    type = again.type if record.type is None and record.venue is not None else record.type
    assert replace(again, place="p", authorships=(), identifiers={}, authors_complete=True) == replace(
        record, authorships=(), identifiers={}, authors_complete=True, type=type
    )


def test_names_are_written_family_first_where_that_is_certain() -> None:
    printed = ["Ines Okafor", "J. R. Okafor", "Cora van der Berg", "John Smith, Jr.", "Gabriel José García Márquez"]
    printed += ["University of Meadow", "Wei Wang 0001", "王伟", "Byron, Ada", "Smith, Jr., John", "Ada Byron, MD"]
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
        "Byron, Ada",
        "Smith, John, Jr.",
        "Ada Byron, MD",
    ]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("BOOK", "A3"),
        ("monograph", "A3"),
        ("EDBOOK", "AU"),
        ("RPRT", "ED"),
        ("PhD thesis", "ED"),
        ("SLIDE", "ED"),
        ("book chapter", "A2"),
        ("JOUR", "A2"),
        (None, "A2"),
    ],
)
def test_editors_are_written_to_the_tag_that_means_them_in_the_type(kind: str | None, tag: str) -> None:
    editor = Authorship(printed_name="Petra Lind", position=1, role="editor")
    text = ris.write(PaperRecord(place="p", title="A", venue="Meadow", authorships=(editor,), type=kind), "k")
    assert f"{tag}  - Lind, Petra\n" in text
    [again] = records(text)
    assert isinstance(again, PaperRecord)
    assert again.authorships == (editor,)


TYPES_OF_OTHERS = [
    ("Article; Proceedings Paper", "CONF"),
    ("Case Reports; Journal Article", "JOUR"),
    ("Dataset; Journal Article", "JOUR"),
    ("bookSection", "CHAP"),
    ("Book Section", "CHAP"),
    ("book-part", "CHAP"),
    ("Book Review", "JOUR"),
]
"""Types of Web of Science, PubMed, Zotero, EndNote and Crossref."""


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("conference", "CONF"),
        ("Journal Article", "JOUR"),
        ("PhD thesis", "THES"),
        ("preprint", "UNPB"),
        ("odd", "GEN"),
        *TYPES_OF_OTHERS,
    ],
)
def test_a_type_has_the_tag_that_says_the_same(kind: str, tag: str) -> None:
    assert ris.write(PaperRecord(place="p", title="A", authorships=(), type=kind), "k").startswith(f"TY  - {tag}\n")


@pytest.mark.parametrize(
    ("type", "venue", "venue_key", "tag"),
    [
        (None, "NeurIPS 2023 poster", "NeurIPS", "CONF"),
        (None, "International Conference on Sheep", None, "CONF"),
        ("Oral", "Sheep 2023", None, "CONF"),
        ("odd", "Sheep@ACL", None, "CONF"),
        (None, "Hedges", None, "JOUR"),
        (None, "arXiv", None, "UNPB"),
        (None, None, None, "GEN"),
        ("Thesis", "Sheep 2023 poster", None, "THES"),
        ("journal", "Hedges", None, "JFULL"),
    ],
)
def test_a_venue_says_the_type_that_no_word_says(
    type: str | None, venue: str | None, venue_key: str | None, tag: str
) -> None:
    editor = Authorship(printed_name="Petra Lind", position=1, role="editor")
    stated = PaperRecord(
        place="p", title="A", authorships=(editor,), type=type, venue=venue, venue_key=venue_key, paper_id="7"
    )
    text = ris.write(stated, "k")
    assert text.startswith(f"TY  - {tag}\n")
    [again] = records(text)
    assert isinstance(again, PaperRecord)
    assert (again.venue, again.authorships) == (venue, (editor,))
    assert type in (again.type, None)
