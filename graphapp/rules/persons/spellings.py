"""Whether somebody writes under two spellings of a name: "same" or "cannot tell", never "different".

"Same" says that a person stands behind papers of both spellings, not that all papers of both are by one person. Hard
facts come first: a person's say, one ORCID, one person record of a source. A paper whose author list has both spellings
says that they are two people; others may still write under both, so the answer is then "cannot tell". Else the
strongest evidence between two papers, one of each spelling, must be well above what the more common spelling needs to
join two groups. How rare a spelling is says nothing of how rare two people with spellings of one name are, so evidence
that speaks against one person is never enough, however rare both are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.evidence import NameEvidence
from graphapp.rules.persons.grouping import SURE_ABOVE, Cut, find_cut, ordered
from graphapp.rules.persons.hard_facts import Fact, HardFacts, settle_facts, stated_facts
from graphapp.rules.persons.reasons import Reason, hard_facts
from graphapp.rules.persons.statements import Statement, facts_of_names
from graphapp.rules.persons.weights import HUNDREDTHS, Weights

MOST_COMPARED: Final = 50
"""Of each spelling the newest papers are compared: time grows with the product of their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A spelling of a name with its newest papers."""

    key: str
    """The name key."""
    rows: tuple[Authorship, ...]
    expected_others: float | None
    """The expected number of other persons of the spelling; None where the graph is too small to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingEvidence:
    """What the papers of two spellings say."""

    answer: Literal["same", "cannot tell"]
    summary: str
    strength: float | None
    """The greatest sum of weights between two papers, one of each; None where no two papers can be compared."""
    needed: float | None
    """Above this the evidence says "same"; None where only hard facts do."""
    closest: tuple[Authorship, ...]
    """The two papers of that strength, the one of the first spelling first; else empty."""
    facts: tuple[Reason, ...]
    """The hard facts that decide; empty where evidence does."""


def side_by_side(one: Spelling, other: Spelling) -> tuple[Spelling, Spelling]:
    """Both with ids that differ, without each other among the coauthors, and with the newest papers alone."""

    def prepared(spelling: Spelling, side: int) -> Spelling:
        rows = ordered(spelling.rows)[-MOST_COMPARED:]
        return replace(
            spelling,
            rows=tuple(
                replace(
                    row,
                    authorship_id=f"{side} {row.authorship_id}",
                    coauthors=row.coauthors - {one.key, other.key},
                )
                for row in rows
            ),
        )

    return prepared(one, 1), prepared(other, 2)


def compare_spellings(
    one: Spelling,
    other: Spelling,
    *,
    surroundings: Surroundings,
    weights: Weights,
    statements: Iterable[Statement] = (),
    shared_papers: int = 0,
    doubt: str | None = None,
) -> SpellingEvidence:
    """What the papers of two spellings say, after `side_by_side`; the same whatever the order of papers.

    `shared_papers` counts the papers whose author lists have both. `doubt` says why rarity is not known, where it is
    not.
    """
    rows = (*one.rows, *other.rows)
    # Homonym numbers are of one spelling each, and equal or unequal ones of two say nothing.
    identifiers = [fact for fact in stated_facts(rows) if fact.kind == "identifier"]
    facts = settle_facts([*facts_of_names(statements, {one.key: one.rows, other.key: other.rows}), *identifiers])
    closest, strength = _closest(one.rows, other.rows, surroundings=surroundings, weights=weights, facts=facts)
    cut = _cut(one, other)
    needed = None if cut is None else max(cut.strength, 0.0) + SURE_ABOVE
    apart = _between(one, other, [fact for fact in facts.facts if not fact.same])
    deciding: tuple[Reason, ...] = ()
    answer: Literal["same", "cannot tell"] = "cannot tell"
    if linking := _linking(one, other, facts):
        answer, deciding = "same", linking
        summary = "same: a hard fact says so"
    elif shared_papers:
        count = f"{shared_papers:,} paper{' lists' if shared_papers == 1 else 's list'}"
        words = f"different persons, because {count} both names"
        deciding = (Reason(kind="hard fact", weight=None, words=words), *apart)
        summary = f"cannot tell: {count} both names, so they are two people there; one may still use both"
    elif strength is None:
        deciding = apart
        summary = f"cannot tell: {'hard facts keep all papers apart' if apart else 'one of the names has no papers'}"
    else:
        said = f"the evidence for one person is {strength:+.1f} on a logarithmic scale"
        if needed is None or cut is None:
            summary = f"cannot tell: {said}, but {doubt or 'nobody knows how rare the names are'}"
        else:
            answer = "same" if strength > needed else "cannot tell"
            summary = f"{answer}: {said}, and more than {needed:+.1f} is needed, since {_why(cut)}"
    return SpellingEvidence(
        answer=answer, summary=summary, strength=strength, needed=needed, closest=closest, facts=deciding
    )


def _cut(one: Spelling, other: Spelling) -> Cut | None:
    """What the spelling that needs more evidence needs; None where it is not known of both."""
    if one.expected_others is None or other.expected_others is None:
        return None
    cuts = find_cut(one.rows, one.expected_others), find_cut(other.rows, other.expected_others)
    return max(cuts, key=lambda cut: (cut.strength, cut.expected_others))


def _why(cut: Cut) -> str:
    if cut.strength <= 0:
        return "both names are rare"
    many = f"about {cut.expected_others:.1f} other persons of the more common name are expected"
    return (
        f"{many} and its papers make {cut.islands:,} islands without a shared coauthor" if cut.fragmentation else many
    )


def _closest(
    one: Sequence[Authorship],
    other: Sequence[Authorship],
    *,
    surroundings: Surroundings,
    weights: Weights,
    facts: HardFacts,
) -> tuple[tuple[Authorship, ...], float | None]:
    """The two papers of the strongest evidence that no fact keeps apart, of equal ones the newest; and the strength."""
    set_of = {key: keys[0] for keys in facts.same for key in keys}
    apart = {
        pair
        for fact in facts.facts
        if not fact.same
        for a, b in product(*({set_of.get(key, key) for key in keys} for keys in (fact.one, fact.other)))
        for pair in ((a, b), (b, a))
    }
    scores = NameEvidence([*one, *other], surroundings).scores(weights)[: len(one), len(one) :].tolist()
    best: tuple[int, int, int] | None = None
    for a, b in product(range(len(one)), range(len(other))):
        ids = (one[a].authorship_id, other[b].authorship_id)
        if not apart or (set_of.get(ids[0], ids[0]), set_of.get(ids[1], ids[1])) not in apart:
            found = scores[a][b], a, b
            best = found if best is None else max(best, found)
    if best is None:
        return (), None
    score, a, b = best
    return (one[a], other[b]), score / HUNDREDTHS


def _between(one: Spelling, other: Spelling, facts: Iterable[Fact]) -> tuple[Reason, ...]:
    return hard_facts(facts, *({row.authorship_id for row in spelling.rows} for spelling in (one, other)))


def _linking(one: Spelling, other: Spelling, facts: HardFacts) -> tuple[Reason, ...]:
    """The facts that make papers of the two be by one person; where only a chain of facts does, the chain."""
    same = [fact for fact in facts.facts if fact.same]
    if direct := _between(one, other, same):
        return direct
    ids, others = ({row.authorship_id for row in spelling.rows} for spelling in (one, other))
    united = {key for keys in facts.same if not ids.isdisjoint(keys) and not others.isdisjoint(keys) for key in keys}
    return hard_facts(same, united, united)
