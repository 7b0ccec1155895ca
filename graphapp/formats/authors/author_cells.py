"""The authors of one cell of a table: where it is split, and which names are turned.

A cell never gives two people as one name. Where its separators are certain it is split there; a name of one comma is
turned ("Byron, Ada") where the column or the cell shows that it begins with the family name; where neither is certain,
the cell is unfit, and the reason says how to write it. `docs/formats.md` has the rule for users.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.entities import html5
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from graphapp.formats.authors.name_words import JOINING_WORDS, ends_a_name, is_complete, is_initials, shows_initials
from graphapp.records import MOST_NAMES, Unfit
from graphapp.rules.name_order import EAST_ASIAN, in_order
from graphapp.rules.names import LONGEST_NAME, is_organisation, natural_order
from graphapp.rules.ordinary_names import ends_as_a_name
from graphapp.rules.placeholders import placeholder, without_others
from graphapp.rules.printed_names import UNTURNED, split_id, undecorated

_Piece = TypeVar("_Piece")

_CACHED: Final = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a column writes its authors."""

    separators: str = ""
    """The characters that separate authors; empty where each cell decides."""
    last_first: bool | None = None
    """Whether a comma in a name means "Last, First"; None where each cell decides."""
    final_dot: bool = False
    """Whether a dot ends the list, which is no part of the last name."""


FAMILY_FIRST: Final = Style(separators=";", last_first=True)
"""How a column or a format writes authors that begins with the family name."""

UNKNOWN: Final = Style()


class AuthorCell(NamedTuple):
    """What a cell states."""

    names: tuple[str, ...]
    """In the order of the cell. One is blank where two separators have nothing between them."""
    author_ids: tuple[str | None, ...]
    """The source's own id of each author, where the cell has it: `Dubois, Marie (57201230000)`."""
    complete: bool
    """False where the cell says that there are more authors: `et al.`."""


def read_cell(cell: str, style: Style = UNKNOWN) -> AuthorCell:
    """The authors of a cell. Raises Unfit where a name could be several people."""
    plain = _plain_names(cell, style)
    if plain is not None:
        return AuthorCell(names=tuple(plain), author_ids=(None,) * len(plain), complete=True)
    return _by_rules(cell, style)


def write_cell(names: Sequence[str], *, complete: bool) -> str:
    """The cell of which `read_cell` reads exactly these names, and whether they are all.

    A semicolon at the end keeps a single name whole; braces keep one that would be split, turned or refused. A name
    that no cell can hold (one in braces, with a character reference, or with an id in brackets behind it) is left out,
    and the cell says that it is not complete.
    """
    rest = [] if complete else ["et al."]
    in_doubt = [name if _says(f"{name}; {_ANYONE}", [name, _ANYONE]) else _braced(name) for name in names]
    for written in (names, in_doubt, [*map(_braced, names)]):
        for end in ("", ";"):
            cell = "; ".join([*written, *rest]) + end
            if _says(cell, names, complete=complete):
                return cell
    held = [braced for name in names if _says(f"{(braced := _braced(name))};", [name])]
    return "; ".join([*held, "et al."])


_ANYONE: Final = "Ada Byron"


def _braced(name: str) -> str:
    """The name in braces that keep it together; a single brace and a quote would begin a list."""
    return f"{{{{{name}}}}}" if name.startswith(("'", '"')) else f"{{{name}}}"


def _says(cell: str, names: Sequence[str], *, complete: bool = True) -> bool:
    try:
        return read_cell(cell) == (tuple(names), (None,) * len(names), complete)
    except Unfit:
        return False


def _by_rules(cell: str, style: Style) -> AuthorCell:
    text = _decoded(cell).strip()
    items = _items(text)
    if items is None:
        text, complete = _without_rest(text)
        items = _numbered(text)
        parts = _split(text, style) if items is None else _of_parts(items)
    else:
        parts, complete = _of_parts(items), True
    named = [part for part in parts if len(part) > _LONGEST_REST or not _is_rest(part)]
    pairs = [_name_and_id(name) for name in named]
    return AuthorCell(
        names=tuple(name for name, _ in pairs),
        author_ids=tuple(author_id for _, author_id in pairs),
        complete=complete and len(named) == len(parts),
    )


