"""Which database is used."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graphapp.address import Address
from graphapp.connection import find_address
from graphapp.errors import DatabaseUnavailable, InvalidArgument

BOTH = {"NEO4J_URI": "bolt://env:1", "NEO4J_PASSWORD": "env"}


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ({}, BOTH, ("bolt://env:1", "neo4j", "env", "neo4j")),
        ({"uri": "bolt://arg:2"}, BOTH, ("bolt://arg:2", "neo4j", "env", "neo4j")),
        ({"password": "arg"}, BOTH, ("bolt://env:1", "neo4j", "arg", "neo4j")),
        ({}, BOTH | {"NEO4J_USER": "u"}, ("bolt://env:1", "u", "env", "neo4j")),
        ({}, BOTH | {"NEO4J_USER": "u", "NEO4J_USERNAME": "un"}, ("bolt://env:1", "un", "env", "neo4j")),
        ({"user": "arg"}, BOTH | {"NEO4J_USERNAME": "un"}, ("bolt://env:1", "arg", "env", "neo4j")),
        ({}, BOTH | {"NEO4J_DATABASE": "papers"}, ("bolt://env:1", "neo4j", "env", "papers")),
        ({"database": "arg"}, BOTH | {"NEO4J_DATABASE": "papers"}, ("bolt://env:1", "neo4j", "env", "arg")),
    ],
)
def test_arguments_come_before_the_environment(
    arguments: dict[str, str], environment: dict[str, str], expected: tuple[str, ...], tmp_path: Path
) -> None:
    found = find_address(**arguments, environment=environment, home=tmp_path)
    assert (found.uri, found.user, found.password, found.database) == expected


def test_an_address_without_a_password_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="set NEO4J_PASSWORD"):
        find_address("bolt://x:1", environment={}, home=tmp_path)


def test_an_address_with_a_password_in_it_is_refused_without_showing_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="the address of x:1 contains a user or a password") as refused:
        find_address("bolt://neo4j:secret@x:1", environment={}, home=tmp_path)
    assert "secret" not in str(refused.value)


def test_an_empty_variable_is_no_address(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="no database is given"):
        find_address(environment={"NEO4J_URI": "", "NEO4J_PASSWORD": "p"}, home=tmp_path)


def test_without_any_setting_the_error_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="graphapp server start"):
        find_address(environment={}, home=tmp_path)


def test_a_user_and_a_password_that_are_given_hold_for_the_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    running = SimpleNamespace(address="bolt://127.0.0.1:1", user="neo4j", database="neo4j")
    monkeypatch.setattr("graphapp.local.status", lambda home: running)
    monkeypatch.setattr("graphapp.connection.read_password", lambda home: "stored")
    variables = {"NEO4J_USERNAME": "env", "NEO4J_PASSWORD": "env"}
    found = find_address(environment=variables)
    assert (found.user, found.password) == ("neo4j", "stored")
    found = find_address(user="ada", password="typed", environment=variables)
    assert (found.user, found.password) == ("ada", "typed")


def test_an_address_never_shows_its_password() -> None:
    assert "secret" not in repr(Address(uri="bolt://x:1", user="neo4j", password="secret"))


@pytest.mark.parametrize(
    "uri",
    [
        "http://x:7474",
        "https://x",
        "ftp://x",
        "file:///x",
        "x:7687",
        "://x",
        "bolt",
        "bolt://x:99999",
        "bolt://x:y",
        "bolt://x:-1",
        "bolt://[::1",
        "bolt://[x]:1",
        "bolt://..",
        "bolt://",
        "neo4j://:7687",
        f"bolt://{'x' * 64}",
        "bolt://a\u2100b",
        "bolt://x\udcff",
        "neo4j+x://x",
    ],
)
def test_a_uri_that_is_no_address_is_refused_before_anything_connects(uri: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="is not the address of a Neo4j database") as refused:
        find_address(uri, password="secret", environment={}, home=tmp_path)
    assert str(refused.value).isprintable()
    with pytest.raises(InvalidArgument, match="is not the address"):
        find_address(uri, environment={}, home=tmp_path)


@pytest.mark.parametrize(
    "uri", ["bolt://x", "BOLT+S://x:1", "neo4j+ssc://[::1]:1", "neo4j://x?region=y", "bolt://münchen"]
)
def test_an_address_has_a_scheme_of_neo4j_a_host_and_perhaps_a_port(uri: str, tmp_path: Path) -> None:
    assert find_address(uri, password="secret", environment={}, home=tmp_path).uri == uri


@pytest.mark.parametrize("name", ["uri", "user", "password", "database"])
def test_a_setting_that_is_no_text_is_named(name: str, tmp_path: Path) -> None:
    given: dict[str, Any] = {"uri": "bolt://x:1", "password": "p", name: 5}
    with pytest.raises(InvalidArgument, match=f"{name} .* text$"):
        find_address(**given, environment={}, home=tmp_path)


@pytest.mark.parametrize("name", ["user", "password", "database"])
@pytest.mark.parametrize("value", ["\udcff", "secret\udcc3"])
def test_a_setting_in_other_bytes_than_utf_8_is_named_and_not_shown(name: str, value: str, tmp_path: Path) -> None:
    given = {"password": "p", name: value}
    with pytest.raises(InvalidArgument) as refused:
        find_address("bolt://x:1", **given, environment={}, home=tmp_path)
    assert str(refused.value) == f"the {name} of the database has bytes that are not UTF-8; give it as UTF-8 text"
    with pytest.raises(InvalidArgument, match=f"the {name} of the database"):
        find_address(environment=BOTH | {f"NEO4J_{name.upper()}": value}, home=tmp_path)
