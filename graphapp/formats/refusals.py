"""Why an input is not read: what it is, and the one thing to do next."""

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final, Protocol

from graphapp.errors import SourceError
from graphapp.formats.syntax.json_heads import record_keys, states_authors
from graphapp.formats.syntax.json_lines import Parse
from graphapp.formats.tables.csv_table import table_layout
from graphapp.inputs.contents import OTHER_BINARY, content_of
from graphapp.records import PaperRecord, Record, Reject

_SHOWN: Final = 12
"""Keys or columns that a message names."""
_LONGEST_SHOWN: Final = 40
_TRIED: Final = 5
"""Records of the head that a format must read for `--from` to be advised."""
_OTHER_ENCODINGS: Final = ("cp1252", "gb18030", "shift_jis", "euc_kr", "big5")
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_KEYS_OF_DUMPS: Final = frozenset({"author_id", "venue_id", "paper_id", "person_id", "says"})
_FOR_EVERYBODY: Final = "jsonl"
"""The format of JSON that is no service's own, so that a title alone may be a record of it."""
_LIST: Final = "`graphapp formats` lists what graphapp reads"


class NotRead(SourceError):
    """An input in no format that graphapp reads, or without content."""


class Reader(Protocol):
    """What is asked of a format here; see `Format`."""

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> frozenset[str] | None: ...

    @property
    def recognises(self) -> Callable[[bytes], bool]: ...

    @property
    def read(self) -> Callable[[io.BufferedReader, str], Iterator[Record]]: ...

    @property
    def parse(self) -> Parse | None: ...


def refusal(name: str, head: bytes, formats: Iterable[Reader], encoding: str | None = None) -> SourceError:
    """The error for an input that no format recognises, by its beginning; `encoding` is the one that it was read in.

    It is NotRead unless the input could be read with another option.
    """
    formats = tuple(formats)
    content = content_of(head)
    start = f"the format of {name} is not recognised"
    if (wide := _wide_encoding(head)) is not None:
        return SourceError(f"{start}: it looks like text in UTF-16 without a byte order mark; add --encoding {wide}")
    if content.advice is not None:
        return NotRead(f"{start}: it looks like {content.words}; {content.advice}")
    if not _is_utf8(head):
        if encoding is not None:
            return SourceError(f"{start}: it is no text in {encoding}; leave --encoding out, or name another one")
        for encoding in _OTHER_ENCODINGS:
            text = _decoded(head, encoding)
            if text is not None and any(format.recognises(text.encode()) for format in formats):
                return SourceError(
                    f"{start}: it is text that is not UTF-8; if it is {encoding}, add --encoding {encoding}"
                )
        return NotRead(f"{start}: it looks like {content.words} that is not UTF-8; name its encoding with --encoding")
    objects = head if content.words == "JSON" else b""
    keys = next(record_keys(objects), frozenset())
    if "node" in keys and keys & _KEYS_OF_DUMPS:
        return NotRead(
            f"{start}: it looks like a dump of `graphapp export graph`, which is for comparing graphs; load what "
            "`graphapp export papers --source NAME` writes, and import what `graphapp export statements` writes"
        )
    for format in sorted(formats, key=lambda format: format.name != _FOR_EVERYBODY):
        if not states_authors(keys, in_one_of=keys if format.fields is None else format.fields):
            continue
        if reads(format, head, more_than_titles=format.name != _FOR_EVERYBODY):
            known = sorted(keys & (format.fields or frozenset()))
            which = f" of objects with the keys {_listed(sorted(keys))}" if known and len(known) < len(keys) else ""
            what = f"{_listed(known)}" if which else "it"
            return SourceError(f"{start}: it looks like {content.words}{which}; --from {format.name} reads {what}")
    if keys:
        each = ".[] | " if head.lstrip().startswith(b"[") else ""
        return NotRead(
            f"{start}: it looks like JSON of objects with the keys {_listed(sorted(keys))}; rename them to those of "
            f"graphapp's own JSON Lines, as with jq -c '{each}{{title: .name, authors: .people}}', or save a table as "
            "CSV"
        )
    if (layout := table_layout(head)) is not None:
        known = [f"{_shown(layout.headers[columns[0]])} as {field}" for field, columns in layout.fields.items()]
        would = f", of which {', '.join(known)} would be read" if known else ""
        return SourceError(
            f"{start}: it looks like a table with the columns {_listed(layout.headers)}{would}; "
            'name the column of the titles: --from csv --columns title="..."'
        )
    return NotRead(f"{start}: it looks like {content.words} in no format that graphapp knows; {_LIST}")


def other_content(head: bytes) -> str | None:
    """What an input is that is certainly no text of records, with the thing to do; None for all others."""
    content = content_of(head)
    return f"{content.words}; {content.advice}" if content.advice is not None and content != OTHER_BINARY else None


def may_be_text(head: bytes) -> bool:
    """Whether an input that begins like this may be text in some format, in the encoding in which it is read."""
    return content_of(head).advice is None and b"\0" not in head


def reads(format: Reader, head: bytes, *, more_than_titles: bool = False) -> bool:
    """Whether a format makes records of an input that begins like this; the head may cut the last one.

    Many JSON formats have a `title`: that an object has one does not say that it is theirs. With `more_than_titles`, a
    record has more than that and an id.
    """
    found: list[Record] = []
    with suppress(SourceError):
        found.extend(islice(format.read(io.BufferedReader(io.BytesIO(head)), "head"), _TRIED))
    if len(found) > 1 and isinstance(found[-1], Reject):
        found.pop()
    good = sum(not isinstance(record, Reject) for record in found)
    if not found or isinstance(found[0], Reject) or 2 * good <= len(found):
        return False
    return not more_than_titles or any(map(_says_more, found))


def _says_more(record: Record) -> bool:
    """Whether a record has more than a title and an id, which many objects have."""
    if not isinstance(record, PaperRecord):
        return not isinstance(record, Reject)
    return bool(record.authorships or record.year or record.venue or record.identifiers)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of most texts is zero."""
    sample = head[:4_000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) > 3 and zeros.count(0) > 0.4 * len(zeros) and sample.count(0) < 0.6 * len(sample):
            text = _decoded(head, encoding)
            if text and not _NO_TEXT.search(text):
                return encoding
    return None


def _is_utf8(head: bytes) -> bool:
    return _decoded(head, "utf-8") is not None


def _decoded(head: bytes, encoding: str) -> str | None:
    """The text of a head, which may cut the last letter; None where it is not in this encoding."""
    try:
        # Halves of surrogate pairs are no letters.
        text = codecs.getincrementaldecoder(encoding)().decode(head)
        text.encode()
    except UnicodeError:
        return None
    return text


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(map(_shown, names[:_SHOWN])) + more


def _shown(name: str) -> str:
    return f'"{" ".join(name.split())[:_LONGEST_SHOWN]}"'
