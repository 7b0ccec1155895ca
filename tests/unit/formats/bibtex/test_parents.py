"""What entries of BibTeX take from their volumes and containers, which may stand above or below them."""

import io
from collections.abc import Iterable

import pytest

from graphapp.formats.bibtex import reading as bibtex
from graphapp.records import PaperRecord, Record


def records(text: str | bytes) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    return list(bibtex.read(io.BufferedReader(io.BytesIO(data)), "papers"))


def titles(found: Iterable[Record]) -> list[str]:
    return [record.title for record in found if isinstance(record, PaperRecord)]


def paper(text: str) -> PaperRecord:
    [record] = records(text)
    assert isinstance(record, PaperRecord), record
    return record


def names(record: PaperRecord) -> list[str]:
    return [author.printed_name for author in record.authorships]


VOLUME = (
    "@proceedings{V, title={Proc. of Meadow}, year=2020, editor={Petra Lind}, doi={10.1000/v}, url={https://v.org}}"
)
CHILD = "@inproceedings{c, title={A}, author={Ada Byron}, crossref={v}}"


@pytest.mark.parametrize("text", [CHILD + VOLUME, VOLUME + CHILD])
def test_a_paper_takes_year_and_venue_from_its_volume_but_not_its_doi(text: str) -> None:
    found = {record.paper_id: record for record in records(text) if isinstance(record, PaperRecord)}
    assert found.keys() == {"V", "c"}
    child = found["c"]
    assert (child.year, child.venue, child.identifiers, child.url) == (2020, "Proc. of Meadow", {}, None)
    assert names(child) == ["Ada Byron"]


def test_a_volume_names_itself_to_its_papers_by_its_booktitle() -> None:
    child, _ = records("@inproceedings{c, title={A}, crossref={v}}\n@book{v, title={Long}, booktitle={Short}}")[::-1]
    assert isinstance(child, PaperRecord)
    assert child.venue == "Short"


def test_a_chapter_without_title_and_authors_has_those_of_its_book() -> None:
    _, chapter = records("@inbook{c, crossref={b}, chapter=3}@book{b, title={A}, author={Ada Byron}, year=2001}")
    assert isinstance(chapter, PaperRecord)
    assert (chapter.title, names(chapter), chapter.year) == ("A", ["Ada Byron"], 2001)


def test_a_container_is_no_paper_and_gives_all_its_fields() -> None:
    container = "@xdata{x, journaltitle={J. Sheep}, date={2019-01}, xdata={y}}@xdata{y, url={https://y.org}}"
    for text in (container + "@article{a, title={A}, xdata={x}}", "@article{a, title={A}, xdata={x}}" + container):
        record = paper(text)
        assert (record.venue, record.year, record.url) == ("J. Sheep", 2019, "https://y.org")


def test_a_paper_that_has_all_waits_for_no_volume() -> None:
    record = paper("@inproceedings{a, title={A}, booktitle={B}, year=2000, crossref={none}}")
    assert record.losses == ()


@pytest.mark.parametrize("text", ["@inproceedings{a, title={A}, crossref={none}}", "@misc{a, title={A}, xdata={none}}"])
def test_a_volume_that_the_input_lacks_is_a_warning(text: str) -> None:
    [loss] = paper(text).losses
    assert (loss.field, loss.reason) == ("venue", "crossref 'none' is the key of no entry")


def test_entries_that_refer_to_each_other_in_a_circle_end() -> None:
    found = records("@inproceedings{a, title={A}, crossref={b}}\n@inproceedings{b, title={B}, crossref={a}}")
    assert sorted(titles(found)) == ["A", "B"]
