"""The parts of what a user names: a file, the files of a folder or a pattern, the members of an archive.

A command looks at each part first, which finds its format and refuses what cannot be read before anything is written;
then it reads them. Archives are read from their beginning to their end, and nothing of them is written anywhere.
"""

import glob
import io
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import Format, check_columns, guess_format, read, source_name
from graphapp.formats.refusals import NotRead
from graphapp.inputs.archives import ArchiveKind, Member, archive_kind, tar_members, zip_members
from graphapp.inputs.files import Input, open_file, open_input, open_member, place_of, plain_name
from graphapp.inputs.unpacking import Allowance
from graphapp.records import Record

_NO_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({})
_PASSED_OVER: Final = "hidden, empty, a link, or in no format that graphapp reads"
_SHOWN: Final = 10
"""Names, or failures, that one sentence lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One input: a file, standard input, or a member of an archive."""

    path: str
    """The file as given, or below the folder as given; `-` for standard input."""
    member: int | None = None
    """The 1-based rank of the member in the archive; None for what is no member."""
    format: Format
    source: str
    """The name of its source, unless the user gives another."""


@dataclass(slots=True, kw_only=True)
class Survey:
    """What a user named, part by part."""

    parts: list[Part] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """The places of files that are hidden, and of those that no format reads."""
    failures: list[str] = field(default_factory=list)
    """Sentences that say which parts of a folder or archive cannot be read, and why."""

    @property
    def note(self) -> str:
        """A sentence about what is passed over; empty where nothing is."""
        if not self.passed_over:
            return ""
        count = len(self.passed_over)
        what = "1 file is" if count == 1 else f"{count:,} files are"
        return f"{what} not read, being {_PASSED_OVER}: {_listed(self.passed_over)}"


def is_stream(path: str) -> bool:
    """Whether an input cannot be read from its beginning a second time."""
    return path == "-" or (Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()))


def survey(
    paths: Iterable[str],
    *,
    format: Format | None = None,
    columns: Mapping[str, str] = _NO_COLUMNS,
    encoding: str | None = None,
) -> Survey:
    """Look at each part of these paths: files, folders, patterns such as `parts/*.jsonl`, archives.

    What is named twice, or lies in a folder that is named as well, is one part.

    `format` reads all files that are named; of a folder or an archive, those that it recognises by content or name.

    Raises SourceError for a file that cannot be read, for a folder or archive with no part that can be read, and for a
    pattern that nothing matches; InvalidArgument for a stream without a format, for a field that no table has, and for
    `columns` where no part is a table: they hold for all tables, and for nothing else.
    """
    check_columns(columns)
    found = Survey()
    for name in _once([name for path in paths for name in ([path] if is_stream(path) else _matching(path))]):
        if is_stream(name):
            if format is None:
                what = "standard input" if name == "-" else f"{name}, which is a pipe,"
                raise InvalidArgument(f"the format of {what} cannot be guessed; name it with --from")
            found.parts.append(Part(path=name, format=format, source=source_name(format, "-")))
            continue
        look = _Look(found, name, format, columns)
        if os.path.isdir(name):
            look.folder(encoding)
        else:
            look.file(encoding)
    if not found.failures:
        check_columns(columns, *(part.format for part in found.parts))
    return found


def check_whole_source(parts: Iterable[Part]) -> None:
    """Raise InvalidArgument for parts that are never all that a source states: files of rejects alone."""
    some = list(parts)
    if some and all(part.format.source_in is not None for part in some):
        raise InvalidArgument(
            f"{some[0].path} has records that a load rejected, never a whole source, so --replace would delete the "
            "others; load it without --replace"
        )


def records_of(
    parts: Iterable[Part],
    failures: Iterable[str] = (),
    *,
    columns: Mapping[str, str] = _NO_COLUMNS,
    encoding: str | None = None,
    on_note: Callable[[str], None] = lambda note: None,
    on_open: Callable[[Part, Input], None] = lambda part, input: None,
) -> Iterator[Record]:
    """The records of one part after the other. `on_open` gets each part when its input is opened.

    A part that breaks off, or cannot be opened again, does not keep the others from being read. When all are read,
    raises SourceError with what was wrong, and with `failures`, what `survey` found to be wrong.
    """
    wrong = list(failures)
    with closing(open_parts(parts, encoding)) as opened:
        for part, input in opened:
            if isinstance(input, SourceError):
                wrong.append(str(input))
                continue
            on_open(part, input)
            try:
                yield from read(input, part.format, columns, on_note)
            except SourceError as error:
                wrong.append(str(error))
    # What `survey` found and what is found once more here are one failure.
    if wrong := list(dict.fromkeys(wrong)):
        more = f"; and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        raise SourceError("; ".join(wrong[:_SHOWN]) + more)


