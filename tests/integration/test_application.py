"""The application on a real graph: hostile requests, methods, limits, metrics, and a database that goes away."""

from __future__ import annotations

import logging

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from graphapp import errors
from graphapp.graph import Graph
from graphapp.schema import apply_schema
from graphapp.web.application import make_app
from graphapp.web.guards import HEADERS
from tests.bibliography import paper
from tests.conftest import Database
from tests.graphs import put

PATHS = ("/name-cluster/", "/coauthor-neighborhood/", "/paper/", "/venue/")


@pytest.fixture
def client(graph: Graph) -> TestClient:
    """The application on a small graph."""
    apply_schema(graph)
    put(graph, [paper("1", "Ada Lovelace", "Bo Li", title="Notes")])
    return TestClient(make_app(graph, metrics=True), raise_server_exceptions=False, follow_redirects=False)


BAD = [
    *((f"{path}{'x' * 7_000}", (400, 404)) for path in PATHS),
    *((f"{path}{'x' * 60_000}", (414,)) for path in PATHS),
    *((f"{path}a%00b", (400,)) for path in PATHS),
    *((f"{path}%ff", (400,)) for path in PATHS),
    *((f"{path}%zz", (400,)) for path in PATHS),
    *((f"{path}%2e%2e/%2e%2e/etc/passwd", (400, 404)) for path in PATHS),
    *((f"{path}%F0%9F%98%80%E2%80%AE", (400, 404)) for path in PATHS),
    *((f"{path}{end}", (400, 404)) for path in PATHS for end in ("", ".json", "%20", "%2F", "?unknown=1", "?limit=-1")),
    *(
        (f"/name-cluster/ada%20lovelace.json?{query}", (400,))
        for query in ("limit=-1", "limit=0", "after=AAAA", "after=%F0", "x=1")
    ),
    ("/name-cluster/ada%20lovelace?" + "&".join(f"p{number}=1" for number in range(2_000)), (414,)),
    ("/name-cluster/ada%20lovelace?" + "&".join(f"p{number}=1" for number in range(300)), (400,)),
    ("/name-cluster/ada%20lovelace?page=2", (404,)),
    ("/name-cluster/ada%20lovelace?after=forged", (400,)),
    ("/coauthor-neighborhood/ada%20lovelace?hops=9", (400,)),
    ("/coauthor-neighborhood/ada%20lovelace?venue=nowhere", (404,)),
    ("/collaboration-path?a=Ada+Lovelace&b=ada+lovelace", (400,)),
    ("/collaboration-path.json?a=Ada+Lovelace", (400,)),
    ("/static/../../application.py", (404,)),
    ("/static/%2e%2e/application.py", (404,)),
    ("//evil.example/%2e%2e", (404,)),
    ("/nothing", (404,)),
]


@pytest.mark.parametrize(
    ("path", "statuses"), BAD, ids=[f"{number}-{path[:40]}" for number, (path, _) in enumerate(BAD)]
)
def test_a_bad_request_gets_its_status_and_a_sentence(
    client: TestClient, caplog: pytest.LogCaptureFixture, path: str, statuses: tuple[int, ...]
) -> None:
    with caplog.at_level(logging.INFO):
        answer = client.get(f"http://testserver{path}")
    assert answer.status_code in statuses
    assert "Traceback" not in answer.text + caplog.text
    assert "bolt://" not in answer.text
    assert len(answer.text) < 20_000
    assert answer.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "NONSENSE"])
def test_pages_are_for_reading(client: TestClient, method: str) -> None:
    answer = client.request(method, "/name-cluster/ada%20lovelace", content=b"x" * 100_000)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "for reading" in answer.text


