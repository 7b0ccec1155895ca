"""The catalogue of query files: listed, shown and run by hand."""

from typing import Any

import pytest

from graphapp.errors import GraphAppError, InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import all_queries
from graphapp.services.query_files import find_query, query_files, run_cypher, run_query
from tests.bibliography import bibliography, paper


def test_the_catalogue_lists_every_file_with_its_parameters() -> None:
    listed = {file.name: file for file in query_files().queries}
    assert list(listed) == [query.name for query in all_queries()]
    rows = listed["read/author_rows"]
    assert (rows.access, [parameter.name for parameter in rows.parameters]) == (
        "read",
        ["property", "values", "sources"],
    )
    assert rows.description.startswith("One row")


def test_a_query_is_found_by_its_last_part_where_that_is_enough() -> None:
    assert find_query("author_rows") == find_query("read/author_rows")
    with pytest.raises(NotFound) as missing:
        find_query("author_row")
    assert "author_rows" in missing.value.near


def test_a_query_for_browser_begins_with_its_parameters() -> None:
    text = find_query("author_rows").for_browser()
    assert text.startswith(
        ':param property => "name_key"\n:param values => ["ada lovelace"]\n:param sources => null\n// The author rows'
    )
    assert "// :param" not in text


def test_a_query_runs_with_the_parameters_given(graph: Graph) -> None:
    load(graph, bibliography(1, 50), source="one")
    found = run_query(graph, name="author_rows", parameters={"property": "name_key", "values": ["ada lovelace"]})
    assert found.columns == ("author_ids", "names", "keys", "authorships")
    [row] = found.rows
    assert set(row["keys"]) == {"ada lovelace"}
    assert not found.truncated


def test_rows_beyond_the_limit_are_reported(graph: Graph) -> None:
    load(graph, bibliography(1, 50), source="one")
    found = run_query(graph, name="names_by_rows", parameters={"limit": 20}, limit=3)
    assert (len(found.rows), found.truncated) == (3, True)
    assert len(run_query(graph, name="names_by_rows", parameters={"limit": 20}, limit=None).rows) > 3


@pytest.mark.parametrize(
    ("name", "parameters", "sentence"),
    [
        ("author_rows", {}, r'also needs property \(such as "name_key"\), values'),
        ("author_rows", {"property": "name_key", "values": [], "extra": 1}, "has no parameter extra"),
        ("author_rows", 5, "a mapping of names to values"),
        ("write/create_papers", {"rows": []}, "is not a reading query"),
        ("paper_doi", {}, "is not a reading query"),
    ],
)
def test_a_query_that_cannot_be_run_is_refused(graph: Graph, name: str, parameters: Any, sentence: str) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        run_query(graph, name=name, parameters=parameters)


def test_a_last_part_of_several_files_needs_the_whole_name() -> None:
    parts = [query.name.partition("/")[2] for query in all_queries()]
    for part in {part for part in parts if parts.count(part) > 1}:
        with pytest.raises(InvalidArgument, match="give the whole name"):
            find_query(part)


def test_a_statement_of_ones_own_reads_and_gives_plain_values(graph: Graph) -> None:
    load(graph, [paper("1", "Ada Lovelace", title="Notes")], source="one")
    found = run_cypher(
        graph,
        "MATCH path = (author:Author)-[authored:AUTHORED]->(paper) "
        "RETURN author, type(authored) AS kind, path, date('1843-01-02') AS day, $year AS year, [1, null] AS list",
        parameters={"year": 1843},
    )
    [row] = found.rows
    assert found.columns == ("author", "kind", "path", "day", "year", "list")
    assert row["author"]["labels"] == ["Author"]
    assert row["author"]["properties"]["name"] == "Ada Lovelace"
    assert (row["kind"], row["day"], row["year"], row["list"]) == ("AUTHORED", "1843-01-02", 1843, [1, None])
    assert [part.get("labels", part.get("type")) for part in row["path"]] == [["Author"], "AUTHORED", ["Paper"]]
    assert run_cypher(graph, "UNWIND range(1, 3) AS n RETURN n", limit=2).truncated


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("CREATE (:Author)", "refuses a query"),
        ("MATCH (n) DETACH DELETE n", "refuses a query"),
        ("RETRUN 1", "refuses a query"),
        ("RETURN $missing", "refuses a query"),
        (" \n", "the statement is empty"),
    ],
)
def test_a_statement_that_writes_or_is_wrong_is_refused(graph: Graph, statement: str, sentence: str) -> None:
    load(graph, [paper("1", "Ada Lovelace")], source="one")
    with pytest.raises(GraphAppError, match=sentence):
        run_cypher(graph, statement)
    assert run_cypher(graph, "MATCH (n:Author) RETURN count(n) AS n").rows == ({"n": 1},)
