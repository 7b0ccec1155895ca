"""One invented paper, written in every format, is the same paper: only ids, source and what a format lacks differ."""

from pathlib import Path
from typing import Final

import pytest

from graphapp import formats
from graphapp.loading.fingerprints import identify
from graphapp.loading.losses import usable
from graphapp.loading.rows import rows_of
from graphapp.records import PaperRecord
from graphapp.row_kinds import PaperRows
from graphapp.rules.known_sources import SourceTraits

FOLDER: Final = Path(__file__).parents[2] / "data" / "golden_paper"

GOLDEN: Final[dict[str, object]] = {
    "title_key": "colouringsheepbynightafieldstudyof12flocks",
    "authors": ["ada müller", "bo li", "cora van der berg"],
    "year": 2021,
    "venue": "icml",
    "doi": "10.1234/sheep.2021.7",
    "arxiv_id": "2101.00007",
    "abstract": "We colour sheep at night.",
    "url": "https://sheep.example.org/7",
}

LACKS: Final[dict[str, set[str]]] = {
    "golden.bib": set(),
    "golden-acl.xml": {"arxiv_id"},
    "golden.jsonl": set(),
    "golden.csv": set(),
    "golden.ris": set(),
    "golden.xlsx": set(),
    "golden-wos.txt": {"url"},
    "golden-csl.json": set(),
    "golden-dblp-search.json": {"abstract", "arxiv_id"},
    "golden-dblp.xml": {"abstract"},
    "golden-arxiv.jsonl": {"url"},
    "golden-crossref.json": set(),
    "golden-mlanthology.jsonl": {"arxiv_id"},
    "golden-rejects.jsonl": set(),
    "golden-openalex.json": set(),
    "golden.nbib": {"url"},
    "golden-pubmed.xml": {"url"},
    "golden-endnote.xml": set(),
    "golden-openreview.json": {"arxiv_id", "doi"},
    "golden-semantic-scholar.jsonl": set(),
}
"""File -> what its format cannot say. The beginning of a file decides its format."""

DIFFERS: Final[dict[str, dict[str, object]]] = {"golden-arxiv.jsonl": {"venue": "arxiv"}}
"""File -> what its format always says otherwise: a row of arXiv is the preprint."""


def facts(path: Path) -> dict[str, object]:
    with formats.open_input(str(path)) as input:
        format = formats.guess_format(input.place, input.head)
        papers = [record for record in formats.read(input, format) if isinstance(record, PaperRecord)]
    # The volume of the paper is a record of its own in some formats.
    [record] = [paper for paper in papers if paper.type != "proceedings"]
    kept, losses, *_ = usable(record)
    assert losses == ()
    traits = format.traits or SourceTraits()
    rows = rows_of(identify(kept, "golden"), "golden", traits, 1)
    assert isinstance(rows, PaperRows)
    stated = {name: rows.paper.get(name) for name in GOLDEN.keys() - {"authors", "venue"}}
    authors = sorted(rows.authored, key=lambda authored: authored["position"] or 0)
    names = {author["author_id"]: author["name_key"] for author in (*rows.named_authors, *rows.identified_authors)}
    stated["authors"] = [names[authored["author_id"]] for authored in authors if authored["role"] == "author"]
    stated["venue"] = rows.venue and rows.venue["venue_id"]
    return stated


def test_every_file_has_its_format() -> None:
    assert {path.name for path in FOLDER.iterdir()} == LACKS.keys()


@pytest.mark.parametrize("name", sorted(LACKS))
def test_the_golden_paper_is_the_same_in_every_format(name: str) -> None:
    lacks = LACKS[name]
    expected = {fact: None if fact in lacks else value for fact, value in GOLDEN.items()}
    assert facts(FOLDER / name) == expected | DIFFERS.get(name, {})
