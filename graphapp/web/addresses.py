"""The addresses of pages: each name, paper and venue has one. Pure."""

from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from graphapp.present.pictures.links import page_text

_DOT_SEGMENTS: Final = frozenset(("", ".", ".."))


def segment(text: str) -> str:
    """A text as the rest of a path. A slash stays one where no browser would read the path as another one."""
    return quote(text, safe=":/" if _DOT_SEGMENTS.isdisjoint(text.split("/")) else ":")


def text_address(page: str, text: str) -> str:
    """The page of a text: a name, an id."""
    return f"/{page}/{segment(page_text(text))}"


def cluster_address(name: str) -> str:
    """The page of a name; with its `key`, the canonical one."""
    return text_address("name-cluster", name)


def groups_address(name: str) -> str:
    """The answer with the papers of a name by person; its page is that of the name with `by=person`."""
    return text_address("person-groups", name)


def reasons_address(name: str) -> str:
    """The page that compares two groups or papers of a name."""
    return text_address("explain-persons", name)


def neighborhood_address(name: str) -> str:
    """The page of the coauthors of a name."""
    return text_address("coauthor-neighborhood", name)


def paper_address(paper_id: str) -> str:
    """The page of a paper, by its work_id or the paper_id of one of its rows."""
    return text_address("paper", paper_id)


def venue_address(venue: str) -> str:
    """The page of a venue, by its venue_id or any of its names."""
    return text_address("venue", venue)


def same_address(path: str) -> str:
    """The address of a path that a request came by, decoded: the page's own part, then the text as one."""
    page, slash, text = path.removeprefix("/").partition("/")
    return f"/{segment(page)}{slash}{segment(text)}"


def with_query(path: str, **parameters: object) -> str:
    """The address with the parameters that are not None in its query; a list gives a parameter for each member."""
    given = [
        (name, str(one))
        for name, value in parameters.items()
        if value is not None
        for one in (value if isinstance(value, list | tuple) else (value,))
    ]
    # A question mark of a name is quoted, so this one begins a query.
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given)}" if given else path


def web_link(url: str | None) -> str | None:
    """The address that a source states, if a browser may follow it; None for any scheme but http and https."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None
