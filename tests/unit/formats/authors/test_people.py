"""Authors and editors in the order in which a record states them."""

import pytest

from graphapp.formats.authors.people import Person, listed
from graphapp.records import MOST_NAMES, Authorship, Unfit


def test_each_role_has_its_own_ranks() -> None:
    stated = [Person("author", "A"), Person("editor", "B"), Person("author", "C", "0000-0002-1694-233X")]
    assert listed(stated) == (
        Authorship(printed_name="A", position=1),
        Authorship(printed_name="B", position=1, role="editor"),
        Authorship(printed_name="C", position=2, orcid="0000-0002-1694-233X"),
    )


def test_a_blank_name_is_refused() -> None:
    with pytest.raises(Unfit, match="author 2 has no name"):
        listed([Person("author", "A"), Person("editor", "B"), Person("author", " ")])


def test_a_list_over_the_limit_is_cut_behind_it() -> None:
    assert len(listed(Person("author", "A") for _ in range(3 * MOST_NAMES))) == MOST_NAMES + 1
