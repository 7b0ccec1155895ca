"""Which venues have more authors in common than chance would give them."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Final

LEAST_LIFT: Final = 2.0


def venue_lifts(venues_of: Iterable[Collection[str]]) -> dict[tuple[str, str], float]:
    """For two venues, the smaller first, the authors of both * all authors / (authors of one * authors of the other).

    `venues_of` has for each author name the venues of its papers, each once; it may have none. Only lifts of at least
    `LEAST_LIFT` are kept; two venues that are not in the answer have less, or no author in common.
    """
    authors: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    names = 0
    for venues in venues_of:
        names += 1
        authors.update(venues)
        both.update(combinations(sorted(venues), 2))
    found = ((pair, common * names / (authors[pair[0]] * authors[pair[1]])) for pair, common in both.items())
    return {pair: lift for pair, lift in found if lift >= LEAST_LIFT}
