"""Links that open Neo4j Browser at a database, with a query in its editor. Pure: nothing here opens a page.

Neo4j Browser reads its own address (https://neo4j.com/docs/browser/operations/browser-url-parameters; tried with
5.24.0): `dbms` and `db` fill in its form to connect, `cmd=edit` puts the text `arg` into its editor, where one click
runs it. A text with `:param` lines would run, but as a script, and Browser does not draw the result of a script. So the
values are in the statement itself. Browser decodes its address before it looks for the end of `arg`, and treats a text
with a semicolon as a script: a literal therefore writes `&`, `#` and `;` as escapes, which Cypher understands.
"""

import json
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from graphapp.errors import InvalidArgument
from graphapp.queries import Query, with_literals

HTTP_PORT: Final = 7474
HTTPS_PORT: Final = 7473
"""Neo4j's own defaults."""

LONGEST_LINK: Final = 30_000
"""Characters; Neo4j's web server refuses a request of 32 KiB."""

_LOOPBACK: Final = {"127.0.0.1", "::1"}
_PLAIN_USER: Final = re.compile(r"[\w.~-]+", re.ASCII)
_PLAIN_KEY: Final = re.compile(r"[a-z]\w*", re.ASCII)


def browser_address(uri: str) -> str:
    """The address of Neo4j Browser, guessed from that of the database: the same host and Neo4j's default port.

    `http://host:7474/browser/`, and `https://host:7473/browser/` for `neo4j+s://host` and similar.
    `ServerStatus.browser` is the exact address for the local server. On Aura and with other ports the guess is wrong.
    """
    secure = "+s" in urlsplit(uri).scheme
    scheme, port = ("https", HTTPS_PORT) if secure else ("http", HTTP_PORT)
    return f"{scheme}://{_host(uri)}:{port}/browser/"


def browser_url(
    browser: str,
    *,
    uri: str,
    user: str,
    database: str,
    query: Query | None = None,
    parameters: Mapping[str, object] | None = None,
) -> str:
    """The link that opens Neo4j Browser, at the address `browser`, for the database at `uri`, as `user`.

    A query is put into the editor: its statement under its title, with the values of `parameters`, or of the file's
    examples for those that are missing. The link contains no password, and no user name that Browser would show with
    percent signs. Raises InvalidArgument for a value that Cypher has no literal for, and for a link longer than Neo4j
    takes.
    """
    parts = urlsplit(uri)
    port = f":{parts.port}" if parts.port else ""
    login = f"{user}@" if _PLAIN_USER.fullmatch(user) else ""
    fields = {"dbms": f"{parts.scheme}://{login}{_host(uri)}{port}", "db": database}
    if query is not None:
        literals = query.parameters | {name: cypher_literal(value) for name, value in (parameters or {}).items()}
        fields |= {"cmd": "edit", "arg": with_literals(query, literals)}
    link = f"{browser}?{urlencode(fields, safe=':/@')}"
    if len(link) > LONGEST_LINK:
        raise InvalidArgument(f"a link of {len(link):,} characters is longer than Neo4j Browser takes; ask for less")
    return link


def cypher_literal(value: object) -> str:
    """The value as a Cypher literal: a text, number, truth value or null, or a list or map of these.

    In a text, invisible characters and those that would end the text of a link are written as `\\uXXXX`. The keys of a
    map are words. Raises InvalidArgument for a value of another type.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            # Cypher's escapes are JSON's: https://neo4j.com/docs/cypher-manual/5/syntax/expressions
            return "".join(map(_spell, json.dumps(value, ensure_ascii=False)))
        case list() | tuple():
            return f"[{', '.join(map(cypher_literal, value))}]"
        case dict() if all(_PLAIN_KEY.fullmatch(key) for key in value):
            entries = (f"{key}: {cypher_literal(entry)}" for key, entry in value.items())
            return f"{{{', '.join(entries)}}}"
    raise InvalidArgument(f"Cypher has no literal for {repr(value)[:100]}")


def _host(uri: str) -> str:
    host = urlsplit(uri).hostname or "localhost"
    if host in _LOOPBACK:
        # One name for this machine: Neo4j Browser keeps password and style by the page's address.
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _spell(letter: str) -> str:
    if letter.isprintable() and letter not in "&#;":
        return letter
    code = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{code[place : place + 4]}" for place in range(0, len(code), 4))
