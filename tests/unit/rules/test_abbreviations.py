"""Titles that abbreviate others word by word, as ISO 4 does, and those that only resemble that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.abbreviations import abbreviates, initials, may_abbreviate, words_of
from graphapp.rules.names import fold
from graphapp.rules.venues import entries, resolve_venue

ALIASES = [
    (alias, venue_id)
    for venue_id, entry in entries().items()
    for alias in (entry["name"], *entry.get("aliases", ()))
    if len(words_of(fold(alias))) > 1
]


@pytest.mark.parametrize(
    ("short", "full", "yes"),
    [
        ("J. Sheep Sci.", "Journal of Sheep Science", True),
        (
            "Proc. Natl. Acad. Wool U.S.A.",
            "Proceedings of the National Academy of Wool of the United States of America",
            True,
        ),
        ("Int'l J. Meadow Engrg.", "International Journal on Meadow Engineering", True),
        ("Am. J. Wool", "American Journal of Wool", True),
        ("Journal Sheep Science", "Journal of Sheep Science", False),
        ("Lette. Sheep", "Letter on Sheep", False),
        ("Sheep Letter", "Sheep Letters", False),
        ("J. Sheep", "Journal of Sheep Science", False),
        ("J. Sheep Sci.", "Journal of Sheep and Science of Wool", False),
        ("Ration. Wool", "Relational Wool", False),
        ("Sh. Wool", "Sheep Wool", False),
        ("K. Sheep Sci.", "Journal of Sheep Science", False),
    ],
)
def test_each_word_is_cut_or_whole(short: str, full: str, yes: bool) -> None:
    assert abbreviates(words_of(fold(short)), words_of(fold(full))) is yes


@pytest.mark.parametrize(
    ("printed", "may"),
    [
        ("Sheep Sci.", True),
        ("J Sheep", True),
        ("Int J Sheep", True),
        ("Sheep Sci", False),
        ("Sci.", False),
        ("J.", False),
        ("", False),
    ],
)
def test_an_abbreviation_has_dots_or_several_words(printed: str, may: bool) -> None:
    assert may_abbreviate(printed) is may


@given(st.data())
def test_cut_words_abbreviate(data: st.DataObject) -> None:
    alias, _ = data.draw(st.sampled_from(ALIASES))
    full = words_of(fold(alias))
    short = tuple(word[: data.draw(st.integers(3, max(3, len(word) - 2)))] if len(word) > 4 else word for word in full)
    assert abbreviates(short, full) is (short != full)
    assert initials(short) == initials(full)


@given(
    st.lists(st.text("abjksu", min_size=1, max_size=4), max_size=3), st.lists(st.text("abjksu", min_size=1), max_size=3)
)
def test_an_abbreviation_has_the_initials_of_its_title(short: list[str], full: list[str]) -> None:
    if abbreviates(short, full):
        assert initials(short) == initials(full)
        assert not abbreviates(full, short)


@given(st.data())
def test_an_abbreviation_of_a_venue_is_never_another_one(data: st.DataObject) -> None:
    alias, venue_id = data.draw(st.sampled_from(ALIASES))
    words = [word[: data.draw(st.integers(3, len(word)))] if len(word) > 4 else word for word in fold(alias).split()]
    found = resolve_venue(" ".join(f"{word}." for word in words))
    assert found is not None
    assert found.kind is None or found.venue_id == venue_id
