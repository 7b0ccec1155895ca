"""What a record loses before it becomes a row: identifiers that cannot be read, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.loading.losses import usable
from graphapp.records import LONGEST_RAW, Authorship, Loss, PaperRecord, PersonName, PersonRecord

PAPER = PaperRecord(
    place="here:1",
    title="A title",
    authorships=(
        Authorship(printed_name="Ada Lovelace", position=1, orcid="0000-0002-1694-233x"),
        Authorship(printed_name="Wei Wang", position=2),
    ),
    identifiers={"doi": "doi:10.1000/X", "arxiv_id": "2301.00001v2"},
    url="https://example.org/",
)
PERSON = PersonRecord(
    place="here:2", person_id="ada", names=(PersonName(printed_name="Ada Lovelace"),), orcid="0000-0002-1694-233X"
)


@pytest.mark.parametrize("record", [PAPER, PERSON, replace(PAPER, identifiers={})])
def test_a_record_without_damage_stays_as_it_is_printed(record: PaperRecord | PersonRecord) -> None:
    assert usable(record)[:2] == (record, ())


@pytest.mark.parametrize(
    ("identifiers", "kept", "reasons"),
    [
        ({"doi": "soon"}, {}, {"doi": "'soon' is not a valid DOI"}),
        ({"doi": "soon", "arxiv_id": "2301.00001"}, {"arxiv_id": "2301.00001"}, {"doi": "'soon' is not a valid DOI"}),
        ({"arxiv_id": "2301.1"}, {}, {"arxiv_id": "'2301.1' is not a valid arXiv id"}),
        ({"doi": "10.1000/a, 10.1000/b"}, {}, {"doi": "'10.1000/a, 10.1000/b' is not a valid DOI"}),
        ({"doi": "10.1000/a\0"}, {}, {"doi": "'10.1000/a\\x00' is not a valid DOI"}),
        ({"doi": "x" * 1_001}, {}, {"doi": f"'{'x' * 100}' is not a valid DOI"}),
        ({"scroll": "7"}, {}, {"scroll": "not a kind of identifier that graphapp stores"}),
        ({"doi": "N/A", "arxiv_id": "-"}, {}, {}),
        ({"doi": "10.48550/arXiv.2301.00001"}, {"doi": "10.48550/arXiv.2301.00001"}, {}),
    ],
)
def test_a_damaged_identifier_is_left_out_with_its_reason_and_a_placeholder_without(
    identifiers: dict[str, str], kept: dict[str, str], reasons: dict[str, str]
) -> None:
    record, losses, *_ = usable(replace(PAPER, identifiers=identifiers))
    assert record == replace(PAPER, identifiers=kept)
    assert {loss.field: loss.reason for loss in losses} == reasons
    assert all((loss.place, loss.raw) == ("here:1", identifiers[loss.field]) for loss in losses)


def test_a_damaged_orcid_costs_the_orcid_and_not_the_author() -> None:
    ada, wei = PAPER.authorships
    wrong = "0000-0002-1694-2331"
    record, losses, *_ = usable(replace(PAPER, authorships=(replace(ada, orcid=wrong), replace(wei, orcid="n/a"))))
    assert record == replace(PAPER, authorships=(replace(ada, orcid=None), wei))
    assert losses == (Loss(place="here:1", field="orcid", reason=f"'{wrong}' is not a valid ORCID", raw=wrong),)
    person, losses, *_ = usable(replace(PERSON, orcid=wrong))
    assert person == replace(PERSON, orcid=None)
    assert [loss.place for loss in losses] == ["here:2"]
    assert usable(replace(PERSON, orcid="0000-0000-0000-0000"))[:2] == (replace(PERSON, orcid=None), ())


def test_a_list_full_of_damaged_orcids_does_not_take_long() -> None:
    authorships = tuple(Authorship(printed_name="Ada", position=n, orcid=f"soon {n}") for n in range(1, 30_001))
    began = time.process_time()
    record, losses, *_ = usable(replace(PAPER, authorships=authorships))
    assert time.process_time() - began < 5
    assert len(losses) == 30_000
    assert isinstance(record, PaperRecord)
    assert {authorship.orcid for authorship in record.authorships} == {None}


def test_authors_who_are_nobody_are_named_and_et_al_is_not() -> None:
    printed = ("Ada Lovelace", "Anonymous", "nan", "et al.")
    authorships = tuple(Authorship(printed_name=name, position=rank) for rank, name in enumerate(printed, start=1))
    record, losses, *_ = usable(replace(PAPER, authorships=authorships))
    assert record == replace(PAPER, authorships=authorships)
    assert [(loss.field, loss.reason, loss.raw) for loss in losses] == [
        ("authors", "'Anonymous' is nobody's name", "Anonymous"),
        ("authors", "'nan' is nobody's name", "nan"),
    ]
    _, [loss], *_ = usable(replace(PERSON, names=(*PERSON.names, PersonName(printed_name="Unknown"))))
    assert (loss.place, loss.field, loss.raw) == ("here:2", "names", "Unknown")


def test_what_a_format_left_out_comes_first() -> None:
    lost = Loss(place="here:1", field="authors", reason="'et al.' is nobody", raw="et al.")
    _, losses, *_ = usable(replace(PAPER, losses=(lost,), identifiers={"doi": "soon"}))
    assert [loss.field for loss in losses] == ["authors", "doi"]
    assert usable(replace(PERSON, losses=(lost,))).losses == (lost,)


def test_all_that_rules_leave_out_is_named() -> None:
    printed = ("Ada Lovelace", "et al.", "nan")
    authorships = tuple(Authorship(printed_name=name, position=None, orcid="soon") for name in printed)
    stated = {"doi": "n/a", "arxiv_id": "soon", "pmid": "7"}
    assert sorted(usable(replace(PAPER, authorships=authorships, identifiers=stated)).left_out) == [
        ("arxiv_id", "soon"),
        ("authors", "et al."),
        ("authors", "nan"),
        ("authors_complete", ""),
        ("doi", "n/a"),
        *[("orcid", "soon")] * 3,
    ]
    nobody = PersonName(printed_name="Unknown")
    assert usable(replace(PERSON, names=(*PERSON.names, nobody), orcid="soon")).left_out == (
        ("names", "Unknown"),
        ("orcid", "soon"),
    )


@given(
    st.dictionaries(st.sampled_from(["doi", "arxiv_id", "scroll"]), st.text() | st.just("\ud800" * 20_000)),
    st.none() | st.text(),
)
def test_what_is_left_of_a_record_loses_nothing_more(identifiers: dict[str, str], orcid: str | None) -> None:
    authorships = (replace(PAPER.authorships[0], orcid=orcid),)
    once = usable(replace(PAPER, identifiers=identifiers, authorships=authorships))
    again = usable(once.record)
    assert again[:2] == (once.record, ())
    assert (again.identifiers, again.named, again.left_out) == (once.identifiers, once.named, ())
    for loss in once.losses:
        assert len(loss.raw) <= LONGEST_RAW
        assert loss.raw.encode().decode() == loss.raw
