"""ZIP and tar archives as lists of members, which are read one after the other and never written anywhere."""

import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, Final, Literal, Self, cast

from graphapp.errors import SourceError

ArchiveKind = Literal["zip", "tar"]

MOST_MEMBERS: Final = 100_000
"""Members of an archive. The list of a ZIP archive's members is read into memory."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENT: Final = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/|word/|ppt/|mimetype)", re.S
)
"""How the ZIP files of office programs begin."""
_BLOCK: Final = tarfile.BLOCKSIZE
_LONGEST_HEADER: Final = 2**20
_HEADERS: Final = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
"""Members of a tar archive that describe the next one, and are read into memory."""
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ENCRYPTED: Final = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of an archive that is no folder."""

    number: int
    """Its 1-based rank in the archive: two members may have one name."""
    name: str
    problem: str | None
    """Why it cannot be read: a clause without a subject. None for a member that can be read."""
    is_packed: bool
    """Whether opening it unpacks its content; the members of a tar archive are unpacked with the archive."""
    is_file: bool
    """False for links and devices, which hold no content."""
    open: Callable[[], IO[bytes]]
    """Its content; to be called before the next member is asked for."""


def archive_kind(head: bytes) -> ArchiveKind | None:
    """What kind of archive begins like this; None for anything else, and for the ZIP files of office programs."""
    if head.startswith(_ZIP):
        return None if _DOCUMENT.match(head) else "zip"
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "replace")
    except tarfile.HeaderError:
        return None
    return "tar"


def zip_members(file: BufferedReader, place: str) -> Iterator[Member]:
    """The members of a ZIP archive in the order of its list.

    Raises SourceError for an archive whose list cannot be read. Reading a member may raise any error of `zipfile`.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(
            f"{place} is damaged or cut short: the list of its members cannot be read: {error}; copy or "
            "download it again"
        ) from error
    with archive:
        members = archive.infolist()
        for number, info in enumerate(members, start=1):
            _check_count(number, place)
            if not info.is_dir():
                encrypted = "is encrypted; unpack it with its password" if info.flag_bits & _ENCRYPTED else None
                yield Member(
                    number=number,
                    name=_tidy(info.filename),
                    problem=_problem_of(info.filename) or encrypted,
                    is_packed=True,
                    # The upper half are the attributes of Unix: 0o120000 is a symbolic link.
                    is_file=(info.external_attr >> 16) & 0o170000 != 0o120000,
                    open=_opener(archive, info),
                )


def tar_members(stream: BufferedReader, place: str) -> Iterator[Member]:
    """The members of a tar archive in its order; the stream is read once, from its beginning to its end.

    Raises SourceError where the archive is damaged, or ends without the mark of its end.
    """
    with (
        _sentences(place),
        tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8", errors="replace") as archive,
    ):
        for number, info in enumerate(archive, start=1):
            _check_count(number, place)
            if not info.isdir():
                yield Member(
                    number=number,
                    name=_tidy(info.name),
                    problem=_problem_of(info.name),
                    is_packed=False,
                    is_file=info.isreg(),
                    open=lambda info=info: cast(IO[bytes], archive.extractfile(info)),  # type: ignore[misc]
                )


@contextmanager
def _sentences(place: str) -> Iterator[None]:
    try:
        yield
    except tarfile.TarError as error:
        raise SourceError(
            f"{place} is damaged or cut short: its tar archive cannot be read further: {error}; copy or download "
            "it again"
        ) from error


class _Header(tarfile.TarInfo):
    """The header of a member. Damage is an error; without this, tarfile takes it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            # A block of zeros marks the end.
            if len(buf) == _BLOCK and not buf.strip(b"\0"):
                raise
            reason = str(error) if buf else "the mark of its end is missing"
            raise tarfile.ReadError(reason) from error
        if header.type in _HEADERS and header.size > _LONGEST_HEADER:
            raise tarfile.ReadError("a name of more than 1 MiB")
        return header


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _check_count(number: int, place: str) -> None:
    if number > MOST_MEMBERS:
        raise SourceError(f"{place} has more than {MOST_MEMBERS:,} members; unpack it, and load the folder")


def _tidy(name: str) -> str:
    return name.encode(errors="replace").decode().removeprefix("./")


def _problem_of(name: str) -> str | None:
    """Why a name is refused, although nothing is written under it: an archive with such names is not to be trusted."""
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "has an absolute name, as no member of an archive should; unpack the archive, and load the folder"
    if ".." in parts:
        return "has a name that leads out of the archive; unpack the archive, and load the folder"
    return None
