"""What statements are about is found again, and statements by the names that they are about."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.loading.statements import say_different, say_same
from graphapp.records import Authorship
from graphapp.results.statements import Said
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


def test_an_authorship_is_not_taken_for_the_one_of_another_homonym_number(people: Graph) -> None:
    """Both stood on the paper, and the source takes away the one that was spoken of."""
    say_same(people, "dblp:4", "Y. Li", name="dblp:Yu Li 0001", why=WHY)
    put(people, [paper("4", "Yu Li 0002")], source="dblp")
    side = statements(people).statements[0].one
    assert (side.author_id, side.in_graph) == ("dblp:Yu Li 0001", False)
    put(people, [paper("4", "Yu Li")], source="dblp")
    side = statements(people).statements[0].one
    assert (side.author_id, side.in_graph) == ("dblp:Yu Li", True)


@pytest.mark.parametrize("say", [say_same, say_different])
def test_an_authorship_whose_row_gets_an_id_counts_for_the_name_that_the_row_shows(
    graph: Graph, say: Callable[..., Said]
) -> None:
    """The paper prints another name than the row shows since then."""
    put(graph, [paper(number, "Y. Li", f"{number} Reed") for number in ("one", "two")])
    say(graph, "one:one", "one:two", name="Y. Li", why=WHY)
    printed = {"one": "Y. Li", "two": "Y. Li", "three": "Yu Li", "four": "Yu Li", "five": "Yu Li"}
    put(
        graph,
        [
            paper(number, Authorship(printed_name=name, position=1, author_id="7"), f"{number} Reed")
            for number, name in printed.items()
        ],
    )
    [found] = statements(graph, name="Yu Li").statements
    assert (found.one.author_id, found.other.author_id) == ("one:7", "one:7")
    assert [about.statement_id for about in statements_about(graph, name_keys=["yu li"])] == [1]
    assert [about.statement_id for about in statements_about(graph, name_keys=["y. li"])] == [1]


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
