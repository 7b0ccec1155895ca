"""graphapp's own format: one paper a line, as a JSON object that `record.schema.json` beside this file defines."""

from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from typing import Annotated, Literal

import msgspec

from graphapp.formats.fields import Unusable, author_name, paper, text
from graphapp.formats.json_lines import object_keys, read_json_lines
from graphapp.records import Authorship, PaperRecord, Record, Role

_Position = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class _Author(msgspec.Struct, gc=False):
    name: str
    position: _Position | msgspec.UnsetType | None = msgspec.UNSET
    role: Role = "author"
    author_id: str | None = None
    orcid: str | None = None


class _Paper(msgspec.Struct, gc=False):
    version: Literal[1] = 1
    paper_id: str | None = None
    title: str | None = None
    authors: list[str | _Author] = []
    authors_complete: bool = True
    abstract: str | None = None
    year: int | str | None = None
    type: str | None = None
    venue: str | None = None
    venue_key: str | None = None
    track: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    url: str | None = None


FIELDS = frozenset(_Paper.__struct_fields__) | {"source"}
"""What a line may hold; `source` is a remark that is not read."""

_decoder = msgspec.json.Decoder(_Paper)


def recognises(head: bytes) -> bool:
    """Whether an object has a title and either states its version or has no field of another format."""
    return any("title" in keys and ("version" in keys or keys <= FIELDS) for keys in object_keys(head))


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of graphapp's own JSON Lines."""
    return read_json_lines(stream, place, _parse)


def _parse(line: bytes, place: str) -> PaperRecord:
    stated = _decoder.decode(line)
    return paper(
        place=place,
        title=stated.title,
        authorships=_authorships(stated.authors),
        authors_complete=stated.authors_complete,
        paper_id=stated.paper_id,
        abstract=stated.abstract,
        year=stated.year,
        type=stated.type,
        venue=stated.venue,
        venue_key=stated.venue_key,
        track=stated.track,
        doi=stated.doi,
        arxiv_id=stated.arxiv_id,
        url=stated.url,
    )


def _authorships(stated: list[str | _Author]) -> tuple[Authorship, ...]:
    ranks: Counter[Role] = Counter()
    known: set[tuple[Role, int]] = set()
    authorships = []
    for number, item in enumerate(stated, start=1):
        author = item if isinstance(item, _Author) else _Author(name=item)
        ranks[author.role] += 1
        position = ranks[author.role] if isinstance(author.position, msgspec.UnsetType) else author.position
        if position is not None:
            if (author.role, position) in known:
                raise Unusable(f"two {author.role}s at position {position}")
            known.add((author.role, position))
        authorships.append(
            Authorship(
                printed_name=author_name(author.name, number),
                position=position,
                role=author.role,
                author_id=text(author.author_id, "author ids"),
                orcid=text(author.orcid, "ORCIDs"),
            )
        )
    return tuple(authorships)
