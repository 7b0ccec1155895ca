"""Records become batches: counted, identified, without the rejects, and without what cannot be stored of the others."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy
import pytest
from msgspec.structs import replace

from graphapp.errors import InvalidArgument, SourceError
from graphapp.loading import fingerprints
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.intake import Intake, identified_records
from graphapp.records import Loss, PaperRecord, PassedOver, PersonName, PersonRecord, Record, Reject
from tests import bibliography

BAD = Reject(place="here:1", reason="no title", raw="{}")


def paper(paper_id: str, authors: int = 1) -> PaperRecord:
    return bibliography.paper(paper_id, *(f"Author {rank}" for rank in range(1, authors + 1)), place=paper_id)


def take(
    records: Iterable[Record], *, batch_size: int = 2, max_rejects: int | None = None
) -> tuple[Intake[Identified], list[list[str]], list[Reject]]:
    """The intake after its end, the ids of its batches, and what it reported."""
    rejects: list[Reject] = []
    intake = Intake(
        identified_records(records, "one"),
        batch_size=batch_size,
        max_rejects=max_rejects,
        on_reject=rejects.append,
        on_loss=lambda loss: None,
    )
    return intake, [[each.id for each in batch] for batch in intake.batches()], rejects


def test_records_come_in_batches_of_their_size() -> None:
    intake, batches, _ = take(paper(name) for name in "abcde")
    assert batches == [["one:a", "one:b"], ["one:c", "one:d"], ["one:e"]]
    assert (intake.read, intake.rejected, intake.failure) == (5, 0, None)


def test_papers_of_many_authors_and_persons_of_many_names_make_small_batches() -> None:
    names = tuple(PersonName(printed_name=f"Name {number}") for number in range(50))
    person = PersonRecord(place="x", person_id="x", names=names)
    _, batches, _ = take([paper("a", 20), paper("b"), person, paper("c")])
    assert batches == [["one:a"], ["one:b", "one:x"], ["one:c"]]


def test_rejects_are_counted_and_reported_and_take_their_place_in_a_batch() -> None:
    intake, batches, rejects = take([BAD, paper("a"), paper(" "), paper("b")])
    assert batches == [["one:a"], ["one:b"], []]
    assert (intake.read, intake.rejected) == (4, 2)
    assert [reject.reason for reject in rejects] == ["no title", "an id that is blank"]


def test_what_is_passed_over_is_counted_by_its_reason_and_is_no_record() -> None:
    passed = PassedOver(place="here:7", reason="a redirect to another person's record")
    intake, batches, rejects = take([paper("a"), passed, passed, paper("b")], max_rejects=0)
    assert batches == [["one:a", "one:b"], []]
    assert (intake.read, intake.rejected, intake.passed_over, intake.failure) == (2, 0, 2, None)
    assert rejects == []
    [counted] = intake.reasons.counts()
    assert (counted.kind, counted.reason, counted.count, counted.first) == ("passed over", passed.reason, 2, "here:7")


LONG = [
    replace(paper("a"), title="\u0301\u0316" * 40_000),
    replace(paper("a"), venue="\u0301\u0316" * 40_000),
    replace(paper("a"), authorships=bibliography.authorships("Ada", "\u0301\u0316" * 40_000)),
    paper(" " * 1_000_000),
    PersonRecord(place="x", person_id="x", names=(PersonName(printed_name="\u0301\u0316" * 40_000),)),
]


@pytest.mark.parametrize("record", LONG, ids=["title", "venue", "author name", "id", "name"])
def test_a_long_text_is_rejected_before_anything_is_computed_from_it(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for compute in ("_digest", "clean_id", "loses_marks"):
        monkeypatch.setattr(fingerprints, compute, lambda *_: pytest.fail("something was computed"))
    _, batches, [reject] = take([record])
    assert batches == [[]]
    assert reject.reason.endswith("can be stored")


ZALGO = "a" + "\u0301\u0316" * 20
HIDDEN = "я" + "\u0301\u200b\u0316\u00ad" * 20
"""After what nobody sees is gone, its marks are in a row."""
QUOTED = "я" + ("\u0301\u0316" * 10 + "’") * 2
"""After apostrophes are gone, its marks are in a row."""
PRINTED_WITH_MARKS = [
    (replace(paper("a"), title=ZALGO), "title"),
    (replace(paper("a"), title=HIDDEN), "title"),
    (replace(paper("a"), title=QUOTED), "title"),
    (replace(paper("a"), title="я" + "&#769;&#790;" * 20), "title"),
    (replace(paper("a"), title="я" + ("\u0301\u0316" * 10 + "<i>") * 2), "title"),
    (replace(paper("a"), venue=ZALGO), "venue"),
    (replace(paper("a"), venue_key=ZALGO), "venue key"),
    (replace(paper("a"), type=ZALGO), "type"),
    (replace(paper("a"), authorships=bibliography.authorships("Ada", ZALGO)), "names"),
    (PersonRecord(place="x", person_id="x", names=(PersonName(printed_name=ZALGO),)), "names"),
]


@pytest.mark.parametrize(("record", "what"), PRINTED_WITH_MARKS, ids=[what for _, what in PRINTED_WITH_MARKS])
def test_a_text_whose_key_would_lose_marks_is_rejected(record: Record, what: str) -> None:
    _, batches, rejects = take([record])
    assert batches == [[]]
    assert [reject.reason for reject in rejects] == [f"more than 30 combining marks in a row in its {what}"]


def test_an_abstract_may_have_any_marks() -> None:
    _, [batch], rejects = take([replace(paper("a"), abstract=ZALGO)])
    assert batch == ["one:a"]
    assert not rejects


def test_a_damaged_identifier_costs_itself_and_is_counted_and_reported() -> None:
    damaged = bibliography.paper("a", identifiers={"doi": "soon", "arxiv_id": "2301.00001"})
    losses: list[Loss] = []
    rejects: list[Reject] = []
    intake = Intake(
        identified_records([damaged, bibliography.paper(" ", identifiers={"doi": "soon"})], "one"),
        batch_size=9,
        max_rejects=None,
        on_reject=rejects.append,
        on_loss=losses.append,
    )
    [[kept]] = intake.batches()
    assert isinstance(kept.record, PaperRecord)
    assert kept.record.identifiers == {"arxiv_id": "2301.00001"}
    # A record that is rejected loses nothing of its own.
    assert (intake.read, intake.rejected, intake.lost) == (2, 1, 1)
    assert losses == [Loss(place=damaged.place, field="doi", reason="'soon' is not a valid DOI", raw="soon")]
    # The fingerprint tells records apart by what they say.
    assert kept.row_hash == identify(damaged, "one").row_hash


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"title": "Fences"}, "PaperRecord and PersonRecord, not dict; write other data to a table"),
        ("title", "PaperRecord and PersonRecord, not str"),
        (
            replace(paper("a"), place="row 7", venue=math.nan),
            "the record at row 7 has a value of a wrong type: Expected `str | null`, got `float`",
        ),
        (replace(paper("a"), year=numpy.int64(2020)), "Expected `int | null`, got `numpy.int64` - at `$.year`"),
        (replace(paper("a"), authorships=("Ada Byron",)), "at `$.authorships[0]`"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(record: Any, sentence: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        list(identified_records([record], "one"))
    assert sentence in str(refused.value)


def test_an_input_that_breaks_off_gives_what_it_had() -> None:
    def broken() -> Iterator[Record]:
        yield paper("a")
        raise SourceError("papers.gz is cut short")

    intake, batches, _ = take(broken())
    assert batches == [["one:a"]]
    assert intake.failure == "papers.gz is cut short"


@pytest.mark.parametrize(("max_rejects", "read"), [(0, 1), (1, 2), (None, 4)])
def test_an_intake_ends_after_more_rejects_than_allowed(max_rejects: int | None, read: int) -> None:
    intake, _, _ = take([BAD, BAD, paper("a"), BAD], max_rejects=max_rejects)
    assert intake.read == read
    allowed = intake.failure is None
    assert allowed is (max_rejects is None)
    assert allowed or f"more than the {max_rejects} allowed" in str(intake.failure)
