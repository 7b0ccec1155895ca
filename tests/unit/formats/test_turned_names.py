"""Names that formats turn or join from parts, alike in all of them: with "et al." behind, and in East Asian scripts."""

import io
import json

import pytest

from graphapp.formats import FORMATS
from graphapp.records import PaperRecord
from graphapp.rules.placeholders import named_authors
from graphapp.rules.printed_names import read_name

FORMS = {
    "bibtex": "@misc{{k, title={{On Sheep}}, author={{{family}, {given} and Ada Byron}}}}",
    "biblatex": "@misc{{k, title={{On Sheep}}, author={{family={family}, given={given} and Ada Byron}}}}",
    "ris": "TY  - JOUR\nTI  - On Sheep\nAU  - {family}, {given}\nAU  - Byron, Ada\nER  - \n",
    "wos": "PT J\nAU {family}, {given}\n   Byron, A\nTI On Sheep\nER\n",
    "nbib": "PMID- 1\nTI  - On Sheep\nFAU - {family}, {given}\nFAU - Byron, Ada\n",
    "endnote": (
        "<xml><records><record><contributors><authors><author>{family}, {given}</author><author>Byron, Ada</author>"
        "</authors></contributors><titles><title>On Sheep</title></titles></record></records></xml>"
    ),
    "csl-json": (
        '[{{"id": "k", "type": "book", "title": "On Sheep", "author": [{{"family": "{family}", "given": "{given}"}}, '
        '{{"family": "Byron", "given": "Ada"}}]}}]'
    ),
    "crossref": (
        '{{"DOI": "10.1000/1", "title": ["On Sheep"], "author": [{{"family": "{family}", "given": "{given}"}}, '
        '{{"family": "Byron", "given": "Ada"}}]}}'
    ),
    "arxiv": (
        '{{"id": "2101.00001", "title": "On Sheep", "authors_parsed": [["{family}", "{given}"], ["Byron", "Ada"]]}}'
    ),
    "pubmed": (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>On Sheep</ArticleTitle>"
        "<AuthorList><Author><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>"
        "<Author><LastName>Byron</LastName><ForeName>Ada</ForeName></Author></AuthorList></Article></MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    ),
    "acl": (
        '<collection id="P18"><volume id="1"><paper id="1"><title>On Sheep</title><author><first>{given}</first>'
        "<last>{family}</last></author><author><first>Ada</first><last>Byron</last></author></paper></volume>"
        "</collection>"
    ),
    "csv": 'title,authors\nOn Sheep,"{family}, {given}; Byron, Ada"\n',
    "jsonl": json.dumps({"title": "On Sheep", "authors": ["F, G", "Byron, Ada"]})
    .replace("{", "{{")
    .replace("}", "}}")
    .replace("F, G", "{family}, {given}"),
}
_FORMAT_OF: dict[str, str] = {"biblatex": "bibtex"}


def first_author(form: str, family: str, given: str) -> tuple[str | None, bool]:
    """The name of the first author row that a form gives, and whether the list of authors is complete."""
    text = FORMS[form].format(family=family, given=given)
    format = FORMATS[_FORMAT_OF.get(form, form)]
    [record] = format.read(io.BufferedReader(io.BytesIO(text.encode())), "f")
    assert isinstance(record, PaperRecord), record
    found = named_authors(record.authorships)
    assert len(found.authorships) == 2
    name = read_name(found.authorships[0].printed_name)
    return None if name is None else name.name, record.authors_complete and found.complete


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("Lind", "C. et al.", "C. Lind"),
        ("Lind", "Cora et al", "Cora Lind"),
        ("van der Berg", "Cora J. et al.", "Cora J. van der Berg"),
        ("Lind", "C. [et al.]", "C. Lind"),
        ("Lind", "C. u.a.", "C. Lind"),
        ("Lind", "C. u. a.", "C. Lind"),
        ("Lind", "C. ve ark.", "C. Lind"),
        ("Lind", "C. и др.", "C. Lind"),
        ("Lind", "C. ...", "C. Lind"),
        ("王", "伟等", "王伟"),
        ("王", "伟 等", "王伟"),
    ],
)
def test_others_behind_a_name_are_no_part_of_it(form: str, family: str, given: str, name: str) -> None:
    assert first_author(form, family, given) == (name, False)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in _FORMAT_OF and form != "bibtex"])
@pytest.mark.parametrize("others", ["and others", "and 12 others", "and colleagues"])
def test_others_behind_an_and(form: str, others: str) -> None:
    """In BibTeX, "and" ends the name."""
    assert first_author(form, "Lind", f"C. {others}") == ("C. Lind", False)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("王", "伟", "王伟"),
        ("山田", "太郎", "山田太郎"),
        ("鈴木", "イチロー", "鈴木イチロー"),
        ("김", "민수", "김민수"),
        ("スミス", "ジョン", "ジョン スミス"),
        ("Wang", "伟", "伟 Wang"),
        ("Lind", "Cora", "Cora Lind"),
        ("Lind", "Cora PhD", "Cora Lind"),
        ("Dr. Lind", "Cora", "Cora Lind"),
    ],
)
def test_names_come_out_in_their_order(form: str, family: str, given: str, name: str) -> None:
    assert first_author(form, family, given) == (name, True)


@pytest.mark.parametrize("form", ["ris", "endnote", "bibtex"])
@pytest.mark.parametrize(
    "printed",
    [
        "Lind C., Byron A., and others",
        "Lind, C., Byron, A., et al.",
        "Lind, C., Byron, A. ...",
        "C. Lind, A. Byron et al.",
    ],
)
def test_several_people_may_end_in_others(form: str, printed: str) -> None:
    texts = {
        "ris": f"TY  - JOUR\nTI  - On Sheep\nAU  - {printed}\nER  - \n",
        "endnote": "<xml><records><record><titles><title>On Sheep</title></titles><contributors><authors><author>"
        f"{printed}</author></authors></contributors></record></records></xml>",
        "bibtex": f"@misc{{k, title={{On Sheep}}, author={{{printed}}}}}",
    }
    [record] = FORMATS[form].read(io.BufferedReader(io.BytesIO(texts[form].encode())), "f")
    assert isinstance(record, PaperRecord)
    named = [read_name(each.printed_name) for each in record.authorships]
    assert [name and sorted(name.name.replace(".", "").split()) for name in named] == [["C", "Lind"], ["A", "Byron"]]
    assert not record.authors_complete or not named_authors(record.authorships).complete


def test_several_names_in_commas_that_end_in_others_are_not_complete() -> None:
    text = "@misc{k, title={On Sheep}, author={Lind, C., Byron, A., Marsh, W., et al.}}"
    [record] = FORMATS["bibtex"].read(io.BufferedReader(io.BytesIO(text.encode())), "f")
    assert isinstance(record, PaperRecord)
    assert [each.printed_name for each in record.authorships] == ["C. Lind", "A. Byron", "W. Marsh"]
    assert not record.authors_complete
