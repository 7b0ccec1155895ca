"""Runs of combining marks: ordinary ones stay, and no longer ones reach a normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.marks import MOST_MARKS, cut_long_runs, has_long_run

MARKS = (
    "\u0301\u0316\u0327\u05b0\u064b\u3099"  # of several classes, which a normal form puts in order
    "\u0344\u0f73\u0f81"  # each of two marks when decomposed, the last two without a class of their own
    "\uff9e"  # a mark in the compatibility forms alone
)
texts = st.lists(st.sampled_from([*MARKS, *MARKS, "a", "ᾂ", "я", "'"]), max_size=150).map("".join)


def longest_run(text: str) -> int:
    """Of the marks in the decomposed text."""
    marks = "".join("m" if unicodedata.combining(letter) else " " for letter in unicodedata.normalize("NFKD", text))
    return max(map(len, marks.split()), default=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguyễn Thị Ánh",
        "בְּרֵאשִׁ֖ית",
        "ஸ்ரீ र्क्ष्म्य กรุ๊ง",
        "a" + "\u0301" * MOST_MARKS,
        ("a" + "\u0316\u0301" * 15) * 20,
    ],
)
def test_what_people_write_is_unchanged(text: str) -> None:
    assert not has_long_run(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert unicodedata.normalize(form, cut_long_runs(text)) == unicodedata.normalize(form, text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" + "\u0301" * 40 + "b", "a" + "\u0301" * 30 + "b"),
        # A normal form puts marks below before those above.
        ("a" + "\u0301\u0316" * 20, "a" + "\u0316" * 20 + "\u0301" * 10),
        ("\u0344" * 16, "\u0308\u0301" * 15),
        ("x" + "\u0f73" * 16, "x" + "\u0f71" * 16 + "\u0f72" * 14),
    ],
)
def test_a_long_run_keeps_its_first_marks(text: str, cut: str) -> None:
    assert has_long_run(text)
    assert unicodedata.normalize("NFD", cut_long_runs(text)) == unicodedata.normalize("NFD", cut)


@given(texts)
def test_no_long_run_is_left_and_shorter_ones_are_whole(text: str) -> None:
    assert has_long_run(text) == (longest_run(text) > MOST_MARKS)
    cut = cut_long_runs(text)
    assert longest_run(cut) == min(longest_run(text), MOST_MARKS)
    assert not has_long_run(cut)
    if not has_long_run(text):
        assert unicodedata.normalize("NFC", cut) == unicodedata.normalize("NFC", text)


@given(texts)
def test_equivalent_texts_stay_equivalent(text: str) -> None:
    cut = unicodedata.normalize("NFC", cut_long_runs(text))
    for form in ("NFC", "NFD"):
        assert unicodedata.normalize("NFC", cut_long_runs(unicodedata.normalize(form, text))) == cut
