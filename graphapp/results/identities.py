"""Ids that may not stand for one person each."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer

SuspicionKind = Literal[
    "one ORCID twice on a paper",
    "two ORCIDs of a person record",
    "two ORCIDs of an author row",
    "disjoint names of a person record",
    "disjoint names of an ORCID",
    "disjoint names of an author row",
]

NOTICE = (
    "These are suspicions for a person to look at, not errors of the graph: people change their names, sources err. "
    "Who is who can be said with `graphapp same` and `graphapp different`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """One id that may stand for two people, or an ORCID that may be wrong."""

    kind: SuspicionKind
    suspicion: str
    """What is suspicious, in one sentence."""
    ids: tuple[str, ...]
    """The author row, ORCID or person record that it is about, then the other ids that take part, sorted."""
    names: tuple[str, ...]
    """Printed names that take part, sorted; of an id with disjoint names, two of them."""
    paper_id: str | None
    """A paper row as an example; None when the names are stated by a person record alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspicionCount:
    """How many suspicions of one kind a graph has."""

    kind: SuspicionKind
    count: int
    listed: int
    """How many of them are listed."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identities(Answer):
    """The suspicious identities of a graph."""

    ITEMS: ClassVar = ("suspicions",)

    notice: str
    counts: tuple[SuspicionCount, ...]
    """One for each kind, in the order of the list."""
    suspicions: tuple[Suspicion, ...]
    """By kind, then by the id that it is about."""
