"""What statements are about is found again, and statements by the names that they are about."""

import pytest
from msgspec.structs import replace

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.loading.statements import say_different, say_same
from graphapp.records import Authorship
from graphapp.services.statement_rows import statements_about
from graphapp.services.statements import statements
from tests.graphs import put
from tests.namesakes import ACL, DBLP, WHY, paper


@pytest.fixture
def people(graph: Graph) -> Graph:
    put(graph, DBLP, source="dblp")
    put(graph, ACL, source="acl")
    return graph


def test_an_authorship_is_found_again_by_its_name_when_its_row_has_another_id(people: Graph) -> None:
    say_same(people, "acl:a", "Yu-Lin Li", name="Yu Li", why=WHY)
    identified = Authorship(printed_name="Yu Li", position=1, author_id="yu-li-x")
    put(people, [paper("a", identified, "Bo Reed")], source="acl")
    side = statements(people).statements[0].one
    assert (side.author_id, side.in_graph) == ("acl:yu-li-x", True)
    twice = [replace(identified, author_id=f"yu-li-{letter}", position=None) for letter in "yz"]
    put(people, [paper("a", *twice)], source="acl")
    assert not statements(people).statements[0].one.in_graph


def test_statements_about_a_name_come_with_those_of_linked_names(people: Graph) -> None:
    say_same(people, "dblp:Yu Li 0001", "Y. Li", why=WHY)
    say_different(people, "Y. Li", "Yu-Lin Li", why=WHY)
    say_same(people, "Bo Reed", "Ada Lovelace", why=WHY)
    found = statements_about(people, name_keys=["yu li"])
    assert [one.statement_id for one in found] == [1, 2]
    assert statements(people, name="YU-LIN LI").count == 1
    assert statements(people, name="Ada Lovelace", limit=1).count == 1
    assert statements(people, limit=1).truncated
    with pytest.raises(NotFound):
        statements(people, name="Nobody Here")
