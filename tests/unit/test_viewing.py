"""Pictures of answers in Python: beside the table in a notebook, or as a page in a browser."""

import sys
import webbrowser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

import graphapp
from graphapp.errors import GraphAppError, InvalidArgument
from graphapp.present.pictures import html, svg
from graphapp.results.answer import Answer
from graphapp.viewing import PictureViewer
from tests.answers import COUNTS
from tests.answers.networks import NEIGHBORHOOD, neighborhood


@pytest.fixture(autouse=True)
def viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answer, "VIEWER", PictureViewer())


def test_importing_graphapp_lets_answers_draw() -> None:
    assert callable(graphapp.connect)
    assert sys.modules["graphapp.bibliography"].Answer.VIEWER is not None


def test_a_notebook_shows_the_picture_and_the_table() -> None:
    shown = NEIGHBORHOOD._repr_html_()
    assert svg(NEIGHBORHOOD) in shown
    assert "<table" in shown


def test_a_notebook_shows_the_table_alone_of_what_has_no_picture() -> None:
    for answer in (COUNTS, neighborhood(1_500)):
        assert "<svg" not in answer._repr_html_()
        assert "<table" in answer._repr_html_()


def test_elsewhere_a_browser_opens_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browse(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    NEIGHBORHOOD.show()
    [address] = opened
    page = Path(url2pathname(urlsplit(address).path))
    assert page.read_text(encoding="utf-8") == html(NEIGHBORHOOD)
    page.unlink()


def test_without_a_browser_the_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    with pytest.raises(GraphAppError, match=r"the picture is in (\S+\.html)") as raised:
        NEIGHBORHOOD.show()
    Path(str(raised.value).rpartition(" ")[2]).unlink()


def test_in_a_notebook_the_picture_is_displayed(monkeypatch: pytest.MonkeyPatch) -> None:
    displayed: list[object] = []
    notebook = SimpleNamespace(
        get_ipython=lambda: SimpleNamespace(kernel=1),
        display=SimpleNamespace(SVG=lambda text: text, display=displayed.append),
    )
    monkeypatch.setitem(sys.modules, "IPython", notebook)
    NEIGHBORHOOD.show()
    assert displayed == [svg(NEIGHBORHOOD)]


def test_what_has_no_picture_says_so() -> None:
    with pytest.raises(InvalidArgument, match="no picture"):
        COUNTS.show()


def test_without_a_viewer_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answer, "VIEWER", None)
    with pytest.raises(GraphAppError, match="import graphapp first"):
        NEIGHBORHOOD.show()
