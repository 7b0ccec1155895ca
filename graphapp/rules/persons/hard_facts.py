"""What is known of the papers of a name, whatever their evidence says: facts, in the order in which they count.

1. `statement`: a person said that they are by the same person, or by different ones.
2. `identifier`: sources state one ORCID for them, or one source has one person record for them: the same.
3. `homonym number`: one source gives them one numbered author row: the same; or two numbers: different.
4. `one paper`: the name stands in the author list of one paper twice: different, unless it is one author row that is
   printed twice.

Where facts contradict each other, those that come first in this order count. Authorships that a contradiction is about
lose the facts of the later kind, or the links of the one kind, and only they: a person's "different" takes two papers
out of a person record and leaves the others in it; a person's "same" for papers of two homonym numbers leaves the
other papers of the two apart. So the order of facts of one kind does not matter. What does not count is in
`contradictions`, for a person to look at.

Two unequal ORCIDs are no fact: people have two, and lists give one to the wrong author. They are evidence of
`rules/persons/evidence.py`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship

FactKind = Literal["statement", "identifier", "homonym number", "one paper"]

ORDER: Final[tuple[FactKind, ...]] = ("statement", "identifier", "homonym number", "one paper")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fact:
    """All of some authorships are by one person, or each of some by another person than each of some others."""

    kind: FactKind
    same: bool
    one: tuple[str, ...]
    """Ids of authorships, sorted."""
    other: tuple[str, ...] = ()
    """The others; if `same`, all of both are by one person, and this may be empty."""
    reason: str
    """In words, to follow "because"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardFacts:
    """The facts as far as they count."""

    same: tuple[tuple[str, ...], ...]
    """Disjoint sets of authorships of one person, sorted; only those of two and more."""
    facts: tuple[Fact, ...]
    """With those authorships for which each counts. None says that authorships of one set are different."""
    contradictions: tuple[Fact, ...]
    """With those authorships for which each does not count."""


NO_FACTS: Final = HardFacts(same=(), facts=(), contradictions=())


def statement(one: str, other: str, *, same: bool, reason: str) -> Fact:
    """A person's say on two authorships."""
    first, second = sorted((one, other))
    return Fact(kind="statement", same=same, one=(first,), other=(second,), reason=reason)


def stated_facts(authorships: Sequence[Authorship]) -> list[Fact]:
    """The facts that sources state, sorted."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    rows: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    papers: defaultdict[str, list[Authorship]] = defaultdict(list)
    for authorship in authorships:
        for orcid in authorship.orcids:
            alike[f"they have one ORCID, {orcid}"].add(authorship.authorship_id)
        for source, record in authorship.records:
            alike[f"{source} says that they are {record}"].add(authorship.authorship_id)
        for row in authorship.numbered_rows:
            rows[row].add(authorship.authorship_id)
        papers[authorship.paper_id].append(authorship)
    return sorted(
        [
            *(_fact("identifier", True, ids, (), reason) for reason, ids in alike.items() if len(ids) > 1),
            *(
                _fact("homonym number", True, ids, (), f"{source} gives them one author row of the number {number}")
                for (source, number, _), ids in rows.items()
                if len(ids) > 1
            ),
            *_numbered_apart(rows),
            *_twice_on_one_paper(papers),
        ]
    )


def settle_facts(facts: Iterable[Fact]) -> HardFacts:
    """What of the facts counts; the same whatever their order."""
    sets = DisjointSets()
    counting: list[Fact] = []
    contradictions: list[Fact] = []
    of_kind: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(set(facts)):
        of_kind[fact.kind].append(fact)
    for kind in ORDER:
        links = [fact for fact in of_kind[kind] if fact.same]
        apart = [fact for fact in of_kind[kind] if not fact.same]
        torn = {
            found for fact in apart for found in {*map(sets.smallest, fact.one)} & {*map(sets.smallest, fact.other)}
        }
        # The sets as they are before any link of this kind.
        before = deepcopy(sets)
        named = torn | _named_in_contradictions(links, [*counting, *apart], before, torn)
        for link in links:
            fitting, refused = _parted(sorted({*link.one, *link.other}), named, before)
            if len(fitting) > 1:
                counting.append(replace(link, one=fitting, other=()))
                sets.add((fitting[0], key) for key in fitting[1:])
            if refused:
                contradictions.append(link)
        for fact in apart:
            (one, torn_one), (other, torn_other) = (_parted(ids, torn, before) for ids in (fact.one, fact.other))
            if one and other:
                counting.append(replace(fact, one=one, other=other))
            if torn_one and torn_other:
                contradictions.append(replace(fact, one=torn_one, other=torn_other))
    same = tuple(sorted(tuple(sorted(members)) for members in sets.united().values()))
    return HardFacts(same=same, facts=tuple(counting), contradictions=tuple(contradictions))


def _named_in_contradictions(
    links: Iterable[Fact], facts: Sequence[Fact], sets: DisjointSets, torn: Collection[str]
) -> set[str]:
    """The sets that the links would unite although a fact says that they are of different persons.

    Those that are `torn` already unite nothing.
    """
    merged = DisjointSets()
    for link in links:
        linked = [name for name in map(sets.smallest, (*link.one, *link.other)) if name not in torn]
        merged.add((linked[0], name) for name in linked[1:])
    named: set[str] = set()
    for fact in facts:
        if not fact.same:
            one, other = ({*map(sets.smallest, ids)} - {*torn} for ids in (fact.one, fact.other))
            united = {*map(merged.smallest, one)} & {*map(merged.smallest, other)}
            named |= {name for name in one | other if merged.smallest(name) in united}
    return named


def _parted(ids: Iterable[str], named: Collection[str], sets: DisjointSets) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the ids whose sets are not named, and the others."""
    parts: tuple[list[str], list[str]] = [], []
    for found in ids:
        parts[sets.smallest(found) in named].append(found)
    return tuple(parts[0]), tuple(parts[1])


def _numbered_apart(rows: Mapping[tuple[str, str, str], Collection[str]]) -> Iterator[Fact]:
    """Author rows of one source with different homonym numbers; a work may have several of them."""
    for (source, number, row), (other_source, other_number, other_row) in combinations(sorted(rows), 2):
        if source == other_source and number != other_number:
            one, other = set(rows[source, number, row]), set(rows[source, other_number, other_row])
            if one - other and other - one:
                reason = f"{source} gives them the homonym numbers {number} and {other_number}"
                yield _fact("homonym number", False, one - other, other - one, reason)


def _twice_on_one_paper(papers: Mapping[str, Sequence[Authorship]]) -> Iterator[Fact]:
    for paper, authorships in papers.items():
        for a, b in combinations(authorships, 2):
            if a.author_ids.isdisjoint(b.author_ids):
                reason = f"the name stands twice in the author list of {paper}"
                yield _fact("one paper", False, {a.authorship_id}, {b.authorship_id}, reason)


def _fact(kind: FactKind, same: bool, one: Iterable[str], other: Iterable[str], reason: str) -> Fact:
    first, second = sorted((tuple(sorted(one)), tuple(sorted(other))), key=lambda ids: (not ids, ids))
    return Fact(kind=kind, same=same, one=first, other=second, reason=reason)
