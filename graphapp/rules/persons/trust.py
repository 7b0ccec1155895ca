"""Whether a graph is large and dense enough to say that two papers of a name are by different persons.

In a small graph nobody knows how common a name is, and in a sparse one the papers of one person often share no
coauthor, so that a lack of evidence says nothing. There, only hard facts tell persons apart.
"""

from typing import Final

FEWEST_CROWDED: Final = 1_000
"""So many names that several people are expected to have are needed to measure how rare names are."""
LEAST_CONNECTED: Final = 0.5
"""In a dense graph, two papers of one person have coauthors in common, or linked ones, more often than not."""


def graph_doubt(*, crowded: int, connected: float) -> str | None:
    """In words, why the graph cannot tell persons apart; None when it can.

    `crowded` is of `Rarity`, and `connected` of `Weights`.
    """
    if crowded < FEWEST_CROWDED:
        names = "1 name" if crowded == 1 else f"{crowded:,} names"
        return (
            f"the graph is small: it has {names} that several people are expected to have, and less than "
            f"{FEWEST_CROWDED:,} do not show how rare names are"
        )
    if connected < LEAST_CONNECTED:
        return (
            f"the graph is sparse: of two papers of one person, only {connected:.0%} have coauthors in common or "
            "coauthors who write together"
        )
    return None
