"""Why two papers of a name, or two groups of them, are taken to be by one person, by two, or neither: in words.

A reason's weight is a natural logarithm: +2.3 makes one person ten times as likely as before, -2.3 two persons.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.grouping import Answer, Cut, PersonGroups
from graphapp.rules.persons.hard_facts import Fact, HardFacts
from graphapp.rules.persons.scales import FEW_COAUTHORS, LINKED_COAUTHORS, NO_COAUTHORS, SHARED_COAUTHORS
from graphapp.rules.persons.weights import HUNDREDTHS, UNEQUAL_ORCIDS, Weights

if TYPE_CHECKING:
    from graphapp.rules.persons.score_matrix import IntMatrix

ReasonKind = Literal["hard fact", "coauthors", "title", "venue", "years", "ORCID"]

_MOST_NAMED: Final = 3
"""So many coauthors or words are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason of several."""

    kind: ReasonKind
    weight: float | None
    """None for a hard fact, which no weight outweighs."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The evidence between two groups, or the parts of groups."""

    answer: Answer
    strength: float
    """Half the mean and half the greatest sum of weights of their pairs of papers."""
    mean: float
    greatest: float
    needed: float
    """What the name needs to join two groups."""
    closest: tuple[str, str]
    """The two papers, one of each, with the greatest score."""
    reasons: tuple[Reason, ...]
    """The hard facts between the groups; without any, what the two closest papers have in common and have not."""
    summary: str
    """The answer in a sentence."""


