"""The command line. Parses, calls one function, renders; results go to standard output, all else to standard error."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from graphapp import __version__
from graphapp.errors import GraphAppError, InvalidArgument, NotFound

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.records import Record, Reject
    from graphapp.results import LoadReport
    from graphapp.sources import Format, Input

# What a command does not need is imported inside it: `graphapp --help` should not wait for a database driver.

OUTPUT_FORMATS: Final = ("table", "json", "jsonl", "csv")
_REJECTS: Final = 3
_INTERRUPTED: Final = 130
_SHOWN_REJECTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the options before the command say about the database."""

    uri: str | None
    user: str | None
    password: str | None
    database: str | None

    def connect(self) -> Graph:
        """The graph that is meant."""
        from graphapp.connection import connect

        return connect(self.uri, user=self.user, password=self.password, database=self.database)


class _Commands(click.Group):
    """Turns errors into one sentence and an exit code, whatever command they come from."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphAppError as error:
            say_error(str(error))
            if isinstance(error, NotFound) and error.near:
                say(f"Did you mean: {', '.join(error.near)}?")
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # The reader has seen enough; whatever is still buffered has nobody to go to.
            sys.stdout = None
            ctx.exit(0)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            say_error(f"{place}{error.strerror or error}")
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("--uri", envvar="NEO4J_URI", help="Address of the database, like neo4j://host:7687 [NEO4J_URI].")
@click.option("--user", envvar=["NEO4J_USERNAME", "NEO4J_USER"], help="Its user [NEO4J_USERNAME].")
@click.option("--database", envvar="NEO4J_DATABASE", help="Its database [NEO4J_DATABASE].")
@click.option("--ask-password", is_flag=True, help="Ask for the password instead of taking NEO4J_PASSWORD.")
@click.pass_context
def main(ctx: click.Context, uri: str | None, user: str | None, database: str | None, ask_password: bool) -> None:
    """Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j.

    Without an address, the local server of `graphapp server start` is used.

    \b
    Example:
      graphapp demo
      graphapp load papers.jsonl.gz
      graphapp name-cluster "Tim Dettmers"
    """
    password = click.prompt("Password", hide_input=True, err=True) if ask_password else None
    ctx.obj = Settings(uri=uri, user=user, password=password, database=database)


def say(sentence: str) -> None:
    """Tell the person at the terminal something that is no result."""
    click.echo(sentence, err=True)


def say_error(sentence: str) -> None:
    """Tell what went wrong. The sentence may quote input or database, which must not steer the terminal."""
    from graphapp.render import visible

    say(visible(f"Error: {sentence}"))


def output_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that answers the option `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(OUTPUT_FORMATS),
        default="table",
        show_default=True,
        help="How the answer is written.",
    )(command)


def answer(value: object, form: str) -> None:
    """Write a result to standard output."""
    import shutil

    from graphapp import render

    if form == "table":
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else 100
        click.echo(render.as_table(value, width=max(width, 40), color=terminal), nl=False)
    else:
        click.echo(render.FORMATS[form](value), nl=False)


def with_graph(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the connected graph as its first argument."""

    @click.pass_obj
    def connected(settings: Settings, *args: Any, **options: Any) -> Any:
        with settings.connect() as graph:
            return command(graph, *args, **options)

    return update_wrapper(connected, command)


# The local server


@main.group()
def server() -> None:
    """The local Neo4j: start it, stop it, look at it.

    \b
    Example:
      graphapp server start
    """


@server.command("start")
@output_format
def server_start(form: str) -> None:
    """Start the local Neo4j, or say that it runs. The first start fetches it (about 140 MB).

    \b
    Example:
      graphapp server start
    """
    from graphapp import server as local

    with _download_progress() as progress:
        status = local.start(progress=progress)
    answer(status, form)


@server.command("stop")
def server_stop() -> None:
    """Stop the local Neo4j; its data stays.

    \b
    Example:
      graphapp server stop
    """
    from graphapp import server as local

    outcome = local.stop()
    say(
        {
            "stopped": "The local Neo4j is stopped.",
            "killed": "The local Neo4j did not stop by itself and was killed; it recovers its data at the next start.",
            "not running": "The local Neo4j does not run.",
        }[outcome]
    )


@server.command("status")
@output_format
def server_status(form: str) -> None:
    """Address, user, process, paths and version of the local Neo4j.

    \b
    Example:
      graphapp server status --format json
    """
    from graphapp import server as local

    answer(local.status(), form)


