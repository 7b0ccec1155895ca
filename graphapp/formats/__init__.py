"""The formats that graphapp reads, and how an input's format is found.

A source yields what its input states; it does not use the graph. To add one, write a module with `recognises` and
`read`, and give it an entry in `FORMATS`.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import (
    acl,
    arrow,
    arxiv,
    crossref,
    csl_json,
    dblp,
    dblp_search,
    endnote,
    jsonl,
    mlanthology,
    nbib,
    openalex,
    openreview,
    pubmed_xml,
    rejected,
    ris,
    semantic_scholar,
    wos,
)
from graphapp.formats.bibtex import reading as bibtex
from graphapp.formats.refusals import NotRead, may_be_text, other_content, reads, refusal
from graphapp.formats.syntax.json_lines import Parse
from graphapp.formats.tables import csv_table, xlsx
from graphapp.formats.tables.columns import FIELDS
from graphapp.inputs.encodings import NO_TEXT, Utf8Signs
from graphapp.inputs.files import Input, open_input, plain_name
from graphapp.records import Record, Reject
from graphapp.rules.known_sources import KNOWN_SOURCES, SourceTraits

__all__ = [
    "FORMATS",
    "Format",
    "Input",
    "check_columns",
    "find_format",
    "guess_format",
    "open_input",
    "read",
    "source_name",
]

_LONGEST_SOURCE_NAME: Final = 64
_ARCHIVE_SUFFIXES: Final = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst")
_NO_TEXT: Final = re.compile(rf"byte 0x{NO_TEXT.hex()} at offset [0-9]+ is not UTF-8")
_ReadTable = Callable[[BufferedReader, str, Mapping[str, str], Callable[[str], None]], Iterator[Record]]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that graphapp reads."""

    name: str
    """Its name for `--from`."""
    title: str
    """Its name in messages."""
    source: str | None = None
    """The default name of the source of such inputs; None when the file's name gives it."""
    traits: SourceTraits | None = None
    """What is known of all sources in this format; None for a format that any source may use."""
    suffixes: tuple[str, ...] = ()
    """Suffixes of file names in this format, which others may share; lower case, without a compression's suffix."""
    recognises: Callable[[bytes], bool]
    """Whether the beginning of an input is in this format. Its argument has 256 KiB, or all of a shorter input."""
    read: Callable[[BufferedReader, str], Iterator[Record]]
    """The records of a stream; the text is the first part of their places. Raises SourceError as `read` below."""
    parse: Parse | None = None
    """The record of the JSON text of an object; None for a format in which an object may hold other records."""
    read_table: _ReadTable | None = None
    """As `read`, with the `columns` and `on_note` of `read` below; None for a format without columns."""
    is_written: bool = False
    """Whether graphapp also writes it."""
    is_text: bool = True
    fields: frozenset[str] | None = None
    """The keys of objects that are read; None for a format that cannot say them as a flat list."""
    lists: Collection[str] = ()
    """Paths of the lists of such objects, as for `record_keys`."""
    source_in: Callable[[bytes], str | None] | None = None
    """The name of the source that the beginning of an input states; None for a format whose inputs state none."""


_JSON = (".json", ".jsonl", ".ndjson")

