"""What a source yields: papers as one record states them, and what could not be read."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["author", "editor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """One author or editor of a paper, as the record prints them."""

    printed_name: str
    """The name exactly as the record prints it, homonym number included."""
    position: int | None
    """1-based rank within the role; None when only the authorship is known."""
    role: Role = "author"
    author_id: str | None = None
    """The source's own id of the author row, without the source's name; None where it has none."""
    orcid: str | None = None
    """The ORCID that this record prints beside the name, in any of its spellings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """One publication as one record states it. What the record lacks is None, never an empty string."""

    place: str
    """Where the record stands, for messages: `papers.jsonl:17`."""
    title: str
    authorships: tuple[Authorship, ...]
    """In the order of the record; may be empty."""
    authors_complete: bool = True
    """False when the source may cut its author lists, so that their length says nothing."""
    paper_id: str | None = None
    """The source's own id of the paper row, without the source's name; None where it has none."""
    abstract: str | None = None
    """Byte for byte as the source gives it."""
    year: int | None = None
    type: str | None = None
    """The kind of publication in the source's own words: `Conference Paper`."""
    venue: str | None = None
    """The venue as printed: `NeurIPS`, `Proc. of the 12th ...`."""
    venue_key: str | None = None
    """A shorter name by which the source itself groups its venues (`iclrw`); None where it has only the printed one."""
    track: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A part of the input that did not become a row, and why."""

    place: str
    reason: str
    """A clause that says what is wrong: `no title`."""
    raw: str
    """The text of the record as far as it could be decoded, at most 10,000 characters."""


Record = PaperRecord | Reject
