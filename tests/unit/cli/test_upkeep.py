"""The commands that maintain a graph: what they ask before, what they print, and their exit codes."""

import json
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from graphapp import schema
from graphapp.cli import main
from graphapp.cli.edge import Settings
from graphapp.loading import upkeep
from graphapp.records import Loss
from graphapp.results.identities import Identities
from graphapp.results.upkeep import Rekeying, SchemaItem, SchemaStatus
from graphapp.services import export, health, identities, source_records
from tests.answers.hostile import ALL, STEERS
from tests.answers.identities import IDENTITIES


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "connect", lambda settings: nullcontext(object()))


@pytest.fixture
def _is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every source is."""
    monkeypatch.setattr(source_records, "asked_sources", lambda graph, sources: sources)


@pytest.mark.usefixtures("_is_loaded")
def test_a_source_is_not_removed_without_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "remove_source", lambda *_, **__: pytest.fail("the source was removed"))
    done = CliRunner().invoke(main, ["remove-source", "one"], input="n\n")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Remove all rows of one?" in done.stderr


@pytest.mark.usefixtures("_is_loaded")
def test_a_source_that_is_asked_for_steers_no_terminal() -> None:
    done = CliRunner().invoke(main, ["remove-source", f"one{ALL}"], input="n\n")
    assert "Remove all rows of one" in done.stderr
    assert not STEERS.search(done.stderr)


def test_a_graph_that_needs_no_rekeying_is_said_to_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "rekey", lambda graph, **_: [])
    done = CliRunner().invoke(main, ["rekey", "--format", "json"])
    assert (done.exit_code, done.stdout) == (0, "[]\n")
    assert done.stderr == "All sources follow the rules of this version.\n"


def test_a_rekeying_says_everything_that_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def rekey(graph: object, *, on_loss: Callable[[Loss], None], **_: object) -> list[Rekeying]:
        for number in range(9):
            on_loss(Loss(place=f"one:{number}", field="doi", reason="'soon' is not a valid DOI", raw="soon"))
        return [Rekeying(source="one", papers=9, changed=9, warnings=9, seconds=0.1)]

    monkeypatch.setattr(upkeep, "rekey", rekey)
    done = CliRunner().invoke(main, ["rekey", "--format", "csv"])
    assert (done.exit_code, done.stdout) == (0, "source,papers,changed,warnings,seconds\none,9,9,9,0.1\n")
    lines = [f"Left out of one:{number}: its doi, since 'soon' is not a valid DOI" for number in range(9)]
    assert done.stderr.splitlines() == lines


@pytest.mark.parametrize(("state", "code"), [("online", 0), ("missing", 1)])
def test_an_incomplete_schema_is_exit_code_1(state: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    item = SchemaItem(name="paper_id", kind="constraint", state=state)
    status = SchemaStatus(complete=state == "online", items=(item,))
    monkeypatch.setattr(schema, "schema_status", lambda graph: status)
    done = CliRunner().invoke(main, ["schema", "status", "--format", "csv"])
    assert (done.exit_code, done.stdout) == (code, f"name,kind,state\npaper_id,constraint,{state}\n")


@pytest.mark.parametrize("words", [["export", "graph"], ["export", "graph", "--canonical"]])
def test_the_dump_is_canonical_with_the_flag_and_without(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "export_graph", lambda graph: iter([{"label": "Paper"}, {"label": "Source"}]))
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout) == (0, '{"label":"Paper"}\n{"label":"Source"}\n')


def test_the_dump_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "export_graph", lambda graph: iter([{"title": ALL}]))
    done = CliRunner().invoke(main, ["export", "graph"])
    assert not STEERS.search(done.stdout)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"title": ALL}]


def test_suspicious_identities_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int | None] = []

    def listed(graph: object, *, limit: int | None) -> Identities:
        limits.append(limit)
        return IDENTITIES

    monkeypatch.setattr(identities, "suspicious_identities", listed)
    monkeypatch.setattr(health, "check", lambda _: pytest.fail("the graph was checked"))
    done = CliRunner().invoke(main, ["check", "--identities", "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["counts"][3]["count"] == 1_201
    for words in (["--limit", "7"], ["--all"]):
        assert CliRunner().invoke(main, ["check", "--identities", *words]).exit_code == 0
    assert limits == [100, 7, None]


@pytest.mark.parametrize("words", [["--limit", "7"], ["--all"]])
def test_a_limit_is_about_suspicious_identities(words: list[str]) -> None:
    done = CliRunner().invoke(main, ["check", *words])
    assert (done.exit_code, "--identities" in done.stderr) == (2, True)
