"""Where a database is, and which user connects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from graphapp.errors import InvalidArgument

_SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database is and which user connects; its text never contains the password.

    Creating one raises InvalidArgument for a URI that is not the address of a Neo4j database, and for a setting that is
    no text: no program could use it.
    """

    uri: str
    user: str
    password: str
    database: str = "neo4j"
    locate: Callable[[], Address | None] | None = field(default=None, compare=False)
    """Tells the present address of a server whose port and password may be others after each start, and None while it
    does not run.

    It is None for a server that stays where `uri` says.
    """

    def __post_init__(self) -> None:
        check_uri(self.uri)
        for name in ("user", "password", "database"):
            # Without the value, which may be the password.
            if not isinstance(getattr(self, name), str):
                raise InvalidArgument(f"the {name} of the database is no text")
            if not _is_utf_8(getattr(self, name)):
                raise InvalidArgument(f"the {name} of the database has bytes that are not UTF-8; give it as UTF-8 text")

    def __repr__(self) -> str:
        return f"Address(uri={self.uri!r}, user={self.user!r}, database={self.database!r})"


def check_uri(uri: str) -> None:
    """Raise InvalidArgument for a text that is not the address of a Neo4j database."""
    try:
        parts = urlsplit(uri)
        if parts.scheme not in _SCHEMES:
            raise ValueError(f"it begins with none of {', '.join(f'{scheme}://' for scheme in _SCHEMES)}")
        if not parts.hostname:
            # The driver would take this machine.
            raise ValueError("it names no host")
        # Both raise ValueError: for a port out of range, and for a host that has no form in the domain name system.
        _, _ = parts.port, parts.hostname.encode("idna")
    except ValueError as error:
        raise invalid_address(uri, error) from None


def _is_utf_8(value: str) -> bool:
    """Whether it has no half of a surrogate pair; Python writes bytes that it cannot decode as such halves."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def invalid_address(uri: str, reason: Exception) -> InvalidArgument:
    """The error for a URI that is not accepted as an address."""
    return InvalidArgument(
        f"{uri!r} is not the address of a Neo4j database ({reason}); "
        "write it like neo4j://localhost:7687 or bolt://localhost:7687"
    )
