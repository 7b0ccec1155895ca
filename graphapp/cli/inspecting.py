"""Commands about files and formats, which need no database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from graphapp.cli.edge import answer, import_driver, main, output_format
from graphapp.cli.inputs import columns_named, input_options, survey_of
from graphapp.cli.progress import ProgressTracker, show_progress
from graphapp.cli.streams import say, say_error
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.formats import Input
    from graphapp.formats.parts import Part


@main.command("formats")
@output_format()
def formats(form: str) -> None:
    """List the formats that graphapp reads, and say which of them it writes, too.

    \b
    Example:
      graphapp formats
    """
    import_driver()
    from graphapp.loading.inspection import list_formats

    answer(list_formats(), form)


@main.command()
@input_options
@click.option("--records", type=click.IntRange(min=1), help="Read at most this many records of each file.")
@output_format()
def inspect(
    paths: tuple[str, ...],
    format_name: str | None,
    source: str | None,
    named_columns: tuple[str, ...],
    encoding: str | None,
    records: int | None,
    form: str,
) -> None:
    """Say what files are, show their first records, and report what a load would reject or leave out.

    It writes nothing and needs no database. Records count as they would for a load of each file alone into an empty
    graph. Exit code 1 means that a file, or a part of a folder or archive, cannot be read.

    \b
    Example:
      graphapp inspect papers.csv
      graphapp inspect papers.csv --columns authors="Written by" --records 1000
    """
    import_driver()
    from graphapp.inputs.encodings import check_encoding
    from graphapp.loading.inspection import inspect_parts
    from graphapp.loading.progress import Progress

    columns = columns_named(named_columns)
    encoding = check_encoding(encoding) if encoding is not None else None
    found = survey_of(paths, format_name, columns, encoding)
    if found.note:
        say(visible(found.note))
    opened: list[Input] = []
    tracker = ProgressTracker("reading", bytes_read=lambda: opened[-1].bytes_read if opened else 0)

    def begin(part: Part, input: Input) -> None:
        opened[:] = [input]
        tracker.update(Progress(phase="reading", done=0, total=None))

    with show_progress(tracker):
        inspections = list(
            inspect_parts(
                found.parts,
                source=source,
                columns=columns,
                encoding=encoding,
                records=records,
                named=format_name is not None,
                on_open=begin,
                on_progress=lambda read: tracker.update(Progress(phase="reading", done=read, total=None)),
            )
        )
    answer(inspections, form)
    failures = [*found.failures, *(inspection.failure for inspection in inspections if inspection.failure is not None)]
    for failure in failures:
        say_error(failure)
    if failures:
        sys.exit(1)
