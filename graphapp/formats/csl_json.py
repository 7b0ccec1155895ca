"""CSL-JSON: the items that Zotero, Pandoc and all processors of the Citation Style Language exchange.

https://docs.citationstyles.org/en/stable/specification.html (appendices III and IV) and the schema `csl-data.json` of
https://github.com/citation-style-language/schema. What the schema has no field for stands in lines of the note, as in
Zotero: `arXiv: 2101.00007`.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, Final

import msgspec

from graphapp.formats.authors.name_words import PARTICLES, family_start, joins_names
from graphapp.formats.fields import author_name, identifier, paper, ranked, stated_year, type_words
from graphapp.formats.syntax.json_heads import record_keys, states_authors
from graphapp.formats.syntax.json_lines import keys_of
from graphapp.formats.syntax.json_objects import read_json_objects
from graphapp.formats.venue_types import is_whole_journal, kind_of_venue, type_of
from graphapp.records import Authorship, PaperRecord, Record, Role
from graphapp.rules.name_order import has_east_asian_letter
from graphapp.rules.names import GENERATION_SUFFIXES, fold_key, is_organisation, natural_order
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import join_parts, name_of_organisation, read_name, undecorated, undivided
from graphapp.rules.venues import issn_key
from graphapp.rules.work_rows import is_type_of_preprint

LISTS = ("items", "references")


class _Name(msgspec.Struct, gc=False):
    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = msgspec.field(default=None, name="dropping-particle")
    non_dropping_particle: str | None = msgspec.field(default=None, name="non-dropping-particle")
    suffix: str | None = None
    comma_suffix: object = msgspec.field(default=None, name="comma-suffix")
    literal: str | None = None
    orcid: object = msgspec.field(default=None, name="ORCID")


class _Date(msgspec.Struct, gc=False):
    date_parts: list[list[str | int | float | None]] | None = msgspec.field(default=None, name="date-parts")
    raw: str | int | None = None
    literal: str | int | None = None


class _Item(msgspec.Struct, gc=False):
    id: str | int | float | None = None
    type: str | None = None
    title: str | None = None
    author: list[_Name | str] | None = None
    editor: list[_Name | str] | None = None
    issued: _Date | str | int | None = None
    container_title: str | list[str] | None = msgspec.field(default=None, name="container-title")
    event_title: str | None = msgspec.field(default=None, name="event-title")
    event: object = None
    publisher: str | None = None
    genre: object = None
    abstract: str | None = None
    note: str | None = None
    number: str | int | float | None = None
    doi: object = msgspec.field(default=None, name="DOI")
    pmid: object = msgspec.field(default=None, name="PMID")
    url: str | None = msgspec.field(default=None, name="URL")
    issn: str | list[str] | None = msgspec.field(default=None, name="ISSN")


_decoder = msgspec.json.Decoder(_Item)
FIELDS: Final = keys_of(_decoder)

_OF_AN_ITEM: Final = frozenset({"author", "container-title", "DOI", "editor", "event-title", "issued", "publisher"})
_OF_OTHERS: Final = frozenset({"authorships", "content", "display_name", "indexed", "paper_id", "person_id"})


def recognises(head: bytes) -> bool:
    """Whether an object has the two fields that each item must have, and one that only items have."""
    return any(
        {"id", "type"} <= keys
        and not keys.isdisjoint(_OF_AN_ITEM)
        and keys.isdisjoint(_OF_OTHERS)
        and states_authors(keys, in_one_of={"author"})
        for keys in record_keys(head, LISTS)
    )


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The items of an array, of an object that holds them, or of JSON Lines.

    Raises SourceError as `read_json_objects` does.
    """
    return read_json_objects(stream, place, _parse, LISTS, FIELDS)


def _parse(text: bytes, place: str) -> PaperRecord:
    item = _decoder.decode(text)
    authorships, complete = _authorships(item.author, "author")
    editors, _ = _authorships(item.editor, "editor")
    return paper(
        place=place,
        title=item.title,
        authorships=authorships + editors,
        authors_complete=complete,
        paper_id=None if item.id is None else str(item.id),
        abstract=item.abstract,
        year=_year(item.issued),
        type=_type(item),
        venue=_venue(item),
        # The ISSN of a paper in proceedings is that of a series with many conferences.
        venue_key=_issn_key(item.issn) if item.type in _IN_A_JOURNAL else None,
        identifiers=_identifiers(item),
        url=item.url,
    )


