"""From what a request named and the graph has not to what it has: the same question with one of the near values.

An error says which text it is about, but not in which parameter it stood, and a request may have several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from graphapp.errors import InvalidArgument
from graphapp.rules.names import clean, name_key
from graphapp.services.author_rows import readings_of
from graphapp.web import addresses

_OF_ANSWERS: Final = ("after", "page")
"""Parameters that belong to an answer to the old question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLink:
    """A value that exists, and the address of the question with it."""

    value: str
    address: str


def near_links(request: Request, message: str, near: Iterable[str]) -> tuple[NearLink, ...]:
    """The address of the request with each near value in the place of the text that the message is about."""
    given = {name: value for name, value in parse_qsl(request.url.query) if name not in _OF_ANSWERS}
    in_path: Mapping[str, str] = request.scope.get("path_params", {})
    wrong = next((name for name, value in given.items() if _is_about(message, value)), None)
    page = addresses.same_address(request.scope["path"])
    links = []
    for value in near:
        if wrong is not None and not any(_is_about(message, text) for text in in_path.values()):
            address = addresses.with_query(page, **given | {wrong: value})
        elif in_path:
            text = name_key(value) if "name" in in_path else value
            address = addresses.with_query(addresses.text_address(page.split("/")[1], text), **given)
        else:
            address = addresses.cluster_address(name_key(value))
        links.append(NearLink(value=value, address=address))
    return tuple(links)


def _is_about(message: str, value: str) -> bool:
    """Whether the message quotes a parameter, as it was typed or as a name is read."""
    return any(repr(text) in message for text in _spellings(value))


def _spellings(value: str) -> Iterator[str]:
    yield value[:100]
    yield clean(value)
    with suppress(InvalidArgument):
        yield from (reading.name for reading in readings_of(value))
