"""The page for people of how good person groups are."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from rich.console import RenderableType
from rich.text import Text

from graphapp.present.tables import Column, table
from graphapp.present.text import count_text
from graphapp.results.evaluation import AnswerAgreement, GroupsEvaluation, LeftOut
from graphapp.rules.steering import visible


def evaluation_page(found: GroupsEvaluation) -> Iterator[RenderableType]:
    """What was measured, then tables of the rules and of the answers."""
    persons = count_text(found.person_count, "person")
    yield Text(
        f"{count_text(found.name_count, 'name')}, {count_text(found.paper_count, 'paper')}, {persons}; "
        f"{found.ambiguous_count:,} of the names have several persons",
        style="bold",
    )
    if left_out := _left_out(found.papers_left_out):
        yield Text(f"left out: {left_out}", style="dim")
    if found.names_left_out:
        yield Text(f"{count_text(found.names_left_out, 'name')} of the file left out, without such papers", style="dim")
    if found.doubt is not None:
        yield Text(visible(f'"Different" is said only for a hard fact: {found.doubt}.'))
    for names in ("all", "ambiguous"):
        for averaged, heading in (("together", "all pairs and papers together"), ("by name", "means over the names")):
            rules = [rule for rule in found.rules if (rule.names, rule.averaged) == (names, averaged)]
            if rules:
                yield ""
                yield Text(f"{names.capitalize()} names, {heading}", style="bold")
                yield table(rules, *_RULE_COLUMNS)
    yield ""
    yield Text("Answers on two papers of a name", style="bold")
    yield table([line for answers in found.answers for line in _answer_lines(answers)], *_ANSWER_COLUMNS)
    yield Text(f"One person or several: right for {_share(found.one_or_several_right)} of the names")
    yield ""
    yield Text(
        "P: precision, R: recall, F: 2PR/(P+R), of pairs of papers and of papers (B3). Intervals are of F, of the "
        f"share of both answers, and of the share that is right; they come from {found.draws:,} draws of names.",
        style="dim",
    )


def _left_out(papers: LeftOut) -> str:
    reasons = (
        (papers.not_loaded, "not loaded"),
        (papers.without_name, "without the name"),
        (papers.name_twice, "with the name twice"),
        (papers.repeated, "stated twice by the file"),
        (papers.contradicted, "by two persons of the file"),
        (papers.not_grouped, "older than what is grouped of a name"),
    )
    return ", ".join(f"{count_text(count, 'paper')} {reason}" for count, reason in reasons if count)


def _share(share: float | None) -> str:
    """`.982`; an empty text for None."""
    return "" if share is None else f"{share:.3f}".removeprefix("0")


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{_share(low)}-{_share(high)}"


_RULE_COLUMNS: Final[tuple[Column, ...]] = (
    ("rule", lambda rule: rule.rule),
    ("pair P", lambda rule: _share(rule.pair_precision)),
    ("R", lambda rule: _share(rule.pair_recall)),
    ("F", lambda rule: _share(rule.pair_f)),
    ("95 %", lambda rule: _between(rule.pair_f_low, rule.pair_f_high)),
    ("B3 P", lambda rule: _share(rule.b3_precision)),
    ("R", lambda rule: _share(rule.b3_recall)),
    ("F", lambda rule: _share(rule.b3_f)),
    ("95 %", lambda rule: _between(rule.b3_f_low, rule.b3_f_high)),
)


class _AnswerLine(NamedTuple):
    names: str
    pairs: int
    answer: str
    share: str
    right: str = ""
    interval: str = ""
    recall: str = ""


def _answer_lines(found: AnswerAgreement) -> Iterator[_AnswerLine]:
    yield _AnswerLine(
        names=found.names,
        pairs=found.pairs,
        answer="same or different",
        share=_share(found.coverage),
        interval=_between(found.coverage_low, found.coverage_high),
    )
    yield _AnswerLine(
        names=found.names,
        pairs=found.pairs,
        answer="same",
        share=_share(found.same_share),
        right=_share(found.same_right),
        interval=_between(found.same_right_low, found.same_right_high),
        recall=_share(found.same_recall),
    )
    yield _AnswerLine(
        names=found.names,
        pairs=found.pairs,
        answer="different",
        share=_share(found.different_share),
        right=_share(found.different_right),
        interval=_between(found.different_right_low, found.different_right_high),
        recall=_share(found.different_recall),
    )


_ANSWER_COLUMNS: Final[tuple[Column, ...]] = (
    ("names", lambda line: line.names),
    ("pairs", lambda line: line.pairs),
    ("answer", lambda line: line.answer),
    ("share", lambda line: line.share),
    ("right", lambda line: line.right),
    ("95 %", lambda line: line.interval),
    ("recall", lambda line: line.recall),
)
