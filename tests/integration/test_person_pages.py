"""The papers of a name by person, in pages and on the command line, on a small graph in which facts decide."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from graphapp import cli
from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.loading.statements import say_same
from graphapp.present.pictures import svg
from graphapp.rules.persons import grouping
from graphapp.schema import apply_schema
from graphapp.services.names import ambiguous_names
from graphapp.services.person_groups import person_groups
from graphapp.web import person_pages
from graphapp.web.application import make_app
from tests.bibliography import paper
from tests.graphs import ask, put

ADDRESS = "/name-cluster/yan%20lee"


@pytest.fixture
def client(graph: Graph) -> TestClient:
    """The application on a graph in which dblp parts two people of one name."""
    apply_schema(graph)
    records: list[Any] = [
        *(
            paper(f"a{number}", "Yan Lee 0001", "Ada Quill", title=f"Tides {number}", year=2000 + number)
            for number in range(4)
        ),
        paper("b1", "Yan Lee 0002", "Bo Reed", title="Lichens", year=1999, venue="NIPS"),
    ]
    put(graph, records, "dblp")
    # Tests change what pages show, which a kept answer would not.
    return TestClient(make_app(graph, kept_megabytes=0), raise_server_exceptions=False, follow_redirects=False)


def run(graph: Graph, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    for name, value in (("URI", graph.address.uri), ("USERNAME", "neo4j"), ("PASSWORD", graph.address.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    return CliRunner(catch_exceptions=False).invoke(cli.main, list(words))


def test_a_page_lists_the_groups_and_leads_to_each_whole(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_pages, "PAPERS_OF_GROUP", 2)
    text = client.get(f"{ADDRESS}?by=person").text
    # The picture above the groups has all papers.
    listed = text[text.index('id="group-1"') :]
    assert ("Tides 3" in listed, "Tides 0" in listed) == (True, False)
    assert f'<a href="{ADDRESS}?by=person&amp;group=1">All 4 papers of group 1</a>' in text
    whole = client.get(f"{ADDRESS}?by=person&group=1").text
    assert all(f"Tides {number}" in whole for number in range(4))
    assert "Lichens" not in whole
    assert client.get(f"{ADDRESS}?by=person&group=3").status_code == 404


def test_a_group_has_its_other_names_and_its_coauthors_by_person(client: TestClient, graph: Graph) -> None:
    put(graph, [paper("c1", "Somebody Else", title="Written under another name", year=2001)], "other")
    say_same(graph, one="Yan Lee 0001", other="Somebody Else", why="one home page", who="ada")
    text = client.get(f"{ADDRESS}?by=person").text
    assert '<a href="/name-cluster/somebody%20else"' in text
    page = client.get(f"{ADDRESS.replace('name-cluster', 'coauthor-neighborhood')}?by=person&group=1")
    assert page.status_code == 200
    assert "Also as" in page.text
    assert "People are counted by person evidence" in page.text


def test_a_coauthor_of_a_group_leads_to_that_group(client: TestClient) -> None:
    text = client.get("/coauthor-neighborhood/ada%20quill?by=person").text
    assert f'<a href="{ADDRESS}?by=person&amp;group=1" dir="auto">Yan Lee (1)</a>' in text
    assert client.get(f"{ADDRESS}?by=person&group=1").status_code == 200
    assert '<h2 id="names">Coauthors</h2>' in text
    assert '<h2 id="names">Names</h2>' in client.get("/coauthor-neighborhood/ada%20quill").text


def test_pages_say_how_many_papers_are_too_many_to_be_grouped(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    coauthors = f"{ADDRESS.replace('name-cluster', 'coauthor-neighborhood')}?by=person"
    assert "not grouped" not in client.get(f"{ADDRESS}?by=person").text + client.get(coauthors).text
    monkeypatch.setattr(grouping, "MOST_GROUPED", 2)
    assert "3 older papers of this name are not grouped" in client.get(f"{ADDRESS}?by=person").text
    assert "3 older papers of the name not grouped, so not counted" in client.get(coauthors).text


def test_groups_behind_the_first_ones_have_a_line_and_the_others_are_counted(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_pages, "GROUPS_WITH_PAPERS", 0)
    assert "Smaller groups" in client.get(f"{ADDRESS}?by=person").text
    monkeypatch.setattr(person_pages, "GROUPS_LISTED", 0)
    assert "1 more group;" in client.get(f"{ADDRESS}?by=person").text


def test_groups_of_one_paper_are_a_list_behind_the_others(client: TestClient) -> None:
    text = client.get(f"{ADDRESS}?by=person").text
    listed = text[text.index('<h2 id="single">') : text.index('<h2 id="between">')]
    assert f'<a href="{ADDRESS}?by=person&amp;group=2"><span class="hidden">Group </span>2</a>' in listed
    for shown in ("Groups of one paper", "Lichens", "1999", "NeurIPS", "Bo Reed", "homonym number"):
        assert shown in listed
    assert "Tides" not in listed
    alone = client.get(f"{ADDRESS}?by=person&group=2").text
    assert '<h2 id="group-2">' in alone
    assert 'id="single"' not in alone


def test_the_plain_page_says_what_the_groups_say_where_it_is_cheap(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = client.get(ADDRESS).text
    assert "2 groups" in text
    assert text.count('<span class="badge">homonym number</span>') == 5
    assert "See the groups" not in client.get(f"{ADDRESS}?year=1999").text
    monkeypatch.setattr(person_pages, "MOST_FOR_LINE", 4)
    assert "So many papers may be by several people." in client.get(ADDRESS).text


def test_by_person_goes_with_no_filter(client: TestClient) -> None:
    answer = client.get(f"{ADDRESS}?by=person&year=1999")
    assert answer.status_code == 400
    assert "no parameter &#39;year&#39; here" in answer.text


def test_a_name_in_any_case_has_one_address(client: TestClient) -> None:
    moved = client.get("/name-cluster/YAN%20Lee?by=person")
    assert (moved.status_code, moved.headers["location"]) == (302, f"{ADDRESS}?by=person")
    moved = client.get("/explain-persons/YAN%20Lee?one=1&other=2")
    assert (moved.status_code, moved.headers["location"]) == (302, "/explain-persons/yan%20lee?one=1&other=2")
    assert client.get("/person-groups/yan%20lee").headers["location"] == f"{ADDRESS}?by=person"


def test_the_reasons_between_two_groups_have_a_page(client: TestClient) -> None:
    text = client.get("/explain-persons/yan%20lee?one=1&other=2").text
    assert "<td>hard fact</td>" in text
    assert "decides" in text
    answer = client.get("/explain-persons/yan%20lee.json?one=1&other=2").json()
    assert answer["answer"] == "different"
    assert [work["group"] for work in answer["closest"]] == [1, 2]


@pytest.mark.parametrize("question", ["?one=1&other=1", "?one=1&other=dblp:a1", "?one=1"])
def test_what_cannot_be_compared_is_refused(client: TestClient, question: str) -> None:
    assert client.get(f"/explain-persons/yan%20lee{question}").status_code == 400


def test_what_was_not_learned_is_said(graph: Graph, client: TestClient) -> None:
    for path in ("/person-model", "/person-model.json", "/ambiguous-names?by=persons"):
        answer = client.get(path)
        assert answer.status_code == 409
        assert "graphapp learn" in answer.text
    with pytest.raises(Refused):
        ambiguous_names(graph, by="persons")


def test_names_are_ranked_by_the_persons_that_are_expected(graph: Graph, client: TestClient) -> None:
    numbers = "edition: 2, revision: 1, changed: 0, works: 1, names: 1, scale: 1.0, crowded: 1"
    ask(graph, f"CREATE (:PersonModel {{name: 'persons', {numbers}, weights: ''}})")
    rarities = [("yan lee", 2, 3.25), ("ada quill", 2, 7.5), ("bo reed", 1, 9.0), ("nobody here", 2, 50.0)]
    for key, edition, expected in rarities:
        ask(
            graph,
            "CREATE (:NameRarity {name_key: $key, edition: $edition, expected_others: $expected})",
            key=key,
            edition=edition,
            expected=expected,
        )
    found = ambiguous_names(graph, by="persons").names
    assert [(name.key, name.expected_persons) for name in found] == [("ada quill", 8.5), ("yan lee", 4.25)]
    assert [name.key for name in ambiguous_names(graph, by="persons", limit=1).names] == ["ada quill"]
    text = client.get("/ambiguous-names?by=persons").text
    assert '<td class="count">8.5</td>' in text


def test_a_cluster_by_person_is_the_groups(graph: Graph, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = run(graph, monkeypatch, "person-groups", "Yan Lee")
    assert groups.exit_code == 0
    assert run(graph, monkeypatch, "name-cluster", "Yan Lee", "--by", "person").stdout == groups.stdout
    few = run(graph, monkeypatch, "person-groups", "Yan Lee", "--limit", "1", "--format", "json")
    assert [len(group["papers"]) for group in json.loads(few.stdout)["groups"]] == [1, 1]
    lines = run(graph, monkeypatch, "person-groups", "Yan Lee", "--format", "csv").stdout.splitlines()
    assert [line.partition(",")[0] for line in lines] == ["group", "1", "1", "1", "1", "2"]
    assert run(graph, monkeypatch, "person-groups", "Yan Lee", "--format", "bibtex").stdout.count("\n  title ") == 5
    why = run(graph, monkeypatch, "person-groups", "Yan Lee", "--why", "1", "2")
    assert "hard fact" in why.stdout
    refused = run(graph, monkeypatch, "name-cluster", "Yan Lee", "--by", "person", "--page", "2")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--page does not go with --by person" in refused.stderr


def test_the_json_of_the_page_is_that_of_the_command(
    graph: Graph, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = run(graph, monkeypatch, "person-groups", "Yan Lee", "--format", "json")
    assert client.get("/person-groups/yan%20lee.json").json() == json.loads(typed.stdout)


def test_the_picture_has_a_band_for_each_group(graph: Graph, client: TestClient) -> None:
    drawn = svg(person_groups(graph, name="Yan Lee"))
    assert "group 1, 4 papers, 2000-2003" in drawn
    assert "group 2, 1 paper, 1999" in drawn
    assert drawn.count('data-dot="') == 5
    assert 'class="ga-picture"' in client.get(f"{ADDRESS}?by=person").text
