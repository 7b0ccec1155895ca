"""Which paper rows state one work. Pure; no database.

Two paper rows are joined by

1. an identifier (`SCHEMES`: DOI, arXiv id, PMID), when their titles are equal, or when they have an author in common
   and neither source states that identifier with two titles or two years: the DOI of a volume does not join papers, and
   without authors only an equal title shows that nobody mistyped the identifier. A source that states identifier and
   title with two years joins only rows of equal years: many a paper of a conference has the DOI of its later article;
2. title, year, venue and an author in common, across sources, when each is the only such row of its source, and the two
   do not state two identifiers of one kind;
3. being a preprint of a published row at most two years newer with the same title and an author in common, when all
   such rows of all preprints that rules 1 and 2 join belong to one work, and the two do not state two arXiv ids.

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

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.joins import identifier_joins, preprint_joins, title_joins
from graphapp.rules.work_rows import Barrier, Join, Rule, WorkRow, joining_identifiers, registered


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
    """The works of paper rows; all rows that share an identifier, or a title with content, must be among them."""
    by_id = {row.paper_id: row for row in sorted(rows, key=lambda row: row.paper_id)}
    order = [source for _, source in sorted({(row.source_rank, row.source) for row in by_id.values()})]
    barriers: list[Barrier] = []
    steps = [
        _by_last_source(joins, by_id, order)
        for joins in (*identifier_joins(by_id.values(), barriers), title_joins(by_id.values(), barriers))
    ]
    groups, certain = DisjointSets(), DisjointSets()
    taken: defaultdict[str, list[Join]] = defaultdict(list)
    for source in order:
        for step in steps:
            fitting = _fitting(step[source], source, by_id, groups, certain, barriers)
            groups.add(join.pair for join in fitting)
            certain.add(join.pair for join in fitting if join.rule == "identifier")
            taken[source] += fitting
    preprints = _by_last_source(preprint_joins(by_id.values(), groups, barriers), by_id, order)
    groups = DisjointSets()
    for source in order:
        groups.add(join.pair for join in taken[source])
        fitting = _fitting(preprints[source], source, by_id, groups, certain, barriers)
        groups.add(join.pair for join in fitting)
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
        return "it is no preprint, and another row is one"
    if any(row.source != shown.source for row in others):
        return f"{shown.source} comes first in the fixed order of sources"
    return "its paper_id is the smallest"


def _preference(row: WorkRow) -> tuple[bool, bool, bool, int, str, str]:
    return (not row.author_keys, not row.complete, row.preprint, row.source_rank, row.source, row.paper_id)


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
    groups: DisjointSets,
    certain: DisjointSets,
    barriers: list[Barrier],
) -> list[Join]:
    """Those of the joins of one step and source that make no group that contradicts itself.

    `groups` are those that all joins before make, and `certain` those that their identifiers make.
    """
    merged, classes = DisjointSets(), DisjointSets()
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
            for name, of_preprint, value in registered(row, of_all_versions=rule == "preprint")
        ]
        if rule != "preprint":
            claims.append(((f"two rows of {row.source}", row.preprint), (row.paper_id, of_class)))
            if row.title_key:
                title = (row.title_key, row.title_key)
                claims += [
                    ((f"two titles that {row.source} states with {identifier}", False), title)
                    for identifier in joining_identifiers(row)
                ]
        for claim, (value, of) in claims:
            values, classes = stated[claim]
            values.add(value)
            classes.add(of)
            if len(values) > 1 and len(classes) > 1:
                return claim[0]
    return None
