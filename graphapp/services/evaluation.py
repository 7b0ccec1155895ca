"""How good the groups of person evidence are: measured against persons that somebody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Final

from graphapp.errors import NotFound
from graphapp.formats.person_truths import NameTruth, open_truth
from graphapp.queries import load_query
from graphapp.results.evaluation import (
    AnswerAgreement,
    Averaged,
    GroupsEvaluation,
    LeftOut,
    NamesMeasured,
    RuleAgreement,
)
from graphapp.rules.persons.agreement import DRAWS
from graphapp.rules.persons.scores import AnswerScore, NameGroups, RuleScore, Scores
from graphapp.services.grouped_works import Grouped, grouped_works
from graphapp.services.source_records import asked_sources

if TYPE_CHECKING:
    from graphapp.graph import Graph

_WORKS_OF_ROWS: Final = load_query("read/works_of_rows")

_NO_INTERVAL: Final = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorkOfRow:
    paper_id: str
    work_id: str


def evaluate_groups(
    graph: Graph,
    *,
    truth: str | PathLike[str],
    source: str | None = None,
    on_progress: Callable[[int, int], None] = lambda done, names: None,
) -> GroupsEvaluation:
    """How well the person groups of this graph agree with a file of known persons, beside simple rules on its names.

    `truth` is the path of the file; `graphapp.formats.person_truths` describes it. Its papers are named by the ids of
    any of their paper rows; with `source`, also by the ids that this source itself gives. What is not loaded is left
    out and counted. `on_progress` gets how many names are done, and of how many.

    Raises SourceError for a file that is none of known persons; NotFound for a source that is not loaded, and when no
    paper of the file is measured; and Refused for a graph from which `graphapp learn` has to learn first.
    """
    if source is not None:
        asked_sources(graph, [source])
    scores = Scores()
    left_out: Counter[str] = Counter()
    doubt = None
    with open_truth(truth) as opened:
        names = opened.count
        on_progress(0, names)
        for done, known in enumerate(opened.names, start=1):
            works = _works_of(graph, known.papers, source)
            left_out["not_loaded"] += len(known.papers) - len(works)
            grouped = _grouped(graph, known) if works else None
            if grouped is None:
                left_out["without_name"] += len(works)
            elif persons := _persons_of(known, works, grouped, left_out):
                doubt = grouped.found.doubt
                scores.add(persons, _said(grouped), [work.authorship for work in grouped.works.values()])
            on_progress(done, names)
    if not scores.all:
        raise NotFound(_nothing_measured(left_out, source))
    return _evaluation(scores, names, left_out, doubt)


def _works_of(graph: Graph, papers: Mapping[str, str], source: str | None) -> dict[str, str]:
    """Paper of the truth -> the work that one of its paper rows states; papers that are not loaded are missing."""
    asked = list(papers) if source is None else [*papers, *(f"{source}:{paper}" for paper in papers)]
    rows = graph.read(_WORKS_OF_ROWS, _WorkOfRow, paper_ids=asked)
    work_of = {row.paper_id: row.work_id for row in rows}
    found = {paper: work_of.get(f"{source}:{paper}", work_of.get(paper)) for paper in papers}
    return {paper: work_id for paper, work_id in found.items() if work_id is not None}


def _grouped(graph: Graph, known: NameTruth) -> Grouped | None:
    """The groups of the name; None for a name that no author row carries."""
    try:
        return grouped_works(graph, known.name)
    except NotFound:
        return None


def _persons_of(known: NameTruth, works: Mapping[str, str], grouped: Grouped, left_out: Counter[str]) -> dict[str, str]:
    """The person of each authorship that is measured; why others are not is counted."""
    authorships_on: defaultdict[str, list[str]] = defaultdict(list)
    for key, work in grouped.works.items():
        authorships_on[work.authorship.paper_id].append(key)
    stated: defaultdict[str, list[str]] = defaultdict(list)
    for paper, work_id in works.items():
        match authorships_on[work_id]:
            case []:
                left_out["not_grouped" if grouped.left_out else "without_name"] += 1
            case [key]:
                stated[key].append(known.papers[paper])
            case _:
                left_out["name_twice"] += 1
    persons: dict[str, str] = {}
    for key, said in stated.items():
        if len(set(said)) > 1:
            left_out["contradicted"] += len(said)
        else:
            left_out["repeated"] += len(said) - 1
            persons[key] = said[0]
    return persons


def _said(grouped: Grouped) -> NameGroups:
    found = grouped.found
    return NameGroups(
        groups={key: place for place, group in enumerate(found.groups) for key in group.authorships},
        answer=found.answers(),
        expected_others=found.cut.expected_others,
    )


def _nothing_measured(left_out: Mapping[str, int], source: str | None) -> str:
    advice = "" if source is not None else "; if the ids are those of one source, name it with --source"
    loaded = sum(left_out.values()) - left_out["not_loaded"]
    return (
        f"no paper of the file can be measured: {left_out['not_loaded']:,} are not loaded, and {loaded:,} do not have "
        f"the name of their line exactly once{advice}"
    )


def _evaluation(scores: Scores, names: int, left_out: Counter[str], doubt: str | None) -> GroupsEvaluation:
    rules: list[RuleAgreement] = []
    answers: list[AnswerAgreement] = []
    scopes: list[tuple[NamesMeasured, Sequence[int]]] = [("all", scores.all), ("ambiguous", scores.ambiguous)]
    for scope, places in scopes:
        if places:
            found, answered = scores.measure(places)
            rules += (_rule(scope, score) for score in found)
            answers.append(_answers(scope, answered))
    order = {name: place for place, name in enumerate(dict.fromkeys(rule.rule for rule in rules))}
    return GroupsEvaluation(
        name_count=len(scores.all),
        ambiguous_count=len(scores.ambiguous),
        paper_count=scores.papers,
        person_count=scores.persons,
        names_left_out=names - len(scores.all),
        papers_left_out=LeftOut(
            **{reason: left_out[reason] for reason in LeftOut.__dataclass_fields__},
        ),
        doubt=doubt,
        one_or_several_right=scores.one_or_several_right,
        draws=DRAWS,
        answers=tuple(answers),
        rules=tuple(sorted(rules, key=lambda rule: order[rule.rule])),
    )


def _rule(names: NamesMeasured, score: RuleScore) -> RuleAgreement:
    averaged: Averaged = "by name" if score.by_name else "together"
    figures = score.figures
    return RuleAgreement(
        rule=score.rule,
        names=names,
        averaged=averaged,
        pair_precision=figures.pair_precision,
        pair_recall=figures.pair_recall,
        pair_f=figures.pair_f,
        pair_f_low=score.pair_f[0],
        pair_f_high=score.pair_f[1],
        b3_precision=figures.b3_precision,
        b3_recall=figures.b3_recall,
        b3_f=figures.b3_f,
        b3_f_low=score.b3_f[0],
        b3_f_high=score.b3_f[1],
    )


def _answers(names: NamesMeasured, score: AnswerScore) -> AnswerAgreement:
    shares = score.shares
    coverage, same, different = (
        found or _NO_INTERVAL for found in (score.coverage, score.same_right, score.different_right)
    )
    return AnswerAgreement(
        names=names,
        pairs=score.pairs,
        coverage=shares.coverage,
        coverage_low=coverage[0],
        coverage_high=coverage[1],
        same_share=shares.same_share,
        same_right=shares.same_right,
        same_right_low=same[0],
        same_right_high=same[1],
        same_recall=shares.same_recall,
        different_share=shares.different_share,
        different_right=shares.different_right,
        different_right_low=different[0],
        different_right_high=different[1],
        different_recall=shares.different_recall,
    )
