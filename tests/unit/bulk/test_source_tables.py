"""Which records stand in the tables: those of greatest rank, among the records that were read, and no others."""

import random
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.bulk import parts
from graphapp.bulk.source_tables import SourceTables
from graphapp.errors import InvalidArgument
from graphapp.records import PaperRecord, Record, Reject
from graphapp.results.upkeep import LoadReport
from tests.bibliography import bibliography, paper
from tests.bulk_tables import rows_in


def standing(tables: SourceTables) -> tuple[dict[str, str], set[str], list[LoadReport]]:
    """Paper id -> title of the paper rows, the ids of author rows, and the reports."""
    with tables.settle(state="complete") as engine:
        papers = [(row["paper_id"], row["title"]) for row in rows_in(engine, "paper_nodes")]
        authors = {row["author_id"] for row in rows_in(engine, "author_nodes")}
        assert len(dict(papers)) == len(papers), "a paper row stands twice"
    return dict(papers), authors, tables.reports(0)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 1_000), of_part=st.sampled_from([1, 3, 500]), batch_size=st.sampled_from([1, 2, 500]))
def test_the_fullest_record_of_an_id_stands(
    tmp_path_factory: pytest.TempPathFactory, seed: int, of_part: int, batch_size: int
) -> None:
    chance = random.Random(seed)
    records: list[Record] = [
        paper(f"{chance.randrange(4)}", *(f"Author {rank}" for rank in range(chance.randrange(4))), title=f"T{number}")
        for number in range(9)
    ]
    fullest: dict[str, PaperRecord] = {}
    for record in records:
        assert isinstance(record, PaperRecord)
        known = fullest.get(f"one:{record.paper_id}")
        if known is None or len(record.authorships) > len(known.authorships):
            fullest[f"one:{record.paper_id}"] = record
    rejects: list[Reject] = []
    with pytest.MonkeyPatch.context() as patch, SourceTables(nullcontext(tmp_path_factory.mktemp("tables"))) as tables:
        patch.setattr(parts, "_MOST_RECORDS", of_part)
        tables.read(records, source="one", batch_size=batch_size, on_reject=rejects.append)
        papers, authors, [report] = standing(tables)
    counts = {paper_id: len(record.authorships) for paper_id, record in fullest.items()}
    assert papers.keys() == fullest.keys()
    assert authors == {f"one:Author {rank}" for count in counts.values() for rank in range(count)}
    assert report.created == len(fullest)
    assert report.created + report.rejected + report.unchanged == len(records)
    assert report.authors.created - report.authors.deleted == len(authors)
    assert len(rejects) == report.rejected


def test_what_was_not_read_has_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MOST_RECORDS", 4)
    stops = iter([False, True])
    with SourceTables(nullcontext(tmp_path)) as tables:
        whole = tables.read(bibliography(1, 90), source="one", batch_size=5, stop=lambda: next(stops, True))
        tables.read(bibliography(2, 7, source="two"), source="two")
        papers, _, [stopped, other] = standing(tables)
    assert (whole, stopped.interrupted, stopped.read, stopped.created, other.created) == (False, True, 10, 10, 7)
    assert sum(paper_id.startswith("one:") for paper_id in papers) == 10


def test_too_many_rejects_end_the_input_where_they_do_in_an_ordinary_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MOST_RECORDS", 2)
    records: list[Any] = [*bibliography(1, 5), paper(" "), paper(" "), *bibliography(2, 50, source="two")]
    with SourceTables(nullcontext(tmp_path)) as tables:
        assert not tables.read(records, source="one", max_rejects=1)
        _, _, [report] = standing(tables)
    assert (report.read, report.created, report.rejected) == (7, 5, 2)
    assert report.failure == "2 records were rejected, more than the 1 allowed"


def test_a_source_is_read_once_and_has_a_valid_name(tmp_path: Path) -> None:
    with SourceTables(nullcontext(tmp_path)) as tables:
        tables.read([paper("1", "Ada Lovelace")], source="one")
        with pytest.raises(InvalidArgument, match="'one' were read already; give all of them at once"):
            tables.read([], source="one")
        with pytest.raises(InvalidArgument, match="'One' is not a valid source name"):
            tables.read([], source="One")
        with pytest.raises(InvalidArgument, match="at least one record per batch"):
            tables.read([], source="two", batch_size=0)
