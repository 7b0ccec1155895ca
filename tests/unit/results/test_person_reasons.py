"""The evidence of spellings beside the names that it is about."""

from graphapp.results.answer import values_of
from tests.answers import SIMILAR, SPELLINGS


def test_evidence_has_columns_of_its_own_which_are_empty_where_it_was_not_asked_for() -> None:
    columns = SPELLINGS.columns
    assert columns[5:] == (
        *("person_answer", "person_summary", "person_strength", "person_needed"),
        *("person_closest", "person_reasons"),
    )
    assert list(values_of(SPELLINGS.items[0]))[5] == "same"
    assert list(values_of(SIMILAR.items[0]))[5:] == [None] * 6
