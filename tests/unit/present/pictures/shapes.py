"""A picture read back by an XML parser: what its tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def read(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def texts(root: etree._Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def titles(root: etree._Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}title")]


def hrefs(root: etree._Element) -> list[str]:
    return [str(element.get("href")) for element in root.iter(f"{SVG}a")]


def dots(root: etree._Element) -> list[etree._Element]:
    """The dots, the most important first."""
    found = [element for element in root.iter(f"{SVG}g") if element.get("data-dot") is not None]
    return sorted(found, key=lambda element: int(element.get("data-dot", "")))


def lines(root: etree._Element) -> dict[str, etree._Attrib]:
    """The ends of each line -> how it is drawn."""
    found = {}
    for path in root.iter(f"{SVG}path"):
        group = path.getparent()
        if group is not None and path.get("data-ends") is not None:
            found[str(path.get("data-ends"))] = group.attrib
    return found


def circle(dot: etree._Element) -> etree._Element:
    return next(iter(dot.iter(f"{SVG}circle")))


def pairs_that_meet(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    return ((a, b) for a, b in combinations(boxes, 2) if a.meets(b))
