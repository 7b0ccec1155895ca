"""OpenReview: submissions of both versions of the API are papers, replies are not, and no e-mail address is stored."""

import io
import json
from pathlib import Path

import pytest

from graphapp.formats import openreview
from graphapp.loading.losses import usable
from graphapp.records import LONGEST_RAW, Authorship, PaperRecord, Record, Reject
from graphapp.rules.venues import resolve_venue

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(document: bytes | object) -> list[Record]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(openreview.read(io.BufferedReader(io.BytesIO(data)), "notes"))


def note(**content: object) -> dict[str, object]:
    return {"id": "a", "forum": "a", "content": {"title": "Fences", "authors": ["Ines Okafor"], **content}}


def paper(**content: object) -> PaperRecord:
    [record] = records([note(**content)])
    assert isinstance(record, PaperRecord)
    return record


def test_notes_of_the_second_version() -> None:
    fences, wolves, review = records((DATA / "openreview_notes.json").read_bytes())
    assert fences == PaperRecord(
        place="notes:3",
        paper_id="Fences0001",
        title="Fences, Revisited",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, author_id="~Ines_Okafor1"),
            Authorship(printed_name="Wei Wang", position=2),
            Authorship(printed_name="Petra Lind", position=3, author_id="~Petra_Lind2"),
        ),
        abstract="We count fences.",
        year=2024,
        venue="ICLR 2024 poster",
        venue_key="ICLR",
        url="https://openreview.net/forum?id=Fences0001",
    )
    assert isinstance(wolves, PaperRecord)
    assert (wolves.venue, wolves.venue_key, wolves.year) == (None, None, 2023)
    assert wolves.type == "ICLR 2024 Conference Withdrawn Submission"
    assert (wolves.authorships, wolves.authors_complete) == ((), False)
    assert isinstance(review, Reject)
    assert review.reason == "a reply in a forum (a review, a comment, a decision), which is no paper"


def test_notes_of_the_first_version() -> None:
    lambs, sheep = records((DATA / "openreview_notes_1.json").read_bytes())
    assert isinstance(lambs, PaperRecord)
    assert isinstance(sheep, PaperRecord)
    assert (lambs.paper_id, lambs.title, lambs.year, lambs.abstract) == (
        "Lambs00003",
        "Lambs: An Open Problem",
        2018,
        "Open.",
    )
    assert (lambs.type, lambs.venue) == ("ICLR.cc/2019/Conference/-/Blind_Submission", None)
    assert sheep.authorships == (Authorship(printed_name="Ines Okafor", position=1, author_id="~Ines_Okafor1"),)
    assert (sheep.venue, sheep.venue_key, sheep.year) == ("ICLR 2021 Spotlight", "ICLR", 2021)
    assert sheep.url == "https://doi.org/10.1234/sheep"


@pytest.mark.parametrize("authors", [None, [], ["Anonymous"], {"value": ["Anonymous Authors"]}, {"readers": ["a"]}])
def test_hidden_authors_are_no_authors_and_no_warning(authors: object) -> None:
    record = paper(authors=authors, authorids=["ICLR.cc/2019/Conference/Paper7/Authors"])
    assert (record.authorships, record.authors_complete) == ((), False)
    assert usable(record).losses == ()


@pytest.mark.parametrize(
    "reply", [{"forum": "other"}, {"replyto": "a0"}, {"forum": "other", "replyto": "other", "content": {"title": 7}}]
)
def test_a_reply_is_no_paper(reply: dict[str, object]) -> None:
    [record] = records([note() | reply])
    assert isinstance(record, Reject)
    assert record.reason.startswith("a reply in a forum")


@pytest.mark.parametrize("own", [{}, {"forum": None}, {"replyto": None}, {"replyto": ""}, {"replyto": "a"}])
def test_the_first_note_of_a_forum_is_a_paper(own: dict[str, object]) -> None:
    [record] = records([note() | own])
    assert isinstance(record, PaperRecord)


# E-mail addresses


