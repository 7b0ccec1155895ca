"""The papers of a name in groups by the evidence of persons, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, Final, Literal

from graphapp.errors import InvalidArgument, NotFound
from graphapp.limits import check_limit
from graphapp.queries import Query, load_query
from graphapp.results.names import AuthorRow, CoauthorCount
from graphapp.results.papers import VenueCount
from graphapp.results.person_reasons import PersonReason
from graphapp.results.persons import (
    NOTICE,
    Attribution,
    GroupComparison,
    GroupedWork,
    PersonGroup,
    PersonGroups,
    PersonModel,
    PersonModelFacts,
    PersonReasons,
    WeightedLevel,
)
from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons import grouping, reasons
from graphapp.rules.persons.evidence import COAUTHOR_LEVELS, TITLE_LEVELS, VENUE_LEVELS, YEAR_LEVELS
from graphapp.rules.persons.statements import statement_facts
from graphapp.rules.persons.weights import HUNDREDTHS
from graphapp.services.author_rows import name_nodes, readings_of, spelling_of
from graphapp.services.near_names import unknown_name
from graphapp.services.person_evidence import Around, NameWork, name_works, surroundings_of
from graphapp.services.person_models import (
    UNKNOWN_RARITY,
    Learned,
    doubt_of,
    learned_for,
    nothing_learned,
    stored_model,
    weights_of,
)
from graphapp.services.source_records import source_records
from graphapp.services.statement_rows import statements_about
from graphapp.services.whole import whole_answers

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.rules.persons.authorships import Authorship, Surroundings

_COUNT_WORKS: Final = load_query("read/works_of_names")
_GROUPS_DRAWN: Final = load_query("browser/person_groups")
_MODEL: Final = load_query("read/person_model")

_MOST_ROWS: Final = 4 * grouping.MOST_GROUPED
"""Paper rows of a name that are read; several may state one work."""
_VENUES: Final = 3
_COAUTHORS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The groups of a name, and all that they were computed from."""

    key: str
    works: Mapping[str, NameWork]
    """By authorship_id."""
    left_out: int
    learned: Learned
    surroundings: Surroundings
    found: grouping.PersonGroups
    places: tuple[int, ...]
    """The places of the groups in `found`, in the order in which they are numbered."""
    names: Callable[[Iterable[str]], Mapping[str, str]]
    """The names to print for name keys."""

    @property
    def name(self) -> str:
        return spelling_of((row.name, 1) for work in self.works.values() for row in work.printed)

    def reasons(self, authorships: Iterable[str]) -> reasons.Reasons:
        """The reasons, which name coauthors of these authorships only."""
        coauthors = {name for key in authorships for name in self.works[key].authorship.coauthors}
        return reasons.Reasons(
            [work.authorship for work in self.works.values()],
            surroundings=self.surroundings,
            weights=self.learned.weights,
            found=self.found,
            shown=self.names(coauthors).__getitem__,
        )


@whole_answers
def person_groups(graph: Graph, name: str, *, comparisons: int = 20) -> PersonGroups:
    """The works of the author rows whose name is `name` ignoring case, in groups of one person as far as evidence goes.

    `comparisons` is how many of the pairs of groups of which nothing can be told are explained, by falling strength.
    Of a name with more than 1,000 works only the newest are grouped, and `left_out` counts the others.

    Raises NotFound, with similar names, for a name that no author row carries; InvalidArgument for a text that is not
    a name or a negative number; and Refused for a graph from which `graphapp learn` has to learn first.
    """
    check_limit(comparisons or None)
    grouped = grouped_works(graph, name)
    found, places = grouped.found, grouped.places
    shown = _shown_works(grouped)
    number_of = {place: number for number, place in enumerate(places, start=1)}
    pairs = [(one, other) for one, other in combinations(range(len(places)), 2)]
    undecided = [pair for pair in pairs if found.answer(*pair) == "cannot tell"]
    strongest = sorted(
        (pair for pair in undecided if pair in found.strengths),
        key=lambda pair: (-found.strengths[pair], sorted(map(number_of.__getitem__, pair))),
    )[:comparisons]
    compared = {key for pair in strongest for place in pair for key in found.groups[place].authorships}
    explained = grouped.reasons(compared)
    rarity = grouped.learned.expected_others.get(grouped.key)
    return PersonGroups(
        name=grouped.name,
        key=grouped.key,
        notice=NOTICE,
        summary=_summary(found, undecided, len(grouped.works), grouped.left_out),
        paper_count=len({work.shown.work_id for work in grouped.works.values()}) + grouped.left_out,
        left_out=grouped.left_out,
        group_count=len(places),
        expected_others=rarity,
        needed=found.cut.strength,
        why_needed=reasons.explain_cut(found.cut),
        model=_facts(graph, grouped.learned),
        groups=_groups(grouped, shown),
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
            closest=_both(compared.closest, _shown_works(grouped)),
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
        closest=_both((a, b), _shown_works(grouped)),
        reasons=_reasons(found),
    )