class _Look:
    """Looks at the parts of one path that a user named."""

    def __init__(self, found: Survey, root: str, format: Format | None, columns: Mapping[str, str]) -> None:
        self._found = found
        self._root = root
        self._format = format
        self._columns = columns
        self._not_read: list[str] = []
        """Sentences that say why files are in no format that graphapp reads."""
        self._before = len(found.parts), len(found.passed_over), len(found.failures)

    def folder(self, encoding: str | None) -> None:
        """Look at all files below the folder."""
        for path, failure in _walk(self._root, self._found.passed_over):
            if failure is not None:
                self._found.failures.append(failure)
                continue
            try:
                with open_input(path, encoding) as input:
                    kind = self._archive_kind(input)
                    if kind is None:
                        self._part(path, None, path, input)
                if kind is not None:
                    self._members(path, kind, encoding)
            except SourceError as error:
                self._found.failures.append(str(error))
        self._check_use()

    def file(self, encoding: str | None) -> None:
        """Look at the file or, if it is an archive, at all of its members."""
        with open_input(self._root, encoding) as input:
            kind = self._archive_kind(input)
            if kind is None:
                self._add(self._root, None, input, self._format or _guessed(input))
                return
        self._members(self._root, kind, encoding)
        self._check_use()

    def _archive_kind(self, input: Input) -> ArchiveKind | None:
        kind = archive_kind(input.head)
        return kind if kind and not (self._format is not None and self._format.recognises(input.head)) else None

    def _members(self, path: str, kind: ArchiveKind, encoding: str | None) -> None:
        try:
            with closing(_members(path, kind)) as members:
                for member, allowance in members:
                    self._member(path, member, encoding, allowance)
        except SourceError as error:
            self._found.failures.append(str(error))

    def _member(self, path: str, member: Member, encoding: str | None, allowance: Allowance) -> None:
        place = f"{place_of(path)}/{member.name}"
        if member.problem is not None:
            self._found.failures.append(f"{place} {member.problem}")
        elif not member.is_file or _is_hidden(member.name):
            self._found.passed_over.append(place)
        else:
            try:
                with _opened_member(member, place, encoding, allowance) as input:
                    if self._archive_kind(input) is not None:
                        raise SourceError(
                            f"{place} is an archive in an archive; unpack the outer one, and load the folder"
                        )
                    self._part(path, member.number, member.name, input)
            except SourceError as error:
                self._found.failures.append(str(error))

    def _part(self, path: str, member: int | None, name: str, input: Input) -> None:
        """Look at one of several files; one in no format, or not in the one that the user named, does no harm."""
        format = self._format
        try:
            if format is None:
                format = _guessed(input)
            elif not (format.recognises(input.head) or plain_name(name).endswith(format.suffixes)):
                raise NotRead(f"{input.place} is not {format.title}")
        except NotRead as error:
            self._found.passed_over.append(input.place)
            self._not_read.append(str(error))
        else:
            self._add(path, member, input, format)

    def _add(self, path: str, member: int | None, input: Input, format: Format) -> None:
        stated = format.source_in(input.head) if format.source_in is not None else None
        # Raises for an input that cannot be used at all, such as a table without titles.
        next(read(input, format, self._columns), None)
        source = stated or source_name(format, self._root)
        self._found.parts.append(Part(path=path, member=member, format=format, source=source))

    def _check_use(self) -> None:
        """Raises SourceError for a folder or archive that gave no part."""
        parts, passed_over, failures = self._before
        if len(self._found.parts) > parts:
            return
        start = f"nothing of {place_of(self._root)} can be read"
        if wrong := self._found.failures[failures:]:
            raise SourceError(f"{start}: {'; '.join(wrong[:_SHOWN])}")
        names = self._found.passed_over[passed_over:]
        if self._not_read:
            more = f"; {len(names) - 1:,} more files are not read either" if len(names) > 1 else ""
            raise SourceError(f"{start}: {self._not_read[0]}{more}")
        if names:
            raise SourceError(f"{start}, being {_PASSED_OVER}: {_listed(names)}")
        raise SourceError(f"{start}: it has no files")


def open_parts(
    parts: Iterable[Part], encoding: str | None = None
) -> Generator[tuple[Part, Input | SourceError], None, None]:
    """Each part with its input, which is open until the next one is asked for, or with why it cannot be opened.

    Parts of one archive that follow one another are read in one pass.
    """
    for path, of_path in groupby(parts, key=lambda part: (part.path, part.member is None)):
        waiting = deque(of_path)
        try:
            yield from _opened(path[0], waiting, encoding)
        except SourceError as error:
            yield from ((part, error) for part in waiting)


