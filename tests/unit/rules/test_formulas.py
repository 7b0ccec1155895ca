"""Cells that would be formulas: guarded for spreadsheets, and read as the text that they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.formulas import guarded, unguarded

TEXT = st.lists(st.sampled_from(["'", "=", "-", "@", "＋", "\t", " ", "\u200b", "a"])).map("".join) | st.text()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("-omics", "'-omics"),
        ("\tx", "'\tx"),
        (" \u200b@x", "' \u200b@x"),
        ("'=1", "''=1"),
        ("''+", "'''+"),
        ("'t Hooft", "'t Hooft"),
        ("1 - 2", "1 - 2"),
        ("", ""),
    ],
)
def test_what_begins_as_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@given(TEXT)
def test_any_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
