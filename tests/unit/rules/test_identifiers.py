"""Identifiers: every spelling has one normal form, which is its own, and nothing else is an identifier."""

import string
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.identifiers import (
    SCHEME_PROPERTIES,
    SCHEMES,
    listed,
    normal_orcid,
    read_identifiers,
    states_nothing,
)
from graphapp.rules.names import LONGEST_NAME

ORCID = "0000-0002-1694-233X"


def doi(text: str) -> str | None:
    """The DOI that is stored for the text of a DOI's field."""
    return read_identifiers({"doi": text}).normal.get("doi")


def arxiv(text: str) -> str | None:
    """The arXiv id that is stored for the text of an arXiv id's field."""
    return read_identifiers({"arxiv_id": text}).normal.get("arxiv_id")


# arXiv ids

ARXIV_SPELLINGS = (
    "{}",
    "{}v2",
    "{}V12",
    "arXiv:{}",
    "arxiv: {}v3",
    "arXiv {}",
    "arXiv preprint arXiv:{}",
    "abs/{}",
    "CoRR abs/{}",
    "oai:arXiv.org:{}",
    "info:arxiv/{}",
    "https://arxiv.org/abs/{}",
    "http://www.arxiv.org/abs/{}v1",
    "arxiv.org/abs/{}",
    "https://arxiv.org/abs/{}?context=cs",
    "https://arxiv.org/abs/{}#references",
    "https://arxiv.org/abs/arXiv:{}",
    "https://arxiv.org/pdf/{}",
    "https://arxiv.org/pdf/{}.pdf",
    "https://arxiv.org/pdf/{}v1.pdf",
    "https://arxiv.org/html/{}v3",
    "https://arxiv.org/format/{}",
    "https://export.arxiv.org/abs/{}",
    "https://ar5iv.org/abs/{}",
    "https://ar5iv.labs.arxiv.org/html/{}",
    "https://www.alphaxiv.org/abs/{}",
    "https://huggingface.co/papers/{}",
    "https%3A%2F%2Farxiv.org%2Fabs%2F{}",
    "10.48550/arXiv.{}",
    "10.48550/ARXIV.{}v2",
    "https://doi.org/10.48550/arXiv.{}",
    "doi:10.48550/arxiv.{}",
    "[{}]",
    "{}.",
    "arXiv:{}v1 [cs.CL]",
    "arXiv:{}v1 [cs.CL] 1 Jan 2023",
)


@pytest.mark.parametrize("spelling", ARXIV_SPELLINGS)
@pytest.mark.parametrize(
    "stored", ["2301.00001", "0704.0001", "1412.9999", "1201.00011", "cs/0301001", "hep-th/9901001"]
)
def test_an_arxiv_id_is_bare_and_without_its_version(spelling: str, stored: str) -> None:
    assert arxiv(spelling.format(stored)) == stored


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("cs.CL/0301001v1", "cs/0301001"),
        ("math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/abs/math.GT/0309136v2", "math/0309136"),
        ("cond-mat.mtrl-sci/0301001", "cond-mat/0301001"),
        ("cs.CL/2301.00001", "2301.00001"),
    ],
)
def test_the_class_in_an_arxiv_id_is_no_part_of_it(printed: str, stored: str) -> None:
    assert arxiv(printed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2301",
        "2301.1000",
        "1501.1234",
        "2313.00001",
        "2300.00001",
        "0703.0001",
        "9912.12345",
        "2301.00000",
        "2015.5000",
        "0301001",
        "meadow/0301001",
        "cs/0804001",
        "cs/9101001",
        "cs/0313001",
        "cs/0301000",
        "2301.00001, 2301.00002",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/abs/",
        "arXiv:" * 200,
    ],
)
def test_a_text_that_is_not_one_arxiv_id_is_damaged_or_missing(text: str) -> None:
    read = read_identifiers({"arxiv_id": text})
    assert read.normal == {}
    assert ("arxiv_id" in read.damaged) is not (text == "https://arxiv.org/abs/")


# PMIDs


