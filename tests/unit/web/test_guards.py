"""The guard before every page, around an application that answers everything."""

import logging
from functools import partial

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from graphapp.web.guards import ACCESS_LOG, HEADERS, Guard, TokenBuckets
from graphapp.web.problems import Problem, problem_response

ANSWERS = PlainTextResponse("here")


def refuse(request: Request, found: Problem) -> Response:
    return problem_response(found)


guarded = partial(Guard, ANSWERS, refuse=refuse)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/name-cluster/Ada", 200),
        ("/name-cluster/M%C3%BCller%25", 200),
        ("/name-cluster/%ff", 400),
        ("/name-cluster/%00", 400),
        ("/name-cluster/a%0d%0aSet-Cookie:%20x", 400),
        ("/" + "a" * 8_001, 414),
        ("/?" + "a" * 8_001, 414),
    ],
)
def test_addresses_that_nothing_has_are_refused(path: str, status: int) -> None:
    answer = TestClient(guarded()).get(path)
    assert answer.status_code == status
    assert answer.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()
    if status != 200:
        assert answer.json().keys() == {"title", "status", "detail", "near"}
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_policy_lets_no_text_become_a_script() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8420", 200), ("127.0.0.1", 200), ("[::1]:8420", 200), ("evil.example", 421), ("", 421)],
)
def test_a_local_server_has_the_names_of_this_machine(host: str, status: int) -> None:
    client = TestClient(guarded(only_loopback=True))
    assert client.get("/", headers={"host": host}).status_code == status
    assert TestClient(guarded()).get("/", headers={"host": host}).status_code == 200


def test_a_client_has_tokens_that_come_back() -> None:
    time = [0.0]
    buckets = TokenBuckets(rate=2, burst=3, now=lambda: time[0])
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b")
    time[0] = 0.5
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    time[0] = 100
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_a_client_without_tokens_is_told_to_wait() -> None:
    client = TestClient(guarded(buckets=TokenBuckets(rate=1, burst=1, now=lambda: 0.0)))
    assert client.get("/").status_code == 200
    refused = client.get("/")
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "5"


def test_each_request_is_one_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=ACCESS_LOG.name):
        TestClient(guarded()).get("/name-cluster/a%0aGET%20/b?x=%1b[31m")
    [record] = caplog.records
    assert record.getMessage().startswith("testclient GET /name-cluster/a%0aGET%20/b?x=%1b[31m 400 ")


def test_methods_and_statuses_are_observed() -> None:
    seen: list[tuple[str, int]] = []
    TestClient(guarded(observe=lambda method, status, _: seen.append((method, status)))).head("/%ff")
    assert seen == [("HEAD", 400)]
