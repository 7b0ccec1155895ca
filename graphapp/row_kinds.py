"""The kinds of rows that a load writes, each declared once with the meaning of every property.

Rows are plain dictionaries, which are sent to the server unchanged; what a record lacks is absent or None, never an
empty text. Rows are never changed in place: equal author rows of a load are one object.
"""

from typing import Any, Final, Literal, NamedTuple, NotRequired, TypedDict

from graphapp.records import Role
from graphapp.rules.identifiers import SCHEME_PROPERTIES

Kind = Literal["paper", "person"]


class Paper(TypedDict):
    """The properties of a paper row, `(:Paper)`; beside these, each identifier of `SCHEMES` under its property."""

    paper_id: str
    """The source's name, a colon, and the source's own id or, if it has none, a digest of the record's content."""
    title: str
    title_key: NotRequired[str]
    """The folded title; absent when folding leaves nothing."""
    abstract: NotRequired[str]
    year: NotRequired[int]
    type: NotRequired[str]
    url: NotRequired[str]
    source: str
    author_count: NotRequired[int]
    """Number of author rows that the record names as authors; absent when its list may lack authors."""
    work_id: str
    """The work that the row states. Settling decides it; a new row is a work of its own until then."""
    preferred: bool
    """Whether this row shows the work. Settling decides it; a new row does until then."""
    row_hash: str
    """Fingerprint of all that the record says."""
    link_count: int
    """Number of relationships that the record states: its authorships, and its venue."""
    revision: int
    """The revision of the load that wrote the row."""


class Author(TypedDict):
    """The properties of an author row, `(:Author)`, from one printed name. Settling decides which name it shows.

    Settling adds `orcid`, `person_id`, `person_ids` and `authorships_from`, the greatest of `SCALES` in
    `rules/search_words.py` that is not greater than the number of authorships, as a text; commands mark the row with
    their `revision`.
    """

    author_id: str
    """The source's name, a colon, and the source's own id or, if it has none, the printed name."""
    name: str
    name_key: str
    fold_key: str
    family_key: str
    """The words of the fold key with the family name first."""
    homonym: str | None
    """Four digits; None if the name has none, or its source does not use them."""
    source: str


class Venue(TypedDict):
    """The properties of a venue, `(:Venue)`; commands mark it with their `revision`."""

    venue_id: str
    name: str
    kind: str | None
    """None for a venue that the table does not know."""


class Authored(TypedDict):
    """A relationship AUTHORED, from an author row to a paper row."""

    author_id: str
    position: int | None
    printed_name: str
    role: Role
    orcid: str | None
    """The ORCID that the paper row prints beside the name."""
    printed_key: str | None
    """The name key of the printed name, if the author row has an id or an ORCID from the source.

    Such a row may show another name; None for a row that its name identifies.
    """


class PublishedAt(TypedDict):
    """The relationship PUBLISHED_AT, from a paper row to its venue."""

    venue_id: str
    year: int | None
    track: str | None
    type: str | None
    printed_venue: str
    venue_key: str | None
    """The source's own short key, if it differs from the printed name."""


class Person(TypedDict):
    """The properties of a person record, `(:PersonRecord)`: bookkeeping, which no answer shows as a node.

    The author rows of its names list its id in `person_ids`; settling gives them their `person_id`.
    """

    person_id: str
    """The source's name, a colon, and the source's own id."""
    source: str
    author_ids: list[str]
    """The author row of each name; several names may be those of one row."""
    printed_names: list[str]
    own_author_ids: NotRequired[list[str]]
    """The source's own id of each author row; an empty text when the name identifies it. Absent when all names do."""
    orcid: NotRequired[str]
    other_ids: NotRequired[list[str]]
    """Each as scheme, colon, value; sorted. Absent when there is none."""
    row_hash: str
    revision: int


class Naming(TypedDict):
    """A name of a person record, and the author row of that name.

    It is a relationship NAMES, from the person record to the author row, if the row has an id from the source.
    """

    author_id: str
    printed_name: str
    printed_key: str | None
    """The name key of the printed name, if the author row has an id from the source.

    Such a row may show another name; None for a row that its name identifies.
    """


class PaperRows(NamedTuple):
    """All rows of one paper record."""

    paper: Paper
    authored: list[Authored]
    published_at: PublishedAt | None
    named_authors: list[Author]
    """The author rows that only a printed name identifies: their properties follow from their id."""
    identified_authors: list[Author]
    """The author rows with an id or an ORCID from the source: other records may print them differently."""
    venue: Venue | None

    @property
    def id(self) -> str:
        return self.paper["paper_id"]

    @property
    def weight(self) -> int:
        """Number of authorships that its transaction writes."""
        return len(self.authored)


class PersonRows(NamedTuple):
    """All rows of one person record."""

    person: Person
    names: list[Naming]
    identified_authors: list[Author]

    @property
    def id(self) -> str:
        return self.person["person_id"]

    @property
    def weight(self) -> int:
        """Number of author rows that its transaction writes."""
        return len(self.identified_authors)


Rows = PaperRows | PersonRows


PAPER_PROPERTIES: Final = (*Paper.__annotations__, *SCHEME_PROPERTIES)
SETTLED_PROPERTIES: Final = frozenset({"work_id", "preferred"})
"""The properties of a paper row that do not follow from its record: settling decides them."""
AUTHOR_PROPERTIES: Final = (*Author.__annotations__, "orcid", "person_id", "person_ids", "authorships_from", "revision")
VENUE_PROPERTIES: Final = (*Venue.__annotations__, "revision")
"""All properties that graphapp writes on a node of each label. Others belong to somebody else."""


class StoredPaper(TypedDict):
    """A paper row with everything that the graph stores of it, as `read/paper_records` gives it."""

    paper_id: str
    properties: dict[str, Any]
    publication: dict[str, Any] | None
    venue_id: str | None
    authorships: list[dict[str, dict[str, Any]]]
    """Each has the properties of the `author` row and of `authored`."""
