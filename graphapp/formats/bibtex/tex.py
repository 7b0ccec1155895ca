"""TeX as people write it in bibliographies, to text in Unicode and back.

`to_text` reads accents, letters, quotes, dashes and escaped signs. Mathematics between dollars stays as it is printed.
A command that is not known keeps its name or its argument, so that nothing is lost. `to_tex` writes a text so that
LaTeX prints it and `to_text` reads it as it was.

pylatexenc, the field's library for this, takes a millisecond for a short title, fifty times as long as these patterns;
it drops commands that it does not know, and the rest of a line behind a per cent sign.
"""

import re
import unicodedata
from typing import Final

from graphapp.formats.bibtex.tex_signs import ACCENTS, ESCAPES, HIDDEN, MATHS, MATHS_ERROR, PLAIN_MATHS, SIGNS, SILENT

_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")
_LETTERS: Final = r"(?:[^\\{}$~`\-'?!]++|-(?!-)|'(?!')|[?!](?!`))++"
_TOKEN: Final = re.compile(
    r"\\(?P<command>[A-Za-z]++)\*?(?P<gap>[ ]?)"
    r"|\\(?P<sign>.)"
    r"|(?P<maths>\$\$(?:[^$\\]++|\\.)*+\$\$|\$(?:[^$\\]++|\\.)++\$)"
    r"|(?P<brace>[{}])"
    r"|(?P<dash>---?)|(?P<quotes>``|'')|(?P<inverted>[?!]`)"
    r"|(?P<tie>~)"
    rf"|(?P<text>{_LETTERS}|.)",
    re.DOTALL,
)
_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_QUOTED: Final = re.compile(r"(?<![\w`])`(?!`)((?:[^`'\\]|(?<=\w)'(?=\w)){1,200}+)'(?!')")
_DEFINITION: Final = re.compile(r"\\def ?\\[A-Za-z]+ ?(?=\{)")
_DELIMITED: Final = re.compile(r"\*?([|!+/@])(.*?)\1", re.DOTALL)
_RAISED_MINUS: Final = re.compile(r"\{ ?(?:[-−–](?!-)|\\textminus(?:\{\}| ?(?![A-Za-z])))")
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}


def to_text(tex: str) -> str:
    """The text that TeX prints; white space is one space, as TeX has it."""
    if _has_one_of(_PRINTED_OTHERWISE, tex):
        return _printed(_single_spaced(tex))
    return _single_spaced(tex.replace("{", "").replace("}", "") if "{" in tex or "}" in tex else tex)


_PRINTED_OTHERWISE: Final = ("\\", "$", "~", "`", "--", "''")
"""Without any of these, TeX prints a text as it is but for braces and white space."""
_WIDE_BLANKS: Final = ("\n", "  ", "\t", "\r", "\f", "\v")


def _has_one_of(signs: tuple[str, ...], text: str) -> bool:
    for sign in signs:  # noqa: SIM110 - half the time of `any`, for each field of each entry
        if sign in text:
            return True
    return False


def _single_spaced(text: str) -> str:
    return (_BLANKS.sub(" ", text) if _has_one_of(_WIDE_BLANKS, text) else text).strip(" ")


def _printed(text: str) -> str:
    """What TeX prints of a text with single spaces."""
    if _PDF_STRING in text:
        text = _without_pdf_strings(text)
    if "`" in text:
        text = _QUOTED.sub(r"‘\1’", text)
    printed = _Printed()
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            # A backslash at the end.
            break
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            printed.add(found[0])
        elif kind == "gap":
            at = _command(text, found["command"], at, bool(found["gap"]), printed)
        elif kind == "sign":
            at = _sign(text, found["sign"], at, printed)
        elif kind == "brace":
            if found[0] == "}":
                printed.close()
        elif kind == "maths":
            printed.add(found[0])
        else:
            printed.add(" " if kind == "tie" else _LIGATURES[found[0]])
    return printed.text()


def address(tex: str) -> str:
    """A web address or an identifier as TeX writes it: without escapes, braces and `\\url`; dashes and tildes stay."""
    text = _single_spaced(tex)
    if "\\" not in text and "{" not in text and "$" not in text:
        return text
    text = _TILDE.sub("~", text)
    text = _ADDRESS_COMMAND.sub("", text)
    text = _ESCAPED.sub(r"\1", text)
    return (
        _NAMED_SIGN.sub(lambda found: SIGNS.get(found[1], found[0]), text).replace("{", "").replace("}", "").strip(" ")
    )


