"""What people said, as a person reads it."""

from dataclasses import replace

from graphapp.present.terminal import as_table
from tests.answers.statements import SAID, STATEMENTS, UNDONE


def test_a_statement_is_a_sentence_with_who_and_when_and_why() -> None:
    assert as_table(UNDONE).splitlines() == [
        "statement 12: Yu Li 0001 and Y. Li on one:7 are different people",
        "  bo, 2026-02-01: another city",
        "  undone by ada, 2026-02-03",
    ]


def test_what_a_source_states_against_it_stands_below() -> None:
    lines = as_table(SAID).splitlines()
    assert lines[0] == "statement 1: Yu Li 0001 and acl:Yu Li (not in the graph) are the same person"
    assert lines[-1] == "  against what a source states: both are in the author list of one:7"


def test_without_statements_the_page_says_none() -> None:
    empty = replace(STATEMENTS, statements=(), count=0, not_in_graph=0, truncated=False)
    assert as_table(empty) == "none\n"


def test_only_a_list_of_undone_ones_says_who_undid_them() -> None:
    assert "undone by" in as_table(STATEMENTS)
    assert "undone by" not in as_table(replace(STATEMENTS, statements=STATEMENTS.statements[:1]))
