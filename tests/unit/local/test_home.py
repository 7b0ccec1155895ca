"""The files of a home: where they lie, who may read them, and the sentences when they cannot be used."""

import os
import re
import shutil
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphapp.errors import DatabaseUnavailable, InvalidArgument
from graphapp.local.home import (
    home_folder,
    log_file,
    make_folders,
    make_private,
    one_at_a_time,
    password_file,
    read_password,
    shortage_of_room,
    tail_log,
    writable,
    write_private,
)


def test_a_home_is_chosen_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHAPP_HOME", raising=False)
    usual = home_folder()
    monkeypatch.setenv("GRAPHAPP_HOME", "")
    assert home_folder() == usual
    assert usual.name == "graphapp"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRAPHAPP_HOME", "chosen")
    assert home_folder() == tmp_path / "chosen"


def test_the_home_of_an_unknown_user_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHAPP_HOME", "~nobody-known/graphapp")
    with pytest.raises(InvalidArgument, match=r"^GRAPHAPP_HOME begins with '~nobody-known/graphapp', and there is no"):
        home_folder()


def test_a_home_without_a_server_has_neither_password_nor_log(tmp_path: Path) -> None:
    for question in (read_password, tail_log):
        with pytest.raises(DatabaseUnavailable, match="graphapp server start") as refused:
            question(home=tmp_path)
        assert str(refused.value).startswith(f"no local server has been started under {tmp_path}; start one")


def test_the_log_is_read_from_its_end(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text("one\ntwo\nthree\n", encoding="utf-8")
    assert tail_log(home=tmp_path, lines=2) == "two\nthree\n"


def test_more_lines_than_any_log_has_are_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text("one\ntwo\n", encoding="utf-8")
    assert tail_log(home=tmp_path, lines=10**23) == "one\ntwo\n"


def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    for question, what, file in (
        (read_password, "password", password_file(tmp_path)),
        (tail_log, "log", log_file(tmp_path)),
    ):
        file.mkdir(parents=True)
        with pytest.raises(DatabaseUnavailable, match=rf"^the {what} cannot be read: {re.escape(str(file))}: .+"):
            question(home=tmp_path)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way than file modes.")


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


any_umask = pytest.mark.parametrize("umask", [0, 0o002, 0o022, 0o077, 0o177, 0o777], indirect=True, ids=oct)


@modes
@any_umask
def test_a_home_and_what_is_made_above_it_are_their_users_alone(tmp_path: Path, umask: None) -> None:
    home = tmp_path / "data" / "of graphapp" / "home"
    make_folders(home)
    made = [tmp_path / "data", tmp_path / "data" / "of graphapp", home, *home.iterdir()]
    assert {folder.name: mode(folder) for folder in made} == dict.fromkeys(
        ["data", "of graphapp", "home", "conf", "import", "logs", "run"], 0o700
    )
    write_private(password_file(home), b"secret")
    assert mode(password_file(home)) == 0o600


@modes
@any_umask
def test_a_private_folder_is_private_whatever_it_was(tmp_path: Path, umask: None) -> None:
    cache = tmp_path / "cache" / "jars"
    make_private(cache)
    assert {mode(cache), mode(cache.parent)} == {0o700}
    cache.chmod(0o777)
    make_private(cache)
    assert mode(cache) == 0o700


@modes
def test_a_home_that_others_could_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    make_folders(tmp_path)
    assert {mode(folder) for folder in (tmp_path, *tmp_path.iterdir())} == {0o700}


@modes
def test_a_folder_with_other_things_stays_readable_and_what_is_made_in_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    make_folders(tmp_path)
    assert (mode(tmp_path), mode(tmp_path / "photos")) == (0o755, 0o755)
    assert {mode(folder) for folder in tmp_path.iterdir() if folder.name != "photos"} == {0o700}


def test_a_private_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    # As a process leaves it that was killed while it wrote.
    (tmp_path / "file.part").write_bytes(b"half")
    for content in (b"longer at first", b"short"):
        write_private(file, content)
        assert file.read_bytes() == content
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("free", "sentence"),
    [
        (256 << 20, None),
        ((256 << 20) - 1, "only 255 MiB are free on the disk of {home}; make room there"),
        (0, "only 0 MiB are free on the disk of {home}; make room there"),
    ],
)
def test_a_disk_without_room_is_named(
    free: int, sentence: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    assert shortage_of_room(home=tmp_path) == (sentence and sentence.format(home=tmp_path))


def test_what_the_file_system_refuses_becomes_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable) as refused, writable(tmp_path):
        (tmp_path / "none" / "file").write_bytes(b"")
    assert str(refused.value) == (
        f"the local server cannot use {tmp_path / 'none' / 'file'}: {os.strerror(2)}; "
        "make room there or get permission to write there, then try again"
    )


def test_a_sentence_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"^no room$"), writable(tmp_path):
        raise DatabaseUnavailable("no room")


def test_one_at_a_time_is_inside(tmp_path: Path) -> None:
    entered = threading.Event()

    def enter() -> None:
        with one_at_a_time(tmp_path):
            entered.set()

    other = threading.Thread(target=enter)
    with one_at_a_time(tmp_path):
        other.start()
        assert not entered.wait(0.2)
    other.join(10)
    assert entered.is_set()
