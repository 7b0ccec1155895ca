"""Made-up answers of every kind, with what real ones have: pooled rows, cut lists, unknown years, hostile text."""

from dataclasses import replace

from graphapp.results.coauthors import (
    Chain,
    ChainStep,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    Community,
    LikelyCollaborator,
    LikelyCollaborators,
    Neighbor,
    NetworkNode,
)
from graphapp.results.evaluation import AnswerAgreement, GroupsEvaluation, LeftOut, RuleAgreement
from graphapp.results.inspection import InspectedRecord, Inspection
from graphapp.results.names import AmbiguousName, AmbiguousNames, AskedName, SimilarName, SimilarNames
from graphapp.results.papers import (
    FullPaperRow,
    GraphCounts,
    JointWork,
    Paper,
    PaperAuthor,
    PaperRow,
    UnknownVenue,
    UnknownVenues,
    VenuePage,
    YearCount,
)
from graphapp.results.person_reasons import PersonEvidence, PersonReason
from graphapp.results.persons import OtherSpelling, PersonOfName
from graphapp.results.queries import QueryFile, QueryFiles, QueryParameter, QueryRows
from graphapp.results.search import (
    FoundAuthors,
    FoundName,
    FoundPaper,
    FoundPapers,
    ListedVenue,
    Mark,
    Resolution,
    ResolvedThing,
    Venues,
)
from graphapp.results.upkeep import ReasonCount
from tests.answers.identities import IDENTITIES
from tests.answers.persons import PERSONS
from tests.answers.statements import STATEMENTS

HOSTILE = "=cmd|'/C calc'!A0 <b>[bold]</b> \x1b[31m"

ADA = AskedName(name="Ada Lovelace", key="ada lovelace", author_ids=("dblp:Ada Lovelace", "one:Ada LOVELACE"))
BO = AskedName(name="Bo Li", key="bo li", author_ids=("one:Bo Li",))
CY = AskedName(name=HOSTILE, key=HOSTILE, author_ids=(f"one:{HOSTILE}",))

NOTES = JointWork(work_id="one:1", paper_id="one:1", title="Notes", year=1843, venue="Memoirs")
LETTERS = JointWork(work_id="one:2", paper_id="one:2", title="Letters, undated", year=None, venue=None)

NEIGHBORHOOD = CoauthorNeighborhood(
    by="name",
    person=None,
    center=ADA,
    hops=2,
    nodes=(
        Neighbor(
            name="Bo Li",
            key="bo li",
            author_ids=BO.author_ids,
            distance=1,
            joint_papers=2,
            weight=1.5,
            strength=1.5,
            first_year=1843,
            last_year=1850,
        ),
        Neighbor(
            name=HOSTILE,
            key=HOSTILE,
            author_ids=CY.author_ids,
            distance=2,
            joint_papers=0,
            weight=None,
            strength=0.375,
            first_year=None,
            last_year=None,
        ),
    ),
    edges=(
        CoauthorEdge(
            a="ada lovelace",
            b="bo li",
            papers=2,
            weight=1.5,
            first_year=1843,
            last_year=1850,
            works=(NOTES, LETTERS),
        ),
        CoauthorEdge(a=HOSTILE, b="bo li", papers=1, weight=0.25, first_year=None, last_year=None, weight_at_most=True),
    ),
    skipped_papers=1,
    truncated=True,
    node_counts=(1, 1200),
)

PEOPLE = replace(
    NEIGHBORHOOD,
    by="person",
    person=PersonOfName(
        name_key="ada lovelace",
        group=2,
        group_count=3,
        spellings=(OtherSpelling(name=HOSTILE, key=HOSTILE, group=1, papers=2, why="same: a hard fact says so"),),
    ),
    hops=1,
    nodes=(
        replace(
            NEIGHBORHOOD.nodes[0],
            key="bo li (1)",
            person=PersonOfName(
                name_key="bo li",
                group=1,
                group_count=2,
                spellings=(OtherSpelling(name="B. Li", key="b. li", group=1, papers=1, why="same: rare names"),),
            ),
        ),
    ),
    edges=(replace(NEIGHBORHOOD.edges[0], b="bo li (1)"),),
    node_counts=(4,),
    ungrouped_papers=12_000,
)
"""Around one of three namesakes, another of two, who has two spellings."""

PATH = CollaborationPath(
    a=ADA,
    b=CY,
    level="name",
    k=6,
    distance=2,
    chains=(
        Chain(
            nodes=(ADA, BO, CY),
            steps=(
                ChainStep(
                    chain=1,
                    step=1,
                    a="ada lovelace",
                    b="bo li",
                    pooled=False,
                    crowded=False,
                    papers=30,
                    weight=12.5,
                    weight_at_most=False,
                    works=(NOTES, LETTERS),
                ),
                ChainStep(
                    chain=1,
                    step=2,
                    a="bo li",
                    b=HOSTILE,
                    pooled=True,
                    crowded=True,
                    papers=1,
                    weight=0.25,
                    weight_at_most=True,
                    works=(NOTES,),
                ),
            ),
            strength=3.125,
        ),
    ),
    chain_count=2,
    truncated=True,
)

