"""The names of BibTeX's `author` and `editor`: read as printed names, and written so that they are read the same.

"and" outside of braces separates names; commas outside of braces order the parts: "First von Last", "von Last, First"
or "von Last, Jr, First" (https://ctan.org/pkg/bibtex, "Tame the BeaST", section 11). BibLaTeX adds names by their parts
(`family=Berg, given=Cora, prefix=van der`).
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from graphapp.formats.authors.author_cells import read_cell
from graphapp.formats.authors.family_names import plainly_turned
from graphapp.formats.bibtex.tex import to_tex, to_text
from graphapp.records import Unfit
from graphapp.rules.names import GENERATION_SUFFIXES, is_organisation, natural_order

_BLANKS: Final = re.compile(r"[ \t\r\n\f\v~]+")
_AND: Final = re.compile(r"(?: and)+(?= |$)", re.IGNORECASE)
_AND_OR_BRACE: Final = re.compile(r"[{}]|(?: and)+(?= |$)", re.IGNORECASE)
_SEPARATOR_OR_BRACE: Final = re.compile(r"[{},;]")
_PARTS: Final = re.compile(r"\s*(?:given|family|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_PART: Final = re.compile(r"(given|family|prefix|suffix)\s*=\s*\"?(.*?)\"?\s*", re.IGNORECASE | re.DOTALL)
_MOST_COMMAS: Final = 2


def read_names(tex: str) -> tuple[tuple[str, ...], bool]:
    """The printed names of a list in their order, and whether it is complete: "and others" says that it is not.

    Raises Unfit for a text that could be several people, and for none that "and" separates.
    """
    names: list[str] = []
    complete = True
    for piece in _pieces(tex):
        if piece.casefold() == "others":
            complete = False
        else:
            names += _remembered(piece) if len(piece) <= _LONGEST_REMEMBERED else _names(piece)
    return tuple(names), complete


def _names(piece: str) -> tuple[str, ...]:
    """The printed name of a piece between "and"s; none where TeX prints nothing, and several written otherwise."""
    if "," in piece or ";" in piece:
        return tuple(_with_commas(piece))
    name = to_text(piece)
    return (name,) if name else ()


_LONGEST_REMEMBERED: Final = 100
_remembered: Final = lru_cache(maxsize=16_384)(_names)


def _pieces(tex: str) -> list[str]:
    """The texts between "and"s outside of braces that are not blank."""
    text = " " + _BLANKS.sub(" ", tex).strip(" ")
    pieces = _AND.split(text)
    if "{" in text and any(piece.count("{") != piece.count("}") for piece in pieces):
        # Some of the "and"s are within braces.
        pieces, depth, start = [], 0, 0
        for found in _AND_OR_BRACE.finditer(text):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
            elif depth == 0:
                pieces.append(text[start : found.start()])
                start = found.end()
        pieces.append(text[start:])
    return [stripped for piece in pieces if (stripped := piece.strip(" "))]


def _with_commas(piece: str) -> list[str]:
    separators = _separators(piece)
    if _PARTS.match(piece):
        return [_of_parts(piece, separators)]
    signs = [piece[at] for at in separators]
    if ";" in signs or len(signs) > _MOST_COMMAS:
        # Nobody's name has three commas or a semicolon: these are several names, written as in another format.
        try:
            return [name for name in read_cell(to_text(piece)).names if name.strip()]
        except Unfit as error:
            raise Unfit(f'names that are not separated by "and": {piece[:80]!r}') from error
    name = to_text(piece)
    if signs:
        name = name.rstrip(", ")
        name = plainly_turned(name) or natural_order(name)
    return [name] if name else []


def _separators(piece: str) -> list[int]:
    """The places of commas and semicolons outside of braces."""
    places, depth = [], 0
    for found in _SEPARATOR_OR_BRACE.finditer(piece):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0:
            places.append(found.start())
    return places


def _of_parts(piece: str, separators: list[int]) -> str:
    places = [-1, *(at for at in separators if piece[at] == ","), len(piece)]
    parts = {"given": "", "prefix": "", "family": "", "suffix": ""}
    for start, end in pairwise(places):
        if found := _PART.fullmatch(piece[start + 1 : end].strip()):
            parts[found[1].lower()] = to_text(found[2])
    suffix = parts.pop("suffix")
    name = " ".join(part for part in parts.values() if part)
    return f"{name}, {suffix}" if suffix else name


# --- Writing


def write_names(names: list[str], *, complete: bool) -> str:
    """The value of `author` or `editor` that gives back these printed names; empty for none."""
    return " and ".join([*map(_written, names), *([] if complete else ["others"])])


def _written(name: str) -> str:
    """A name as "Last, First" if that is certain, in its order if it is a person's, else in braces."""
    text = to_tex(name)
    printed = to_text(text)
    for form in _forms(printed):
        if read_names(form) == ((printed,), True):
            return form
    return f"{{{text}}}"


def _forms(printed: str) -> list[str]:
    """The forms of a person's name with most said first; none for what may be no person."""
    name, comma, suffix = printed.partition(", ")
    words = name.split(" ")
    if len(words) < 2 or not all(map(_is_word_of_a_name, words)) or is_organisation(printed):
        return []
    if comma and suffix.rstrip(".").casefold() not in GENERATION_SUFFIXES:
        return []
    family = _family(words)
    if family is None:
        return [] if comma else [to_tex(printed)]
    given, last = to_tex(" ".join(words[:family])), to_tex(" ".join(words[family:]))
    return [f"{last}, {to_tex(suffix)}, {given}" if comma else f"{last}, {given}"]


def _is_word_of_a_name(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return bool(letters) and all(sign.isalpha() or sign in ".-'’‐·" for sign in word)


def _family(words: list[str]) -> int | None:
    """Where the family name certainly begins: at a small particle, or else at the last word if all before are short.

    Two words, or a given name with initials. None for "Maria Garcia Lopez", and for scripts without capitals, which
    print the family name first.
    """
    if not all(word[0].isupper() or word in _PARTICLES for word in words):
        return None
    small = [place for place, word in enumerate(words) if word[0].islower()]
    if small:
        is_one_run = small == list(range(small[0], small[0] + len(small))) and small[-1] == len(words) - 2
        return small[0] if is_one_run and small[0] > 0 else None
    between = words[1:-1]
    return len(words) - 1 if all(len(word.rstrip(".")) == 1 for word in between) and words[-1][1:2] != "." else None


_PARTICLES: Final = frozenset({
    "af", "am", "auf", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "im", "la", "le", "lo", "op", "t", "'t", "te", "ten", "ter", "thoe", "uit", "van", "vom", "von", "vor", "zu",
    "zum", "zur", "y", "e", "ibn", "bin", "al-", "el",
})  # fmt: skip
"""Small words before a family name."""
