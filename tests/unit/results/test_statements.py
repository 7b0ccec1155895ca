"""Statements as items of an answer."""

import pytest

from graphapp.results.statements import PersonStatement, StatementSide
from graphapp.rules.persons.statements import Reference, Statement
from tests.answers.statements import NUMBERED, ON_PAPER, ROW, STATEMENTS


def test_a_line_has_a_column_for_each_part_of_both_sides() -> None:
    assert STATEMENTS.columns[:8] == (
        *("statement_id", "says", "one_kind", "one_name", "one_number", "one_author_id", "one_paper_id"),
        "one_in_graph",
    )


@pytest.mark.parametrize(("side", "text"), [(NUMBERED, "Yu Li 0001"), (ROW, "acl:Yu Li"), (ON_PAPER, "Y. Li on one:7")])
def test_a_side_says_in_short_what_it_is(side: StatementSide, text: str) -> None:
    assert side.text == text


def test_the_number_of_a_row_is_no_number_that_a_person_gave() -> None:
    row = Reference(kind="author row", name="Yu Li", name_key="yu li", homonym="0001", author_id="x:Yu Li 0001")
    said = Statement(statement_id=1, same=False, one=row, other=row, why="so", who="ada", at="2026-01-31T12:00:00Z")
    shown = PersonStatement.of(said)
    assert (shown.says, shown.one.number, shown.one.author_id) == ("different", None, "x:Yu Li 0001")
