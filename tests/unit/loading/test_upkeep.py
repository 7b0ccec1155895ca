"""What rekeying finds in a stored paper row: the rows under the current rules, when they differ."""

from typing import Any

import pytest

from graphapp.errors import Refused
from graphapp.loading import fingerprints
from graphapp.loading.fingerprints import identify
from graphapp.loading.losses import usable
from graphapp.loading.rows import rows_of
from graphapp.loading.upkeep import changed_paper
from graphapp.records import PaperRecord
from graphapp.row_kinds import PaperRows, StoredPaper
from graphapp.rules.known_sources import UNKNOWN
from tests.bibliography import paper


def stored(record: PaperRecord, **older: Any) -> StoredPaper:
    """The row of a record as an earlier version stored it: a property that is None is absent."""
    rows = rows_of(identify(record, "one"), "one", UNKNOWN, 1)
    assert isinstance(rows, PaperRows)
    properties = {name: value for name, value in ({**rows.paper} | older).items() if value is not None}
    return StoredPaper(paper_id=rows.id, properties=properties, publication=None, venue_id=None, authorships=[])


def fingerprint_of_all(record: PaperRecord) -> str:
    """The fingerprint of a record under rules that leave nothing out of it."""
    with pytest.MonkeyPatch.context() as older:
        older.setattr(fingerprints, "usable", lambda each: usable(each)._replace(left_out=()))
        return identify(record, "one").row_hash


@pytest.mark.parametrize(
    ("record", "older", "changed"),
    [
        (
            paper(identifiers={"doi": "10.48550/arXiv.2301.00001"}),
            {"doi": "10.48550/arxiv.2301.00001", "arxiv_id": None},
            {"arxiv_id": "2301.00001"},
        ),
        (paper(identifiers={"doi": "10.1000/x."}), {"doi": "10.1000/x."}, {"doi": "10.1000/x"}),
        (
            paper(url="https://arxiv.org/abs/2301.00001v1"),
            {"arxiv_id": None},
            {"arxiv_id": "2301.00001"},
        ),
        (
            paper(identifiers={"doi": "10.0000/1"}),
            {"doi": "10.0000/1", "row_hash": fingerprint_of_all(paper(identifiers={"doi": "10.0000/1"}))},
            {},
        ),
        (paper(identifiers={"doi": "10.1000/x"}, url="https://doi.org/10.1000/x"), {}, None),
        (paper(), {}, None),
    ],
)
def test_a_row_whose_identifiers_differ_is_written_again_as_a_load_would_write_it(
    record: PaperRecord, older: dict[str, Any], changed: dict[str, str] | None
) -> None:
    found = changed_paper(stored(record, **older), "one", UNKNOWN, 1)
    if changed is None:
        assert found is None
        return
    assert found is not None
    rows, losses = found
    assert isinstance(rows, PaperRows)
    assert rows == rows_of(identify(record, "one"), "one", UNKNOWN, 1)
    assert {name: rows.paper.get(name) for name in ("doi", "arxiv_id") if name in rows.paper} == changed
    assert losses == ()


def test_a_row_that_the_rules_take_no_more_is_named_with_what_to_do() -> None:
    with pytest.raises(Refused, match=r"do not take 'one:p'.* is not a year.*graphapp remove-source one"):
        changed_paper(stored(paper(), year=99_999), "one", UNKNOWN, 1)


def test_a_stored_text_that_is_no_identifier_is_left_out_and_reported() -> None:
    found = changed_paper(stored(paper(), doi="10.1000/a 10.1000/b"), "one", UNKNOWN, 1)
    assert found is not None
    rows, [loss] = found
    assert isinstance(rows, PaperRows)
    assert "doi" not in rows.paper
    assert (loss.place, loss.field, loss.raw) == ("one:p", "doi", "10.1000/a 10.1000/b")
