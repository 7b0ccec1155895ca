"""Groups of person evidence measured against known persons, name by name, beside simple rules on the same names."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from graphapp.rules.persons.agreement import (
    DRAWS,
    Agreement,
    Answer,
    AnswerShares,
    AnswerTally,
    Columns,
    Tally,
    agreement,
    answer_shares,
    draw,
    interval,
    tally,
    tally_answers,
)
from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.trivial import GATED_RULE, RULES, rarity_gate

PERSON_GROUPS: Final = "person groups"

_TALLY: Final = len(Tally._fields)
_OWN: Final = len(Agreement._fields)
_WIDTH: Final = _TALLY + _OWN
"""Numbers of one name and rule: its tally, and its own figures."""
_PAIR_F: Final = Agreement._fields.index("pair_f")
_B3_F: Final = Agreement._fields.index("b3_f")

Interval = tuple[float, float]


class RuleScore(NamedTuple):
    """The figures of one rule over some names: of all pairs and papers together, or means of the names' own."""

    rule: str
    by_name: bool
    figures: Agreement
    pair_f: Interval
    b3_f: Interval


class AnswerScore(NamedTuple):
    """How often there is an answer over some names, and how often it is right; intervals None as the shares are."""

    pairs: int
    shares: AnswerShares
    coverage: Interval | None
    same_right: Interval | None
    different_right: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroups:
    """What is said of the authorships of one name."""

    groups: Mapping[str, Hashable]
    """Authorship -> its group."""
    answer: Callable[[str, str], Answer]
    """Between two authorships."""
    expected_others: float | None
    """The expected number of other persons of the name; None when nobody knows."""


class Scores:
    """What is counted of names: some hundred numbers a name, whatever the number of its papers."""

    def __init__(self) -> None:
        self._rules = (PERSON_GROUPS, *RULES, GATED_RULE)
        self._answers_at = _WIDTH * len(self._rules)
        self._persons_at = self._answers_at + len(AnswerTally._fields)
        self._columns = Columns(self._persons_at + 3)
        self._rarity_is_known = True

    def add(self, persons: Mapping[str, str], said: NameGroups, authorships: Sequence[Authorship]) -> None:
        """One more name: the person of each authorship that is known, at least one; what is said; all authorships."""
        by_rule: list[Mapping[str, Hashable]] = [said.groups, *(rule(authorships) for rule in RULES.values())]
        if said.expected_others is None:
            self._rarity_is_known = False
        by_rule.append(rarity_gate(authorships, expected_others=said.expected_others or 0.0))
        tallies = [tally(groups, persons) for groups in by_rule]
        several = len(set(persons.values())) > 1
        said_several = len({said.groups[paper] for paper in persons}) > 1
        self._columns.add(
            [
                *chain.from_iterable((*counted, *agreement(counted)) for counted in tallies),
                *tally_answers(said.answer, persons),
                len(set(persons.values())),
                several,
                said_several == several,
            ]
        )

    @property
    def all(self) -> Sequence[int]:
        """The places of all names."""
        return range(len(self._columns))

    @property
    def ambiguous(self) -> Sequence[int]:
        """The places of the names of several persons."""
        return self._columns.where(self._persons_at + 1)

    @property
    def papers(self) -> int:
        """How many authorships have a known person."""
        [papers] = self._columns.sums(self.all, [Tally._fields.index("papers")])
        return int(papers)

    @property
    def persons(self) -> int:
        """How many persons the names have."""
        [persons] = self._columns.sums(self.all, [self._persons_at])
        return int(persons)

    @property
    def one_or_several_right(self) -> float:
        """The share of names of which the groups say rightly whether they have one person or several."""
        [right] = self._columns.sums(self.all, [self._persons_at + 2])
        return right / len(self._columns)

    def measure(self, names: Sequence[int], *, draws: int = DRAWS) -> tuple[list[RuleScore], AnswerScore]:
        """The figures of each rule, and of the answers, over the names at these places, of which there is one or more.

        The rule that needs the rarity of names is left out when a name had none.
        """
        rules = self._rules if self._rarity_is_known else self._rules[:-1]
        sums = self._columns.sums(names)
        counted = AnswerTally(*map(int, sums[self._answers_at : self._persons_at]))
        drawn, drawn_answers = self._drawn(names, len(rules), draws)
        scores = [
            RuleScore(
                rule=rule,
                by_name=by_name,
                figures=Agreement(*(total / len(names) for total in own)) if by_name else agreement(together),
                pair_f=_certain(interval([figures[number][by_name][0] for figures in drawn])),
                b3_f=_certain(interval([figures[number][by_name][1] for figures in drawn])),
            )
            for number, rule in enumerate(rules)
            for together, own in [_of_rule(sums[number * _WIDTH : (number + 1) * _WIDTH])]
            for by_name in (False, True)
        ]
        return scores, AnswerScore(
            pairs=int(sum(counted)),
            shares=answer_shares(counted),
            coverage=interval([shares.coverage for shares in drawn_answers]),
            same_right=interval([shares.same_right for shares in drawn_answers]),
            different_right=interval([shares.different_right for shares in drawn_answers]),
        )

    def _drawn(
        self, names: Sequence[int], rules: int, draws: int
    ) -> tuple[list[list[tuple[Interval, Interval]]], list[AnswerShares]]:
        """For each draw: of each rule both F together and both F by name; and the shares of answers."""
        wanted = [
            rule * _WIDTH + place
            for rule in range(rules)
            for place in (*range(_TALLY), _TALLY + _PAIR_F, _TALLY + _B3_F)
        ]
        wanted += range(self._answers_at, self._persons_at)
        of_rules: list[list[tuple[Interval, Interval]]] = []
        of_answers: list[AnswerShares] = []
        for drawn in draw(names, draws=draws):
            sums = iter(self._columns.sums(drawn, wanted))
            of_rules.append([_both_f(sums, len(names)) for _ in range(rules)])
            of_answers.append(answer_shares(AnswerTally(*sums)))
        return of_rules, of_answers


def _of_rule(sums: Sequence[float]) -> tuple[Tally, Sequence[float]]:
    return Tally(*sums[:_TALLY]), sums[_TALLY:]


def _both_f(sums: Iterator[float], names: int) -> tuple[Interval, Interval]:
    together = agreement(Tally(*(next(sums) for _ in Tally._fields)))
    return (together.pair_f, together.b3_f), (next(sums) / names, next(sums) / names)


def _certain(found: Interval | None) -> Interval:
    if found is None:
        raise ValueError("figures of groups are never unknown")
    return found
