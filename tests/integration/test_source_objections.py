"""What sources state against a person's say is told, and keeps nobody from saying it."""

import pytest

from graphapp.graph import Graph
from graphapp.loading.statements import say_different, say_same
from graphapp.records import Authorship, PersonName, PersonRecord
from graphapp.services.person_groups import person_groups
from graphapp.services.statements import statements
from tests.graphs import put
from tests.namesakes import ACL, DBLP, WHY, paper


@pytest.fixture
def people(graph: Graph) -> Graph:
    put(graph, DBLP, source="dblp")
    put(graph, ACL, source="acl")
    return graph


@pytest.mark.parametrize(
    ("same", "one", "other", "name", "objections"),
    [
        (True, "Yu Li 0001", "Yu Li 0002", None, ["dblp gives them the homonym numbers 0001, 0002", "dblp:4"]),
        (True, "Yu Li 0001", "Y. Li", None, ["both are in the author list of dblp:3"]),
        (True, "dblp:4", "dblp:Yu Li 0001", "Yu Li 0002", ["homonym numbers 0001, 0002", "author list of dblp:4"]),
        (True, "Y. Li", "Yu-Lin Li", None, []),
        (False, "Y. Li", "Yu-Lin Li", None, []),
        (False, "dblp:1", "dblp:3", "Yu Li 0001", ["dblp gives them one author row of the number 0001"]),
    ],
)
def test_what_a_source_states_against_it_is_said(
    people: Graph, same: bool, one: str, other: str, name: str | None, objections: list[str]
) -> None:
    say = say_same if same else say_different
    found = say(people, one, other, name=name, why=WHY).objections
    assert len(found) == len(objections)
    assert all(words in objection for words, objection in zip(objections, found, strict=True))
    assert statements(people).count == 1


def test_orcids_and_person_records_object(graph: Graph) -> None:
    orcids = ["0000-0002-1825-0097", "0000-0001-5109-3700"]
    rows = [Authorship(printed_name=f"A {place}", position=1, orcid=orcid) for place, orcid in enumerate(orcids)]
    person = PersonRecord(place="x", person_id="p", names=(PersonName(printed_name="B"), PersonName(printed_name="C")))
    put(graph, [*(paper(str(place), row) for place, row in enumerate(rows)), paper("b", "B"), paper("c", "C"), person])
    found = say_same(graph, "A 0", "A 1", why=WHY).objections
    assert found == (f"sources state the ORCIDs {', '.join(sorted(orcids))}",)
    assert say_different(graph, "B", "C", why=WHY).objections == ("a source says that they are the person one:p",)


def test_an_author_to_whom_two_sources_give_both_rows_objects(graph: Graph) -> None:
    """Nobody can tell the two apart there, so what is said leaves the work out."""
    another = Authorship(printed_name="Yu Li", position=1, author_id="another")
    for source in ("one", "two"):
        put(
            graph,
            [
                paper("both", "Yu Li", "Bo Reed", title="Graphs", doi="10.1000/1"),
                paper("twice", another, "Yu Li", title="Trees", doi="10.1000/2"),
                paper("own", "Yu Li", f"{source} Reed", title=f"Of {source}"),
            ],
            source=source,
        )
    words = ("both are one author of one:both, left out of what you say",)
    assert say_different(graph, "two:Yu Li", "one:Yu Li", why=WHY).objections == words
    assert say_different(graph, "two:both", "one:Yu Li", name="Yu Li", why=WHY).objections == words
    assert say_different(graph, "two:own", "one:Yu Li", name="Yu Li", why=WHY).objections == ()
    groups = person_groups(graph, "Yu Li")
    [torn] = [said for said in groups.contradictions if "statement 1" in said]
    assert torn.startswith("statement: one:both, one:twice 2 are each not taken to be by two persons although ")
    assert groups.different_count > 0
