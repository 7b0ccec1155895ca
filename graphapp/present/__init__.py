"""Turns values into text or bytes: `FORMATS` is the list of all output formats.

To add one, write a function that takes an answer and returns its text or bytes, and give it an entry in `FORMATS`: the
command line offers it, and the tests for all formats include it. The functions are imported when they are called, since
most of them use libraries with long import times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Literal

from graphapp.errors import InvalidArgument

AnswerKind = Literal["any", "network", "picture", "papers", "venues"]
"""What a format can write: any answer, or only names and their links (see `networks.as_networkx`), these and groups of
papers (a picture), only papers (see `citations.CitedPaper`), or only unknown venues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """A format that graphapp writes."""

    purpose: str
    """Its use, as shown in the help of `--format`."""
    writes: AnswerKind
    for_people: bool
    """True when the function takes the `width` of a terminal and whether it shows `color`."""
    function: str
    """A module of this package and its function, as `module:function`."""
    names_its_encoding: bool = False
    """True when the text says that it is UTF-8, so that it must be written in that encoding and no other."""
    is_bytes: bool = False
    """True when it is no text: a program of pictures reads it, and a terminal cannot show it."""
    draws: bool = False
    """True for a picture, in which the links between coauthors say who belongs together."""
    says_what_is_left_out: bool = False
    """True when it has a place for what cut the answer off, and for numbers of names that no row has."""
    leads: bool = False
    """True for a picture whose names and papers can lead to pages."""

    def render(self, value: object, *, width: int = 80, color: bool = False, links: str | None = None) -> str:
        """The value as text. `width` is in columns; formats for programs ignore `width` and `color`.

        `links` is the address of a graphapp server, to whose pages the names and papers of a picture lead. Raises
        InvalidArgument for a value of a kind that the format cannot write, for a format of bytes, and for an address
        where nothing leads to pages.
        """
        if self.is_bytes:
            raise InvalidArgument(f"{self.function} writes no text; take its bytes from `encode`")
        self.check_links(links)
        options: dict[str, object] = {"width": width, "color": color} if self.for_people else {}
        if links is not None:
            options["links"] = links
        text: str = self._function()(value, **options)
        return text

    def encode(self, value: object, *, links: str | None = None) -> bytes:
        """The value as the bytes of a file; raises as `render` does."""
        if self.is_bytes:
            self.check_links(links)
            content: bytes = self._function()(value)
            return content
        return self.render(value, links=links).encode("utf-8")

    def check_links(self, links: str | None) -> None:
        """Raise InvalidArgument for an address where nothing of this format leads to pages."""
        if links is not None and not self.leads:
            leading = " or ".join(name for name, format in FORMATS.items() if format.leads)
            raise InvalidArgument(f"only names and papers of pictures lead to pages; take the format {leading}")

    def _function(self) -> Callable[..., Any]:
        module, _, name = self.function.partition(":")
        function: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), name)
        return function


FORMATS: Final[dict[str, OutputFormat]] = {
    "table": OutputFormat(
        purpose="for people",
        writes="any",
        for_people=True,
        says_what_is_left_out=True,
        function="terminal:as_table",
    ),
    "json": OutputFormat(
        purpose="the whole answer",
        writes="any",
        for_people=False,
        says_what_is_left_out=True,
        function="data:as_json",
    ),
    "jsonl": OutputFormat(
        purpose="a line of JSON for each item",
        writes="any",
        for_people=False,
        function="data:as_jsonl",
    ),
    "csv": OutputFormat(
        purpose="a line for each item, for spreadsheets",
        writes="any",
        for_people=False,
        function="data:as_csv",
    ),
    "edges": OutputFormat(
        purpose="its edges as CSV, for Gephi",
        writes="network",
        for_people=False,
        function="edges:as_edges",
    ),
    "svg": OutputFormat(
        purpose="a picture",
        writes="picture",
        for_people=False,
        function="pictures:as_svg",
        names_its_encoding=True,
        draws=True,
        leads=True,
    ),
    "png": OutputFormat(
        purpose="a picture of pixels",
        writes="picture",
        for_people=False,
        function="pictures:as_png",
        is_bytes=True,
        draws=True,
    ),
    "pdf": OutputFormat(
        purpose="a picture for paper",
        writes="picture",
        for_people=False,
        function="pictures:as_pdf",
        is_bytes=True,
        draws=True,
    ),
    "html": OutputFormat(
        purpose="a picture to explore, with a table",
        writes="picture",
        for_people=False,
        function="pictures:as_html",
        names_its_encoding=True,
        draws=True,
        leads=True,
    ),
    "graphml": OutputFormat(
        purpose="for Cytoscape, yEd, igraph",
        writes="network",
        for_people=False,
        function="networks:as_graphml",
        names_its_encoding=True,
    ),
    "gexf": OutputFormat(
        purpose="for Gephi",
        writes="network",
        for_people=False,
        function="networks:as_gexf",
        names_its_encoding=True,
    ),
    "gml": OutputFormat(
        purpose="for VOSviewer",
        writes="network",
        for_people=False,
        function="networks:as_gml",
    ),
    "bibtex": OutputFormat(
        purpose="its papers for LaTeX",
        writes="papers",
        for_people=False,
        function="citations:as_bibtex",
        names_its_encoding=True,
    ),
    "ris": OutputFormat(
        purpose="its papers for EndNote, Zotero",
        writes="papers",
        for_people=False,
        function="citations:as_ris",
        names_its_encoding=True,
    ),
    "csl-json": OutputFormat(
        purpose="its papers for Pandoc, Zotero",
        writes="papers",
        for_people=False,
        function="citations:as_csl_json",
    ),
    "markdown": OutputFormat(
        purpose="its papers as a list of references",
        writes="papers",
        for_people=False,
        function="citations:as_markdown",
    ),
    "toml": OutputFormat(
        purpose="a file for --venues",
        writes="venues",
        for_people=False,
        function="venue_file:as_toml",
        names_its_encoding=True,
    ),
}
"""Name -> format."""


def formats_of(*kinds: AnswerKind) -> dict[str, OutputFormat]:
    """The formats for an answer of these kinds: those for any answer, and those for its kinds.

    A network has a picture too.
    """
    wanted = {"any", *kinds} | ({"picture"} if "network" in kinds else set())
    return {name: format for name, format in FORMATS.items() if format.writes in wanted}
