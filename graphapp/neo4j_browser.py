"""Links that open Neo4j Browser at a database, with a query in its editor. Pure: nothing here opens a page.

Neo4j Browser reads its own address (https://neo4j.com/docs/browser/operations/browser-url-parameters; tried with
5.24.0): `dbms` and `db` fill in its form to connect, `cmd=edit` puts the text `arg` into its editor, where one click
runs it. A text with `:param` lines would run, but as a script, which Browser does not draw. So values stand in the
statement itself. Browser decodes its address before it looks for the end of `arg`, and takes a text with a semicolon
for a script: a literal spells `&`, `#` and `;` by their numbers, which Cypher understands.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from graphapp.errors import InvalidArgument
from graphapp.queries import Query, load_query, with_literals
from graphapp.services.catalog import asked_venue_id
from graphapp.services.clusters import readings_of
from graphapp.services.names import similar_forms, similar_ranges

HTTP_PORT: Final = 7474
HTTPS_PORT: Final = 7473
"""Neo4j's own defaults."""

LONGEST_LINK: Final = 30_000
"""Characters; Neo4j's web server refuses a request of 32 KiB."""

_LOOPBACK: Final = {"127.0.0.1", "::1"}
_PLAIN_USER: Final = re.compile(r"[\w.~-]+", re.ASCII)
_PLAIN_KEY: Final = re.compile(r"[a-z]\w*", re.ASCII)


def browser_address(uri: str) -> str:
    """Where Neo4j Browser is, as a guess from the address of the database: the same host and Neo4j's default port.

    `http://host:7474/browser/`, and `https://host:7473/browser/` for `neo4j+s://host` and its like. Known, not guessed,
    is only the local server's (`ServerStatus.browser`); Aura and changed ports have another one.
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

    With a query, it stands in the editor: its statement under its title, with the values of `parameters`, or of the
    file's examples where they lack one. The link holds no password, and no user whose name Browser would show with
    percent signs in it. Raises InvalidArgument for a value that Cypher has no literal for, and for a link longer than
    Neo4j takes.
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
    """The value as Cypher writes it: a text, number, truth value or null, or a list or map of such.

    In a text, what cannot be seen and what would end the text of a link is written as `\\uXXXX`. The keys of a map are
    words. Raises InvalidArgument for a value of another type.
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


def query_of(service: str, arguments: Mapping[str, Any]) -> tuple[Query, dict[str, object]]:
    """The query that shows in Neo4j Browser what a service answers, and its parameters, both for `browser_url`.

    `arguments` are those that the service's function was called with, by name; its defaults may be left out. Where a
    query draws the answer, it is that one; it has limits of its own. Else it is the reading query that the service
    begins with. Raises InvalidArgument as the service does for a text that is no name or venue.
    """
    name, parameters = ANSWERS[service](arguments)
    return load_query(name), parameters


_Asked = tuple[str, dict[str, object]]
"""The name of a query and its parameters."""


def _name_cluster(asked: Mapping[str, Any]) -> _Asked:
    if asked.get("match", "exact") == "exact":
        return "browser/name_cluster", {"name": _key(asked["name"])}
    return "read/name_cluster", {"key": readings_of(asked["name"])[-1].fold_key, "match": "fold", "after": None}


def _coauthor_neighborhood(asked: Mapping[str, Any]) -> _Asked:
    filters = {name: asked.get(name) for name in ("since", "until", "venue", "max_authors")}
    name = asked.get("name") or ""
    if asked.get("author_id") is not None:
        given = {"property": "author_id", "values": [asked["author_id"]]}
    elif asked.get("match", "exact") == "exact":
        if all(value is None for value in filters.values()):
            return "browser/coauthor_neighborhood", {"name": _key(name)}
        given = {"property": "name_key", "values": [reading.name_key for reading in readings_of(name)]}
    else:
        given = {"property": "fold_key", "values": [reading.fold_key for reading in readings_of(name)]}
    venue = filters.pop("venue")
    return "read/coauthor_works", {
        **given,
        **filters,
        "venue_id": None if venue is None else asked_venue_id(venue),
        "shown": "name_key",
        "rows_of": "all",
    }


def _similar_names(asked: Mapping[str, Any]) -> _Asked:
    base = readings_of(asked["name"])[-1]
    forms = similar_forms(base)
    return "read/similar_names", {"fold_keys": sorted(forms), "ranges": similar_ranges(base, forms)}


def _ambiguous_names(asked: Mapping[str, Any]) -> _Asked:
    by = {"rows": "read/names_by_rows", "works": "read/names_by_authorships"}
    return by[asked.get("by", "rows")], {"limit": asked["limit"]} if "limit" in asked else {}


ANSWERS: Final[Mapping[str, Callable[[Mapping[str, Any]], _Asked]]] = {
    "name_cluster": _name_cluster,
    "coauthor_neighborhood": _coauthor_neighborhood,
    "collaboration_path": lambda asked: (
        "browser/collaboration_path",
        {"a": _key(asked["a"]), "b": _key(asked["b"])},
    ),
    "coauthor_graph": lambda asked: ("browser/coauthor_graph", {"names": [_key(name) for name in asked["names"]]}),
    "likely_collaborators": lambda asked: (
        "read/coauthors",
        {"property": "name_key", "values": [_key(asked["name"])], "with_rows": True},
    ),
    "similar_names": _similar_names,
    "ambiguous_names": _ambiguous_names,
    "paper": lambda asked: ("browser/work_rows", {"id": asked["id"]}),
    "explain_work": lambda asked: ("browser/work_rows", {"id": asked["id"]}),
    "venue": lambda asked: (
        "browser/venue_community",
        {"venue": asked_venue_id(asked["name"]), "year": asked.get("year")},
    ),
    "sources": lambda asked: ("read/sources", {}),
    "graph_counts": lambda asked: ("read/graph_counts", {}),
    "check": lambda asked: ("read/broken_invariants", {}),
}
"""Service -> the query that shows its answer, and its parameters, from the service's arguments."""


def _key(name: str) -> str:
    return readings_of(name)[0].name_key


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
