"""Whether a graph can tell persons apart."""

import pytest

from graphapp.rules.persons.trust import FEWEST_CROWDED, LEAST_CONNECTED, graph_doubt


@pytest.mark.parametrize(
    ("crowded", "connected", "doubt"),
    [
        (FEWEST_CROWDED, LEAST_CONNECTED, None),
        (FEWEST_CROWDED - 1, LEAST_CONNECTED, "the graph is small"),
        (0, 1.0, "the graph is small: it has 0 names that"),
        (1, 1.0, "the graph is small: it has 1 name that"),
        (FEWEST_CROWDED, LEAST_CONNECTED - 0.01, "the graph is sparse"),
    ],
)
def test_a_small_or_sparse_graph_is_doubted(crowded: int, connected: float, doubt: str | None) -> None:
    found = graph_doubt(crowded=crowded, connected=connected)
    assert found is None if doubt is None else found is not None and found.startswith(doubt)
