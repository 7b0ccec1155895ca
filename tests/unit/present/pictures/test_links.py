"""Where names and papers lead."""

import pytest

from graphapp.present.pictures.links import Links, anchor
from tests.answers.networks import SCRIPT


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (Links(), None),
        (Links(base=""), "/name-cluster/Jos%C3%A9%20%2F%3F%23%22%26"),
        (Links(base="http://127.0.0.1:8000"), "http://127.0.0.1:8000/name-cluster/Jos%C3%A9%20%2F%3F%23%22%26"),
        (Links(anchors=True), "#name-cluster:Jos%C3%A9%20%2F%3F%23%22%26"),
    ],
)
def test_a_name_leads_to_its_page_or_row(links: Links, expected: str | None) -> None:
    assert links.name('José /?#"&') == expected


def test_a_paper_leads_to_its_page() -> None:
    assert Links(base="").paper("one:1/2") == "/paper/one%3A1%2F2"
    assert Links(anchors=True).paper("one:1") == f"#{anchor('paper', 'one:1')}"


def test_no_name_leaves_its_place_in_an_address() -> None:
    for name in (SCRIPT, "../../etc", "javascript:alert(1)", "\ud800", "a\nb"):
        address = Links(base="").name(name)
        assert address is not None
        assert address.startswith("/name-cluster/")
        assert not set(address.removeprefix("/name-cluster/")) & set("/:<>\"'\n ")
