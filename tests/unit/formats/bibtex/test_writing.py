"""Entries of BibTeX from records: what is written is read as the same record, and TeX finds no command in it."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.formats.bibtex import reading as bibtex
from graphapp.records import Authorship, PaperRecord
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import in_natural_order, read_name
from graphapp.rules.titles import title_key

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *["{", "}", "\\", "$", "%", "#", "&", "_", "~", "^", '"', "'", "`", "-", "--", "---", "''", "``", "\n"],
                *["@", ",", ";", "=", "and", "others", "\n@article{x,", "\\'e", "\\input{x}", "$x_1$", "$\\alpha$"],
                *["${$", "$}$", "\\\\", "?`", "!`", "\\url{", "%\n", "Jr.", "van", "de", "{\\'e}", "<x>", "|"],
                *["\\begin{x}", "\\TeX", ".bib", "GANs", "BERT", "É", "王", "\r\n"],
            ]
        ),
        st.text(max_size=5),
        st.sampled_from(["Ada", "Byron", "sheep", " ", "  ", "Learning", "in", "Λ", "αβγ", "ℓ → ∞"]),
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


def on_one_line(text: str) -> str:
    """As BibTeX can hold a text: without characters that print nothing, with single spaces."""
    text = re.sub("[\u2000-\u200a\u2028\u2029\u202f\u205f]", " ", re.sub(r"[ \t\r\n\f\v]+", " ", text))
    return re.sub(" +", " ", re.sub("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff\ufffc]", "", text)).strip(" ")


TEXT = HOSTILE.map(on_one_line).map(on_one_line).filter(lambda text: text != "" and not text.isspace())
NAME = TEXT.filter(lambda name: placeholder(name) != "others")


def read_back(text: str) -> PaperRecord:
    [record] = bibtex.read(io.BufferedReader(io.BytesIO(text.encode())), "papers.bib")
    assert isinstance(record, PaperRecord), record
    return record


def record(**fields: object) -> PaperRecord:
    named = {"place": "", "title": "Fences", "authorships": (), "type": "article", **fields}
    return PaperRecord(**named)  # type: ignore[arg-type]


def authors(*names: str) -> tuple[Authorship, ...]:
    return tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(names, start=1))


@given(
    title=TEXT,
    names=st.lists(NAME, max_size=4),
    complete=st.booleans(),
    venue=st.none() | TEXT,
    abstract=st.none() | TEXT,
    year=st.none() | st.integers(1000, 2999),
    type=st.sampled_from(["article", "inproceedings", "misc", "phdthesis", "techreport", "preprint"]),
)
def test_what_is_written_is_read_as_the_same_record(
    title: str,
    names: list[str],
    complete: bool,
    venue: str | None,
    abstract: str | None,
    year: int | None,
    type: str,
) -> None:
    written = record(
        place="papers.bib:1",
        paper_id="key1",
        title=title,
        authorships=authors(*names),
        authors_complete=complete,
        venue=venue,
        abstract=abstract,
        year=year,
        type=type,
        identifiers={"doi": "10.1000/a_b%c#d(e)", "arxiv_id": "cs/0301001", "pmid": "123"},
        url="https://example.org/~a_b?c=%20&d#e",
    )
    read = read_back(bibtex.write(written, "key1"))
    assert replace(read, authorships=()) == replace(written, authorships=())
    # A name that is printed "Last, First" is read in natural order.
    printed = [author.printed_name for author in read.authorships]
    assert printed == [
        name if name == same else in_natural_order(name) for name, same in zip(names, printed, strict=True)
    ]
    assert list(map(read_name, printed)) == list(map(read_name, names))


@given(title=HOSTILE, url=HOSTILE)
def test_an_entry_is_one_entry_whatever_its_texts_hold(title: str, url: str) -> None:
    text = bibtex.write(record(title=f"A {title}", url=url), "key1")
    values = re.findall(r"^  \w+ += \{(.*)\},$", text, re.MULTILINE)
    assert text.count("\n") == len(values) + 2
    for value in values:
        depth = 0
        for sign in value:
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Ada Müller", "Müller, Ada"),
        ("Ada M. Byron", "Byron, Ada M."),
        ("Cora van der Berg", "van der Berg, Cora"),
        ("Martin King, Jr.", "King, Jr., Martin"),
        ("Maria Garcia Lopez", "Maria Garcia Lopez"),
        ("John Smith III", "John Smith III"),
        ("Wei Wang 0001", "{Wei Wang 0001}"),
        ("Open Sheep Collaboration", "{Open Sheep Collaboration}"),
        ("University of Meadow, Hillside", "{University of Meadow, Hillside}"),
        ("Barnes and Noble", "{Barnes and Noble}"),
        ("R&D Sheep", "{R\\&D Sheep}"),
        ("Devvi", "{Devvi}"),
        ("王伟", "{王伟}"),
        ("Simon und Garfunkel", "{Simon und Garfunkel}"),
        ("Karl von und zu Hill", "von und zu Hill, Karl"),
        ("Ada Byron, MD", "{Ada Byron, MD}"),
        ("Meadowsoft, Inc.", "{Meadowsoft, Inc.}"),
        ("CERN,, Geneva", "{CERN, Geneva}"),
    ],
)
def test_a_name_is_turned_only_where_its_parts_are_certain(printed: str, written: str) -> None:
    text = bibtex.write(record(authorships=authors(printed)), "key1")
    assert f"= {{{written}}},\n" in text
    assert [author.printed_name for author in read_back(text).authorships] == [printed]


@pytest.mark.parametrize(
    ("printed", "written", "read"),
    [
        ("O'Neil, Shaun", "O'Neil, Shaun", "Shaun O'Neil"),
        ("Byron, Ada", "Byron, Ada", "Ada Byron"),
        ("Smith, John, Jr.", "Smith, Jr., John", "John Smith, Jr."),
        ("Smith, Jr., John", "Smith, Jr., John", "John Smith, Jr."),
        ("van der Berg, Cora", "van der Berg, Cora", "Cora van der Berg"),
        ("García Márquez, Gabriel José", "García Márquez, Gabriel José", "Gabriel José García Márquez"),
        ("Byron , A. B.", "Byron, A. B.", "A. B. Byron"),
        ("王, 伟", "王, 伟", "王伟"),
        ("Barnes and Noble, Ada", "{Ada Barnes and Noble}", "Ada Barnes and Noble"),
        ("Byron 0001, Ada", "{Ada Byron 0001}", "Ada Byron 0001"),
        ("Byron, Ada 0001", "{Ada Byron 0001}", "Ada Byron 0001"),
    ],
)
def test_a_name_that_is_printed_family_first_is_written_so(printed: str, written: str, read: str) -> None:
    text = bibtex.write(record(authorships=authors(printed)), "key1")
    assert f"= {{{written}}},\n" in text
    assert [author.printed_name for author in read_back(text).authorships] == [read]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Sheep & 50% of #1_a", "Sheep \\& 50\\% of \\#1\\_a"),
        ("Learning $\\alpha$-stable flocks", "Learning $\\alpha$-stable flocks"),
        ("From $5 to $6", "From \\$5 to \\$6"),
        ("The $\\input{secret}$", "The \\$\\textbackslash{}input\\textbraceleft{}secret\\textbraceright{}\\$"),
        ("Fences with BERT and GANs", "Fences with {BERT} and {GANs}"),
        ("A bayesian view of Markov flocks", "A bayesian view of {Markov} flocks"),
        ("Colouring Sheep by Night", "Colouring Sheep by Night"),
        ("ALL SHEEP SHOUT", "ALL SHEEP SHOUT"),
        ("C is not C++", "{C} is not {C}++"),
        ("10--12 ''sheep''", "10-{}-12 '{}'sheep'{}'"),
    ],
)
def test_a_title_prints_as_it_is(title: str, written: str) -> None:
    text = bibtex.write(record(title=title), "key1")
    assert f"= {{{written}}},\n" in text
    assert read_back(text).title == title


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("The <i>B. vulgaris</i> fence", "The \\textit{{B}. vulgaris} fence"),
        ("H<sub>2</sub>O for <b>all <I>sheep</I></b>", "{H}\\textsubscript{2}{O} for \\textbf{all \\textit{sheep}}"),
        ("Na<sup>+</sup> at 5% <scp>dose</scp>", "Na\\textsuperscript{+} at 5\\% \\textsc{dose}"),
        ("Cl<sup>-</sup> in 10<sup>−3</sup> m", "Cl\\textsuperscript{-} in 10\\textsuperscript{\\textminus{}3} m"),
        ("<em>Sheep</em> of <strong>R&D</strong>", "\\textit{Sheep} of \\textbf{{R}\\&{D}}"),
    ],
)
def test_the_tags_of_a_title_are_commands(title: str, written: str) -> None:
    text = bibtex.write(record(title=title), "key1")
    assert f"= {{{written}}},\n" in text
    assert title_key(read_back(text).title) == title_key(title)


@pytest.mark.parametrize(
    "title",
    [
        "if x <i> y",
        "<i>open",
        "</i>late<i>",
        "<i>a<b>c</i>d</b>",
        "<i></i>none",
        "\ue000 of <i>no script</i>",
        "<i>a $b</i> c$",
        "a<b",
    ],
)
def test_what_is_no_tag_with_its_end_prints_as_it_is(title: str) -> None:
    assert read_back(bibtex.write(record(title=title), "key1")).title == title


@pytest.mark.parametrize(
    ("type", "venue", "written"),
    [
        ("Conference Paper", None, "inproceedings"),
        ("journal-article", None, "article"),
        ("proceedings-article", None, "inproceedings"),
        ("book-chapter", None, "incollection"),
        ("PhdThesis", None, "phdthesis"),
        ("Doctoral dissertation", None, "phdthesis"),
        ("monograph", None, "book"),
        ("Article; Proceedings Paper", None, "inproceedings"),
        ("bookSection", None, "incollection"),
        ("CONF", None, "inproceedings"),
        ("CHAP", None, "incollection"),
        ("THES", None, "phdthesis"),
        ("RPRT", "Meadow Office", "techreport"),
        (None, "ICML", "inproceedings"),
        (None, "Meadow Letters", "article"),
        (None, "NeurIPS 2023 poster", "inproceedings"),
        (None, "Proceedings of the 3rd Workshop on Sheep at ACL 2023", "inproceedings"),
        (None, "International Conference on Sheep", "inproceedings"),
        ("Oral", "Sheep 2023", "inproceedings"),
        (None, None, "misc"),
    ],
)
def test_the_type_is_one_of_bibtex(type: str | None, venue: str | None, written: str) -> None:
    text = bibtex.write(record(type=type, venue=venue), "key1")
    assert text.startswith(f"@{written}{{key1,\n")
    assert read_back(text).venue == venue


@pytest.mark.parametrize(
    ("type", "field"),
    [("phdthesis", "school"), ("mastersthesis", "school"), ("techreport", "institution"), ("book", "booktitle")],
)
def test_a_venue_stands_in_the_field_that_styles_print(type: str, field: str) -> None:
    assert f"  {field:<13} = {{Hill}},\n" in bibtex.write(record(type=type, venue="Hill"), "key1")


def test_the_key_of_a_venue_says_the_type() -> None:
    assert bibtex.write(record(type=None, venue="Sheep 2023", venue_key="NeurIPS"), "k").startswith("@inproceedings{")
    assert bibtex.write(record(type=None, venue_key="issn:1532-4435"), "k").startswith("@article{")


def test_a_whole_journal_keeps_its_editors() -> None:
    editors = (Authorship(printed_name="Petra Lind", position=1, role="editor"),)
    text = bibtex.write(record(authorships=editors, type="journal", venue="Hedges"), "k")
    assert text.startswith("@periodical{")
    assert (read_back(text).authorships, read_back(text).venue) == (editors, "Hedges")


def test_an_entry_as_a_whole() -> None:
    editors = (Authorship(printed_name="Petra Lind", position=1, role="editor"),)
    text = bibtex.write(record(authorships=editors, authors_complete=False, year=2020, type="proceedings"), "lind20")
    assert text == (
        "@proceedings{lind20,\n"
        "  author        = {others},\n"
        "  editor        = {Lind, Petra},\n"
        "  title         = {Fences},\n"
        "  year          = {2020},\n"
        "}\n"
    )
    assert read_back(text).authorships == editors
