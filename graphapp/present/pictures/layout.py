"""Scenes -> places: where each dot and its name stand, so that no two names overlap.

Forces place the dots (NetworkX's ForceAtlas2: M. Jacomy et al., "ForceAtlas2, a continuous graph layout algorithm",
2014), from a start that follows from the communities; then dots and names that overlap are pushed apart. Nothing is
drawn by chance, so equal scenes have equal places.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log1p, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import PackageMissing
from graphapp.present.pictures.scenes import Scene
from graphapp.present.pictures.texts import cut, text_width

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NAME_SIZE: Final = 12.0
"""Of the font of names, in pixels."""
LONGEST_NAME: Final = 260.0
"""Room of one name, in pixels; what has no room is cut."""

_LEAST_RADIUS: Final = 4.5
_LARGEST_RADIUS: Final = 16.0
_GAP: Final = 5.0
"""Between dots, and between names."""
_NAMED_FIRST: Final = 160
"""So many names, the most important, get room when dots are pushed apart; the others are named where there is room."""
_BREADTH: Final = 1.45
"""Of a picture by its height."""
_ROOM: Final = 2.4
"""Area of a picture by the area of what is in it."""
_COLUMN_GAP: Final = 70.0
_ROW: Final = 54.0
_ROUNDS: Final = 80
_PUSHES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name at its place."""

    text: str
    x: float
    y: float
    """Of its base line."""
    anchor: str
    """`start`, `middle` or `end`: where `x` is in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A scene with places, in pixels from the upper left."""

    width: float
    height: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    radii: tuple[float, ...]
    labels: tuple[Label | None, ...]
    """None for a name that has no room."""


def place(scene: Scene) -> Placement:
    """The places of a scene. Raises GraphAppError where numpy is not installed, with which NetworkX computes forces."""
    try:
        import numpy
    except ImportError as error:
        raise PackageMissing("a picture", "numpy", "pictures") from error
    radii = _radii(scene)
    texts = [cut(dot.label, NAME_SIZE, LONGEST_NAME) for dot in scene.dots]
    widths = numpy.array(
        [text_width(text, NAME_SIZE, bold=dot.role != "member") for dot, text in zip(scene.dots, texts, strict=True)]
    )
    sizes = numpy.array(radii)
    in_columns = any(dot.column is not None for dot in scene.dots)
    places = _columns(scene, widths) if in_columns else _by_forces(scene, sizes, widths)
    labels = _labels(texts, widths, places, sizes)
    # Around all that is drawn.
    lefts, tops = [places[:, 0] - sizes], [places[:, 1] - sizes]
    rights, bottoms = [places[:, 0] + sizes], [places[:, 1] + sizes]
    boxes = numpy.array([_box(label, width) for label, width in zip(labels, widths, strict=True) if label]).reshape(
        -1, 4
    )
    left = float(min(*(each.min() for each in lefts), *boxes[:, 0])) - _GAP
    top = float(min(*(each.min() for each in tops), *boxes[:, 1])) - _GAP
    right = float(max(*(each.max() for each in rights), *boxes[:, 2])) + _GAP
    bottom = float(max(*(each.max() for each in bottoms), *boxes[:, 3])) + _GAP
    return Placement(
        width=right - left,
        height=bottom - top,
        xs=tuple(float(x) - left for x in places[:, 0]),
        ys=tuple(float(y) - top for y in places[:, 1]),
        radii=radii,
        labels=tuple(
            label and Label(text=label.text, x=label.x - left, y=label.y - top, anchor=label.anchor) for label in labels
        ),
    )


def _radii(scene: Scene) -> tuple[float, ...]:
    """The area of a dot grows with its works."""
    most = max((dot.works for dot in scene.dots), default=0) or 1
    growth = _LARGEST_RADIUS - _LEAST_RADIUS
    return tuple(round(_LEAST_RADIUS + growth * sqrt(dot.works / most), 1) for dot in scene.dots)


