"""Local servers for tests.

They differ from those of users in what would otherwise make the tests three times as long: they keep the plan of a
query for good, Java compiles and collects garbage in its quick ways alone, and they take little memory. They also plan
every query as a server does in the first seconds after a first load.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from graphapp import local
from graphapp.address import Address
from graphapp.local import process, settings
from graphapp.local.home import read_password

_MOST_MEMORY: Final = settings.Memory(heap=1024, page_cache=128)
# Neo4j plans a query anew once the numbers of nodes have changed much, as they do with every test.
_KEEP_PLANS: Final = "dbms.cypher.min_replan_interval=1d\n"
# Neo4j counts every ten seconds what those indexes hold that have changed much, and takes one for empty until then.
_COUNT_NO_INDEX: Final = "db.index_sampling.background_enabled=false\n"
# The compiler of the fastest code, and threads that collect garbage at the same time, take more time than such short
# lives give back.
SHORT_LIFE: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def servers_for_tests(*, number: int, more_settings: str = "", more_options: str = "") -> Iterator[None]:
    """In the block, the servers that this process starts suit tests.

    `number` tells processes that run at the same time apart: each looks for free ports from another one on.
    `more_settings` are further lines of `neo4j.conf`, and `more_options` further options of Java.
    """
    choose, write = settings.choose_settings, settings.write_settings

    def choose_little_memory(home: Path) -> settings.ServerSettings:
        chosen = choose(home)
        heap, page_cache = chosen.memory.heap, chosen.memory.page_cache
        little = settings.Memory(heap=min(heap, _MOST_MEMORY.heap), page_cache=min(page_cache, _MOST_MEMORY.page_cache))
        return replace(chosen, memory=little)

    def write_for_tests(chosen: settings.ServerSettings, *, home: Path) -> None:
        write(chosen, home=home)
        with (home / "conf" / "neo4j.conf").open("a", encoding="ascii") as file:
            file.write(_KEEP_PLANS + _COUNT_NO_INDEX + more_settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "choose_settings", choose_little_memory)
        patch.setattr(process, "write_settings", write_for_tests)
        patch.setattr(settings, "BOLT_PORT", settings.BOLT_PORT + number)
        patch.setattr(settings, "HTTP_PORT", settings.HTTP_PORT + number)
        # Java reads it in commands that tests run, too.
        patch.setenv("JDK_JAVA_OPTIONS", f"{SHORT_LIFE} {more_options}")
        yield


@contextmanager
def stand_in(home: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that looks like the server of a home whose folders exist, but does nothing; it ends with the block."""
    called = arguments or (f"@{home / 'run' / 'java.args'}",)
    command = [sys.executable, "-c", "print(flush=True); input()", *called]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=home / "logs") as process:
        # For a moment after its start the system has no arguments of a process yet.
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def start_server(home: Path) -> Address:
    """Start the local server of a home unless it runs; where it answers."""
    status = local.start(home=home)
    assert status.address is not None
    return Address(uri=status.address, user=status.user, password=read_password(home=home))
