"""Places: nothing overlaps, the centre is in the middle, chains run from left to right."""

import subprocess
import sys
from itertools import combinations
from math import dist

import pytest

from graphapp.errors import GraphAppError
from graphapp.present.pictures.layout import NAME_SIZE, Placement, place
from graphapp.present.pictures.links import Links
from graphapp.present.pictures.scenes import Scene, chains_scene, neighborhood_scene, people_scene
from graphapp.present.pictures.texts import text_width
from tests.answers.networks import CHAINS, PEOPLE, neighborhood
from tests.unit.present.pictures.shapes import Box, pairs_that_meet

NO_LINKS = Links()
SIZES = [(0, 0), (1, 0), (2, 0), (5, 0), (30, 36), (65, 0), (300, 100)]


def placed(near: int, far: int = 0) -> tuple[Scene, Placement]:
    scene = neighborhood_scene(neighborhood(near, far), NO_LINKS)
    return scene, place(scene)


def names_of(placement: Placement) -> list[Box]:
    boxes = []
    for label in placement.labels:
        if label is not None:
            width = text_width(label.text, NAME_SIZE)
            left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
            boxes.append(Box(left, label.y - NAME_SIZE * 0.85, left + width, label.y + NAME_SIZE * 0.25))
    return boxes


def dots_of(placement: Placement) -> list[tuple[float, float, float]]:
    return list(zip(placement.xs, placement.ys, placement.radii, strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_neither_dots_nor_names_overlap_and_all_is_inside(size: tuple[int, int]) -> None:
    scene, placement = placed(*size)
    assert len(placement.xs) == len(scene.dots)
    for (x, y, radius), (other_x, other_y, other) in combinations(dots_of(placement), 2):
        assert dist((x, y), (other_x, other_y)) > radius + other
    names = names_of(placement)
    assert not list(pairs_that_meet(names))
    for x, y, radius in dots_of(placement):
        assert not any(Box(x - radius, y - radius, x + radius, y + radius).meets(name) for name in names)
        assert radius <= x <= placement.width - radius
        assert radius <= y <= placement.height - radius
    assert all(
        n.left >= 0 and n.right <= placement.width and n.top >= 0 and n.bottom <= placement.height for n in names
    )


@pytest.mark.parametrize("size", [(5, 0), (65, 0), (30, 36)])
def test_up_to_a_hundred_names_are_all_shown_whole(size: tuple[int, int]) -> None:
    scene, placement = placed(*size)
    assert [label.text if label else None for label in placement.labels] == [dot.label for dot in scene.dots]


def test_of_many_names_the_most_important_are_shown() -> None:
    _, placement = placed(300, 100)
    shown = [label is not None for label in placement.labels]
    assert sum(shown[:100]) >= 90
    assert sum(shown[:100]) > sum(shown[-100:])


def test_more_works_make_a_larger_dot() -> None:
    _, placement = placed(60)
    assert list(placement.radii[1:]) == sorted(placement.radii[1:], reverse=True)
    assert placement.radii[0] == max(placement.radii) > placement.radii[-1]


def test_chains_run_from_left_to_right() -> None:
    scene = chains_scene(CHAINS, NO_LINKS)
    placement = place(scene)
    by_column = sorted(zip((dot.column for dot in scene.dots), placement.xs, strict=True))
    assert [x for _, x in by_column] == sorted(x for _, x in by_column)
    assert len({x for _, x in by_column}) == 4


def test_a_name_without_a_joint_paper_stands_below_the_network() -> None:
    scene = people_scene(PEOPLE, NO_LINKS)
    placement = place(scene)
    [alone] = [n for n in range(len(scene.dots)) if not any(n in (line.a, line.b) for line in scene.lines)]
    assert placement.ys[alone] > max(y for n, y in enumerate(placement.ys) if n != alone)


def test_every_process_gives_the_same_places() -> None:
    program = (
        "from tests.answers.networks import neighborhood\n"
        "from graphapp.present.pictures import svg\n"
        "import hashlib; print(hashlib.sha256(svg(neighborhood(40, 20)).encode()).hexdigest())"
    )
    pictures = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pictures) == 1


def test_missing_numpy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(GraphAppError, match=r"pip install '\.\[pictures\]'"):
        place(people_scene(PEOPLE, NO_LINKS))
