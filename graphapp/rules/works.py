"""Which paper rows state one work. Pure; no database.

Paper rows are joined by

1. an identifier that joins works (`SCHEMES`: DOI, arXiv id), unless one source states it with two folded titles or two
   years: the DOI of a volume does not join papers;
2. folded title, year, venue and a common author, across sources, unless one of the two sources states that
   combination twice;
3. being a preprint of a row at most two years newer with the same folded title and a common author, when all such rows
   of all preprints that rules 1 and 2 join belong to one work.

When all rules together would join two rows of one source that rules 1 and 3 do not join, the joins of rule 2 in that
group are dropped, and rule 3 is applied again. The result depends on the rows only, never on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final, Literal

from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.names import fold_key

Rule = Literal["identifier", "title", "preprint"]

MOST_YEARS_OF_A_PREPRINT: Final = 2
"""A preprint is joined with a row that appeared at most this many years later."""

_PREPRINT_TYPES: Final = frozenset(
    {"preprint", "informal", "informal publication", "informal or other publication", "posted content", "working paper"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """The facts of a paper row that decide its work."""

    paper_id: str
    source: str
    source_rank: int
    """`SourceTraits.rank` of its source."""
    title_key: str | None
    year: int | None
    type: str | None
    identifiers: Mapping[str, str]
    """Property of a scheme -> normal form; only those that the row states."""
    complete: bool
    """Whether the source gives its whole author list."""
    venue_id: str | None
    venue_kind: str | None
    author_keys: tuple[str, ...]
    """The folded names of its authors; editors do not count."""

    @property
    def preprint(self) -> bool:
        """Whether the row states a preprint, by its venue or by its type."""
        return self.venue_kind == "preprint server" or fold_key(self.type or "-") in _PREPRINT_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two paper rows that state one work, and the rule that says so."""

    a: str
    b: str
    rule: Rule
    evidence: str
    """What the rows share, in words: `DOI 10.1000/182`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Why rows are not joined although they share something."""

    paper_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The works of some paper rows."""

    work_of: dict[str, str]
    """paper_id -> work_id, the smallest paper_id of the work."""
    shown_by: dict[str, str]
    """work_id -> the paper_id of the preferred row."""
    joins: tuple[Join, ...]
    barriers: tuple[Barrier, ...]


def find_works(rows: Iterable[WorkRow]) -> Works:
    """The works of paper rows; all rows that share an identifier or a folded title with one must be among them."""
    by_id = {row.paper_id: row for row in sorted(rows, key=lambda row: row.paper_id)}
    barriers: list[Barrier] = []
    identified = list(_identifier_joins(by_id.values(), barriers))
    titled = list(_title_joins(by_id.values(), barriers))
    while True:
        undecided: list[Barrier] = []
        preprints = list(_preprint_joins(by_id.values(), _Groups(by_id, [*identified, *titled]), undecided))
        doubled = _doubled_groups(by_id, [*identified, *preprints], titled)
        if not doubled:
            break
        reason = "joined by title, two rows of one source would be one work"
        barriers.extend(Barrier(paper_ids=ids, reason=reason) for ids in doubled)
        apart = {paper_id for ids in doubled for paper_id in ids}
        titled = [join for join in titled if join.a not in apart]
    barriers.extend(undecided)
    joins = (*identified, *titled, *preprints)
    groups = _Groups(by_id, joins)
    work_of = {paper_id: groups.smallest(paper_id) for paper_id in by_id}
    shown_by: dict[str, str] = {}
    for row in sorted(by_id.values(), key=_preference):
        shown_by.setdefault(work_of[row.paper_id], row.paper_id)
    return Works(work_of=work_of, shown_by=shown_by, joins=joins, barriers=tuple(barriers))


def why_preferred(shown: WorkRow, rows: Sequence[WorkRow]) -> str:
    """In words, the first difference that makes this the preferred row of its work."""
    others = [row for row in rows if row != shown]
    if not others:
        return "it is the only row"
    if shown.author_keys and not all(row.author_keys for row in others):
        return "it names authors, and not every other row does"
    if shown.complete and not all(row.complete for row in others):
        return "it gives the whole author list, and not every other row does"
    if not shown.preprint and any(row.preprint for row in others):
        return "it is published, and not every other row is"
    if any(row.source != shown.source for row in others):
        return f"{shown.source} comes first in the fixed order of sources"
    return "its paper_id is the smallest"


def _preference(row: WorkRow) -> tuple[bool, bool, bool, int, str, str]:
    return (not row.author_keys, not row.complete, row.preprint, row.source_rank, row.source, row.paper_id)


def _identifier_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> Iterator[Join]:
    holders: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        for scheme in SCHEMES:
            if scheme.joins_works and (value := row.identifiers.get(scheme.property)) is not None:
                holders[f"{scheme.name} {value}"].append(row)
    for identifier, sharing in holders.items():
        if len(sharing) == 1:
            continue
        ids = tuple(row.paper_id for row in sharing)
        if (source := _states_two_publications(sharing)) is not None:
            barriers.append(
                Barrier(paper_ids=ids, reason=f"{identifier}: {source} states it with two titles or two years")
            )
            continue
        yield from (Join(a=a, b=b, rule="identifier", evidence=identifier) for a, b in pairwise(ids))


def _states_two_publications(rows: Sequence[WorkRow]) -> str | None:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.title_key:
            titles[row.source].add(row.title_key)
        if row.year is not None:
            years[row.source].add(row.year)
    sources = sorted({row.source for row in rows})
    return next((source for source in sources if len(titles[source]) > 1 or len(years[source]) > 1), None)


def _title_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> Iterator[Join]:
    stating: defaultdict[tuple[str, int, str, str], list[WorkRow]] = defaultdict(list)
    for row in rows:
        if row.title_key and row.year is not None and row.venue_id is not None:
            for author in row.author_keys:
                stating[row.title_key, row.year, row.venue_id, author].append(row)
    joined: set[tuple[str, str]] = set()
    for (_, year, venue, author), sharing in stating.items():
        per_source = Counter(row.source for row in sharing)
        if len(per_source) == 1:
            continue
        once = [row.paper_id for row in sharing if per_source[row.source] == 1]
        if twice := sorted(source for source, count in per_source.items() if count > 1):
            barriers.append(
                Barrier(
                    paper_ids=tuple(row.paper_id for row in sharing),
                    reason=f"title, {year}, {venue} and {author}: {', '.join(twice)} states this more than once",
                )
            )
        for pair in combinations(once, 2):
            if pair not in joined:
                joined.add(pair)
                evidence = f"title, {year}, {venue} and the author {author}"
                yield Join(a=pair[0], b=pair[1], rule="title", evidence=evidence)


def _doubled_groups(rows: dict[str, WorkRow], certain: list[Join], titled: list[Join]) -> list[tuple[str, ...]]:
    """The groups with two rows of one source that only joins by title connect."""
    by_certain = _Groups(rows, certain)
    groups = _Groups(rows, [*certain, *titled])
    members: defaultdict[str, list[str]] = defaultdict(list)
    parts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for paper_id, row in rows.items():
        group = groups.smallest(paper_id)
        members[group].append(paper_id)
        parts[group, row.source].add(by_certain.smallest(paper_id))
    doubled = {group for (group, _), certain_groups in parts.items() if len(certain_groups) > 1}
    return [tuple(members[group]) for group in sorted(doubled)]


def _preprint_joins(rows: Iterable[WorkRow], groups: "_Groups", barriers: list[Barrier]) -> Iterator[Join]:
    published: set[str] = set()
    titles: defaultdict[str, list[WorkRow]] = defaultdict(list)
    preprints: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        group = groups.smallest(row.paper_id)
        if row.preprint:
            preprints[group].append(row)
            continue
        published.add(group)
        if row.title_key:
            titles[row.title_key].append(row)
    for group, members in preprints.items():
        later = [(row, other) for row in members for other in titles.get(row.title_key or "", ())]
        pairs = [(row, other) for row, other in later if _follows(row, other)]
        works = {groups.smallest(other.paper_id) for _, other in pairs}
        if group in published:
            works.add(group)
        if len(works) == 1:
            for row, other in pairs:
                evidence = f"preprint of {row.year}"
                yield Join(a=row.paper_id, b=other.paper_id, rule="preprint", evidence=evidence)
        elif group not in published and works:
            ids = (*(row.paper_id for row in members), *sorted(works))
            barriers.append(Barrier(paper_ids=ids, reason="a preprint that more than one work may follow"))


def _follows(preprint: WorkRow, other: WorkRow) -> bool:
    if preprint.year is None or other.year is None:
        return False
    return 0 <= other.year - preprint.year <= MOST_YEARS_OF_A_PREPRINT and not set(preprint.author_keys).isdisjoint(
        other.author_keys
    )


class _Groups:
    """Disjoint sets of paper rows; the smallest paper_id identifies a set."""

    def __init__(self, paper_ids: Iterable[str], joins: Iterable[Join]) -> None:
        self._parent = {paper_id: paper_id for paper_id in paper_ids}
        for join in joins:
            a, b = sorted((self.smallest(join.a), self.smallest(join.b)))
            self._parent[b] = a

    def smallest(self, paper_id: str) -> str:
        """The smallest paper_id of the row's set."""
        root = paper_id
        while (parent := self._parent[root]) != root:
            root = parent
        while paper_id != root:
            self._parent[paper_id], paper_id = root, self._parent[paper_id]
        return root
