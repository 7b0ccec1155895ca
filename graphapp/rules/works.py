"""Which paper rows state one work. Pure; no database.

Two paper rows are joined by

1. an identifier (`SCHEMES`: DOI, arXiv id, PMID), when their titles are equal, or when they have an author in common
   and neither source states that identifier with two titles or two years: the DOI of a volume does not join papers, and
   without authors only an equal title shows that nobody mistyped the identifier. A source that states identifier and
   title with two years joins only rows of equal years: many a paper of a conference has the DOI of its later article;
2. title, year, venue and an author in common, across sources, when each is the only such row of its source, and the two
   do not state two identifiers of one kind;
3. being a preprint of a row at most two years newer with the same title and an author in common, when all such rows of
   all preprints that rules 1 and 2 join belong to one work, and the two do not state two arXiv ids.

Titles are equal when their keys are. Rule 2 compares neither the DOI that a preprint server registered with that of a
publisher, nor the PMID of a preprint with that of a paper, nor two versions of one preprint. A correction, a
retraction, a withdrawn paper, a reply, a comment, an editorial and a part of a series are joined with their like; only
an identifier with an equal title joins whatever the types of its rows. A title without content ("Editorial") joins
nothing by rules 2 and 3.

Each of these joins depends on the rows of two sources alone, but for the candidates of a preprint. A chain of joins may
then make a group that contradicts itself: with two rows of one source that no identifier joins (though a preprint and a
published row may be one work), with two titles that one source states with one identifier, or with two identifiers of
one kind. So the sources take turns in the fixed order that also decides which row shows a work. Of the joins of a
source with those before it, first those by identifier and title are taken, then those by identifier and author, then
those of rule 2, in the end those of rule 3; where they would make such a group, they give way. So a source undoes no
join among sources before it in the order, unless it gives a preprint a second candidate.

The result depends on the rows only, never on their order: it is the same whatever was loaded or removed before.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final, Literal, TypeVar

from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.names import fold_key
from graphapp.rules.titles import names_no_content, note_of_title, note_of_type, part_of
from graphapp.rules.venues import is_doi_of_preprint

Rule = Literal["identifier", "title", "preprint"]

MOST_YEARS_OF_A_PREPRINT: Final = 2
"""A preprint is joined with a row that appeared at most this many years later."""

_PREPRINT_TYPES: Final = frozenset(
    {"preprint", "informal", "informal publication", "informal or other publication", "posted content", "working paper"}
)
_VERSION: Final = re.compile(r"[./_-]?v\d+$")
"""At the end of the DOI of a preprint."""
_JOINING_SCHEMES: Final = tuple(scheme for scheme in SCHEMES if scheme.joins_works)

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """The facts of a paper row that decide its work."""

    paper_id: str
    source: str
    source_rank: int
    """`SourceTraits.rank` of its source."""
    title: str
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
    """What the rows share, in words: `DOI 10.1000/182 and the title`."""


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
    """The works of paper rows; all rows that share an identifier or a title with one must be among them."""
    by_id = {row.paper_id: row for row in sorted(rows, key=lambda row: row.paper_id)}
    order = [source for _, source in sorted({(row.source_rank, row.source) for row in by_id.values()})]
    barriers: list[Barrier] = []
    steps = [
        _by_last_source(joins, by_id, order)
        for joins in (*_identifier_joins(by_id.values(), barriers), _title_joins(by_id.values(), barriers))
    ]
    groups, certain = _Groups(), _Groups()
    taken: defaultdict[str, list[Join]] = defaultdict(list)
    for source in order:
        for step in steps:
            fitting = _fitting(step[source], source, by_id, groups, certain, barriers)
            groups.add(fitting)
            certain.add(join for join in fitting if join.rule == "identifier")
            taken[source] += fitting
    preprints = _by_last_source(_preprint_joins(by_id.values(), groups, barriers), by_id, order)
    groups = _Groups()
    for source in order:
        groups.add(taken[source])
        fitting = _fitting(preprints[source], source, by_id, groups, certain, barriers)
        groups.add(fitting)
        taken[source] += fitting
    work_of = {paper_id: groups.smallest(paper_id) for paper_id in by_id}
    shown_by: dict[str, str] = {}
    for row in sorted(by_id.values(), key=_preference):
        shown_by.setdefault(work_of[row.paper_id], row.paper_id)
    joins = tuple(join for source in order for join in taken[source])
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


# --- What the rules join, before chains


def _identifier_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> tuple[list[Join], list[Join], list[Join]]:
    """Rule 1: joins with an equal title in one source, with an equal title across sources, with an author in common."""
    own: list[Join] = []
    same_title: list[Join] = []
    same_author: list[Join] = []
    for identifier, sharing in _grouped(rows, _joining_identifiers).items():
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
        for alike in _grouped(common, lambda row: (_kind(row),)).values():
            firsts = {(row.source, row.title_key or row.paper_id): row for row in reversed(alike)}
            for a, b in combinations(firsts.values(), 2):
                if not a.title_key or a.title_key != b.title_key:
                    join = _join(a, b, f"{identifier} and the author {author}")
                    pairs.setdefault((join.a, join.b), join)
    joined = _Groups()
    joined.add(pairs.values())
    for equal in _grouped(rows, _title).values():
        for row in equal:
            joined.unite(equal[0].paper_id, row.paper_id)
    if len({joined.smallest(row.paper_id) for row in rows}) > 1:
        reasons = [f"{source} states it with several titles or years" for source in sorted(varying)]
        reasons += [f"{row.paper_id} names no author" for row in steady if not row.author_keys]
        if len({_kind(row) for row in steady}) > 1:
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


def _title_joins(rows: Iterable[WorkRow], barriers: list[Barrier]) -> list[Join]:
    """Rule 2."""
    joins: list[Join] = []
    for (_, year, venue), block in _grouped(rows, _title_year_venue).items():
        if len({row.source for row in block}) == 1:
            continue
        facts = f"title, {year}, {venue}"
        if names_no_content(block[0].title):
            barriers.append(_barrier(block, f"{facts}, but many publications have the title {block[0].title!r}"))
            continue
        if _are_of_one_kind(block):
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
        if conflict := _two_identifiers(row, other):
            barriers.append(_barrier((row, other), f"{evidence}, but {conflict}"))
        else:
            yield Join(a=paper_id, b=other_id, rule="title", evidence=evidence)
    for source in sorted(repeated):
        barriers.append(_barrier(rows, f"{facts} and an author, but {source} states this more than once"))


def _preprint_joins(rows: Iterable[WorkRow], groups: "_Groups", barriers: list[Barrier]) -> Iterator[Join]:
    """Rule 3; `groups` are those by rules 1 and 2."""
    published: set[str] = set()
    titles: defaultdict[tuple[str, str], list[WorkRow]] = defaultdict(list)
    preprints: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        group = groups.smallest(row.paper_id)
        if row.preprint:
            preprints[group].append(row)
            continue
        published.add(group)
        for title in _title(row):
            for author in row.author_keys:
                titles[title, author].append(row)
    for group, members in preprints.items():
        compared: set[tuple[str, str]] = set()
        fitting: list[Join] = []
        for row in members:
            if names_no_content(row.title):
                continue
            for author in row.author_keys:
                for other in titles.get((row.title_key or "", author), ()):
                    pair = row.paper_id, other.paper_id
                    if pair in compared or not _follows(row, other):
                        continue
                    compared.add(pair)
                    evidence = f"title and the author {author}, of {row.year} and {other.year}"
                    if conflict := _two_identifiers(row, other, of_all_versions=True):
                        barriers.append(_barrier((row, other), f"a preprint, the {evidence}, but {conflict}"))
                    else:
                        fitting.append(Join(a=pair[0], b=pair[1], rule="preprint", evidence=evidence))
        works = {groups.smallest(join.b) for join in fitting} | ({group} & published)
        if len(works) == 1 and group not in published:
            yield from fitting
        elif len(works) > 1:
            ids = (*(row.paper_id for row in members), *sorted(works))
            barriers.append(Barrier(paper_ids=ids, reason="a preprint that more than one work may follow"))


def _follows(preprint: WorkRow, other: WorkRow) -> bool:
    if preprint.year is None or other.year is None:
        return False
    return 0 <= other.year - preprint.year <= MOST_YEARS_OF_A_PREPRINT and _are_of_one_kind((preprint, other))


# --- Chains


def _by_last_source(
    joins: Iterable[Join], by_id: Mapping[str, WorkRow], order: Sequence[str]
) -> defaultdict[str, list[Join]]:
    """The joins by that source of their two rows which is later in the order."""
    places = {source: place for place, source in enumerate(order)}
    found: defaultdict[str, list[Join]] = defaultdict(list)
    for join in joins:
        found[max(by_id[join.a].source, by_id[join.b].source, key=places.__getitem__)].append(join)
    return found


def _fitting(
    joins: Sequence[Join],
    source: str,
    by_id: Mapping[str, WorkRow],
    groups: "_Groups",
    certain: "_Groups",
    barriers: list[Barrier],
) -> list[Join]:
    """Those of the joins of one step and source that make no group that contradicts itself.

    `groups` are those that all joins before make, and `certain` those that their identifiers make.
    """
    merged, classes = _Groups(), _Groups()
    for join in joins:
        merged.unite(groups.smallest(join.a), groups.smallest(join.b))
        if join.rule == "identifier":
            classes.unite(certain.smallest(join.a), certain.smallest(join.b))
    refused: set[str] = set()
    for name, parts in merged.united().items():
        ids = sorted(paper_id for part in parts for paper_id in groups.members(part))
        classed = [(by_id[paper_id], classes.smallest(certain.smallest(paper_id))) for paper_id in ids]
        rule = joins[0].rule
        if contradiction := _contradiction(classed, rule):
            refused.add(name)
            gives_way = f"{source}, the last in the fixed order of sources, gives way"
            reason = f"by {rule} they would be one work with {contradiction}, so {gives_way}"
            barriers.append(Barrier(paper_ids=tuple(ids), reason=reason))
    return [
        join
        for join in joins
        if groups.smallest(join.a) == groups.smallest(join.b) or merged.smallest(groups.smallest(join.a)) not in refused
    ]


def _contradiction(rows: Iterable[tuple[WorkRow, str]], rule: Rule) -> str | None:
    """In words, what keeps these rows from being one work; rows that identifiers join have the same class."""
    stated: defaultdict[tuple[str, bool], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for row, of_class in rows:
        claims = [
            ((f"two {name}s", of_preprint), (value, of_class))
            for name, of_preprint, value in _registered(row, of_all_versions=rule == "preprint")
        ]
        if rule != "preprint":
            claims.append(((f"two rows of {row.source}", row.preprint), (row.paper_id, of_class)))
            if row.title_key:
                title = (row.title_key, row.title_key)
                claims += [
                    ((f"two titles that {row.source} states with {identifier}", False), title)
                    for identifier in _joining_identifiers(row)
                ]
        for claim, (value, of) in claims:
            values, classes = stated[claim]
            values.add(value)
            classes.add(of)
            if len(values) > 1 and len(classes) > 1:
                return claim[0]
    return None


# --- What a row states


def _joining_identifiers(row: WorkRow) -> list[str]:
    """Its identifiers that join works, in words: `DOI 10.1000/182`."""
    return [
        f"{scheme.name} {row.identifiers[scheme.property]}"
        for scheme in _JOINING_SCHEMES
        if scheme.property in row.identifiers
    ]


def _registered(row: WorkRow, *, of_all_versions: bool = False) -> Iterator[tuple[str, bool, str]]:
    """Its identifiers of which a publication has one: kind, whether of a preprint server, and value without version.

    `of_all_versions` leaves only those that a preprint shares with the paper that it became.
    """
    for scheme in _JOINING_SCHEMES:
        value = row.identifiers.get(scheme.property)
        if value is None or (scheme.of_one_version and of_all_versions):
            continue
        of_preprint = scheme.of_one_version and row.preprint
        of_preprint |= scheme.property == "doi" and is_doi_of_preprint(value)
        yield scheme.name, of_preprint, _VERSION.sub("", value) if of_preprint else value


def _two_identifiers(a: WorkRow, b: WorkRow, *, of_all_versions: bool = False) -> str | None:
    """In words, the identifiers of one kind in which two rows differ."""
    stated = {
        (name, of_preprint): value for name, of_preprint, value in _registered(a, of_all_versions=of_all_versions)
    }
    for name, of_preprint, value in _registered(b, of_all_versions=of_all_versions):
        if (other := stated.get((name, of_preprint), value)) != value:
            return f"two {name}s: {other} and {value}"
    return None


def _kind(row: WorkRow) -> tuple[str | None, str | None]:
    """What keeps rows with different titles apart although they have an identifier and an author in common."""
    return note_of_title(row.title) or note_of_type(row.type), part_of(row.title)


def _are_of_one_kind(rows: Sequence[WorkRow]) -> bool:
    """Whether rows with equal titles are one kind of note, or none; a title says more than a type."""
    return len({note_of_type(row.type) for row in rows}) == 1 or any(note_of_title(row.title) for row in rows)


# --- Groups


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


class _Groups:
    """Disjoint sets; the smallest of its members identifies a set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def add(self, joins: Iterable[Join]) -> None:
        """Unite the sets of the two rows of each join."""
        for join in joins:
            self.unite(join.a, join.b)

    def unite(self, a: str, b: str) -> None:
        """Make the sets of the two one set."""
        root, other = sorted((self.smallest(a), self.smallest(b)))
        if root != other:
            few, many = sorted((self.members(root), self.members(other)), key=len)
            self._parent[other] = root
            self._members.pop(other, None)
            many += few
            self._members[root] = many

    def smallest(self, member: str) -> str:
        """The smallest member of its set."""
        root = member
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while member != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def members(self, root: str) -> list[str]:
        """All members of the set that this smallest one identifies."""
        return self._members.get(root) or [root]

    def united(self) -> dict[str, list[str]]:
        """The sets of more than one member, by the smallest one."""
        return self._members
