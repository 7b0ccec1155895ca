"""Which printed venues are one venue: NIPS, NeurIPS and "Advances in Neural Information Processing Systems 34".

`venues.toml` holds the well-known ones. A printed venue is one of them when it equals an alias by `fold_venue`,

1. as it stands; else
2. without "Proceedings of the", years, ordinals, "Annual" and a volume number at its end; else
3. without "poster", "oral" and the like behind its year, and "Accepted by" before it; else
4. without leading publishers (IEEE/CVF, ACM) as well; else
5. when it abbreviates one of these word by word, as ISO 4 does ("J. Mach. Learn. Res."), and those of no other venue
   (`abbreviations.py`); else
6. when its beginning up to a comma, semicolon, bracket, colon or dash matches by these rules, and the rest says nothing
   but the venue's own name, that of a smaller meeting beside it, dates, volumes, places and the like
   (`beside_venues.py`); behind the name of all workshops of a conference may stand which one it is; else
7. when these rules know it once its last words stand first: "Neural Networks, International Joint Conference on".

A preprint server may have "Preprint" at its end. Any other words make it unknown: an unknown venue can be added to the
table, while a wrong match misleads.

A source may state a key beside the printed name. A key with a scheme (`issn:1532-4435`, `dblp:conf/icml`,
`openalex:S118988714`) decides where the printed name is not in the table, and names no separate part of a venue. dblp
has a conference and its workshops under one key, so that its key decides only where the printed name has an acronym of
the venue or most of its words in common with a name of it: "LDOW" is not the Web Conference. A key with a scheme that
the table does not have says nothing. Any other key is the source's own short name of the venue, and goes before the
printed name, unless the key is that of a conference or journal and the printed name is that of a part.

A user's own venues extend the table for the rows of one source (`own_venues.py`).
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from graphapp.rules.abbreviations import Words, abbreviates, initials, may_abbreviate, words_of
from graphapp.rules.beside_venues import names_another_kind, says_when_and_where
from graphapp.rules.names import clean, fold, fold_key
from graphapp.rules.titles import with_characters

VENUES_VERSION: Final[int] = 6
"""Changes whenever a printed venue resolves to another one; a graph with another version must be rekeyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where a paper appeared."""

    venue_id: str
    name: str
    """For display. For an unknown venue it is the given printed name, or its id; settling chooses among all names."""
    kind: str | None
    """`conference`, `journal`, `workshop` or `preprint server`; None for a venue that the table does not have."""


KEY_SCHEMES: Final = ("dblp", "issn", "openalex")
"""What may stand before the colon of a key with a scheme."""


@lru_cache(maxsize=65_536)
def resolve_venue(printed: str | None, key: str | None = None, own_venues: str = "") -> Venue | None:
    """The venue of a printed name and the source's key; None when both are empty.

    A key without a scheme ("iclrw") comes first if the table has it, then a printed name in the table. Otherwise the
    key identifies the venue, so that the proceedings' title of each year is not a separate venue; without a key, the
    printed name does. The key of a conference or journal says nothing of a printed name that is that of a part. Its
    name is the printed one if that has its id, else the id. `own_venues` is what `read_own_venues` gives, empty for
    none. The result depends on the arguments only.
    """
    own_key, name = plain_venue(key or ""), plain_venue(printed or "")
    short_key = "" if has_scheme(own_key) else own_key
    is_part = names_a_part(name) or "@" in name
    if short_key and (known := _find(short_key, own_venues)) is not None:
        if not is_part or _holds_parts(known):
            return known
        short_key = ""
    if name and (known := _find(name, own_venues)) is not None:
        return known
    text = short_key or name
    if has_scheme(own_key):
        table = _table(own_venues)
        known = table.by_key.get(own_key)
        if known is not None and not is_part:
            groups_others = own_key.startswith("dblp:") and name not in ("", own_key)
            if not groups_others or _resembles(name, known, table):
                return known
        text = text or own_key
    if not text:
        return None
    venue_id, shown = id_of_unknown(text), name or own_key
    return Venue(venue_id=venue_id, name=shown if id_of_unknown(shown) == venue_id else venue_id, kind=None)


def plain_venue(printed: str) -> str:
    """A printed venue for display: clean, with characters for character references."""
    return clean(with_characters(printed))


def fold_venue(text: str) -> str:
    """As `fold`, but "Sheep & Goats" and "Sheep &amp; Goats" are "Sheep and Goats"."""
    return fold(_with_and(text))


def id_of_unknown(text: str) -> str:
    """The venue_id of a text that names no venue of the table; never empty, unless the text is."""
    return fold_key(_with_and(text))


def _with_and(text: str) -> str:
    return with_characters(text).replace("&", " and ")


def _holds_parts(venue: Venue) -> bool:
    """Whether the parts of conferences are what the venue consists of, as that of all workshops of one."""
    return venue.kind == "workshop" or venue.venue_id == "findings"


def _resembles(name: str, venue: Venue, table: "_Table") -> bool:
    """Whether a printed name has all words of a name of the venue, such as its acronym, or most of its own in one."""
    words = {word for word in words_of(_reduce(fold_venue(name))) if word not in _GENERIC_WORDS}
    for alias in (alias for alias, known in table.by_alias.items() if known == venue):
        of_alias = {word for word in words_of(_reduce(alias)) if word not in _GENERIC_WORDS}
        alike = sum(any(word == full or abbreviates((word,), (full,)) for full in of_alias) for word in words)
        if of_alias and (of_alias <= words or alike > len(words) / 2):
            return True
    return False


def venue_of_id(venue_id: str, own_venues: str = "") -> Venue | None:
    """The venue of the table, or of these own venues, that has this id; None when there is none."""
    return _table(own_venues).by_id.get(venue_id)


def ids_of_similar_names(name: str) -> list[str]:
    """The ids of venues of the table that have an alias like this name, the most similar one first; may be empty."""
    table = _table("").by_alias
    close = get_close_matches(fold_venue(name), table, n=_MOST_SIMILAR, cutoff=_LEAST_SIMILARITY)
    return list(dict.fromkeys(table[alias].venue_id for alias in close))


_MOST_SIMILAR: Final = 5
_LEAST_SIMILARITY: Final = 0.75

_ISSN: Final = re.compile(r"([0-9]{4})[-\u2010-\u2015 ]?([0-9]{3}[0-9Xx])")


def issn_key(text: str) -> str | None:
    """The key of a journal by its ISSN in any spelling; None for a text that is none, or has a wrong check digit.

    https://www.issn.org/understanding-the-issn/what-is-an-issn/
    """
    found = _ISSN.fullmatch(text.strip().removeprefix("https://portal.issn.org/resource/ISSN/"))
    if found is None:
        return None
    digits = found[1] + found[2].upper()
    weighted = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    if digits[7] != "0123456789X"[-weighted % 11]:
        return None
    return f"issn:{digits[:4]}-{digits[4:]}"


def has_scheme(key: str) -> bool:
    """Whether a key names its scheme; such a key identifies a venue only through the table."""
    scheme, colon, value = key.partition(":")
    return bool(colon and value) and scheme in KEY_SCHEMES


def names_a_part(printed: str) -> bool:
    """Whether a printed name says workshop, demonstrations, companion or the like: a part that is not its venue."""
    return _PARTS_OF_A_VENUE.search(fold_venue(printed)) is not None


def is_doi_of_preprint(doi: str) -> bool:
    """Whether a preprint server registered the DOI, as its beginning says; the DOI is in normal form."""
    return _OF_OSF in doi or _dois_of_preprints().match(doi) is not None


_OF_OSF: Final = "/osf.io/"
"""A part of most DOIs of all servers that the Open Science Framework runs."""

_SHORT_YEAR: Final = re.compile(r"['’‘]\s?\d\d(?!\d)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_DASH: Final = r"\s[-\u2010-\u2015]{1,3}\s"
_MARKS: Final = re.compile(rf"[,;:()\[\]]|{_DASH}")
_ENDS_OF_SEGMENTS: Final = re.compile(rf"[,;()\[\]]|{_DASH}")
_HANGING_WORD: Final = re.compile(r"\s(?:on|of|for)$", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"\.\s")

# The following patterns are for results of `fold_venue`: lower case, single spaces, no punctuation.
_ARXIV_NUMBER: Final = re.compile(r"^(arxiv|corr(?= abs\b)).*")
_PROCEEDINGS: Final = re.compile(r"^(?:in )?proc(?:eedings)? (?:of )?")
_YEAR_OR_ORDINAL: Final = re.compile(
    r"\b(?:annu(?:al)?|(?:19|20)\d\d|\d+(?:st|nd|rd|th)"
    r"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) )?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twel(?:f|ve)th|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth)\b"
)
_GLUED_YEAR: Final = re.compile(r"(?<=[a-z])(?:19|20)\d\d\b")
_VOLUME: Final = re.compile(r"(?: vol(?:ume)?)? \d{1,3}$")
_ACCEPTED: Final = re.compile(r"^accepted (?:by|at) ")
_PRESENTATION: Final = re.compile(
    r"(?: (?:oral|poster|spotlight|oralposter|spotlightposter|talk|accept|notable top \d+|top \d+))+$"
)
_PUBLISHERS: Final = re.compile(r"^(?:(?:ieee|acm|cvf|rsj|usenix) )+")

_GENERIC_WORDS: Final = frozenset({
    "acm", "conf", "conference", "ieee", "int", "international", "j", "joint", "journal", "meeting", "proc",
    "proceedings", "symp", "symposium", "trans", "transactions",
})  # fmt: skip
"""Words that names of many venues have in common."""

_MOST_MARKS_IN_A_NAME: Final = 2
"""As in "Acoustics, Speech, and Signal Processing"."""
_LONGEST_NAME: Final = 300
"""Maximum characters of a printed name that may match the table; limits the time for texts that are not venues."""

_PARTS_OF_A_VENUE: Final = re.compile(
    r"\b(?:workshops?|companions?|adjunct|supplements?|satellites?|tutorials?|demo(?:nstration)?s?|posters"
    r"|student|doctoral|consortium|challenges?|competitions?|cup|shared tasks?|abstracts|ea|findings|symposia"
    r"|(?:spring|summer|fall|autumn|winter) symposium)\b"
)
"""A poster is how a paper was presented; posters are a volume of their own. `EA` are the extended abstracts of CHI."""


@cache
def entries() -> dict[str, dict[str, Any]]:
    """The entries of `venues.toml`: venue_id -> the fields that its head describes."""
    return tomllib.loads(files("graphapp.rules").joinpath("venues.toml").read_text(encoding="utf-8"))


@cache
def _joint_meetings(venue_id: str) -> frozenset[str]:
    """What else the volumes of a venue name."""
    return frozenset(_reduce(fold_venue(name)) for name in entries().get(venue_id, {}).get("beside", ()))


@cache
def _dois_of_preprints() -> re.Pattern[str]:
    return re.compile("|".join(entry["dois"] for entry in entries().values() if "dois" in entry))


class _Table(NamedTuple):
    by_alias: dict[str, Venue]
    """By folded alias."""
    by_key: dict[str, Venue]
    """By key with scheme."""
    by_id: dict[str, Venue]
    by_initials: dict[str, tuple[tuple[Words, Venue], ...]]
    """The words of each alias that an abbreviation keeps, by their first letters."""


@lru_cache(maxsize=64)
def _table(own_venues: str) -> _Table:
    """The package's table with own venues, whose aliases and keys go before those of the package."""
    if not own_venues:
        return _made(entries())
    package, own = _table(""), json.loads(own_venues)
    extended = {venue_id: entries().get(venue_id, {}) | entry for venue_id, entry in own.items()}
    added = _made(extended)
    return _Table(
        by_alias=package.by_alias | added.by_alias,
        by_key=package.by_key | added.by_key,
        by_id=package.by_id | added.by_id,
        by_initials=package.by_initials
        | {letters: found + package.by_initials.get(letters, ()) for letters, found in added.by_initials.items()},
    )


