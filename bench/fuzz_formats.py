"""Read damaged and hostile inputs in every format, and look for anything that is neither a record nor a SourceError.

    python bench/fuzz_formats.py [--format NAME ...] [--inputs 10000] [--seed 1] [--only NUMBER]

Each input is a file of `tests/data` in the format, changed at up to four places: bytes are flipped, cut, doubled or
repeated, values become other ones, and quotes, brackets, marks of encodings, entities, deep nesting and huge numbers
are put in; some are written in another encoding as a whole. A workbook is changed in its parts, or as the archive. What
is read goes on as in a load: records get their ids and become rows.

The inputs are read in child processes, some hundred in each. Exit code 1 when an input raises another error, ends its
process, takes more than 5 seconds of processor time or 500 MB, or gives a record that cannot be stored and is not
unfit; the input's number is then printed, and `--only` reads it again. The inputs follow from seed, format and number.
"""

import argparse
import multiprocessing
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Final

import msgspec

from graphapp import formats
from graphapp.errors import SourceError
from graphapp.formats import Format
from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import reject_of, rows_of
from graphapp.records import PaperRecord, PassedOver, PersonRecord, Reject, Unfit
from graphapp.rules.known_sources import known_traits

DATA: Final = Path(__file__).parents[1] / "tests" / "data"
FOLDERS: Final = ("golden_paper", "sources")
SOURCE: Final = "fuzz"
CHUNK: Final = 250
MOST_SECONDS: Final = 5
MOST_BYTES: Final = 500 * 2**20
MOST_PLACES: Final = 4
LONGEST_RUN: Final = 2**18
"""Bytes of a run: more only takes longer where times are linear, and this shows where they are not."""
LAST_SECONDS: Final = 60
"""Processor time after which the system ends a process that its own alarm has not ended."""

Mutate = Callable[[bytes, random.Random], bytes]

TOKENS: Final = (
    *(b'"', b"'", b"`", b'""', b'\\"', b"\\", b"{", b"}", b"[", b"]", b"(", b")", b"<", b">", b"&", b"@", b"#", b"%"),
    *(b"\0", b"\x1a", b"\x0b", b"\x85", b"\n", b"\r", b"\r\n", b"\n\n", b"\t", b" ", b",", b";", b":", b"=", b"~"),
    *(b"$",),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"\\ud800", b"\\udc00", b"\\u0000", b"\\u202e", b"&#0;", b"&#xd800;", b"&#x110000;", b"&nosuch;", b"&amp"),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"</", b"/>", b"<x>", b"</x>", b'<x y="', b"<!DOCTYPE x ["),
    *(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY b "&a;&a;&a;&a;">', b'<!ENTITY f SYSTEM "file:///etc/passwd">', b"&f;"),
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>',
    *(b"null", b"true", b"NaN", b"{}", b"[]", b'""', b'{"":0}', b"[[[]]]", b"1e999", b"-0", b"0x10", b"1_0", b"9" * 20),
    *(b"ER  - ", b"TY  - JOUR\n", b"PMID- 1\n", b"\nER\n", b"\nEF\n", b"PT J\n", b"   x", b"      x", b"AU  - ,"),
    *(b"@string{x = x # x}", b"@comment{", b"@preamble{", b"@book{a,crossref={a}}", b"\\input{/etc/passwd}"),
    *(b"\\begin{",),
    *(b"sep=;\n", b"=CMD()", b"#REF!", b"\xe2\x80\xa2", b"\xcc\x81" * 99, b"\xe2\x80\xae", b"\xf0\x9f\x98\x80"),
    *(b" and ",),
    *(b"&a", b"*a", b"!!python/object:os.system", b"- ", b"? ", b"%YAML", b"---\n", b"...\n", b"\xd9\xa1", b"\xc2\xbd"),
)
NESTED: Final = (b"[", b"{", b"(", b'{"a":', b"[[", b"<a>", b"<author>", b"\\emph{", b"{{", b"@x{", b'"', b"- ", b"&a;")
REPEATED: Final = (
    *(b"a", b" ", b"\n", b",", b";", b"{}"),
    *(b"[],", b"9", b"\\", b" and ", b"\xcc\x81", b"a b ", b"AU  - A\n"),
)
VALUES: Final = (
    *(b"null", b"true", b"0", b"-1", b"1.5", b"1e400", b"9" * 400, b'""', b'" "', b"[]", b"{}", b"[null]", b'["x"]'),
    *(b'[["x"]]', b'{"value": 1}', b'"\\u0000"', b'"\\ud800"', b'"2021-13-99"', b'"<b>x</b>"'),
    *(b'"' + b"x" * 9_000 + b'"',),
)
ENCODINGS: Final = ("latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp037")
JSON_VALUE: Final = re.compile(rb'(?<=:)\s*(?:"(?:[^"\\]|\\.)*"|-?[0-9.]+|true|false|null|\[\]|\{\})')
NUMBER: Final = re.compile(rb"[0-9]+")


