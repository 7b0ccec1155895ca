"""Crossref works: data files, answers of the API, and what kind of note a work is about another one."""

import io
import json

import pytest

from graphapp.errors import SourceError
from graphapp.formats import crossref
from graphapp.records import Authorship, PaperRecord, Record, Reject
from graphapp.rules.titles import note_of_type


def records(data: bytes) -> list[Record]:
    return list(crossref.read(io.BufferedReader(io.BytesIO(data)), "works"))


def work(**fields: object) -> PaperRecord:
    [record] = records(json.dumps({"DOI": "10.1234/hay.5", "title": ["Hay"]} | fields).encode())
    assert isinstance(record, PaperRecord), record
    return record


def dashed(**fields: object) -> dict[str, object]:
    return {name.replace("_", "-"): value for name, value in fields.items()}


def test_a_work() -> None:
    assert work(
        DOI="10.1234/HAY.5",
        type="journal-article",
        author=[
            {
                "given": "Ada",
                "family": "Byron",
                "suffix": "Jr.",
                "sequence": "first",
                "ORCID": "http://orcid.org/0000-0002-1694-233X",
            },
            {"name": "The Hay Consortium", "sequence": "additional"},
            {"name": "CERN, Geneva", "sequence": "additional"},
        ],
        editor=[{"given": "Wei", "family": "Wang"}],
        ISSN=["nonsense", "1234-5679"],
        abstract="<jats:p>Dry hay.</jats:p>",
        URL="http://dx.doi.org/10.1234/hay.5",
        **dashed(container_title=["Meadow Letters"], issued={"date-parts": [[2019, 5]]}),
    ) == PaperRecord(
        place="works:1",
        paper_id="10.1234/hay.5",
        title="Hay",
        authorships=(
            Authorship(printed_name="Ada Byron Jr.", position=1, orcid="http://orcid.org/0000-0002-1694-233X"),
            Authorship(printed_name="The Hay Consortium", position=2),
            Authorship(printed_name="CERN,, Geneva", position=3),
            Authorship(printed_name="Wei Wang", position=1, role="editor"),
        ),
        abstract="<jats:p>Dry hay.</jats:p>",
        year=2019,
        type="journal-article",
        venue="Meadow Letters",
        venue_key="issn:1234-5679",
        identifiers={"doi": "10.1234/HAY.5"},
        url="http://dx.doi.org/10.1234/hay.5",
    )


@pytest.mark.parametrize(
    "form",
    [
        '{"items": [%s, %s]}',
        '{"status": "ok", "message-type": "work-list", "message": {"total-results": 2, "items": [%s, %s]}}',
        '{"status": "ok", "message-type": "work", "message": %s}\n{"status": "ok", "message": %s}',
        "[%s, %s]",
        "%s\n%s\n",
    ],
)
def test_the_same_works_in_each_form(form: str) -> None:
    works = tuple(json.dumps({"DOI": f"10.1234/{number}", "title": ["Hay"]}) for number in (1, 2))
    found = [each for each in records((form % works).encode()) if isinstance(each, PaperRecord)]
    assert [each.paper_id for each in found] == ["10.1234/1", "10.1234/2"]


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        (["Hay", "Foin"], [], "Hay"),
        (["Hay"], ["A Study"], "Hay: A Study"),
        (["Hay: a study"], ["A Study"], "Hay: a study"),
        (["Hay?"], ["A Study"], "Hay? A Study"),
        (["Hay:"], ["A Study"], "Hay: A Study"),
        ("Hay", None, "Hay"),
        (["", "Hay"], [" "], "Hay"),
    ],
)
def test_a_subtitle_is_a_part_of_the_title(title: object, subtitle: object, whole: str) -> None:
    assert work(title=title, subtitle=subtitle).title == whole


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (dashed(issued={"date-parts": [[2019]]}, published_print={"date-parts": [[2020, 1]]}), 2019),
        (dashed(issued={"date-parts": [[None]]}, published_online={"date-parts": [[2018, 12, 1]]}), 2018),
        (dashed(issued={"date-parts": [[]]}, created={"date-parts": [[2021]]}), None),
    ],
)
def test_the_year_is_that_of_the_publication(dates: dict[str, object], year: int | None) -> None:
    assert work(**dates).year == year


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        (dashed(type="journal-article", container_title=["Meadow Letters", "Wiesenbriefe"]), "Meadow Letters"),
        (dashed(type="book-chapter", container_title=["Notes in Hay", "Hay Systems 2020"]), "Hay Systems 2020"),
        (dashed(type="journal-article", container_title=[], short_container_title=["Meadow Lett."]), "Meadow Lett."),
        (dashed(type="proceedings-article", event={"name": "HayConf '20"}), "HayConf '20"),
        (dashed(type="posted-content", institution=[{"name": "bioRxiv"}]), "bioRxiv"),
        (dashed(type="dissertation", institution=[{"name": "Dale University"}]), "Dale University"),
        (dashed(type="report", institution=[{"name": "Dale University"}]), None),
    ],
)
def test_where_a_work_appeared(fields: dict[str, object], venue: str | None) -> None:
    assert work(**fields).venue == venue


