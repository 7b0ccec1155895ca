"""What stands before every page: limits on requests, the headers of every answer, the access log, and the metrics.

The headers follow OWASP's list of secure headers (https://owasp.org/www-project-secure-headers/). A page may load its
own style, script and pictures, and nothing else; no text of the graph can become a script.
"""

import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphapp.web.problems import Problem, problem

ACCESS_LOG: Final = logging.getLogger("graphapp.web.access")

LONGEST_PATH: Final = 8_000
_BROKEN_PERCENT: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_LOOPBACK_NAMES: Final = frozenset(("localhost", "127.0.0.1", "::1", "testserver"))
_CLIENTS_REMEMBERED: Final = 10_000

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A browser may keep an answer, and asks each time whether it is still right: else a new page has an old style.
    "Cache-Control": "no-cache",
}


class TokenBuckets:
    """How many requests each client may make: `rate` a second, and `burst` at once after a rest.

    Remembers the latest clients only; an older one begins with a full bucket again.
    """

    def __init__(self, *, rate: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._now = rate, burst, now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Take a token of the client; False when it has none."""
        now = self._now()
        tokens, at = self._buckets.pop(client, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - at) * self._rate)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > _CLIENTS_REMEMBERED:
            self._buckets.popitem(last=False)
        return allowed


class Guard:
    """The outermost part of the application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        refuse: Callable[[Request, Problem], Response],
        only_loopback: bool = False,
        buckets: TokenBuckets | None = None,
        observe: Callable[[str, int, float], None] | None = None,
    ) -> None:
        """`refuse` makes the answer to a request that goes no further.

        `only_loopback` refuses a `Host` that is no name of this machine, as a rebound name of a foreign page has.
        `observe` gets the method, the status and the seconds of each request.
        """
        self._app, self._refuse = app, refuse
        self._only_loopback, self._buckets, self._observe = only_loopback, buckets, observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            if refusal := self._refusal(scope):
                await self._refuse(Request(scope), refusal)(scope, receive, send_guarded)
            else:
                await self._app(scope, receive, send_guarded)
        finally:
            seconds = time.perf_counter() - began
            if self._observe is not None:
                self._observe(scope["method"], status, seconds)
            ACCESS_LOG.info("%s", _log_line(scope, status, seconds))

    def _refusal(self, scope: Scope) -> Problem | None:
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        query: bytes = scope["query_string"]
        if len(raw) > LONGEST_PATH or len(query) > LONGEST_PATH:
            return problem(414, f"An address of this server has at most {LONGEST_PATH:,} characters.")
        if _BROKEN_PERCENT.search(raw) or _BROKEN_PERCENT.search(query):
            return problem(400, "The address has a percent sign without two digits behind it; write it as %25.")
        try:
            path = unquote(raw.decode("ascii"), errors="strict")
        except UnicodeDecodeError:
            return problem(400, "The address is not UTF-8 in percent-encoding.")
        if _CONTROLS.search(path):
            return problem(400, "The address has a control character, which no name and no id has.")
        if self._only_loopback and not _is_loopback(Headers(scope=scope).get("host", "")):
            return problem(421, "This server answers under the names of this machine only, like localhost.")
        client = scope.get("client")
        if self._buckets is not None and not self._buckets.take(client[0] if client else ""):
            return problem(429, "Too many requests from this address. Wait a few seconds.")
        return None


def _is_loopback(host: str) -> bool:
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower() in _LOOPBACK_NAMES


def _log_line(scope: Scope, status: int, seconds: float) -> str:
    """Client, method, address, status, milliseconds; without what a client could write into the log.

    The path is as it was sent, in ASCII. A status of 0 stands for an answer that did not begin.
    """
    raw: bytes = scope.get("raw_path") or b""
    address = raw[:500].decode("ascii", "backslashreplace") + ("?" if scope["query_string"] else "")
    address += scope["query_string"][:500].decode("ascii", "backslashreplace")
    client = scope.get("client")
    asked = f"{client[0] if client else '-'} {scope['method']} {_CONTROLS.sub('?', address)}"
    return f"{asked} {status} {seconds * 1000:.1f}ms"
