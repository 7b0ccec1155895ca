"""Made-up answers of every kind, with what real ones have: pooled rows, cut lists, unknown years, hostile text."""

from graphapp import results
from graphapp.results import JointWork, NameNode

HOSTILE = "=cmd|'/C calc'!A0 <b>[bold]</b> \x1b[31m"

ADA = NameNode(name="Ada Lovelace", key="ada lovelace", author_ids=("dblp:Ada Lovelace", "one:Ada LOVELACE"))
BO = NameNode(name="Bo Li", key="bo li", author_ids=("one:Bo Li",))
CY = NameNode(name=HOSTILE, key=HOSTILE, author_ids=(f"one:{HOSTILE}",))

NOTES = JointWork(work_id="one:1", paper_id="one:1", title="Notes", year=1843, venue="Memoirs")
LETTERS = JointWork(work_id="one:2", paper_id="one:2", title="Letters, undated", year=None, venue=None)

NEIGHBORHOOD = results.CoauthorNeighborhood(
    center=ADA,
    hops=2,
    nodes=(
        results.Neighbor(
            name="Bo Li",
            key="bo li",
            author_ids=BO.author_ids,
            distance=1,
            joint_papers=2,
            weight=1.5,
            first_year=1843,
            last_year=1850,
        ),
        results.Neighbor(
            name=HOSTILE,
            key=HOSTILE,
            author_ids=CY.author_ids,
            distance=2,
            joint_papers=0,
            weight=None,
            first_year=None,
            last_year=None,
        ),
    ),
    edges=(
        results.CoauthorEdge(
            a="ada lovelace",
            b="bo li",
            papers=2,
            weight=1.5,
            first_year=1843,
            last_year=1850,
            works=(NOTES, LETTERS),
        ),
        results.CoauthorEdge(a=HOSTILE, b="bo li", papers=1, weight=0.25, first_year=None, last_year=None),
    ),
    skipped_papers=1,
    truncated=True,
    node_counts=(1, 1200),
)

PATH = results.CollaborationPath(
    a=ADA,
    b=CY,
    level="name",
    k=6,
    distance=2,
    chains=(
        results.Chain(
            nodes=(ADA, BO, CY),
            steps=(
                results.ChainStep(
                    chain=1, step=1, a="ada lovelace", b="bo li", pooled=False, papers=30, works=(NOTES, LETTERS)
                ),
                results.ChainStep(chain=1, step=2, a="bo li", b=HOSTILE, pooled=True, papers=1, works=(NOTES,)),
            ),
        ),
    ),
    chain_count=2,
    truncated=True,
)

NO_PATH = results.CollaborationPath(
    a=ADA, b=BO, level="row", k=1, distance=None, chains=(), chain_count=0, truncated=False
)

GRAPH = results.CoauthorGraph(
    nodes=(ADA, BO, CY),
    edges=(results.CoauthorEdge(a="ada lovelace", b="bo li", papers=2, weight=1.5, first_year=1843, last_year=1843),),
)

LIKELY = results.LikelyCollaborators(
    center=ADA,
    candidates=(
        results.LikelyCollaborator(
            name="Cy Young",
            key="cy young",
            author_ids=("one:Cy Young",),
            score=2.5,
            common_coauthors=2,
            examples=("Bo Li", HOSTILE),
        ),
    ),
    candidate_count=1,
    truncated=False,
)

SIMILAR = results.SimilarNames(
    name="Ada Lovelace",
    key="ada lovelace",
    author_ids=ADA.author_ids,
    similar=(
        results.SimilarName(
            name="A. Lovelace",
            key="a. lovelace",
            author_ids=("two:A. Lovelace",),
            relation="initial",
            paper_count=1234,
        ),
    ),
    similar_count=3,
    truncated=True,
)

AMBIGUOUS = results.AmbiguousNames(
    by="rows",
    names=(results.AmbiguousName(name="Wei Wang", key="wei wang", author_row_count=1234, paper_count=56_789),),
)

PAPER = results.Paper(
    work_id="one:1",
    rows=(
        results.FullPaperRow(
            paper_id="one:1",
            source="one",
            title="Notes",
            year=1843,
            venue="Memoirs",
            printed_venue="Taylor's Scientific Memoirs",
            track=None,
            type="Article",
            authors=(results.PaperAuthor(author_id="one:Ada LOVELACE", name="Ada LOVELACE", position=1),),
            author_count=1,
            editors=(results.PaperAuthor(author_id="one:R. Taylor", name="R. Taylor", position=1),),
            abstract="On the engine.",
            doi="10.1000/1",
            arxiv_id=None,
            url=None,
        ),
        results.FullPaperRow(
            paper_id="two:x",
            source="two",
            title=HOSTILE,
            year=None,
            venue=None,
            printed_venue=None,
            track=None,
            type=None,
            authors=(),
            author_count=None,
            editors=(),
            abstract=None,
            doi=None,
            arxiv_id=None,
            url=None,
        ),
    ),
)

VENUE = results.VenuePage(
    venue_id="memoirs",
    name="Memoirs",
    kind="journal",
    years=(results.YearCount(year=1843, papers=1200), results.YearCount(year=None, papers=1)),
    paper_count=1201,
    papers=(NOTES, LETTERS),
    truncated=True,
)

COUNTS = results.GraphCounts(papers=1, paper_rows=2, names=3, author_rows=4, venues=5, authorships=734_223)

QUERY_FILES = results.QueryFiles(
    queries=(
        results.QueryFile(
            name="read/example",
            access="read",
            title="An example",
            description="One row a name.",
            parameters=(results.QueryParameter(name="key", example='"ada lovelace"'),),
        ),
    )
)

QUERY_ROWS = results.QueryRows(
    query="read/example", rows=({"key": "ada", "papers": [{"year": 1843}], "count": 2},), truncated=True
)

ANSWERS = {
    "neighborhood": NEIGHBORHOOD,
    "path": PATH,
    "no_path": NO_PATH,
    "graph": GRAPH,
    "likely": LIKELY,
    "similar": SIMILAR,
    "ambiguous": AMBIGUOUS,
    "paper": PAPER,
    "venue": VENUE,
    "counts": COUNTS,
    "query_files": QUERY_FILES,
    "query_rows": QUERY_ROWS,
}
