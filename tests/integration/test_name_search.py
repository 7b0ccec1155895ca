"""Searching names on a real database."""

from __future__ import annotations

import pytest

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.services.health import check
from graphapp.services.name_search import search_authors
from tests import graphs
from tests.bibliography import paper
from tests.graphs import ask


def put(graph: Graph, names: dict[str, int], source: str = "mine") -> None:
    """Load as many papers of each name, one author on each."""
    numbered = [name for name, count in names.items() for _ in range(count)]
    records = [paper(f"p{number:04}", name, title=f"Paper {number}") for number, name in enumerate(numbered)]
    assert graphs.put(graph, records, source).rejected == 0


def found(graph: Graph, text: str) -> list[str]:
    return [name.name for name in search_authors(graph, text=text).names]


NAMES = {
    "Yann LeCun": 3,
    "Yann Le Cun": 1,
    "Jan Müller": 1,
    "Jan Muller": 2,
    "李明": 1,
    "Lotte van der Meer": 1,
    "Hae-Won Park": 1,
    "Mark O'Neill": 1,
    "Wei Li": 2,
    "Wei Lin": 5,
    "Tim Dettmers": 2,
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("yann le", ["Yann LeCun", "Yann Le Cun"]),
        ("le cun y", ["Yann Le Cun"]),
        ("LECUN", ["Yann LeCun"]),
        ("Müll", ["Jan Müller", "Jan Muller"]),
        ("mull", ["Jan Muller", "Jan Müller"]),
        ("Müller$ jan", ["Jan Müller", "Jan Muller"]),
        ("李", ["李明"]),
        ("van der m", ["Lotte van der Meer"]),
        ("wei li", ["Wei Li", "Wei Lin"]),
        ("li wei", ["Wei Li", "Wei Lin"]),
        ("Li, Wei", ["Wei Li", "Wei Lin"]),
        ("li$ wei", ["Wei Li"]),
        ("hae won", ["Hae-Won Park"]),
        ("Hae-W", ["Hae-Won Park"]),
        ("o'n", ["Mark O'Neill"]),
        ("oneill", ["Mark O'Neill"]),
        ("Dettmers, Tim", ["Tim Dettmers"]),
        ("Tim Dettmers 0001", ["Tim Dettmers"]),
        ("nobody", []),
        ("*", None),
        ("tim* OR wei", []),
    ],
)
def test_names_are_found_by_the_beginnings_of_their_words(graph: Graph, text: str, names: list[str] | None) -> None:
    put(graph, NAMES)
    if names is None:
        with pytest.raises(InvalidArgument):
            found(graph, text)
    else:
        assert found(graph, text) == names


def test_a_name_is_one_answer_with_the_rows_and_works_of_all_sources(graph: Graph) -> None:
    put(graph, {"Ada Lovelace": 2, "ADA LOVELACE": 1}, source="one")
    put(graph, {"Ada Lovelace": 2}, source="two")

    [name] = search_authors(graph, text="ada").names

    assert (name.name, name.key, name.author_row_count) == ("Ada Lovelace", "ada lovelace", 3)
    assert name.paper_count == len({row["w"] for row in ask(graph, "MATCH (p:Paper) RETURN p.work_id AS w")})


def test_of_many_rows_those_with_the_most_authorships_are_looked_at(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.services.name_search._HITS", (3,))
    put(graph, {**{f"Ann{number:02} Lee": 1 for number in range(30)}, "Zoe Lee": 9, "Amy Lee": 5})

    answer = search_authors(graph, text="lee", limit=2)

    assert [name.name for name in answer.names] == ["Zoe Lee", "Amy Lee"]
    assert (answer.truncated, answer.sampled) == (True, True)
    assert not search_authors(graph, text="zoe").truncated


def test_a_name_that_is_typed_whole_comes_first_however_many_others_have_its_words(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.services.name_search._HITS", (2, 4))
    crowd = {f"{given} Lindgård Lind": 4 for given in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")}
    put(graph, {**crowd, "Lind": 1, "Lind Lind": 1, "Lindgård": 1, "Lindgard": 3, "Lindgård Ek": 5})

    assert found(graph, "lind")[0] == "Lind"
    assert found(graph, "Lind Lind")[0] == "Lind Lind"
    # The typed letters go before the number of papers.
    assert found(graph, "Lindgård")[0] == "Lindgård"
    assert found(graph, "lindgard")[:2] == ["Lindgard", "Lindgård"]


def test_rows_of_a_crowded_name_do_not_hide_other_names(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.services.name_search._HITS", (3, 20))
    crowd = {f"Wei Wang {number:04}": 4 for number in range(1, 7)}
    put(graph, {**crowd, "Wei Wu": 1}, source="dblp")

    assert found(graph, "wei w") == ["Wei Wang", "Wei Wu"]


def test_where_a_row_stands_follows_loads_and_removed_papers(graph: Graph) -> None:
    def scales() -> dict[str, str | None]:
        rows = ask(graph, "MATCH (a:Author) RETURN a.name AS name, a.authorships_from AS scale")
        return {row["name"]: row["scale"] for row in rows}

    put(graph, {"Ada": 3, "Bo": 9})
    assert scales() == {"Ada": None, "Bo": "8"}
    graphs.put(
        graph,
        [paper(f"p{number:04}", "Ada", title=f"Paper {number}") for number in range(5)],
        "mine",
        replace_source=True,
    )
    assert scales() == {"Ada": "4"}
    assert check(graph).ok
    ask(graph, "MATCH (a:Author) REMOVE a.authorships_from")
    assert not check(graph).ok


@pytest.mark.parametrize("text", ["", "$", "a " * 40, "x" * 1_001])
def test_a_text_that_is_no_search_is_refused(graph: Graph, text: str) -> None:
    with pytest.raises(InvalidArgument):
        search_authors(graph, text=text)


@pytest.mark.parametrize("limit", [0, 101])
def test_a_limit_out_of_range_is_refused(graph: Graph, limit: int) -> None:
    with pytest.raises(InvalidArgument):
        search_authors(graph, text="ada", limit=limit)