@pytest.mark.parametrize(
    "spelling",
    [
        *("{}", " {} ", "0{}", "{}.0", "({})", '"{}"', "{}.", "PMID: {}", "PMID:{}", "pmid {}", "PMID{}", "PMID-{}"),
        *("PubMed: {}", "PubMed ID: {}", "PubMed PMID: {}", "MEDLINE:{}", "info:pmid/{}", "{} [PMID]", "{} [uid]"),
        *(
            "https://pubmed.ncbi.nlm.nih.gov/{}/",
            "pubmed.ncbi.nlm.nih.gov/{}",
            "http://pubmed.ncbi.nlm.nih.gov/{}/?a=b",
        ),
        "PMID: https://pubmed.ncbi.nlm.nih.gov/{}/#affiliation-1",
        "https://pubmed.ncbi.nlm.nih.gov/?term={}",
        *("https://www.ncbi.nlm.nih.gov/pubmed/{}", "www.ncbi.nlm.nih.gov/pubmed/{}?dopt=Abstract"),
        "http://www.ncbi.nlm.nih.gov/pubmed/?term={}",
        "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&amp;db=PubMed&amp;list_uids={}&amp;dopt=Abstract",
        *("https://europepmc.org/article/MED/{}", "https://europepmc.org/abstract/med/{}", "https://pubmed.gov/{}"),
        *("https://identifiers.org/pubmed:{}", "https://identifiers.org/pubmed/{}"),
    ],
)
@pytest.mark.parametrize("id", ["7", "31452104"])
def test_a_pmid_is_its_digits(spelling: str, id: str) -> None:
    assert read_identifiers({"pmid": spelling.format(id)}).normal == {"pmid": id}


@pytest.mark.parametrize(
    "text",
    [
        *("314521040", "31452104; 31452105", "31452104 31452105", "PMC31452104", "31452104.5", "3e7", "-7", "soon"),
        *("https://europepmc.org/article/PMC/31452104", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/", "\u0663"),
        "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=nucleotide&list_uids=7",
        "https://pubmed.ncbi.nlm.nih.gov/?term=sheep",
    ],
)
def test_a_text_that_is_not_one_pmid_is_damaged(text: str) -> None:
    read = read_identifiers({"pmid": text})
    assert (read.normal, set(read.damaged)) == ({}, {"pmid"})
    assert read_identifiers({}, text).normal == {}


# Placeholders


@pytest.mark.parametrize(
    "text",
    [
        *("-", "N/A", "n/a", "none", "nan", "null", "0", "0.0", "[]", "no DOI", "unknown"),
        *("doi:", "DOI", "https://doi.org/", "http://dx.doi.org/", "https://doi.org/nan", "DOI: N/A", "arXiv:none"),
        *("10.0000/abc", "https://doi.org/10.0000/0000", "10.1145/nnnnnnn.nnnnnnn", "10.1145/XXXXXX.XXXXXX"),
    ],
)
def test_a_placeholder_is_no_identifier_and_no_damage(text: str) -> None:
    read = read_identifiers({"doi": text, "arxiv_id": text, "pmid": text})
    assert (read.normal, read.damaged, read.missing) == ({}, {}, frozenset({"doi", "arxiv_id", "pmid"}))


@pytest.mark.parametrize("text", ["0000-0000-0000-0000", "https://orcid.org/0000-0000-0000-0000", "ORCID", "n/a"])
def test_a_placeholder_is_no_orcid(text: str) -> None:
    assert states_nothing(text)
    assert normal_orcid(text) is None


# The identifiers of a record


def test_an_arxiv_id_that_stands_as_a_doi_is_an_arxiv_id() -> None:
    for text in ("10.48550/arXiv.2305.14314", "https://arxiv.org/abs/2305.14314v1", "arXiv:2305.14314"):
        read = read_identifiers({"doi": text})
        assert (read.normal, read.damaged) == ({"arxiv_id": "2305.14314"}, {})
    assert read_identifiers({"doi": "10.48550/arXiv.2305.14314", "arxiv_id": "2305.14314v2"}).damaged == {}


def test_a_doi_that_stands_as_an_arxiv_id_is_a_doi() -> None:
    assert read_identifiers({"arxiv_id": "https://doi.org/10.1000/x"}).normal == {"doi": "10.1000/x"}


def test_a_pmid_that_stands_in_another_field_is_a_pmid_if_it_says_so() -> None:
    assert read_identifiers({"doi": "PMID: 31452104"}).normal == {"pmid": "31452104"}
    assert read_identifiers({"pmid": "https://doi.org/10.1000/x"}).normal == {"doi": "10.1000/x"}
    assert read_identifiers({"doi": "31452104"}).normal == {}


def test_a_text_that_contradicts_another_is_damaged() -> None:
    read = read_identifiers({"doi": "10.48550/arXiv.2305.14314", "arxiv_id": "2305.14315"})
    assert read.normal == {"arxiv_id": "2305.14315"}
    assert read.damaged == {"doi": "'10.48550/arXiv.2305.14314' contradicts the arXiv id 2305.14315"}


def test_an_identifier_of_no_scheme_is_damaged_unless_it_states_nothing() -> None:
    read = read_identifiers({"papyrus": "7", "doi": "10.1000/x", "scroll": "-"})
    assert read.normal == {"doi": "10.1000/x"}
    assert read.damaged == {"papyrus": "not a kind of identifier that graphapp stores"}


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("https://doi.org/10.1000/x", {"doi": "10.1000/x"}),
        ("https://publisher.example.org/doi/10.1000/x", {"doi": "10.1000/x"}),
        ("10.1000/x", {"doi": "10.1000/x"}),
        ("https://arxiv.org/abs/2305.14314v1", {"arxiv_id": "2305.14314"}),
        ("https://doi.org/10.48550/arXiv.2305.14314", {"arxiv_id": "2305.14314"}),
        ("https://pubmed.ncbi.nlm.nih.gov/31452104/", {"pmid": "31452104"}),
        ("PMID: 31452104", {"pmid": "31452104"}),
        ("31452104", {}),
        ("https://example.org/pubmed/31452104", {}),
        ("https://publisher.example.org/doi/proceedings/10.1000/x", {}),
        ("https://publisher.example.org/doi/book/10.1000/x", {}),
        ("https://example.org/search?q=10.1000/x", {}),
        ("https://example.org/papers/2305.14314", {}),
        ("2305.14314", {}),
        ("https://example.org/", {}),
        ("soon", {}),
    ],
)
def test_an_identifier_that_stands_only_in_the_address_is_read(address: str, normal: dict[str, str]) -> None:
    read = read_identifiers({}, address)
    assert (read.normal, read.damaged) == (normal, {})