@server.command("open")
def server_open() -> None:
    """Open Neo4j Browser on the local server. `graphapp server password` prints what it asks for.

    \b
    Example:
      graphapp server open
    """
    from graphapp import server as local
    from graphapp.errors import DatabaseUnavailable

    status = local.status()
    if status.browser is None or status.address is None:
        raise DatabaseUnavailable("the local Neo4j does not run; start it with `graphapp server start`")
    # https://neo4j.com/docs/browser/operations/browser-url-parameters
    server_address = status.address.replace("bolt://127.0.0.1", f"bolt://{status.user}@localhost")
    address = f"{status.browser}?dbms={server_address}&db={status.database}"
    click.echo(address)
    click.launch(address)


@server.command("password")
def server_password() -> None:
    """Print the password of the local Neo4j's user.

    \b
    Example:
      graphapp server password
    """
    from graphapp import server as local

    click.echo(local.read_password())


@server.command("logs")
@click.option("--lines", type=click.IntRange(min=1), default=50, show_default=True, help="How many, from the end.")
def server_logs(lines: int) -> None:
    """Print the end of the local Neo4j's log.

    \b
    Example:
      graphapp server logs --lines 20
    """
    from graphapp import server as local

    click.echo(local.tail_log(lines=lines))


# Schema and loading


@main.group()
def schema() -> None:
    """The constraints and indexes that graphapp needs.

    \b
    Example:
      graphapp schema status
    """


@schema.command("apply")
@output_format
@with_graph
def schema_apply(graph: Graph, form: str) -> None:
    """Create what is missing; what exists stays. A load does this by itself.

    \b
    Example:
      graphapp schema apply
    """
    from graphapp.schema import apply_schema

    answer(apply_schema(graph), form)


