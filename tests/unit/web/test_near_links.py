"""From what is not there to the same question with what is."""

import pytest
from starlette.requests import Request

from graphapp.web.near_links import near_links


def addresses(path: str, query: str, message: str, near: str, **in_path: str) -> list[str]:
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": [], "path_params": in_path}
    return [link.address for link in near_links(Request(scope), message, (near,))]


@pytest.mark.parametrize(
    ("query", "message", "expected"),
    [
        ("source=x&page=2", "No source is named 'x'.", "?source=near"),
        ("venue=NeurIPZ&source=x", "No paper row appeared at a venue 'NeurIPZ'.", "?venue=near&source=x"),
        ("a=Ada&b=Adaa", "No author row is named 'Adaa'.", "?a=Ada&b=near"),
        ("a=Lovelacee,+Ada&b=Ada", "No author row is named 'Ada Lovelacee'.", "?a=near&b=Ada"),
        ("venue=O%27N", 'No paper row appeared at a venue "O\'N".', "?venue=near"),
    ],
)
def test_the_parameter_that_the_message_is_about_is_replaced(query: str, message: str, expected: str) -> None:
    assert addresses("/x", query, message, "near") == [f"/x{expected}"]


def test_else_it_is_the_text_of_the_path() -> None:
    message = "No author row is named 'Adaa'."
    assert addresses("/name-cluster/Adaa", "match=fold", message, "ADA", name="Adaa") == [
        "/name-cluster/ada?match=fold"
    ]
    assert addresses("/name-cluster/Adaa", "venue=Adaa", message, "ADA", name="Adaa") == [
        "/name-cluster/ada?venue=Adaa"
    ]
    assert addresses("/paper/a/b", "", "'a/b' names 2 works.", "One:1", id="a/b") == ["/paper/One:1"]
    assert addresses("/venue/NeurIPZ", "year=1", "No venue 'NeurIPZ'.", "NeurIPS", id="NeurIPZ") == [
        "/venue/NeurIPS?year=1"
    ]
