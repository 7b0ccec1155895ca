"""Commands that load, and their exit codes."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from graphapp.cli.edge import INTERRUPTED, Settings, answer, import_driver, main, output_format
from graphapp.cli.inputs import InterruptibleInput, by_source, columns_named, input_options, reads_file, survey_of
from graphapp.cli.progress import ProgressTracker, download_bar, show_progress
from graphapp.cli.rejects import RejectsFile, RejectWriter, summary
from graphapp.cli.streams import say, say_error
from graphapp.errors import InvalidArgument, PackageMissing
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.bulk.first_load import BulkLoad
    from graphapp.graph import Graph
    from graphapp.loading.progress import Progress
    from graphapp.results.upkeep import LoadReport

_REJECTS: Final = 3
"""Exit code of a load that rejected records, or left something out of them, and loaded all else."""


@main.command()
@input_options
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=DEFAULT_BATCH_SIZE,
    show_default=True,
    help="Papers per transaction.",
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write rejected records and what was left out of others to this file (JSONL).",
)
@click.option("--max-rejects", type=click.IntRange(min=0), help="Stop when there are more rejects than this.")
@click.option(
    "--replace", is_flag=True, help="The input is the whole source: delete its rows that the input does not state."
)
@click.option(
    "--no-learn", is_flag=True, help="Leave the rarity of names as it was learned before; `graphapp learn` learns it."
)
@click.option(
    "--homonym-numbers/--no-homonym-numbers",
    default=None,
    help="Whether names end in numbers that distinguish namesakes, as in dblp. Without it, source or format decides.",
)
@click.option(
    "--complete-lists/--cut-lists",
    default=None,
    help="Whether the source gives all authors of a paper. Without it, each record says so.",
)
@click.option(
    "--venues",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of your own venues for the rows of the source; it is stored with the source.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Load records that give the ids of the source to other papers, and delete rows with others' notes.",
)
@click.option(
    "--bulk",
    is_flag=True,
    help="Fill the empty local database by Neo4j's import tool: faster from some ten thousand records on.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; report what a load would do.")
@output_format()
@click.pass_obj
def load(
    settings: Settings,
    paths: tuple[str, ...],
    format_name: str | None,
    source: str | None,
    named_columns: tuple[str, ...],
    encoding: str | None,
    batch_size: int,
    rejects: Path | None,
    max_rejects: int | None,
    replace: bool,
    no_learn: bool,
    homonym_numbers: bool | None,
    complete_lists: bool | None,
    venues: Path | None,
    force: bool,
    bulk: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Load files, folders, patterns, archives, or `-` for standard input, into the graph.

    Of a folder or a .zip or .tar archive, each file in a known format is read; `graphapp formats` lists the formats.
    gz, xz, bz2 and zst are unpacked. If no database is configured, the local Neo4j is started first. Ctrl-C ends the
    input; the records read before it are loaded. Exit code 3 means that some records were rejected, or loaded without
    something that could not be read, such as a damaged DOI; all else is loaded.

    \b
    Example:
      graphapp load papers.jsonl.gz --rejects rejected.jsonl
      graphapp load rejected.jsonl
      graphapp load 'exports/*.csv' --source my-papers --encoding cp1252
      zcat papers.csv.gz | graphapp load - --from csv --source my-papers
    """
    import_driver()
    from graphapp.cli.sightings import Sightings
    from graphapp.inputs.encodings import check_encoding
    from graphapp.loading.load import load
    from graphapp.loading.own_venues import own_venues_of
    from graphapp.rules.known_sources import combined_traits

    columns = columns_named(named_columns)
    own_venues = None if venues is None else own_venues_of(venues)
    encoding = check_encoding(encoding) if encoding is not None else None
    found = survey_of(paths, format_name, columns, encoding)
    inputs = by_source(found, source)
    if rejects is not None and rejects.exists() and any(reads_file(part.path, rejects) for part in found.parts):
        raise InvalidArgument(f"--rejects would overwrite the input {rejects}; name another file")
    if found.note:
        say(visible(found.note))
    _start_local_server(settings)
    reports: list[LoadReport] = []
    sightings = Sightings()
    with (
        _bulk_load(settings) if bulk and not dry_run else nullcontext() as bulk_load,
        settings.connect() if bulk_load is None else nullcontext() as graph,
        RejectsFile(rejects) if rejects is not None else nullcontext() as rejects_file,
    ):
        for name, parts in inputs.items():
            # A part that cannot be read may have belonged to any of the sources.
            input = InterruptibleInput(parts, say, columns, encoding=encoding, failures=found.failures)
            reject_writer = RejectWriter(name, rejects_file, say, input.format_of)
            tracker = ProgressTracker("reading", bytes_read=input.bytes_read, total_bytes=input.total_bytes)

            def update(progress: Progress, tracker: ProgressTracker = tracker) -> None:
                if rejects_file is not None:
                    rejects_file.begin()
                tracker.update(progress)

            options: dict[str, Any] = {
                "source": name,
                "format_traits": combined_traits(
                    part.format.traits for part in parts if part.format.traits is not None
                ),
                "homonym_numbers": homonym_numbers,
                "complete_lists": complete_lists,
                "own_venues": own_venues,
                "batch_size": batch_size,
                "max_rejects": max_rejects,
                "on_reject": reject_writer.reject,
                "on_loss": reject_writer.lose,
                "on_progress": update,
                "stop": input.interrupted,
            }
            with input, show_progress(tracker):
                records = sightings.of(input.records())
                if bulk_load is not None:
                    bulk_load.read(records, **options)
                else:
                    options |= {"replace_source": replace, "learn": not no_learn, "force": force, "dry_run": dry_run}
                    reports.append(load(cast("Graph", graph), records, **options))
            reject_writer.close()
            if input.interrupted():
                break
        if bulk_load is not None:
            with show_progress(tracker):
                reports = bulk_load.finish(learn=not no_learn, on_progress=tracker.update)
    answer(reports, form)
    for report in reports:
        for line in summary(report.reasons):
            say(line)
    if sightings.without_authors:
        say(sightings.warning)
    for report in reports:
        if report.failure is not None:
            say_error(report.failure)
    if any(report.interrupted for report in reports) or len(reports) < len(inputs):
        again = "load the same input again" + (", without --bulk," if bulk else "")
        say(f"Interrupted. The records read so far are loaded; {again} to complete it.")
        sys.exit(INTERRUPTED)
    if any(report.failure is not None for report in reports):
        sys.exit(1)
    if sightings.name is not None:
        say(sightings.next_step(dry_run=dry_run))
    if any(report.rejected or report.warnings for report in reports):
        sys.exit(_REJECTS)


def _bulk_load(settings: Settings) -> BulkLoad:
    from graphapp.local import DATABASE

    if settings.uri or (settings.database or DATABASE) != DATABASE:
        raise InvalidArgument(
            "--bulk makes the database of the local server anew, and another one is configured; load without --bulk, "
            "or leave out --uri, --database, NEO4J_URI and NEO4J_DATABASE"
        )
    try:
        from graphapp.bulk.first_load import BulkLoad
    except ImportError as error:
        raise PackageMissing("--bulk", error.name or "", "bulk") from error
    return BulkLoad()


def _start_local_server(settings: Settings) -> None:
    from graphapp.connection import start_if_none

    with download_bar() as progress:
        started = start_if_none(
            settings.uri,
            announce=lambda: say("No database is configured: starting the local Neo4j (the first start downloads it)."),
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

    import_driver()
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
