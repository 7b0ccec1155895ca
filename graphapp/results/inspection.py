"""What `graphapp formats` and `graphapp inspect` say of formats and files."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphapp.results.upkeep import ReasonCount


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A format that graphapp reads."""

    name: str
    """Its name for `--from`."""
    title: str
    suffixes: tuple[str, ...]
    """Of file names in this format; empty where any name will do."""
    read: bool
    write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedRecord:
    """One record as it would be loaded."""

    place: str
    title: str | None
    """None for a person."""
    authors: tuple[str, ...]
    """The names of the author rows in their order, or the names of a person."""
    editors: tuple[str, ...]
    venue: str | None
    year: int | None
    identifiers: Mapping[str, str]
    """Property of a scheme (`doi`) -> the identifier in its normal form."""
    source_id: str | None
    """The source's own id of the paper or person; None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What one file is, and what a load of it into an empty graph would do."""

    place: str
    format: str
    """Its name for `--from`."""
    recognised_by: str
    """`content` or `name`; `--from` where the user named the format."""
    source: str
    """The source to which a load would give the records."""
    records: int
    """Records that were read, bad ones included."""
    whole: bool
    """Whether all records were read."""
    rejected: int
    warnings: int
    """Parts of records that would be left out."""
    notes: tuple[str, ...]
    """What is not read: columns of a table, fields of JSON."""
    failure: str | None
    """Why the file was not read to its end; None when it was, or when no more records were asked for."""
    first: tuple[InspectedRecord, ...]
    reasons: tuple[ReasonCount, ...]
    """Why records would be rejected and parts left out, the most frequent reason first."""
