"""The pages in a real browser: reading, searching and following links, with and without scripts, for everyone's eyes.

One browser and one `graphapp serve` serve the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium_axe_python.axe import Axe

from graphapp.graph import Graph
from graphapp.schema import apply_schema
from tests.browsing import served, show_as
from tests.conftest import Database
from tests.graphs import empty, put
from tests.hard_papers import LEILA, LONGEST, NOA, hard_papers

SECONDS = 30
WIDE, NARROW = 1280, 360

PAGES = {
    "/": "Which papers carry this name?",
    "/search?q=names": "Papers",
    "/search?q=quill": "Marta Quill",
    "/search?q=zzz": "Nothing has",
    "/name-cluster/marta%20quill": "A survey with 451 authors",
    "/name-cluster/marta%20quill?by=person": "Groups of one paper",
    "/name-cluster/ida%20falk?by=person&group=1": "Group 1",
    "/explain-persons/marta%20quill?one=hard:bare&other=hard:crowd": "What is compared",
    "/name-cluster/ida%20falk?venue=Survey+Days": "20 papers of 60",
    f"/name-cluster/{LONGEST.casefold()}": "On letters that do not break",
    "/coauthor-neighborhood/ida%20falk?limit=12": "the first 12 are listed",
    "/coauthor-neighborhood/marta%20quill?max_authors=100": "1 paper with more authors left out",
    "/network?largest=12": "those with the most papers",
    "/collaboration-path?a=Marta+Quill&b=Ida+Falk": "of 2 steps",
    "/paper/hard:crowd": "Stated by 1 paper row",
    "/paper/hard:long-title": "Abstract",
    "/paper/hard:scripts": NOA,
    "/venue/survey%20days": "Works per year",
    "/venues": "Journal of Bounds",
    "/ambiguous-names?by=works": "Ida Falk",
    "/about": "hard",
    "/docs": "/name-cluster/{name}.json",
    "/name-cluster/marta%20quil": "Did you mean",
}
"""Each kind of page, at its fullest and at its emptiest -> what it says."""


@pytest.fixture(scope="module")
def site(database: Database) -> Iterator[str]:
    """The address of the pages of a small graph that is hard to show."""
    with Graph(database.address) as graph:
        empty(graph)
        apply_schema(graph)
        put(graph, hard_papers(), "hard")
    with served(database.address) as home:
        yield home


class Window:
    """The browser's window, as far as these tests use it."""

    def __init__(self, browser: Chrome, home: str) -> None:
        self.browser = browser
        self.home = home
        # What is looked at may belong to the page before, which goes away meanwhile: then it is looked for again.
        self.patience = WebDriverWait(browser, SECONDS, ignored_exceptions=(StaleElementReferenceException,))

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.browser.get(self.home + path)

    def part(self, selector: str) -> WebElement:
        """The first part of the page that a selector finds, as soon as it can be seen."""

        def seen(page: Chrome) -> WebElement | None:
            return next((one for one in page.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()), None)

        found = self.patience.until(seen)
        assert found is not None
        return found

    def link(self, text: str, within: str = "main") -> WebElement:
        """The first link with this text."""
        return self.patience.until(lambda _: self.part(within).find_element(By.LINK_TEXT, text))

    def text(self) -> str:
        """What can be read in the main part of the page."""
        return self.part("main").text

    def title(self) -> str:
        """The heading of the page."""
        return self.part("h1").text

    def wait_for(self, title: str) -> None:
        """Wait until the page with this heading is there."""
        self.patience.until(
            lambda page: any(found.text == title for found in page.find_elements(By.CSS_SELECTOR, "h1")), title
        )

    def complaints(self) -> list[dict[str, Any]]:
        """What the console said since it was asked last."""
        said: list[dict[str, Any]] = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return said


