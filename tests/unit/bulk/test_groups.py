"""Groups of a sorted table are seen whole, and each once, wherever the file is cut."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from graphapp.bulk.groups import groups_of_rows


def groups_in_parts(path: Path, cuts: list[int], key: str | None) -> list[list[list[dict[str, Any]]]]:
    """The groups that a process sees, for each part of a file between cuts."""
    with parquet.ParquetFile(path) as file:
        ends = sorted({0, file.num_row_groups, *(cut for cut in cuts if cut < file.num_row_groups)})
        return [list(groups_of_rows(file, first, last, key)) for first, last in pairwise(ends)]


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=8),
    st.integers(1, 6),
    st.lists(st.integers(0, 20), max_size=4),
)
def test_each_group_is_seen_once_and_whole(tmp_path_factory: Any, sizes: list[int], of: int, cuts: list[int]) -> None:
    rows = [{"key": f"{group:02}", "place": place} for group, size in enumerate(sizes) for place in range(size)]
    path = Path(tmp_path_factory.mktemp("groups")) / "table.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=of)
    groups = [group for part in groups_in_parts(path, cuts, "key") for group in part]
    assert [row for group in groups for row in group] == rows
    assert [len(group) for group in groups] == sizes
    alone = [group for part in groups_in_parts(path, cuts, None) for group in part]
    assert alone == [[row] for row in rows]
