"""Titles and abstracts as a person reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.reading import found_in, tidy
from graphapp.results.search import Mark


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
        ("CO<sub>2</sub> and H<SUB>2</SUB>O in 10<sup>-6</sup> m", "CO₂ and H₂O in 10⁻⁶ m"),
        ("19<sup>th</sup>, L<sup><i>p</i></sup>, Na<sup>+</sup>, Sheep<sup>®</sup>", "19th, L^p, Na⁺, Sheep®"),
        ("The <i>E. coli</i> genome", "The E. coli genome"),
        ("AT&amp;T, &lt;i&gt;in vivo&lt;/i&gt; and a&#8211;b", "AT&T, in vivo and a–b"),
        (
            "<jats:title>Abstract</jats:title>\n <jats:sec><jats:title>Aim</jats:title><jats:p>To count.</jats:p>"
            '<jats:p xml:lang="en">To <jats:italic>sleep</jats:italic> at 1<jats:sup>2</jats:sup>.</jats:p></jats:sec>',
            "Aim To count. To sleep at 1².",
        ),
        ('<mml:math xmlns:mml="m"><mml:mi>n</mml:mi></mml:math>-ary', "n-ary"),
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
        "if a<b and c>d",
        "<script>alert(1)</script>",
        "<b>",
        "visit<R>, List<T>, x <  y",
        "Q&A; R&D;",
        "מבוא לרשתות",
        "",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert tidy(text) == text


def test_what_was_searched_is_marked_where_it_stands_in_the_tidied_text() -> None:
    assert found_in("\\textbf{Counting} H<sub>2</sub>O &amp; sheep", "h2o textbf") == (
        "Counting H₂O & sheep",
        (Mark(start=9, end=12),),
    )
    assert found_in("**All** of it", "of all") == ("All of it", (Mark(start=0, end=3),))
    assert found_in("<b>", "nothing") == ("<b>", ())


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(tidy(text), str)


@given(st.text(alphabet=st.characters(categories=("L", "Nd", "Zs")), max_size=100))
def test_words_stay(text: str) -> None:
    assert tidy(text) == text
