"""What a service returns: frozen values whose fields, in their order, are the keys of the JSON.

Counts of papers are counts of works: rows of several sources that state one work count once.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from graphapp.results.answer import Answer
from graphapp.rules.names import Relation

Match = Literal["exact", "fold"]
Level = Literal["name", "row"]

NOTICE = (
    "These papers carry one author name, compared ignoring case. "
    "Nothing here says that they are by one person: namesakes are listed together."
)
FOLD_NOTICE = (
    "These papers carry author names that look alike once case, diacritics, dashes and apostrophes are ignored. "
    "Nothing here says that they are by one person: namesakes are listed together."
)

NAMES_NOTICE = (
    "A name stands for all author rows that carry it, taken together. Nothing here says that they are one person."
)
ROWS_NOTICE = (
    "Each author row stands for itself: an identity as one source states it. "
    "Nothing here says which rows are one person."
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
class NameCluster(Answer):
    """All author rows of one name with their distinct works, newest first. No identity claim."""

    ITEMS: ClassVar = ("papers",)

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
class SchemaStatus(Answer):
    """The schema that graphapp needs against what the database has."""

    ITEMS: ClassVar = ("items",)

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
class Health(Answer):
    """Whether the schema and the graph are as graphapp needs them."""

    ITEMS: ClassVar = ("findings",)

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
class WorkExplanation(Answer):
    """The rows of a work, what joined them, what kept others apart, and which row shows the work."""

    ITEMS: ClassVar = ("rows",)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameNode:
    """All author rows of one name, taken together. No identity claim."""

    name: str
    """The spelling of the most authorships of the rows, then the smallest."""
    key: str
    author_ids: tuple[str, ...]
    """Sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbor:
    """A name near the centre of a neighbourhood."""

    name: str
    key: str
    author_ids: tuple[str, ...]
    distance: int
    """Steps from the centre; 1 for those who wrote with it."""
    joint_papers: int
    """Works joint with the centre; 0 beyond distance 1."""
    weight: float | None
    """Sum of 1/(n-1) over the joint works, n being a work's number of authors; None beyond distance 1."""
    first_year: int | None
    """Of the joint works; None beyond distance 1 and where no joint work has a year."""
    last_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWork:
    """A work as its preferred row states it, in short."""

    work_id: str
    paper_id: str
    title: str
    year: int | None
    venue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorEdge:
    """Two names that are joint on works; each pair once, `a` before `b` by key."""

    a: str
    """A key of a node."""
    b: str
    papers: int
    weight: float
    """Sum of 1/(n-1) over the joint works, n being a work's number of authors."""
    first_year: int | None
    """None where no joint work has a year."""
    last_year: int | None
    works: tuple[JointWork, ...] | None = None
    """The joint works, in the order of a cluster page; None where they were not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorNeighborhood(Answer):
    """The names around a name or an author row."""

    ITEMS: ClassVar = ("nodes",)

    center: NameNode
    hops: int
    nodes: tuple[Neighbor, ...]
    """By distance, falling joint_papers, falling weight, key."""
    edges: tuple[CoauthorEdge, ...]
    """Of the centre and, on request, among `nodes`; by a, then b."""
    skipped_papers: int
    """Works left out for having more than `max_authors` authors, of all names nearer than `hops`."""
    truncated: bool
    """True when `limit` cut names off; `node_counts` tells how many there are."""
    node_counts: tuple[int, ...]
    """How many names stand at distance 1, 2 and so on up to `hops`, before `limit`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A step of a chain: two nodes that follow each other, joint on works."""

    chain: int
    """The number of its chain, from 1."""
    step: int
    """Its number in the chain, from 1."""
    a: str
    """The `key` of the node before; its author_id in a chain of author rows."""
    b: str
    pooled: bool
    """True when the step holds only because rows of one name are taken together.

    No row of `a` that the steps before lead to stands on a paper row with a row of `b`; another row of that name does.
    """
    papers: int
    works: tuple[JointWork, ...]
    """The joint works, in the order of a cluster page; at most the first twenty of `papers`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A shortest chain of collaborations."""

    nodes: tuple[NameNode, ...]
    """From the one end to the other; in a chain of author rows each with one row."""
    steps: tuple[ChainStep, ...]
    """One less than `nodes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationPath(Answer):
    """The shortest chains between two names."""

    ITEMS: ClassVar = ("chains", "steps")

    a: NameNode
    b: NameNode
    level: Level
    k: int
    """The most steps that were looked for."""
    distance: int | None
    """Steps of each chain; None when no chain has at most `k` steps."""
    chains: tuple[Chain, ...]
    """In the order of the keys of their nodes, or of the author_ids in chains of author rows."""
    chain_count: int
    """How many shortest chains there are."""
    truncated: bool
    """True when `limit` cut chains off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorGraph(Answer):
    """The graph that some people's joint works make among themselves."""

    ITEMS: ClassVar = ("edges",)

    nodes: tuple[NameNode, ...]
    """As asked for, each name once."""
    edges: tuple[CoauthorEdge, ...]
    """By a, then b."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCollaborator:
    """A name without a joint work that shares coauthors."""

    name: str
    key: str
    author_ids: tuple[str, ...]
    score: float
    """Adamic and Adar's index: the sum of 1/ln(number of coauthors) over the common coauthors."""
    common_coauthors: int
    examples: tuple[str, ...]
    """Names of up to five common coauthors, those with the fewest coauthors first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCollaborators(Answer):
    """Who shares coauthors with a name without having written with it."""

    ITEMS: ClassVar = ("candidates",)

    center: NameNode
    candidates: tuple[LikelyCollaborator, ...]
    """By falling score, then by key."""
    candidate_count: int
    """How many there are."""
    truncated: bool
    """True when `limit` cut candidates off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarName:
    """A cluster whose name may be another form of the asked one."""

    name: str
    key: str
    author_ids: tuple[str, ...]
    relation: Relation
    """The rule that relates the two names; `graphapp.rules.names.relation` says what each means."""
    paper_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarNames(Answer):
    """The neighbouring clusters of a name."""

    ITEMS: ClassVar = ("similar",)

    name: str
    key: str
    author_ids: tuple[str, ...]
    """Empty when no author row carries the asked name."""
    similar: tuple[SimilarName, ...]
    """By rule, from case and homonym number to missing middle name, then by falling paper_count and key."""
    similar_count: int
    """How many there are."""
    truncated: bool
    """True when `limit` cut names off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousName:
    """A name that many rows or works carry."""

    name: str
    key: str
    author_row_count: int
    paper_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousNames(Answer):
    """The most crowded names of the graph."""

    ITEMS: ClassVar = ("names",)

    by: Literal["rows", "works"]
    names: tuple[AmbiguousName, ...]
    """By falling author_row_count or paper_count, then by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullPaperRow:
    """A paper row with everything that it says."""

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
    doi: str | None
    arxiv_id: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Answer):
    """A work with all rows that state it."""

    ITEMS: ClassVar = ("rows",)

    work_id: str
    rows: tuple[FullPaperRow, ...]
    """The preferred row, which shows the work, first; then by source and paper_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """Works of one year."""

    year: int | None
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """Works of the asked year, or of all years."""
    papers: tuple[JointWork, ...]
    """In the order of a cluster page."""
    truncated: bool
    """True when `limit` cut works off."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
class QueryParameter:
    """A parameter that a query file declares."""

    name: str
    example: str
    """A Cypher literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFile:
    """What a query file says about itself."""

    name: str
    """Folder and stem: `read/name_cluster`."""
    access: str
    """What it may do: `schema`, `write` or `read`; `browser` reads, and returns what Neo4j Browser draws."""
    title: str
    description: str
    """What a row is."""
    parameters: tuple[QueryParameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFiles(Answer):
    """Every query file that graphapp ships, by name."""

    ITEMS: ClassVar = ("queries",)

    queries: tuple[QueryFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRows(Answer):
    """The rows of a query file."""

    ITEMS: ClassVar = ("rows",)

    query: str
    rows: tuple[dict[str, Any], ...]
    """Each with the columns that the query names, in their order."""
    truncated: bool
    """True when `limit` cut rows off."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The query's columns; empty where there is no row to tell them."""
        return tuple(self.rows[0]) if self.rows else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStep:
    """Two names after one step on the way from print to keys."""

    step: Literal["printed", "clean", "name", "name_key", "fold_key", "parts"]
    """`name` is `clean` without the homonym number; `parts` are the words of the fold key in alphabetical order."""
    a: str
    b: str
    equal: bool
    explanation: str
    """A clause: what the step ignores, and the first character in which the names still differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison(Answer):
    """Why two names do or do not fall together."""

    ITEMS: ClassVar = ("steps",)

    steps: tuple[NameStep, ...]
    same_cluster: bool
    """Their name keys are equal. False when one of them is no name."""
    similar: bool
    """Their fold keys are equal. False when one of them is no name."""
    relation: Relation | None
    """The rule that relates them, also where the keys differ; None when none does."""
