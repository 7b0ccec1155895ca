"""What a row of a table says, whatever holds the table: CSV or a workbook.

`csv_columns` knows the columns, `author_cells` reads a cell of authors.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from graphapp.errors import SourceError
from graphapp.formats.authors.author_cells import UNKNOWN, read_cell
from graphapp.formats.fields import authors, paper
from graphapp.formats.tables.columns import Layout
from graphapp.records import PaperRecord, Unfit
from graphapp.rules.identifiers import SCHEME_PROPERTIES

MOST_COLUMNS: Final = 16_384
"""As many as a sheet of Excel has."""

_SPREADSHEET_DAMAGE: Final = re.compile(r"=[A-Z]+\(|#(?:NAME\?|REF!|VALUE!|N/A)$")
_SHOWN_COLUMNS: Final = 20
_MOST_NAMED_COLUMNS: Final = 100
_LONGEST_SHOWN_HEADER: Final = 100


def checked(layout: Layout, place: str, columns: Mapping[str, str]) -> Layout:
    """The layout. Raises SourceError where it lacks a column of `columns` or of titles, or has one twice."""
    found = ", ".join(map(_shown, layout.headers[:_SHOWN_COLUMNS]))
    for field, header in columns.items():
        if field not in layout.fields:
            raise SourceError(f"{place} has no column {_shown(header)} in its header row; its columns are {found}")
    if "title" not in layout.fields:
        raise SourceError(
            f'{place} has no column "title" in its header row; its columns are {found}; '
            '--columns title="..." names the one that has the titles'
        )
    if layout.repeated is not None:
        raise SourceError(f'{place} has more than one column for "{layout.repeated}"; rename all but one')
    return layout


def unread_note(layout: Layout, place: str) -> str:
    """What a user should know of the columns; empty where there is nothing to say."""
    notes = []
    if "authors" not in layout.fields:
        notes.append('it has no column of authors, so its papers get none; --columns authors="..." names one')
    if unread := layout.unread:
        more = f" and {len(unread) - _MOST_NAMED_COLUMNS:,} more" if len(unread) > _MOST_NAMED_COLUMNS else ""
        notes.append(f"columns that are not read: {', '.join(map(_shown, unread[:_MOST_NAMED_COLUMNS]))}{more}")
    return f"{place}: {'; '.join(notes)}" if notes else ""


def _shown(header: str) -> str:
    return f'"{" ".join(header.split())[:_LONGEST_SHOWN_HEADER]}"'


def paper_of(layout: Layout, cells: list[str], place: str) -> PaperRecord:
    """The paper of a row. Raises Unfit for another number of cells than the table has, and as `fields.paper` does."""
    # Some programs end each row with a delimiter, though not the header.
    while len(cells) > len(layout.headers) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(layout.headers):
        raise Unfit(f"{len(cells)} cells in a table of {len(layout.headers)} columns")
    stated = {}
    style = UNKNOWN
    for name, columns in layout.fields.items():
        column = columns[0]
        if len(columns) > 1:
            column = next((column for column in columns if cells[column].strip()), column)
        stated[name] = cell = cells[column]
        style = layout.styles.get(column, style)
        # A damaged identifier costs itself, not the row.
        if ("=" in cell or "#" in cell) and name not in SCHEME_PROPERTIES and _SPREADSHEET_DAMAGE.match(cell.strip()):
            raise Unfit(f"a spreadsheet's formula or error in its {name}")
    found = read_cell(stated.pop("authors", ""), style)
    return paper(
        place=place,
        title=stated.pop("title"),
        authorships=tuple(
            authorship if author_id is None else replace(authorship, author_id=author_id)
            # Of a list over the limit, `authors` gives only a part, which `paper` refuses.
            for authorship, author_id in zip(authors(found.names), found.author_ids, strict=False)
        ),
        authors_complete=found.complete,
        identifiers=[(name, stated.pop(name)) for name in SCHEME_PROPERTIES if name in stated],
        losses=(),
        **stated,
    )
