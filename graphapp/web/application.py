"""The ASGI application: addresses, handlers, errors, and the guard around them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

import anyio.to_thread
from starlette.applications import Starlette
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphapp.errors import GraphAppError
from graphapp.graph import Graph
from graphapp.present.pictures.links import text_of_page
from graphapp.services.source_records import source_records
from graphapp.web import KEPT_MEGABYTES
from graphapp.web.description import openapi
from graphapp.web.freshness import Freshness
from graphapp.web.guards import Guard, TokenBuckets
from graphapp.web.kept_answers import KeptAnswers
from graphapp.web.page_pictures import SCRIPT, STYLESHEET
from graphapp.web.pages import PAGES
from graphapp.web.problems import problem_of
from graphapp.web.rendering import Renderer
from graphapp.web.site import Site, redirect
from graphapp.web.twins import DOWNLOADS, TWINS, download_handler, twin_handler

_THREADS: Final = 16
"""Questions to the database at the same time; each has a connection, and the others wait for their turn."""
_COMPRESSED_FROM: Final = 1_400
"""Bytes; a shorter answer fits in one packet anyway."""
_NO_WEIGHT: Final = re.compile(r"q=0(\.0*)?")
_BURST_SECONDS: Final = 10
_MEGABYTE: Final = 1 << 20


def make_app(
    graph: Graph,
    *,
    only_loopback: bool = True,
    metrics: bool = False,
    requests_per_second: float | None = None,
    licences: Mapping[str, str] | None = None,
    kept_megabytes: int = KEPT_MEGABYTES,
) -> ASGIApp:
    """The application on a connected graph, which stays the caller's to close.

    `only_loopback` answers under the names of this machine only. `metrics` adds `/metrics` for Prometheus.
    `requests_per_second` is each client's limit, None for none; ten seconds' worth may come at once. `licences` are
    notes for the page about the sources, by name. `kept_megabytes` is the memory for finished answers, 0 for none.
    """
    site = Site(
        graph=graph,
        freshness=Freshness(graph),
        kept=KeptAnswers(most_bytes=kept_megabytes * _MEGABYTE),
        renderer=Renderer(),
        licences=dict(licences or {}),
    )
    observe, more = _metrics() if metrics else (None, [])
    errors: dict[Any, Any] = dict.fromkeys((GraphAppError, 400, 404, 405, Exception), site.on_error)
    app = Starlette(
        routes=[*_routes(site), *more],
        exception_handlers=errors,
        middleware=[Middleware(_Compression, minimum_size=_COMPRESSED_FROM, compresslevel=5)],
        lifespan=_lifespan,
    )
    # Starlette would lead to http:// and the host of the request, also behind a server with TLS.
    app.router.redirect_slashes = False
    buckets = None
    if requests_per_second is not None:
        buckets = TokenBuckets(rate=requests_per_second, burst=max(int(requests_per_second * _BURST_SECONDS), 1))
    return Guard(app, refuse=site.refuse, only_loopback=only_loopback, buckets=buckets, observe=observe)


class _Text(PathConvertor):
    """The text of a page in its path; `page_text` says how it stands there."""

    def convert(self, value: str) -> str:
        return text_of_page(value)


register_url_convertor("text", _Text())


class _Compression(GZipMiddleware):
    """Compression for clients that take it; Starlette takes each header that has the letters gzip for consent."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        accepted = ",".join(Headers(scope=scope).getlist("accept-encoding"))
        others = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        said = [(b"accept-encoding", b"gzip")] if takes_gzip(accepted) else []

        async def send_with_vary(message: Message) -> None:
            # An answer to HEAD may come without its text, from which Starlette sees whether it would be compressed.
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_long = int(headers.get("content-length", "0")) >= self.minimum_size
                if is_long and "accept-encoding" not in headers.get("vary", "").lower():
                    headers.add_vary_header("Accept-Encoding")
            await send(message)

        sent = send_with_vary if scope["method"] == "HEAD" else send
        await super().__call__({**scope, "headers": [*others, *said]}, receive, sent)


def takes_gzip(accepted: str) -> bool:
    """Whether the header Accept-Encoding lists gzip, or all codings, with a weight that is not 0 (RFC 9110, 12.5.3)."""
    weights: dict[str, bool] = {}
    for coding in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in coding.split(";"))
        weights[name] = not any(_NO_WEIGHT.fullmatch(parameter) for parameter in parameters)
    return next((weights[name] for name in ("gzip", "x-gzip", "*") if name in weights), False)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


def _routes(site: Site) -> list[BaseRoute]:
    """The addresses in the order in which they are tried: an ending comes before the name that could have it."""
    routes: list[BaseRoute] = [
        Route("/healthz", partial(_health, site)),
        Route("/openapi.json", _openapi),
        Route("/static/picture.css", partial(_text, STYLESHEET, "text/css")),
        Route("/static/picture.js", partial(_text, SCRIPT, "text/javascript")),
        Mount("/static", StaticFiles(packages=[("graphapp.web", "static")])),
    ]
    routes += [Route(f"/name-cluster/{{name:text}}{suffix}", download_handler(site, suffix)) for suffix in DOWNLOADS]
    routes += [Route(twin.path.replace("}", ":text}"), twin_handler(site, twin)) for twin in TWINS]
    routes += [Route(path, partial(page, site)) for path, page in PAGES.items()]
    routes += [Route(f"{path}/", partial(redirect, path=path)) for path in PAGES if "{" not in path and path != "/"]
    return routes


def _health(site: Site, request: Request) -> Response:
    """Whether the database answers at this moment."""
    try:
        source_records(site.graph)
    except GraphAppError as error:
        found = problem_of(error)
        return JSONResponse({"status": "unavailable", "detail": found.detail}, 503, headers=found.headers)
    return JSONResponse({"status": "ok"})


def _text(text: str, media_type: str, request: Request) -> Response:
    return Response(text, media_type=media_type)


def _openapi(request: Request) -> Response:
    return JSONResponse(openapi())


def _metrics() -> tuple[Callable[[str, int, float], None], list[BaseRoute]]:
    """Requests and their times for Prometheus, in a registry of this application."""
    from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

    registry = CollectorRegistry()
    requests = Counter("graphapp_requests", "Requests answered.", ["method", "status"], registry=registry)
    seconds = Histogram("graphapp_request_seconds", "Time from a request to its whole answer.", registry=registry)
    methods = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"))

    def observe(method: str, status: int, taken: float) -> None:
        # A client names the method, and each name would be kept for ever.
        requests.labels(method if method in methods else "other", str(status)).inc()
        seconds.observe(taken)

    def answer(request: Request) -> Response:
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    return observe, [Route("/metrics", answer)]
