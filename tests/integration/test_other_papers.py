"""A second file that gives the ids of a source to other papers is noticed before anything is written."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.records import PaperRecord
from graphapp.services.health import check
from tests.bibliography import paper
from tests.graphs import ask, dump, put

FIRST = [paper(str(number), f"Author {number}", title=f"First {number}") for number in range(10)]
SECOND = [paper(str(number), f"Writer {number}", title=f"Second {number}") for number in range(10)]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(SECOND, id="the same ids"),
        pytest.param([*SECOND[8:], paper("new", "Ada", title="New")], id="two of them, and a new one"),
        pytest.param(FIRST[:6] + SECOND[6:], id="most changes, beside unchanged records"),
    ],
)
@pytest.mark.parametrize("options", [{}, {"replace_source": True}, {"dry_run": True}], ids=str)
def test_other_papers_under_known_ids_stop_the_load(
    graph: Graph, records: Sequence[PaperRecord], options: dict[str, bool]
) -> None:
    put(graph, FIRST)
    before, sources = dump(graph), ask(graph, "MATCH (s:Source) RETURN s.state AS state, s.owed_since AS owed")
    with pytest.raises(Refused, match=r"with another title and other authors \(one:\d is 'First \d' and would be "):
        load(graph, records, source="one", **options)  # type: ignore[arg-type]
    assert dump(graph) == before
    assert ask(graph, "MATCH (s:Source) RETURN s.state AS state, s.owed_since AS owed") == sources
    assert check(graph).ok


def test_with_force_they_replace_the_others(graph: Graph) -> None:
    put(graph, FIRST)
    assert put(graph, SECOND, force=True).updated == 10


def test_under_another_name_they_are_another_source(graph: Graph) -> None:
    put(graph, FIRST)
    assert put(graph, SECOND, source="two").created == 10


@pytest.mark.parametrize(
    "records",
    [
        pytest.param([replace(old, title=f"{old.title}, corrected") for old in FIRST], id="corrected titles"),
        pytest.param([replace(old, authorships=SECOND[0].authorships) for old in FIRST], id="corrected authors"),
        pytest.param(SECOND[:1], id="one record"),
        pytest.param(
            [replace(old, year=2000) for old in FIRST[:6]] + SECOND[6:], id="fewer other papers than corrections"
        ),
    ],
)
def test_corrected_records_are_loaded(graph: Graph, records: list[PaperRecord]) -> None:
    put(graph, FIRST)
    assert put(graph, records).updated == len(records)


def test_what_was_written_before_they_are_noticed_is_kept(graph: Graph) -> None:
    put(graph, FIRST)
    fresh = [paper(f"new {number}", "Ada", title=f"New {number}") for number in range(4)]
    with pytest.raises(Refused):
        load(graph, [*fresh, *SECOND], source="one", batch_size=4)
    titles = {row["title"] for row in dump(graph) if row["node"] == "paper"}
    assert titles == {record.title for record in (*FIRST, *fresh)}
    assert not check(graph).ok
    put(graph, FIRST)
    assert check(graph).ok
