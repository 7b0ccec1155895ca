"""The groups of a name as they are shown: their works, years, venues, coauthors and author rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from graphapp.results.names import AuthorRow, CoauthorCount
from graphapp.results.papers import VenueCount
from graphapp.results.persons import MOST_COAUTHORS, Attribution, GroupedWork, OtherSpelling, PersonGroup

if TYPE_CHECKING:
    from graphapp.rules.persons.authorships import Authorship
    from graphapp.services.grouped_works import Grouped
    from graphapp.services.person_evidence import NameWork

_VENUES: Final = 3


def shown_works(grouped: Grouped) -> dict[str, GroupedWork]:
    """Each authorship by its id, as it is shown, with the number of its group."""
    found, works = grouped.found, grouped.works
    said = {key for fact in found.facts.facts if fact.kind == "statement" for key in (*fact.one, *fact.other)}
    shown: dict[str, GroupedWork] = {}
    for number, place in enumerate(grouped.places, start=1):
        for part, keys in enumerate(found.groups[place].sure, start=1):
            for key in keys:
                work = works[key]
                shown[key] = GroupedWork(
                    group=number,
                    authorship_id=key,
                    work_id=work.shown.work_id,
                    paper_id=work.shown.paper_id,
                    title=work.shown.title,
                    year=work.shown.year,
                    venue=work.shown.venue,
                    author_ids=tuple(sorted(work.authorship.author_ids)),
                    part=part,
                    attribution=_attribution(work, said),
                )
    return shown


def both(keys: tuple[str, str], shown: Mapping[str, GroupedWork]) -> tuple[GroupedWork, GroupedWork]:
    one, other = keys
    return shown[one], shown[other]


def described_groups(
    grouped: Grouped, shown: Mapping[str, GroupedWork], spellings: Sequence[tuple[OtherSpelling, ...]] | None
) -> tuple[PersonGroup, ...]:
    """The groups by their numbers; `spellings` are those of each of the first groups."""
    found = grouped.found
    members = grouped.members
    nearest = [_nearest(work.authorship for work in of) for of in members]
    names = grouped.names({key for counts in nearest for key, _ in counts})
    groups: list[PersonGroup] = []
    for number, (place, of, coauthors) in enumerate(zip(grouped.places, members, nearest, strict=True), start=1):
        years = [work.authorship.year for work in of if work.authorship.year is not None]
        groups.append(
            PersonGroup(
                number=number,
                paper_count=len({work.shown.work_id for work in of}),
                part_count=len(found.groups[place].sure),
                first_year=min(years, default=None),
                last_year=max(years, default=None),
                venues=_venues(of),
                coauthors=tuple(CoauthorCount(name=names[key], key=key, papers=count) for key, count in coauthors),
                author_rows=_author_rows(of),
                spellings=spellings[number - 1] if spellings and number <= len(spellings) else None,
                papers=tuple(shown[work.authorship.authorship_id] for work in sorted(of, key=_newest_first)),
            )
        )
    return tuple(groups)


def _newest_first(work: NameWork) -> tuple[int, str, str]:
    row = work.authorship
    return -(row.year if row.year is not None else -1), row.title.casefold(), row.authorship_id


def _nearest(rows: Iterable[Authorship]) -> list[tuple[str, int]]:
    counts = Counter(chain.from_iterable(row.coauthors for row in rows))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_COAUTHORS]


def _venues(works: Iterable[NameWork]) -> tuple[VenueCount, ...]:
    shown = {work.shown.work_id: work.shown for work in works}
    names = {row.venue_id: row.venue for row in shown.values() if row.venue_id is not None}
    counts = Counter(row.venue_id for row in shown.values() if row.venue_id is not None)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_VENUES]
    return tuple(VenueCount(venue_id=key, name=names[key] or key, papers=count) for key, count in most)


def _author_rows(works: Sequence[NameWork]) -> tuple[AuthorRow, ...]:
    rows = {row.author_id: row for work in works for row in work.printed}
    counts = Counter(key for work in works for key in {row.author_id for row in work.printed})
    return tuple(
        AuthorRow(
            author_id=key,
            name=rows[key].name,
            source=rows[key].source,
            homonym=rows[key].homonym,
            person_id=rows[key].person_id,
            paper_count=count,
        )
        for key, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def _attribution(work: NameWork, said: set[str]) -> Attribution:
    if work.authorship.authorship_id in said:
        return "person's say"
    if any(row.identified or row.person_id is not None or row.orcid is not None for row in work.printed):
        return "source's id"
    return "homonym number" if any(row.homonym is not None for row in work.printed) else "name only"
