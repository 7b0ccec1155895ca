"""What a person types to search names and papers, as an expression of Lucene and as places in a found text.

Nothing that is typed is read as Lucene's syntax but what is said here. For names: a word finds all words that begin
with it, in any order, and `$` ends a word. For papers: quotation marks hold words together. An expression follows the
full-text indexes of `cypher/schema/`: `author_words` has the words of keys, `paper_words` those of titles and abstracts
as Lucene's standard tokenizer finds them, without English stop words and diacritics.
https://lucene.apache.org/core/9_11_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from graphapp.rules.names import clean, fold, name_key

MOST_WORDS: Final = 30
"""Maximum number of words of a search."""

LONGEST_SEARCH: Final = 1_000
"""Maximum number of characters of a search."""

AS_TYPED_SCORE: Final = 1_000
"""What a name gains for each word that has the typed letters themselves; more than for all else together."""

SCALES: Final = tuple(2**exponent for exponent in range(2, 24))
"""Numbers of authorships from which an author row is found before smaller ones: `authorships_from` is the greatest."""

STOP_WORDS: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
})  # fmt: skip
"""The words that the index of papers leaves out: Lucene's `ENGLISH_STOP_WORDS_SET`."""

_SHORTEST_PREFIX: Final = 4
"""Words of titles with fewer letters are not searched as beginnings of longer ones: they begin too many."""

_FIELDS: Final = (("title", "^3"), ("abstract", ""))
_NUMBER_BEHIND_LETTERS: Final = re.compile(r"(?<=[^\W\d_])\d+")
_ENDS_OF_NUMBERS: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_MOST_NUMBERS: Final = 8
"""Of a formula; each writing of a longer text costs the index seconds."""
_BETWEEN_PARTS: Final = " *(?:su[bp] +)?"
"""What may stand in a folded text where a number begins or ends: a dash, or a tag."""

_PIECE: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_SNIPPET_BEFORE: Final = 80
_SNIPPET_LENGTH: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWord:
    """A typed word of a name."""

    folds: tuple[str, ...]
    """The words that it is without diacritics and dashes; never empty."""
    key: str
    """Ignoring case only."""
    is_whole: bool
    """Whether it ends here, so that longer words do not match its last part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What must stand together in a title or an abstract."""

    text: str
    """As typed, without quotation marks."""
    folds: tuple[str, ...]
    """Its words without diacritics and punctuation; never empty."""
    is_beginning: bool
    """Whether longer words that begin with it are found too."""


def name_words(typed: str) -> tuple[NameWord, ...]:
    """The words of a name that a person types; empty for a text without letters and digits."""
    words: list[NameWord] = []
    for word in clean(typed).split():
        folds = tuple(fold(word).split())
        if folds:
            bare = word.strip("$,;")
            words.append(NameWord(folds=folds, key=name_key(bare), is_whole=word.rstrip(",;").endswith("$")))
    return tuple(words)


def names_expression(words: tuple[NameWord, ...]) -> str:
    """The expression that finds the author rows that have all of these words, on the index `author_words`.

    Its score is at least `AS_TYPED_SCORE` for each word that `typed_apart` has in the typed letters; the scores of
    rows that have equally many of them rise with `authorships_from`.
    """
    parts: list[str] = []
    for word in words:
        *before, last = word.folds
        parts += [f"+fold_key:{_escaped(each)}^0" for each in before]
        parts.append(f"+fold_key:{_escaped(last)}{'' if word.is_whole else '*'}^0")
    for word in typed_apart(words):
        # A range has the same score for all that it finds, a single term has not.
        key = _escaped(word.key)
        found = f"name_key:[{key} TO {key}]" if word.is_whole else f"name_key:{key}*"
        parts.append(f"{found}^{AS_TYPED_SCORE}")
    parts += [f"authorships_from:[{scale} TO {scale}]^{rank}" for rank, scale in enumerate(SCALES, 1)]
    return " ".join(parts)


def typed_apart(words: tuple[NameWord, ...]) -> tuple[NameWord, ...]:
    """The words that are typed with letters that folding changes: "Müller", but not "Muller"."""
    return tuple(word for word in words if word.folds != (word.key,))


class WholeName(NamedTuple):
    """A name that has the typed words and no others, as keys."""

    fold_key: str
    name_key: str


def whole_names(words: tuple[NameWord, ...]) -> tuple[WholeName, ...]:
    """The names that have these words and no others, beginning with any of them: the family name may be typed first."""
    turned = (words[place:] + words[:place] for place in range(len(words)))
    names = (
        WholeName(
            fold_key=" ".join(fold for word in order for fold in word.folds),
            name_key=" ".join(word.key for word in order),
        )
        for order in turned
    )
    return tuple(dict.fromkeys(names))


def inexact_names_expression(words: tuple[NameWord, ...]) -> str:
    """The expression that finds author rows with words that differ from these in one or two letters."""
    parts = [f"+fold_key:{_escaped(fold)}{_tolerance(fold)}" for word in words for fold in word.folds]
    return " ".join(parts)


