"""Apache Spark as the engine: the same statements and the same rules, on the machines of a cluster.

The statements of `sql/` are written for DuckDB; sqlglot translates them. The processes of the cluster need graphapp, in
the same version, and the folder of the tables under the same path.
"""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import pyarrow
import sqlglot
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from graphapp.bulk.engine import Piece, room, statement, tables_in, write_rows
from graphapp.bulk.workers import Result, UntilError, Work
from graphapp.chunks import chunks
from graphapp.errors import DatabaseUnavailable, GraphAppError

_PATIENCE_SECONDS: Final = 5.0
_PATIENCE_FOR_WORK_SECONDS: Final = 120.0
"""A cluster that starts processes when there is work, or whose processors are taken, may need so long."""
_WHOLE_FILE: Final = 1 << 30
"""More row groups than a file has."""


class Spark:
    """A connected cluster: its processes do work, and its engine makes tables. A context manager; for one thread."""

    def __init__(self, master: str) -> None:
        """`master` is an address as Spark takes it: `spark://host:7077`, or `local[2]` for this machine alone.

        Raises DatabaseUnavailable when there is no Java for Spark, when it does not start, when its master does not
        answer, or when no machine does what it is given.
        """
        _check_master(master)
        if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
            raise DatabaseUnavailable(
                "Spark needs a Java of its own, of version 17 or 21, since that of the local server lacks modules: "
                "install one, or name it with JAVA_HOME"
            )
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        building = (
            SparkSession.builder.master(master)
            .appName("graphapp")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.parquet.compression.codec", "zstd")
        )
        if master.startswith("local") or urlsplit(master).hostname in ("127.0.0.1", "localhost"):
            building = building.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        try:
            self._session = building.getOrCreate()
        except (PySparkException, Py4JError, OSError) as error:
            raise DatabaseUnavailable(f"Spark does not start at {master!r} ({_reason(error)})") from error
        self._session.sparkContext.setLogLevel("ERROR")
        try:
            self._try_work(master)
        except BaseException:
            self._session.stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.stop()

    def map(self, function: Callable[[Work], Result], work: Iterable[Work]) -> Generator[Result, None, None]:
        """As in `Workers`; the pieces go to the cluster in waves of two for each of its processors."""
        context = self._session.sparkContext
        pieces = UntilError(work)
        for wave in chunks(pieces, 2 * context.defaultParallelism):
            with _errors():
                results = context.parallelize(wave, len(wave)).map(function).collect()
            yield from results
        pieces.raise_error()

    def _try_work(self, master: str) -> None:
        """Spark itself waits for ever where there is nobody to do work, and says so in a log."""
        context = self._session.sparkContext
        ending = Timer(_PATIENCE_FOR_WORK_SECONDS, context.cancelAllJobs)
        ending.start()
        try:
            context.parallelize([0], 1).count()
        except (PySparkException, Py4JError) as error:
            raise DatabaseUnavailable(
                f"the cluster of {master} does no work ({_reason(error)}); see that it has a worker with free "
                "processors, and a Python with graphapp there"
            ) from error
        finally:
            ending.cancel()

    def engine(self, folder: Path) -> "SparkEngine":
        """The engine over the tables of a folder."""
        return SparkEngine(self._session, folder)


class SparkEngine:
    """The tables of one folder, made by Spark. A context manager."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        """Tables that are there already are known."""
        self.folder = folder
        self._session = session
        for table in tables_in(folder):
            self.know(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.catalog.clearCache()

    def define(self, *tables: str) -> None:
        with _errors():
            for table in tables:
                self._session.sql(spark_statement(table)).createOrReplaceTempView(table)

    def make(self, *tables: str) -> None:
        with _errors():
            for table in tables:
                self._session.sql(spark_statement(table)).write.parquet(self._uri(table))
                self.know(table)

    def make_groups(self, table: str, key: str | None) -> list[Piece]:
        with _errors():
            made = self._session.sql(spark_statement(table))
            if key is not None:
                # All rows of a key come into one file.
                made = made.repartition(key).sortWithinPartitions(key)
            made.write.parquet(self._uri(table))
            self.know(table)
        files = sorted((self.folder / table).glob("*.parquet"))
        return [Piece(f"{table}/{file.name}", 0, _WHOLE_FILE) for file in files]

    def put(self, table: str, schema: pyarrow.Schema, rows: Iterable[Mapping[str, Any]]) -> None:
        with room(self.folder):
            write_rows(self.folder / f"{table}.parquet", schema, rows)
        self.know(table)

    def rename(self, table: str, other: str) -> None:
        with room(self.folder):
            shutil.rmtree(self.folder / other)
            (self.folder / table).rename(self.folder / other)
        self.know(other)

    def number(self, table: str) -> int:
        with _errors():
            return int(self._session.sql(spark_statement(table)).collect()[0][0])

    def know(self, table: str) -> None:
        with _errors():
            file = self.folder / f"{table}.parquet"
            path = file.as_uri() if file.exists() else self._uri(table)
            self._session.read.parquet(path).createOrReplaceTempView(table)

    def _uri(self, table: str) -> str:
        return (self.folder / table).as_uri()


@cache
def spark_statement(table: str) -> str:
    """The statement that gives a table, as Spark takes it."""
    [text] = sqlglot.transpile(statement(table), read="duckdb", write="spark")
    return text


def _check_master(master: str) -> None:
    """Spark itself waits a minute for a master that is not there, and then says so in a log."""
    parts = urlsplit(master)
    if parts.scheme != "spark":
        return
    try:
        socket.create_connection((parts.hostname or "", parts.port or 7077), timeout=_PATIENCE_SECONDS).close()
    except (OSError, ValueError) as error:
        raise DatabaseUnavailable(
            f"no master of Spark answers at {master} ({error}); start it, or name another"
        ) from None


@contextmanager
def _errors() -> Generator[None, None, None]:
    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise GraphAppError(
            f"Spark did not make the tables ({_reason(error)}); no database was changed. Its log says more"
        ) from error


def _reason(error: Exception) -> str:
    """In one line; an error of Java has its own words on the second one."""
    first, *others = str(error).strip().splitlines() or [type(error).__name__]
    return (others[0][2:] if others and others[0].startswith(": ") else first)[:500]
