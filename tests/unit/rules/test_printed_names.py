"""Printed names: what is no part of the name goes, and the given name comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.names import LONGEST_NAME, clean, parse_name
from graphapp.rules.printed_names import (
    _DECORATION,
    _DECORATION_OR_EMAIL,
    in_natural_order,
    join_parts,
    name_of_organisation,
    read_name,
    split_id,
    undecorated,
    undivided,
)
from tests.unit.rules.test_names import GOLDEN, texts


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        # Others who are not named
        ("王伟等", "王伟"),
        ("Ada Byron and colleagues", "Ada Byron"),
        ("Ada Byron…", "Ada Byron"),
        ("Ada Byron ...", "Ada Byron"),
        ("A. Byron ...", "A. Byron"),
        # Footnote marks and superscripts
        ("Ines Okafor*", "Ines Okafor"),
        ("*Ines Okafor", "Ines Okafor"),
        ("Ines* Okafor", "Ines Okafor"),
        ("Ines Okafor †‡", "Ines Okafor"),
        ("Ines Okafor§,¶", "Ines Okafor"),
        ("Ines Okafor¹,²", "Ines Okafor"),
        ("Ines Okafor ¹²*,", "Ines Okafor"),
        ("Ines Okafor ✉", "Ines Okafor"),
        ("Ines Okafor#", "Ines Okafor"),
        # Addresses and ids
        ("Ines Okafor <ines@meadow.example>", "Ines Okafor"),
        ("Ines Okafor (ines.okafor@meadow.example)", "Ines Okafor"),
        ("Ines Okafor, ines@meadow.example", "Ines Okafor"),
        ("Marie Dubois (57201230000)", "Marie Dubois"),
        ("Dubois, Marie [57201230000]", "Marie Dubois"),
        # Degrees and titles
        ("Ines Okafor, PhD", "Ines Okafor"),
        ("Ines Okafor Ph.D.", "Ines Okafor"),
        ("Ines Okafor, M.Sc., DPhil", "Ines Okafor"),
        ("Ines Okafor, MD", "Ines Okafor"),
        ("Ines Okafor, M.D., PhD", "Ines Okafor"),
        ("Okafor, Ines, MD", "Ines Okafor"),
        ("Okafor, Ines PhD", "Ines Okafor"),
        ("Dr. Ines Okafor", "Ines Okafor"),
        ("Prof. Dr. Ines Okafor", "Ines Okafor"),
        ("Dr I. Okafor", "I. Okafor"),
        # Family name first
        ("Okafor, Ines", "Ines Okafor"),
        ("Okafor, Ines*", "Ines Okafor"),
        ("King, Martin Luther, Jr.", "Martin Luther King, Jr."),
        ("Okafor, Ines 0001", "Ines Okafor 0001"),
        ("Okafor, Ines 0001, Jr.", "Ines Okafor, Jr. 0001"),
        # Organisations
        ("CERN,, Geneva", "CERN, Geneva"),
        ("CERN,, Geneva*", "CERN, Geneva"),
        ("CERN,, Geneva, Switzerland", "CERN, Geneva, Switzerland"),
        ("King, Jr., Martin Luther", "Martin Luther King, Jr."),
        # Others
        ("Okafor I. et al.", "Okafor I."),
        ("Ines Okafor and 12 others", "Ines Okafor"),
        ("Okafor, Ines, et al.", "Ines Okafor"),
        ("Ines Okafor,", "Ines Okafor"),
    ],
)
def test_a_decoration_is_no_part_of_the_name(printed: str, name: str) -> None:
    assert read_name(printed) == parse_name(name)


@pytest.mark.parametrize(
    "printed",
    [
        *(name for name, _, _ in GOLDEN),
        "Okafor M.D.",
        "Okafor MD",
        "Md Rahman",
        "Dr. Okafor",
        "Dr Dre",
        "Prof Wu",
        "Phil D. Lima",
        "King, Jr.",
        "Meadowsoft, Inc.",
        "Ines Okafor (Lima)",
        "Ines Okafor 2",
        "Ines Okafor (1843)",
        "ines@meadow.example",
        "*",
        "†‡",
        "M. Sc",
        "Okafor, Ines, Wei",
        "D'Angelo",
    ],
)
def test_what_may_be_part_of_a_name_stays(printed: str) -> None:
    assert read_name(printed) == parse_name(printed)


@pytest.mark.parametrize("printed", ["Rahman, MD", "Rahman, Md"])
def test_two_capitals_behind_a_single_word_are_a_given_name(printed: str) -> None:
    name = read_name(printed)
    assert name is not None
    assert name.name_key == "md rahman"


def test_a_text_that_is_too_long_for_a_name_is_parsed_as_it_is() -> None:
    text = "a@" * LONGEST_NAME
    assert read_name(text) == parse_name(text)
    assert read_name(f"{text} 0001", homonym_numbers=True) == parse_name(f"{text} 0001", homonym_numbers=True)


@pytest.mark.parametrize("printed", ["", " \u200b", "\ufe0f\u3164"])
def test_a_text_that_shows_nothing_is_no_name(printed: str) -> None:
    assert read_name(printed) is None


@pytest.mark.parametrize(
    ("printed", "name", "homonym"),
    [
        ("Wei Wang 0001", "Wei Wang", "0001"),
        ("Wang, Wei 0001", "Wei Wang", "0001"),
        ("Wei Wang 0001*", "Wei Wang", "0001"),
        ("Wei Wang PhD 0001", "Wei Wang PhD", "0001"),
        ("0001, Wei", "Wei", "0001"),
    ],
)
def test_a_homonym_number_stands_behind_the_name(printed: str, name: str, homonym: str) -> None:
    read = read_name(printed, homonym_numbers=True)
    assert read is not None
    assert (read.name, read.homonym) == (name, homonym)


def test_a_homonym_number_alone_is_no_name() -> None:
    assert read_name("0001", homonym_numbers=True) is None


@pytest.mark.parametrize(
    ("printed", "name", "own_id"),
    [
        ("Dubois, Marie (57201230000)", "Dubois, Marie", "57201230000"),
        ("Marie Dubois [57201230000] ", "Marie Dubois", "57201230000"),
        ("Marie Dubois", "Marie Dubois", None),
        ("Marie Dubois (2)", "Marie Dubois (2)", None),
        ("Marie Dubois 57201230000", "Marie Dubois 57201230000", None),
    ],
)
def test_a_number_in_brackets_is_an_id(printed: str, name: str, own_id: str | None) -> None:
    assert split_id(printed) == (name, own_id)


PARTS = st.sampled_from(
    [
        "Ines",
        "Okafor",
        "I.",
        "Md",
        "MD",
        "PhD",
        "Ph.D.",
        "M.Sc.",
        "Dr.",
        "Prof.",
        "Jr.",
        "III",
        "*,",
        "†,",
        "¹",
        "²",
        ",",
        ";",
        "et",
        "al.",
        "and",
        "12",
        "others",
        "(57201230000)",
        "0001",
        "0002",
        "<a@b.example>",
        "Inc.",
        "University",
        "of",
        "ing",
        "phil",
        "d",
        "sc",
        "等",
        "more",
        "authors",
        "…",
        "-",
        "O’Neill",
    ]
)
decorated = st.lists(PARTS, max_size=7).flatmap(
    lambda parts: st.sampled_from([" ", ", ", ""]).map(lambda s: s.join(parts))
)


@given(st.one_of(decorated, texts), st.booleans())
def test_a_name_that_was_read_is_read_as_itself(printed: str, numbers: bool) -> None:
    name = read_name(printed.replace(",,", ","), homonym_numbers=numbers)
    if name is None:
        assert not clean(printed) or (numbers and any(map(str.isdigit, printed)))
        return
    again = f"{name.name} {name.homonym}" if name.homonym else name.name
    assert read_name(again, homonym_numbers=numbers) == name


@given(st.one_of(decorated, texts), st.booleans())
def test_the_name_of_an_organisation_keeps_its_order(printed: str, numbers: bool) -> None:
    turned = read_name(printed, homonym_numbers=numbers)
    kept = read_name(name_of_organisation(printed), homonym_numbers=numbers)
    assert (turned is None) == (kept is None)
    if turned and kept:
        assert turned.name == kept.name or "," in kept.name
        again = f"{kept.name} {kept.homonym}" if kept.homonym else kept.name
        assert read_name(name_of_organisation(again), homonym_numbers=numbers) == kept


@given(st.one_of(decorated, texts))
def test_a_format_with_organisations_can_write_any_name(printed: str) -> None:
    assert read_name(name_of_organisation(undivided(printed))) == read_name(printed)


@given(st.one_of(decorated, texts))
def test_a_text_without_an_at_sign_needs_no_search_for_an_address(printed: str) -> None:
    text = printed.replace("@", "")
    assert _DECORATION.sub(" ", text) == _DECORATION_OR_EMAIL.sub(" ", text)


# --- Names that formats turn or join


@pytest.mark.parametrize(
    ("printed", "turned"),
    [
        ("Lind, Cora", "Cora Lind"),
        ("Lind, C. et al.", "C. Lind et al."),
        ("Lind, Cora et al", "Cora Lind et al"),
        ("Lind, C., et al.", "C. Lind, et al."),
        ("Lind, C. [et al.]", "C. Lind [et al.]"),
        ("Lind, C. and others", "C. Lind and others"),
        ("Lind, C. and 12 others", "C. Lind and 12 others"),
        ("Lind, C. u.a.", "C. Lind u.a."),
        ("Lind, C. u. a.", "C. Lind u. a."),
        ("Lind, C. ve ark.", "C. Lind ve ark."),
        ("Lind, C. …", "C. Lind …"),
        ("King, Martin, Jr. et al.", "Martin King, Jr. et al."),
        ("王, 伟等", "王伟等"),
        ("王, 伟 等", "王伟 等"),
        ("Lind, et al.", "Lind, et al."),
        ("王, 等", "王, 等"),
        ("Lind, Cora PhD", "Cora Lind PhD"),
        ("Lind, C. PhD", "C. Lind PhD"),
        ("Lind, Cora, PhD et al.", "Cora Lind, PhD et al."),
        ("Lind, Cora (57201230000)", "Cora Lind (57201230000)"),
        ("Lind, Cora*†", "Cora Lind*†"),
        ("Lind, Cora et al.*", "Cora Lind et al.*"),
        ("Dr. Lind, Cora", "Dr. Cora Lind"),
        ("Lind, Dr. Cora", "Dr. Cora Lind"),
        ("Dr., Cora", "Cora Dr."),
        ("Lind, PhD", "Lind, PhD"),
        ("Lind Society, Cora of the Meadow et al.", "Lind Society, Cora of the Meadow et al."),
        ("Others, Petra", "Petra Others"),
        ("Al, Petra", "Petra Al"),
        ("Lind, Al", "Al Lind"),
        ("Lind,", "Lind,"),
        ("", ""),
    ],
)
def test_what_is_no_part_of_a_name_is_not_turned_with_it(printed: str, turned: str) -> None:
    assert in_natural_order(printed) == turned


@pytest.mark.parametrize(
    ("family", "given", "suffix", "name"),
    [
        ("Lind", "Cora", "", "Cora Lind"),
        (" Lind ", " Cora ", "", "Cora Lind"),
        ("Lind", "C. et al.", "", "C. Lind et al."),
        ("Lind et al.", "C.", "", "C. Lind et al."),
        ("Lind", "C. and others", "", "C. Lind and others"),
        ("King", "Martin et al.", ", Jr.", "Martin King, Jr. et al."),
        ("Lind", "et al.", "", "Lind, et al."),
        ("Lind", "others", "", "Lind, others"),
        ("王", "等", "", "王, 等"),
        ("王", "伟等", "", "王伟等"),
        ("Dr. Lind", "Cora PhD", "", "Dr. Cora Lind PhD"),
        ("Lind, Marsh", "C. et al.", "", "C. Lind, Marsh et al."),
        ("Lind", "John D.", "", "John D. Lind"),
        ("Lind", "", " Jr", "Lind Jr"),
        ("", "Cora", "", "Cora"),
        ("", "", "", ""),
        ("王", "伟", "", "王伟"),
    ],
)
def test_the_parts_of_a_name_are_joined(family: str, given: str, suffix: str, name: str) -> None:
    assert join_parts(family, given, suffix) == name


@given(st.lists(PARTS, min_size=1, max_size=5).map("".join) | texts)
def test_decorations_and_name_are_the_whole_text(printed: str) -> None:
    assert "".join(undecorated(printed)) == printed
