"""What a service returns: frozen values whose fields, in their order, are the keys of the JSON.

Counts of papers are counts of works: rows of several sources that state one work count once.
"""

from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "fold"]

NOTICE = (
    "These papers carry one author name, compared ignoring case. "
    "Nothing here says that they are by one person: namesakes are listed together."
)
FOLD_NOTICE = (
    "These papers carry author names that look alike once case, diacritics, dashes and apostrophes are ignored. "
    "Nothing here says that they are by one person: namesakes are listed together."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """One author row: an identity as one source states it, never a person."""

    author_id: str
    name: str
    source: str
    homonym: str | None
    """dblp's number for namesakes (`0001`); None where the source gives none."""
    person_id: str | None
    """Shared by the rows that one source itself calls one person; None where it says nothing."""
    paper_count: int
    """Works that this row is an author of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAuthor:
    """One author of a shown paper row, as that row prints the name."""

    author_id: str
    name: str
    position: int | None
    """1-based; None when only the authorship is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper row that states a work."""

    paper_id: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work, shown by its preferred row."""

    work_id: str
    paper_id: str
    """The preferred row's id."""
    title: str
    year: int | None
    venue: str | None
    track: str | None
    type: str | None
    authors: tuple[PaperAuthor, ...]
    """By position; authors of unknown position last."""
    author_count: int | None
    """Authors of the work; None when the source may cut its lists."""
    matched_author_ids: tuple[str, ...]
    """The rows of the asked name among the authors of any row of this work."""
    abstract: str | None
    rows: tuple[PaperRow, ...]
    """Every row that states the work, the preferred one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCluster:
    """All author rows of one name with their distinct works, newest first. No identity claim."""

    name: str
    """The most frequent spelling among the rows, then the smallest."""
    key: str
    match: Match
    notice: str
    paper_count: int
    author_row_count: int
    author_rows: tuple[AuthorRow, ...]
    """By falling number of papers, then by author_id."""
    papers: tuple[Work, ...]
    """This page of the works: year descending, title ascending ignoring case, work_id; no year comes last."""
    next: str | None
    """The cursor of the following page; None on the last one."""
    truncated: bool
    """True when papers of the cluster stand on other pages than this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCounts:
    """How many nodes of one kind a load made and took away."""

    created: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did. `read = created + updated + unchanged + rejected`, always."""

    source: str
    read: int
    """Records of the input, bad ones included."""
    created: int
    updated: int
    unchanged: int
    rejected: int
    deleted: int
    """Paper rows that went because the input no longer states them (`--replace` only)."""
    authors: KindCounts
    venues: KindCounts
    seconds: float
    records_per_second: float
    interrupted: bool
    """True when the load was stopped before the end of its input; what it wrote is whole."""
    failure: str | None
    """Why the input was not read to its end; None when it was, or when the load was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaItem:
    """One constraint or index that graphapp needs."""

    name: str
    """The name of the constraint or index, also the stem of its file."""
    kind: Literal["constraint", "index"]
    state: str
    """`online`, `populating`, `failed` or `missing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaStatus:
    """The schema that graphapp needs against what the database has."""

    complete: bool
    items: tuple[SchemaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """One loaded source."""

    name: str
    state: str
    """`complete`; `loading`, `removing` or `rekeying` while that goes on, or where it was interrupted."""
    rows: int
    """Paper rows."""
    papers: int
    """Works that the source states, on its own or with others."""
    key_version: int
    venues_version: int
    owed: bool
    """True when works or rows that nothing states wait for the next load."""
    loaded_at: str | None
    """When the last whole load ended (ISO 8601, UTC); None before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the removal of a source took away."""

    source: str
    papers: int
    """Paper rows."""
    authors: int
    """Author rows."""
    venues: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeying:
    """What a change of the rules of names and venues did to the rows of a source."""

    source: str
    papers: int
    """Paper rows that were looked at."""
    changed: int
    """Paper rows that were written again."""
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that `check` looked at."""

    name: str
    ok: bool
    detail: str
    """What was found."""
    remedy: str | None
    """What to do about it; None when all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the schema and the graph are as graphapp needs them."""

    ok: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEvidence:
    """Why two paper rows are one work, or why rows that share something are not."""

    paper_ids: tuple[str, ...]
    rule: Literal["identifier", "title", "preprint"] | None
    """The rule that joins them; None where nothing does."""
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """A paper row that states a work or might, with what decides it."""

    paper_id: str
    source: str
    title: str
    year: int | None
    venue: str | None
    doi: str | None
    arxiv_id: str | None
    complete: bool
    """Whether the source gives its whole author list."""
    preprint: bool
    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkExplanation:
    """The rows of a work, what joined them, what kept others apart, and which row shows the work."""

    work_id: str
    shown_by: str
    """The preferred row's paper_id."""
    reason: str
    """Why that row."""
    rows: tuple[StatedRow, ...]
    joined: tuple[WorkEvidence, ...]
    apart: tuple[WorkEvidence, ...]
    others: tuple[StatedRow, ...]
    """Rows of other works that share an identifier or the folded title."""
