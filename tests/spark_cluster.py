"""A cluster of Spark on this machine: a master and workers, as processes of their own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PATIENCE_SECONDS: Final = 120.0


@contextmanager
def spark_cluster(folder: Path, *, workers: int = 2) -> Iterator[str]:
    """The address of the master of a running cluster, whose logs and files are in the folder."""
    assert "JAVA_HOME" in os.environ or shutil.which("java"), (
        "the tests of Spark need a Java of version 17 or 21; install one, or name it with JAVA_HOME"
    )
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    home = Path(spec.origin).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    on_loopback = ("--host", "127.0.0.1", "--webui-port", "0")
    commands: list[tuple[str, ...]] = [("master.Master", *on_loopback, "--port", f"{port}")]
    for number in range(workers):
        work = ("--cores", "1", "--memory", "1g", "--work-dir", f"{folder / f'worker-{number}'}")
        commands.append(("worker.Worker", *on_loopback, *work, master))
    with ExitStack() as running:
        for number, (name, *arguments) in enumerate(commands):
            log = running.enter_context((folder / f"{number}.log").open("wb"))
            process = subprocess.Popen(
                [home / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", *arguments],
                env=os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
                stdout=log,
                stderr=log,
            )
            running.callback(process.wait)
            running.callback(process.terminate)
        _wait_for(folder / "0.log", workers)
        yield master


def _wait_for(log: Path, workers: int) -> None:
    ended = time.monotonic() + _PATIENCE_SECONDS
    while "New state: ALIVE" not in (said := log.read_text(errors="replace")) or (
        said.count("Registering worker") < workers
    ):
        assert time.monotonic() < ended, said
        time.sleep(0.2)
