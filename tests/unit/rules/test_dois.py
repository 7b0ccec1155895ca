"""DOIs: every spelling has one normal form, and nothing else is a DOI."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.dois import normal_doi
from graphapp.rules.identifiers import read_identifiers
from graphapp.rules.names import LONGEST_NAME

DOI_SPELLINGS = (
    "{}",
    "doi:{}",
    "DOI: {}",
    "doi {}",
    "urn:doi:{}",
    "info:doi/{}",
    "hdl:{}",
    "doi.org/{}",
    "https://doi.org/{}",
    "http://dx.doi.org/{}",
    "https://www.doi.org/{}",
    "https://hdl.handle.net/{}",
    "https//doi.org/{}",
    "https:/doi.org/{}",
    "https://doi.org/doi:{}",
    "https://doi.org/https://doi.org/{}",
    "https://doi-org.proxy.example.edu/{}",
    "https://doi.org.proxy.example.edu/{}",
    "https://proxy.example.edu/login?url=https://doi.org/{}",
    "https://doi.org/{}?download=true",
    "https://doi.org/{}#section-2",
    "{}?utm_source=mail",
    "https://publisher.example.org/doi/{}",
    "https://publisher.example.org/doi/abs/{}",
    "https://publisher.example.org/doi/full/{}?scroll=top&needAccess=true",
    "https://publisher.example.org/doi/pdf/{}",
    "https://publisher.example.org/doi/{}/abstract",
    "https://publisher.example.org/articles/{}/full",
    "https://publisher.example.org/document/doi/{}/html",
    "https://publisher.example.org/content/pdf/{}.pdf",
    "https://publisher.example.org/x/article/doi/{}/5571860",
    "https://publisher.example.org/x/article/doi/{}/96453/Its-Title",
    "https://publisher.example.org/article?id={}",
    "https://publisher.example.org/article/file?id={}&type=printable",
    "https://api.example.org/works/{}",
    "{}.",
    "{},",
    "{};",
    "{}/",
    "{} [doi]",
    "({})",
    "[{}]",
    "<{}>",
    '"{}"',
    "\u201c{}\u201d",
    '["{}"]',
    "(doi: {}).",
    "{}</a>",
    "{}<br />",
    " {}\n",
    "\u200b{}\ufeff",
)


@pytest.mark.parametrize("spelling", DOI_SPELLINGS)
@pytest.mark.parametrize("printed", ["10.1000/182", "10.1000/J.Abc-2020_(1)", "10.1000.10/a"])
def test_a_doi_is_bare_and_in_small_letters(spelling: str, printed: str) -> None:
    assert normal_doi(spelling.format(printed)) == printed.lower()


GOLDEN = [
    "10.1000/182",
    "10.1145/3292500.3330701",
    "10.5555/3292500.3330701",
    "10.18653/v1/2020.acl-main.1",
    "10.24963/ijcai.2020/123",
    "10.1609/aaai.v34i05.6297",
    "10.1007/978-3-030-01234-2_1",
    "10.1007/s10994-019-05855-6",
    "10.1016/0021-9991(91)90007-8",
    "10.1016/j.ejor.2016.12.001",
    "10.1061/(asce)0733-9399(2005)131:1(1)",
    "10.1088/1742-6596/1234/1/012001",
    "10.1103/physrevlett.116.061102",
    "10.1109/cvpr.2016.90",
    "10.1162/tacl_a_00333",
    "10.1207/s15327698jfc0304&5_1",
    "10.1371/journal.pone.0000001",
    "10.1002/(sici)1097-4636(199823)43:3<338::aid-jbm16>3.0.co;2-b",
    "10.1002/(sici)1096-8644(199605)100:1<1::aid-ajpa1>3.0.co;2-#",
    "10.1002/(sici)1097-0274(199909)36:1+<1::aid-ajim2>3.0.co;2-0",
    "10.17072/1995\u20104190",
    "10.21203/rs.3.rs-123456/v1",
    "10.5281/zenodo.1234567",
    "10.1101/2020.01.01.123456",
    "10.48550/other",
]
"""DOIs as they have been stored since the first version: none of them may change."""


@pytest.mark.parametrize("stored", GOLDEN)
def test_an_ordinary_doi_is_stored_as_it_always_was(stored: str) -> None:
    assert (
        normal_doi(stored)
        == normal_doi(stored.upper())
        == normal_doi(f"https://doi.org/{quote(stored, safe='/')}")
        == stored
    )


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("10.1207/s15327698jfc0304&amp;5_1", "10.1207/s15327698jfc0304&5_1"),
        ("10.1002/(SICI)1-2&lt;3::AID-X4&gt;3.0.CO;2-B", "10.1002/(sici)1-2<3::aid-x4>3.0.co;2-b"),
        ("10.1002/(SICI)1-2&amp;lt;3::AID-X4&amp;gt;3.0.CO;2-B", "10.1002/(sici)1-2<3::aid-x4>3.0.co;2-b"),
        ("https://doi.org/10.1002/(SICI)1-2<3::AID-X4>3.0.CO;2-#", "10.1002/(sici)1-2<3::aid-x4>3.0.co;2-#"),
        ("10.1000%2Fabc", "10.1000/abc"),
        ("https://doi.org/10.1000%252Fabc", "10.1000/abc"),
        ("https%3A%2F%2Fdoi.org%2F10.1000%2Fabc", "10.1000/abc"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://www.medrxiv.org/content/10.1101/2020.01.01.123456v1", "10.1101/2020.01.01.123456"),
        ("https://iop.example.org/article/10.1088/1742-6596/12/1/012001/meta", "10.1088/1742-6596/12/1/012001"),
    ],
)
def test_a_doi_is_decoded(printed: str, stored: str) -> None:
    assert normal_doi(printed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "10.1000/",
        "10.1000",
        "10/abc",
        "10.5/10",
        "10.1/x",
        "110.1000/x",
        "\u0661\u0660.1000/x",
        "10.1000/a b",
        "10.1000/abc 10.1000/def",
        "10.1000/abc; 10.1000/def",
        "10.1000/abc,10.1000/def",
        "10.1000/abchttps://doi.org/10.1000/def",
        "https://doi.org/10.1000/abc and https://doi.org/10.1000/def",
        "10.1000/a\0",
        "10.1000/a%00",
        "10.1000/a%E9",
        "10.1000/\ud800",
        "10.1000/" + "x" * LONGEST_NAME,
        "https://example.org/2020.acl-main.1",
        "https://example.org/a.10.1000/x",
        "see 10.1000/x",
        "Proc. of Meadow 10.1000/x",
        "10.48550/arXiv.2305",
    ],
)
def test_a_text_that_is_not_one_doi_is_damaged(text: str) -> None:
    read = read_identifiers({"doi": text})
    assert (read.normal, read.missing) == ({}, frozenset())
    assert read.damaged["doi"].endswith("is not a valid DOI")
    assert len(read.damaged["doi"]) < 1_000


suffixes = st.from_regex(r"[a-z0-9]([a-z0-9._:;()/<>#&+-]{0,20}[a-z0-9])?", fullmatch=True)


@given(suffixes, st.sampled_from(DOI_SPELLINGS[:24]))
def test_a_spelling_of_a_doi_that_keeps_it_whole_has_its_normal_form(suffix: str, spelling: str) -> None:
    bare = f"10.1000/{suffix}"
    if (normal := normal_doi(bare)) is not None and not set("?&#<") & set(bare):
        assert normal_doi(spelling.format(bare.upper())) == normal
