"""Weights learned from pairs of papers of one person and pairs of papers of two."""

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.scales import (
    COAUTHOR_LEVELS,
    NOTHING_IN_COMMON,
    SHARED_COAUTHORS,
    TITLE_LEVELS,
    UNKNOWN,
    VENUE_LEVELS,
    YEAR_LEVELS,
    Levels,
)
from graphapp.rules.persons.weights import HUNDREDTHS, UNEQUAL_ORCIDS, WEIGHTS_VERSION, learn_weights
from tests.unit.rules.persons.made_up import WEIGHTS

all_levels = st.builds(
    Levels,
    *(st.integers(0, len(scale) - 1) for scale in (COAUTHOR_LEVELS, TITLE_LEVELS, VENUE_LEVELS, YEAR_LEVELS)),
    st.just(0),
)
samples = st.lists(all_levels, min_size=1, max_size=20)
SHARED = Levels(SHARED_COAUTHORS, 0, UNKNOWN, UNKNOWN, 0)
OTHERS = Levels(2, 0, UNKNOWN, UNKNOWN, 0)


def test_a_level_weighs_how_much_more_often_one_person_has_it() -> None:
    learned = learn_weights([SHARED] * 30 + [OTHERS] * 10, [SHARED] * 2 + [OTHERS] * 38)
    assert learned.coauthors[SHARED_COAUTHORS] == round(HUNDREDTHS * log(31 / 3))
    assert learned.coauthors[2] == round(HUNDREDTHS * log(11 / 39))
    assert learned.coauthors[SHARED_COAUTHORS + 1] == 0
    assert (learned.version, learned.pairs, learned.connected) == (WEIGHTS_VERSION, (40, 40), 0.75)


@given(samples, samples)
def test_the_order_of_pairs_does_not_matter_and_exchanging_the_kinds_turns_signs(
    one: list[Levels], two: list[Levels]
) -> None:
    learned, turned = learn_weights(one, two), learn_weights(two, one)
    assert learn_weights(reversed(one), reversed(two)) == learned
    assert turned.coauthors == tuple(-weight for weight in learned.coauthors)
    assert turned.year == tuple(-weight for weight in learned.year)


@given(samples, samples)
def test_what_is_unknown_weighs_nothing(one: list[Levels], two: list[Levels]) -> None:
    learned = learn_weights(one, two)
    assert learned.venue[UNKNOWN] == learned.year[UNKNOWN] == 0
    unknown = [Levels(0, 0, UNKNOWN, UNKNOWN, 0)] * 9
    assert learn_weights([*one, *unknown], two).year == learned.year


@pytest.mark.parametrize(("one", "two"), [([], [SHARED]), ([SHARED], []), ([], [])])
def test_weights_need_pairs_of_both_kinds(one: list[Levels], two: list[Levels]) -> None:
    with pytest.raises(ValueError, match="pairs of both kinds"):
        learn_weights(one, two)


def test_a_score_is_the_sum_of_the_weights() -> None:
    assert WEIGHTS.score(Levels(6, 1, 1, 1, 0)) == 260 + 40 + 120 + 50
    assert WEIGHTS.score(NOTHING_IN_COMMON) == -100 - 30


def test_unequal_orcids_are_weak() -> None:
    """Less than one rare shared coauthor, more than no title word in common."""
    assert WEIGHTS.score(Levels(6, 1, 1, 1, 1)) == WEIGHTS.score(Levels(6, 1, 1, 1, 0)) + UNEQUAL_ORCIDS
    assert -WEIGHTS.coauthors[SHARED_COAUTHORS] < UNEQUAL_ORCIDS < WEIGHTS.title[0]


def test_weights_of_another_version_or_length_are_refused() -> None:
    with pytest.raises(ValueError, match="learn them again"):
        replace(WEIGHTS, version=WEIGHTS_VERSION + 1)
    with pytest.raises(ValueError, match="learn them again"):
        replace(WEIGHTS, year=WEIGHTS.year[1:])
