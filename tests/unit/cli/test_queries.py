"""`graphapp query` without a database: the list, the text of a query, and how parameters are written."""

import json

import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.queries import _parameter
from graphapp.errors import InvalidArgument


def test_every_query_is_listed_with_its_parameters() -> None:
    listed = json.loads(CliRunner().invoke(main, ["query", "list", "--format", "json"]).stdout)["queries"]
    [rows] = [query for query in listed if query["name"] == "read/author_rows"]
    assert [parameter["name"] for parameter in rows["parameters"]] == ["property", "values", "sources"]


def test_a_query_is_printed_as_neo4j_browser_takes_it() -> None:
    assert CliRunner().invoke(main, ["query", "show", "author_rows"]).stdout.startswith(":param property => ")
    done = CliRunner().invoke(main, ["query", "show", "nothing"])
    assert done.exit_code == 4
    assert "there is no query file" in done.stderr


@pytest.mark.parametrize(
    ("assignment", "value"), [("k=5", 5), ('k=["a"]', ["a"]), ("k=ada", "ada"), ("k=a=b", "a=b"), ("k=", "")]
)
def test_a_value_is_json_or_else_text(assignment: str, value: object) -> None:
    assert _parameter(assignment) == ("k", value)


@pytest.mark.parametrize(
    "value", ["[" * 60_000 + "]" * 60_000, '{"a":' * 60_000, '[{"a":' * 60_000 + "1"], ids=["lists", "maps", "both"]
)
def test_a_value_that_is_nested_too_deep_is_refused(value: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^the parameter 'k' has lists and maps nested too deep$"):
        _parameter(f"k={value}")


def test_an_assignment_without_a_sign_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="write it like --param limit=5"):
        _parameter("limit")
