"""What titles say of what was cut off."""

from dataclasses import replace

from graphapp.present.titles import chains_title, cluster_title, neighborhood_title, network_title
from tests.answers.networks import CHAINS, CLUSTER, NEIGHBORHOOD, PEOPLE, neighborhood


def test_a_title_says_how_many_of_how_many() -> None:
    assert neighborhood_title(neighborhood(3)) == "Coauthors of Ada Lovelace: 3"
    assert neighborhood_title(NEIGHBORHOOD) == (
        "Names up to 2 steps from Ada Lovelace: 4 of 2,003; papers skipped for too many authors: 7"
    )
    assert neighborhood_title(replace(neighborhood(3), by="person", ungrouped_papers=12_000)) == (
        "Coauthors of Ada Lovelace: 3; older papers of the name not grouped: 12,000"
    )
    assert chains_title(CHAINS).endswith(": 2 of 5, of 3 steps")
    assert chains_title(replace(CHAINS, distance=None, chains=())).startswith("No chain of at most 6 steps between Ada")
    assert cluster_title(CLUSTER) == "Name cluster Ada Lovelace: 3 of 30 papers, 2 author rows"
    assert cluster_title(replace(CLUSTER, truncated=False)) == "Name cluster Ada Lovelace: 30 papers, 2 author rows"


def test_the_title_of_a_network_says_its_scope() -> None:
    assert network_title(PEOPLE) == "Joint papers of 4 names"
    scoped = replace(PEOPLE, sources=("one", "two"), venue="icml", since=2020, name_count=1_234, truncated=True)
    assert network_title(scoped) == "Joint papers of 4 of 1,234 names: source one, two; venue icml; since 2020"
