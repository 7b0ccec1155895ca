"""What a row states: what it is a preprint by, and which identifiers two publications cannot share."""

import pytest

from graphapp.rules.work_rows import are_of_one_kind, joining_identifiers, kind_of, two_identifiers
from tests.unit.rules.test_works import preprint, row


@pytest.mark.parametrize(
    ("fields", "is_preprint"),
    [
        ({"venue_kind": "preprint server"}, True),
        ({"type": "Posted Content"}, True),
        ({"type": "article"}, False),
        ({"type": None}, False),
    ],
)
def test_a_preprint_is_one_by_its_venue_or_by_its_type(fields: dict[str, object], is_preprint: bool) -> None:
    assert row("a:1", **fields).preprint is is_preprint


def test_identifiers_that_join_are_listed_in_words() -> None:
    assert joining_identifiers(row("a:1", doi="10.1/x", arxiv_id="2305.14314")) == [
        "DOI 10.1/x",
        "arXiv id 2305.14314",
    ]


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        (row("a:1", doi="10.1/x"), row("b:1", doi="10.1/x"), None),
        (row("a:1", doi="10.1/x"), row("b:1", doi="10.1/y"), "two DOIs: 10.1/x and 10.1/y"),
        (row("a:1", doi="10.1/x"), row("b:1", arxiv_id="2305.14314"), None),
        (preprint("a:1", doi="10.1/x"), row("b:1", doi="10.1/y"), None),
        (preprint("a:1", doi="10.1/x.v1"), preprint("b:1", doi="10.1/x.v2"), None),
    ],
)
def test_two_identifiers_of_one_kind_are_named(a: object, b: object, conflict: str | None) -> None:
    assert two_identifiers(a, b) == conflict  # type: ignore[arg-type]


def test_a_title_says_more_of_the_kind_of_a_row_than_its_type() -> None:
    erratum = row("a:1", title="Erratum: A title")
    assert kind_of(erratum)[0] is not None
    assert kind_of(row("a:1")) == (None, None)
    assert are_of_one_kind((erratum, row("b:1", title="Erratum: A title", type="erratum")))
    assert not are_of_one_kind((row("a:1"), row("b:1", type="erratum")))
