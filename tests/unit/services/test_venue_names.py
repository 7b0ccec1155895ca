"""Venues as a person types them."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.services import venue_names
from graphapp.services.venue_names import asked_venue_id


def test_a_venue_is_asked_for_by_any_of_its_names() -> None:
    assert asked_venue_id("Proc. of NIPS 2020") == asked_venue_id("neurips") == "neurips"


@pytest.mark.parametrize("typed", ["", "x" * 1_001, "\u0301\u0316" * 40_000, "a" + "\u0301\u0316" * 20])
def test_a_text_that_no_record_may_have_is_no_venue(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if typed:
        monkeypatch.setattr(venue_names, "resolve_venue", lambda _: pytest.fail("something was computed"))
    with pytest.raises(InvalidArgument, match="is not the name of a venue"):
        asked_venue_id(typed)
