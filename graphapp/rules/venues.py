"""Which printed venues are one venue: NIPS, NeurIPS and "Advances in Neural Information Processing Systems 34".

`venues.toml` holds the well-known ones. A printed venue is one of them when it equals an alias by `fold`,

1. as it stands; else
2. without "Proceedings of the", years, ordinals, "Annual" and a volume number at its end; else
3. without leading publishers (IEEE/CVF, ACM) as well; else
4. when its beginning up to a comma, semicolon or bracket matches by these rules, and the rest neither names another
   venue of the table nor a separate part of the venue (workshop, companion, demonstrations ...).

A preprint server may have "Preprint" at its end. Any other words make it unknown: an unknown venue can be added to the
table, while a wrong match misleads.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from graphapp.rules.names import clean, fold, fold_key

VENUES_VERSION: Final[int] = 2
"""Changes whenever a printed venue resolves to another one; a graph with another version must be rekeyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where a paper appeared."""

    venue_id: str
    name: str
    """For display. For an unknown venue it is the given printed name; settling chooses among all of them."""
    kind: str | None
    """`conference`, `journal`, `workshop` or `preprint server`; None for an unknown venue."""
    known: bool
    """True for a venue of the table."""


@lru_cache(maxsize=65_536)
def resolve_venue(printed: str | None, key: str | None = None) -> Venue | None:
    """The venue of a printed name and the source's own short key ("iclrw"); None when both are empty.

    A key in the table comes first, then a printed name in the table. Otherwise the key identifies the venue, so that
    the proceedings' title of each year is not a separate venue; without a key, the printed name does. It also does for
    a key of dblp's journals: under `journals/tsmc` are a journal and those into which it was split. The result depends
    on the arguments only.
    """
    texts = [text for text in (clean(key or ""), clean(printed or "")) if text]
    for text in texts:
        if known := _find(text):
            return known
    if not texts:
        return None
    name = texts[-1] if texts[0].startswith(_SEVERAL_VENUES) else texts[0]
    return Venue(venue_id=fold_key(name), name=name, kind=None, known=False)


def is_doi_of_preprint(doi: str) -> bool:
    """Whether a preprint server registered the DOI, as its beginning says; the DOI is in normal form."""
    return _OF_OSF in doi or _dois_of_preprints().match(doi) is not None


_SEVERAL_VENUES: Final = "journals/"
"""How the keys begin under which there may be several venues."""

_OF_OSF: Final = "/osf.io/"
"""A part of most DOIs of all servers that the Open Science Framework runs."""

_SHORT_YEAR: Final = re.compile(r"['’‘]\s?\d\d(?!\d)")
_BRACKETS_AND_COMMAS: Final = re.compile(r"[,;()\[\]]")

# The following patterns are for results of `fold`: lower case, single spaces, no punctuation.
_ARXIV_NUMBER: Final = re.compile(r"^(arxiv|corr(?= abs\b)).*")
_PROCEEDINGS: Final = re.compile(r"^(?:in )?proc(?:eedings)? (?:of )?")
_YEAR_OR_ORDINAL: Final = re.compile(
    r"\b(?:annual|(?:19|20)\d\d|\d+(?:st|nd|rd|th)"
    r"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) )?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twel(?:f|ve)th|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth)\b"
)
_GLUED_YEAR: Final = re.compile(r"(?<=[a-z])(?:19|20)\d\d\b")
_VOLUME: Final = re.compile(r"(?: vol(?:ume)?)? \d{1,3}$")
_PUBLISHERS: Final = re.compile(r"^(?:(?:ieee|acm|cvf|rsj|usenix) )+")

_LONGEST_NAME: Final = 300
"""Maximum characters of a printed name that may match the table; limits the time for texts that are not venues."""

_PARTS_OF_A_VENUE: Final = re.compile(
    r"\b(?:workshops?|companion|adjunct|supplement|satellite|tutorials?|demo(?:nstration)?s?|student|doctoral"
    r"|consortium|challenge|competition|abstracts|findings)\b"
)


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("graphapp.rules").joinpath("venues.toml").read_text(encoding="utf-8"))


@cache
def _dois_of_preprints() -> re.Pattern[str]:
    return re.compile("|".join(entry["dois"] for entry in _entries().values() if "dois" in entry))


@cache
def _table() -> dict[str, Venue]:
    """Folded alias -> venue."""
    table = {}
    for venue_id, entry in _entries().items():
        venue = Venue(venue_id=venue_id, name=entry["name"], kind=entry["kind"], known=True)
        for alias in (venue_id, venue.name, *entry.get("aliases", ())):
            table[fold(alias)] = venue
    for alias, venue in list(table.items()):
        if venue.kind == "preprint server":
            for word in ("preprint", "preprints", "osf preprints"):
                table.setdefault(f"{alias} {word}", venue)
    return table


def _find(text: str) -> Venue | None:
    if venue := _find_whole(text):
        return venue
    for mark in reversed(list(_BRACKETS_AND_COMMAS.finditer(text, 0, _LONGEST_NAME))):
        if venue := _find_whole(text[: mark.start()]):
            rest = text[mark.end() :]
            if _PARTS_OF_A_VENUE.search(fold(rest)):
                return None
            named = {_find_whole(segment) for segment in _BRACKETS_AND_COMMAS.split(rest)}
            return venue if named <= {venue, None} else None
    return None


def _find_whole(text: str) -> Venue | None:
    table = _table()
    folded = fold(text)
    reduced = _reduce(fold(_SHORT_YEAR.sub(" ", text)))
    return table.get(folded) or table.get(reduced) or table.get(_PUBLISHERS.sub("", reduced))


def _reduce(folded: str) -> str:
    folded = _PROCEEDINGS.sub("", _ARXIV_NUMBER.sub(r"\1", folded))
    folded = _GLUED_YEAR.sub("", _YEAR_OR_ORDINAL.sub(" ", folded))
    return _VOLUME.sub("", " ".join(folded.split()).removeprefix("the "))
