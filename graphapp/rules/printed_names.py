"""From an author as printed to the name: what is no part of the name goes, and the given name comes first.

What can only be a decoration goes: footnote marks (* † ‡ § ¶), superscript digits, e-mail addresses, numbers in
brackets that are ids, "Dr." and "Prof." before a name, degrees (PhD, M.Sc.) behind one, "et al.", commas at either end.
Degrees of capitals alone (MD, M.A.) count only behind a comma and a name of two words, since they may be initials or a
given name: "Rahman, MD". "Last, First" is turned as `natural_order` says, in every format alike.

A name that was read is read as itself, so that stored names can be read again.
"""

import re
from dataclasses import replace
from typing import Final

from graphapp.rules.names import LONGEST_NAME, Name, clean, natural_order, parse_clean_name, split_homonym
from graphapp.rules.ordinary_names import is_ordinary
from graphapp.rules.placeholders import without_others

_ID: Final = re.compile(r"[(\[]\s*(\d{6,20})\s*[)\]]\s*$")
_EMAIL: Final = r"""
  | [<(\[]?(?:mailto:)?[^\s<>()\[\]@,;]+@[^\s<>()\[\]@,;]+\.[^\W\d_]{2,}[>)\]]?
"""


def _decoration(email: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"""
        [*\#†‡§¶‖⁎⁑⁕∗⋆★☆✱✉⁰¹²³⁴⁵⁶⁷⁸⁹]
      {email}
      | ^(?:(?:Dr|Prof|Professor)\b\.?+\s*+)++(?=\S+\s+\S)
      | (?<=\w)[.]?[,\s]\s*(?:Ph\.?Ds?|D\.?Phil|M\.?Phil|[BDM]\.?Sc|Pharm\.?D|Dr\.-Ing)\.?$
      | ^[\s,;]+ | [\s,;]+$
        """,
        re.X,
    )


# The search for an address takes the square of the length of a word: a second for a hundred words of 900 letters.
_DECORATION: Final = _decoration()
_DECORATION_OR_EMAIL: Final = _decoration(_EMAIL)
_CAPITAL_DEGREES: Final = re.compile(
    r",\s*(?:M\.?D|M\.?A|M\.?S|B\.?A|B\.?S|R\.?N|J\.?D|DDS|DVM|M\.?B\.?A|M\.?P\.?H|MBBS|FRCP|FRCS|FRS)\.?$"
)


def read_name(printed: str, *, homonym_numbers: bool = False) -> Name | None:
    """The name of a printed author and its keys; None when nothing is left. `homonym_numbers` as for `parse_name`.

    A text that is too long for a name is not searched for decorations.
    """
    text = clean(printed)
    if len(text) > LONGEST_NAME or is_ordinary(text):
        return parse_clean_name(text, homonym_numbers=homonym_numbers)
    text = _bare(text)
    homonym = None
    if homonym_numbers:
        text, homonym = split_homonym(text)
    while "," in text and (turned := _bare(natural_order(text))) != text:
        text = turned
    if homonym_numbers and homonym is None:
        text, homonym = split_homonym(text)
    name = parse_clean_name(text)
    return None if name is None else replace(name, homonym=homonym)


def split_id(printed: str) -> tuple[str, str | None]:
    """The text without a number in brackets at its end, and the number: "Marie Dubois (57201230000)"; None for none.

    For tables whose column says that such numbers are the source's own ids of authors.
    """
    match = _ID.search(printed)
    return (printed, None) if match is None else (printed[: match.start()].rstrip(), match[1])


def _bare(text: str) -> str:
    """A clean text without decorations; the text itself where they are all that it has."""
    bare = text
    while (shorter := _with_less(bare)) != bare:
        bare = shorter
    return bare if any(map(str.isalnum, bare)) else text


def _with_less(text: str) -> str:
    shorter = split_id(without_others(text))[0]
    decoration = _DECORATION_OR_EMAIL if "@" in shorter else _DECORATION
    shorter = clean(decoration.sub(" ", shorter))
    name = _CAPITAL_DEGREES.sub("", shorter)
    return name if " " in name and not name.isupper() else shorter
