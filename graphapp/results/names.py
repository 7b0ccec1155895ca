"""Name clusters, names that may be other forms of one name, crowded names, and two names compared."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer
from graphapp.results.papers import VenueCount, Work, YearCount
from graphapp.results.person_reasons import PersonEvidence
from graphapp.rules.relations import Relation

Match = Literal["exact", "fold"]
Crowding = Literal["rows", "works", "persons"]
"""What a crowded name has many of."""

NOTICE = (
    "This is no author name disambiguation: these papers carry one author name, compared ignoring case. "
    "Nothing here says that they are by one person: namesakes are listed together."
)

FOLD_NOTICE = (
    "This is no author name disambiguation: these papers carry author names that look alike once case, diacritics, "
    "dashes and apostrophes are ignored. "
    "Nothing here says that they are by one person: namesakes are listed together."
)


PRINTED_NOTICE = (
    "This is no author name disambiguation: no author row shows this name, but papers or person records print it for "
    "these rows. "
    "Nothing here says that they are by one person."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """One author row: an identity as one source states it, never a person."""

    author_id: str
    name: str
    source: str
    homonym: str | None
    """dblp's number for namesakes (`0001`); None if the source gives none."""
    person_id: str | None
    """The same for all rows that a source states to be one person; None if the source does not say."""
    paper_count: int
    """Number of works of which this row is an author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """A name under which papers or person records print the author rows of a cluster."""

    name: str
    count: int
    """Number of authorships that print it; 0 when only person records do."""
    person_count: int
    """Number of names of person records that print it, for rows with an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """An author row that papers or person records print under the name of a cluster, but that shows another name."""

    author_id: str
    name: str
    """The name that it shows."""
    source: str
    count: int
    """Number of authorships that print it under the name of the cluster; 0 when only person records do."""
    person_count: int
    """Number of names of person records that print it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorCount:
    """Number of joint works with one name."""

    name: str
    key: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterHead:
    """All works of a cluster at a glance, those on other pages too."""

    first_year: int | None
    """None when no work has a year."""
    last_year: int | None
    years: tuple[YearCount, ...]
    """Newest first, years without a work left out; the works without a year last."""
    venues: tuple[VenueCount, ...]
    """At most ten, by falling number of works, then by venue_id."""
    venue_count: int
    """The number of all venues."""
    coauthors: tuple[CoauthorCount, ...]
    """Names with joint works, at most ten, by falling number of works, then by key."""
    coauthor_count: int
    """The number of all names with joint works."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NameCluster(Answer):
    """All author rows of one name with their distinct works, newest first. They need not be one person."""

    ITEMS: ClassVar = ("papers",)

    name: str
    """The most frequent spelling among the rows, then one in mixed case, then the smallest."""
    key: str
    match: Match
    notice: str
    paper_count: int
    author_row_count: int
    author_rows: tuple[AuthorRow, ...]
    """By falling number of papers, then by author_id. When no row shows the name, those that are printed under it."""
    missing_number: str | None = None
    """The homonym number behind the requested name, when none of the rows has it."""
    head: ClusterHead | None = None
    """None on all pages but the first."""
    spellings: tuple[PrintedName, ...] = ()
    """How records spell the name of the cluster, by falling count, then by falling person_count, then by spelling."""
    also_printed: tuple[PrintedName, ...] = ()
    """Other names under which these rows are printed, by falling count, then by falling person_count, then by name."""
    printed_rows: tuple[PrintedRow, ...] = ()
    """Rows outside of the cluster that are printed under its name.

    By falling count, then by falling person_count, then by author_id.
    """
    page: int | None = 1
    """The number of this page, from 1; None when it was asked for by a cursor."""
    papers: tuple[Work, ...]
    """This page of the works: year descending, title ascending ignoring case, work_id; no year comes last."""
    next: str | None
    """The cursor of the following page; None on the last one."""
    truncated: bool
    """True when the cluster has papers on other pages than this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameNode:
    """All author rows of one name, taken together. They need not be one person."""

    name: str
    """The spelling with the most authorships among the rows, then one in mixed case, then the smallest."""
    key: str
    author_ids: tuple[str, ...]
    """Sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedName(NameNode):
    """The author rows of a requested name."""

    missing_number: str | None = None
    """The homonym number behind the requested name, when none of the rows has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarName:
    """A cluster whose name may be another form of the requested one."""

    name: str
    key: str
    author_ids: tuple[str, ...]
    relation: Relation
    """The rule that relates the two names; `graphapp.rules.relations.relation` says what each means."""
    paper_count: int
    person: PersonEvidence | None = None
    """Whether the same person is meant; None where it was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SimilarNames(Answer):
    """The neighbouring clusters of a name."""

    ITEMS: ClassVar = ("similar",)

    name: str
    key: str
    author_ids: tuple[str, ...]
    """Empty when no author row carries the requested name."""
    missing_number: str | None = None
    """The homonym number behind the requested name, when none of these rows has it."""
    similar: tuple[SimilarName, ...]
    """By rule, from homonym number to missing surname, then by falling paper_count and key."""
    similar_count: int
    """The number of all similar names."""
    truncated: bool
    """True when `limit` cut names off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousName:
    """A name that many rows or works carry."""

    name: str
    key: str
    author_row_count: int
    paper_count: int
    expected_persons: float | None = None
    """How many people are expected to have the name, from how common its parts are in the whole graph; at least 1.

    None where it was not asked for, or not learned.
    """


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AmbiguousNames(Answer):
    """The most crowded names of the graph."""

    ITEMS: ClassVar = ("names",)

    by: Crowding
    names: tuple[AmbiguousName, ...]
    """By falling author_row_count, paper_count or expected_persons, then by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStep:
    """Two names after one step from the printed form to the keys."""

    step: Literal["printed", "clean", "name", "name_key", "fold_key", "parts"]
    """`name` is `clean` without homonym number and decorations, given name first.

    `parts` are the words of the fold key in alphabetical order.
    """
    a: str
    b: str
    equal: bool
    explanation: str
    """A clause: what the step ignores, and the first character that still differs."""
    a_code_points: str | None = None
    """`U+0041 U+0064 U+0061`; None when they were not requested."""
    b_code_points: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NameComparison(Answer):
    """Why two names are or are not in one cluster."""

    ITEMS: ClassVar = ("steps",)

    verdict: str
    """One sentence."""
    steps: tuple[NameStep, ...]
    same_cluster: bool
    """Their name keys are equal. False when one of them is not a name."""
    similar: bool
    """Their fold keys are equal. False when one of them is not a name."""
    relation: Relation | None
    """The rule that relates them, even if the keys differ; None when no rule does."""
