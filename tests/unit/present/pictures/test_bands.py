"""The picture of a cluster: papers in groups of coauthors, along the years."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.pictures import Links, svg
from graphapp.present.pictures.bands import MOST_BANDS, bands_of
from graphapp.present.pictures.colors import PALETTE
from graphapp.results.names import NameCluster
from graphapp.results.papers import PaperAuthor, Work
from tests.answers.networks import CLUSTER, SCRIPT, paper
from tests.unit.present.pictures.shapes import circle, dots, hrefs, read, texts, titles


def by(number: int, *coauthors: str, year: int | None = 2000) -> Work:
    names = ("Wei Wang", *coauthors)
    return replace(
        paper(f"one:{number}", f"Paper {number}", "one:Wei Wang", year=year),
        authors=tuple(PaperAuthor(author_id=f"one:{name}", name=name, position=n) for n, name in enumerate(names, 1)),
    )


def cluster(*papers: Work) -> NameCluster:
    return replace(CLUSTER, name="Wei Wang", papers=papers, paper_count=len(papers), truncated=False)


TWO_PEOPLE = cluster(
    by(1, "Ann", "Bob", year=2001),
    by(2, "Cy", "Dee", year=2010),
    by(3, "Bob", "Eve", year=2003),
    by(4, "Dee", year=None),
    by(5, "ANN", year=2002),
    by(6, year=2004),
)


def test_papers_that_share_coauthors_are_one_group_and_the_searched_name_joins_none() -> None:
    bands = bands_of(TWO_PEOPLE)
    assert [[work.title for work in band.works] for band in bands] == [
        ["Paper 1", "Paper 5", "Paper 3"],
        ["Paper 2", "Paper 4"],
        ["Paper 6"],
    ]
    assert [band.coauthors for band in bands] == [
        (("ANN", 2), ("Bob", 2), ("Eve", 1)),
        (("Dee", 2), ("Cy", 1)),
        (),
    ]


def test_each_group_has_a_band_below_the_one_before_in_a_colour_of_its_own() -> None:
    found = dots(read(svg(TWO_PEOPLE)))
    colors = [circle(dot).get("fill") for dot in found]
    assert colors[:3] == [PALETTE[0]] * 3
    assert colors[3:5] == [PALETTE[1]] * 2
    heights = [float(str(circle(dot).get("cy"))) for dot in found]
    assert max(heights[:3]) < min(heights[3:5]) <= max(heights[3:5]) < heights[5]


def test_years_run_from_left_to_right_and_unknown_ones_come_last() -> None:
    root = read(svg(TWO_PEOPLE))
    places = {
        title.split(".")[0]: circle(dot).get("cx") for dot, title in zip(dots(root), titles(root)[1:], strict=True)
    }
    xs = [float(str(places[f"Paper {number}"])) for number in (1, 5, 3, 6, 2, 4)]
    assert all(a < b for a, b in pairwise(xs))
    assert {"2001", "2010", "no year"} <= set(texts(root))


def test_papers_and_coauthors_are_links() -> None:
    found = hrefs(read(svg(TWO_PEOPLE, links=Links(base=""))))
    assert {f"/paper/one%3A{number}" for number in range(1, 7)} | {"/name-cluster/Bob", "/name-cluster/Dee"} <= set(
        found
    )


def test_many_groups_share_the_last_band() -> None:
    many = cluster(*(by(number, f"Coauthor {number}") for number in range(MOST_BANDS + 5)))
    bands = bands_of(many)
    assert len(bands) == MOST_BANDS + 1
    assert (bands[-1].mixed, len(bands[-1].works)) == (5, 5)
    assert "5 smaller groups" in texts(read(svg(many)))


def test_hostile_titles_are_text() -> None:
    root = read(svg(CLUSTER))
    assert any(SCRIPT in title for title in titles(root))
    assert "script" not in {str(element.tag).rpartition("}")[2] for element in root.iter()}


def test_a_cluster_without_papers_is_a_picture() -> None:
    assert dots(read(svg(cluster()))) == []


@given(st.lists(st.lists(st.sampled_from("ABCDEFGH"), max_size=4, unique=True), max_size=25))
def test_each_paper_is_in_one_group_and_dots_of_a_group_do_not_overlap(lists: list[list[str]]) -> None:
    found = cluster(*(by(number, *names, year=1990 + number % 7) for number, names in enumerate(lists)))
    shown = [work.work_id for band in bands_of(found) for work in band.works]
    assert sorted(shown) == sorted(work.work_id for work in found.papers)
    places = [(circle(dot).get("cx"), circle(dot).get("cy")) for dot in dots(read(svg(found)))]
    assert len(set(places)) == len(lists)
