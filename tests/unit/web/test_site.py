"""What handlers share."""

from functools import partial
from typing import cast

import pytest
from starlette.requests import Request
from starlette.responses import Response

from graphapp.graph import Graph
from graphapp.web.freshness import Freshness
from graphapp.web.kept_answers import KeptAnswers
from graphapp.web.rendering import Renderer
from graphapp.web.site import Site, link_header, wants_json


@pytest.mark.parametrize(
    ("path", "accept", "program"),
    [
        ("/paper/1", "text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("/paper/1", "*/*", False),
        ("/paper/1", "", False),
        ("/paper/1.json", "text/html", True),
        ("/paper/1", "application/problem+json", True),
        ("/paper/1", "application/json, text/html", False),
    ],
)
def test_a_program_says_so(path: str, accept: str, program: bool) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept", accept.encode())],
    }
    assert wants_json(Request(scope)) is program


class _Told(Freshness):
    """The state of a graph is what a test says."""

    told: str | None = "a"

    def state(self) -> str | None:
        return self.told


def _request(
    path: str, query: bytes = b"", *, method: str = "GET", headers: list[tuple[bytes, bytes]] | None = None
) -> Request:
    return Request({"type": "http", "method": method, "path": path, "query_string": query, "headers": headers or []})


@pytest.fixture
def site() -> Site:
    """A site whose graph is not asked."""
    graph = cast(Graph, None)
    kept = KeptAnswers(most_bytes=1 << 20)
    return Site(graph=graph, freshness=_Told(graph), kept=kept, renderer=Renderer(), licences={})


def _told(site: Site) -> _Told:
    assert isinstance(site.freshness, _Told)
    return site.freshness


def test_each_address_has_an_answer_of_its_own(site: Site) -> None:
    # One path may have a question mark, another one %3F, both after decoding; Starlette's own address is one for both.
    addresses = [
        (path, query)
        for path in ("/a", "/a?", "/a?b", "/a%3F", "/a%3Fb", "/a#", "/a%23", "/a.json", "/b", "/a\\", "/a%5C")
        for query in (b"", b"b", b"?", b"b=%C3%BC", b"b=\xc3\xbc")
    ]
    for again in (False, True):
        for number, (path, query) in enumerate(addresses):
            answer = site.answer(_request(path, query), partial(Response, f"{number} {again}"))
            assert answer.body == f"{number} False".encode()


def test_an_answer_is_of_one_state(site: Site) -> None:
    told = _told(site)
    seen: list[tuple[bytes, bool]] = []
    for told.told in ("a", "a", "b", None, None, "a"):
        answer = site.answer(_request("/a"), partial(Response, str(len(seen))))
        seen.append((bytes(answer.body), "etag" in answer.headers))
    assert seen == [(b"0", True), (b"0", True), (b"2", True), (b"3", False), (b"4", False), (b"0", True)]


@pytest.mark.parametrize(("status", "answered"), [(200, 304), (404, 404), (302, 302)])
def test_a_star_is_whatever_answer_there_is(site: Site, status: int, answered: int) -> None:
    request = _request("/a", headers=[(b"if-none-match", b"*")])
    assert site.answer(request, lambda: Response("a", status)).status_code == answered
    site.answer(_request("/b"), lambda: Response("b"))
    assert site.answer(_request("/b", headers=[(b"if-none-match", b" * ")]), lambda: Response("c")).status_code == 304
    _told(site).told = None
    assert site.answer(request, lambda: Response("a", status)).status_code == answered


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("GET", 404), ("GET", 302), ("GET", 503)])
def test_nothing_but_a_whole_answer_to_a_get_is_kept(site: Site, method: str, status: int) -> None:
    site.answer(_request("/a", method=method), lambda: Response("a", status))
    assert site.kept.bytes == 0
    assert site.answer(_request("/a"), lambda: Response("b")).body == b"b"
    assert site.answer(_request("/a", method="HEAD"), lambda: Response("c")).body == b"b"


def test_links_are_in_ascii_and_cannot_end_their_header() -> None:
    assert link_header(next="/a?b=c&d=%C3%BC", prev=None) == {"Link": '</a?b=c&d=%C3%BC>; rel="next"'}
    assert link_header(next='/ü>\r\n"') == {"Link": '</%C3%BC%3E%0D%0A%22>; rel="next"'}
    assert link_header(next=None) == {}
