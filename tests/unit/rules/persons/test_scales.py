"""Scales of evidence have a level on each side of each of their steps."""

import pytest

from graphapp.rules.persons import scales


@pytest.mark.parametrize(
    ("levels", "first", "steps"),
    [
        (scales.COAUTHOR_LEVELS, scales.SHARED_COAUTHORS, scales.SHARED_STEPS),
        (scales.COAUTHOR_LEVELS[: scales.SHARED_COAUTHORS], scales.LINKED_COAUTHORS, scales.LINK_STEPS),
        (scales.TITLE_LEVELS, 1, scales.TITLE_STEPS),
        (scales.VENUE_LEVELS, scales.SAME_VENUE + 1, scales.LIFT_STEPS),
        (scales.YEAR_LEVELS, 1, scales.YEAR_STEPS),
    ],
)
def test_each_step_begins_a_level(levels: tuple[str, ...], first: int, steps: tuple[float, ...]) -> None:
    assert len(levels) == first + len(steps) + 1
    assert list(steps) == sorted(set(steps))
    assert len(set(levels)) == len(levels)
