"""What each level of evidence weighs, learned from the graph itself, without anybody's labels.

A weight is ln(m/u): how much more often the level is found between two papers of one person (m) than between papers of
two persons (u), as in the record linkage of Fellegi and Sunter. Pairs of one person are papers of names so rare that
they have one bearer; pairs of two persons are papers of two names that differ.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from graphapp.rules.persons.scales import (
    COAUTHOR_LEVELS,
    LINKED_COAUTHORS,
    TITLE_LEVELS,
    UNKNOWN,
    VENUE_LEVELS,
    YEAR_LEVELS,
    Levels,
)

WEIGHTS_VERSION: Final = 1
"""Rises whenever a scale of evidence or the way of learning changes; other weights must then be learned again."""

HUNDREDTHS: Final = 100
"""Weights are whole hundredths, so that sums are exact and no order of adding changes them."""

UNEQUAL_ORCIDS: Final = -200
"""Set, not learned, since few graphs have enough ORCIDs: about seven to one for two persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weight of each level in hundredths, by scale, in the order of its levels."""

    version: int
    pairs: tuple[int, int]
    """How many pairs of one person and how many of two the weights were learned from."""
    connected: float
    """The share of the pairs of one person that share a coauthor, or whose coauthors write together elsewhere."""
    coauthors: tuple[int, ...]
    title: tuple[int, ...]
    venue: tuple[int, ...]
    year: tuple[int, ...]

    def __post_init__(self) -> None:
        scales = (
            (self.coauthors, COAUTHOR_LEVELS),
            (self.title, TITLE_LEVELS),
            (self.venue, VENUE_LEVELS),
            (self.year, YEAR_LEVELS),
        )
        if self.version != WEIGHTS_VERSION or any(len(weights) != len(levels) for weights, levels in scales):
            raise ValueError(f"weights of version {self.version} do not fit {WEIGHTS_VERSION}: learn them again")

    @property
    def unequal_orcids(self) -> int:
        """What two unequal ORCIDs weigh."""
        return UNEQUAL_ORCIDS

    def score(self, levels: Levels) -> int:
        """How much more likely two papers are by one person, as a logarithm in hundredths, before the name is known."""
        coauthors, title, venue, year, orcid = levels
        score = self.coauthors[coauthors] + self.title[title] + self.venue[venue] + self.year[year]
        return score + UNEQUAL_ORCIDS if orcid else score


def learn_weights(of_one: Iterable[Levels], of_two: Iterable[Levels]) -> Weights:
    """Weights from pairs of papers of one person, and pairs of papers of two."""
    one, two = tuple(zip(*of_one, strict=True)), tuple(zip(*of_two, strict=True))
    if not one or not two:
        raise ValueError("weights are learned from pairs of both kinds, and there are none of one")
    return Weights(
        version=WEIGHTS_VERSION,
        pairs=(len(one[0]), len(two[0])),
        connected=sum(level >= LINKED_COAUTHORS for level in one[0]) / len(one[0]),
        coauthors=_logs(one[0], two[0], len(COAUTHOR_LEVELS)),
        title=_logs(one[1], two[1], len(TITLE_LEVELS)),
        venue=(0, *_logs(_known(one[2]), _known(two[2]), len(VENUE_LEVELS))[1:]),
        year=(0, *_logs(_known(one[3]), _known(two[3]), len(YEAR_LEVELS))[1:]),
    )


def _known(levels: Sequence[int]) -> list[int]:
    """Without the pairs of which one paper states nothing: they are no evidence."""
    return [level for level in levels if level != UNKNOWN]


def _logs(one: Sequence[int], two: Sequence[int], levels: int) -> tuple[int, ...]:
    m, u = Counter(one), Counter(two)
    # One pair more of each level and kind: a level that nobody has seen weighs little instead of infinitely much.
    shares = (((m[level] + 1) / (len(one) + levels), (u[level] + 1) / (len(two) + levels)) for level in range(levels))
    return tuple(round(HUNDREDTHS * log(of_one / of_two)) for of_one, of_two in shares)
