"""The catalogue of query files: listed, shown and run by hand."""

from typing import Any

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import all_queries
from graphapp.services.query_files import find_query, query_files, run_query
from tests.bibliography import bibliography


def test_the_catalogue_lists_every_file_with_its_parameters() -> None:
    listed = {file.name: file for file in query_files().queries}
    assert list(listed) == [query.name for query in all_queries()]
    rows = listed["read/author_rows"]
    assert (rows.access, [parameter.name for parameter in rows.parameters]) == ("read", ["property", "values"])
    assert rows.description.startswith("One row")


def test_a_query_is_found_by_its_last_part_where_that_is_enough() -> None:
    assert find_query("author_rows") == find_query("read/author_rows")
    with pytest.raises(NotFound) as missing:
        find_query("author_row")
    assert "author_rows" in missing.value.near


def test_a_query_for_browser_begins_with_its_parameters() -> None:
    text = find_query("author_rows").for_browser()
    assert text.startswith(':param property => "name_key"\n:param values => ["ada lovelace"]\n// The author rows')
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
        ("write/create_papers", {"rows": []}, "is not a reading query"),
        ("paper_doi", {}, "is not a reading query"),
    ],
)
def test_a_query_that_cannot_be_run_is_refused(
    graph: Graph, name: str, parameters: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        run_query(graph, name=name, parameters=parameters)


def test_a_last_part_of_several_files_needs_the_whole_name() -> None:
    parts = [query.name.partition("/")[2] for query in all_queries()]
    for part in {part for part in parts if parts.count(part) > 1}:
        with pytest.raises(InvalidArgument, match="give the whole name"):
            find_query(part)
