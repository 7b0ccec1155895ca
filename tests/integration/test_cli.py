"""The command line as a user runs it: answers, messages and exit codes."""

import gzip
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphapp import cli
from graphapp.graph import Graph
from graphapp.loading.source_state import hold_lock
from tests.conftest import ROOT

PAGE = ROOT.parent / "shared" / "data" / "arrow" / "tim_dettmers.txt"
GOOD = '{"title": "Good", "authors": ["Ada Lovelace"], "year": 1843}\n'


@pytest.fixture
def environment(graph: Graph) -> dict[str, str]:
    return os.environ | {
        "NEO4J_URI": graph.address.uri,
        "NEO4J_USERNAME": graph.address.user,
        "NEO4J_PASSWORD": graph.address.password,
    }


def run(environment: dict[str, str], *words: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "graphapp", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, input=given, timeout=120)
    assert "Traceback" not in done.stderr
    if password := environment.get("NEO4J_PASSWORD"):
        assert len(password) < 8 or password not in done.stdout + done.stderr
    return done


def invoke(environment: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    """What `run` gives, without a process that imports everything first, for what is tested of no process."""
    done = CliRunner(catch_exceptions=False, env=environment).invoke(cli.main, list(map(str, words)))
    if password := environment.get("NEO4J_PASSWORD"):
        assert len(password) < 8 or password not in done.stdout + done.stderr
    return subprocess.CompletedProcess([*map(str, words)], done.exit_code, done.stdout, done.stderr)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("command", commands(cli.main), ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    done = invoke(dict(os.environ), *command, "--help")
    assert done.returncode == 0
    assert f"graphapp {' '.join(command)}" in done.stdout.partition("Example:")[2]


# Answers


def test_the_bundled_demo_shows_the_cluster(environment: dict[str, str]) -> None:
    done = run(environment, "demo")
    assert done.returncode == 0
    assert done.stdout.startswith("Tim Dettmers\n")
    assert "16 papers, 1 author row\n" in done.stdout
    for line in done.stderr.splitlines():
        if line.strip().startswith("graphapp ") and "YOUR" not in line:
            assert run(environment, *shlex.split(line)[1:]).returncode == 0


def test_pages_follow_each_other_and_are_together_the_whole(environment: dict[str, str]) -> None:
    invoke(environment, "demo")
    whole = json.loads(invoke(environment, "name-cluster", "tim dettmers", "--all", "--format", "json").stdout)
    seen: list[str] = []
    after: list[str] = []
    while True:
        words = ("name-cluster", "TIM DETTMERS", "--limit", "7", "--format", "json", *after)
        page = json.loads(invoke(environment, *words).stdout)
        assert page["truncated"]
        seen += [paper["work_id"] for paper in page["papers"]]
        if page["next"] is None:
            break
        after = ["--after", page["next"]]
    assert seen == [paper["work_id"] for paper in whole["papers"]]
    assert (len(seen), whole["truncated"]) == (16, False)


def test_the_model_page_is_given_back_in_its_own_order(environment: dict[str, str]) -> None:
    if not PAGE.exists():
        pytest.skip("the model page of ../shared is not here")
    assert invoke(environment, "load", PAGE).returncode == 0
    cluster = json.loads(invoke(environment, "name-cluster", "tim DETTMERS", "--format", "json").stdout)
    assert (cluster["paper_count"], cluster["author_row_count"]) == (14, 1)
    text = PAGE.read_text(encoding="utf-8")
    places = [text.index("\n" + paper["title"] + "\n") for paper in cluster["papers"]]
    assert places == sorted(places)
    assert all(paper["abstract"] in text for paper in cluster["papers"])


def test_the_page_and_mlanthology_state_thirteen_works_together(environment: dict[str, str]) -> None:
    seed = PAGE.parent.parent / "sample" / "mlanthology" / "seed-ego.jsonl.gz"
    if not seed.exists():
        pytest.skip("the samples of ../shared are not here")

    def counts() -> tuple[int, int, int]:
        answer = invoke(environment, "name-cluster", "tim dettmers", "--all", "--format", "json").stdout
        cluster = json.loads(answer)
        both = sum(len({row["source"] for row in paper["rows"]}) == 2 for paper in cluster["papers"])
        return cluster["author_row_count"], cluster["paper_count"], both

    for order in ([PAGE, seed], [seed, PAGE]):
        for path in order:
            assert invoke(environment, "load", path).returncode == 0
        assert counts() == (2, 17, 13)
        assert invoke(environment, "remove-source", "mlanthology", "--yes").returncode == 0
        assert counts() == (1, 14, 0)
        assert invoke(environment, "remove-source", "arrow", "--yes").returncode == 0


# Bad input


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["name-cluster", "Nobody At All"], 4, "no author row is named 'Nobody At All'"),
        (["name-cluster", "\u200b"], 2, "has no letter or digit"),
        (["name-cluster", "x" * 2_000], 2, "a name of 2,000 characters"),
        (["name-cluster", "A B", "--after", "%%%"], 2, "the cursor is damaged"),
        (["name-cluster", "A B", "--limit", "0"], 2, "0 is not in the range"),
        (["load", "missing.jsonl"], 1, "missing.jsonl"),
        (["load", "folder"], 1, "nothing of folder can be read: it has no files"),
        (["load", "*.bib"], 1, "no file matches *.bib"),
        (["load", "-"], 2, "name it with --from"),
        (["load", "pipe"], 2, "the format of pipe, which is a pipe, cannot be guessed"),
        (["load", "good.jsonl", "--rejects", "good.jsonl"], 2, "would overwrite the input good.jsonl"),
        (["load", "good.jsonl", "--from", "papyrus"], 2, "there is no format 'papyrus'"),
        (["load", "good.jsonl", "--source", "a b"], 2, "is not a valid source name"),
        (["load", "good.jsonl", "--batch-size", "0"], 2, "0 is not in the range"),
        (["load", "empty.jsonl"], 1, "empty.jsonl is empty"),
        (["load", "plain.jsonl.gz"], 1, "is not gz data although its name says so"),
        (["load", "prose.txt"], 1, "format of prose.txt is not recognised"),
        (["load", "good.jsonl", "--rejects", "no/such/folder/r.jsonl"], 1, "No such file or directory"),
        (["explain-work", "one:nothing"], 4, "no paper row and no work has the id"),
        (["remove-source", "nothing"], 4, "no source is named 'nothing'"),
        (["no-such-command"], 2, "No such command"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_mistake_gets_a_sentence_and_its_exit_code(
    environment: dict[str, str],
    words: list[str],
    code: int,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.jsonl").write_text(GOOD, encoding="utf-8")
    Path("empty.jsonl").touch()
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("plain.jsonl.gz").write_text(GOOD, encoding="utf-8")
    Path("prose.txt").write_text("Once upon a time.\n", encoding="utf-8")
    done = invoke(environment, *words)
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr
    assert not done.stdout
    assert Path("good.jsonl").read_text(encoding="utf-8") == GOOD


BAD_LINES = [
    ("{broken", ":2"),
    ('{"authors": ["A B"]}', "no title"),
    ('{"title": "T", "year": "soon"}', '"soon" is not a year'),
    ('{"title": "nul \\u0000 here"}', "NUL"),
    ('{"title": "half \\ud800"}', ":2"),
    ('{"title": "T", "authors": [""]}', ":2"),
    (f'{{"title": "{"x" * 10_000_000}"}}', "a title of 10,000,000 characters"),
    (b'{"title": "\xff"}', ":2"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[str(reason) for _, reason in BAD_LINES])
def test_a_bad_record_is_kept_with_its_reason_and_the_good_ones_are_loaded(
    environment: dict[str, str], line: str | bytes, reason: str, tmp_path: Path
) -> None:
    papers, rejects = tmp_path / "papers.jsonl", tmp_path / "rejects.jsonl"
    bad = line if isinstance(line, bytes) else line.encode()
    papers.write_bytes(GOOD.encode() + bad + b"\n" + GOOD.replace("Good", "Better").encode())
    done = invoke(environment, "load", papers, "--from", "jsonl", "--rejects", rejects, "--format", "json")
    assert done.returncode == 3, done.stderr
    [report] = json.loads(done.stdout)
    assert (report["read"], report["created"], report["rejected"]) == (3, 2, 1)
    [reject] = [json.loads(text) for text in rejects.read_text(encoding="utf-8").splitlines()]
    assert list(reject) == ["source", "kind", "place", "field", "reason", "raw", "format", "header"]
    assert reason in f"{reject['place']} {reject['reason']}"
    assert invoke(environment, "name-cluster", "ada lovelace").returncode == 0


def test_a_load_that_another_one_keeps_out_leaves_the_rejects_of_that_one(
    environment: dict[str, str], graph: Graph, tmp_path: Path
) -> None:
    papers, rejects = tmp_path / "papers.jsonl", tmp_path / "rejects.jsonl"
    papers.write_text(GOOD + "bad\n", encoding="utf-8")
    rejects.write_text("theirs\n", encoding="utf-8")
    with hold_lock(graph):
        refused = invoke(environment, "load", papers, "--rejects", rejects)
        assert refused.returncode == 1, refused.stderr
        assert rejects.read_text(encoding="utf-8") == "theirs\n"
        # A dry run writes nothing and waits for nobody.
        assert invoke(environment, "load", papers, "--rejects", tmp_path / "dry", "--dry-run").returncode == 3
    assert invoke(environment, "load", papers, "--rejects", rejects).returncode == 3
    assert rejects.read_text(encoding="utf-8") == (tmp_path / "dry").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["load", "dry run"])
def test_a_damaged_identifier_costs_itself_and_is_a_warning(
    environment: dict[str, str], options: tuple[str, ...], tmp_path: Path
) -> None:
    papers, rejects = tmp_path / "papers.jsonl", tmp_path / "rejects.jsonl"
    lines = [
        '{"title": "Good", "authors": ["Ada Lovelace"], "doi": "soon"}',
        '{"title": "Better", "authors": [{"name": "Ada Lovelace", "orcid": "0000-0002-1825-0098"}], "doi": "N/A"}',
    ]
    papers.write_text("\n".join(lines), encoding="utf-8")
    # A load warns again, although it changes nothing.
    for created in (2, 2 if options else 0):
        done = invoke(environment, "load", papers, *options, "--rejects", rejects, "--format", "json")
        assert done.returncode == 3, done.stderr
        [report] = json.loads(done.stdout)
        assert (report["read"], report["created"], report["rejected"], report["warnings"]) == (2, created, 0, 2)
        kept = [json.loads(text) for text in rejects.read_text(encoding="utf-8").splitlines()]
        assert [(each["kind"], each["field"], each["raw"]) for each in kept] == [
            ("warning", "doi", "soon"),
            ("warning", "orcid", "0000-0002-1825-0098"),
        ]
    done = invoke(environment, "load", papers, *options)
    assert done.returncode == 3
    assert f"Left out of {papers}:1: its doi, since 'soon' is not a valid DOI\n" in done.stderr


def test_one_load_of_many_files_is_one_load_whatever_their_order(environment: dict[str, str], tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"paper_id": f"p{number % 25}", "title": f"Title {number}", "authors": ["Ada Lovelace"] * (number % 3)}
        )
        for number in range(30)
    ]
    whole, *parts = (tmp_path / f"{name}.jsonl" for name in ("whole", "one", "two", "three"))
    whole.write_text("\n".join(lines), encoding="utf-8")
    for number, part in enumerate(parts):
        part.write_text("\n".join(lines[number::3]), encoding="utf-8")
    dumps: set[str] = set()
    for paths in ([whole], parts, parts[::-1]):
        done = invoke(environment, "load", *paths, "--source", "mine", "--format", "json")
        assert done.returncode == 3
        [report] = json.loads(done.stdout)
        assert (report["read"], report["created"], report["rejected"]) == (30, 25, 5)
        # Once for each, and once in the summary.
        assert done.stderr.count("too, and says more") == 6
        dumps.add(invoke(environment, "export", "graph").stdout)
        dumps.add(invoke(environment, "export", "graph", "--canonical").stdout)
        assert invoke(environment, "remove-source", "mine", "--yes").returncode == 0
    assert len(dumps) == 1


def test_an_unusable_input_is_reported_before_a_server_is_started_for_it(tmp_path: Path) -> None:
    table, home = tmp_path / "papers.csv", tmp_path / "home"
    table.write_text("name,year\nNotes,1843\n", encoding="utf-8")
    unset = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    done = run(unset | {"GRAPHAPP_HOME": str(home)}, "load", table)
    assert done.returncode == 1
    reason = f'{table} has no column "title" in its header row; its columns are "name", "year"'
    assert done.stderr == f'Error: {reason}; --columns title="..." names the one that has the titles\n'
    assert not home.exists()


def test_a_pipe_is_read_from_its_beginning(environment: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    lines = "".join(GOOD.replace("Good", f"Good {number}") for number in range(5_000))
    writer = threading.Thread(target=pipe.write_text, args=(lines,))
    writer.start()
    done = run(environment, "load", pipe, "--from", "jsonl", "--format", "json")
    writer.join()
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["created"] == 5_000


def test_ctrl_c_ends_any_command_with_130(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        command = [sys.executable, "-m", "graphapp", "sources"]
        uri = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        with subprocess.Popen(
            command,
            env=environment | {"NEO4J_URI": uri},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Tests that a shell runs in the background ignore Ctrl-C, and so would what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            connection, _ = silent.accept()
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate()
            connection.close()
    assert process.returncode == 130
    assert (output, errors) == ("", "Interrupted.\n")


def test_an_input_that_breaks_off_loads_what_it_held(environment: dict[str, str], tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl.gz"
    lines = "".join(GOOD.replace("Good", f"Good {number} {os.urandom(20).hex()}") for number in range(5_000))
    papers.write_bytes(gzip.compress(lines.encode())[:-20_000])
    done = run(environment, "load", papers, "--format", "json")
    assert done.returncode == 1
    assert "papers.jsonl.gz" in done.stderr
    [report] = json.loads(done.stdout)
    assert 0 < report["created"] < 5_000
    assert report["failure"]


def test_no_database_is_exit_code_5(environment: dict[str, str], tmp_path: Path) -> None:
    nowhere = environment | {"NEO4J_URI": "bolt://127.0.0.1:1"}
    done = run(nowhere, "name-cluster", "Ada Lovelace")
    assert done.returncode == 5
    assert "no database answers at bolt://127.0.0.1:1" in done.stderr
    unknown = {name: value for name, value in environment.items() if not name.startswith("NEO4J_")}
    done = run(unknown | {"GRAPHAPP_HOME": str(tmp_path)}, "name-cluster", "Ada Lovelace")
    assert done.returncode == 5
    assert "graphapp server start" in done.stderr
    done = run(environment | {"NEO4J_URI": "papers.org"}, "name-cluster", "Ada Lovelace")
    assert done.returncode == 2
    assert "is not the address of a Neo4j database" in done.stderr
    done = run(environment | {"NEO4J_DATABASE": "nothere"}, "name-cluster", "Ada Lovelace")
    assert done.returncode == 5
    assert "has no database 'nothere'" in done.stderr


def test_standard_input_ends_at_ctrl_c_with_a_report(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "graphapp", "load", "-", "--from", "jsonl", "--format", "json"]
    with subprocess.Popen(
        command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(GOOD * 3)
        process.stdin.flush()
        wait_until_loading(environment)
        process.send_signal(signal.SIGINT)
        output, errors = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130, errors
    [report] = json.loads(output)
    assert report["interrupted"]
    assert (report["read"], report["created"], report["unchanged"]) == (3, 1, 2)


def wait_until_loading(environment: dict[str, str]) -> None:
    """Until the source is on record, that is, until the load reads its input."""
    for _ in range(100):
        if "jsonl" in run(environment, "sources").stdout:
            return
    pytest.fail("the load did not begin")


def test_a_wrong_password_is_reported_without_showing_it(environment: dict[str, str]) -> None:
    done = run(environment | {"NEO4J_PASSWORD": "wrong-password"}, "check")
    if done.returncode == 0:
        pytest.fail("the test database takes any password; it must check them for this test")
    assert done.returncode == 5
    assert "refuses the user" in done.stderr
