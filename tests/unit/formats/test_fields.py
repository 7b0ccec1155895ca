"""What the fields of a paper may hold: blank is missing, NUL is damage."""

from itertools import repeat
from typing import Any

import pytest

from graphapp import records
from graphapp.formats import fields as module
from graphapp.formats.fields import author_name, authors, identifier, paper, stated_year, text, type_words
from graphapp.records import Authorship, Loss, Unfit


def made(**fields: Any) -> Any:
    return paper(**({"place": "here:1", "title": "A title", "authorships": ()} | fields))


def test_blank_fields_are_missing() -> None:
    record = made(abstract=" ", venue="", year=" ", url=None, identifiers=[("doi", " "), ("arxiv_id", None)])
    assert (record.abstract, record.venue, record.year, record.url, record.identifiers) == (None, None, None, None, {})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": " "}, "no title"),
        ({"title": "a\0"}, "a NUL character in its title"),
        ({"venue_key": "a\0"}, "a NUL character in its venue key"),
        ({"year": 800}, 'year "800" is not a year'),
        ({"title": "x" * 8_001}, "a title of 8,001 characters; at most 8,000 can be stored"),
        ({"url": "x" * 8_001}, "a URL of 8,001 characters; at most 8,000 can be stored"),
        ({"track": "x" * 1_001}, "a track of 1,001 characters; at most 1,000 can be stored"),
        ({"authorships": authors(["x" * 1_001])}, "an author name of 1,001 characters"),
    ],
)
def test_what_no_record_may_hold(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        made(**fields)


@pytest.mark.parametrize(
    ("stated", "year"),
    [
        (1843, 1843),
        ("1843", 1843),
        (" 2021 ", 2021),
        (2019.0, 2019),
        ("2015.0", 2015),
        ("2015.00", 2015),
        ("2020-05-01", 2020),
        ("2020-05", 2020),
        ("2020-00-00", 2020),
        ("2020/05/01", 2020),
        ("2020-05-01T10:00:00Z", 2020),
        ("2020-05-01 00:00:00+02:00", 2020),
        *(
            (text, None)
            for text in (None, "", " ", "NA", "nan", "n.d.", "None", "-", 0, 0.0, "0", "in press", "To appear.")
        ),
    ],
)
def test_a_field_states_a_year_as_a_number_or_as_a_date_that_begins_with_it(
    stated: float | str | None, year: int | None
) -> None:
    assert stated_year(stated) == year
    assert made(year=stated).year == year


@pytest.mark.parametrize(
    "stated",
    [
        *("2015.5", 2015.5, "2021a", "soon", "2019-20", "2019-2020", "2020-13-01", "2020-05-32", "2020-05/01"),
        *("May 2020", "01/05/2020", "20200501", "2015.", "c. 1843", "0800-01-01", 999, "3000.0", float("inf")),
        *("\u0662\u0660\u0662\u0661", "\u0662\u0660\u0662\u0661-05-01", "2020-05-01 or later"),
    ],
)
def test_what_is_no_year_and_no_date_is_not_guessed(stated: float | str) -> None:
    with pytest.raises(Unfit, match="is not a year"):
        stated_year(stated)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("10.1000/x", "10.1000/x"),
        (" doi:10.1000/x ", " doi:10.1000/x "),
        (2301.00001, "2301.00001"),
        (["10.1000/x"], '["10.1000/x"]'),
        ({}, "{}"),
        (False, "false"),
        ("a\0", "a\0"),
        *((blank, None) for blank in (None, "", " \n")),
    ],
)
def test_an_identifier_is_kept_as_it_is_and_what_is_no_text_as_its_json(stated: object, kept: str | None) -> None:
    assert identifier(stated) == kept


def test_what_a_format_left_out_is_kept_with_the_record() -> None:
    loss = Loss(place="here:1", field="authors", reason="'et al.' is nobody", raw="et al.")
    assert made(losses=[loss]).losses == (loss,)


def test_authors_have_the_ranks_of_their_list() -> None:
    assert authors(["Ada", " Wei "]) == (
        Authorship(printed_name="Ada", position=1),
        Authorship(printed_name=" Wei ", position=2),
    )
    with pytest.raises(Unfit, match="author 2 has no name"):
        authors(["Ada", " "])


def test_a_list_of_authors_without_an_end_is_read_up_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NAMES", 5)
    monkeypatch.setattr(records, "MOST_NAMES", 5)
    endless = authors(repeat("Ada"))
    assert len(endless) == 6
    with pytest.raises(Unfit, match="more than 5 names or ids in one list"):
        made(authorships=endless)


def test_a_name_or_text_is_kept_as_it_is() -> None:
    assert (author_name(" Ada ", 1), text(" x ", "title")) == (" Ada ", " x ")


@pytest.mark.parametrize(
    ("type", "words"),
    [
        ("bookSection", "book section"),
        ("Article; Proceedings Paper", "article proceedings paper"),
        ("book-part", "book part"),
        ("CHAP", "chapter"),
        ("chap", "chap"),
        ("PhdThesis", "phd thesis"),
        ("InProceedings", "inproceedings"),
        ("PrePrint", "preprint"),
        ("DataSet", "dataset"),
    ],
)
def test_the_words_of_a_type(type: str, words: str) -> None:
    assert type_words(type) == words
