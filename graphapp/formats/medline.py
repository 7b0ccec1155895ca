"""What the two formats of PubMed have in common, so that one record becomes the same row from either."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graphapp.rules.printed_names import join_parts

_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_TRANSLATED: Final = re.compile(r"\[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]\W*+")
_NOT_AVAILABLE: Final = frozenset({"[not available]", "[in process citation]"})
_PREPRINT: Final = "Preprint"
_FUNDING: Final = "Research Support"


def person_name(family: str, given: str, suffix: str = "") -> str:
    """The name in natural order: "Martin King, Jr"."""
    return join_parts(family, given, f", {suffix}" if suffix else "")


def original_title(title: str, vernacular: str) -> str | None:
    """The title in the language of the paper: PubMed's own title is a translation where it stands in brackets.

    None where PubMed has no title and says so.
    """
    if vernacular and (not title or _TRANSLATED.fullmatch(title)):
        return vernacular
    return None if title.rstrip(". ").casefold() in _NOT_AVAILABLE else title


def publication_type(types: Iterable[str]) -> str:
    """The types of a record as one text, without the kinds of its funding; a preprint is nothing but that."""
    kept = [type for type in types if type and not type.startswith(_FUNDING)]
    return _PREPRINT if _PREPRINT in kept else "; ".join(kept)


def year_of(date: str) -> str:
    """The first year of a date in words: "1998 Dec-1999 Jan", "Winter 2001"; a text without one as it is."""
    found = _YEAR.search(date)
    return date if found is None else found[0]


def identifier(kind: str, stated: str) -> Iterator[tuple[str, str]]:
    """The DOI of an article, or the arXiv id that stands as a publisher's own number; nothing for other kinds."""
    if kind == "doi":
        yield "doi", stated.strip()
    elif kind == "pii" and stated[:6].casefold() == "arxiv:":
        yield "arxiv_id", stated.strip()
