"""What people said about names follows the rules of names when a graph is rekeyed."""

from pathlib import Path
from typing import Any

import pytest

from graphapp.errors import DatabaseUnavailable, SchemaMismatch
from graphapp.graph import Graph
from graphapp.loading import rows, statement_keys
from graphapp.loading.statement_keys import rekey_statements
from graphapp.loading.statements import import_statements, say_different, say_same, undo
from graphapp.loading.upkeep import rekey
from graphapp.rules import names, printed_names
from graphapp.services.health import check
from graphapp.services.statement_rows import outdated_statements, statements_about
from graphapp.services.statements import statements
from tests.graphs import ask, dump, empty, put
from tests.namesakes import ACL, DBLP, WHY, paper

SAID = """
- same: [Yu-Lin Li, Y. Li]
  why: one home page
  at: 2026-01-31T12:00:00Z
- different: [{row: "dblp:Yu-Lin Li"}, Bo Reed]
  at: 2026-01-31T12:00:00Z
- different: [{paper: dblp:5, name: Yu-Lin Li}, Ada Lovelace]
  at: 2026-01-31T12:00:00Z
"""


@pytest.fixture(autouse=True)
def _no_author_of_other_rules() -> Any:
    rows._author.cache_clear()
    yield
    rows._author.cache_clear()


def say_all(graph: Graph, folder: Path) -> None:
    path = folder / "said.yaml"
    path.write_text(SAID)
    assert import_statements(graph, path, who="ada").written == 3
    # That it was undone stays, too.
    say_different(graph, "Bo Reed", "Y. Li", why=WHY)
    undo(graph, 4)


def without_dashes(cleaned: str) -> str:
    """Keys of names by a rule that no version has."""
    return cleaned.replace("-", " ").casefold()


def put_all(graph: Graph) -> None:
    rows._author.cache_clear()
    put(graph, DBLP, source="dblp")
    put(graph, ACL, source="acl")


def let_be_outdated(graph: Graph) -> None:
    """As a version of graphapp with other rules left the graph, which another process reads."""
    rows._author.cache_clear()
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    ask(graph, "MATCH (statement:Statement) SET statement.key_version = 0")


def test_statements_follow_the_rules_of_names(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_all(graph)
    say_all(graph, tmp_path)
    expected = dump(graph)
    shown = statements(graph).statements
    empty(graph)
    with monkeypatch.context() as older:
        older.setattr(names, "_name_key", without_dashes)
        put_all(graph)
        say_all(graph, tmp_path)
    let_be_outdated(graph)
    assert dump(graph) != expected
    [finding] = [finding for finding in check(graph).findings if finding.name == "statements"]
    assert (finding.ok, finding.remedy) == (False, "run `graphapp rekey`")
    # A statement that contradicts one of other rules would not be seen to.
    with pytest.raises(SchemaMismatch, match="graphapp rekey"):
        say_different(graph, "Y. Li", "Bo Reed", why=WHY)
    with pytest.raises(SchemaMismatch, match="graphapp rekey"):
        import_statements(graph, tmp_path / "said.yaml")
    # Until all sources follow the rules, names may mean other rows.
    rekey(graph, source="acl")
    assert outdated_statements(graph)
    rekey(graph)
    assert not outdated_statements(graph)
    assert dump(graph) == expected
    assert statements(graph).statements == shown
    assert [found.statement_id for found in statements_about(graph, name_keys=["yu-lin li"])] == [1, 2, 3]
    assert [found.one.in_graph for found in statements(graph, undone=True).statements] == [True]
    assert check(graph).ok


def test_statements_follow_a_rule_of_what_is_no_part_of_a_name(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(printed_names, "_bare", str)
        put(graph, [paper("1", "Ada Lovelace, PhD", "Bo Reed")])
        say_same(graph, "Ada Lovelace, PhD", "Bo Reed", why=WHY)
    let_be_outdated(graph)
    rekey(graph)
    [found] = statements(graph).statements
    assert (found.one.name, found.one.in_graph, found.one.kind) == ("Ada Lovelace", True, "name")


def test_statements_mean_the_rows_that_were_shown_where_the_typed_text_means_none(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(names, "_name_key", without_dashes)
        put_all(graph)
        say_same(graph, "yu lin li", "Y. Li", why=WHY)
    let_be_outdated(graph)
    rekey(graph)
    [found] = statements(graph).statements
    assert (found.one.name, found.one.in_graph) == ("Yu-Lin Li", True)


def test_statements_that_no_source_brings_along(graph: Graph) -> None:
    """Loads after the removal of all sources follow the current rules, and the statements need not."""
    put(graph, DBLP, source="dblp")
    say_same(graph, "Yu-Lin Li", "Y. Li", why=WHY)
    before = dump(graph)
    ask(graph, "MATCH (statement:Statement) SET statement.one_key = 'yu lin li' REMOVE statement.key_version")
    assert statements(graph).not_in_graph == 1
    assert not check(graph).ok
    assert rekey(graph) == []
    assert dump(graph) == before
    assert check(graph).ok


def test_a_name_that_is_none_any_more_keeps_its_key(graph: Graph) -> None:
    put(graph, DBLP, source="dblp")
    say_same(graph, "Yu-Lin Li", "Y. Li", why=WHY)
    ask(graph, "MATCH (statement:Statement) SET statement.one_name = '', statement.key_version = 0")
    rekey(graph)
    assert (statements(graph).not_in_graph, outdated_statements(graph)) == (0, [])


def test_many_statements_are_brought_along_in_batches(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """An end between two batches leaves the others for the next time."""
    put(graph, DBLP, source="dblp")
    for name in ("Y. Li", "Yu Li", "Ada Lovelace"):
        say_same(graph, "Yu-Lin Li", name, why=WHY)
    before = dump(graph)
    let_be_outdated(graph)
    ask(graph, "MATCH (statement:Statement) SET statement.one_key = 'x'")
    monkeypatch.setattr(statement_keys, "_BATCH", 1)
    kept = iter([None, None])

    def assure() -> None:
        if next(kept, DatabaseUnavailable) is DatabaseUnavailable:
            raise DatabaseUnavailable("gone")

    with pytest.raises(DatabaseUnavailable):
        rekey_statements(graph, assure)
    assert len(outdated_statements(graph, limit=9)) == 1
    assert rekey_statements(graph, lambda: None) == 1
    assert dump(graph) == before
