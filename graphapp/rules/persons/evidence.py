"""Evidence that two papers of one name are by one person: what they have in common, on scales of a few levels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from graphapp.rules.persons.authorships import Authorship, Surroundings, title_words
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
    Levels,
)
from graphapp.rules.persons.score_matrix import score_matrix

if TYPE_CHECKING:
    from graphapp.rules.persons.score_matrix import IntMatrix
    from graphapp.rules.persons.weights import Weights

_LEAST_WEIGHT: Final = 0.05
_LEAST_LINK: Final = 0.3
_MOST_ROWS: Final = 200
"""A coauthor of more papers of the name than this is not asked for further coauthors."""


@dataclass(frozen=True, slots=True)
class _Paper:
    coauthors: frozenset[str]
    words: frozenset[str]
    length: float
    """Of the vector of the title's words, in `UNIT`s."""


class NameEvidence:
    """The evidence between the papers of one name."""

    def __init__(self, authorships: Sequence[Authorship], surroundings: Surroundings) -> None:
        self._authorships = authorships
        self._surroundings = surroundings
        words = [title_words(authorship.title) for authorship in authorships]
        self._weights = {name: self._weight(name) for authorship in authorships for name in authorship.coauthors}
        self._squares = {word: self._square(word) for found in words for word in found}
        self._lifts = surroundings.lifts
        self._links = self._find_links()
        self._papers = [
            _Paper(
                coauthors=authorship.coauthors,
                words=found,
                length=sqrt(sum(map(self._squares.__getitem__, found))),
            )
            for authorship, found in zip(authorships, words, strict=True)
        ]

    def levels(self, one: int, other: int) -> Levels:
        """Where the papers at these two places stand; the same in both orders."""
        a, b = self._authorships[one], self._authorships[other]
        return Levels(
            self._coauthors(one, other), self._titles(one, other), self._venues(a, b), _years(a, b), _orcids(a, b)
        )

    def scores(self, weights: Weights) -> IntMatrix:
        """For each two papers the sum of the weights of their levels, all at once; 0 of a paper and itself."""
        return score_matrix(
            self._authorships,
            [paper.words for paper in self._papers],
            names=self._weights,
            words=self._squares,
            links=self._links,
            lifts=self._lifts,
            weights=weights,
        )

    def shared_coauthors(self, one: int, other: int) -> list[str]:
        """The coauthors of both papers, the rarest first."""
        shared = self._papers[one].coauthors & self._papers[other].coauthors
        return sorted(shared, key=lambda name: (-self._weights[name], name))

    def linked_coauthors(self, one: int, other: int) -> list[tuple[str, str]]:
        """A coauthor of the one paper and one of the other who write together elsewhere, the strongest link first."""
        found = [
            (-strength, name, linked)
            for name in self._papers[one].coauthors
            for linked, strength in self._links.get(name, {}).items()
            if linked in self._papers[other].coauthors and linked != name
        ]
        return [(name, linked) for _, name, linked in sorted(found)]

    def shared_words(self, one: int, other: int) -> list[str]:
        """The words that both titles have, the rarest first."""
        shared = self._papers[one].words & self._papers[other].words
        return sorted(shared, key=lambda word: (-self._squares[word], word))

    def lift(self, one: int, other: int) -> float | None:
        """How many times as many authors as by chance two venues have in common; 0 for less than `LEAST_LIFT` times.

        None when a paper has no venue, or both have the same.
        """
        a, b = self._authorships[one].venue, self._authorships[other].venue
        return None if a is None or b is None or a == b else self._lifts.get((a, b) if a < b else (b, a), 0.0)

    def _coauthors(self, one: int, other: int) -> int:
        a, b = self._papers[one], self._papers[other]
        few, many = sorted((len(a.coauthors), len(b.coauthors)))
        if not few:
            return NO_COAUTHORS
        if not a.coauthors.isdisjoint(b.coauthors):
            shared = sum(map(self._weights.__getitem__, a.coauthors & b.coauthors)) / UNIT
            return SHARED_COAUTHORS + bisect_right(SHARED_STEPS, shared * min(1, LONG_LIST / many))
        linked = sum(
            strength
            for name in a.coauthors
            if name in self._links
            for other_name, strength in self._links[name].items()
            if other_name in b.coauthors
        )
        if linked:
            return LINKED_COAUTHORS + bisect_right(LINK_STEPS, linked / UNIT)
        return FEW_COAUTHORS if few < FEW else OTHER_COAUTHORS

    def _titles(self, one: int, other: int) -> int:
        a, b = self._papers[one], self._papers[other]
        if a.words.isdisjoint(b.words):
            return 0
        common = sum(map(self._squares.__getitem__, a.words & b.words))
        return 1 + bisect_right(TITLE_STEPS, common / (a.length * b.length)) if common else 0

    def _venues(self, a: Authorship, b: Authorship) -> int:
        if a.venue is None or b.venue is None:
            return UNKNOWN
        if a.venue == b.venue:
            return SAME_VENUE
        lift = self._lifts.get((a.venue, b.venue) if a.venue < b.venue else (b.venue, a.venue), 0.0)
        return len(VENUE_LEVELS) - 1 - bisect_right(LIFT_STEPS, lift)

    def _weight(self, name: str) -> int:
        papers = self._surroundings.papers
        if papers < 2:
            return UNIT
        rare = log(papers / self._surroundings.papers_of[name]) / log(papers)
        return round(max(_LEAST_WEIGHT, rare) * UNIT)

    def _square(self, word: str) -> int:
        found = self._surroundings.papers_with.get(word, 1)
        return round(log(max(self._surroundings.papers / found, 1)) ** 2 * UNIT)

    def _find_links(self) -> dict[str, dict[str, int]]:
        """For each coauthor the others who write with it elsewhere, and how much more than chance would have it."""
        rows: dict[str, int] = {}
        for authorship in self._authorships:
            for name in authorship.coauthors:
                rows[name] = rows.get(name, 0) + 1
        links: dict[str, dict[str, int]] = {}
        of, papers = self._surroundings.papers_of, self._surroundings.papers
        for (one, other), joint in self._surroundings.joint_papers.items():
            if rows.get(one, _MOST_ROWS + 1) <= _MOST_ROWS and rows.get(other, _MOST_ROWS + 1) <= _MOST_ROWS:
                strength = joint / (joint + 3 * of[one] * of[other] / papers)
                if strength >= _LEAST_LINK:
                    links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = round(strength * UNIT)
        return links


def _years(a: Authorship, b: Authorship) -> int:
    if a.year is None or b.year is None:
        return UNKNOWN
    return 1 + bisect_right(YEAR_STEPS, abs(a.year - b.year))


def _orcids(a: Authorship, b: Authorship) -> int:
    return int(bool(a.orcids) and bool(b.orcids) and a.orcids.isdisjoint(b.orcids))
