"""The words of titles."""

import pytest

from graphapp.rules.persons.authorships import title_words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Lichens on Granite", {"lichens", "granite"}),
        ("A New Model for the Learning of Tides", {"tides"}),
        ("LICHENS, lichens and Lichens!", {"lichens"}),
        ("Covid19 in 3d", {"covid"}),
        ("Überlegungen zu Straßen", {"überlegungen", "strassen"}),
        ("地衣の研究", {"地衣の研究"}),
        ("", set()),
    ],
)
def test_words_of_three_letters_or_more_that_not_all_titles_have(title: str, words: set[str]) -> None:
    assert title_words(title) == words
