"""What venues say of the types of works, also those that the table does not have."""

import pytest

from graphapp.formats.venue_types import is_whole_journal, kind_of_venue
from tests.bibliography import authorships, paper


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("NeurIPS", "conference"),
        ("Nature", "journal"),
        ("arXiv", "preprint server"),
        ("Meadow Letters", "journal"),
        ("Sheep 2023 poster", "conference"),
        ("Sheep 2023 Oral", "conference"),
        ("Sheep 2023 notable top 25%", "conference"),
        ("Journal of Oral Sheep", "journal"),
        ("Oral Sheep", "journal"),
        ("Proceedings of the 3rd Workshop on Sheep at ACL 2023", "conference"),
        ("International Conference on Sheep", "conference"),
        ("Sheep@ACL", "conference"),
        ("12th Symposium of Sheep", "conference"),
        ("Proceedings of Sheep", "conference"),
        ("Proc. of Sheep 2020", "conference"),
        ("Proceedings of the 5th Meeting of the Sheep Society", "conference"),
        ("Proceedings of the Sheep Society", "journal"),
        ("Proceedings of the IEEE", "journal"),
        ("Meadow Clinic Proceedings", "journal"),
        ("Journal of Sheep: Conference Series", "journal"),
        (None, None),
    ],
)
def test_a_venue_has_a_kind(venue: str | None, kind: str | None) -> None:
    assert kind_of_venue(paper(venue=venue)) == kind


def test_a_key_says_what_the_printed_venue_does_not() -> None:
    assert kind_of_venue(paper(venue="Sheep 2023", venue_key="NeurIPS")) == "conference"
    assert kind_of_venue(paper(venue="Sheep 2023", venue_key="issn:1532-4435")) == "journal"


@pytest.mark.parametrize("type", ["Poster", "oral", "Spotlight"])
def test_what_was_presented_was_at_a_conference(type: str) -> None:
    assert kind_of_venue(paper(venue="Sheep 2023", type=type)) == "conference"


@pytest.mark.parametrize(
    ("type", "authors", "expected"),
    [
        ("journal", (), True),
        ("journal-issue", (), True),
        ("journal", ("Ada Byron",), False),
        ("journal article", (), False),
        (None, (), False),
    ],
)
def test_a_whole_journal_has_no_authors(type: str | None, authors: tuple[str, ...], expected: bool) -> None:
    names = authorships(*authors) + authorships("Petra Lind", role="editor")
    assert is_whole_journal(paper(type=type, authorships=names)) == expected
