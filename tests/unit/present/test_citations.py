"""Citation keys, and the files that entries make."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.present.citations import LAYOUTS, as_markdown, citation_key, entries
from tests.bibliography import paper

SHEEP = paper("7", "Ada van der Müller", "Bo Li", title="The {Sheep} of Ålesund", year=2021)


@pytest.mark.parametrize(
    ("record", "start"),
    [
        (SHEEP, "muller2021sheep-"),
        (paper("7", "Müller, Ada", title="On $n$ Sheep"), "mullern-"),
        (paper("7", title="羊", year=2020), "anon2020-"),
        (paper("7", "李明", title="Ships"), "anonships-"),
        (paper("7", "Bo Li 0001", title=""), "0001-"),
    ],
)
def test_a_key_has_name_year_and_word(record: object, start: str) -> None:
    key = citation_key(record, "one:7")  # type: ignore[arg-type]
    assert key.startswith(start)
    assert len(key) == len(start) + 8


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_key_is_plain_and_stays(name: str, title: str, paper_id: str) -> None:
    record = paper("p", name or "x", title=title)
    key = citation_key(record, paper_id.encode(errors="replace").decode())
    assert set(key) <= set(string.ascii_lowercase + string.digits + "-")
    assert key == citation_key(record, paper_id.encode(errors="replace").decode())


def test_papers_that_are_alike_have_keys_of_their_own() -> None:
    assert len({citation_key(SHEEP, f"one:{number}") for number in range(20_000)}) == 20_000


@pytest.mark.parametrize("format", LAYOUTS)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_file_has_an_entry_for_each_paper(format: str, count: int) -> None:
    papers = [(f"one:{number}", SHEEP) for number in range(count)]
    text = "".join(entries(papers, format))
    assert text.count("lesund") == count
    if format == "csl-json":
        assert len(json.loads(text)) == count


def test_an_answer_without_papers_is_no_bibliography() -> None:
    with pytest.raises(InvalidArgument):
        as_markdown("names")
