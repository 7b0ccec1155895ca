"""The papers of a name in groups by the evidence of persons, and the reasons for it."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal

from graphapp.results.answer import Answer
from graphapp.results.names import AuthorRow, CoauthorCount
from graphapp.results.papers import VenueCount
from graphapp.results.person_reasons import PersonReason

PersonAnswer = Literal["same", "different", "cannot tell"]
Attribution = Literal["person's say", "source's id", "homonym number", "name only"]

MOST_COAUTHORS: Final = 5
"""Coauthors of a group that are listed."""

NOTICE = (
    "These groups are an estimate from coauthors, titles, venues, years and the rarity of the name. "
    "They can join two people and part one; nobody has confirmed them unless a reason says so."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedWork:
    """One authorship of the name: a work, and which author rows stand there."""

    group: int
    """The number of its group."""
    authorship_id: str
    """The work_id; with a space and a number from 1 behind it when the name stands in the list more than once."""
    work_id: str
    paper_id: str
    """The paper row that prints the name; the preferred one if it does."""
    title: str
    year: int | None
    venue: str | None
    author_ids: tuple[str, ...]
    """The author rows of the name on this work, sorted."""
    part: int
    """Within its group, from 1: between works of one part the answer is "same", between two parts "cannot tell"."""
    attribution: Attribution
    """The strongest of what says who the author is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSpelling:
    """Another name under which a person writes, as far as the evidence goes."""

    name: str
    key: str
    group: int | None
    """The number of its group of works, as `person_groups` gives it; None where the works were not grouped."""
    papers: int
    """Works of the person under this name; of a coauthor, those joint with the centre."""
    why: str
    """Why it is the same person, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOfName:
    """Which of the people of a name is meant, as far as the evidence goes."""

    name_key: str
    group: int | None
    """The number of their group of works, as `person_groups` gives it; None where the works were not grouped.

    A name with one joint work is one person there, whichever it is.
    """
    group_count: int | None
    """How many groups the name has; None where its works were not grouped."""
    spellings: tuple[OtherSpelling, ...]
    """By key, then by group."""

    def label(self, name: str) -> str:
        """A name, with the number of the group where it is one of several people of the name."""
        return name if self.group is None or self.group_count == 1 else f"{name} ({self.group})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGroup:
    """Works of a name that the evidence holds together: one person, as far as it goes."""

    number: int
    """From 1: the group with the most works is the first."""
    paper_count: int
    part_count: int
    """How many parts the group has that are only probably of one person; 1 when all of it is."""
    first_year: int | None
    """None when no work has a year."""
    last_year: int | None
    venues: tuple[VenueCount, ...]
    """At most three, by falling number of works, then by venue_id."""
    coauthors: tuple[CoauthorCount, ...]
    """At most `MOST_COAUTHORS`, by falling number of works, then by key."""
    author_rows: tuple[AuthorRow, ...]
    """With their number of works in this group, by falling number, then by author_id."""
    spellings: tuple[OtherSpelling, ...] | None
    """Other names under which the person writes, by key; None where they were not looked for."""
    papers: tuple[GroupedWork, ...]
    """Newest first, then by title, then by authorship_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison:
    """What the evidence says between two groups."""

    one: int
    """The number of the group."""
    other: int
    answer: PersonAnswer
    strength: float
    """Half the mean and half the greatest sum of weights of their pairs of papers."""
    needed: float
    """How strong the evidence must be to join two groups of this name."""
    summary: str
    """The answer in one sentence."""
    closest: tuple[GroupedWork, GroupedWork]
    """The two works with the strongest evidence, one of each group."""
    reasons: tuple[PersonReason, ...]
    """The hard facts between the groups; without any, what the two closest works have in common and have not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonModelFacts:
    """What the groups were computed with."""

    works: int
    """The number of works of the graph when the weights were learned."""
    revision: int | None
    """The revision of the graph when rarity and weights were learned; None when they are not of this graph."""
    is_current: bool
    """Whether no row has changed since then."""
    doubt: str | None
    """Why this graph cannot say that two people are different without a hard fact; None when it can."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonGroups(Answer):
    """The works of a name cluster in groups that the evidence holds together."""

    ITEMS: ClassVar = ("groups", "papers")

    name: str
    """The most frequent spelling, as in the cluster."""
    key: str
    missing_number: str | None = None
    """The homonym number behind the requested name, when none of its author rows has it."""
    notice: str
    summary: str
    """What the groups say, in one or two sentences."""
    paper_count: int
    """The number of works of the name."""
    left_out: int
    """How many of them are not grouped, since the name has too many; they are the oldest."""
    group_count: int
    expected_others: float | None
    """The expected number of other persons of the name; None when the graph is too small to know."""
    needed: float
    """How strong the evidence must be to join two groups, as a logarithm."""
    why_needed: str
    """Why so much is needed, in one sentence."""
    model: PersonModelFacts
    groups: tuple[PersonGroup, ...]
    """By falling number of works, then by the newest year, then by the first authorship_id."""
    comparisons: tuple[GroupComparison, ...]
    """The pairs of groups of which nothing can be told, by falling strength, at most twenty; or those asked for."""
    undecided_count: int
    """How many pairs of groups nothing can be told of."""
    different_count: int
    """How many pairs of groups are different."""
    contradictions: tuple[str, ...]
    """Facts that do not count because others contradict them, in words."""

    def with_newest(self, count: int) -> "PersonGroups":
        """The same with the newest `count` papers of each group; `paper_count` still counts all of them."""
        return replace(self, groups=tuple(replace(group, papers=group.papers[:count]) for group in self.groups))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonReasons(Answer):
    """The evidence between two works, or two groups, of a name."""

    ITEMS: ClassVar = ("reasons",)

    name: str
    key: str
    one: str
    """A work in words: title, year and id; or `group 1`."""
    other: str
    answer: PersonAnswer
    summary: str
    needed: float
    why_needed: str
    strength: float
    """The sum of the weights of two works; of two groups, half the mean and half the greatest of their pairs."""
    closest: tuple[GroupedWork, GroupedWork]
    """The two works that the reasons are about; of two groups those with the strongest evidence."""
    reasons: tuple[PersonReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedLevel:
    """One level of a scale of evidence."""

    scale: Literal["coauthors", "title", "venue", "years"]
    level: str
    weight: float
    """A natural logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonModel(Answer):
    """The rarity of names and the weights of evidence, learned from the graph without labels."""

    ITEMS: ClassVar = ("levels",)

    works: int
    names: int
    revision: int
    version: int
    scale: float
    """What the expected numbers of crowded names were multiplied by; between 1 and 4."""
    crowded: int
    """How many crowded names the scale was computed from."""
    pairs_of_one: int
    """How many pairs of papers of one person the weights were learned from."""
    pairs_of_two: int
    connected: float
    """The share of the pairs of one person that share a coauthor, or whose coauthors write together elsewhere."""
    doubt: str | None
    """Why the graph cannot tell people apart without a hard fact; None when it can."""
    levels: tuple[WeightedLevel, ...]
