"""Answers about names: no notice of theirs claims that a name is a person."""

import pytest

from graphapp.results.coauthors import NAMES_NOTICE, ROWS_NOTICE
from graphapp.results.names import FOLD_NOTICE, NOTICE


@pytest.mark.parametrize("notice", [NOTICE, FOLD_NOTICE, NAMES_NOTICE, ROWS_NOTICE])
def test_no_notice_says_that_a_name_is_a_person(notice: str) -> None:
    assert "Nothing here says" in notice
    assert "person" in notice
