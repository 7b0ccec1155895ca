"""Answers -> pictures: SVG that graphapp draws itself, as one page of HTML, as PNG and as PDF.

    from graphapp.present.pictures import SCRIPT, STYLESHEET, svg

    svg(answer, links=Links(base=""), styled=False)   # for a page that has the style sheet itself
    svg(answer)                                       # a file of its own, light or dark as the reader's screen is

A picture holds no script, no style attribute and nothing of another host. `styled=False` also leaves the style element
out, so that a page with a strict Content-Security-Policy takes it as it is: such a page links `STYLESHEET` and, for
zoom, search and neighbours, `SCRIPT` as files of its own. Equal answers give equal pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graphapp.errors import InvalidArgument
from graphapp.present.networks import legible
from graphapp.present.pictures.bands import Band, bands_of, draw_bands, person_bands
from graphapp.present.pictures.colors import STYLESHEET as STYLESHEET
from graphapp.present.pictures.conversion import pdf, png
from graphapp.present.pictures.drawing import body_of, legend_of
from graphapp.present.pictures.layout import place
from graphapp.present.pictures.links import Links as Links
from graphapp.present.pictures.links import server_links
from graphapp.present.pictures.page import SCRIPT as SCRIPT
from graphapp.present.pictures.page import names_table, page, papers_table
from graphapp.present.pictures.scenes import Scene, chains_scene, neighborhood_scene, people_scene
from graphapp.present.pictures.svg import picture
from graphapp.present.titles import cluster_title, person_groups_title
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath
from graphapp.results.names import NameCluster
from graphapp.results.persons import PersonGroups

MOST_NODES: Final = 1_000
MOST_EDGES: Final = 20_000
MOST_PAPERS: Final = 1_000
"""Limits of a picture: more than this cannot be told apart, and takes long to place."""

_NO_LINKS: Final = Links()
_ANCHORS: Final = Links(anchors=True)


def svg(answer: object, *, links: Links = _NO_LINKS, styled: bool = True) -> str:
    """The picture of an answer as SVG: of a neighbourhood, chains, a graph of coauthors, a name cluster, its groups.

    `links` says where names and papers lead. `styled` puts the style sheet inside. Raises InvalidArgument for another
    answer and for one that is too large, and GraphAppError where numpy is not installed.
    """
    if isinstance(answer, NameCluster | PersonGroups):
        return _cluster_picture(answer, _bands(answer), links, styled=styled)
    return _scene_picture(_scene(answer, links), styled=styled)


def html(answer: object, *, links: Links = _ANCHORS) -> str:
    """The picture as one page with its style sheet, its script, and the same answer as a table.

    Without `links`, names and papers of the picture lead to their rows in the table. Raises what `svg` raises.
    """
    if isinstance(answer, NameCluster | PersonGroups):
        bands = _bands(answer)
        picture = _cluster_picture(answer, bands, links, styled=False)
        return page(picture, legible(_title(answer)), papers_table(bands, links))
    scene = _scene(answer, links)
    return page(_scene_picture(scene, styled=False), scene.title, names_table(scene))


def as_svg(answer: object, *, links: str | None = None) -> str:
    """The picture as one file of SVG; names and papers lead to the pages of the server at the address `links`."""
    return svg(answer, links=_NO_LINKS if links is None else server_links(links))


def as_html(answer: object, *, links: str | None = None) -> str:
    """The picture as one page of HTML; names and papers lead as those of `as_svg`, else to the rows of the table."""
    return html(answer, links=_ANCHORS if links is None else server_links(links))


def as_png(answer: object) -> bytes:
    """The picture as PNG, in light colours. Raises GraphAppError where resvg-py is not installed."""
    return png(svg(answer, styled=False))


def as_pdf(answer: object) -> bytes:
    """The picture as one page of PDF of its own size; the order of its parts may differ from time to time.

    Raises GraphAppError where svg2pdf-py is not installed.
    """
    return pdf(svg(answer, styled=False))


def _cluster_picture(answer: NameCluster | PersonGroups, bands: Sequence[Band], links: Links, *, styled: bool) -> str:
    drawn = draw_bands(bands, links)
    return picture(
        title=legible(_title(answer)),
        notice=legible(answer.notice),
        legend=drawn.legend,
        body=drawn.body,
        width=drawn.width,
        height=drawn.height,
        styled=styled,
    )


def _title(answer: NameCluster | PersonGroups) -> str:
    return cluster_title(answer) if isinstance(answer, NameCluster) else person_groups_title(answer)


def _bands(answer: NameCluster | PersonGroups) -> list[Band]:
    """The bands of a cluster; raises InvalidArgument for too many papers."""
    papers = (
        sum(len(group.papers) for group in answer.groups) if isinstance(answer, PersonGroups) else len(answer.papers)
    )
    if papers > MOST_PAPERS:
        raise InvalidArgument(
            f"{papers:,} papers are too many for a picture, which shows at most {MOST_PAPERS:,}; ask for less"
        )
    return person_bands(answer) if isinstance(answer, PersonGroups) else bands_of(answer)


def _scene_picture(scene: Scene, *, styled: bool) -> str:
    placement = place(scene)
    return picture(
        title=scene.title,
        notice=scene.notice,
        legend=legend_of(scene, placement),
        body=body_of(scene, placement),
        width=placement.width,
        height=placement.height,
        styled=styled,
    )


def _scene(answer: object, links: Links) -> Scene:
    if isinstance(answer, CoauthorNeighborhood):
        nodes, edges = 1 + len(answer.nodes), len(answer.edges)
    elif isinstance(answer, CoauthorGraph):
        nodes, edges = len(answer.nodes), len(answer.edges)
    elif isinstance(answer, CollaborationPath):
        return chains_scene(answer, links)
    else:
        raise InvalidArgument(
            f"{type(answer).__name__} is not a network, so it has no picture; write it as a table, JSON or CSV"
        )
    if nodes > MOST_NODES or edges > MOST_EDGES:
        raise InvalidArgument(
            f"{nodes:,} nodes and {edges:,} edges are too many for a picture, which shows at most {MOST_NODES:,} and "
            f"{MOST_EDGES:,}; ask for less, or write graphml or gexf for a program of large networks"
        )
    if isinstance(answer, CoauthorNeighborhood):
        return neighborhood_scene(answer, links)
    return people_scene(answer, links)
