"""Errors as answers."""

import pytest

from graphapp import errors
from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument, NotFound, PackageMissing
from graphapp.web.problems import fault, problem_of, problem_response

UNSHOWN = "bolt://db.internal:7687 refuses the user 'neo4j'"
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, GraphAppError)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_shows_where_the_database_is(kind: type[GraphAppError]) -> None:
    found = problem_of(kind(UNSHOWN, "neo4j", "local") if kind is PackageMissing else kind(UNSHOWN))
    assert found.status == kind.http_status
    if kind not in (InvalidArgument, NotFound):
        assert "db.internal" not in found.detail
        assert "neo4j" not in found.detail


def test_errors_of_a_question_keep_their_sentence() -> None:
    found = problem_of(NotFound("no author row is named 'Ad\x1b'", near=("Ada",)))
    assert (found.title, found.detail, found.near) == ("Not Found", "No author row is named 'Ad'.", ("Ada",))
    assert problem_of(InvalidArgument("is that all?")).detail == "Is that all?"


def test_who_may_come_again_is_told_when() -> None:
    assert problem_response(problem_of(DatabaseUnavailable(UNSHOWN))).headers["retry-after"] == "5"
    assert "retry-after" not in problem_response(fault()).headers
    assert problem_response(fault()).headers["content-type"] == "application/problem+json"
