"""The pages of a real graph."""

from __future__ import annotations

import html
import re
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from graphapp.graph import Graph
from graphapp.schema import apply_schema
from graphapp.web import pages, questions
from graphapp.web.addresses import cluster_address, neighborhood_address, paper_address, venue_address
from graphapp.web.application import make_app
from tests.bibliography import paper
from tests.graphs import put

HOSTILE = '"><img src=x onerror=alert(1)>'


@pytest.fixture
def client(graph: Graph) -> TestClient:
    """The application on a small graph of two sources."""
    apply_schema(graph)
    put(
        graph,
        [
            paper(
                "1",
                "Ada Lovelace",
                "Bo Li",
                title="Notes on \\emph{engines}",
                year=1843,
                venue="NIPS",
                abstract="On it.",
            ),
            paper("2", "ADA LOVELACE", "Bo Li", "Cy Young", title="Letters", year=1844),
            paper(
                "conf/x/3",
                "Bo Li",
                "Dé Ng",
                title="<script>alert(1)</script>",
                venue=HOSTILE,
                url="javascript:alert(1)",
            ),
        ],
    )
    put(
        graph,
        [paper("9", "Ada Lovelace", title="Poems", identifiers={"doi": "10.1000/182"}, url="https://a.org/b")],
        "two",
    )
    return TestClient(make_app(graph), raise_server_exceptions=False, follow_redirects=False)


