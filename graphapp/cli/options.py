"""Options that several commands have, so that each means the same everywhere. `edge` has `--format`."""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any

import click

since = click.option("--since", type=int, metavar="YEAR", help="Only papers of this year and later.")
until = click.option("--until", type=int, metavar="YEAR", help="Only papers of this year and earlier.")
at_venue = click.option("--venue", help="Only papers that appeared at this venue, given by any of its names.")
matching = click.option(
    "--match",
    type=click.Choice(["exact", "fold"]),
    default="exact",
    show_default=True,
    help="How names are compared: both ignore case; fold also ignores diacritics, dashes and apostrophes.",
)


class _All(click.Option):
    """`--all`, which leaves nothing for `--limit` to say."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        if opts.get("whole") and "limit" in opts:
            raise click.UsageError("--all and --limit say two things; give one of them", ctx)
        return super().handle_parse_result(ctx, opts, args)


show_all = click.option("--all", "whole", cls=_All, is_flag=True, help="Show all.")


def by_name_or_person(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--by`, "name" unless it is typed; `what` says what the command does by each."""
    choice = click.Choice(["name", "person"])
    return click.option("--by", type=choice, default="name", show_default=True, help=what)


def limited(default: int, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options `--limit` and `--all`; it gets them as one `limit`, None for all."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def with_limit(*args: Any, limit: int, whole: bool, **options: Any) -> Any:
            return command(*args, limit=None if whole else limit, **options)

        number = click.option("--limit", type=click.IntRange(min=1), default=default, show_default=True, help=what)
        return number(show_all(update_wrapper(with_limit, command)))

    return decorate


def paged(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--page`; it gets None when it is not given."""
    return click.option("--page", type=click.IntRange(min=1), metavar="N", help="Show page N, of --limit papers each.")(
        command
    )


def from_sources(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--source`, which may be repeated; it gets `sources`, empty for all."""
    return click.option(
        "--source", "sources", multiple=True, metavar="NAME", help="Only what this source states; may be repeated."
    )(command)
