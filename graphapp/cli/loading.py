"""Commands that load, and their exit codes."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from graphapp.cli.edge import Settings, answer, import_driver, main, output_format
from graphapp.cli.progress import download_bar, show_progress
from graphapp.cli.source_inputs import SourceInput, SourceInputs, source_options
from graphapp.cli.streams import say
from graphapp.cli.upkeep import export
from graphapp.errors import InvalidArgument, PackageMissing
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.bulk.first_load import BulkLoad
    from graphapp.bulk.spark import Spark
    from graphapp.graph import Graph
    from graphapp.records import Record
    from graphapp.results.upkeep import LoadReport

_MANY: Final = 50_000
"""From so many records on, a bulk load is faster than one that writes while the database answers."""
_MUCH_TEXT: Final = 50_000_000
"""So are so many characters of abstracts; fewer records are then held in memory to look at them."""
_BULK_PACKAGES: Final = ("duckdb", "pyarrow", "loky")


def _engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say who makes tables."""
    for add in (
        click.option("--master", metavar="URL", help="Address of Spark's master, such as spark://host:7077."),
        click.option(
            "--engine",
            type=click.Choice(["duckdb", "spark"]),
            default="duckdb",
            show_default=True,
            help="Who makes the tables of a bulk load: this machine, or a cluster of Apache Spark.",
        ),
    ):
        command = add(command)
    return command


def _spark(engine: str, master: str | None, opened: ExitStack) -> Spark | None:
    """The connected cluster that the options name, until the stack closes; None for this machine."""
    if engine == "duckdb":
        if master is not None:
            raise InvalidArgument("--master is the address of a cluster; add --engine spark")
        return None
    if master is None:
        raise InvalidArgument("--engine spark needs --master, the address of a cluster such as spark://host:7077")
    try:
        from graphapp.bulk.spark import Spark
    except ImportError as error:
        raise PackageMissing("--engine spark", error.name or "", "spark") from error
    return opened.enter_context(Spark(master))


