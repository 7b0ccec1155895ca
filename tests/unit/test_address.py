"""An address is checked when it is made, and its text never contains the password."""

from typing import Any

import pytest

from graphapp.address import Address
from graphapp.errors import InvalidArgument


@pytest.mark.parametrize("uri", ["neo4j://localhost", "bolt://127.0.0.1:7687", "neo4j+s://a.example.org:7687"])
def test_the_address_of_a_database_is_taken(uri: str) -> None:
    assert Address(uri=uri, user="ada", password="x").database == "neo4j"


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "localhost:7687",
        "http://localhost:7474",
        "bolt://localhost:70000",
        "bolt://[::1",
        "bolt://:7687",
        "bolt://" + "a" * 99 + ".org",
    ],
)
def test_what_is_no_address_of_a_database_is_refused(uri: str) -> None:
    with pytest.raises(InvalidArgument, match="is not the address of a Neo4j database"):
        Address(uri=uri, user="ada", password="x")


@pytest.mark.parametrize("setting", ["user", "password", "database"])
def test_a_setting_that_is_no_text_is_refused_without_its_value(setting: str) -> None:
    settings: dict[str, Any] = {"user": "ada", "password": "x", "database": "neo4j"} | {setting: "secret\udcff"}
    with pytest.raises(InvalidArgument) as refused:
        Address(uri="bolt://localhost:7687", **settings)
    assert setting in str(refused.value)
    assert "secret" not in str(refused.value)


def test_its_text_has_no_password() -> None:
    assert "secret" not in repr(Address(uri="bolt://localhost:7687", user="ada", password="secret"))
