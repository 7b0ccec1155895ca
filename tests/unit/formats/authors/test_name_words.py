"""Signs in a printed author: complete names, initials, organisations, degrees."""

import pytest

from graphapp.formats.authors.name_words import ends_a_name, is_complete, is_initials, joins_names, shows_initials


@pytest.mark.parametrize("word", ["W", "W.", "G.N.", "G.N", "J.-P.", "É.", "Ł"])
def test_initials(word: str) -> None:
    assert is_initials(word)


@pytest.mark.parametrize("word", ["Wei", "Wu", "AB", "3", "G.Nowak", ""])
def test_words_that_are_no_initials(word: str) -> None:
    assert not is_initials(word)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("W Wang", True),
        ("Gatti G.N.", True),
        ("Doe AB", True),
        ("García Márquez", False),
        ("Ortega y Gasset", False),
        ("Costa e Silva", False),
        ("Ramón y Cajal S", True),
        ("LI YANG", False),
        ("LI Y", True),
        ("J. K.", False),
        ("", False),
    ],
)
def test_initials_beside_a_word(name: str, shown: bool) -> None:
    assert shows_initials(name) is shown


@pytest.mark.parametrize(
    ("name", "complete"),
    [
        ("Ada Byron", True),
        ("W. Wang", True),
        ("山田太郎", True),
        ("Byron", False),
        ("van der Berg", False),
        ("J. K.", False),
        ("王伟", False),
        ("King Jr.", False),
        ("", False),
    ],
)
def test_what_can_be_a_whole_name(name: str, complete: bool) -> None:
    assert is_complete(name) is complete


@pytest.mark.parametrize(
    ("token", "before", "ends"),
    [
        ("Jr.", ["King"], True),
        ("III", ["Martin King"], True),
        ("PhD", ["Doe"], True),
        ("Ph.D.", ["Jane Doe"], True),
        ("Inc.", ["Meadowsoft"], True),
        ("MD", ["Jane Doe"], True),
        ("M.D. Ph.D.", ["Jane Doe"], True),
        ("MD", ["Doe", "Jane"], True),
        ("MD", ["Smith"], False),
        ("Ma", ["Wei Wang"], False),
        ("MA", ["WEI WANG"], False),
        ("Ada", ["Byron"], False),
        ("", ["Byron"], False),
        ("Jr. " * 100, ["Byron"], False),
    ],
)
def test_what_belongs_to_the_name_before_a_comma(token: str, before: list[str], ends: bool) -> None:
    assert ends_a_name(token, before) is ends


def test_capitals_are_initials_where_the_column_says_so() -> None:
    assert not ends_a_name("MD", ["Garcia Marquez"], initials=True)
    assert ends_a_name("PhD", ["Garcia Marquez"], initials=True)
    assert ends_a_name("Ph. D.", ["Garcia Marquez"], initials=True)
    assert not ends_a_name("D. R.", ["Garcia Marquez"])
    assert not ends_a_name("I. I.", ["Ivanov"])


@pytest.mark.parametrize(
    ("name", "joins"),
    [
        ("Barnes and Noble", True),
        ("SHEEP AND GOATS", True),
        ("Simon und Garfunkel", True),
        ("Dupont et Fils", True),
        ("R&D Sheep", True),
        ("Karl von und zu Hill", False),
        ("Rosand Bandit", False),
        ("José Ortega y Gasset", False),
        ("And Ada", False),
    ],
)
def test_words_that_join_names(name: str, joins: bool) -> None:
    assert joins_names(name) is joins
