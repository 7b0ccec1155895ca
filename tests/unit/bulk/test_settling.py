"""Settled tables say of all rows what the rules say of them at once."""

import random
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.records import Record
from graphapp.row_kinds import PaperRows
from graphapp.rules.known_sources import UNKNOWN
from graphapp.rules.work_rows import WorkRow
from graphapp.rules.works import find_works
from tests.bibliography import bibliography, people
from tests.bulk_tables import rows_in, settled_tables


def settled(folder: Path, records: dict[str, list[Record]]) -> tuple[list[PaperRows], dict[str, list[dict[str, Any]]]]:
    """The rows of the papers, and the tables of nodes."""
    engine, rows = settled_tables(folder, records)
    with engine:
        tables = {table: rows_in(engine, table) for table in ("paper_nodes", "author_nodes", "venue_nodes")}
    return [each for each in rows if isinstance(each, PaperRows)], tables


def work_row(rows: PaperRows) -> WorkRow:
    paper: dict[str, Any] = dict(rows.paper)
    keys = {author["author_id"]: author["fold_key"] for author in (*rows.named_authors, *rows.identified_authors)}
    return WorkRow(
        paper_id=paper["paper_id"],
        source=paper["source"],
        source_rank=UNKNOWN.rank,
        title=paper["title"],
        title_key=paper.get("title_key"),
        year=paper.get("year"),
        type=paper.get("type"),
        identifiers={name: paper[name] for name in ("doi", "arxiv_id", "pmid") if name in paper},
        complete="author_count" in paper,
        venue_id=None if rows.venue is None else rows.venue["venue_id"],
        venue_kind=None if rows.venue is None else rows.venue["kind"],
        author_keys=tuple(sorted({keys[each["author_id"]] for each in rows.authored if each["role"] == "author"})),
    )


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), titles=st.integers(1, 60))
def test_works_are_those_of_all_rows_at_once(tmp_path_factory: Any, seed: int, titles: int) -> None:
    records: dict[str, list[Record]] = {
        source: [*bibliography(seed, 40, source=source, titles=titles)] for source in ("one", "two", "six")
    }
    papers, tables = settled(tmp_path_factory.mktemp("tables"), records)
    works = find_works(map(work_row, papers))
    assert {row["paper_id"]: row["work_id"] for row in tables["paper_nodes"]} == works.work_of
    preferred = {row["paper_id"] for row in tables["paper_nodes"] if row["preferred"]}
    assert preferred == set(works.shown_by.values())


def test_the_order_of_records_changes_nothing(tmp_path: Path) -> None:
    first: list[Record] = [*bibliography(5, 80, titles=20), *people(5, 20)]
    other = random.Random(1).sample(first, k=len(first))
    found = []
    for name, records in (("a", first), ("b", other)):
        (tmp_path / name).mkdir()
        _, tables = settled(tmp_path / name, {"one": records})
        for row in tables["paper_nodes"]:
            del row["record"]
        found.append({table: sorted(map(repr, rows)) for table, rows in tables.items()})
    assert found[0] == found[1]
    assert found[0]["author_nodes"]
    assert found[0]["venue_nodes"]