def test_the_issn_of_a_series_is_no_key_of_a_venue() -> None:
    assert work(type="proceedings-article", ISSN=["1234-5679"]).venue_key is None


@pytest.mark.parametrize(
    ("fields", "type", "note"),
    [
        (dashed(update_to=[{"type": "retraction", "DOI": "10.1234/1"}]), "journal-article: retraction", "retraction"),
        (dashed(update_to=[{"type": "erratum", "DOI": "10.1234/1"}]), "journal-article: erratum", "correction"),
        (
            dashed(update_to=[{"type": "expression_of_concern", "DOI": "10.1234/1"}]),
            "journal-article: expression of concern",
            "retraction",
        ),
        (dashed(update_to=[{"type": "new_version", "DOI": "10.1234/1"}]), "journal-article", None),
        (dashed(update_to=[{"type": "retraction", "DOI": "10.1234/HAY.5"}]), "journal-article", None),
        (dashed(relation={"is-reply-to": [{"id": "10.1234/1"}]}), "journal-article: reply", "reply"),
        (dashed(relation={"is-comment-on": [{"id": "10.1234/1"}]}), "journal-article: comment", "comment"),
    ],
)
def test_a_note_about_another_work_says_so_in_its_type(fields: dict[str, object], type: str, note: str | None) -> None:
    record = work(type="journal-article", **fields)
    assert (record.type, note_of_type(record.type)) == (type, note)


def test_the_arxiv_id_of_the_preprint() -> None:
    preprints = [{"id-type": "doi", "id": "10.1234/p"}, {"id-type": "arxiv", "id": "2101.00007"}]
    assert work(relation={"has-preprint": preprints}).identifiers["arxiv_id"] == "2101.00007"
    as_doi = {"id-type": "doi", "id": "10.48550/arXiv.2101.00008"}
    assert work(relation={"has-preprint": [preprints[0], as_doi]}).identifiers["arxiv_id"] == as_doi["id"]
    assert work(relation={"has-preprint": [preprints[0], {"id-type": "doi", "id": 7}]}).identifiers.keys() == {"doi"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"DOI": "10.1234/1", "title": []}', "no title"),
        (b'{"DOI": 7, "title": ["A"]}', "DOI: expected `str | null`, got `int`"),
        (b'{"title": ["A"], "author": [{"family": "Byron"}, {"affiliation": []}]}', "author 2 has no name"),
        (b'{"title": ["A"], "issued": {"date-parts": [["soon"]]}}', 'year "soon" is not a year'),
        (b'{"title": ["A"', "not JSON: Input data was truncated"),
        (b'{"title": ["caf\xe9"]}', "byte 0xe9 at offset 15 is not UTF-8"),
    ],
)
def test_a_broken_work_is_a_reject_and_the_next_one_is_read(line: bytes, reason: str) -> None:
    broken, read = records(line + b'\n{"DOI": "10.1234/2", "title": ["B"]}')
    assert isinstance(broken, Reject)
    assert broken.reason == reason
    assert isinstance(read, PaperRecord)


def test_journals_of_the_api_are_no_works() -> None:
    journal = {"title": "Meadow Letters", "ISSN": ["1532-4435"], "counts": {"total-dois": 7}, "publisher": "Hill"}
    [record] = records(json.dumps({"message-type": "journal-list", "message": {"items": [journal]}}).encode())
    assert isinstance(record, Reject)
    assert record.reason == "a journal with the counts of its works, which is no work"


def test_a_data_file_that_is_cut_short_gives_its_works_first() -> None:
    found = crossref.read(io.BufferedReader(io.BytesIO(b'{"items":[{"DOI":"10.1234/1","title":["A"]},{"DO')), "works")
    assert isinstance(next(found), PaperRecord)
    with pytest.raises(SourceError):
        next(found)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"items": [{"indexed": {}, "DOI": "10.1234/1"}, {', True),
        (b'{"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": {"x": 1', True),
        (b'{"DOI": "10.1234/1", "title": ["A"]}', True),
        (b'[{"id": "a", "type": "book", "title": "A", "DOI": "10.1234/1"}]', False),
    ],
)
def test_recognised_by_the_fields_of_works(head: bytes, known: bool) -> None:
    assert crossref.recognises(head) is known
