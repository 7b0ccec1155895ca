"""Made-up statements of people."""

from graphapp.results.statements import PersonStatement, Said, Statements, StatementSide

NUMBERED = StatementSide(kind="name", name="Yu Li", number="0001", author_id=None, paper_id=None, in_graph=True)
ROW = StatementSide(kind="author row", name="Yu Li", number=None, author_id="acl:Yu Li", paper_id=None, in_graph=False)
ON_PAPER = StatementSide(
    kind="authorship", name="Y. Li", number=None, author_id="one:Y. Li", paper_id="one:7", in_graph=True
)

SAME = PersonStatement(
    statement_id=1,
    says="same",
    one=NUMBERED,
    other=ROW,
    why="=one home page <b>[bold]</b> \x1b[31m",
    who="ada",
    at="2026-01-31T12:00:00Z",
    undone_at=None,
    undone_by=None,
)
UNDONE = PersonStatement(
    statement_id=12,
    says="different",
    one=NUMBERED,
    other=ON_PAPER,
    why="another city",
    who="bo",
    at="2026-02-01T12:00:00Z",
    undone_at="2026-02-03T12:00:00Z",
    undone_by="ada",
)

STATEMENTS = Statements(statements=(SAME, UNDONE), count=1_200, not_in_graph=1, truncated=True)
SAID = Said(statement=SAME, objections=("both are in the author list of one:7",))