def _plain_names(cell: str, style: Style) -> list[str] | None:
    """The names of a cell of ordinary words, which nearly all are; None where the rules have more to decide.

    That is a quick answer, and the one that the rules give: such words with one kind of separator between the names
    have neither brackets nor quotes nor references, and none of them is a part of an "et al." or an "and".
    """
    separator = style.separators or ";"
    pattern = _PLAIN.get((separator, style.last_first is True))
    if pattern is None or style.final_dot or not pattern.fullmatch(cell) or ".." in cell:
        return None
    words = cell.casefold().replace(separator, " ").replace(".", " ").replace("-", " ").replace("'", " ")
    listed = words.replace("’", " ").replace(",", " ").split()
    # "u. a." and "e.a." stand for others, too.
    if not _DECIDING.isdisjoint(listed) or ("." in cell and "a" in listed and not _BEFORE_A.isdisjoint(listed)):
        return None
    names = [piece.strip() for piece in cell.split(separator)]
    if not style.separators and not _OTHER_ANDS.isdisjoint(cell.split()):
        return None
    return [natural(name, style) for name in names] if style.last_first else names


def several(text: str) -> tuple[str, ...]:
    """The people of a text that a format gives as one name, if it certainly names several; empty if it may be one.

    Between commas, "and", "&", "und" or "et" stand names with initials ("A. Byron, Lind C"), three whole names or more
    with a comma among them, two of which the first has initials ("A. Byron, Cora Lind"), family names and initials by
    turns ("Byron, A., Lind, C."), or, on each side of such a word, "Last, First" or a name with initials. "National
    Aeronautics and Space Administration" is one name. "et al." and the like stay behind the last one.
    """
    before, comma, _ = text.partition(",")
    joined = any(word in text for word in _JOINING)
    if not (joined or text.count(",") > 1 or (comma and " " in before and shows_initials(before))):
        return ()
    # What says that there are more stands behind the last of them.
    listed = _without_others(text)
    found = _several(listed)
    return (*found[:-1], found[-1] + text[len(listed) :]) if found else ()


def _several(text: str) -> tuple[str, ...]:
    sides = [_comma_tokens(side) for side in _and_pieces(text)]
    tokens = [token for side in sides for token in side]
    if len(tokens) == 1 or "{" in text or any(map(is_organisation, tokens)) or any(map(str.isdigit, text)):
        return ()
    if all(map(_has_initials, tokens)):
        return tuple(tokens)
    if all(_WORDS.fullmatch(token) or _has_initials(token) for token in tokens):
        # "García López, Ana María & Lima Filho, José João" may be two people, or four.
        in_doubt = len(tokens) < 3 or len(tokens) == len(sides) or (len(sides) > 1 and len(tokens) == 2 * len(sides))
        is_list = not in_doubt or (len(sides) == 1 and shows_initials(tokens[0]))
        return tuple(tokens) if is_list else ()
    if len(tokens) > 2 and len(tokens) % 2 == 0 and _are_pairs(tokens):
        return tuple(natural(", ".join(pair), FAMILY_FIRST) for pair in zip(tokens[::2], tokens[1::2], strict=True))
    if len(sides) > 1 and all(map(_is_person, sides)):
        return tuple(natural(", ".join(side), FAMILY_FIRST) for side in sides)
    return ()


def listed(names: Sequence[str]) -> Sequence[str]:
    """The people of a list of names; of a list of one text, those that it certainly names.

    For formats that separate authors themselves: some of their programs give all authors as the first one.
    """
    return (several(names[0]) or names) if len(names) == 1 else names


def _is_person(side: Sequence[str]) -> bool:
    return (len(side) == 2 and not shows_initials(side[0])) or (len(side) == 1 and _has_initials(side[0]))


def _has_initials(name: str) -> bool:
    return shows_initials(name) and is_complete(name)