_TILDE: Final = re.compile(r"\\~\{?\s*\}?|\$\\sim\$|\\textasciitilde(?:\{\}| )?|\\string~")
_ADDRESS_COMMAND: Final = re.compile(r"\\(?:url|path|nolinkurl|texttt|tt|href|doi|burl|protect)\b ?")
_ESCAPED: Final = re.compile(r"\\([&%$#_{}/\-])")
_NAMED_SIGN: Final = re.compile(r"\\([A-Za-z]+)(?:\{\}| )?")


class _Printed:
    """What was printed so far, and the accents that wait for a letter."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._accents: list[str] = []
        self._is_composed = True

    def add(self, text: str) -> None:
        if not text:
            return
        if self._accents:
            letter = text[0]
            if letter == " ":
                text = text.lstrip(" ")
                if not text:
                    return
                letter = text[0]
            # A dot is on the letter or an accent is.
            marks = "".join(reversed(self._accents))
            text = _DOTLESS.get(letter, letter) + marks + text[1:]
            self._accents.clear()
            self._is_composed = False
        self._pieces.append(text)

    def accent(self, mark: str) -> None:
        self._accents.append(mark)

    def close(self) -> None:
        """An accent on an empty group stands alone."""
        if self._accents:
            self._pieces += [_ALONE.get(mark, "") for mark in self._accents]
            self._accents.clear()

    def text(self) -> str:
        self.close()
        text = _single_spaced("".join(self._pieces))
        return text if self._is_composed else unicodedata.normalize("NFC", text)


_ALONE: Final = {ACCENTS["~"]: "~", ACCENTS["^"]: "^", ACCENTS["`"]: "`", ACCENTS["'"]: "´", ACCENTS['"']: "¨"}


def _command(text: str, name: str, at: int, gap: bool, printed: _Printed) -> int:
    """Print a command of letters; gives the place behind it."""
    if (mark := ACCENTS.get(name)) is not None:
        printed.accent(mark)
    elif (sign := SIGNS.get(name)) is not None:
        printed.add(sign)
    elif name in SILENT:
        pass
    elif (sign := PLAIN_MATHS.get(name)) is not None:
        # Mathematics sets space around a sign that is no letter.
        printed.add(sign + " " * (gap and not sign.isalpha()))
    elif name == "textsuperscript" and (raised := _RAISED_MINUS.match(text, at)):
        # As in titles with tags: Cl<sup>-</sup> is another title than Cl.
        printed.add("⁻")
        return raised.end()
    elif name in HIDDEN:
        return _group_end(text, at)
    elif name in ("path", "verb", "url") and (found := _DELIMITED.match(text, at)):
        printed.add(found[2])
        return found.end()
    elif name == "def":
        definition = _DEFINITION.match(text, at - len(name) - 1 - gap)
        return at if definition is None else _group_end(text, definition.end())
    elif not text.startswith("{", at):
        # An author's own macro for a word: {\WYSIWYG}.
        printed.add(name + " " * (gap and text[at : at + 1].isalnum()))
    elif text.startswith("{}", at):
        printed.add(name)
    return at


def _sign(text: str, sign: str, at: int, printed: _Printed) -> int:
    """Print a command of one sign; gives the place behind it."""
    if (mark := ACCENTS.get(sign)) is not None:
        printed.accent(mark)
    else:
        printed.add(ESCAPES.get(sign, sign))
    return at


def _group_end(text: str, at: int) -> int:
    """The place behind the group in braces that begins at a place; the place itself where none does."""
    if not text.startswith("{", at):
        return at
    depth = 0
    for brace in _BRACES.finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return at


_BRACES: Final = re.compile(r"[{}]")
_PDF_STRING: Final = r"\texorpdfstring"


def _without_pdf_strings(text: str) -> str:
    """The text with what TeX prints of `\\texorpdfstring{printed}{for bookmarks}` alone."""
    before, *parts = text.split(_PDF_STRING)
    for part in parts:
        stripped = part.lstrip(" ")
        end = _group_end(stripped, 0)
        rest = stripped[end:].lstrip(" ")
        before += stripped[:end] + rest[_group_end(rest, 0) :]
    return before


# --- Writing

_ESCAPED_SIGNS: Final = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    **{"\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}"},
    **{"^": "\\textasciicircum{}", "`": "\\textasciigrave{}", "<": "\\textless{}", ">": "\\textgreater{}"},
    **{"|": "\\textbar{}"},
}
_IN_MATHS: Final = {"−": "-", "∗": "*"}
_COMMAND_OF: Final = {
    sign: name for name, sign in PLAIN_MATHS.items() if ord(sign) > 0xFF and sign not in "†‡•" and name[:4] != "text"
} | dict(zip(_IN_MATHS, ("textminus", "textasteriskcentered"), strict=True))
"""Signs that pdfLaTeX does not read as they are -> the command that prints each."""
_SIGN_WITH_COMMAND: Final = re.compile(f"[{''.join(_COMMAND_OF)}]")
_GREEK: Final = "[\u0370-\u03ff\u1f00-\u1fff]"
_SPECIAL: Final = re.compile(
    rf"[\\{{}}&%$#_~^`<>|]|-(?=-)|'(?=')|(?<!{_GREEK}){_GREEK}{{1,2}}+(?!{_GREEK})"
    rf"|[{''.join(sign for sign in _COMMAND_OF if not re.match(_GREEK, sign))}]"
)
"""Of Greek letters, those that are no word, which needs a font of that script."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff\ufffc]")
_UNICODE_BLANKS: Final = re.compile("[ \t\r\n\f\v\u2000-\u200a\u2028\u2029\u202f\u205f]+")
_MATHS_SPAN: Final = re.compile(
    r"\$(?![\s$])((?:[^$\\%#&~`\x00-\x1f\x7f]|\\[A-Za-z]++|\\[{},;:! |])*+)(?<![\s\\])\$(?!\d)"
)
_MATHS_COMMAND: Final = re.compile(r"\\([A-Za-z]+)")


