"""Commands that load."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graphapp.cli.edge import INTERRUPTED, Settings, answer, main, output_format, say, say_error
from graphapp.cli.local_server import download_progress
from graphapp.errors import InvalidArgument

if TYPE_CHECKING:
    from graphapp.formats import Format
    from graphapp.results import LoadReport

_REJECTS: Final = 3


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--from", "format_name", metavar="FORMAT", help="The format of the input, instead of guessing it.")
@click.option("--source", help="The name of the source, instead of the format's own.")
@click.option(
    "--batch-size", type=click.IntRange(min=1), default=2_000, show_default=True, help="Papers a transaction."
)
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Write rejected records here (JSONL).")
@click.option("--max-rejects", type=click.IntRange(min=0), help="Stop after more rejects than this.")
@click.option("--replace", is_flag=True, help="The input is all of its source: rows that it does not state go.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what a load would do.")
@output_format()
@click.pass_obj
def load(
    settings: Settings,
    paths: tuple[str, ...],
    format_name: str | None,
    source: str | None,
    batch_size: int,
    rejects: Path | None,
    max_rejects: int | None,
    replace: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Load files, or `-` for standard input, into the graph.

    gz, xz, bz2 and zst are unpacked on the way. Without any settings the local Neo4j is started first. Exit code 3
    says that some records were rejected; all others are loaded.

    \b
    Example:
      graphapp load papers.jsonl.gz --rejects rejected.jsonl
      zcat papers.csv.gz | graphapp load - --from csv --source my-papers
    """
    from contextlib import nullcontext

    from graphapp.cli.load_input import Reading, RejectWriter, is_stream
    from graphapp.loading import progress
    from graphapp.loading.load import load

    inputs = _grouped_by_source(paths, format_name, source)
    if (
        rejects is not None
        and rejects.exists()
        and any(not is_stream(path) and rejects.samefile(path) for path in paths)
    ):
        raise InvalidArgument(f"--rejects would overwrite the input {rejects}; name another file")
    _start_local_server(settings)
    reports: list[LoadReport] = []
    with (
        settings.connect() as graph,
        rejects.open("w", encoding="utf-8") if rejects is not None else nullcontext() as rejects_file,
    ):
        for name, files in inputs.items():
            shown = RejectWriter(name, rejects_file, say)
            reading = Reading(files, say)
            told = progress.Told("reading", bytes_read=reading.bytes_read, total_bytes=reading.total_bytes)
            with reading, progress.shown(told, say):
                reports.append(
                    load(
                        graph,
                        reading.records(),
                        source=name,
                        batch_size=batch_size,
                        replace_source=replace,
                        dry_run=dry_run,
                        max_rejects=max_rejects,
                        on_reject=shown.take,
                        on_progress=told.take,
                        stop=reading.stopped,
                    )
                )
            shown.close()
            if reading.stopped():
                break
    answer(reports, form)
    for report in reports:
        if report.failure is not None:
            say_error(report.failure)
    if any(report.interrupted for report in reports) or len(reports) < len(inputs):
        say("Interrupted. What was read is loaded; load the same input again to complete it.")
        sys.exit(INTERRUPTED)
    if any(report.failure is not None for report in reports):
        sys.exit(1)
    if any(report.rejected for report in reports):
        sys.exit(_REJECTS)


def _grouped_by_source(
    paths: tuple[str, ...], format_name: str | None, source: str | None
) -> dict[str, list[tuple[str, Format]]]:
    """Source name -> its files and their formats. Looks into every file before anything is written."""
    from graphapp import formats
    from graphapp.cli.load_input import is_stream
    from graphapp.loading.rows import check_source_name

    named = formats.find_format(format_name) if format_name is not None else None
    grouped: dict[str, list[tuple[str, Format]]] = {}
    for path in paths:
        if is_stream(path):
            if named is None:
                name = "standard input" if path == "-" else f"{path}, which is a pipe,"
                raise InvalidArgument(f"the format of {name} is not guessed; name it with --from")
            format = named
        else:
            with formats.open_input(path) as input:
                format = named or formats.guess_format(input.place, input.head)
                # Raises for an input that is of no use at all, such as a table without titles.
                next(formats.read(input, format), None)
        grouped.setdefault(check_source_name(source or format.source), []).append((path, format))
    return grouped


def _start_local_server(settings: Settings) -> None:
    from graphapp.connection import start_if_none

    with download_progress() as progress:
        started = start_if_none(
            settings.uri,
            announce=lambda: say("No database is configured: starting the local Neo4j (the first time fetches it)."),
            progress=progress,
        )
    if started is not None:
        say(f"The local Neo4j runs at {started.address}; `graphapp server stop` stops it.")


@main.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Load a small bundled file and show the name cluster of Tim Dettmers.

    The file holds facts from mlanthology (Apache-2.0): his papers and those of his coauthors.

    \b
    Example:
      graphapp demo
    """
    from importlib.resources import as_file, files

    from graphapp.loading.load import load_file
    from graphapp.services import clusters

    _start_local_server(settings)
    with settings.connect() as graph, as_file(files("graphapp").joinpath("demo.jsonl.gz")) as path:
        report = load_file(graph, path, format="jsonl", source="mlanthology")
        say(f"{report.read:,} papers of Tim Dettmers and his coauthors are loaded.\n")
        answer(clusters.name_cluster(graph, name="Tim Dettmers"), "table")
    say(
        "\nTry next:\n"
        '  graphapp name-cluster "luke ZETTLEMOYER" --limit 5\n'
        '  graphapp explain-names "Colin Raffel" "Colin A. Raffel"\n'
        "  graphapp load YOUR-PAPERS.csv --source my-papers"
    )
