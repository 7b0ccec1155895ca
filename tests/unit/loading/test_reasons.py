"""Reasons are counted by their kind: what they quote of a record makes no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.loading.reasons import Reasons, kind_of_reason
from graphapp.records import Loss, Reject
from graphapp.results.upkeep import ReasonCount


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("no title", "no title"),
        ('year "in "press" is not a year', 'year "..." is not a year'),
        ("author 3 has no name", "author N has no name"),
        ("'soon' is not a valid DOI", "'...' is not a valid DOI"),
        (r"'it\'s soon' is not a valid DOI", "'...' is not a valid DOI"),
        ("'Anonymous' is nobody's name", "'...' is nobody's name"),
        ("a spreadsheet's formula or error in its title", "a spreadsheet's formula or error in its title"),
        ("byte 0xe9 at offset 12 is not UTF-8", "byte 0x.. at offset N is not UTF-8"),
        ("more than 16 MiB of text in one record", "more than 16 MiB of text in one record"),
        (
            "a title of 9,000 characters; at most 8,000 can be stored",
            "a title of N characters; at most 8,000 can be stored",
        ),
        ("'10.48550/a' contradicts the arXiv id 2301.00002", "'...' contradicts the arXiv id N"),
        (
            "another record of this load (p.jsonl:17) has the paper id 'mine:1', too, and says more",
            "another record of this load (...) has the paper id '...', too, and says more",
        ),
    ],
)
def test_a_kind_of_reason_quotes_nothing(reason: str, kind: str) -> None:
    assert kind_of_reason(reason) == kind


def test_reasons_are_counted_most_frequent_first() -> None:
    reasons = Reasons()
    reasons.add(Reject(place="p:1", reason="no title", raw=""))
    for number in (2, 3):
        reasons.add(Loss(place=f"p:{number}", field="doi", reason=f"'{number}' is not a valid DOI", raw=""))
    assert reasons.counts() == (
        ReasonCount(kind="warning", reason="'...' is not a valid DOI", count=2, first="p:2"),
        ReasonCount(kind="reject", reason="no title", count=1, first="p:1"),
    )


def test_a_count_has_a_name_for_a_cell() -> None:
    assert ReasonCount(kind="reject", reason="no title", count=1_200, first="p:1").name == "no title (1,200)"


def test_the_kinds_that_are_told_apart_have_a_limit() -> None:
    reasons = Reasons()
    for number in range(3_000):
        word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        reasons.add(Reject(place="p:1", reason=f"a {word}", raw=""))
    counts = reasons.counts()
    assert len(counts) == 1_001
    assert sum(count.count for count in counts) == 3_000
    assert counts[0].reason == "other reasons"


@given(st.text(max_size=1_000))
def test_any_text_has_a_kind(reason: str) -> None:
    assert kind_of_reason(kind_of_reason(reason)) is not None
