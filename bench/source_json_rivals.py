"""The bare loops of `source_rivals.py` that read JSON."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from graphapp.formats import (
    arxiv,
    crossref,
    csl_json,
    dblp_search,
    jsonl,
    mlanthology,
    openalex,
    openreview,
    semantic_scholar,
)
from graphapp.records import Authorship, PaperRecord, Unfit, check_lengths
from graphapp.rules.names import fold


def authors_of(names: Iterable[str], ids: Iterable[str | None] = ()) -> tuple[Authorship, ...]:
    """The authors of a list of names, and of their ids if there are any."""
    if ids:
        return tuple(
            [
                Authorship(printed_name=name, position=rank, author_id=id)
                for rank, (name, id) in enumerate(zip(names, ids, strict=True), start=1)
            ]
        )
    return tuple([Authorship(printed_name=name, position=rank) for rank, name in enumerate(names, start=1)])


def checked(record: PaperRecord) -> PaperRecord:
    """The record. Raises Unfit for what no record may hold: texts over their limits, NUL characters, blank names."""
    check_lengths(record)
    names = [each.printed_name for each in record.authorships]
    texts = [record.title, record.abstract, record.venue, record.venue_key, record.type, record.paper_id, record.url]
    if any("\0" in text for text in (*texts, *names) if text) or not all(map(str.strip, (record.title, *names))):
        raise Unfit("a NUL character, or a blank title or name")
    return record


def _lines(path: str, decode: Callable[[bytes], Any]) -> Iterator[tuple[str, Any]]:
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            yield f"{path}:{number}", decode(line)


def _whole(path: str, type: Any, *keys: str) -> Iterator[tuple[str, Any]]:
    with open(path, "rb") as file:
        found = msgspec.json.decode(file.read(), type=type)
    for key in keys:
        found = found[key]
    return ((f"{path}:{number}", each) for number, each in enumerate(found, start=2))


def mlanthology_lines(path: str) -> Iterator[PaperRecord]:
    for place, stated in _lines(path, mlanthology._paper_decoder.decode):
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=authors_of(f"{each.given} {each.family}" for each in stated.authors),
            paper_id=stated.bibtex_key,
            abstract=stated.abstract,
            year=stated.year,
            venue=stated.venue_name,
            venue_key=stated.venue,
            identifiers={"doi": stated.doi},
            url=stated.venue_url,
        )


def openalex_lines(path: str) -> Iterator[PaperRecord]:
    for place, work in _lines(path, openalex._decoder.decode):
        location = work.primary_location
        placed = [(at, word) for word, places in work.abstract_inverted_index.items() for at in places]
        placed.sort()
        yield PaperRecord(
            place=place,
            title=work.title,
            authorships=authors_of(
                [each.raw_author_name or each.author.display_name for each in work.authorships],
                [each.author.id.rpartition("/")[2] for each in work.authorships],
            ),
            paper_id=work.id.rpartition("/")[2],
            abstract=" ".join([word for _, word in placed]),
            year=work.publication_year,
            type=work.type,
            venue=location.source.display_name,
            venue_key=f"openalex:{location.source.id.rpartition('/')[2]}",
            identifiers={
                "doi": work.doi,
                "arxiv_id": next(
                    each.landing_page_url for each in work.locations if "arxiv.org" in each.landing_page_url
                ),
            },
            url=location.landing_page_url,
        )


def arxiv_lines(path: str) -> Iterator[PaperRecord]:
    for place, eprint in _lines(path, arxiv._decoder.decode):
        yield PaperRecord(
            place=place,
            title=eprint.title.replace("\n ", ""),
            authorships=authors_of(f"{each.given} {each.family}" for each in eprint.authors_parsed),
            paper_id=eprint.id,
            abstract=eprint.abstract,
            year=int(eprint.versions[0].created.split()[3]),
            venue="arXiv",
            track=eprint.categories.partition(" ")[0],
            identifiers={"arxiv_id": eprint.id, "doi": eprint.doi},
        )


def crossref_lines(path: str) -> Iterator[PaperRecord]:
    for place, work in _lines(path, crossref._decoder.decode):
        title, subtitle = work.title[0], work.subtitle[0]
        yield PaperRecord(
            place=place,
            # Many titles have their subtitle.
            title=title if fold(subtitle) in fold(title) else f"{title}: {subtitle}",
            authorships=authors_of(f"{each.given} {each.family}" for each in work.author),
            paper_id=work.doi.lower(),
            abstract=work.abstract,
            year=work.issued.parts[0][0],
            type=work.type,
            venue=work.container_title[-1],
            identifiers={"doi": work.doi, "arxiv_id": work.relation.preprints[0].id},
            url=work.resource.primary.url,
        )


def semantic_scholar_lines(path: str) -> Iterator[PaperRecord]:
    for place, stated in _lines(path, semantic_scholar._decoder.decode):
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=authors_of([each.name for each in stated.authors], [each.authorId for each in stated.authors]),
            paper_id=str(stated.corpusid),
            abstract=stated.abstract,
            year=stated.year,
            type=", ".join(stated.publicationtypes),
            venue=stated.venue,
            identifiers={"doi": stated.externalids.DOI, "arxiv_id": stated.externalids.ArXiv},
            url=stated.url,
        )


def rejects_lines(path: str) -> Iterator[PaperRecord]:
    rejects = msgspec.json.Decoder(dict[str, str | None])
    return _own(_lines(path, lambda line: jsonl._decoder.decode(rejects.decode(line)["raw"] or "")))


def jsonl_lines(path: str) -> Iterator[PaperRecord]:
    return _own(_lines(path, jsonl._decoder.decode))


def _own(lines: Iterable[tuple[str, Any]]) -> Iterator[PaperRecord]:
    for place, stated in lines:
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=authors_of(stated.authors),
            paper_id=stated.paper_id,
            abstract=stated.abstract,
            year=stated.year,
            venue=stated.venue,
            identifiers={"doi": stated.doi, "arxiv_id": stated.arxiv_id},
            url=stated.url,
        )


def dblp_search_document(path: str) -> Iterator[PaperRecord]:
    answer = dict[str, dict[str, dict[str, list[dblp_search._Hit]]]]
    for place, hit in _whole(path, answer, "result", "hits", "hit"):
        stated = hit.info
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=authors_of(each.text.replace("&uuml;", "ü") for each in stated.authors.author),
            paper_id=stated.key,
            year=int(stated.year),
            type="inproceedings",
            venue=stated.venue,
            venue_key=f"dblp:{stated.key.rpartition('/')[0]}",
            identifiers={"doi": stated.doi},
            url=stated.ee,
        )


def openreview_document(path: str) -> Iterator[PaperRecord]:
    for place, note in _whole(path, dict[str, list[openreview._Note]], "notes"):
        content: Any = openreview._content_decoder.decode(note.content)
        yield PaperRecord(
            place=place,
            title=content.title.value,
            authorships=authors_of(
                content.authors.value, [id if id.startswith("~") else None for id in content.authorids.value]
            ),
            paper_id=note.id,
            abstract=content.abstract.value,
            year=int(content.venueid.value.split("/")[1]),
            venue=content.venue.value,
            venue_key=content.venueid.value.partition(".")[0],
            url=content.html.value,
        )


def csl_json_document(path: str) -> Iterator[PaperRecord]:
    for place, item in _whole(path, list[csl_json._Item]):
        yield PaperRecord(
            place=place,
            title=item.title,
            authorships=authors_of(
                " ".join(filter(None, (each.given, each.non_dropping_particle, each.family))) for each in item.author
            ),
            paper_id=item.id,
            abstract=item.abstract,
            year=item.issued.date_parts[0][0],
            type=item.type,
            venue=item.container_title,
            identifiers={"doi": item.doi, "arxiv_id": item.note.partition(": ")[2]},
            url=item.url,
        )