@pytest.mark.parametrize(
    ("id", "author_id", "orcid"),
    [
        ("~Ines_Okafor1", "~Ines_Okafor1", None),
        ("ines@hills.example.org", None, None),
        ("~ines@hills.example.org", None, None),
        ("https://dblp.org/search/pid/api?q=author:Ines_Okafor:", None, None),
        ("https://orcid.org/0000-0002-1694-233X", None, "https://orcid.org/0000-0002-1694-233X"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_only_a_tilde_id_is_the_id_of_an_author(id: str | None, author_id: str | None, orcid: str | None) -> None:
    [author] = paper(authorids=[id]).authorships
    assert (author.printed_name, author.author_id, author.orcid) == ("Ines Okafor", author_id, orcid)


def test_authors_may_be_profiles() -> None:
    record = paper(
        authors={
            "value": [
                {"fullname": "Ines Okafor", "username": "~Ines_Okafor1", "institutions": [{"name": "Hills"}]},
                {"fullname": "Wei Wang", "username": "wei@hills.example.org"},
            ]
        }
    )
    assert [(author.printed_name, author.author_id) for author in record.authorships] == [
        ("Ines Okafor", "~Ines_Okafor1"),
        ("Wei Wang", None),
    ]


@pytest.mark.parametrize(
    "printed", ["Ines Okafor (ines@hills.example.org)", "Ines Okafor <ines@hills.example.org>", "Ines Okafor i@h.org"]
)
def test_an_address_is_no_part_of_a_name(printed: str) -> None:
    assert [author.printed_name for author in paper(authors=[printed]).authorships] == ["Ines Okafor"]


def test_an_author_who_is_only_an_address_is_left_out_with_a_warning() -> None:
    record = paper(authors=["Ines Okafor", "wei@hills.example.org"], authorids=["~Ines_Okafor1", "~Wei_Wang9"])
    assert [author.printed_name for author in record.authorships] == ["Ines Okafor"]
    assert not record.authors_complete
    [loss] = record.losses
    assert (loss.field, loss.reason, loss.raw) == ("authors", "author 2 has an e-mail address and no name", "")


def test_ids_that_do_not_fit_the_names_are_left_out_with_a_warning() -> None:
    record = paper(authors=["Ines Okafor", "Wei Wang"], authorids=["~Wei_Wang9"])
    assert [author.author_id for author in record.authorships] == [None, None]
    [loss] = record.losses
    assert loss.reason == "1 ids for 2 authors, which does not say whose they are"


@pytest.mark.parametrize("address", ["ines.okafor@hills.example.org", r"ines.okafor\u0040hills.example.org"])
@pytest.mark.parametrize("length", [0, LONGEST_RAW - 90, LONGEST_RAW - 60, LONGEST_RAW - 50, LONGEST_RAW - 40])
def test_no_reject_has_an_address(address: str, length: int) -> None:
    filler = "fence " * (length // 6)
    text = f'[{{"id": "a", "content": {{"title": 7, "x": "{filler}", "authorids": ["{address}"]}}}}]'
    [record] = records(text.encode())
    assert isinstance(record, Reject)
    assert "okafor" not in record.raw
    assert "hills" not in record.raw
    assert '"title": 7' in record.raw


def test_a_long_word_is_searched_in_linear_time() -> None:
    [record] = records(('[{"id": "a", "content": {"x": "' + "a" * 200_000 + '"}}]').encode())
    assert isinstance(record, Reject)


# Venues


@pytest.mark.parametrize(
    ("id", "key", "track", "year"),
    [
        ("ICLR.cc/2024/Conference", "ICLR", None, 2024),
        ("ICLR.cc/2018/Workshop", "ICLR Workshop", "Workshop", 2018),
        ("ICLR.cc/2024/Workshop/Flocks", "ICLR Workshop Flocks", "Workshop Flocks", 2024),
        ("ICLR.cc/2024/TinyPapers", "ICLR TinyPapers", "TinyPapers", 2024),
        ("NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1", "NeurIPS Datasets and Benchmarks", ..., 2021),
        ("NeurIPS.cc/2024/Datasets_and_Benchmarks_Track", "NeurIPS Datasets and Benchmarks", ..., 2024),
        ("robot-learning.org/CoRL/2022/Conference", "CoRL", None, 2022),
        ("aclweb.org/ACL/ARR/2024/June", "ACL ARR", None, 2024),
        ("EMNLP/2023/Conference", "EMNLP", None, 2023),
        ("TMLR", "TMLR", None, None),
        ("dblp.org/conf/ICML/2019", "ICML", None, 2019),
        ("dblp.org/journals/CORR/2023", "CORR", None, 2023),
        ("OpenReview.net/Archive", None, None, None),
    ],
)
def test_the_key_of_a_venue_is_one_for_all_years(id: str, key: str | None, track: object, year: int | None) -> None:
    record = paper(venueid=id, venue="Some Poster")
    assert (record.venue, record.venue_key, record.year, record.type) == ("Some Poster", key, year, None)
    assert record.track == ("Datasets and Benchmarks" if track is ... else track)


@pytest.mark.parametrize(
    ("id", "venue_id"),
    [
        ("ICML.cc/2023/Conference", "icml"),
        ("NeurIPS.cc/2022/Track/Datasets_and_Benchmarks", "neurips"),
        ("dblp.org/journals/CORR/2023", "arxiv"),
        ("ICLR.cc/2018/Workshop", "iclrw"),
        ("ICML.cc/2023/Workshop/Flocks", "icml workshop flocks"),
    ],
)
def test_a_workshop_is_not_its_conference(id: str, venue_id: str) -> None:
    record = paper(venueid={"value": id}, venue={"value": "Any Words"})
    venue = resolve_venue(record.venue, record.venue_key)
    assert venue is not None
    assert venue.venue_id == venue_id


@pytest.mark.parametrize(
    ("venue", "id", "type"),
    [
        (
            "ICLR 2024 Conference Withdrawn Submission",
            "ICLR.cc/2024/Conference/Withdrawn_Submission",
            "ICLR 2024 Conference Withdrawn Submission",
        ),
        (
            "ICLR 2024 Conference Desk Rejected Submission",
            "ICLR.cc/2024/Conference/Desk_Rejected_Submission",
            "ICLR 2024 Conference Desk Rejected Submission",
        ),
        (
            "Submitted to ICLR 2024",
            "ICLR.cc/2024/Conference/Rejected_Submission",
            "Submitted to ICLR 2024 (Rejected Submission)",
        ),
        ("Submitted to TMLR", "TMLR/Under_Review", "Submitted to TMLR (Under Review)"),
        (None, "TMLR/Rejected", "Rejected"),
        ("Submitted to Meadow 2019", None, "Submitted to Meadow 2019"),
        # In version 1, the id is that of the conference itself.
        ("ICLR 2022 Submitted", "ICLR.cc/2022/Conference", "ICLR 2022 Submitted"),
        ("Submitted to ICLR 2023", "ICLR.cc/2023/Conference", "Submitted to ICLR 2023"),
        ("ICLR 2017 Invite to Workshop", "ICLR.cc/2017/conference", "ICLR 2017 Invite to Workshop"),
        ("NeurIPS 2021 Submitted", "NeurIPS.cc/2021/Conference", "NeurIPS 2021 Submitted"),
        ("Meadow 2024 Reject", "Meadow.org/2024/Conference", "Meadow 2024 Reject"),
    ],
)
def test_what_did_not_appear_has_no_venue(venue: str | None, id: str | None, type: str) -> None:
    record = paper(venue=venue, venueid=id)
    assert (record.venue, record.venue_key, record.track, record.type) == (None, None, None, type)


@pytest.mark.parametrize(
    "venue", ["ICLR 2022 Poster", "Accepted by TMLR", "ICLR 2023 notable top 5%", "Accepted Submission", None]
)
def test_what_appeared_has_the_venue_of_its_id(venue: str | None) -> None:
    record = paper(venue=venue, venueid="ICLR.cc/2022/Conference")
    assert (record.venue, record.venue_key, record.year, record.type) == (venue, "ICLR", 2022, None)


def test_a_venue_without_an_id_is_kept_as_printed() -> None:
    record = paper(venue="Meadow 2019 Poster")
    assert (record.venue, record.venue_key, record.type) == ("Meadow 2019 Poster", None, None)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"pdate": 1577750400000, "cdate": 1}, 2019),
        ({"pdate": None, "cdate": 1577836800000}, 2020),
        ({"tcdate": 1577836800000}, 2020),
        ({}, None),
    ],
)
def test_the_year_is_that_of_the_first_date(dates: dict[str, object], year: int | None) -> None:
    [record] = records([note() | dates])
    assert isinstance(record, PaperRecord)
    assert record.year == year


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"id": "a"}, "object missing required field `content`"),
        (note(title={"value": 7}), "title.value: expected `str | null`, got `int`"),
        (note(authors="Ines Okafor"), "authors: expected `object | array | null`, got `str`"),
        (note(title=""), "no title"),
        (note() | {"pdate": 10**30}, "1000000000000000000000000000000 is not a date"),
        ([], "expected `object`, got `array`"),
    ],
)
def test_a_damaged_note_is_a_reject(document: object, reason: str) -> None:
    bad, good = records([document, note()])
    assert isinstance(bad, Reject)
    assert bad.reason == reason
    assert isinstance(good, PaperRecord)