class TooLong(BaseException):
    """An input takes too long. It is no Exception, so that no reader takes it for a failure of its own."""


def _spot(data: bytes, chance: random.Random) -> tuple[int, int]:
    """The begin and the end of a short or a long part."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** chance.uniform(0, 11)))


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 20)) if data else 0):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def double(data: bytes, chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    place = chance.choice((end, chance.randrange(len(data) + 1)))
    return data[:place] + data[start:end] + data[place:]


def put(data: bytes, chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    return data[:start] + chance.choice(TOKENS) + data[chance.choice((start, start + 1, end)) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _spot(data, chance)
    piece = chance.choice((*REPEATED, *REPEATED, data[start:end]))
    times = min(int(2 ** chance.uniform(4, 18)), LONGEST_RUN // (len(piece) or 1))
    return data[:start] + piece * times + data[start:]


def nest(data: bytes, chance: random.Random) -> bytes:
    start, _ = _spot(data, chance)
    return data[:start] + chance.choice(NESTED) * int(2 ** chance.uniform(3, 16)) + data[start:]


def enlarge_number(data: bytes, chance: random.Random) -> bytes:
    found = list(NUMBER.finditer(data))
    if not found:
        return put(data, chance)
    number = chance.choice(found)
    other = chance.choice((b"9" * 5_000, b"-1", b"0", b"1e999", b"99999999999999999999", b"0" * 40, b"4294967296"))
    return data[: number.start()] + other + data[number.end() :]


def swap_value(data: bytes, chance: random.Random) -> bytes:
    found = list(JSON_VALUE.finditer(data))
    if not found:
        return put(data, chance)
    value = chance.choice(found)
    return data[: value.start()] + chance.choice(VALUES) + data[value.end() :]


def shuffle_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 5) if lines else 0):
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"".join(lines)


def end_lines_otherwise(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b"", b"\x0b", b"\xe2\x80\xa8")))


def encode_otherwise(data: bytes, chance: random.Random) -> bytes:
    return data.decode(errors="replace").encode(chance.choice(ENCODINGS), errors="replace")


MUTATORS: Final[tuple[Mutate, ...]] = (
    *(flip, cut, double, put, put, put, repeat, nest, enlarge_number, swap_value, swap_value, shuffle_lines),
    *(end_lines_otherwise, encode_otherwise),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The input with changes at some places; that of an archive is changed inside of it half of the time."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_mutated_part(data, chance)
    for _ in range(chance.randint(1, MOST_PLACES)):
        data = chance.choice(MUTATORS)(data, chance)
    return data


def _with_mutated_part(archive: bytes, chance: random.Random) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(packed, "w") as new:
        names = old.namelist()
        # Most of the reader's work is in these.
        target = chance.choice([*names, *[name for name in names if "sheet" in name or "Strings" in name] * 3])
        for name in names:
            text = old.read(name)
            if name != target:
                new.writestr(name, text)
            elif chance.random() < 0.95:
                new.writestr(name, mutated(text, chance))
    return packed.getvalue()


def seeds_of(format: Format) -> list[bytes]:
    """The files of `tests/data` that are in this format."""
    files = []
    for path in sorted(path for folder in FOLDERS for path in (DATA / folder).iterdir()):
        # A file may be in no format at all.
        with suppress(SourceError), formats.open_input(str(path)) as source:
            if formats.guess_format(source.place, source.head) is format:
                files.append(path.read_bytes())
    return files


def input_of(format: Format, seeds: Sequence[bytes], seed: int, number: int) -> bytes:
    """The input of this number."""
    chance = random.Random(f"{seed} {format.name} {number}")  # noqa: S311 - no secrets
    return mutated(chance.choice(seeds), chance)


def read(path: str, format: Format) -> Iterator[str]:
    """What becomes of each record: a word for the count. Raises what a load would raise."""
    traits = format.traits or known_traits(SOURCE)
    try:
        with formats.open_input(path) as source:
            try:
                formats.guess_format(source.place, source.head)
            except SourceError:
                yield "not recognised"
            for record in formats.read(source, format):
                if isinstance(record, Reject):
                    # Rejects are written to a file, and their texts to a screen.
                    msgspec.json.encode(record)
                    yield "rejects"
                    continue
                if isinstance(record, PassedOver):
                    yield "passed over"
                    continue
                assert isinstance(record, PaperRecord | PersonRecord), f"{type(record)} is no record"
                try:
                    identified = identify(record, SOURCE)
                    rows = rows_of(identified, SOURCE, traits, 1)
                except Unfit as unfit:
                    msgspec.json.encode(reject_of(record, str(unfit)))
                    yield "unfit"
                else:
                    # A half of a surrogate pair would end the load in the driver.
                    msgspec.json.encode((rows, identified.losses))
                    yield "rows"
    except SourceError as error:
        str(error).encode()
        yield "source errors"


def read_chunk(name: str, seed: int, numbers: Sequence[int], answer: Connection) -> None:
    """In a child process: send the number of each input before it is read, and at the end the counts or a fault."""
    format = formats.FORMATS[name]
    seeds = seeds_of(format)
    counts: Counter[str] = Counter()
    slowest = (0.0, 0)
    signal.signal(signal.SIGPROF, _stop)
    peak = _peak()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "input")
        for number in numbers:
            answer.send(number)
            Path(path).write_bytes(input_of(format, seeds, seed, number))
            began = time.process_time()
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(began) + LAST_SECONDS, hard))
            try:
                signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
                try:
                    counts.update(read(path, format))
                finally:
                    signal.setitimer(signal.ITIMER_PROF, 0)
            except (Exception, TooLong):
                answer.send(traceback.format_exc(limit=-8)[-4_000:])
                return
            slowest = max(slowest, (time.process_time() - began, number))
            grown, peak = _peak() - peak, _peak()
            if grown > MOST_BYTES:
                answer.send(f"{grown / 2**20:.0f} MB of memory")
                return
    answer.send((counts, slowest, peak))


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong(f"more than {MOST_SECONDS} seconds of processor time")


def _peak() -> int:
    """Bytes: macOS counts in bytes, Linux in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 2**10)


