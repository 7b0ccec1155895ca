"""Call every command of graphapp with hostile values, and look for anything that is no sentence with its exit code.

    python bench/fuzz_cli.py [--calls 5000] [--seed 1]

Each call is drawn from the tree of commands: a command, one of its options or arguments or of those before it with a
hostile value, others with values that are hostile or not, and a standard input. Nothing answers at the address of the
database, and no local server is started, so every call ends before anything is written. Exit code 1 when a call raises
an error that is not graphapp's own, ends with an exit code that is not documented, fails without a reason, shows the
password, or lasts longer than a minute; the call is then printed.
"""

import argparse
import os
import random
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any, Final
from unittest.mock import patch

import click
from click.testing import CliRunner, Result

from graphapp.cli import main as graphapp
from graphapp.errors import DatabaseUnavailable

PASSWORD: Final = "the-password-that-nothing-shows"  # noqa: S105 - of no database
IN_ADDRESS: Final = "the-password-in-an-address"
DOCUMENTED: Final = {0, 1, 2, 3, 4, 5, 130}
MOST_SECONDS: Final = 60

DEEP: Final = 60_000
TEXTS: Final = (
    *("", " ", "-", "--", "--help", "=", "=1", "name=", "a:b", "~", "~nobody-known", "*", "$(id)", "'; --", "`a`"),
    *("%s {0}", "\\", "\n", "\t\x1b[31m\x07", "\udcff", "a\udcffb", "\udcc3(", "\u202eabc", "\ufeff", "\ufffe"),
    *("null", "true", "Ada Lovelace", "ada lovelace 0001", "Lovelace, Ada", "read/author_rows"),
    *("é\u0301" * 99, "\U0001f600", "x" * 100_000),
)
NUMBERS: Final = (
    *("0", "1", "-1", "007", "1.5", "1e9", "1e999", "nan", "inf", "-inf", "0x10", "1_000", "１２", "½", "2026"),
    *("9" * 10, "9" * 19, "9" * 23, "-" + "9" * 23, "9" * 5_000),
)
ADDRESSES: Final = (
    *("http://127.0.0.1:7474", "https://x", "ftp://x", "file:///etc/passwd", "bolt", "bolt:", "bolt://", "://", "//x"),
    *("bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt+s://127.0.0.1:1", "neo4j+ssc://127.0.0.1:1", "BOLT://[::1]:1"),
    *(
        "bolt://[::1",
        "bolt://[x]:1",
        "bolt://x:99999",
        "bolt://x:y",
        "bolt://x:-1",
        "bolt://x:１",
        "bolt://..",
        "x://y",
    ),
    *(
        "bolt://x?a=b",
        "neo4j://x?a",
        "neo4j://x?a=1&a=2",
        "bolt://\udcff",
        "bolt://a b",
        "bolt://a\u2100b",
        "bolt://%00",
    ),
    *(f"bolt://neo4j:{IN_ADDRESS}@x:1", f"bolt://{'a' * 300}", f"bolt://x/{'a' * 10_000}"),
)
DEEP_TEXTS: Final = (
    *("[" * DEEP, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "[" * 900 + "]" * 900),
    *("name=" + "[" * DEEP + "]" * DEEP, "name=" + '{"a":' * DEEP, "name=" + "9" * 5_000, "name=1e999", "name=\udcff"),
)
PATHS: Final = (
    *("papers.jsonl", "empty", "folder", "bytes", "name\udcff", "pipe", "none", "none/none", ".", ".."),
    *("/dev/null", "/dev/full", "/proc/self/mem", "x" * 300, "/".join("x" * 3_000)),
)
HOSTILE: Final = (*TEXTS, *NUMBERS, *ADDRESSES, *DEEP_TEXTS, *PATHS)
INPUTS: Final = (b"", b"Ada Lovelace\nBo Li\n", b"\xff\xfe\n", b"\0\n\0", b'{"title": "x"}\n', b"y\n", b"[" * DEEP)
DATABASE_VARIABLES: Final = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE")
VARIABLES: Final = (*DATABASE_VARIABLES, "GRAPHAPP_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "COLUMNS")


class TooLong(BaseException):
    """A call lasts too long. It is no Exception, so that no command takes it for a failure of its own."""


def commands(
    group: click.Group = graphapp, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def usual(parameter: click.Parameter, chance: random.Random) -> str:
    """A value that the parameter may well take."""
    if isinstance(parameter.type, click.Choice):
        return str(chance.choice(list(parameter.type.choices)))
    if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
        return chance.choice(["1", "2", "5"])
    if isinstance(parameter.type, click.Path):
        return "papers.jsonl"
    return chance.choice(["Ada Lovelace", "Bo Li", "read/author_rows", "jsonl", "one"])


def words_of(parameter: click.Parameter, value: str) -> list[str]:
    """How a command line gives this value to the parameter."""
    if not isinstance(parameter, click.Option):
        return [value]
    name = max(parameter.opts, key=len)
    return [name] if parameter.is_flag or parameter.count else [name, value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command line."""

    words: list[str]
    input: bytes
    variables: dict[str, str]
    target: str
    """The option or argument that surely has a hostile value, with its command."""


def draw(chance: random.Random) -> Call:
    """A call of any command."""
    path, command = chance.choice(list(commands()))
    everywhere, own = [*graphapp.params], [*command.params]
    target = chance.choice(everywhere * (chance.random() < 0.3) or own or everywhere)

    def given(parameters: list[click.Parameter], share: float) -> list[str]:
        words: list[str] = []
        for parameter in parameters:
            argument = isinstance(parameter, click.Argument)
            if parameter is target or chance.random() < (0.95 if argument else share):
                hostile = parameter is target or chance.random() < 0.1
                words += words_of(parameter, chance.choice(HOSTILE) if hostile else usual(parameter, chance))
        return words

    words = [*given(everywhere, 0.05), *path, *given(own, 0.2)]
    if chance.random() < 0.03:
        words.insert(chance.randrange(len(words) + 1), chance.choice(HOSTILE))
    variables = {"NEO4J_PASSWORD": PASSWORD, "NEO4J_URI": "bolt://127.0.0.1:1"}
    if chance.random() < 0.15:
        variables[chance.choice(VARIABLES)] = chance.choice(HOSTILE)
    place = path if target in own else ()
    return Call(
        words=words, input=chance.choice(INPUTS), variables=variables, target=" ".join((*place, target.name or ""))
    )


def fault(done: Result, words: list[str]) -> str | None:
    """What is wrong with a call that has ended; None for nothing."""
    said = done.output + done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return "".join(traceback.format_exception(done.exception))
    if done.exit_code not in DOCUMENTED:
        return f"the exit code {done.exit_code}"
    if "Traceback" in said:
        return said
    if done.exit_code and not any(word in done.stderr for word in ("Error: ", "Aborted!", "Interrupted.")):
        return f"the exit code {done.exit_code} without a reason: {done.stderr[:1_000]}"
    # In the place of another option, an address is a word like all others.
    addresses = [after for word, after in pairwise(words) if word == "--uri"]
    if PASSWORD in said or (IN_ADDRESS in said and all(word in addresses for word in words if IN_ADDRESS in word)):
        return f"the password is shown: {said[:1_000]}"
    return None


def fuzz(calls: int, seed: int) -> tuple[Counter[int], Counter[str]]:
    """Make the calls; how many ended with which exit code, and how many had which target. Exits at the first fault."""
    chance, codes, targets = random.Random(seed), Counter[int](), Counter[str]()  # noqa: S311 - no secrets
    runner = CliRunner()
    for number in range(calls):
        call = draw(chance)
        signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
        try:
            environment = dict.fromkeys(DATABASE_VARIABLES) | call.variables
            done = runner.invoke(graphapp, call.words, input=call.input, env=environment)
            found = fault(done, call.words)
        except TooLong:
            found = f"more than {MOST_SECONDS} seconds"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if found:
            shown = [word if len(word) < 200 else f"{word[:100]}... ({len(word):,} characters)" for word in call.words]
            print(
                f"call {number} of seed {seed}: {shown!a}, input {call.input[:50]!r}, {call.variables!a:.500}\n{found}"
            )
            sys.exit(1)
        codes[done.exit_code] += 1
        targets[call.target] += 1
    return codes, targets


@contextmanager
def surroundings(folder: Path) -> Iterator[None]:
    """In the block, files for the calls to name, a home without a server, and neither a network nor a browser."""
    # So that `..` is a small folder, too: loading and inspecting read all of it.
    folder /= "inner"
    folder.mkdir()
    (folder / "papers.jsonl").write_text('{"title": "Notes", "authors": ["Ada Lovelace"]}\n', encoding="utf-8")
    (folder / "empty").touch()
    (folder / "folder").mkdir()
    for name in ("bytes", "name\udcff"):
        (folder / name).write_bytes(bytes(range(256)))
    os.mkfifo(folder / "pipe")
    resolve = socket.getaddrinfo

    def resolve_numbers(
        host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
    ) -> list[Any]:
        return resolve(host, port, family, type, proto, flags | socket.AI_NUMERICHOST)

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    refused = DatabaseUnavailable("no local server is started here")
    signal.signal(signal.SIGALRM, stop)
    with (
        chdir(folder),
        patch.dict(os.environ, {"GRAPHAPP_HOME": str(folder / "home"), "HOME": str(folder)}),
        patch("socket.getaddrinfo", resolve_numbers),
        patch("graphapp.local.start", side_effect=refused),
        patch("click.launch"),
    ):
        yield


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--calls", type=int, default=5_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)):
        codes, targets = fuzz(options.calls, options.seed)
    ended = ", ".join(f"{count:,} with {code}" for code, count in sorted(codes.items()))
    print(
        f"{options.calls:,} calls of {len(list(commands()))} commands with seed {options.seed}, hostile values for "
        f"{len(targets)} options and arguments: {ended}; {time.perf_counter() - begin:.0f} s"
    )


if __name__ == "__main__":
    main()
