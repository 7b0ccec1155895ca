"""The weights that come with graphapp."""

from graphapp.rules.persons.scales import SHARED_COAUTHORS
from graphapp.rules.persons.standard_weights import STANDARD_WEIGHTS


def test_standard_weights_fit_the_scales_and_say_what_one_expects() -> None:
    """More in common is never less evidence than nothing in common."""
    coauthors = STANDARD_WEIGHTS.coauthors
    assert min(coauthors[SHARED_COAUTHORS:]) > max(coauthors[:SHARED_COAUTHORS])
    assert STANDARD_WEIGHTS.title[0] < 0 < min(STANDARD_WEIGHTS.title[1:])
    assert STANDARD_WEIGHTS.venue[0] == STANDARD_WEIGHTS.year[0] == 0
    assert STANDARD_WEIGHTS.year[-1] == min(STANDARD_WEIGHTS.year)
