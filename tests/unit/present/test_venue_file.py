"""Unknown venues as a file of venues: once its kinds are there, it is one."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.present.venue_file import as_toml
from graphapp.results.papers import UnknownVenue, UnknownVenues
from graphapp.rules.own_venues import read_own_venues
from graphapp.rules.venues import resolve_venue
from tests.answers import COUNTS, UNKNOWN_VENUES

HOSTILE = 'a"b\\c [icml] name = "x" # \u2019'


def test_it_has_an_entry_for_each_venue() -> None:
    head, *entries = as_toml(UNKNOWN_VENUES).split("\n\n")
    assert "graphapp rekey --source SOURCE --venues THIS-FILE" in head
    assert entries == [
        "# 1,204 paper rows\n[journalofsheepscience]\n"
        'name = "Journal of Sheep Science"\nkind = "journal"\naliases = ["JOURNAL of \\"Sheep\\" Science"]',
        '# 1 paper row\n[flocks]\nname = "Flocks"\n# kind = ',
        '# 1 paper row\n["羊"]\nname = "羊"\n# kind = \n',
    ]


def test_a_kind_that_the_name_does_not_say_must_be_written_first() -> None:
    with pytest.raises(ValueError, match="the kind of flocks is none of"):
        read_own_venues(as_toml(UNKNOWN_VENUES))


@pytest.mark.parametrize("name", ["Flocks", HOSTILE, "3.14", "羊", "Société des Moutons"])
def test_with_its_kinds_it_makes_its_venues_known(name: str) -> None:
    unknown = UnknownVenue(venue_id="flock s 1", name=name, rows=2, printings=(name, f"{name} II"))
    own = read_own_venues(as_toml(UnknownVenues(venues=(unknown,))).replace("# kind = ", 'kind = "journal"'))
    venue = resolve_venue(f"{name} II", None, own)
    assert venue is not None
    assert (venue.venue_id, venue.kind) == ("flocks1", "journal")


def test_other_answers_are_no_file_of_venues() -> None:
    with pytest.raises(InvalidArgument):
        as_toml(COUNTS)
