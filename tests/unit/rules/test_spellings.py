"""What stands around a pasted identifier falls away, and nothing of the identifier does."""

import pytest

from graphapp.rules.names import LONGEST_NAME
from graphapp.rules.spellings import plain_text, remembered, trimmed


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("  ABC ", "abc"),
        ("a&amp;b", "a&b"),
        ("a&amp;amp;b", "a&b"),
        ("a\u200bb", "ab"),
        ("\u0130", "i\u0307"),
        ("a\n b", "a b"),
        ("a%2Fb", "a%2fb"),
        ("a\0b", None),
        ("x" * (LONGEST_NAME + 1), None),
    ],
)
def test_a_text_is_plain(pasted: str, plain: str | None) -> None:
    assert plain_text(pasted, percent=False) == plain


@pytest.mark.parametrize(
    ("pasted", "plain"), [("a%2Fb", "a/b"), ("a%252Fb", "a/b"), ("a%E9", None), ("a%C3%A9", "a\u00e9")]
)
def test_percent_encoding_is_decoded_on_request(pasted: str, plain: str | None) -> None:
    assert plain_text(pasted, percent=True) == plain


@pytest.mark.parametrize(
    ("pasted", "bare"),
    [("a.", "a"), ("a).", "a"), ("f(a).", "f(a)"), ("a;,|", "a"), ("a (", "a"), ("", ""), ("...", "")],
)
def test_final_punctuation_and_brackets_without_a_partner_fall_away(pasted: str, bare: str) -> None:
    assert trimmed(pasted) == bare


def test_a_text_that_is_too_long_is_not_read() -> None:
    read: list[str] = []

    @remembered
    def reader(text: str) -> str:
        read.append(text)
        return text

    assert reader("a") == reader("a") == "a"
    assert reader("x" * (LONGEST_NAME + 1)) is None
    assert read == ["a"]