def _authorships(names: list[_Name | str] | None, role: Role) -> tuple[tuple[Authorship, ...], bool]:
    """The people of a list, and whether it has all of them: `others` says that it has not."""
    if not names:
        return (), True
    authorships: list[Authorship] = []
    complete = True
    for rank, name in ranked(names):
        if isinstance(name, str):
            name = _Name(literal=name)
        printed = author_name(_printed(name), rank)
        if not name.given and placeholder(printed) == "others":
            complete = False
            continue
        orcid = None if name.orcid is None else identifier(name.orcid)
        authorships.append(Authorship(printed_name=printed, position=rank, role=role, orcid=orcid))
    return tuple(authorships), complete


def _printed(name: _Name) -> str:
    """The name in the order of given names, particles, family name, suffix; or the text that is not divided."""
    if name.literal and not name.family and not name.given:
        return name_of_organisation(name.literal)
    family, space = "", ""
    for part in (name.dropping_particle, name.non_dropping_particle, name.family):
        if part and not part.isspace():
            family += f"{space}{part.strip()}"
            # d'Alembert, but de la Cruz
            space = "" if part.endswith(_APOSTROPHES) else " "
    suffix = (name.suffix or "").strip()
    if suffix:
        suffix = f"{',' if name.comma_suffix else ''} {suffix}"
    return join_parts(family, name.given or "", suffix)


_APOSTROPHES: Final = ("'", "’")
_LONGEST_DATE: Final = 100
_YEAR_IN_TEXT: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _year(issued: _Date | str | int | None) -> int | None:
    """The year of a date in parts, or the only one that a date in words has: `May 3, 2019`.

    Programs write empty parts beside words: `{"date-parts": [[]], "raw": "2019"}`.
    """
    stated: str | float | None
    if not isinstance(issued, _Date):
        stated = issued
    else:
        first = issued.date_parts[0] if issued.date_parts else None
        stated = (first[0] if first else None) or issued.raw or issued.literal
    years = _YEAR_IN_TEXT.findall(stated[:_LONGEST_DATE]) if isinstance(stated, str) else []
    return stated_year(years[0] if len(years) == 1 else stated)


def _type(item: _Item) -> str | None:
    """The item's type; `preprint` for an article that says so, or that stands at a publisher and in no container.

    For the schema an article is a preprint, for many writers of it any article.
    """
    if item.type != "article":
        return item.type
    says_so = isinstance(item.genre, str) and is_type_of_preprint(item.genre)
    return "preprint" if says_so or (item.publisher and not _container(item)) else item.type


def _venue(item: _Item) -> str | None:
    # A preprint and a thesis stand in no container; a server and a university are their publishers.
    return _container(item) or (item.publisher if item.type in ("article", "thesis") else None)


def _container(item: _Item) -> str | None:
    container = item.container_title
    if isinstance(container, list):
        container = container[0] if container else None
    return container or item.event_title or (item.event if isinstance(item.event, str) else None)


_IN_A_JOURNAL: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})


def _issn_key(stated: str | list[str] | None) -> str | None:
    """The key of the first valid ISSN; many items have those of the printed and of the online edition."""
    if not stated:
        return None
    listed = re.split(r"[,;\s]+", stated[:_LONGEST_DATE]) if isinstance(stated, str) else stated[:_MOST_ISSNS]
    return next((key for text in listed if (key := issn_key(text)) is not None), None)


_MOST_ISSNS: Final = 10


def _identifiers(item: _Item) -> list[tuple[str, object]]:
    """The identifiers of an item's own fields, else those of its note, which people correct last."""
    own: dict[str, object] = {"doi": item.doi, "pmid": item.pmid}
    if item.note:
        for label, value in _NOTE_LINE.findall(item.note):
            name = _PROPERTIES[label.lower()]
            own[name] = own.get(name) or value.strip()
    if isinstance(item.number, str) and item.number.lower().startswith("arxiv:"):
        own.setdefault("arxiv_id", item.number)
    return list(own.items())


_PROPERTIES: Final = {"arxiv": "arxiv_id", "doi": "doi", "pmid": "pmid"}
_NOTE_LINE: Final = re.compile(r"^[ \t]*(?:\{:)?(arxiv|doi|pmid)[ \t]*:([^\n}]*)", re.IGNORECASE | re.MULTILINE)
"""A field in a note; braces are the spelling of older processors: `{:DOI: 10.1000/182}`."""


# Writing


