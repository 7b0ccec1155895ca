"""Which words of a name are certainly the family name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.authors.author_cells import FAMILY_FIRST, natural
from graphapp.formats.authors.family_names import split_name

WORDS = st.sampled_from(
    ["Ada", "Byron", "J.", "van", "de", "Jr.", "Müller", "O'Neil", "Li", "PhD", "Inc.", "of", "i", ","]
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
