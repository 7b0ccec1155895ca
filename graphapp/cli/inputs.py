"""What the commands read: the options that name their input, and inputs that Ctrl-C ends."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self

import click

from graphapp.errors import InvalidArgument
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.formats import Input
    from graphapp.formats.parts import Part, Survey
    from graphapp.records import Record

_NO_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({})
_NEXT_FIELD: Final = re.compile(r",\s*(?=\w+\s*=)")


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments and options that say what is read, and how."""
    for add in (
        click.option(
            "--encoding", metavar="NAME", help="Encoding of text that is not UTF-8, such as cp1252 or gb18030."
        ),
        click.option(
            "--columns",
            "named_columns",
            multiple=True,
            metavar="FIELD=HEADER,...",
            help='Columns of a table whose headers are not known: authors="Author list",venue="Published in".',
        ),
        click.option("--source", help="Name of the source. Without it, the format or the file's name gives the name."),
        click.option(
            "--from",
            "format_name",
            metavar="FORMAT",
            help="Format of the input. Without it, graphapp guesses the format.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False)),
    ):
        command = add(command)
    return command


def survey_of(
    paths: tuple[str, ...], format_name: str | None, columns: Mapping[str, str], encoding: str | None
) -> Survey:
    """What the options name, part by part; raises as `survey` does."""
    from graphapp.formats import find_format
    from graphapp.formats.parts import survey

    named = find_format(format_name) if format_name is not None else None
    return survey(paths, format=named, columns=columns, encoding=encoding)


def by_source(found: Survey, source: str | None) -> dict[str, list[Part]]:
    """Source name -> its parts in their order. `source` is the name that the user gave to all of them."""
    from graphapp.loading.fingerprints import check_source_name

    grouped: dict[str, list[Part]] = {}
    for part in found.parts:
        grouped.setdefault(check_source_name(source or part.source), []).append(part)
    return grouped


class InterruptibleInput:
    """The records of several files, until their end or until the user presses Ctrl-C. A context manager.

    The first Ctrl-C ends the input; the load then ends with what it has read. The second one ends the command.
    """

    def __init__(
        self,
        parts: list[Part],
        say: Callable[[str], None],
        columns: Mapping[str, str] = _NO_COLUMNS,
        *,
        encoding: str | None = None,
        failures: Iterable[str] = (),
    ) -> None:
        """`say` shows a message to the user; `columns` are those of tables that the user named.

        `failures` say which parts beside these cannot be read; they are the failure of the input in the end.
        """
        from graphapp.formats.parts import is_stream

        sizes = {part.path: None if is_stream(part.path) else Path(part.path).stat().st_size for part in parts}
        known = [size for size in sizes.values() if size is not None]
        self.total_bytes = sum(known) if len(known) == len(sizes) else None
        """Total size of all files on disk; None when one of them is a stream."""
        self._parts = parts
        self._say = say
        self._columns = columns
        self._encoding = encoding
        self._failures = failures
        self._input: Input | None = None
        self._path = ""
        self._bytes_before = 0
        self._formats: dict[str, str] = {}
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

    def format_of(self, place: str) -> str | None:
        """The name of the format of the input that has this place; None for a place of none that was read."""
        while place and place not in self._formats:
            place = place.rpartition(":")[0]
        return self._formats.get(place)

    def records(self) -> Iterator[Record]:
        """The records of one part after the other."""
        from graphapp.formats.parts import records_of

        self._waiting = True
        try:
            for record in records_of(
                self._parts,
                self._failures,
                columns=self._columns,
                encoding=self._encoding,
                on_note=self._note,
                on_open=self._open,
            ):
                self._waiting = False
                yield record
                if self._interrupted:
                    return
                self._waiting = True
        except KeyboardInterrupt:
            return
        finally:
            self._waiting = False

    def _open(self, part: Part, input: Input) -> None:
        # The members of an archive have the bytes of one file together.
        if part.path != self._path and self._input is not None:
            self._bytes_before += self._input.bytes_read
        self._path, self._input = part.path, input
        # The records of a file of rejects have formats of their own.
        if part.format.source_in is None:
            self._formats[input.place] = part.format.name

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


def columns_named(named: Iterable[str]) -> dict[str, str]:
    """Field -> header, from texts like `authors=Author list,venue=Published in`; a header may contain commas."""
    columns = {}
    for part in (part for text in named for part in _NEXT_FIELD.split(text)):
        field, equals, header = (side.strip() for side in part.partition("="))
        if not (field and equals and header):
            raise InvalidArgument(f'--columns takes field="header", not {part!r}')
        columns[field] = header
    return columns


def reads_file(path: str, file: Path) -> bool:
    """Whether an input is this file, which exists."""
    from graphapp.formats.parts import is_stream

    if path != "-":
        return not is_stream(path) and file.samefile(path)
    try:
        status = os.fstat(sys.stdin.fileno())
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and os.path.samestat(status, file.stat())
