"""Reports of loads: a column for each of their counts."""

from graphapp.results.answer import columns_of
from graphapp.results.upkeep import LoadReport


def test_a_field_with_fields_gives_a_column_each() -> None:
    assert columns_of(LoadReport)[8:12] == (
        "authors_created",
        "authors_deleted",
        "venues_created",
        "venues_deleted",
    )