def test_what_a_field_states_goes_before_the_address() -> None:
    stated = {"doi": "10.1000/x"}
    assert read_identifiers(stated, "https://doi.org/10.1000/y").normal == stated
    both = {"doi": "10.1000/x", "arxiv_id": "2305.14314"}
    assert read_identifiers(stated, "https://arxiv.org/abs/2305.14314").normal == both
    assert read_identifiers({"doi": "soon"}, "https://doi.org/10.1000/y").normal == {"doi": "10.1000/y"}


def test_identifiers_are_listed_in_the_order_of_the_table() -> None:
    stated = {"arxiv_id": "2301.00001", "doi": "10.1000/x"}
    expected = [name for name in SCHEME_PROPERTIES if name in stated]
    assert list(listed(stated.items())) == list(read_identifiers(stated).normal) == expected


def test_each_scheme_has_its_own_property_and_name() -> None:
    assert len({scheme.property for scheme in SCHEMES}) == len({scheme.name for scheme in SCHEMES}) == len(SCHEMES)


# ORCIDs


@pytest.mark.parametrize(
    "printed",
    [
        *(ORCID, ORCID.lower(), ORCID.replace("-", ""), ORCID.replace("-", " "), ORCID.replace("-", "\u2013")),
        *("https://orcid.org/", "http://orcid.org/", "https://www.orcid.org/", "orcid.org/", "orcid:", "ORCID iD: "),
        *(f"({ORCID})", f"https://orcid.org/{ORCID}/", f"https://orcid.org/{ORCID}?lang=en", f" {ORCID}\n"),
        f"ORCID: https://orcid.org/{ORCID}.",
    ],
)
def test_an_orcid_has_one_spelling(printed: str) -> None:
    assert normal_orcid(printed if "233" in printed else printed + ORCID) == ORCID


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1694-2331",
        "0000-0002-1694-233",
        "0000-0002-1694-233XX",
        "\u06600000-0002-1694-233X",
        "\u0660000-0002-1694-233X",
        "https://isni.org/isni/000000012146438X",
        f"{ORCID} 0000-0002-1825-0097",
        "soon",
        "orcid " * 150,
    ],
)
def test_a_text_that_is_not_one_orcid_is_none(text: str) -> None:
    assert normal_orcid(text) is None


