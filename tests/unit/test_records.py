"""The limits of a record: one rule for every format and for records made in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.records import LONGEST_RAW, Authorship, Reject, Unfit, check_positions, check_year


@pytest.mark.parametrize("stated", [1000, 2999, 1843, "1843", " 2021 "])
def test_a_year(stated: int | str) -> None:
    assert check_year(stated) == int(stated)


@pytest.mark.parametrize(
    "stated", [0, 999, 3000, -5, 2**70, "", "in press", "2021a", "20211", "٢٠٢١", "1987--date{}", "0800"]
)
def test_what_is_no_year(stated: int | str) -> None:
    with pytest.raises(Unfit, match="is not a year"):
        check_year(stated)


def test_a_long_text_that_is_no_year_is_quoted_in_part() -> None:
    with pytest.raises(Unfit, match=f'year "{"x" * 40}..." is not a year'):
        check_year("x" * 1_000)


def author(position: int | None, *, editor: bool = False) -> Authorship:
    return Authorship(printed_name="Ada", position=position, role="editor" if editor else "author")


@pytest.mark.parametrize(
    "authorships",
    [
        [],
        [author(1), author(2)],
        [author(None), author(None)],
        [author(1_000_000)],
        [author(1), author(1, editor=True)],
    ],
)
def test_positions_that_a_list_has(authorships: list[Authorship]) -> None:
    check_positions(authorships)


@pytest.mark.parametrize(
    ("authorships", "reason"),
    [
        ([author(0)], "0 is not a position in a list of authors"),
        ([author(1_000_001)], "1000001 is not a position"),
        ([author(-1, editor=True)], "-1 is not a position in a list of editors"),
        ([author(1), author(None), author(1)], "two authors at position 1"),
        ([author(2, editor=True), author(2, editor=True)], "two editors at position 2"),
    ],
)
def test_positions_that_no_list_has(authorships: list[Authorship], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        check_positions(authorships)


@given(st.binary(max_size=50_000))
def test_a_reject_keeps_a_bounded_text_of_whatever_bytes(raw: bytes) -> None:
    reject = Reject.of("here:1", "broken", raw)
    assert (reject.place, reject.reason) == ("here:1", "broken")
    assert len(reject.raw) <= LONGEST_RAW
    assert raw.decode(errors="replace")[: len(reject.raw) - 1] == reject.raw[:-1]