@schema.command("status")
@output_format
@with_graph
def schema_status(graph: Graph, form: str) -> None:
    """Show which constraints and indexes exist. Exit code 1 when something is missing.

    \b
    Example:
      graphapp schema status --format json
    """
    from graphapp import schema as schema_module

    status = schema_module.schema_status(graph)
    answer(status, form)
    if not status.complete:
        sys.exit(1)


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
@output_format
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

    from graphapp import loader

    inputs = _grouped_by_source(paths, format_name, source)
    if (
        rejects is not None
        and rejects.exists()
        and any(not _is_stream(path) and rejects.samefile(path) for path in paths)
    ):
        raise InvalidArgument(f"--rejects would overwrite the input {rejects}; name another file")
    _start_local_server(settings)
    reports: list[LoadReport] = []
    with (
        settings.connect() as graph,
        rejects.open("w", encoding="utf-8") if rejects is not None else nullcontext() as rejects_file,
    ):
        for name, files in inputs.items():
            shown = _RejectWriter(name, rejects_file)
            with _Reading(files) as reading, _load_progress(reading) as progress:
                reports.append(
                    loader.load(
                        graph,
                        reading.records(),
                        source=name,
                        batch_size=batch_size,
                        replace_source=replace,
                        dry_run=dry_run,
                        max_rejects=max_rejects,
                        on_reject=shown.take,
                        on_progress=progress,
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
        sys.exit(_INTERRUPTED)
    if any(report.failure is not None for report in reports):
        sys.exit(1)
    if any(report.rejected for report in reports):
        sys.exit(_REJECTS)


def _grouped_by_source(
    paths: tuple[str, ...], format_name: str | None, source: str | None
) -> dict[str, list[tuple[str, Format]]]:
    """Source name -> its files and their formats. Looks into every file before anything is written."""
    from graphapp import sources
    from graphapp.rows import check_source_name

    if format_name is not None and format_name not in sources.FORMATS:
        raise InvalidArgument(f"there is no format {format_name!r}; --from takes {', '.join(sources.FORMATS)}")
    grouped: dict[str, list[tuple[str, Format]]] = {}
    for path in paths:
        if _is_stream(path):
            if format_name is None:
                name = "standard input" if path == "-" else f"{path}, which is a pipe,"
                raise InvalidArgument(f"the format of {name} is not guessed; name it with --from")
            format = sources.FORMATS[format_name]
        else:
            with sources.open_input(path) as input:
                head = input.head
                format = sources.FORMATS[format_name] if format_name else sources.guess_format(input.place, head)
        grouped.setdefault(check_source_name(source or format.source), []).append((path, format))
    return grouped


def _is_stream(path: str) -> bool:
    """Whether opening the input a second time would not give its beginning again."""
    return path == "-" or (Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()))


class _Reading:
    """The records of several files, until their end or until the person presses Ctrl-C.

    The first Ctrl-C ends the input; the load then ends with what it has read. The second one ends the command.
    """

    def __init__(self, files: list[tuple[str, Format]]) -> None:
        self.files = files
        self.input: Input | None = None
        self.bytes_before = 0
        self._stopped = False
        self._waiting = False

    def __enter__(self) -> _Reading:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def stopped(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._stopped

    @property
    def total_bytes(self) -> int | None:
        """Size of all files together; None when a stream is among them."""
        sizes = [None if _is_stream(path) else Path(path).stat().st_size for path, _ in self.files]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    @property
    def bytes_read(self) -> int:
        """Bytes of the files themselves, as they lie on the disk, that were read."""
        return self.bytes_before + (self.input.bytes_read if self.input is not None else 0)

    def records(self) -> Iterator[Record]:
        """The records of one file after the other."""
        from graphapp import sources

        self._waiting = True
        try:
            for path, format in self.files:
                with sources.open_input(path) as self.input:
                    for record in sources.read(self.input, format):
                        self._waiting = False
                        yield record
                        if self._stopped:
                            return
                        self._waiting = True
                    self.bytes_before += self.input.bytes_read
                    self.input = None
        except KeyboardInterrupt:
            return
        finally:
            self._waiting = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True
        say("Interrupted: writing what was read. Press Ctrl-C again to leave at once.")
        if self._waiting:
            raise KeyboardInterrupt


class _RejectWriter:
    """Writes rejects to a file, or shows the first few of them."""

    def __init__(self, source: str, file: Any) -> None:
        self.source = source
        self.file = file
        self.count = 0

    def take(self, reject: Reject) -> None:
        import msgspec

        self.count += 1
        if self.file is not None:
            line = {"source": self.source, "place": reject.place, "reason": reject.reason, "raw": reject.raw}
            self.file.write(msgspec.json.encode(line).decode() + "\n")
        elif self.count <= _SHOWN_REJECTS:
            from graphapp.render import visible

            say(visible(f"Rejected {reject.place}: {reject.reason}"))

    def close(self) -> None:
        if self.file is None and self.count > _SHOWN_REJECTS:
            say(f"... and {self.count - _SHOWN_REJECTS:,} more rejected; --rejects FILE keeps them all")


@contextmanager
def _load_progress(reading: _Reading) -> Iterator[Callable[[Any], None]]:
    """Tell how far a load is: a bar on a terminal, elsewhere a line every 30 seconds."""
    import time

    if not sys.stderr.isatty():
        phase = ""
        last = began = time.monotonic()

        def tell(progress: Any) -> None:
            nonlocal phase, last, began
            if progress.phase != phase:
                phase, began = progress.phase, time.monotonic()
            if (moment := time.monotonic()) - last >= 30:
                last = moment
                total = reading.total_bytes
                share = f", {reading.bytes_read / total:.0%} of the input" if total else ""
                rate = progress.done / max(moment - began, 0.001)
                say(f"{progress.phase}: {progress.done:,} ({rate:,.0f} per second{share})")

        yield tell
        return

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[records]:,} rows, {task.fields[rate]:,.0f}/s"),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=reading.total_bytes, records=0, rate=0.0)
        phase, began = "reading", time.monotonic()

        def show(progress: Any) -> None:
            nonlocal phase, began
            if progress.phase != phase:
                phase, began = progress.phase, time.monotonic()
                bar.update(task, description=phase, total=None)
            rate = progress.done / max(time.monotonic() - began, 0.001)
            bar.update(task, completed=reading.bytes_read, records=progress.done, rate=rate)

        yield show


@contextmanager
def _download_progress() -> Iterator[Callable[[Any], None] | None]:
    """A bar for the first start's download, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("fetching Neo4j"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("download", total=None, visible=False)
        yield lambda download: bar.update(
            task, completed=download.bytes, total=download.total_bytes, visible=download.total_bytes > 0
        )


def _start_local_server(settings: Settings) -> None:
    from graphapp.connection import start_if_none

    with _download_progress() as progress:
        started = start_if_none(
            settings.uri,
            announce=lambda: say("No database is configured: starting the local Neo4j (the first time fetches it)."),
            progress=progress,
        )
    if started is not None:
        say(f"The local Neo4j runs at {started.address}; `graphapp server stop` stops it.")


@main.command()
@output_format
@with_graph
def sources(graph: Graph, form: str) -> None:
    """What is loaded: rows, papers, state and last load of each source.

    \b
    Example:
      graphapp sources
    """
    from graphapp import upkeep

    answer(upkeep.sources(graph), form)


@main.command("remove-source")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@output_format
@with_graph
def remove_source(graph: Graph, name: str, yes: bool, form: str) -> None:
    """Take all rows of a source out of the graph; other sources stay as they are.

    \b
    Example:
      graphapp remove-source mlanthology --yes
    """
    from graphapp import upkeep

    if not yes:
        click.confirm(f"Remove all rows of {name}?", abort=True, err=True)
    answer(upkeep.remove_source(graph, source=name), form)


@main.command()
@output_format
@with_graph
def rekey(graph: Graph, form: str) -> None:
    """Bring all rows to the rules of names, venues and works of this version of graphapp.

    \b
    Example:
      graphapp rekey
    """
    from graphapp import upkeep

    done = upkeep.rekey(graph)
    if not done:
        say("All sources follow the rules of this version.")
    answer(done, form)


@main.command()
@output_format
@with_graph
def check(graph: Graph, form: str) -> None:
    """Look whether schema and graph are as they must be. Exit code 1 when something is not.

    \b
    Example:
      graphapp check
    """
    from graphapp import upkeep

    health = upkeep.check(graph)
    answer(health, form)
    if not health.ok:
        sys.exit(1)


# Answers


@main.command("name-cluster")
@click.argument("name")
@click.option(
    "--match",
    type=click.Choice(["exact", "fold"]),
    default="exact",
    show_default=True,
    help="fold also ignores diacritics, dashes and apostrophes.",
)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Papers on the page.")
@click.option("--after", metavar="CURSOR", help="The page after the one that gave this cursor.")
@click.option("--all", "whole", is_flag=True, help="All papers.")
@output_format
@with_graph
def name_cluster(
    graph: Graph,
    name: str,
    match: Literal["exact", "fold"],
    limit: int,
    after: str | None,
    whole: bool,
    form: str,
) -> None:
    """The author rows of one name, compared ignoring case, and their papers, newest first.

    \b
    Example:
      graphapp name-cluster "Tim Dettmers"
      graphapp name-cluster "tomas mikolov" --match fold --format json
    """
    from graphapp.services import clusters

    answer(clusters.name_cluster(graph, name=name, match=match, limit=None if whole else limit, after=after), form)


@main.command("explain-names")
@click.argument("a")
@click.argument("b")
@output_format
def explain_names(a: str, b: str, form: str) -> None:
    """Why two names do or do not fall together, step by step.

    \b
    Example:
      graphapp explain-names "Pierre-Yves Oudeyer" "Pierre Yves Oudeyer"
    """
    from graphapp import names

    answer(names.explain_names(a, b), form)


@main.command("explain-work")
@click.argument("id")
@output_format
@with_graph
def explain_work(graph: Graph, id: str, form: str) -> None:
    """The rows that state a work, what joined them or kept others apart, and which one is shown.

    \b
    Example:
      graphapp explain-work mlanthology:dettmers2023neurips-qlora
    """
    from graphapp.services import identity

    answer(identity.explain_work(graph, id=id), form)


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

    from graphapp import loader
    from graphapp import sources as formats
    from graphapp.services import clusters

    _start_local_server(settings)
    with settings.connect() as graph, as_file(files("graphapp").joinpath("demo.jsonl.gz")) as path:
        with formats.open_input(str(path)) as input:
            records = formats.read(input, formats.FORMATS["jsonl"])
            report = loader.load(graph, records, source="mlanthology")
        say(f"{report.read:,} papers of Tim Dettmers and his coauthors are loaded.\n")
        answer(clusters.name_cluster(graph, name="Tim Dettmers"), "table")
    say(
        "\nTry next:\n"
        '  graphapp name-cluster "luke ZETTLEMOYER" --limit 5\n'
        '  graphapp explain-names "Colin Raffel" "Colin A. Raffel"\n'
        "  graphapp load YOUR-PAPERS.csv --source my-papers"
    )


@main.group()
def export() -> None:
    """Write the graph to standard output.

    \b
    Example:
      graphapp export graph --canonical > graph.jsonl
    """


@export.command("graph")
@click.option(
    "--canonical", is_flag=True, required=True, help="Sorted and without load stamps: equal graphs give equal dumps."
)
@with_graph
def export_graph(graph: Graph, canonical: bool) -> None:
    """All nodes and relationships as JSON Lines.

    \b
    Example:
      graphapp export graph --canonical > graph.jsonl
    """
    import msgspec

    from graphapp.services import export as service

    for row in service.export_graph(graph):
        click.echo(msgspec.json.encode(row))
