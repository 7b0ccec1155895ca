"""What is known of a source before its first record is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_UNKNOWN_RANK: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTraits:
    """Facts about all records of a source. They are stored with the source at its first load, and stay the same.

    Only its rank may become smaller: it is the smallest of all its loads.

    They come from the name of a well-known source, else from the format of the input, else from these defaults.
    """

    homonym_numbers: bool = False
    """Whether names may end in a number of four digits that distinguishes namesakes: `Wei Wang 0001`."""
    complete_lists: bool = True
    """False when the source may cut author lists, so that their length is not the number of authors."""
    rank: int = _UNKNOWN_RANK
    """Decides which source's row shows a work, if all else is equal: the smallest rank, then the smallest name."""
    own_venues: str = ""
    """The user's own venues for these records, as `read_own_venues` gives them; empty for none."""


UNKNOWN: Final = SourceTraits()

KNOWN_SOURCES: Final = {
    "dblp": SourceTraits(homonym_numbers=True, rank=10),
    "acl": SourceTraits(homonym_numbers=True, rank=20),
    "pubmed": SourceTraits(rank=25),
    "mlanthology": SourceTraits(rank=30),
    "openreview": SourceTraits(rank=40),
    "crossref": SourceTraits(rank=45),
    "openalex": SourceTraits(rank=50),
    "semantic-scholar": SourceTraits(rank=55),
    "arxiv": SourceTraits(rank=60),
    "arrow": SourceTraits(homonym_numbers=True, rank=70),
}
"""By the name of the source."""


def combined_traits(traits: Iterable[SourceTraits]) -> SourceTraits | None:
    """The traits of a source whose inputs have several formats, in any order; None when no format has traits."""
    stated = list(traits)
    if not stated:
        return None
    return SourceTraits(
        homonym_numbers=any(each.homonym_numbers for each in stated),
        complete_lists=all(each.complete_lists for each in stated),
        rank=min(each.rank for each in stated),
    )


def known_traits(source: str, format_traits: SourceTraits | None = None) -> SourceTraits:
    """The traits of a source by its name, else those of its format (None for one without traits), else defaults."""
    return KNOWN_SOURCES.get(source) or format_traits or UNKNOWN