def person_model(graph: Graph) -> PersonModel:
    """What was learned of the whole graph: how much each level of evidence weighs, and from how much.

    Raises Refused when nothing was learned.
    """
    model = stored_model(graph)
    if model is None:
        raise nothing_learned()
    weights = weights_of(model)
    scales: list[tuple[Literal["coauthors", "title", "venue", "years"], Sequence[str], Sequence[int]]] = [
        ("coauthors", COAUTHOR_LEVELS, weights.coauthors),
        ("title", TITLE_LEVELS, weights.title),
        ("venue", VENUE_LEVELS, weights.venue),
        ("years", YEAR_LEVELS, weights.year),
    ]
    return PersonModel(
        works=model.works,
        names=model.names,
        revision=model.revision,
        version=weights.version,
        scale=model.scale,
        crowded=model.crowded,
        pairs_of_one=weights.pairs[0],
        pairs_of_two=weights.pairs[1],
        connected=weights.connected,
        doubt=doubt_of(model),
        levels=tuple(
            WeightedLevel(scale=scale, level=level, weight=weight / HUNDREDTHS)
            for scale, levels, found in scales
            for level, weight in zip(levels, found, strict=True)
        ),
    )


def person_groups_query(*, name: str, **_: object) -> tuple[Query, dict[str, Any]]:
    """The query that draws what ties the papers of a name in Neo4j Browser, with its parameters."""
    return _GROUPS_DRAWN, {"name": readings_of(name)[0].name_key}


def person_model_query(**_: object) -> tuple[Query, dict[str, Any]]:
    """The query that shows what was learned in Neo4j Browser, with its parameters."""
    return _MODEL, {}


def grouped_works(graph: Graph, name: str) -> Grouped:
    """The groups of a name as the rules give them, and what they come from. Raises what `person_groups` raises."""
    readings = readings_of(name)
    for reading in readings:
        key = reading.name_key
        works = {work.authorship.authorship_id: work for work in name_works(graph, [key], most=_MOST_ROWS)[key]}
        if works:
            break
    else:
        raise unknown_name(graph, readings[0])
    rows = [work.authorship for work in works.values()]
    total = len({row.paper_id for row in rows})
    if sum(len(work.printed) for work in works.values()) >= _MOST_ROWS:
        [counted] = graph.read(_COUNT_WORKS, dict[str, object], keys=[key], most_listed=1)
        total = int(str(counted["papers"]))
    rows = grouping.ordered(rows)[-grouping.MOST_GROUPED :]
    works = {row.authorship_id: works[row.authorship_id] for row in rows}
    learned = learned_for(graph, [key], rows)
    [surroundings] = surroundings_of(graph, [Around(rows, frozenset(row.paper_id for row in rows))], learned.numbers)
    found = grouping.group_persons(
        rows,
        expected_others=learned.expected_others.get(key, UNKNOWN_RARITY),
        surroundings=surroundings,
        weights=learned.weights,
        statements=statement_facts(statements_about(graph, name_keys=[key]), rows, key=key),
        doubt=learned.doubt,
    )

    def names(keys: Iterable[str]) -> dict[str, str]:
        return {key: node.name for key, node in name_nodes(graph, keys=sorted(set(keys))).items()}

    return Grouped(
        key=key,
        works=works,
        left_out=total - len({row.paper_id for row in rows}),
        learned=learned,
        surroundings=surroundings,
        found=found,
        places=_numbered(found, works),
        names=names,
    )


