"""Entries of BibTeX that are broken, cut, too large or in bytes of another encoding: each costs only itself."""

import io
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats.bibtex import reading as bibtex
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.records import PaperRecord, Record, Reject

DATA = Path(__file__).parents[3] / "data"


def records(text: str | bytes) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    return list(bibtex.read(io.BufferedReader(io.BytesIO(data)), "papers"))


def titles(found: Iterable[Record]) -> list[str]:
    return [record.title for record in found if isinstance(record, PaperRecord)]


def reasons(found: Iterable[Record]) -> list[str]:
    return [record.reason for record in found if isinstance(record, Reject)]


def entries(count: int) -> list[str]:
    return [
        f"@article{{k{number},\n  title = {{Title {number}}},\n  author = {{Ada Byron and {{Sheep}}}},\n"
        f'  journal = "J. {{Sheep}}",\n  year = {2000 + number % 20}\n}}\n'
        for number in range(count)
    ]


@pytest.mark.parametrize("sign", ["{", "}", '"', ",", "=", "journal"])
def test_one_sign_missing_in_one_of_500_entries_costs_at_most_that_entry(sign: str) -> None:
    parts = entries(500)
    for place in range(parts[17].count(sign)):
        pieces = parts[17].split(sign)
        broken = sign.join(pieces[: place + 1]) + sign.join(pieces[place + 1 :])
        found = records("\n".join([*parts[:17], broken, *parts[18:]]))
        assert len(found) == 500
        assert titles(found)[:17] == [f"Title {number}" for number in range(17)]
        assert titles(found)[-482:] == [f"Title {number}" for number in range(18, 500)]
        for record in found:
            if isinstance(record, Reject):
                # The line of the entry, also behind a broken one.
                assert record.place == f"papers:{1 + 17 * 7}"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("@article{b, title = {B, year = 2000}", "its braces or quotes do not close before the next entry"),
        ("@article{b, title = {B}}, year = 2000}", "its braces close before its last field"),
        ("@article{b, title = B C}", "no field where 'C}' stands"),
        ("@article{b, title = }", "no value where '}' stands"),
        ('@article{b, title = "B}"}', "a brace within quotes that is not open"),
        ("@article{b, title = {B})", "a brace or parenthesis that is not open"),
        ("@article(b, title = {B}}", "a brace or parenthesis that is not open"),
        ("@articleb, title = {B}}", "no brace behind its type"),
        ("@article{b}", "no title"),
        ("@article{b, title = {}}", "no title"),
        ("@string{b = }", "no value where '}' stands"),
        ("@comment{b", "its braces or quotes do not close before the next entry"),
    ],
)
def test_a_broken_entry_is_a_reject_between_the_others(broken: str, reason: str) -> None:
    before, rejected, after = records(f"@misc{{a, title={{A}}}}\n{broken}\n@misc{{c, title={{C}}}}\n")
    assert titles([before, after]) == ["A", "C"]
    assert isinstance(rejected, Reject)
    assert (rejected.place, rejected.reason) == ("papers:2", reason)
    assert rejected.raw.strip() == broken


def test_bytes_that_are_not_utf_8_cost_their_entry() -> None:
    found = records("@misc{a, title={A}}\n@misc{b, title={É}}\n@misc{c, title={C}}".encode("latin-1"))
    assert titles(found) == ["A", "C"]
    assert "byte 0xc9 at offset 16 is not UTF-8" in reasons(found)[0]


@pytest.mark.parametrize("text", ["", "\n", "% @misc{a, title={A}}", '@string{a = "B"}\nremarks'])
def test_a_text_without_entries_has_no_records(text: str) -> None:
    assert records(text) == []


@pytest.mark.parametrize("text", ["no entry @ all", "TY  - JOUR\nTI  - A\n", "% remarks\ntitle,year\nA,2020\n"])
def test_a_text_without_entries_that_says_something_is_not_bibtex(text: str) -> None:
    with pytest.raises(SourceError, match="papers is not BibTeX: no entry begins in it"):
        records(text)


@pytest.mark.parametrize("rest", ["@book{", "@book{ke", "@book{key,", "@book{key, title = {A"])
def test_an_entry_that_is_cut_anywhere_behind_its_brace_is_a_reject(rest: str) -> None:
    assert len(reasons(records("\n".join([*entries(3), rest])))) == 1


def test_a_cut_input_loses_its_last_entry() -> None:
    text = "\n".join(entries(3))
    assert reasons(records(text[:-8])) == ["its braces or quotes do not close before the end of the input"]


def test_an_input_that_breaks_off_gives_its_entries_first() -> None:
    class BreaksOff(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = ["\n".join(entries(3)).encode() + b"@misc{cut, title", b""]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            part = self.parts.pop(0)
            if not part:
                raise SourceError("gone")
            buffer[: len(part)] = part
            return len(part)

    found = bibtex.read(io.BufferedReader(BreaksOff(), 1_000_000), "papers")
    assert titles(next(found) for _ in range(3)) == ["Title 0", "Title 1", "Title 2"]
    with pytest.raises(SourceError, match="gone"):
        next(found)


def test_an_entry_over_the_limit_is_a_reject() -> None:
    long = "@misc{b, title = {" + "x" * LONGEST_RECORD + "}}"
    found = records(f"@misc{{a, title={{A}}}}\n{long}\n@misc{{c, title={{C}}}}")
    assert titles(found) == ["A", "C"]
    assert "16 MiB" in reasons(found)[0]


def test_macros_that_double_themselves_end_at_the_limit() -> None:
    doubled = "@string{a = {xxxxxxxxxxxxxxxx}}\n" + "@string{a = a # a}\n" * 40 + "@misc{k, title = {A}}\n"
    found = records(doubled)
    assert titles(found) == ["A"]
    assert set(reasons(found)) <= {"more than 16 MiB of macros in one file", "more than 16 MiB of text in one record"}
    assert reasons(found)


def test_all_entries_on_one_line_are_read() -> None:
    text = "".join(entries(3_000)).replace("\n", " ")
    assert len(titles(records(text))) == 3_000


def test_mutated_files_raise_nothing() -> None:
    signs = random.Random(14)
    text = (DATA / "golden_paper" / "golden.bib").read_bytes() + "\n".join(entries(4)).encode()
    pieces = [b"{", b"}", b'"', b"@", b"@article{", b"#", b"\\", b"$", b"\xff", b"\0", b"\n", b",", b"crossref={k1},"]
    for _ in range(300):
        mutated = bytearray(text)
        for _ in range(signs.randint(1, 8)):
            place = signs.randrange(len(mutated))
            mutated[place : place + signs.randint(0, 3)] = signs.choice(pieces)
        assert all(isinstance(record, PaperRecord | Reject) for record in records(bytes(mutated)))
