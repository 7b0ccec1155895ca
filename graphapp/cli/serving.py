"""`graphapp serve`: the pages."""

from __future__ import annotations

from threading import Thread

import click

from graphapp.cli.edge import Settings, import_driver, main
from graphapp.cli.streams import say, write
from graphapp.errors import InvalidArgument, PackageMissing
from graphapp.web import KEPT_MEGABYTES

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _licences(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for source, equals, note in pairs:
        if not (source and equals and note):
            raise click.BadParameter("write it as SOURCE=NOTE, like dblp='CC0 1.0'.", ctx, parameter)
    return {source: note for source, _, note in pairs}


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all networks.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8_420, show_default=True, help="Port; 0 takes any free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the home page in a browser.")
@click.option("--quiet", is_flag=True, help="Do not write a line for each request to standard error.")
@click.option("--metrics", is_flag=True, help="Answer Prometheus at /metrics.")
@click.option(
    "--requests-per-second",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Limit of each client; ten seconds' worth may come at once.",
)
@click.option(
    "--keep",
    "kept_megabytes",
    type=click.IntRange(min=0),
    metavar="MEGABYTES",
    default=KEPT_MEGABYTES,
    show_default=True,
    help="Memory for finished answers, which are given again until the graph changes; 0 keeps none.",
)
@click.option(
    "--licence",
    "licences",
    multiple=True,
    metavar="SOURCE=NOTE",
    callback=_licences,
    help="Licence of a source, for the page about what is loaded; may be repeated.",
)
@click.pass_obj
def serve(
    settings: Settings,
    host: str,
    port: int,
    opens: bool,
    quiet: bool,
    metrics: bool,
    requests_per_second: float | None,
    kept_megabytes: int,
    licences: dict[str, str],
) -> None:
    """Show the graph as web pages, each with its answer in JSON, until Ctrl-C.

    The pages only read. Give them a user of Neo4j that may only read, where the edition of the server has one.

    \b
    Example:
      graphapp serve --open
      graphapp serve --port 8080 --metrics --requests-per-second 5
    """
    import_driver()
    try:
        from graphapp.web.application import make_app
        from graphapp.web.server import listen
        from graphapp.web.server import serve as serve_until_stopped
        from graphapp.web.warming import warm
    except ImportError as error:
        raise PackageMissing("a web server", error.name or "", "web") from error
    if settings.timeout_seconds is None:
        raise InvalidArgument("a web server needs a time limit for each question; give --timeout with a number above 0")
    is_loopback = host in _LOOPBACK
    with settings.connect(retry_seconds=2.0) as graph, listen(host, port) as listening:
        app = make_app(
            graph,
            only_loopback=is_loopback,
            metrics=metrics,
            requests_per_second=requests_per_second,
            licences=licences,
            kept_megabytes=kept_megabytes,
        )
        shown = "localhost" if is_loopback else host
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listening.getsockname()[1]}/"
        if not is_loopback:
            say(
                f"Warning: everyone who reaches {host} can read the whole graph, without a password and unencrypted. "
                "Use 127.0.0.1, or put a server with a password and TLS in front."
            )
        write(f"{address}\n")
        say("Ctrl-C stops the server.")
        Thread(target=warm, args=(graph,), daemon=True).start()
        if opens:
            click.launch(address)
        serve_until_stopped(app, listening, log=None if quiet else say)
