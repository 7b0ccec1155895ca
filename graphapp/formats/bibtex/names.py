"""The names of BibTeX's `author` and `editor`: read as printed names, and written so that they are read the same.

"and" outside of braces separates names; commas outside of braces order the parts: "First von Last", "von Last, First"
or "von Last, Jr, First" (https://ctan.org/pkg/bibtex, "Tame the BeaST", section 11). BibLaTeX adds names by their parts
(`family=Berg, given=Cora, prefix=van der`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from graphapp.formats.authors.author_cells import read_cell, several
from graphapp.formats.authors.family_names import plainly_turned, split_name
from graphapp.formats.authors.name_words import joins_names
from graphapp.formats.bibtex.tex import to_tex, to_text
from graphapp.records import Unfit
from graphapp.rules.names import is_organisation
from graphapp.rules.printed_names import in_natural_order, join_parts, name_of_organisation, read_name, undivided

_BLANKS: Final = re.compile(r"(?:[ \t\r\n\f\v]|(?:(?<!\\)|(?<=\\\\))~)+")
"""White space and ties; behind a backslash, a tilde is an accent, unless the backslash ends a line itself."""
_AND: Final = re.compile(r"(?: and)+(?= |$)", re.IGNORECASE)
_AND_OR_BRACE: Final = re.compile(r"[{}]|(?: and)+(?= |$)", re.IGNORECASE)
_SEPARATOR_OR_BRACE: Final = re.compile(r"[{},;]")
_JOINING_OR_BRACE: Final = re.compile(r"[{},;&]|\b(?:and|und|et)\b", re.IGNORECASE)
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
            found, all_named = _remembered(piece) if len(piece) <= _LONGEST_REMEMBERED else _names(piece)
            names += found
            complete = complete and all_named
    return tuple(names), complete


def _names(piece: str) -> tuple[tuple[str, ...], bool]:
    """The printed name of a piece between "and"s; none where TeX prints nothing, and several written otherwise.

    And whether the piece names all authors that it states: several may end in "et al."
    """
    if "," in piece or ";" in piece:
        return _with_commas(piece)
    name = to_text(piece)
    if people := _several(piece, name):
        return people, True
    return (name,) if name else (), True


_LONGEST_REMEMBERED: Final = 100
_remembered: Final = lru_cache(maxsize=16_384)(_names)


def _pieces(tex: str) -> list[str]:
    """The texts between "and"s outside of braces that are not blank."""
    text = " " + _BLANKS.sub(" ", tex).strip(" ")
    pieces = _AND.split(text)
    if "{" in text and any(piece.count("{") != piece.count("}") for piece in pieces):
        # Some of the "and"s are within braces.
        pieces, start = [], 0
        for found, depth in _with_depth(_AND_OR_BRACE, text):
            if depth == 0:
                pieces.append(text[start : found.start()])
                start = found.end()
        pieces.append(text[start:])
    return [stripped for piece in pieces if (stripped := piece.strip(" "))]


def _with_commas(piece: str) -> tuple[tuple[str, ...], bool]:
    separators = _separators(piece)
    if _PARTS.match(piece):
        return (_of_parts(piece, separators),), True
    signs = [piece[at] for at in separators]
    if ";" in signs or len(signs) > _MOST_COMMAS:
        # Nobody's name has three commas or a semicolon: these are several names, written as in another format.
        try:
            cell = read_cell(to_text(piece))
            return tuple(name for name in cell.names if name.strip()), cell.complete
        except Unfit as error:
            raise Unfit(f'names that are not separated by "and": {piece[:80]!r}') from error
    name = to_text(piece)
    if people := _several(piece, name):
        return people, True
    if signs:
        name = name.rstrip(", ")
        name = plainly_turned(name) or in_natural_order(name)
    else:
        name = name_of_organisation(name)
    return (name,) if name else (), True


def _several(piece: str, name: str) -> tuple[str, ...]:
    """The people of a piece that prints this name, where "and" should separate them; empty where it may be one."""
    if "{" in piece and any(depth > 0 for _, depth in _with_depth(_JOINING_OR_BRACE, piece)):
        return ()
    return several(name)


def _separators(piece: str) -> list[int]:
    """The places of commas and semicolons outside of braces."""
    return [found.start() for found, depth in _with_depth(_SEPARATOR_OR_BRACE, piece) if depth == 0]


def _with_depth(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """What the pattern finds beside braces, and how many of these it stands within."""
    depth = 0
    for found in pattern.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        else:
            yield found, depth


def _of_parts(piece: str, separators: list[int]) -> str:
    places = [-1, *(at for at in separators if piece[at] == ","), len(piece)]
    parts = {"given": "", "prefix": "", "family": "", "suffix": ""}
    for start, end in pairwise(places):
        if found := _PART.fullmatch(piece[start + 1 : end].strip()):
            parts[found[1].lower()] = to_text(found[2])
    family = f"{parts['prefix']} {parts['family']}"
    return join_parts(family, parts["given"], f", {parts['suffix']}" if parts["suffix"] else "")


# --- Writing


def write_names(names: list[str], *, complete: bool) -> str:
    """The value of `author` or `editor` that gives back these printed names; empty for none."""
    return " and ".join([*map(_written, names), *([] if complete else ["others"])])


def _written(name: str) -> str:
    """A name as "Last, First" if that is certain, in its order if it is a person's, else in braces.

    One that is printed as "Last, First" is read in natural order again.
    """
    text = to_tex(name)
    printed = to_text(text)
    natural = in_natural_order(printed)
    for form in _forms(printed) if natural == printed else _turned_forms(printed, natural):
        if read_names(form) == ((natural,), True):
            return form
    return f"{{{to_tex(undivided(name))}}}"


def _forms(printed: str) -> list[str]:
    """The forms of a person's name with most said first; none for what may be no person."""
    parts = split_name(printed)
    if parts is not None:
        return [", ".join(to_tex(part) for part in (parts.family, parts.suffix, parts.given) if part)]
    words = printed.split(" ")
    return [to_tex(printed)] if len(words) > 1 and _is_of_a_person(printed) else []


def _turned_forms(printed: str, natural: str) -> list[str]:
    """The form of a name that is printed as "Last, First" and reads as `natural`; none where that may be no person."""
    name, _, suffix = natural.partition(", ")
    # "Ada Byron, MD" is not turned by who reads a name.
    if not _is_of_a_person(name) or read_name(natural) != read_name(printed):
        return []
    parts = [part.strip() for part in printed.split(",")]
    if suffix:
        parts.remove(suffix)
        parts.insert(1, suffix)
    return [", ".join(map(to_tex, parts))]


def _is_of_a_person(name: str) -> bool:
    return all(map(_is_word_of_a_name, name.split(" "))) and not is_organisation(name) and not joins_names(name)


def _is_word_of_a_name(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return bool(letters) and all(sign.isalpha() or sign in ".-'’‐·" for sign in word)
