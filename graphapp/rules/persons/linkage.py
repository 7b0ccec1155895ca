"""Joins the two groups with the strongest evidence between them, again and again, until none is strong enough.

The strength between two groups is half the mean and half the greatest score of their pairs. The mean alone would let a
long career fall apart, and the greatest alone would join everything through one paper.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Final

_NONE: Final = float("-inf")
_LEAST: Final = -(1 << 40)
"""Less than all scores."""


class Linkage:
    """Groups of numbered papers, which `join` makes larger.

    Of equally strong pairs of groups the one with the smallest first paper is joined, so the numbers should be given by
    what papers say, not by their order of arrival.
    """

    def __init__(
        self,
        count: int,
        scores: Callable[[int], Sequence[int]],
        *,
        same: Iterable[Sequence[int]] = (),
        different: Iterable[tuple[int, int]] = (),
    ) -> None:
        """`scores` gives those of a paper with all papers before it.

        `same` are disjoint sets of papers that are in one group from the beginning; papers of two groups between which
        there is a pair of `different` never join.
        """
        first = list(range(count))
        for papers in same:
            for paper in papers:
                first[paper] = min(papers)
        self._members: dict[int, list[int]] = {}
        for paper, group in enumerate(first):
            self._members.setdefault(group, []).append(paper)
        self._apart: dict[int, set[int]] = {group: set() for group in self._members}
        for one, other in different:
            self._part(first[one], first[other])
        self._sums = {group: array("q", bytes(8 * count)) for group in self._members}
        self._greatest = {group: array("q", [_LEAST]) * count for group in self._members}
        for one, a in enumerate(first):
            sums, greatest = self._sums[a], self._greatest[a]
            for b, found in zip(first, scores(one), strict=False):
                if a != b:
                    sums[b] += found
                    self._sums[b][a] += found
                    if found > greatest[b]:
                        greatest[b] = self._greatest[b][a] = found
        self._best = {group: self._find_best(group) for group in self._members}

    def join(self, cut: float) -> list[list[int]]:
        """Join groups while the strength between two is above `cut`; all groups, each sorted, by their first paper."""
        while len(self._members) > 1:
            one = min(self._members, key=lambda group: (-self._best[group][0], group))
            strength, other = self._best[one]
            if strength <= cut:
                break
            self._unite(*sorted((one, other)))
        return [sorted(self._members[group]) for group in sorted(self._members)]

    def strength(self, one: int, other: int) -> float:
        """Between the groups that have these two papers as their first."""
        pairs = len(self._members[one]) * len(self._members[other])
        return (self._sums[one][other] / pairs + self._greatest[one][other]) / 2

    def are_apart(self, one: int, other: int) -> bool:
        """Whether the groups that have these two papers as their first never join."""
        return other in self._apart[one]

    def _part(self, one: int, other: int) -> None:
        if one == other:
            raise ValueError(f"papers {self._members[one]} are said to be of one person and of two")
        self._apart[one].add(other)
        self._apart[other].add(one)

    def _find_best(self, group: int) -> tuple[float, int]:
        """The greatest strength to another group, and the first group that has it."""
        apart, sums, greatest, members = self._apart[group], self._sums[group], self._greatest[group], self._members
        own = len(members[group])
        best, partner = _NONE, group
        for other, papers in members.items():
            twice = sums[other] / (own * len(papers)) + greatest[other]
            if twice >= best and other != group and other not in apart and (twice > best or other < partner):
                best, partner = twice, other
        return best / 2, partner

    def _unite(self, one: int, other: int) -> None:
        self._members[one] += self._members.pop(other)
        for apart in self._apart.pop(other):
            self._apart[apart].discard(other)
            self._part(one, apart)
        sums, greatest = self._sums.pop(other), self._greatest.pop(other)
        del self._best[other]
        for group in self._members:
            if group != one:
                self._sums[group][one] = self._sums[one][group] = self._sums[one][group] + sums[group]
                most = max(self._greatest[one][group], greatest[group])
                self._greatest[group][one] = self._greatest[one][group] = most
        self._best[one] = self._find_best(one)
        for group, (best, partner) in self._best.items():
            if group == one:
                continue
            strength = _NONE if one in self._apart[group] else self.strength(group, one)
            if strength > best or (strength == best and one <= partner):
                self._best[group] = strength, one
            elif partner in (one, other):
                # The best partner is weaker than it was: another group may be the best now.
                self._best[group] = self._find_best(group)
