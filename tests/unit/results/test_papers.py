"""Works and papers: the columns that a line of CSV has of each."""

from graphapp.results.answer import columns_of
from graphapp.results.papers import FullPaperRow, JointWork, Work
from tests.answers import COUNTS, PAPER, VENUE


def test_a_work_in_short_has_columns_that_the_work_has_too() -> None:
    assert set(columns_of(JointWork)) <= set(columns_of(Work))


def test_the_items_of_a_paper_are_its_rows_and_those_of_a_venue_its_works() -> None:
    assert PAPER.columns == columns_of(FullPaperRow)
    assert VENUE.columns == columns_of(JointWork)


def test_the_only_item_of_counts_is_the_answer_itself() -> None:
    assert list(COUNTS.items) == [COUNTS]
