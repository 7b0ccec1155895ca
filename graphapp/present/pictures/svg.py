"""Shapes -> SVG text: what all pictures share, namely title, notice, legend, links and numbers.

A picture has no script, no style attribute and no address of another host. Its colours are attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from graphapp.present.pictures.colors import FAINT, INK, PAPER, STYLESHEET
from graphapp.present.pictures.texts import FONT, text_width, wrapped

MARGIN: Final = 20.0
_LEAST_WIDTH: Final = 560.0
_TITLE_SIZE: Final = 18.0
_SMALL_SIZE: Final = 12.0
_LINE: Final = 1.4
"""Height of a line by its size."""
_SWATCH: Final = 5.0
_LEGEND_GAP: Final = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """One entry of a legend."""

    text: str
    color: str | None = None
    """Of its dot; None for a sentence."""
    css_class: str = ""
    """Of its dot."""


def number(value: float) -> str:
    """A number with one digit after the point at most."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def linked(content: str, href: str | None) -> str:
    """The content as a link; without an address, the content itself."""
    return content if href is None else f'<a href="{escape(href)}">{content}</a>'


def text_element(text: str, x: float, y: float, *, anchor: str = "start", attributes: str = "") -> str:
    """One line of text at the base line `y`; it may be in any script."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{at}{attributes}>{escape(text, quote=False)}</text>'


def picture(
    *,
    title: str,
    notice: str,
    legend: Sequence[Legend],
    body: str,
    width: float,
    height: float,
    styled: bool,
) -> str:
    """The whole picture: the title and the notice above the body, the legend below it.

    `body` is in pixels from its own upper left. `styled` puts the style sheet inside.
    """
    whole_width = max(width + 2 * MARGIN, _LEAST_WIDTH)
    room = whole_width - 2 * MARGIN
    lines: list[str] = []
    y = MARGIN + _TITLE_SIZE * 0.8
    for line in wrapped(title, _TITLE_SIZE, room, bold=True):
        lines.append(text_element(line, MARGIN, y, attributes=f' font-size="{number(_TITLE_SIZE)}" font-weight="600"'))
        y += _TITLE_SIZE * _LINE
    y += 2 - _TITLE_SIZE * (_LINE - 1)
    notices: list[str] = []
    for line in wrapped(notice, _SMALL_SIZE, room):
        y += _SMALL_SIZE * _LINE
        notices.append(text_element(line, MARGIN, y - _SMALL_SIZE * (_LINE - 1)))
    y += MARGIN
    top, left = y, (whole_width - width) / 2
    y += height + MARGIN
    entries, y = _legend(legend, y, whole_width)
    whole_height = y + MARGIN - _SMALL_SIZE * 0.5
    style = f"<style>{escape(STYLESHEET, quote=False)}</style>" if styled else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ga-picture" role="group" aria-label="{escape(title)}" '
        f'width="{number(whole_width)}" height="{number(whole_height)}" '
        f'viewBox="0 0 {number(whole_width)} {number(whole_height)}" font-family="{FONT}" '
        f'font-size="{number(_SMALL_SIZE)}"><title>{escape(title, quote=False)}</title>'
        f"<desc>{escape(notice, quote=False)}</desc>{style}\n"
        f'<rect class="ga-paper" width="100%" height="100%" fill="{PAPER}"/>\n'
        f'<g class="ga-ink" fill="{INK}">{"".join(lines)}</g>\n'
        f'<g class="ga-faint" fill="{FAINT}">{"".join(notices)}</g>\n'
        f'<g class="ga-body" transform="translate({number(left)} {number(top)})">\n{body}</g>\n'
        f'<g class="ga-legend">{entries}</g>\n</svg>\n'
    )


def _legend(entries: Iterable[Legend], y: float, width: float) -> tuple[str, float]:
    """The legend from the height `y` on, and where it ends."""
    drawn: list[str] = []
    x = MARGIN
    y += _SMALL_SIZE
    colored = False
    for entry in entries:
        indent = 0.0 if entry.color is None else 2 * _SWATCH + 6
        if colored and entry.color is None and x > MARGIN:
            x, y = MARGIN, y + _SMALL_SIZE * 1.6
        colored = entry.color is not None
        for place, line in enumerate(wrapped(entry.text, _SMALL_SIZE, width - 2 * MARGIN - indent)):
            taken = indent + text_width(line, _SMALL_SIZE)
            if x > MARGIN and (x + taken > width - MARGIN or place):
                x, y = MARGIN, y + _SMALL_SIZE * 1.6
            if entry.color is not None and place == 0:
                dot_class = f' class="{entry.css_class}"' if entry.css_class else ""
                drawn.append(
                    f'<circle{dot_class} cx="{number(x + _SWATCH)}" cy="{number(y - 4)}" r="{number(_SWATCH)}" '
                    f'fill="{entry.color}"/>'
                )
            drawn.append(text_element(line, x + indent, y, attributes=f' class="ga-faint" fill="{FAINT}"'))
            x += taken + _LEGEND_GAP
    return "".join(drawn), y
