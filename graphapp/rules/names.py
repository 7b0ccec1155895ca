"""Keys of author names: which printed names belong together, and why.

Three stages, each a function of the one before:

    name       "Jürgen  Groß" -> "Jürgen Groß"    composed, white space collapsed, invisible characters removed
    name_key   "jürgen gross"                     casefolded: the exact cluster
    fold_key   "jurgen gross"                     without diacritics, dashes, apostrophes and punctuation: similar names

Equal names have equal name keys, and equal name keys have equal fold keys. Keys are stored, never computed in Cypher,
whose `toLower` is not `casefold`.

A clean name in lower, upper, title or swapped case has the same `name_key`, with two exceptions in all of Unicode:

- dotless ı: its capital is I, whose small letter is i, and ı is not i in a `name_key`;
- a Greek letter with iota subscript that carries one more mark than any composed letter has (ᾳ and a dot below): its
  capitals spell the iota out and leave that mark on the iota.

Neither is an exception for `fold_key`, which maps ı to i and has no marks on Greek letters. The keys of letters that
Unicode added recently depend on Python's version of Unicode, so they can differ between versions of Python.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from graphapp.records import LIMITS
from graphapp.rules.marks import cut_long_runs, has_long_run
from graphapp.rules.name_order import in_order

KEY_VERSION: Final[int] = 9
"""Rises whenever a key of a name or title changes, where one is stored, how an identifier is read, a rule of works, or
what searching needs.

A graph of another version must be rekeyed.
"""

LONGEST_NAME: Final[int] = LIMITS["printed_name"].characters
"""Maximum characters of a printed name."""

LONGEST_KEY_BYTES: Final[int] = 8_000
"""Maximum bytes of a key: Neo4j's range indexes take at most 8,167."""

GENERATION_SUFFIXES: Final = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii", "iv", "2nd", "3rd", "4th"})
"""Words behind a family name that tell a son from a father, as fold keys."""

