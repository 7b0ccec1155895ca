"""Scenes at their places -> the body of a picture and its legend."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from math import sqrt
from typing import Final

from graphapp.present.pictures.colors import CENTRE, EDGE, FAINT, INK, OTHER, PALETTE, PAPER, color_of
from graphapp.present.pictures.layout import NAME_SIZE, Placement
from graphapp.present.pictures.scenes import Dot, Line, Scene
from graphapp.present.pictures.svg import Legend, linked, number, text_element

MOST_LINES: Final = 2_000
"""Lines that are drawn, the strongest; more of them would be one grey area."""
_WIDTHS: Final = (0.8, 1.4, 2.2, 3.4, 5.0)
"""Of lines, from one joint work to the most."""


def body_of(scene: Scene, placement: Placement) -> str:
    """The lines, the dots on them, the names on top of all."""
    return f"{_lines(scene, placement)}{_dots(scene, placement)}"


def legend_of(scene: Scene, placement: Placement) -> list[Legend]:
    """What colours, sizes and widths mean."""
    entries: list[Legend] = []
    roles = {dot.role for dot in scene.dots}
    if "centre" in roles:
        entries.append(Legend(text="the centre", color=CENTRE, css_class="ga-centre"))
    if "end" in roles:
        entries.append(Legend(text="the two ends", color=CENTRE, css_class="ga-centre"))
        if "member" in roles:
            entries.append(Legend(text="between them", color=PALETTE[0]))
    entries += [
        Legend(text=name, color=color_of(place)) for place, name in enumerate(scene.communities[: len(PALETTE)])
    ]
    others = len(scene.communities) - len(PALETTE)
    if others > 0:
        entries.append(Legend(text=f"{others:,} more communities, and names in none", color=OTHER))
    elif scene.communities and any(dot.community is None and dot.role == "member" for dot in scene.dots):
        entries.append(Legend(text="in no community", color=OTHER))
    if scene.communities:
        entries.append(Legend(text="Colours are communities: names that wrote more with each other than with others."))
    if len(scene.dots) > 1:
        entries.append(
            Legend(text=f"The larger a dot, the more {scene.measure}; the wider a line, the more joint papers.")
        )
    if any(line.pooled for line in scene.lines):
        entries.append(Legend(text="A dashed line holds only because author rows of one name are taken together."))
    left_out = len(scene.lines) - MOST_LINES
    if left_out > 0:
        entries.append(Legend(text=f"The {left_out:,} weakest lines are not drawn."))
    hidden = sum(label is None for label in placement.labels)
    if hidden:
        entries.append(Legend(text=f"Names without room: {hidden:,}; point at a dot to read its name."))
    return entries


def drawn_lines(scene: Scene) -> list[Line]:
    """The lines that are drawn, the strongest first: those of the centre, and the others with the most joint works."""
    centre = scene.dots[0].role == "centre"
    ranked = sorted(scene.lines, key=lambda line: (not (centre and line.a == 0), -line.papers, line.a, line.b))
    return sorted(ranked[:MOST_LINES], key=lambda line: (-line.papers, line.a, line.b))


def dot_title(dot: Dot, scene: Scene) -> str:
    """All about a dot in one line: `Bo Li: 3 joint papers with the centre, 2019-2024`."""
    counted = f"{dot.label}: {dot.works:,} {scene.measure}" if dot.role == "member" else dot.label
    return f"{counted}, {dot.years}" if dot.years else counted


def _lines(scene: Scene, placement: Placement) -> str:
    most = max((line.papers for line in scene.lines), default=1)
    groups: defaultdict[tuple[int, str, bool], list[str]] = defaultdict(list)
    # Weak lines lie below strong ones.
    for line in reversed(drawn_lines(scene)):
        width = round((len(_WIDTHS) - 1) * sqrt((line.papers - 1) / max(most - 1, 1)))
        groups[width, _line_color(scene, line), line.pooled].append(
            f'<path data-ends="{line.a} {line.b}" d="M{number(placement.xs[line.a])} '
            f"{number(placement.ys[line.a])} {number(placement.xs[line.b])} {number(placement.ys[line.b])}"
            + ('"/>' if not _is_chain(scene) else f'"><title>{line.papers:,} joint papers</title></path>')
        )
    parts: list[str] = []
    many = len(scene.lines) > 4 * len(scene.dots)
    for (width, color, pooled), paths in groups.items():
        css_class = ' class="ga-edge"' if color == EDGE else ""
        dashes = ' stroke-dasharray="5 5"' if pooled else ""
        opacity = (0.22 if color == EDGE else 0.34) if many else 0.5
        parts.append(
            f'<g{css_class} stroke="{color}" stroke-width="{_WIDTHS[width]}" stroke-opacity="{opacity}"{dashes} '
            f'fill="none" stroke-linecap="round">{"".join(paths)}</g>\n'
        )
    return "".join(parts) + _numbers(scene, placement)


def _is_chain(scene: Scene) -> bool:
    return any(dot.column is not None for dot in scene.dots)


def _numbers(scene: Scene, placement: Placement) -> str:
    """The numbers of joint papers on the lines of chains, which have room for them."""
    if not _is_chain(scene):
        return ""
    drawn = [
        text_element(
            f"{line.papers:,}",
            (placement.xs[line.a] + placement.xs[line.b]) / 2,
            (placement.ys[line.a] + placement.ys[line.b]) / 2 - 4,
            anchor="middle",
        )
        for line in scene.lines
    ]
    return (
        f'<g class="ga-faint ga-halo" fill="{FAINT}" stroke="{PAPER}" stroke-width="3" paint-order="stroke">'
        f"{''.join(drawn)}</g>\n"
    )


def _line_color(scene: Scene, line: Line) -> str:
    a, b = scene.dots[line.a], scene.dots[line.b]
    if a.role == "centre" or b.role == "centre" or a.community is None or a.community != b.community:
        return EDGE
    return color_of(a.community)


def _dots(scene: Scene, placement: Placement) -> str:
    """Each dot with its name, the most important last, on top."""
    drawn: list[str] = []
    for place in reversed(range(len(scene.dots))):
        dot, label = scene.dots[place], placement.labels[place]
        prominent = dot.role != "member"
        color = CENTRE if prominent else PALETTE[0] if _is_chain(scene) else color_of(dot.community)
        dot_class = ' class="ga-centre"' if prominent else ""
        weight = ' font-weight="600"' if prominent else ""
        parts = (
            f"<title>{escape(dot_title(dot, scene), quote=False)}</title>",
            f'<circle{dot_class} cx="{number(placement.xs[place])}" cy="{number(placement.ys[place])}" '
            f'r="{number(placement.radii[place])}" fill="{color}"/>',
            "" if label is None else text_element(label.text, label.x, label.y, anchor=label.anchor, attributes=weight),
        )
        drawn.append(f'<g data-dot="{place}">{linked("".join(parts), dot.href)}</g>\n')
    # A rim of the colour of the paper parts dots and names from what lies under them.
    return (
        f'<g class="ga-ink ga-halo" fill="{INK}" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" '
        f'paint-order="stroke" font-size="{number(NAME_SIZE)}">\n{"".join(drawn)}</g>\n'
    )
