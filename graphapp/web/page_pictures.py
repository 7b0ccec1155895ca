"""Pictures inside pages: SVG that the page's own style sheet and script serve, so that a strict policy takes it."""

from typing import Final

from markupsafe import Markup

from graphapp.errors import GraphAppError
from graphapp.present.pictures import SCRIPT as SCRIPT
from graphapp.present.pictures import STYLESHEET as STYLESHEET
from graphapp.present.pictures import Links, svg
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath
from graphapp.results.persons import PersonGroups

_LINKS: Final = Links(base="")

Drawn = CoauthorGraph | CoauthorNeighborhood | CollaborationPath | PersonGroups
"""The answers whose pages have a picture."""


def picture_of(found: Drawn | None) -> Markup | None:
    """The picture of an answer, whose names and papers lead to their pages; None where there is nothing to draw.

    The table of the page says the same, so a network that is too large for a picture has none.
    """
    if found is None or not _has_something(found):
        return None
    try:
        return Markup(svg(found, links=_LINKS, styled=False))  # noqa: S704 - the picture escapes all of its texts
    except GraphAppError:
        return None


def _has_something(found: Drawn) -> bool:
    """Whether a picture would show how its parts hang together."""
    match found:
        case CollaborationPath():
            return bool(found.chains)
        case PersonGroups():
            return found.group_count > 1
        case _:
            return bool(found.edges)