def fuzz(format: Format, numbers: Sequence[int], seed: int) -> str | None:
    """Read the inputs of a format, print what became of them, and return the first fault if there is one."""
    counts: Counter[str] = Counter()
    slowest, peak = (0.0, 0), 0
    began = time.monotonic()
    for start in range(0, len(numbers), CHUNK):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(
            target=read_chunk, args=(format.name, seed, numbers[start : start + CHUNK], theirs)
        )
        child.start()
        theirs.close()
        number = numbers[start]
        done = None
        try:
            while isinstance(done := ours.recv(), int):
                number = done
        except EOFError:
            done = None
        child.join()
        if not isinstance(done, tuple):
            why = done or f"the process ended with {child.exitcode}"
            return f"input {number} of format {format.name} with seed {seed}:\n{why}"
        counts += done[0]
        slowest, peak = max(slowest, done[1]), max(peak, done[2])
    became = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
    print(
        f"{format.name:16} {len(numbers):,} inputs: {became}; the slowest {slowest[0]:.2f} s (input {slowest[1]}), "
        f"peak {peak / 2**20:.0f} MB, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--format", nargs="+", choices=list(formats.FORMATS), default=list(formats.FORMATS))
    arguments.add_argument("--inputs", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", type=int, metavar="NUMBER", help="read this input alone")
    options = arguments.parse_args()
    numbers = range(options.inputs) if options.only is None else [options.only]
    faults = [fuzz(formats.FORMATS[name], numbers, options.seed) for name in options.format]
    for fault in filter(None, faults):
        print(fault)
    sys.exit(1 if any(faults) else 0)


if __name__ == "__main__":
    main()
