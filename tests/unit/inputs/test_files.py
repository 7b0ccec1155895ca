"""Inputs: compression by content, standard input, progress, and clear sentences for what cannot be read."""

import bz2
import gzip
import io
import lzma
import os
import re
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats import FORMATS, open_input, read
from graphapp.inputs import files as inputs
from graphapp.records import PaperRecord, Record

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    # Its other presets take ten times as long, and make no other kind of data.
    "xz": partial(lzma.compress, preset=0),
    "zst": zstandard.compress,
}
WIDE_WINDOW = zstandard.ZstdCompressionParameters(window_log=27, compression_level=1, enable_ldm=True)
PAPERS = b'{"title": "Fences"}\n' * 3


def content(path: Path | str) -> bytes:
    with open_input(str(path)) as opened:
        return opened.stream.read()


def records_and_failure(path: str) -> tuple[list[Record], str]:
    """The records of an input that breaks somewhere, and what is said then."""
    records: list[Record] = []
    try:
        with open_input(path) as opened:
            records.extend(read(opened, FORMATS["jsonl"]))
    except SourceError as error:
        return records, str(error)
    pytest.fail("the input was read to its end")


def random_lines(count: int) -> bytes:
    """Lines that no compression makes much smaller, so that damage in the middle is damage in the middle."""
    return b"".join(b'{"title": "%s"}\n' % os.urandom(60).hex().encode() for _ in range(count))


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("compression", COMPRESS)
def test_content_decides_on_decompression(tmp_path: Path, compression: str, suffix: str) -> None:
    path = tmp_path / f"papers.jsonl{suffix}"
    path.write_bytes(COMPRESS[compression](PAPERS))
    if suffix in ("", f".{compression}"):
        assert content(path) == PAPERS
    else:
        with pytest.raises(SourceError, match=f"is not {suffix[1:]} data .* looks like {compression} data; rename it"):
            content(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PAPERS, "JSON"),
        (b"title,year\n", "plain text"),
        (b"PK\x03\x04...", "a ZIP archive"),
        (b"\x00\x01\x02", "binary data"),
        (b" <dblp/>", "XML with the element <dblp>"),
    ],
)
def test_a_name_that_claims_a_compression_in_vain_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "papers.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        content(path)
    assert str(refused.value) == (f"{path} is not gz data although its name says so: it looks like {words}; rename it")


def test_several_compressed_members_are_one_content(tmp_path: Path) -> None:
    for compression, compress in COMPRESS.items():
        path = tmp_path / f"papers.{compression}"
        path.write_bytes(compress(PAPERS) + compress(b"more\n"))
        assert content(path) == PAPERS + b"more\n"


def packed_with_a_wide_window(data: bytes) -> bytes:
    """Zst data that asks whoever unpacks it to keep all of its content."""
    return zstandard.ZstdCompressor(compression_params=WIDE_WINDOW).compress(data)


@pytest.mark.parametrize("lines", [0, 3, 700_000])
def test_a_wide_zst_window_is_read(tmp_path: Path, lines: int) -> None:
    data = b'{"title": "Fences"}\n' * lines
    path = tmp_path / "papers.zst"
    path.write_bytes(packed_with_a_wide_window(data) + zstandard.compress(b"more\n"))
    assert content(path) == data + b"more\n"


def test_a_zst_without_its_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "papers.zst"
    compressor = zstandard.ZstdCompressor(compression_params=WIDE_WINDOW).compressobj()
    path.write_bytes(compressor.compress(PAPERS * 200_000) + compressor.flush())
    assert content(path) == PAPERS * 200_000


def test_memory_does_not_grow_with_a_wide_zst_window(tmp_path: Path) -> None:
    path = tmp_path / "papers.zst"
    path.write_bytes(packed_with_a_wide_window(b'{"title": "Fences"}\n' * 3_000_000))
    before = psutil.Process().memory_info().rss
    with open_input(str(path)) as opened:
        while opened.stream.read(2**20):
            pass
        assert psutil.Process().memory_info().rss - before < 20 * 2**20


def test_records_before_a_cut_are_read_from_a_wide_zst_window_too(tmp_path: Path) -> None:
    whole = packed_with_a_wide_window(random_lines(100_000))
    path = tmp_path / "papers.jsonl.zst"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    records, failure = records_and_failure(str(path))
    assert re.fullmatch(r".* its zst data cannot be unpacked further after [0-9,]+ bytes: .*", failure)
    assert len(records) > 60_000


