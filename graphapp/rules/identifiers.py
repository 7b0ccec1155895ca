"""Identifiers of publications and of people: how each is recognised, and its normal form.

`SCHEMES` is the one table of a paper's identifiers. To add a scheme, add an entry there and an index in
`cypher/schema/`: records, rows, the rules of works, answers, exports and queries follow the table. A paper row stores
each identifier in its own property, so that each look-up is a seek in that property's index.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graphapp.records import Unfit
from graphapp.rules.names import LONGEST_NAME

_ARXIV_VERSION: Final = re.compile(r"v\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A kind of identifier that papers have."""

    property: str
    """The property of a paper row, and the key of records, of JSON and of tables: `doi`."""
    name: str
    """Its name in messages: `DOI`."""
    normal_form: Callable[[str], str | None]
    """Gives the stored spelling for any spelling; None for a text that is not such an identifier."""
    joins_works: bool
    """Whether two paper rows with the same identifier may be one work (rule 1 of `rules/works.py`)."""


def _doi(text: str) -> str | None:
    # Its import takes longer than most commands, and answers need only the table.
    import idutils

    if len(text) > LONGEST_NAME or not idutils.is_doi(text):
        return None
    # DOIs are equal regardless of case: https://www.doi.org/the-identifier/resources/handbook (2.4).
    return str(idutils.normalize_doi(text)).lower()


def _arxiv_id(text: str) -> str | None:
    import idutils

    bare = text.rpartition("/abs/")[2]
    if not idutils.is_arxiv(bare):
        return None
    # Versions of one e-print are one work.
    return _ARXIV_VERSION.sub("", str(idutils.normalize_arxiv(bare)).removeprefix("arXiv:").lower())


SCHEMES: Final = (
    Scheme(property="doi", name="DOI", normal_form=_doi, joins_works=True),
    Scheme(property="arxiv_id", name="arXiv id", normal_form=_arxiv_id, joins_works=True),
)
"""In the order in which identifiers are listed."""

SCHEME_PROPERTIES: Final = tuple(scheme.property for scheme in SCHEMES)


def normal_identifiers(printed: Mapping[str, str]) -> dict[str, str]:
    """The normal form of each identifier, by property, in the order of `SCHEMES`.

    Raises Unfit for a text that is not an identifier of its scheme.
    """
    found: dict[str, str] = {}
    if printed:
        for scheme in SCHEMES:
            if (text := printed.get(scheme.property)) is not None:
                found[scheme.property] = _required(scheme.normal_form(text), text, scheme.name)
    return found


def listed(identifiers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Identifiers from a query's pairs of property and value, in the order of `SCHEMES`."""
    by_property = dict(identifiers)
    return {name: by_property[name] for name in SCHEME_PROPERTIES if name in by_property}


def normal_orcid(text: str) -> str:
    """The ORCID as `0000-0002-1694-233X`. Raises Unfit for a text that is not an ORCID, or has a wrong check digit."""
    import idutils

    # The check digit may be X.
    return _required(str(idutils.normalize_orcid(text)).upper() if idutils.is_orcid(text) else None, text, "ORCID")


def _required(normal: str | None, text: str, name: str) -> str:
    if normal is None:
        raise Unfit(f"{text[:100]!r} is not a valid {name}")
    return normal