_FORMATS: tuple[Format, ...] = (
    Format(
        name="rejects",
        title="rejected records that a load has written",
        suffixes=(".jsonl",),
        recognises=rejected.recognises,
        # Any format may have written them, also one that comes below.
        read=lambda stream, place: rejected.read(stream, place, FORMATS),
        source_in=rejected.source_in,
    ),
    Format(
        name="arrow",
        title="the text of an author name cluster of Arrow",
        source="arrow",
        traits=KNOWN_SOURCES["arrow"],
        recognises=arrow.recognises,
        read=arrow.read,
    ),
    Format(
        name="dblp",
        title="XML of dblp",
        source="dblp",
        traits=KNOWN_SOURCES["dblp"],
        suffixes=(".xml",),
        recognises=dblp.recognises,
        read=dblp.read,
    ),
    Format(
        name="acl",
        title="XML or persons of the ACL Anthology",
        source="acl",
        traits=KNOWN_SOURCES["acl"],
        suffixes=(".xml", ".yaml", ".yml"),
        recognises=acl.recognises,
        read=acl.read,
    ),
    Format(
        name="pubmed",
        title="PubMed's XML",
        source="pubmed",
        traits=KNOWN_SOURCES["pubmed"],
        suffixes=(".xml",),
        recognises=pubmed_xml.recognises,
        read=pubmed_xml.read,
    ),
    Format(
        name="endnote",
        title="EndNote's XML",
        suffixes=(".xml",),
        recognises=endnote.recognises,
        read=endnote.read,
    ),
    Format(
        name="nbib",
        title="PubMed's tagged text",
        source="pubmed",
        traits=KNOWN_SOURCES["pubmed"],
        suffixes=(".nbib",),
        recognises=nbib.recognises,
        read=nbib.read,
    ),
    Format(
        name="ris",
        title="RIS",
        suffixes=(".ris",),
        recognises=ris.recognises,
        read=ris.read,
        is_written=True,
    ),
    Format(
        name="wos",
        title="plain text of Web of Science",
        source="wos",
        recognises=wos.recognises,
        read=wos.read,
    ),
    Format(
        name="bibtex",
        title="BibTeX",
        suffixes=(".bib", ".bibtex"),
        recognises=bibtex.recognises,
        read=bibtex.read,
        is_written=True,
    ),
    Format(
        name="xlsx",
        title="an Excel workbook",
        suffixes=(".xlsx", ".xlsm"),
        recognises=xlsx.recognises,
        is_text=False,
        read=xlsx.read,
        read_table=xlsx.read,
    ),
    Format(
        name="dblp-search",
        title="JSON of dblp's search",
        source="dblp",
        traits=KNOWN_SOURCES["dblp"],
        suffixes=_JSON,
        recognises=dblp_search.recognises,
        read=dblp_search.read,
    ),
    Format(
        name="mlanthology",
        title="JSON of mlanthology",
        source="mlanthology",
        traits=KNOWN_SOURCES["mlanthology"],
        suffixes=_JSON,
        recognises=mlanthology.recognises,
        read=mlanthology.read,
        fields=mlanthology.FIELDS,
        lists=mlanthology.LISTS,
    ),
    Format(
        name="openalex",
        title="works of OpenAlex",
        source="openalex",
        traits=KNOWN_SOURCES["openalex"],
        suffixes=_JSON,
        recognises=openalex.recognises,
        read=openalex.read,
        fields=openalex.FIELDS,
        lists=openalex.LISTS,
    ),
    Format(
        name="arxiv",
        title="arXiv's metadata snapshot",
        source="arxiv",
        traits=KNOWN_SOURCES["arxiv"],
        suffixes=_JSON,
        recognises=arxiv.recognises,
        read=arxiv.read,
        parse=arxiv.parse,
        fields=arxiv.FIELDS,
    ),
    Format(
        name="crossref",
        title="works of Crossref",
        source="crossref",
        traits=KNOWN_SOURCES["crossref"],
        suffixes=_JSON,
        recognises=crossref.recognises,
        read=crossref.read,
        fields=crossref.FIELDS,
        lists=crossref.LISTS,
    ),
    Format(
        name="openreview",
        title="notes of OpenReview",
        source="openreview",
        traits=KNOWN_SOURCES["openreview"],
        suffixes=_JSON,
        recognises=openreview.recognises,
        read=openreview.read,
    ),
    Format(
        name="semantic-scholar",
        title="papers of Semantic Scholar",
        source="semantic-scholar",
        traits=KNOWN_SOURCES["semantic-scholar"],
        suffixes=_JSON,
        recognises=semantic_scholar.recognises,
        read=semantic_scholar.read,
        fields=semantic_scholar.FIELDS,
        lists=semantic_scholar.LISTS,
    ),
    Format(
        name="csl-json",
        title="CSL-JSON",
        suffixes=_JSON,
        recognises=csl_json.recognises,
        read=csl_json.read,
        is_written=True,
        fields=csl_json.FIELDS,
        lists=csl_json.LISTS,
    ),
    Format(
        name="jsonl",
        title="graphapp's own JSON Lines",
        suffixes=_JSON,
        recognises=jsonl.recognises,
        read=jsonl.read,
        parse=jsonl.parse,
        is_written=True,
        fields=jsonl.FIELDS | jsonl.PERSON_FIELDS,
    ),
    Format(
        name="csv",
        title="a CSV table",
        suffixes=(".csv", ".tsv"),
        recognises=csv_table.recognises,
        read=csv_table.read,
        read_table=csv_table.read,
        is_written=True,
    ),
)

FORMATS: dict[str, Format] = {known.name: known for known in _FORMATS}
"""By name. When several recognise an input, the first one is used."""


def find_format(name: str) -> Format:
    """The format of this name; raises InvalidArgument when there is none."""
    if name not in FORMATS:
        raise InvalidArgument(f"there is no format {name!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def source_name(format: Format, path: str) -> str:
    """The name of the source of an input without one: the format's own, else the file's, else the format's name.

    A file's name loses its suffixes, becomes lower case ASCII, and gets dashes for what a source's name cannot have.
    """
    if format.source is not None:
        return format.source
    # "." and ".." are folders with a name.
    name = plain_name(Path(path).name or Path(path).resolve().name)
    for suffix in (*_ARCHIVE_SUFFIXES, *format.suffixes):
        name = name.removesuffix(suffix)
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9_.+-]+", "-", letters.casefold())
    return words.strip("-_.+")[:_LONGEST_SOURCE_NAME] or format.name