def test_a_head_is_an_answer_without_its_text(client: TestClient) -> None:
    answer = client.head("/name-cluster/ada%20lovelace")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    "path", ["/name-cluster/ada%20lovelace", "/static/graphapp.css", "/static/icon.svg", "/healthz"]
)
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_head_says_of_what_its_answer_depends(client: TestClient, path: str, accepted: str) -> None:
    head, get = (ask(path, headers={"Accept-Encoding": accepted}) for ask in (client.head, client.get))
    assert head.headers.get("vary") == get.headers.get("vary")


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.001", True),
        ("gzip;q=1.0, identity;q=0", True),
        ("gzip;q=0", False),
        ("br, gzip ; q=0.000, identity", False),
        ("GZip;q=0", False),
        ("GZIP", True),
        ("br, X-GZip", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("gzipx", False),
        ("identity", False),
        ("", False),
    ],
)
def test_an_answer_is_compressed_for_those_who_take_that(client: TestClient, accepted: str, compressed: bool) -> None:
    answer = client.get("/name-cluster/ada%20lovelace", headers={"Accept-Encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") == compressed
    assert "Accept-Encoding" in answer.headers["vary"]
    assert "Ada Lovelace" in answer.text


@pytest.mark.parametrize("path", ["/paper/none", "/paper/100%", "/paper/%ff", "/paper/a%00b", f"/{'a' * 9_000}"])
def test_programs_and_people_get_errors_in_their_form(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert '<link rel="stylesheet"' in page.text
    for asked, accept in ((f"{path}.json", "*/*"), (path, "application/json")):
        problem = client.get(asked, headers={"accept": accept})
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.status_code == page.status_code
        assert escape(problem.json()["detail"]) in page.text


def test_no_page_leads_to_another_host(client: TestClient) -> None:
    for path in ("/name-cluster///evil.example", "/venue///evil.example", "/name-cluster/%2F%2Fada%20lovelace"):
        location = client.get(path).headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")


def test_a_slash_too_many_leads_to_the_page_of_this_server(client: TestClient) -> None:
    for path in ("/docs/", "/venues/?limit=3"):
        answer = client.get(path, headers={"host": "testserver:8080"})
        assert (answer.status_code, answer.headers["location"]) == (302, path.replace("/?", "?").rstrip("/"))
    assert client.get("/nothing/").status_code == 404


def test_health_and_metrics_are_answered_on_request(graph: Graph, client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    client.request("INVENTED", "/")
    text = client.get("/metrics").text
    assert 'graphapp_requests_total{method="GET",status="200"} 1.0' in text
    assert 'method="other"' in text
    assert "INVENTED" not in text
    assert TestClient(make_app(graph)).get("/metrics").status_code == 404


def test_a_client_may_ask_so_often(graph: Graph) -> None:
    client = TestClient(make_app(graph, requests_per_second=0.1))
    assert [client.get("/docs").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(errors.DatabaseUnavailable, "Try again in a few seconds"), (errors.UserRefused, "the password of this server")],
)
def test_without_a_database_there_is_a_sentence_and_then_an_answer_again(
    database: Database,
    graph: Graph,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: type[errors.GraphAppError],
    sentence: str,
) -> None:
    put(graph, [paper("1", "Ada Lovelace")])
    with Graph(database.address, retry_seconds=0) as reading:
        client = TestClient(make_app(reading), raise_server_exceptions=False)
        with monkeypatch.context() as away:

            def fail(*_: object, **__: object) -> None:
                raise kind(f"the reason at {database.uri}")

            away.setattr(reading, "read", fail)
            for path in ("/name-cluster/ada%20lovelace", "/name-cluster/ada%20lovelace.json", "/healthz"):
                answer = client.get(path)
                assert answer.status_code == 503
                assert sentence in answer.text
                assert database.uri not in answer.text
                assert answer.headers["retry-after"] == "5"
        assert client.get("/name-cluster/ada%20lovelace").status_code == 200
    # Whoever runs the server reads the reason, which the answers do not have.
    assert f"the reason at {database.uri}" in caplog.messages


def test_a_fault_of_the_server_is_a_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    monkeypatch.setattr(graph, "read", lambda *_, **__: 1 / 0)
    answer = client.get("/name-cluster/ada%20lovelace.json")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "Something went wrong on the server. The log of the server says more."
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
