"""Pictures in a real browser without a network: they draw, they have a legend, and hostile names stay names."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from graphapp.present.networks import as_networkx
from graphapp.present.pictures import as_html
from graphapp.results.coauthors import Chain
from graphapp.results.names import NameNode
from tests.answers.networks import CHAINS, IMAGE, NEIGHBORHOOD, NETWORKS, SCRIPT, neighborhood

PATIENCE = 30
ORANGE, BLUE, SKY, YELLOW, PURPLE = "#d55e00", "#0072b2", "#56b4e9", "#f0e442", "#cc79a7"

# The page's own canvas is copied, since Chromium advises against reading one that is drawn on often.
LOOK = """
    const [canvas, colors] = arguments
    const {width, height} = canvas
    const copy = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true})
    copy.drawImage(canvas, 0, 0)
    const data = copy.getImageData(0, 0, width, height).data
    const counts = colors.map(() => 0)
    for (let i = 0; i < data.length; i += 4) {
      const place = colors.indexOf('#' + [...data.slice(i, i + 3)].map(v => v.toString(16).padStart(2, '0')).join(''))
      if (place >= 0 && data[i + 3] === 255) counts[place]++
    }
    const rim = [[0, 0, width, 1], [0, height - 1, width, 1], [0, 0, 1, height], [width - 1, 0, 1, height]]
    return [counts, rim.every(strip => copy.getImageData(...strip).data.every(value => value === 0))]
"""


@pytest.fixture
def opened(chromium: Chrome, tmp_path: Path) -> Callable[[object], WebElement]:
    """Opens the picture of a network, the browser being offline, and gives the canvas once all of it is drawn."""
    chromium.set_network_conditions(offline=True, latency=0, throughput=0)

    def open_picture(value: object) -> WebElement:
        page = tmp_path / "picture.html"
        page.write_text(as_html(value), encoding="utf-8")
        chromium.get(page.as_uri())
        canvas = WebDriverWait(chromium, PATIENCE).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, "#neo4j-viz-container canvas")
        )[-1]
        WebDriverWait(chromium, PATIENCE).until(lambda _: is_drawn(chromium, canvas))
        return canvas

    return open_picture


def is_drawn(chromium: Chrome, canvas: WebElement) -> bool:
    """Whether there are nodes, and none of them reaches the rim of the canvas."""
    counts, rim_is_empty = chromium.execute_script(LOOK, canvas, [ORANGE, BLUE])
    return any(counts) and rim_is_empty


def count_colors(chromium: Chrome, canvas: WebElement, *colors: str) -> list[int]:
    """How many pixels of the canvas have each of the colours."""
    counts: list[int] = chromium.execute_script(LOOK, canvas, list(colors))[0]
    return counts


def open_details(chromium: Chrome) -> str:
    """What the page shows about the node or edge that was clicked."""
    chromium.find_element(By.CSS_SELECTOR, '[aria-label="Toggle graph details panel"]').click()
    panel = WebDriverWait(chromium, PATIENCE).until(
        lambda driver: [
            element
            for element in driver.find_elements(By.CSS_SELECTOR, "#neo4j-viz-container .ndl-graph-visualization-drawer")
            if element.text
        ]
    )[0]
    return panel.text


@pytest.mark.parametrize(
    ("kind", "colors"),
    [
        ("neighborhood", (ORANGE, BLUE, SKY)),
        ("chains", (ORANGE, BLUE, PURPLE)),
        ("people", (BLUE,)),
        ("cluster", (BLUE, YELLOW, ORANGE)),
    ],
)
def test_a_picture_is_drawn_whole_and_asks_for_nothing(
    chromium: Chrome, opened: Callable[[object], WebElement], kind: str, colors: tuple[str, ...]
) -> None:
    canvas = opened(NETWORKS[kind])
    assert all(count > 20 for count in count_colors(chromium, canvas, *colors))
    assert chromium.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)") == []
    assert chromium.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_the_page_says_what_the_picture_shows(chromium: Chrome, opened: Callable[[object], WebElement]) -> None:
    opened(NEIGHBORHOOD)
    graph = as_networkx(NEIGHBORHOOD)
    assert chromium.title == graph.graph["name"]
    assert chromium.find_element(By.TAG_NAME, "h1").text == graph.graph["name"]
    header = chromium.find_element(By.TAG_NAME, "header").text
    assert graph.graph["notice"] in header
    assert {"centre", "1 step away", "2 steps away"} < set(header.splitlines())
    chromium.find_element(By.TAG_NAME, "summary").click()
    shown = {cell.text for cell in chromium.find_elements(By.TAG_NAME, "td")}
    assert {label for _, label in graph.nodes(data="label")} < shown


def test_a_large_picture_fits_the_window(chromium: Chrome, opened: Callable[[object], WebElement]) -> None:
    canvas = opened(neighborhood(150, 50))
    centre, near, far = count_colors(chromium, canvas, ORANGE, BLUE, SKY)
    assert 0 < centre < far < near


def test_hostile_names_and_titles_are_shown_and_do_nothing(
    chromium: Chrome, opened: Callable[[object], WebElement]
) -> None:
    centre = NameNode(name=IMAGE, key=IMAGE, author_ids=(SCRIPT,))
    canvas = opened(replace(neighborhood(0), center=centre))
    ActionChains(chromium).move_to_element(canvas).click().perform()
    details = open_details(chromium)
    assert IMAGE in details
    assert SCRIPT in details
    assert chromium.find_elements(By.TAG_NAME, "img") == []
    # What both of them would do is to change the title.
    assert chromium.title == f"Coauthors of {IMAGE}: 0"


def test_an_edge_shows_its_papers_when_it_is_clicked(chromium: Chrome, opened: Callable[[object], WebElement]) -> None:
    [nodes, steps] = CHAINS.chains[0].nodes[:2], CHAINS.chains[0].steps[:1]
    chain = Chain(nodes=nodes, strength=1.0, steps=steps)
    one_step = replace(CHAINS, a=nodes[0], b=nodes[1], distance=1, chains=(chain,), truncated=False)
    canvas = opened(one_step)
    ActionChains(chromium).move_to_element(canvas).click().perform()
    assert f"{SCRIPT} (1843); Notes" in open_details(chromium)
    assert chromium.title.startswith("Shortest chains between Ada Lovelace")
