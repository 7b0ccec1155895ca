"""Pictures as a whole: sizes, limits, equal answers, and no text that does anything."""

from dataclasses import replace

import pytest

from graphapp.errors import InvalidArgument
from graphapp.present import pictures
from graphapp.present.pictures import Links, html, svg
from tests.answers import COUNTS
from tests.answers.networks import CLUSTER, IMAGE, NETWORKS, SCRIPT, edge, neighborhood
from tests.unit.present.pictures.shapes import read


@pytest.mark.parametrize("kind", NETWORKS)
def test_a_picture_is_well_formed_and_holds_its_notice_and_nothing_that_acts(kind: str) -> None:
    text = svg(NETWORKS[kind], links=Links(base=""))
    root = read(text)
    assert {str(element.tag).rpartition("}")[2] for element in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "text", "circle", "path", "a")
    }
    assert not any(name.startswith("on") or name == "style" for element in root.iter() for name in element.attrib)
    assert SCRIPT not in text
    assert IMAGE not in text
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("draw", [svg, html])
def test_equal_answers_give_equal_pictures(kind: str, draw: object) -> None:
    assert callable(draw)
    assert draw(NETWORKS[kind]) == draw(replace(NETWORKS[kind]))  # type: ignore[type-var]


def test_a_picture_of_66_names_with_links_is_small() -> None:
    names = neighborhood(65)
    links = tuple(edge(f"Near {a}", f"Near {b}", 1 + a % 5) for a in range(65) for b in range(a))
    crowded = replace(names, edges=(*names.edges, *links))
    assert len(svg(crowded, links=Links(base="")).encode()) < 150_000


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidArgument, match=r"1,001 nodes and 1,000 edges .* ask for less"):
        svg(neighborhood(1_000))
    monkeypatch.setattr(pictures, "MOST_EDGES", 3)
    with pytest.raises(InvalidArgument, match="6 nodes and 5 edges are too many"):
        html(neighborhood(5))
    monkeypatch.setattr(pictures, "MOST_PAPERS", 2)
    with pytest.raises(InvalidArgument, match="3 papers are too many"):
        svg(CLUSTER)


def test_what_is_no_network_has_no_picture() -> None:
    with pytest.raises(InvalidArgument, match="GraphCounts is not a network"):
        svg(COUNTS)
