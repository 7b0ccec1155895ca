"""Groups that grow from the strongest evidence on."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphapp.rules.persons.linkage import Linkage


def slow(count: int, scores: dict[tuple[int, int], int], apart: set[tuple[int, int]], cut: float) -> list[list[int]]:
    """The same, by looking at all pairs of groups each time."""

    def strength(a: list[int], b: list[int]) -> float:
        found = [scores[min(one, other), max(one, other)] for one in a for other in b]
        return (sum(found) / len(found) + max(found)) / 2

    groups = [[paper] for paper in range(count)]
    while True:
        pairs = [
            (-strength(a, b), a[0], b[0], a, b)
            for a, b in combinations(groups, 2)
            if not any((min(one, other), max(one, other)) in apart for one in a for other in b)
        ]
        if not pairs or -min(pairs)[0] <= cut:
            return groups
        *_, a, b = min(pairs)
        groups = sorted([*(group for group in groups if group not in (a, b)), sorted(a + b)])


@st.composite
def made_scores(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], int], set[tuple[int, int]]]:
    count = draw(st.integers(0, 7))
    pairs = list(combinations(range(count), 2))
    scores = {pair: draw(st.integers(-4, 6)) for pair in pairs}
    return count, scores, set(draw(st.lists(st.sampled_from(pairs)))) if pairs else set()


def matrix(count: int, scores: dict[tuple[int, int], int]) -> NDArray[np.int64]:
    found = np.zeros((count, count), dtype=np.int64)
    for (one, other), score in scores.items():
        found[one, other] = found[other, one] = score
    return found


def alike(count: int, score: int) -> NDArray[np.int64]:
    return matrix(count, dict.fromkeys(combinations(range(count), 2), score))


@given(made_scores(), st.floats(-5, 7))
def test_the_strongest_pair_of_groups_joins_first(
    made: tuple[int, dict[tuple[int, int], int], set[tuple[int, int]]], cut: float
) -> None:
    count, scores, apart = made
    linkage = Linkage(matrix(count, scores), different=apart)
    assert linkage.join(cut) == slow(count, scores, apart, cut)


@given(made_scores())
def test_a_lower_cut_only_joins_groups_of_a_higher_one(
    made: tuple[int, dict[tuple[int, int], int], set[tuple[int, int]]],
) -> None:
    count, scores, apart = made
    linkage = Linkage(matrix(count, scores), different=apart)
    before = linkage.join(2)
    after = linkage.join(-1)
    assert all(sum(set(group) <= set(larger) for larger in after) == 1 for group in before)
    assert not any(set(pair) <= set(group) for pair in apart for group in after)


def test_papers_that_are_the_same_from_the_beginning_count_as_one_group() -> None:
    linkage = Linkage(alike(3, -5), same=[[0, 2]])
    assert linkage.join(0) == [[0, 2], [1]]
    assert linkage.strengths() == {(0, 1): -5}


def test_groups_that_are_different_keep_what_they_join_apart() -> None:
    linkage = Linkage(alike(3, 5), same=[[0, 1]], different=[(1, 2)])
    assert linkage.join(-9) == [[0, 1], [2]]


def test_papers_cannot_be_of_one_person_and_of_two() -> None:
    with pytest.raises(ValueError, match="of one person and of two"):
        Linkage(alike(2, 0), same=[[0, 1]], different=[(0, 1)])