def guess_format(name: str, head: bytes, encoding: str | None = None) -> Format:
    """The format of an input: by its beginning or, if no format recognises that, by a suffix that only one format uses.

    `encoding` is the one from which the input is transcoded.
    Raises SourceError for content and name that contradict each other and when neither decides; NotRead, which is one,
    for an empty input and for content that no option would make readable.
    """
    content = head.removeprefix(_BYTE_ORDER_MARK)
    if not content.strip():
        raise NotRead(f"{name} is empty; name its format with --from to read it as an input without records")
    by_name = [known for known in FORMATS.values() if plain_name(name).endswith(known.suffixes)]
    by_content = [known for known in FORMATS.values() if known.recognises(content)]
    if both := [known for known in by_content if known in by_name]:
        return both[0]
    if by_content and by_name:
        found = by_content[0]
        remedy = f", or name its format with --from {found.name}" if reads(found, content) else ""
        raise SourceError(f"{name} contains {found.title}, which does not match its name; rename it{remedy}")
    if by_content:
        return by_content[0]
    if len(by_name) == 1 and may_be_text(content):
        return by_name[0]
    raise refusal(name, content, FORMATS.values(), encoding)


def check_columns(columns: Mapping[str, str], *formats: Format) -> None:
    """Raises InvalidArgument for a field that no table has, and for columns where none of the formats is a table."""
    if unknown := [field for field in columns if field not in FIELDS]:
        raise InvalidArgument(f"a table has no field {unknown[0]!r}; its fields are {', '.join(FIELDS)}")
    if columns and formats and all(format.read_table is None for format in formats):
        raise InvalidArgument(f"{formats[0].title} has no columns to name; only a table has")


def read(
    source: Input,
    format: Format,
    columns: Mapping[str, str] = MappingProxyType({}),
    on_note: Callable[[str], None] = lambda note: None,
) -> Iterator[Record]:
    """The records of an input, in its order; a byte order mark is skipped.

    `columns` names the columns of a table by hand: field -> header. `on_note` gets a clause about the input, such as
    which columns of a table are not read, or that text in another encoding may be UTF-8.

    Memory does not grow with the input. A part that cannot become a row is a Reject among the records. Raises
    SourceError when the whole input, or its rest from some point on, cannot be read: the records before that point are
    yielded first. That includes a record for which this process has not enough memory.
    """
    if format.is_text and (other := other_content(source.head)) is not None and not format.recognises(source.head):
        raise NotRead(f"{source.place} is not {format.title}: it looks like {other}")
    if (right := _other_format(format, source.head)) is not None:
        raise NotRead(
            f"{source.place} is not {format.title}: it looks like {right.title}; leave --from out, or name it with "
            f"--from {right.name}"
        )
    if source.utf8_signs is not None and source.utf8_signs.certain:
        raise _is_utf8(source, source.utf8_signs, "load it without --encoding")
    if source.head.startswith(_BYTE_ORDER_MARK):
        source.stream.read(len(_BYTE_ORDER_MARK))
    try:
        if format.read_table is not None:
            records = format.read_table(source.stream, source.place, columns, on_note)
        else:
            records = format.read(source.stream, source.place)
        yield from records if source.encoding is None else map(partial(_in_encoding, source.encoding), records)
    except MemoryError as error:
        raise SourceError(
            f"{source.place} cannot be read further: this process has not enough memory for the next record"
        ) from error
    if source.utf8_signs is not None and source.utf8_signs.certain:
        raise _is_utf8(source, source.utf8_signs, "load it again without --encoding")
    if source.utf8_signs is not None and (letters := source.utf8_signs.letters):
        on_note(
            f"{source.place}: what is not ASCII in it would be {letters} in UTF-8; if what is loaded looks worse, load "
            "it again without --encoding"
        )


def _other_format(format: Format, head: bytes) -> Format | None:
    """The format of an input that begins like this, where it is certainly not in the given one."""
    content = head.removeprefix(_BYTE_ORDER_MARK)
    if format.recognises(content):
        return None
    others = (known for known in FORMATS.values() if known is not format and known.recognises(content))
    right = next((known for known in others if reads(known, content)), None)
    return None if right is None or reads(format, content, more_than_titles=True) else right


def _is_utf8(source: Input, signs: Utf8Signs, remedy: str) -> SourceError:
    such = f", such as {signs.letters}" if signs.letters else ""
    return SourceError(f"{source.place} is UTF-8 and not {source.encoding}: all of its letters are{such}; {remedy}")


def _in_encoding(encoding: str, record: Record) -> Record:
    """A record of transcoded text: a reject of bytes that are no text names the encoding of the input."""
    if not isinstance(record, Reject) or _NO_TEXT.search(record.reason) is None:
        return record
    return replace(record, reason=_NO_TEXT.sub(f"bytes that are not {encoding}", record.reason))