def _made(table: dict[str, dict[str, Any]]) -> _Table:
    made = _Table({}, {}, {}, {})
    for venue_id, entry in table.items():
        venue = Venue(venue_id=venue_id, name=entry["name"], kind=entry["kind"])
        made.by_id[venue_id] = venue
        for alias in (venue_id, venue.name, *entry.get("aliases", ())):
            made.by_alias[fold_venue(alias)] = venue
        for key in entry.get("keys", ()):
            made.by_key[key] = venue
    for alias, venue in list(made.by_alias.items()):
        if venue.kind == "preprint server":
            for word in ("preprint", "preprints", "osf preprints"):
                made.by_alias.setdefault(f"{alias} {word}", venue)
    for alias, venue in made.by_alias.items():
        reduced = _reduce(alias)
        for words in sorted({words_of(each) for each in (alias, reduced, _PUBLISHERS.sub("", reduced))}):
            letters = initials(words)
            if len(words) > 1:
                made.by_initials[letters] = (*made.by_initials.get(letters, ()), (words, venue))
    return made


def _find(text: str, own_venues: str) -> Venue | None:
    return _find_with_rest(text, own_venues) or _find_inverted(text, own_venues)


def _find_with_rest(text: str, own_venues: str) -> Venue | None:
    if venue := _find_whole(text, own_venues):
        return venue
    for mark in reversed(list(_MARKS.finditer(text, 0, _LONGEST_NAME))):
        venue = _find_whole(text[: mark.start()], own_venues)
        if venue is None:
            continue
        sign = mark[0].strip()
        # It says which workshop of a conference: in "ICML 2021 Workshops: AutoML", AutoML is no conference.
        if sign == ":" and venue.kind == "workshop":
            return venue
        harmless = _is_harmless(
            text[mark.end() :],
            venue,
            own_venues,
            named_again=sign not in ",;()[]",
            in_brackets=sign in "([",
            with_year=_has_year(text),
        )
        return venue if harmless else None
    return None


