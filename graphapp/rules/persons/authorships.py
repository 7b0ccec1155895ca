"""What is known of the papers of one name, and of the graph around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MOST_LISTED: Final = 30
"""Papers with more authors say little about who works with whom: they count neither for coauthors' coauthors nor, past
this many authors, for venues."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}")

_COMMON_WORDS: Final = frozenset({
    "the", "for", "and", "with", "from", "via", "using", "based", "are", "how", "into", "new", "towards", "toward",
    "its", "can", "what", "not", "over", "under", "between", "through", "without", "learning", "model", "models",
})  # fmt: skip
"""Words of three letters or more that titles of all subjects have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """One name in one author list, and what sources state of the person there."""

    authorship_id: str
    """Different for each authorship of a name."""
    paper_id: str
    """The paper, or the work; two authorships of a name may have the same."""
    paper_ids: frozenset[str] = frozenset()
    """The paper rows of the work whose lists have the name."""
    author_ids: frozenset[str] = frozenset()
    """The author rows that the lists print here; several when several sources state one work."""
    title: str
    year: int | None
    """None when no source states it."""
    venue: str | None
    coauthors: frozenset[str]
    """The name keys of the others in the list. A second person of this very name is not among them."""
    orcids: frozenset[str] = frozenset()
    records: frozenset[tuple[str, str]] = frozenset()
    """Source and id of each person record that a source relates to its author row."""
    numbered_rows: frozenset[tuple[str, str, str]] = frozenset()
    """Source, homonym number and author_id of each author row with such a number: one person of its source. Equal
    numbers of two rows say nothing, since their names may differ in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the whole graph says about the coauthors, words and venues of one name's papers."""

    papers: int
    """All papers of the graph."""
    papers_of: Mapping[str, int]
    """For each coauthor: the papers of that name."""
    joint_papers: Mapping[tuple[str, str], int]
    """For two coauthors, the smaller key first: their joint papers of at most `MOST_LISTED` authors, without those of
    the name itself. Pairs without such papers may be missing."""
    papers_with: Mapping[str, int]
    """For each word of `title_words`: the papers that have it in their titles."""
    lifts: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """For two venues, the smaller first: see `rules/persons/venue_lifts.py`. Pairs of a low lift may be missing."""


def title_words(title: str) -> frozenset[str]:
    """The words of a title that may tell its subject: three letters or more, casefolded, without the most common."""
    return frozenset(_WORD.findall(title.casefold())) - _COMMON_WORDS