def _opened(
    path: str, waiting: deque[Part], encoding: str | None
) -> Generator[tuple[Part, Input | SourceError], None, None]:
    """The parts of one path; each leaves `waiting` when it is opened, or could not be."""
    if waiting[0].member is None:
        while waiting:
            with open_input(path, encoding) as input:
                yield waiting.popleft(), input
        return
    with open_input(path) as input:
        kind = archive_kind(input.head)
    if kind is None:
        raise SourceError(f"{place_of(path)} is no archive any more")
    with closing(_members(path, kind)) as members:
        for member, allowance in members:
            if not waiting:
                return
            if member.number == waiting[0].member:
                part = waiting.popleft()
                place = f"{place_of(path)}/{member.name}"
                try:
                    with _opened_member(member, place, encoding, allowance) as input:
                        yield part, input
                except SourceError as error:
                    yield part, error
    if waiting:
        raise SourceError(f"{place_of(path)} has fewer members than a moment ago; load it when nothing writes to it")


def _members(path: str, kind: ArchiveKind) -> Generator[tuple[Member, Allowance], None, None]:
    """The members of an archive, each with what may be unpacked of the archive."""
    if kind == "zip":
        with open_file(path) as file:
            if archive_kind(file.peek()) != kind:
                raise SourceError(f"{place_of(path)} is an archive that is packed once more; unpack it to a .zip")
            position = _Position(file)
            allowance = Allowance(lambda: position.bytes)
            for member in zip_members(io.BufferedReader(position), place_of(path)):
                yield member, allowance
    else:
        with open_input(path) as input:
            for member in tar_members(input.stream, input.place):
                yield member, input.allowance


class _Position(io.RawIOBase):
    """A file that can tell where it was last read, also in another thread and when it is closed."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.bytes = 0
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer)
        self.bytes = self._file.tell()
        return count


def _guessed(input: Input) -> Format:
    return guess_format(input.place, input.head, input.encoding)


def _opened_member(
    member: Member, place: str, encoding: str | None, allowance: Allowance
) -> AbstractContextManager[Input]:
    content = _content(member, place)
    return open_member(content, member.name, place, encoding, allowance, is_packed=member.is_packed)


def _content(member: Member, place: str) -> IO[bytes]:
    try:
        return member.open()
    except Exception as error:  # zipfile raises errors of many classes for damage and for methods that it does not know
        raise SourceError(f"{place} cannot be unpacked: {error}") from error


def _matching(path: str) -> list[str]:
    """The path itself or, if nothing has this name, what matches it as a pattern."""
    if not glob.has_magic(path) or os.path.lexists(path):
        return [path]
    if found := sorted(glob.glob(path, recursive=True)):
        return found
    raise SourceError(f"no file matches {place_of(path)}")


def _once(names: list[str]) -> list[str]:
    """The names without those that are there before, and those of what is read with a folder that is there, too.

    `papers/**` matches the folder, the folders in it, and all files, which would thereby be read under several sources.
    """
    places: dict[str, str] = {}
    for name in names:
        places.setdefault(name if name == "-" else _place(name), name)
    folders = {place for place in places if os.path.isdir(place)}
    return [name for place, name in places.items() if name == "-" or not _is_read_with(place, folders)]


def _place(name: str) -> str:
    """Where a path leads, by links to folders; a file that is a link keeps its name."""
    folder, file = (name, "") if os.path.isdir(name) else os.path.split(name)
    try:
        return os.path.join(os.path.realpath(folder), file) if file else os.path.realpath(folder)
    except ValueError:
        # A NUL character, of which opening it will tell.
        return name


def _is_read_with(place: str, folders: set[str]) -> bool:
    """Whether walking one of the folders comes to a place: not where something on the way is hidden."""
    while (above := os.path.dirname(place)) != place and not _is_hidden(os.path.basename(place)):
        place = above
        if place in folders:
            return True
    return False


def _walk(folder: str, passed_over: list[str]) -> Iterator[tuple[str, str | None]]:
    """The files below a folder in the order of their names; a folder that cannot be listed has a sentence instead."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, f"{place_of(folder)} cannot be listed: {error.strerror or error}"
        return
    for entry in entries:
        if _is_hidden(entry.name):
            passed_over.append(place_of(entry.path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, passed_over)
        elif entry.is_file():
            yield entry.path, None
        else:
            # A link to a folder may lead back up; pipes and devices are no files.
            passed_over.append(place_of(entry.path))


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _listed(places: list[str]) -> str:
    more = f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else ""
    return ", ".join(places[:_SHOWN]) + more
