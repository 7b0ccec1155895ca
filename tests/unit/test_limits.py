"""Valid and invalid limits."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.limits import check_limit, check_page


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
