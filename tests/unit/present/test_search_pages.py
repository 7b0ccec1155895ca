"""What searching finds, for people."""

from dataclasses import replace

from graphapp.present.terminal import as_table
from tests.answers import FOUND_NAMES, FOUND_PAPERS, RESOLUTION, VENUES


def test_names_stand_with_their_papers_and_what_is_left_out_is_said() -> None:
    page = as_table(FOUND_NAMES)
    assert "Ada Lovelace" in page
    assert "1,234" in page
    assert "More names" in page
    assert "More names" not in as_table(replace(FOUND_NAMES, truncated=False))
    assert as_table(replace(FOUND_NAMES, names=())) == "none\n"


def test_what_was_found_is_emphasised_in_titles_and_snippets() -> None:
    page = as_table(FOUND_PAPERS, color=True)
    assert "\x1b[1;4mNotes\x1b[0m" in page
    assert "\x1b[1;4mengine\x1b[0m" in page
    assert "\x1b[31m" not in page


def test_authors_that_are_not_shown_are_counted() -> None:
    page = as_table(FOUND_PAPERS, width=200)
    assert "Author 8 and 4 more authors" in page
    assert "no authors and perhaps more" in page


def test_a_cut_answer_says_how_to_continue() -> None:
    assert "--after ksQI" in as_table(FOUND_PAPERS)
    assert "--after ksQI" in as_table(VENUES)
    assert "search-papers" in as_table(RESOLUTION)
    assert as_table(replace(VENUES, venues=(), next=None)) == "none\n"
