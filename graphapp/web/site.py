"""What every handler shares: the graph, the templates, and answers with their tags, links and errors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphapp.errors import GraphAppError
from graphapp.graph import Graph
from graphapp.rules.steering import visible
from graphapp.web import addresses
from graphapp.web.freshness import Freshness, is_known
from graphapp.web.kept_answers import KeptAnswers
from graphapp.web.near_links import near_links
from graphapp.web.problems import Problem, fault, problem, problem_of, problem_response
from graphapp.web.rendering import Renderer

_LOG: Final = logging.getLogger("graphapp.web")
"""For whoever runs the server: Python writes it to standard error where nothing else is set up."""

_SENTENCES: Final = {
    404: "There is no page at this address.",
    405: "This address is for reading: it answers GET and HEAD only.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One running web server's parts."""

    graph: Graph
    freshness: Freshness
    kept: KeptAnswers
    renderer: Renderer
    licences: dict[str, str]
    """Name of a source -> a note of its licence, for the page about what is loaded."""

    def answer(self, request: Request, make: Callable[[], Response]) -> Response:
        """What `make` gives, with its tag; without making it where the browser's own is still right, or one is kept.

        Nothing but the address may decide what `make` gives.
        """
        # Not the address of `request.url`, which is the same for a question mark in a name and for %3F in one.
        etag = self.freshness.etag(request.scope["path"], request.scope["query_string"])
        headers = {"ETag": etag} if etag else {}
        known = request.headers.get("if-none-match", "")
        if is_known(etag, known):
            return Response(status_code=304, headers=headers)
        response = None if etag is None else self.kept.get(etag)
        is_kept = response is not None
        response = response or make()
        # The star stands for whatever there is (RFC 9110, 13.1.2), which only an answer shows.
        if known.strip() == "*" and response.status_code == 200:
            return Response(status_code=304, headers=headers)
        if response.status_code == 200 and not is_kept:
            response.headers.update(headers)
            if etag is not None and request.method == "GET":
                self.kept.put(etag, response)
        return response

    def page(
        self,
        request: Request,
        template: str,
        /,
        *,
        status: int = 200,
        twin: str | None = None,
        next: str | None = None,
        previous: str | None = None,
        **values: object,
    ) -> Response:
        """A page of HTML: `twin` is the address of the same answer in JSON, `next` and `previous` of other parts of it.

        The template has them as values, and the header Link names them.
        """
        text = self.renderer.render(template, path=request.url.path, twin=twin, next=next, previous=previous, **values)
        headers = link_header(alternate=twin, next=next, prev=previous)
        return Response(text, status_code=status, media_type="text/html", headers=headers)

    def refuse(self, request: Request, found: Problem, headers: dict[str, str] | None = None) -> Response:
        """A problem: as JSON for a program, as a page for a person."""
        if wants_json(request):
            return problem_response(found, headers)
        near = near_links(request, found.detail, found.near)
        response = self.page(request, "problem.html", status=found.status, problem=found, near=near)
        response.headers.update(found.headers | (headers or {}))
        return response

    async def on_error(self, request: Request, error: Exception) -> Response:
        """The answer to a request whose question, or whose database, is at fault."""
        if isinstance(error, GraphAppError):
            found = problem_of(error)
            if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                # The answer does not say where the database is, nor whose password it refuses.
                _LOG.error("%s", visible(str(error)))
            return self.refuse(request, found)
        if isinstance(error, HTTPException):
            headers = dict(error.headers or {})
            sentence = _SENTENCES.get(error.status_code, error.detail)
            return self.refuse(request, problem(error.status_code, sentence), headers)
        return self.refuse(request, fault())


def redirect(request: Request, path: str) -> Response:
    """To the one address of a thing; not for ever, since the rules of names may change."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, status_code=302)


def same_page(request: Request, **changed: Any) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    return addresses.with_query(addresses.same_address(request.scope["path"]), **dict(request.query_params) | changed)


def same_question(request: Request, path: str, *left_out: str) -> str:
    """Another address with the parameters of this one, but for those that only this one has."""
    given = {name: value for name, value in request.query_params.items() if value and name not in left_out}
    return addresses.with_query(path, **given)


def twin_of(request: Request, path: str, *left_out: str) -> str:
    """The answer in JSON to the question of the page at the path; `left_out` are parameters that pages alone have."""
    return same_question(request, f"{path}.json", *left_out)


def wants_json(request: Request) -> bool:
    """Whether the one who asks is a program: by the address, else by what it accepts."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("json" in accepted and "text/html" not in accepted)


def link_header(**relations: str | None) -> dict[str, str]:
    """The header Link (RFC 8288) of the relations that are not None."""
    links = [f'<{quote(to, safe="/:?&=%+,;@")}>; rel="{name}"' for name, to in relations.items() if to is not None]
    return {"Link": ", ".join(links)} if links else {}
