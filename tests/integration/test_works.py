"""Why paper rows are one work, from a real database."""

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.services.works import explain_work
from tests.bibliography import paper
from tests.graphs import dump, put


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
    [apart] = explained.apart
    assert apart.paper_ids == ("six:3", "one:1")
    assert apart.evidence == (
        "the title, but no author is in common; the years are unknown and 2000; the venues are unknown and unknown"
    )
    with pytest.raises(NotFound):
        explain_work(graph, id="two:3")


PRINTED_OTHERWISE = (
    "Lovelace, Ada",
    "Dr. Ada Lovelace",
    "Ada Lovelace, PhD",
    "Ada Lovelace*",
    "Ada Lovelace et al.",
    "Lovelace, Ada (57201230000)",
)


def test_an_author_in_common_is_read_from_any_print(graph: Graph) -> None:
    put(graph, [paper(str(n), "Ada Lovelace", title=f"Title {n}", year=2000, venue="ICML") for n in range(6)], "one")
    printed = enumerate(PRINTED_OTHERWISE)
    put(graph, [paper(str(n), name, title=f"Title {n}", year=2000, venue="ICML") for n, name in printed], "two")
    works = {row["work_id"] for row in dump(graph) if row["node"] == "paper"}
    assert works == {f"one:{n}" for n in range(6)}
    [join] = explain_work(graph, id="two:0").joined
    assert join.evidence == "title, 2000, icml and the author ada lovelace"
