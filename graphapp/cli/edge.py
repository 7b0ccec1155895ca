"""What all commands share: settings, output formats, and errors as sentences with an exit code."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from graphapp import __version__
from graphapp.cli.help_groups import grouped
from graphapp.cli.streams import open_missing_streams, output_failure, say, say_error, show, system_failure, write
from graphapp.errors import GraphAppError, InvalidArgument, NotFound
from graphapp.limits import DEFAULT_TIMEOUT_SECONDS
from graphapp.present import FORMATS, AnswerKind, OutputFormat, formats_of
from graphapp.rules.steering import visible, without_steering

if TYPE_CHECKING:
    from graphapp.address import Address
    from graphapp.graph import Graph

INTERRUPTED: Final = 130
"""Exit code of a command that Ctrl-C ended."""

_OF_DATA_FRAMES: Final = ("numpy", "pandas", "pyarrow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options before the command that choose the database; None where an option is not given."""

    uri: str | None
    user: str | None
    password: str | None
    database: str | None
    timeout_seconds: float | None
    """Time limit of one reading query on the server; None sets no limit."""

    def address(self) -> Address:
        """Where the database is.

        Raises DatabaseUnavailable where no setting names one and no local server runs.
        """
        import_driver()
        from graphapp.connection import find_address

        return find_address(self.uri, user=self.user, password=self.password, database=self.database)

    def connect(self, *, retry_seconds: float | None = None) -> Graph:
        """The connected graph; `retry_seconds` as for `Graph`."""
        import_driver()
        from graphapp.graph import Graph

        return Graph(self.address(), timeout_seconds=self.timeout_seconds, retry_seconds=retry_seconds)


def import_driver() -> None:
    """Import the driver without the libraries of arrays and data frames that it would import wherever they are.

    A command exchanges neither with the database, and they would take twice the driver's own time. What imports them
    later gets them. A command calls this before it imports a module that imports the driver.
    """
    hidden = [name for name in _OF_DATA_FRAMES if name not in sys.modules and "neo4j" not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        import graphapp.graph  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


class _Texts(click.Command):
    """A command that refuses texts in another encoding; names of files may be any bytes."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        left = super().parse_args(ctx, args)
        for parameter in self.params:
            value = ctx.params.get(parameter.name or "")
            texts = value if isinstance(value, list | tuple) else (value,)
            if not isinstance(parameter.type, click.Path) and not all(map(_is_text, texts)):
                raise click.BadParameter("the value has bytes that are not UTF-8.", ctx, parameter)
        return left


class _Commands(_Texts, click.Group):
    """Turns errors into one sentence and an exit code, whatever command they come from."""

    command_class = _Texts
    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, self.commands), default=0)
        commands = self.list_commands(ctx)
        for heading, names in (grouped(commands) if ctx.parent is None else {"Commands": commands}).items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(width)) for name in names])

    def main(self, *args: Any, **extra: Any) -> Any:
        open_missing_streams()
        try:
            return super().main(*args, **extra)
        except OSError as error:
            # Help is written before a command is invoked.
            say_error(output_failure(error))
            sys.exit(1)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _harmless_usage_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _harmless_usage_errors():
                return super().invoke(ctx)
        except GraphAppError as error:
            say_error(str(error))
            if isinstance(error, NotFound) and error.near:
                say(visible(f"Did you mean: {', '.join(error.near)}?"))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The program that reads the output has ended; without this, Python would fail to flush it at exit.
            sys.stdout = None
            ctx.exit(0)
        except MemoryError:
            say_error("this process has not enough memory for that; ask for less, or give it more memory")
            ctx.exit(GraphAppError.exit_code)
        except UnicodeEncodeError as error:
            say_error(
                f"{error.object[:100]!r} holds {error.object[error.start]!r}, which {error.encoding} does not have"
            )
            ctx.exit(InvalidArgument.exit_code)
        except OSError as error:
            say_error(system_failure(error))
            ctx.exit(1)
        except UnicodeDecodeError:
            # All inputs that may be in another encoding are read as bytes; without them, which may be a password.
            say_error("standard input has bytes that are not UTF-8")
            ctx.exit(2)


_PASSWORD_IN_ADDRESS: Final = re.compile(r"(?<=://)[^\s/@]*:[^\s/@]*(?=@)")


def _is_text(value: object) -> bool:
    """Whether it is no text that came from bytes in another encoding; Python writes those as half surrogate pairs."""
    return not isinstance(value, str) or not any("\ud800" <= letter <= "\udfff" for letter in value)


@contextmanager
def _harmless_usage_errors() -> Iterator[None]:
    """Usage errors quote what was typed, which must not control the terminal, and may be an address with a password."""
    try:
        yield
    except click.UsageError as error:
        message = error.format_message()
        harmless = _PASSWORD_IN_ADDRESS.sub("...", message)
        if without_steering(harmless) == message:
            raise
        raise click.UsageError(visible(harmless), error.ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("--uri", envvar="NEO4J_URI", help="Address of the database, like neo4j://host:7687 [NEO4J_URI].")
@click.option("--user", help="User of the database [NEO4J_USERNAME].")
@click.option("--database", envvar="NEO4J_DATABASE", help="Name of the database [NEO4J_DATABASE].")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=DEFAULT_TIMEOUT_SECONDS,
    show_default=True,
    help="Time limit of the server for one question, in seconds; 0 sets no limit.",
)
@click.option("--ask-password", is_flag=True, help="Ask for the password instead of using NEO4J_PASSWORD.")
@click.pass_context
def main(
    ctx: click.Context,
    uri: str | None,
    user: str | None,
    database: str | None,
    timeout: float,
    ask_password: bool,
) -> None:
    """Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j.

    Without an address, graphapp uses the local server, which `graphapp server start` starts.

    \b
    Example:
      graphapp demo
      graphapp load papers.jsonl.gz
      graphapp name-cluster "Tim Dettmers"
    """
    password = click.prompt("Password", hide_input=True, err=True) if ask_password else None
    ctx.obj = Settings(uri=uri, user=user, password=password, database=database, timeout_seconds=timeout or None)


def output_format(*kinds: AnswerKind) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--format` with the formats of these kinds of answers; it gets it as `form`."""
    formats = formats_of(*kinds)
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(formats)),
        default="table",
        show_default=True,
        help="; ".join(f"{name}: {format.purpose}" for name, format in formats.items()) + ".",
    )