def _is_harmless(
    rest: str,
    venue: Venue,
    own_venues: str,
    *,
    named_again: bool = False,
    in_brackets: bool = False,
    with_year: bool = True,
) -> bool:
    """Whether what is printed behind the name of a venue leaves it that venue.

    `named_again` says that a name may be cut short there: "Computer Vision - ECCV 2020 - 16th European Conference".
    """
    texts: list[str] = []
    for segment, named in _segments(rest, own_venues):
        if named is None:
            is_its_name = named_again and _begins_a_name(segment, venue, own_venues)
            if not is_its_name and _reduce(fold_venue(segment)) not in _joint_meetings(venue.venue_id):
                texts.append(fold_venue(segment))
        elif named != venue:
            return False
    texts = [text for text in texts if text]
    # An entry of workshops stands for all of them, and a server stands beside the name of who runs it.
    if venue.kind == "workshop":
        return not any(map(names_another_kind, texts))
    if venue.kind == "preprint server" and in_brackets:
        return not any(names_another_kind(text) or names_a_part(text) for text in texts)
    return says_when_and_where(
        texts, of_a_conference=venue.kind == "conference", in_brackets=in_brackets, with_year=with_year
    )


def _segments(rest: str, own_venues: str) -> Iterator[tuple[str, Venue | None]]:
    """The texts between marks, each with the venue that it names; the name of a venue may have such marks itself."""
    ends = [*_ENDS_OF_SEGMENTS.finditer(rest), None]
    starts = [0, *(mark.end() for mark in ends if mark is not None)]
    stops = [len(rest) if mark is None else mark.start() for mark in ends]
    place = 0
    while place < len(stops):
        last = min(place + _MOST_MARKS_IN_A_NAME, len(stops) - 1)
        while (named := _find_whole(rest[starts[place] : stops[last]], own_venues)) is None and last > place:
            last -= 1
        yield rest[starts[place] : stops[last]], named
        place = last + 1


