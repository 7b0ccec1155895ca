"""References in Markdown: what a reader sees, and that no text is markup."""

import pytest

from graphapp.formats.markdown import write
from graphapp.records import PaperRecord
from tests.bibliography import paper


def reference(**facts: object) -> str:
    return write(paper("p", "Ada Müller", "Bo Li", **{"title": "Sheep", **facts}), "key")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        ({"year": 2021}, "- Ada Müller, Bo Li. **Sheep**. 2021.\n"),
        ({"year": 2021, "venue": "ICML"}, "- Ada Müller, Bo Li. **Sheep**. *ICML*, 2021.\n"),
        ({"authors_complete": False}, "- Ada Müller, Bo Li, et al. **Sheep**.\n"),
        (
            {"identifiers": {"doi": "10.1/a_b"}, "url": "https://example.org"},
            "- Ada Müller, Bo Li. **Sheep**. [10.1/a\\_b](<https://doi.org/10.1/a_b>)\n",
        ),
        ({"url": "https://example.org/a_b"}, "- Ada Müller, Bo Li. **Sheep**. <https://example.org/a_b>\n"),
        ({"url": "javascript:alert(1)"}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        ({"url": "https://example.org/> <script>"}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        (
            {"title": "*Stars* & [links](x) <b>\n# 1"},
            "- Ada Müller, Bo Li. **\\*Stars\\* \\& \\[links\\](x) \\# 1**.\n",
        ),
    ],
)
def test_a_reference_has_what_the_paper_has(facts: dict[str, object], text: str) -> None:
    assert reference(**facts) == text


def test_a_paper_without_authors_begins_with_its_title() -> None:
    assert write(paper("p", title="1. Sheep"), "key") == "- **1. Sheep**.\n"


def test_a_name_that_looks_like_a_list_is_none() -> None:
    record: PaperRecord = paper("p", "1. Ada", title="Sheep")
    assert write(record, "key") == "- 1\\. Ada. **Sheep**.\n"