def _numbered(found: grouping.PersonGroups, works: Mapping[str, NameWork]) -> tuple[int, ...]:
    """The places of groups by falling number of works, then by falling newest year, then by the first authorship."""

    def order(place: int) -> tuple[int, int, str]:
        keys = found.groups[place].authorships
        newest = max(works[key].authorship.year or 0 for key in keys)
        return -len(keys), -newest, min(keys)

    return tuple(sorted(range(len(found.groups)), key=order))


def _shown_works(grouped: Grouped) -> dict[str, GroupedWork]:
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


def _both(keys: tuple[str, str], shown: Mapping[str, GroupedWork]) -> tuple[GroupedWork, GroupedWork]:
    one, other = keys
    return shown[one], shown[other]


def _groups(grouped: Grouped, shown: Mapping[str, GroupedWork]) -> tuple[PersonGroup, ...]:
    found, works = grouped.found, grouped.works
    members = [[works[key] for key in found.groups[place].authorships] for place in grouped.places]
    nearest = [_nearest(work.authorship for work in of) for of in members]
    names = grouped.names(key for counts in nearest for key, _ in counts)
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
                papers=tuple(shown[work.authorship.authorship_id] for work in sorted(of, key=_newest_first)),
            )
        )
    return tuple(groups)


def _newest_first(work: NameWork) -> tuple[int, str, str]:
    row = work.authorship
    return -(row.year if row.year is not None else -1), row.title.casefold(), row.authorship_id


def _nearest(rows: Iterable[Authorship]) -> list[tuple[str, int]]:
    counts = Counter(chain.from_iterable(row.coauthors for row in rows))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_COAUTHORS]


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
        closest=_both(compared.closest, shown),
        reasons=_reasons(compared.reasons),
    )


def _reasons(found: Iterable[reasons.Reason]) -> tuple[PersonReason, ...]:
    return tuple(PersonReason(kind=reason.kind, weight=reason.weight, words=reason.words) for reason in found)


def _facts(graph: Graph, learned: Learned) -> PersonModelFacts:
    model = learned.stored
    revision = max((record.revision for record in source_records(graph)), default=0)
    return PersonModelFacts(
        works=learned.numbers.works,
        revision=None if model is None else model.revision,
        is_current=model is None or model.revision == revision,
        doubt=learned.doubt,
    )


def _summary(
    found: grouping.PersonGroups, undecided: Sequence[tuple[int, int]], authorships: int, left_out: int
) -> str:
    """What the groups say of the number of people."""
    count = len(found.groups)
    papers = f"{authorships:,} paper{'' if authorships == 1 else 's'}"
    if left_out:
        papers = f"the newest {papers}"
    if count == 1:
        parts = len(found.groups[0].sure)
        if authorships == 1:
            return "The name has one paper."
        doubtful = f", though not surely: {parts} parts of them are held together by weak evidence" if parts > 1 else ""
        return f"Evidence holds {papers} together: they seem to be by one person{doubtful}."
    joined = DisjointSets()
    joined.add((f"{one}", f"{other}") for one, other in undecided)
    fewest = len({joined.smallest(f"{place}") for place in range(count)})
    if found.apart:
        fewest = max(fewest, 2)
    if fewest == count:
        return f"Evidence parts {papers} into {count:,} groups: they seem to be by {count:,} people."
    pairs = f"{len(undecided):,} pair{'' if len(undecided) == 1 else 's'} of groups"
    return (
        f"Evidence parts {papers} into {count:,} groups, and of {pairs} it cannot tell whether they are of one person: "
        f"they seem to be by {fewest:,} to {count:,} people."
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
    if answer != "same" and strength > found.cut.strength:
        return f"{compared}; the other papers of their groups speak against it"
    return compared


def _place(grouped: Grouped, number: int) -> int:
    if not 1 <= number <= len(grouped.places):
        raise NotFound(f"{grouped.name} has no group {number:,}; its groups are 1 to {len(grouped.places):,}")
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
