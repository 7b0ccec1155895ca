"""Joins the two groups with the strongest evidence between them, again and again, until none is strong enough.

The strength between two groups is half the mean and half the greatest score of their pairs. The mean alone would let a
long career fall apart, and the greatest alone would join everything through one paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphapp.rules.persons.score_matrix import IntMatrix

_NONE: Final = float("-inf")


class Linkage:
    """Groups of numbered papers, which `join` makes larger. A group is known by its first paper.

    Of equally strong pairs of groups the one with the smallest first paper is joined, so the numbers should be given by
    what papers say, not by their order of arrival.
    """

    def __init__(
        self, scores: IntMatrix, *, same: Iterable[Sequence[int]] = (), different: Iterable[tuple[int, int]] = ()
    ) -> None:
        """`scores` are those between each two papers; they are changed.

        `same` are disjoint sets of papers that are in one group from the beginning; papers of two groups between which
        there is a pair of `different` never join.
        """
        import numpy as np

        count = len(scores)
        self._members = {paper: [paper] for paper in range(count)}
        self._sizes = np.ones(count, dtype=np.int64)
        self._sums, self._greatest = scores, scores.copy()
        self._apart = np.eye(count, dtype=bool)
        first = list(range(count))
        for papers in same:
            group, *others = sorted(papers)
            for paper in others:
                first[paper] = group
                self._merge(group, paper)
        for one, other in different:
            if first[one] == first[other]:
                raise ValueError(f"papers {self._members[first[one]]} are said to be of one person and of two")
            self._apart[first[one], first[other]] = self._apart[first[other], first[one]] = True
        self._strengths = np.full((count, count), _NONE)
        self._best = np.full(count, _NONE)
        self._partner = np.zeros(count, dtype=np.int64)
        for group in self._members:
            self._strengths[group] = self._strengths_of(group)
        self._find_best(list(self._members))

    def join(self, cut: float) -> list[list[int]]:
        """Join groups while the strength between two is above `cut`; all groups, each sorted, by their first paper."""
        while len(self._members) > 1:
            one = int(self._best.argmax())
            if self._best[one] <= cut:
                break
            self._unite(*sorted((one, int(self._partner[one]))))
        return [sorted(self._members[group]) for group in sorted(self._members)]

    def strengths(self) -> dict[tuple[int, int], float]:
        """Between each two groups, by their places in what `join` returns, the smaller first; also of those apart."""
        import numpy as np

        groups = np.array(sorted(self._members), dtype=np.int64)
        chosen, sizes = np.ix_(groups, groups), self._sizes[groups]
        found = ((self._sums[chosen] / np.outer(sizes, sizes) + self._greatest[chosen]) / 2).tolist()
        return {(one, other): found[one][other] for one, other in combinations(range(len(groups)), 2)}

    def _merge(self, one: int, other: int) -> None:
        """Move the papers of the other group to the one, and what is known of it; what is gone joins with none."""
        import numpy as np

        self._members[one] += self._members.pop(other)
        self._sizes[one] += self._sizes[other]
        self._sums[one] = self._sums[:, one] = self._sums[one] + self._sums[other]
        self._greatest[one] = self._greatest[:, one] = np.maximum(self._greatest[one], self._greatest[other])
        self._apart[one] = self._apart[:, one] = self._apart[one] | self._apart[other]
        self._apart[other] = self._apart[:, other] = True

    def _unite(self, one: int, other: int) -> None:
        """Merge two groups, and find the best partners of those groups whose best partner may be another."""
        self._merge(one, other)
        strengths = self._strengths_of(one)
        self._strengths[one] = self._strengths[:, one] = strengths
        self._strengths[other] = self._strengths[:, other] = _NONE
        lost = (self._partner == one) | (self._partner == other)
        nearer = (strengths > self._best) | ((strengths == self._best) & (one <= self._partner))
        self._best[nearer], self._partner[nearer] = strengths[nearer], one
        lost &= ~nearer
        lost[[one, other]] = True
        self._find_best(lost.nonzero()[0])

    def _strengths_of(self, group: int) -> NDArray[np.float64]:
        """To each other group; minus infinity where they never join."""
        found: NDArray[np.float64]
        found = (self._sums[group] / (self._sizes[group] * self._sizes) + self._greatest[group]) / 2
        found[self._apart[group]] = _NONE
        return found

    def _find_best(self, groups: Sequence[int] | NDArray[np.int64]) -> None:
        """The strongest partner of each of these groups; of equally strong ones the first."""
        if len(groups):
            self._partner[groups] = self._strengths[groups].argmax(axis=1)
            self._best[groups] = self._strengths[groups, self._partner[groups]]
