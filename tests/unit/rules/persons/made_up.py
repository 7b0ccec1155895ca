"""Made-up papers of one name, the graph around them, and weights."""

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.weights import WEIGHTS_VERSION, Weights

WEIGHTS = Weights(
    version=WEIGHTS_VERSION,
    pairs=(1000, 1000),
    connected=0.6,
    coauthors=(-100, -80, -130, 50, 100, 150, 260, 400, 500, 550, 580, 600, 700),
    title=(-30, 40, 100, 200, 300, 400, 450),
    venue=(0, 120, 220, 100, 50, -100),
    year=(0, 50, 45, 30, 0, -40, -90, -180),
)

COAUTHORS = {"ada quill": 2, "bo reed": 5, "cy moss": 40, "di fern": 400, "ed vale": 3, "flo marsh": 9}
"""With their papers."""

SURROUNDINGS = Surroundings(
    papers=10_000,
    papers_of=COAUTHORS,
    joint_papers={("ada quill", "bo reed"): 2, ("ed vale", "flo marsh"): 1, ("cy moss", "di fern"): 1},
    papers_with={"graphs": 900, "lichens": 4, "tides": 30, "data": 3000},
    lifts={("Journal of Lichens", "Moss Letters"): 14.0, ("Journal of Lichens", "Tidal Reports"): 3.0},
)


def authorship(
    key: str,
    *coauthors: str,
    paper: str | None = None,
    title: str = "",
    year: int | None = None,
    venue: str | None = None,
    author_id: str | None = None,
    orcid: str | None = None,
    record: tuple[str, str] | None = None,
    number: tuple[str, str] | None = None,
) -> Authorship:
    """An authorship; `number` is a source and a homonym number."""
    row = author_id or "row"
    return Authorship(
        authorship_id=key,
        paper_id=paper or key,
        author_ids=frozenset([f"{number[0]}:{row} {number[1]}"] if number else [author_id] if author_id else []),
        title=title,
        year=year,
        venue=venue,
        coauthors=frozenset(coauthors),
        orcids=frozenset([orcid] if orcid else []),
        records=frozenset([record] if record else []),
        numbered_rows=frozenset([(*number, f"{number[0]}:{row} {number[1]}")] if number else []),
    )
