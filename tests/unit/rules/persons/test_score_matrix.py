"""The scores of all pairs of papers at once are those of two papers each."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.evidence import NameEvidence
from tests.unit.rules.persons.made_up import COAUTHORS, SURROUNDINGS, WEIGHTS, authorship

names = st.frozensets(st.sampled_from(sorted(COAUTHORS)), max_size=4)
authorships = st.builds(
    lambda found, title, year, venue, orcid: authorship("a", *found, title=title, year=year, venue=venue, orcid=orcid),
    names,
    st.sampled_from(["", "Lichens", "Lichens and tides", "Tides of data", "Graphs", "Every title has this"]),
    st.none() | st.integers(1950, 1970),
    st.sampled_from([None, "Journal of Lichens", "Moss Letters", "Tidal Reports"]),
    st.sampled_from([None, "1", "2"]),
)


@given(st.lists(authorships, max_size=6))
def test_scores_are_the_weights_of_levels(rows: list[Authorship]) -> None:
    in_all_titles = dict.fromkeys(("every", "title", "has", "this"), SURROUNDINGS.papers)
    evidence = NameEvidence(rows, replace(SURROUNDINGS, papers_with={**SURROUNDINGS.papers_with, **in_all_titles}))
    scores = evidence.scores(WEIGHTS)
    assert scores.shape == (len(rows), len(rows))
    for one, other in product(range(len(rows)), repeat=2):
        assert scores[one, other] == (0 if one == other else WEIGHTS.score(evidence.levels(one, other)))
