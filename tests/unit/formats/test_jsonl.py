"""graphapp's own JSON Lines: what is read, what is rejected, and that the published schema says the same."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graphapp.formats import jsonl
from graphapp.records import (
    LIMITS,
    MOST_NAMES,
    Authorship,
    PaperRecord,
    PersonName,
    PersonRecord,
    Record,
    Reject,
)
from graphapp.rules.identifiers import SCHEME_PROPERTIES

ROOT = Path(__file__).parents[3]
PAPERS = ROOT / "tests" / "data" / "sources" / "papers.jsonl"
SCHEMA = json.loads((ROOT / "graphapp" / "formats" / "record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def records(data: bytes) -> list[Record]:
    return list(jsonl.read(io.BufferedReader(io.BytesIO(data)), "papers.jsonl"))


def record(**fields: Any) -> Record:
    [only] = records(json.dumps(fields).encode() + b"\n")
    return only


def test_a_file_of_papers() -> None:
    assert records(PAPERS.read_bytes()) == [
        PaperRecord(
            place="papers.jsonl:1",
            paper_id="p1",
            title="Counting Sheep with Few Fences",
            authorships=(
                Authorship(printed_name="Ines Okafor", position=1, author_id="okafor-1", orcid="0000-0002-1825-0097"),
                Authorship(printed_name="Wei Wang", position=2),
                Authorship(printed_name="Wei Wang", position=3, author_id="wang-2"),
                Authorship(printed_name="Petra Lindqvist", position=1, role="editor"),
            ),
            abstract="We count   sheep.\n\nTwice.",
            year=2019,
            type="Conference Paper",
            venue="Proceedings of the 3rd Meadow Conference",
            venue_key="meadow",
            track="Conference",
            identifiers={"doi": "10.1234/sheep", "arxiv_id": "1901.00001"},
            url="https://example.org/sheep",
        ),
        PaperRecord(place="papers.jsonl:2", title="A Title Is Enough", authorships=()),
        PaperRecord(
            place="papers.jsonl:4",
            title="On Lists That Were Cut",
            authorships=(
                Authorship(printed_name="José Ñandú", position=1),
                Authorship(printed_name="Ana Vasile", position=None),
            ),
            authors_complete=False,
            year=2020,
        ),
    ]


ACCEPTED: list[dict[str, Any]] = [
    {"title": "A"},
    {"title": " A ", "version": 1},
    {"title": "A", "version": 2},
    {"title": "A", "person_id": None},
    {"title": "A", "authors": []},
    {"title": "A", "authors": ["B", "B"]},
    {"title": "A", "authors": [{"name": "B", "position": 3}, {"name": "C", "position": 1_000_000}]},
    {"title": "A", "authors": [{"name": "B", "author_id": None, "orcid": ""}]},
    {"title": "A", "authors": [{"name": "B"}, {"name": "C", "role": "editor"}]},
    {"title": "A", "authors": [{"name": "B", "position": None}, {"name": "C", "position": None}]},
    {"title": "A", "year": None},
    {"title": "A", "year": ""},
    {"title": "A", "year": " 2021 "},
    {"title": "A", "year": 1000},
    {"title": "A", "year": 2999},
    {"title": "A", "year": 2019.0},
    {"title": "A", "year": "2015.0"},
    {"title": "A", "year": "2020-05-01"},
    {"title": "A", "year": "n/a"},
    {"title": "A", "doi": 10.5},
    {"title": "A", "arxiv_id": ["2301.00001"]},
    {"title": "A", "authors": [{"name": "B", "orcid": 7}]},
    {"title": "A", "doi": None, "url": "", "venue": "  "},
    {"title": "A", "source": "elsewhere", "anything": [1, {"x": None}]},
]

REJECTED: list[tuple[dict[str, Any], str]] = [
    ({}, "no title"),
    ({"title": None}, "no title"),
    ({"title": " \t"}, "no title"),
    ({"title": 7}, "title: expected `str | null`, got `int`"),
    ({"title": "A\0"}, "a NUL character in its title"),
    ({"title": "A", "abstract": "\0"}, "a NUL character in its abstract"),
    ({"title": "A", "version": 3}, "version: invalid enum value 3"),
    ({"title": "A", "version": "1"}, "version: expected `int | null`, got `str`"),
    ({"title": "A", "year": "soon"}, 'year "soon" is not a year'),
    ({"title": "A", "year": "2021a"}, 'year "2021a" is not a year'),
    ({"title": "A", "year": "1987--date{}"}, 'year "1987--date{}" is not a year'),
    ({"title": "A", "year": 20211}, 'year "20211" is not a year'),
    ({"title": "A", "year": 999}, 'year "999" is not a year'),
    ({"title": "A", "year": 3000}, 'year "3000" is not a year'),
    ({"title": "A", "year": "٢٠٢١"}, 'year "٢٠٢١" is not a year'),
    ({"title": "A", "year": "x" * 50}, f'year "{"x" * 40}..." is not a year'),
    ({"title": "A", "year": 2021.5}, 'year "2021.5" is not a year'),
    ({"title": "A", "year": True}, "year: expected `int | float | str | null`, got `bool`"),
    ({"title": "A", "authors": None}, "authors: expected `array`, got `null`"),
    ({"title": "A", "authors": "B; C"}, "authors: expected `array`, got `str`"),
    ({"title": "A", "authors": ["B", None]}, "authors[1]: expected `str | object`, got `null`"),
    ({"title": "A", "authors": ["B", " "]}, "author 2 has no name"),
    ({"title": "A", "authors": ["B\0"]}, "a NUL character in the name of author 1"),
    ({"title": "A", "authors": [{}]}, "authors[0]: object missing required field `name`"),
    ({"title": "A", "authors": [{"name": ""}]}, "author 1 has no name"),
    ({"title": "A", "authors": [{"name": "B", "position": 0}]}, "0 is not a position in a list of authors"),
    (
        {"title": "A", "authors": [{"name": "B", "position": 1_000_001}]},
        "1000001 is not a position in a list of authors",
    ),
    ({"title": "A", "authors": [{"name": "B", "role": "dog"}]}, "authors[0].role: invalid enum value 'dog'"),
    ({"title": "A", "authors_complete": None}, "authors_complete: expected `bool`, got `null`"),
]


def test_an_identifier_that_is_no_text_is_kept_as_its_json() -> None:
    paper = record(title="A", doi=["10.1000/x"], arxiv_id=2301.00001, authors=[{"name": "B", "orcid": {"x": 1}}])
    assert isinstance(paper, PaperRecord)
    assert paper.identifiers == {"doi": '["10.1000/x"]', "arxiv_id": "2301.00001"}
    assert paper.authorships[0].orcid == '{"x":1}'


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert frozenset(SCHEMA["$defs"]["paper"]["properties"]) == jsonl.FIELDS
    assert frozenset(SCHEMA["$defs"]["person"]["properties"]) == jsonl.PERSON_FIELDS | {"title"}


@pytest.mark.parametrize("fields", ACCEPTED, ids=json.dumps)
def test_what_is_accepted_is_valid(fields: dict[str, Any]) -> None:
    assert isinstance(record(**fields), PaperRecord)
    VALIDATOR.validate(fields)


@pytest.mark.parametrize(("fields", "reason"), REJECTED, ids=[reason for _, reason in REJECTED])
def test_what_is_rejected_is_not_valid(fields: dict[str, Any], reason: str) -> None:
    assert record(**fields) == Reject(place="papers.jsonl:1", reason=reason, raw=json.dumps(fields) + "\n")
    assert not VALIDATOR.is_valid(fields)


def properties(kind: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = SCHEMA["$defs"][kind]["properties"]
    return found


def test_the_schema_has_the_limits_of_records() -> None:
    limits = {field: limit.characters for field, limit in LIMITS.items()}
    paper, person = properties("paper"), properties("person")
    texts = ("paper_id", "title", "abstract", "type", "venue", "venue_key", "track", "url")
    assert {field: paper[field]["maxLength"] for field in texts} == {field: limits[field] for field in texts}
    assert SCHEMA["$defs"]["printedName"]["maxLength"] == limits["printed_name"]
    assert properties("author")["author_id"]["maxLength"] == limits["author_id"]
    assert properties("name")["author_id"]["maxLength"] == limits["author_id"]
    assert person["person_id"]["maxLength"] == limits["person_id"]
    assert person["other_ids"]["propertyNames"]["maxLength"] == limits["other_ids"]
    assert person["other_ids"]["additionalProperties"]["maxLength"] == limits["other_ids"]
    counts = (paper["authors"]["maxItems"], person["names"]["maxItems"], person["other_ids"]["maxProperties"])
    assert set(counts) == {MOST_NAMES}


LONG, LONGER = "x" * 1_001, "x" * 8_001

OVER_THE_LIMIT: list[tuple[dict[str, Any], str]] = [
    ({"title": LONGER}, "a title of 8,001 characters; at most 8,000 can be stored"),
    ({"title": "A", "paper_id": LONG}, "an id of 1,001 characters; at most 1,000 can be stored"),
    (
        {"title": "A", "abstract": "x" * 1_000_001},
        "an abstract of 1,000,001 characters; at most 1,000,000 can be stored",
    ),
    ({"title": "A", "type": LONG}, "a type of 1,001 characters; at most 1,000 can be stored"),
    ({"title": "A", "venue": LONG}, "a venue of 1,001 characters; at most 1,000 can be stored"),
    ({"title": "A", "venue_key": LONG}, "a venue key of 1,001 characters; at most 1,000 can be stored"),
    ({"title": "A", "track": LONG}, "a track of 1,001 characters; at most 1,000 can be stored"),
    ({"title": "A", "url": LONGER}, "a URL of 8,001 characters; at most 8,000 can be stored"),
    ({"title": "A", "authors": [LONG]}, "an author name of 1,001 characters; at most 1,000 can be stored"),
    ({"title": "A", "authors": [{"name": LONG}]}, "an author name of 1,001 characters; at most 1,000 can be stored"),
    (
        {"title": "A", "authors": [{"name": "B", "author_id": LONG}]},
        "an id of 1,001 characters; at most 1,000 can be stored",
    ),
    ({"person_id": LONG, "names": ["B"]}, "an id of 1,001 characters; at most 1,000 can be stored"),
    ({"person_id": "a", "names": [LONG]}, "an author name of 1,001 characters; at most 1,000 can be stored"),
    (
        {"person_id": "a", "names": [{"name": "B", "author_id": LONG}]},
        "an id of 1,001 characters; at most 1,000 can be stored",
    ),
    (
        {"person_id": "a", "names": ["B"], "other_ids": {LONG: "1"}},
        "an id of 1,001 characters; at most 1,000 can be stored",
    ),
    (
        {"person_id": "a", "names": ["B"], "other_ids": {"x": LONG}},
        "an id of 1,001 characters; at most 1,000 can be stored",
    ),
]


@pytest.mark.parametrize(("fields", "reason"), OVER_THE_LIMIT, ids=[",".join(fields) for fields, _ in OVER_THE_LIMIT])
def test_what_is_over_a_limit_is_rejected_and_not_valid(fields: dict[str, Any], reason: str) -> None:
    rejected = record(**fields)
    assert isinstance(rejected, Reject)
    assert rejected.reason == reason
    assert rejected.raw == json.dumps(fields)[:10_000] or rejected.raw == json.dumps(fields) + "\n"
    assert not VALIDATOR.is_valid(fields)


def test_an_identifier_of_any_length_rejects_no_record() -> None:
    for fields in (
        {"title": "A", "doi": LONG, "arxiv_id": LONG, "authors": [{"name": "B", "orcid": LONG}]},
        {"person_id": "a", "names": ["B"], "orcid": LONG},
    ):
        assert not isinstance(record(**fields), Reject)
        VALIDATOR.validate(fields)


@pytest.mark.parametrize("fields", [{"title": "A", "authors": ["B"]}, {"person_id": "a", "names": ["B"]}], ids=list)
def test_a_list_over_the_limit_is_rejected(fields: dict[str, Any]) -> None:
    last = list(fields)[-1]
    rejected = record(**fields | {last: fields[last] * (MOST_NAMES + 1)})
    assert isinstance(rejected, Reject)
    assert rejected.reason == "more than 100,000 names or ids in one list"


def test_the_reason_of_a_reject_quotes_no_more_than_a_part() -> None:
    rejected = record(title="A", authors=[{"name": "B", "role": "dog" * 10_000}])
    assert isinstance(rejected, Reject)
    assert rejected.reason.startswith("authors[0].role: invalid enum value 'dogdog")
    assert len(rejected.reason) == 1_000


def test_the_examples_of_the_file_are_valid() -> None:
    for line in PAPERS.read_text(encoding="utf-8").splitlines():
        if line:
            VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"title": "A"', "not JSON: Input data was truncated"),
        (b'{"title": "A"} {"title": "B"}', "not JSON: trailing characters (byte 16)"),
        (b"A title, 2020", "not JSON: invalid character (byte 0)"),
        (b"7", "expected `object`, got `int`"),
        (b"null", "expected `object`, got `null`"),
        (b'{"title": "caf\xe9"}', "byte 0xe9 at offset 14 is not UTF-8"),
        (b'{"title": "A", "skipped": "\xff"}', "byte 0xff at offset 27 is not UTF-8"),
        (b'{"title": "A\x00"}', "not JSON: invalid character (byte 12)"),
        (rb'{"title": "\ud800"}', "half of a surrogate pair"),
        (rb'{"title": "\ud800 and more of it"}', "half of a surrogate pair"),
        (rb'{"title": "\udc00 and more of it"}', "not JSON: invalid utf-16 surrogate pair (byte 17)"),
        (b'{"title": "A", "skipped": ' + b"[" * 100_000, "JSON that is nested too deeply"),
        (
            b'{"title": "A", "authors": [{"name": "B", "position": 1}, {"name": "C", "position": 1}]}',
            "two authors at position 1",
        ),
        (b'{"title": "A", "authors": ["B", {"name": "C", "position": 1}]}', "two authors at position 1"),
    ],
)
def test_a_broken_line_is_rejected_and_the_next_one_is_read(line: bytes, reason: str) -> None:
    broken, good = records(line + b'\r\n{"title": "Good"}')
    assert isinstance(broken, Reject)
    assert (broken.place, broken.reason) == ("papers.jsonl:1", reason)
    assert broken.raw == (line + b"\r\n").decode(errors="replace")[:10_000]
    assert isinstance(good, PaperRecord)
    assert (good.place, good.title) == ("papers.jsonl:2", "Good")


def test_an_escaped_surrogate_pair_is_one_character() -> None:
    [paper] = records(rb'{"title": "\ud83d\udc11"}')
    assert isinstance(paper, PaperRecord)
    assert paper.title == "🐑"


stated_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: not text.isspace()
)
texts = st.none() | stated_text
TEXTS = ("paper_id", "abstract", "type", "venue", "venue_key", "track", "url")


@st.composite
def authorships(draw: st.DrawFn) -> tuple[Authorship, ...]:
    made = []
    for role in draw(st.permutations(["author", "editor"])):
        positions = draw(st.lists(st.none() | st.integers(1, 50), max_size=4))
        known = [position for position in positions if position is not None]
        if len(known) == len(set(known)):
            made += [
                draw(
                    st.builds(
                        Authorship,
                        printed_name=stated_text,
                        position=st.just(position),
                        role=st.just(role),
                        author_id=texts,
                        orcid=texts,
                    )
                )
                for position in positions
            ]
    return tuple(made)


@given(
    st.builds(
        PaperRecord,
        place=st.just("papers.jsonl:1"),
        title=stated_text,
        authorships=authorships(),
        authors_complete=st.booleans(),
        year=st.none() | st.integers(1000, 2999),
        identifiers=st.dictionaries(st.sampled_from(SCHEME_PROPERTIES), stated_text),
        **dict.fromkeys(TEXTS, texts),
    )
)
def test_every_record_can_be_written_and_read_again(paper: PaperRecord) -> None:
    not_fields = {"version", "source", "authors", *SCHEME_PROPERTIES}
    fields = {name: getattr(paper, name) for name in jsonl.FIELDS - not_fields} | dict(paper.identifiers)
    fields["authors"] = [
        {
            "name": author.printed_name,
            "position": author.position,
            "role": author.role,
            "author_id": author.author_id,
            "orcid": author.orcid,
        }
        for author in paper.authorships
    ]
    VALIDATOR.validate(fields)
    assert record(**fields) == paper


# Persons


ADA = {"person_id": "l/AdaLovelace", "names": ["Ada Lovelace", {"name": "A. A. Lovelace", "author_id": "aal"}]}

PERSONS_REJECTED: list[tuple[dict[str, Any], str]] = [
    (ADA | {"version": 1}, "a person in version 1 of this format, which has only papers"),
    (ADA | {"title": "Notes"}, "both a person_id and a title"),
    (ADA | {"names": [" "]}, "author 1 has no name"),
    (ADA | {"names": [{}]}, "names[0]: object missing required field `name`"),
    (ADA | {"names": "Ada"}, "names: expected `array`, got `str`"),
    (ADA | {"other_ids": {"wikidata": 7}}, "other_ids[...]: expected `str`, got `int`"),
    (ADA | {"person_id": 7}, "person_id: expected `str | null`, got `int`"),
]


def printed_by(*authors: object) -> list[str]:
    read = record(version=2, title="On Sheep", authors=authors)
    assert isinstance(read, PaperRecord)
    return [each.printed_name for each in read.authorships]


def test_a_list_of_one_text_may_name_several_people() -> None:
    text = "Ada Byron, Wei Wang, Bo J. Li"
    assert printed_by(text) == ["Ada Byron", "Wei Wang", "Bo J. Li"]
    assert printed_by({"name": text}) == [text]
    assert printed_by(text, "Cora Lind") == [text, "Cora Lind"]
    assert printed_by("García Márquez, Gabriel José") == ["García Márquez, Gabriel José"]
    one = record(title="On Sheep", authors=[{"name": text}])
    assert isinstance(one, PaperRecord)
    assert records(jsonl.write(one, "").encode()) == [one]


def test_a_line_with_a_person_id_is_a_person() -> None:
    fields = ADA | {"version": 2, "orcid": "0000-0002-1825-0097", "other_ids": {"wikidata": "Q7259"}}
    VALIDATOR.validate(fields)
    assert record(**fields) == PersonRecord(
        place="papers.jsonl:1",
        person_id="l/AdaLovelace",
        names=(PersonName(printed_name="Ada Lovelace"), PersonName(printed_name="A. A. Lovelace", author_id="aal")),
        orcid="0000-0002-1825-0097",
        other_ids={"wikidata": "Q7259"},
    )


@pytest.mark.parametrize(("fields", "reason"), PERSONS_REJECTED, ids=[reason for _, reason in PERSONS_REJECTED])
def test_a_person_that_is_rejected_is_not_valid(fields: dict[str, Any], reason: str) -> None:
    rejected = record(**fields)
    assert isinstance(rejected, Reject)
    assert rejected.reason == reason
    assert not VALIDATOR.is_valid(fields)


def test_lines_that_end_in_cr_alone_are_lines() -> None:
    content = b'{"title": "A"}\r{"title": "B"}\r{"title": 1}\r{"title": "C"}\r'
    found = list(jsonl.read(io.BufferedReader(io.BytesIO(content)), "f"))
    assert [getattr(record, "title", None) for record in found] == ["A", "B", None, "C"]


def test_an_array_of_papers_is_recognised() -> None:
    papers = [{"title": "Sheep", "authors": ["Bo Li"]}, {"title": "Gates"}]
    assert jsonl.recognises(json.dumps(papers).encode())
    assert jsonl.recognises(json.dumps(papers, indent=2).encode())


def test_a_file_of_persons_alone_is_recognised() -> None:
    assert jsonl.recognises(json.dumps(ADA).encode() + b"\n")
    assert not jsonl.recognises(json.dumps(ADA | {"papers": []}).encode() + b"\n")
