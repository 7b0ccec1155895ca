"""Titles: the key that equal titles share, and what a title says of the kind of its publication. Pure.

The key sees through what does not tell titles apart: case, diacritics, punctuation, dashes, quotes, white space, tags
of HTML, JATS and MathML, character references, and TeX. It keeps what does: letters, digits, and the signs of C++, C#,
A*, n > 2, D⁺ and D⁻, and Λ̄ beside Λ.

TeX is read by a few patterns. A full reader of TeX is not better here: it drops commands that it does not know, which
may be all that tells two titles apart, and takes a per cent sign for the beginning of a comment. An unknown command
keeps its name, so that nothing is lost.
"""

import html
import re
import unicodedata
from functools import lru_cache
from html.entities import html5
from typing import Final, Literal

from graphapp.rules.names import clean, fold, name_key

Note = Literal["correction", "retraction", "withdrawal", "reply", "comment", "editorial"]
"""A publication about another one, which is not that one; or one that was withdrawn, and stands for nothing else."""


def title_key(title: str) -> str:
    """Equal for titles that differ only in what is seen through; empty when nothing else is left.

    It has no spaces, so that "data base", "data-base" and "database" are equal, except between digits: 3.5 is not 35.
    """
    if "-" not in title or not _LONE_MINUS.search(title):
        if _WORDS.fullmatch(title):
            return title.lower().encode().translate(None, _BESIDE_LETTERS).decode()
        if _ORDINARY.fullmatch(title):
            return _joined_words(title)
    text = name_key(plain_title(title)).translate(_ONE_SIGN)
    parts, start = [], 0
    for found in _NOT_IN_A_WORD.finditer(text):
        place = found.start()
        if sign := _meaning(text[place], text[place - 1 : place]):
            parts += [_joined_words(text[start:place]), sign]
            start = found.end()
    return "".join((*parts, _joined_words(text[start:])))


def plain_title(title: str) -> str:
    """The title without markup: tags, character references and TeX, as far as the key sees through them."""
    text = without_tags(title)
    text = _RAISED_MINUS_IN_TEX.sub(_RAISED_MINUS, text)
    if "\\" in text:
        text = _without_tex_commands(text)
    return _LONE_MINUS.sub(_RAISED_MINUS, text.replace("}{", " ").translate(_MATHS_MARKUP))


def without_tags(title: str) -> str:
    """The title without tags, and with characters for character references; TeX stays."""
    text = with_characters(title)
    if "<" not in text:
        return text
    return _TAG.sub("", _BREAKING_TAG.sub(" ", _RAISED_MINUS_IN_HTML.sub(_RAISED_MINUS, text)))


def with_characters(text: str) -> str:
    """The text of a source with characters for character references: "Cats &amp; dogs" as "Cats & dogs"."""
    # Twice, since many exports escape what was escaped before: &amp;lt;
    for _ in range(2):
        if "&" in text:
            text = _CHARACTER_REFERENCE.sub(lambda found: html.unescape(found[0]), text)
    return text


def note_of_title(title: str) -> Note | None:
    """What kind of note a publication is by its title; None for one that stands for itself."""
    text = clean(title)
    return next((note for note, pattern in _NOTES_BY_TITLE.items() if pattern.search(text)), None)


@lru_cache
def note_of_type(type: str | None) -> Note | None:
    """As `note_of_title`, by the type that a source gives it."""
    return next((note for note, pattern in _NOTES_BY_TYPE.items() if pattern.search(type or "")), None)


def part_of(title: str) -> str | None:
    """Which part of a series the title names: "2" for "Sheep, Part II", "Sheep. II. Dogs" and "Sheep II: Dogs".

    None for no part.
    """
    words = fold(title)
    found = _PART.search(words) or _NUMERAL_AT_THE_END.search(words) or _NUMERAL_BEFORE_A_SUBTITLE.search(clean(title))
    if found is None:
        return None
    numeral = str(next(filter(None, found.groups()))).lower()
    return _NUMBERS.get(numeral, numeral)


