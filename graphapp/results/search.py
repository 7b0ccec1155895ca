"""What searching finds: names, papers, venues, and the thing that an id names."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer
from graphapp.results.papers import PaperAuthor, PaperRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """A name cluster whose name has the searched words."""

    name: str
    """The spelling with the most authorships among the rows, then one in mixed case, then the smallest."""
    key: str
    author_row_count: int
    paper_count: int
    """Number of works of all rows of the name."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FoundAuthors(Answer):
    """The names that have words which begin with the searched ones, those with the most papers first."""

    ITEMS: ClassVar = ("names",)

    text: str
    """What was searched, cleaned."""
    names: tuple[FoundName, ...]
    """Names that have the letters as typed first, diacritics included, and of them those that have the typed words and
    no others; then by falling paper_count, then by key."""
    truncated: bool
    """True when more names are found than are listed."""
    sampled: bool
    """True when more author rows are found than are looked at: those with the most authorships are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in a text that the search found: characters from `start` to before `end`, from 0."""

    start: int
    end: int

    def __str__(self) -> str:
        """For a cell of a table: `0-5`."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPaper:
    """A work whose title or abstract has the searched words, shown by its preferred row."""

    work_id: str
    paper_id: str
    """The preferred row's id."""
    title: str
    title_marks: tuple[Mark, ...]
    """Places in the title, in their order; empty when only the abstract, or another row of the work, has the words."""
    year: int | None
    venue: str | None
    track: str | None
    type: str | None
    authors: tuple[PaperAuthor, ...]
    """By position; authors of unknown position last."""
    author_count: int | None
    """Authors of the work; None when the source may cut its lists."""
    snippet: str | None
    """The part of the abstract around the first words found; None when the abstract has none of them."""
    snippet_marks: tuple[Mark, ...]
    """Places in the snippet, in their order."""
    rows: tuple[PaperRow, ...]
    """Every row that states the work, the preferred one first."""
    score: float
    """How well the best row of the work fits, by the database's full-text index: comparable within one answer only."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FoundPapers(Answer):
    """A page of the works whose title or abstract has all searched words, the best ones first."""

    ITEMS: ClassVar = ("papers",)

    text: str
    """What was searched, cleaned."""
    since: int | None
    until: int | None
    venue: str | None
    """The venue_id of the asked venue."""
    source: str | None
    type: str | None
    papers: tuple[FoundPaper, ...]
    """By falling score, then by work_id."""
    next: str | None
    """The cursor of the following page; None on the last one."""
    truncated: bool
    """True when there are papers on other pages than this one."""
    sampled: bool
    """True when more paper rows have the words than are looked at: the best ones are."""


ThingKind = Literal["paper row", "work", "author row", "person", "venue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedThing:
    """One thing of the graph that a text names."""

    kind: ThingKind
    id: str
    """Its paper_id, work_id, author_id, person_id or venue_id."""
    label: str
    """The title, name or names that it shows."""
    work_id: str | None
    """The work of a paper row or work; None for other kinds."""
    found_by: str
    """What of the text named it: `paper_id`, `DOI`, `key of dblp`, `ORCID`, `title`, `words of the title`."""
    read_as: str
    """The text in the spelling in which the graph has it: `10.1000/182`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Resolution(Answer):
    """What a text names: an id in any spelling, an address, a venue's name, or words of a title as a last resort."""

    ITEMS: ClassVar = ("things",)

    text: str
    things: tuple[ResolvedThing, ...]
    """The surest way first, then by kind and id; never empty."""
    truncated: bool
    """True when words of a title find more papers than are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVenue:
    """A venue in the list of venues."""

    venue_id: str
    name: str
    kind: str | None
    """`conference`, `journal`, `workshop` or `preprint server`; None for a venue that the table does not know."""
    paper_count: int
    """Number of works whose preferred row appeared there."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Venues(Answer):
    """A page of the venues, those with the most papers first."""

    ITEMS: ClassVar = ("venues",)

    name: str | None
    """The part of a name that all of them have; None for all venues."""
    venues: tuple[ListedVenue, ...]
    """By falling paper_count, then by venue_id."""
    next: str | None
    """The cursor of the following page; None on the last one."""
    truncated: bool
    """True when there are venues on other pages than this one."""
