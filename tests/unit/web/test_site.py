"""What handlers share."""

import pytest
from starlette.requests import Request

from graphapp.web.site import link_header, wants_json


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


def test_links_are_in_ascii_and_cannot_end_their_header() -> None:
    assert link_header(next="/a?b=c&d=%C3%BC", prev=None) == {"Link": '</a?b=c&d=%C3%BC>; rel="next"'}
    assert link_header(next='/ü>\r\n"') == {"Link": '</%C3%BC%3E%0D%0A%22>; rel="next"'}
    assert link_header(next=None) == {}
