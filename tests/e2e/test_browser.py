"""Neo4j Browser itself in Chromium: it connects, runs what graphapp gives it, and draws."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.neo4j_browser import browser_url, cypher_literal
from graphapp.queries import Access, Query, all_queries, load_query, with_literals
from graphapp.services.browser_queries import query_of
from tests.bibliography import paper
from tests.conftest import ROOT
from tests.graphs import reading_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selenium.webdriver.remote.webelement import WebElement

    from tests.conftest import Database

STYLE = (ROOT / "cypher" / "browser" / "graphapp.grass").read_text(encoding="utf-8")
HOSTILE = 'Ada "A" O\'Neill `x` $name ${a} } & Co #1 + 100 % ; // \\u0041 Ελύτης 李'
SECONDS = 60

# Read at once, because Browser replaces its elements whenever it likes.
READ_EDITOR = """
const lines = [...document.querySelectorAll('[data-testid="activeEditor"] .view-line')];
lines.sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top));
return lines.map(line => line.textContent.replaceAll("\\u00a0", " ")).join("\\n");
"""
READ_NEWEST_FRAME = """
const frame = document.querySelector('[data-testid="frame"]');
const find = (within, selector) => [...within.querySelectorAll(selector)];
const words = element => find(element, "text").map(line => line.textContent.trim()).join(" ");
return frame && {
  seen: frame.seen || false,
  command: find(frame, '[data-testid="frameCommand"]').map(part => part.textContent).join(""),
  text: frame.textContent,
  labels: find(frame, '[data-testid^="property-details-overview-node-label-"]').map(part => part.textContent),
  nodes: find(frame, "g.node").map(node => [node.querySelector(".b-outline").getAttribute("fill"), words(node)]),
  relationships: find(frame, "g.relationship").map(words),
};
"""
READ_KEPT_CONNECTION = """
return localStorage.getItem("neo4j.connections") || "";
"""
MARK_FRAMES_AS_SEEN = """
document.querySelectorAll('[data-testid="frame"]').forEach(frame => { frame.seen = true; });
"""
PASTE = """
const clipboardData = new DataTransfer();
clipboardData.setData("text/plain", arguments[1]);
arguments[0].dispatchEvent(new ClipboardEvent("paste", {bubbles: true, clipboardData}));
"""
DROP_STYLE_FILE = """
const files = new DataTransfer();
files.items.add(new File([arguments[0]], "graphapp.grass"));
for (const kind of ["dragenter", "dragover", "drop"])
  document.querySelector('[data-testid="main"]').dispatchEvent(
    new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));
