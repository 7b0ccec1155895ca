"""Drafts become the records that constructors make."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from graphapp.formats.drafts import PaperDraft, authorship
from graphapp.formats.fields import paper
from graphapp.records import Authorship, PaperRecord


def test_an_authorship_is_the_one_of_the_constructor() -> None:
    made = authorship("Ada Park", 2, "editor", "a1", "0000-0001-2345-6789")
    same = Authorship(printed_name="Ada Park", position=2, role="editor", author_id="a1", orcid="0000-0001-2345-6789")
    assert (type(made), made, hash(made), repr(made)) == (Authorship, same, hash(same), repr(same))
    assert authorship("Ada Park", None) == Authorship(printed_name="Ada Park", position=None)
    with pytest.raises(FrozenInstanceError):
        made.position = 3  # type: ignore[misc]


def test_a_paper_is_the_one_of_the_constructor() -> None:
    made = paper(place="here:1", title="Sheep", authorships=(authorship("Ada Park", 1),), year="2021")
    same = PaperRecord(
        place="here:1", title="Sheep", authorships=(Authorship(printed_name="Ada Park", position=1),), year=2021
    )
    assert (type(made), made, repr(made)) == (PaperRecord, same, repr(same))
    assert replace(made, year=2022) == replace(same, year=2022)
    assert pickle.loads(pickle.dumps(made)) == same  # noqa: S301 - its own bytes
    with pytest.raises(FrozenInstanceError):
        made.year = 2022  # type: ignore[misc]


def test_a_paper_has_every_field() -> None:
    made = paper(place="here:1", title="Sheep", authorships=())
    assert all(hasattr(made, field.name) for field in fields(PaperRecord))
    assert {*vars(PaperDraft)["__slots__"]} == {field.name for field in fields(PaperRecord)}
