"""The page of an evaluation of groups."""

from dataclasses import replace

from graphapp.present.terminal import as_table
from tests.answers import EVALUATION


def test_a_line_of_a_rule_and_of_an_answer() -> None:
    text = as_table(EVALUATION)
    assert "person groups  .990    .900  .943  .930-.951  1.000  .900  .947  .940-.950" in text
    assert "all        12,345  same               .250   .990   .980-1.000  .500" in text
    assert "left out: 3 papers not loaded, 1 paper without the name\n" in text


def test_what_is_not_there_is_not_spoken_of() -> None:
    papers = EVALUATION.papers_left_out
    none = replace(papers, **dict.fromkeys(papers.__slots__, 0))
    of_all = [rule for rule in EVALUATION.rules if rule.names == "all"]
    text = as_table(replace(EVALUATION, papers_left_out=none, names_left_out=0, doubt=None, rules=tuple(of_all)))
    assert "left out" not in text
    assert "hard fact" not in text
    assert "All names" in text
    assert "Ambiguous names" not in text
