"""Keys of author names and titles: which printed names belong together, and why.

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
from typing import Final, Literal

from graphapp.records import LIMITS
from graphapp.rules.marks import cut_long_runs, has_long_run

KEY_VERSION: Final[int] = 1
"""Changes whenever any key of any name changes; a graph with keys of another version must be rekeyed."""

LONGEST_NAME: Final[int] = LIMITS["printed_name"].characters
"""Maximum characters of a printed name."""

LONGEST_KEY_BYTES: Final[int] = 8_000
"""Maximum bytes of a key: Neo4j's range indexes take at most 8,167."""

Relation = Literal[
    "same",
    "case",
    "homonym sibling",
    "diacritics",
    "dash",
    "apostrophe",
    "spelling",
    "order",
    "initial",
    "missing middle name",
]
"""The rule that relates two names; `relation` says what each means."""


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
    name = clean(printed)
    homonym = None
    if homonym_numbers:
        name, homonym = split_homonym(name)
    if not name:
        return None
    key = _name_key(name)
    return Name(name=name, name_key=key, fold_key=_fold(key) or key, homonym=homonym)


def clean(printed: str) -> str:
    """The text in NFC, its words separated by single spaces, without invisible characters.

    Removed are control characters, format characters (zero-width and soft hyphen among them) and lone surrogates, which
    no database or file can hold: Unicode Cc, Cf, Cs. Those that are white space, such as the tab, separate words. A run
    of combining marks is cut as `rules/marks.py` says.
    """
    if printed.isascii() and printed.isprintable():
        return " ".join(printed.split())
    return unicodedata.normalize("NFC", cut_long_runs(" ".join(printed.translate(_VISIBLE).split())))


def loses_marks(printed: str) -> bool:
    """Whether a key of the text has only the first combining marks of a run: it has more than `MOST_MARKS` in a row.

    Keys have neither invisible characters nor apostrophes, so marks on both sides of them are in a row.
    """
    return not printed.isascii() and has_long_run(printed.translate(_JOINED))


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


def title_key(title: str) -> str:
    """The title folded as `fold_key` folds names; empty when it has neither letters nor digits."""
    return _fold(name_key(title))


def natural_order(printed: str) -> str:
    """ "Last, First" as "First Last"; any other text unchanged.

    Only a name with exactly one comma, text on both sides and no generation suffix is turned: not "King, Jr.", not
    "Davis Jr., Sammy". For formats that print the family name first; `parse_name` does not turn names.
    """
    family, comma, given = (part.strip() for part in printed.partition(","))
    if not (comma and family and given) or "," in given:
        return printed
    # The first word of a family name is not a suffix: Ii is a Japanese family name.
    words = (*family.split()[1:], *given.split())
    if any(word.rstrip(".").casefold() in _GENERATION_SUFFIXES for word in words):
        return printed
    return f"{given} {family}"


def name_parts(name: str) -> tuple[str, ...]:
    """The words of the fold key, in their order."""
    return tuple(fold_key(name).split())


def relation(a: str, b: str, *, homonym_numbers: bool = True) -> Relation | None:
    """The rule that relates two printed names; None when none does. Symmetric.

    In one exact cluster: `same` name and number, `homonym sibling` with another number (or none), `case`. One
    difference only: `diacritics`; `dash` instead of a space or nothing; `apostrophe`. `spelling` is any other
    difference, or several such differences, between names with one fold key (ø and o, ﬁ and fi). `order`: the same
    words in another order. The last two are for scripts with capitals; they take the last word as the family name,
    which must be equal, and never match a prefix (Jo, Joann): `initial`, a given name cut to its first letter, others
    may be missing ("DW" is D. W. unless the whole name is in capitals); `missing middle name`, given names missing
    after the first.
    """
    first = parse_name(a, homonym_numbers=homonym_numbers)
    second = parse_name(b, homonym_numbers=homonym_numbers)
    if first is None or second is None:
        return None
    if first.name_key == second.name_key:
        if first.homonym != second.homonym:
            return "homonym sibling"
        return "same" if first.name == second.name else "case"
    for rule, without in _SINGLE_DIFFERENCES:
        if without(first.name_key) == without(second.name_key):
            return rule
    if first.fold_key == second.fold_key:
        return "spelling"
    parts, other_parts = first.fold_key.split(), second.fold_key.split()
    if sorted(parts) == sorted(other_parts):
        return "order"
    return _abbreviation(parts, other_parts) or _abbreviation(
        _parts_with_initials(first.name), _parts_with_initials(second.name)
    )


_GENERATION_SUFFIXES: Final = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii", "iv"})

_APOSTROPHES: Final = frozenset(
    "'`´‘’‛′‵"  # typewriter, typographic, primes
    "ʹʻʼʽʾʿˈˊˋ"  # modifier letters of transliterations, the Hawaiian ʻokina among them
    "᾽᾿\u1fef\u1ffd῾΄"  # spacing accents of Greek, of which two compose to ` and ´
    "Ꞌꞌ՚׳ߴߵ＇｀"  # saltillo, Armenian, Hebrew geresh, N'Ko, full width
)

# ß needs no entry: casefolding makes it ss.
_MAPPED_LETTERS: Final = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}

_MINUS_SIGN: Final = "−"


class _VisibleCharacters(dict[int, int | None]):
    """For `str.translate`: None for characters that `clean` removes. Filled on demand, at most once per character."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and not character.isspace()
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


_SINGLE_DIFFERENCES: Final[tuple[tuple[Relation, Callable[[str], str]], ...]] = (
    ("diacritics", _without_diacritics),
    ("dash", _with_spaces_for_dashes),
    ("dash", _without_dashes),
    ("apostrophe", _without_apostrophes),
)


def _parts_with_initials(name: str) -> list[str]:
    """The words of the fold key, with given names such as "DW" split."""
    if name.isupper():
        return fold_key(name).split()
    *given, family = name.split()
    spaced = [" ".join(word) if len(word) in {2, 3} and word.isalpha() and word.isupper() else word for word in given]
    return fold_key(" ".join([*spaced, family])).split()


def _abbreviation(a: list[str], b: list[str]) -> Literal["initial", "missing middle name"] | None:
    (*short, family), (*long, other_family) = sorted((a, b), key=len)
    if not short or family != other_family or family == family.upper() or not _same_given(short[0], long[0]):
        return None
    longer = iter(long)
    pairs = [(word, next((other for other in longer if _same_given(word, other)), None)) for word in short]
    if any(other is None for _, other in pairs):
        return None
    if len(short) == len(long) or any(word != other for word, other in pairs):
        return "initial"
    return "missing middle name"


def _same_given(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) == 1 and short != short.upper() and long.startswith(short))
