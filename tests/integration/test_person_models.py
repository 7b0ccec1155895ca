"""What answers take from what was learned of the graph, from a real database."""

import pytest

from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.rules.persons.rarity import FLOOR
from graphapp.services.person_evidence import name_works
from graphapp.services.person_models import learned_for, stored_model
from tests.bibliography import paper
from tests.graphs import ask, put
from tests.plans import operators, plan_of


def test_a_small_graph_counts_words_and_venues_at_once(graph: Graph) -> None:
    put(
        graph,
        [
            paper("1", "Ada Quill", title="Lichens on rocks", venue="Lichenology"),
            paper("2", "Ada Quill", title="Lichens", venue="Tidal Reports"),
            paper("3", "Bo Reed", title="Ports", venue="Tidal Reports"),
        ],
    )
    rows = [work.authorship for work in name_works(graph, ["ada quill"])["ada quill"]]
    learned = learned_for(graph, ["ada quill"], rows)
    assert learned.stored is None
    assert learned.numbers.works == 3
    assert learned.numbers.titles_with == {"lichens": 2, "rocks": 1, "ports": 1}
    assert learned.expected_others == {}
    assert learned.doubt is not None


def model(graph: Graph, weights: str) -> None:
    ask(
        graph,
        """
        CREATE (:PersonModel {name: "persons", begun: 2, edition: 2, revision: 1, changed: 0, works: 9, names: 3,
                              scale: 1.0, crowded: 0, weights: $weights})
        CREATE (:NameRarity {edition: 1, name_key: "ada quill", expected_others: 9.0})
        CREATE (:NameRarity {edition: 2, name_key: "ada quill", expected_others: 0.5})
        CREATE (:TitleWord {edition: 2, word: "lichens", titles: 4})
        CREATE (:TitleWord {edition: 1, word: "rocks", titles: 4})
        CREATE (:VenueLifts {edition: 2, venue_id: "lichenology", others: ["aaa", "tides"], lifts: [3.0, 4.0]})
        """,
        weights=weights,
    )


WEIGHTS = (
    '{"version":1,"pairs":[5,6],"connected":0.5,"coauthors":[0,0,0,0,0,0,0,0,0,0,0,0,0],"title":[0,0,0,0,0,0,0],'
    '"venue":[0,0,0,0,0,0],"year":[0,0,0,0,0,0,0,0]}'
)


def test_only_the_edition_in_use_counts(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Quill", title="Lichens on rocks", venue="Lichenology")])
    model(graph, WEIGHTS)
    rows = [work.authorship for work in name_works(graph, ["ada quill"])["ada quill"]]
    learned = learned_for(graph, ["ada quill", "bo reed"], rows)
    assert learned.expected_others == {"ada quill": 0.5, "bo reed": FLOOR}
    assert learned.numbers.titles_with == {"lichens": 4}
    assert learned.numbers.lifts == {("lichenology", "tides"): 4.0}
    assert learned.weights.pairs == (5, 6)


@pytest.mark.parametrize("weights", [WEIGHTS.replace('"version":1', '"version":0'), "{}"])
def test_weights_of_another_version_are_to_be_learned_again(graph: Graph, weights: str) -> None:
    model(graph, weights)
    with pytest.raises(Refused, match="graphapp learn"):
        learned_for(graph, ["ada quill"], [])


def test_no_model_is_none(graph: Graph) -> None:
    assert stored_model(graph) is None


def test_what_was_learned_is_found_by_index(graph: Graph) -> None:
    plan = plan_of(
        graph,
        load_query("read/person_estimates"),
        keys=["ada quill"],
        words=["lichens"],
        venue_ids=["lichenology"],
    )
    found = [operator.partition("@")[0] for operator in operators(plan)]
    assert found.count("NodeIndexSeek") == 3
    # The sources are few; all of them are asked for the revision of the graph.
    assert [operator for operator in found if "Scan" in operator] == ["NodeByLabelScan"]
