"""Pages as HTML: Jinja with everything escaped, and what templates call. A template that lacks a value is an error."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from graphapp import __version__
from graphapp.present.left_out import missing_numbers
from graphapp.present.person_groups import (
    ATTRIBUTIONS,
    WEIGHTS,
    answer_text,
    between_text,
    closest_text,
    limits_of,
    more_coauthors,
    parts_text,
    standards_of,
)
from graphapp.present.reading import found_in, tidy
from graphapp.present.text import MOST_OTHERS, count_text, duration_text, odds_text, printings_text, years_text
from graphapp.results.papers import PaperAuthor, Work
from graphapp.results.search import Mark
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.names import name_key
from graphapp.rules.steering import visible
from graphapp.web import addresses
from graphapp.web.questions import schema_text

_SHOWN_AUTHORS: Final = 8
_OPENED_AUTHORS: Final = 50
"""Authors behind "and N more" in a list of papers; fifty papers of thousands would have megabytes."""
_SHOWN_OF_ABSTRACT: Final = 320
"""Characters; with more, a page of fifty papers would have hundreds of kilobytes."""
_LONGEST_REMOVED: Final = 40
_LEAST_WEIGHT: Final = 0.005
_CHART_HEIGHT: Final = 64
_BAR: Final = 14
_MOST_BARS: Final = 120
_MARGIN: Final = 8
"""Half a label of a year, as "-1000" in nine pixels, is so much wider than half a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorLine:
    """The authors of a paper as a page shows them: `first`, then `matched` ones from further behind, then `rest`."""

    first: tuple[PaperAuthor, ...]
    matched: tuple[PaperAuthor, ...]
    rest: tuple[PaperAuthor, ...]
    """Behind "and N more", which opens."""
    left: int
    """How many more authors the page of the paper has."""
    note: str
    """What is to be said of authors whom the source does not list; empty for nothing."""
    elsewhere: tuple[str, ...]
    """The ids of the matched author rows when only other rows of the work list them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of the chart of works per year, in the units of its drawing."""

    year: int
    works: int
    x: int
    y: float
    height: float
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Works per year as bars."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    margin: int = _MARGIN
    """What labels need at both sides of the bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierLink:
    """An identifier with its address at whoever resolves it."""

    scheme: str
    value: str
    address: str


def author_line(work: Work, *, is_whole: bool = True) -> AuthorLine:
    """The authors of a work, with all authors of the requested name among those that are shown at once.

    With `is_whole` no author is left for the page of the paper.
    """
    matched = set(work.matched_author_ids)
    late = tuple(author for author in work.authors[_SHOWN_AUTHORS:] if author.author_id in matched)
    first = work.authors[: max(_SHOWN_AUTHORS - len(late), 1)]
    shown = {id(author) for author in (*first, *late)}
    listed = {author.author_id for author in work.authors}
    is_shown = not matched.isdisjoint(listed)
    rest = tuple(author for author in work.authors if id(author) not in shown)
    opened = rest if is_whole else rest[:_OPENED_AUTHORS]
    note = ""
    if not work.authors:
        note = "no authors"
    elif work.author_count is None:
        note = "and perhaps more, whom the source does not list"
    elif work.author_count > len(work.authors):
        note = f"and {work.author_count - len(work.authors):,} more, whom the source does not list"
    return AuthorLine(
        first=first,
        matched=late,
        rest=opened,
        left=len(rest) - len(opened),
        note=note,
        elsewhere=() if is_shown else work.matched_author_ids,
    )


def chart_of(years: list[tuple[int, int]]) -> Chart | None:
    """The chart of works per year; None where there are less than two years to compare, or too many to draw."""
    if not 2 <= len(years) <= _MOST_BARS:
        return None
    most = max(works for _, works in years)
    step = max(len(years) // 5, 3)
    bars = []
    for place, (year, works) in enumerate(years):
        height = round(_CHART_HEIGHT * works / most, 1)
        labelled = (place % step == 0 and (place == 0 or len(years) - 1 - place >= step)) or place == len(years) - 1
        bars.append(
            Bar(
                year=year,
                works=works,
                x=_BAR * place,
                y=round(_CHART_HEIGHT - height, 1),
                height=height,
                labelled=labelled,
            )
        )
    return Chart(bars=tuple(bars), width=_BAR * len(years), height=_CHART_HEIGHT)


def identifier_links(identifiers: dict[str, str]) -> list[IdentifierLink]:
    """The identifiers of a row in the order of the schemes."""
    return [
        IdentifierLink(
            scheme=scheme.name,
            value=identifiers[scheme.property],
            address=scheme.resolver + addresses.segment(identifiers[scheme.property]),
        )
        for scheme in SCHEMES
        if scheme.property in identifiers
    ]


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text with the found places marked; everything in it is escaped."""
    pieces, at = [], 0
    for mark in marks:
        pieces += [
            escape(visible(text[at : mark.start])),
            Markup("<mark>"),
            escape(visible(text[mark.start : mark.end])),
        ]
        pieces.append(Markup("</mark>"))
        at = mark.end
    return Markup("").join((*pieces, escape(visible(text[at:]))))


