"""Groups measured against known persons, on a real database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.results.evaluation import GroupsEvaluation, LeftOut, RuleAgreement
from graphapp.services.evaluation import evaluate_groups
from graphapp.services.person_groups import person_groups
from tests import graphs
from tests.bibliography import paper

WANG, BO = "Wei Wang", "Bo Li"


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    records = [
        paper("1", WANG, "Ada Ray", title="Tides of the moon", identifiers={"doi": "10.1000/1"}),
        paper("2", WANG, "Ada Ray", "Cy Moss", title="Tides and lichens"),
        paper("3", WANG, "Cy Moss", title="Lichens of walls"),
        paper("4", WANG, "Di Fern", title="Bridges"),
        paper("5", WANG, WANG.upper(), title="Two of one name"),
        paper("6", "Ada Ray", title="Alone"),
        paper("7", BO, title="First"),
        paper("8", BO, title="Second"),
    ]
    graphs.put(graph, records, "one")
    graphs.put(
        graph,
        [paper("x", WANG, "Ada Ray", title="Tides of the moon", identifiers={"doi": "10.1000/1"})],
        "two",
    )
    return graph


def evaluate(
    graph: Graph, folder: Path, *names: tuple[str, dict[str, str]], source: str | None = None
) -> GroupsEvaluation:
    file = folder / "truth.jsonl"
    file.write_text(
        "".join(json.dumps({"name_key": name, "papers": papers}) + "\n" for name, papers in names), encoding="utf-8"
    )
    return evaluate_groups(graph, truth=file, source=source)


def rule_of(found: GroupsEvaluation, rule: str, *, names: str = "all") -> RuleAgreement:
    [score] = [each for each in found.rules if (each.rule, each.names, each.averaged) == (rule, names, "together")]
    return score


def left_out(found: GroupsEvaluation) -> dict[str, int]:
    papers = found.papers_left_out
    counts = {name: getattr(papers, name) for name in LeftOut.__slots__}
    return {reason: count for reason, count in counts.items() if count}


def test_names_are_measured_with_simple_rules_beside_them(loaded: Graph, tmp_path: Path) -> None:
    wang = {"one:1": "p", "one:2": "p", "one:3": "p", "one:4": "q"}
    found = evaluate(loaded, tmp_path, (WANG, wang), ("bo li", {"one:7": "p", "one:8": "p"}))
    assert (found.name_count, found.ambiguous_count, found.paper_count, found.person_count) == (2, 1, 6, 3)
    assert (left_out(found), found.names_left_out) == ({}, 0)
    assert rule_of(found, "one person").pair_precision == pytest.approx(4 / 7)
    assert rule_of(found, "one person", names="ambiguous").pair_precision == pytest.approx(3 / 6)
    assert rule_of(found, "one shared coauthor").pair_recall == pytest.approx(3 / 4)
    assert rule_of(found, "each paper its own").pair_recall == 0
    # The graph is small: only hard facts say "different", and there are none.
    assert found.doubt is not None
    assert [answers.different_share for answers in found.answers] == [0, 0]
    assert "rarity gate" not in {rule.rule for rule in found.rules}


def test_the_groups_are_those_that_are_shown(loaded: Graph, tmp_path: Path) -> None:
    groups = person_groups(loaded, WANG).groups
    shown = {
        work.work_id: f"group {group.number}" for group in groups for work in group.papers if work.work_id != "one:5"
    }
    found = evaluate(loaded, tmp_path, (WANG, shown))
    assert (rule_of(found, "person groups").pair_f, rule_of(found, "person groups").b3_f) == (1, 1)
    assert found.one_or_several_right == 1


@pytest.mark.parametrize(
    ("papers", "source", "measured", "reasons"),
    [
        ({"one:1": "p", "one:none": "p"}, None, 1, {"not_loaded": 1}),
        ({"one:1": "p", "one:6": "p"}, None, 1, {"without_name": 1}),
        ({"one:1": "p", "one:5": "p"}, None, 1, {"name_twice": 1}),
        ({"two:x": "p", "one:2": "p"}, None, 2, {}),
        ({"two:x": "p", "one:1": "p"}, None, 1, {"repeated": 1}),
        ({"two:x": "p", "one:1": "q", "one:2": "p"}, None, 1, {"contradicted": 2}),
        ({"x": "p", "one:2": "p", "1": "p"}, "two", 2, {"not_loaded": 1}),
    ],
)
def test_papers_that_cannot_be_measured_are_left_out_and_counted(
    loaded: Graph, tmp_path: Path, papers: dict[str, str], source: str | None, measured: int, reasons: dict[str, int]
) -> None:
    found = evaluate(loaded, tmp_path, (WANG, papers), source=source)
    assert (found.paper_count, left_out(found)) == (measured, reasons)


def test_names_without_a_loaded_paper_are_left_out(loaded: Graph, tmp_path: Path) -> None:
    found = evaluate(loaded, tmp_path, (WANG, {"one:1": "p"}), ("nobody", {"one:2": "p"}), (BO, {"one:none": "p"}))
    assert (found.name_count, found.names_left_out) == (1, 2)
    assert left_out(found) == {"not_loaded": 1, "without_name": 1}


def test_a_file_of_other_papers_and_a_source_that_is_not_loaded_are_not_found(loaded: Graph, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"2 are not loaded, and 0 do not have .* name it with --source"):
        evaluate(loaded, tmp_path, (WANG, {"1": "p", "2": "q"}))
    with pytest.raises(NotFound, match="no source is named 'three'"):
        evaluate(loaded, tmp_path, (WANG, {"1": "p"}), source="three")


def test_the_same_file_gives_the_same_answer(loaded: Graph, tmp_path: Path) -> None:
    names = ((WANG, {"one:1": "p", "one:2": "p", "one:4": "q"}), (BO, {"one:7": "p", "one:8": "q"}))
    assert evaluate(loaded, tmp_path, *names) == evaluate(loaded, tmp_path, *names)
