"""Values of Neo4j become values of JSON, and what no database can hold is named."""

import datetime

import pytest
from neo4j.graph import Graph, Node, Path, Relationship
from neo4j.spatial import WGS84Point

from graphapp.server_values import json_value, quiet, unfit_value


def node(number: int, **properties: object) -> Node:
    return Node(Graph(), f"4:x:{number}", number, n_labels={"Paper", "Found"}, properties=properties)


def relationship(start: Node, end: Node) -> Relationship:
    made = Relationship(Graph(), "5:x:0", 0, properties={"position": 1})
    made._start_node, made._end_node = start, end
    return made


def test_nodes_and_relationships_become_maps_and_paths_become_lists_of_them() -> None:
    one, other = node(1, year=1843), node(2)
    step = relationship(one, other)
    as_map = {"labels": ["Found", "Paper"], "properties": {"year": 1843}}
    assert json_value({"found": [one]}) == {"found": [as_map]}
    assert json_value(step) == {"type": "Relationship", "properties": {"position": 1}}
    assert json_value(Path(one, step)) == [as_map, json_value(step), json_value(other)]


@pytest.mark.parametrize("value", [None, True, 7, 0.5, "text", ["list", {"of": 1}]])
def test_what_json_has_stays(value: object) -> None:
    assert json_value(value) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.date(1843, 9, 1), "1843-09-01"),
        (WGS84Point((1.5, 2.5)), "WGS84Point(1.5, 2.5)"),
    ],
)
def test_what_json_lacks_becomes_a_text(value: object, text: str) -> None:
    assert json_value(value) == text


def test_a_log_shows_a_list_by_its_length() -> None:
    sent = quiet(["a title"] * 2_000)
    assert sent == ["a title"] * 2_000
    assert repr(sent) == "<2,000 items>"
    assert quiet("a title") == "a title"


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (OverflowError("int too big"), "a number of more than 64 bits"),
        (RecursionError("maximum"), "lists and maps nested too deep"),
        (TypeError("Values of type set are not supported"), "Values of type set are not supported"),
    ],
)
def test_a_value_that_cannot_be_sent_is_named(error: Exception, what: str) -> None:
    assert unfit_value(error) == f"a value that no database can hold: {what}"
