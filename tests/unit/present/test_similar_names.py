"""Similar names on a terminal, with and without evidence of persons."""

from graphapp.present.terminal import as_table
from tests.answers import SIMILAR, SPELLINGS


def test_evidence_is_shown_where_it_was_asked_for() -> None:
    page = as_table(SPELLINGS, width=200)
    assert "Same: the evidence for one person is +4.6" in page
    assert "The two closest papers: one:a and two:b" in page
    assert "1 shared coauthor: Bo Reed (5 papers)" in page
    assert "Cannot tell: one of the names has no papers" in page
    assert "not that all papers of both are by one person" in page


def test_nothing_is_said_of_persons_where_it_was_not_asked_for() -> None:
    assert "person" not in as_table(SIMILAR)
