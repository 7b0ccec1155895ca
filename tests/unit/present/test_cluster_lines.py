"""The head of a cluster on a terminal."""

import pytest

from graphapp.present.cluster_lines import _years, head_lines
from graphapp.results.names import ClusterHead
from graphapp.results.papers import YearCount


def head(*years: tuple[int | None, int]) -> ClusterHead:
    known = [year for year, _ in years if year is not None]
    return ClusterHead(
        first_year=min(known, default=None),
        last_year=max(known, default=None),
        years=tuple(YearCount(year=year, papers=papers) for year, papers in years),
        venues=(),
        venue_count=0,
        coauthors=(),
        coauthor_count=0,
    )


@pytest.mark.parametrize(
    ("years", "line"),
    [
        ([(None, 3)], None),
        ([(1843, 2)], "1843  █  at most 2 a year"),
        ([(1845, 1), (1843, 2), (None, 9)], "1843-1845  █ ▄  at most 2 a year"),
        ([(1859, 4), (1800, 4)], f"1800-1859  █{' ' * 58}█  at most 4 a year"),
        ([(1909, 1), (1845, 3), (1843, 5)], "1843-1909  █     ▁  at most 8 a decade"),
    ],
)
def test_each_year_has_a_bar_and_in_a_long_span_each_decade(
    years: list[tuple[int | None, int]], line: str | None
) -> None:
    assert _years(head(*years)) == line


def test_a_cluster_without_works_has_no_head() -> None:
    assert not list(head_lines(head()))