class PaperReasons:
    """The reasons between some papers."""

    def __init__(
        self,
        rows: Sequence[Authorship],
        *,
        surroundings: Surroundings,
        weights: Weights,
        facts: HardFacts,
        shown: Callable[[str], str] = str,
        venues: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`shown` turns the name key of a coauthor into the name to print; `venues` has the names of venues."""
        self._rows = rows
        self._places = {row.authorship_id: place for place, row in enumerate(rows)}
        self._surroundings = surroundings
        self._weights = weights
        self._facts = facts
        self._shown = shown
        self._venue_names = venues

    def between_papers(self, one: str, other: str) -> tuple[Reason, ...]:
        """The reasons between two authorships, a hard fact first, then the scales of evidence."""
        a, b = self._places[one], self._places[other]
        levels = self._evidence.levels(a, b)
        weighed: list[tuple[ReasonKind, int, str]] = [
            ("coauthors", self._weights.coauthors[levels.coauthors], self._coauthors(a, b, levels.coauthors)),
            ("title", self._weights.title[levels.title], self._titles(a, b)),
            ("venue", self._weights.venue[levels.venue], self._venues(a, b)),
            ("years", self._weights.year[levels.year], self._years(a, b)),
        ]
        if levels.orcid:
            orcids = " and ".join(sorted(self._rows[a].orcids | self._rows[b].orcids))
            weighed.append(("ORCID", UNEQUAL_ORCIDS, f"unequal ORCIDs, {orcids}; people may have two"))
        return (
            *hard_facts(self._facts.facts, {one}, {other}),
            *(Reason(kind=kind, weight=weight / HUNDREDTHS, words=words) for kind, weight, words in weighed),
        )

    @cached_property
    def _evidence(self) -> NameEvidence:
        return NameEvidence(self._rows, self._surroundings)

    def _coauthors(self, one: int, other: int, level: int) -> str:
        if level >= SHARED_COAUTHORS:
            shared = self._evidence.shared_coauthors(one, other)
            named = [f"{self._shown(name)} ({_papers(self._surroundings.papers_of[name])})" for name in shared]
            return f"{_count(len(shared), 'shared coauthor')}: {_listed(named)}"
        if level >= LINKED_COAUTHORS:
            linked = self._evidence.linked_coauthors(one, other)
            named = [f"{self._shown(name)} with {self._shown(further)}" for name, further in linked]
            return f"no shared coauthor, but coauthors who write together elsewhere: {_listed(named)}"
        if level == NO_COAUTHORS:
            return "a paper has no coauthors"
        few = ", though a paper has few" if level == FEW_COAUTHORS else ""
        return f"no shared coauthor and none who write together elsewhere{few}"

    def _titles(self, one: int, other: int) -> str:
        shared = self._evidence.shared_words(one, other)
        if not shared:
            return "no title word in common"
        titles = self._surroundings.papers_with
        named = [f"{word} ({_count(titles.get(word, 1), 'title')})" for word in shared]
        return f"in both titles: {_listed(named)}"

    def _venues(self, one: int, other: int) -> str:
        a, b = self._rows[one].venue, self._rows[other].venue
        lift = self._evidence.lift(one, other)
        if a is None or b is None:
            return "a paper without a venue says nothing"
        a, b = (self._venue_names.get(venue, venue) for venue in (a, b))
        if lift is None:
            return f"both in {a}"
        if not lift:
            return f"{a} and {b} have hardly more authors in common than by chance"
        return f"{a} and {b} have {lift:.1f} times as many authors in common as by chance"

    def _years(self, one: int, other: int) -> str:
        a, b = self._rows[one].year, self._rows[other].year
        if a is None or b is None:
            return "a paper without a year says nothing"
        return f"both of {a}" if a == b else f"{_count(abs(a - b), 'year')} apart, {min(a, b)} and {max(a, b)}"


class Reasons(PaperReasons):
    """The reasons between the papers of one name, and its groups; `rows` are all that were grouped, in any order."""

    def __init__(
        self,
        rows: Sequence[Authorship],
        *,
        surroundings: Surroundings,
        weights: Weights,
        found: PersonGroups,
        shown: Callable[[str], str] = str,
        venues: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(
            rows, surroundings=surroundings, weights=weights, facts=found.facts, shown=shown, venues=venues
        )
        self._found = found

    def between_groups(self, one: int, other: int) -> Comparison:
        """The evidence between the groups at two places."""
        a, b = (self._found.groups[place].authorships for place in (one, other))
        scores = self._scores[[self._places[key] for key in a]][:, [self._places[key] for key in b]]
        first, second = divmod(int(scores.argmax()), len(b))
        closest = a[first], b[second]
        mean, greatest = int(scores.sum()) / scores.size / HUNDREDTHS, int(scores.max()) / HUNDREDTHS
        strength = (mean + greatest) / 2
        answer = self._found.answer(one, other)
        facts = hard_facts(self._facts.facts, set(a), set(b))
        return Comparison(
            answer=answer,
            strength=strength,
            mean=mean,
            greatest=greatest,
            needed=self._found.cut.strength,
            closest=closest,
            reasons=facts or self.between_papers(*closest),
            summary=self._summary(answer, strength, bool(facts)),
        )

    @cached_property
    def _scores(self) -> IntMatrix:
        return self._evidence.scores(self._weights)

    def _summary(self, answer: Answer, strength: float, by_fact: bool) -> str:
        if by_fact:
            return f"{answer}: a hard fact says so"
        compared = (
            f"the evidence for one person is {strength:+.1f} on a logarithmic scale, "
            f"and {self._found.cut.strength:+.1f} is needed"
        )
        if answer == "cannot tell" and self._found.doubt:
            return f"cannot tell: {compared}, but {self._found.doubt}"
        return f"{answer}: {compared}" + (", which is too close to tell" if answer == "cannot tell" else "")


def explain_cut(cut: Cut) -> str:
    """Why the name needs so much evidence to join two groups."""
    others = cut.expected_others
    if others is None:
        common = "nobody knows how common the name is"
    elif others < 0.1:
        common = f"the name is rare: {others:.2g} other persons of it are expected"
    else:
        common = f"about {others:.1f} other persons of the name are expected"
    if not cut.fragmentation:
        return f"{cut.strength:+.1f} is needed to join two groups: {common}"
    islands = f"its papers make {_count(cut.islands, 'island')} without a shared coauthor, more than one person has"
    return f"{cut.strength:+.1f} is needed to join two groups: {common}, and {islands}"


def explain_contradictions(facts: HardFacts) -> tuple[str, ...]:
    """In words, the facts that do not count because others contradict them."""
    return tuple(f"{fact.kind}: {_not_taken_to_be(fact)} although {fact.reason}" for fact in facts.contradictions)


def _not_taken_to_be(fact: Fact) -> str:
    ids = list(dict.fromkeys((*fact.one, *fact.other)))
    if fact.same:
        return f"{', '.join(ids)} are not taken to be the same person"
    if fact.one == fact.other:
        # Both sides have them.
        return f"{', '.join(ids)} {'is' if len(ids) == 1 else 'are each'} not taken to be by two persons"
    return f"{', '.join(ids)} are not taken to be different persons"


def hard_facts(facts: Iterable[Fact], one: Collection[str], other: Collection[str]) -> tuple[Reason, ...]:
    """Those of the facts that are between the authorships of the one and of the other."""
    found: list[str] = []
    for fact in facts:
        a, b = (set(fact.one) | set(fact.other),) * 2 if fact.same else (set(fact.one), set(fact.other))
        if (a & set(one) and b & set(other)) or (b & set(one) and a & set(other)):
            found.append(f"{'the same person' if fact.same else 'different persons'}, because {fact.reason}")
    return tuple(Reason(kind="hard fact", weight=None, words=words) for words in found)


def _listed(items: Sequence[str]) -> str:
    more = len(items) - _MOST_NAMED
    return ", ".join(items[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _papers(count: int) -> str:
    return _count(count, "paper")


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