@pytest.fixture
def window(browser: Chrome, site: str) -> Iterator[Window]:
    """A window in which scripts run, of a usual look; no page that a test opens may complain in the console."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    show_as(browser, scheme="light", width=WIDE)
    window = Window(browser, site)
    window.complaints()
    yield window
    assert window.complaints() == []


def test_the_search_box_suggests_names_and_a_suggestion_opens_its_cluster(window: Window) -> None:
    window.open("/")
    box = window.part("#q")
    box.send_keys("quill ma")
    assert window.part("[role=option]").text == "Marta Quill (8)"
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    window.wait_for("Marta Quill")
    assert "8 papers" in window.text()


def test_a_family_name_of_one_letter_has_suggestions(window: Window) -> None:
    window.open("/")
    window.part("#q").send_keys("王")
    assert window.part("[role=option]").text == "王晓萌 (2)"


def test_a_search_finds_names_and_papers_with_their_words_marked(window: Window) -> None:
    window.open("/")
    window.part("#q").send_keys("letters", Keys.ENTER)
    window.wait_for("Search")
    assert window.part("article mark").text == "letters"
    window.link("On letters that do not break").click()
    window.wait_for("On letters that do not break")


def test_more_authors_and_an_abstract_open(window: Window) -> None:
    window.open("/name-cluster/marta%20quill")
    assert "Ada H. Wang" not in window.text()
    summary = window.part("details.more summary")
    assert summary.text == "and 443 more"
    summary.click()
    assert "Grace A. Wang" in window.part("details.more").text
    assert "and 393 others" in window.part("details.more").text
    assert "1.4 million names" not in window.text()
    window.part("details.abstract summary").click()
    assert "On three collections it finds 1.4 million names" in window.part("details.abstract").text


def test_a_filter_narrows_the_papers_and_is_taken_away_again(window: Window) -> None:
    window.open("/name-cluster/ida%20falk")
    window.link("Survey Days", ".facets").click()
    assert "20 papers of 60" in window.text()
    assert {venue.text for venue in window.browser.find_elements(By.CSS_SELECTOR, ".papers .facts a")} == {
        "Survey Days"
    }
    window.part(".chosen a").click()
    assert len(window.browser.find_elements(By.TAG_NAME, "article")) == 50
    window.link("Next page").click()
    assert "Page 2 of 2" in window.text()
    assert len(window.browser.find_elements(By.TAG_NAME, "article")) == 10
    window.browser.back()
    assert "Page 1 of 2" in window.text()


def test_a_coauthor_is_followed_through_the_picture_and_back(window: Window) -> None:
    window.open("/name-cluster/ida%20falk")
    window.link("Coauthors").click()
    window.wait_for("Ida Falk")
    dots = window.browser.find_elements(By.CSS_SELECTOR, ".picture [data-dot] circle")
    assert len(dots) == 65
    assert all(dot.is_displayed() and dot.size["width"] > 2 for dot in dots)
    window.browser.find_element(By.CSS_SELECTOR, ".picture [data-dot='1'] a").send_keys(Keys.ENTER)
    window.patience.until(lambda page: "/name-cluster/" in page.current_url)
    followed = window.title()
    assert followed != "Ida Falk"
    window.browser.back()
    window.wait_for("Ida Falk")
    assert "/coauthor-neighborhood/" in window.browser.current_url
    window.link(followed, "table").click()
    window.wait_for(followed)


def test_the_network_of_a_source_is_drawn_and_its_names_are_links(window: Window) -> None:
    window.open("/network")
    window.part("[name=largest]").clear()
    window.part("[name=largest]").send_keys("20", Keys.ENTER)
    window.patience.until(lambda page: "largest=20" in page.current_url)
    dots = window.browser.find_elements(By.CSS_SELECTOR, ".picture [data-dot] circle")
    assert len(dots) == 20
    assert all(dot.is_displayed() for dot in dots)
    window.part(".ga-tools input").send_keys("ida falk")
    assert window.part(".ga-tools output").text == "1 found"
    window.browser.find_element(By.CSS_SELECTOR, '.picture a[href="/name-cluster/Ida%20Falk"]').send_keys(Keys.ENTER)
    window.wait_for("Ida Falk")


def test_the_form_of_chains_finds_one(window: Window) -> None:
    window.open("/collaboration-path")
    window.part("[name=a]").send_keys("marta quill")
    window.part("[name=b]").send_keys("ida falk", Keys.ENTER)
    window.patience.until(lambda page: "b=ida" in page.current_url)
    assert "of 2 steps" in window.text()
    assert len(window.browser.find_elements(By.CSS_SELECTOR, ".picture svg")) == 1
    window.part(".chain summary").click()
    assert "A survey with 451 authors" in window.part(".chain details").text


def test_everything_can_be_read_without_scripts(window: Window) -> None:
    window.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    window.open("/")
    window.part("#q").send_keys("marta quill", Keys.ENTER)
    window.wait_for("Search")
    window.link("Marta Quill").click()
    window.wait_for("Marta Quill")
    window.part("details.more summary").click()
    assert "Grace A. Wang" in window.part("details.more").text
    window.link("Survey Days", ".facets").click()
    assert "2 papers of 8" in window.text()
    window.link("Coauthors").click()
    window.patience.until(lambda page: "/coauthor-neighborhood/" in page.current_url)
    assert window.part(".picture circle").size["width"] > 2
    window.link(LEILA, "table").click()
    window.wait_for(LEILA)
    assert "שמות בכתבים שונים" in window.text()


def test_a_name_that_is_not_there_comes_with_near_names(window: Window) -> None:
    window.open("/name-cluster/marta%20quil")
    window.link("Marta Quill").click()
    window.wait_for("Marta Quill")
    # Chromium itself reports the status of a page that is not there.
    [complaint] = window.complaints()
    assert "404" in complaint["message"]


@pytest.mark.parametrize(("scheme", "width"), [("light", WIDE), ("dark", NARROW)])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_everyone(window: Window, path: str, scheme: Literal["light", "dark"], width: int) -> None:
    """By all rules of axe-core. Its only rule about colours needs each scheme, those about places each width."""
    show_as(window.browser, scheme=scheme, width=width)
    window.open(path)
    assert PAGES[path] in window.text()
    room = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    needed, given = window.browser.execute_script(room)
    assert needed <= given <= width, "the page scrolls sideways"
    axe = Axe(window.browser)
    # The driver runs it outside of the page's Content-Security-Policy, which stays as it is.
    axe.inject()  # type: ignore[no-untyped-call]
    violations = axe.run(options={"resultTypes": ["violations"]})["violations"]
    found = [(one["id"], node["target"], node["failureSummary"]) for one in violations for node in one["nodes"]]
    assert found == []
    if "Did you mean" in PAGES[path]:
        window.complaints()
