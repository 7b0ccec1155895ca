"""Commands that load: their input, which Ctrl-C ends, the rejects, and the exit codes."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING, Final, Self, TextIO

import click

from graphapp.cli.edge import INTERRUPTED, Settings, answer, main, output_format, say, say_error
from graphapp.cli.progress import ProgressTracker, download_bar, show_progress
from graphapp.errors import InvalidArgument
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.rules.steering import escaped, visible

if TYPE_CHECKING:
    from graphapp.formats import Format, Input
    from graphapp.loading.progress import Progress
    from graphapp.records import Loss, Record, Reject
    from graphapp.results.upkeep import LoadReport

_REJECTS: Final = 3
"""Exit code of a load that rejected records, or left something out of them, and loaded all else."""
_SHOWN: Final = 5
"""Rejects, and losses, that are shown without a file for them."""
_NO_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({})
_NEXT_FIELD: Final = re.compile(r",\s*(?=\w+\s*=)")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False))
@click.option(
    "--from", "format_name", metavar="FORMAT", help="Format of the input. Without it, graphapp guesses the format."
)
@click.option("--source", help="Name of the source. Without it, the format or the file's name gives the name.")
@click.option(
    "--columns",
    "named_columns",
    multiple=True,
    metavar="FIELD=HEADER,...",
    help='Columns of a table whose headers are not known: authors="Author list",venue="Published in".',
)
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
    "--force",
    is_flag=True,
    help="Load records that give the ids of the source to other papers, and delete rows with others' notes.",
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
    batch_size: int,
    rejects: Path | None,
    max_rejects: int | None,
    replace: bool,
    homonym_numbers: bool | None,
    complete_lists: bool | None,
    force: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Load files, or `-` for standard input, into the graph.

    gz, xz, bz2 and zst are unpacked. If no database is configured, the local Neo4j is started first. Ctrl-C ends the
    input; the records read before it are loaded. Exit code 3 means that some records were rejected, or loaded without
    something that could not be read, such as a damaged DOI; all else is loaded.

    \b
    Example:
      graphapp load papers.jsonl.gz --rejects rejected.jsonl
      zcat papers.csv.gz | graphapp load - --from csv --source my-papers
    """
    from graphapp.loading.load import load
    from graphapp.rules.known_sources import combined_traits

    columns = _columns(named_columns)
    inputs = _group_by_source(paths, format_name, source, columns)
    if rejects is not None and rejects.exists() and any(_reads(path, rejects) for path in paths):
        raise InvalidArgument(f"--rejects would overwrite the input {rejects}; name another file")
    _start_local_server(settings)
    reports: list[LoadReport] = []
    with (
        settings.connect() as graph,
        RejectsFile(rejects) if rejects is not None else nullcontext() as rejects_file,
    ):
        for name, files in inputs.items():
            reject_writer = RejectWriter(name, rejects_file, say)
            input = InterruptibleInput(files, say, columns)
            tracker = ProgressTracker("reading", bytes_read=input.bytes_read, total_bytes=input.total_bytes)

            def update(progress: Progress, tracker: ProgressTracker = tracker) -> None:
                if rejects_file is not None:
                    rejects_file.begin()
                tracker.update(progress)

            with input, show_progress(tracker):
                reports.append(
                    load(
                        graph,
                        input.records(),
                        source=name,
                        format_traits=combined_traits(
                            format.traits for _, format in files if format.traits is not None
                        ),
                        homonym_numbers=homonym_numbers,
                        complete_lists=complete_lists,
                        batch_size=batch_size,
                        replace_source=replace,
                        force=force,
                        dry_run=dry_run,
                        max_rejects=max_rejects,
                        on_reject=reject_writer.reject,
                        on_loss=reject_writer.lose,
                        on_progress=update,
                        stop=input.interrupted,
                    )
                )
            reject_writer.close()
            if input.interrupted():
                break
    answer(reports, form)
    for report in reports:
        if report.failure is not None:
            say_error(report.failure)
    if any(report.interrupted for report in reports) or len(reports) < len(inputs):
        say("Interrupted. The records read so far are loaded; load the same input again to complete it.")
        sys.exit(INTERRUPTED)
    if any(report.failure is not None for report in reports):
        sys.exit(1)
    if any(report.rejected or report.warnings for report in reports):
        sys.exit(_REJECTS)