_WORDS: Final = re.compile(r"[^\W\d_]+(?:(?:[-‐‑'’ ]| \()[^\W\d_]+\)?)* [^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
"""A name of two words or more, in letters alone; one in the middle may stand in brackets: Hao (Richard) Zhang."""
_JOINING: Final = ("&", " and ", " AND ", " und ", " et ")


@lru_cache(maxsize=_CACHED)
def _is_rest(part: str) -> bool:
    return placeholder(part) == "others"


def natural(name: str, style: Style = UNKNOWN) -> str:
    """One name in natural order: "Byron, Ada" as "Ada Byron"; organisations and names of another form as they are."""
    if style.last_first is False or _COMMA.search(name) is None or UNTURNED in name:
        return _unbraced(name)
    family, _, given = name.partition(", ")
    if (
        style.last_first
        and family.isalpha()
        and given.isalpha()
        and not ends_a_name(given, (family,), initials=True)
        and ends_as_a_name(given)
    ):
        # Most names are as simple as this, and what follows takes ten times as long.
        return in_order(family, given)
    before, bare, behind = undecorated(name)
    tokens = _comma_tokens(bare, initials=style.last_first is True)
    if len(tokens) != 2 or any(map(is_organisation, tokens)):
        return _unbraced(name)
    plain = ", ".join(tokens)
    turned = natural_order(plain)
    if turned == plain:
        # "Doe, Jane, PhD"
        given, comma, suffix = tokens[1].partition(",")
        turned = natural_order(f"{tokens[0]}, {given}") + comma + suffix
    return _unbraced(f"{before}{turned}{behind}")


def _split(text: str, style: Style) -> list[str]:
    if not text:
        return []
    if style.separators:
        text = text.removesuffix(".") if style.final_dot else text
        return [natural(part, style) for part in _pieces(text, re.compile(f"[{re.escape(style.separators)}]"))]
    for separator in _SEPARATORS:
        if separator.search(text):
            parts = _pieces(text, separator)
            # A separator at the end keeps a single name whole.
            return _of_parts(parts) if len(parts) > 1 else [natural(parts[0])]
    return _of_words(text)


def _pieces(text: str, separator: re.Pattern[str]) -> list[str]:
    """The text between separators outside of braces, without the empty piece after one at the end."""
    if "{" not in text:
        pieces = [piece.strip() for piece in _bounded(separator.split(text, maxsplit=_MOST_PIECES))]
        return pieces[:-1] if len(pieces) > 1 and not pieces[-1] else pieces
    found = re.finditer(rf"\{{[^{{}}]*+\}}|{separator.pattern}", text)
    ends = _bounded(match.span() for match in found if match[0][0] != "{")
    starts = [0, *(end for _, end in ends)]
    pieces = [text[start:end].strip() for start, end in zip(starts, [*(start for start, _ in ends), None], strict=True)]
    return pieces[:-1] if len(pieces) > 1 and not pieces[-1] else pieces


def _bounded(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces of a cell. Raises Unfit for more of them than the parts of all names of a list, however long."""
    found = list(islice(pieces, _MOST_PIECES + 1))
    if len(found) > _MOST_PIECES:
        raise Unfit(f"more than {MOST_NAMES:,} names or ids in one list")
    return found


def _of_parts(parts: list[str]) -> list[str]:
    """The names of the parts between ";" or "|", or of the items of a list."""
    # The "and" of "and others" joins nobody.
    bare = {part: _without_others(part) for part in parts}
    if len(parts) > 1 and (in_doubt := [part for part in parts if _may_be_joined(bare[part])]):
        raise Unfit(f'"{_short(in_doubt[0])}" may be one author or two; separate authors by ";" alone')
    joined = {part: sides for part in parts if len(sides := _and_pieces(bare[part])) > 1}
    single_words = len(joined) < len(parts) and not any(" " in part for part in parts if part not in joined)
    people: list[str] = []
    for part in parts:
        name = bare[part]
        *others, last = _people(name, joined[part], single_words=single_words) if part in joined else [name]
        people += [*others, last + part[len(name) :]]
    doubtful = [name for name in people if "," in name and _may_be_several(_comma_tokens(_without_others(name)))]
    # "García Márquez, Gabriel José" stands among names of its form, "Ada Byron, Wei Wang" alone or among others.
    if doubtful and (len(people) == 1 or any(map(_is_natural, people))):
        raise Unfit(f'"{_short(doubtful[0])}" may be one author or more; separate authors by ";" alone')
    return [natural(name) for name in people]


def _may_be_several(tokens: Sequence[str]) -> bool:
    """Whether the text between the commas of a name may be people. Raises Unfit where it can be nothing else."""
    if len(tokens) == 1 or any(map(is_organisation, tokens)):
        return False
    complete = all(map(is_complete, tokens))
    if shows_initials(tokens[0]) or (complete and len(tokens) > 2):
        raise Unfit(f'"{_short(", ".join(tokens))}" is more than one author; separate authors by ";" alone')
    return complete


def _is_natural(name: str) -> bool:
    return "," not in name and is_complete(name) and not is_organisation(name)


def _without_others(name: str) -> str:
    """The text without "and others" or the like at its end; "and More" in capitals is a family name."""
    bare = without_others(name) if len(name) <= LONGEST_NAME else name
    rest = name[len(bare) :]
    return bare if rest.islower() or not any(map(str.isalpha, rest)) else name


def _people(part: str, sides: list[str], *, single_words: bool) -> list[str]:
    """The people of a part with an "and", which may also be a word of one name ("Simon and Garfunkel").

    `single_words` says that all other parts are single words.
    """
    if is_organisation(part):
        return [part]
    if all("," in side or is_complete(side) for side in sides):
        return sides
    if all(" " not in side for side in sides):
        return sides if single_words else [part]
    raise Unfit(f'"{_short(part)}" may be one author or two; separate authors by ";" alone')


def _of_words(text: str) -> list[str]:
    """The names of a cell without ";" and "|": between "and", "&" and commas."""
    parts = _and_pieces(text)
    tokens = [_comma_tokens(part) for part in parts]
    flat = [token for each in tokens for token in each]
    if len(flat) == 1 and len(lines := _OTHER_SEPARATOR.split(text)) > 1 and all(map(is_complete, lines)):
        raise Unfit('authors that line breaks or strokes separate; separate them by ";"')
    if doubtful := [token for token in flat if _may_be_joined(token)]:
        raise Unfit(f'"{_short(doubtful[0])}" may be one author or two; separate authors by ";"')
    organisations = any(map(is_organisation, flat))
    if len(flat) == len(parts):
        if organisations and len(parts) > 1 and any(" " not in part for part in parts):
            raise Unfit(f'"{_short(text)}" may be one author or two; separate authors by ";"')
        return [_unbraced(token) for token in flat]
    if organisations:
        if len(flat) == 2:
            return [_unbraced(text)]
        raise Unfit(_COMMAS)
    if len(flat) % 2 == 0 and _are_pairs(flat):
        return [natural(f"{family}, {given}") for family, given in zip(flat[::2], flat[1::2], strict=True)]
    if all(map(is_complete, flat)) and _is_list(tokens):
        return [_unbraced(token) for token in flat]
    if not all(_is_one_name(each, alone=len(parts) == 1) for each in tokens):
        raise Unfit(_COMMAS)
    return [natural(", ".join(each)) for each in tokens]


def _may_be_joined(token: str) -> bool:
    """Whether a dash, a number, or a word that is "and" in some language stands between two whole names of people."""
    sides = _pieces(token, _OTHER_AND) if token.count(" ") > 1 else []
    if len(sides) == 1:
        sides = _pieces(token, _NUMBER)
    # "Silva Costa e Pinto, Ana" is one person.
    in_one_form = len({"," in side for side in sides}) == 1
    return len(sides) > 1 and in_one_form and all(map(is_complete, sides)) and not is_organisation(token)


def _are_pairs(flat: Sequence[str]) -> bool:
    """Whether each second token has only initials, and the others have none: `Byron, A., Wang, W.`."""
    return all(map(_has_only_initials, flat[1::2])) and not any(
        shows_initials(family) or _has_only_initials(family) for family in flat[::2]
    )


def _is_list(tokens: Sequence[Sequence[str]]) -> bool:
    """Whether commas separate the complete names: three or more, or two of which the first is no family name."""
    first, *others = tokens
    if any(len(each) > 1 for each in others):
        return False
    return len(first) + len(others) > 2 or shows_initials(first[0])


def _is_one_name(tokens: Sequence[str], *, alone: bool) -> bool:
    if len(tokens) == 1:
        # "Smith, Jones and Brown": the last one shows that the first two are no "Last, First".
        return alone or is_complete(tokens[0])
    if len(tokens) > 2 or not all(tokens) or shows_initials(tokens[0]):
        return False
    unspaced = all(" " not in token and _UNSPACED_SCRIPTS.match(token) for token in tokens)
    return not unspaced and not all(map(is_complete, tokens))


def _comma_tokens(part: str, *, initials: bool = False) -> list[str]:
    """The text between commas; a degree, a generation or a legal form stays with the name before it.

    `initials` says that two capitals after a family name are initials, not a degree.
    """
    tokens: list[str] = []
    for token in _pieces(part, _COMMA):
        if tokens and ends_a_name(token, tokens, initials=initials):
            tokens[-1] += f", {token}"
        else:
            tokens.append(token)
    return tokens


def _and_pieces(text: str) -> list[str]:
    pieces = []
    for piece in _pieces(text, _AND):
        sides = _pieces(piece, _AMPERSAND)
        # Without spaces, "&" separates only complete names: not "R&D".
        pieces += sides if len(sides) > 1 and all(map(is_complete, sides)) else [piece]
    if len(pieces) == 1:
        return pieces
    # The comma before "and" ends the list before it.
    return [piece.rstrip(", ") or piece for piece in pieces]


def _has_only_initials(token: str) -> bool:
    return all(map(is_initials, token.split())) and bool(token)


def _decoded(cell: str) -> str:
    """The cell with its character references as characters: `M&uuml;ller` would be split at its semicolon."""
    for _ in range(_MOST_DECODINGS):
        if "&" not in cell:
            break
        cell = _REFERENCE.sub(lambda match: unescape(match[0]) if _is_reference(match[1]) else match[0], cell)
    return cell


def _is_reference(body: str) -> bool:
    return body.startswith("#") or f"{body};" in html5


def _numbered(text: str) -> list[str] | None:
    """The items of a list with the numbers from 1 on: `1. Ada Byron 2. Wei Wang`; None for any other text."""
    begins = "{" not in text and text.lstrip("([").startswith("1")
    found = list(_NUMBER_OF_ITEM.finditer(text)) if begins else []
    if len(found) < 2 or found[0].start() or [match[1] for match in found] != [*map(str, range(1, len(found) + 1))]:
        return None
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [text[match.end() : end].rstrip(" ,;") for match, end in zip(found, ends, strict=True)]


def _items(text: str) -> list[str] | None:
    """The items of a list as Python, JSON or PostgreSQL write it; None for a text that is no list.

    Not `ast.literal_eval`: it joins 'Ada' 'Wei' to one text, as NumPy prints two.
    """
    if _BARE_ARRAY.fullmatch(text):
        return _bounded(text[1:-1].split(",", maxsplit=_MOST_PIECES))
    if text == "[]":
        return []
    if not _LIST_BEGINS.match(text) and not (text.startswith("[") and text.endswith("]") and "," in text):
        return None
    if text[-1] != _BRACKETS[text[0]] or not _QUOTED_ITEMS.fullmatch(inside := text[1:-1].strip()):
        raise Unfit('a list that is not closed or holds more than names in quotes; separate authors by ";"')
    return _bounded(_unescaped(match[0][1:-1]).strip() for match in _QUOTED_ITEM.finditer(inside))


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1][1:], 16)) if match[1][1:] else match[1], text)
    try:
        return plain.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise Unfit("half of a surrogate pair in a name") from error


def _without_rest(text: str) -> tuple[str, bool]:
    """The text without an "et al." at its end, and whether it had none."""
    # A fixed length keeps the search linear; no spelling is longer.
    tail = text[-_LONGEST_REST:]
    if text == tail and placeholder(text) == "others":
        return "", False
    shorter = without_others(tail)
    separator = tail[len(shorter) :].lstrip()[:1]
    # A semicolon or bar stays, since it says how the names before it are separated.
    kept = separator if separator in ";|" else ""
    return text[: len(text) - len(tail) + len(shorter)] + kept, shorter == tail


def _name_and_id(name: str) -> tuple[str, str | None]:
    head, author_id = split_id(name)
    return (head, author_id) if head else (name, None)


def _unbraced(name: str) -> str:
    """The name without the braces that keep it together in BibTeX; those of TeX's accents stay."""
    for _ in range(_MOST_DECODINGS):
        if "{" not in name:
            break
        name = _BRACES.sub(r"\1", name)
    return name.strip()


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


_COMMAS: Final = 'commas that may separate authors or parts of a name; separate authors by ";"'
_SHOWN: Final = 80
_MOST_DECODINGS: Final = 3
_MOST_PIECES: Final = 2 * MOST_NAMES
"""A family and a given name of each author, where commas separate all of them."""

_SEPARATORS: Final = (re.compile("[;；؛、]"), re.compile("[|｜]"))
_COMMA: Final = re.compile("[,，،]")
_AMPERSAND: Final = re.compile("&")
# Only the beginning of white space is tried: trying each of its characters takes quadratic time.
_AND: Final = re.compile(rf"(?<!\s)\s++(?:&|{JOINING_WORDS})\s+")
_UNSPACED_SCRIPTS: Final = re.compile(f"[{EAST_ASIAN}]")

_REFERENCE: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BRACES: Final = re.compile(r"\{([^{}\\]*+)\}")
_BRACKETS: Final = {"[": "]", "(": ")", "{": "}"}
_BARE_ARRAY: Final = re.compile(r"\{[^{}\s,\"']++(?:,[^{}\s,\"']++)+\}")
_QUOTED: Final = r"(?:'(?:[^'\\]++|\\.)*+'|\"(?:[^\"\\]++|\\.)*+\")"
_QUOTED_ITEM: Final = re.compile(_QUOTED, re.DOTALL)
# NumPy puts white space between items, Python a comma, also behind a single one in a tuple.
_QUOTED_ITEMS: Final = re.compile(rf"{_QUOTED}(?:(?:\s*+,\s*+|\s++){_QUOTED})*+\s*+,?\s*+", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)

_LIST_BEGINS: Final = re.compile(r"[\[({]\s*[\"']|\[\s*[{\[]")
_OTHER_SEPARATOR: Final = re.compile(r"\n|(?<!\s)\s++[/•·]\s+")
_OTHER_ANDS: Final = frozenset({
    "+", "-", "–", "—", "y", "e", "i", "en", "och", "og", "oraz", "ve", "и", "і", "та", "with",
})  # fmt: skip
"""What may join two people, and what a name may have all the same: Ortega y Gasset."""
_OTHER_AND: Final = re.compile(rf"(?<!\s)\s++(?:{'|'.join(map(re.escape, sorted(_OTHER_ANDS)))})\s+")
_NUMBER: Final = re.compile(r"(?<=[^\W\d_])\s?[(\[]?\d{1,3}[.)\]]?\s+(?=[^\W\d_])")
"""An author's place in a list, or the sign of an affiliation: `Ada Byron (1) Wei Wang (2)`."""
_NUMBER_OF_ITEM: Final = re.compile(r"(?:^|(?<=[\s,;]))[(\[]?(\d{1,3})[.)\]]\s*(?=[^\W\d_])")

_LETTER: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0388-\u03f5\u0400-\u0481\u048a-\u052f"
"""Of Latin, Greek and Cyrillic, without marks."""
_MOST_PLAIN: Final = 1_000


def _plain_list(separator: str, comma: str) -> re.Pattern[str]:
    name = rf"[{_LETTER}][{_LETTER}.'’ {comma}-]*+"
    return re.compile(rf"{name}(?:{re.escape(separator)} ?{name}){{0,{_MOST_PLAIN}}}+")


_PLAIN: Final = {
    (separator, last_first): _plain_list(separator, "," if last_first else "")
    for separator, last_first in ((";", False), (";", True), ("|", False), (",", False))
}
"""Separator and whether a comma in a name means "Last, First" -> a list of ordinary names."""
_DECIDING: Final = frozenset({
    "and", "und", "et", "plus", "with", "andal", "etal", "etals", "и", "他", "ほか", "other", "others", "more", "mores",
    "additional", "additionals", "autre", "autres", "andere", "anderes", "otro", "otros", "outro", "outros", "further",
    "furthers", "ark", "arkadaşları",
})  # fmt: skip
"""Words that join names, and those of which all spellings of "and others" have one."""
_BEFORE_A: Final = frozenset({"u", "e"})

_LONGEST_REST: Final = 60
