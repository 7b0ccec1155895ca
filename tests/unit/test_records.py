"""The limits of a record: one rule for every format and for records made in Python."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from graphapp import records
from graphapp.records import (
    LIMITS,
    LONGEST_RAW,
    LONGEST_REASON,
    Authorship,
    Loss,
    PaperRecord,
    PersonName,
    PersonRecord,
    Reject,
    Unfit,
    check_lengths,
    check_positions,
    check_year,
)


@pytest.mark.parametrize("stated", [1000, 2999, 1843, "1843", " 2021 "])
def test_a_year(stated: int | str) -> None:
    assert check_year(stated) == int(stated)


@pytest.mark.parametrize(
    "stated", [0, 999, 3000, -5, 2**70, "", "in press", "2021a", "20211", "٢٠٢١", "1987--date{}", "0800"]
)
def test_what_is_no_year(stated: int | str) -> None:
    with pytest.raises(Unfit, match="is not a year"):
        check_year(stated)


def test_a_long_text_that_is_no_year_is_quoted_in_part() -> None:
    with pytest.raises(Unfit, match=f'year "{"x" * 40}..." is not a year'):
        check_year("x" * 1_000)


def author(position: int | None, *, editor: bool = False) -> Authorship:
    return Authorship(printed_name="Ada", position=position, role="editor" if editor else "author")


@pytest.mark.parametrize(
    "authorships",
    [
        [],
        [author(1), author(2)],
        [author(None), author(None)],
        [author(1_000_000)],
        [author(1), author(1, editor=True)],
    ],
)
def test_positions_that_a_list_has(authorships: list[Authorship]) -> None:
    check_positions(authorships)


@pytest.mark.parametrize(
    ("authorships", "reason"),
    [
        ([author(0)], "0 is not a position in a list of authors"),
        ([author(1_000_001)], "1000001 is not a position"),
        ([author(-1, editor=True)], "-1 is not a position in a list of editors"),
        ([author(1), author(None), author(1)], "two authors at position 1"),
        ([author(2, editor=True), author(2, editor=True)], "two editors at position 2"),
    ],
)
def test_positions_that_no_list_has(authorships: list[Authorship], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        check_positions(authorships)


PAPER = PaperRecord(place="here:1", title="A title", authorships=())
PERSON = PersonRecord(place="here:1", person_id="a", names=(PersonName(printed_name="Ada"),))
AUTHORSHIP = Authorship(printed_name="Ada", position=1)


def stating(kind: type, field: str, text: str) -> PaperRecord | PersonRecord:
    """A record of which only this field of this class is long."""
    stated: dict[str, Any] = {field: {"scheme": text} if field in ("identifiers", "other_ids") else text}
    if kind is Authorship:
        return replace(PAPER, authorships=(AUTHORSHIP, replace(AUTHORSHIP, **stated)))
    if kind is PersonName:
        return replace(PERSON, names=(*PERSON.names, replace(PERSON.names[0], **stated)))
    return replace(PAPER, **stated) if kind is PaperRecord else replace(PERSON, **stated)


KINDS: tuple[Any, ...] = (PaperRecord, Authorship, PersonRecord, PersonName)
TEXTS = [
    (kind, field.name)
    for kind in KINDS
    for field in fields(kind)
    # A damaged identifier costs itself, not the record.
    if "str" in str(field.type) and field.name not in {"place", "role", "identifiers", "orcid"}
]


def test_every_text_of_a_record_has_a_limit() -> None:
    assert {field for _, field in TEXTS} == LIMITS.keys()


def test_an_identifier_is_never_refused_for_its_length() -> None:
    check_lengths(stating(PaperRecord, "identifiers", "x" * 1_000_000))
    check_lengths(stating(Authorship, "orcid", "x" * 1_000_000))
    check_lengths(stating(PersonRecord, "orcid", "x" * 1_000_000))


@pytest.mark.parametrize(
    ("kind", "field"), TEXTS, ids=lambda value: value if isinstance(value, str) else value.__name__
)
def test_a_text_over_the_limit_of_its_field_is_refused(kind: type, field: str) -> None:
    limit = LIMITS[field]
    check_lengths(stating(kind, field, "x" * limit.characters))
    reason = f"^{limit.what} of {limit.characters + 1:,} characters; at most {limit.characters:,} can be stored$"
    with pytest.raises(Unfit, match=reason):
        check_lengths(stating(kind, field, "x" * (limit.characters + 1)))


def test_a_key_of_other_ids_is_a_text_too() -> None:
    with pytest.raises(Unfit, match="an id of 1,001 characters"):
        check_lengths(replace(PERSON, other_ids={"x" * 1_001: "1"}))


@pytest.mark.parametrize(
    "record",
    [
        replace(PAPER, authorships=(AUTHORSHIP,) * 6),
        replace(PERSON, names=PERSON.names * 6),
        replace(PERSON, other_ids=dict.fromkeys("abcdef", "1")),
    ],
    ids=["authors", "names", "other ids"],
)
def test_a_list_over_the_limit_is_refused(record: PaperRecord | PersonRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_NAMES", 6)
    check_lengths(record)
    monkeypatch.setattr(records, "MOST_NAMES", 5)
    with pytest.raises(Unfit, match="more than 5 names or ids in one list"):
        check_lengths(record)


def test_a_reject_quotes_a_bounded_part_of_its_record() -> None:
    reject = Reject.of("here:1", f"invalid enum value '{'x' * 100_000}'", b"{}")
    assert reject.reason.startswith("invalid enum value 'xxx")
    assert len(reject.reason) == LONGEST_REASON


@given(st.binary(max_size=50_000))
def test_a_reject_keeps_a_bounded_text_of_whatever_bytes(raw: bytes) -> None:
    reject = Reject.of("here:1", "broken", raw)
    assert (reject.place, reject.reason) == ("here:1", "broken")
    assert len(reject.raw) <= LONGEST_RAW
    assert raw.decode(errors="replace")[: len(reject.raw) - 1] == reject.raw[:-1]


@given(st.text(st.characters(), max_size=200) | st.just("\ud800" * 20_000))
def test_a_loss_keeps_a_bounded_text_that_can_be_written(raw: str) -> None:
    loss = Loss.of("here:1", "doi", "broken", raw)
    assert (loss.place, loss.field, loss.reason) == ("here:1", "doi", "broken")
    assert len(loss.raw) <= LONGEST_RAW
    assert loss.raw.encode().decode() == loss.raw
