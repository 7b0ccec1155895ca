"""What a person types to name somebody: one thing of the graph, or a sentence that says what to give."""

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.statements import say_same
from tests.graphs import dump, put
from tests.namesakes import ACL, DBLP, WHY, paper


@pytest.fixture
def people(graph: Graph) -> Graph:
    put(graph, DBLP, source="dblp")
    put(graph, ACL, source="acl")
    return graph


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("YU LI", None, ("name", "Yu Li", None, None)),
        ("Li, Yu", None, ("name", "Yu Li", None, None)),
        ("dblp:Yu Li 0002", None, ("author row", "Yu Li", "dblp:Yu Li 0002", None)),
        ("row=acl:Yu Li", None, ("author row", "Yu Li", "acl:Yu Li", None)),
        ("dblp:4", "Yu Li 0002", ("authorship", "Yu Li", "dblp:Yu Li 0002", "dblp:4")),
        ("dblp:4", "dblp:Yu Li 0002", ("authorship", "Yu Li", "dblp:Yu Li 0002", "dblp:4")),
        ("paper=acl:a", "yu li", ("authorship", "Yu Li", "acl:Yu Li", "acl:a")),
        ("On a", "yu li", ("authorship", "Yu Li", "acl:Yu Li", "acl:a")),
    ],
)
def test_what_is_typed_is_a_name_a_row_or_an_authorship(
    people: Graph, text: str, name: str | None, found: tuple[str, str, str | None, str | None]
) -> None:
    side = say_same(people, text, "Bo Reed", name=name, why=WHY).statement.one
    assert (side.kind, side.name, side.author_id, side.paper_id) == found


@pytest.mark.parametrize(
    ("one", "other", "name", "error", "words"),
    [
        ("Nobody Here", "Y. Li", None, NotFound, "no author row has the name or the id 'Nobody Here'"),
        ("Yu Li 0009", "Y. Li", None, NotFound, "has the number 0009; it has 0001, 0002"),
        ("dblp:1", "Y. Li", None, InvalidArgument, "'dblp:1' is a paper; say which of its authors is meant"),
        ("dblp:1", "Y. Li", "Bo Reed", NotFound, "'dblp:1' has no author 'Bo Reed'"),
        ("dblp:4", "Y. Li", "Yu Li", InvalidArgument, "2 authors of the name 'Yu Li'; give the id of one of them"),
        ("dblp:99", "Y. Li", "Yu Li", NotFound, "dblp:99"),
        ("row=dblp:99", "Y. Li", None, NotFound, "no author row has the id 'dblp:99'"),
        ("paper=dblp:99", "Y. Li", None, NotFound, "has the id 'dblp:99'"),
        ("Ada Lovelace", "Y. Li", "Yu Li", InvalidArgument, "neither is a paper"),
        ("", "Y. Li", None, InvalidArgument, "empty"),
        ("x" * 20_000, "Y. Li", None, InvalidArgument, "too long"),
        ("Yu Li", "yu LI", None, InvalidArgument, "both are the name 'Yu Li'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    people: Graph,
    one: str,
    other: str,
    name: str | None,
    error: type[Exception],
    words: str,
) -> None:
    before = dump(people)
    with pytest.raises(error, match=words):
        say_same(people, one, other, name=name, why=WHY)
    assert dump(people) == before


def test_a_text_that_is_a_name_and_a_row_must_say_which(graph: Graph) -> None:
    put(graph, [paper("1", "dblp:Yu Li", "Yu Li", "Bo Reed")], source="dblp")
    with pytest.raises(InvalidArgument, match="write row=dblp:Yu Li or name=dblp:Yu Li"):
        say_same(graph, "dblp:Yu Li", "Bo Reed", why=WHY)
    assert say_same(graph, "row=dblp:Yu Li", "Bo Reed", why=WHY).statement.one.kind == "author row"
    assert say_same(graph, "name=dblp:Yu Li", "Bo Reed", why=WHY).statement.one.kind == "name"


def test_digits_that_are_a_number_and_a_name_must_say_which(people: Graph) -> None:
    put(people, [paper("x", "Yu Li 0001")], source="other")
    with pytest.raises(InvalidArgument, match="give the id of an author row"):
        say_same(people, "Yu Li 0001", "Bo Reed", why=WHY)