def _begins_a_name(text: str, venue: Venue, own_venues: str) -> bool:
    """Whether a text has the first words of a name of the venue, two at least."""
    words = _reduce(fold_venue(text))
    return " " in words and any(
        alias.startswith(f"{words} ") for alias, known in _table(own_venues).by_alias.items() if known == venue
    )


def _has_year(text: str) -> bool:
    return _YEAR.search(text) is not None or _SHORT_YEAR.search(text) is not None


def _find_inverted(text: str, own_venues: str) -> Venue | None:
    """The venue of "Neural Networks, 2005. IJCNN '05. 2005 IEEE International Joint Conference on"."""
    subject, comma, rest = text.rpartition(",")
    if not comma or len(text) > _LONGEST_NAME or _HANGING_WORD.search(rest) is None:
        return None
    *before, kind = _SENTENCE_END.split(rest)
    venue = _find_with_rest(f"{kind.strip()} {subject}", own_venues)
    if venue is None:
        return None
    harmless = all(_is_harmless(each, venue, own_venues) for each in before)
    return venue if harmless else None


def _find_whole(text: str, own_venues: str) -> Venue | None:
    table = _table(own_venues)
    folded = fold_venue(text)
    reduced = _reduce(_without_presentation(fold_venue(_SHORT_YEAR.sub(" ", text))))
    forms = (folded, reduced, _PUBLISHERS.sub("", reduced))
    known = next((venue for form in forms if (venue := table.by_alias.get(form)) is not None), None)
    if known is not None or not may_abbreviate(text):
        return known
    return next((venue for form in forms if (venue := _abbreviated(words_of(form), table)) is not None), None)


def _abbreviated(words: Words, table: _Table) -> Venue | None:
    """The only venue with an alias that these words abbreviate; None where there is none, or more than one."""
    if len(words) < 2:
        return None
    of_these = {
        venue.venue_id: venue
        for full, venue in reversed(table.by_initials.get(initials(words), ()))
        if abbreviates(words, full)
    }
    return next(iter(of_these.values())) if len(of_these) == 1 else None


def _without_presentation(folded: str) -> str:
    """As OpenReview says how a paper was presented: "ICLR 2023 notable top 5%", "Accepted by TMLR"."""
    folded = _ACCEPTED.sub("", folded)
    found = _PRESENTATION.search(folded)
    return folded if found is None or _YEAR.search(folded, 0, found.start()) is None else folded[: found.start()]


def _reduce(folded: str) -> str:
    folded = _PROCEEDINGS.sub("", _ARXIV_NUMBER.sub(r"\1", folded))
    folded = _GLUED_YEAR.sub("", _YEAR_OR_ORDINAL.sub(" ", folded))
    return _VOLUME.sub("", " ".join(folded.split()).removeprefix("the "))
