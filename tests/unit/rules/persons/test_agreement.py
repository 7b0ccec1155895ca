"""How well groups agree with persons: figures counted by hand, and figures counted pair by pair and paper by paper."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.agreement import (
    Agreement,
    Answer,
    AnswerShares,
    AnswerTally,
    Columns,
    Tally,
    agreement,
    answer_shares,
    draw,
    interval,
    tally,
    tally_answers,
)

PERSONS = {"a": "p", "b": "p", "c": "p", "d": "q"}
"""Three papers by one person, one by another."""

FEW = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("pqr"), min_size=1)


@pytest.mark.parametrize(
    ("groups", "counted", "figures"),
    [
        ("1111", (3, 6, 3, 2.5, 4, 4), (0.5, 1, 2 / 3, 0.625, 1, 1.25 / 1.625)),
        ("1234", (0, 0, 3, 4, 2, 4), (1, 0, 0, 1, 0.5, 2 / 3)),
        ("1112", (3, 3, 3, 4, 4, 4), (1, 1, 1, 1, 1, 1)),
        ("1122", (1, 2, 3, 3, 8 / 3, 4), (0.5, 1 / 3, 0.4, 0.75, 2 / 3, 12 / 17)),
    ],
)
def test_figures_of_one_name_are_those_of_a_count_by_hand(
    groups: str, counted: tuple[float, ...], figures: tuple[float, ...]
) -> None:
    found = tally(dict(zip("abcd", groups, strict=True)) | {"not known": "1"}, PERSONS)
    assert found == pytest.approx(Tally(*counted))
    assert agreement(found) == pytest.approx(Agreement(*figures))


@given(FEW, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_figures_are_shares_of_pairs_and_of_papers(persons: dict[str, str], numbers: list[int]) -> None:
    groups = dict(zip("abcdefgh", numbers, strict=True))
    pairs = list(combinations(persons, 2))
    joined = [(a, b) for a, b in pairs if groups[a] == groups[b]]
    alike = [(a, b) for a, b in pairs if persons[a] == persons[b]]
    both = set(joined) & set(alike)
    precisions, recalls = [], []
    for paper in persons:
        group = {other for other in persons if groups[other] == groups[paper]}
        own = {other for other in persons if persons[other] == persons[paper]}
        precisions.append(len(group & own) / len(group))
        recalls.append(len(group & own) / len(own))
    found = agreement(tally(groups, persons))
    assert found.pair_precision == pytest.approx(len(both) / len(joined) if joined else 1)
    assert found.pair_recall == pytest.approx(len(both) / len(alike) if alike else 1)
    assert found.b3_precision == pytest.approx(sum(precisions) / len(persons))
    assert found.b3_recall == pytest.approx(sum(recalls) / len(persons))
    for precision, recall, f in (found[:3], found[3:]):
        assert f == pytest.approx(2 * precision * recall / (precision + recall) if precision + recall else 0)


def test_answers_are_counted_by_what_is_true() -> None:
    said: dict[frozenset[str], Answer] = {
        frozenset("ab"): "same",
        frozenset("ac"): "different",
        frozenset("bc"): "cannot tell",
        frozenset("ad"): "same",
        frozenset("bd"): "different",
        frozenset("cd"): "cannot tell",
    }
    found = tally_answers(lambda one, other: said[frozenset((one, other))], PERSONS)
    assert found == AnswerTally(1, 1, 1, 1, 1, 1)
    assert answer_shares(found) == pytest.approx(
        AnswerShares(
            coverage=2 / 3,
            same_share=1 / 3,
            same_right=1 / 2,
            same_recall=1 / 3,
            different_share=1 / 3,
            different_right=1 / 2,
            different_recall=1 / 3,
        )
    )


def test_shares_of_nothing_are_unknown() -> None:
    assert answer_shares(AnswerTally(0, 0, 0, 0, 0, 0)) == AnswerShares(*[None] * 7)
    unsure = answer_shares(AnswerTally(0, 0, 0, 0, 2, 0))
    assert (unsure.coverage, unsure.same_right, unsure.same_recall, unsure.different_recall) == (0, None, 0, None)


def test_columns_give_sums_over_names_as_often_as_they_are_named() -> None:
    columns = Columns(3)
    for row in ((1, 2, 0), (10, 20, 1), (100, 200, 0.5)):
        columns.add(row)
    assert len(columns) == 3
    assert columns.sums([0, 2, 2]) == [201, 402, 1]
    assert columns.sums([1, 0], [2, 0]) == [1, 11]
    assert columns.sums([1]) == [10, 20, 1]
    assert columns.sums([]) == [0, 0, 0]
    assert list(columns.where(2)) == [1, 2]
    with pytest.raises(ValueError, match="zip"):
        columns.add((1, 2))


def test_the_same_names_are_drawn_each_time() -> None:
    names = [3, 5, 8, 13]
    first = list(draw(names, draws=50))
    assert first == list(draw(names, draws=50))
    assert {len(drawn) for drawn in first} == {4}
    assert set().union(*first) == set(names)
    assert len({tuple(drawn) for drawn in first}) > 25


def test_an_interval_holds_95_percent_of_the_figures_and_passes_over_unknown_ones() -> None:
    assert interval([*range(1000), None]) == (25, 974)
    assert interval([0.5]) == (0.5, 0.5)
    assert interval([None, None]) is None
