"""What files are and what a load of them would do, without a database: nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import FORMATS, Format, Input, find_format, read
from graphapp.formats.parts import Part, open_parts, survey
from graphapp.formats.syntax.json_heads import record_keys
from graphapp.inputs.encodings import check_encoding
from graphapp.loading import DEFAULT_BATCH_SIZE
from graphapp.loading.fingerprints import Identified, check_source_name
from graphapp.loading.intake import Intake, identified_records
from graphapp.loading.ledger import Ledger, rows_again
from graphapp.loading.reading import find_candidates
from graphapp.loading.rows import rows_of
from graphapp.records import PersonRecord, Record
from graphapp.results.inspection import FormatInfo, InspectedRecord, Inspection
from graphapp.row_kinds import PaperRows, Rows
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import known_traits
from graphapp.stored_records import numbered

_SHOWN_RECORDS: Final = 5
_SHOWN_FIELDS: Final = 100


def list_formats() -> list[FormatInfo]:
    """All formats, in the order in which they are tried."""
    return [
        FormatInfo(
            name=format.name,
            title=format.title,
            suffixes=format.suffixes,
            read=True,
            write=format.is_written,
        )
        for format in FORMATS.values()
    ]


def inspect_file(
    path: str | Path,
    *,
    format: str | None = None,
    source: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    encoding: str | None = None,
    records: int | None = None,
) -> list[Inspection]:
    """What a file is, or each file of a folder, a pattern or an archive, and what a load of it would do.

    The options are those of `load_file`. `records` is how many records of each file are read at most, None for all.
    Raises InvalidArgument and SourceError as `load_file` does.
    """
    named = find_format(format) if format is not None else None
    known_encoding = check_encoding(encoding) if encoding is not None else None
    found = survey((str(path),), format=named, columns=columns, encoding=known_encoding)
    return list(
        inspect_parts(
            found.parts,
            source=source,
            columns=columns,
            encoding=known_encoding,
            records=records,
            named=named is not None,
        )
    )


def inspect_parts(
    parts: Iterable[Part],
    *,
    source: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    encoding: str | None = None,
    records: int | None = None,
    named: bool = False,
    on_open: Callable[[Part, Input], None] = lambda part, input: None,
    on_progress: Callable[[int], None] = lambda read: None,
) -> Iterator[Inspection]:
    """What each part is. `named` says that the user named the format.

    `on_open` gets each part when it is opened, `on_progress` the number of its records that are read so far.
    """
    if records is not None and records < 1:
        raise InvalidArgument("an inspection reads at least one record; give a positive number")
    with closing(open_parts(parts, encoding)) as opened:
        for part, input in opened:
            if isinstance(input, SourceError):
                raise input
            on_open(part, input)
            name = check_source_name(source or part.source)
            yield _inspect(part, input, name, columns, records, named, on_progress)


def _inspect(
    part: Part,
    input: Input,
    source: str,
    columns: Mapping[str, str],
    most: int | None,
    named: bool,
    on_progress: Callable[[int], None],
) -> Inspection:
    head = input.head
    notes = _unread_fields(part.format, head, input.place)
    by_content = part.format.recognises(head.removeprefix(b"\xef\xbb\xbf"))
    stated = read(input, part.format, columns, notes.append)
    some = stated if most is None else islice(stated, most)
    intake = _intake(some, source)
    first: list[InspectedRecord] = []
    traits = known_traits(source, part.format.traits)
    with Ledger(rows_again) as ledger:
        for batch in intake.batches():
            seen = ledger.recall(batch)
            candidates, unfit = find_candidates(batch, seen, {}, lambda each: rows_of(each, source, traits, 0))
            verdict = ledger.judge(candidates, seen)
            for reject in (*unfit, *verdict.rejects):
                intake.reject(reject)
            for candidate in candidates:
                if len(first) == _SHOWN_RECORDS:
                    break
                record = candidate.identified
                # Another record of the batch may say more of the same row.
                if candidate.rows is not None and seen[record.key].rank == record.rank:
                    first.append(_shown(record, candidate.rows))
            on_progress(intake.read)
    seen_of_input = intake.read + intake.passed_over
    whole = intake.failure is None and (most is None or seen_of_input < most or next(stated, None) is None)
    return Inspection(
        place=input.place,
        format=part.format.name,
        recognised_by="--from" if named else "content" if by_content else "name",
        source=source,
        records=intake.read,
        whole=whole,
        rejected=intake.rejected,
        warnings=intake.lost,
        notes=tuple(notes),
        failure=intake.failure,
        first=tuple(first),
        reasons=intake.reasons.counts(),
    )


def _intake(records: Iterable[Record], source: str) -> Intake[Identified]:
    return Intake(
        identified_records(records, source),
        batch_size=DEFAULT_BATCH_SIZE,
        max_rejects=None,
        on_reject=lambda reject: None,
        on_loss=lambda loss: None,
    )


def _unread_fields(format: Format, head: bytes, place: str) -> list[str]:
    """A note on the keys of the first objects that the format does not read."""
    if format.fields is None:
        return []
    holders = {path.partition(".")[0] for path in format.lists}
    records = (keys for keys in record_keys(head, format.lists) if holders.isdisjoint(keys))
    unread = sorted(frozenset().union(*records) - format.fields)
    more = f" and {len(unread) - _SHOWN_FIELDS:,} more" if len(unread) > _SHOWN_FIELDS else ""
    return [f"{place}: fields that are not read: {', '.join(unread[:_SHOWN_FIELDS])}{more}"] if unread else []


def _shown(identified: Identified, rows: Rows) -> InspectedRecord:
    record = identified.record
    if isinstance(record, PersonRecord):
        return InspectedRecord(
            place=record.place,
            title=None,
            authors=tuple(map(numbered, rows.identified_authors)),
            editors=(),
            venue=None,
            year=None,
            identifiers={},
            source_id=record.person_id,
        )
    assert isinstance(rows, PaperRows)  # noqa: S101
    names = {author["author_id"]: numbered(author) for author in (*rows.named_authors, *rows.identified_authors)}
    # Those without a position come last.
    authored = sorted(rows.authored, key=lambda each: (each["position"] is None, each["position"] or 0))
    paper: Mapping[str, Any] = {**rows.paper}
    return InspectedRecord(
        place=record.place,
        title=rows.paper["title"],
        authors=tuple(names[each["author_id"]] for each in authored if each["role"] == "author"),
        editors=tuple(names[each["author_id"]] for each in authored if each["role"] == "editor"),
        venue=rows.venue["name"] if rows.venue is not None else None,
        year=rows.paper.get("year"),
        identifiers={scheme: paper[scheme] for scheme in SCHEME_PROPERTIES if scheme in paper},
        source_id=record.paper_id,
    )