def _columns(scene: Scene, widths: Numbers) -> Numbers:
    """Chains from left to right, each column as high as the others around the middle."""
    import numpy

    columns: dict[int, list[int]] = {}
    for number, dot in enumerate(scene.dots):
        columns.setdefault(dot.column or 0, []).append(number)
    before: dict[int, list[int]] = {}
    for line in scene.lines:
        for one, other in ((line.a, line.b), (line.b, line.a)):
            if (scene.dots[one].column or 0) < (scene.dots[other].column or 0):
                before.setdefault(other, []).append(one)
    places = numpy.zeros((len(scene.dots), 2))
    x = 0.0
    for column in sorted(columns):
        members = columns[column]
        # Next to those that they come from, so that few lines cross.
        heights = {
            number: float(numpy.mean([places[one, 1] for one in before[number]])) if number in before else 0.0
            for number in members
        }
        members.sort(key=lambda number: (heights[number], number))
        widest = max(float(widths[number]) for number in members)
        x += widest / 2
        for row, number in enumerate(members):
            places[number] = (x, _ROW * (row - (len(members) - 1) / 2))
        x += widest / 2 + _COLUMN_GAP
    return places


def _by_forces(scene: Scene, sizes: Numbers, widths: Numbers) -> Numbers:
    """Dots with a line by forces; those without one in rows below them, where they push nobody away."""
    import numpy

    count = len(scene.dots)
    named = numpy.arange(count) < _NAMED_FIRST
    boxes = numpy.empty((count, 2))
    boxes[:, 0] = numpy.where(named, numpy.maximum(widths, 2 * sizes), 2 * sizes) + 2 * _GAP
    boxes[:, 1] = numpy.where(named, 2 * sizes + NAME_SIZE + 4, 2 * sizes) + _GAP
    ends = {end for line in scene.lines for end in (line.a, line.b)}
    joined = [number for number in range(count) if number in ends]
    alone = [number for number in range(count) if number not in ends]
    places = numpy.zeros((count, 2))
    if joined:
        places[joined] = _pushed(scene, joined, boxes[joined])
    bottom = float(numpy.max(places[joined, 1] + boxes[joined, 1])) if joined else 0.0
    # As wide as the rest, or as a page of its own.
    width = max(
        float(numpy.ptp(places[joined, 0])) if joined else 0.0,
        sqrt(float((boxes[alone, 0] * boxes[alone, 1]).sum()) * _BREADTH * 2),
    )
    middle = float(numpy.mean([places[joined, 0].min(), places[joined, 0].max()])) if joined else 0.0
    row: list[int] = []
    for number in alone:
        if row and float(boxes[[*row, number], 0].sum()) > width:
            bottom = _in_a_row(places, boxes, row, middle, bottom)
            row = []
        row.append(number)
    if row:
        _in_a_row(places, boxes, row, middle, bottom)
    return places


def _in_a_row(places: Numbers, boxes: Numbers, row: list[int], middle: float, top: float) -> float:
    """Place dots side by side around the middle; gives where the next row begins."""
    height = float(boxes[row, 1].max())
    x = middle - float(boxes[row, 0].sum()) / 2
    for number in row:
        places[number] = (x + float(boxes[number, 0]) / 2, top + height / 2)
        x += float(boxes[number, 0])
    return top + height + _GAP


def _pushed(scene: Scene, numbers: list[int], boxes: Numbers) -> Numbers:
    """The places of dots with lines, around the centre if there is one."""
    import networkx
    import numpy

    count = len(numbers)
    position = {number: place for place, number in enumerate(numbers)}
    network = networkx.Graph()
    network.add_nodes_from(range(count))
    for line in scene.lines:
        a, b = scene.dots[line.a], scene.dots[line.b]
        # Those of one community stand closer together.
        together = a.community is not None and a.community == b.community
        network.add_edge(position[line.a], position[line.b], weight=log1p(line.papers) * (2.0 if together else 0.6))
    turns = sorted(range(count), key=lambda place: (_community(scene, numbers[place]), place))
    start = {
        place: numpy.array([cos(2 * pi * turn / count), sin(2 * pi * turn / count)]) * (5 + turn % 7)
        for turn, place in enumerate(turns)
    }
    found = networkx.forceatlas2_layout(
        network, start, max_iter=_ROUNDS, weight="weight", scaling_ratio=4.0, gravity=1.5, seed=1
    )
    places = numpy.nan_to_num(numpy.array([found[place] for place in range(count)], dtype=float))
    has_centre = scene.dots[numbers[0]].role == "centre"
    places = places - (places[0] if has_centre else numpy.median(places, axis=0))
    height = sqrt(float((boxes[:, 0] * boxes[:, 1]).sum()) * _ROOM / _BREADTH)
    spread = numpy.quantile(numpy.abs(places), 0.9, axis=0)
    spread[spread == 0] = 1.0
    places = numpy.clip(places / spread, -1.5, 1.5) * numpy.array([height * _BREADTH, height]) * 0.4
    return _apart(places, boxes)


