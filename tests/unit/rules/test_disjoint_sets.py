"""Disjoint sets are the connected components of the pairs, whatever the order of the pairs."""

import networkx
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.disjoint_sets import DisjointSets

members = st.text("abcdefgh", min_size=1, max_size=1)


@given(st.lists(st.tuples(members, members), max_size=12))
def test_sets_are_connected_components(pairs: list[tuple[str, str]]) -> None:
    sets = DisjointSets()
    sets.add(pairs)
    components = list(networkx.connected_components(networkx.Graph(pairs)))
    for component in components:
        smallest = min(component)
        assert {sets.smallest(member) for member in component} == {smallest}
        assert sorted(sets.members(smallest)) == sorted(component)
    assert sets.united().keys() == {min(component) for component in components if len(component) > 1}


def test_an_id_that_nothing_unites_is_alone() -> None:
    sets = DisjointSets()
    assert sets.smallest("a") == "a"
    assert sets.members("a") == ["a"]
    assert sets.united() == {}
