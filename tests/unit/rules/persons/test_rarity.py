"""The expected number of other persons of a name."""

from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.rules.persons.rarity import FLOOR, ONE_WORD, is_initials, rarity

words = st.sampled_from(["ada", "bo", "cy", "d.", "eve", "fay gil", "hal", "ivy"])
families = st.sampled_from(["quill", "reed", "moss", "fern", "vale", "marsh"])
name_papers = st.dictionaries(st.builds("{} {}".format, words, families) | families, st.integers(1, 9), max_size=25)


def estimates(papers: dict[str, int]) -> dict[str, float]:
    return dict(zip(papers, rarity(papers.items()).expected_others, strict=True))


@given(name_papers, st.randoms(use_true_random=False))
def test_the_order_of_names_does_not_matter(papers: dict[str, int], random: Random) -> None:
    shuffled = list(papers.items())
    random.shuffle(shuffled)
    assert estimates(dict(shuffled)) == estimates(papers)


@given(name_papers)
def test_each_name_has_an_estimate_that_is_not_smaller_than_the_floor(papers: dict[str, int]) -> None:
    found = estimates(papers)
    assert found.keys() == papers.keys()
    assert all(estimate >= FLOOR for estimate in found.values())


@settings(max_examples=40)
@given(name_papers.map(lambda papers: {name: 1 for name in papers if "." not in name}))
def test_ways_are_counted_as_by_walking_each_of_them(papers: dict[str, int]) -> None:
    """The first pass against its definition, name by name; the second pass and the scale only make estimates larger."""
    split = [(given, family) for given, _, family in (name.rpartition(" ") for name in papers) if given]
    edges = set(split)
    of_given, of_family = Counter(given for given, _ in edges), Counter(family for _, family in edges)
    for name, estimate in estimates(papers).items():
        given, _, family = name.rpartition(" ")
        if not given:
            assert estimate == ONE_WORD
            continue
        others, further = of_given[given] - 1, of_family[family] - 1
        first = (others + 0.3) * (further + 0.3) / len(papers)
        if others and further:
            steps = [
                (other, step)
                for other, step in product(of_family, of_given)
                if other != family and step != given and (given, other) in edges and (step, family) in edges
            ]
            ways = sum((step, other) in edges for other, step in steps)
            reach = sum(of_family[other] for other in of_family if other != family and (given, other) in edges)
            back = sum(of_given[step] for step in of_given if step != given and (step, family) in edges)
            first *= max((ways + 1) / (reach * back / len(papers) + 1), 0.2)
        assert estimate >= first * (1 - 1e-9)


def community(prefix: str, givens: int, families: int) -> dict[str, int]:
    return {f"{prefix}{given} {prefix}{family}": 1 for given in range(givens) for family in range(families)}


def test_a_name_of_common_parts_is_more_common_than_one_of_rare_parts() -> None:
    found = estimates({**community("a", 12, 12), "xenia zephyr": 1, "xenia a1": 1})
    assert found["a1 a1"] > 10 * found["xenia a1"] > 10 * found["xenia zephyr"]


def test_common_parts_of_two_communities_seldom_meet() -> None:
    """A given and a family name that are chosen together are worth more than two that are not."""
    names = {**community("a", 12, 12), **community("b", 12, 12), "a1 b1": 1}
    found = estimates(names)
    assert found["a1 a1"] > 4 * found["a1 b1"]


def test_crowded_names_are_scaled_by_their_papers() -> None:
    """As many papers as three persons write, where the estimate says less, make the estimate larger."""
    crowded = community("a", 10, 10)
    rare = {f"rare{number} of{number // 3}": 1 for number in range(30)}
    few, many = (rarity({**rare, **dict.fromkeys(crowded, papers)}.items()) for papers in (1, 3))
    assert few.scale == 1
    assert few.crowded == many.crowded == 100
    assert 1 < many.scale <= 4
    assert many.expected_others[-1] == pytest.approx(few.expected_others[-1] * many.scale)


def test_a_small_graph_has_no_scale() -> None:
    found = rarity({"wen zhao": 671, "bo reed": 1}.items())
    assert (found.scale, found.crowded) == (1, 0)


def test_a_graph_without_names_has_no_estimates() -> None:
    assert list(rarity([]).expected_others) == []


def test_initials_have_the_persons_whose_givens_they_may_stand_for() -> None:
    names = {f"a{number} quill": 1 for number in range(50)} | {"a. quill": 1, "z. quill": 1}
    found = estimates(names)
    assert found["a. quill"] > found["z. quill"] > 0.05


@pytest.mark.parametrize(
    ("given_names", "initials"),
    [("j", True), ("j.", True), ("j. k.", True), ("j.k.", True), ("ch.", True), ("j. el", False), ("jo", False)],
)
def test_initials(given_names: str, initials: bool) -> None:
    assert is_initials(given_names) is initials


def test_family_names_share_no_initials() -> None:
    """Two families whose only common givens are initials are no community."""
    names = {**community("a", 4, 4), **community("b", 4, 4)}
    initials = {f"{letter}. {side}{family}": 1 for letter in "ab" for side in "ab" for family in range(4)}
    with_initials = estimates({**names, **initials, "a1 b1": 1})
    assert with_initials["a1 a1"] > 2 * with_initials["a1 b1"]
