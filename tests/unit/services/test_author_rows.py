"""Names as a person types them, and author rows as nodes of their names."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.results.names import NameNode
from graphapp.rules.names import LONGEST_NAME
from graphapp.services.author_rows import AuthorRows, readings_of, spelling_of

ROWS = AuthorRows(
    author_ids=["one:ADA", "dblp:Ada 0001", "one:Bo", "dblp:Ada"],
    names=["ADA", "Ada", "Bo", "Ada"],
    keys=["ada", "ada", "bo", "ada"],
    authorships=[4, 2, 1, 3],
)


def test_rows_of_one_name_are_one_node_with_its_most_frequent_spelling() -> None:
    assert ROWS.by_key() == {
        "ada": NameNode(name="Ada", key="ada", author_ids=("dblp:Ada", "dblp:Ada 0001", "one:ADA")),
        "bo": NameNode(name="Bo", key="bo", author_ids=("one:Bo",)),
    }


def test_rows_of_several_names_can_be_one_node() -> None:
    together = ROWS.together("anybody", {"ada", "bo"})
    assert (together.key, together.name, len(together.author_ids)) == ("anybody", "Ada", 4)


def test_of_spellings_that_are_as_frequent_one_in_mixed_case_stands() -> None:
    assert spelling_of([("Bo", 1), ("BO", 2), ("Bo", 1)]) == "Bo"
    assert spelling_of([("Bo", 1), ("BO", 3), ("Bo", 1)]) == "BO"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Wei WANG", ["wei wang"]),
        ("Wei Wang 0001", ["wei wang 0001", "wei wang"]),
        ("0001", ["0001"]),
        # As the name of an organisation: "CERN, Geneva"
        ("Wang, Wei", ["wei wang", "wang, wei"]),
        ("Wei Wang, PhD", ["wei wang"]),
        ("Wang, Wei 0001", ["wei wang 0001", "wei wang", "wang, wei 0001"]),
    ],
)
def test_a_number_at_the_end_of_a_name_may_be_of_a_homonym(typed: str, keys: list[str]) -> None:
    assert [reading.name_key for reading in readings_of(typed)] == keys


@pytest.mark.parametrize(
    "typed",
    ["", " \u200b", "x" * (LONGEST_NAME + 1), "\ufdfa" * LONGEST_NAME, "a" + "\u0301\u0316" * 20],
)
def test_a_text_that_no_graph_holds_is_not_a_name(typed: str) -> None:
    with pytest.raises(InvalidArgument):
        readings_of(typed)
