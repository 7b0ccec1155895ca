"""Dots, lines and the legend."""

from dataclasses import replace

from graphapp.present.pictures import Links, svg
from graphapp.present.pictures.colors import CENTRE, EDGE, OTHER, PALETTE
from graphapp.present.pictures.drawing import MOST_LINES, dot_title, drawn_lines, legend_of
from graphapp.present.pictures.layout import place
from graphapp.present.pictures.scenes import neighborhood_scene
from tests.answers.networks import CHAINS, NEIGHBORHOOD, PEOPLE, edge, neighborhood
from tests.unit.present.pictures.shapes import circle, dots, hrefs, lines, read, texts, titles

NO_LINKS = Links()


def grouped() -> object:
    names = neighborhood(9)
    pairs = [(0, 1), (0, 2), (1, 2), (3, 4), (5, 6)]
    return replace(names, edges=(*names.edges, *(edge(f"Near {a}", f"Near {b}", 2) for a, b in pairs)))


def test_communities_have_colours_and_the_centre_its_own() -> None:
    found = dots(read(svg(grouped())))
    colors = [circle(dot).get("fill") for dot in found]
    assert colors == [CENTRE, *[PALETTE[0]] * 3, *[PALETTE[1]] * 2, *[PALETTE[2]] * 2, OTHER, OTHER]


def test_lines_inside_a_community_have_its_colour() -> None:
    root = read(svg(grouped()))
    colors = {ends: drawn.get("stroke") for ends, drawn in lines(root).items()}
    assert (colors["1 2"], colors["4 5"], colors["0 1"]) == (PALETTE[0], PALETTE[1], EDGE)


def test_more_joint_papers_make_a_wider_line() -> None:
    root = read(svg(neighborhood(30)))
    widths = {ends: float(str(drawn["stroke-width"])) for ends, drawn in lines(root).items()}
    ordered = [widths[f"0 {number}"] for number in range(1, 31)]
    assert ordered == sorted(ordered, reverse=True)
    assert len(set(ordered)) == 5


def test_every_name_is_a_link_with_all_about_it() -> None:
    root = read(svg(NEIGHBORHOOD, links=Links(base="")))
    assert len(hrefs(root)) == 1 + len(NEIGHBORHOOD.nodes)
    assert "Luigi Menabrea: 3 joint papers with the centre, 1843" in titles(root)


def test_chains_show_their_papers_and_dash_what_is_pooled() -> None:
    root = read(svg(CHAINS))
    assert texts(root).count("2") == 5
    assert ["stroke-dasharray" in drawn for drawn in lines(root).values()].count(True) == 2
    assert any("dashed" in text for text in texts(root))


def test_the_weakest_of_too_many_lines_are_left_out_and_counted() -> None:
    names = neighborhood(80)
    links = tuple(edge(f"Near {a}", f"Near {b}", 1 + (a + b) % 9) for a in range(80) for b in range(a))
    scene = neighborhood_scene(replace(names, edges=(*names.edges, *links)), NO_LINKS)
    shown = drawn_lines(scene)
    assert len(shown) == MOST_LINES
    assert sum(line.a == 0 for line in shown) == 80
    left = {(line.a, line.b) for line in scene.lines} - {(line.a, line.b) for line in shown}
    weakest = min(line.papers for line in shown if line.a != 0)
    assert all(line.papers <= weakest for line in scene.lines if (line.a, line.b) in left)
    said = [entry.text for entry in legend_of(scene, place(scene))]
    assert f"The {len(scene.lines) - MOST_LINES:,} weakest lines are not drawn." in said


def test_the_legend_says_what_is_in_no_community() -> None:
    scene = neighborhood_scene(NEIGHBORHOOD, NO_LINKS)
    assert "in no community" in [entry.text for entry in legend_of(scene, place(scene))]
    assert dot_title(scene.dots[0], scene) == "Ada Lovelace"


def test_people_without_a_joint_paper_are_dots_too() -> None:
    assert len(dots(read(svg(PEOPLE)))) == 4
