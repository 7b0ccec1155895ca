"""Records on their way to rows: when a batch is handed on, and which batches a stopped load takes."""

from collections.abc import Iterable, Iterator, Mapping

import pytest

from graphapp.loading.fingerprints import Identified
from graphapp.loading.intake import Intake, identified_records
from graphapp.loading.ledger import Key, Ledger, rows_again
from graphapp.loading.reading import Reading
from graphapp.loading.rows import rows_of
from graphapp.records import Record
from graphapp.row_kinds import Rows
from graphapp.rules.known_sources import known_traits
from tests.bibliography import bibliography, paper


def reading_of(records: Iterable[Record], ledger: Ledger[Rows], **asked: object) -> Reading[Identified, Rows]:
    intake: Intake[Identified] = Intake(
        identified_records(records, "one"),
        batch_size=2,
        max_rejects=None,
        on_reject=lambda reject: None,
        on_loss=lambda loss: None,
    )
    return Reading(
        intake=intake,
        ledger=ledger,
        rows=lambda each: rows_of(each, "one", known_traits("one"), 1),
        on_progress=lambda progress: None,
        **asked,  # type: ignore[arg-type]
    )


def test_a_batch_is_handed_on_before_the_next_one_is_read() -> None:
    created: list[Rows] = []

    def records() -> Iterator[Record]:
        first, second, third = bibliography(1, 3)
        yield from (first, second)
        # What a slow stream has given is written while it waits.
        assert len(created) == 2
        yield third

    with Ledger(rows_again) as ledger:
        assert not reading_of(records(), ledger).read(created.extend, lambda: False)
    assert len(created) == 3


def test_a_record_that_comes_again_in_the_next_batch_is_created_once() -> None:
    records = [paper("a"), paper("b"), paper("b"), paper("c")]
    created: list[Rows] = []
    with Ledger(rows_again) as ledger:
        reading = reading_of(records, ledger, stored_hashes=lambda batch: {})
        assert not reading.read(created.extend, lambda: False)
        assert (ledger.tally().created, ledger.tally().unchanged) == (3, 1)
    assert [rows.id for rows in created] == ["one:a", "one:b", "one:c"]


@pytest.mark.parametrize(("stops", "read"), [([True], 2), ([False, True], 4), ([False, False, True], 6)])
def test_a_stopped_load_takes_what_it_has_read(stops: list[bool], read: int) -> None:
    asked = iter(stops)
    created: list[Rows] = []
    with Ledger(rows_again) as ledger:
        reading = reading_of(bibliography(1, 20), ledger)
        assert reading.read(created.extend, lambda: next(asked))
        assert (reading.intake.read, len(created)) == (read, read)


def test_an_error_of_the_graph_ends_the_reading() -> None:
    def fail(batch: list[Identified]) -> Mapping[Key, str]:
        raise ConnectionError("gone")

    with Ledger(rows_again) as ledger, pytest.raises(ConnectionError, match="gone"):
        reading_of(bibliography(1, 20), ledger, stored_hashes=fail).read(lambda rows: None, lambda: False)
