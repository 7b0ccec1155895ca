"""Large files of every format for `bench/sources.py`: the golden paper of the tests, again and again under other names.

Titles, names, abstracts, ids and identifiers are drawn with a seed; the rest of an entry stays as it is in the file of
`tests/data/golden_paper`. Entries are written one after the other.
"""

import json
import random
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

GOLDEN: Final = Path(__file__).parents[1] / "tests" / "data" / "golden_paper"
SEED: Final = 5
LINES_OF_ABSTRACT: Final = 12
PEOPLE: Final = 100_000
SKEW: Final = 2.5
"""With 2.5, the sixth of the people who write most write half of the authorships."""

_VARIED: Final = (
    (r"We colour sheep\s+at night\.", "%(abstract)s"),
    (r"Colouring", "%(title)s"),
    (r"(?<![A-Za-z])Ada(?![a-z])", "%(ada)s"),
    (r"(?<![A-Za-z])Bo(?![a-z])", "%(bo)s"),
    (r"(?<![A-Za-z])Cora(?![a-z])", "%(cora)s"),
    (r"(?<![A-Za-z])M(?=ü|\\u00fc|\\\\\"u|&uuml;|&#252;|\{\\\"u\})", "%(muller)s"),
    (r"(?<![A-Za-z])Li(?![a-z])", "%(li)s"),
    (r"(?<![A-Za-z])Berg(?![a-z])", "%(berg)s"),
    (r"2101\.00007", "%(arxiv)s"),
    (r"sheep\.2021\.7|SHEEP\.2021\.7", "SHEEP.2021.%(number)d"),
    (r"muller2021sheep|MullerLB21|[Ss]heep7", "sheep%(number)d"),
    (r"W2101000077|(?<=WOS:)0+7", "W%(number)09d"),
    (r"90000007|700007", "%(number)d"),
    (r'"INDEX"', "%(index)s"),
    (r'(?<=paper id=")7|(?<=<rec-number>)7', "%(number)d"),
    (r'(?<="A)70(?=[123])|(?<=/A)70(?=[123])|(?<="7/)(?=[123])|(?<="authorId": "7)(?=[12]")', "%(number)d"),
)
"""A part of the golden entry -> what stands in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How the entries of a format stand in a file."""

    head: str = ""
    entry: str
    separator: str = ""
    tail: str = ""
    wrap: str = " "
    """What is between the lines of an abstract."""


def write(name: str, path: Path, size: int) -> int:
    """Write a file of the format with at least `size` bytes; of a workbook, its unpacked content has them.

    Returns the size of what is written, unpacked.
    """
    if name == "xlsx":
        return _write_workbook(path, size)
    layout = _layout(name)
    template = _template(layout.entry)
    written = 0
    with path.open("w", encoding="iso-8859-1" if name == "dblp" else "utf-8", newline="") as file:
        written += file.write(layout.head)
        for number, values in enumerate(_values(layout.wrap, with_index="%(index)s" in template)):
            if number:
                written += file.write(layout.separator)
            written += file.write(template % values)
            if written >= size:
                break
        file.write(layout.tail)
    if name == "dblp":
        # For readers that look up what dblp's entities mean.
        path.with_name("dblp.dtd").write_text('<!ENTITY uuml "&#252;">')
    return path.stat().st_size


def _template(entry: str) -> str:
    template = entry.replace("%", "%%")
    for old, new in _VARIED:
        template = re.sub(old, new, template)
    return template


def _values(wrap: str, *, with_index: bool) -> Iterator[dict[str, Any]]:
    """What stands in the entries, for ever."""
    chance = random.Random(SEED)  # noqa: S311 - no secrets
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "ir", "os")]

    def words(count: int, most: int) -> list[str]:
        return ["".join(chance.choices(syllables, k=chance.randint(2, most))) for _ in range(count)]

    vocabulary = words(4_000, 3)
    given = [word.capitalize() for word in words(3_000, 3)]
    people = [(chance.choice(given), word.capitalize()) for word in words(PEOPLE, 4)]
    lines = [" ".join(chance.choices(vocabulary, k=10)) for _ in range(5_000)]
    number = 0
    while True:
        number += 1
        abstract = f"{wrap.join(chance.choices(lines, k=LINES_OF_ABSTRACT))}."
        # As in real lists, some people write many papers, and most write few.
        (ada, muller), (bo, li), (cora, berg) = (people[int(PEOPLE * chance.random() ** SKEW)] for _ in range(3))
        values = {
            "number": number,
            "arxiv": f"{2101 + number // 100_000 % 12}.{number % 100_000:05}",
            "title": " ".join(chance.choices(vocabulary, k=6)).capitalize(),
            "abstract": abstract,
            **{"ada": ada, "bo": bo, "cora": cora, "muller": muller, "li": li, "berg": berg},
        }
        if with_index:
            index: dict[str, list[int]] = {}
            for place, word in enumerate(abstract.split()):
                index.setdefault(word, []).append(place)
            values["index"] = json.dumps(index)
        yield values


def _layout(name: str) -> _Layout:
    file, cut = _FILES[name]
    return cut((GOLDEN / file).read_text(encoding="utf-8") if file else "")


def _between(begin: str, end: str = "", **more: str) -> Callable[[str], _Layout]:
    """A layout with the entry from one text to another one."""

    def cut(text: str) -> _Layout:
        start = text.index(begin)
        stop = text.rindex(end) if end else len(text)
        return _Layout(head=text[:start], entry=text[start:stop], tail=text[stop:], **more)

    return cut


