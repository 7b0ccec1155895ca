"""What author rows and venues show, from everything that is stated of them. Pure; no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphapp.loading.rows import author_properties, display_name
from graphapp.rules.frequency import most_frequent, shown_spelling
from graphapp.rules.known_sources import SourceTraits
from graphapp.rules.venues import Venue, id_of_unknown, plain_venue, venue_of_id


def shown_author(row: Mapping[str, Any], traits: SourceTraits) -> dict[str, str | None] | None:
    """What an author row shows, from everything that is stated of it; None for a row that nothing states.

    Its name is chosen among its printings; each name of a person record counts once. A row that a record identifies by
    its name alone shows that name, by which such printings are found. Its ORCID is the person's if exactly one person
    record states the row and has one, else the most frequent printed one. A row that two person records of its source
    state belongs to neither.
    """
    printings: Counter[str] = Counter()
    by_name: Counter[str] = Counter()
    orcids: Counter[str] = Counter()
    persons = {stated["person_id"]: stated for stated in row["persons"]}
    for printing in (*row["printings"], *(stated | {"orcid": None, "count": 1} for stated in row["persons"])):
        counts = by_name if printing["by_name"] else printings
        counts[printing["printed_name"]] += printing["count"]
        if printing["orcid"] is not None:
            orcids[printing["orcid"]] += printing["count"]
    name = display_name(by_name or printings, traits)
    if name is None:
        return None
    person = next(iter(persons.values())) if len(persons) == 1 else {"person_id": None, "orcid": None}
    return author_properties(name) | {
        "orcid": person["orcid"] or most_frequent(orcids),
        "person_id": person["person_id"],
    }


def own_venues(venue_ids: Iterable[str], traits: Mapping[str, SourceTraits]) -> dict[tuple[str, str], Venue]:
    """Id of a venue and name of a source -> what the user calls that venue for the source."""
    return {
        (venue_id, source): venue
        for venue_id in venue_ids
        for source, known in traits.items()
        if known.own_venues and (venue := venue_of_id(venue_id, known.own_venues)) is not None
    }


def first_named(named: Mapping[tuple[str, str], Venue], venue_id: str, sources: Sequence[str]) -> Venue | None:
    """What users call a venue, as `own_venues` gives it: of the sources with rows there, sorted, the first decides."""
    return next(filter(None, (named.get((venue_id, source)) for source in sources)), None)


def shown_venue(venue_id: str, printings: list[dict[str, Any]], own: Venue | None) -> dict[str, str | None]:
    known = venue_of_id(venue_id) or own
    if known is not None:
        return {"name": known.name, "kind": known.kind}
    # When a source groups a venue by its own key, its printed names vary, and none of them need be the venue's name.
    names: Counter[str] = Counter()
    for printing in printings:
        if id_of_unknown(printed := plain_venue(printing["printed_venue"])) == venue_id:
            names[printed] += printing["count"]
    return {"name": shown_spelling(names) or venue_id, "kind": None}
