"""What an answer lacks is said in sentences, and nothing of a whole answer."""

from dataclasses import replace
from typing import Any

import pytest

from graphapp.present.left_out import missing_numbers, not_written
from tests.answers import ANSWERS
from tests.answers.cluster import CLUSTER

GRAPH: Any = ANSWERS["graph"]
CUT: dict[str, tuple[Any, str]] = {
    "cluster": (CLUSTER, "papers are written; --all writes more."),
    "neighborhood": (ANSWERS["neighborhood"], "names are written; --all writes more."),
    "path": (ANSWERS["path"], "Only 1 of 2 chains is written; a greater --limit writes more."),
    "graph": (replace(GRAPH, truncated=True, name_count=7_000), "of 7,000 names are written; a greater"),
    "likely": (ANSWERS["likely"], "Only 1 of"),
    "similar": (ANSWERS["similar"], "--all writes more."),
    "venue": (ANSWERS["venue"], "papers"),
    "statements": (ANSWERS["statements"], "Only 2 of 1,200 statements are written; --all writes more."),
    "found_names": (ANSWERS["found_names"], "a greater --limit writes more."),
    "found_papers": (ANSWERS["found_papers"], "--after ksQI"),
    "venues": (ANSWERS["venues"], "--after ksQI"),
    "query_rows": (ANSWERS["query_rows"], "Only the first 1 row"),
    "resolution": (ANSWERS["resolution"], "search-papers"),
}


@pytest.mark.parametrize("kind", CUT)
def test_an_answer_that_was_cut_off_says_so(kind: str) -> None:
    answer, part = CUT[kind]
    [sentence] = not_written(replace(answer, truncated=True))
    assert part in sentence
    assert list(not_written(replace(answer, truncated=False))) == []


def test_papers_of_groups_that_are_not_written_are_counted() -> None:
    groups: Any = ANSWERS["person_groups"]
    listed = len({paper.work_id for group in groups.groups for paper in group.papers})
    whole = replace(groups, paper_count=listed, left_out=0)
    assert list(not_written(whole)) == []
    assert list(not_written(replace(whole, paper_count=listed + 1))) == [
        f"Only {listed} of {listed + 1} papers are written; --all writes more."
    ]
    assert list(not_written(replace(whole, paper_count=listed + 2, left_out=2))) == [
        "2 older papers of the name not grouped, so not written."
    ]


def test_a_number_that_no_row_has_is_said_of_every_answer_about_a_name() -> None:
    for kind in ("similar", "person_groups"):
        answer: Any = ANSWERS[kind]
        assert list(missing_numbers(replace(answer, missing_number="0007"))) == [
            "No author row of this name has the number 0007."
        ]
        assert list(missing_numbers(answer)) == []
    for kind in ("neighborhood", "likely"):
        answer = ANSWERS[kind]
        lacking = replace(answer, center=replace(answer.center, missing_number="0007"))
        assert list(missing_numbers(lacking)) == ["No author row of this name has the number 0007."]
        assert list(missing_numbers(answer)) == []
    path: Any = ANSWERS["path"]
    both = replace(path, a=replace(path.a, missing_number="0001"), b=replace(path.b, missing_number="0002"))
    assert list(missing_numbers(both)) == [
        f"No author row of {path.a.name} has the number 0001.",
        f"No author row of {path.b.name} has the number 0002.",
    ]
    assert list(missing_numbers(replace(GRAPH, missing_numbers=("Bo Li 0009",)))) == [
        "No author row has the number of Bo Li 0009."
    ]
