"""What the lock file says, and where a jar lies."""

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graphapp.local.jars import Jar, Lock, extra_missing, fetch_jars, read_lock
from tests.conftest import ROOT

LOCKS = [read_lock(), read_lock(ROOT / "tools" / "newest.lock.toml")]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.version)
def test_a_lock_file_names_each_jar_once_with_checksum_and_size(lock: Lock) -> None:
    assert len({jar.path for jar in lock.jars}) == len(lock.jars) > 200
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in lock.jars)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.version)
def test_a_lock_file_holds_one_version_of_neo4j_and_its_browser(lock: Lock) -> None:
    versions = {jar.version for jar in lock.jars if jar.group in ("org.neo4j", "org.neo4j.app")}
    assert versions == {lock.version}
    assert "neo4j-browser" in {jar.artifact for jar in lock.jars}


@pytest.mark.parametrize(
    ("classifier", "path"),
    [
        ("", "io/netty/netty-buffer/4.1/netty-buffer-4.1.jar"),
        ("linux-x86_64", "io/netty/netty-buffer/4.1/netty-buffer-4.1-linux-x86_64.jar"),
    ],
)
def test_a_jar_lies_where_maven_puts_it(classifier: str, path: str) -> None:
    jar = Jar(group="io.netty", artifact="netty-buffer", version="4.1", classifier=classifier, sha256="", size=1)
    assert jar.path == Path(path)


@pytest.mark.parametrize(("content", "whole"), [(b"a jar", True), (b"a jbr", False), (b"a ja", False), (None, False)])
def test_a_jar_is_whole_when_its_checksum_is_that_of_the_lock_file(
    content: bytes | None, whole: bool, tmp_path: Path
) -> None:
    checksum = hashlib.sha256(b"a jar").hexdigest()
    jar = Jar(group="org.example", artifact="one", version="1", classifier="", sha256=checksum, size=5)
    if content is not None:
        (tmp_path / jar.path).parent.mkdir(parents=True)
        (tmp_path / jar.path).write_bytes(content)
    assert jar.is_whole(tmp_path) is whole


def link_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))
    path.parent.symlink_to("elsewhere")


def link(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_a_file_above(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.touch()


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    "spoil", [link, link_its_folder, link_to_nothing, link_to_itself, put_a_folder, put_a_pipe, put_a_file_above]
)
def test_a_jar_is_whole_only_as_a_file_of_its_own(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    checksum = hashlib.sha256(b"a jar").hexdigest()
    jar = Jar(group="org.example", artifact="one", version="1", classifier="", sha256=checksum, size=5)
    path = tmp_path / jar.path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a jar")
    assert jar.is_whole(tmp_path)
    spoil(path)
    assert not jar.is_whole(tmp_path)


def test_a_jar_that_cannot_be_read_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    jar = Jar(group="org.example", artifact="one", version="1", classifier="", sha256="", size=5)
    (tmp_path / jar.path).parent.mkdir(parents=True)
    (tmp_path / jar.path).write_bytes(b"a jar")
    monkeypatch.setattr(Path, "open", refuse)
    assert not jar.is_whole(tmp_path)


def test_the_folder_of_jars_may_be_a_link(tmp_path: Path) -> None:
    checksum = hashlib.sha256(b"a jar").hexdigest()
    jar = Jar(group="org.example", artifact="one", version="1", classifier="", sha256=checksum, size=5)
    (tmp_path / "jars" / jar.path).parent.mkdir(parents=True)
    (tmp_path / "jars" / jar.path).write_bytes(b"a jar")
    (tmp_path / "link").symlink_to("jars")
    assert jar.is_whole(tmp_path / "link")


def test_no_jars_make_no_folder(tmp_path: Path) -> None:
    assert fetch_jars(tmp_path / "jars", ()) == ()
    assert not (tmp_path / "jars").exists()


def test_a_missing_package_is_named_with_both_ways_out() -> None:
    assert str(extra_missing("jgo")) == (
        "the local server needs the package jgo, which is not installed; in the clone of graphapp, "
        "`pip install '.[local]'` installs it; or set NEO4J_URI to use another Neo4j"
    )
