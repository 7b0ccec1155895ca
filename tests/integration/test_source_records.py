"""The records that the graph keeps of its sources."""

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.rules.known_sources import KNOWN_SOURCES, UNKNOWN, SourceTraits
from graphapp.rules.names import KEY_VERSION
from graphapp.services.source_records import is_outdated, source_records, source_traits
from tests.bibliography import paper
from tests.graphs import ask

PAPER = paper("p")


def test_a_record_says_how_far_a_source_is_and_what_is_known_of_it(graph: Graph) -> None:
    load(graph, [PAPER], source="dblp")
    load(graph, [PAPER], source="mine", complete_lists=False, stop=lambda: True)
    dblp, mine = source_records(graph)
    assert (dblp.name, dblp.state, dblp.owed_since, dblp.key_version) == ("dblp", "complete", None, KEY_VERSION)
    assert (mine.name, mine.state, mine.owed_since) == ("mine", "loading", 2)
    assert not is_outdated(dblp)
    assert source_traits(graph) == {"dblp": KNOWN_SOURCES["dblp"], "mine": SourceTraits(complete_lists=False)}


def test_a_source_of_an_older_version_is_known_by_its_name(graph: Graph) -> None:
    load(graph, [PAPER], source="acl")
    load(graph, [PAPER], source="mine")
    ask(graph, "MATCH (s:Source) REMOVE s.homonym_numbers, s.complete_lists, s.rank")
    assert source_traits(graph) == {"acl": KNOWN_SOURCES["acl"], "mine": UNKNOWN}
