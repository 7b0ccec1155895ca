"""Answers in JSON, as files, and their tags, on a real graph."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest
from starlette.testclient import TestClient

from graphapp.graph import Graph
from graphapp.present import FORMATS
from graphapp.schema import apply_schema
from graphapp.services.clusters import name_cluster
from graphapp.web import twins
from graphapp.web.application import make_app
from graphapp.web.twins import TWINS
from tests.bibliography import paper
from tests.graphs import put

ASKED = {
    "/name-cluster/{name}.json": "/name-cluster/Ada%20LOVELACE.json?limit=5",
    "/person-groups/{name}.json": "/person-groups/Ada%20LOVELACE.json",
    "/explain-persons/{name}.json": "/explain-persons/ada%20lovelace.json?one=one:conf/1&other=one:2",
    "/coauthor-neighborhood/{name}.json": "/coauthor-neighborhood/bo%20li.json?with_links=true",
    "/similar-names/{name}.json": "/similar-names/Ada%20Lovelace.json",
    "/collaboration-path.json": "/collaboration-path.json?a=Ada+Lovelace&b=Bo+Li",
    "/network.json": "/network.json?largest=5",
    "/paper/{id}.json": "/paper/one:conf/1.json",
    "/explain-work/{id}.json": "/explain-work/one:conf/1.json",
    "/venue/{id}.json": "/venue/NIPS.json?year=1843",
    "/ambiguous-names.json": "/ambiguous-names.json?by=works",
    "/venues.json": "/venues.json?name=neur",
    "/search-authors.json": "/search-authors.json?text=lov+a",
    "/search-papers.json": "/search-papers.json?text=notes&since=1800",
    "/resolve.json": "/resolve.json?text=10.1000/182",
    "/about.json": "/about.json",
}


@pytest.fixture
def client(graph: Graph) -> TestClient:
    """The application on a small graph."""
    apply_schema(graph)
    records = [
        paper(
            "conf/1",
            "Ada Lovelace",
            "Bo Li",
            title="Notes",
            year=1843,
            venue="NIPS",
            identifiers={"doi": "10.1000/182"},
        ),
        paper("2", "Ada Lovelace", title="Letters", year=1844),
    ]
    put(graph, records)
    return TestClient(make_app(graph), raise_server_exceptions=False, follow_redirects=False)


LEARNED = "/person-model.json"
"""It needs a graph of which something was learned: see `test_person_pages.py`."""


@pytest.mark.parametrize("twin", [twin for twin in TWINS if twin.path != LEARNED], ids=lambda twin: twin.path)
def test_each_address_answers_with_the_keys_of_its_service(client: TestClient, twin: twins.Twin) -> None:
    answer = client.get(ASKED[twin.path])
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert list(answer.json()) == [field.name for field in fields(twin.answer)]


@pytest.mark.parametrize("twin", [twin for twin in TWINS if twin.path != LEARNED], ids=lambda twin: twin.path)
def test_each_answer_names_its_page_or_none(client: TestClient, twin: twins.Twin) -> None:
    header = client.get(ASKED[twin.path]).headers.get("link", "")
    links = {relation: link for link, relation in re.findall('<([^>]*)>; rel="([a-z]*)"', header)}
    assert ("alternate" in links) == (twin.page is not None)
    assert all(client.get(link).status_code == 200 for link in links.values())


def test_the_page_of_an_answer_has_its_parameters(client: TestClient) -> None:
    assert (
        '</venue/neurips?year=1843>; rel="alternate"'
        in client.get("/venue/NIPS.json?year=1843&limit=5").headers["link"]
    )
    assert '</network?since=1844>; rel="alternate"' in client.get("/network.json?since=1844").headers["link"]
    for page in ("/name-cluster/bo%20li", "/coauthor-neighborhood/bo%20li"):
        assert f'<{page}?match=fold>; rel="alternate"' in client.get(f"{page}.json?match=fold").headers["link"]


def test_the_text_is_that_of_the_command_line(graph: Graph, client: TestClient) -> None:
    found = name_cluster(graph, name="Ada Lovelace")
    assert client.get("/name-cluster/ada%20lovelace.json").text == FORMATS["json"].render(found)


def test_a_cut_answer_names_the_next_one(client: TestClient) -> None:
    first = client.get("/name-cluster/ada%20lovelace.json?limit=1")
    cursor = first.json()["next"]
    assert f'</name-cluster/ada%20lovelace.json?limit=1&after={cursor}>; rel="next"' in first.headers["link"]
    assert '</name-cluster/ada%20lovelace>; rel="alternate"' in first.headers["link"]
    second = client.get(f"/name-cluster/ada%20lovelace.json?limit=1&after={cursor}")
    assert [work["title"] for work in second.json()["papers"]] == ["Notes"]
    assert "next" not in second.headers["link"]


def test_an_answer_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/name-cluster/ada%20lovelace.json")
    again = client.get("/name-cluster/ada%20lovelace.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/name-cluster/ada%20lovelace.json?limit=1", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".csv", "work_id,"), (".bib", "@"), (".ris", "TY  - "), (".csl.json", "[\n")]
)
def test_a_cluster_is_a_file_of_all_its_papers(client: TestClient, suffix: str, begins: str) -> None:
    answer = client.get(f"/name-cluster/Ada%20Lovelace{suffix}")
    assert answer.status_code == 200
    assert answer.text.startswith(begins)
    assert answer.text.count("Notes") >= 1
    assert "Letters" in answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="papers{suffix}"'


def test_a_file_is_whole_or_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "MOST_DOWNLOADED", 1)
    answer = client.get("/name-cluster/Ada%20Lovelace.bib")
    assert answer.status_code == 400
    assert "name-cluster --all --format bibtex" in answer.text


def test_errors_are_problems(client: TestClient) -> None:
    answer = client.get("/name-cluster/ada%20lovelacee.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    found = json.loads(answer.text)
    assert found["title"] == "Not Found"
    assert "Ada Lovelace" in found["near"]
