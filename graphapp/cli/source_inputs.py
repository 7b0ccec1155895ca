"""The inputs of a command that makes rows of records, source by source, and what it says of them at its end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from graphapp.cli.edge import INTERRUPTED, answer
from graphapp.cli.inputs import InterruptibleInput, by_source, columns_named, input_options, reads_file, survey_of
from graphapp.cli.progress import ProgressTracker, show_progress
from graphapp.cli.rejects import RejectsFile, RejectWriter, summary
from graphapp.cli.streams import say, say_error
from graphapp.errors import InvalidArgument
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.loading.progress import Progress
    from graphapp.records import Record
    from graphapp.results.upkeep import LoadReport

_REJECTS: Final = 3
"""Exit code of a command that rejected records, or left something out of them, and took all else."""


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `SourceInputs`, beside those of `input_options`."""
    for add in (
        click.option(
            "--venues",
            type=click.Path(path_type=Path, dir_okay=False),
            help="File of your own venues for the rows of the source; it is stored with the source.",
        ),
        click.option(
            "--complete-lists/--cut-lists",
            default=None,
            help="Whether the source gives all authors of a paper. Without it, each record says so.",
        ),
        click.option(
            "--homonym-numbers/--no-homonym-numbers",
            default=None,
            help="Whether names end in numbers that distinguish namesakes, as in dblp. Without it, source or format "
            "decides.",
        ),
        click.option("--max-rejects", type=click.IntRange(min=0), help="Stop when there are more rejects than this."),
        click.option(
            "--rejects",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write rejected records and what was left out of others to this file (JSONL).",
        ),
        input_options,
    ):
        command = add(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInput:
    """All records of one source, and how they are to be read."""

    source: str
    records: Iterable[Record]
    options: dict[str, Any]
    """Of `load` and of `SourceTables.read` alike, but for the source."""
    tracker: ProgressTracker
    share: float
    """Of the bytes of all sources; 1 where that is not known."""


class SourceInputs:
    """What the options name. Raises as `survey` does, and InvalidArgument for what contradicts itself."""

    def __init__(
        self,
        *,
        paths: tuple[str, ...],
        format_name: str | None,
        source: str | None,
        named_columns: tuple[str, ...],
        encoding: str | None,
        rejects: Path | None,
        max_rejects: int | None,
        homonym_numbers: bool | None,
        complete_lists: bool | None,
        venues: Path | None,
    ) -> None:
        from graphapp.cli.sightings import Sightings
        from graphapp.inputs.encodings import check_encoding
        from graphapp.loading.own_venues import own_venues_of

        self._columns = columns_named(named_columns)
        self._options = {
            "own_venues": None if venues is None else own_venues_of(venues),
            "homonym_numbers": homonym_numbers,
            "complete_lists": complete_lists,
            "max_rejects": max_rejects,
        }
        self._encoding = check_encoding(encoding) if encoding is not None else None
        found = survey_of(paths, format_name, self._columns, self._encoding)
        self._by_source = by_source(found, source)
        # A part that cannot be read may have belonged to any of the sources.
        self._failures = found.failures
        if rejects is not None and rejects.exists() and any(reads_file(part.path, rejects) for part in found.parts):
            raise InvalidArgument(f"--rejects would overwrite the input {rejects}; name another file")
        self._rejects = rejects
        if found.note:
            say(visible(found.note))
        self.sightings = Sightings()

    def check_whole(self) -> None:
        """Raise InvalidArgument where the input of a source is never all of it."""
        from graphapp.formats.parts import check_whole_source

        for parts in self._by_source.values():
            check_whole_source(parts)

    def each(self) -> Generator[SourceInput, None, None]:
        """The sources in their order. Ctrl-C ends the input of one, and no other source comes after it."""
        from graphapp.rules.known_sources import combined_traits

        opened: AbstractContextManager[RejectsFile | None]
        opened = nullcontext() if self._rejects is None else RejectsFile(self._rejects)
        with opened as rejects_file:
            for source, parts in self._by_source.items():
                input = InterruptibleInput(parts, say, self._columns, encoding=self._encoding, failures=self._failures)
                reject_writer = RejectWriter(source, rejects_file, say, input.format_of)
                tracker = ProgressTracker("reading", bytes_read=input.bytes_read, total_bytes=input.total_bytes)

                def update(progress: Progress, tracker: ProgressTracker = tracker) -> None:
                    if rejects_file is not None:
                        rejects_file.begin()
                    tracker.update(progress)

                options = self._options | {
                    "format_traits": combined_traits(
                        part.format.traits for part in parts if part.format.traits is not None
                    ),
                    "on_reject": reject_writer.reject,
                    "on_loss": reject_writer.lose,
                    "on_progress": update,
                    "stop": input.interrupted,
                }
                with input, show_progress(tracker):
                    records = self.sightings.of(input.records())
                    yield SourceInput(
                        source=source,
                        records=records,
                        options=options,
                        tracker=tracker,
                        share=self._share(input.total_bytes),
                    )
                reject_writer.close()
                if input.interrupted():
                    return

    def _share(self, size: int | None) -> float:
        from graphapp.formats.parts import is_stream

        paths = {part.path for parts in self._by_source.values() for part in parts}
        if size is None or any(map(is_stream, paths)):
            return 1
        return size / max(sum(Path(path).stat().st_size for path in paths), 1)

    def conclude(self, reports: list[LoadReport], form: str, *, interrupted: str, next_step: str | None) -> None:
        """Write the reports, say what a user should know of them, and exit with the code that they have.

        `interrupted` says what Ctrl-C left; `next_step`, what to try when all is well, is said unless it is None.
        """
        answer(reports, form)
        for report in reports:
            for line in summary(report.reasons):
                say(line)
        if self.sightings.without_authors:
            say(self.sightings.warning)
        for report in reports:
            if report.failure is not None:
                say_error(report.failure)
        if any(report.interrupted for report in reports) or len(reports) < len(self._by_source):
            say(interrupted)
            sys.exit(INTERRUPTED)
        if any(report.failure is not None for report in reports):
            sys.exit(1)
        if next_step is not None:
            say(next_step)
        if any(report.rejected or report.warnings for report in reports):
            sys.exit(_REJECTS)
