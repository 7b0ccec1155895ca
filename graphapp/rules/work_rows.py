"""The facts of paper rows that decide which of them are one work, and what joins rows or keeps them apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.names import fold_key
from graphapp.rules.titles import note_of_title, note_of_type, part_of
from graphapp.rules.venues import is_doi_of_preprint

Rule = Literal["identifier", "title", "preprint"]

PREPRINT_SERVER: Final = "preprint server"
"""The kind of a venue whose papers are preprints."""
_PREPRINT_TYPES: Final = frozenset(
    {"preprint", "informal", "informal publication", "informal or other publication", "posted content", "working paper"}
)
_IDENTIFIERS_OF_PREPRINTS: Final = frozenset({"doi", "arxiv_id"})
_VERSION: Final = re.compile(r"[./_-]?v\d+$")
"""At the end of the DOI of a preprint."""
_JOINING_SCHEMES: Final = tuple(scheme for scheme in SCHEMES if scheme.joins_works)


def is_type_of_preprint(type: str | None) -> bool:
    """Whether a type says by itself that a row is a preprint."""
    return fold_key(type or "-") in _PREPRINT_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """The facts of a paper row that decide its work."""

    paper_id: str
    source: str
    source_rank: int
    """`SourceTraits.rank` of its source."""
    title: str
    title_key: str | None
    year: int | None
    type: str | None
    identifiers: Mapping[str, str]
    """Property of a scheme -> normal form; only those that the row states."""
    complete: bool
    """Whether the source gives its whole author list."""
    venue_id: str | None
    venue_kind: str | None
    author_keys: tuple[str, ...]
    """The folded names of its authors; editors do not count."""

    @property
    def preprint(self) -> bool:
        """Whether the row states a preprint: by its venue, by its type, or by its identifiers when it has no venue."""
        return (
            self.venue_kind == PREPRINT_SERVER
            or is_type_of_preprint(self.type)
            or (
                self.venue_id is None
                and not self._has_doi_of_publisher
                and bool(self.identifiers)
                and self.identifiers.keys() <= _IDENTIFIERS_OF_PREPRINTS
            )
        )

    @property
    def published(self) -> bool:
        """Whether the row says where the work was published: not a preprint, with a venue or a publisher's DOI."""
        return not self.preprint and (self.venue_id is not None or self._has_doi_of_publisher)

    @property
    def _has_doi_of_publisher(self) -> bool:
        return "doi" in self.identifiers and not is_doi_of_preprint(self.identifiers["doi"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two paper rows that state one work, and the rule that says so."""

    a: str
    b: str
    rule: Rule
    evidence: str
    """What the rows share, in words: `DOI 10.1000/182 and the title`."""

    @property
    def pair(self) -> tuple[str, str]:
        """Its two rows."""
        return self.a, self.b


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Why rows are not joined although they share something."""

    paper_ids: tuple[str, ...]
    reason: str


def joining_identifiers(row: WorkRow) -> list[str]:
    """Its identifiers that join works, in words: `DOI 10.1000/182`."""
    return [
        f"{scheme.name} {row.identifiers[scheme.property]}"
        for scheme in _JOINING_SCHEMES
        if scheme.property in row.identifiers
    ]


def registered(row: WorkRow, *, of_all_versions: bool = False) -> Iterator[tuple[str, bool, str]]:
    """Its identifiers of which a publication has one: kind, whether of a preprint server, and value without version.

    `of_all_versions` leaves only those that a preprint shares with the paper that it became.
    """
    for scheme in _JOINING_SCHEMES:
        value = row.identifiers.get(scheme.property)
        if value is None or (scheme.of_one_version and of_all_versions):
            continue
        of_preprint = scheme.of_one_version and row.preprint
        of_preprint |= scheme.property == "doi" and is_doi_of_preprint(value)
        yield scheme.name, of_preprint, _VERSION.sub("", value) if of_preprint else value


def two_identifiers(a: WorkRow, b: WorkRow, *, of_all_versions: bool = False) -> str | None:
    """In words, the identifiers of one kind in which two rows differ."""
    stated = {(name, of_preprint): value for name, of_preprint, value in registered(a, of_all_versions=of_all_versions)}
    for name, of_preprint, value in registered(b, of_all_versions=of_all_versions):
        if (other := stated.get((name, of_preprint), value)) != value:
            return f"two {name}s: {other} and {value}"
    return None


def kind_of(row: WorkRow) -> tuple[str | None, str | None]:
    """What keeps rows with different titles apart although they have an identifier and an author in common."""
    return note_of_title(row.title) or note_of_type(row.type), part_of(row.title)


def are_of_one_kind(rows: Sequence[WorkRow]) -> bool:
    """Whether rows with equal titles are one kind of note, or none; a title says more than a type."""
    return len({note_of_type(row.type) for row in rows}) == 1 or any(note_of_title(row.title) for row in rows)
