"""Evidence that two papers of one name are by one person: what they have in common, on scales of a few levels.

Sums are of whole numbers (millionths), so that no order of adding changes them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final, NamedTuple, Protocol

from graphapp.rules.persons.authorships import Authorship, Surroundings, title_words

_UNIT: Final = 1_000_000

NO_COAUTHORS: Final = 0
FEW_COAUTHORS: Final = 1
OTHER_COAUTHORS: Final = 2
LINKED_COAUTHORS: Final = 3
SHARED_COAUTHORS: Final = 6
COAUTHOR_LEVELS: Final = (
    "a paper without coauthors",
    "no shared coauthor, fewer than 3 coauthors",
    "no shared coauthor, 3 coauthors or more",
    "coauthors who write together elsewhere",
    "coauthors who often write together elsewhere",
    "many coauthors who write together elsewhere",
    *(f"shared coauthors, strength {span}" for span in ("< 0.5", "0.5", "0.65", "0.8", "1", "1.5", "2.2 or more")),
)
_LINK_STEPS: Final = (1.5, 2.5)
_SHARED_STEPS: Final = (0.5, 0.65, 0.8, 1.0, 1.5, 2.2)

TITLE_LEVELS: Final = (
    "no title word in common",
    *(f"similarity of titles {span}" for span in ("< 0.05", "0.05", "0.1", "0.18", "0.3", "0.5 or more")),
)
_TITLE_STEPS: Final = (0.05, 0.1, 0.18, 0.3, 0.5)

UNKNOWN: Final = 0
SAME_VENUE: Final = 1
VENUE_LEVELS: Final = (
    "a paper without a venue",
    "the same venue",
    *(f"venues with authors in common, lift {span}" for span in ("12 or more", "5 to 12", "2 to 5")),
    "venues with hardly an author in common",
)
_LIFT_STEPS: Final = (2.0, 5.0, 12.0)

YEAR_LEVELS: Final = (
    "a paper without a year",
    *(f"{span} years apart" for span in ("0", "1", "2", "3 to 4", "5 to 7", "8 to 12", "13 or more")),
)
_YEAR_STEPS: Final = (1, 2, 3, 5, 8, 13)

ORCID_LEVELS: Final = ("not two unequal ORCIDs", "two unequal ORCIDs")

_LEAST_WEIGHT: Final = 0.05
_FEW: Final = 3
_LONG_LIST: Final = 12
"""A shared coauthor says less where the list of coauthors is longer than this."""
_LEAST_LINK: Final = 0.3
_MOST_ROWS: Final = 200
"""A coauthor of more papers of the name than this is not asked for further coauthors."""


class Levels(NamedTuple):
    """Where two papers of one name stand on each scale."""

    coauthors: int
    title: int
    venue: int
    year: int
    orcid: int


NOTHING_IN_COMMON: Final = Levels(NO_COAUTHORS, 0, UNKNOWN, UNKNOWN, 0)
"""Where a paper stands of which nothing is known."""


@dataclass(frozen=True, slots=True)
class _Paper:
    coauthors: frozenset[str]
    words: frozenset[str]
    length: float
    """Of the vector of the title's words, in `_UNIT`s."""
    reach: dict[str, int]
    """How strongly its coauthors are linked, by joint papers elsewhere, to each of these coauthors of the name."""


