"""What each of the three rules of `rules/works.py` joins, before chains of joins are looked at."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Final, TypeVar

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.titles import names_no_content, note_of_type
from graphapp.rules.work_rows import (
    Barrier,
    Join,
    WorkRow,
    are_of_one_kind,
    joining_identifiers,
    kind_of,
    two_identifiers,
)

MOST_YEARS_OF_A_PREPRINT: Final = 2
"""A preprint is joined with a row that appeared at most this many years later."""

_MOST_NAMED: Final = 20
"""Of the works that one preprint may become, and of the rows whose identifiers differ from its own."""

_Titles = defaultdict[tuple[str, str, int | None], list[WorkRow]]
"""Title key, author and year -> the published rows with them."""
_Key = TypeVar("_Key", bound=Hashable)


def identifier_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> tuple[list[Join], list[Join], list[Join]]:
    """Rule 1: joins with an equal title in one source, with an equal title across sources, with an author in common."""
    own: list[Join] = []
    same_title: list[Join] = []
    same_author: list[Join] = []
    for identifier, sharing in _grouped(rows, joining_identifiers).items():
        if len(sharing) == 1:
            continue
        for equal in _grouped(sharing, _title).values():
            own_joins, other_joins = _joins_of_a_title(f"{identifier} and the title", equal, barriers)
            own += own_joins
            same_title += other_joins
        if len({row.title_key or row.paper_id for row in sharing}) > 1:
            same_author += _joins_of_other_titles(identifier, sharing, barriers)
    return own, same_title, same_author


def _joins_of_a_title(evidence: str, rows: Sequence[WorkRow], barriers: list[Barrier]) -> tuple[list[Join], list[Join]]:
    """The joins within sources, and across them, of rows that state one identifier with one title.

    One row stands for all those of its source, or of its source and year, since the first joins join them.
    """
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        years[row.source].update(() if row.year is None else (row.year,))
    firsts: dict[tuple[str, int | None], WorkRow] = {}
    own: list[Join] = []
    for row in rows:
        year = row.year if len(years[row.source]) > 1 else min(years[row.source], default=None)
        first = firsts.setdefault((row.source, year), row)
        if first is not row:
            own.append(_join(first, row, evidence))
    several = {source for source, stated in years.items() if len(stated) > 1}
    across = [
        _join(a, b, evidence)
        for ((a_source, a_year), a), ((b_source, b_year), b) in combinations(firsts.items(), 2)
        if a_source != b_source
        and (several.isdisjoint((a_source, b_source)) or (a_year is not None and a_year == b_year))
    ]
    if several:
        reason = (
            f"{evidence}, but {' and '.join(sorted(several))} states them with several years: only equal years join"
        )
        barriers.append(_barrier(rows, reason))
    return own, across


def _joins_of_other_titles(identifier: str, rows: Sequence[WorkRow], barriers: list[Barrier]) -> list[Join]:
    """The joins by author of rows that state one identifier with different titles or without one."""
    varying = _varying_sources(rows)
    steady = [row for row in rows if row.source not in varying]
    pairs: dict[tuple[str, str], Join] = {}
    for author, common in sorted(_grouped(steady, lambda row: row.author_keys).items()):
        for alike in _grouped(common, lambda row: (kind_of(row),)).values():
            firsts = {(row.source, row.title_key or row.paper_id): row for row in reversed(alike)}
            for a, b in combinations(firsts.values(), 2):
                if not a.title_key or a.title_key != b.title_key:
                    join = _join(a, b, f"{identifier} and the author {author}")
                    pairs.setdefault((join.a, join.b), join)
    joined = DisjointSets()
    joined.add(pairs)
    for equal in _grouped(rows, _title).values():
        for row in equal:
            joined.unite(equal[0].paper_id, row.paper_id)
    if len({joined.smallest(row.paper_id) for row in rows}) > 1:
        reasons = [f"{source} states it with several titles or years" for source in sorted(varying)]
        reasons += [f"{row.paper_id} names no author" for row in steady if not row.author_keys]
        if len({kind_of(row) for row in steady}) > 1:
            reasons.append("a correction, reply, editorial or part of a series is another publication")
        reason = "; ".join(reasons) or "no author is in common"
        barriers.append(_barrier(rows, f"{identifier}, but the titles differ: {reason}"))
    return list(pairs.values())


def _varying_sources(rows: Iterable[WorkRow]) -> set[str]:
    """The sources that state one identifier with two titles or two years."""
    titles = {(row.source, row.title_key) for row in rows if row.title_key}
    years = {(row.source, row.year) for row in rows if row.year is not None}
    counts = Counter(source for source, _ in titles), Counter(source for source, _ in years)
    return {source for count in counts for source, number in count.items() if number > 1}


def title_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> list[Join]:
    """Rule 2."""
    joins: list[Join] = []
    for (_, year, venue), block in _grouped(rows, _title_year_venue).items():
        if len({row.source for row in block}) == 1:
            continue
        facts = f"title, {year}, {venue}"
        if names_no_content(block[0].title_key):
            barriers.append(_barrier(block, f"{facts}, but many publications have the title {block[0].title!r}"))
            continue
        if are_of_one_kind(block):
            joins += _joins_of_a_block(block, facts, barriers)
            continue
        reason = f"{facts}, but by their types they are not one: a correction, reply or editorial is not its subject"
        barriers.append(_barrier(block, reason))
        for alike in _grouped(block, lambda row: (note_of_type(row.type),)).values():
            joins += _joins_of_a_block(alike, facts, barriers)
    return joins


def _title(row: WorkRow) -> Sequence[str]:
    """Its title key, if it has one."""
    return (row.title_key,) if row.title_key else ()


def _title_year_venue(row: WorkRow) -> Sequence[tuple[str, int, str]]:
    """Its title key, year and venue, if it has all three."""
    if not row.title_key or row.year is None or row.venue_id is None:
        return ()
    return ((row.title_key, row.year, row.venue_id),)


def _joins_of_a_block(rows: Sequence[WorkRow], facts: str, barriers: list[Barrier]) -> Iterator[Join]:
    """The joins of rows with equal title, year and venue: an author in common, and one row of each of two sources."""
    by_id = {row.paper_id: row for row in rows}
    partners: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for author, stating in sorted(_grouped(rows, lambda row: row.author_keys).items()):
        by_source = _grouped(stating, lambda row: (row.source,))
        for here, there in permutations(by_source, 2):
            for row in by_source[here]:
                # Two suffice, since they are already too many.
                for other in by_source[there][:2]:
                    partners[row.paper_id, there].setdefault(other.paper_id, author)
    repeated = {source for (_, source), found in partners.items() if len(found) > 1}
    for (paper_id, _), found in partners.items():
        [(other_id, author), *more] = found.items()
        row, other = by_id[paper_id], by_id[other_id]
        if more or paper_id > other_id or len(partners[other_id, row.source]) > 1:
            continue
        evidence = f"{facts} and the author {author}"
        if conflict := two_identifiers(row, other):
            barriers.append(_barrier((row, other), f"{evidence}, but {conflict}"))
        else:
            yield Join(a=paper_id, b=other_id, rule="title", evidence=evidence)
    for source in sorted(repeated):
        barriers.append(_barrier(rows, f"{facts} and an author, but {source} states this more than once"))


def preprint_joins(rows: Iterable[WorkRow], groups: DisjointSets, barriers: list[Barrier]) -> Iterator[Join]:
    """Rule 3; `groups` are those by rules 1 and 2."""
    published: set[str] = set()
    titles: _Titles = defaultdict(list)
    preprints: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        group = groups.smallest(row.paper_id)
        if row.preprint:
            preprints[group].append(row)
        if not row.published:
            continue
        published.add(group)
        for title in _title(row):
            for author in row.author_keys:
                titles[title, author, row.year].append(row)
    for group, members in preprints.items():
        works = {group} & published
        fitting: list[Join] = []
        conflicts: list[Barrier] = []
        for row, other, author in _followers(members, titles):
            work = groups.smallest(other.paper_id)
            if work == group:
                continue
            evidence = f"title and the author {author}, of {row.year} and {other.year}"
            if conflict := two_identifiers(row, other, of_all_versions=True):
                if len(conflicts) < _MOST_NAMED:
                    conflicts.append(_barrier((row, other), f"a preprint, the {evidence}, but {conflict}"))
                continue
            works.add(work)
            fitting.append(Join(a=row.paper_id, b=other.paper_id, rule="preprint", evidence=evidence))
            if len(works) > _MOST_NAMED:
                break
        barriers += conflicts
        if len(works) == 1 and group not in published:
            yield from fitting
        elif len(works) > 1:
            ids = (*(row.paper_id for row in members), *sorted(works))
            barriers.append(Barrier(paper_ids=ids, reason="a preprint that more than one work may follow"))


def _followers(preprints: Iterable[WorkRow], titles: _Titles) -> Iterator[tuple[WorkRow, WorkRow, str]]:
    """Each of these preprints with each published row that may be the same work, and an author of both."""
    for row in preprints:
        if names_no_content(row.title_key) or row.year is None:
            continue
        compared: set[str] = set()
        for author in row.author_keys:
            for year in range(row.year, row.year + MOST_YEARS_OF_A_PREPRINT + 1):
                for other in titles.get((row.title_key or "", author, year), ()):
                    if other.paper_id not in compared and are_of_one_kind((row, other)):
                        compared.add(other.paper_id)
                        yield row, other, author


def differences(a: WorkRow, b: WorkRow) -> list[str]:
    """In words, what two rows with one title lack for a join by it; empty when they lack nothing by themselves."""
    found: list[str] = []
    if not a.author_keys or not b.author_keys:
        found.append(f"{b.paper_id if a.author_keys else a.paper_id} names no author")
    elif set(a.author_keys).isdisjoint(b.author_keys):
        found.append("no author is in common")
    preprint, other = (a, b) if a.preprint else (b, a)
    if preprint.preprint and other.published:
        if not _is_in_reach(preprint, other):
            years = f"{_year(preprint)} and {_year(other)}"
            found.append(f"the years of preprint and paper are {years}: it joins one of its year or of the next two")
        if not are_of_one_kind((preprint, other)):
            found.append("by their types they are not one: a correction, reply or editorial is not its subject")
        return found
    if a.source == b.source:
        found.append("within a source only an identifier joins")
    if a.year is None or a.year != b.year:
        found.append(f"the years are {_year(a)} and {_year(b)}")
    if a.venue_id is None or a.venue_id != b.venue_id:
        found.append(f"the venues are {a.venue_id or 'unknown'} and {b.venue_id or 'unknown'}")
    return found


def _year(row: WorkRow) -> int | str:
    return "unknown" if row.year is None else row.year


def _is_in_reach(preprint: WorkRow, other: WorkRow) -> bool:
    if preprint.year is None or other.year is None:
        return False
    return 0 <= other.year - preprint.year <= MOST_YEARS_OF_A_PREPRINT


def _join(a: WorkRow, b: WorkRow, evidence: str) -> Join:
    first, second = sorted((a.paper_id, b.paper_id))
    return Join(a=first, b=second, rule="identifier", evidence=evidence)


def _barrier(rows: Iterable[WorkRow], reason: str) -> Barrier:
    return Barrier(paper_ids=tuple(sorted(row.paper_id for row in rows)), reason=reason)


def _grouped(rows: Iterable[WorkRow], keys_of: Callable[[WorkRow], Iterable[_Key]]) -> dict[_Key, list[WorkRow]]:
    """The rows by each of their keys, in their order."""
    found: dict[_Key, list[WorkRow]] = {}
    for row in rows:
        for key in keys_of(row):
            found.setdefault(key, []).append(row)
    return found
