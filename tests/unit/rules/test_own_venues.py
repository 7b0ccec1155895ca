"""A user's own venues: what a file may hold, and what it changes."""

import pytest

from graphapp.rules.own_venues import read_own_venues
from graphapp.rules.venues import Venue, resolve_venue, venue_of_id

FILE = """
[sheepscience]
name = "Sheep Science"
kind = "journal"
aliases = ["Sheep Sci.", "Journal of Sheep Science"]
keys = ["issn:1234-5679"]

[icml]
aliases = ["Int'l Conf. on ML"]
"""
OWN = read_own_venues(FILE)
SHEEP = Venue(venue_id="sheepscience", name="Sheep Science", kind="journal")


def venue_id(printed: str | None, key: str | None = None, own: str = OWN) -> str:
    venue = resolve_venue(printed, key, own)
    assert venue is not None
    return venue.venue_id


@pytest.mark.parametrize("printed", ["Sheep Sci", "JOURNAL OF SHEEP SCIENCE, 2021", "Sheep Science 12"])
def test_an_own_venue_is_found_as_those_of_the_package_are(printed: str) -> None:
    assert resolve_venue(printed, None, OWN) == SHEEP
    assert venue_id(printed, own="") != "sheepscience"


def test_an_entry_of_a_known_venue_adds_to_it() -> None:
    assert venue_id("Int'l Conf. on ML 2020") == "icml"
    assert venue_id("International Conference on Machine Learning") == "icml"
    assert venue_of_id("icml", OWN) == venue_of_id("icml")


def test_an_own_alias_goes_before_the_packages_table() -> None:
    own = read_own_venues('[flocks]\nname = "Flocks"\nkind = "workshop"\naliases = ["NIPS"]')
    assert venue_id("NIPS", own=own) == "flocks"
    assert venue_id("NeurIPS", own=own) == "neurips"


def test_other_venues_stay_as_they_are() -> None:
    assert venue_id("Nature") == "nature"
    assert venue_id("A Meeting on Goats") == venue_id("A Meeting on Goats", own="")


@pytest.mark.parametrize(
    ("printed", "key", "found"),
    [
        (None, "issn:1234-5679", "sheepscience"),
        ("Sheep Sci. (Oxford)", "issn:1234-5679", "sheepscience"),
        ("Nature", "issn:1234-5679", "nature"),
        ("Sheep Science Workshops", "issn:1234-5679", "sheep science workshops"),
        ("AutoML@Sheep", "issn:1234-5679", "automl sheep"),
        ("Goat Letters", "issn:9999-9999", "goat letters"),
        ("Goat Letters", "goatlett", "goatlett"),
    ],
)
def test_a_key_with_a_scheme_decides_where_the_printed_name_does_not(printed: str | None, key: str, found: str) -> None:
    assert venue_id(printed, key) == found


@pytest.mark.parametrize("alias", ["Sheep & Goats", "Sheep &amp; Goats", "Sheep and Goats"])
def test_an_alias_may_spell_and_in_any_way(alias: str) -> None:
    own = read_own_venues(f'[sheepgoats]\nname = "Flocks"\nkind = "journal"\naliases = ["{alias}"]')
    for printed in ("Sheep & Goats", "Sheep &amp; Goats", "SHEEP AND GOATS 12"):
        assert venue_id(printed, own=own) == "sheepgoats"


def test_equal_files_have_equal_forms() -> None:
    turned = """
    # The same in other words.
    [icml]
    aliases = ["Int'l Conf. on ML", "Int'l Conf. on ML"]
    [sheepscience]
    kind = "journal"
    keys = ["issn:1234-5679"]
    aliases = ["Journal of Sheep Science", "Sheep Sci."]
    name = "Sheep Science"
    """
    assert read_own_venues(turned) == OWN
    assert read_own_venues("# Nothing yet.\n") == ""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[a", "not TOML: expected ']' at the end of a table declaration"),
        ('a = "b"', "a is no table"),
        ('["Sheep Science"]\nname = "a"\nkind = "journal"', "the id 'Sheep Science' is not small letters and digits"),
        ('[a]\nname = "A"\nkind = "magazine"', "the kind of a is none of conference, journal"),
        ('[a]\nkind = "journal"', "a has no name"),
        ('[a]\nname = "A"\nkind = "journal"\nissn = "1"', "a has the field 'issn'; the fields are name, kind"),
        ('[icml]\nname = "My ICML"', "icml is a venue that graphapp knows; leave out its name"),
        ('[icml]\naliases = "ICML!"', "the aliases of icml are no list of texts"),
        ('[icml]\nkeys = ["1234-5679"]', "the key '1234-5679' of icml has no scheme"),
        ('[icml]\naliases = ["X y"]\n[iclr]\naliases = ["x-Y"]', "'x y' is both icml and iclr"),
        ('[a]\nname = "X & y"\nkind = "journal"\n[b]\nname = "X and y"\nkind = "journal"', "'x and y' is both a and b"),
        ("#" * 1_000_001, "more than 1,000,000 characters"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_a_reason(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^{wrong.replace('[', '.')}"):
        read_own_venues(text)
