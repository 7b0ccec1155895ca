"""Pictures inside pages: SVG that the page's own style sheet and script serve, so that a strict policy takes it."""

from typing import Final

from markupsafe import Markup

from graphapp.errors import GraphAppError
from graphapp.present.pictures import SCRIPT as SCRIPT
from graphapp.present.pictures import STYLESHEET as STYLESHEET
from graphapp.present.pictures import Links, svg
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath

_LINKS: Final = Links(base="")


def picture_of(found: CoauthorGraph | CoauthorNeighborhood | CollaborationPath | None) -> Markup | None:
    """The picture of an answer, whose names and papers lead to their pages; None where there is nothing to draw.

    The table of the page says the same, so a network that is too large for a picture has none.
    """
    if found is None or not _has_edges(found):
        return None
    try:
        return Markup(svg(found, links=_LINKS, styled=False))  # noqa: S704 - the picture escapes all of its texts
    except GraphAppError:
        return None


def _has_edges(found: CoauthorGraph | CoauthorNeighborhood | CollaborationPath) -> bool:
    return bool(found.chains if isinstance(found, CollaborationPath) else found.edges)
