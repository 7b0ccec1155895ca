"""Answers about coauthors: what their items are."""

from tests.answers import NO_PATH, PATH


def test_the_items_of_chains_are_their_steps() -> None:
    assert [(step.chain, step.step) for step in PATH.items] == [(1, 1), (1, 2)]


def test_an_answer_without_items_still_has_columns() -> None:
    assert NO_PATH.items == ()
    assert list(NO_PATH.to_dataframe().columns) == [
        *("chain", "step", "a", "b", "pooled", "crowded", "papers", "weight", "weight_at_most", "works")
    ]