def test_no_room_to_unpack_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "papers.zst"
    path.write_bytes(packed_with_a_wide_window(PAPERS * 200_000))
    longest = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, longest[1]))
    try:
        with pytest.raises(SourceError, match=r"papers\.zst cannot be unpacked to a temporary file: .*; make room"):
            content(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, longest)


def test_a_zst_that_keeps_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "papers.zst"
    path.write_bytes(packed_with_a_wide_window(PAPERS * 200_000))
    monkeypatch.setattr(inputs, "_unpacked", lambda *_: pytest.fail("it was unpacked"))
    monkeypatch.setattr(inputs, "LARGEST_UNPACKED", 10 * 2**20)
    with pytest.raises(SourceError) as refused:
        content(path)
    assert str(refused.value).startswith(f"{path} is packed so that more than 10 MiB of its content must be kept")
    assert "pipe it into `graphapp load -`" in str(refused.value)


def test_a_zst_with_a_window_that_is_too_wide_is_refused_whatever_its_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "papers.zst"
    compressor = zstandard.ZstdCompressor(compression_params=WIDE_WINDOW).compressobj()
    path.write_bytes(compressor.compress(PAPERS) + compressor.flush())
    monkeypatch.setattr(inputs, "LARGEST_UNPACKED", 2**27)
    assert content(path) == PAPERS
    monkeypatch.setattr(inputs, "LARGEST_UNPACKED", 2**27 - 1)
    with pytest.raises(SourceError, match="must be kept to unpack it"):
        content(path)


def test_a_temporary_file_does_not_grow_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "papers.zst"
    kept, more = packed_with_a_wide_window(PAPERS * 200_000), zstandard.compress(PAPERS * 200_000)
    path.write_bytes(kept + more * 5)
    limit = 13 * 2**20
    files: list[Any] = []

    def temporary_file() -> Any:
        files.append((tmp_path / "temporary").open("w+b"))
        return files[-1]

    monkeypatch.setattr(inputs, "LARGEST_UNPACKED", limit)
    monkeypatch.setattr("tempfile.TemporaryFile", temporary_file)
    with pytest.raises(SourceError, match="more than 13 MiB of its content must be kept"):
        content(path)
    assert limit < (tmp_path / "temporary").stat().st_size <= limit + 2**20
    assert [file.closed for file in files] == [True]


