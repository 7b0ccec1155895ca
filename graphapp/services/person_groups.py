"""The papers of a name in groups by the evidence of persons, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_limit, check_texts
from graphapp.queries import Query, load_query
from graphapp.results.person_reasons import PersonReason
from graphapp.results.persons import (
    NOTICE,
    GroupComparison,
    GroupedWork,
    OtherSpelling,
    PersonGroups,
    PersonModelFacts,
    PersonReasons,
)
from graphapp.rules.persons import grouping, reasons
from graphapp.services.author_rows import readings_of
from graphapp.services.group_members import both, described_groups, shown_works
from graphapp.services.grouped_works import Grouped, grouped_few, grouped_works
from graphapp.services.people import groups_of, other_spellings, with_spellings
from graphapp.services.person_evidence import NameWork
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph

_GROUPS_DRAWN: Final = load_query("browser/person_groups")

_MOST_SPELLED: Final = 20
"""Groups of a name whose other spellings are looked for."""


@whole_answers
def person_groups(graph: Graph, name: str, *, comparisons: int = 20, spellings: bool = False) -> PersonGroups:
    """The works of the author rows whose name is `name` ignoring case, in groups of one person as far as evidence goes.

    `comparisons` is how many of the pairs of groups of which nothing can be told are explained, by falling strength.
    Of a name with more than 1,000 works only the newest are grouped, and `left_out` counts the others. With `spellings`
    the first twenty groups have the other names under which their person writes; that takes several times longer.

    Raises NotFound, with similar names, for a name that no author row carries; InvalidArgument for a text that is not
    a name or a negative number; and Refused for a graph from which `graphapp learn` has to learn first.
    """
    check_limit(comparisons or None)
    return _groups(graph, grouped_works(graph, name), comparisons=comparisons, spellings=spellings)


@whole_answers
def few_person_groups(graph: Graph, name: str, *, most: int) -> PersonGroups | None:
    """As `person_groups` without comparisons; None for a name that no author row carries, or of more than `most` works.

    That a name has more is known in a small part of the time.
    """
    grouped = grouped_few(graph, name, most=most)
    return None if grouped is None else _groups(graph, grouped, comparisons=0, spellings=False)


def _groups(graph: Graph, grouped: Grouped, *, comparisons: int, spellings: bool) -> PersonGroups:
    found, places = grouped.found, grouped.places
    shown = shown_works(grouped)
    # The name may stand on a work twice.
    works = len({work.shown.work_id for work in grouped.works.values()})
    number_of = {place: number for number, place in enumerate(places, start=1)}
    pairs = [(one, other) for one, other in combinations(range(len(places)), 2)]
    undecided = [pair for pair in pairs if found.answer(*pair) == "cannot tell"]
    strongest = sorted(
        (pair for pair in undecided if pair in found.strengths),
        key=lambda pair: (-found.strengths[pair], sorted(map(number_of.__getitem__, pair))),
    )[:comparisons]
    compared = {key for pair in strongest for place in pair for key in found.groups[place].authorships}
    explained = grouped.reasons(compared)
    return PersonGroups(
        name=grouped.name,
        key=grouped.key,
        missing_number=grouped.missing_number,
        notice=NOTICE,
        summary=_summary(found, undecided, works, grouped.left_out),
        paper_count=works + grouped.left_out,
        left_out=grouped.left_out,
        group_count=len(places),
        expected_others=found.cut.expected_others,
        needed=found.cut.strength,
        why_needed=reasons.explain_cut(found.cut),
        model=_facts(grouped),
        groups=described_groups(grouped, shown, _spellings(graph, grouped) if spellings else None),
        comparisons=tuple(
            _comparison(explained, one, other, number_of, shown)
            for one, other in (sorted(pair, key=number_of.__getitem__) for pair in strongest)
        ),
        undecided_count=len(undecided),
        different_count=len(pairs) - len(undecided),
        contradictions=reasons.explain_contradictions(found.facts),
    )


@whole_answers
def explain_persons(graph: Graph, name: str, *, one: str, other: str) -> PersonReasons:
    """Why two works of a name, or two groups of them, are taken to be by one person, by two, or neither.

    `one` and `other` are the numbers of groups, as `person_groups` numbers them, or ids of papers or works of the name;
    where the name stands on a work twice, the ids of `person_groups` say which.

    Raises what `person_groups` raises; NotFound for a group or paper that the name has not, and InvalidArgument for a
    group and a paper, or one and the same twice.
    """
    check_texts(one=one, other=other)
    grouped = grouped_works(graph, name)
    are_groups = [text.isascii() and text.isdigit() for text in (one, other)]
    if are_groups[0] != are_groups[1]:
        raise InvalidArgument(
            "a group cannot be compared with a paper; give two numbers of groups or two ids of papers"
        )
    if all(are_groups):
        first, second = (_place(grouped, int(text)) for text in (one, other))
        if first == second:
            raise InvalidArgument(f"group {one} is compared with itself; give two groups")
        keys = {key for place in (first, second) for key in grouped.found.groups[place].authorships}
        compared = grouped.reasons(keys).between_groups(first, second)
        return PersonReasons(
            name=grouped.name,
            key=grouped.key,
            one=f"group {int(one)}",
            other=f"group {int(other)}",
            answer=compared.answer,
            summary=compared.summary,
            needed=compared.needed,
            why_needed=reasons.explain_cut(grouped.found.cut),
            strength=compared.strength,
            closest=both(compared.closest, shown_works(grouped)),
            reasons=_reasons(compared.reasons),
        )
    a, b = (_work(grouped, text) for text in (one, other))
    if a == b:
        raise InvalidArgument(f"{one} and {other} are one work of {grouped.name}; give two")
    found = grouped.reasons((a, b)).between_papers(a, b)
    strength = sum(reason.weight for reason in found if reason.weight is not None)
    answer = grouped.found.answers()(a, b)
    by_fact = any(reason.weight is None for reason in found)
    return PersonReasons(
        name=grouped.name,
        key=grouped.key,
        one=_titled(grouped.works[a]),
        other=_titled(grouped.works[b]),
        answer=answer,
        summary=_summary_of_papers(answer, strength, grouped.found, by_fact=by_fact),
        needed=grouped.found.cut.strength,
        why_needed=reasons.explain_cut(grouped.found.cut),
        strength=strength,
        closest=both((a, b), shown_works(grouped)),
        reasons=_reasons(found),
    )


def person_groups_query(*, name: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws what ties the papers of a name in Neo4j Browser, with its parameters."""
    return _GROUPS_DRAWN, {"name": readings_of(name)[0].name_key}


