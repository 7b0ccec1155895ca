"""The scores of all pairs of papers of one name at once: what `evidence.py` says of two, for a thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.scales import (
    FEW,
    FEW_COAUTHORS,
    LIFT_STEPS,
    LINK_STEPS,
    LINKED_COAUTHORS,
    LONG_LIST,
    NO_COAUTHORS,
    OTHER_COAUTHORS,
    SAME_VENUE,
    SHARED_COAUTHORS,
    SHARED_STEPS,
    TITLE_STEPS,
    UNIT,
    UNKNOWN,
    VENUE_LEVELS,
    YEAR_STEPS,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphapp.rules.persons.weights import Weights

    IntMatrix: TypeAlias = NDArray[np.int64]


def score_matrix(
    rows: Sequence[Authorship],
    titles: Sequence[Collection[str]],
    *,
    names: Mapping[str, int],
    words: Mapping[str, int],
    links: Mapping[str, Mapping[str, int]],
    lifts: Mapping[tuple[str, str], float],
    weights: Weights,
) -> IntMatrix:
    """For each two papers the sum of the weights of their levels, in hundredths; 0 of a paper and itself.

    `titles` has the words of each paper's title; `names` how rare each coauthor is, `words` the square of how rare
    each word is, and `links` how strongly two coauthors are linked elsewhere, all in `UNIT`s; `lifts` is that of
    `Surroundings`.
    """
    import numpy as np

    coauthors = [row.coauthors for row in rows]
    scores: IntMatrix = (
        np.asarray(weights.coauthors)[_coauthor_levels(coauthors, names, links)]
        + np.asarray(weights.title)[_title_levels(titles, words)]
        + np.asarray(weights.venue)[_venue_levels([row.venue for row in rows], lifts)]
        + np.asarray(weights.year)[_year_levels([row.year for row in rows])]
    )
    for one, other in combinations([place for place, row in enumerate(rows) if row.orcids], 2):
        if rows[one].orcids.isdisjoint(rows[other].orcids):
            scores[[one, other], [other, one]] += weights.unequal_orcids
    np.fill_diagonal(scores, 0)
    return scores


def _coauthor_levels(
    lists: Sequence[Collection[str]], names: Mapping[str, int], links: Mapping[str, Mapping[str, int]]
) -> IntMatrix:
    import numpy as np

    lengths = np.array([len(found) for found in lists], dtype=np.int64)
    shortest, longest = np.minimum.outer(lengths, lengths), np.maximum.outer(lengths, lengths)
    papers = _places(lists)
    levels = np.where(shortest < FEW, FEW_COAUTHORS, OTHER_COAUTHORS)
    linked = _linked(len(lists), papers, links)
    some = linked > 0
    levels[some] = LINKED_COAUTHORS + np.searchsorted(LINK_STEPS, linked[some] / UNIT, side="right")
    shared = _in_common(len(lists), papers, names)
    some = shared > 0
    strengths = shared[some] / UNIT * np.minimum(1, LONG_LIST / longest[some])
    levels[some] = SHARED_COAUTHORS + np.searchsorted(SHARED_STEPS, strengths, side="right")
    levels[shortest == 0] = NO_COAUTHORS
    return levels


def _title_levels(titles: Sequence[Collection[str]], words: Mapping[str, int]) -> IntMatrix:
    import numpy as np

    lengths = np.array([sqrt(sum(map(words.__getitem__, found))) for found in titles])
    common = _in_common(len(titles), _places(titles), words)
    levels = np.zeros_like(common)
    some = common > 0
    similarities = common[some] / np.outer(lengths, lengths)[some]
    levels[some] = 1 + np.searchsorted(TITLE_STEPS, similarities, side="right")
    return levels


def _venue_levels(venues: Sequence[str | None], lifts: Mapping[tuple[str, str], float]) -> IntMatrix:
    import numpy as np

    known = {venue: place for place, venue in enumerate(sorted({venue for venue in venues if venue is not None}))}
    unknown = len(known)
    levels = np.full((unknown + 1, unknown + 1), len(VENUE_LEVELS) - 1)
    for (one, other), lift in lifts.items():
        if one in known and other in known:
            level = len(VENUE_LEVELS) - 1 - int(np.searchsorted(LIFT_STEPS, lift, side="right"))
            levels[[known[one], known[other]], [known[other], known[one]]] = level
    np.fill_diagonal(levels, SAME_VENUE)
    levels[unknown, :] = levels[:, unknown] = UNKNOWN
    places = np.array([unknown if venue is None else known[venue] for venue in venues], dtype=np.int64)
    return levels[np.ix_(places, places)]


def _year_levels(years: Sequence[int | None]) -> IntMatrix:
    import numpy as np

    stated = np.array([year is not None for year in years], dtype=bool)
    found = np.array([year or 0 for year in years], dtype=np.int64)
    apart = np.abs(np.subtract.outer(found, found))
    return np.where(np.logical_and.outer(stated, stated), 1 + np.searchsorted(YEAR_STEPS, apart, side="right"), UNKNOWN)


def _places(sets: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """For each member of a set the places of the sets that have it."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, members in enumerate(sets):
        for member in members:
            places[member].append(place)
    return places


def _in_common(count: int, places: Mapping[str, Sequence[int]], values: Mapping[str, int]) -> IntMatrix:
    """For each two sets the sum of the values of their common members."""
    import numpy as np

    sums = np.zeros((count, count), dtype=np.int64)
    for member, found in places.items():
        if len(found) > 1:
            sums[np.ix_(found, found)] += values[member]
    return sums


def _linked(count: int, places: Mapping[str, Sequence[int]], links: Mapping[str, Mapping[str, int]]) -> IntMatrix:
    """For each two sets the sum of the links between a member of the one and a member of the other."""
    import numpy as np

    sums = np.zeros((count, count), dtype=np.int64)
    for name, of_name in links.items():
        # How strongly each set is linked to this name.
        reach = np.zeros(count, dtype=np.int64)
        for other, strength in of_name.items():
            reach[places[other]] += strength
        sums[:, places[name]] += reach[:, np.newaxis]
    return sums
