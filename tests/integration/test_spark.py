"""The tables that a cluster of Spark makes are those of DuckDB, row for row, and what goes wrong is a sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

from graphapp.formats import jsonl
from graphapp.records import PaperRecord, PersonRecord
from tests.bibliography import bibliography, paper, people
from tests.conftest import ROOT
from tests.spark_cluster import spark_cluster
from tests.unit.formats.test_golden_paper import FOLDER


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with spark_cluster(tmp_path_factory.mktemp("spark")) as address:
        yield address


def export(*words: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "graphapp", "export", "tables", *map(str, words), "--format", "json"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def inputs(folder: Path) -> list[Path]:
    """The golden paper in every format, and two sources with persons, duplicates and records that do not stand."""
    one = bibliography(1, 1_200, titles=300)
    fuller = [paper(each.paper_id, "Zoe Last", "Ada Lovelace", title=f"{each.title} again") for each in one[:50]]
    sources: dict[str, list[PaperRecord | PersonRecord]] = {
        "one": [*people(1, 300), *one, *fuller],
        "two": [*bibliography(2, 900, source="two", titles=300)],
    }
    paths = []
    for name, records in sources.items():
        path = folder / f"{name}.jsonl"
        lines = [jsonl.write(record, f"{number}") for number, record in enumerate(records)]
        path.write_text("".join(lines), encoding="utf-8")
        paths.append(path)
    return [*paths, *sorted(FOLDER.iterdir())]


def tables(folder: Path) -> dict[str, list[str]]:
    """File -> its rows, in an order of their own."""
    return {
        path.name: sorted(json.dumps(row, sort_keys=True) for row in parquet.read_table(path).to_pylist())
        for path in sorted((folder / "parquet").iterdir())
    }


def test_both_engines_make_the_same_tables_of_every_format(master: str, tmp_path: Path) -> None:
    paths = inputs(tmp_path)
    duckdb = export(*paths, "--to", tmp_path / "duckdb")
    spark = export(*paths, "--to", tmp_path / "spark", "--engine", "spark", "--master", master)
    assert spark.returncode == duckdb.returncode, spark.stderr
    made = tables(tmp_path / "duckdb")
    assert len(made["Paper.parquet"]) > 2_000
    assert len(made["PersonRecord.parquet"]) >= 300
    assert made == tables(tmp_path / "spark")
    without_time = [
        [{**report, "seconds": 0, "records_per_second": 0} for report in json.loads(done.stdout)]
        for done in (duckdb, spark)
    ]
    assert without_time[0] == without_time[1]


def test_a_master_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    path = inputs(tmp_path)[0]
    done = export(path, "--to", tmp_path / "to", "--engine", "spark", "--master", "spark://127.0.0.1:1")
    assert done.returncode == 5
    assert "no master of Spark answers at spark://127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr


IMPATIENT = """
import sys
from graphapp.bulk import spark
from graphapp.cli import main
spark._PATIENCE_FOR_WORK_SECONDS = 5.0
main(sys.argv[1:])
"""


def test_a_cluster_without_workers_is_a_sentence(tmp_path: Path) -> None:
    path = inputs(tmp_path)[0]
    with spark_cluster(tmp_path, workers=0) as master:
        words = ["export", "tables", path, "--to", tmp_path / "to", "--engine", "spark", "--master", master]
        done = subprocess.run(
            [sys.executable, "-c", IMPATIENT, *map(str, words)], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 5
    assert f"the cluster of {master} does no work" in done.stderr
    assert "see that it has a worker with free processors" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "to").exists()


def test_without_a_java_for_spark_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    path = inputs(tmp_path)[0]
    done = export(path, "--to", tmp_path / "to", "--engine", "spark", "--master", "local[1]", PATH="/nowhere")
    assert done.returncode == 5
    assert "Spark needs a Java of its own, of version 17 or 21" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--engine", "spark"], "--engine spark needs --master"),
        (["--master", "spark://127.0.0.1:7077"], "add --engine spark"),
    ],
)
def test_options_that_belong_together_are_asked_for(words: list[str], sentence: str, tmp_path: Path) -> None:
    done = export(inputs(tmp_path)[0], "--to", tmp_path / "to", *words)
    assert done.returncode == 2
    assert sentence in done.stderr
