"""Reasons for or against one person, and what they say of two spellings of a name."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReason:
    """One reason for or against one person."""

    kind: Literal["hard fact", "coauthors", "title", "venue", "years", "ORCID"]
    weight: float | None
    """A natural logarithm: +2.3 makes one person ten times as likely. None for a fact that no weight outweighs."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEvidence:
    """Whether somebody writes under two spellings of a name. Others may write under either of them as well."""

    answer: Literal["same", "cannot tell"]
    summary: str
    """The answer in one sentence, with why."""
    strength: float | None
    """The greatest sum of weights between a paper of the one spelling and one of the other, a natural logarithm.

    None where no two papers can be compared.
    """
    needed: float | None
    """The answer is "same" where the strength is above this; None where only hard facts give an answer."""
    closest: tuple[str, ...]
    """The paper_ids of the two papers of that strength, the one of the requested name first; else empty."""
    reasons: tuple[PersonReason, ...]
    """The hard facts that decide; without any, what the two closest papers have in common and have not."""