LEGAL_FORMS: Final = frozenset({"inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "corp"})
"""Words behind the name of a company, without those that may be initials: AG, Co."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A printed name and its keys. None of the three texts is empty."""

    name: str
    """For display: clean, without the homonym number."""
    name_key: str
    """Equal for all names of one exact cluster."""
    fold_key: str
    """Equal for names that look alike."""
    homonym: str | None
    """Four digits; None when the name has no number, or its source does not use such numbers."""


def parse_name(printed: str, *, homonym_numbers: bool = False) -> Name | None:
    """The name and its keys; None when cleaning leaves nothing, since that is not a name.

    `homonym_numbers` says that the source adds four-digit numbers to names; only then one is removed, and only one. A
    number alone, "0001", then leaves nothing.
    """
    return parse_clean_name(clean(printed), homonym_numbers=homonym_numbers)


def parse_clean_name(name: str, *, homonym_numbers: bool = False) -> Name | None:
    """As `parse_name`, of a text that `clean` gave."""
    homonym = None
    if homonym_numbers:
        name, homonym = split_homonym(name)
    if not name:
        return None
    key = _name_key(name)
    return Name(name=name, name_key=key, fold_key=_fold(key) or key, homonym=homonym)


def clean(printed: str) -> str:
    """The text in NFC, its words separated by single spaces, without invisible characters.

    Removed are control and format characters (zero-width space and soft hyphen among them), lone surrogates, which no
    database or file can hold (Unicode Cc, Cf, Cs), and all else that Unicode says to ignore where it cannot be shown
    (Default_Ignorable_Code_Point), such as variation selectors and the Hangul filler. Those that are white space, such
    as the tab, separate words. A run of combining marks is cut as `rules/marks.py` says.
    """
    if printed.isascii() and printed.isprintable():
        return " ".join(printed.split())
    return unicodedata.normalize("NFC", cut_long_runs(" ".join(printed.translate(_VISIBLE).split())))


def loses_marks(printed: str) -> bool:
    """Whether a key of the text has only the first combining marks of a run: it has more than `MOST_MARKS` in a row.

    Keys have neither invisible characters nor apostrophes, so marks on both sides of them are in a row.
    """
    return not printed.isascii() and has_long_run(printed.translate(_JOINED))


def is_too_long(*keys: str) -> bool:
    """Whether one of these keys has more bytes than the graph stores; folding may turn one character into eighteen."""
    return any(4 * len(key) > LONGEST_KEY_BYTES and len(key.encode()) > LONGEST_KEY_BYTES for key in keys)


def split_homonym(name: str) -> tuple[str, str | None]:
    """A clean name without the four digits at its end, and the digits; None when there are none."""
    head, _, tail = name.rpartition(" ")
    if len(tail) == 4 and tail.isascii() and tail.isdigit():
        return head, tail
    return name, None


def name_key(name: str) -> str:
    """The clean name casefolded, until casefolding changes nothing. Diacritics, dashes and word order count."""
    return _name_key(clean(name))


def fold_key(name: str) -> str:
    """The name key reduced to plain words; the name key itself when that leaves nothing, as for "…".

    Compatibility forms (NFKC) become plain letters; marks are removed from Latin and Greek letters only, since
    elsewhere they make other letters (й, ズ); ø æ œ ß ł đ ð þ ı become o ae oe ss l d d th i; apostrophes are removed;
    dashes and all other punctuation and symbols (Unicode P and S) separate words.
    """
    key = name_key(name)
    return _fold(key) or key


def fold(text: str) -> str:
    """The text reduced as by `fold_key`; empty when it has neither letters nor digits."""
    return _fold(name_key(text))


def natural_order(printed: str) -> str:
    """ "Last, First" as "First Last" and "Last, First, Jr." as "First Last, Jr."; any other text unchanged.

    A name is turned only with text before its one comma and letters behind it, or with two commas of which one stands
    before a generation suffix: "King, Jr., Martin" is read as "King, Martin, Jr.". Not turned are a suffix or a legal
    form alone ("King, Jr.", "Meadowsoft, Inc."), a suffix among the words of a part ("Smith, John III"), numbers of
    footnotes ("Bo Li1,2"), and organisations ("University of Meadow, Hillside"). "王, 伟" becomes "王伟", as `in_order`
    says, and four digits stay at the end: "Wang, Wei 0001". `parse_name` does not turn names.
    """
    parts = [part.strip() for part in printed.split(",")]
    suffix = ""
    if len(parts) == 3:
        place = next((place for place in (2, 1) if _is_suffix(parts[place])), None)
        if place is None:
            return printed
        suffix = f", {parts.pop(place)}"
    if len(parts) != 2:
        return printed
    family, given = parts
    if not family or not any(map(str.isalpha, given)):
        return printed
    # The first word of a family name is not a suffix: Ii is a Japanese family name.
    words = (*family.split()[1:], *given.split())
    if any(map(_is_suffix, words)) or given.rstrip(".").casefold() in LEGAL_FORMS or any(map(is_organisation, parts)):
        return printed
    given, number = split_homonym(given)
    return f"{in_order(family, given)}{suffix}{f' {number}' if number else ''}"


def is_organisation(name: str) -> bool:
    """Whether two words or more name an organisation: `University of Meadow`, but not the family name `Press`.

    What stands in parentheses does not count: it is the place of a person.
    """
    words = name.partition("(")[0].split()
    if len(words) < 2:
        return False
    plain = (word.strip(".,:[]{}'\"") for word in words)
    return any(word in _ORGANISATION_LINKS or word.casefold() in _ORGANISATION_WORDS for word in plain)


def name_parts(name: str) -> tuple[str, ...]:
    """The words of the fold key, in their order."""
    return tuple(fold_key(name).split())


def differing_in(key: str, other: str) -> Literal["diacritics", "dash", "apostrophe"] | None:
    """The only thing in which two different name keys differ; None for anything else.

    A dash may stand instead of another dash, of a space or of nothing.
    """
    for difference, without in _SINGLE_DIFFERENCES:
        if without(key) == without(other):
            return difference
    return None


_ORGANISATION_WORDS: Final = frozenset({
    "university", "universität", "universitaet", "universidad", "universidade", "università", "universita",
    "université", "universite", "universitet", "universiteit", "institute", "institut", "instituto", "istituto",
    "college", "school", "faculty", "department", "dept", "laboratory", "laboratories", "centre", "center", "hospital",
    "clinic", "academy", "foundation", "ministry", "agency", "association", "society", "committee", "council",
    "consortium", "collaboration", "group", "team", "company", "corporation", "organization", "organisation", "bureau",
    "commission", "federation", "initiative", "network", "inc", "ltd", "llc", "gmbh",
})  # fmt: skip
_ORGANISATION_LINKS: Final = frozenset({"of", "for", "the"})
"""In small letters: `The` is a given name in Vietnam."""
WORDS_OF_ORGANISATIONS: Final = _ORGANISATION_WORDS | _ORGANISATION_LINKS
"""All words, casefolded, that `is_organisation` looks for."""

_APOSTROPHES: Final = frozenset(
    "'`´‘’‛′‵"  # typewriter, typographic, primes
    "ʹʻʼʽʾʿˈˊˋ"  # modifier letters of transliterations, the Hawaiian ʻokina among them
    "᾽᾿\u1fef\u1ffd῾΄"  # spacing accents of Greek, of which two compose to ` and ´
    "Ꞌꞌ՚׳ߴߵ＇｀"  # saltillo, Armenian, Hebrew geresh, N'Ko, full width
)

# ß needs no entry: casefolding makes it ss.
_MAPPED_LETTERS: Final = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}

_MINUS_SIGN: Final = "−"


_IGNORABLE: Final = frozenset(
    chain(
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xFFF0, 0xFFF9),
        range(0xE0000, 0xE1000),
    )
)
"""Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt, as far as it is not in Cc and Cf."""


