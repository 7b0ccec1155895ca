"""Groups of several names measured against known persons, and the same as the reference evaluation on its data."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from graphapp.inputs.files import open_input
from graphapp.rules.persons.agreement import Agreement, Answer
from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.scores import PERSON_GROUPS, NameGroups, RuleScore, Scores
from tests.conftest import ROOT
from tests.unit.rules.persons.made_up import authorship

REFERENCE = ROOT.parent / "shared" / "data" / "identity"


def said(groups: str, *, expected_others: float | None = 1.0) -> NameGroups:
    """The papers a, b, c ... in these groups, and different between them."""
    group_of = {chr(ord("a") + place): group for place, group in enumerate(groups)}

    def answer(one: str, other: str) -> Answer:
        return "same" if group_of[one] == group_of[other] else "different"

    return NameGroups(groups=group_of, answer=answer, expected_others=expected_others)


def rows(count: int) -> list[Authorship]:
    """Papers of which the first two share a coauthor."""
    return [authorship(chr(ord("a") + place), "ada quill" if place < 2 else f"di {place}") for place in range(count)]


def by_rule(found: list[RuleScore], *, by_name: bool) -> dict[str, Agreement]:
    return {score.rule: score.figures for score in found if score.by_name == by_name}


def test_figures_of_all_pairs_together_and_means_over_names() -> None:
    scores = Scores()
    scores.add({"a": "p", "b": "p", "c": "p", "d": "p"}, said("1111"), rows(4))
    scores.add({"a": "p", "b": "q"}, said("11"), rows(2))
    assert (len(scores.all), list(scores.ambiguous), scores.papers, scores.persons) == (2, [1], 6, 3)
    assert scores.one_or_several_right == 0.5
    found, answered = scores.measure(scores.all, draws=20)
    together, means = by_rule(found, by_name=False), by_rule(found, by_name=True)
    assert together[PERSON_GROUPS].pair_precision == pytest.approx(6 / 7)
    assert means[PERSON_GROUPS].pair_precision == pytest.approx((1 + 0) / 2)
    assert together[PERSON_GROUPS].b3_precision == pytest.approx((4 + 1) / 6)
    assert means[PERSON_GROUPS].b3_precision == pytest.approx((1 + 0.5) / 2)
    assert means[PERSON_GROUPS].pair_f == pytest.approx((1 + 0) / 2)
    assert together["one shared coauthor"].pair_recall == pytest.approx(1 / 6)
    assert together["each paper its own"].pair_f == 0
    assert answered.pairs == 7
    assert answered.shares.same_right == pytest.approx(6 / 7)
    [groups] = [score for score in found if score.rule == PERSON_GROUPS and not score.by_name]
    # Drawn are both, or one of them twice.
    assert (groups.pair_f, groups.b3_f[1]) == ((0, 1), 1)


def test_the_same_names_give_the_same_intervals() -> None:
    scores = Scores()
    for place in range(12):
        scores.add({"a": "p", "b": "p", "c": "q"}, said("111" if place % 3 else "112"), rows(3))
    assert scores.measure(scores.all, draws=50) == scores.measure(scores.all, draws=50)


@pytest.mark.parametrize(("expected", "has_gate"), [(0.1, True), (None, False)])
def test_the_rule_of_rarity_is_left_out_where_no_rarity_is_known(expected: float | None, has_gate: bool) -> None:
    scores = Scores()
    scores.add({"a": "p", "b": "p"}, said("11"), rows(2))
    scores.add({"a": "p", "c": "p"}, said("111", expected_others=expected), rows(3))
    figures = by_rule(scores.measure(scores.all, draws=5)[0], by_name=False)
    assert ("rarity gate" in figures) == has_gate
    assert not has_gate or figures["rarity gate"].pair_recall == 1


def records(path: Path) -> list[dict[str, Any]]:
    with open_input(str(path)) as opened:
        return [json.loads(line) for line in opened.stream]


def test_all_figures_are_those_of_the_reference_evaluation(tmp_path: Path) -> None:
    if not REFERENCE.exists():
        pytest.skip("the shared truth lies beside the project only where graphapp is made")
    truth = {line["name_key"]: line["papers"] for line in records(REFERENCE / "truth-ir-dev.jsonl")}
    authorships: defaultdict[str, list[Authorship]] = defaultdict(list)
    for record in records(REFERENCE / "ir.jsonl.zst"):
        names = {" ".join(name.split()).casefold() for name in record["authors"]}
        for name in names & truth.keys():
            authorships[name].append(
                authorship(record["paper_id"], *(names - {name}), venue=record.get("venue") or None)
            )
    expected = {name: crc32(name.encode()) % 100 / 100 for name in truth}
    rarity, predictions = tmp_path / "rarity.tsv", tmp_path / "predictions.jsonl"
    rarity.write_text("".join(f"{name}\t{number}\n" for name, number in expected.items()), encoding="utf-8")
    scores = Scores()
    with predictions.open("w", encoding="utf-8") as file:
        for name, persons in truth.items():
            line, groups = prediction(name, persons)
            file.write(json.dumps(line) + "\n")
            said = NameGroups(groups=groups, answer=answer_of(line, groups), expected_others=expected[name])
            scores.add(persons, said, authorships[name])
    report = tmp_path / "report.json"
    given = {
        "--truth": REFERENCE / "truth-ir-dev.jsonl",
        "--input": REFERENCE / "ir.jsonl.zst",
        "--rarity": rarity,
        "--predictions": predictions,
        "--json": report,
    }
    words = [str(word) for pair in given.items() for word in pair]
    command = [sys.executable, str(REFERENCE / "evaluate.py"), *words]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert f"one person or several, right: {scores.one_or_several_right:.3f}" in printed
    wanted = json.loads(report.read_text(encoding="utf-8"))
    for tag, scope, places in (("all", "all", scores.all), ("amb", "ambiguous", scores.ambiguous)):
        found, answered = scores.measure(places, draws=2)
        together, means = by_rule(found, by_name=False), by_rule(found, by_name=True)
        for rule, label in zip(together, ("predictions.jsonl", *REFERENCE_RULES), strict=True):
            figures = wanted[label][scope]
            assert figures["names"] == len(places)
            assert together[rule] == pytest.approx(
                [figures[key] for key in ("pair_P", "pair_R", "pair_F", "b3_P", "b3_R", "b3_F")]
            )
            assert means[rule].pair_f == pytest.approx(figures["macro_pair_F"])
            assert means[rule].b3_f == pytest.approx(figures["macro_b3_F"])
        answers = wanted[f"answers {tag} predictions.jsonl"]
        assert answered.pairs == answers["pairs"]
        assert answered.shares == pytest.approx(
            [
                answers["coverage"],
                *(answers[answer][key] for answer in ("same", "different") for key in ("share", "right", "recall")),
            ]
        )


REFERENCE_RULES = (
    "one person",
    "every paper its own",
    "components, one shared coauthor",
    "Wikidata Author Disambiguator: 2 coauthors, or 1 + venue",
    "rarity gate (0.3): one person, else components",
)


def prediction(name: str, persons: dict[str, str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Groups that are right but for some papers, with answers of all three kinds, drawn from the ids of the papers."""
    numbers = {person: place for place, person in enumerate(sorted(set(persons.values())))}
    wrong = {paper for paper in persons if crc32(paper.encode()) % 7 == 0}
    of = {paper: len(numbers) if paper in wrong else numbers[person] for paper, person in persons.items()}
    groups = [[paper for paper in of if of[paper] == number] for number in range(len(numbers) + 1)]
    between = [(one, len(numbers), "cannot tell") for one in range(len(numbers)) if (one + len(name)) % 2]
    pairs = [(a, b, "cannot tell") for a, b in zip(groups[0], groups[0][1:], strict=False)][::2]
    return {"name_key": name, "groups": groups, "between": between, "pairs": pairs}, of


def answer_of(line: dict[str, Any], groups: dict[str, int]) -> Any:
    unsure = {(one, other) for one, other, _ in line["between"]}
    pairs = {frozenset(pair[:2]) for pair in line["pairs"]}

    def answer(one: str, other: str) -> Answer:
        a, b = sorted((groups[one], groups[other]))
        if frozenset((one, other)) in pairs or (a, b) in unsure:
            return "cannot tell"
        return "same" if a == b else "different"

    return answer
