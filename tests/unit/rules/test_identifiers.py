"""Identifiers: every spelling has one normal form, and any other text is unfit."""

import pytest

from graphapp.records import Unfit
from graphapp.rules.identifiers import SCHEME_PROPERTIES, SCHEMES, listed, normal_identifiers, normal_orcid


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc", "10.1000/abc"),
        ("doi:10.1000/Abc", "10.1000/abc"),
    ],
)
def test_a_doi_is_bare_and_in_small_letters(printed: str, stored: str) -> None:
    assert normal_identifiers({"doi": printed}) == {"doi": stored}


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("2301.00001", "2301.00001"),
        ("2301.00001v12", "2301.00001"),
        ("2301.00001V2", "2301.00001"),
        ("arXiv:2301.00001", "2301.00001"),
        ("https://arxiv.org/abs/2301.00001v1", "2301.00001"),
        ("cs.CL/0301001v1", "cs/0301001"),
        ("https://arxiv.org/abs/cs/0301001", "cs/0301001"),
    ],
)
def test_an_arxiv_id_is_bare_and_without_its_version(printed: str, stored: str) -> None:
    assert normal_identifiers({"arxiv_id": printed}) == {"arxiv_id": stored}


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ({"doi": "soon"}, "'soon' is not a valid DOI"),
        ({"doi": "10.1000/" + "x" * 10_000}, "is not a valid DOI"),
        ({"arxiv_id": "soon"}, "'soon' is not a valid arXiv id"),
    ],
)
def test_a_text_that_is_not_an_identifier_is_unfit(printed: dict[str, str], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        normal_identifiers(printed)


def test_a_normal_form_is_its_own_normal_form() -> None:
    stored = {"doi": "10.1000/abc", "arxiv_id": "cs/0301001"}
    assert normal_identifiers(stored) == stored


def test_identifiers_are_listed_in_the_order_of_the_table() -> None:
    assert list(listed([("arxiv_id", "2301.00001"), ("doi", "10.1/x")])) == list(SCHEME_PROPERTIES)
    assert list(normal_identifiers({"arxiv_id": "2301.00001", "doi": "10.1000/x"})) == list(SCHEME_PROPERTIES)


def test_each_scheme_has_its_own_property_and_name() -> None:
    assert len({scheme.property for scheme in SCHEMES}) == len({scheme.name for scheme in SCHEMES}) == len(SCHEMES)


@pytest.mark.parametrize(
    "printed", ["0000-0002-1694-233X", "0000-0002-1694-233x", "https://orcid.org/0000-0002-1694-233X"]
)
def test_an_orcid_has_one_spelling(printed: str) -> None:
    assert normal_orcid(printed) == "0000-0002-1694-233X"


def test_an_orcid_with_a_wrong_check_digit_is_unfit() -> None:
    with pytest.raises(Unfit, match="is not a valid ORCID"):
        normal_orcid("0000-0002-1694-2331")