def _json_lines(*keys: str | int) -> Callable[[str], _Layout]:
    """A layout of JSON Lines with the object that stands under the keys."""
    return lambda text: _Layout(entry=_object(text, *keys) + "\n")


def _json_list(head: str, tail: str, *keys: str | int) -> Callable[[str], _Layout]:
    return lambda text: _Layout(head=head + "\n", entry=_object(text, *keys), separator=",\n", tail="\n" + tail)


def _object(text: str, *keys: str | int) -> str:
    found = json.loads(text)
    for key in keys:
        found = found[key]
    if "abstract_inverted_index" in found:
        found["abstract_inverted_index"] = "INDEX"
    return json.dumps(found, ensure_ascii=False)


_CLUSTER_PAGE: Final = _Layout(
    head="Arrow Research search\n\nAuthor name cluster\n\nIda Holm\n\nPossible papers\n\n",
    entry="ICML Conference 2021 Conference Paper\n\nColouring Sheep by Night: A Field Study of 12 Flocks\n\n"
    "  • Ada Müller\n  • Bo Li\n  • Cora van der Berg\n\nWe colour sheep at night.\n\n",
)

_FILES: Final[Mapping[str, tuple[str, Callable[[str], _Layout]]]] = {
    "rejects": ("golden-rejects.jsonl", _json_lines()),
    "arrow": ("", lambda text: _CLUSTER_PAGE),
    "dblp": ("golden-dblp.xml", _between("<inproceedings", "</dblp>")),
    "acl": ("golden-acl.xml", _between("    <paper", "  </volume>")),
    "pubmed": ("golden-pubmed.xml", _between("<PubmedArticle>", "</PubmedArticleSet>")),
    "endnote": ("golden-endnote.xml", _between("<record>", "</records>")),
    "nbib": ("golden.nbib", _between("\nPMID", wrap="\n      ")),
    "ris": ("golden.ris", _between("TY  -")),
    "wos": ("golden-wos.txt", _between("PT C", "EF", wrap="\n   ")),
    "bibtex": ("golden.bib", _between("@InProceedings", separator="\n")),
    "dblp-search": (
        "golden-dblp-search.json",
        _json_list('{"result": {"hits": {"hit": [', "]}}}", "result", "hits", "hit", 0),
    ),
    "mlanthology": ("golden-mlanthology.jsonl", _json_lines()),
    "openalex": ("golden-openalex.json", _json_lines("results", 0)),
    "arxiv": ("golden-arxiv.jsonl", _json_lines()),
    "crossref": ("golden-crossref.json", _json_lines("message", "items", 0)),
    "openreview": ("golden-openreview.json", _json_list('{"notes": [', "]}", "notes", 0)),
    "semantic-scholar": ("golden-semantic-scholar.jsonl", _json_lines()),
    "csl-json": ("golden-csl.json", _json_list("[", "]", 0)),
    "jsonl": ("golden.jsonl", _json_lines()),
    "csv": ("golden.csv", _between("Colouring")),
}
"""Format -> its golden file, and how its text becomes a layout."""


def _write_workbook(path: Path, size: int) -> int:
    """The rows of the CSV file as Excel writes them: each text stands in a part of its own, to which cells point."""
    head, entry = (GOLDEN / "golden.csv").read_text(encoding="utf-8").splitlines()
    templates = [head.split(","), _template(entry).split(",")]
    written = count = 0

    def row(number: int, cells: list[str], strings: IO[bytes]) -> bytes:
        nonlocal count
        texts = b""
        written_cells = []
        for letter, cell in zip("ABCDEFGH", cells, strict=True):
            if cell.isdecimal():
                written_cells.append(f'<c r="{letter}{number}"><v>{cell}</v></c>')
            else:
                written_cells.append(f'<c r="{letter}{number}" t="s"><v>{count}</v></c>')
                texts += f"<si><t>{cell}</t></si>".encode()
                count += 1
        strings.write(texts)
        return f'<row r="{number}">{"".join(written_cells)}</row>'.encode()

    with (
        zipfile.ZipFile(GOLDEN / "golden.xlsx") as golden,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        tempfile.TemporaryFile() as strings,
    ):
        for part in golden.namelist():
            text = golden.read(part)
            if part == "[Content_Types].xml":
                text = text.replace(b"</Types>", _TYPE_OF_STRINGS + b"</Types>")
            elif part == "xl/_rels/workbook.xml.rels":
                text = text.replace(b"</Relationships>", _RELATION_OF_STRINGS + b"</Relationships>")
            if part != _SHEET:
                packed.writestr(part, text)
        strings.write(b'<sst xmlns="%b">' % _NAMESPACE)
        with packed.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet xmlns="%b"><sheetData>' % _NAMESPACE)
            sheet.write(row(1, templates[0], strings))
            for number, values in enumerate(_values(" ", with_index=False), start=2):
                text = row(number, [cell % values for cell in templates[1]], strings)
                sheet.write(text)
                written += len(text)
                if written + strings.tell() >= size:
                    break
            sheet.write(b"</sheetData></worksheet>")
        strings.write(b"</sst>")
        written += strings.tell()
        strings.seek(0)
        with packed.open("xl/sharedStrings.xml", "w", force_zip64=True) as part_of_strings:
            shutil.copyfileobj(strings, part_of_strings)
    return written


_SHEET: Final = "xl/worksheets/sheet1.xml"
_NAMESPACE: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE_OF_STRINGS: Final = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_RELATION_OF_STRINGS: Final = (
    b'<Relationship Id="rIdStrings" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
