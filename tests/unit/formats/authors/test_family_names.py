"""Which words of a name are certainly the family name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.authors.author_cells import FAMILY_FIRST, natural
from graphapp.formats.authors.family_names import people, plainly_turned, split_name, turned
from graphapp.rules.placeholders import without_others
from graphapp.rules.printed_names import in_natural_order

WORDS = st.sampled_from(
    (
        *("Ada", "Byron", "J.", "van", "de", "Jr.", "Müller", "O'Neil", "Li", "PhD", "Inc.", "of", "i", ","),
        *("Jean-Luc", "J.R.", "The", "Group", "D’Or", "III", "et", "al.", "u. a.", "and", "others", "DSc", "Dr"),
        *("王", "伟", "等", "スミス", "김", "ve", "ark."),
    )
)


@pytest.mark.parametrize(
    ("printed", "inverted"),
    [
        ("Ines Okafor", "Okafor, Ines"),
        ("J. R. Okafor", "Okafor, J. R."),
        ("Ines B. Okafor", "Okafor, Ines B."),
        ("Jean-Luc O'Neil", "O'Neil, Jean-Luc"),
        ("Cora van der Berg", "van der Berg, Cora"),
        ("María de la Cruz Sol", "de la Cruz Sol, María"),
        ("John Smith, Jr.", "Smith, John, Jr."),
        ("Анна Иванова", "Иванова, Анна"),
        ("Cees 't Hart", "'t Hart, Cees"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("Omar el Fassi", "el Fassi, Omar"),
        ("Jean d'Alembert", "d'Alembert, Jean"),
    ],
)
def test_certain_names(printed: str, inverted: str) -> None:
    parts = split_name(printed)
    assert parts is not None
    assert parts.inverted == inverted


@pytest.mark.parametrize(
    "printed",
    [
        "Okafor",
        "",
        "Gabriel José García Márquez",
        "Okafor I.",
        "Okafor, Ines",
        "van Berg",
        "María José de la Cruz",
        "Gabriel María García y Márquez",
        "University of Meadow",
        "Meadow Group",
        "Wei Wang 0001",
        "John Smith Jr.",
        "Ines Okafor, PhD",
        "王 伟",
        "Ines  Okafor",
    ],
)
def test_doubtful_names_stay_whole(printed: str) -> None:
    assert split_name(printed) is None


@given(st.lists(WORDS, max_size=5).map(" ".join))
def test_a_name_that_is_split_is_read_again(printed: str) -> None:
    parts = split_name(printed)
    assert parts is None or natural(parts.inverted, FAMILY_FIRST) == printed


@given(st.lists(WORDS | st.text("Aé²b.-'’, (1)\u00a0\u3000，{;", max_size=4), max_size=6).map(" ".join))
def test_a_plain_name_is_turned_as_all_rules_turn_it(printed: str) -> None:
    assert turned(printed) == natural(printed, FAMILY_FIRST)


@given(st.sampled_from([", ", ",", " ,"]), st.lists(WORDS, min_size=1), st.lists(WORDS, min_size=1))
def test_names_of_two_parts_are_turned_as_all_rules_turn_them(comma: str, family: list[str], first: list[str]) -> None:
    printed = f"{' '.join(family)}{comma}{' '.join(first)}"
    assert turned(printed) == natural(printed, FAMILY_FIRST)
    assert plainly_turned(printed) in (in_natural_order(printed), None)


def test_names_with_particles_initials_and_dashes_are_plain() -> None:
    for family in ("Müller", "van der Berg", "García-López", "O’Neil", "Иванова"):
        for first in ("Ada", "J. R.", "J.-P.", "Ada B."):
            assert plainly_turned(f"{family}, {first}") == f"{first} {family}"
    for doubtful in ("King, Jr.", "Meadowsoft, Inc.", "Meadow, University of", "Okafor, Ines, PhD", "Okafor"):
        assert plainly_turned(doubtful) is None


@pytest.mark.parametrize("others", ["", ", et al.", " et al.", ", and others", " and 12 others"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A. Byron, W. Wang", ["A. Byron", "W. Wang"]),
        ("Byron A, Wang W", ["Byron A", "Wang W"]),
        ("Byron, A., Wang, W.", ["A. Byron", "W. Wang"]),
        ("Ada Byron, Wei Wang, Bo Li", ["Ada Byron", "Wei Wang", "Bo Li"]),
        ("Ada Byron, Wei Wang, Bo J. Li", ["Ada Byron", "Wei Wang", "Bo J. Li"]),
        ("Ada K. Byron, Wei Wang", ["Ada K. Byron", "Wei Wang"]),
        ("Ada (Kate) Byron, Wei‐Yi Wang, Bo Li", ["Ada (Kate) Byron", "Wei‐Yi Wang", "Bo Li"]),
        ("Byron, A.", ["A. Byron"]),
        ("García Márquez, Gabriel José", ["Gabriel José García Márquez"]),
    ],
)
def test_people_are_the_same_with_others_behind_them(text: str, names: list[str], others: str) -> None:
    *before, last = people(text + others)
    assert [*before, without_others(last)] == names
    assert (without_others(last) != last) == bool(others)


WHOLE_NAMES = st.sampled_from(
    ["Ada Byron", "A. Byron", "Wei-Yi Wang", "Bo J. Li", "Hao (Richard) Zhang", "Ana de la Cruz"]
)


@given(st.lists(WHOLE_NAMES, min_size=3, max_size=6))
def test_three_whole_names_or_more_between_commas_are_these_people(names: list[str]) -> None:
    assert people(", ".join(names)) == tuple(names)
