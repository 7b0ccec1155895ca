"""The lines of papers: which authors are shown, and what is said of the others."""

from dataclasses import replace

from graphapp.present.paper_lines import authors_line, work_lines
from graphapp.results.papers import JointWork
from tests.answers.cluster import MANY, work


def test_the_matched_author_is_shown_however_late_and_bold() -> None:
    line = authors_line(work("Late", *MANY, "Ada Lovelace"))
    assert line.plain == f"{', '.join(MANY[:7])} … Ada Lovelace and 3 more"
    assert [line.plain[span.start : span.end] for span in line.spans if span.style == "bold"] == ["Ada Lovelace"]


def test_a_list_that_the_source_may_cut_does_not_claim_to_be_whole() -> None:
    assert authors_line(work("Short", "Ada Lovelace", author_count=None)).plain == "Ada Lovelace and perhaps more"
    assert authors_line(work("Long", *MANY, "Ada Lovelace", author_count=None)).plain.endswith(" and more")


def test_a_match_of_another_row_is_named_by_its_id() -> None:
    paper = replace(work("Other", "A. Lovelace"), matched_author_ids=("two:Ada Lovelace",))
    assert authors_line(paper).plain == "A. Lovelace (two:Ada Lovelace by another row)"


def test_a_joint_work_is_a_line_and_the_line_of_its_id() -> None:
    joint = JointWork(work_id="one:1", paper_id="one:1", title="Notes\x07", year=None, venue="Memoirs")
    assert [line.plain for line in work_lines([joint])] == ["  Notes (no year · Memoirs)", "    one:1"]
