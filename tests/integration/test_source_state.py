"""What is known of a source is stored with it, and every later command works by it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graphapp.errors import DatabaseBusy, InvalidArgument, NotFound, Refused
from graphapp.graph import Graph
from graphapp.loading.load import load, load_file
from graphapp.loading.source_state import begin_upkeep, hold_lock
from graphapp.loading.upkeep import rekey
from graphapp.rules.known_sources import SourceTraits
from graphapp.services.health import check
from graphapp.services.works import explain_work
from tests.bibliography import paper
from tests.graphs import ask, dump, empty

PAGE = """Arrow Research search

Author name cluster

Naman Goyal

1 paper

Hill Workshop 2022 Workshop Paper

Lambs

  • Naman Goyal 0001
"""


def names(graph: Graph) -> set[tuple[str, str | None]]:
    return {(row["name"], row["homonym"]) for row in dump(graph) if row["node"] == "author"}


def author_count(graph: Graph) -> int | None:
    [count] = [row["author_count"] for row in dump(graph) if row["node"] == "paper"]
    assert count is None or isinstance(count, int)
    return count


@pytest.mark.parametrize("source", ["arrow", "my-arrow", "somebody-elses"])
def test_a_page_has_homonym_numbers_whatever_its_source_is_called(graph: Graph, tmp_path: Path, source: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    load_file(graph, page, source=source)
    assert names(graph) == {("Naman Goyal", "0001")}


def test_a_load_may_say_that_names_have_numbers(graph: Graph) -> None:
    load(graph, [paper("p", "Wei Wang 0001")], source="mine", homonym_numbers=True)
    assert names(graph) == {("Wei Wang", "0001")}


def test_later_loads_go_by_what_the_first_one_said(graph: Graph) -> None:
    load(graph, [paper("p", "Wei Wang 0001")], source="mine", homonym_numbers=True, complete_lists=False)
    load(graph, [paper("p", "Wei Wang 0002")], source="mine")
    assert names(graph) == {("Wei Wang", "0002")}
    assert author_count(graph) is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"homonym_numbers": True}, "loaded without homonym numbers"),
        ({"complete_lists": False}, "loaded with complete author lists"),
    ],
)
def test_a_load_that_contradicts_what_is_stored_is_refused(graph: Graph, options: dict[str, bool], words: str) -> None:
    load(graph, [paper("p", "Wei Wang")], source="mine")
    before = dump(graph)
    with pytest.raises(InvalidArgument, match=words):
        load(graph, [paper("q")], source="mine", **options)  # type: ignore[arg-type]
    assert dump(graph) == before
    assert check(graph).ok


def test_a_rekeying_knows_what_was_said(graph: Graph) -> None:
    load(graph, [paper("p", "Wei Wang 0001")], source="mine", homonym_numbers=True)
    expected = dump(graph)
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    ask(graph, "MATCH (a:Author) SET a.name_key = 'WEI WANG'")
    rekey(graph)
    assert dump(graph) == expected


def test_the_rank_of_a_source_decides_which_row_shows_a_work(graph: Graph, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    load_file(graph, page, source="z-page")
    [row] = [row for row in dump(graph) if row["node"] == "paper"]
    load(graph, [paper("q", "Naman Goyal", title="Lambs", year=2022, venue="Hill")], source="a-list")
    found = explain_work(graph, id="a-list:q")
    assert {row.paper_id for row in found.rows} == {"a-list:q", row["paper_id"]}
    assert found.shown_by == row["paper_id"]


def test_the_rank_of_a_source_does_not_depend_on_the_order_of_its_loads(graph: Graph, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    own = [paper("q", "Naman Goyal", title="Lambs", year=2022, venue="Hill")]

    loads: list[Callable[[], object]] = [
        lambda: load_file(graph, page, source="z-page"),
        lambda: load(graph, [paper("r")], source="z-page", homonym_numbers=True),
        lambda: load(graph, own, source="a-list"),
    ]
    dumps = []
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        empty(graph)
        for number in order:
            loads[number]()
        dumps.append(dump(graph))
    assert dumps[0] == dumps[1] == dumps[2]


def test_a_source_that_was_loaded_before_ranks_were_stored_gets_its_rank_with_its_next_load(graph: Graph) -> None:
    row = paper("q", "Naman Goyal", title="Lambs", year=2022, venue="Hill")

    def load_ranked() -> object:
        return load(graph, [row], source="z-list", format_traits=SourceTraits(rank=30))

    load(graph, [row], source="a-list")
    load_ranked()
    expected = dump(graph)
    ask(graph, "MATCH (s:Source {name: 'z-list'}) REMOVE s.rank")
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    rekey(graph)
    assert dump(graph) != expected
    load_ranked()
    assert dump(graph) == expected
    assert check(graph).ok


def test_a_refused_load_leaves_the_rank_as_it_was(graph: Graph) -> None:
    load(graph, [paper("p", "Ana Ek", title="Lambs"), paper("q", "Bo Ek", title="Ewes")], source="mine")
    before = ask(graph, "MATCH (s:Source) RETURN s.rank, s.owed_since, s.state")
    others = [paper("p", "Cy Oh", title="Rams"), paper("q", "Di Oh", title="Goats")]
    with pytest.raises(Refused):
        load(graph, others, source="mine", format_traits=SourceTraits(rank=30))
    assert ask(graph, "MATCH (s:Source) RETURN s.rank, s.owed_since, s.state") == before


def test_the_lock_keeps_every_other_writing_command_out(graph: Graph) -> None:
    load(graph, [paper("p")], source="mine")
    with hold_lock(graph), pytest.raises(DatabaseBusy, match="another load, removal or rekeying runs"):
        load(graph, [paper("q")], source="mine")


def test_work_on_a_source_that_is_not_loaded_does_not_begin(graph: Graph) -> None:
    with pytest.raises(NotFound, match="no source is named 'mine'"):
        begin_upkeep(graph, lambda: None, "mine", "removing")
