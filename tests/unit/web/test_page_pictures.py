"""A picture inside a page asks for nothing that a strict policy forbids."""

from dataclasses import replace

import pytest

from graphapp.web.page_pictures import picture_of
from tests.answers.networks import CHAINS, NEIGHBORHOOD, PEOPLE


@pytest.mark.parametrize("found", [NEIGHBORHOOD, CHAINS, PEOPLE], ids=lambda found: type(found).__name__)
def test_a_picture_has_no_style_and_no_script_of_its_own(found: object) -> None:
    picture = picture_of(found)  # type: ignore[arg-type]
    assert picture is not None
    assert picture.startswith("<svg")
    assert 'href="/name-cluster/' in picture
    for forbidden in ("<style", "<script", " style=", "javascript:"):
        assert forbidden not in picture


def test_where_nobody_wrote_with_anybody_nothing_is_drawn() -> None:
    assert picture_of(None) is None
    assert picture_of(replace(NEIGHBORHOOD, edges=(), nodes=())) is None
    assert picture_of(replace(CHAINS, chains=(), distance=None)) is None