@lru_cache(maxsize=16_384)
def _name_link(name: str, own: bool) -> Markup:
    """A page has hundreds of these, and the next page mostly the same ones."""
    shown = escape(visible(name))
    shown = Markup("<mark>{}</mark>").format(shown) if own else shown
    return Markup('<a href="{}" dir="auto">{}</a>').format(canonical_name(name), shown)


def name_link(name: str) -> Markup:
    """A shown name, which leads to its cluster."""
    return _name_link(name, False)


def name_links(authors: Iterable[PaperAuthor], own: Container[str] = ()) -> Markup:
    """The names of authors, those of the author rows `own` marked."""
    return Markup(", ").join(_name_link(one.name, one.author_id in own) for one in authors)


def canonical_name(name: str) -> str:
    """The address of the cluster of a shown name."""
    return addresses.cluster_address(name_key(name))


def beginning(text: str) -> tuple[str, bool]:
    """An abstract as far as a list of papers shows it, to the end of a word, and whether this is all of it."""
    if len(text) <= _SHOWN_OF_ABSTRACT:
        return text, True
    # The letter behind shows whether a word ends there. A text without spaces near its end is cut within a word.
    place = text.rfind(" ", _SHOWN_OF_ABSTRACT - _LONGEST_REMOVED, _SHOWN_OF_ABSTRACT + 1)
    return text[: place if place > 0 else _SHOWN_OF_ABSTRACT].rstrip(), False


def host_of(url: str) -> str:
    """Whose address it is, for a link's text: the host without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _weight(weight: float) -> str:
    """Two decimals; a small weight is not nothing."""
    return "< 0.01" if 0 < weight < _LEAST_WEIGHT else f"{weight:.2f}"


def _finalize(value: Any) -> Any:
    """What a template writes: texts without characters that steer, and nothing for None."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


class Renderer:
    """The templates of the package."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("graphapp.web"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalize,
        )
        self._environment.filters |= {"tidy": tidy, "number": "{:,}".format, "weight": _weight}
        self._environment.globals |= {
            "version": __version__,
            "author_line": author_line,
            "beginning": beginning,
            "chart_of": chart_of,
            "identifier_links": identifier_links,
            "host_of": host_of,
            "found_in": lambda text, typed: marked(*found_in(text, typed)),
            "schema_text": schema_text,
            "MOST_OTHERS": MOST_OTHERS,
            "count_text": count_text,
            "duration_text": duration_text,
            "odds_text": odds_text,
            "parts_text": parts_text,
            "between_text": between_text,
            "answer_text": answer_text,
            "closest_text": closest_text,
            "limits_of": limits_of,
            "missing_numbers": missing_numbers,
            "more_coauthors": more_coauthors,
            "standards_of": standards_of,
            "attributions_explained": ATTRIBUTIONS,
            "weights_explained": WEIGHTS,
            "printings_text": printings_text,
            "years_text": years_text,
            "canonical_name": canonical_name,
            "name_link": name_link,
            "name_links": name_links,
            "cluster_address": addresses.cluster_address,
            "groups_address": addresses.groups_address,
            "reasons_address": addresses.reasons_address,
            "neighborhood_address": addresses.neighborhood_address,
            "paper_address": addresses.paper_address,
            "venue_address": addresses.venue_address,
            "with_query": addresses.with_query,
            "web_link": addresses.web_link,
        }

    def render(self, template: str, **values: object) -> str:
        """The page of a template, with these values."""
        return self._environment.get_template(template).render(**values)
