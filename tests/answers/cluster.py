"""A name cluster that has every case once, for tables and data, and a load report."""

from graphapp.results.names import (
    NOTICE,
    AuthorRow,
    ClusterHead,
    CoauthorCount,
    NameCluster,
    PrintedName,
    PrintedRow,
)
from graphapp.results.papers import PaperAuthor, PaperRow, VenueCount, Work, YearCount
from graphapp.results.upkeep import KindCounts, LoadReport, ReasonCount


def authors(*names: str) -> tuple[PaperAuthor, ...]:
    return tuple(
        PaperAuthor(author_id=f"one:{name}", name=name, position=rank) for rank, name in enumerate(names, start=1)
    )


def work(title: str, *names: str, **fields: object) -> Work:
    stated = {
        "work_id": f"one:{title}",
        "paper_id": f"one:{title}",
        "title": title,
        "year": 1843,
        "venue": "Memoirs",
        "track": None,
        "type": None,
        "authors": authors(*names),
        "author_count": len(names),
        "matched_author_ids": ("one:Ada Lovelace",),
        "abstract": None,
        "identifiers": {},
        "url": None,
        "rows": (PaperRow(paper_id=f"one:{title}", source="one"),),
    }
    return Work(**(stated | fields))  # type: ignore[arg-type]


MANY = [f"Author {letter}" for letter in "ABCDEFGHIJ"]

CLUSTER = NameCluster(
    name="Ada Lovelace",
    key="ada lovelace",
    match="exact",
    notice=NOTICE,
    paper_count=1234,
    author_row_count=2,
    author_rows=(
        AuthorRow(
            author_id="one:Ada Lovelace",
            name="Ada Lovelace",
            source="one",
            homonym=None,
            person_id=None,
            paper_count=1200,
        ),
        AuthorRow(
            author_id="dblp:ADA LOVELACE 0001",
            name="ADA LOVELACE",
            source="dblp",
            homonym="0001",
            person_id="dblp:1",
            paper_count=34,
        ),
    ),
    missing_number="0007",
    head=ClusterHead(
        first_year=1840,
        last_year=1850,
        years=(
            YearCount(year=1850, papers=1),
            YearCount(year=1843, papers=1200),
            YearCount(year=1840, papers=30),
            YearCount(year=None, papers=3),
        ),
        venues=(VenueCount(venue_id="memoirs", name="Memoirs", papers=1200),),
        venue_count=1,
        coauthors=(
            CoauthorCount(name="Luigi Menabrea", key="luigi menabrea", papers=2),
            CoauthorCount(name="Bo [bold] \x1b[31m Li", key="bo [bold] [31m li", papers=1),
        ),
        coauthor_count=14,
    ),
    spellings=(
        PrintedName(name="Ada Lovelace", count=1230, person_count=1),
        PrintedName(name="ADA LOVELACE", count=4, person_count=0),
    ),
    also_printed=(
        PrintedName(name="Ada King", count=1200, person_count=1),
        PrintedName(name="A. Lovelace", count=3, person_count=0),
        PrintedName(name="A. A. King", count=0, person_count=2),
    ),
    printed_rows=(PrintedRow(author_id="two:1", name="Augusta Lovelace", source="two", count=2, person_count=1),),
    papers=(
        work("Few authors", "Ada Lovelace", "Luigi Menabrea", track="Conference", type="Conference Paper"),
        work("Many authors, the matched one early", "Ada Lovelace", *MANY),
        work("Many authors, the matched one late", *MANY, "Ada Lovelace"),
        work(
            "Two matched ones, the second late",
            "Ada Lovelace",
            *MANY,
            "ADA LOVELACE",
            matched_author_ids=("one:ADA LOVELACE", "one:Ada Lovelace"),
        ),
        work("A list that the source may cut", *MANY[:7], "Ada Lovelace", author_count=None),
        work("A list that the source may cut, longer", *MANY, "Ada Lovelace", author_count=None),
        work(
            "Stated by two sources",
            "Ada Lovelace",
            rows=(
                PaperRow(paper_id="one:Stated by two sources", source="one"),
                PaperRow(paper_id="two:x", source="two"),
            ),
        ),
        work("Matched by another row alone", "A. Lovelace", matched_author_ids=("two:Ada Lovelace",)),
        work("No authors in this row", matched_author_ids=("two:Ada Lovelace",), author_count=None),
        work(
            "No year, no venue, <b>[bold]markup[/bold]</b> \x1b[31mred\x07 \x9b1m \u202edesrever",
            "Ada Lovelace",
            year=None,
            venue=None,
        ),
        work("=HYPERLINK(1)", "Ada Lovelace", abstract="An abstract, with a comma\nand a second line."),
        work(
            "שלום עולם 名前",
            "Ada Lovelace",
            identifiers={"doi": "10.1000/1", "arxiv_id": "2301.00001"},
            url="https://example.org/1",
        ),
    ),
    next="A-cursor-that-is-longer-than-a-line_" * 3,
    truncated=True,
)

REPORT = LoadReport(
    source="one",
    read=10,
    created=5,
    updated=1,
    unchanged=2,
    rejected=2,
    warnings=1,
    deleted=0,
    authors=KindCounts(created=7),
    venues=KindCounts(created=1, deleted=1),
    seconds=1.5,
    records_per_second=6.7,
    interrupted=False,
    failure=None,
    reasons=(
        ReasonCount(kind="reject", reason="no title", count=2, first="papers.jsonl:17"),
        ReasonCount(kind="warning", reason="'...' is not a valid DOI", count=1, first="papers.jsonl:4"),
    ),
)
