"""Valid and invalid limits."""

from collections.abc import Callable

import numpy
import pytest

from graphapp.errors import InvalidArgument
from graphapp.limits import (
    check_limit,
    check_page,
    check_texts,
    check_whole,
    check_whole_or_none,
    texts_of,
)


@pytest.mark.parametrize("limit", [None, 1, 50, 2**63 - 1])
def test_a_valid_limit_is_accepted(limit: int | None) -> None:
    check_limit(limit)


@pytest.mark.parametrize(("limit", "sentence"), [(0, "shows nothing"), (-1, "shows nothing"), (2**63, "64 bits")])
def test_an_invalid_limit_is_refused(limit: int, sentence: str) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        check_limit(limit)


@pytest.mark.parametrize(("page", "limit"), [(None, None), (None, 50), (1, None), (7, 50)])
def test_a_valid_page_is_accepted(page: int | None, limit: int | None) -> None:
    check_page(page, limit)


@pytest.mark.parametrize(
    ("page", "limit", "sentence"),
    [(0, 50, "counted from 1"), (2, None, "one page"), (2**63, 50, "smaller number")],
)
def test_an_invalid_page_is_refused(page: int, limit: int | None, sentence: str) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        check_page(page, limit)


@pytest.mark.parametrize("number", ["2020", 2020.0, True, (2020,)])
@pytest.mark.parametrize("check", [check_whole, check_whole_or_none])
def test_what_is_no_whole_number_is_refused_by_its_name(check: Callable[..., None], number: object) -> None:
    with pytest.raises(InvalidArgument, match=r"^since is .*; it must be a whole number$"):
        check(until=7, since=number)


def test_some_numbers_may_be_left_out() -> None:
    check_whole_or_none(since=None, until=7)
    with pytest.raises(InvalidArgument, match=r"^since is None; it must be a whole number$"):
        check_whole(since=None, until=7)


def test_numbers_of_numpy_are_whole_numbers() -> None:
    """They come out of data frames."""
    check_whole(since=numpy.int64(2020))


def test_what_is_no_text_is_refused_by_its_name() -> None:
    check_texts(name="", after=numpy.str_("a"))
    with pytest.raises(InvalidArgument, match=r"^name is None; it must be a text$"):
        check_texts(after="", name=None)


def test_a_list_of_texts_is_any_iterable_but_a_text() -> None:
    assert texts_of(iter(["a", "b"]), "names") == ("a", "b")
    with pytest.raises(InvalidArgument, match=r"^names is 'ab'; it must be a list of texts$"):
        texts_of("ab", "names")
    with pytest.raises(InvalidArgument, match=r"^one of names is 5; it must be a text$"):
        texts_of(["a", 5], "names")  # type: ignore[list-item]


def test_an_answer_may_have_a_maximum_limit() -> None:
    check_limit(7, most=7)
    with pytest.raises(InvalidArgument, match="no limit is out of range; give a limit from 1 to 7"):
        check_limit(None, most=7)