"""


class BrowserPage:
    """Neo4j Browser in a window of Chromium, as far as these tests use it."""

    def __init__(self, chromium: Chrome, database: Database, address: str) -> None:
        self.chromium = chromium
        self.database = database
        self.address = address
        self.patience = WebDriverWait(chromium, SECONDS, ignored_exceptions=[StaleElementReferenceException])

    def link(self, query: Query | None = None, parameters: Mapping[str, object] | None = None) -> str:
        """The link to this database, with a query."""
        uri, user = self.database.uri, self.database.user
        return browser_url(self.address, uri=uri, user=user, database="neo4j", query=query, parameters=parameters)

    def part(self, name: str) -> WebElement:
        """The first part of the page that has this test id, as soon as there is one."""
        return self.patience.until(lambda page: page.find_element(By.CSS_SELECTOR, f'[data-testid="{name}"]'))

    def connect(self, link: str) -> None:
        """Open a link and log in; the link has filled in all but the password."""
        self.chromium.get(link)
        # The last field that Browser fills in.
        self.patience.until(lambda _: self.part("database").get_attribute("value") == "neo4j")
        self.part("password").send_keys(self.database.password, Keys.ENTER)
        # The last that Browser does by itself: to show a guide, to choose the database, and to keep both for later.
        self.patience.until(lambda _: self.newest_frame()["command"] == ":play start")
        self.patience.until(lambda page: '"lastUseDb":"neo4j"' in page.execute_script(READ_KEPT_CONNECTION))

    def editor_text(self) -> str:
        """The lines of the editor that can be seen."""
        text: str = self.chromium.execute_script(READ_EDITOR)
        return text

    def newest_frame(self) -> dict[str, Any]:
        """What stands in the frame of the last answer."""
        frame: dict[str, Any] = self.chromium.execute_script(READ_NEWEST_FRAME)
        return frame

    def run(self, text: str) -> None:
        """Write a text into the editor and run it."""
        box = self.chromium.find_element(By.CSS_SELECTOR, '[data-testid="activeEditor"] textarea')
        box.send_keys(Keys.CONTROL, "a")
        box.send_keys(Keys.DELETE)
        # Pasted, because the editor completes what is typed.
        self.chromium.execute_script(PASTE, box, text)
        self.click_run(text)

    def click_run(self, text: str) -> None:
        """Run what stands in the editor, which must be the text; return when its frame is there."""

        def answered(_: object) -> bool:
            frame = self.newest_frame()
            return not frame["seen"] and frame["command"].split() == text.split()

        self.chromium.execute_script(MARK_FRAMES_AS_SEEN)
        self.part("editor-Run").click()
        self.patience.until(answered)

    def drawn(self) -> Counter[str]:
        """How many nodes of each label the newest frame shows, when it has drawn them all."""

        def counted(_: object) -> Counter[str] | Literal[False]:
            frame = self.newest_frame()
            labels = [label.rstrip(")").split(" (") for label in frame["labels"]]
            counts = Counter({label: int(count) for label, count in labels})
            return counts if labels and counts.pop("*") == counts.total() == len(frame["nodes"]) else False

        return self.patience.until(counted)

    def captions(self) -> dict[str, set[str]]:
        """Colour -> what stands in the nodes of that colour in the newest frame."""
        found = defaultdict(set)
        for colour, caption in self.newest_frame()["nodes"]:
            found[colour].add(caption)
        return dict(found)


@pytest.fixture
def page(chromium: Chrome, database: Database, graph: Graph) -> BrowserPage:
    """Neo4j Browser, not connected yet, on a graph of some made-up papers."""
    if database.browser is None:
        pytest.fail(
            "These tests open Neo4j Browser, whose address is not known: "
            "set GRAPHAPP_TEST_BROWSER, to http://localhost:7474/browser/ for instance."
        )
    works = {
        "dblp": {
            "1": "Ada Lovelace,Charles Babbage,Mary Somerville",
            "2": "ADA LOVELACE,Charles Babbage",
            "3": "Ada Lovelace,Grace Hopper",
            "4": HOSTILE,
        },
        "acl": {"1": "Ada Lovelace,Charles Babbage"},
    }
    for source, papers in works.items():
        records = [
            paper(
                paper_id,
                *names.split(","),
                title=f"Notes {paper_id}",
                year=2023,
                venue="NeurIPS",
                identifiers={"doi": f"10.1000/{paper_id}"},
            )
            for paper_id, names in papers.items()
        ]
        load(graph, records, source=source)
    return BrowserPage(chromium, database, database.browser)


def test_a_link_fills_in_the_form_to_connect(page: BrowserPage) -> None:
    page.chromium.get(page.link())
    page.patience.until(lambda _: page.part("database").get_attribute("value"))
    filled = {name: page.part(name).get_attribute("value") for name in ("boltaddress", "database", "username")}
    host = urlsplit(page.database.uri).netloc.replace("127.0.0.1", "localhost")
    assert filled == {"boltaddress": host, "database": "neo4j", "username": page.database.user}
    assert page.part("password").get_attribute("value") == ""


def test_each_query_draws_its_graph_with_the_parameters_that_its_file_shows(page: BrowserPage, graph: Graph) -> None:
    page.connect(page.link())
    for query in all_queries():
        if query.access is not Access.BROWSER:
            continue
        for name, example in query.parameters.items():
            page.run(f":param {name} => {example}")
            page.patience.until(lambda _: "Successfully set your parameters" in page.newest_frame()["text"])
        page.run(query.text)
        with reading_session(graph) as session:
            answer = session.run(with_literals(query, query.parameters)).graph()
        labels = Counter(label for node in answer.nodes for label in node.labels)
        assert labels["Author"] > 1, query.name
        assert page.drawn() == labels, query.name


def test_a_link_with_a_query_draws_the_answer_at_one_click(page: BrowserPage) -> None:
    query, parameters = query_of("name_cluster", {"name": HOSTILE})
    text = with_literals(query, query.parameters | {"name": cypher_literal(parameters["name"])})
    page.connect(page.link(query, parameters))
    assert page.editor_text().startswith("\n".join(text.splitlines()[:3]))
    page.click_run(text)
    assert page.drawn() == {"Author": 1, "Paper": 1, "Venue": 1}


def test_a_link_works_in_a_browser_that_has_connected_before(page: BrowserPage) -> None:
    query, parameters = query_of("paper", {"id": "dblp:1"})
    page.connect(page.link())
    page.chromium.get(page.link(query, parameters))
    page.patience.until(lambda _: page.editor_text().startswith(f"// {query.title}"))
    page.patience.until(lambda _: "You are connected as user" in page.part("stream").text)
    page.click_run(with_literals(query, query.parameters | {"id": '"dblp:1"'}))
    assert page.drawn() == {"Author": 5, "Paper": 2, "Venue": 1}


@pytest.mark.parametrize("way", ["dropped", "pasted"])
def test_the_style_file_shows_names_and_titles_in_three_colours(page: BrowserPage, way: str) -> None:
    query = load_query("browser/name_cluster")
    statement = with_literals(query, query.parameters)
    page.connect(page.link())
    page.run(statement)
    before = page.drawn()

    if way == "dropped":
        page.chromium.execute_script(DROP_STYLE_FILE, STYLE)
        page.patience.until(lambda _: page.newest_frame()["command"] == ":style")
    else:
        page.run(f":style {STYLE}")
    page.run(statement)

    assert page.drawn() == before
    assert page.captions() == {
        "#0072B2": {"Ada Lovelace", "ADA LOVELACE"},
        "#F0E442": {"Notes 1", "Notes 2", "Notes 3"},
        "#D55E00": {"NeurIPS"},
    }
    assert {"AUTHORED", "PUBLISHED_AT"} <= set(page.newest_frame()["relationships"])
