"""What all commands share: the settings, the output formats, errors as sentences with an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Final

import click

from graphapp import __version__
from graphapp.errors import GraphAppError, NotFound

if TYPE_CHECKING:
    from graphapp.graph import Address, Graph

OUTPUT_FORMATS: Final = ("table", "json", "jsonl", "csv")
NETWORK_FORMATS: Final = ("html", "graphml", "gexf", "gml")
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the options before the command say about the database."""

    uri: str | None
    user: str | None
    password: str | None
    database: str | None

    def address(self) -> Address:
        """Where the database is that is meant."""
        from graphapp.connection import find_address

        return find_address(self.uri, user=self.user, password=self.password, database=self.database)

    def connect(self) -> Graph:
        """The graph that is meant."""
        from graphapp.graph import Graph

        return Graph(self.address())


class _Commands(click.Group):
    """Turns errors into one sentence and an exit code, whatever command they come from."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphAppError as error:
            say_error(str(error))
            if isinstance(error, NotFound) and error.near:
                from graphapp.present.data import visible

                say(visible(f"Did you mean: {', '.join(error.near)}?"))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader has seen enough; whatever is still buffered has nobody to go to.
            sys.stdout = None
            ctx.exit(0)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            say_error(f"{place}{error.strerror or error}")
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("--uri", envvar="NEO4J_URI", help="Address of the database, like neo4j://host:7687 [NEO4J_URI].")
@click.option("--user", envvar=["NEO4J_USERNAME", "NEO4J_USER"], help="Its user [NEO4J_USERNAME].")
@click.option("--database", envvar="NEO4J_DATABASE", help="Its database [NEO4J_DATABASE].")
@click.option("--ask-password", is_flag=True, help="Ask for the password instead of taking NEO4J_PASSWORD.")
@click.pass_context
def main(ctx: click.Context, uri: str | None, user: str | None, database: str | None, ask_password: bool) -> None:
    """Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j.

    Without an address, the local server of `graphapp server start` is used.

    \b
    Example:
      graphapp demo
      graphapp load papers.jsonl.gz
      graphapp name-cluster "Tim Dettmers"
    """
    password = click.prompt("Password", hide_input=True, err=True) if ask_password else None
    ctx.obj = Settings(uri=uri, user=user, password=password, database=database)


def say(sentence: str) -> None:
    """Tell the person at the terminal something that is no result."""
    click.echo(sentence, err=True)


def say_error(sentence: str) -> None:
    """Tell what went wrong. The sentence may quote input or database, which must not steer the terminal."""
    from graphapp.present.data import visible

    say(visible(f"Error: {sentence}"))


def output_format(*more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command that answers the option `--format`, with more formats than all of them have."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([*OUTPUT_FORMATS, *more]),
        default="table",
        show_default=True,
        help="How the answer is written.",
    )


def limited(default: int, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options `--limit` and `--all`, which it takes as one `limit`, None for all."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def with_limit(*args: Any, limit: int, whole: bool, **options: Any) -> Any:
            return command(*args, limit=None if whole else limit, **options)

        number = click.option("--limit", type=click.IntRange(min=1), default=default, show_default=True, help=what)
        everything = click.option("--all", "whole", is_flag=True, help="All of them.")
        return number(everything(update_wrapper(with_limit, command)))

    return decorate


def answer(value: object, form: str) -> None:
    """Write a result to standard output."""
    import shutil

    if form == "table":
        from graphapp.present import terminal

        to_terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if to_terminal else 100
        text = terminal.as_table(value, width=max(width, 40), color=to_terminal)
    elif form in NETWORK_FORMATS:
        from graphapp.present import networks

        text = networks.FORMATS[form](value)
    else:
        from graphapp.present import data

        text = data.FORMATS[form](value)
    click.echo(text, nl=False)


def with_graph(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the connected graph as its first argument."""

    @click.pass_obj
    def connected(settings: Settings, *args: Any, **options: Any) -> Any:
        with settings.connect() as graph:
            return command(graph, *args, **options)

    return update_wrapper(connected, command)


def answering(service: str, *formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a command of a function that calls a service with the options, by their names, and returns its answer.

    The function gets the connected graph as its first argument. The command has `--format`, and `--browser-url`, which
    prints a link instead of the answer and asks no database.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.pass_obj
        def answered(settings: Settings, /, *, form: str, browser_url: bool, **options: Any) -> None:
            if browser_url:
                click.echo(_browser_link(settings, service, options))
                return
            with settings.connect() as graph:
                found = command(graph, **options)
            answer(found, form)

        link = click.option("--browser-url", is_flag=True, help="Print a link to it in Neo4j Browser instead.")
        return link(output_format(*formats)(update_wrapper(answered, command)))

    return decorate


def _browser_link(settings: Settings, service: str, options: dict[str, Any]) -> str:
    from graphapp import local, neo4j_browser

    address, status = settings.address(), local.status()
    query, parameters = neo4j_browser.query_of(service, options)
    at = (
        status.browser
        if status.browser and status.address == address.uri
        else neo4j_browser.browser_address(address.uri)
    )
    return neo4j_browser.browser_url(
        at, uri=address.uri, user=address.user, database=address.database, query=query, parameters=parameters
    )
