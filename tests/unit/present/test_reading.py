"""Titles and abstracts as a person reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.reading import tidy


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("see https: //a.org/b", "see https://a.org/b"),
        ("see http: / /a.org", "see http://a.org"),
        ("trained on 1. 4 trillion tokens", "trained on 1.4 trillion tokens"),
        ("a gain of 2. 5%", "a gain of 2.5%"),
        ("a **bold** and *leaning* word", "a bold and leaning word"),
        (r"\emph{All} is \textbf{well}", "All is well"),
        (r"\textbf{\emph{All}} well", "All well"),
        (r"about $1\%$ of it", "about 1% of it"),
        ("in $O(n^2)$ time", "in O(n²) time"),
        ("of $10^{-3}$ and $x_i$", "of 10⁻³ and x_i"),
        ("$H_2O$", "H₂O"),
        (r"Erd\H{o}s and G\"odel and \'{e}t\'e", "Erdős and Gödel and été"),
        (r"R\&D, 5\% of it", "R&D, 5% of it"),
        (r"$\alpha$-stable", "α-stable"),
        ("$$x^2$$", "x²"),
    ],
)
def test_marks_of_other_programs_are_read(stored: str, read: str) -> None:
    assert tidy(stored) == read


@pytest.mark.parametrize(
    "text",
    [
        "from $5 to $10",
        "it costs 5$ or 6$",
        "from $5 million and x_1 to 10$",
        "We found 3. 5 others followed.",
        "In 2019. 4 years later",
        "a * b * c",
        "C* and A* search",
        "snake_case and __init__py",
        "about ~5 -- and C:\\",
        "GPT3.int8(): 8-bit",
        "מבוא לרשתות",
        "",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert tidy(text) == text


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(tidy(text), str)


@given(st.text(alphabet=st.characters(categories=("L", "Nd", "Zs")), max_size=100))
def test_words_stay(text: str) -> None:
    assert tidy(text) == text
