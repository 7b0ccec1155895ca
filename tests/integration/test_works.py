"""Why paper rows are one work, from a real database."""

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.services.works import explain_work
from tests.bibliography import paper
from tests.graphs import put


def test_why_rows_are_one_work_is_explained(graph: Graph) -> None:
    doi = {"doi": "10.1000/1"}
    put(graph, [paper("1", "Ada Lovelace", year=2000)], "one")
    put(graph, [paper("2", "Wei Wang", title="Other", identifiers=doi)], "two")
    put(graph, [paper("3", "Wei Wang", identifiers=doi)], "six")
    explained = explain_work(graph, id="two:2")
    assert explained.work_id == "six:3"
    assert [row.paper_id for row in explained.rows] == ["six:3", "two:2"]
    assert [(join.rule, join.evidence) for join in explained.joined] == [
        ("identifier", "DOI 10.1000/1 and the author wei wang")
    ]
    assert [row.paper_id for row in explained.others] == ["one:1"]
    with pytest.raises(NotFound):
        explain_work(graph, id="two:3")
