"""Cypher on a terminal: highlighted where there is color, otherwise as it was given."""

import re

from graphapp.present.cypher import as_cypher

QUERY = "MATCH (paper:Paper)\nRETURN paper.title AS title\n"


def test_without_color_the_text_is_as_it_was_given() -> None:
    assert as_cypher(QUERY) == QUERY


def test_color_changes_no_word() -> None:
    colored = as_cypher(QUERY, color=True)
    assert "\x1b[" in colored
    plain = re.sub(r"\x1b\[[\d;]*m", "", colored)
    assert [line.rstrip() for line in plain.rstrip().splitlines()] == QUERY.splitlines()
