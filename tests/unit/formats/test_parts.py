"""What a user names: folders, patterns and archives part by part; what is passed over, and what is wrong."""

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import find_format
from graphapp.formats.parts import Survey, check_whole_source, is_stream, open_parts, records_of, survey
from graphapp.inputs import unpacking
from graphapp.records import PaperRecord
from tests.conftest import ROOT

FILES: dict[str, bytes] = {
    "a.jsonl": b'{"title": "A"}\n',
    "b/c.csv": b"title,year\nB,2020\n",
    "b/d.jsonl.gz": gzip.compress(b'{"title": "C"}\n{"title": "D"}\n'),
    "b/.hidden.jsonl": b'{"title": "X"}\n',
    ".git/x.jsonl": b'{"title": "X"}\n',
    "empty.jsonl": b"",
    "notes.md": b"Some notes.",
}
"""A folder of four papers."""
LEFT_OUT = {"b/.hidden.jsonl", "empty.jsonl", "notes.md"}


def as_folder(where: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (where / "papers" / name).parent.mkdir(parents=True, exist_ok=True)
        (where / "papers" / name).write_bytes(content)
    return where / "papers"


def as_zip(where: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(where / "papers.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return where / "papers.zip"


def as_tar(where: Path, files: dict[str, bytes], suffix: str = "") -> Path:
    path = where / f"papers.tar{suffix and f'.{suffix}'}"
    with tarfile.open(str(path), f"w:{suffix}") as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def as_tar_gz(where: Path, files: dict[str, bytes]) -> Path:
    return as_tar(where, files, "gz")


PACKS: list[Callable[[Path, dict[str, bytes]], Path]] = [as_folder, as_zip, as_tar, as_tar_gz]


def titles(found: Survey, encoding: str | None = None) -> list[tuple[str, str]]:
    """Places and titles."""
    records = records_of(found.parts, found.failures, encoding=encoding)
    return [(record.place, record.title) for record in records if isinstance(record, PaperRecord)]


def titles_and_failure(found: Survey) -> tuple[list[str], str]:
    read = []
    try:
        for record in records_of(found.parts, found.failures):
            assert isinstance(record, PaperRecord)
            read.append(record.title)
    except SourceError as error:
        return read, str(error)
    pytest.fail("nothing was wrong")


@pytest.mark.parametrize("pack", PACKS)
def test_each_file_of_a_folder_or_archive_is_read(
    pack: Callable[[Path, dict[str, bytes]], Path], tmp_path: Path
) -> None:
    path = pack(tmp_path, FILES)
    found = survey([str(path)])
    assert sorted(titles(found)) == [
        (f"{path}/a.jsonl:1", "A"),
        (f"{path}/b/c.csv:2", "B"),
        (f"{path}/b/d.jsonl.gz:1", "C"),
        (f"{path}/b/d.jsonl.gz:2", "D"),
    ]
    assert {part.source for part in found.parts} == {"papers"}
    hidden = {".git"} if path.is_dir() else {".git/x.jsonl"}
    assert set(found.passed_over) == {f"{path}/{name}" for name in LEFT_OUT | hidden}
    assert found.note.startswith(
        "4 files are not read, being hidden, empty, a link, or in no format that graphapp reads: "
    )
    assert not found.failures


def test_the_files_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = ["b.jsonl", "a/z.jsonl", "a/b.jsonl", "c/a.jsonl"]
    found = survey([str(as_folder(tmp_path, {name: b'{"title": "%s"}' % name.encode() for name in names}))])
    assert [title for _, title in titles(found)] == ["a/b.jsonl", "a/z.jsonl", "b.jsonl", "c/a.jsonl"]


def test_a_pattern_gives_files_of_their_own_sources(tmp_path: Path) -> None:
    folder = as_folder(tmp_path, FILES)
    found = survey([f"{folder}/**/[ac].*"])
    assert [part.source for part in found.parts] == ["a", "c"]
    with pytest.raises(SourceError, match="no file matches"):
        survey([f"{folder}/*.bib"])


@pytest.mark.parametrize(
    ("names", "sources"),
    [
        (["papers/**"], ["papers"] * 3),
        (["papers", "papers/a.jsonl", "papers/b", "papers/b/c.csv"], ["papers"] * 3),
        (["papers/a.jsonl", "papers/../papers/", "papers"], ["papers"] * 3),
        (["papers/*"], ["a", "b", "b"]),
        (["papers/a.jsonl", "papers/b", "papers/a.jsonl"], ["a", "b", "b"]),
        # What a walk through the folder does not come to.
        (["papers/b", "papers/b/.hidden.jsonl"], ["b", "b", "hidden"]),
        (["papers/b", "papers/b/link"], ["b", "b", "link"]),
    ],
)
def test_what_lies_in_a_folder_that_is_named_too_is_read_once(
    names: list[str], sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = as_folder(tmp_path, {name: FILES[name] for name in FILES if name not in ("empty.jsonl", "notes.md")})
    if any("link" in name for name in names):
        as_folder(tmp_path / "elsewhere", {"e.jsonl": FILES["a.jsonl"]})
        (folder / "b" / "link").symlink_to(tmp_path / "elsewhere" / "papers")
    monkeypatch.chdir(tmp_path)
    found = survey(names)
    assert sorted(part.source for part in found.parts) == sources
    assert len({part.path for part in found.parts}) == len(found.parts)


def test_a_name_with_the_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    found = survey([str(as_folder(tmp_path, {"[1].jsonl": b'{"title": "A"}'}) / "[1].jsonl")])
    assert [title for _, title in titles(found)] == ["A"]


@pytest.mark.parametrize("pack", PACKS)
def test_an_unreadable_part_is_named_and_the_others_are_read(
    pack: Callable[[Path, dict[str, bytes]], Path], tmp_path: Path
) -> None:
    broken = {"a.jsonl": FILES["a.jsonl"], "b.jsonl.gz": b"no gz", "c.csv": b"Titel,Jahr\nX,1\n"}
    broken |= {"d.jsonl.gz": gzip.compress(os.urandom(30_000).hex().encode())[:-20_000], "e.csv": FILES["b/c.csv"]}
    path = pack(tmp_path, broken | {"d.jsonl": "title,year\nX,2020\n".encode("utf-16-le")})
    found = survey([str(path)])
    assert len(found.failures) >= 3
    read, failure = titles_and_failure(found)
    assert (read[0], read[-1]) == ("A", "B")
    for name in ("b.jsonl.gz", "c.csv", "d.jsonl"):
        assert f"{path}/{name}" in failure


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "nothing of .* can be read: it has no files"),
        ({"notes.md": b"Some notes.", ".x": b""}, "it looks like plain text .*; 1 more file"),
        ({".x": b"Some notes.", ".y": b""}, "nothing of .* can be read, being hidden, empty, a link, or in no format"),
        ({"a.csv": b"Titel\nX\n"}, 'nothing of .* can be read: .*a.csv has no column "title"'),
    ],
)
@pytest.mark.parametrize("pack", PACKS)
def test_nothing_to_read_is_an_error(
    pack: Callable[[Path, dict[str, bytes]], Path], files: dict[str, bytes], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    path = pack(tmp_path, files)
    if path.name.startswith("papers.tar") and not files:
        pytest.skip("an empty tar archive is zeros")
    with pytest.raises(SourceError, match=sentence):
        survey([str(path)])


@pytest.mark.parametrize("pack", [as_zip, as_tar])
def test_what_an_archive_must_not_hold_is_refused_and_the_rest_read(
    pack: Callable[[Path, dict[str, bytes]], Path], tmp_path: Path
) -> None:
    inner = as_zip(tmp_path, {"a.jsonl": FILES["a.jsonl"]}).read_bytes()
    path = pack(tmp_path, {"../evil.jsonl": FILES["a.jsonl"], "inner.bin": inner, "a.jsonl": FILES["a.jsonl"]})
    found = survey([str(path)])
    read, failure = titles_and_failure(found)
    assert read == ["A"]
    assert "evil.jsonl has a name that leads out of the archive" in failure
    assert "inner.bin is an archive in an archive; unpack the outer one, and load the folder" in failure
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted({"papers.zip", path.name})


def test_what_is_packed_twice_says_so(tmp_path: Path) -> None:
    archive = as_zip(tmp_path, {"a.jsonl": FILES["a.jsonl"]}).read_bytes()
    reasons = {
        archive: "is an archive that is packed once more; unpack it to a .zip",
        gzip.compress(archive): "it looks like gz data; it is packed more than once; unpack it with another program",
    }
    for content, reason in reasons.items():
        (path := tmp_path / "papers.gz").write_bytes(gzip.compress(content))
        with pytest.raises(SourceError) as refused:
            survey([str(path)])
        assert reason in str(refused.value)


def test_an_archive_in_a_folder_is_read(tmp_path: Path) -> None:
    content = as_tar_gz(tmp_path, {"a.jsonl": FILES["a.jsonl"]}).read_bytes()
    folder = as_folder(tmp_path, {"more.tgz": content, "b.jsonl": b'{"title": "B"}'})
    found = survey([str(folder)])
    assert titles(found) == [(f"{folder}/b.jsonl:1", "B"), (f"{folder}/more.tgz/a.jsonl:1", "A")]
    assert {part.source for part in found.parts} == {"papers"}


def test_members_before_a_cut_are_read(tmp_path: Path) -> None:
    line = b'{"title": "A", "abstract": "%s"}\n'
    many = {f"{number}.jsonl": line % os.urandom(30_000).hex().encode() for number in range(50)}
    path = as_tar_gz(tmp_path, many)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    read, failure = titles_and_failure(survey([str(path)]))
    assert 10 < len(read) < 40
    assert "cannot be unpacked further" in failure


def test_a_member_with_a_wrong_checksum_is_a_failure(tmp_path: Path) -> None:
    path = as_zip(tmp_path, {"a.jsonl": FILES["a.jsonl"], "b.jsonl": b'{"title": "B"}\n'})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    path.write_bytes(data)
    found = survey([str(path)])
    assert titles_and_failure(found)[0][-1] == "B"


def test_a_format_that_the_user_names_takes_its_files_of_a_folder(tmp_path: Path) -> None:
    folder = as_folder(tmp_path, FILES)
    found = survey([str(folder)], format=find_format("csv"))
    assert [title for _, title in titles(found)] == ["B"]
    assert f"{folder}/a.jsonl" in found.passed_over


def test_columns_hold_for_the_tables_of_a_folder(tmp_path: Path) -> None:
    files = {"a.csv": b"Name,year\nA,2020\n", "b.bib": b"@article{b, title = {B}}", "c.csv": b"title,year\nC,2020\n"}
    folder = as_folder(tmp_path, files)
    found = survey([str(folder)], columns={"title": "Name"})
    assert [part.path for part in found.parts] == [f"{folder}/a.csv", f"{folder}/b.bib"]
    [failure] = found.failures
    assert "c.csv" in failure
    assert '"Name"' in failure
    with pytest.raises(InvalidArgument, match="BibTeX has no columns to name; only a table has"):
        survey([f"{folder}/b.bib"], columns={"title": "Name"})
    with pytest.raises(InvalidArgument, match="a table has no field 'name'"):
        survey([str(folder)], columns={"name": "Name"})


def test_the_encoding_holds_for_all_members(tmp_path: Path) -> None:
    path = as_zip(tmp_path, {"a.csv": "title,year\nCafé,2020\n".encode("cp1252")})
    found = survey([str(path)], encoding="cp1252")
    assert [title for _, title in titles(found, "cp1252")] == ["Café"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    folder = as_folder(tmp_path, {"a.jsonl": FILES["a.jsonl"]})
    (folder / "again").symlink_to(folder)
    (folder / "b.jsonl").symlink_to(folder / "a.jsonl")
    found = survey([str(folder)])
    assert [title for _, title in titles(found)] == ["A", "A"]
    assert found.passed_over == [f"{folder}/again"]


def test_an_archive_that_unpacks_to_much_takes_no_memory(tmp_path: Path) -> None:
    path = as_zip(tmp_path, {"a.jsonl": b'{"title": "A"}\n' + (b" " * 1_000_000 + b"\n") * 60})
    before = psutil.Process().memory_info().rss
    found = survey([str(path)])
    [(_, title)] = titles(found)
    assert title == "A"
    assert psutil.Process().memory_info().rss - before < 40 * 2**20


def test_an_archive_that_unpacks_to_no_file_of_records_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREELY_UNPACKED", 2**20)
    bomb = b'{"title": "A"}\n' + b"\n" * 3 * 2**20
    # Each layer and each member alone would be allowed.
    half = b'{"title": "A"}\n' + b"\n" * 2**19
    for folder in ("members", "layers"):
        (tmp_path / folder).mkdir()
    for path in (
        as_zip(tmp_path, {"a.jsonl": bomb, "b.jsonl": FILES["a.jsonl"]}),
        as_tar_gz(tmp_path, {"a.jsonl": bomb}),
        as_zip(tmp_path / "members", {f"{number}.jsonl": half for number in range(4)}),
        as_zip(tmp_path / "layers", {"a.jsonl.gz": gzip.compress(bomb)}),
    ):
        with pytest.raises(SourceError, match=r"unpacks to more than 200 times its size.*unpack it with another"):
            titles(survey([str(path)]))


def test_a_stream_needs_a_format(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert is_stream("-")
    assert is_stream(str(pipe))
    assert not is_stream(str(tmp_path))
    with pytest.raises(InvalidArgument, match="which is a pipe, cannot be guessed; name it with --from"):
        survey([str(pipe)])
    [part] = survey([str(pipe)], format=find_format("jsonl")).parts
    assert part.source == "jsonl"


def test_a_part_that_is_gone_is_a_failure(tmp_path: Path) -> None:
    folder = as_folder(tmp_path, {"a.jsonl": FILES["a.jsonl"], "b.jsonl": b'{"title": "B"}'})
    found = survey([str(folder)])
    (folder / "a.jsonl").unlink()
    read, failure = titles_and_failure(found)
    assert (read, failure) == (["B"], f"{folder}/a.jsonl does not exist")
    path = as_zip(tmp_path, {"a.jsonl": FILES["a.jsonl"]})
    found = survey([str(path)])
    path.write_bytes(b"text")
    assert [str(error) for _, error in open_parts(found.parts)] == [f"{path} is no archive any more"]
    path = as_zip(tmp_path, {"a.jsonl": FILES["a.jsonl"], "b.jsonl": b'{"title": "B"}'})
    found = survey([str(path)])
    as_zip(tmp_path, {"a.jsonl": b'{"title": "A"}'})
    read, failure = titles_and_failure(found)
    assert (read, failure) == (["A"], f"{path} has fewer members than a moment ago; load it when nothing writes to it")


def test_rejects_alone_are_never_a_whole_source(tmp_path: Path) -> None:
    rejects = Path(ROOT, "tests", "data", "sources", "rejects.jsonl").read_bytes()
    folder = as_folder(
        tmp_path, {"rejected.jsonl": rejects, "papers.jsonl": b'{"title": "Wool", "authors": ["Bo Li"]}'}
    )
    found = survey([str(folder)]).parts
    check_whole_source(found)
    alone = [part for part in found if part.path.endswith("rejected.jsonl")]
    with pytest.raises(InvalidArgument, match="load it without --replace"):
        check_whole_source(alone)
