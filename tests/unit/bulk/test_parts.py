"""Records that several processes make rows of are those of one process: same identities, order, rejects, errors."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from pyarrow import parquet

from graphapp.bulk import parts
from graphapp.bulk.parts import Numbered, Numbers, Part, PartMaker, numbered_records
from graphapp.bulk.tables import make_folders
from graphapp.bulk.workers import Processes
from graphapp.errors import InvalidArgument, SourceError
from graphapp.loading.fingerprints import Identified
from graphapp.loading.intake import identified_records
from graphapp.records import PaperRecord, PassedOver, PersonRecord, Record, Reject
from graphapp.rules.known_sources import UNKNOWN
from tests.bibliography import bibliography, paper, people

REJECT = Reject(place="here:1", reason="no title", raw="{}")
PASSED_OVER = PassedOver(place="here:2", reason="a redirect")
HARD: list[Record] = [
    paper("surrogate", "Ada Lovelace", title="half \ud800 of a pair"),
    paper(" ", "Ada Lovelace"),
    paper("damaged", "Ada Lovelace", identifiers={"doi": "soon"}),
    paper("missing", "Ada Lovelace", identifiers={"doi": "n/a"}),
    paper("unfit", "Ada Lovelace", year=0),
    paper("far", "Ada Lovelace", year=1 << 70),
]


def all_records() -> list[Record]:
    return [*bibliography(1, 50), REJECT, *people(1, 9), *HARD, PASSED_OVER, *bibliography(2, 30, source="two")]


@pytest.fixture
def maker(tmp_path: Path) -> PartMaker:
    make_folders(tmp_path)
    return PartMaker(folder=tmp_path, source="one", traits=UNKNOWN, revision=1)


@pytest.fixture(params=[4, 10_000])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Records of a part."""
    monkeypatch.setattr(parts, "_MOST_RECORDS", request.param)
    return int(request.param)


def test_records_have_the_identities_and_the_order_that_one_process_gives_them(maker: PartMaker, size: int) -> None:
    with Processes(2) as workers:
        found = list(numbered_records(all_records(), maker, workers, Numbers()))
    expected = list(identified_records(all_records(), "one"))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        if isinstance(other, Identified):
            assert isinstance(one, Numbered)
            assert (one.record, one.key, one.row_hash) == (other.record, other.key, other.row_hash)
            assert (one.rank, one.losses) == (other.rank, other.losses)
        else:
            assert one == other


def test_rows_have_the_number_of_their_record_and_unfit_records_have_none(maker: PartMaker, size: int) -> None:
    with Processes(2) as workers:
        found = [
            each for each in numbered_records(all_records(), maker, workers, Numbers()) if isinstance(each, Numbered)
        ]
    table = parquet.read_table(maker.folder / "papers").to_pydict()
    stated = dict(zip(table["record"], table["paper_id"], strict=True))
    assert stated == {each.number: each.id for each in found if each.kind == "paper" and each.unfit is None}
    assert {each.id: each.unfit for each in found if each.unfit} == {
        "one:unfit": 'year "0" is not a year',
        "one:far": f'year "{1 << 70}" is not a year',
    }


def test_an_input_that_breaks_off_gives_what_it_had(maker: PartMaker, size: int) -> None:
    def broken() -> Iterator[Record]:
        yield from bibliography(1, 30)
        raise SourceError("cut short")

    found: list[object] = []
    with Processes(2) as workers, pytest.raises(SourceError, match="cut short"):
        found.extend(numbered_records(broken(), maker, workers, Numbers()))
    assert len(found) == 30


def test_no_rows_are_written_after_the_end(maker: PartMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MOST_RECORDS", 4)
    numbers = Numbers()
    with Processes(2) as workers:
        with closing(numbered_records(bibliography(1, 900), maker, workers, numbers)) as found:
            next(found)
        there = sorted((maker.folder / "papers").iterdir())
    assert sorted((maker.folder / "papers").iterdir()) == there
    assert 4 <= numbers.take(0) < 900


def test_parts_are_small_however_large_the_records_are(maker: PartMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MOST_TEXT", 10)
    monkeypatch.setattr(parts, "_MOST_NAMES", 3)
    records = [replace(each, abstract="eleven letters") for each in bibliography(1, 3)]
    crowded = [paper(f"{number}", "Ada Lovelace", "Bo Li", "Cy Young") for number in range(4)]
    with Processes(1) as workers:
        list(numbered_records([*records, *crowded], maker, workers, Numbers()))
    assert len(list((maker.folder / "papers").iterdir())) == 1 + 3 + 4


def test_a_part_comes_out_as_it_went_in() -> None:
    kept = [each for each in all_records() if isinstance(each, PaperRecord | PersonRecord)]
    assert Part.of(7, kept).records() == kept
    plain = [each for each in kept if each not in HARD]
    assert Part.of(7, plain).is_packed
    assert Part.of(7, plain).records() == plain


@pytest.mark.parametrize("year", ["1843", np.int64(1843)])
def test_a_record_with_a_value_of_another_type_is_refused(maker: PartMaker, year: Any) -> None:
    with Processes(1) as workers, pytest.raises(InvalidArgument, match="another type"):
        list(numbered_records([replace(paper("1"), year=year)], maker, workers, Numbers()))


def test_what_is_no_record_is_refused(maker: PartMaker) -> None:
    with Processes(1) as workers, pytest.raises(InvalidArgument, match="'Ada' among the records"):
        list(numbered_records([paper("1"), "Ada"], maker, workers, Numbers()))  # type: ignore[list-item]
