"""Works and the paper rows that state them, one paper, one venue, and the sizes of the graph."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from graphapp.results.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAuthor:
    """One author of a paper row, with the name as the row prints it."""

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
    """The author rows with the requested name among the authors of any row of this work."""
    abstract: str | None
    identifiers: dict[str, str] = field(hash=False)
    """`doi` -> `10.1000/182`; only those that the preferred row states."""
    url: str | None
    """As the preferred row states it."""
    rows: tuple[PaperRow, ...]
    """Every row that states the work, the preferred one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWork:
    """A work as its preferred row states it, in short."""

    work_id: str
    paper_id: str
    title: str
    year: int | None
    venue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FullPaperRow:
    """A paper row with all its facts."""

    paper_id: str
    source: str
    title: str
    year: int | None
    venue: str | None
    """The venue's name."""
    printed_venue: str | None
    """The venue as the row prints it."""
    track: str | None
    type: str | None
    authors: tuple[PaperAuthor, ...]
    """By position; authors of unknown position last."""
    author_count: int | None
    """None when the source may cut its lists."""
    editors: tuple[PaperAuthor, ...]
    abstract: str | None
    identifiers: dict[str, str] = field(hash=False)
    """`doi` -> `10.1000/182`; only those that the row states."""
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Paper(Answer):
    """A work with all rows that state it."""

    ITEMS: ClassVar = ("rows",)

    work_id: str
    rows: tuple[FullPaperRow, ...]
    """The preferred row, which shows the work, first; then by source and paper_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """Number of works of one year."""

    year: int | None
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueCount:
    """Number of works of one venue."""

    venue_id: str
    name: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VenuePage(Answer):
    """A venue and its newest works. Works are those whose preferred row appeared there."""

    ITEMS: ClassVar = ("papers",)

    venue_id: str
    name: str
    kind: str | None
    """`conference`, `journal`, `workshop` or `preprint server`; None for a venue that the table does not know."""
    years: tuple[YearCount, ...]
    """Newest first; the works without a year last."""
    paper_count: int
    """Number of works of the requested year, or of all years."""
    page: int = 1
    """The number of this page, from 1."""
    papers: tuple[JointWork, ...]
    """In the order of a cluster page."""
    truncated: bool
    """True when the venue has works on other pages than this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownVenue:
    """A venue that neither graphapp's table nor a user's own venues know."""

    venue_id: str
    name: str
    """The most frequent printed name that folds to the id."""
    rows: int
    """Paper rows."""
    printings: tuple[str, ...]
    """The most frequent printed names, at most 20."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UnknownVenues(Answer):
    """The unknown venues with the most paper rows."""

    ITEMS: ClassVar = ("venues",)

    venues: tuple[UnknownVenue, ...]
    """By the number of paper rows, then by id."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GraphCounts(Answer):
    """Sizes of the graph."""

    papers: int
    """Works: rows of several sources that state one work count once."""
    paper_rows: int
    names: int
    """Exact name clusters."""
    author_rows: int
    venues: int
    authorships: int
    """Of authors and editors, on all paper rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEvidence:
    """Why two paper rows are one work, or why rows that share something are not."""

    paper_ids: tuple[str, ...]
    rule: Literal["identifier", "title", "preprint"] | None
    """The rule that joins them; None when no rule does."""
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """A paper row that states or might state a work, with the facts that decide."""

    paper_id: str
    source: str
    title: str
    year: int | None
    venue: str | None
    identifiers: dict[str, str] = field(hash=False)
    """`doi` -> `10.1000/182`; only those that the row states."""
    complete: bool
    """Whether the source gives its whole author list."""
    preprint: bool
    work_id: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WorkExplanation(Answer):
    """The rows of a work, what joined them, what kept other rows apart, and which row shows the work."""

    ITEMS: ClassVar = ("rows",)

    work_id: str
    shown_by: str
    """The preferred row's paper_id."""
    reason: str
    """Why this row shows the work."""
    rows: tuple[StatedRow, ...]
    joined: tuple[WorkEvidence, ...]
    apart: tuple[WorkEvidence, ...]
    others: tuple[StatedRow, ...]
    """Rows of other works that share an identifier or the folded title, unless this names no content."""
