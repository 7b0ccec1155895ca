"""What people say about who is who: what it is about, when it contradicts itself, and which facts it gives.

A statement says that what it names is by the same person, or that no person of the one is a person of the other. It
names an authorship, an author row with all of its authorships, or a name with all of its author rows, or with those of
one homonym number. At the time of asking, an authorship is part of its row, and a row is part of its name.

So "same" makes one person of all that its two parts hold, and statements of "same" whose parts overlap are of one
person together. "Different" contradicts them where that person is on both of its sides.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Literal

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.hard_facts import Fact

ReferenceKind = Literal["name", "author row", "authorship"]

LONGEST_WHY: Final = 2_000
"""Maximum number of characters of a reason."""
LONGEST_WHO: Final = 200

_MOST_NAMED: Final = 5
"""Statements that a sentence lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a statement is about, and where that is in the graph at the time of asking."""

    kind: ReferenceKind
    name: str
    """The name, also of an author row, or under which the paper has the author."""
    name_key: str
    homonym: str | None = None
    """Of a name: only the author rows of this number, None for all. Of an author row, and of an authorship: its own."""
    author_id: str | None = None
    """None for a name."""
    paper_id: str | None = None
    """Of an authorship alone."""
    work_id: str | None = None
    """The work of the paper row; None for one that is not in the graph, and where there is no paper."""
    is_alone: bool = True
    """Of an authorship: whether the paper row has no other author of the name, who could be meant by another row."""
    typed: str | None = field(default=None, compare=False)
    """The name as a person typed it, for reading it by later rules; None where it is no name, or is not asked for."""
    in_graph: bool = True
    """Whether the graph has it."""

    @property
    def text(self) -> str:
        """In words."""
        if self.kind == "authorship":
            return f"{self.name!r} on {self.paper_id!r}"
        if self.kind == "author row":
            return f"the author row {self.author_id!r}"
        return f"the name {self.name!r}" if self.homonym is None else f"the name {self.name!r} of number {self.homonym}"

    @property
    def identity(self) -> str:
        """Equal for references to the same thing."""
        return self.parts[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """The identity of this, then of everything that this is a part of."""
        name = [_identity("name", self.name_key, "")]
        if self.homonym is not None:
            name.insert(0, _identity("name", self.name_key, self.homonym))
        if self.kind == "name":
            return tuple(name)
        # A row that is not in the graph has lost its id, but is still the same as another reference to it.
        row = _identity("author row", self.author_id or "", "")
        if self.kind == "author row":
            return (row, *name)
        return (_identity("authorship", self.paper_id or "", self.author_id or ""), row, *name)

    @property
    def of_work(self) -> str | None:
        """Equal for authorships of paper rows that state one work, if they are one author of it; else None."""
        if self.work_id is None or not self.is_alone:
            return None
        return _identity("author of a work", self.work_id, self.name_key)

    def overlaps(self, other: "Reference") -> bool:
        """Whether one is part of the other, or both are one author of a work."""
        if self.of_work is not None and self.of_work == other.of_work:
            return True
        return self.identity in other.parts or other.identity in self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One say of a person."""

    statement_id: int
    same: bool
    """Whether it says that they are by the same person; otherwise that they are by different people."""
    one: Reference
    other: Reference
    why: str
    who: str
    at: str
    """When it was said: ISO 8601 in UTC, to the second."""
    undone_at: str | None = None
    """None for a statement that stands."""
    undone_by: str | None = None

    @property
    def text(self) -> str:
        """What it says, in words."""
        said = "are the same person" if self.same else "are different people"
        return f"{self.one.text} and {self.other.text} {said}"

    @property
    def pair(self) -> frozenset[str]:
        """What it is about, whatever the order."""
        return frozenset((self.one.identity, self.other.identity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Statements that cannot be true together."""

    different: Statement
    """Says that two are different."""
    chain: tuple[Statement, ...]
    """Say together that they are the same; empty when the two of `different` overlap."""


def standing(statements: Iterable[Statement]) -> list[Statement]:
    """Those that are not undone, by their ids."""
    return sorted(
        (statement for statement in statements if statement.undone_at is None),
        key=lambda statement: statement.statement_id,
    )


def conflict(further: Iterable[Statement], earlier: Iterable[Statement]) -> Conflict | None:
    """What cannot be true if further statements join earlier ones; None when they contradict nothing.

    What the earlier ones contradict among themselves is no conflict: a graph that changes can bring that about, and it
    shall not keep anybody from saying something else. The order of the statements does not matter.
    """
    before = standing(earlier)
    together = standing([*before, *further])
    broken_before = {statement.statement_id for statement in _broken(before)}
    broken = next((found for found in _broken(together) if found.statement_id not in broken_before), None)
    return None if broken is None else Conflict(different=broken, chain=_chain(broken, together))


def statement_facts(statements: Iterable[Statement], authorships: Sequence[Authorship], *, key: str) -> list[Fact]:
    """The facts that statements give for the authorships of the name with this name key, sorted.

    Statements about other names count where they link this one: if A of this name is the same as B of another, and B
    the same as C of this name, then so are A and C. Undone statements give nothing. The order of the statements does
    not matter.
    """
    return facts_of_names(statements, {key: authorships})


def facts_of_names(statements: Iterable[Statement], authorships: Mapping[str, Sequence[Authorship]]) -> list[Fact]:
    """As `statement_facts`, for the authorships of several names together, by their name keys.

    All of them need different ids.
    """
    counting = standing(statements)
    extents = _Extents(authorships)
    people = _People(counting)
    linked = DisjointSets()
    facts: list[Fact] = []
    for statement in counting:
        if statement.same:
            ids = extents.of(statement.one) | extents.of(statement.other)
            linked.add((min(ids), found) for found in ids)
            facts += _fact(True, ids, set(), _reason(statement))
    for root, members in people.members().items():
        ids = set().union(*(extents.of(reference) for reference in members))
        if len({linked.smallest(found) for found in ids}) > 1:
            facts += _fact(True, ids, set(), _joint_reason(people.statements_of(root)))
    for statement in counting:
        if not statement.same:
            sides = (_side(reference, extents, people) for reference in (statement.one, statement.other))
            (one, by_one), (other, by_other) = sides
            using = sorted({*by_one, *by_other}, key=lambda found: found.statement_id)
            reason = _joint_reason([statement, *using]) if using else _reason(statement)
            facts += _fact(False, one, other, reason)
    return sorted(facts)


class _Extents:
    """Which authorships of some names a reference has."""

    def __init__(self, authorships: Mapping[str, Sequence[Authorship]]) -> None:
        self._all = {key: {row.authorship_id for row in rows} for key, rows in authorships.items()}
        self._of_number: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._of_row: defaultdict[str, set[str]] = defaultdict(set)
        self._of_paper: defaultdict[str, set[str]] = defaultdict(set)
        for key, authorship in ((key, row) for key, rows in authorships.items() for row in rows):
            self._of_paper[authorship.paper_id].add(authorship.authorship_id)
            for author_id in authorship.author_ids:
                self._of_row[author_id].add(authorship.authorship_id)
            for _, number, _ in authorship.numbered_rows:
                self._of_number[key, number].add(authorship.authorship_id)

    def of(self, reference: Reference) -> set[str]:
        """The ids of the authorships; empty for what is of another name, or not in the graph."""
        if reference.kind == "name":
            if reference.homonym is None:
                return set(self._all.get(reference.name_key, ()))
            return set(self._of_number.get((reference.name_key, reference.homonym), ()))
        of_row = self._of_row.get(reference.author_id or "", set())
        if reference.kind == "author row":
            return set(of_row)
        papers = (self._of_paper.get(paper or "", set()) for paper in (reference.paper_id, reference.work_id))
        return of_row & set().union(*papers)


class _People:
    """The parts of statements of "same" in sets, each of one person."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._same = [statement for statement in statements if statement.same]
        self._references: dict[str, Reference] = {}
        for statement in self._same:
            for reference in (statement.one, statement.other):
                self._references.setdefault(reference.identity, reference)
        self._sets = DisjointSets()
        self._sets.add((statement.one.identity, statement.other.identity) for statement in self._same)
        for identity, reference in self._references.items():
            self._sets.add((identity, whole) for whole in reference.parts[1:] if whole in self._references)
        of_work: dict[str, str] = {}
        for identity, reference in self._references.items():
            if reference.of_work is not None:
                self._sets.add([(of_work.setdefault(reference.of_work, identity), identity)])
        self._inside: defaultdict[str, set[str]] = defaultdict(set)
        for identity, reference in self._references.items():
            for part in _overlapped(reference):
                self._inside[part].add(self._sets.smallest(identity))

    def roots_of(self, reference: Reference) -> set[str]:
        """The sets that overlap the reference."""
        wholes = (whole for whole in reference.parts[1:] if whole in self._references)
        within = (self._inside.get(part, set[str]()) for part in _own(reference))
        return set(map(self._sets.smallest, wholes)).union(*within)

    def members(self) -> dict[str, list[Reference]]:
        """Each set with its parts."""
        found: defaultdict[str, list[Reference]] = defaultdict(list)
        for identity, reference in self._references.items():
            found[self._sets.smallest(identity)].append(reference)
        return found

    def statements_of(self, root: str) -> list[Statement]:
        """The statements of one set."""
        return [found for found in self._same if self._sets.smallest(found.one.identity) == root]

    def references_of(self, root: str) -> list[Reference]:
        """The parts of one set."""
        members = self._sets.members(root)
        return [self._references[member] for member in members if member in self._references]


def _side(reference: Reference, extents: _Extents, people: _People) -> tuple[set[str], list[Statement]]:
    """The authorships of a side of "different": its own or, of another name, those of the same people in this one.

    With the statements that make them the same people. Where the side has authorships of its own, "same" links them to
    the others already.
    """
    if own := extents.of(reference):
        return own, []
    roots = people.roots_of(reference)
    found: set[str] = set().union(
        *(extents.of(member) for root in roots for member in people.references_of(root)),
    )
    return found, list(chain.from_iterable(map(people.statements_of, roots))) if found else []


def _own(reference: Reference) -> tuple[str, ...]:
    """The identity of the reference, and that of the author of the work."""
    return (reference.identity,) if reference.of_work is None else (reference.identity, reference.of_work)


def _overlapped(reference: Reference) -> tuple[str, ...]:
    """What overlaps the reference: itself, what it is a part of, and other paper rows' authorships of the author."""
    return (*_own(reference), *reference.parts[1:])


def _broken(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements of "different" that the others, or their own parts, contradict."""
    people = _People(statements)
    for statement in statements:
        if not statement.same and (
            statement.one.overlaps(statement.other)
            or not people.roots_of(statement.one).isdisjoint(people.roots_of(statement.other))
        ):
            yield statement


def _chain(different: Statement, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """A short chain of statements of "same" from one side to the other, in its order."""
    if different.one.overlaps(different.other):
        return ()
    exactly: defaultdict[str, list[Statement]] = defaultdict(list)
    within: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.same:
            for reference in (statement.one, statement.other):
                exactly[reference.identity].append(statement)
                for part in _overlapped(reference):
                    within[part].append(statement)
    goal = different.other
    came_from: dict[int, Statement | None] = {}
    waiting: deque[Statement] = deque()

    def reach(reference: Reference, previous: Statement | None) -> None:
        overlapping = (
            *(within[part] for part in _own(reference)),
            *(exactly[whole] for whole in reference.parts[1:]),
        )
        for found in chain.from_iterable(overlapping):
            if found.statement_id not in came_from:
                came_from[found.statement_id] = previous
                waiting.append(found)

    reach(different.one, None)
    while waiting:
        statement = waiting.popleft()
        if statement.one.overlaps(goal) or statement.other.overlaps(goal):
            found = [statement]
            while (previous := came_from[found[0].statement_id]) is not None:
                found.insert(0, previous)
            return tuple(found)
        reach(statement.one, statement)
        reach(statement.other, statement)
    return ()


def _fact(same: bool, one: Collection[str], other: Collection[str], reason: str) -> Iterator[Fact]:
    """The fact, unless it says nothing: "same" of a single authorship, "different" of nothing."""
    if same and len(one) > 1:
        yield Fact(kind="statement", same=True, one=tuple(sorted(one)), reason=reason)
    elif not same and one and other:
        first, second = sorted((tuple(sorted(one)), tuple(sorted(other))))
        yield Fact(kind="statement", same=False, one=first, other=second, reason=reason)


def _reason(statement: Statement) -> str:
    return f"{statement.who} said so on {statement.at[:10]} (statement {statement.statement_id}: {statement.why})"


def _joint_reason(statements: Sequence[Statement]) -> str:
    if len(statements) == 1:
        return _reason(statements[0])
    numbers = [str(statement.statement_id) for statement in statements[:_MOST_NAMED]]
    more = len(statements) - len(numbers)
    listed = f"{', '.join(numbers)} and {more:,} more" if more else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    people = ", ".join(dict.fromkeys(statement.who for statement in statements[:_MOST_NAMED]))
    return f"it follows from what {people} said (statements {listed})"


def _identity(kind: ReferenceKind | Literal["author of a work"], id: str, detail: str) -> str:
    # No id, key or number has this character, since it is a control character.
    return "\x1f".join((kind, id, detail))
