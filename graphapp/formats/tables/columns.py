"""The columns of tables: which header names which field, in graphapp's own tables and in the exports of others.

A header is known in any case, with any spaces and punctuation, in the singular and the plural. `EXPORTS` has the tables
whose headers say where they come from: the same header means a venue in one and nothing in another, and each has its
own way to write authors. Where an export has two columns for a field, the second fills the rows that the first leaves
blank; of the columns of any other table only the best is read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

from graphapp.formats.authors.author_cells import FAMILY_FIRST, UNKNOWN, Style
from graphapp.rules.identifiers import SCHEME_PROPERTIES

OF_ANY_TABLE: Final[dict[str, tuple[str, ...]]] = {
    "paper_id": ("id",),
    "title": ("title", "article title", "paper title", "document title"),
    "authors": ("authors", "author names", "author full names", "author list", "list of authors", "creators"),
    "year": ("year", "publication year", "pub year", "pubyear", "year of publication", "year published"),
    "venue": (
        *("venue", "journal", "journal title", "journal name", "source title", "publication name", "container title"),
        *("conference", "conference name", "booktitle", "proceedings", "journal/book"),
    ),
    "venue_key": ("venue_key",),
    "type": ("type", "document type", "publication type", "item type"),
    "track": ("track",),
    "url": ("url", "link"),
    "abstract": ("abstract", "abstract note"),
} | {name: (name,) for name in SCHEME_PROPERTIES}
OF_ANY_TABLE["arxiv_id"] += ("arxiv",)
OF_ANY_TABLE["pmid"] += ("pubmed id",)
"""Field -> the headers of its column, the best first."""

FIELDS: Final = tuple(OF_ANY_TABLE)
"""The fields of a table; `--columns` takes these names."""

_SEMICOLONS: Final = Style(separators=";", last_first=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The tables that one service or program writes."""

    name: str
    signs: tuple[tuple[str, ...], ...]
    """Headers that together are in no other table; any one of these groups is enough."""
    columns: Mapping[str, tuple[str, ...]]
    """Field -> its headers, the best first; for other fields those of any table."""
    styles: Mapping[str, Style]
    """Header -> how this column writes authors, for those that do not leave it to the cell."""
    quoted: bool = True
    """Whether quotes enclose cells; without, a quote is a character like any other."""