class _Tags(HTMLParser):
    """The tags of a page, and its headings by level."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.scripts: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not [name for name in found if name.startswith("on") or name == "style"]
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "script":
            self.scripts.append(found.get("src"))
        if found.get("id"):
            self.ids.append(found["id"] or "")


def test_a_name_in_any_case_has_one_address(client: TestClient) -> None:
    moved = client.get("/name-cluster/ADA%20Lovelace?year=1843")
    assert (moved.status_code, moved.headers["location"]) == (302, "/name-cluster/ada%20lovelace?year=1843")
    assert client.get("/venue/NIPS").headers["location"] == "/venue/neurips"
    assert client.get("/coauthor-neighborhood/Bo%20LI").headers["location"] == "/coauthor-neighborhood/bo%20li"


def test_the_page_of_a_name_shows_all_that_is_known(client: TestClient) -> None:
    text = client.get("/name-cluster/ada%20lovelace").text
    for shown in ("3 papers", "3 author rows", "Notes on engines", "On it.", "NeurIPS", "Cy Young", "Poems"):
        assert shown in text
    assert [int(year) for year in re.findall(r'<h3 class="year">(\d+)', text)] == [1844, 1843]
    assert "No year" in text


def test_the_home_page_lists_names_that_several_rows_carry(client: TestClient) -> None:
    text = client.get("/").text
    assert "Ada Lovelace</a>" in text
    assert "Cy Young" not in text


def test_a_paper_that_is_found_by_its_words_is_not_listed_as_found_by_its_id(client: TestClient) -> None:
    text = client.get("/search?q=engines").text
    assert 'href="/paper/one:1"' in text
    assert "With this id" not in text
    assert "With this id" in client.get("/search?q=10.1000/182").text


def test_a_neighborhood_that_is_cut_leads_to_more_names(client: TestClient) -> None:
    address = "/coauthor-neighborhood/bo%20li"
    assert f'href="{address}?limit=500"' in client.get(f"{address}?limit=1").text
    assert "Show up to" not in client.get(address).text


def test_a_number_that_no_row_has_is_said_where_it_was_asked_for(client: TestClient) -> None:
    """The address keeps it; other spellings of a name lead to its own address."""
    for path in ("/name-cluster/{}", "/coauthor-neighborhood/{}", "/name-cluster/{}?by=person"):
        page = client.get(path.format("ada%20lovelace%200007"))
        assert (page.status_code, "No author row of this name has the number 0007." in page.text) == (200, True), path
        [twin] = set(re.findall(r'<a href="([^"]*0007[^"]*)">JSON', page.text))
        answer = client.get(html.unescape(twin))
        assert '"missing_number": "0007"' in answer.text
        assert re.findall("<([^>]*)>", answer.headers["link"]) == [path.format("ada%20lovelace%200007")]
    assert client.get("/name-cluster/Ada%20Lovelace").status_code == 302
    assert "has the number 0007." in client.get("/collaboration-path?a=ada%20lovelace%200007&b=bo%20li").text


def test_a_chain_marks_crowded_names_and_counts_the_papers_that_it_does_not_list(graph: Graph) -> None:
    papers = [paper(f"a{number}", "Ada", "Bo 0001", title=f"Notes {number}") for number in range(23)]
    put(graph, [*papers, paper("b", "Bo 0002", "Cy", title="Letters")], "dblp")
    text = TestClient(make_app(graph)).get("/collaboration-path?a=Ada&b=Cy").text
    assert text.count("from a crowded name, perhaps of several people") == 1
    assert '<li class="quiet">and 3 more</li>' in text


def test_facets_narrow_the_papers(client: TestClient) -> None:
    text = client.get("/name-cluster/ada%20lovelace?year=1843&source=one").text
    assert "1 paper of 3" in text
    assert "Letters" not in text
    none = client.get("/name-cluster/ada%20lovelace?venue=Nowhere")
    assert "No paper has all of these." in none.text
    assert client.get("/name-cluster/ada%20lovelace?page=2").status_code == 404


@pytest.mark.parametrize("chosen", ["year=1843", "source=two", "venue=+none", "row=one:Ada+Lovelace", "venue=Nowhere"])
def test_beside_each_link_of_a_filtered_page_stands_what_is_behind_it(client: TestClient, chosen: str) -> None:
    text = client.get(f"/name-cluster/ada%20lovelace?{chosen}").text
    listed = text[text.index('<section class="facets"') :]
    links = re.findall(r'<li><a href="([^"]*)"[^>]*>[^<]*</a> <span class="quiet">(\d+)', listed)
    links += re.findall(r'<a href="([^"]*)" aria-label="-?\d+: (\d+) works?"', text)
    assert links or chosen == "venue=Nowhere"
    for link, count in links:
        assert client.get(html.unescape(link)).text.count("<article>") == int(count) > 0
    [alone] = re.findall(r"<strong dir=\"auto\">[^<]*</strong> <span class=\"quiet\">(\d+)", listed)
    assert text.count("<article>") == int(alone)


def test_pages_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    first = client.get("/name-cluster/ada%20lovelace")
    following = '</name-cluster/ada%20lovelace?page=2>; rel="next"'
    assert following in first.headers["link"]
    assert "Page 1 of 2" in first.text
    second = client.get("/name-cluster/ada%20lovelace?page=2")
    assert 'rel="prev"' in second.headers["link"]
    titles = re.findall(r"<h4[^>]*><a[^>]*>([^<]*)", first.text + second.text)
    assert titles == ["Letters", "Notes on engines", "Poems"]


def test_a_crowded_name_is_read_by_cursors(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 1)
    monkeypatch.setattr(pages, "_USUAL", 2)
    monkeypatch.setattr(pages, "MOST_FACETED", 2)
    titles: list[str] = []
    address = "/name-cluster/ada%20lovelace"
    while address:
        answer = client.get(address)
        assert "too many papers for filters" in answer.text
        # What is known of all papers stands on the first page; the chart has no filters to lead to.
        assert ("Works per year" in answer.text) == (not titles)
        assert "?year=" not in answer.text
        titles += re.findall(r"<h4[^>]*><a[^>]*>([^<]*)", answer.text)
        found = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        address = found[1] if found else ""
    assert titles == ["Letters", "Notes on engines", "Poems"]
    assert client.get("/name-cluster/ada%20lovelace?year=1843").status_code == 400


def test_a_large_graph_is_counted_only_on_request(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = client.get("/about").text
    monkeypatch.setattr(pages, "_MOST_PAPER_ROWS_COUNTED", 1)
    monkeypatch.setattr(pages, "_SECONDS_PER_MILLION", 6_000_000)
    # Another address, whose answer is not kept yet.
    uncounted = client.get("/about?count=false").text
    assert "<dt>Authorships</dt>" in counted
    assert "<dt>Authorships</dt>" not in uncounted
    assert "<dt>Paper rows</dt>" in uncounted
    assert "so large a graph takes some" in uncounted
    assert [source in uncounted for source in ("one", "two")] == [True, True]
    [link] = re.findall(r'href="(/about\?[^"]*)"', uncounted)
    assert "<dt>Authorships</dt>" in client.get(link).text


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/search",
            "/search?q=ada+lo",
            "/search?q=notes",
            "/search?q=10.1000/182",
            "/search?q=zzz",
            "/venues",
            "/about",
        ),
        *(
            "/name-cluster/ada%20lovelace",
            "/name-cluster/ada%20lovelace?match=fold",
            "/name-cluster/ada%20lovelace?by=person",
            "/name-cluster/bo%20li?by=person&group=1",
            "/explain-persons/ada%20lovelace?one=one:1&other=two:9",
            "/name-cluster/de%20ng?match=fold",
            "/coauthor-neighborhood/de%20ng?match=fold",
        ),
        *(
            "/coauthor-neighborhood/ada%20lovelace",
            "/coauthor-neighborhood/ada%20lovelace?by=person",
            "/coauthor-neighborhood/ada%20lovelace?hops=2&since=1800&max_authors=2",
        ),
        *(
            "/collaboration-path",
            "/collaboration-path?a=Ada+Lovelace&b=D%C3%A9+Ng",
            "/collaboration-path?a=Ada+Lovelace&b=Bo+Li",
        ),
        *("/network", "/network?source=two", "/network?venue=NIPS&since=1800&min_works=2&largest=1"),
        *("/paper/one:1", "/paper/one:conf/x/3", "/paper/two:9", "/venue/neurips", "/ambiguous-names", "/docs"),
        "/ambiguous-names?by=works",
    ],
)
def test_each_page_can_be_read(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    tags = _Tags(answer.text)
    assert tags.levels[0] == 1
    assert tags.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(tags.levels))
    assert len(set(tags.ids)) == len(tags.ids)
    pictures = ["/static/picture.js"] if 'class="ga-picture"' in answer.text else []
    assert tags.scripts == ["/static/suggest.js", *pictures]
    assert " style=" not in answer.text
    assert not [link for link in tags.links if link.startswith("javascript")]
    for link in {link for link in tags.links if link.startswith("/") and not link.startswith("/paper")}:
        assert client.get(link, follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize(
    "path",
    [
        "/coauthor-neighborhood/bo%20li",
        "/collaboration-path?a=Ada+Lovelace&b=D%C3%A9+Ng",
        "/network",
    ],
)
def test_a_picture_shows_who_wrote_with_whom_and_leads_to_the_pages_of_names(client: TestClient, path: str) -> None:
    text = client.get(path).text
    picture = text[text.index('<figure class="picture">') : text.index("</figure>")]
    assert '<a href="/name-cluster/D%C3%A9%20Ng"' in picture
    assert "<style" not in picture
    assert "<script" not in picture
    for file, kind in (("/static/picture.css", "text/css"), ("/static/picture.js", "text/javascript")):
        assert file in text
        found = client.get(file)
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(kind)


ROW = "<tr><td>"
"""How each line of a table of names or venues begins."""


@pytest.mark.parametrize(
    ("path", "item", "items", "count"),
    [
        ("/coauthor-neighborhood/bo%20li?since=1844&limit=5&venue=", ROW, "nodes", 2),
        ("/coauthor-neighborhood/bo%20li?min_joint=2", ROW, "nodes", 1),
        ("/coauthor-neighborhood/d%C3%A9%20ng?hops=2", ROW, "nodes", 3),
        ("/coauthor-neighborhood/de%20ng?match=fold", ROW, "nodes", 1),
        ("/coauthor-neighborhood/bo%20li?by=person&since=1844", ROW, "nodes", 2),
        ("/collaboration-path?a=Ada+Lovelace&b=D%C3%A9+Ng&limit=1&k=3", 'class="chain"', "chains", 1),
        ("/network?source=two", ROW, "nodes", 1),
        ("/network?since=1844&largest=2", ROW, "nodes", 2),
        ("/venue/neurips?year=1843&limit=3", '<li><a href="/paper/', "papers", 1),
        ("/venue/neurips?year=1842", '<li><a href="/paper/', "papers", 0),
        ("/ambiguous-names?by=works&limit=3", ROW, "names", 3),
        ("/venues?name=neur", ROW, "venues", 1),
        ("/venues?limit=1", ROW, "venues", 1),
        ("/name-cluster/ada%20lovelace", "<article>", "papers", 3),
        ("/name-cluster/de%20ng?match=fold", "<article>", "papers", 1),
        ("/name-cluster/ada%20lovelace?by=person", '<span class="badge">', "groups", None),
        ("/explain-persons/ada%20lovelace?one=one:1&other=two:9", "<article>", "reasons", None),
        ("/paper/one:1", '<h3 class="id">', "rows", 1),
        ("/about?count=true", ROW, "sources", 2),
    ],
)
def test_a_page_and_its_json_are_one_answer(
    client: TestClient, path: str, item: str, items: str, count: int | None
) -> None:
    page = client.get(path)
    assert page.status_code == 200
    links = {html.unescape(link) for link in re.findall(r'href="([^"]*)">JSON</a></(?:p|li)>', page.text)}
    links |= {html.unescape(link) for link in re.findall(r'type="application/json" href="([^"]*)"', page.text)}
    links |= set(re.findall('<([^>]*)>; rel="alternate"', page.headers["link"]))
    [link] = links
    twin = client.get(link)
    assert twin.status_code == 200
    if count is not None:
        assert len(twin.json()[items]) == page.text.count(item) == count
    # The page that the answer names is the one that it was found on, but for its length.
    [back] = re.findall('<([^>]*)>; rel="alternate"', twin.headers["link"])
    again = client.get(back)
    assert again.status_code == 200
    assert set(again.request.url.params.multi_items()) <= set(page.request.url.params.multi_items())
    canonical = re.findall(r'rel="canonical" href="([^"]*)"', page.text)
    assert [client.get(html.unescape(each)).status_code for each in canonical] == [200] * len(canonical)


@pytest.mark.parametrize(
    "path",
    ["/name-cluster/ada%20lovelace?year=1843", "/name-cluster/ada%20lovelace?by=person&group=1", "/search?q=ada"],
)
def test_a_page_that_json_does_not_have_names_none(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "alternate" not in page.headers.get("link", "") + page.text


def test_downloads_in_json_are_as_whole_as_the_others(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "ClusterQuestion", partial(questions.ClusterQuestion, limit=2))
    text = client.get("/name-cluster/ada%20lovelace?year=1843").text
    assert '<a href="/name-cluster/ada%20lovelace.json?limit=10000">JSON</a>' in text
    assert "All 3 papers of the name, without the filters." in text
    assert len(client.get("/name-cluster/ada%20lovelace.json?limit=10000").json()["papers"]) == 3


def test_what_is_not_there_comes_with_near_names(client: TestClient) -> None:
    answer = client.get("/name-cluster/ada%20lovelacee")
    assert answer.status_code == 404
    assert '<a href="/name-cluster/ada%20lovelace" dir="auto">' in answer.text
    assert client.get("/paper/nothing").status_code == 404
    assert client.get("/venue/nowhere").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/network?source=nosuch&largest=5",
        "/network?venue=NeurIPZ",
        "/coauthor-neighborhood/ada%20lovelace?venue=NeurIPZ&hops=2",
        "/coauthor-neighborhood/ada%20lovelacee?since=1800",
        "/collaboration-path?a=Bo+Li&b=Lovelacee,+Ada",
        "/collaboration-path?a=Ada+Lovelacee&b=Bo+Li&k=3",
        "/search?q=engines&venue=NeurIPZ",
        "/venue/neurips%20workshp",
    ],
)
def test_near_values_lead_to_the_same_question(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == (200 if path.startswith("/search") else 404)
    near = answer.text[answer.text.index("Did you mean") :]
    links = [html.unescape(link) for link in re.findall(r'<li><a href="([^"]*)" dir="auto">', near)]
    assert links
    for link in links:
        assert link.partition("?")[0].split("/")[1] == path.partition("?")[0].split("/")[1]
        assert re.findall(r"[?&](\w+)=", link) == re.findall(r"[?&](\w+)=", path)
        again = client.get(link, follow_redirects=True)
        assert again.status_code == 200
        assert "Did you mean" not in again.text


def test_a_searched_name_with_a_wrong_letter_leads_to_the_right_one(client: TestClient) -> None:
    text = client.get("/search?q=Ada+Lovelaxe").text
    assert re.findall(r'<li><a href="([^"]*)" dir="auto">', text) == ["/name-cluster/ada%20lovelace"]


def test_a_search_at_a_venue_that_is_not_there_keeps_the_rest(client: TestClient) -> None:
    text = client.get("/search?q=lovelace&venue=NeurIPZ").text
    assert 'value="lovelace"' in text
    assert '<a href="/name-cluster/ada%20lovelace"' in text
    assert "No paper row appeared at a venue" in text


def test_a_search_with_a_damaged_cursor_says_so(client: TestClient) -> None:
    text = client.get("/search?q=notes&after=AAAA").text
    assert "The cursor is damaged" in text
    assert 'value="notes"' in text


def test_a_text_with_the_ending_of_another_form_has_its_page_and_its_answers(graph: Graph) -> None:
    records = [
        paper("id", "Lib", "Lib.csv", title="Barns", venue="V"),
        paper("id.json", "Lib.json", "Lib.csl.json", title="Fences", venue="V.json"),
    ]
    put(graph, records, "odd")
    client = TestClient(make_app(graph))
    for name, title in (("lib", "Barns"), ("lib.csv", "Barns"), ("lib.json", "Fences"), ("lib.csl.json", "Fences")):
        address = cluster_address(name)
        assert title in client.get(address).text
        assert [work["title"] for work in client.get(f"{address}.json").json()["papers"]] == [title]
        assert title in client.get(f"{address}.bib").text
        assert address in str(client.get(f"{address}?match=fold").url)
        assert client.get(f"{neighborhood_address(name)}.json").json()["center"]["key"] == name
    for id, title in (("odd:id", "Barns"), ("odd:id.json", "Fences")):
        assert client.get(f"{paper_address(id)}.json").json()["rows"][0]["title"] == title
        assert title in client.get(paper_address(id)).text
    for id in ("v", "v json"):
        assert client.get(f"{venue_address(id)}.json").json()["venue_id"] == id
    linked = client.get(neighborhood_address("lib")).text
    assert f'href="{cluster_address("lib.csv")}"' in linked
    assert client.get("/name-cluster/lib.csv").headers["content-type"].startswith("text/csv")
