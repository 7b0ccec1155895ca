"""What titles say of what was cut off."""

from dataclasses import replace

from graphapp.present.titles import chains_title, cluster_title, neighborhood_title, network_title
from tests.answers.networks import CHAINS, CLUSTER, NEIGHBORHOOD, PEOPLE, neighborhood


def test_a_title_says_how_many_of_how_many() -> None:
    assert neighborhood_title(neighborhood(3)) == "3 coauthors of Ada Lovelace"
    assert neighborhood_title(NEIGHBORHOOD) == (
        "4 of 2,003 names up to 2 steps from Ada Lovelace; papers skipped for too many authors: 7"
    )
    assert neighborhood_title(replace(neighborhood(3), by="person", ungrouped_papers=12_000)) == (
        "3 coauthors of Ada Lovelace; older papers of the name not grouped: 12,000"
    )
    assert chains_title(CHAINS).startswith("2 of 5 shortest chains of 3 steps between Ada Lovelace and ")
    assert chains_title(replace(CHAINS, distance=None, chains=())).startswith("No chain of at most 6 steps between Ada")
    assert cluster_title(CLUSTER) == "Name cluster of 3 of 30 papers and 2 author rows: Ada Lovelace"
    whole = replace(CLUSTER, truncated=False)
    assert cluster_title(whole) == "Name cluster of 30 papers and 2 author rows: Ada Lovelace"


def test_the_title_of_a_network_says_its_scope() -> None:
    assert network_title(PEOPLE) == "Joint papers of 4 names"
    scoped = replace(PEOPLE, sources=("one", "two"), venue="icml", since=2020, name_count=1_234, truncated=True)
    assert network_title(scoped) == "Joint papers of 4 of 1,234 names: since 2020; venue icml; source one, two"


def test_no_number_stands_behind_a_name_that_is_written_from_right_to_left() -> None:
    name = "שרה לוי"
    ends = [
        neighborhood_title(replace(NEIGHBORHOOD, center=replace(NEIGHBORHOOD.center, name=name))).partition(name)[2],
        chains_title(replace(CHAINS, b=replace(CHAINS.b, name=name))).partition(name)[2],
        cluster_title(replace(CLUSTER, name=name)).partition(name)[2],
        network_title(replace(PEOPLE, sources=(name,), since=2020)).partition(name)[2],
    ]
    assert ends == ["; papers skipped for too many authors: 7", "", "", ""]
