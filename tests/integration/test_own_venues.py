"""A user's own venues: they come with a load, stay with its source, and change with a rekeying."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphapp.bibliography import Bibliography
from graphapp.cli import main
from graphapp.errors import InvalidArgument, NotFound, SchemaMismatch
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.rules.own_venues import read_own_venues
from graphapp.services.catalog import unknown_venues, venue
from graphapp.services.clusters import name_cluster
from tests.bibliography import paper
from tests.graphs import ask, dump, empty

FILE = """
[sheepscience]
name = "Sheep Science"
kind = "journal"
aliases = ["Sheep Sci.", "Journal of Sheep Science"]
"""
OWN = read_own_venues(FILE)
OTHER = read_own_venues(FILE.replace('name = "Sheep Science"', 'name = "Sheep Sci"').replace('"Sheep Sci.", ', ""))

PAPERS = [
    paper("p1", "Ada Ray", title="Wool", venue="Sheep Sci."),
    paper("p2", "Ada Ray", title="Milk", venue="Journal of Sheep Science"),
    paper("p3", "Ada Ray", title="Grass", venue="Meadow Letters"),
]


def venues(graph: Graph) -> dict[str, list[object]]:
    rows = ask(graph, "MATCH (v:Venue) RETURN v.venue_id AS id, v.name AS name, v.kind AS kind ORDER BY id")
    return {row["id"]: [row["name"], row["kind"]] for row in rows}


def test_printed_names_of_an_own_venue_are_one_venue(graph: Graph) -> None:
    load(graph, PAPERS, source="one", own_venues=OWN)
    assert venues(graph) == {"meadow letters": ["Meadow Letters", None], "sheepscience": ["Sheep Science", "journal"]}
    assert venue(graph, name="sheep sci").paper_count == 2
    assert [each.name for each in unknown_venues(graph).venues] == ["Meadow Letters"]


def test_they_are_those_of_one_source(graph: Graph) -> None:
    load(graph, PAPERS, source="one", own_venues=OWN)
    load(graph, PAPERS[:1], source="two")
    assert set(venues(graph)) == {"meadow letters", "sheep sci", "sheepscience"}


def test_later_loads_of_the_source_use_them(graph: Graph) -> None:
    load(graph, PAPERS[:2], source="one", own_venues=OWN)
    again = load(graph, PAPERS, source="one")
    assert (again.created, again.unchanged) == (1, 2)
    assert "sheepscience" in venues(graph)


@pytest.mark.parametrize("first", ["one", "two"])
def test_the_name_of_a_venue_does_not_depend_on_the_order_of_loads(first: str, graph: Graph) -> None:
    """The own venues of "one" have another name for it than those of "two", and "three" prints its id."""
    loads = {
        "one": lambda: load(graph, PAPERS, source="one", own_venues=OWN),
        "two": lambda: load(graph, PAPERS[1:], source="two", own_venues=OTHER),
        "three": lambda: load(graph, [paper("p9", "Bo Li", venue="sheepscience")], source="three"),
    }
    for name in sorted(loads, key=lambda name: name != first):
        loads[name]()
    assert venues(graph)["sheepscience"] == ["Sheep Science", "journal"]
    remove_source(graph, source="one")
    assert venues(graph)["sheepscience"] == ["Sheep Sci", "journal"]
    remove_source(graph, source="two")
    assert venues(graph)["sheepscience"] == ["sheepscience", None]


def test_other_venues_ask_for_a_rekeying_which_equals_a_fresh_load(graph: Graph) -> None:
    load(graph, PAPERS, source="one", own_venues=OTHER)
    expected = dump(graph)
    empty(graph)
    load(graph, PAPERS, source="one")
    with pytest.raises(InvalidArgument, match="graphapp rekey --source one --venues FILE"):
        load(graph, PAPERS, source="one", own_venues=OTHER)
    [done] = rekey(graph, source="one", own_venues=OTHER)
    assert (done.papers, done.changed) == (3, 2)
    assert dump(graph) == expected
    assert rekey(graph, source="one", own_venues=OTHER) == rekey(graph) == []
    assert load(graph, PAPERS, source="one", own_venues=OTHER).unchanged == 3


def test_a_rekeying_that_was_interrupted_is_completed(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    load(graph, PAPERS, source="one", own_venues=OWN)
    expected = dump(graph)
    empty(graph)
    load(graph, PAPERS, source="one")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("graphapp.loading.upkeep.settle", interrupt)
        with pytest.raises(KeyboardInterrupt):
            rekey(graph, source="one", own_venues=OWN)
    with pytest.raises(SchemaMismatch, match="run `graphapp rekey` first"):
        load(graph, PAPERS, source="one")
    rekey(graph)
    assert dump(graph) == expected


def test_venues_are_those_of_one_source_that_is_loaded(graph: Graph) -> None:
    with pytest.raises(InvalidArgument, match="name it"):
        rekey(graph, own_venues=OWN)
    with pytest.raises(NotFound):
        rekey(graph, source="nobody", own_venues=OWN)


def test_works_are_settled_again_when_a_venue_becomes_a_preprint_server_or_is_none_any_more(graph: Graph) -> None:
    own = read_own_venues('[ewes]\nname = "Ewes"\nkind = "preprint server"\naliases = ["Ewes"]')
    loads = {
        "a": lambda: load(graph, [paper("1", "Ada Quill", title="T", year=2020, venue="Ewes")], source="a"),
        "b": lambda: load(graph, [paper("1", "Ada Quill", title="T", year=2021, venue="ICML")], source="b"),
        "c": lambda: load(graph, [paper("1", "Bo Li", title="Other", venue="Ewes")], source="c", own_venues=own),
    }
    for source in "cab":
        loads[source]()
    expected = dump(graph)
    empty(graph)
    for source in "ab":
        loads[source]()
    apart = dump(graph)
    loads["c"]()
    assert dump(graph) == expected
    assert name_cluster(graph, "Ada Quill").paper_count == 1
    remove_source(graph, source="c")
    assert dump(graph) == apart
    assert name_cluster(graph, "Ada Quill").paper_count == 2


def test_the_list_of_unknown_venues_becomes_a_file_of_venues(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("URI", graph.address.uri), ("USERNAME", "neo4j"), ("PASSWORD", graph.address.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    load(graph, PAPERS, source="one")
    listed = CliRunner(catch_exceptions=False).invoke(main, ["unknown-venues", "--format", "toml"]).stdout
    file = tmp_path / "venues.toml"
    file.write_text(listed.replace("# kind = ", 'kind = "journal"'), encoding="utf-8")
    done = CliRunner(catch_exceptions=False).invoke(main, ["rekey", "--source", "one", "--venues", str(file)])
    assert done.exit_code == 0, done.stderr
    with Bibliography(graph.address) as opened:
        assert opened.unknown_venues().venues == ()
        assert opened.venue(name="Meadow Letters").kind == "journal"
    file.write_text("[icml]\nname = 'Mine'\n", encoding="utf-8")
    done = CliRunner(catch_exceptions=False).invoke(main, ["rekey", "--source", "one", "--venues", str(file)])
    assert done.exit_code == 2
    assert "is no file of venues: icml is a venue that graphapp knows; leave out its name" in done.stderr
