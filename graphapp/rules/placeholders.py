"""Printed authors that are nobody: "et al.", "Anonymous", "n/a".

Each is one of three kinds:

- `others`: authors that the source does not name, so that the list is incomplete ("et al.", "and 12 others");
- `unnamed`: an author without a name, so that the list is incomplete too ("Anonymous", "[No author name available]");
- `nothing`: what a program writes where it has no value ("nan", "N/A", "-"); it says nothing about the list.

"et al." behind a name is no part of the name and says the same: "Smith J. et al.".

The words are compared ignoring case, brackets, quotes and punctuation around them. Words that may be names count in the
spellings of programs only: Nan, Na and Null are names, "nan", "NA" and "null" are not.
"""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from graphapp.records import Authorship
from graphapp.rules.missing import is_missing
from graphapp.rules.names import LONGEST_NAME, clean
from graphapp.rules.ordinary_names import is_ordinary

Placeholder = Literal["others", "unnamed", "nothing"]

_PEOPLE: Final = r"(?:co-?)?(?:authors?|contributors?)(?:\(s\)?)?"
_COUNT: Final = r"(?:\d[\d,.]*|many|several|some|various)"
_MORE: Final = rf"""
    et\.?\s*als? | et\s+al(?:ii|iae|ia) | (?:&\s*|and\s+)al | et\s+coll | и\s+др(?:угие)? | 等人? | 他 | ほか
  | (?-i:ve\s+ark(?:adaşları)?) | (?:and|&|plus|with|\+)\s+(?:colleagues|co-?workers)
  | (?:and|&|plus|with|et|und|y|e|\+)\s+(?:{_COUNT}\s+)?
    (?:other|more|additional|autre|andere|otro|outro)s?(?:\s+{_PEOPLE})?
  | \+?\s*{_COUNT}\s+(?:other|more|additional|further)s?(?:\s+{_PEOPLE})?
"""
_OTHERS: Final = re.compile(
    rf"{_MORE} | (?:among\s+)?others | (?:other|more|further|additional)\s+{_PEOPLE} | (?-i:u\.\s?a|e\.\s?a)",
    re.X | re.I,
)
_OTHERS_BEHIND: Final = re.compile(
    rf"""
    (?<=\S) (?:
        (?:\s*+[,;|]\s*+|\s++) [\[(]? (?:{_MORE} | …|\.\.\. | (?-i:u\.\s?a))
      | \s*+[,;|]\s*+ [\[(]? (?:among\s+)?others
      | …|等人?
    ) [.\])]*$
    """,
    re.X | re.I,
)
_UNNAMED: Final = re.compile(
    rf"""
    anon(?:ym(?:ous|us|e|o)?)?(?:\s+(?:{_PEOPLE}|submissions?|reviewers?|referees?))? | anónimo
  | (?:unknown|unnamed|unidentified|various)(?:\s+(?:{_PEOPLE}|persons?))?
  | {_PEOPLE}(?:\s+names?)?\s+(?:unknown|withheld|unavailable|missing|(?:is\s+|are\s+)?not\s+\w+)
  | (?:no|missing)\s+(?:{_PEOPLE}|name)(?:\s+(?:names?|is|are|available|listed|given|found|provided|stated|specified))*
  | name\s+withheld | n\.\s?n | nomen\s+nescio | tba | tbd
    """,
    re.X | re.I,
)
_A_NAME: Final = (None, False)
"""What `_said_by` says of nearly all."""
_MAY_BE_A_NAME: Final = re.compile(r"(?!None)[A-Z][a-z]+|(?:[A-Z]\.\s?)+[A-Z]?|na|nd|ND")
"""Of the words that stand for a missing value, those that may be names."""
_WRAPPING: Final = " \t[](){}<>\"'“”‘’«».,;:"


class NamedAuthors(NamedTuple):
    """The authors and editors of a record without placeholders."""

    authorships: tuple[Authorship, ...]
    """Those that have a name, as printed and in their order."""
    left_out: tuple[str, ...]
    """The placeholders for no author in particular that a report should name, as printed: not "et al."."""
    complete: bool
    """False when placeholders say that the list of authors lacks some, or leave no author in it."""


def named_authors(authorships: tuple[Authorship, ...]) -> NamedAuthors:
    """The authors and editors that have a name. Placeholders among editors say nothing of the list of authors."""
    said = [_said_by(authorship.printed_name) for authorship in authorships]
    if said.count(_A_NAME) == len(said):
        # Nearly all records: nothing to leave out.
        return NamedAuthors(authorships=authorships, left_out=(), complete=True)
    named: list[Authorship] = []
    left_out: list[str] = []
    lacks_authors = has_authors = has_placeholder = False
    for authorship, (kind, ends_in_others) in zip(authorships, said, strict=True):
        if kind is None:
            named.append(authorship)
        elif kind != "others":
            left_out.append(authorship.printed_name)
        if authorship.role == "author":
            lacks_authors |= ends_in_others or kind in ("others", "unnamed")
            has_authors |= kind is None
            has_placeholder |= kind is not None
    return NamedAuthors(
        authorships=tuple(named),
        left_out=tuple(left_out),
        complete=not lacks_authors and (has_authors or not has_placeholder),
    )


@lru_cache(maxsize=65_536)
def _said_by(printed: str) -> tuple[Placeholder | None, bool]:
    """The kind of placeholder that a printed author is, and whether "et al." or the like stands behind a name."""
    if len(printed) > LONGEST_NAME or is_ordinary(printed):
        return _A_NAME
    text = clean(printed)
    kind = _kind(text)
    return kind, kind is None and without_others(text) != text


def placeholder(printed: str) -> Placeholder | None:
    """The kind of placeholder that a printed author is; None for a name, and where no visible character is left.

    A text without a letter or digit is a placeholder too: dots are `others`, anything else is `nothing`.
    """
    return _kind(clean(printed))


def _kind(text: str) -> Placeholder | None:
    bare = text.strip(_WRAPPING)
    if _OTHERS.fullmatch(bare) or (("." in text or "…" in text) and not text.strip("[]().… ")):
        return "others"
    if _UNNAMED.fullmatch(bare):
        return "unnamed"
    is_word = is_missing(bare) and not _MAY_BE_A_NAME.fullmatch(bare)
    if text and (is_word or not any(map(str.isalnum, text))):
        return "nothing"
    return None


def without_others(printed: str) -> str:
    """The text without "et al." or the like at its end; the text itself where it has none."""
    match = _OTHERS_BEHIND.search(printed)
    return printed if match is None else printed[: match.start()]