def _community(scene: Scene, number: int) -> int:
    community = scene.dots[number].community
    return len(scene.communities) if community is None else community


def _apart(places: Numbers, boxes: Numbers) -> Numbers:
    """The places with overlapping boxes pushed apart, each pair along the shorter way."""
    import numpy

    places = places.copy()
    # Two boxes at one place would not know where to go.
    places[:, 0] += numpy.arange(len(places)) * 1e-3
    half_widths = (boxes[:, None, 0] + boxes[None, :, 0]) / 2
    half_heights = (boxes[:, None, 1] + boxes[None, :, 1]) / 2
    for _ in range(_PUSHES):
        dx = places[:, None, 0] - places[None, :, 0]
        dy = places[:, None, 1] - places[None, :, 1]
        over_x = half_widths - numpy.abs(dx)
        over_y = half_heights - numpy.abs(dy)
        overlapping = (over_x > 0) & (over_y > 0)
        numpy.fill_diagonal(overlapping, False)
        if not overlapping.any():
            break
        # By the size of the boxes, so that the picture keeps its shape although names are wide and low.
        sideways = overlapping & (over_x / half_widths < over_y / half_heights)
        upright = overlapping & ~sideways
        places[:, 0] += (numpy.where(sideways, over_x, 0) * numpy.where(dx >= 0, 1, -1)).sum(axis=1) * 0.35
        places[:, 1] += (
            numpy.where(upright, over_y, 0) * numpy.where(dy > 0, 1, numpy.where(dy < 0, -1, _lower(len(places))))
        ).sum(axis=1) * 0.35
    return places


def _lower(count: int) -> Any:
    """-1 above the diagonal and 1 below: two dots at one height go apart, the first one up."""
    import numpy

    numbers = numpy.arange(count)
    return numpy.where(numbers[:, None] > numbers[None, :], 1, -1)


def _labels(texts: list[str], widths: Numbers, places: Numbers, sizes: Numbers) -> list[Label | None]:
    """Each name beside its dot where it meets neither a dot nor a name before it; the most important come first."""
    import numpy

    count = len(texts)
    dots = numpy.stack([places[:, 0] - sizes, places[:, 1] - sizes, places[:, 0] + sizes, places[:, 1] + sizes], axis=1)
    taken = numpy.empty((2 * count, 4))
    taken[:count] = dots
    filled = count
    labels: list[Label | None] = []
    for number, text in enumerate(texts):
        x, y, size = float(places[number, 0]), float(places[number, 1]), float(sizes[number])
        for label in (
            Label(text=text, x=x, y=y + size + NAME_SIZE, anchor="middle"),
            Label(text=text, x=x + size + 3, y=y + NAME_SIZE * 0.35, anchor="start"),
            Label(text=text, x=x - size - 3, y=y + NAME_SIZE * 0.35, anchor="end"),
            Label(text=text, x=x, y=y - size - 4, anchor="middle"),
        ):
            box = _box(label, float(widths[number]))
            others = taken[:filled]
            hit = (others[:, 0] < box[2]) & (others[:, 2] > box[0]) & (others[:, 1] < box[3]) & (others[:, 3] > box[1])
            hit[number] = False
            if not hit.any():
                taken[filled] = box
                filled += 1
                labels.append(label)
                break
        else:
            labels.append(None)
    return labels


def _box(label: Label, width: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a name."""
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - NAME_SIZE * 0.85, left + width, label.y + NAME_SIZE * 0.25
