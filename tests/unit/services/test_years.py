"""Years that a question asks for."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.services.years import check_years


def test_years_of_no_paper_are_refused() -> None:
    check_years(0, 1000)
    with pytest.raises(InvalidArgument, match="no year from 2020 to 2019"):
        check_years(2020, 2019)
    with pytest.raises(InvalidArgument, match="no paper is of the year 20222 or later"):
        check_years(20222)
    with pytest.raises(InvalidArgument, match="no paper is of the year 202 or earlier"):
        check_years(None, 202)