class InterruptibleInput:
    """The records of several files, until their end or until the user presses Ctrl-C. A context manager.

    The first Ctrl-C ends the input; the load then ends with what it has read. The second one ends the command.
    """

    def __init__(
        self, files: list[tuple[str, Format]], say: Callable[[str], None], columns: Mapping[str, str] = _NO_COLUMNS
    ) -> None:
        """`say` shows a message to the user; `columns` are those of tables that the user named."""
        sizes = [None if _is_stream(path) else Path(path).stat().st_size for path, _ in files]
        known = [size for size in sizes if size is not None]
        self.total_bytes = sum(known) if len(known) == len(sizes) else None
        """Total size of all files on disk; None when one of them is a stream."""
        self._files = files
        self._say = say
        self._columns = columns
        self._input: Input | None = None
        self._bytes_before = 0
        self._interrupted = False
        self._waiting = False

    def __enter__(self) -> Self:
        self._handler_before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._handler_before)

    def interrupted(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._interrupted

    def bytes_read(self) -> int:
        """Bytes read from the files on disk, before decompression."""
        return self._bytes_before + (self._input.bytes_read if self._input is not None else 0)

    def records(self) -> Iterator[Record]:
        """The records of one file after the other."""
        from graphapp.formats import open_input, read

        self._waiting = True
        try:
            for path, format in self._files:
                with open_input(path) as self._input:
                    for record in read(self._input, format, self._columns, self._note):
                        self._waiting = False
                        yield record
                        if self._interrupted:
                            return
                        self._waiting = True
                    self._bytes_before += self._input.bytes_read
                    self._input = None
        except KeyboardInterrupt:
            return
        finally:
            self._waiting = False

    def _note(self, note: str) -> None:
        self._say(visible(note))

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True
        self._say("Interrupted: writing the records read so far. Press Ctrl-C again to stop at once.")
        # A read that waits for a slow input ends at once; a batch that is being written is completed.
        if self._waiting:
            raise KeyboardInterrupt


class RejectsFile:
    """The file of `--rejects`, for all sources of a command. A context manager.

    It is emptied when a load begins to read: a load that is refused leaves what another one writes there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def begin(self) -> None:
        """Empty the file, at the first call.

        Raises InvalidArgument while another command writes to it: a dry run, or a load into another database.
        """
        if self._file is None:
            file = self._path.open("a", encoding="utf-8")
            try:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    self._hold(file)
                    file.truncate(0)
            except BaseException:
                file.close()
                raise
            self._file = file

    def write(self, line: str) -> None:
        """Write a line, without its end."""
        self.begin()
        print(line, file=self._file)

    def _hold(self, file: TextIO) -> None:
        # The system ends it with the process; Windows has no such lock.
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InvalidArgument(f"another load writes its rejects to {self._path}; name another file") from error
            except OSError:
                # Some network drives have no locks either.
                pass


class RejectWriter:
    """Writes rejects and losses of a source to a file as JSON Lines; without a file, shows the first few of each."""

    def __init__(self, source: str, file: RejectsFile | None, say: Callable[[str], None]) -> None:
        """`say` shows a message to the user."""
        self._source = source
        self._file = file
        self._say = say
        self._rejects = 0
        self._losses = 0

    def reject(self, reject: Reject) -> None:
        """Take a reject; `load` calls this."""
        self._rejects += 1
        if self._file is not None:
            self._write(self._file, "reject", reject, None)
        elif self._rejects <= _SHOWN:
            self._say(visible(f"Rejected {reject.place}: {reject.reason}"))

    def lose(self, loss: Loss) -> None:
        """Take a loss; `load` calls this."""
        self._losses += 1
        if self._file is not None:
            self._write(self._file, "warning", loss, loss.field)
        elif self._losses <= _SHOWN:
            self._say(left_out(loss))

    def close(self) -> None:
        """Report how many were not shown."""
        for count, what in ((self._rejects, "rejected"), (self._losses, "left out")):
            if self._file is None and count > _SHOWN:
                self._say(f"... and {count - _SHOWN:,} more {what}; --rejects FILE saves them all")

    def _write(self, file: RejectsFile, kind: str, found: Reject | Loss, field: str | None) -> None:
        from msgspec.json import encode

        line = {"source": self._source, "kind": kind, "place": found.place, "field": field}
        line |= {"reason": found.reason, "raw": found.raw}
        file.write(escaped(encode(line).decode()))


def left_out(loss: Loss) -> str:
    """A loss in words."""
    return visible(f"Left out of {loss.place}: its {loss.field}, since {loss.reason}")


def _columns(named: Iterable[str]) -> dict[str, str]:
    """Field -> header, from texts like `authors=Author list,venue=Published in`; a header may contain commas."""
    columns = {}
    for part in (part for text in named for part in _NEXT_FIELD.split(text)):
        field, equals, header = (side.strip() for side in part.partition("="))
        if not (field and equals and header):
            raise InvalidArgument(f'--columns takes field="header", not {part!r}')
        columns[field] = header
    return columns


def _reads(path: str, file: Path) -> bool:
    """Whether an input is this file, which exists."""
    if path != "-":
        return not _is_stream(path) and file.samefile(path)
    try:
        status = os.fstat(sys.stdin.fileno())
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and os.path.samestat(status, file.stat())


def _is_stream(path: str) -> bool:
    """Whether the input cannot be read from its beginning a second time."""
    return path == "-" or (Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()))


def _group_by_source(
    paths: tuple[str, ...], format_name: str | None, source: str | None, columns: Mapping[str, str] = _NO_COLUMNS
) -> dict[str, list[tuple[str, Format]]]:
    """Source name -> its files and their formats. Checks every file before anything is written."""
    from graphapp import formats
    from graphapp.loading.fingerprints import check_source_name

    named = formats.find_format(format_name) if format_name is not None else None
    grouped: dict[str, list[tuple[str, Format]]] = {}
    for path in paths:
        if _is_stream(path):
            if named is None:
                input_name = "standard input" if path == "-" else f"{path}, which is a pipe,"
                raise InvalidArgument(f"the format of {input_name} cannot be guessed; name it with --from")
            format = named
            formats.check_columns(format, columns)
        else:
            with formats.open_input(path) as input:
                format = named or formats.guess_format(input.place, input.head)
                formats.check_columns(format, columns)
                # Raises for an input that cannot be used at all, such as a table without titles.
                next(formats.read(input, format, columns), None)
        name = check_source_name(source or formats.source_name(format, "-" if _is_stream(path) else path))
        grouped.setdefault(name, []).append((path, format))
    return grouped


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
