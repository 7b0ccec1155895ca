"""Reports of loads, removals and rekeyings; loaded sources; the schema and the health of the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from graphapp.results.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCounts:
    """How many nodes of one kind a load created and deleted."""

    created: int = 0
    deleted: int = 0


ReasonKind = Literal["reject", "warning", "passed over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many records were rejected, parts of records left out, or entries passed over, for one kind of reason."""

    kind: ReasonKind
    """What is passed over is no record, and nothing is wrong with it: `LoadReport.read` does not count it."""
    reason: str
    """Without what the single reasons quote: `'...' is not a valid DOI`."""
    count: int
    first: str
    """The place of the first one: `papers.jsonl:17`."""

    @property
    def outcome(self) -> str:
        """What became of these, in words."""
        return {"reject": "rejected", "warning": "left out"}.get(self.kind, self.kind)

    @property
    def name(self) -> str:
        """The reason and its count, for a cell."""
        return f"{self.reason} ({self.count:,})"


def encoding_advice(reasons: Iterable[ReasonCount]) -> str | None:
    """A sentence for whoever has records that are not UTF-8; None where no reason says so."""
    if any(reason.reason.endswith("is not UTF-8") for reason in reasons):
        return "What is not UTF-8 is read with --encoding, such as --encoding cp1252."
    return None


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
    warnings: int
    """Parts of records that were left out of their rows, such as damaged identifiers."""
    deleted: int
    """Paper rows that were deleted because the input no longer states them (`--replace` only)."""
    authors: KindCounts
    venues: KindCounts
    seconds: float
    records_per_second: float
    interrupted: bool
    """True when the load was stopped before the end of its input; what it wrote is complete."""
    failure: str | None
    """Why the input was not read to its end; None when it was, or when the load was stopped."""
    reasons: tuple[ReasonCount, ...] = ()
    """Why records were rejected, parts left out and entries passed over, the most frequent reason first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """One loaded source."""

    name: str
    state: str
    """`complete`; `loading`, `removing` or `rekeying` while that runs, or after it was interrupted."""
    rows: int
    """Paper rows."""
    papers: int
    """Works that the source states, on its own or with others."""
    key_version: int
    venues_version: int
    owed: bool
    """True when works, or rows that nothing states, wait for the next load to settle them."""
    loaded_at: str | None
    """When the last complete load ended (ISO 8601, UTC); None before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the removal of a source deleted."""

    source: str
    papers: int
    """Paper rows."""
    authors: int
    """Author rows."""
    venues: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeying:
    """What rekeying changed in the rows of a source."""

    source: str
    papers: int
    """Paper rows that were checked."""
    changed: int
    """Paper rows that were written again."""
    warnings: int
    """Identifiers of paper rows that were left out, since they are none under the current rules."""
    seconds: float
    """For its rows; all sources together are settled afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaItem:
    """One constraint or index that graphapp needs."""

    name: str
    """The name of the constraint or index, also the stem of its file."""
    kind: Literal["constraint", "index"]
    state: str
    """`online`, `populating`, `failed` or `missing`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SchemaStatus(Answer):
    """The schema that graphapp needs, compared with the schema of the database."""

    ITEMS: ClassVar = ("items",)

    complete: bool
    items: tuple[SchemaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that `check` tested."""

    name: str
    ok: bool
    detail: str
    """What was found."""
    remedy: str | None
    """What to do about it; None when all is well."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Health(Answer):
    """Whether the schema and the graph are as graphapp needs them."""

    ITEMS: ClassVar = ("findings",)

    ok: bool
    findings: tuple[Finding, ...]
