"""How well groups of the papers of names, and the answers between them, agree with persons that are known.

Pairs: of the pairs of papers of one name that a rule joins, the share by one person (precision); of the pairs by one
person, the share that it joins (recall). B3 (Bagga and Baldwin, 1998): for each paper, the share of its group that is
by its person (precision), and the share of its person's papers that are in its group (recall). F is 2PR/(P+R).

Over many names, the figures are either of all their pairs and papers together, where a name of many papers counts for
much, or the means of the figures of each name, where every name counts the same.
"""

import random
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from operator import itemgetter
from typing import Final, Literal, NamedTuple

Answer = Literal["same", "different", "cannot tell"]

DRAWS: Final = 1_000
_SEED: Final = 1
"""The same names give the same intervals."""
_LOW, _HIGH = 0.025, 0.975


class Tally(NamedTuple):
    """What the figures of one name are computed from; the sums over many names give their figures together."""

    right: float
    """Pairs of papers by one person that a rule joins."""
    joined: float
    """Pairs that it joins."""
    alike: float
    """Pairs by one person."""
    precision: float
    """The sum of the precisions of the papers."""
    recall: float
    papers: float


class Agreement(NamedTuple):
    """Figures from 0 to 1. A precision without any joined pair is 1, as is a recall without any pair by one person."""

    pair_precision: float
    pair_recall: float
    pair_f: float
    b3_precision: float
    b3_recall: float
    b3_f: float


class AnswerTally(NamedTuple):
    """How many pairs of papers got each answer; each time first those by one person, then those by two."""

    same_of_one: float
    same_of_two: float
    different_of_one: float
    different_of_two: float
    unknown_of_one: float
    unknown_of_two: float


class AnswerShares(NamedTuple):
    """How often there is an answer, and how often it is right: shares from 0 to 1, None for those of nothing."""

    coverage: float | None
    """The share of pairs of which the answer is not "cannot tell"."""
    same_share: float | None
    """The share of pairs of which the answer is "same"."""
    same_right: float | None
    """The share of these that are by one person."""
    same_recall: float | None
    """The share of the pairs by one person of which the answer is "same"."""
    different_share: float | None
    different_right: float | None
    different_recall: float | None


def tally(groups: Mapping[str, Hashable], persons: Mapping[str, str]) -> Tally:
    """Of one name. `persons` has the person of each paper that is known, and `groups` the group of at least these."""
    both = Counter((groups[paper], person) for paper, person in persons.items())
    of_group = Counter(groups[paper] for paper in persons)
    of_person = Counter(persons.values())
    return Tally(
        right=sum(comb(count, 2) for count in both.values()),
        joined=sum(comb(count, 2) for count in of_group.values()),
        alike=sum(comb(count, 2) for count in of_person.values()),
        precision=sum(count * count / of_group[group] for (group, _), count in both.items()),
        recall=sum(count * count / of_person[person] for (_, person), count in both.items()),
        papers=len(persons),
    )


def agreement(counted: Tally) -> Agreement:
    """The figures of a tally, of one name or of the sums over several; there is at least one paper."""
    right, joined, alike, precision, recall, papers = counted
    pairs = (right / joined if joined else 1.0, right / alike if alike else 1.0)
    b3 = (precision / papers, recall / papers)
    return Agreement(*pairs, _f(*pairs), *b3, _f(*b3))


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tally_answers(answer: Callable[[str, str], Answer], persons: Mapping[str, str]) -> AnswerTally:
    """Of one name: `answer` is asked for each two papers of `persons`."""
    counts = Counter((answer(one, other), persons[one] == persons[other]) for one, other in combinations(persons, 2))
    return AnswerTally(
        same_of_one=counts["same", True],
        same_of_two=counts["same", False],
        different_of_one=counts["different", True],
        different_of_two=counts["different", False],
        unknown_of_one=counts["cannot tell", True],
        unknown_of_two=counts["cannot tell", False],
    )


def answer_shares(counted: AnswerTally) -> AnswerShares:
    """The shares of a tally, of one name or of the sums over several."""
    same_of_one, same_of_two, different_of_one, different_of_two, unknown_of_one, unknown_of_two = counted
    same, different = same_of_one + same_of_two, different_of_one + different_of_two
    pairs = same + different + unknown_of_one + unknown_of_two
    return AnswerShares(
        coverage=_share(same + different, pairs),
        same_share=_share(same, pairs),
        same_right=_share(same_of_one, same),
        same_recall=_share(same_of_one, same_of_one + different_of_one + unknown_of_one),
        different_share=_share(different, pairs),
        different_right=_share(different_of_two, different),
        different_recall=_share(different_of_two, same_of_two + different_of_two + unknown_of_two),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


class Columns:
    """Numbers of many names, eight bytes each: the sums over all or some names, and over names that are drawn."""

    def __init__(self, width: int) -> None:
        """`width` is how many numbers a name has."""
        self._columns = [array("d") for _ in range(width)]

    def __len__(self) -> int:
        return len(self._columns[0])

    def add(self, numbers: Sequence[float]) -> None:
        """The numbers of one more name."""
        for column, number in zip(self._columns, numbers, strict=True):
            column.append(number)

    def sums(self, names: Sequence[int], columns: Sequence[int] | None = None) -> list[float]:
        """The sums of some columns, or of all, over the names of these places; a place may be named repeatedly."""
        wanted = self._columns if columns is None else [self._columns[place] for place in columns]
        if len(names) < 2:
            return [sum(column[place] for place in names) for column in wanted]
        # Twice as fast as a look at one place after the other, and intervals take thousands of sums.
        drawn = itemgetter(*names)
        return [sum(drawn(column)) for column in wanted]

    def where(self, column: int) -> list[int]:
        """The places of the names whose number in this column is not 0."""
        return [place for place, number in enumerate(self._columns[column]) if number]


def draw(names: Sequence[int], *, draws: int = DRAWS) -> Iterator[list[int]]:
    """As many names as there are, drawn with replacement, again and again; the same each time that this is called."""
    generator = random.Random(_SEED)  # noqa: S311 - nothing here is a secret
    for _ in range(draws):
        yield generator.choices(names, k=len(names))


def interval(figures: Sequence[float | None]) -> tuple[float, float] | None:
    """Between which two numbers 95 % of the figures of drawn names are; None where no draw has a figure."""
    known = sorted(figure for figure in figures if figure is not None)
    if not known:
        return None
    return known[int(_LOW * len(known))], known[max(int(_HIGH * len(known)) - 1, 0)]
