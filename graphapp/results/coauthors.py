"""Who wrote with whom: neighbourhoods, chains, graphs of some people, and likely collaborators."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from graphapp.results.answer import Answer
from graphapp.results.names import AskedName, NameNode
from graphapp.results.papers import JointWork
from graphapp.results.persons import PersonOfName

Level = Literal["name", "row"]
Counting = Literal["name", "person"]

NAMES_NOTICE = (
    "A name stands for all author rows that carry it, taken together. Nothing here says that they are one person."
)

ROWS_NOTICE = (
    "Each author row stands for itself: an identity as one source states it. "
    "Nothing here says which rows are one person."
)


PERSONS_NOTICE = (
    "People are counted by person evidence: two namesakes are two, and two spellings of one person are one where the "
    "evidence or a fact says so. It is an estimate, and can join two people and part one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbor:
    """A name in the neighbourhood of the centre."""

    name: str
    key: str
    author_ids: tuple[str, ...]
    distance: int
    """Steps from the centre; 1 for those who wrote with it."""
    joint_papers: int
    """Works joint with the centre; 0 beyond distance 1."""
    weight: float | None
    """Sum of 1/(n-1) over the joint works, n being a work's number of authors; None beyond distance 1."""
    strength: float
    """At distance 1 the weight; farther, the sum of strength times weight over the names one step nearer."""
    first_year: int | None
    """Of the joint works; None beyond distance 1 and where no joint work has a year."""
    last_year: int | None
    weight_at_most: bool = False
    """True when `weight` may be too great, since the list of authors of a joint work may lack some."""
    person: PersonOfName | None = None
    """Which person of the name, with other spellings; None where names are counted."""

    @property
    def label(self) -> str:
        """The name, with the number of the group where it is one of several people of the name."""
        return self.name if self.person is None else self.person.label(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorEdge:
    """Two names with joint works; each pair once, `a` before `b` by key."""

    a: str
    """A key of a node."""
    b: str
    papers: int
    weight: float
    """Sum of 1/(n-1) over the joint works, n being a work's number of authors."""
    first_year: int | None
    """None where no joint work has a year."""
    last_year: int | None
    weight_at_most: bool = False
    """True when `weight` may be too great, since the list of authors of a joint work may lack some."""
    works: tuple[JointWork, ...] | None = None
    """The joint works, in the order of a cluster page; None when they were not requested."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoauthorNeighborhood(Answer):
    """The names around a name or an author row; or the people around a person."""

    ITEMS: ClassVar = ("nodes",)

    by: Counting
    """What a node is, and so what every number counts: names, or people as far as the evidence goes."""
    center: AskedName
    """By person, `author_ids` are those of the person's works."""
    person: PersonOfName | None
    """Which person of the name is the centre; None where names are counted."""
    hops: int
    nodes: tuple[Neighbor, ...]
    """By distance; coauthors then by falling joint_papers, falling weight, key, others by falling strength, key."""
    edges: tuple[CoauthorEdge, ...]
    """The edges of the centre and, on request, among `nodes`; by a, then b."""
    skipped_papers: int
    """Works skipped for more than `max_authors` authors, of all names nearer than `hops`."""
    truncated: bool
    """True when `limit` cut names off; `node_counts` has the full numbers."""
    node_counts: tuple[int, ...]
    """How many names there are at distance 1, 2 and so on up to `hops`, before `limit`.

    By person, names that `limit` cuts off count as one person each.
    """
    ungrouped_papers: int = 0
    """By person, how many works of the centre's names are too many to be grouped. Which of them are of this person is
    not known, so their authors are not here. 0 where names are counted."""

    @property
    def notice(self) -> str:
        """What a node is, in words."""
        return NAMES_NOTICE if self.by == "name" else PERSONS_NOTICE

    @property
    def label(self) -> str:
        """The name of the centre, with the number of the group where it is one of several people of the name."""
        return self.center.name if self.person is None else self.person.label(self.center.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNode:
    """A name in a network. Its author rows need not be one person."""

    name: str
    """The spelling with the most authorships among the rows, then one in mixed case, then the smallest."""
    key: str
    author_ids: tuple[str, ...]
    """All author rows of the name, sorted."""
    works: int
    """Number of works in the network's scope of which it is an author, alone or with others."""
    community: int
    """The `number` of its community."""
    degree: float | None = None
    """Degree centrality, 0 to 1; None when it was not requested."""
    betweenness: float | None = None
    """Betweenness centrality, 0 to 1; None when it was not requested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Names that wrote more with each other than with others, by Louvain's method on the weights of the edges."""

    number: int
    """From 1, by falling size."""
    size: int
    members: tuple[str, ...]
    """Keys of its names, those with the most works first, then by key."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoauthorGraph(Answer):
    """The graph of joint works among some people, or among those with the most works of a source, a venue, or all."""

    ITEMS: ClassVar = ("edges",)

    nodes: tuple[NetworkNode, ...]
    """The requested names, each once, in their order; without requested names by falling works, then by key."""
    edges: tuple[CoauthorEdge, ...]
    """By a, then b."""
    communities: tuple[Community, ...]
    """By falling size, then by the place of their first member; a name without a joint work is one of its own."""
    sources: tuple[str, ...] = ()
    """Only works of these sources count; empty for all."""
    venue: str | None = None
    """The venue_id at which works must have appeared; None for all."""
    since: int | None = None
    """The first year of works; None for all, also those without a year."""
    missing_numbers: tuple[str, ...] = ()
    """The requested names behind which stands a homonym number that none of their author rows has, as they were typed.

    All rows of such a name count.
    """
    name_count: int | None = None
    """Number of all names in this scope; None when names were requested."""
    truncated: bool = False
    """True when names with enough works were cut off."""
    centralities: dict[str, str] | None = field(default=None, hash=False)
    """Centrality of the nodes -> the function that computed it; None when none was requested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A step of a chain: two neighbouring nodes with joint works."""

    chain: int
    """The number of its chain, from 1."""
    step: int
    """Its number in the chain, from 1."""
    a: str
    """The `key` of the node before; its author_id in a chain of author rows."""
    b: str
    pooled: bool
    """True when the step holds only because rows of one name are taken together.

    No row of `a` that the earlier steps reach shares a paper row with a row of `b`; another row of that name does.
    """
    crowded: bool
    """True when `a` is a crowded name between the ends of the chain, so that it may be two people who join it.

    A name is crowded if one source states several author rows of it, or if it has a hundred works or more.
    """
    papers: int
    weight: float
    """Sum of 1/(n-1) over the joint works, n being a work's number of authors."""
    weight_at_most: bool
    """True when `weight` may be too great, since the list of authors of a joint work may lack some."""
    works: tuple[JointWork, ...]
    """The joint works, in the order of a cluster page; at most the first twenty of `papers`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A shortest chain of collaborations."""

    nodes: tuple[NameNode, ...]
    """From one end to the other; in a chain of author rows each node has one row."""
    strength: float
    """The product of the weights of its steps."""
    steps: tuple[ChainStep, ...]
    """One less than `nodes`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CollaborationPath(Answer):
    """The shortest chains between two names."""

    ITEMS: ClassVar = ("chains", "steps")

    a: AskedName
    b: AskedName
    level: Level
    k: int
    """The maximum number of steps."""
    distance: int | None
    """Steps of each chain; None when no chain has at most `k` steps."""
    chains: tuple[Chain, ...]
    """By falling strength, then by the keys of their nodes, or by the author_ids in chains of author rows."""
    chain_count: int
    """How many shortest chains there are."""
    truncated: bool
    """True when `limit` cut chains off."""


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LikelyCollaborators(Answer):
    """Names that share coauthors with a name but have no joint work with it."""

    ITEMS: ClassVar = ("candidates",)

    center: AskedName
    candidates: tuple[LikelyCollaborator, ...]
    """By falling score, then by key."""
    candidate_count: int
    """The number of all candidates."""
    truncated: bool
    """True when `limit` cut candidates off."""