def test_memory_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wide(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise MemoryError
            return super().read1(size)

    class Standard:
        buffer: Any = Wide(PAPERS)

    monkeypatch.setattr(sys, "stdin", Standard())
    _, failure = records_and_failure("-")
    assert failure == "standard input cannot be read further after 60 bytes: not enough memory"


@pytest.mark.parametrize("compression", COMPRESS)
def test_records_before_a_cut_are_read_and_the_cut_is_reported(tmp_path: Path, compression: str) -> None:
    whole = COMPRESS[compression](random_lines(30_000))
    path = tmp_path / "papers.jsonl"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    records, failure = records_and_failure(str(path))
    assert re.fullmatch(rf".* its {compression} data cannot be unpacked further after [0-9,]+ bytes: .*", failure)
    assert len(records) > 10_000
    assert all(isinstance(record, PaperRecord) for record in records)


def test_a_short_gz_file_gives_all_that_is_before_its_cut(tmp_path: Path) -> None:
    lines = random_lines(100)
    whole = gzip.compress(lines)
    path = tmp_path / "papers.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with open_input(str(path)) as opened:
        assert lines.startswith(opened.head)
        assert len(opened.head) > len(lines) // 3
        with pytest.raises(SourceError, match=r"cut short: .*; copy or download it again"):
            opened.stream.read()


def test_damage_in_the_middle_is_reported(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(random_lines(10_000)))
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    path = tmp_path / "papers.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="is damaged or cut short"):
        content(path)


def test_standard_input_is_read_and_decompressed(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (PAPERS, gzip.compress(PAPERS)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        with open_input("-") as opened:
            assert opened.place == "standard input"
            assert opened.size is None
            assert opened.stream.read() == PAPERS
            assert opened.bytes_read == len(data)
        assert not sys.stdin.closed


def test_a_process_without_standard_input_gets_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="no standard input"):
        content("-")


def test_a_pipe_has_no_size_and_its_head_is_whole() -> None:
    reader, writer = os.pipe()
    # Written in pieces, as a slow program would.
    for piece in (b'{"ti', b'tle": ', b'"Fences"}\n'):
        os.write(writer, piece)
    os.close(writer)
    with open_input(f"/dev/fd/{reader}") as opened:
        assert opened.size is None
        assert opened.head == b'{"title": "Fences"}\n'
    os.close(reader)


def test_a_pipe_gives_what_it_has_while_more_may_come() -> None:
    reader, writer = os.pipe()
    os.write(writer, b'{"title": "Fences"}\n')
    with open_input(f"/dev/fd/{reader}") as opened:
        assert opened.stream.readline() == b'{"title": "Fences"}\n'
        os.write(writer, b'{"title": "Walls"}\n')
        assert opened.stream.readline() == b'{"title": "Walls"}\n'
    os.close(writer)
    os.close(reader)


@pytest.mark.parametrize("compress", [gzip.compress, packed_with_a_wide_window])
def test_progress_counts_the_bytes_of_the_file(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    data = compress(random_lines(100_000))
    path = tmp_path / "papers.jsonl"
    path.write_bytes(data)
    seen = []
    with open_input(str(path)) as opened:
        assert opened.size == len(data)
        while opened.stream.read(100_000):
            seen.append(opened.bytes_read)
    assert seen == sorted(seen)
    assert seen[0] < len(data) / 2
    # Progress is shown until the load has ended, when its input is closed.
    assert seen[-1] == opened.bytes_read == len(data)


def test_what_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.jsonl does not exist"):
        content(tmp_path / "nothing.jsonl")
    with pytest.raises(SourceError, match="is a directory; name the files in it"):
        content(tmp_path)
    with pytest.raises(SourceError, match="cannot be opened"):
        content("with\0null")
    with pytest.raises(SourceError, match="cannot be opened"):
        content("x" * 5000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(PAPERS)
    path.chmod(0)
    with pytest.raises(SourceError, match="may not read it"):
        content(path)


def test_a_file_that_goes_away_while_it_is_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    class Vanishing(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(116, "Stale file handle")
            return super().read1(size)

    class Standard:
        buffer: Any = Vanishing(PAPERS)

    monkeypatch.setattr(sys, "stdin", Standard())
    records, failure = records_and_failure("-")
    assert failure == "standard input cannot be read further after 60 bytes: [Errno 116] Stale file handle"
    assert len(records) == 3


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize(
    ("packed", "encoding", "text"),
    [
        ("{é}".encode("cp1252"), "cp1252", "{é}"),
        ("{é}".encode("utf-16"), None, "{é}"),
        ("{é}".encode("utf-16-be"), "utf-16-be", "{é}"),
        (b"\x00\x00\xfe\xff" + "{é}".encode("utf-32-be"), None, "{é}"),
        ("{é}".encode(), None, "{é}"),
    ],
)
def test_text_in_another_encoding_is_read_as_utf8(
    tmp_path: Path, suffix: str, packed: bytes, encoding: str | None, text: str
) -> None:
    path = tmp_path / f"papers.jsonl{suffix}"
    path.write_bytes(gzip.compress(packed) if suffix else packed)
    with open_input(str(path), encoding) as opened:
        assert opened.head == text.encode()
        assert opened.stream.read() == text.encode()


def test_what_is_no_text_is_not_transcoded(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04\xe9")
    with open_input(str(path), "cp1252") as opened:
        assert opened.stream.read() == b"PK\x03\x04\xe9"
        assert opened.encoding is None


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl")
    Path(path).write_bytes(PAPERS)
    with open_input(path) as opened:
        assert opened.place.endswith("�.jsonl")


@given(st.binary(max_size=200), st.sampled_from(["", ".gz", ".zst", ".xz", ".bz2"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    magics = {"": b"", ".gz": b"\x1f\x8b\x08", ".zst": b"\x28\xb5\x2f\xfd", ".xz": b"\xfd7zXZ\x00", ".bz2": b"BZh9"}
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(magics[suffix] + data)
    try:
        content(path)
    except SourceError as error:
        assert str(error).startswith(str(path))  # noqa: PT017
