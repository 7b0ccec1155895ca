"""Speed and memory of the readers of all formats, compared with bare loops that make the same records.

    python bench/sources.py [--format NAME ...] [--mebibytes 200] [--small 20]

For each format, a large and a small file of invented papers are written to a temporary folder (`source_files.py`), and
graphapp's reader and a bare loop with the fastest parser of the format (`source_rivals.py`) read them in processes of
their own: ours, rival, ours, rival. The smaller processor time of each counts. A rival whose package is not installed
is named and skipped. The size of a workbook is that of its unpacked content.

Prints, for each format and rival: MiB, records, records per second of processor time, the ratio of processor time to
that of the rival, the peak memory with the large file, its ratio to that with the small file, and the rival's peak. A
rival that makes other records of the small file than graphapp is named: then the ratio means little.

A workbook has two rivals: calamine, which unpacks it into memory as a whole, and openpyxl, the fastest one that takes a
sheet row by row.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

import source_files
from msgspec.structs import replace
from source_json_rivals import checked
from source_rivals import RIVALS, Rival

from graphapp import formats
from graphapp.records import PaperRecord, Record

OURS: Final = "graphapp"
ROUNDS: Final = 2


class Run(NamedTuple):
    """What reading a file took."""

    records: int
    seconds: float
    """Processor time."""
    peak: float
    """MB."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--format", nargs="+", choices=list(formats.FORMATS), default=list(formats.FORMATS))
    arguments.add_argument("--mebibytes", type=float, default=200)
    arguments.add_argument("--small", type=float, default=20)
    arguments.add_argument("--child", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        _child(options.format[0], *options.child)
        return
    head = f"{'format':17}{'MiB':>6}{'records':>10}{'records/s':>11}{'ratio':>7}{'peak MB':>9}{'to small':>9}"
    print(f"{head}  rival (peak MB)")
    for name in options.format:
        _compare(name, options.mebibytes, options.small)


def _compare(name: str, mebibytes: float, small_mebibytes: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / f"large.{name}", Path(folder) / f"small.{name}"
        size = source_files.write(name, large, int(mebibytes * 2**20))
        source_files.write(name, small, int(small_mebibytes * 2**20))
        small_peak = _run(name, OURS, small).peak
        for rival in RIVALS[name]:
            if rival.needs is not None and find_spec(rival.needs) is None:
                print(f"{name:17}{rival.title} is not installed")
                continue
            if difference := _difference(name, rival, str(small)):
                print(f"{name:17}{rival.title} makes other records: {difference}")
            runs: dict[str, list[Run]] = {OURS: [], rival.title: []}
            for _ in range(ROUNDS):
                for reader, found in runs.items():
                    found.append(_run(name, reader, large))
            ours, theirs = (min(found, key=lambda run: run.seconds) for found in runs.values())
            print(
                f"{name:17}{size / 2**20:6.0f}{ours.records:10,}{ours.records / ours.seconds:11,.0f}"
                f"{ours.seconds / theirs.seconds:7.2f}{ours.peak:9.0f}{ours.peak / small_peak:9.2f}"
                f"  {rival.title} ({theirs.peak:.0f})",
                flush=True,
            )


def _run(name: str, reader: str, file: Path) -> Run:
    command = [sys.executable, __file__, "--format", name, "--child", reader, str(file)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    records, seconds, peak = output.split()
    return Run(int(records), float(seconds), float(peak))


def _child(name: str, reader: str, file: str) -> None:
    rival = next((rival for rival in RIVALS[name] if rival.title == reader), None)
    count = 0
    began = time.process_time()
    for _ in _ours(name, file) if rival is None else map(checked, rival.read(file)):
        count += 1
    seconds = time.process_time() - began
    print(count, seconds, _peak())


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # On Linux, the figure of `getrusage` includes the process that started this one.
        [peak] = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(peak) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _ours(name: str, file: str) -> Iterator[Record]:
    with formats.open_input(file) as source:
        yield from formats.read(source, formats.FORMATS[name])


def _difference(name: str, rival: Rival, file: str) -> str:
    """The first record of a file that is not the same; its place does not count."""
    for ours, theirs in zip_longest(_ours(name, file), rival.read(file)):
        if not (isinstance(ours, PaperRecord) and theirs is not None and ours == replace(theirs, place=ours.place)):
            return f"{ours}, but {theirs}"
    return ""


if __name__ == "__main__":
    main()