@main.command()
@source_options
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=DEFAULT_BATCH_SIZE,
    show_default=True,
    help="Papers per transaction.",
)
@click.option(
    "--replace", is_flag=True, help="The input is the whole source: delete its rows that the input does not state."
)
@click.option(
    "--no-learn", is_flag=True, help="Leave the rarity of names as it was learned before; `graphapp learn` learns it."
)
@click.option(
    "--force",
    is_flag=True,
    help="Load records that give the ids of the source to other papers; with --replace delete rows with others' notes, "
    "and all rows when no record can be loaded.",
)
@click.option(
    "--bulk/--online",
    default=None,
    help="Fill the empty local database by Neo4j's import tool, or write to the database while it answers. Without it, "
    f"a first load of more than {_MANY:,} records into the local database is a bulk load.",
)
@_engine_options
@click.option(
    "--dry-run", is_flag=True, help="Write nothing; report what a load would do. Authors and venues are not counted."
)
@output_format()
@click.pass_obj
def load(
    settings: Settings,
    /,
    batch_size: int,
    replace: bool,
    no_learn: bool,
    force: bool,
    bulk: bool | None,
    engine: str,
    master: str | None,
    dry_run: bool,
    form: str,
    **options: Any,
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
    inputs = SourceInputs(**options)
    if replace:
        inputs.check_whole()
    if bulk is False and engine != "duckdb":
        raise InvalidArgument(f"--engine {engine} makes the tables of a bulk load, and with --online there are none")
    _start_local_server(settings)
    online = {"learn": not no_learn, "replace_source": replace, "force": force, "dry_run": dry_run}
    with ExitStack() as opened:
        spark = _spark(engine, master, opened)
        into: _Online | BulkLoad | None = None
        if bulk or spark is not None:
            # A dry run is refused where a bulk load would be.
            into = opened.enter_context(_bulk_load(settings, spark))
        if dry_run or (into is None and (bulk is False or not _is_first_load(settings))):
            into = _Online(opened.enter_context(settings.connect()), online)
        for each in opened.enter_context(closing(inputs.each())):
            records = each.records
            if into is None:
                records, many = _looked_at(each)
                if many:
                    say("The local database is empty: loading by Neo4j's import tool. --online loads while it answers.")
                    into = opened.enter_context(_bulk_load(settings, None))
                else:
                    into = _Online(opened.enter_context(settings.connect()), online)
            into.read(records, source=each.source, batch_size=batch_size, **each.options)
            tracker = each.tracker
        if into is None or isinstance(into, _Online):
            reports = [] if into is None else into.reports
        else:
            with show_progress(tracker):
                reports = into.finish(learn=not no_learn, on_progress=tracker.update)
    again = "load the same input again" + (", without --bulk," if bulk else "")
    inputs.conclude(
        reports,
        form,
        interrupted=f"Interrupted. The records read so far are loaded; {again} to complete it.",
        next_step=None if inputs.sightings.name is None else inputs.sightings.next_step(dry_run=dry_run),
    )


class _Online:
    """Loads of one source after the other into a database that answers meanwhile."""

    def __init__(self, graph: Graph, options: dict[str, Any]) -> None:
        """`options` are those of `load` that are no options of a bulk load."""
        self._graph = graph
        self._options = options
        self.reports: list[LoadReport] = []

    def read(self, records: Iterable[Record], *, source: str, **options: Any) -> None:
        from graphapp.loading.load import load

        self.reports.append(load(self._graph, records, source=source, **options, **self._options))


def _is_first_load(settings: Settings) -> bool:
    """Whether a load may be a bulk load: the database is the local one, and holds nothing, and the extra is there."""
    from importlib.util import find_spec

    from graphapp.local import DATABASE

    if settings.uri or (settings.database or DATABASE) != DATABASE:
        return False
    if any(find_spec(package) is None for package in _BULK_PACKAGES):
        return False
    from graphapp.loading.source_state import is_empty

    with settings.connect() as graph:
        return is_empty(graph)


def _looked_at(input: SourceInput) -> tuple[Iterable[Record], bool]:
    """The records of the first source, and whether all sources have many; a bounded part of them is read for it."""
    from graphapp.records import PaperRecord

    left = iter(input.records)
    taken: list[Record] = []
    text = 0
    for record in left:
        taken.append(record)
        text += len(record.abstract or "") if isinstance(record, PaperRecord) else 0
        if len(taken) > _MANY or text > _MUCH_TEXT:
            break
    return chain(taken, left), len(taken) > _MANY * input.share or text > _MUCH_TEXT


def _bulk_load(settings: Settings, spark: Spark | None) -> BulkLoad:
    from graphapp.local import DATABASE

    if settings.uri or (settings.database or DATABASE) != DATABASE:
        raise InvalidArgument(
            "--bulk makes the database of the local server anew, and another one is configured; load with --online, "
            "or leave out --uri, --database, NEO4J_URI and NEO4J_DATABASE"
        )
    try:
        from graphapp.bulk.first_load import BulkLoad
    except ImportError as error:
        raise PackageMissing("--bulk", error.name or "", "bulk") from error
    return BulkLoad(spark=spark)


@export.command("tables")
@source_options
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the tables; it is made, or empty.",
)
@click.option(
    "--into",
    "database",
    default="neo4j",
    show_default=True,
    metavar="NAME",
    help="Name of the database to import into.",
)
@_engine_options
@output_format()
def export_tables(folder: Path, database: str, engine: str, master: str | None, form: str, **options: Any) -> None:
    """Write the tables of a first load for a Neo4j elsewhere, and the command that imports them there.

    The folder gets csv/ for Neo4j's import tool, parquet/ with the same tables for other programs, and import.sh with
    the command. Records, works, persons, rejects and the report are those of `graphapp load`; no database is asked.

    \b
    Example:
      graphapp export tables dblp.xml.gz --to dblp-tables
    """
    try:
        from graphapp.bulk.table_export import SCRIPT, TableExport
    except ImportError as error:
        raise PackageMissing("export tables", error.name or "", "bulk") from error
    inputs = SourceInputs(**options)
    with ExitStack() as opened:
        into = opened.enter_context(TableExport(folder, spark=_spark(engine, master, opened)))
        for each in opened.enter_context(closing(inputs.each())):
            into.read(each.records, source=each.source, **each.options)
            tracker = each.tracker
        with show_progress(tracker):
            reports, command = into.finish(database=database, on_progress=tracker.update)
    shown = visible(str(folder))
    again = f"delete {shown} and run the same command again"
    inputs.conclude(
        reports,
        form,
        interrupted=f"Interrupted. The tables have the records read so far; {again} for all of them.",
        next_step=f"On the machine of the server, in a copy of {shown}:\n\n  {visible(command)}\n\n"
        f"or {SCRIPT}, which runs it; --overwrite-destination=true lets it replace a database {database!r} that is "
        f"there. Then:\n\n  graphapp --uri neo4j://HOST:7687 --database {visible(shlex.quote(database))} learn",
    )


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