NO_PATH = CollaborationPath(a=ADA, b=BO, level="row", k=1, distance=None, chains=(), chain_count=0, truncated=False)

GRAPH = CoauthorGraph(
    nodes=tuple(
        NetworkNode(name=node.name, key=node.key, author_ids=node.author_ids, works=works, community=community)
        for node, works, community in ((ADA, 3, 1), (BO, 2, 1), (CY, 0, 2))
    ),
    communities=(
        Community(number=1, size=2, members=("ada lovelace", "bo li")),
        Community(number=2, size=1, members=(HOSTILE,)),
    ),
    edges=(
        CoauthorEdge(
            a="ada lovelace", b="bo li", papers=2, weight=1.5, first_year=1843, last_year=1843, weight_at_most=True
        ),
    ),
)

LIKELY = LikelyCollaborators(
    center=ADA,
    candidates=(
        LikelyCollaborator(
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

SIMILAR = SimilarNames(
    name="Ada Lovelace",
    key="ada lovelace",
    author_ids=ADA.author_ids,
    similar=(
        SimilarName(
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

SPELLINGS = replace(
    SIMILAR,
    similar=(
        replace(
            SIMILAR.similar[0],
            person=PersonEvidence(
                answer="same",
                summary="same: the evidence for one person is +4.6, and more than +2.2 is needed",
                strength=4.6,
                needed=2.2,
                closest=("one:a", "two:b"),
                reasons=(
                    PersonReason(kind="coauthors", weight=5.0, words="1 shared coauthor: Bo Reed (5 papers)"),
                    PersonReason(kind="years", weight=-0.4, words=f"5 years apart, {HOSTILE}"),
                ),
            ),
        ),
        SimilarName(
            name="Ada B. Lovelace",
            key="ada b. lovelace",
            author_ids=("two:Ada B. Lovelace",),
            relation="missing middle name",
            paper_count=1,
            person=PersonEvidence(
                answer="cannot tell",
                summary="cannot tell: one of the names has no papers",
                strength=None,
                needed=None,
                closest=(),
                reasons=(),
            ),
        ),
    ),
)

AMBIGUOUS = AmbiguousNames(
    by="rows",
    names=(AmbiguousName(name="Wei Wang", key="wei wang", author_row_count=1234, paper_count=56_789),),
)

PAPER = Paper(
    work_id="one:1",
    rows=(
        FullPaperRow(
            paper_id="one:1",
            source="one",
            title="Notes",
            year=1843,
            venue="Memoirs",
            printed_venue="Taylor's Scientific Memoirs",
            track=None,
            type="Article",
            authors=(PaperAuthor(author_id="one:Ada LOVELACE", name="Ada LOVELACE", position=1),),
            author_count=1,
            editors=(PaperAuthor(author_id="one:R. Taylor", name="R. Taylor", position=1),),
            abstract="On the engine.",
            identifiers={"doi": "10.1000/1"},
            url=None,
        ),
        FullPaperRow(
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
            identifiers={},
            url=None,
        ),
    ),
)

VENUE = VenuePage(
    venue_id="memoirs",
    name="Memoirs",
    kind="journal",
    years=(YearCount(year=1843, papers=1200), YearCount(year=None, papers=1)),
    paper_count=1201,
    papers=(NOTES, LETTERS),
    truncated=True,
)

UNKNOWN_VENUES = UnknownVenues(
    venues=(
        UnknownVenue(
            venue_id="journal of sheep science",
            name="Journal of Sheep Science",
            rows=1_204,
            printings=("Journal of Sheep Science", 'JOURNAL of "Sheep" Science'),
        ),
        UnknownVenue(venue_id="flocks", name="Flocks", rows=1, printings=("Flocks",)),
        UnknownVenue(venue_id="羊", name="羊", rows=1, printings=("羊",)),
    )
)
COUNTS = GraphCounts(papers=1, paper_rows=2, names=3, author_rows=4, venues=5, authorships=734_223)

QUERY_FILES = QueryFiles(
    queries=(
        QueryFile(
            name="read/example",
            access="read",
            title="An example",
            description="One row per name.",
            parameters=(QueryParameter(name="key", example='"ada lovelace"'),),
        ),
    )
)

QUERY_ROWS = QueryRows(
    query="read/example", rows=({"key": "ada", "papers": [{"year": 1843}], "count": 2},), truncated=True
)

INSPECTION = Inspection(
    place="papers.jsonl",
    format="jsonl",
    recognised_by="content",
    source="papers",
    records=1_200,
    whole=False,
    rejected=2,
    warnings=1,
    notes=(f"papers.jsonl: fields that are not read: mood, {HOSTILE}",),
    failure=None,
    first=(
        InspectedRecord(
            place="papers.jsonl:1",
            title=f"Notes {HOSTILE}",
            authors=("Ada Lovelace", "Bo Li"),
            editors=("Luigi Menabrea",),
            venue="Memoirs",
            year=1843,
            identifiers={"doi": "10.1000/a"},
            source_id="n1",
        ),
        InspectedRecord(
            place="papers.jsonl:2",
            title=None,
            authors=("Ada Lovelace", "A. Lovelace"),
            editors=(),
            venue=None,
            year=None,
            identifiers={},
            source_id="p1",
        ),
    ),
    reasons=(
        ReasonCount(kind="reject", reason="no title", count=2, first="papers.jsonl:17"),
        ReasonCount(kind="warning", reason="'...' is not a valid DOI", count=1, first="papers.jsonl:4"),
    ),
)

FOUND_NAMES = FoundAuthors(
    text="ada",
    names=(
        FoundName(name="Ada Lovelace", key="ada lovelace", author_row_count=2, paper_count=1_234),
        FoundName(name=HOSTILE, key=HOSTILE, author_row_count=1, paper_count=0),
    ),
    truncated=True,
    sampled=True,
)

FOUND_PAPERS = FoundPapers(
    text="notes engine",
    since=1843,
    until=None,
    venue=None,
    source=None,
    type=None,
    papers=(
        FoundPaper(
            work_id="one:1",
            paper_id="one:1",
            title=f"Notes {HOSTILE}",
            title_marks=(Mark(start=0, end=5),),
            year=1843,
            venue="Memoirs",
            track=None,
            type="Article",
            authors=tuple(PaperAuthor(author_id=f"one:{n}", name=f"Author {n}", position=n) for n in range(1, 11)),
            author_count=12,
            snippet="On the engine.",
            snippet_marks=(Mark(start=7, end=13),),
            rows=(PaperRow(paper_id="one:1", source="one"), PaperRow(paper_id="two:x", source="two")),
            score=4.5,
        ),
        FoundPaper(
            work_id="one:2",
            paper_id="one:2",
            title="Letters, undated",
            title_marks=(),
            year=None,
            venue=None,
            track=None,
            type=None,
            authors=(),
            author_count=None,
            snippet=None,
            snippet_marks=(),
            rows=(PaperRow(paper_id="one:2", source="one"),),
            score=0.5,
        ),
    ),
    next="ksQI",
    truncated=True,
    sampled=True,
)

RESOLUTION = Resolution(
    text="10.1000/1",
    things=(
        ResolvedThing(kind="work", id="one:1", label=HOSTILE, work_id="one:1", found_by="DOI", read_as="10.1000/1"),
        ResolvedThing(kind="venue", id="flocks", label="Flocks", work_id=None, found_by="venue_id", read_as="flocks"),
    ),
    truncated=True,
)

VENUES = Venues(
    name=None,
    venues=(
        ListedVenue(venue_id="memoirs", name="Memoirs", kind="journal", paper_count=1_201),
        ListedVenue(venue_id="flocks", name=HOSTILE, kind=None, paper_count=1),
    ),
    next="ksQI",
    truncated=True,
)

EVALUATION = GroupsEvaluation(
    name_count=1_204,
    ambiguous_count=31,
    paper_count=5_000,
    person_count=1_240,
    names_left_out=1,
    papers_left_out=LeftOut(not_loaded=3, without_name=1, name_twice=0, repeated=0, contradicted=0, not_grouped=0),
    doubt=f"the graph is small {HOSTILE}",
    one_or_several_right=0.9512,
    draws=1_000,
    answers=tuple(
        AnswerAgreement(
            names=names,
            pairs=12_345,
            coverage=0.25,
            coverage_low=0.2,
            coverage_high=0.3,
            same_share=0.25,
            same_right=0.99,
            same_right_low=0.98,
            same_right_high=1.0,
            same_recall=0.5,
            different_share=0.0,
            different_right=None,
            different_right_low=None,
            different_right_high=None,
            different_recall=0.0,
        )
        for names in ("all", "ambiguous")
    ),
    rules=tuple(
        RuleAgreement(
            rule=rule,
            names=names,
            averaged=averaged,
            pair_precision=0.99,
            pair_recall=0.9,
            pair_f=0.9428571,
            pair_f_low=0.93,
            pair_f_high=0.9514,
            b3_precision=1.0,
            b3_recall=0.9,
            b3_f=0.947368,
            b3_f_low=0.94,
            b3_f_high=0.95,
        )
        for rule in ("person groups", "rarity gate")
        for names in ("all", "ambiguous")
        for averaged in ("together", "by name")
    ),
)

ANSWERS = {
    "evaluation": EVALUATION,
    "identities": IDENTITIES,
    "found_names": FOUND_NAMES,
    "found_papers": FOUND_PAPERS,
    "resolution": RESOLUTION,
    "venues": VENUES,
    "neighborhood": NEIGHBORHOOD,
    "neighborhood_of_person": PEOPLE,
    "path": PATH,
    "no_path": NO_PATH,
    "graph": GRAPH,
    "likely": LIKELY,
    "similar": SIMILAR,
    "similar_evidence": SPELLINGS,
    "ambiguous": AMBIGUOUS,
    "paper": PAPER,
    "venue": VENUE,
    "unknown_venues": UNKNOWN_VENUES,
    "counts": COUNTS,
    "statements": STATEMENTS,
    "query_files": QUERY_FILES,
    "query_rows": QUERY_ROWS,
    **PERSONS,
}
