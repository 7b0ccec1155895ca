"""What a row of a table says, whatever holds the table: CSV or a workbook.

`csv_columns` knows the columns, `author_cells` reads a cell of authors.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats.authors.author_cells import read_cell
from graphapp.formats.fields import authors, paper
from graphapp.formats.tables.columns import FIELDS, Layout
from graphapp.records import PaperRecord, Unfit
from graphapp.rules.formulas import unguarded
from graphapp.rules.identifiers import SCHEME_PROPERTIES

MOST_COLUMNS: Final = 16_384
"""As many as a sheet of Excel has."""

_SPREADSHEET_DAMAGE: Final = re.compile(r"=[A-Z]+\(|#(?:NAME\?|REF!|VALUE!|N/A)$")
_AUTHORS: Final = FIELDS.index("authors")
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
    stated = layout.pick([*cells, ""])
    style = layout.style
    if layout.with_spares:
        columns = [_filled(layout.fields.get(name, (-1,)), cells) for name in FIELDS]
        stated = tuple([cells[column] if column >= 0 else "" for column in columns])
        style = layout.styles.get(columns[_AUTHORS], style)
    together = "".join(stated)
    if "=" in together or "#" in together:
        _check_formulas(stated)
    if "'" in together:
        stated = tuple(map(unguarded, stated))
    paper_id, title, names, year, venue, venue_key, type, track, url, abstract, *identifiers = stated
    found = read_cell(names, style)
    authorships = authors(found.names)
    if any(found.author_ids):
        authorships = tuple(
            authorship if author_id is None else replace(authorship, author_id=author_id)
            # Of a list over the limit, `authors` gives only a part, which `paper` refuses.
            for authorship, author_id in zip(authorships, found.author_ids, strict=False)
        )
    return paper(
        place=place,
        title=title,
        authorships=authorships,
        authors_complete=found.complete,
        paper_id=paper_id,
        abstract=abstract,
        year=year,
        type=type,
        venue=venue,
        venue_key=venue_key,
        track=track,
        identifiers=zip(SCHEME_PROPERTIES, identifiers, strict=True),
        url=url,
    )


def _filled(columns: Sequence[int], cells: list[str]) -> int:
    """The first of the columns that the row fills; the first one where it fills none."""
    return next((column for column in columns if cells[column].strip()), columns[0])


def _check_formulas(stated: Sequence[str]) -> None:
    for name, cell in zip(FIELDS, stated, strict=True):
        # A damaged identifier costs itself, not the row.
        if name not in SCHEME_PROPERTIES and _SPREADSHEET_DAMAGE.match(cell.strip()):
            raise Unfit(f"a spreadsheet's formula or error in its {name}")
