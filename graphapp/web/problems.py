"""Errors as answers: a status, a sentence, and for programs a problem (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457).

Only errors of the question keep their own sentence. Those of the database name its address, which no answer may show.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import msgspec
from starlette.responses import Response

from graphapp.errors import (
    DatabaseUnavailable,
    GraphAppError,
    GraphChanged,
    IndexMissing,
    InvalidArgument,
    NotFound,
    QueryTooLarge,
    Refused,
    UserRefused,
)
from graphapp.rules.steering import visible

PROBLEM: Final = "application/problem+json"

_SENTENCES: Final[dict[type[GraphAppError], str]] = {
    UserRefused: "The database refuses the user or the password of this server. Whoever runs it can read more in its "
    "log, and start it again with the right ones.",
    DatabaseUnavailable: "The database does not answer at the moment. Try again in a few seconds.",
    GraphChanged: "The graph is being written to, so no whole answer could be read. Try again in a few seconds.",
    IndexMissing: "The database has no index to search in: nothing is loaded, or an older version of graphapp loaded "
    "it. Whoever runs this server can make it with `graphapp schema apply`.",
    QueryTooLarge: "This question takes more time or memory than one page may. Ask for less: fewer hops, a span of "
    "years, a smaller limit; the command line has no such bound.",
    Refused: "What this question needs was not learned from the graph yet, or the graph is too small for it. Whoever "
    "runs this server can try `graphapp learn`.",
}
_FAULT: Final = "Something went wrong on the server. The log of the server says more."
_RETRY_SECONDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong with one request; the fields are the members of RFC 9457."""

    title: str
    """The name of the status."""
    status: int
    detail: str
    """A sentence for a person."""
    near: tuple[str, ...] = ()
    """Names that exist and are like the one that was not found."""

    @property
    def headers(self) -> dict[str, str]:
        """Headers of its answer: when to try again."""
        return {"Retry-After": str(_RETRY_SECONDS)} if self.status in (429, 503) else {}


def problem_of(error: GraphAppError) -> Problem:
    """The problem that an error of a service or of a question is."""
    status = error.http_status
    if isinstance(error, InvalidArgument | NotFound):
        near = error.near if isinstance(error, NotFound) else ()
        return problem(status, _as_sentence(str(error)), near=near)
    return problem(status, next((text for kind, text in _SENTENCES.items() if isinstance(error, kind)), _FAULT))


def problem(status: int, detail: str, *, near: tuple[str, ...] = ()) -> Problem:
    """A problem with a sentence for a person."""
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, near=near)


def fault() -> Problem:
    """The problem for a fault of the server itself."""
    return problem(500, _FAULT)


def problem_response(found: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem for a program."""
    return Response(
        msgspec.json.encode(found),
        status_code=found.status,
        media_type=PROBLEM,
        headers=found.headers | (headers or {}),
    )


def _as_sentence(message: str) -> str:
    text = visible(message[:1].upper() + message[1:])
    return text if text.endswith((".", "?", "!")) else f"{text}."
