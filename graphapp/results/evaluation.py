"""How good the groups of person evidence are, measured against persons that are known."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer

NamesMeasured = Literal["all", "ambiguous"]
"""Ambiguous names have two persons or more in the truth."""
Averaged = Literal["together", "by name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAgreement:
    """How well the groups of one rule agree with the persons; figures from 0 to 1, with 95 % intervals.

    For the figures see `rules/persons/agreement.py`. Intervals come from names drawn with replacement.
    """

    rule: str
    """`person groups`, or a simple rule: see `rules/persons/trivial.py`."""
    names: NamesMeasured
    averaged: Averaged
    """`together`: of all pairs and papers; `by name`: the means of the figures of each name."""
    pair_precision: float
    pair_recall: float
    pair_f: float
    pair_f_low: float
    pair_f_high: float
    b3_precision: float
    b3_recall: float
    b3_f: float
    b3_f_low: float
    b3_f_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAgreement:
    """How often "same" and "different" are said of two papers, and how often rightly.

    Shares from 0 to 1 of the pairs of papers of one name; None where there is nothing that they could be a share of.
    """

    names: NamesMeasured
    pairs: int
    coverage: float | None
    """The share of pairs of which the answer is not "cannot tell"."""
    coverage_low: float | None
    coverage_high: float | None
    same_share: float | None
    """The share of pairs of which the answer is "same"."""
    same_right: float | None
    """The share of these that are by one person."""
    same_right_low: float | None
    same_right_high: float | None
    same_recall: float | None
    """The share of the pairs by one person of which the answer is "same"."""
    different_share: float | None
    different_right: float | None
    different_right_low: float | None
    different_right_high: float | None
    different_recall: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Papers of the truth that are not measured, by the first reason that holds."""

    not_loaded: int
    """No paper row has this id."""
    without_name: int
    """The name is not in the author list of the work."""
    name_twice: int
    """The name stands in the author list twice: which of the two is meant is not known."""
    repeated: int
    """Another paper of the name is the same work, by the same person; that one is measured."""
    contradicted: int
    """Papers that are the same work, by different persons; none of them is measured."""
    not_grouped: int
    """The name has too many works, and this is none of the newest, which alone are grouped."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GroupsEvaluation(Answer):
    """How well the person groups of this graph agree with a truth, beside simple rules on the same names."""

    ITEMS: ClassVar = ("rules",)

    name_count: int
    """Names with at least one paper that is measured."""
    ambiguous_count: int
    paper_count: int
    """Papers that are measured."""
    person_count: int
    names_left_out: int
    """Names of the truth without any paper that is measured."""
    papers_left_out: LeftOut
    doubt: str | None
    """Why this graph cannot say that two people are different without a hard fact; None when it can."""
    one_or_several_right: float
    """The share of names of which the groups say rightly whether the papers are by one person or by several."""
    draws: int
    """How many times names were drawn for the intervals."""
    answers: tuple[AnswerAgreement, ...]
    """Of all names, then of ambiguous ones, if there are any."""
    rules: tuple[RuleAgreement, ...]
    """Person groups, then the simple rules; each of all names, then of ambiguous ones, together and by name.

    The rule that needs the rarity of names is missing in a graph of which nothing was learned.
    """