def write(record: PaperRecord, key: str) -> str:
    """The item of a record as one JSON object on one line. `key` becomes its id.

    A type of the schema stays; other types become the one that their words or the venue suggest. Left out is what the
    schema has no field for: ids and ORCIDs of authors, the venue's key and the track.
    """
    names = {role: [_name(printed) for printed in _in_order(record, role)] for role in ("author", "editor")}
    if names["author"] and not record.authors_complete:
        names["author"].append({"literal": "others"})
    arxiv_id = record.identifiers.get("arxiv_id")
    is_preprint = is_type_of_preprint(type_of(record))
    type = "article" if is_preprint else _csl_type(record)
    item = {
        "id": key,
        "type": type,
        "genre": "preprint" if is_preprint else None,
        "title": record.title,
        **names,
        "issued": None if record.year is None else {"date-parts": [[record.year]]},
        "publisher" if type == "thesis" else "container-title": record.venue,
        "ISSN": _issn(record.venue_key),
        "DOI": record.identifiers.get("doi"),
        "PMID": record.identifiers.get("pmid"),
        "URL": record.url,
        "abstract": record.abstract,
        "note": None if arxiv_id is None else f"arXiv: {arxiv_id}",
    }
    return msgspec.json.encode({name: value for name, value in item.items() if value}).decode()


def _issn(venue_key: str | None) -> str | None:
    scheme, _, value = (venue_key or "").partition(":")
    return value if scheme == "issn" else None


def _in_order(record: PaperRecord, role: str) -> list[str]:
    """The printed names of a role, those with an unknown position last."""
    people = [authorship for authorship in record.authorships if authorship.role == role]
    people.sort(key=lambda authorship: (authorship.position is None, authorship.position or 0))
    return [authorship.printed_name for authorship in people]


def _name(printed: str) -> dict[str, Any]:
    """The parts of a name, which join to the name again.

    Not divided are organisations, names with an "and" or a word without a letter (`Wei Wang 0001`), names with letters
    of East Asia, where the family name may stand first, and what has "et al." or another decoration.
    """
    whole = " ".join(printed.split())
    natural = natural_order(whole)
    name, comma, suffix = natural.partition(", ")
    words = name.split()
    is_divided = not (
        has_east_asian_letter(name)
        or is_organisation(name)
        or joins_names(name)
        or not all(any(map(str.isalpha, word)) for word in words)
        or undecorated(whole).name != whole
        # "Ada Byron, MD" is not turned by who reads a name.
        or (natural != whole and read_name(natural) != read_name(whole))
    )
    if not is_divided or "," in f"{name}{suffix}" or (comma and not _is_suffix(suffix)):
        return {"literal": undivided(whole)}
    if not suffix and len(words) > 2 and _is_suffix(words[-1]):
        suffix = words.pop()
    family = start = family_start(words)
    if join_parts(" ".join(words[start:]), " ".join(words[:start])) != " ".join(words):
        return {"literal": undivided(whole)}
    while family < len(words) - 1 and words[family] in PARTICLES:
        family += 1
    parts = {
        "given": " ".join(words[:start]),
        "non-dropping-particle": " ".join(words[start:family]),
        "family": " ".join(words[family:]),
        "suffix": suffix,
    }
    return {name: part for name, part in parts.items() if part} | ({"comma-suffix": True} if comma else {})


def _is_suffix(word: str) -> bool:
    return fold_key(word) in GENERATION_SUFFIXES


def _csl_type(record: PaperRecord) -> str:
    stated = type_words(record.type or "-")
    # For dblp and BibTeX, an article is what stands in a journal; for CSL it is a preprint.
    if record.type in TYPES and record.type != "article":
        return record.type
    if is_whole_journal(record):
        return "periodical"
    if (found := next((type for word, type in _TYPES_BY_WORD.items() if word in stated), None)) is not None:
        return found
    kind = kind_of_venue(record)
    if kind is None:
        return "article" if record.type == "article" else "document"
    return _TYPES_BY_KIND.get(kind, "paper-conference")


TYPES: Final = frozenset(
    {
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast"),
        *("chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation"),
        *("manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent"),
        *("performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report"),
        *("review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    }
)
"""All types of the schema."""
_TYPES_BY_WORD: Final = {
    "thes": "thesis",
    "dissertation": "thesis",
    "preprint": "article",
    "unpublished": "manuscript",
    "journal article": "article-journal",
    "case report": "article-journal",
    "proceedings paper": "paper-conference",
    "book review": "review-book",
    "book section": "chapter",
    "book part": "chapter",
    "inproceedings": "paper-conference",
    "proceedings article": "paper-conference",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "proceedings": "book",
    "editorship": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "chapter": "chapter",
    "book": "book",
    "monograph": "book",
    "report": "report",
    "journal": "article-journal",
    "dataset": "dataset",
    "software": "software",
}
"""What the types of other sources have in them, by `type_words`; the first one counts."""
_TYPES_BY_KIND: Final = {"journal": "article-journal", "preprint server": "article"}