def names_no_content(key: str | None) -> bool:
    """Whether many publications have a title with this key because it names none: "Editorial", "Preface", "Erratum"."""
    # A sign at the end is mostly that of a footnote here.
    return (key or "").rstrip("*+>") in WITHOUT_CONTENT


# --- The key

_WORDS: Final = re.compile(r"[A-Za-z .,:;'()?!/-]*")
"""A title in which there is nothing to keep but letters; most are, and this takes a tenth of the time."""
_BESIDE_LETTERS: Final = b" .,:;'()?!/-"
_ORDINARY: Final = re.compile(r"[A-Za-z0-9\s.,:;'()?!/-]*")
"""A title in which there is nothing to keep or to remove but punctuation."""
_NOT_IN_A_WORD: Final = re.compile(r"[^\w\s]")
_SPACE_OUTSIDE_NUMBERS: Final = re.compile(r"(?<!\d) | (?!\d)")

_ONE_SIGN: Final = str.maketrans("∗⋆＊﹡⁎♯＃﹟×₋", "*****###x⁻") | {  # spelled in several ways
    ord("&"): " and ",
    # As "®", which is no letters: the compatibility form of these is "TM" and "SM".
    **dict.fromkeys(map(ord, "™℠"), " "),
    # Letters of scholarly Greek, where the macron is a sign of mathematics more often.
    ord("ᾱ"): "α\u0304",
    ord("ῑ"): "ι\u0304",
    ord("ῡ"): "υ\u0304",
    0x305: "\u0304",
}
_RAISED_MINUS: Final = "⁻"
_SEEN_THROUGH: Final = frozenset("|∣~⁄−")
"""Signs of mathematics by Unicode that separate words in titles, or are dashes."""
_MARKS_OF_MATHEMATICS: Final = frozenset("\u0302\u0303\u0304\u0307\u0308\u030c\u20d7")
"""Hat, tilde, bar, one and two dots, check, arrow: on a letter with which they make no other letter."""


def _meaning(sign: str, before: str) -> str:
    """The sign as the key keeps it; empty when the key sees through it."""
    if sign == "#":
        return sign if before.isalpha() else ""
    if sign == "*":
        return sign if before.isalnum() or before in _MARKS_OF_MATHEMATICS else ""
    category = unicodedata.category(sign)
    if category == "Mn":
        return sign if sign in _MARKS_OF_MATHEMATICS and _is_latin_or_greek(before) else ""
    if category != "Sm" or sign in _SEEN_THROUGH:
        return ""
    return sign if sign == _RAISED_MINUS else unicodedata.normalize("NFKC", sign)


