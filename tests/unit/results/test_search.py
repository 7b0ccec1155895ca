"""What searching finds, as items of an answer."""

from graphapp.results.search import FoundAuthors, FoundName, Resolution, ResolvedThing


def test_the_items_of_a_search_are_what_it_found() -> None:
    name = FoundName(name="Ada Lovelace", key="ada lovelace", author_row_count=2, paper_count=3)
    assert FoundAuthors(text="ada", names=(name,), truncated=False, sampled=False).items == (name,)


def test_the_columns_of_a_resolution_say_what_it_is_and_how_it_was_found() -> None:
    thing = ResolvedThing(
        kind="venue", id="neurips", label="NeurIPS", work_id=None, found_by="name of a venue", read_as="NIPS"
    )
    answer = Resolution(text="NIPS", things=(thing,), truncated=False)
    assert answer.columns == ("kind", "id", "label", "work_id", "found_by", "read_as")