def _spellings(graph: Graph, grouped: Grouped) -> list[tuple[OtherSpelling, ...]]:
    """For each of the first groups the other names of its person, with all of the person's works there."""
    first = groups_of(grouped)[:_MOST_SPELLED]
    return [
        other_spellings(person, own, frozenset[str]().union(*(group.work_ids for group in person.groups)))
        for own, person in zip(first, with_spellings(graph, first).people, strict=True)
    ]


def _comparison(
    explained: reasons.Reasons,
    one: int,
    other: int,
    number_of: Mapping[int, int],
    shown: Mapping[str, GroupedWork],
) -> GroupComparison:
    compared = explained.between_groups(one, other)
    return GroupComparison(
        one=number_of[one],
        other=number_of[other],
        answer=compared.answer,
        strength=compared.strength,
        needed=compared.needed,
        summary=compared.summary,
        closest=both(compared.closest, shown),
        reasons=_reasons(compared.reasons),
    )


def _reasons(found: Iterable[reasons.Reason]) -> tuple[PersonReason, ...]:
    return tuple(PersonReason(kind=reason.kind, weight=reason.weight, words=reason.words) for reason in found)


def _facts(grouped: Grouped) -> PersonModelFacts:
    learned = grouped.learned
    model = learned.stored
    return PersonModelFacts(
        works=learned.numbers.works,
        revision=None if model is None else model.revision,
        is_current=learned.is_current,
        doubt=grouped.found.doubt,
    )


def _summary(found: grouping.PersonGroups, undecided: Sequence[tuple[int, int]], works: int, left_out: int) -> str:
    """What the groups say of the number of people."""
    count = len(found.groups)
    papers = f"{works:,} paper{'' if works == 1 else 's'}"
    if left_out:
        papers = f"the newest {papers}"
    if count == 1:
        parts = len(found.groups[0].sure)
        if works == 1:
            return "The name has one paper."
        doubtful = f", though not surely: {parts} parts of them are held together by weak evidence" if parts > 1 else ""
        return f"Evidence holds {papers} together: they seem to be by one person{doubtful}."
    fewest = grouping.fewest_people(count, undecided)
    if fewest == count:
        return f"Evidence parts {papers} into {count:,} groups: that would be {count:,} people."
    pairs = f"{len(undecided):,} pair{'' if len(undecided) == 1 else 's'} of groups"
    return (
        f"Evidence parts {papers} into {count:,} groups, and of {pairs} it cannot tell whether they are of one person: "
        f"that would be {fewest:,} to {count:,} people."
    )


def _summary_of_papers(answer: grouping.Answer, strength: float, found: grouping.PersonGroups, *, by_fact: bool) -> str:
    if by_fact:
        return f"{answer}: a hard fact says so"
    compared = (
        f"{answer}: between the two papers alone, the evidence for one person is {strength:+.1f} on a logarithmic "
        f"scale, and {found.cut.strength:+.1f} is needed"
    )
    if answer == "same" and strength <= found.cut.strength:
        return f"{compared}; other papers of their group connect them"
    if answer == "cannot tell" and found.doubt is not None:
        return f"{compared}, or more where the name is common: {found.doubt}"
    if answer != "same" and strength > found.cut.strength:
        return f"{compared}; the other papers of their groups speak against it"
    return compared


def _place(grouped: Grouped, number: int) -> int:
    if not 1 <= number <= len(grouped.places):
        count = len(grouped.places)
        groups = f"its groups are 1 to {count:,}" if count > 1 else "its papers are one group"
        raise NotFound(f"{grouped.name} has no group {number:,}; {groups}")
    return grouped.places[number - 1]


def _work(grouped: Grouped, text: str) -> str:
    if text in grouped.works:
        return text
    found = [
        key for key, work in grouped.works.items() if text == work.shown.work_id or text in work.authorship.paper_ids
    ]
    if not found:
        raise NotFound(
            f"{text!r} is no paper of {grouped.name} that is grouped; `graphapp person-groups` shows their ids"
        )
    if len(found) > 1:
        raise InvalidArgument(f"{grouped.name} stands on {text} more than once; give {' or '.join(sorted(found))}")
    return found[0]


def _titled(work: NameWork) -> str:
    year = f", {work.shown.year}" if work.shown.year is not None else ""
    return f"{work.shown.title}{year} ({work.shown.paper_id})"