class _VisibleCharacters(dict[int, int | None]):
    """For `str.translate`: None for characters that `clean` removes. Filled on demand, at most once per character."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        is_control = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and not character.isspace()
        hidden = is_control or code in _IGNORABLE
        return self.setdefault(code, None if hidden else code)


class _FoldedCharacters(dict[int, str]):
    """For `str.translate`: the fold of one character. Filled on demand, at most once per character."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _fold_character(chr(code)))


class _JoinedCharacters(dict[int, int | None]):
    """For `str.translate`: None for characters that some key leaves out without a space. Filled as above."""

    def __missing__(self, code: int) -> int | None:
        return self.setdefault(code, None if chr(code) in _APOSTROPHES else _VISIBLE[code])


_VISIBLE: Final = _VisibleCharacters()
_JOINED: Final = _JoinedCharacters()
_FOLDED: Final = _FoldedCharacters()


def _name_key(cleaned: str) -> str:
    if cleaned.isascii():
        return cleaned.lower()
    # NFD first, so that an iota subscript, which casefolds to a letter, comes after the other marks of its letter.
    while (folded := clean(unicodedata.normalize("NFD", cleaned).casefold())) != cleaned:
        cleaned = folded
    return cleaned


def _fold(key: str) -> str:
    """The fold of a name key; may be empty."""
    if key.isascii() and key.replace(" ", "").isalnum():
        return key
    folded = " ".join(key.translate(_FOLDED).split())
    if folded.isascii():
        return folded
    # Runs of marks grow together where an apostrophe between them is removed.
    return unicodedata.normalize("NFKC", cut_long_runs(_strip_marks(folded)))


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    # A spacing accent decomposes into a space and a mark, and the mark would then have no letter.
    if unicodedata.category(character) == "Sk":
        return " "
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return _strip_marks("".join(map(_fold_letter, letters)))


def _fold_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return ""
    if unicodedata.category(letter)[0] in "PS":
        return " "
    return _MAPPED_LETTERS.get(letter, letter)


def _strip_marks(text: str) -> str:
    """The text without the marks on Latin and Greek letters; they must be decomposed."""
    kept = []
    on_latin_or_greek = False
    for character in text:
        is_mark = unicodedata.category(character)[0] == "M"
        if not is_mark:
            on_latin_or_greek = unicodedata.name(character, "").startswith(("LATIN ", "GREEK "))
        if not (is_mark and on_latin_or_greek):
            kept.append(character)
    return "".join(kept)


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").casefold() in GENERATION_SUFFIXES


def _without_diacritics(key: str) -> str:
    return unicodedata.normalize("NFC", _strip_marks(unicodedata.normalize("NFD", key)))


def _with_spaces_for_dashes(key: str) -> str:
    return " ".join("".join(" " if _is_dash(character) else character for character in key).split())


def _without_dashes(key: str) -> str:
    return "".join(character for character in key if not _is_dash(character))


def _is_dash(character: str) -> bool:
    return character == _MINUS_SIGN or unicodedata.category(character) == "Pd"


def _without_apostrophes(key: str) -> str:
    return "".join(character for character in key if character not in _APOSTROPHES)


_SINGLE_DIFFERENCES: Final[tuple[tuple[Literal["diacritics", "dash", "apostrophe"], Callable[[str], str]], ...]] = (
    ("diacritics", _without_diacritics),
    ("dash", _with_spaces_for_dashes),
    ("dash", _without_dashes),
    ("apostrophe", _without_apostrophes),
)
