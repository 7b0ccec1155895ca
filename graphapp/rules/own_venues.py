"""A user's own venues: a file in the form of `venues.toml`, for the rows of one source.

    [sheepscience]
    name = "Sheep Science"
    kind = "journal"
    aliases = ["Sheep Sci.", "Journal of Sheep Science"]
    keys = ["issn:1234-5679"]

    [icml]
    aliases = ["Int'l Conf. on ML"]

An entry with the id of a venue that graphapp knows adds to it, and has neither name nor kind. An alias goes before the
package's own table, so it also corrects it for these rows.
"""

import json
import tomllib
from typing import Any, Final

from graphapp.rules.names import clean, fold
from graphapp.rules.venues import KEY_SCHEMES, entries, fold_venue, has_scheme

KINDS: Final = ("conference", "journal", "workshop", "preprint server")
LONGEST_FILE: Final = 1_000_000
"""Characters; the file is stored with its source."""

_FIELDS: Final = ("name", "kind", "aliases", "keys")


def read_own_venues(text: str) -> str:
    """The venues of a file in their canonical form, as sources store them and `resolve_venue` takes them.

    Equal files have equal forms, whatever their order, comments and layout; a file without entries has the empty one.
    Raises ValueError with a clause that says what is wrong.
    """
    if len(text) > LONGEST_FILE:
        raise ValueError(f"more than {LONGEST_FILE:,} characters")
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        raise ValueError(f"not TOML: {message[:1].lower()}{message[1:]}") from error
    owners: dict[str, str] = {}
    for venue_id, entry in stated.items():
        _check(venue_id, entry)
        folded = {fold_venue(alias) for alias in (venue_id, entry.get("name", venue_id), *entry.get("aliases", ()))}
        for alias in (*folded, *entry.get("keys", ())):
            if owners.setdefault(alias, venue_id) != venue_id:
                raise ValueError(f"{alias!r} is both {owners[alias]} and {venue_id}")
    canonical = {
        venue_id: {
            field: sorted(set(value)) if isinstance(value, list) else value for field, value in sorted(entry.items())
        }
        for venue_id, entry in sorted(stated.items())
    }
    return json.dumps(canonical, ensure_ascii=False, separators=(",", ":")) if canonical else ""


def _check(venue_id: str, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise ValueError(f"{venue_id} is no table; write [{venue_id}] and its fields below it")
    # The id of an unknown venue is its folded name: an id that folding changes could be taken by one.
    if not venue_id or fold(venue_id) != venue_id or " " in venue_id:
        raise ValueError(f"the id {venue_id!r} is not small letters and digits")
    if unknown := [field for field in entry if field not in _FIELDS]:
        raise ValueError(f"{venue_id} has the field {unknown[0]!r}; the fields are {', '.join(_FIELDS)}")
    if venue_id in entries():
        if present := [field for field in ("name", "kind") if field in entry]:
            raise ValueError(f"{venue_id} is a venue that graphapp knows; leave out its {present[0]}")
    else:
        name = entry.get("name")
        if not isinstance(name, str) or clean(name) != name or not fold(name):
            raise ValueError(f"{venue_id} has no name")
        if entry.get("kind") not in KINDS:
            raise ValueError(f"the kind of {venue_id} is none of {', '.join(KINDS)}")
    for field in ("aliases", "keys"):
        values = entry.get(field, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and fold(value) for value in values):
            raise ValueError(f"the {field} of {venue_id} are no list of texts")
    for key in entry.get("keys", []):
        if not has_scheme(key):
            raise ValueError(f"the key {key!r} of {venue_id} has no scheme; the schemes are {', '.join(KEY_SCHEMES)}")
