"""Which names are disjoint: no word in common, and nothing else that explains it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.suspicions import MOST_COMPARED, are_disjoint, disjoint_names

WORDS = st.sampled_from(
    ["Ana", "José", "Bob", "Robert", "Lima", "Reed", "Ng", "J.", "L.", "Müller", "王", "Иван", "0001"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("a", "b", "disjoint"),
    [
        ("Ana Lima", "Bo Reed", True),
        ("Ana Lima", "Ana Reed", False),
        ("José García", "GARCIA, J.", False),
        ("J. Smith", "John Doe", True),
        ("J. Smith", "Jane Stone", True),
        ("J. S.", "John Smith", False),
        ("J. Smith", "John S.", False),
        ("Bob Reed", "Robert Ng", False),
        ("Xiaoming L.", "Xiao Ming Li", False),
        ("Karl Mueller", "K. Müller", False),
        # A number of namesakes is no word.
        ("Ana Lima 0001", "Bo Reed 0001", True),
        ("王小明", "王 明", False),
        ("王小明", "李强", True),
        ("王小明", "Wang Xiaoming", False),
        ("Иван Петров", "Ivan Petrov", False),
        ("Иван Петров", "Олег Орлов", True),
        ("…", "Ana Lima", False),
    ],
)
def test_names_are_disjoint_without_a_common_word(a: str, b: str, disjoint: bool) -> None:
    assert are_disjoint(a, b) is disjoint


@given(NAMES, NAMES)
def test_it_does_not_depend_on_the_order_of_names_and_words_or_on_capitals(a: str, b: str) -> None:
    assert are_disjoint(a, b) == are_disjoint(b, a)
    assert are_disjoint(a, b) == are_disjoint(a.upper(), b)


@given(NAMES, NAMES)
def test_a_word_in_common_is_enough(a: str, b: str) -> None:
    assert not are_disjoint(f"{a} Okafor", f"Okafor {b}")


@given(st.lists(NAMES, max_size=6))
def test_the_first_disjoint_pair_is_found(names: list[str]) -> None:
    found = disjoint_names(names)
    pairs = [(a, b) for a in sorted(names) for b in sorted(names) if a < b and are_disjoint(a, b)]
    assert found == (pairs[0] if pairs else None)


def test_so_many_names_take_no_time_that_grows_with_their_square() -> None:
    names = [f"Lima {chr(97 + place % 26)}{chr(97 + place // 26 % 26)}x" for place in range(2 * MOST_COMPARED)]
    assert disjoint_names(names) is None
    assert disjoint_names([*names, "Bo Reed"]) == ("Bo Reed", min(names))