def _is_latin_or_greek(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN ", "GREEK ")) if letter else False


def _joined_words(text: str) -> str:
    return _SPACE_OUTSIDE_NUMBERS.sub("", fold(text))


# --- Markup

_CHARACTER_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_ATTRIBUTES: Final = r"(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?"
_BREAKING_TAG: Final = re.compile(rf"</?(?:br|p|div|li){_ATTRIBUTES}>", re.IGNORECASE)
# Only names of tags: in "visit<R>" and "if a<b and c>d" nothing is one.
_TAG: Final = re.compile(
    r"</?(?:(?:jats|mml|m|xhtml|html):[\w-]+"
    r"|a|abbr|b|big|bold|cite|code|em|font|i|inf|italic|monospace|q|roman|s|sans-serif|sc|scp|small|span|strike|strong"
    r"|styled-content|sub|sup|tt|u|underline|math|mi|mn|mo|mover|mrow|msqrt|mstyle|msub|msubsup|msup|mtext|munder"
    rf"|mfrac|mspace|semantics|inline-formula){_ATTRIBUTES}>",
    re.IGNORECASE,
)

_RAISED_MINUS_IN_HTML: Final = re.compile(r"<sup>\s*[-−–]", re.IGNORECASE)
_RAISED_MINUS_IN_TEX: Final = re.compile(r"(?:\^|\\textsuperscript)\s*\{?\s*[-−–]")
# It looks back last, since a search for a sign is a tenth of one for a place behind a letter.
_LONE_MINUS: Final = re.compile(r"[-−](?![\w$])(?<=(?<![^\W_])[^\W\d_][-−])")
"""After a single letter and before none: D- and D−, but neither e-mail nor pre- and post-."""
_MATHS_MARKUP: Final = str.maketrans("", "", "{}$^_")

_TEX_SPACE: Final = re.compile(r"\\(?:[ ,;:!>\\]|quad\b|qquad\b)")
_TEX_ESCAPE: Final = re.compile(r"\\([&%#_$])")
_TEX_MARK: Final = re.compile(
    r"\\(bar|overline|hat|widehat|tilde|widetilde|vec|dot|ddot|check)(?![A-Za-z])\s*(\{\s*)?(\\[A-Za-z]+|\w)(?(2)\s*\})"
)
_TEX_MARKS: Final = {
    "bar": "\u0304",
    "overline": "\u0304",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
}
_TEX_ACCENT: Final = re.compile(r"\\(?:[^\w\s]|[bcdHkrtuv](?![A-Za-z])\s*)")
"""The accents of letters, which the key sees through, and what else is a command of one character, such as \\(."""
_TEX_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\s*")
_TEX_SIGNS: Final = {
    **{"AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "O": "Ø", "OE": "Œ", "TH": "Þ"},
    **{"aa": "å", "ae": "æ", "dh": "ð", "dj": "đ", "i": "i", "j": "j", "l": "ł", "o": "ø", "oe": "œ", "ss": "ß"},
    **{"exists": "∃", "infty": "∞", "neq": "≠", "partial": "∂", "sqrt": "√", "star": "*", "th": "þ", "to": "→"},
    **dict.fromkeys(("cdot", "cdots", "dots", "ldots", "frac", "dfrac", "tfrac", "left", "right"), ""),
    **dict.fromkeys(("ensuremath", "mbox", "operatorname", "hbox", "boldsymbol", "pmb", "protect"), ""),
    **dict.fromkeys(("bf", "bfseries", "cal", "em", "emph", "it", "itshape", "rm", "sc", "sf", "sl", "tt"), ""),
}
"""What the names of characters in HTML, which hold most of TeX's, lack or mean otherwise."""
_TEX_FONT: Final = re.compile(r"(?:text|math)(?:[a-z]{2}|md|up|bb|cal|frak|normal|scr|subscript|superscript)?")


def _without_tex_commands(text: str) -> str:
    text = _TEX_ESCAPE.sub(r"\1", _TEX_SPACE.sub(" ", text))
    text = _TEX_MARK.sub(lambda found: found[3] + _TEX_MARKS[found[1]], text)
    return _TEX_COMMAND.sub(lambda found: _tex_sign(found[1]), _TEX_ACCENT.sub("", text))


def _tex_sign(command: str) -> str:
    if (sign := _TEX_SIGNS.get(command)) is not None:
        return sign
    if _TEX_FONT.fullmatch(command):
        return ""
    return html5.get(f"{command};", f" {command} ")


# --- Kinds of publications

_CORRECTION: Final = (
    r"(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|errata corrige|fe de erratas?|berichtigung|rectificatif)"
)


def _note_pattern(begins: str, ends: str) -> re.Pattern[str]:
    """A pattern for titles that begin with the one, or end with the other after a colon, a dash or a bracket."""
    return re.compile(
        rf"^\W*(?:an? )?(?:{begins})|(?:[:(\[]|\s[-–—])\s*(?:(?:an?|the|authors?['’]?s?) )?(?:{ends})\W*$",
        re.IGNORECASE,
    )


_NOTES_BY_TITLE: Final[dict[Note, re.Pattern[str]]] = {
    "correction": _note_pattern(
        rf"{_CORRECTION}\b|(?:(?:author|publisher)['’]?s? )?corrections?(?: to\b|:|\W*$)",
        rf"{_CORRECTION}|(?:author |publisher )?corrections?",
    ),
    "retraction": _note_pattern(
        r"(?:notice of )?retraction(?: note| notice)?(?: to\b| of\b|:|\W*$)|expression of concern\b",
        "retraction(?: note| notice)?|expression of concern",
    ),
    "reply": _note_pattern(
        r"(?:(?:the )?authors?['’]?s? |in )?(?:reply|replies|response|responses|rejoinder)(?: to\b|:|\W*$)",
        "reply|replies|response|rejoinder",
    ),
    "comment": _note_pattern(
        r"(?:some )?(?:comments?|commentary|discussion)(?: on\b| of\b|:|\W*$)|letters? to the editors?\b",
        "comments?|commentary|discussion",
    ),
    "editorial": _note_pattern(
        r"(?:guest )?(?:editorial|preface|foreword)(?:\b(?! \w)|:| to\b)"
        r"|introduction to the special (?:issue|section)\b",
        "(?:guest )?editorial|preface|foreword",
    ),
}
_NOTES_BY_TYPE: Final[dict[Note, re.Pattern[str]]] = {
    "correction": re.compile(rf"\b(?:{_CORRECTION}|corrections?)\b", re.IGNORECASE),
    # A retracted article is the article itself.
    "retraction": re.compile(r"\bretraction\b|\bexpression of concern\b", re.IGNORECASE),
    # Whoever withdrew it may have published another paper with this title. A submission that was withdrawn from a venue
    # is the paper that was submitted.
    "withdrawal": re.compile(r"^(?!.*\bsubmi(?:ssion|tted)\b).*\b(?:withdrawn|withdrawal)\b", re.IGNORECASE),
    "reply": re.compile(r"\b(?:reply|response|rejoinder)\b", re.IGNORECASE),
    "comment": re.compile(r"\b(?:comment|commentary)\b", re.IGNORECASE),
    "editorial": re.compile(r"\beditorial\b", re.IGNORECASE),
}

_NUMERAL: Final = r"i{1,3}|iv|vi{0,3}|ix|x"
# The next two are for results of `fold`.
_PART: Final = re.compile(
    rf"\b(?:part|pt|teil|parte|partie|volume|vol) ({_NUMERAL}|\d{{1,3}}|one|two|three|four|five|[a-h])\b"
)
_NUMERAL_AT_THE_END: Final = re.compile(r" (ii|iii|iv|vi|vii|viii|ix)$")
_NUMERAL_BEFORE_A_SUBTITLE: Final = re.compile(
    # One letter alone is a numeral only between signs: "Vitamin K" ends in none.
    r"(?:^|[.:,;] )(I{1,3}|IV|VI{0,3}|IX|X)[.:](?: |$)| \(?(I{2,3}|IV|VI{1,3}|IX)\)?(?:[.:]| [-–—])(?: |$)"
)
_NUMBERS: Final = {
    **{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"},
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
}

WITHOUT_CONTENT: Final = frozenset(
    title_key(title)
    for title in (
        *("abstract", "abstracts", "acknowledgements", "afterword", "appendix", "back matter", "book review"),
        *("book reviews", "comment", "commentary", "comments", "conclusion", "conclusions", "contents", "correction"),
        *("corrections", "corrigenda", "corrigendum", "discussion", "editorial", "editorial board", "editorial note"),
        *("editors note", "errata", "erratum", "foreword", "from the editor", "from the editors", "front cover"),
        *("front matter", "frontmatter", "guest editorial", "guest editors introduction", "in memoriam"),
        *("in this issue", "index", "author index", "subject index", "introduction", "letter to the editor"),
        *(
            "letters to the editor",
            "list of reviewers",
            "masthead",
            "message from the chairs",
            "message from the editor",
        ),
        *("message from the general chair", "message from the general chairs", "message from the program chairs"),
        *("news", "obituary", "organizing committee", "panel", "preface", "program committee", "publishers note"),
        *("rejoinder", "reply", "response", "retraction", "reviewers", "table of contents", "title page", "untitled"),
    )
)
"""The keys of titles that many publications have, since they name no content."""
