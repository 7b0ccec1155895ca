"""Where names and papers of a picture lead."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from graphapp.errors import InvalidArgument


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The addresses of names and papers: pages of a graphapp server, or places on the picture's own page."""

    base: str | None = None
    """What stands before `/name-cluster/...` and `/paper/...`: empty on a page of the server itself, its address
    elsewhere. None for no such pages."""
    anchors: bool = False
    """Whether they lead, without such pages, to the rows of the tables below the picture."""

    def name(self, name: str) -> str | None:
        """The address of the page, or the row, of a name."""
        return self._address("name-cluster", name)

    def paper(self, work_id: str) -> str | None:
        """The address of the page, or the row, of a work."""
        return self._address("paper", work_id)

    def _address(self, kind: str, value: str) -> str | None:
        if self.base is not None:
            return f"{self.base}/{kind}/{_quoted(page_text(value))}"
        return f"#{anchor(kind, value)}" if self.anchors else None


def server_links(address: str) -> Links:
    """Links to the pages of the graphapp server at an address, such as http://localhost:8420.

    Raises InvalidArgument for a text that is no such address.
    """
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not address.isprintable() or set("@?#\\ ") & set(address):
        raise InvalidArgument(
            "the links of a picture lead to the pages of a server, and need its address, like http://localhost:8420"
        )
    return Links(base=quote(address.rstrip("/"), safe="/:[]%"))


_ENDING: Final = re.compile(r"\.(?:json|csv|bib|ris)/*\Z")
"""The endings of addresses that lead to a page's answer in another form."""


def page_text(text: str) -> str:
    """The text as the address of its page has it: with a slash behind an ending, which would lead to another text."""
    return f"{text}/" if _ENDING.search(text) else text


def text_of_page(text: str) -> str:
    """The text of which `page_text` gives this one."""
    return text.removesuffix("/") if _ENDING.search(text) else text


def anchor(kind: str, value: str) -> str:
    """The id of the row of a name or work on a picture's own page."""
    return f"{kind}:{_quoted(value)}"


def _quoted(value: str) -> str:
    # Half of a surrogate pair is no text; a question mark stands for it.
    return quote(value, safe="", errors="replace")
