"""What a load says after its report: papers that no name leads to, and what to try next."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphapp.records import PaperRecord, Record
from graphapp.rules.printed_names import read_name
from graphapp.rules.steering import visible


@dataclass(slots=True, kw_only=True)
class Sightings:
    """What was seen of the records that passed."""

    without_authors: int = 0
    """Number of papers that state nobody, not even an editor."""
    name: str | None = None
    """A name of the input: the first author that was seen."""

    def of(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records themselves, each looked at as it passes."""
        for record in records:
            if isinstance(record, PaperRecord):
                if not record.authorships:
                    self.without_authors += 1
                elif self.name is None:
                    name = read_name(record.authorships[0].printed_name, homonym_numbers=True)
                    self.name = None if name is None else name.name
            yield record

    @property
    def warning(self) -> str:
        """A sentence for whoever has papers without authors."""
        papers = "1 paper has" if self.without_authors == 1 else f"{self.without_authors:,} papers have"
        return f"{papers} no authors, so no name leads there; `graphapp inspect` shows what was read of a file."

    def next_step(self, *, dry_run: bool) -> str:
        """One line that says what to try next; there must be a name."""
        if dry_run:
            return (
                "Nothing was written, and authors and venues were not counted. "
                "Without --dry-run the same command loads this."
            )
        return visible(f"Try next: graphapp name-cluster {shlex.quote(self.name or '')}")