def test_a_text_too_long_for_an_identifier_is_not_kept_in_memory() -> None:
    tracemalloc.start()
    for number in range(20):
        text = f"10.1000/{number}" + "x" * 100_000
        assert (
            read_identifiers({"doi": text, "arxiv_id": text, "pmid": text}, f"https://arxiv.org/abs/{text}").normal
            == {}
        )
        assert normal_orcid(text) is None
        del text
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000


@given(st.integers(15_000_000, 34_999_999), st.integers(1, 9))
def test_an_orcid_with_one_wrong_digit_is_none(number: int, step: int) -> None:
    total = 0
    for digit in f"{number:015}":
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    digits = f"{number:015}{'X' if check == 10 else check}"
    assert normal_orcid(digits) is not None
    wrong = digits[:14] + str((int(digits[14]) + step) % 10) + digits[15:]
    assert normal_orcid(wrong) is None


# What holds for all texts

pieces = st.sampled_from(
    [
        *(
            "10.1000/",
            "10.48550/arXiv.",
            "2305.14314",
            "cs/0301001",
            "doi:",
            "https://doi.org/",
            "https://a.org/doi/",
            "x",
        ),
        *("%2F", "%25", "%3F", "&amp;", "&lt;", "?a=b", "#", " ", ".", ")", "(", ";2-#", "[doi]", "</a>", "v1", ".pdf"),
        *(
            "/full",
            "arXiv:",
            "https://arxiv.org/abs/",
            "PMID:",
            "pubmed.gov/",
            "7",
            "0000-0002-1694-233X",
            "orcid.org/",
            "10.",
            "/",
            "&",
            "hdl:",
        ),
        *("\u0130", "\u200b", "\u00a0", "\u00e9", "e\u0301", "\u0141", "\u1e9e", "\u03a3"),
    ]
)
texts = (
    st.text() | st.lists(pieces, max_size=8).map("".join) | st.tuples(pieces, st.text(max_size=5), pieces).map("".join)
)


@given(texts)
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    for scheme in SCHEMES:
        if (normal := scheme.normal_form(text)) is not None:
            assert scheme.normal_form(normal) == normal
        if (found := scheme.in_address(text)) is not None:
            assert scheme.normal_form(found) == found
    if (orcid := normal_orcid(text)) is not None:
        assert normal_orcid(orcid) == orcid


@given(texts, texts, texts)
def test_stored_identifiers_are_read_as_they_are(doi: str, other: str, address: str) -> None:
    stored = read_identifiers({"doi": doi, "arxiv_id": other, "pmid": other}, address).normal
    again = read_identifiers(stored, address)
    assert (again.normal, again.damaged, again.missing) == (stored, {}, frozenset())


@given(st.text(string.ascii_letters + string.punctuation + " "))
def test_a_text_without_a_digit_is_no_identifier(text: str) -> None:
    assert read_identifiers({"doi": text, "arxiv_id": text, "pmid": text}, text).normal == {}
    assert normal_orcid(text) is None


@given(texts)
def test_what_is_stored_is_short_and_plain(text: str) -> None:
    for value in read_identifiers({"doi": text, "arxiv_id": text, "pmid": text}, text).normal.values():
        assert len(value) <= LONGEST_NAME
        assert value.isprintable()
        assert not any(map(str.isspace, value))
        assert value == value.lower()


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "&a",
        "a.",
        "10.1000/",
        " ",
        "%25",
        "&amp;",
        "arxiv ",
        "doi:",
        "1.",
        "abs/",
        "-",
        "<a ",
        "/doi.org",
        "orcid ",
        "/full",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    for head in ("", "10.1000/", "https://a.org/", "arXiv:", "orcid"):
        text = (head + piece * LONGEST_NAME)[:LONGEST_NAME]
        began = time.process_time()
        read_identifiers({"doi": text, "arxiv_id": text, "pmid": text}, text)
        normal_orcid(text)
        assert time.process_time() - began < 0.5
