"""Commands that load."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import click

from graphapp.cli.edge import INTERRUPTED, Settings, answer, main, output_format, say, say_error
from graphapp.cli.local_server import download_progress
from graphapp.errors import InvalidArgument

if TYPE_CHECKING:
    from graphapp.records import Record, Reject
    from graphapp.results import LoadReport
    from graphapp.sources import Format, Input

_REJECTS: Final = 3
_SHOWN_REJECTS: Final = 5


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
        sys.exit(INTERRUPTED)
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

    named = sources.find_format(format_name) if format_name is not None else None
    grouped: dict[str, list[tuple[str, Format]]] = {}
    for path in paths:
        if _is_stream(path):
            if named is None:
                name = "standard input" if path == "-" else f"{path}, which is a pipe,"
                raise InvalidArgument(f"the format of {name} is not guessed; name it with --from")
            format = named
        else:
            with sources.open_input(path) as input:
                format = named or sources.guess_format(input.place, input.head)
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

    from graphapp import loader
    from graphapp.services import clusters

    _start_local_server(settings)
    with settings.connect() as graph, as_file(files("graphapp").joinpath("demo.jsonl.gz")) as path:
        report = loader.load_file(graph, path, format="jsonl", source="mlanthology")
        say(f"{report.read:,} papers of Tim Dettmers and his coauthors are loaded.\n")
        answer(clusters.name_cluster(graph, name="Tim Dettmers"), "table")
    say(
        "\nTry next:\n"
        '  graphapp name-cluster "luke ZETTLEMOYER" --limit 5\n'
        '  graphapp explain-names "Colin Raffel" "Colin A. Raffel"\n'
        "  graphapp load YOUR-PAPERS.csv --source my-papers"
    )
