"""From an author as printed to the name: what is no part of the name goes, and the given name comes first.

What can only be a decoration goes: footnote marks (* † ‡ § ¶), superscript digits, e-mail addresses, numbers in
brackets that are ids, "Dr." and "Prof." before a name, degrees (PhD, M.Sc.) behind one, "et al.", commas at either end.
Degrees of capitals alone (MD, M.A.) count only behind a comma and a name of two words, since they may be initials or a
given name: "Rahman, MD". "Last, First" is turned as `natural_order` says, in every format alike. Formats that turn a
name themselves leave decorations at its ends: "Lind, C. et al." as "C. Lind et al."

The name of an organisation may have a comma, too. Two commas in a row, as EndNote has them, say that a name is not
turned, and are one comma of it: "CERN,, Geneva" is "CERN, Geneva". Any other name that was read is read as itself.
"""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from graphapp.rules.name_order import in_order
from graphapp.rules.names import LONGEST_NAME, Name, clean, natural_order, parse_clean_name, split_homonym
from graphapp.rules.ordinary_names import ends_as_a_name, is_ordinary
from graphapp.rules.placeholders import without_others

_ID: Final = re.compile(r"[(\[]\s*(\d{6,20})\s*[)\]]\s*$")
_EMAIL: Final = r"""
  | [<(\[]?(?:mailto:)?[^\s<>()\[\]@,;]+@[^\s<>()\[\]@,;]+\.[^\W\d_]{2,}[>)\]]?
"""
_MARKS: Final = r"*\#†‡§¶‖⁎⁑⁕∗⋆★☆✱✉⁰¹²³⁴⁵⁶⁷⁸⁹"
_TITLES: Final = r"^(?:(?:Dr|Prof|Professor)\b\.?+\s*+)++(?=\S+\s+\S)"
_DEGREE: Final = r"[,\s]\s*(?:Ph\.?Ds?|D\.?Phil|M\.?Phil|[BDM]\.?Sc|Pharm\.?D|Dr\.-Ing)\.?$"


def _decoration(email: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"""
        [{_MARKS}]
      {email}
      | {_TITLES}
      | (?<=\w)[.]?{_DEGREE}
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
UNTURNED: Final = ",,"
"""In a printed name that reading leaves in its order."""
_COMMAS: Final = re.compile(",{2,}")
_BEFORE: Final = re.compile(rf"{_TITLES}(?!,)")
_OF_TITLES: Final = ("Dr", "Prof")
# A dot before it may be that of an initial, which is a part of the name.
_BEHIND: Final = re.compile(rf"(?<=[\w.]){_DEGREE}|(?<![\s,;{_MARKS}])[\s,;{_MARKS}]+$")


class Undecorated(NamedTuple):
    """A printed name and what stands at its ends, which join to the whole."""

    before: str
    name: str
    behind: str


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
    if UNTURNED in text:
        text = _bare(_COMMAS.sub(",", text))
    else:
        while "," in text and (turned := _bare(natural_order(text))) != text:
            text = turned
    if homonym_numbers and homonym is None:
        text, homonym = split_homonym(text)
    name = parse_clean_name(text)
    return None if name is None else replace(name, homonym=homonym)


def name_of_organisation(printed: str) -> str:
    """The printed name of what its format says is no person: with two commas in a row where reading would turn it."""
    if "," not in printed:
        return printed
    untouched = printed.replace(",", UNTURNED, 1)
    return printed if read_name(printed) == read_name(untouched) else untouched


def undivided(printed: str) -> str:
    """The text of which `name_of_organisation` makes a name that is read as this one.

    That is what a format writes which has a place for names without parts.
    """
    if "," not in printed or (name := read_name(printed)) is None:
        return printed
    texts = (_COMMAS.sub(",", printed), in_natural_order(printed))
    return next((text for text in texts if read_name(name_of_organisation(text)) == name), name.name)


def in_natural_order(printed: str) -> str:
    """A printed "Last, First" as `natural_order` turns it; what is no part of the name stays before and behind it."""
    before, name, behind = undecorated(printed)
    turned = natural_order(name)
    return printed if turned == name else f"{before}{turned}{behind}"


def join_parts(family: str, given: str, suffix: str = "") -> str:
    """The printed name of its parts in natural order; `suffix` begins with what separates it from the name.

    What stands behind the given name and is no part of it comes behind the whole: "C. et al." and "Lind" are
    "C. Lind et al."
    """
    family, given = family.strip(), given.strip()
    if not family or not given:
        return f"{family}{given}{suffix}".strip()
    if ends_as_a_name(given) and not family.startswith(_OF_TITLES):
        return f"{in_order(family, given)}{suffix}"
    before, name, behind = undecorated(f"{family}, {given}")
    ends = len(family) - len(before)
    given = name[ends + len(", ") :]
    # "et al." may be all that stands as the given name.
    return f"{before}{in_order(name[:ends], given) if given else name}{suffix}{behind}"


def undecorated(printed: str) -> Undecorated:
    """The text without the decorations before and behind it; all of a text that has nothing else, or is too long."""
    if len(printed) > LONGEST_NAME:
        return Undecorated("", printed, "")
    name = printed
    while (shorter := _BEHIND.sub("", split_id(without_others(name))[0])) != name and shorter:
        name = shorter
    titles = _BEFORE.match(name)
    start = 0 if titles is None else titles.end()
    return Undecorated(name[:start], name[start:], printed[len(name) :])


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