def asked_format() -> OutputFormat:
    """The format that the running command writes."""
    return FORMATS[click.get_current_context().params["form"]]


def typed_parameters() -> set[str]:
    """The names of the parameters of the running command that were given on the command line."""
    context = click.get_current_context()
    return {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}


def answer(value: object, form: str, *, links: str | None = None, of: object = None) -> None:
    """Write a result to standard output; `links` as for `OutputFormat.render`.

    `of` is the answer that the result was taken from, None for the result itself. Where the format has no place for
    what the answer lacks, messages say it.
    """
    from shutil import get_terminal_size

    on_terminal = sys.stdout.isatty()
    width = max(get_terminal_size().columns, 40) if on_terminal else 100
    format = FORMATS[form]
    if format.is_bytes and on_terminal:
        raise InvalidArgument(
            f"{form} is no text for a terminal; send it to a file: graphapp ... --format {form} > picture.{form}"
        )
    if format.is_bytes or format.names_its_encoding:
        write(format.encode(value, links=links))
    else:
        show(format.render(value, width=width, color=on_terminal, links=links))
    if not format.says_what_is_left_out:
        from graphapp.present.left_out import missing_numbers, not_written

        lacking = value if of is None else of
        for sentence in (*missing_numbers(lacking), *not_written(lacking)):
            say(visible(sentence))


def with_graph(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the connected graph as its first argument."""

    @click.pass_obj
    def connected(settings: Settings, *args: Any, **options: Any) -> Any:
        with settings.connect() as graph:
            return command(graph, *args, **options)

    return update_wrapper(connected, command)


def answering(service: str, *kinds: AnswerKind) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a command from a function that calls a service with the options, by their names, and returns its answer.

    The function gets the connected graph as its first argument. The command has `--format` with the formats of these
    kinds of answers, and `--browser-url`, which prints a link instead of the answer and needs no database. Where one of
    these formats is a picture with links, `--links` says where they lead.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.pass_obj
        def answered(
            settings: Settings, /, *, form: str, browser_url: bool, links: str | None = None, **options: Any
        ) -> None:
            if browser_url:
                write(_browser_link(settings, service, options) + "\n")
                if left_out := _left_out_of_link(service, options):
                    say(f"The query in Neo4j Browser ignores {', '.join(left_out)}.")
                return
            FORMATS[form].check_links(links)
            with settings.connect() as graph:
                found = written = command(graph, **options)
                if FORMATS[form].writes == "papers":
                    from graphapp.services.export import cited_papers

                    written = cited_papers(graph, found)
            answer(written, form, links=links, of=found)

        linked = update_wrapper(answered, command)
        if any(format.leads for format in formats_of(*kinds).values()):
            where = "Address of a graphapp server, to whose pages the names and papers of a picture lead."
            linked = click.option("--links", metavar="ADDRESS", help=where)(linked)
        link = click.option("--browser-url", is_flag=True, help="Print a link that opens the answer in Neo4j Browser.")
        return link(output_format(*kinds)(linked))

    return decorate


def _left_out_of_link(service: str, options: dict[str, Any]) -> list[str]:
    """The options that were typed and without which the query in Neo4j Browser is the same."""
    from graphapp.services.browser_queries import query_of

    context = click.get_current_context()
    query = query_of(service, options)
    typed = [
        parameter
        for parameter in context.command.params
        if isinstance(parameter, click.Option)
        and parameter.name not in ("form", "browser_url")
        and context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        and context.params[parameter.name or ""] != parameter.get_default(context)
    ]
    return [
        max(option.opts, key=len)
        for option in typed
        if query_of(service, {name: value for name, value in options.items() if name != option.name}) == query
    ]


def _browser_link(settings: Settings, service: str, options: dict[str, Any]) -> str:
    import_driver()
    from graphapp import local, neo4j_browser
    from graphapp.services import browser_queries

    address, status = settings.address(), local.status()
    query, parameters = browser_queries.query_of(service, options)
    at = (
        status.browser
        if status.browser and status.address == address.uri
        else neo4j_browser.browser_address(address.uri)
    )
    return neo4j_browser.browser_url(
        at, uri=address.uri, user=address.user, database=address.database, query=query, parameters=parameters
    )
