"""Whether the person behind a name also writes under other spellings of it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from graphapp.chunks import chunks
from graphapp.queries import load_query
from graphapp.results.person_reasons import PersonEvidence, PersonReason
from graphapp.rules.persons.hard_facts import NO_FACTS
from graphapp.rules.persons.reasons import PaperReasons, Reason
from graphapp.rules.persons.spellings import (
    MOST_COMPARED,
    Spelling,
    SpellingEvidence,
    compare_spellings,
    side_by_side,
)
from graphapp.services.author_rows import name_nodes
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.person_evidence import Around, newest_works, surroundings_of, work_counts
from graphapp.services.person_models import Learned, learned_for, rarity_of
from graphapp.services.statement_rows import statements_about

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.rules.persons.authorships import Surroundings
    from graphapp.rules.persons.statements import Statement
    from graphapp.rules.persons.weights import Weights

_PAPERS_OF_TWO_NAMES: Final = load_query("read/papers_of_two_names")

_AT_ONCE: Final = 50
"""Spellings that are in memory together."""
_MOST_ROWS: Final = 2 * MOST_COMPARED
"""Paper rows of a name that are read; several may state one work."""


def spelling_evidence(graph: Graph, key: str, others: Sequence[str]) -> dict[str, PersonEvidence]:
    """For each of the other name keys, whether a person of the name with this key also writes under it.

    All sources count, and of each name at most its newest 50 works. The name itself need not be in the graph.
    Raises Refused for a graph from which `graphapp learn` has to learn first.
    """
    return {
        other: evidence
        for chunk in chunks(others, _AT_ONCE)
        for other, evidence in _evidence_of(graph, key, chunk).items()
    }


def _evidence_of(graph: Graph, key: str, others: Sequence[str]) -> dict[str, PersonEvidence]:
    keys = [key, *others]
    newest = newest_works(graph, keys, most=_MOST_ROWS)
    works = newest.works
    learned = learned_for(graph, keys, [work.authorship for name in keys for work in works[name]])
    counts = work_counts(graph, newest)
    spellings = {
        name: Spelling(
            key=name,
            rows=tuple(work.authorship for work in works[name]),
            expected_others=rarity_of(learned, name, papers=counts[name]),
        )
        for name in keys
    }
    pairs = [(spellings[key], spellings[other]) for other in others]
    statements = statements_about(graph, name_keys=keys)
    shared = {
        str(row["key"]): int(str(row["papers"]))
        for row in graph.read(_PAPERS_OF_TWO_NAMES, dict[str, object], key=key, others=others)
    }
    compared = compare(CoauthorWorks(graph), pairs, learned, statements, [shared.get(other, 0) for other in others])
    found = [evidence for evidence, _ in compared]
    named = {name for each in found if not each.facts for row in each.closest for name in row.coauthors}
    names = {name: node.name for name, node in name_nodes(graph, keys=sorted(named)).items()}
    venues = {
        work.shown.venue_id: work.shown.venue
        for name in keys
        for work in works[name]
        if work.shown.venue_id is not None and work.shown.venue is not None
    }
    shown_paper = {(name, work.authorship.paper_id): work.shown.paper_id for name in keys for work in works[name]}
    return {
        other: PersonEvidence(
            answer=each.answer,
            summary=each.summary,
            strength=each.strength,
            needed=each.needed,
            closest=tuple(
                shown_paper[name, row.paper_id] for name, row in zip((key, other), each.closest, strict=False)
            ),
            reasons=tuple(
                PersonReason(kind=reason.kind, weight=reason.weight, words=reason.words)
                for reason in each.facts or _reasons(each, around, learned.weights, names, venues)
            ),
        )
        for other, (each, around) in zip(others, compared, strict=True)
    }


def compare(
    coauthors: CoauthorWorks,
    pairs: Sequence[tuple[Spelling, Spelling]],
    learned: Learned,
    statements: Sequence[Statement],
    shared_papers: Sequence[int],
) -> list[tuple[SpellingEvidence, Surroundings]]:
    """For each pair of spellings what their papers say, and what surrounds them.

    `shared_papers` has for each pair the number of papers whose author lists have both.
    """
    prepared = [side_by_side(one, other) for one, other in pairs]
    surroundings = surroundings_of(
        coauthors,
        [
            Around((*one.rows, *other.rows), {row.paper_id for row in (*one.rows, *other.rows)})
            for one, other in prepared
        ],
        learned.numbers,
    )
    return [
        (
            compare_spellings(
                one,
                other,
                surroundings=around,
                weights=learned.weights,
                statements=statements,
                shared_papers=shared,
                doubt=learned.doubt,
            ),
            around,
        )
        for (one, other), around, shared in zip(prepared, surroundings, shared_papers, strict=True)
    ]


def _reasons(
    found: SpellingEvidence,
    surroundings: Surroundings,
    weights: Weights,
    names: Mapping[str, str],
    venues: Mapping[str, str],
) -> tuple[Reason, ...]:
    """What the two closest papers have in common and have not."""
    if not found.closest:
        return ()
    one, other = found.closest
    reasons = PaperReasons(
        found.closest,
        surroundings=surroundings,
        weights=weights,
        facts=NO_FACTS,
        shown=names.__getitem__,
        venues=venues,
    )
    return reasons.between_papers(one.authorship_id, other.authorship_id)
