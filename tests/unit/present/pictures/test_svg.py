"""The frame of a picture: well-formed whatever it holds, and nothing that a strict policy refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.pictures.colors import STYLESHEET
from graphapp.present.pictures.svg import Legend, linked, number, picture, text_element
from tests.answers.networks import IMAGE, QUOTES, SCRIPT
from tests.unit.present.pictures.shapes import SVG, hrefs, read, texts


def frame(title: str = "A title", *, styled: bool = False, legend: tuple[Legend, ...] = ()) -> str:
    return picture(title=title, notice="A notice.", legend=legend, body="<g/>", width=600, height=100, styled=styled)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (0.04, "0"), (-12.34, "-12.3"), (10.0, "10")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("title", [IMAGE, SCRIPT, QUOTES, "]]>", "&amp;"])
def test_title_and_notice_are_text_and_inside(title: str) -> None:
    root = read(frame(title))
    assert root.get("aria-label") == title
    assert " ".join(texts(root)).replace(" ", "").startswith(title.replace(" ", ""))
    assert "A notice." in texts(root)
    assert {element.tag for element in root.iter()} <= {SVG + n for n in ("svg", "title", "desc", "rect", "g", "text")}


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30))
def test_any_text_and_address_is_well_formed(text: str) -> None:
    content = linked(text_element(text, 1, 2), f"/name-cluster/{text}")
    root = read(f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>'.replace("\ufffe", "").replace("\uffff", ""))
    assert hrefs(root) == [f"/name-cluster/{text}".replace("\ufffe", "").replace("\uffff", "")]


def test_without_an_address_there_is_no_link() -> None:
    assert linked("<g/>", None) == "<g/>"


def test_a_long_legend_goes_on_in_the_next_line() -> None:
    legend = tuple(Legend(text=f"Community number {place} of many", color="#0077bb") for place in range(9))
    root = read(frame(legend=(*legend, Legend(text="A sentence."))))
    height = float(str(root.get("height")))
    xs = [
        (float(str(e.get("x"))), float(str(e.get("y"))))
        for e in root.iter(f"{SVG}text")
        if "Community" in (e.text or "")
    ]
    assert len({y for _, y in xs}) > 1
    assert all(0 < x < 640 and y < height for x, y in xs)


def test_only_a_styled_picture_has_a_style_sheet_and_none_has_style_attributes() -> None:
    plain, styled = frame(), frame(styled=True)
    assert "<style" not in plain
    assert STYLESHEET in styled
    assert " style=" not in plain + styled