EXPORTS: Final = (
    Export(
        name="Zotero",
        signs=(("Key", "Item Type"),),
        columns={
            "paper_id": ("Key",),
            "authors": ("Author",),
            "year": ("Publication Year",),
            "venue": ("Publication Title", "Conference Name"),
            "type": ("Item Type",),
        },
        styles={"Author": FAMILY_FIRST},
    ),
    Export(
        name="Scopus",
        signs=(("EID", "Source title"), ("Author(s) ID", "Source title")),
        columns={"paper_id": ("EID",), "authors": ("Author full names", "Authors"), "type": ("Document Type",)},
        styles={"Author full names": FAMILY_FIRST},
    ),
    Export(
        name="Web of Science",
        signs=(("PT", "AU", "TI"), ("AU", "TI", "SO")),
        columns={
            "paper_id": ("UT",),
            "title": ("TI",),
            "authors": ("AF", "AU"),
            "year": ("PY",),
            "venue": ("SO",),
            "type": ("DT",),
            "doi": ("DI",),
            "pmid": ("PM",),
            "abstract": ("AB",),
        },
        styles={"AF": FAMILY_FIRST, "AU": FAMILY_FIRST},
        quoted=False,
    ),
    Export(
        name="Web of Science",
        signs=(("Article Title", "Source Title"),),
        columns={
            "paper_id": ("UT (Unique WOS ID)", "UT (Unique ID)"),
            "title": ("Article Title",),
            "authors": ("Author Full Names", "Authors"),
            "type": ("Document Type",),
        },
        styles={"Author Full Names": FAMILY_FIRST, "Authors": FAMILY_FIRST},
    ),
    Export(
        name="Lens",
        signs=(("Lens ID",),),
        columns={"paper_id": ("Lens ID",), "url": ("External URL",)},
        styles={"Author/s": _SEMICOLONS},
    ),
    Export(
        name="Dimensions",
        signs=(("Publication ID", "PubYear"),),
        columns={
            "paper_id": ("Publication ID",),
            "year": ("PubYear",),
            "venue": ("Source title", "Anthology title", "Source title/Anthology title"),
            "url": ("Source Linkout", "Dimensions URL"),
        },
        styles={"Authors": FAMILY_FIRST},
    ),
    Export(
        name="IEEE Xplore",
        signs=(("Document Title", "Publication Title"),),
        columns={
            "title": ("Document Title",),
            "venue": ("Publication Title",),
            "type": ("Document Identifier",),
            "url": ("PDF Link",),
        },
        styles={"Authors": _SEMICOLONS},
    ),
    Export(
        name="PubMed",
        signs=(("PMID", "Journal/Book"),),
        # The service's own id is the identifier by which others name the paper.
        columns={"paper_id": ("PMID",), "pmid": ("PMID",)},
        # Persons are separated by commas; semicolons separate them from groups.
        styles={"Authors": Style(separators=",;", last_first=False, final_dot=True)},
    ),
    Export(
        name="OpenAlex",
        signs=(
            ("publication_year", "authorships.author.display_name"),
            ("publication_year", "authorships.raw_author_name"),
            ("id", "display_name", "publication_year"),
        ),
        columns={
            "title": ("title", "display_name"),
            "authors": ("authorships.author.display_name", "authorships.raw_author_name"),
            "venue": ("primary_location.source.display_name", "host_venue.display_name"),
            "url": ("primary_location.landing_page_url",),
        },
        styles={
            "authorships.author.display_name": Style(separators="|", last_first=False),
            "authorships.raw_author_name": Style(separators="|"),
        },
    ),
    Export(
        name="Publish or Perish",
        signs=(("Cites", "ArticleURL"), ("Cites", "GSRank")),
        columns={"venue": ("Source",), "url": ("ArticleURL",)},
        styles={"Authors": Style(separators=",", last_first=False)},
    ),
    Export(
        name="Google Scholar",
        signs=(("Publication", "Volume", "Number", "Pages"),),
        columns={"venue": ("Publication",)},
        styles={"Authors": FAMILY_FIRST},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which columns of one table fill which fields."""

    headers: tuple[str, ...]
    """As printed."""
    keys: frozenset[str]
    """Their keys."""
    fields: Mapping[str, tuple[int, ...]]
    """Field -> its columns, the best first."""
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    """From the cells of a row and a blank one behind them to what the best column of each of `FIELDS` holds."""
    with_spares: bool
    """Whether a field has more than one column."""
    styles: Mapping[int, Style]
    """How a column of authors writes them."""
    style: Style
    """That of the best one."""
    export: Export | None
    repeated: str | None
    """A field that two columns fill with the same right; None where there is none."""

    @property
    def unread(self) -> list[str]:
        """The headers of the columns that fill no field."""
        read = {column for columns in self.fields.values() for column in columns}
        return [header for column, header in enumerate(self.headers) if column not in read and header.strip()]

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether a row is a header again, of this table or of another.

        It names a column of titles and another one, and half of its cells or more are names of columns.
        """
        # No name of a column of titles is long or ends in a digit, as most cells do.
        short = [cell for cell in cells if 1 < len(cell) <= _LONGEST_HEADER and not cell[-1].isdigit()]
        if not any(map(_is_of_titles, short)):
            return False
        keys = [header_key(cell) for cell in cells if cell.strip()]
        names = [key for key in keys if key in self.keys or key in _KNOWN]
        return len(names) > 1 and 2 * len(names) >= len(keys) and "title" in layout_of(cells).fields


def layout_of(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> Layout:
    """The layout of a table with these headers. `chosen` gives fields the headers that a user named for them."""
    columns: dict[str, list[int]] = {}
    for column, header in enumerate(headers):
        columns.setdefault(header_key(header), []).append(column)
    by_hand = {field: _column(header, headers, columns) for field, header in (chosen or {}).items()}
    taken = {column for column in by_hand.values() if column is not None}
    export = next((each for each in EXPORTS if _is_of(each, columns)), None)
    fields: dict[str, tuple[int, ...]] = {field: (column,) for field, column in by_hand.items() if column is not None}
    repeated = None
    for field, known in OF_ANY_TABLE.items():
        if field in by_hand:
            continue
        of_export = () if export is None else export.columns.get(field, ())
        groups = [
            free
            for header in of_export or known
            if (free := [column for column in columns.get(header_key(header), ()) if column not in taken])
        ]
        if groups:
            best = groups if of_export else groups[:1]
            fields[field] = tuple(column for columns_of_header in best for column in columns_of_header)
            repeated = repeated or (field if len(best[0]) > 1 else None)
    styles = {} if export is None else {header_key(header): style for header, style in export.styles.items()}
    of_authors = {column: styles.get(header_key(headers[column]), UNKNOWN) for column in fields.get("authors", ())}
    return Layout(
        headers=tuple(headers),
        keys=frozenset(columns),
        fields=fields,
        pick=itemgetter(*(fields.get(name, (-1,))[0] for name in FIELDS)),
        with_spares=any(len(of_field) > 1 for of_field in fields.values()),
        styles=of_authors,
        style=next(iter(of_authors.values()), UNKNOWN),
        export=export,
        repeated=repeated,
    )


def header_key(header: str) -> str:
    """Equal for headers that differ only in case, spaces, punctuation and plural: `Author(s)`, `authors`, `AUTHOR`."""
    words = _NO_WORD.sub(" ", _OR_PLURAL.sub(r"\1", header.casefold())).split()
    key = " ".join(word[:-1] if len(word) > 2 and word.endswith("s") else word for word in words)
    return _SAME.get(key, key)


@lru_cache(maxsize=4_096)
def _is_of_titles(cell: str) -> bool:
    """Whether a cell would name a column of titles. Most cells that are short stand in many rows."""
    return header_key(cell) in _TITLES


def _is_of(export: Export, columns: Mapping[str, Sequence[int]]) -> bool:
    return any(all(header_key(header) in columns for header in group) for group in export.signs)


def _column(header: str, headers: Sequence[str], columns: Mapping[str, Sequence[int]]) -> int | None:
    """The column of a header that a user typed; None where the table has none."""
    if header in headers:
        return headers.index(header)
    return next(iter(columns.get(header_key(header), ())), None)


_LONGEST_HEADER: Final = 20
"""Characters of a name of a column of titles, spaces included."""
_OR_PLURAL: Final = re.compile(r"(\w)(?:\(s\)|/s\b)")
_NO_WORD: Final = re.compile(r"[\W_]+")
_SAME: Final = {"paper id": "id"}
_ALL_COLUMNS: Final = (OF_ANY_TABLE, *(export.columns for export in EXPORTS))
_KNOWN: Final = frozenset(
    header_key(header) for columns in _ALL_COLUMNS for headers in columns.values() for header in headers
)
_TITLES: Final = frozenset(header_key(header) for columns in _ALL_COLUMNS for header in columns.get("title", ()))