class WeightsOfLevels(Protocol):
    """The weight of each level of each scale, in hundredths."""

    @property
    def coauthors(self) -> Sequence[int]: ...
    @property
    def title(self) -> Sequence[int]: ...
    @property
    def venue(self) -> Sequence[int]: ...
    @property
    def year(self) -> Sequence[int]: ...
    @property
    def unequal_orcids(self) -> int: ...


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
                reach=_reach(authorship.coauthors, self._links),
            )
            for authorship, found in zip(authorships, words, strict=True)
        ]

    def levels(self, one: int, other: int) -> Levels:
        """Where the papers at these two places stand; the same in both orders."""
        a, b = self._authorships[one], self._authorships[other]
        return Levels(
            self._coauthors(one, other), self._titles(one, other), self._venues(a, b), _years(a, b), _orcids(a, b)
        )

    def scores(self, one: int, weights: WeightsOfLevels) -> list[int]:
        """For each paper before this one the sum of the weights of their levels, faster than one by one."""
        a, paper = self._authorships[one], self._papers[one]
        coauthors, words, reach = paper.coauthors, paper.words, paper.reach.keys()
        of_coauthors, of_title, of_venue, of_year = weights.coauthors, weights.title, weights.venue, weights.year
        few = len(coauthors) < _FEW
        found: list[int] = []
        for other, (b, before) in enumerate(zip(self._authorships[:one], self._papers, strict=False)):
            if not coauthors or not before.coauthors:
                score = of_coauthors[NO_COAUTHORS]
            elif reach.isdisjoint(before.coauthors) and coauthors.isdisjoint(before.coauthors):
                score = of_coauthors[FEW_COAUTHORS if few or len(before.coauthors) < _FEW else OTHER_COAUTHORS]
            else:
                score = of_coauthors[self._coauthors(one, other)]
            score += of_title[0 if words.isdisjoint(before.words) else self._titles(one, other)]
            score += of_venue[self._venues(a, b)] + of_year[_years(a, b)]
            found.append(score + weights.unequal_orcids if a.orcids and _orcids(a, b) else score)
        return found

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
            shared = sum(map(self._weights.__getitem__, a.coauthors & b.coauthors)) / _UNIT
            return SHARED_COAUTHORS + bisect_right(_SHARED_STEPS, shared * min(1, _LONG_LIST / many))
        if not a.reach.keys().isdisjoint(b.coauthors):
            linked = sum(map(a.reach.__getitem__, a.reach.keys() & b.coauthors)) / _UNIT
            return LINKED_COAUTHORS + bisect_right(_LINK_STEPS, linked)
        return FEW_COAUTHORS if few < _FEW else OTHER_COAUTHORS

    def _titles(self, one: int, other: int) -> int:
        a, b = self._papers[one], self._papers[other]
        if a.words.isdisjoint(b.words):
            return 0
        common = sum(map(self._squares.__getitem__, a.words & b.words))
        return 1 + bisect_right(_TITLE_STEPS, common / (a.length * b.length)) if common else 0

    def _venues(self, a: Authorship, b: Authorship) -> int:
        if a.venue is None or b.venue is None:
            return UNKNOWN
        if a.venue == b.venue:
            return SAME_VENUE
        lift = self._lifts.get((a.venue, b.venue) if a.venue < b.venue else (b.venue, a.venue), 0.0)
        return len(VENUE_LEVELS) - 1 - bisect_right(_LIFT_STEPS, lift)

    def _weight(self, name: str) -> int:
        papers = self._surroundings.papers
        if papers < 2:
            return _UNIT
        rare = log(papers / self._surroundings.papers_of[name]) / log(papers)
        return round(max(_LEAST_WEIGHT, rare) * _UNIT)

    def _square(self, word: str) -> int:
        found = self._surroundings.papers_with.get(word, 1)
        return round(log(max(self._surroundings.papers / found, 1)) ** 2 * _UNIT)

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
                    links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = round(strength * _UNIT)
        return links


def _reach(coauthors: frozenset[str], links: dict[str, dict[str, int]]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for name in coauthors:
        for other, strength in links.get(name, {}).items():
            reach[other] = reach.get(other, 0) + strength
    return reach


def _years(a: Authorship, b: Authorship) -> int:
    if a.year is None or b.year is None:
        return UNKNOWN
    return 1 + bisect_right(_YEAR_STEPS, abs(a.year - b.year))


def _orcids(a: Authorship, b: Authorship) -> int:
    return int(bool(a.orcids) and bool(b.orcids) and a.orcids.isdisjoint(b.orcids))