def phrases(typed: str) -> tuple[Phrase, ...]:
    """What a person searches in titles and abstracts; empty when there are only stop words or no words at all."""
    found: list[Phrase] = []
    for quoted, bare in _PIECE.findall(clean(typed)):
        folds = tuple(fold(quoted or bare).split())
        if folds and not STOP_WORDS.issuperset(folds):
            is_word = not quoted and len(folds) == 1 and (quoted or bare).isalnum()
            is_beginning = is_word and len(folds[0]) >= _SHORTEST_PREFIX
            found.append(Phrase(text=quoted or bare, folds=folds, is_beginning=is_beginning))
    return tuple(found)


def papers_expression(searched: tuple[Phrase, ...]) -> str:
    """The expression that finds the papers that have all of these, on the index `paper_words`; titles weigh more."""
    parts: list[str] = []
    for phrase in searched:
        ways = [f"{field}:{_quoted(text)}{weight}" for text in _writings(phrase) for field, weight in _FIELDS]
        if phrase.is_beginning:
            beginning = _escaped(phrase.folds[0])
            ways += [f"title:{beginning}*^0.5", f"abstract:{beginning}*^0.1"]
        parts.append(f"+({' '.join(ways)})")
    return " ".join(parts)


def _writings(phrase: Phrase) -> tuple[str, ...]:
    """The phrase as sources write it, since the index has what they print: CO2 also as CO-2, CO<sub>2</sub> and CO_2.

    Greek capitals have one sigma, which the index takes for the one within words.
    """
    found = [phrase.text]
    folded = " ".join(phrase.folds)
    if 0 < len(_NUMBER_BEHIND_LETTERS.findall(folded)) <= _MOST_NUMBERS:
        # The index leaves out a lowered number, and CO alone is not meant.
        found = [normalize("NFKC", phrase.text)]
        # With tags, and with TeX: $H_2O$ is one word of the index, H$_2$O is three.
        for between in (r" \g<0> ", r" sub \g<0> sub ", r" sup \g<0> sup ", r"_\g<0>", r" _\g<0> "):
            written = _NUMBER_BEHIND_LETTERS.sub(between, folded).strip()
            found.append(written.removesuffix(" sub").removesuffix(" sup"))
    if "σ" in folded:
        found += [phrase.text.lower(), phrase.text.lower().replace("ς", "σ")]
    return tuple(dict.fromkeys(found))


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def venues_expression(typed: str) -> str | None:
    """The expression that finds the venues that have all words, as beginnings, on the index `venue_words`.

    None for a text without letters and digits.
    """
    words = [word for word in fold(clean(typed)).split() if word not in STOP_WORDS][:MOST_WORDS]
    return " ".join(f"+({_escaped(word)} {_escaped(word)}*)" for word in words) or None


def inexact_venues_expression(typed: str) -> str | None:
    """The expression that finds venues with any of the words, or words like them; None as above."""
    words = [word for word in fold(clean(typed)).split() if word not in STOP_WORDS][:MOST_WORDS]
    return (
        " ".join(f"{_escaped(word)}^2 {_escaped(word)}* {_escaped(word)}{_tolerance(word)}" for word in words) or None
    )


def marks(text: str, searched: tuple[Phrase, ...]) -> tuple[tuple[int, int], ...]:
    """The places in a text, from and to before which character, that have what is searched; in order, none overlap."""
    folded, origin = _folded(text)
    found = sorted(
        (origin[match.start()], origin[match.end() - 1] + 1)
        for phrase in searched
        for match in _pattern(phrase).finditer(folded)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(text: str, searched: tuple[Phrase, ...]) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """The part of a text around the first place that has what is searched, and the places in it; None without one."""
    found = marks(text, searched)
    if not found:
        return None
    first, first_end = found[0]
    start = max(first - _SNIPPET_BEFORE, 0)
    if start:
        start = min(text.find(" ", start, first) + 1 or first, first)
    end = max(start + _SNIPPET_LENGTH, first_end)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first_end)
    shown = tuple((a - start, b - start) for a, b in found if b <= end)
    return text[start:end], shown


def _escaped(word: str) -> str:
    """The word with a backslash before each character that could mean something to Lucene."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)


def _tolerance(word: str) -> str:
    """How many letters of a word may differ: Lucene's edit distance is two at most."""
    return "" if len(word) < 4 else "~1" if len(word) < 6 else "~2"


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    # Scripts without spaces between words have no beginnings of words.
    before = "" if _has_no_spaces(phrase.folds[0][0]) else r"(?<!\w)"
    after = r"\w*" if phrase.is_beginning else "" if _has_no_spaces(phrase.folds[-1][-1]) else r"(?!\w)"
    return re.compile(before + " +".join(map(_word_pattern, phrase.folds)) + after)


def _word_pattern(word: str) -> str:
    if not _NUMBER_BEHIND_LETTERS.search(word):
        return re.escape(word)
    return _BETWEEN_PARTS.join(map(re.escape, _ENDS_OF_NUMBERS.split(word)))


def _has_no_spaces(letter: str) -> bool:
    return letter >= "\u2e80"


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and diacritics, all else but letters and digits as spaces, and where each letter was."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        letters.append(plain)
        origin += [place] * len(plain)
    return "".join(letters), origin


@lru_cache(maxsize=4_096)
def _plain(letter: str) -> str:
    return "" if combining(letter) else fold(letter) or " "
