"""Rules whose results are stored do not change under one version: graphs of that version would never be rekeyed."""

import json
from pathlib import Path
from typing import Any

import pytest

from graphapp.rules.names import KEY_VERSION
from graphapp.rules.printed_names import read_name
from graphapp.rules.titles import title_key
from graphapp.rules.venues import VENUES_VERSION, resolve_venue

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[2] / "golden" / "rules.json").read_text(encoding="utf-8"))
RAISE = "the rules give something else than rules.json has: raise {}, and write the results and the version there"


def test_the_results_are_those_of_these_versions() -> None:
    assert (GOLDEN["key_version"], GOLDEN["venues_version"]) == (KEY_VERSION, VENUES_VERSION)


@pytest.mark.parametrize(("printed", "keys"), GOLDEN["names"].items())
def test_a_name_has_the_keys_of_its_version(printed: str, keys: list[str | None]) -> None:
    name = read_name(printed, homonym_numbers=True)
    assert name is not None
    assert [name.name, name.name_key, name.fold_key, name.homonym] == keys, RAISE.format("KEY_VERSION")


@pytest.mark.parametrize(("title", "key"), GOLDEN["titles"].items())
def test_a_title_has_the_key_of_its_version(title: str, key: str) -> None:
    assert title_key(title) == key, RAISE.format("KEY_VERSION")


@pytest.mark.parametrize(("printed", "key", "venue_id", "name"), GOLDEN["venues"])
def test_a_printed_venue_is_the_venue_of_its_version(
    printed: str | None, key: str | None, venue_id: str, name: str
) -> None:
    venue = resolve_venue(printed, key)
    assert venue is not None
    assert (venue.venue_id, venue.name) == (venue_id, name), RAISE.format("VENUES_VERSION")
