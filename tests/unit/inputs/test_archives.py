"""Archives: their members one by one, names that are refused, damage that is no silent end."""

import io
import tarfile
import zipfile
from collections.abc import Iterator

import pytest

from graphapp.errors import SourceError
from graphapp.inputs import archives
from graphapp.inputs.archives import Member, archive_kind, tar_members, zip_members


def zipped(*names: str, content: bytes = b"text") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return data.getvalue()


def tarred(*names: str, content: bytes = b"text", format: int = tarfile.PAX_FORMAT) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=format) as file:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, io.BytesIO(content))
    return data.getvalue()


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def members(data: bytes) -> Iterator[Member]:
    return (zip_members if archive_kind(data) == "zip" else tar_members)(stream(data), "a")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_are_read_in_their_order(pack: type) -> None:
    found = [(member.number, member.name, member.open().read()) for member in members(pack("b", "./a", "c"))]
    assert found == [(1, "b", b"text"), (2, "a", b"text"), (3, "c", b"text")]


@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_kind_of_tar_is_read(format: int) -> None:
    name = "folder/" * 20 + "é" * 20
    data = tarred(name, "b", format=format)
    assert archive_kind(data) == "tar"
    assert [member.name for member in members(data)] == [name, "b"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (zipped("a"), "zip"),
        (zipped(), "zip"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), None),
        (zipped("mimetype", "content.xml"), None),
        (tarred("a"), "tar"),
        (b"text" * 200, None),
        (b"\0" * 1024, None),
        (b"", None),
    ],
)
def test_an_archive_is_known_by_its_beginning(head: bytes, kind: str | None) -> None:
    assert archive_kind(head) == kind


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../a", "leads out of the archive"),
        ("b/../../a", "leads out of the archive"),
        ("b\\..\\a", "leads out of the archive"),
        ("/etc/a", "has an absolute name"),
        ("C:\\a", "has an absolute name"),
        ("b..c/a", None),
    ],
)
def test_names_that_lead_out_of_an_archive_are_refused(pack: type, name: str, problem: str | None) -> None:
    [member] = members(pack(name))
    assert (member.problem is None) if problem is None else (problem in (member.problem or ""))


def test_links_and_devices_are_no_files() -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as file:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.REGTYPE):
            info = tarfile.TarInfo(f"member {kind.decode()}")
            info.type = kind
            info.linkname = "/etc/hostname"
            file.addfile(info)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        file.addfile(folder)
    assert [member.is_file for member in members(data.getvalue())] == [False] * 4 + [True]
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file_in_zip:
        file_in_zip.writestr(link, "/etc/hostname")
    assert [member.is_file for member in members(packed.getvalue())] == [False]


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped("a"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    [member] = members(bytes(data))
    assert member.problem == "is encrypted; unpack it with its password"


def names_and_failure(data: bytes) -> tuple[list[str], str]:
    names = []
    try:
        for member in tar_members(stream(data), "a"):
            names.append(member.name)
    except SourceError as error:
        return names, str(error)
    pytest.fail("the archive was read to its end")


def test_a_tar_that_is_cut_says_so_wherever_it_is_cut() -> None:
    data = tarred("a", "b")
    for cut in range(513, len(data) - 10_240 + 1024, 128):
        names, failure = names_and_failure(data[:cut])
        assert set(names) <= {"a", "b"}
        assert failure.startswith("a is damaged or cut short: its tar archive cannot be read further: ")


def test_a_damaged_header_is_no_end() -> None:
    data = bytearray(tarred("a", "b", format=tarfile.USTAR_FORMAT))
    data[1024 + 150] ^= 0xFF
    names, failure = names_and_failure(bytes(data))
    assert names == ["a"]
    assert "cannot be read further" in failure


def test_a_name_of_any_length_takes_no_memory() -> None:
    header = tarfile.TarInfo("././@LongLink")
    header.type = tarfile.GNUTYPE_LONGNAME
    header.size = 2**33
    _, failure = names_and_failure(header.tobuf(tarfile.GNU_FORMAT) + b"x" * 100_000)
    assert failure.endswith("a name of more than 1 MiB; copy or download it again")


def test_a_damaged_list_of_members_is_reported() -> None:
    with pytest.raises(SourceError, match="the list of its members cannot be read"):
        list(zip_members(stream(zipped("a")[:-5]), "a"))


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_too_many_members_is_refused(pack: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    with pytest.raises(SourceError, match="more than 2 members; unpack it, and load the folder"):
        list(members(pack("a", "b", "c")))
