"""The command that measures how good the groups of person evidence are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphapp.cli.edge import answer, main, output_format, with_graph
from graphapp.cli.progress import ProgressTracker, show_progress

if TYPE_CHECKING:
    from graphapp.graph import Graph


@main.command("evaluate-groups")
@click.argument("truth", type=click.Path(readable=False))
@click.option(
    "--source",
    metavar="NAME",
    help="The papers of the file have the ids of this source: NAME: is put before them. Whole paper_ids count too.",
)
@output_format()
@with_graph
def evaluate_groups(graph: Graph, truth: str, source: str | None, form: str) -> None:
    """Measure the person groups of names against a file of persons that you know, beside simple rules.

    TRUTH has a line of JSON for each name; - is standard input. CSV and JSON Lines have one line for each rule.

    \b
    Example:
      graphapp evaluate-groups known-persons.jsonl
      graphapp evaluate-groups known-persons.jsonl --source my-papers --format json

    \b
    A line of TRUTH:
      {"name_key": "wei wang", "papers": {"dblp:1": "p1", "dblp:2": "p1", "dblp:3": "p2"}}
    """
    from graphapp.loading.progress import Progress
    from graphapp.services import evaluation

    tracker = ProgressTracker("measuring")
    with show_progress(tracker):
        found = evaluation.evaluate_groups(
            graph,
            truth=truth,
            source=source,
            on_progress=lambda done, names: tracker.update(Progress(phase="measuring", done=done, total=names)),
        )
    answer(found, form)