def to_tex(text: str) -> str:
    """TeX that prints the text, with balanced braces and on one line.

    Mathematics between dollars stays where it is mathematics that LaTeX knows; other dollars are escaped. Signs of
    mathematics and single Greek letters become commands, since pdfLaTeX knows no others; letters of all other scripts
    stay as they are. Characters that print nothing, which TeX refuses, are left out, and blanks of other widths are
    spaces.
    """
    text = _UNICODE_BLANKS.sub(" ", _UNPRINTABLE.sub("", text)).strip(" ")
    if not _SPECIAL.search(text):
        return text
    pieces, start = [], 0
    for found in _MATHS_SPAN.finditer(text):
        maths = _SIGN_WITH_COMMAND.sub(_named_in_maths, found[1])
        if _is_maths(maths):
            pieces += [_escaped(text[start : found.start()]), f"${maths}$"]
            start = found.end()
    return "".join((*pieces, _escaped(text[start:])))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escaped_sign, text)


def _escaped_sign(found: re.Match[str]) -> str:
    if found[0] in "-'":
        return f"{found[0]}{{}}"
    return _ESCAPED_SIGNS.get(found[0]) or _SIGN_WITH_COMMAND.sub(_named, found[0])


def _named(found: re.Match[str]) -> str:
    name = _COMMAND_OF[found[0]]
    return f"\\{name}{{}}" if found[0] in _IN_MATHS else f"\\ensuremath{{\\{name}}}"


def _named_in_maths(found: re.Match[str]) -> str:
    if (sign := _IN_MATHS.get(found[0])) is not None:
        return sign
    name = _COMMAND_OF[found[0]]
    return f"\\{name} " if found.string[found.end() : found.end() + 1].isalpha() else f"\\{name}"


def _is_maths(inside: str) -> bool:
    """Whether LaTeX compiles the text: braces that are balanced, also for BibTeX, and only commands of `MATHS`."""
    depth = 0
    for sign in inside:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and "\\{" not in inside and "\\}" not in inside and _compiles(inside)


def _compiles(inside: str) -> bool:
    commands = [found[1] for found in _MATHS_COMMAND.finditer(inside)]
    return (
        MATHS.issuperset(commands)
        and commands.count("left") == commands.count("right")
        and MATHS_ERROR.search(inside) is None
    )
