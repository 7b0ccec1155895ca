"""The progress that real loads report, to a program, in lines and on a terminal."""

import json
import os
import re
import subprocess
import sys
import termios
from itertools import groupby
from pathlib import Path

import pytest
from msgspec.structs import replace

from graphapp.cli.progress import ProgressTracker, report_lines
from graphapp.graph import Graph
from graphapp.loading import upkeep
from graphapp.loading.load import load
from graphapp.loading.progress import Phase, Progress
from tests.bibliography import bibliography
from tests.graphs import ask

COLUMNS = 80
CONTROL_CODE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")
ERASE_LINE = "\x1b[2K"


def test_each_phase_begins_at_nothing_goes_on_and_ends_at_its_total(graph: Graph) -> None:
    one, two = bibliography(41, 90, source="one", titles=30), bibliography(41, 90, source="two", titles=30)
    load(graph, one, source="one")
    load(graph, two, source="two")
    reported: list[Progress] = []
    changed = [replace(record, title=f"{record.title} again") for record in one[:40]]
    load(graph, changed, source="one", replace_source=True, batch_size=10, on_progress=reported.append)
    phases: list[Phase] = []
    for phase, progresses in groupby(reported, lambda progress: progress.phase):
        phases.append(phase)
        steps = [(progress.done, progress.total) for progress in progresses]
        assert steps[0][0] == 0
        done = [step[0] for step in steps]
        assert done == sorted(done)
        assert len(set(done)) > 1, f"the phase {phase} did nothing; give it something to do"
        if phase != "reading":
            assert steps[-1][0] == steps[-1][1]
    assert phases == ["reading", "writing", "comparing", "removing", "works", "cleaning up"]


def test_a_dry_run_reports_its_phases_to_their_ends_too(graph: Graph) -> None:
    records = bibliography(41, 90, source="one", titles=30)
    load(graph, records, source="one")
    reported: list[Progress] = []
    load(graph, records[:40], source="one", replace_source=True, dry_run=True, on_progress=reported.append)
    last = {progress.phase: (progress.done, progress.total) for progress in reported}
    assert last == {"reading": (40, None), "comparing": (90, 90)}


def test_a_removal_and_a_rekeying_report_progress_too(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_BATCH", 20)
    load(graph, bibliography(44, 90, source="one", titles=30), source="one")
    load(graph, bibliography(44, 90, source="two", titles=30), source="two")
    ask(graph, "MATCH (source:Source {name: 'one'}) SET source.key_version = 0")
    rekeying: list[Progress] = []
    removing: list[Progress] = []
    upkeep.rekey(graph, on_progress=rekeying.append)
    upkeep.remove_source(graph, source="two", on_progress=removing.append)
    for phase, reported in (("rekeying", rekeying), ("removing", removing)):
        steps = [(progress.done, progress.total) for progress in reported if progress.phase == phase]
        assert steps[0] == (0, 90)
        assert steps[-1] == (90, 90)
        assert len(steps) > 4
        assert steps == sorted(steps)
        assert [name for name, _ in groupby(progress.phase for progress in reported)] == [phase, "works", "cleaning up"]


def test_lines_report_the_progress_of_a_load(graph: Graph) -> None:
    tracker = ProgressTracker("reading")
    said: list[str] = []
    with report_lines(tracker, said.append, seconds=0.01):
        load(graph, bibliography(42, 600, titles=60), source="one", batch_size=20, on_progress=tracker.update)
    papers = [int(line.split()[1]) for line in said if line.startswith("reading: ")]
    assert papers == sorted(papers)
    assert 0 < papers[-1] <= 600
    assert any(line.startswith("works: ") for line in said)


def test_a_terminal_shows_one_bar_that_is_gone_at_the_end(graph: Graph, tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    with papers.open("w", encoding="utf-8") as file:
        for record in bibliography(43, 3_000):
            names = [authorship.printed_name for authorship in record.authorships]
            line = {"paper_id": record.paper_id, "title": record.title, "authors": names, "abstract": "x" * 500}
            file.write(json.dumps(line) + "\n")
    written = on_terminal(graph, "load", papers, "--batch-size", "50")
    shown = CONTROL_CODE.sub("", written)
    total = f"{papers.stat().st_size / 1_000_000:.1f} MB"
    frames = re.findall(r"━+ *(\w[\w ]*): ([^\r\n]*)", shown)
    reading = [words for phase, words in frames if phase == "reading"]
    pattern = rf"([\d,]+) papers(, [\d,.]+/s)?, [\d.]+ (bytes|kB|MB) of {total}(, \d+ (s|min) left)?"
    matches = [re.match(pattern, words) for words in reading]
    assert all(matches), reading
    counts = [int(match[1].replace(",", "")) for match in matches if match]
    assert counts == sorted(counts)
    assert 0 < counts[-1] <= 3_000
    assert {phase for phase, _ in frames} >= {"reading", "works"}
    # The bar stands in one line of the terminal, and that line is wiped at the end.
    assert max(len(line) for line in re.split(r"[\r\n]+", shown) if "━" in line) <= COLUMNS
    assert ERASE_LINE in written.rpartition("━")[2]
    removal = CONTROL_CODE.sub("", on_terminal(graph, "remove-source", "papers", "--yes"))
    assert "━ removing: " in removal
    assert "reading" not in removal


def on_terminal(graph: Graph, *words: object) -> str:
    """The standard error of a command when it is a terminal."""
    terminal, command_side = os.openpty()
    termios.tcsetwinsize(command_side, (24, COLUMNS))
    environment = os.environ | {
        "NEO4J_URI": graph.address.uri,
        "NEO4J_USERNAME": graph.address.user,
        "NEO4J_PASSWORD": graph.address.password,
        "TERM": "xterm",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "graphapp", *map(str, words)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=command_side,
    ) as process:
        os.close(command_side)
        written = b""
        try:
            while piece := os.read(terminal, 65_536):
                written += piece
        except OSError:
            # Linux's way to say that the other side is closed.
            pass
        os.close(terminal)
    assert process.returncode == 0
    return written.decode()
