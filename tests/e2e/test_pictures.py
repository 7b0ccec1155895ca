"""Pictures in a real browser without a network: light and dark, zoom, search, neighbours, and no foreign script.

One browser serves the whole file.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By

from graphapp.present.networks import as_networkx
from graphapp.present.pictures import html, svg
from graphapp.present.pictures.texts import text_width
from tests.answers.networks import NEIGHBORHOOD, NETWORKS

Open = Callable[[str, str], None]


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Open:
    """Opens a text as a file of a kind, the browser being offline and its screen light."""
    browser.set_network_conditions(offline=True, latency=0, throughput=0)
    set_dark(browser, False)

    def open_text(text: str, suffix: str = "html") -> None:
        file = tmp_path / f"picture.{suffix}"
        file.write_text(text, encoding="utf-8")
        browser.get(file.as_uri())

    return open_text


def set_dark(browser: Chrome, dark: bool) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def background(browser: Chrome) -> Any:
    return browser.execute_script("return getComputedStyle(document.querySelector('.ga-paper')).fill")


def view(browser: Chrome) -> list[float]:
    shown = browser.execute_script("return document.querySelector('svg').getAttribute('viewBox')")
    return [float(number) for number in shown.split()]


def marked(browser: Chrome) -> set[str]:
    found = browser.execute_script(
        "return [...document.querySelectorAll('.ga-on[data-dot] title')].map(title => title.textContent.split(':')[0])"
    )
    return set(found)


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("form", ["html", "svg"])
def test_a_picture_says_what_it_shows_asks_for_nothing_and_runs_nothing_else(
    browser: Chrome, opened: Open, kind: str, form: str
) -> None:
    title = as_networkx(NETWORKS[kind]).graph["name"]
    opened(html(NETWORKS[kind]) if form == "html" else svg(NETWORKS[kind]), form)
    # What the hostile names and titles would do is to change the title.
    assert browser.title == title
    assert browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)") == []
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert browser.find_elements(By.TAG_NAME, "img") == []


OUTSIDE_OR_OVERLAPPING = """
const whole = document.querySelector('svg.ga-picture').getBoundingClientRect();
const boxes = element => [element, element.getBoundingClientRect()];
const outside = [...document.querySelectorAll('svg.ga-picture text')].map(boxes)
  .filter(([, box]) => box.left < whole.left || box.right > whole.right);
const legend = [...document.querySelectorAll('.ga-legend > *')].map(boxes);
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
const overlapping = legend.filter(([, a], place) => legend.slice(place + 1).some(([, b]) => overlap(a, b)));
return [...outside, ...overlapping].map(([element]) => element.textContent);
"""


@pytest.mark.parametrize("kind", NETWORKS)
def test_texts_stay_inside_the_picture_and_the_legend_is_legible(browser: Chrome, opened: Open, kind: str) -> None:
    opened(html(NETWORKS[kind]), "html")
    assert browser.execute_script(OUTSIDE_OR_OVERLAPPING) == []


WORDS = (
    "Nicolò Cesa-Bianchi, Łukasz Kaiser, WILLIAM MCMAHON-WWW",
    "This is no author name disambiguation: these papers carry one name (2016–2025).",
    "Пётр Щедрин, Ющенко, Ελένη Παππά, ω, ישראל כהן, 王小明, 김민수",
    "Ж Ш Щ Ю ж ш щ ю ф © ® ½ ± ÷ I t Millit Iliff",
    "0123456789 % @ & … — “quoted” O’Neill #{x} [y] ~z",
)


@pytest.mark.parametrize("family", ["DejaVu Sans", "Liberation Sans", "sans-serif"])
def test_a_text_takes_no_more_room_than_is_kept_for_it(browser: Chrome, opened: Open, family: str) -> None:
    lines = [(word, bold) for text in WORDS for word in (text, *text.split()) for bold in (False, True)]
    texts = "".join(
        f'<text font-size="100" font-weight="{600 if bold else 400}">{escape(text)}</text>' for text, bold in lines
    )
    opened(f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{family}">{texts}</svg>', "svg")
    taken = browser.execute_script(
        "return [...document.querySelectorAll('text')].map(text => text.getComputedTextLength())"
    )
    too_long = [
        (line, width)
        for line, width in zip(lines, taken, strict=True)
        if width > text_width(line[0], 100, bold=line[1])
    ]
    assert too_long == []


@pytest.mark.parametrize("form", ["html", "svg"])
def test_a_picture_is_dark_on_a_dark_screen(browser: Chrome, opened: Open, form: str) -> None:
    opened(html(NEIGHBORHOOD) if form == "html" else svg(NEIGHBORHOOD), form)
    set_dark(browser, False)
    light = background(browser)
    set_dark(browser, True)
    assert (light, background(browser)) == ("rgb(255, 255, 255)", "rgb(21, 24, 28)")


def test_a_name_under_the_pointer_shows_its_neighbours(browser: Chrome, opened: Open) -> None:
    opened(html(NEIGHBORHOOD), "html")
    dot = browser.find_element(By.CSS_SELECTOR, "[data-dot='1'] circle")
    ActionChains(browser).move_to_element(dot).perform()
    assert marked(browser) == {"Luigi Menabrea", "Ada Lovelace", "שלום כהן 😀"}


def test_the_search_finds_names_in_any_case_and_zooms_to_the_first(browser: Chrome, opened: Open) -> None:
    opened(html(NEIGHBORHOOD), "html")
    search = browser.find_element(By.CSS_SELECTOR, ".ga-tools input")
    search.send_keys("MÉNAB lui")
    assert marked(browser) == {"Luigi Menabrea"}
    assert browser.find_element(By.TAG_NAME, "output").text == "1 found"
    whole = view(browser)
    search.send_keys(Keys.ENTER)
    assert view(browser)[2] == pytest.approx(whole[2] / 3)
    box = browser.execute_script(
        "const svg = document.querySelector('svg').getBoundingClientRect();"
        "const dot = document.querySelector(\"[data-dot='1'] circle\").getBoundingClientRect();"
        "return [dot.left >= svg.left, dot.right <= svg.right, dot.top >= svg.top, dot.bottom <= svg.bottom]"
    )
    assert box == [True] * 4


def test_buttons_zoom_and_show_all_again(browser: Chrome, opened: Open) -> None:
    opened(html(NEIGHBORHOOD), "html")
    whole = view(browser)
    browser.find_element(By.CSS_SELECTOR, '[aria-label="Zoom in"]').click()
    closer = view(browser)
    assert closer[2] < whole[2]
    assert closer[2] / closer[3] == pytest.approx(whole[2] / whole[3])
    browser.find_element(By.CSS_SELECTOR, '[aria-label="Show all"]').click()
    assert view(browser) == whole


def test_a_name_leads_to_its_row(browser: Chrome, opened: Open) -> None:
    opened(html(NEIGHBORHOOD), "html")
    browser.find_element(By.CSS_SELECTOR, "[data-dot='1'] a").send_keys(Keys.ENTER)
    row = browser.find_element(By.CSS_SELECTOR, "tr:target")
    assert row.text.startswith("Luigi Menabrea")
