"""The rows of a query that was run by hand."""

from graphapp.results.queries import QueryRows
from tests.answers import QUERY_ROWS


def test_rows_of_a_query_have_the_columns_of_the_query() -> None:
    assert QUERY_ROWS.columns == ("key", "papers", "count")


def test_without_rows_there_are_no_columns() -> None:
    assert QueryRows(query="read/example", rows=(), truncated=False).columns == ()
